"""Reminders come in time, once, and none is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from callmemo import words
from callmemo.core.hearing import PATIENCE
from callmemo.core.vocabulary import Outcome, Request
from callmemo.desktop.notifying.notifier import Notifier
from callmemo.desktop.quiet import Quiet
from callmemo.desktop.reminding import AGAIN, Reminder
from callmemo.desktop.session import DeskSession
from callmemo.settings import Member
from tests.desktop.moved_time import HandClock, WrittenWay, open_session, take
from tests.office_day import MINUTE, TEN, at, call

SHORT = {
    "nudge_untouched": 0,
    "nudge_afternoon": None,
    "nudge_before_closing": (15, 60),
    "nudge_substitute": 0,
    "nudge_left": 0,
}


@pytest.fixture(autouse=True)
def _japanese() -> Iterator[None]:
    words.use("ja")
    yield
    words.use("en")


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path, clock: HandClock) -> Iterator[DeskSession]:
    """A desk with a short ladder: the due time, and twice before closing."""
    with open_session(tmp_path, clock, **SHORT) as session:
        yield session


class Bell:
    """A reminder with all it needs."""

    def __init__(self, session: DeskSession, *ways: WrittenWay) -> None:
        self.ways = ways or (WrittenWay(),)
        self.quiet = Quiet()
        self.notifier = Notifier(self.ways)
        self.reminder = Reminder(session, self.notifier, self.quiet)

    @property
    def titles(self) -> list[str]:
        return self.ways[0].titles

    def look(self) -> None:
        self.reminder.look()


def test_a_reminder_comes_at_the_promised_time_and_not_before(
    session: DeskSession, clock: HandClock
) -> None:
    bell = Bell(session)
    take(session, call(due_at=at("15:00")))
    clock.now = at("15:00") - timedelta(seconds=1)
    bell.look()
    assert bell.titles == []
    clock.now = at("15:00")
    bell.look()
    assert bell.titles == ["15:00 までに折り返し — 山田 様"]


def test_no_reminder_comes_twice_not_even_after_a_restart(tmp_path: Path, qtbot: QtBot) -> None:
    clock = HandClock()
    with open_session(tmp_path, clock) as session:
        bell = Bell(session)
        take(session, call(due_at=at("15:00")))
        clock.now = at("15:00")
        for _ in range(3):
            bell.look()
        assert len(bell.titles) == 1
    with open_session(tmp_path, clock) as session:
        again = Bell(session)
        again.look()
        assert again.titles == []


def test_a_reminder_given_by_another_program_is_not_given_again(
    tmp_path: Path, session: DeskSession, clock: HandClock
) -> None:
    take(session, call(due_at=at("15:00")))
    clock.now = at("15:00")
    with open_session(tmp_path, clock) as other:
        first = Bell(other)
        first.look()
        assert len(first.titles) == 1
    second = Bell(session)
    second.look()
    assert second.titles == []


def test_a_reminder_counts_as_given_only_when_it_was_shown(
    session: DeskSession, clock: HandClock
) -> None:
    way = WrittenWay(accepts=None)
    bell = Bell(session, way)
    memo = take(session, call(due_at=at("15:00")))
    clock.now = at("15:00")
    bell.look()
    bell.look()
    assert len(way.shown) == 1, "while a way still works on it, it is not given again"
    assert session.desk.memo(memo.id).nudged == ()
    way.answer(shown=False)
    bell.look()
    assert len(way.shown) == 2, "what nobody has seen comes again"
    way.answer(shown=True)
    assert len(session.desk.memo(memo.id).nudged) == 1
    bell.look()
    assert len(way.shown) == 2


def test_what_one_way_cannot_show_the_next_does(session: DeskSession, clock: HandClock) -> None:
    absent, broken, good = WrittenWay(available=False), WrittenWay(accepts=False), WrittenWay()
    bell = Bell(session, absent, broken, good)
    memo = take(session, call(due_at=at("15:00")))
    clock.now = at("15:00")
    bell.look()
    assert (len(absent.shown), len(broken.shown), len(good.shown)) == (0, 1, 1)
    assert len(session.desk.memo(memo.id).nudged) == 1


def test_more_than_three_at_once_are_one_notice_that_names_them(
    session: DeskSession, clock: HandClock
) -> None:
    bell = Bell(session)
    memos = [take(session, call(name=f"客{n}", due_at=at(f"15:0{n}"))) for n in range(7)]
    clock.now = at("15:10")
    bell.look()
    (notice,) = bell.ways[0].shown
    assert notice.title == "折り返しの時刻です — 7 件"
    assert "客0 様" in notice.text
    assert notice.text.endswith("ほか 2 件")
    assert set(notice.memo_ids) == {memo.id for memo in memos}
    assert all(session.desk.memo(memo.id).nudged for memo in memos)


def test_three_at_once_are_three_notices(session: DeskSession, clock: HandClock) -> None:
    bell = Bell(session)
    for n in range(3):
        take(session, call(name=f"客{n}", due_at=at("15:00")))
    clock.now = at("15:00")
    bell.look()
    assert len(bell.titles) == 3


def test_before_closing_the_office_hears_what_is_still_open_by_name(
    session: DeskSession, clock: HandClock
) -> None:
    bell = Bell(session)
    for minute, name in enumerate(("高橋", "伊藤", "中村"), start=20):
        take(session, call(name=name, due_at=at(f"17:{minute}")))
    clock.now = at("16:30")
    bell.look()
    (notice,) = bell.ways[0].shown
    assert notice.title == "終業まで 60 分。未折り返し 3 件"
    assert notice.text == "高橋 様、伊藤 様、中村 様"
    clock.now = at("17:15")
    bell.look()
    assert bell.titles[1:] == ["終業まで 15 分。未折り返し 3 件"]


def test_a_memo_that_waits_for_them_asks_for_a_status_check(
    session: DeskSession, clock: HandClock
) -> None:
    bell = Bell(session)
    take(session, call(name="伊藤", request=Request.WILL_CALL_AGAIN, due_at=at("15:00")))
    clock.now = at("15:00")
    bell.look()
    assert bell.titles == ["15:00 状況の確認 — 伊藤 様"]


def test_an_hour_of_quiet_delays_reminders_and_drops_none(
    session: DeskSession, clock: HandClock
) -> None:
    bell = Bell(session)
    take(session, call(due_at=at("14:30")))
    clock.now = at("14:00")
    bell.quiet.begin(at("15:00"))
    clock.now = at("14:45")
    bell.look()
    assert bell.titles == []
    clock.now = at("15:00")
    bell.look()
    assert bell.titles == ["14:30 までに折り返し — 山田 様"]


def test_ending_the_quiet_early_brings_what_has_waited_at_once(
    session: DeskSession, clock: HandClock
) -> None:
    bell = Bell(session)
    take(session, call(due_at=at("14:30")))
    bell.quiet.begin(at("15:00"))
    clock.now = at("14:45")
    bell.quiet.end()
    assert len(bell.titles) == 1


def test_switched_off_there_are_no_reminders_and_switched_on_they_come(
    session: DeskSession, clock: HandClock
) -> None:
    bell = Bell(session)
    take(session, call(due_at=at("15:00")))
    session.change_setting("nudges", value=False)
    clock.now = at("15:00")
    bell.look()
    assert bell.titles == []
    assert bell.reminder.wait is None
    session.change_setting("nudges", value=True)
    assert len(bell.titles) == 1


def test_one_timer_waits_for_the_next_time(session: DeskSession, clock: HandClock) -> None:
    bell = Bell(session)
    assert bell.reminder.wait is None, "nothing is owed"
    take(session, call(due_at=at("15:00")))
    assert bell.reminder.wait is not None
    assert timedelta(hours=5) <= bell.reminder.wait < timedelta(hours=5, seconds=1)
    clock.now = at("14:59")
    bell.look()
    assert timedelta(minutes=1) <= bell.reminder.wait < timedelta(minutes=1, seconds=1)


def test_a_nearer_time_wakes_it_sooner(session: DeskSession) -> None:
    bell = Bell(session)
    memo = take(session, call(due_at=at("15:00")))
    session.perform(lambda desk, now: desk.snooze(memo.id, now + timedelta(seconds=5), now))
    assert bell.reminder.wait is not None
    assert bell.reminder.wait <= timedelta(seconds=6)


def test_a_computer_that_slept_over_the_time_hears_of_it_at_the_next_beat(
    session: DeskSession, clock: HandClock
) -> None:
    bell = Bell(session)
    take(session, call(due_at=at("15:00")))
    session.heartbeat.look()
    clock.now = at("15:20")
    session.heartbeat.look()
    assert bell.titles == ["15:00 までに折り返し — 山田 様"]


def test_a_clock_set_back_lets_it_wait_anew(session: DeskSession, clock: HandClock) -> None:
    bell = Bell(session)
    take(session, call(due_at=at("15:00")))
    clock.now = at("09:30")
    session.heartbeat.look()
    assert bell.titles == []
    assert bell.reminder.wait is not None
    assert bell.reminder.wait >= timedelta(hours=5, minutes=30)


def test_what_could_not_be_shown_is_tried_again_before_long(
    session: DeskSession, clock: HandClock
) -> None:
    bell = Bell(session, WrittenWay(accepts=False))
    take(session, call(due_at=at("15:00")))
    clock.now = at("15:00")
    bell.look()
    assert bell.reminder.wait is not None
    assert bell.reminder.wait <= AGAIN + timedelta(milliseconds=1)


def test_the_timer_itself_gives_the_reminder(
    session: DeskSession, clock: HandClock, qtbot: QtBot
) -> None:
    bell = Bell(session)
    take(session, call(due_at=TEN + timedelta(milliseconds=80)))
    clock.move(milliseconds=80)
    qtbot.waitUntil(lambda: len(bell.titles) == 1, timeout=3000)


def test_after_a_sleep_over_several_times_each_memo_is_named_once(
    session: DeskSession, clock: HandClock
) -> None:
    bell = Bell(session)
    take(session, call(due_at=at("11:00")))
    take(session, call(name="伊藤", due_at=at("13:30")))
    clock.now = at("16:00")
    bell.look()
    assert sorted(bell.titles) == [
        "11:00 までに折り返し — 山田 様",
        "13:30 までに折り返し — 伊藤 様",
    ]


def test_a_clock_set_back_brings_nothing_twice(session: DeskSession, clock: HandClock) -> None:
    bell = Bell(session)
    take(session, call(due_at=at("11:00")))
    clock.now = at("11:00")
    bell.look()
    clock.now = at("10:30")
    bell.look()
    clock.now = at("11:00")
    bell.look()
    assert len(bell.titles) == 1


def test_a_reminder_stops_the_second_the_memo_is_done(
    session: DeskSession, clock: HandClock
) -> None:
    bell = Bell(session)
    memo = take(session, call(due_at=at("15:00")))
    session.perform(lambda desk, now: desk.finish(memo.id, now))
    clock.now = at("15:00")
    bell.look()
    assert bell.titles == []


def test_a_notice_still_on_the_screen_goes_when_somebody_has_called(
    session: DeskSession, clock: HandClock
) -> None:
    bell = Bell(session)
    memo = take(session, call(due_at=at("15:00")))
    clock.now = at("15:00")
    bell.look()
    assert bell.ways[0].withdrawn == [], "its own record of the reminder settles nothing"
    session.perform(lambda desk, now: desk.attempt(memo.id, Outcome.TALKED, now))
    assert bell.ways[0].withdrawn == [memo.id]


def test_asked_for_later_it_comes_again_a_quarter_of_an_hour_later(
    session: DeskSession, clock: HandClock
) -> None:
    bell = Bell(session)
    take(session, call(due_at=at("15:00")))
    clock.now = at("15:00")
    bell.look()
    bell.ways[0].put_off.emit(bell.ways[0].shown[0])
    clock.now = at("15:14")
    bell.look()
    assert len(bell.titles) == 1
    clock.now = at("15:15")
    bell.look()
    assert len(bell.titles) == 2


def test_a_file_that_cannot_be_written_does_not_make_a_reminder_come_again_and_again(
    session: DeskSession, clock: HandClock
) -> None:
    bell = Bell(session)
    memo = take(session, call(due_at=at("15:00")))
    clock.now = at("15:00")
    file = session.desk._journal.db.conn
    file.execute("PRAGMA query_only = ON")
    bell.look()
    clock.now += MINUTE
    bell.look()
    assert session.desk.memo(memo.id).nudged == ()
    assert len(bell.titles) == 1
    file.execute("PRAGMA query_only = OFF")
    bell.look()
    assert len(session.desk.memo(memo.id).nudged) == 1, "recorded as soon as that is possible"
    assert len(bell.titles) == 1


def test_in_the_quiet_hours_reminders_wait_and_none_is_dropped(
    session: DeskSession, clock: HandClock
) -> None:
    bell = Bell(session)
    session.change_setting("quiet_until", "13:00")
    session.change_setting("quiet_from", "12:00")
    take(session, call(due_at=at("12:10")))
    clock.now = at("12:10")
    bell.look()
    assert bell.titles == []
    assert bell.reminder.wait is not None
    assert timedelta(minutes=50) <= bell.reminder.wait < timedelta(minutes=51)
    clock.now = at("13:00")
    bell.look()
    assert bell.titles == ["12:10 までに折り返し — 山田 様"]


def test_what_is_for_another_desktop_is_left_to_it_for_a_while_and_not_lost(
    tmp_path: Path, qtbot: QtBot, clock: HandClock
) -> None:
    members = (Member("木村"), Member("鈴木"), Member("佐藤"))
    with open_session(tmp_path, clock, members=members, **SHORT) as session:
        bell = Bell(session)
        take(session, replace(call(due_at=at("15:00")), taken_by="佐藤"))
        clock.now = at("15:00")
        bell.look()
        assert bell.titles == [], "it is for Suzuki, and Sato took it"
        assert bell.reminder.wait is not None
        assert bell.reminder.wait <= PATIENCE + timedelta(milliseconds=1)
        clock.now = at("15:05")
        bell.look()
        assert len(bell.titles) == 1
        assert "鈴木 宛て" in bell.ways[0].shown[0].text


def test_the_desktop_of_the_addressee_gives_it_at_once_and_the_other_then_has_nothing_to_give(
    tmp_path: Path, qtbot: QtBot, clock: HandClock
) -> None:
    members = (Member("木村"), Member("鈴木"), Member("佐藤"))
    with (
        open_session(tmp_path, clock, members=members, **SHORT) as here,
        open_session(tmp_path, clock, members=members, my_name="鈴木", **SHORT) as there,
    ):
        ours, theirs = Bell(here), Bell(there)
        take(here, replace(call(due_at=at("15:00")), taken_by="佐藤"))
        clock.now = at("15:00")
        ours.look()
        theirs.look()
        assert len(theirs.titles) == 1
        clock.now = at("15:06")
        ours.look()
        assert ours.titles == []


def test_of_one_memo_the_weightiest_reminder_speaks_and_all_are_given(
    session: DeskSession, clock: HandClock
) -> None:
    bell = Bell(session)
    memo = take(session, call(complaint=True, due_at=at("15:00")))
    assert bell.titles == ["苦情・クレーム — 山田 様"], "it is told at once"
    clock.now = at("15:10")
    for _ in range(2):
        bell.look()
        assert bell.titles[1:] == ["苦情の折り返し 10分超過 — 山田 様"]
    rungs = {key.split("@")[0] for key in session.desk.memo(memo.id).nudged}
    assert rungs == {"complaint", "due", "late5"}
