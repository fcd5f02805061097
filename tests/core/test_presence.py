"""Who is where: the last word counts while it holds, and plans take their turn."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmemo.core.events import Event
from callmemo.core.presence import (
    STREAM,
    Entry,
    Presences,
    Present,
    body_of,
    entries,
    open_end,
    open_since,
    read_entry,
)
from callmemo.core.times import to_utc_text
from callmemo.core.vocabulary import Kind, Presence
from tests.office_day import OFFICE, TEN, at

MEMBERS = {"鈴木": "営業一課", "佐藤": "営業二課", "田中": "営業一課", "木村": ""}


def said(
    state: Presence,
    since: datetime = TEN,
    until: datetime | None = None,
    *,
    number: int = 1,
    person: str = "鈴木",
) -> Entry:
    name = f"event-{number:03}"
    return Entry(name, (number, name), person, state, since, until)


def presences(*said: Entry) -> Presences:
    return Presences(said, OFFICE)


def test_of_whom_nothing_is_said_they_are_here() -> None:
    board = presences()
    assert board.of("鈴木", TEN) == Present("鈴木")
    assert board.of("鈴木", TEN).is_here
    assert board.away("鈴木", TEN) is None


def test_a_meeting_lasts_until_its_end_and_not_a_moment_longer() -> None:
    board = presences(said(Presence.MEETING, TEN, at("16:00")))
    assert board.away("鈴木", at("15:59")) == at("16:00")
    assert board.of("鈴木", at("15:59")).until == at("16:00")
    assert board.of("鈴木", at("16:00")).is_here
    assert board.of("鈴木", at("9:59")).is_here


@pytest.mark.parametrize("state", [Presence.OUT, Presence.GONE_HOME, Presence.OFF])
def test_what_nobody_has_ended_is_over_when_the_office_opens_next(state: Presence) -> None:
    friday = at("15:00", days=3)
    board = presences(said(state, friday))
    present = board.of("鈴木", friday)
    assert present.until is None
    assert present.returns_at == at("9:00", days=6)
    assert board.of("鈴木", at("9:00", days=6)).is_here


def test_who_goes_home_before_a_holiday_is_back_after_it() -> None:
    # 2026-11-23 is a holiday (勤労感謝の日), the 20th the Friday before it.
    board = presences(said(Presence.GONE_HOME, at("16:00", days=-4)))
    assert board.away("鈴木", at("16:00", days=-1)) == at("9:00")


def test_of_two_that_hold_the_one_said_later_counts() -> None:
    board = presences(
        said(Presence.OUT, TEN, at("17:00"), number=2),
        said(Presence.MEETING, at("11:00"), at("12:00"), number=1),
    )
    assert board.of("鈴木", at("11:30")).state is Presence.OUT


def test_who_is_back_early_is_here() -> None:
    board = presences(
        said(Presence.OUT, TEN, at("17:00")), said(Presence.HERE, at("14:00"), number=2)
    )
    assert board.away("鈴木", at("13:59")) == at("14:00")
    assert board.of("鈴木", at("14:00")).is_here


def test_being_here_does_not_call_off_a_plan_for_later() -> None:
    board = presences(
        said(Presence.MEETING, at("15:00"), at("16:00"), number=1),
        said(Presence.HERE, at("13:00"), number=2),
    )
    assert board.of("鈴木", at("14:59")).is_here
    assert board.of("鈴木", at("15:00")).state is Presence.MEETING
    assert board.of("鈴木", at("16:00")).is_here


def test_one_absence_after_another_is_one_until_they_are_back() -> None:
    board = presences(
        said(Presence.MEETING, at("14:00"), at("15:00")),
        said(Presence.OUT, at("15:00"), at("17:00"), number=2),
    )
    present = board.of("鈴木", at("14:30"))
    assert (present.state, present.until) == (Presence.MEETING, at("15:00"))
    assert present.returns_at == at("17:00")


def test_a_day_off_is_planned_without_touching_today() -> None:
    board = presences(said(Presence.OFF, at("0:00", days=1)))
    assert board.of("鈴木", TEN).is_here
    assert [plan.state for plan in board.plans("鈴木", TEN)] == [Presence.OFF]
    assert board.away("鈴木", at("10:00", days=1)) == at("9:00", days=2)
    assert not board.plans("鈴木", at("10:00", days=1))


def test_the_suggested_substitute_is_here_and_nearest() -> None:
    board = presences(said(Presence.OUT))
    assert board.substitute("鈴木", MEMBERS, TEN) == "田中"
    board = presences(said(Presence.OUT), said(Presence.OFF, person="田中", number=2))
    assert board.substitute("鈴木", MEMBERS, TEN) == "佐藤"
    assert board.substitute("木村", MEMBERS, TEN) == "佐藤"


def test_where_nobody_is_here_nobody_is_suggested() -> None:
    away = [said(Presence.OFF, person=name, number=n) for n, name in enumerate(MEMBERS)]
    assert presences(*away).substitute("鈴木", MEMBERS, TEN) is None


def test_everyone_is_named_in_order_and_strangers_only_while_they_are_away() -> None:
    board = presences(said(Presence.OUT, TEN, at("11:00"), person="応援の方"))
    assert list(board.everyone(MEMBERS, TEN)) == [*MEMBERS, "応援の方"]
    assert list(board.everyone(MEMBERS, at("11:00"))) == [*MEMBERS]
    assert board.away_now(TEN) == {"応援の方": at("11:00")}


def event(number: int, kind: Kind = Kind.PRESENCE, memo_id: str = STREAM, **body: Any) -> Event:
    at_text = to_utc_text(TEN + timedelta(seconds=number))
    return Event(f"e{number:03}", memo_id, "木村", "d", number, kind, {"at": at_text, **body})


def told(number: int, **changed: Any) -> Event:
    body = body_of("鈴木", Presence.MEETING, TEN, at("16:00"), "第二会議室")
    return event(number, **{**body, **changed})


def test_an_event_says_who_where_from_when_and_until_when() -> None:
    entry = read_entry(told(1))
    assert entry is not None
    assert (entry.person, entry.state, entry.note) == ("鈴木", Presence.MEETING, "第二会議室")
    assert (entry.since, entry.until) == (TEN, at("16:00"))


@pytest.mark.parametrize(
    "changed",
    [
        {"person": ""},
        {"person": 3},
        {"person": "\ud800"},
        {"state": "asleep"},
        {"state": None},
        {"from": "yesterday"},
        {"from": None},
        {"until": 12},
        {"until": to_utc_text(TEN)},
        {"text": []},
    ],
)
def test_what_cannot_be_read_is_passed_over(changed: dict[str, Any]) -> None:
    assert read_entry(told(1, **changed)) is None


def test_presence_of_a_memo_says_nothing_about_people() -> None:
    body = body_of("鈴木", Presence.OUT, TEN, None, "")
    assert read_entry(event(1, memo_id="a-memo", **body)) is None


def test_what_was_taken_back_no_longer_counts_and_counts_again_when_that_is_taken_back() -> None:
    first, undo = told(1), event(2, Kind.UNDONE, event_id="e001")
    assert not entries([first, undo])
    again = event(3, Kind.UNDONE, event_id="e002")
    assert [entry.event_id for entry in entries([first, undo, again])] == ["e001"]


_TIMES = st.integers(0, 72).map(lambda hours: at("0:00") + timedelta(hours=hours))
_SAID = st.builds(
    lambda number, person, state, since, length: Entry(
        f"e{number}",
        (number, f"e{number}"),
        person,
        state,
        since,
        None if length is None else since + timedelta(hours=length),
    ),
    st.integers(1, 10_000),
    st.sampled_from(["鈴木", "佐藤"]),
    st.sampled_from(Presence),
    _TIMES,
    st.none() | st.integers(1, 30),
)
_BOARD = st.lists(_SAID, max_size=8, unique_by=lambda entry: entry.event_id)


@given(_BOARD, _TIMES, st.randoms())
def test_it_does_not_matter_in_which_order_things_are_told(
    said: list[Entry], now: datetime, dice: Any
) -> None:
    shuffled = [*said, *said[:2]]
    dice.shuffle(shuffled)
    for name in ("鈴木", "佐藤"):
        assert Presences(said, OFFICE).of(name, now) == Presences(shuffled, OFFICE).of(name, now)


@given(_BOARD, _TIMES)
def test_whoever_is_away_is_away_until_they_return_and_here_then(
    said: list[Entry], now: datetime
) -> None:
    board = Presences(said, OFFICE)
    for name in ("鈴木", "佐藤"):
        present, back = board.of(name, now), board.away(name, now)
        assert present.is_here is (back is None)
        if back is not None:
            assert back > now
            assert board.of(name, back).is_here
            just_before = board.of(name, back - timedelta(milliseconds=1))
            assert not just_before.is_here
            assert present.until is None or now < present.until <= back


@given(st.integers(0, 400 * 24), st.integers(0, 400 * 24))
def test_what_begins_before_the_bound_is_over_and_the_bound_leaves_nothing_out(
    since_hours: int, now_hours: int
) -> None:
    since, now = (TEN + timedelta(hours=hours) for hours in (since_hours, now_hours))
    bound = open_since(now, OFFICE)
    if since < bound:
        assert open_end(since, OFFICE) <= now
    elif since <= now:
        assert open_end(since, OFFICE) > now
