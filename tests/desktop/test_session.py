"""The session: each action once, each change announced once, each error said."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from callmemo.core.vocabulary import Outcome
from callmemo.desk import DATABASE, Desk
from callmemo.desktop.session import DeskSession
from callmemo.errors import DatabaseBroken, DatabaseBusy, DiskFull, MemoRefused
from tests.desktop.moved_time import HandClock, take
from tests.office_day import at, call, settings


@pytest.fixture
def other(session: DeskSession) -> Iterator[Desk]:
    """Another program's desk over the same file."""
    home = session.settings_file.path.parent
    with closing(Desk(home, settings(my_name="佐藤", device="desktop-2"))) as made:
        yield made


def connection(session: DeskSession) -> sqlite3.Connection:
    made: sqlite3.Connection = session.desk._journal.db.conn
    return made


class TestPerform:
    def test_a_change_is_announced_once_with_its_initiator(self, session: DeskSession) -> None:
        spy = QSignalSpy(session.changed)
        me = QObject()
        changes = session.perform(lambda desk, now: desk.take(call(), now), me)
        assert spy.count() == 1
        assert spy.at(0) == [changes, me]

    def test_the_verb_is_told_the_time(self, session: DeskSession, clock: HandClock) -> None:
        clock.move(minutes=7)
        assert take(session, call()).taken_at == clock()

    def test_what_changes_nothing_is_not_announced(self, session: DeskSession) -> None:
        memo = take(session, call())
        session.perform(lambda desk, now: desk.confirm(memo.id, now))
        spy = QSignalSpy(session.changed)
        session.perform(lambda desk, now: desk.confirm(memo.id, now))
        assert spy.count() == 0

    def test_a_refusal_is_said_to_whoever_asked(self, session: DeskSession) -> None:
        memo = take(session, call())
        changed, refused = QSignalSpy(session.changed), QSignalSpy(session.refused)
        me = QObject()
        assert session.perform(lambda desk, now: desk.reopen(memo.id, now), me) is None
        assert changed.count() == 0
        assert isinstance(refused.at(0)[0], MemoRefused)
        assert refused.at(0)[1] is me

    def test_a_full_disk_is_said_and_nothing_is_written(self, session: DeskSession) -> None:
        memo = take(session, call())
        pages = connection(session).execute("PRAGMA page_count").fetchone()[0]
        connection(session).execute(f"PRAGMA max_page_count = {pages}")
        refused = QSignalSpy(session.refused)
        long_text = "長" * 9_000
        while refused.count() == 0:
            session.perform(lambda desk, now: desk.note(memo.id, long_text, now))
        assert isinstance(refused.at(0)[0], DiskFull)
        written = session.desk.history(memo.id)
        connection(session).execute("PRAGMA max_page_count = 1000000")
        assert session.perform(lambda desk, now: desk.note(memo.id, long_text, now)) is not None
        assert len(session.desk.history(memo.id)) == len(written) + 1

    def test_a_file_held_by_another_program_is_said(
        self, session: DeskSession, other: Desk
    ) -> None:
        memo = take(session, call())
        connection(session).execute("PRAGMA busy_timeout = 20")
        other._journal.db.conn.execute("BEGIN IMMEDIATE")
        refused = QSignalSpy(session.refused)
        session.perform(lambda desk, now: desk.finish(memo.id, now))
        assert isinstance(refused.at(0)[0], DatabaseBusy)
        other._journal.db.conn.execute("ROLLBACK")
        session.perform(lambda desk, now: desk.finish(memo.id, now))
        assert not session.desk.memo(memo.id).is_open


class TestUndo:
    def test_it_takes_back_the_last_action_and_returns_its_memo(self, session: DeskSession) -> None:
        memo = take(session, call())
        session.perform(lambda desk, now: desk.attempt(memo.id, Outcome.TALKED, now, finish=True))
        undone = session.undo()
        assert undone is not None
        assert (undone.id, undone.attempts, undone.is_open) == (memo.id, 0, True)

    def test_a_reminder_given_meanwhile_is_not_the_last_action(
        self, session: DeskSession, clock: HandClock
    ) -> None:
        memo = take(session, call(due_at=at("15:30")))
        session.perform(lambda desk, now: desk.confirm(memo.id, now))
        clock.move(minutes=20)
        nudges = session.desk.outlook(clock()).nudges
        session.perform(lambda desk, now: desk.record_nudges(nudges, now))
        undone = session.undo()
        assert undone is not None
        assert undone.confirmed_at is None
        assert undone.nudged

    def test_after_a_restart_it_goes_on_with_what_was_done_today(
        self, session: DeskSession, clock: HandClock
    ) -> None:
        memo = take(session, call())
        session.perform(lambda desk, now: desk.finish(memo.id, now))
        again = DeskSession(session.desk, session.settings_file, clock)
        again.heartbeat.stop()
        undone = again.undo()
        assert undone is not None
        assert undone.is_open

    def test_it_is_announced_once(self, session: DeskSession) -> None:
        take(session, call())
        spy = QSignalSpy(session.changed)
        me = QObject()
        session.undo(me)
        assert spy.count() == 1
        assert spy.at(0)[1] is me

    def test_nothing_to_undo_is_said(self, session: DeskSession) -> None:
        refused = QSignalSpy(session.refused)
        assert session.undo() is None
        assert isinstance(refused.at(0)[0], MemoRefused)

    def test_what_another_has_taken_back_does_not_stand_in_the_way(
        self, session: DeskSession, clock: HandClock
    ) -> None:
        memo = take(session, call())
        session.perform(lambda desk, now: desk.confirm(memo.id, now))
        last = session.perform(lambda desk, now: desk.finish(memo.id, now))
        session.desk.undo(clock(), last)
        assert session.undo() is None
        undone = session.undo()
        assert undone is not None
        assert undone.confirmed_at is None

    def test_a_full_disk_keeps_it_undoable(self, session: DeskSession) -> None:
        memo = take(session, call())
        session.perform(lambda desk, now: desk.finish(memo.id, now))
        connection(session).execute("PRAGMA query_only = ON")
        refused = QSignalSpy(session.refused)
        assert session.undo() is None
        assert refused.count() == 1
        connection(session).execute("PRAGMA query_only = OFF")
        undone = session.undo()
        assert undone is not None
        assert undone.is_open


class TestArrivals:
    def test_what_another_program_writes_is_announced_once(
        self, session: DeskSession, other: Desk, clock: HandClock
    ) -> None:
        spy = QSignalSpy(session.changed)
        changes = other.take(call(), clock())
        for _ in range(3):
            session.look_for_arrivals()
        assert spy.count() == 1
        assert spy.at(0)[0].memo_ids == changes.memo_ids
        assert spy.at(0)[1] is None

    def test_looking_in_vain_asks_for_one_number_only(
        self, session: DeskSession, other: Desk, clock: HandClock
    ) -> None:
        other.take(call(), clock())
        session.look_for_arrivals()
        asked: list[str] = []
        connection(session).set_trace_callback(asked.append)
        session.look_for_arrivals()
        connection(session).set_trace_callback(None)
        assert asked == ["PRAGMA data_version"]

    def test_its_own_writes_are_no_arrivals(
        self, session: DeskSession, other: Desk, clock: HandClock
    ) -> None:
        own = take(session, call())
        theirs = other.take(call(), clock()).memo_id
        spy = QSignalSpy(session.changed)
        session.look_for_arrivals()
        assert spy.at(0)[0].memo_ids == {theirs}
        assert own.id not in spy.at(0)[0].memo_ids

    def test_trouble_is_said_once_and_nothing_is_missed(
        self, session: DeskSession, other: Desk, clock: HandClock
    ) -> None:
        other.take(call(), clock())
        other._journal.db.conn.execute("ALTER TABLE event RENAME TO elsewhere")
        refused, changed = QSignalSpy(session.refused), QSignalSpy(session.changed)
        for _ in range(3):
            session.look_for_arrivals()
        assert refused.count() == 1
        assert isinstance(refused.at(0)[0], DatabaseBroken)
        other._journal.db.conn.execute("ALTER TABLE elsewhere RENAME TO event")
        session.look_for_arrivals()
        assert changed.count() == 1
        assert len(changed.at(0)[0].memo_ids) == 1


class TestAsking:
    def test_an_answer_is_given(self, session: DeskSession) -> None:
        memo = take(session, call())
        assert session.ask(lambda desk: desk.memo(memo.id).number, "") == memo.number

    def test_trouble_is_said_a_moment_later(self, session: DeskSession, qapp: QApplication) -> None:
        refused = QSignalSpy(session.refused)
        assert session.ask(lambda desk: desk.memo("gone").number, "none") == "none"
        assert refused.count() == 0
        qapp.processEvents()
        assert refused.count() == 1


class TestSettings:
    def test_a_change_is_kept_and_announced(self, session: DeskSession) -> None:
        spy = QSignalSpy(session.settings_changed)
        assert session.change_setting("my_name", "佐藤")
        assert spy.count() == 1
        assert session.desk.me == "佐藤"
        assert "佐藤" in session.settings_file.path.read_text(encoding="utf-8")

    def test_what_does_not_fit_is_refused(self, session: DeskSession) -> None:
        refused = QSignalSpy(session.refused)
        assert not session.change_setting("closes", "3:00")
        assert refused.count() == 1
        assert session.desk.me == "木村"

    def test_what_another_program_sets_is_taken_up(
        self, session: DeskSession, clock: HandClock
    ) -> None:
        session.settings_file.change(session.settings, "my_name", "佐藤", clock())
        spy = QSignalSpy(session.settings_changed)
        session.look_for_settings()
        session.look_for_settings()
        assert spy.count() == 1
        assert session.desk.me == "佐藤"


def test_the_database_is_where_the_other_desk_looks(session: DeskSession) -> None:
    assert (session.settings_file.path.parent / DATABASE).exists()
