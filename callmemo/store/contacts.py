"""The address book as tables: the fold of what was said about contacts, and the way to read it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from contextlib import nullcontext
from itertools import count, groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, Final

from callmemo.core.contact import PREFIX, Contact, fold_contact, is_contact
from callmemo.core.events import Event
from callmemo.core.naming import company_key, name_key
from callmemo.core.people_search import alternatives, people_text
from callmemo.store import search_index
from callmemo.store.contact_rows import CONTACT_COLUMNS, contact_cells, read_contact
from callmemo.store.opening import Database, plainly
from callmemo.store.rows import EVENTS, are_all, portions, read_event

_LAST: Final = "\U0010ffff"
STREAMS: Final = (PREFIX, PREFIX + _LAST)
"""The streams of all contacts, as a span of ids."""

# The names in these statements are constants of this module, never text from outside.
_PLACED: Final = ("seq", *CONTACT_COLUMNS)
_NAMED: Final = ", ".join(f'"{name}"' for name in _PLACED)
_INSERT: Final = f"INSERT INTO contact ({_NAMED}) VALUES ({', '.join('?' * len(_PLACED))})"  # noqa: S608
_UPDATE: Final = (
    "UPDATE contact SET "  # noqa: S608
    + ", ".join(f'"{name}" = ?' for name in CONTACT_COLUMNS)
    + " WHERE seq = ?"
)
_INSERT_NUMBER: Final = "INSERT INTO contact_number (key, contact) VALUES (?, ?)"
_INSERT_FOUND: Final = "INSERT INTO people (rowid, grams) VALUES (?, ?)"
_STANDS: Final = "NOT is_dropped AND merged_into = ''"
_RANKED: Final = 200
"""So many hits are put in order; who types on finds fewer."""
_AT_ONCE: Final = 2000
"""Contacts written by one statement: enough to spare most of its cost, few enough to hold."""
_NAMED_AT_ONCE: Final = 500
"""Contacts asked for by their ids in one statement; SQLite may take no more than 999."""
_stream = attrgetter("memo_id")


class Book:
    """Reads the address book; never writes."""

    def __init__(self, db: Database, path: Path) -> None:
        """Look into a database that the journal has opened; `path` names it in errors."""
        self._db = db
        self.path = path

    @plainly
    def by_id(self, contact_id: str) -> Contact | None:
        """One contact by its id, also if it stands in the book no more."""
        row = self._db.conn.execute("SELECT * FROM contact WHERE id = ?", (contact_id,)).fetchone()
        return None if row is None else read_contact(row)

    @plainly
    def by_ids(self, contact_ids: Iterable[str]) -> dict[str, Contact]:
        """Several by their ids, as `by_id` finds each; who is not there is left out."""
        return {
            row["id"]: read_contact(row)
            for some in portions(contact_ids, _NAMED_AT_ONCE)
            for row in _stored(self._db.conn, some)
        }

    @plainly
    def everybody(self, limit: int = -1) -> list[Contact]:
        """All who stand in the book, by company and kana; the first of them, if not -1."""
        rows = self._db.conn.execute(
            f"SELECT * FROM contact WHERE {_STANDS}"  # noqa: S608 - constants only
            " ORDER BY company_key, kana_key, person_key, id LIMIT ?",
            (limit,),
        )
        return [read_contact(row) for row in rows]

    @plainly
    def at_numbers(
        self, keys: Sequence[str], limit: int = 50, *, dropped: bool = False
    ) -> list[Contact]:
        """Return who has one of these numbers; with `dropped` also who was taken out."""
        marks = ",".join("?" * len(keys))
        state = "merged_into = ''" if dropped else _STANDS
        rows = self._db.conn.execute(
            "SELECT * FROM contact WHERE seq IN"  # noqa: S608 - constants only
            f" (SELECT contact FROM contact_number WHERE key IN ({marks}))"
            f" AND {state} ORDER BY id LIMIT ?",
            (*keys, limit),
        )
        return [read_contact(row) for row in rows]

    @plainly
    def of_person(self, key: str, limit: int = 50, *, dropped: bool = False) -> list[Contact]:
        """Return who has exactly this name and company (`naming.person_key`)."""
        state = "merged_into = ''" if dropped else _STANDS
        rows = self._db.conn.execute(
            f"SELECT * FROM contact WHERE person_key = ? AND {state} ORDER BY id LIMIT ?",  # noqa: S608
            (key, limit),
        )
        return [read_contact(row) for row in rows]

    @plainly
    def named(self, name: str, limit: int = 50) -> list[Contact]:
        """Return whose name begins so, in kanji or kana, the exact ones first."""
        key = name_key(name)
        if not key:
            return []
        found: dict[str, Contact] = {}
        for low, high, column in (
            (f"{key}|", f"{key}|{_LAST}", "person_key"),
            (key, key + _LAST, "person_key"),
            (key, key + _LAST, "kana_key"),
        ):
            rows = self._db.conn.execute(
                f"SELECT * FROM contact WHERE {column} >= ? AND {column} < ? AND {_STANDS}"  # noqa: S608
                f" ORDER BY {column} LIMIT ?",
                (low, high, limit),
            )
            for row in rows:
                found.setdefault(row["id"], read_contact(row))
            if len(found) >= limit:
                break
        return list(found.values())[:limit]

    @plainly
    def of_company(self, company: str, limit: int, *, surname: str = "") -> list[Contact]:
        """Return who belongs to a company of this name, perhaps only those of one surname."""
        key, name = company_key(company), name_key(surname)
        if not key:
            return []
        rows = self._db.conn.execute(
            f"SELECT * FROM contact WHERE company_key = ? AND {_STANDS}"  # noqa: S608
            " AND substr(person_key, 1, ?) = ? ORDER BY kana_key LIMIT ?",
            (key, len(name), name, limit),
        )
        return [read_contact(row) for row in rows]

    @plainly
    def search(self, query: str, limit: int) -> list[Contact]:
        """Find people by any part of what is known; names that begin so come first."""
        found = {contact.id: contact for contact in self.named(query, limit)}
        words = alternatives(query)
        if len(found) < limit and words:
            rows = self._db.conn.execute(
                "SELECT * FROM contact WHERE seq IN"  # noqa: S608 - constants only
                " (SELECT rowid FROM people WHERE people MATCH ? LIMIT ?)"
                f" AND {_STANDS} ORDER BY company_key, kana_key, id LIMIT ?",
                (words, _RANKED, limit),
            )
            for row in rows:
                found.setdefault(row["id"], read_contact(row))
        return list(found.values())[:limit]


def fold_in(db: Database, fresh: Iterable[Event], *, is_ours: bool = False) -> None:
    """Bring the tables up to date with events about contacts that have just been written.

    Our own need not be read again where they are all that there is of somebody.
    """
    streams: dict[str, list[Event]] = {}
    for event in fresh:
        if is_contact(event.memo_id):
            streams.setdefault(event.memo_id, []).append(event)
    if len(streams) == 1:
        _fold_one(db.conn, *streams.popitem(), is_ours=is_ours)
    elif streams:
        is_much = len(streams) > _AT_ONCE
        with search_index.many(db.conn, "people") if is_much else nullcontext():
            for some in portions(streams.items(), _NAMED_AT_ONCE):
                _fold_some(db.conn, dict(some), is_ours=is_ours)


def _fold_one(
    connection: sqlite3.Connection, stream: str, told: list[Event], *, is_ours: bool
) -> None:
    if is_ours and are_all(connection, stream, len(told)):
        contact, old = fold_contact(told), None
    else:
        rows = connection.execute(f"{EVENTS} WHERE memo_id = ?", (stream,))
        contact = fold_contact(map(read_event, rows))
        old = connection.execute("SELECT * FROM contact WHERE id = ?", (stream,)).fetchone()
    if contact is not None:
        _write(connection, [contact], {} if old is None else {stream: old})
    elif old is not None:
        _take_out(connection, old)


def _fold_some(
    connection: sqlite3.Connection, streams: Mapping[str, list[Event]], *, is_ours: bool
) -> None:
    """Do for several contacts what is done for one; what each comes to is asked for together."""
    whole = _whole(connection, streams) if is_ours else frozenset()
    folded = {each: fold_contact(streams[each]) for each in whole}
    asked = [each for each in streams if each not in whole]
    told = connection.execute(
        f"{EVENTS} WHERE memo_id {_among(asked)} ORDER BY memo_id, hlc, event_id", asked
    )
    folded |= dict(_folded(told))
    stored = {row["id"]: row for row in _stored(connection, asked)}
    # A place that somebody leaves is given to who comes next, as if each came alone.
    for goes, some in groupby(streams, key=lambda each: folded[each] is None):
        if goes:
            for each in some:
                if each in stored:
                    _take_out(connection, stored[each])
        else:
            _write(connection, filter(None, map(folded.get, some)), stored)


def _whole(connection: sqlite3.Connection, streams: Mapping[str, list[Event]]) -> frozenset[str]:
    """Return of whom the journal holds no more than is told here."""
    counted = connection.execute(
        "SELECT memo_id, count(*) FROM event"  # noqa: S608 - constants only
        f" WHERE memo_id {_among(streams)} GROUP BY memo_id",
        tuple(streams),
    )
    return frozenset(stream for stream, many in counted if many == len(streams[stream]))


def _stored(connection: sqlite3.Connection, ids: Sequence[str]) -> sqlite3.Cursor:
    return connection.execute(f"SELECT * FROM contact WHERE id {_among(ids)}", ids)  # noqa: S608


def _among(ids: Sized) -> str:
    return f"IN ({','.join('?' * len(ids))})"


def fold_anew(db: Database) -> None:
    """Make the tables anew from the journal."""
    db.conn.execute("INSERT INTO people (people) VALUES ('delete-all')")
    db.conn.execute("DELETE FROM contact_number")
    db.conn.execute("DELETE FROM contact")
    with search_index.many(db.conn, "people"):
        for some in portions(_refolded(db), _AT_ONCE):
            _write(db.conn, some, {})


def faults(db: Database) -> list[str]:
    """Find where the tables are not what the journal tells."""
    stored: dict[str, Any] = {
        row["id"]: (tuple(row[name] for name in CONTACT_COLUMNS), set())
        for row in db.conn.execute("SELECT * FROM contact")
    }
    for row in db.conn.execute(
        "SELECT id, key FROM contact_number LEFT JOIN contact ON seq = contact"
    ):
        stored.setdefault(row["id"], ((), set()))[1].add(row["key"])
    told = {each.id: (contact_cells(each), set(each.keys)) for each in _refolded(db)}
    wrong = [each for each in stored.keys() | told.keys() if stored.get(each) != told.get(each)]
    return [f"contact differs: {contact_id}" for contact_id in sorted(map(str, wrong))]


def _refolded(db: Database) -> Iterable[Contact]:
    rows = db.conn.execute(
        f"{EVENTS} WHERE memo_id >= ? AND memo_id < ? ORDER BY memo_id, hlc, event_id",
        STREAMS,
    )
    return (contact for _, contact in _folded(rows) if contact is not None)


def _folded(rows: Iterable[sqlite3.Row]) -> Iterator[tuple[str, Contact | None]]:
    """Fold contacts of which all events are told, each one's together."""
    for stream, events in groupby(map(read_event, rows), key=_stream):
        yield stream, fold_contact(events)


def _write(
    connection: sqlite3.Connection,
    contacts: Iterable[Contact],
    stored: Mapping[str, sqlite3.Row],
) -> None:
    """Write contacts; those that are stored keep their places, the others get the next ones.

    All in the order of their places, in which the search index takes them most quickly.
    """
    fresh: list[Contact] = []
    other: list[tuple[int, Contact]] = []
    for contact in contacts:
        old = stored.get(contact.id)
        if old is None:
            fresh.append(contact)
        else:
            other.append((old["seq"], contact))
    for _, contact in sorted(other, key=itemgetter(0)):
        _rewrite(connection, contact, stored[contact.id])
    if fresh:
        last = connection.execute("SELECT ifnull(max(seq), 0) FROM contact").fetchone()[0]
        placed = list(zip(count(last + 1), fresh, strict=False))
        connection.executemany(_INSERT, ((seq, *contact_cells(each)) for seq, each in placed))
        _remember(connection, placed)


def _rewrite(connection: sqlite3.Connection, contact: Contact, old: sqlite3.Row) -> None:
    before = read_contact(old)
    connection.execute(_UPDATE, (*contact_cells(contact), old["seq"]))
    if before.keys != contact.keys or _found_by(before) != _found_by(contact):
        _forget(connection, old)
        _remember(connection, [(old["seq"], contact)])


def _take_out(connection: sqlite3.Connection, old: sqlite3.Row) -> None:
    """Take somebody out of the tables of whom nothing is left."""
    _forget(connection, old)
    connection.execute("DELETE FROM contact WHERE seq = ?", (old["seq"],))


def _remember(connection: sqlite3.Connection, placed: Sequence[tuple[int, Contact]]) -> None:
    """Let contacts be found: by numbers always, in the search only while they stand."""
    connection.executemany(
        _INSERT_NUMBER, ((key, seq) for seq, each in placed for key in each.keys)
    )
    connection.executemany(_INSERT_FOUND, ((seq, _found_by(each)) for seq, each in placed))


def _forget(connection: sqlite3.Connection, old: sqlite3.Row) -> None:
    """Take back what `_remember` did; an index without content is told what it said before."""
    connection.execute("DELETE FROM contact_number WHERE contact = ?", (old["seq"],))
    connection.execute(
        "INSERT INTO people (people, rowid, grams) VALUES ('delete', ?, ?)",
        (old["seq"], _found_by(read_contact(old))),
    )


def _found_by(contact: Contact) -> str:
    return people_text(contact) if contact.stands else ""
