"""The journal and its fold: the one road by which anything changes."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from callmemo.core.clock import tick
from callmemo.core.contact import is_contact
from callmemo.core.events import Event
from callmemo.core.memo import Memo
from callmemo.core.text import NORMALISER
from callmemo.core.times import to_utc_text
from callmemo.core.vocabulary import Kind
from callmemo.store import contacts, memo_table, presence
from callmemo.store.identity import new_id
from callmemo.store.opening import at_length, open_database, plainly, reading, said_plainly, writing
from callmemo.store.rows import (
    EVENT_COLUMNS,
    EVENTS,
    MEMOS,
    as_written,
    event_row,
    portions,
    read_event,
    read_memo,
)
from callmemo.store.upkeep import Upkeep

_log = logging.getLogger(__name__)
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})
"""What SQLite says of a damaged file: a finding, where 'busy' or 'disk full' is an error."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """How reception numbers of a day are made: a prefix, and the span in which it means that day.

    Prefixes come again each year; within the span no number is given twice.
    """

    prefix: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class _Given:
    """The highest number given of a prefix, as long as nobody else writes into the file."""

    prefix: str
    since: datetime
    stamp: int
    highest: int

    def is_last_of(self, numbering: Numbering, stamp: int) -> bool:
        """Whether the next number of this day follows it."""
        near = abs(numbering.since - self.since) < timedelta(days=2)
        return near and (self.prefix, self.stamp) == (numbering.prefix, stamp)


@dataclass(frozen=True, slots=True)
class Plan:
    """An event that is about to happen; the journal adds id, order and reception number.

    `only_if` is asked about the memo as it stands under the write lock: where it says no the
    plan is dropped, where it raises nothing at all is written.
    """

    memo_id: str
    actor: str
    kind: Kind
    body: Mapping[str, Any]
    numbering: Numbering | None = None
    only_if: Callable[[Memo], bool] | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What an operation changed: the new events, and the memos that are not as they were.

    `contact_ids` are the people in the address book that are not as they were.
    """

    events: tuple[Event, ...] = ()
    memo_ids: frozenset[str] = frozenset()
    contact_ids: frozenset[str] = frozenset()

    @classmethod
    def of(cls, events: Iterable[Event]) -> Changes:
        """What these events changed."""
        events = tuple(events)
        streams = frozenset(event.memo_id for event in events)
        people = frozenset(filter(is_contact, streams))
        return cls(events, streams - people, people)

    @property
    def memo_id(self) -> str:
        """The one memo that an operation on one memo changed."""
        (memo_id,) = self.memo_ids
        return memo_id

    @property
    def contact_id(self) -> str:
        """The one contact that an operation on one contact changed."""
        (contact_id,) = self.contact_ids
        return contact_id


# The names in these statements are constants of this package, never text from outside.
_INSERT_EVENT = (
    f"INSERT INTO event ({', '.join(EVENT_COLUMNS)})"  # noqa: S608
    f" VALUES ({', '.join('?' * len(EVENT_COLUMNS))}) ON CONFLICT (event_id) DO NOTHING"
)


_AT_ONCE = 2000
"""Events written by one statement."""


class Journal:
    """Events of one file, and the memo table that is their fold. One per thread."""

    def __init__(self, path: Path, device: str) -> None:
        """Open (or make) the file; `device` names this desktop in the events it writes."""
        self.path = path
        self.device = device
        self.db = open_database(path)
        self._upkeep = Upkeep(self.db)
        self._own: set[str] = set()
        self._given: _Given | None = None
        try:
            with said_plainly(path):
                if self._normaliser() != NORMALISER:
                    self.rebuild()
                self._seen = self._last_row()
        except BaseException:
            self.db.close()
            raise

    @plainly
    def close(self) -> None:
        """Give the file back; what was answered is on disk already."""
        if self._upkeep.is_ours:
            self._upkeep.do_what_can_be_done()
        self.db.close()

    @plainly
    def record(self, plans: Sequence[Plan], now: datetime) -> Changes:
        """Let something happen here and now; durable when this returns."""
        done: list[Event] = []
        written = 0
        given = None
        with self._for_so_many(plans), writing(self.db):
            last = self._number("SELECT max(hlc) FROM event")
            at = to_utc_text(now)
            for plan in plans:
                if plan.only_if is not None:
                    # It asks about a memo as it stands, with all that comes before.
                    self._append(done[written:], is_ours=True)
                    written = len(done)
                if not self._stands(plan):
                    continue
                last = tick(last, now)
                body = {**plan.body, "at": at}
                if plan.numbering is not None:
                    given = self._next_number(plan.numbering, given or self._given)
                    body["number"] = f"{given.prefix}{given.highest:03d}"
                event = Event(
                    event_id=new_id(now),
                    memo_id=plan.memo_id,
                    actor=plan.actor,
                    device=self.device,
                    hlc=last,
                    kind=plan.kind.value,
                    body=body,
                )
                done.append(event)
            self._append(done[written:], is_ours=True)
        self._given = given or self._given
        self._upkeep.note()
        self._own.update(event.event_id for event in done)
        return Changes.of(done)

    def _stands(self, plan: Plan) -> bool:
        """Whether a plan still makes sense now that nobody else can write."""
        if plan.only_if is None:
            return True
        row = self.db.conn.execute(f"{MEMOS} WHERE id = ?", (plan.memo_id,)).fetchone()
        return row is not None and plan.only_if(read_memo(row))

    @plainly
    def append(self, events: Iterable[Event]) -> Changes:
        """Take in events that happened elsewhere, in any order; those already here are passed."""
        given = list(events)
        self._given = None
        with self._for_so_many(given), writing(self.db):
            fresh = self._append(given)
        self._upkeep.note()
        self._own.update(event.event_id for event in fresh)
        return Changes.of(fresh)

    def _for_so_many(self, items: Sequence[object]) -> AbstractContextManager[None]:
        return at_length(self.db) if len(items) > _AT_ONCE else nullcontext()

    def _append(self, events: Sequence[Event], *, is_ours: bool = False) -> list[Event]:
        """Write rows and fold anew each memo they belong to; return those not yet here.

        A memo has a handful of events, so replaying them all is cheap and leaves no order of
        arrival to think of. The bodies of our own are as they would be read from the file.
        """
        fresh = [event for some in portions(events, _AT_ONCE) for event in self._write(some)]
        presence.fold_in(self.db, fresh)
        contacts.fold_in(self.db, fresh, is_ours=is_ours)
        memo_table.fold_in(self.db, fresh, is_ours=is_ours)
        return fresh

    def _write(self, events: Sequence[Event]) -> Sequence[Event]:
        """Write the rows of events; return those that were not here."""
        sound = [(event, text) for event in events if (text := event.sound_text()) is not None]
        if len(sound) < len(events):
            _log.warning(
                "%d events that no journal can keep were left out", len(events) - len(sound)
            )
        rows = [event_row(event, text) for event, text in sound]
        written = self.db.conn.executemany(_INSERT_EVENT, rows).rowcount
        if written == len(events):
            return events
        # Some were here, or are told twice: what is new are the last rows of the table.
        last = self.db.conn.execute(
            "SELECT event_id FROM event ORDER BY rowid DESC LIMIT ?", (written,)
        )
        fresh = {row[0] for row in last}
        told: dict[str, Event] = {}
        for event, _ in sound:
            if event.event_id in fresh:
                told.setdefault(event.event_id, event)
        return list(told.values())

    def _next_number(self, numbering: Numbering, given: _Given | None) -> _Given:
        """Return the next free number of the day; held by the transaction until it is used.

        After many years a day has thousands of numbers: they are looked through only where
        somebody else could have given one since.
        """
        prefix, stamp = numbering.prefix, self.stamp()
        if given is not None and given.is_last_of(numbering, stamp):
            return replace(given, highest=given.highest + 1)
        # The plus keeps SQLite from walking half a year by time instead of a day by number.
        highest = self.db.conn.execute(
            "SELECT max(CAST(substr(number, ?) AS INTEGER)) FROM memo"
            " WHERE number >= ? AND number < ? AND +taken_at >= ? AND +taken_at < ?",
            (
                len(prefix) + 1,
                prefix,
                prefix + "\U0010ffff",
                to_utc_text(numbering.since),
                to_utc_text(numbering.until),
            ),
        ).fetchone()[0]
        return _Given(prefix, numbering.since, stamp, int(highest or 0) + 1)

    @plainly
    def events_of(self, memo_id: str) -> list[Event]:
        """Events of one memo, in their order."""
        return memo_table.events_of(self.db, memo_id)

    def last_events(self, device: str, since: datetime) -> Iterator[Event]:
        """Events that this device wrote since then, latest first."""
        with said_plainly(self.path):
            rows = self.db.conn.execute(
                f"{EVENTS} WHERE device = ? AND hlc >= ? ORDER BY hlc DESC, event_id DESC",
                (device, tick(-1, since)),
            )
            yield from map(read_event, rows)

    @plainly
    def event(self, event_id: str) -> Event | None:
        """One event by its id."""
        row = self.db.conn.execute(f"{EVENTS} WHERE event_id = ?", (event_id,)).fetchone()
        return None if row is None else read_event(row)

    @plainly
    def arrivals(self) -> Changes:
        """What other programs wrote into this file since this was last asked."""
        rows = self.db.conn.execute(
            f"SELECT {', '.join(EVENT_COLUMNS)}, rowid AS place FROM event"  # noqa: S608
            " WHERE rowid > ? ORDER BY rowid",
            (self._seen,),
        ).fetchall()
        if rows:
            self._seen = rows[-1]["place"]
        changes = Changes.of(
            read_event(row[:-1]) for row in rows if row["event_id"] not in self._own
        )
        self._own.clear()
        return changes

    @plainly
    def upkeep(self) -> bool:
        """Do a little of what writing leaves for a moment when nobody waits; True if more is."""
        return self._upkeep.do_some()

    @plainly
    def stamp(self) -> int:
        """Return a number that changes when another program has written; costs microseconds."""
        return int(self.db.conn.execute("PRAGMA data_version").fetchone()[0])

    @plainly
    def rebuild(self) -> int:
        """Make the memo table and the search index anew from the journal; count the memos."""
        self._given = None
        self._upkeep.note()
        with at_length(self.db), writing(self.db):
            count = memo_table.fold_anew(self.db)
            presence.fold_anew(self.db)
            contacts.fold_anew(self.db)
            self.db.conn.execute(
                "INSERT OR REPLACE INTO meta VALUES ('normaliser', ?)", (str(NORMALISER),)
            )
            return count

    @plainly
    def faults(self) -> list[str]:
        """Look the file over: what SQLite finds wrong, and memos that are not their fold."""
        execute = self.db.conn.execute
        try:
            with reading(self.db):
                found = [row[0] for row in execute("PRAGMA integrity_check") if row[0] != "ok"]
                found += memo_table.faults(self.db)
                found += presence.faults(self.db)
                found += contacts.faults(self.db)
                found += [
                    f"memo without events: {row[0]}"
                    for row in execute(
                        "SELECT id FROM memo WHERE id NOT IN (SELECT memo_id FROM event)"
                    )
                ]
                found += [
                    f"event cannot be read: {row[0]}"
                    for row in execute("SELECT event_id FROM event WHERE NOT json_valid(body)")
                ]
            with writing(self.db):
                execute("INSERT INTO search (search) VALUES ('integrity-check')")
                execute("INSERT INTO people (people) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _DAMAGE:
                raise
            return [str(error)]
        return found

    def _last_row(self) -> int:
        return self._number("SELECT max(rowid) FROM event")

    def _number(self, question: str) -> int:
        with as_written():
            return int(self.db.conn.execute(question).fetchone()[0] or 0)

    def _normaliser(self) -> int:
        row = self.db.conn.execute("SELECT value FROM meta WHERE name = 'normaliser'").fetchone()
        value = row["value"] if row else ""
        return int(value) if isinstance(value, str) and value.isdecimal() else 0
