"""What happened to a memo, as unchangeable facts in the journal."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, time
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Any, Final, cast

from callmemo.core.clock import tick
from callmemo.core.memo import Caller, Draft
from callmemo.core.times import LAST_YEAR, from_utc_text, to_utc_text
from callmemo.core.vocabulary import (
    CallbackReason,
    Channel,
    Direction,
    Kind,
    Request,
    Target,
    Urgency,
)

VERSION = 1
"""Version of the event bodies that this program writes and folds."""

Json = Any
"""What `json` reads and writes."""


@dataclass(frozen=True, slots=True)
class Event:
    """One journal row.

    `kind` is text, not `Kind`: kinds of a newer program are kept, just not folded.
    `body` is a JSON object; `body["at"]` is the UTC time at which it happened, since `hlc`
    gives the order and may run ahead of a clock that was set back. `pos` is None until a
    team's hub has numbered the event.
    """

    event_id: str
    memo_id: str
    actor: str
    device: str
    hlc: int
    kind: str
    body: Mapping[str, Json]
    v: int = VERSION
    pos: int | None = None

    @property
    def order(self) -> tuple[int, str]:
        """The one order in which events count, whatever order they arrived in."""
        return (self.hlc, self.event_id)

    @property
    def at(self) -> datetime:
        """When it happened, by the clock of the desktop where it happened."""
        return from_utc_text(str(self.body["at"]))

    @property
    def known_at(self) -> datetime | None:
        """When it happened; None for an event that this program cannot fold."""
        if self.v > VERSION or self.kind not in _KINDS:
            return None
        try:
            return self.at
        except (KeyError, ValueError):
            return None

    @property
    def is_known(self) -> bool:
        """Whether this program can fold the event."""
        return self.known_at is not None

    def body_text(self) -> str:
        """Return the body as canonical JSON, the same for equal bodies."""
        return _CANONICAL.encode(dict(self.body))

    @property
    def is_sound(self) -> bool:
        """Whether a journal can hold it at all, whatever it means."""
        return self.sound_text() is not None

    def sound_text(self) -> str | None:
        """Return the body as canonical JSON; None for an event that no journal can hold.

        A clock of the year 3000 would be the last one: no later event could follow it.
        """
        if not self.event_id or not self.memo_id or not 0 <= self.hlc <= LAST_CLOCK:
            return None
        if abs(self.v) > _MOST or abs(self.pos or 0) > _MOST:
            return None
        texts = (self.event_id, self.memo_id, self.actor, self.device, self.kind)
        try:
            text = self.body_text()
            "".join((*texts, text)).encode("utf-8")
        except (TypeError, ValueError, RecursionError):
            return None
        return text


CALLER_FIELDS = tuple(f.name for f in fields(Caller))
DRAFT_FIELDS = tuple(f.name for f in fields(Draft))

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
_KINDS = frozenset(kind.value for kind in Kind)

_MOST = 2**63 - 1
LAST_CLOCK = tick(-1, datetime(LAST_YEAR + 2, 1, 1, tzinfo=UTC))


def _text(value: Json) -> str:
    """Text that a file can hold; `encode` raises ValueError for half a surrogate pair."""
    if not isinstance(value, str):
        raise ValueError("not a text")
    value.encode("utf-8")
    return value


def _flag(value: Json) -> bool:
    if value not in (0, 1):
        raise ValueError("neither true nor false")
    return bool(value)


def _hour(value: Json) -> time:
    hour = time.fromisoformat(_text(value))
    return time(hour.hour, hour.minute)


def _caller(parts: Json) -> Caller:
    return Caller(**_caller_parts(parts))


def _caller_parts(parts: Json) -> dict[str, str]:
    if not isinstance(parts, Mapping):
        raise ValueError("not a caller")
    found = {name: parts[name] for name in CALLER_FIELDS if name in parts}
    try:
        # All at once what `_text` asks of each.
        "".join(found.values()).encode("utf-8")
    except TypeError as error:
        raise ValueError("not a text") from error
    return found


_MAY_BE_NONE = frozenset(f.name for f in fields(Draft) if f.default is None)

_READERS: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        **dict.fromkeys((*DRAFT_FIELDS, *CALLER_FIELDS), _text),
        "direction": Direction,
        "channel": Channel,
        "request": Request,
        "target": Target,
        "urgency": Urgency,
        "callback_reason": CallbackReason,
        "due_at": lambda value: from_utc_text(_text(value)),
        "their_closing": _hour,
        "caller": _caller,
        "withheld": _flag,
        "complaint": _flag,
        "read_back": _flag,
        "mobile_agreed": _flag,
    }
)


def _often(name: str) -> dict[Json, Any]:
    """What mostly stands in a field of JSON, and what it is read as."""
    reader = _READERS[name]
    if reader is _text:
        return {"": ""}
    values: tuple[Json, ...] = (False, True) if reader is _flag else ()
    if isinstance(reader, type):
        values = tuple(choice.value for choice in cast("type[StrEnum]", reader))
    none = (None,) if name in _MAY_BE_NONE else ()
    return {value: read_field(name, value) for value in (*values, *none)}


def write_field(value: object) -> Json:
    """Turn a draft's field into JSON."""
    match value:
        case Enum():
            return value.value
        case datetime():
            return to_utc_text(value)
        case time():
            return value.isoformat(timespec="minutes")
        case Caller():
            return {name: getattr(value, name) for name in CALLER_FIELDS}
        case _:
            return value


def read_field(name: str, value: Json) -> Json:
    """Turn JSON back into a draft's field; raises ValueError on what no program wrote."""
    if value is None and name in _MAY_BE_NONE:
        return None
    return _READERS.get(name, _text)(value)


def write_draft(draft: Draft) -> dict[str, Json]:
    """All fields of a draft as JSON."""
    return {name: write_field(getattr(draft, name)) for name in DRAFT_FIELDS}


def changed_fields(before: Draft, after: Draft) -> dict[str, Json]:
    """Only the fields in which two drafts differ, as JSON of the later one.

    Of the caller only the parts that differ: one desk mends the name, another the number.
    """
    changed = {
        name: write_field(getattr(after, name))
        for name in DRAFT_FIELDS
        if getattr(before, name) != getattr(after, name)
    }
    if "caller" in changed:
        changed["caller"] = {
            name: part
            for name, part in changed["caller"].items()
            if part != getattr(before.caller, name)
        }
    return changed


def with_fields(draft: Draft, body: Mapping[str, Json]) -> Draft:
    """Return the draft with the fields found in JSON.

    What cannot be read (a newer program's choice, nonsense) is left as it was: better a memo
    with one field missing than a memo that nobody sees.
    """
    found: dict[str, Any] = {}
    for name, value in body.items():
        often = OFTEN.get(name)
        if often is None:
            continue
        try:
            # Looked up it is many times faster than read.
            read = often.get(value, _UNREAD) if name != "caller" else _with_parts(draft, value)
            found[name] = _READERS[name](value) if read is _UNREAD else read
        except (ValueError, TypeError):
            continue
    return Draft(**found) if len(found) == len(DRAFT_FIELDS) else replace(draft, **found)


def _with_parts(draft: Draft, value: Json) -> Caller:
    parts = _caller_parts(value)
    # Most events say all of them or none.
    whole = len(parts) == len(CALLER_FIELDS)
    return Caller(**parts) if whole else replace(draft.caller, **parts)


_UNREAD = object()
OFTEN: Final = {name: _often(name) for name in DRAFT_FIELDS}
"""What mostly stands in the fields of a draft, as JSON and as it is read."""
