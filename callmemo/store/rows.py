"""Between the memo as a value and the memo as a table row."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from itertools import islice
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from callmemo.core.events import (
    CALLER_FIELDS,
    DRAFT_FIELDS,
    OFTEN,
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
EVENTS = f"SELECT {', '.join(EVENT_COLUMNS)} FROM event"  # noqa: S608 - constants only
"""How events are asked for, so that `read_event` can read them."""
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

MEMOS = f"SELECT seq, {', '.join(MEMO_COLUMNS)} FROM memo"  # noqa: S608 - constants only
"""How memos are asked for, so that `read_memo` can read them; their place comes first."""

_T = TypeVar("_T")
_DEFAULTS = Draft()
_own = attrgetter(*_OWN_DRAFT_FIELDS)
_said_of_caller = attrgetter(*CALLER_FIELDS)
_read_json = json.JSONDecoder().raw_decode
_TEXTS = frozenset(name for name in _OWN_DRAFT_FIELDS if type(getattr(_DEFAULTS, name)) is str)


def _cell(value: object) -> Json:
    """Return what a field of a draft is in the table; most are texts, nothing, or yes and no."""
    if value is None:
        return None
    if type(value) is bool:
        return int(value)
    return str(value) if isinstance(value, StrEnum) else write_field(value)


def _span(first: str, last: str) -> slice:
    """Where columns stand in an answer to `MEMOS`."""
    return slice(1 + MEMO_COLUMNS.index(first), 2 + MEMO_COLUMNS.index(last))


_DRAFT = _span(_OWN_DRAFT_FIELDS[0], _OWN_DRAFT_FIELDS[-1])
_CALLER = _span(CALLER_FIELDS[0], CALLER_FIELDS[-1])
_COURSE = _span("status", "notes")
_CALLER_AT = DRAFT_FIELDS.index("caller")
_texts = itemgetter(
    *(
        1 + MEMO_COLUMNS.index(name)
        for name in ("id", "number", *sorted(_TEXTS), *CALLER_FIELDS, "confirmed_by", "notes")
    )
)
_UNREAD = object()
_CODED = tuple(
    (place, name, {_cell(value): value for value in OFTEN[name].values()})
    for place, name in enumerate(_OWN_DRAFT_FIELDS)
    if name not in _TEXTS
)
"""Fields of a draft that are no texts: where they stand, and what they are mostly read as."""
_UNREADABLE = (ValueError, TypeError, AttributeError)
_STATUSES = {status.value: status for status in Status}


def event_row(event: Event, body: str | None = None) -> tuple[Any, ...]:
    """Values of an event in the order of `EVENT_COLUMNS`; `body` is its text, if it is known."""
    return (
        event.event_id,
        event.memo_id,
        event.actor,
        event.device,
        event.hlc,
        event.kind,
        event.v,
        event.body_text() if body is None else body,
        event.pos,
    )


def are_all(connection: sqlite3.Connection, stream: str, count: int) -> bool:
    """Whether the journal holds no more than so many events of this memo or contact."""
    many = connection.execute("SELECT count(*) FROM event WHERE memo_id = ?", (stream,))
    return bool(many.fetchone()[0] == count)


def read_event(row: Iterable[Any]) -> Event:
    """Event from its values in the order of `EVENT_COLUMNS`, as the statements here ask for them.

    A body that is not a JSON object is kept as an empty one. Raises sqlite3.DatabaseError for a
    row that no program wrote.
    """
    event_id, memo_id, actor, device, hlc, kind, v, body, pos = row
    texts = type(event_id) is type(memo_id) is type(actor) is type(device) is type(kind) is str
    if not texts or type(hlc) is not int:
        raise sqlite3.DatabaseError("a journal row cannot be read")
    v = v if type(v) is int else VERSION + 1
    return Event(event_id, memo_id, actor, device, hlc, kind, _body(body), v, pos)


def _body(text: Any) -> dict[str, Json]:  # noqa: ANN401 - what SQLite hands out
    try:
        if type(text) is str and text[:1] == "{" and text[-1:] == "}":
            # As nearly all are: with nothing around it, for which `loads` would look.
            body, end = _read_json(text)
            return body if end == len(text) else {}
        body = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def memo_row(memo: Memo) -> dict[str, Any]:
    """All columns of the memo table but its place."""
    return dict(zip(MEMO_COLUMNS, memo_cells(memo), strict=True))


def memo_cells(memo: Memo) -> tuple[Any, ...]:
    """Values of a memo in the order of `MEMO_COLUMNS`."""
    draft, status = memo.draft, memo.status
    return (
        memo.id,
        memo.number,
        to_utc_text(memo.taken_at),
        *[value if type(value) is str else _cell(value) for value in _own(draft)],
        *_said_of_caller(draft.caller),
        str(status),
        str(memo.next_mover),
        int(memo.needs_someone),
        _moment_text(memo.snoozed_until),
        _moment_text(memo.confirmed_at),
        memo.confirmed_by,
        memo.attempts,
        _moment_text(memo.called_back_at),
        _moment_text(memo.closed_at),
        json.dumps(list(memo.nudged)) if memo.nudged else "[]",
        json.dumps(list(memo.unseen)) if memo.unseen else "",
        _moment_text(memo.carried_at),
        _moment_text(memo.carried_until),
        _moments_text(memo.called_again),
        memo.notes,
        *_recognised_by(draft),
    )


def _recognised_by(draft: Draft) -> tuple[str, str, str]:
    """By what a further call of the same caller is recognised; a mobile of ours is not theirs."""
    caller = draft.caller
    mobile = "" if caller.mobile == draft.company_mobile else caller.mobile
    return (
        number_key(caller.phone) if caller.phone else "",
        number_key(mobile) if mobile else "",
        person_key(caller.name, caller.company),
    )


def read_memo(row: Iterable[Any]) -> Memo:
    """Memo from its values as `MEMOS` asks for them; sqlite3.DatabaseError if that is damaged."""
    # As `as_written` does, which takes a good part of the time that a memo takes.
    try:
        return _read_memo(tuple(row))
    except _UNREADABLE as error:
        raise _damage() from error


@contextmanager
def as_written() -> Iterator[None]:
    """Take it for damage where what is read is not of the kind that was written."""
    try:
        yield
    except _UNREADABLE as error:
        raise _damage() from error


def _damage() -> sqlite3.DatabaseError:
    return sqlite3.DatabaseError("a row is not as it was written")


def portions(items: Iterable[_T], most: int) -> Iterator[list[_T]]:
    """Take so many at a time, of whatever does not fit into memory or a statement."""
    ahead = iter(items)
    while some := list(islice(ahead, most)):
        yield some


def _read_memo(cells: tuple[Any, ...]) -> Memo:
    # Put together, texts are found to be texts: SQLite hands out only such as can be written.
    "".join(_texts(cells))
    own = list(cells[_DRAFT])
    for place, name, often in _CODED:
        value = own[place]
        known = often.get(value, _UNREAD)
        own[place] = read_field(name, value) if known is _UNREAD else known
    own.insert(_CALLER_AT, Caller(*cells[_CALLER]))
    (
        status,
        _next_mover,
        _needs_someone,
        snoozed_until,
        confirmed_at,
        confirmed_by,
        attempts,
        called_back_at,
        closed_at,
        nudged,
        unseen,
        carried_at,
        carried_until,
        called_again,
        notes,
    ) = cells[_COURSE]
    return Memo(
        cells[1],
        cells[2],
        from_utc_text(cells[3]),
        Draft(*own),
        _STATUSES.get(status) or Status(status),
        _moment(snoozed_until),
        _moment(confirmed_at),
        confirmed_by,
        attempts,
        _moment(called_back_at),
        _moment(closed_at),
        () if nudged == "[]" else tuple(json.loads(nudged)),
        () if unseen == "" else tuple(json.loads(unseen)),
        _moment(carried_at),
        _moment(carried_until),
        () if called_again == "" else tuple(map(from_utc_text, json.loads(called_again))),
        notes,
    )


def _moment_text(moment: datetime | None) -> str | None:
    return None if moment is None else to_utc_text(moment)


def _moments_text(moments: tuple[datetime, ...]) -> str:
    return json.dumps([to_utc_text(moment) for moment in moments]) if moments else ""


def _moment(text: str | None) -> datetime | None:
    return None if text is None else from_utc_text(text)
