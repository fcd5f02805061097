"""Reminders come when they are due, once, and stop the moment the memo is done."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callmemo.core.memo import Memo
from callmemo.core.nudges import Nudge, Rung, look
from callmemo.core.office import Office
from callmemo.core.vocabulary import Outcome, Request, Status, View
from callmemo.desk import Desk
from callmemo.errors import MemoRefused
from tests.office_day import DAY, HOUR, MINUTE, OFFICE, TEN, at, call, desk

Given = tuple[datetime, Rung, str, tuple[str, ...]]


def memo(due: datetime | None, name: str = "m", **more: Any) -> Memo:
    draft = call(name, due_at=due)
    taken = Memo(name, "1124-001", TEN - DAY, draft, Status.NEW)
    return replace(taken, **more)


def keys(nudges: tuple[Nudge, ...]) -> list[str]:
    return [nudge.key.split("@")[0] for nudge in nudges]


def remember(memo: Memo, nudges: tuple[Nudge, ...]) -> Memo:
    given_now = {nudge.key for nudge in nudges if memo.id in {told.id for told in nudge.memos}}
    return replace(memo, nudged=tuple(sorted({*memo.nudged, *given_now})))


def test_a_memo_is_reminded_of_at_its_due_time_and_not_before() -> None:
    owed = memo(at("14:00"))
    assert look([owed], OFFICE, at("13:59")).nudges == ()
    assert look([owed], OFFICE, at("13:59")).next_at == at("14:00")
    (nudge,) = look([owed], OFFICE, at("14:00")).nudges
    assert (nudge.rung, nudge.at, nudge.memos) == (Rung.DUE, at("14:00"), (owed,))


def test_a_reminder_that_was_given_does_not_come_again() -> None:
    owed = memo(at("14:00"))
    told = remember(owed, look([owed], OFFICE, at("14:00")).nudges)
    assert look([told], OFFICE, at("14:01")).nudges == ()
    # Nor when the clock is set back and reaches the time a second time.
    assert look([told], OFFICE, at("13:00")).nudges == ()
    assert look([told], OFFICE, at("14:00")).nudges == ()


def test_a_due_time_set_anew_is_reminded_of_anew() -> None:
    owed = memo(at("14:00"))
    told = remember(owed, look([owed], OFFICE, at("14:00")).nudges)
    moved = replace(told, draft=replace(told.draft, due_at=at("15:00")))
    assert look([moved], OFFICE, at("14:30")).nudges == ()
    assert keys(look([moved], OFFICE, at("15:00")).nudges) == ["due"]


@pytest.mark.parametrize("status", [Status.DONE, Status.NOT_NEEDED, Status.CANCELLED])
def test_nothing_is_said_of_a_memo_that_is_closed(status: Status) -> None:
    closed = memo(at("14:00"), status=status)
    for clock in ("14:00", "16:30", "17:15"):
        outlook = look([closed], OFFICE, at(clock))
        assert outlook.nudges == ()
        assert outlook.next_at is None


def test_nothing_is_said_of_a_memo_by_which_nobody_owes_a_call() -> None:
    told = memo(at("14:00"))
    message = replace(told, draft=replace(told.draft, request=Request.MESSAGE))
    assert look([message], OFFICE, at("14:00")).nudges == ()


def test_a_snooze_holds_the_due_time_and_comes_itself() -> None:
    owed = memo(at("14:00"), snoozed_until=at("14:20"))
    assert look([owed], OFFICE, at("14:00")).nudges == ()
    assert look([owed], OFFICE, at("14:00")).next_at == at("14:20")
    (nudge,) = look([owed], OFFICE, at("14:20")).nudges
    assert nudge.rung is Rung.SNOOZED
    told = remember(owed, (nudge,))
    assert look([told], OFFICE, at("14:30")).nudges == ()


def test_a_due_time_after_the_snooze_still_comes() -> None:
    owed = memo(at("15:00"), snoozed_until=at("14:20"))
    told = remember(owed, look([owed], OFFICE, at("14:20")).nudges)
    assert keys(look([told], OFFICE, at("15:00")).nudges) == ["due"]


def test_before_closing_the_office_hears_all_that_is_open_by_name_twice() -> None:
    owed = [memo(at("17:00"), "a"), memo(at("17:30"), "b"), memo(at("9:00", 1), "tomorrow")]
    assert look(owed, OFFICE, at("16:29")).nudges == ()
    (hour,) = look(owed, OFFICE, at("16:30")).nudges
    assert (hour.rung, [told.id for told in hour.memos]) == (Rung.CLOSING, ["a", "b"])
    owed = [remember(told, (hour,)) for told in owed]
    assert look(owed, OFFICE, at("16:45")).nudges == ()
    quarter = look(owed, OFFICE, at("17:15")).nudges[-1]
    assert (quarter.key, len(quarter.memos)) == ("closing15@2026-11-24", 2)


def test_a_computer_that_slept_says_only_the_later_reminder_before_closing() -> None:
    assert keys(look([memo(at("17:30"))], OFFICE, at("17:20")).nudges) == ["closing15"]


def test_after_closing_and_on_a_day_off_nothing_is_said_of_closing() -> None:
    owed = remember(memo(at("17:00")), look([memo(at("17:00"))], OFFICE, at("17:00")).nudges)
    assert look([owed], OFFICE, at("17:30")).nudges == ()
    assert look([owed], OFFICE, at("16:30", 4)).nudges == (), "a Saturday"


def test_a_reminder_before_closing_was_given_even_if_its_memos_are_closed_since() -> None:
    first, second = memo(at("17:30"), "a"), memo(at("17:30"), "b", snoozed_until=at("16:40"))
    told = look([first, second], OFFICE, at("16:30")).nudges
    assert [m.id for m in told[0].memos] == ["a"], "a snooze holds this one too"
    first = replace(remember(first, told), status=Status.DONE)
    assert keys(look([first, second], OFFICE, at("16:40")).nudges) == ["snoozed"]


def test_a_call_taken_after_the_hour_is_named_at_the_quarter() -> None:
    late = memo(at("17:30"), taken_at=at("16:40"))
    assert look([late], OFFICE, at("16:41")).nudges == ()
    assert keys(look([late], OFFICE, at("17:15")).nudges) == ["closing15"]


def test_what_is_left_at_closing_is_looked_at_again_before_the_next_closing() -> None:
    owed = remember(memo(at("17:00")), look([memo(at("17:00"))], OFFICE, at("17:00")).nudges)
    assert look([owed], OFFICE, at("18:00")).next_at == at("16:30", 1)
    assert look([owed], OFFICE, at("18:00", 3)).next_at == at("16:30", 6), "Friday to Monday"


def test_an_office_that_closes_around_midnight_breaks_nothing() -> None:
    late = Office(OFFICE.zone, opens=TEN.replace(hour=0).time(), closes=at("0:01").time())
    for hours in range(48):
        for minute in (0, 1, 30, 46, 50, 59):
            now = at(f"0:{minute:02d}") + hours * HOUR
            outlook = look([memo(at("17:00", 9))], late, now)
            assert outlook.next_at is not None
            assert outlook.next_at > now


# A whole day at a desk, with everything that people do in it

STEP = 5 * MINUTE
"""The grid on which these days are lived: every time in them is a multiple of five minutes."""
DAYS_STEPS = 33 * 12

memos_taken = st.lists(
    st.tuples(
        st.integers(0, 8 * 12),  # how many steps after nine it is taken
        st.none() | st.integers(1, 10 * 12),  # due so many steps later
        st.sampled_from((Request.PLEASE_CALL_BACK, Request.WILL_CALL_AGAIN, Request.MESSAGE)),
    ),
    min_size=1,
    max_size=5,
)
actions = st.lists(
    st.tuples(
        st.integers(0, 10 * 12),  # when
        st.integers(0, 4),  # to which memo
        st.sampled_from(("snooze", "finish", "absent", "reopen", "undo", "hold")),
        st.integers(1, 3 * 12),  # steps that go with it
    ),
    max_size=6,
)
Taken = list[tuple[int, int | None, Request]]
Actions = list[tuple[int, int, str, int]]


def act(office_desk: Desk, memo_id: str, what: str, steps: int, now: datetime) -> None:
    later = now + steps * STEP
    state = office_desk.memo(memo_id)
    match what:
        case "snooze" if state.is_open:
            office_desk.snooze(memo_id, later, now)
        case "finish" if state.is_open:
            office_desk.finish(memo_id, now)
        case "absent":
            office_desk.attempt(memo_id, Outcome.ABSENT, now, retry_at=later)
        case "reopen" if not state.is_open:
            office_desk.reopen(memo_id, now)
        case "undo":
            with suppress(MemoRefused):
                office_desk.undo(now)
        case "hold" if state.is_open:
            office_desk.hold(memo_id, now, until=later)


def remind(office_desk: Desk, now: datetime, told: list[Given], ids: list[str]) -> datetime | None:
    """Give all reminders that are due now; return when to look again."""
    while True:
        outlook = office_desk.outlook(now)
        if not outlook.nudges:
            return outlook.next_at
        for nudge in outlook.nudges:
            names = tuple(str(ids.index(memo.id)) for memo in nudge.memos)
            told.append((now, nudge.rung, nudge.key, tuple(sorted(names))))
            assert all(office_desk.memo(memo.id).is_open for memo in nudge.memos)
        office_desk.record_nudges(outlook.nudges, now)


def opened(home: Path) -> Desk:
    office_desk = desk(home)
    office_desk._journal.db.conn.execute("PRAGMA synchronous = OFF")
    return office_desk


def live(home: Path, taken: Taken, done: Actions, *, every_step: bool, restart: int) -> list[Given]:
    """Live through a day and a night and a day; return the reminders that were given."""
    office_desk = opened(home)
    happenings = {when for when, *_ in taken} | {when for when, *_ in done} | {restart}
    ids: list[str] = []
    told: list[Given] = []
    step = 0
    while step <= DAYS_STEPS:
        now = at("9:00") + step * STEP
        for when, due, request in taken:
            if when == step:
                due_at = None if due is None else now + due * STEP
                draft = call(f"山田{len(ids)}", request=request, target=None, due_at=due_at)
                ids.append(office_desk.take(draft, now).memo_id)
        for when, which, what, steps in done:
            if when == step and which < len(ids):
                act(office_desk, ids[which], what, steps, now)
        if step == restart:
            office_desk.close()
            office_desk = opened(home)
        next_at = remind(office_desk, now, told, ids)
        following = [when for when in happenings if when > step]
        if next_at is not None:
            following.append((next_at - at("9:00")) // STEP)
        step = step + 1 if every_step else min(following, default=DAYS_STEPS + 1)
    office_desk.close()
    # Reminders that are due at the same moment have no order among them.
    return sorted(told)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(taken=memos_taken, done=actions, restart=st.integers(0, 12 * 12))
def test_stepping_from_one_reminder_to_the_next_misses_none_and_none_comes_twice(
    taken: Taken,
    done: Actions,
    restart: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    home = tmp_path_factory.mktemp("day")
    walked = live(home / "a", taken, done, every_step=True, restart=restart)
    stepped = live(home / "b", taken, done, every_step=False, restart=-1)
    assert stepped == walked
    about = [(key, name) for _, rung, key, names in walked for name in names]
    assert len(about) == len(set(about)), "the same reminder about the same memo"
    closing = [key for _, rung, key, _ in walked if rung is Rung.CLOSING]
    assert len(closing) == len(set(closing))


def test_a_clock_set_back_brings_no_reminder_again(tmp_path: Path) -> None:
    office_desk = desk(tmp_path)
    memo_id = office_desk.take(call(due_at=at("14:00")), TEN).memo_id
    told: list[Given] = []
    for clock in ("14:00", "13:30", "14:00", "14:30", "16:30", "16:29", "16:30", "17:15", "17:15"):
        remind(office_desk, at(clock), told, [memo_id])
    assert [key.split("@")[0] for _, _, key, _ in told] == ["due", "closing60", "closing15"]
    assert office_desk.memos(View.ALL, TEN)[0].nudged
    office_desk.close()


def test_a_finished_memo_is_silent_from_that_second(tmp_path: Path) -> None:
    office_desk = desk(tmp_path)
    memo_id = office_desk.take(call(due_at=at("14:00")), TEN).memo_id
    office_desk.finish(memo_id, at("13:59") + timedelta(seconds=59))
    assert office_desk.outlook(at("14:00")).nudges == ()
    assert office_desk.outlook(at("14:00")).next_at is None
    office_desk.close()
