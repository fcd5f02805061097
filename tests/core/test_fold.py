"""What each event makes of a memo; that order does not matter is proven in tests/store."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from callmemo.core.events import (
    LAST_CLOCK,
    VERSION,
    Event,
    changed_fields,
    read_field,
    with_fields,
    write_draft,
)
from callmemo.core.fold import fold, undone_ids
from callmemo.core.memo import Caller, Draft, Memo, first_status, needs_someone, next_mover
from callmemo.core.times import to_utc_text
from callmemo.core.vocabulary import Kind, Mover, Outcome, Request, Status
from tests.office_day import DAY, HOUR, MINUTE, TEN, call


class History:
    """A history in the making: each event a minute after the one before."""

    def __init__(self, draft: Draft | None = None) -> None:
        self.events: list[Event] = []
        body = write_draft(draft or call(due_at=TEN + HOUR))
        self.taken = self.add(Kind.TAKEN, number="1124-001", **body)

    def add(self, kind: str, /, v: int = VERSION, **body: Any) -> Event:
        count = len(self.events)
        at = to_utc_text(TEN + count * MINUTE)
        event = Event(f"e{count:02d}", "m", "木村", "d", count, kind, {"at": at, **body}, v)
        self.events.append(event)
        return event

    def undo(self, event: Event) -> Event:
        return self.add(Kind.UNDONE, event_id=event.event_id, kind=event.kind)

    def memo(self) -> Memo:
        """The memo as it stands."""
        memo = fold(self.events)
        assert memo is not None
        return memo


def test_a_memo_begins_with_being_taken() -> None:
    draft = call(due_at=TEN + HOUR)
    memo = History(draft).memo()
    assert (memo.number, memo.taken_at, memo.draft, memo.status) == (
        "1124-001",
        TEN,
        draft,
        Status.NEW,
    )
    assert fold([]) is None
    later = History()
    later.add(Kind.CONFIRMED)
    assert fold(later.events[1:]) is None


@pytest.mark.parametrize("outcome", Outcome)
def test_a_call_that_reached_nobody_has_to_be_made_again(outcome: Outcome) -> None:
    history = History()
    history.add(Kind.ATTEMPT, outcome=outcome.value)
    again = {Outcome.ABSENT, Outcome.ABSENT_MESSAGE_LEFT, Outcome.BUSY, Outcome.VOICEMAIL}
    assert history.memo().status is (Status.RETRY if outcome in again else Status.IN_PROGRESS)
    reached = outcome in {Outcome.TALKED, Outcome.THEY_CALLED, Outcome.OTHER_MEANS}
    assert history.memo().attempts == 1
    assert history.memo().called_back_at == (TEN + MINUTE if reached else None)


def test_a_call_ends_the_snooze_and_can_move_the_due_time() -> None:
    history = History()
    history.add(Kind.SNOOZED, until=to_utc_text(TEN + 2 * HOUR))
    assert history.memo().snoozed_until == TEN + 2 * HOUR
    history.add(Kind.ATTEMPT, outcome="busy", retry_at=to_utc_text(TEN + 3 * HOUR))
    assert (history.memo().snoozed_until, history.memo().due_at) == (None, TEN + 3 * HOUR)


def test_the_first_reader_is_kept_until_the_memo_is_handed_over() -> None:
    history = History()
    history.add(Kind.CONFIRMED)
    history.add(Kind.CONFIRMED)
    assert (history.memo().status, history.memo().confirmed_at) == (Status.SEEN, TEN + MINUTE)
    history.add(Kind.HANDED_OVER, addressee="佐藤")
    memo = history.memo()
    assert (memo.draft.addressee, memo.status, memo.confirmed_at) == ("佐藤", Status.NEW, None)


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (Kind.FINISHED, Status.DONE),
        (Kind.NOT_NEEDED, Status.NOT_NEEDED),
        (Kind.CANCELLED, Status.CANCELLED),
    ],
)
def test_a_memo_is_closed_and_opened_again(kind: Kind, status: Status) -> None:
    history = History()
    history.add(kind)
    assert (history.memo().status, history.memo().closed_at) == (status, TEN + MINUTE)
    history.add(Kind.ATTEMPT, outcome="talked")
    assert history.memo().status is status, "a late note of a call opens nothing"
    history.add(Kind.REOPENED, due_at=to_utc_text(TEN + DAY))
    memo = history.memo()
    assert (memo.status, memo.closed_at, memo.due_at) == (Status.IN_PROGRESS, None, TEN + DAY)


def test_a_memo_that_waits_for_them_waits_again_when_reopened() -> None:
    history = History(call(request=Request.WILL_CALL_AGAIN))
    history.add(Kind.FINISHED)
    history.add(Kind.REOPENED)
    assert history.memo().status is Status.WAITING


def test_a_field_belongs_to_the_last_who_changed_it() -> None:
    history = History()
    history.add(Kind.AMENDED, subject="請求書", caller={"name": "高橋"})
    history.add(Kind.AMENDED, body="至急とのこと", caller={"phone": "03-0000-0199"})
    draft = history.memo().draft
    assert (draft.subject, draft.body) == ("請求書", "至急とのこと")
    assert draft.caller == Caller(company="アオバ商事", name="高橋", phone="03-0000-0199")


def test_another_request_changes_who_waits_only_while_nothing_has_happened() -> None:
    history = History()
    history.add(Kind.AMENDED, request="will_call_again")
    assert history.memo().status is Status.WAITING
    history.add(Kind.ATTEMPT, outcome="busy")
    history.add(Kind.AMENDED, request="please_call_back")
    assert history.memo().status is Status.RETRY


# Undo


def test_what_was_undone_has_not_happened() -> None:
    history = History()
    before = history.memo()
    steps: tuple[tuple[Kind, dict[str, Any]], ...] = (
        (Kind.CONFIRMED, {}),
        (Kind.ATTEMPT, {"outcome": "talked"}),
        (Kind.FINISHED, {}),
        (Kind.HANDED_OVER, {"addressee": "佐藤"}),
        (Kind.SNOOZED, {"until": to_utc_text(TEN + DAY)}),
        (Kind.ON_HOLD, {"until": to_utc_text(TEN + DAY)}),
        (Kind.AMENDED, {"subject": "x"}),
    )
    for kind, body in steps:
        event = history.add(kind, **body)
        assert history.memo() != before
        history.undo(event)
        assert history.memo() == before


def test_an_undo_that_was_undone_counts_no_more() -> None:
    history = History()
    finished = history.add(Kind.FINISHED)
    undo = history.undo(finished)
    assert history.memo().status is Status.NEW
    undo_again = history.undo(undo)
    assert history.memo().status is Status.DONE
    history.undo(undo_again)
    assert history.memo().status is Status.NEW


def test_an_undo_reaches_only_what_came_before_it() -> None:
    history = History()
    history.add(Kind.UNDONE, event_id="e02")
    history.add(Kind.FINISHED)
    assert history.memo().status is Status.DONE
    itself = history.add(Kind.UNDONE, event_id="e03")
    assert undone_ids(history.events) == frozenset()
    assert history.memo().status is Status.DONE, itself


def test_a_memo_taken_by_mistake_is_withdrawn_and_keeps_its_number() -> None:
    history = History()
    history.add(Kind.CONFIRMED)
    history.undo(history.taken)
    memo = history.memo()
    assert (memo.number, memo.status, memo.closed_at) == (
        "1124-001",
        Status.CANCELLED,
        TEN + 2 * MINUTE,
    )


# What no program of today wrote


def test_what_cannot_be_read_costs_a_field_and_not_the_memo() -> None:
    body = write_draft(call())
    history = History()
    history.events.clear()
    history.add(
        Kind.TAKEN,
        **{**body, "number": 7, "request": "telepathy", "due_at": "soon", "addressee": None},
    )
    memo = history.memo()
    assert memo.number == ""
    assert memo.draft.caller == call().caller
    assert (memo.draft.request, memo.draft.due_at) == (Request.PLEASE_CALL_BACK, None)
    assert memo.draft.addressee == ""


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (Kind.ATTEMPT, {}),
        (Kind.ATTEMPT, {"outcome": "vanished"}),
        (Kind.ATTEMPT, {"outcome": ["busy"]}),
        (Kind.ATTEMPT, {"outcome": "busy", "retry_at": "9999-12-31T23:59:59-14:00"}),
        (Kind.SNOOZED, {}),
        (Kind.SNOOZED, {"until": None}),
        (Kind.HANDED_OVER, {}),
        (Kind.NUDGED, {}),
        (Kind.UNDONE, {}),
        (Kind.UNDONE, {"event_id": {}}),
        ("merged", {}),
        (Kind.FINISHED, {"at": "yesterday"}),
        (Kind.FINISHED, {"at": None}),
    ],
)
def test_an_event_that_cannot_be_read_changes_nothing(kind: str, body: dict[str, Any]) -> None:
    history = History()
    before = history.memo()
    history.add(kind, **body)
    assert history.memo() == before


def test_an_event_of_a_newer_program_is_left_to_it() -> None:
    history = History()
    before = history.memo()
    history.add(Kind.FINISHED, v=VERSION + 1)
    assert history.memo() == before


def test_a_second_taking_changes_nothing() -> None:
    history = History()
    before = history.memo()
    history.add(Kind.TAKEN, number="1124-999", **write_draft(call("別人")))
    assert history.memo() == before


@pytest.mark.parametrize(
    "change",
    [
        {"event_id": ""},
        {"memo_id": ""},
        {"hlc": -1},
        {"hlc": LAST_CLOCK + 1},
        {"v": 2**70},
        {"pos": 2**70},
        {"actor": "\ud800"},
        {"body": {"text": "\udfff"}},
    ],
    ids=str,
)
def test_what_no_file_can_hold_is_known_beforehand(change: dict[str, Any]) -> None:
    sound: dict[str, Any] = {
        "event_id": "e",
        "memo_id": "m",
        "actor": "",
        "device": "",
        "hlc": 0,
        "kind": "x",
    }
    assert Event(**{"body": {}, **sound}).is_sound
    assert not Event(**{"body": {}, **sound, **change}).is_sound


# Drafts as JSON


def test_a_draft_comes_back_from_json() -> None:
    draft = call(due_at=TEN, complaint=True, their_closing=(TEN + timedelta(hours=7)).time())
    assert with_fields(Draft(), write_draft(draft)) == draft
    for name, value in write_draft(draft).items():
        assert read_field(name, value) == getattr(draft, name)


def test_only_what_differs_is_written_and_of_the_caller_only_the_parts() -> None:
    before = call(subject="a")
    after = call(
        subject="b", caller=Caller(company="アオバ商事", name="高橋", phone="03-0000-0142")
    )
    assert changed_fields(before, before) == {}
    assert changed_fields(before, after) == {"subject": "b", "caller": {"name": "高橋"}}
    assert with_fields(before, changed_fields(before, after)) == after


# Who moves next


@pytest.mark.parametrize("request_", Request)
def test_a_memo_that_somebody_has_taken_up_does_not_fall_out_of_sight(request_: Request) -> None:
    for status in (Status.IN_PROGRESS, Status.RETRY, Status.ON_HOLD):
        assert needs_someone(request_, status)
    for status in (Status.DONE, Status.NOT_NEEDED, Status.CANCELLED):
        assert next_mover(request_, status) is Mover.NOBODY
        assert not needs_someone(request_, status)
    assert needs_someone(request_, first_status(request_))


def test_who_moves_next_follows_from_what_was_asked() -> None:
    assert next_mover(Request.PLEASE_CALL_BACK, Status.NEW) is Mover.US
    assert next_mover(Request.THEY_CALL_BACK, Status.WAITING) is Mover.THEM
    assert next_mover(Request.THEY_CALL_BACK, Status.IN_PROGRESS) is Mover.US
    assert next_mover(Request.MESSAGE, Status.NEW) is Mover.NOBODY
    assert not needs_someone(Request.MESSAGE, Status.SEEN)
