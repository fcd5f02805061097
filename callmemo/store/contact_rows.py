"""Between the contact as a value and the contact as a table row."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import time
from operator import attrgetter
from typing import Any, Final

from callmemo.core.contact import Contact, ContactNumber
from callmemo.core.naming import company_key
from callmemo.core.text import normalise
from callmemo.core.times import from_utc_text, to_utc_text

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
CONTACT_COLUMNS: Final = (
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
_texts = attrgetter(*_TEXTS)


def contact_cells(contact: Contact) -> tuple[Any, ...]:
    """Values of a contact in the order of `CONTACT_COLUMNS`."""
    closing = contact.their_closing
    return (
        *_texts(contact),
        _list([[n.label, n.number, n.extension] for n in contact.numbers]),
        None if closing is None else closing.isoformat(timespec="minutes"),
        int(contact.left),
        int(contact.is_dropped),
        _list(sorted(contact.learned_fields)),
        _list(contact.teachers),
        None if contact.changed_at is None else to_utc_text(contact.changed_at),
        contact.person_key,
        normalise(contact.kana),
        company_key(contact.company),
    )


_json = json.JSONEncoder(ensure_ascii=False).encode


def _list(items: Sequence[object]) -> str:
    return _json(items) if items else "[]"


def read_contact(row: sqlite3.Row) -> Contact:
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
