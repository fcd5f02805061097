"""Taking in years of events, and making the tables anew; beside executemany of the same rows."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.measuring import Measurement, Place, Row, bare, in_turns, within
from benchmarks.office_data import events, office_settings
from benchmarks.office_story import NOW
from callmemo.core.people_search import people_text
from callmemo.desk import DATABASE, Desk
from callmemo.settings_file import SettingsFile
from callmemo.store import search_index
from callmemo.store.rows import EVENT_COLUMNS, MEMO_COLUMNS, event_row, portions

_MOST_TAKEN_IN = 100_000
_AT_ONCE = 20_000
_TURNS = 3
_AGAINST = "executemany of the same rows"
_Rows = list[tuple[Any, ...]]


def insert(table: str, columns: Sequence[str]) -> str:
    """Return the statement that writes a row."""
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def span_of(act: Callable[[], object]) -> float:
    """Milliseconds that something takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


@contextmanager
def emptied(place: Place, name: str) -> Iterator[tuple[Path, Desk]]:
    """A data folder with an empty database, which is gone afterwards."""
    folder = place.folder / name
    folder.mkdir()
    try:
        desk = Desk(folder, office_settings(folder))
        yield folder, desk
        desk.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def rows_of_people(desk: Desk) -> Iterator[tuple[str, _Rows]]:
    """Return the rows of the address book, with the statements that write them."""
    conn = desk._journal.db.conn
    for table in ("contact", "contact_number"):
        names = [f'"{row[1]}"' for row in conn.execute(f"PRAGMA table_info({table})")]
        rows = conn.execute(f"SELECT {', '.join(names)} FROM {table}")
        yield insert(table, names), [tuple(row) for row in rows]
    places = dict(tuple(row) for row in conn.execute("SELECT id, seq FROM contact"))
    told: _Rows = [(places[each.id], people_text(each)) for each in desk.contacts()]
    yield insert("people", ("rowid", "grams")), told


def _of_memos(desk: Desk) -> Iterator[tuple[str, _Rows]]:
    """Return the rows of memos and of their search index, some thousands at a time."""
    conn = desk._journal.db.conn
    columns = ("seq", *MEMO_COLUMNS)
    for some in portions(
        conn.execute(f"SELECT {', '.join(columns)} FROM memo ORDER BY seq"), _AT_ONCE
    ):
        yield insert("memo", columns), [tuple(row) for row in some]
        yield search_index._INSERT, [(row["seq"], *search_index.cells(row)) for row in some]


def bare_fill(conn: sqlite3.Connection, told: Iterable[tuple[str, _Rows]]) -> float:
    """Write the same rows into the same tables with their indexes: nothing else is counted."""
    conn.execute("BEGIN IMMEDIATE")
    spent = sum(span_of(lambda s=sql, r=rows: conn.executemany(s, r)) for sql, rows in told)  # type: ignore[misc]
    return spent + span_of(lambda: conn.execute("COMMIT"))


def measure(place: Place) -> Iterator[Row]:
    """Take in, rebuild, and fill bare tables, in turns."""
    home = place.own_office()
    desk = Desk(home, SettingsFile(home).load(NOW))
    turns = place.times(_TURNS) if place.size <= _MOST_TAKEN_IN else 1

    def fill(journal: Callable[[], Iterator[tuple[str, _Rows]]]) -> float:
        def all_rows() -> Iterator[tuple[str, _Rows]]:
            yield from journal()
            yield from rows_of_people(desk)
            yield from _of_memos(desk)

        with emptied(place, "bare") as (folder, empty):
            empty.close()
            with bare(folder / DATABASE) as conn:
                return bare_fill(conn, all_rows())

    rebuilt, filled = in_turns(lambda: span_of(desk.rebuild), lambda: fill(lambda: iter(())), turns)
    yield within(3, "tables and search index made anew", rebuilt, filled, _AGAINST)
    if place.size <= _MOST_TAKEN_IN:
        happened = list(events(place.size, 1, desk.office))

        def journal() -> Iterator[tuple[str, _Rows]]:
            for some in portions(happened, _AT_ONCE):
                yield insert("event", EVENT_COLUMNS), list(map(event_row, some))

        def take_in() -> float:
            with emptied(place, "taker") as (_, taker):
                return span_of(lambda: taker._journal.append(happened))

        taken, filled = in_turns(take_in, lambda: fill(journal), turns)
        row = within(3, "import of memos with their histories", taken, filled, _AGAINST)
        yield replace(row, note=f"{place.size:,} memos, {len(happened):,} events")
    desk.close()


MEASUREMENT = Measurement("filling", "Import and rebuild", measure)
