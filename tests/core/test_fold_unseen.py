"""Which reminders of a memo nobody has seen, as its events tell."""

from __future__ import annotations

from typing import Any

import pytest

from callmemo.core.events import Event, write_draft
from callmemo.core.fold import fold
from callmemo.core.times import to_utc_text
from callmemo.core.vocabulary import Kind
from tests.office_day import MINUTE, TEN, call


class Story:
    """What happened to one memo, a minute apart."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.add(Kind.TAKEN, number="1124-001", **write_draft(call()))

    def add(self, kind: Kind, /, **body: Any) -> str:
        count = len(self.events)
        at = to_utc_text(TEN + count * MINUTE)
        event = Event(f"e{count:02d}", "m", "木村", "d", count, kind, {"at": at, **body})
        self.events.append(event)
        return event.event_id

    def nudge(self, key: str) -> None:
        self.add(Kind.NUDGED, key=key)

    @property
    def unseen(self) -> tuple[str, ...]:
        memo = fold(self.events)
        assert memo is not None
        assert set(memo.unseen) <= set(memo.nudged)
        return memo.unseen


@pytest.fixture
def story() -> Story:
    return Story()


def test_a_reminder_is_unseen_when_it_is_given(story: Story) -> None:
    assert not story.unseen
    story.nudge("due@2")
    story.nudge("due@1")
    assert story.unseen == ("due@1", "due@2")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (Kind.NUDGE_SEEN, {}),
        (Kind.CONFIRMED, {}),
        (Kind.ATTEMPT, {"outcome": "absent"}),
        (Kind.NOTE, {"text": "済"}),
        (Kind.AMENDED, {"subject": "納品"}),
        (Kind.SNOOZED, {"until": to_utc_text(TEN)}),
        (Kind.FINISHED, {}),
    ],
)
def test_whatever_somebody_does_with_the_memo_all_are_seen(
    story: Story, kind: Kind, body: dict[str, Any]
) -> None:
    story.nudge("due@1")
    story.nudge("due@2")
    story.add(kind, **body)
    assert story.unseen == ()


def test_what_was_seen_stays_seen_when_the_action_is_taken_back(story: Story) -> None:
    story.nudge("due@1")
    done = story.add(Kind.FINISHED)
    story.add(Kind.UNDONE, event_id=done, kind=Kind.FINISHED)
    assert story.unseen == ()


def test_a_later_reminder_is_unseen_anew(story: Story) -> None:
    story.nudge("due@1")
    story.add(Kind.NUDGE_SEEN)
    story.nudge("due@2")
    assert story.unseen == ("due@2",)


def test_of_a_memo_that_is_closed_nothing_is_unseen(story: Story) -> None:
    story.add(Kind.FINISHED)
    story.nudge("due@1")
    assert story.unseen == ()
