"""The desk's reminders over a real file: in step with every writer, each given once."""

from __future__ import annotations

import time as clock
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from benchmarks.office_data import make_office
from benchmarks.office_story import NOW
from callmemo.core.ladder import Rules, has_hours, is_owed, look
from callmemo.core.memo import Memo
from callmemo.core.rungs import Ladder, Nudge, Rung
from callmemo.core.vocabulary import Kind, Outcome, Presence, View
from callmemo.desk import Desk
from callmemo.settings_file import SettingsFile
from callmemo.store.journal import Plan
from tests.office_day import MINUTE, TEN, at, call, desk


def keys(office_desk: Desk, now: datetime) -> list[str]:
    return [nudge.key.split("@")[0] for nudge in office_desk.outlook(now).nudges]


def give(office_desk: Desk, now: datetime) -> list[Nudge]:
    """Give and record all that is due now."""
    nudges = list(office_desk.outlook(now).nudges)
    office_desk.record_nudges(nudges, now)
    assert office_desk.outlook(now).nudges == ()
    return nudges


def test_a_day_of_reminders_comes_once_whatever_the_clock_does(tmp_path: Path) -> None:
    office_desk = desk(tmp_path)
    memo_id = office_desk.take(call(due_at=at("14:00")), TEN).memo_id
    office_desk.confirm(memo_id, TEN)
    told = []
    hours = ("14:00", "13:30", "14:00", "15:00", "16:30", "16:29", "16:30", "17:00", "17:15")
    for hour in (*hours, *hours):
        told += [nudge.key.split("@")[0] for nudge in give(office_desk, at(hour))]
    assert told == ["due", "afternoon", "closing60", "closing30", "left15"]
    office_desk.close()


def test_a_reminder_that_was_given_does_not_come_after_a_restart(tmp_path: Path) -> None:
    office_desk = desk(tmp_path)
    office_desk.take(call(due_at=at("14:00")), TEN)
    assert give(office_desk, at("14:00"))
    office_desk.close()
    again = desk(tmp_path)
    assert keys(again, at("14:00")) == []
    again.close()


def test_a_reminder_of_another_window_is_not_given_again(tmp_path: Path) -> None:
    first, second = desk(tmp_path), desk(tmp_path)
    assert keys(second, TEN) == []
    first.take(call(due_at=at("14:00")), TEN)
    assert keys(second, at("14:00")) == ["due"], "the other window hears of the call"
    give(first, at("14:00"))
    assert keys(second, at("14:00")) == []
    first.close()
    second.close()


def test_a_finished_memo_is_silent_from_that_second(tmp_path: Path) -> None:
    office_desk = desk(tmp_path)
    memo_id = office_desk.take(call(due_at=at("14:00")), TEN).memo_id
    assert keys(office_desk, at("13:59")) == ["untouched60"]
    office_desk.finish(memo_id, at("13:59"))
    outlook = office_desk.outlook(at("14:00"))
    assert (outlook.nudges, outlook.next_at) == ((), None)
    office_desk.reopen(memo_id, at("14:01"))
    assert office_desk.outlook(at("14:01")).next_at == at("15:00")
    office_desk.close()


def test_a_retry_moves_the_reminder(tmp_path: Path) -> None:
    office_desk = desk(tmp_path)
    memo_id = office_desk.take(call(due_at=at("14:00")), TEN).memo_id
    give(office_desk, at("13:50"))
    office_desk.attempt(memo_id, Outcome.ABSENT, at("13:55"), retry_at=at("14:40"))
    assert keys(office_desk, at("14:00")) == []
    assert office_desk.outlook(at("14:00")).next_at == at("14:40")
    assert [nudge.rung for nudge in give(office_desk, at("14:40"))] == [Rung.DUE]
    office_desk.close()


def test_a_reminder_for_somebody_who_is_out_goes_to_the_substitute(tmp_path: Path) -> None:
    office_desk = desk(tmp_path)
    memo_id = office_desk.take(call(due_at=at("14:00"), substitute="佐藤"), TEN).memo_id
    office_desk.confirm(memo_id, TEN)
    assert office_desk.outlook(at("13:00")).next_at == at("14:00")
    office_desk.set_presence("鈴木", Presence.OUT, at("13:00"), until=at("14:30"))
    (nudge,) = give(office_desk, at("14:00"))
    assert nudge.to == ("佐藤",)
    assert [each.to for each in give(office_desk, at("14:30"))] == [("鈴木",)]
    office_desk.close()


def test_a_rebuilt_table_has_the_same_reminders(tmp_path: Path) -> None:
    office_desk = desk(tmp_path)
    office_desk.take(call(due_at=at("14:00")), TEN)
    before = office_desk.outlook(at("14:00"))
    office_desk.rebuild()
    assert office_desk.outlook(at("14:00")) == before
    office_desk.close()


def test_the_file_is_asked_for_the_memos_that_the_ladder_means(tmp_path: Path) -> None:
    make_office(tmp_path, 300)
    office_desk = Desk(tmp_path, SettingsFile(tmp_path).load(NOW))
    for number, memo in enumerate(office_desk.memos(View.TODAY, NOW)):
        far = NOW + number % 5 * timedelta(days=1) + MINUTE
        office_desk.carry(memo.id, far, NOW, reason="不在")
        if number % 4 == 0:
            office_desk.snooze(memo.id, far - MINUTE / 2, NOW)
        for _ in range(number % 3):
            office_desk.attempt(memo.id, Outcome.BUSY, NOW)
    register = office_desk._register
    owed = [memo for memo in register.open_memos() if is_owed(memo)]
    dues = sorted({memo.due_at for memo in owed if memo.due_at is not None})
    assert len(dues) > 4
    for after in (dues[0] - MINUTE, *dues):
        later = [memo for memo in owed if memo.due_at is not None and memo.due_at > after]
        for tried in range(4):
            meant = {memo.id for memo in later if has_hours(memo, Ladder(tried=tried))}
            assert {memo.id for memo in register.owed_with_hours(after, tried)} == meant
        first = min((memo.due_at for memo in later if memo.due_at is not None), default=None)
        assert register.next_owed(after) == first
        ids = {memo.id for memo in owed} - {memo.id for memo in later}
        assert {memo.id for memo in register.owed_between(None, after)} == ids
        between = [memo.id for memo in register.owed_between(after, dues[-1])]
        assert sorted(between) == sorted(memo.id for memo in later)
    office_desk.close()


@pytest.fixture
def busy(tmp_path: Path) -> Desk:
    """A desk with ten thousand open memos, most of them due on the days that follow."""
    office_desk = desk(tmp_path)
    office_desk._journal.db.conn.execute("PRAGMA synchronous = OFF")
    taken = office_desk.take(call(due_at=at("14:00")), TEN)
    body = dict(taken.events[0].body)
    plans = []
    for place in range(9_999):
        due = at("9:00", 1) + (place % 10_000) * MINUTE
        fields = {**body, "number": f"1124-{place}", "due_at": due.isoformat()}
        plans.append(Plan(f"memo-{place}", "", Kind.TAKEN, fields))
    office_desk._journal.record(plans, TEN)
    return office_desk


def test_one_look_at_ten_thousand_open_memos_takes_less_than_five_milliseconds(busy: Desk) -> None:
    first = busy.outlook(at("10:30"))
    assert len(busy._register.open_memos()) == 10_000
    took = []
    for minute in range(31, 50):
        begun = clock.perf_counter()
        busy.outlook(at(f"10:{minute}"))
        took.append(clock.perf_counter() - begun)
    rules = Rules(busy.office, busy.settings.ladder)
    memos: list[Memo] = busy._register.open_memos()
    assert first == look(memos, rules, at("10:30")), "what a look at every memo gives"
    assert sorted(took)[len(took) // 2] < 0.005
    busy.close()
