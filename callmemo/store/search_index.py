"""What the search index says of a memo, and how it is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final

from callmemo.core.events import CALLER_FIELDS
from callmemo.core.query import as_dialled
from callmemo.core.reading import surname_readings
from callmemo.core.text import index_text
from callmemo.core.vocabulary import Urgency

Row = Mapping[str, Any]
Cells = tuple[str, str, str]
"""What can be found; for whom it is; marks by which it is picked out."""

SEARCHED: Final = (
    *("number", "name", "kana", *(f for f in CALLER_FIELDS if f not in {"name", "kana"})),
    *("target_number", "subject", "body", "substitute", "urgent_reason", "promise"),
    *("answered_here", "notes"),
)
"""Columns in whose text words are looked for, beside the addressee, who has a column apart."""
URGENT: Final = "urgent"
COMPLAINT: Final = "complaint"
_NUMBERS: Final = ("phone", "mobile", "target_number")
TOLD: Final = (*SEARCHED, "addressee", "urgency", "complaint")
"""All columns of which anything is told here."""
_searched = itemgetter(*SEARCHED)
MOST_PARTS: Final = 1000
"""So many parts FTS5 would make one in the middle of a save, had `Upkeep` not done it before."""
_LARGE_PARTS: Final = 16
_INSERT: Final = "INSERT INTO search (rowid, grams, who, marks) VALUES (?, ?, ?, ?)"
_DELETE: Final = (
    "INSERT INTO search (search, rowid, grams, who, marks) VALUES ('delete', ?, ?, ?, ?)"
)


def texts(row: Row) -> list[str]:
    """All texts of a memo row in which words are found: also how a name is read, if not said."""
    return [row["addressee"], *_own_texts(row)]


def _own_texts(row: Row) -> list[str]:
    found = [text for text in _searched(row) if text]
    if row["name"] and not row["kana"]:
        found += surname_readings(row["name"])
    found += filter(None, (as_dialled(row[name]) for name in _NUMBERS if row[name]))
    return found


def cells(row: Row) -> Cells:
    """What the index keeps of a memo row."""
    marks = [URGENT] * (row["urgency"] == Urgency.URGENT) + [COMPLAINT] * bool(row["complaint"])
    return index_text(_own_texts(row)), _for_whom(row["addressee"]), " ".join(marks)


@lru_cache(maxsize=1024)
def _for_whom(addressee: str) -> str:
    return index_text([addressee])


def put(connection: sqlite3.Connection, seq: int, row: Row) -> None:
    """Let a memo be found that the index does not know."""
    connection.execute(_INSERT, (seq, *cells(row)))


def put_all(connection: sqlite3.Connection, rows: Iterable[tuple[int, Row]]) -> None:
    """Let memos be found that the index does not know, each with its place."""
    connection.executemany(_INSERT, ((seq, *cells(row)) for seq, row in rows))


def put_anew(connection: sqlite3.Connection, seq: int, before: Row, after: Row) -> None:
    """Let a memo be found by what it says now, and no more by what it said before."""
    if all(before[name] == after[name] for name in TOLD):
        return
    # An index without content has to be told what it said before.
    connection.execute(_DELETE, (seq, *cells(before)))
    put(connection, seq, after)


@contextmanager
def many(connection: sqlite3.Connection, index: str = "search") -> Iterator[None]:
    """Take many memos or people in, inside a transaction: what FTS5 writes is joined on the way.

    Its parts are large then, and sixteen of them are made one, so that what is looked for is
    found as quickly.
    """
    gather = f"INSERT INTO {index} ({index}, rank) VALUES ('crisismerge', ?)"  # noqa: S608
    connection.execute(gather, (_LARGE_PARTS,))
    yield
    connection.execute(gather, (MOST_PARTS,))


def empty(connection: sqlite3.Connection) -> None:
    """Forget all memos, before all are put in again."""
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
