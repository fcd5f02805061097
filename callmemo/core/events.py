"""What happened to a memo, as unchangeable facts in the journal."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, time
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Any

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
_DRAFT_FIELDS = frozenset(DRAFT_FIELDS)

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
_KINDS = frozenset(kind.value for kind in Kind)

_MOST = 2**63 - 1
LAST_CLOCK = tick(-1, datetime(LAST_YEAR + 2, 1, 1, tzinfo=UTC))


def _text(value: Json) -> str:
    """Text that a file can hold; `encode` raises ValueError for half a surrogate pair."""
    if not isinstance(value, str):
        raise ValueError("not a text")
    if not value.isascii():
        value.encode("utf-8")
    return value


def _choice(choices: type[StrEnum]) -> Callable[[Json], StrEnum]:
    """Reads one of some identifiers: looking it up is many times faster than asking the type."""
    known = {choice.value: choice for choice in choices}

    def read(value: Json) -> StrEnum:
        found = known.get(value) if type(value) is str else None
        # Also whatever is no such text, as the type itself would take or refuse it.
        return choices(value) if found is None else found

    return read


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
    return {name: _text(parts[name]) for name in CALLER_FIELDS if name in parts}


_MAY_BE_NONE = frozenset(f.name for f in fields(Draft) if f.default is None)

_READERS: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        **dict.fromkeys((*DRAFT_FIELDS, *CALLER_FIELDS), _text),
        "direction": _choice(Direction),
        "channel": _choice(Channel),
        "request": _choice(Request),
        "target": _choice(Target),
        "urgency": _choice(Urgency),
        "callback_reason": _choice(CallbackReason),
        "due_at": lambda value: from_utc_text(_text(value)),
        "their_closing": _hour,
        "caller": _caller,
        "withheld": _flag,
        "complaint": _flag,
        "read_back": _flag,
        "mobile_agreed": _flag,
    }
)
_PLAIN_TEXTS = frozenset(name for name in DRAFT_FIELDS if _READERS[name] is _text)


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
    for name in body.keys() & _DRAFT_FIELDS:
        value = body[name]
        if type(value) is str and name in _PLAIN_TEXTS and value.isascii():
            found[name] = value
            continue
        try:
            if name == "caller":
                parts = _caller_parts(value)
                # Most events say all of it or nothing.
                whole = len(parts) == len(CALLER_FIELDS)
                found[name] = Caller(**parts) if whole else replace(draft.caller, **parts)
            else:
                found[name] = read_field(name, value)
        except (ValueError, TypeError):
            continue
    return Draft(**found) if len(found) == len(DRAFT_FIELDS) else replace(draft, **found)
