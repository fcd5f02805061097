"""Saving a memo, answered when it is durable, beside one bare insert and the same rows bare."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from benchmarks.measuring import Figure, Measurement, Place, Row, bare, within
from benchmarks.office_story import NOW, calls
from benchmarks.world import span
from callmemo.desk import DATABASE, Desk
from callmemo.settings_file import SettingsFile
from callmemo.store import search_index
from callmemo.store.rows import EVENT_COLUMNS, MEMO_COLUMNS

_ROUNDS = 600
_MEMO = ("seq", *MEMO_COLUMNS)


def _insert(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def _alone(plain: sqlite3.Connection, memo: sqlite3.Row) -> float:
    """Insert one row, as the least that anybody would do."""
    cells = tuple(memo)
    sql = _insert("memo", _MEMO)

    def write() -> None:
        plain.execute("BEGIN IMMEDIATE")
        plain.execute(sql, cells)
        plain.execute("COMMIT")

    return span(write)


def _all_rows(twin: sqlite3.Connection, memo: sqlite3.Row, events: list[sqlite3.Row]) -> float:
    """Insert the memo's event, its row with all indexes, and its words, into such a file."""
    told, journal = [tuple(row) for row in events], _insert("event", EVENT_COLUMNS)
    cells, row = tuple(memo), _insert("memo", _MEMO)
    words = (memo["seq"], *search_index.cells(dict(memo)))

    def write() -> None:
        twin.execute("BEGIN IMMEDIATE")
        twin.executemany(journal, told)
        twin.execute(row, cells)
        twin.execute(search_index._INSERT, words)
        twin.execute("COMMIT")

    return span(write)


def measure(place: Place) -> Iterator[Row]:
    """Save a memo at the desk, a row of the same columns alone, and the same rows, in turns."""
    home = place.own_office()
    other = shutil.copytree(home, place.folder / "twin")
    desk = Desk(home, SettingsFile(home).load(NOW))
    rounds = place.times(_ROUNDS)
    conn = desk._journal.db.conn
    drafts = [call.draft for call in islice(calls(rounds, 99, desk.office), rounds)]
    spans: tuple[list[float], list[float], list[float], list[float]] = ([], [], [], [])
    with bare(place.folder / "bare.db") as plain, bare(other / DATABASE) as twin:
        plain.execute(f"CREATE TABLE memo (seq INTEGER PRIMARY KEY, {', '.join(MEMO_COLUMNS)})")
        for at, draft in enumerate(drafts):
            now = NOW + timedelta(seconds=at)
            spans[0].append(span(lambda d=draft, n=now: desk.take(d, n, past_due_ok=True)))  # type: ignore[misc]
            memo = conn.execute(f"SELECT {', '.join(_MEMO)} FROM memo ORDER BY seq DESC").fetchone()
            sql = f"SELECT {', '.join(EVENT_COLUMNS)} FROM event WHERE memo_id = ?"
            spans[1].append(_alone(plain, memo))
            spans[2].append(_all_rows(twin, memo, conn.execute(sql, (memo["id"],)).fetchall()))
            # As the window does within a second, while nobody waits.
            spans[3].append(span(desk.upkeep))
    desk.close()
    case = "save of a memo, answered when durable"
    yield within(2, case, spans[0], spans[1], against="bare durable insert")
    ours, theirs = Figure.of(spans[0]), Figure.of(spans[2])
    yield Row(case, ours, theirs, "its own rows, written bare")
    yield Row("upkeep after a save, while nobody waits", Figure.of(spans[3]))


MEASUREMENT = Measurement("save", "Save", measure)
