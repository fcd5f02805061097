"""Taking in years of events, and making the tables anew; beside executemany of the same rows."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.measuring import Measurement, Place, Row, bare, within
from benchmarks.office_data import events, office_settings
from benchmarks.office_story import NOW
from callmemo.desk import DATABASE, Desk
from callmemo.settings_file import SettingsFile
from callmemo.store import search_index
from callmemo.store.rows import EVENT_COLUMNS, MEMO_COLUMNS, event_row

_MOST_TAKEN_IN = 100_000


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
    """Take in, rebuild, and fill bare tables."""
    home = place.own_office()
    desk = Desk(home, SettingsFile(home).load(NOW))
    start = time.perf_counter()
    desk.rebuild()
    rebuilt = [(time.perf_counter() - start) * 1000]
    memos, told = _rows(desk._journal.db.conn)
    office = desk.office
    desk.close()
    _empty(place.folder / "bare").close()
    path = place.folder / "bare" / DATABASE
    bare_spans = [_bare_fill(path, memos, told, [])]
    case = "tables and search index made anew"
    yield within(3, case, rebuilt, bare_spans, "executemany of the same rows")
    if place.size > _MOST_TAKEN_IN:
        return
    happened = list(events(place.size, 1, office))
    journal = [event_row(event) for event in happened]
    taker = _empty(place.folder / "taker")
    start = time.perf_counter()
    taker._journal.append(happened)
    taken = [(time.perf_counter() - start) * 1000]
    taker.close()
    _empty(place.folder / "bare2").close()
    path = place.folder / "bare2" / DATABASE
    bare_spans = [_bare_fill(path, memos, told, journal)]
    case = f"import of {place.size:,} memos, {len(happened):,} events"
    yield within(3, case, taken, bare_spans, "executemany of the same rows")


MEASUREMENT = Measurement("filling", "Import and rebuild", measure)
