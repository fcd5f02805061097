"""Taking in years of events, and making the tables anew; beside executemany of the same rows."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.measuring import Measurement, Place, Row, bare, in_turns, within
from benchmarks.office_data import events, office_settings
from benchmarks.office_story import NOW
from callmemo.desk import DATABASE, Desk
from callmemo.settings_file import SettingsFile
from callmemo.store import search_index
from callmemo.store.rows import EVENT_COLUMNS, MEMO_COLUMNS, event_row

_MOST_TAKEN_IN = 100_000
_TURNS = 3


def _empty(folder: Path) -> Desk:
    folder.mkdir()
    return Desk(folder, office_settings(folder))


def _insert(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def _rows(conn: sqlite3.Connection) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """All memo rows, and what the search index is told of them."""
    columns = ("seq", *MEMO_COLUMNS)
    told = []
    memos = []
    for row in conn.execute(f"SELECT {', '.join(columns)} FROM memo ORDER BY seq"):
        memos.append(tuple(row))
        told.append((row["seq"], *search_index.cells(row)))
    return memos, told


def _bare_fill(path: Path, memos: list[Any], told: list[Any], journal: list[Any]) -> float:
    """Write the same rows into the same tables with their indexes, and nothing else."""
    with bare(path) as conn:
        start = time.perf_counter()
        conn.execute("BEGIN IMMEDIATE")
        conn.executemany(_insert("event", EVENT_COLUMNS), journal)
        conn.executemany(_insert("memo", ("seq", *MEMO_COLUMNS)), memos)
        conn.executemany(search_index._INSERT, told)
        conn.execute("COMMIT")
        return (time.perf_counter() - start) * 1000


def measure(place: Place) -> Iterator[Row]:
    """Take in, rebuild, and fill bare tables, in turns."""
    home = place.own_office()
    desk = Desk(home, SettingsFile(home).load(NOW))
    memos, told = _rows(desk._journal.db.conn)
    office = desk.office
    turns = place.times(_TURNS) if place.size <= _MOST_TAKEN_IN else 1

    def bare_fill(journal: list[Any]) -> float:
        with _folder(place, "bare") as folder:
            _empty(folder).close()
            return _bare_fill(folder / DATABASE, memos, told, journal)

    rebuilt, filled = in_turns(lambda: _span(desk.rebuild), lambda: bare_fill([]), turns)
    desk.close()
    case = "tables and search index made anew"
    yield within(3, case, rebuilt, filled, "executemany of the same rows")
    if place.size > _MOST_TAKEN_IN:
        return
    happened = list(events(place.size, 1, office))
    journal = [event_row(event) for event in happened]

    def take_in() -> float:
        with _folder(place, "taker") as folder:
            taker = _empty(folder)
            taken = _span(lambda: taker._journal.append(happened))
            taker.close()
            return taken

    taken, filled = in_turns(take_in, lambda: bare_fill(journal), turns)
    case = f"import of {place.size:,} memos, {len(happened):,} events"
    yield within(3, case, taken, filled, "executemany of the same rows")


def _span(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


@contextmanager
def _folder(place: Place, name: str) -> Iterator[Path]:
    folder = place.folder / name
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


MEASUREMENT = Measurement("filling", "Import and rebuild", measure)
