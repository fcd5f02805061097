"""Between the memo as a value and the memo as a table row."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from callmemo.core.events import (
    CALLER_FIELDS,
    DRAFT_FIELDS,
    VERSION,
    Event,
    Json,
    read_field,
    write_field,
)
from callmemo.core.memo import Caller, Draft, Memo
from callmemo.core.naming import person_key
from callmemo.core.phone import number_key
from callmemo.core.times import from_utc_text, to_utc_text
from callmemo.core.vocabulary import Status

EVENT_COLUMNS = ("event_id", "memo_id", "actor", "device", "hlc", "kind", "v", "body", "pos")
_OWN_DRAFT_FIELDS = tuple(name for name in DRAFT_FIELDS if name != "caller")

MEMO_COLUMNS = (
    "id",
    "number",
    "taken_at",
    *_OWN_DRAFT_FIELDS,
    *CALLER_FIELDS,
    "status",
    "next_mover",
    "needs_someone",
    "snoozed_until",
    "confirmed_at",
    "confirmed_by",
    "attempts",
    "called_back_at",
    "closed_at",
    "nudged",
    "unseen",
    "carried_at",
    "carried_until",
    "called_again",
    "notes",
    "phone_key",
    "mobile_key",
    "person_key",
)

Row = Mapping[str, Any]
_DEFAULTS = Draft()
_TEXTS = frozenset(name for name in _OWN_DRAFT_FIELDS if type(getattr(_DEFAULTS, name)) is str)


def event_row(event: Event) -> tuple[Any, ...]:
    """Values of an event in the order of `EVENT_COLUMNS`."""
    return (
        event.event_id,
        event.memo_id,
        event.actor,
        event.device,
        event.hlc,
        event.kind,
        event.v,
        event.body_text(),
        event.pos,
    )


def read_event(row: sqlite3.Row) -> Event:
    """Event from a journal row; a body that is not a JSON object is kept as an empty one.

    Raises sqlite3.DatabaseError for a row that no program wrote.
    """
    texts = (row["event_id"], row["memo_id"], row["actor"], row["device"], row["kind"])
    if not all(isinstance(text, str) for text in texts) or not isinstance(row["hlc"], int):
        raise sqlite3.DatabaseError("a journal row cannot be read")
    try:
        body = json.loads(row["body"])
    except (ValueError, TypeError, RecursionError):
        body = {}
    return Event(
        event_id=row["event_id"],
        memo_id=row["memo_id"],
        actor=row["actor"],
        device=row["device"],
        hlc=row["hlc"],
        kind=row["kind"],
        body=body if isinstance(body, dict) else {},
        v=row["v"] if isinstance(row["v"], int) else VERSION + 1,
        pos=row["pos"],
    )


def memo_row(memo: Memo) -> dict[str, Any]:
    """All columns of the memo table but its place."""
    row: dict[str, Any] = {
        "id": memo.id,
        "number": memo.number,
        "taken_at": to_utc_text(memo.taken_at),
    }
    row |= {name: _cell(getattr(memo.draft, name)) for name in _OWN_DRAFT_FIELDS}
    row |= {name: getattr(memo.draft.caller, name) for name in CALLER_FIELDS}
    row |= {
        "status": memo.status.value,
        "next_mover": memo.next_mover.value,
        "needs_someone": int(memo.needs_someone),
        "snoozed_until": _moment_text(memo.snoozed_until),
        "confirmed_at": _moment_text(memo.confirmed_at),
        "confirmed_by": memo.confirmed_by,
        "attempts": memo.attempts,
        "called_back_at": _moment_text(memo.called_back_at),
        "closed_at": _moment_text(memo.closed_at),
        "nudged": json.dumps(list(memo.nudged)) if memo.nudged else "[]",
        "unseen": json.dumps(list(memo.unseen)) if memo.unseen else "",
        "carried_at": _moment_text(memo.carried_at),
        "carried_until": _moment_text(memo.carried_until),
        "called_again": _moments_text(memo.called_again),
        "notes": memo.notes,
        **_recognised_by(memo.draft),
    }
    return row


def _recognised_by(draft: Draft) -> dict[str, str]:
    """By what a further call of the same caller is recognised; a mobile of ours is not theirs."""
    caller = draft.caller
    mobile = "" if caller.mobile == draft.company_mobile else caller.mobile
    return {
        "phone_key": number_key(caller.phone) if caller.phone else "",
        "mobile_key": number_key(mobile) if mobile else "",
        "person_key": person_key(caller.name, caller.company),
    }


def read_memo(row: Row) -> Memo:
    """Memo from a row of the memo table; raises sqlite3.DatabaseError if that is damaged."""
    with as_written():
        return _read_memo(row)


@contextmanager
def as_written() -> Iterator[None]:
    """Take it for damage where what is read is not of the kind that was written."""
    try:
        yield
    except (ValueError, TypeError, AttributeError) as error:
        raise sqlite3.DatabaseError("a row is not as it was written") from error


def _field(name: str, value: Json) -> Json:
    # SQLite hands out only text that can be written: the check of what JSON brought is spared.
    return value if type(value) is str and name in _TEXTS else read_field(name, value)


def _read_memo(row: Row) -> Memo:
    fields = {name: _field(name, row[name]) for name in _OWN_DRAFT_FIELDS}
    caller = Caller(**{name: row[name] for name in CALLER_FIELDS})
    return Memo(
        id=row["id"],
        number=row["number"],
        taken_at=from_utc_text(row["taken_at"]),
        draft=Draft(caller=caller, **fields),
        status=Status(row["status"]),
        snoozed_until=_moment(row["snoozed_until"]),
        confirmed_at=_moment(row["confirmed_at"]),
        confirmed_by=row["confirmed_by"],
        attempts=row["attempts"],
        called_back_at=_moment(row["called_back_at"]),
        closed_at=_moment(row["closed_at"]),
        nudged=tuple(json.loads(row["nudged"])),
        unseen=tuple(json.loads(row["unseen"] or "[]")),
        carried_at=_moment(row["carried_at"]),
        carried_until=_moment(row["carried_until"]),
        called_again=tuple(map(from_utc_text, json.loads(row["called_again"] or "[]"))),
        notes=row["notes"],
    )


def _cell(value: object) -> Json:
    if type(value) is str:
        return value
    value = write_field(value)
    return int(value) if isinstance(value, bool) else value


def _moment_text(moment: datetime | None) -> str | None:
    return None if moment is None else to_utc_text(moment)


def _moments_text(moments: tuple[datetime, ...]) -> str:
    return json.dumps([to_utc_text(moment) for moment in moments]) if moments else ""


def _moment(text: str | None) -> datetime | None:
    return None if text is None else from_utc_text(text)
