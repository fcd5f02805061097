"""Every question that the window can ask is answered by an index: SQLite's own plans are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from benchmarks.office_data import make_office
from benchmarks.office_story import NOW
from benchmarks.world import World
from callmemo.core.memo import Caller, Draft
from callmemo.core.search import Search
from callmemo.core.vocabulary import Outcome, Presence, Request, Status, View
from callmemo.desk import Desk

SEARCHES = ("髙", "田中", "見積り", "0000-1234", "田中 納期", "鰻重特上", "宛:佐藤", "至急 件")
FILTERS = (
    Search("田中", addressee="佐藤"),
    Search(statuses=frozenset({Status.DONE, Status.RETRY})),
    Search(first_day=NOW.date(), last_day=NOW.date()),
    Search("株式会社", urgent=True),
    Search(complaint=True),
    Search(urgent=True, statuses=frozenset({Status.NEW})),
    Search("件", first_day=NOW.date() - timedelta(days=3), statuses=frozenset({Status.DONE})),
)
# A walk through a table is no fault where it is asked for: whole lists, by an index in their
# order, and tables that hold a handful of rows in any office.
SMALL = ("presence", "meta", "main.search_config", "CONSTANT")
WHOLE_LISTS = (
    "SELECT seq FROM memo WHERE ? ORDER BY taken_at DESC, seq DESC",
    "SELECT seq FROM memo WHERE ? ORDER BY taken_at DESC, seq DESC LIMIT ?",
    (
        "SELECT * FROM contact WHERE NOT is_dropped AND merged_into = ?"
        " ORDER BY company_key, kana_key, person_key, id LIMIT ?"
    ),
)
PARTIAL = re.compile(r"USING (COVERING )?INDEX memo_(needed|unseen|complaint|closed)\b")
"""Indexes that hold only what a view shows: walking one is reading that view."""


class Asked:
    """Listens to all that is asked of one database."""

    def __init__(self, desk: Desk) -> None:
        self.conn = desk._journal.db.conn
        self.statements: dict[str, str] = {}
        self.conn.set_trace_callback(self._heard)

    def _heard(self, sql: str) -> None:
        if re.match(r"\s*(SELECT|UPDATE|DELETE|INSERT|WITH)\b", sql):
            bare = " ".join(re.sub(r"'(?:[^']|'')*'|\b\d+\b", "?", sql).split())
            self.statements.setdefault(re.sub(r"(\?, ?)+\?", "?", bare), sql)

    def walks(self) -> Iterator[str]:
        """Plans that go through a whole table, each with its statement."""
        self.conn.set_trace_callback(None)
        for bare, sql in self.statements.items():
            for row in self.conn.execute(f"EXPLAIN QUERY PLAN {sql}"):
                if self._is_walk(str(row[3]), bare):
                    yield f"{row[3]}: {bare}"

    @staticmethod
    def _is_walk(plan: str, bare: str) -> bool:
        found = re.match(r"SCAN ([\w.]+)", plan)
        if found is None or "VIRTUAL TABLE INDEX" in plan or PARTIAL.search(plan):
            return False
        in_order = " USING " in plan and bare in WHOLE_LISTS
        return found[1] not in SMALL and not in_order


@pytest.fixture
def world(tmp_path: Path, qtbot: QtBot) -> Iterator[World]:
    make_office(tmp_path, 300)
    made = World(tmp_path)
    yield made
    made.close()


def look_at_everything(world: World) -> None:
    window, program = world.window, world.program
    for view in View:
        window.show_view(view)
        world.settle()
        for words in SEARCHES:
            window.top.search.setText(words)
            world.settle()
        window.top.search.clear()
        world.settle()
    for search in FILTERS:
        for view in View:
            world.desk.find(search, NOW, view=view)
    program.open_address_book()
    world.settle()
    program.open_settings()
    world.settle()
    program.standby.closing_time.open(window)
    world.settle()
    program.form.open_new()
    world.settle()
    program.form.open_for(world.desk.memos(View.TODAY, NOW, limit=1)[0])
    world.settle()
    world.desk.list_of_day(NOW.date())
    world.session.look_for_arrivals()


def do_everything(world: World) -> None:
    desk, now = world.desk, NOW + timedelta(minutes=1)
    caller = Caller(name="田中", company="青葉商事株式会社", phone="03-0000-1234")
    later = now + timedelta(hours=20)
    verbs: tuple[Callable[[str], object], ...] = (
        lambda memo_id: desk.confirm(memo_id, now),
        lambda memo_id: desk.attempt(memo_id, Outcome.BUSY, now, retry_at=later),
        lambda memo_id: desk.note(memo_id, "伝言", now),
        lambda memo_id: desk.snooze(memo_id, later, now),
        lambda memo_id: desk.hand_over(memo_id, "鈴木", now),
        lambda memo_id: desk.carry(memo_id, later, now, reason="不在"),
        lambda memo_id: desk.see_nudges([memo_id], now),
        lambda memo_id: desk.attempt(memo_id, Outcome.TALKED, now, finish=True),
        lambda memo_id: desk.reopen(memo_id, now),
        lambda memo_id: desk.undo(now),
        desk.history,
        lambda memo_id: desk.memo(desk.memo(memo_id).number),
        lambda memo_id: desk.caller("0300001234", "田中", "青葉商事", now),
        lambda memo_id: desk.people("タナカ"),
    )
    for request in (Request.PLEASE_CALL_BACK, Request.WILL_CALL_AGAIN):
        memo_id = desk.take(Draft(caller=caller, subject="件", request=request), now).memo_id
        for verb in verbs:
            verb(memo_id)
    desk.set_presence("田中 早苗", Presence.OUT, now)
    desk.record_nudges(desk.outlook(now + timedelta(hours=3)).nudges, now)
    world.session.look_for_arrivals()
    world.settle()


def test_every_question_has_its_index(world: World) -> None:
    asked = Asked(world.desk)
    look_at_everything(world)
    do_everything(world)
    assert len(asked.statements) > 60
    assert list(asked.walks()) == []


def test_a_question_without_an_index_is_noticed(world: World) -> None:
    asked = Asked(world.desk)
    conn = world.desk._journal.db.conn
    conn.execute("SELECT id FROM memo WHERE subject = 'x'").fetchall()
    conn.execute("SELECT event_id FROM event WHERE actor = 'x' ORDER BY kind").fetchall()
    assert len(list(asked.walks())) == 2
