"""The address book as tables: the fold of what was said about contacts, and the way to read it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import time
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from callmemo.core.contact import PREFIX, Contact, ContactNumber, fold_contact, is_contact
from callmemo.core.events import Event
from callmemo.core.naming import company_key, name_key
from callmemo.core.people_search import alternatives, people_text
from callmemo.core.text import normalise
from callmemo.core.times import from_utc_text, to_utc_text
from callmemo.store.opening import Database, plainly
from callmemo.store.rows import EVENTS, are_all, read_event

_LAST: Final = "\U0010ffff"
STREAMS: Final = (PREFIX, PREFIX + _LAST)
"""The streams of all contacts, as a span of ids."""

_TEXTS: Final = (
    "id",
    "company",
    "department",
    "name",
    "kana",
    "company_kana",
    "reachable",
    "rules",
    "notes",
    "successor",
    "merged_into",
)
_COLUMNS: Final = (
    *_TEXTS,
    "numbers",
    "their_closing",
    "left",
    "is_dropped",
    "learned_fields",
    "teachers",
    "changed_at",
    "person_key",
    "kana_key",
    "company_key",
)
# The names in these statements are constants of this module, never text from outside.
_NAMED: Final = ", ".join(f'"{name}"' for name in _COLUMNS)
_INSERT: Final = (
    f"INSERT INTO contact ({_NAMED})"  # noqa: S608
    f" VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"
)
_UPDATE: Final = (
    "UPDATE contact SET "  # noqa: S608
    + ", ".join(f'"{name}" = :{name}' for name in _COLUMNS)
    + " WHERE id = :id"
)
_STANDS: Final = "NOT is_dropped AND merged_into = ''"
_RANKED: Final = 200
"""So many hits are put in order; who types on finds fewer."""


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
        return None if row is None else _read(row)

    @plainly
    def everybody(self, limit: int = -1) -> list[Contact]:
        """All who stand in the book, by company and kana; the first of them, if not -1."""
        rows = self._db.conn.execute(
            f"SELECT * FROM contact WHERE {_STANDS}"  # noqa: S608 - constants only
            " ORDER BY company_key, kana_key, person_key, id LIMIT ?",
            (limit,),
        )
        return [_read(row) for row in rows]

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
        return [_read(row) for row in rows]

    @plainly
    def of_person(self, key: str, limit: int = 50, *, dropped: bool = False) -> list[Contact]:
        """Return who has exactly this name and company (`naming.person_key`)."""
        state = "merged_into = ''" if dropped else _STANDS
        rows = self._db.conn.execute(
            f"SELECT * FROM contact WHERE person_key = ? AND {state} ORDER BY id LIMIT ?",  # noqa: S608
            (key, limit),
        )
        return [_read(row) for row in rows]

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
                found.setdefault(row["id"], _read(row))
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
        return [_read(row) for row in rows]

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
                found.setdefault(row["id"], _read(row))
        return list(found.values())[:limit]


def fold_in(db: Database, fresh: Iterable[Event], *, is_ours: bool = False) -> None:
    """Bring the tables up to date with events about contacts that have just been written.

    Our own need not be read again where they are all that there is of somebody.
    """
    streams: dict[str, list[Event]] = {}
    for event in fresh:
        if is_contact(event.memo_id):
            streams.setdefault(event.memo_id, []).append(event)
    for stream, told in streams.items():
        if is_ours and are_all(db.conn, stream, len(told)):
            contact, old = fold_contact(told), None
        else:
            rows = db.conn.execute(f"{EVENTS} WHERE memo_id = ?", (stream,))
            contact = fold_contact(read_event(row) for row in rows)
            old = db.conn.execute("SELECT * FROM contact WHERE id = ?", (stream,)).fetchone()
        if contact is None:
            if old is not None:
                _forget(db, old)
                db.conn.execute("DELETE FROM contact WHERE id = ?", (stream,))
        elif old is None:
            _write(db, contact)
        else:
            _rewrite(db, contact, old)


def fold_anew(db: Database) -> None:
    """Make the tables anew from the journal."""
    db.conn.execute("INSERT INTO people (people) VALUES ('delete-all')")
    db.conn.execute("DELETE FROM contact_number")
    db.conn.execute("DELETE FROM contact")
    for contact in _refolded(db):
        _write(db, contact)


def faults(db: Database) -> list[str]:
    """Find where the tables are not what the journal tells."""
    stored: dict[str, Any] = {
        row["id"]: ({name: row[name] for name in _COLUMNS}, set())
        for row in db.conn.execute("SELECT * FROM contact")
    }
    for row in db.conn.execute(
        "SELECT id, key FROM contact_number LEFT JOIN contact ON seq = contact"
    ):
        stored.setdefault(row["id"], ({}, set()))[1].add(row["key"])
    told = {each.id: (_row(each), set(each.keys)) for each in _refolded(db)}
    wrong = [each for each in stored.keys() | told.keys() if stored.get(each) != told.get(each)]
    return [f"contact differs: {contact_id}" for contact_id in sorted(map(str, wrong))]


def _refolded(db: Database) -> Iterator[Contact]:
    rows = db.conn.execute(
        f"{EVENTS} WHERE memo_id >= ? AND memo_id < ? ORDER BY memo_id, hlc, event_id",
        STREAMS,
    )
    for _, events in groupby(map(read_event, rows), key=lambda event: event.memo_id):
        contact = fold_contact(events)
        if contact is not None:
            yield contact


def _write(db: Database, contact: Contact) -> None:
    seq = db.conn.execute(_INSERT, _row(contact)).lastrowid
    _remember(db, seq, contact)


def _rewrite(db: Database, contact: Contact, old: sqlite3.Row) -> None:
    before = _read(old)
    db.conn.execute(_UPDATE, _row(contact))
    if before.keys != contact.keys or _found_by(before) != _found_by(contact):
        _forget(db, old)
        _remember(db, old["seq"], contact)


def _remember(db: Database, seq: int | None, contact: Contact) -> None:
    """Let a contact be found: by numbers always, in the search only while it stands."""
    db.conn.executemany(
        "INSERT INTO contact_number (key, contact) VALUES (?, ?)",
        [(key, seq) for key in contact.keys],
    )
    db.conn.execute("INSERT INTO people (rowid, grams) VALUES (?, ?)", (seq, _found_by(contact)))


def _forget(db: Database, old: sqlite3.Row) -> None:
    """Take back what `_remember` did; an index without content is told what it said before."""
    db.conn.execute("DELETE FROM contact_number WHERE contact = ?", (old["seq"],))
    db.conn.execute(
        "INSERT INTO people (people, rowid, grams) VALUES ('delete', ?, ?)",
        (old["seq"], _found_by(_read(old))),
    )


def _found_by(contact: Contact) -> str:
    return people_text(contact) if contact.stands else ""


def _row(contact: Contact) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(contact, name) for name in _TEXTS}
    closing = contact.their_closing
    return row | {
        "numbers": _json([[n.label, n.number, n.extension] for n in contact.numbers]),
        "their_closing": None if closing is None else closing.isoformat(timespec="minutes"),
        "left": int(contact.left),
        "is_dropped": int(contact.is_dropped),
        "learned_fields": _json(sorted(contact.learned_fields)),
        "teachers": _json(list(contact.teachers)),
        "changed_at": None if contact.changed_at is None else to_utc_text(contact.changed_at),
        "person_key": contact.person_key,
        "kana_key": normalise(contact.kana),
        "company_key": company_key(contact.company),
    }


_json = json.JSONEncoder(ensure_ascii=False).encode


def _read(row: sqlite3.Row) -> Contact:
    """Read a row; raises sqlite3.DatabaseError if it is damaged."""
    try:
        closing, changed_at = row["their_closing"], row["changed_at"]
        return Contact(
            **{name: row[name] for name in _TEXTS},
            numbers=tuple(ContactNumber(*parts) for parts in json.loads(row["numbers"])),
            their_closing=None if closing is None else time.fromisoformat(closing),
            left=bool(row["left"]),
            is_dropped=bool(row["is_dropped"]),
            learned_fields=frozenset(json.loads(row["learned_fields"])),
            teachers=tuple(json.loads(row["teachers"])),
            changed_at=None if changed_at is None else from_utc_text(changed_at),
        )
    except (ValueError, TypeError) as error:
        raise sqlite3.DatabaseError("a row of the address book cannot be read") from error
