"""Writes what the events of a memo come to: its row, and what the search index says of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import itemgetter
from typing import Any

from callmemo.core.memo import Memo
from callmemo.store import search_index
from callmemo.store.rows import MEMO_COLUMNS, as_written, memo_row

_AT_ONCE = 2000
"""Memos written by one statement: enough to spare most of its cost, few enough to hold."""
# The names in these statements are constants of this package, never text from outside.
_INSERT = (
    f"INSERT INTO memo ({', '.join(MEMO_COLUMNS)})"  # noqa: S608
    f" VALUES ({', '.join(f':{name}' for name in MEMO_COLUMNS)})"
)
_INSERT_AT = (
    f"INSERT INTO memo (seq, {', '.join(MEMO_COLUMNS)})"  # noqa: S608
    f" VALUES ({', '.join('?' * (1 + len(MEMO_COLUMNS)))})"
)
_UPDATE = (
    f"UPDATE memo SET {', '.join(f'{name} = :{name}' for name in MEMO_COLUMNS)}"  # noqa: S608
    " WHERE id = :id"
)
_STORED = (
    f"SELECT seq, {', '.join(MEMO_COLUMNS)} FROM memo"  # noqa: S608
    " WHERE id > ? AND id <= ? ORDER BY id"
)
_Row = dict[str, Any]
_cells = itemgetter(*MEMO_COLUMNS)


def write(connection: sqlite3.Connection, memo: Memo) -> None:
    """Write one memo, which keeps its place."""
    row = memo_row(memo)
    old = connection.execute("SELECT * FROM memo WHERE id = ?", (memo.id,)).fetchone()
    if old is None:
        search_index.put(connection, connection.execute(_INSERT, row).lastrowid or 0, row)
        return
    connection.execute(_UPDATE, row)
    with as_written():
        search_index.put_anew(connection, old["seq"], old, row)


def write_anew(connection: sqlite3.Connection, memos: Iterable[Memo]) -> int:
    """Make the table of all memos, in the order of their ids; count them.

    Each keeps its place; rows that are right already are not written again, and those of which
    there is no memo go. The search index is empty and is filled.
    """
    count = 0
    done = ""
    free = 1 + int(connection.execute("SELECT ifnull(max(seq), 0) FROM memo").fetchone()[0])
    for some in _portions(memos):
        rows = [memo_row(memo) for memo in some]
        stored = _stored(connection, done, rows[-1]["id"])
        placed: list[tuple[int, _Row]] = []
        fresh: list[tuple[int, _Row]] = []
        other: list[_Row] = []
        for row in rows:
            old = stored.pop(row["id"], None)
            if old is None:
                fresh.append((free, row))
                free += 1
                placed.append(fresh[-1])
                continue
            placed.append((old[0], row))
            if old[1:] != _cells(row):
                other.append(row)
        connection.executemany("DELETE FROM memo WHERE id = ?", ((each,) for each in stored))
        connection.executemany(_UPDATE, other)
        connection.executemany(_INSERT_AT, ((seq, *_cells(row)) for seq, row in fresh))
        search_index.put_all(connection, placed)
        count += len(rows)
        done = rows[-1]["id"]
    connection.execute("DELETE FROM memo WHERE id > ?", (done,))
    return count


def _portions(memos: Iterable[Memo]) -> Iterator[list[Memo]]:
    ahead = iter(memos)
    while some := list(islice(ahead, _AT_ONCE)):
        yield some


def _stored(connection: sqlite3.Connection, after: str, until: str) -> dict[str, tuple[Any, ...]]:
    """Return the rows with these ids as they stand."""
    rows = connection.cursor()
    rows.row_factory = None
    return {row[1]: row for row in rows.execute(_STORED, (after, until))}
