"""The memo table: the fold of what the journal says of memos, and what the search index is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from callmemo.core.contact import is_contact
from callmemo.core.events import Event
from callmemo.core.fold import fold, fold_ordered, in_order
from callmemo.core.memo import Memo
from callmemo.core.presence import STREAM
from callmemo.core.vocabulary import Kind
from callmemo.store import contacts, search_index
from callmemo.store.opening import Database
from callmemo.store.rows import (
    EVENTS,
    MEMO_COLUMNS,
    are_all,
    as_written,
    memo_cells,
    portions,
    read_event,
)

_AT_ONCE = 2000
"""Memos written by one statement: enough to spare most of its cost, few enough to hold."""
_NAMED_AT_ONCE = 500
"""Memos asked for by their ids in one statement; SQLite may be built to take no more than 999."""

_Cells = tuple[Any, ...]
"""A row of the table: the memo's place, then the values of `MEMO_COLUMNS`."""
_COLUMNS: Final = ("seq", *MEMO_COLUMNS)
# The names in these statements are constants of this package, never text from outside.
_INSERT: Final = (
    f"INSERT INTO memo ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608
)
_UPDATE: Final = f"UPDATE memo SET {', '.join(f'{name} = ?' for name in _COLUMNS)} WHERE seq = ?"  # noqa: S608
_STORED: Final = f"SELECT {', '.join(_COLUMNS)} FROM memo"  # noqa: S608
_EVERY_EVENT: Final = (
    f"{EVENTS} WHERE memo_id <> ? AND (memo_id < ? OR memo_id >= ?) ORDER BY memo_id, hlc, event_id"
)
_told = itemgetter(*(_COLUMNS.index(name) for name in search_index.TOLD))
_place = itemgetter(0)
_memo_id = itemgetter(1)


def events_of(db: Database, memo_id: str) -> list[Event]:
    """Events of one memo, in their order."""
    rows = db.conn.execute(f"{EVENTS} WHERE memo_id = ?", (memo_id,))
    return in_order(read_event(row) for row in rows)


def fold_in(db: Database, fresh: Sequence[Event], *, is_ours: bool = False) -> None:
    """Bring the table up to date with events of memos that have just been written.

    Our own need not be read again where they are all that there is of a memo.
    """
    streams = dict.fromkeys(event.memo_id for event in fresh)
    memo_ids = [each for each in streams if each != STREAM and not is_contact(each)]
    if len(memo_ids) == 1:
        (memo_id,) = memo_ids
        told = [event for event in fresh if event.memo_id == memo_id]
        is_taken = is_ours and any(event.kind == Kind.TAKEN for event in told)
        is_new = is_taken and are_all(db.conn, memo_id, len(told))
        memo = fold(told) if is_new else fold(events_of(db, memo_id))
        if memo is not None:
            _write(db.conn, memo, is_new=is_new)
    elif memo_ids:
        with search_index.many(db.conn) if len(memo_ids) > _AT_ONCE else nullcontext():
            for some in portions(memo_ids, _NAMED_AT_ONCE):
                _fold_some(db.conn, some)


def _write(connection: sqlite3.Connection, memo: Memo, *, is_new: bool) -> None:
    """Write one memo, which keeps its place unless it is new."""
    cells = memo_cells(memo)
    old = None
    if not is_new:
        old = connection.execute(f"{_STORED} WHERE id = ?", (memo.id,)).fetchone()
    if old is None:
        seq = connection.execute(_INSERT, (None, *cells)).lastrowid or 0
        search_index.put(connection, seq, _by_name((seq, *cells)))
        return
    _rewrite(connection, [(tuple(old), (old[0], *cells))])


def _fold_some(connection: sqlite3.Connection, memo_ids: Sequence[str]) -> None:
    """Do for several memos what is done for one: those that are new get places in this order."""
    named = f"IN ({','.join('?' * len(memo_ids))})"
    order = "ORDER BY memo_id, hlc, event_id"
    told = _rows(connection, f"{EVENTS} WHERE memo_id {named} {order}", memo_ids)
    memos = dict(_folded(told))
    stored = {row[1]: row for row in _rows(connection, f"{_STORED} WHERE id {named}", memo_ids)}
    written = [memo for each in memo_ids if (memo := memos[each]) is not None]
    fresh, other, _ = _told_apart(written, stored, _next_place(connection))
    connection.executemany(_INSERT, fresh)
    search_index.put_all(connection, ((row[0], _by_name(row)) for row in fresh))
    _rewrite(connection, other)


def fold_anew(db: Database) -> int:
    """Make the table and the search index anew from the journal; count the memos.

    Each memo keeps its place; rows that are right already are not written again, and those of
    which there is no memo go.
    """
    connection = db.conn
    search_index.empty(connection)
    with search_index.many(connection):
        return _fold_all(connection)


def _fold_all(connection: sqlite3.Connection) -> int:
    count = 0
    done = ""
    free = _next_place(connection)
    memos = (memo for _, memo in _all(connection) if memo is not None)
    for some in portions(memos, _AT_ONCE):
        until = some[-1].id
        rows = _rows(connection, f"{_STORED} WHERE id > ? AND id <= ?", (done, until))
        stored = {row[1]: row for row in rows}
        fresh, other, right = _told_apart(some, stored, free)
        free += len(fresh)
        connection.executemany(
            "DELETE FROM memo WHERE seq = ?", ((each[0],) for each in stored.values())
        )
        connection.executemany(_UPDATE, ((*row, row[0]) for _, row in other))
        connection.executemany(_INSERT, fresh)
        # The index takes them far more quickly in the order of their places.
        placed = sorted([*right, *fresh, *(row for _, row in other)], key=_place)
        search_index.put_all(connection, ((row[0], _by_name(row)) for row in placed))
        count += len(some)
        done = until
    connection.execute("DELETE FROM memo WHERE id > ?", (done,))
    return count


def faults(db: Database) -> list[str]:
    """Find memos that are not what the journal tells."""
    found = []
    for memo_id, memo in _all(db.conn):
        row = db.conn.execute(f"{_STORED} WHERE id = ?", (memo_id,)).fetchone()
        stored = None if row is None else tuple(row)[1:]
        if stored != (None if memo is None else memo_cells(memo)):
            found.append(f"fold differs: {memo_id}")
    return found


def _all(connection: sqlite3.Connection) -> Iterator[tuple[str, Memo | None]]:
    """Fold each memo of the journal anew, one after the other, in the order of their ids."""
    return _folded(_rows(connection, _EVERY_EVENT, (STREAM, *contacts.STREAMS)))


def _folded(rows: Iterable[_Cells]) -> Iterator[tuple[str, Memo | None]]:
    """Fold memos of which all events are told, each memo's together and in their order."""
    for memo_id, events in groupby(rows, key=_memo_id):
        yield memo_id, fold_ordered([read_event(row) for row in events])


def _told_apart(
    memos: Iterable[Memo], stored: dict[str, _Cells], free: int
) -> tuple[list[_Cells], list[tuple[_Cells, _Cells]], list[_Cells]]:
    """Return rows to be added, rows to be changed (before, after), and those that are right.

    New ones get places from `free` on. What is left in `stored` is of no memo.
    """
    fresh: list[_Cells] = []
    other: list[tuple[_Cells, _Cells]] = []
    right: list[_Cells] = []
    for memo in memos:
        cells = memo_cells(memo)
        old = stored.pop(memo.id, None)
        if old is None:
            fresh.append((free, *cells))
            free += 1
        elif old[1:] == cells:
            right.append(old)
        else:
            other.append((old, (old[0], *cells)))
    return fresh, other, right


def _rewrite(connection: sqlite3.Connection, changed: Iterable[tuple[_Cells, _Cells]]) -> None:
    """Write rows that are not as they were, and let them be found by what they say now."""
    for before, after in sorted(changed, key=itemgetter(1)):
        # Only what differs: SQLite writes every index anew of which a column is named.
        named = tuple(place for place, old in enumerate(before) if old != after[place])
        if named:
            connection.execute(_update(named), (*(after[place] for place in named), after[0]))
        with as_written():
            search_index.put_anew(connection, after[0], _by_name(before), _by_name(after))


@lru_cache
def _update(named: tuple[int, ...]) -> str:
    """Say that these columns of one row are written anew."""
    values = ", ".join(f"{_COLUMNS[place]} = ?" for place in named)
    return f"UPDATE memo SET {values} WHERE seq = ?"  # noqa: S608 - names of constants


def _by_name(row: _Cells) -> dict[str, Any]:
    """Return what the search index asks of a row."""
    return dict(zip(search_index.TOLD, _told(row), strict=True))


def _next_place(connection: sqlite3.Connection) -> int:
    return 1 + int(connection.execute("SELECT ifnull(max(seq), 0) FROM memo").fetchone()[0])


def _rows(connection: sqlite3.Connection, question: str, values: Sequence[str]) -> Iterator[_Cells]:
    """Ask for plain tuples, which take less time than rows with names."""
    cursor = connection.cursor()
    cursor.row_factory = None
    rows: Iterator[_Cells] = cursor.execute(question, values)
    return rows
