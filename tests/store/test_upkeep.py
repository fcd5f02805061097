"""Upkeep: what saves leave for later is done a little at a time, and nobody notices."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from callmemo.core.vocabulary import View
from callmemo.desk import DATABASE, Desk
from callmemo.store import upkeep
from tests.office_day import MINUTE, TEN, call, desk
from tests.store.files import contents

SAVES = 40
PAGE = 4096


@pytest.fixture
def office_desk(tmp_path: Path) -> Iterator[Desk]:
    opened = desk(tmp_path)
    yield opened
    opened.close()


def take_some(office_desk: Desk, saves: int = SAVES) -> None:
    for n in range(saves):
        office_desk.take(call(f"山田{n}", subject=f"見積りの件 {n}"), TEN + n * MINUTE)


def parts(office_desk: Desk, index: str = "search") -> int:
    conn = office_desk._journal.db.conn
    return int(conn.execute(f"SELECT count(DISTINCT segid) FROM {index}_idx").fetchone()[0])


def finish(office_desk: Desk) -> int:
    """Do all that there is to do; return how often that took."""
    times = 1
    while office_desk.upkeep():
        times += 1
        assert times < 1000
    return times


def test_a_save_leaves_the_index_in_parts_and_upkeep_puts_them_together(office_desk: Desk) -> None:
    take_some(office_desk)
    assert parts(office_desk) >= SAVES
    assert parts(office_desk, "people") >= SAVES
    finish(office_desk)
    assert parts(office_desk) < 4
    assert parts(office_desk, "people") < 4
    assert not office_desk.upkeep()


def test_upkeep_changes_no_answer(office_desk: Desk) -> None:
    take_some(office_desk)
    asked = ("山田", "見積り", "山田7", "0142", "鈴")

    def answers() -> list[object]:
        found = [list(office_desk.places(View.ALL, TEN, search=words)) for words in asked]
        return [*found, office_desk.people("山田1"), office_desk.counts(TEN), office_desk.stamp()]

    before = answers()
    state = office_desk._register.state()
    assert finish(office_desk) > 1
    assert answers() == before
    assert office_desk._register.state() == state, "nobody has to read anything again"
    assert office_desk.faults() == []


def test_upkeep_waits_for_no_other_program(office_desk: Desk, tmp_path: Path) -> None:
    take_some(office_desk)
    with closing(sqlite3.connect(tmp_path / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        before = parts(office_desk)
        assert office_desk.upkeep(), "it comes back to it"
        assert parts(office_desk) == before
        other.execute("ROLLBACK")
    waits = office_desk._journal.db.conn.execute("PRAGMA busy_timeout").fetchone()[0]
    assert waits == 20_000, "a save waits as before"
    finish(office_desk)
    assert parts(office_desk) < before


def test_whoever_only_looked_leaves_the_file_as_it_is(office_desk: Desk, tmp_path: Path) -> None:
    take_some(office_desk)
    before = parts(office_desk)
    looker = desk(tmp_path)
    looker.counts(TEN)
    looker.close()
    assert parts(office_desk) == before


def test_the_log_is_emptied_between_saves(
    office_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "_SAVES", 5)
    log = tmp_path / f"{DATABASE}-wal"
    take_some(office_desk, 5)
    finish(office_desk)
    used = log.stat().st_size
    for _ in range(10):
        take_some(office_desk, 4)
        finish(office_desk)
    assert log.stat().st_size < 4 * used, "it begins again from its start"


def test_parts_do_not_gather_without_end_where_nobody_puts_them_together(
    office_desk: Desk,
) -> None:
    office_desk._journal.db.conn.execute("PRAGMA synchronous = OFF")
    take_some(office_desk, 200)
    assert parts(office_desk) < 100
    assert parts(office_desk, "people") < 100
    assert office_desk.faults() == []


def test_a_save_is_a_save_whatever_comes_of_the_upkeep(
    office_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bool:
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr(upkeep, "_OVERDUE", 3)
    with monkeypatch.context() as patch:
        patch.setattr(upkeep, "_put_together", fail)
        take_some(office_desk, 5)
    assert len(office_desk.memos(View.ALL, TEN)) == 5
    assert office_desk.faults() == []


def test_the_log_stays_short_where_nobody_empties_it(office_desk: Desk, tmp_path: Path) -> None:
    office_desk._journal.db.conn.execute("PRAGMA synchronous = OFF")
    take_some(office_desk, 260)
    assert (tmp_path / f"{DATABASE}-wal").stat().st_size < 5000 * PAGE


def test_trouble_at_the_end_does_not_keep_the_file_open(tmp_path: Path) -> None:
    office_desk = desk(tmp_path)
    take_some(office_desk, 1)
    office_desk._journal.db.conn.execute("PRAGMA query_only = ON")
    office_desk.close()
    assert list(contents(tmp_path)) == [DATABASE]
    again = desk(tmp_path)
    assert len(again.memos(View.ALL, TEN)) == 1
    again.close()
