"""Who is where, as a table: the fold of what was said about people, and the way to read it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from callmemo.core.events import Event
from callmemo.core.fold import in_order, undone_ids
from callmemo.core.presence import STREAM, Entry, entries
from callmemo.core.times import from_utc_text, to_utc_text
from callmemo.core.vocabulary import Kind, Presence
from callmemo.store.opening import Database, plainly
from callmemo.store.rows import EVENTS, read_event

COLUMNS: Final = ("event_id", "hlc", "person", "state", "since", "until", "note")
# The names in these statements are constants of this module, never text from outside.
_WRITE: Final = (
    f"INSERT OR REPLACE INTO presence ({', '.join(COLUMNS)})"  # noqa: S608
    f" VALUES ({', '.join('?' * len(COLUMNS))})"
)


class Board:
    """Reads what was said about people; never writes."""

    def __init__(self, db: Database, path: Path) -> None:
        """Look into a database that the journal has opened; `path` names it in errors."""
        self._db = db
        self.path = path

    @plainly
    def entries(self, now: datetime, open_since: datetime) -> tuple[Entry, ...]:
        """Return what may hold at `now` or later, without an end only since then, in its order."""
        rows = self._db.conn.execute(
            "SELECT * FROM presence WHERE until > ?"
            " UNION ALL SELECT * FROM presence WHERE until IS NULL AND since >= ?"
            " ORDER BY hlc, event_id",
            (to_utc_text(now), to_utc_text(open_since)),
        )
        return tuple(_read(row) for row in rows)

    @plainly
    def undone_since(self, event: Event) -> frozenset[str]:
        """Ids of what was taken back, among this event about somebody and those after it."""
        return undone_ids(in_order(_events(self._db, event.hlc)))


def fold_in(db: Database, fresh: Iterable[Event]) -> None:
    """Bring the table up to date with events about people that have just been written.

    What was said years ago is not read again: only what comes from the earliest event on that
    these could touch, which is nearly always one of today.
    """
    touched = [event for event in fresh if event.memo_id == STREAM]
    if not touched:
        return
    first = min(order for event in touched for order in _reach(db, event))
    tail = list(_events(db, first[0]))
    kept = {entry.event_id: _row(entry) for entry in entries(tail)}
    for event in tail:
        if event.event_id in kept:
            db.conn.execute(_WRITE, kept[event.event_id])
        else:
            db.conn.execute("DELETE FROM presence WHERE event_id = ?", (event.event_id,))


def fold_anew(db: Database) -> None:
    """Make the table anew from the journal."""
    db.conn.execute("DELETE FROM presence")
    db.conn.executemany(_WRITE, map(_row, entries(_events(db))))


def faults(db: Database) -> list[str]:
    """Find where the table is not what the journal tells."""
    stored = {row["event_id"]: tuple(row) for row in _all(db)}
    told = {entry.event_id: _row(entry) for entry in entries(_events(db))}
    wrong = [each for each in stored.keys() | told.keys() if stored.get(each) != told.get(each)]
    return [f"presence differs: {event_id}" for event_id in sorted(wrong)]


def _all(db: Database) -> sqlite3.Cursor:
    columns = ", ".join(COLUMNS)
    return db.conn.execute(f"SELECT {columns} FROM presence")  # noqa: S608 - constants only


def _events(db: Database, since: int = 0) -> Iterator[Event]:
    rows = db.conn.execute(
        f"{EVENTS} WHERE memo_id = ? AND hlc >= ? ORDER BY hlc, event_id",
        (STREAM, since),
    )
    yield from map(read_event, rows)


def _reach(db: Database, event: Event) -> Iterator[tuple[int, str]]:
    """Order of an event, and of what it takes back: an undo may itself be undone."""
    seen: set[str] = set()
    while event.event_id not in seen:
        seen.add(event.event_id)
        yield event.order
        if event.kind != Kind.UNDONE:
            return
        row = db.conn.execute(
            f"{EVENTS} WHERE event_id = ? AND memo_id = ?",
            (str(event.body.get("event_id", "")), STREAM),
        ).fetchone()
        if row is None:
            return
        event = read_event(row)


def _row(entry: Entry) -> tuple[Any, ...]:
    return (
        entry.event_id,
        entry.order[0],
        entry.person,
        entry.state.value,
        to_utc_text(entry.since),
        None if entry.until is None else to_utc_text(entry.until),
        entry.note,
    )


def _read(row: sqlite3.Row) -> Entry:
    """Read a row; raises sqlite3.DatabaseError if it is damaged."""
    try:
        return Entry(
            event_id=row["event_id"],
            order=(row["hlc"], row["event_id"]),
            person=row["person"],
            state=Presence(row["state"]),
            since=from_utc_text(row["since"]),
            until=None if row["until"] is None else from_utc_text(row["until"]),
            note=row["note"],
        )
    except (ValueError, TypeError) as error:
        raise sqlite3.DatabaseError("a row about somebody cannot be read") from error
