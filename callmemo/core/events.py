"""What happened to a memo, as unchangeable facts in the journal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, time
from enum import Enum
from types import MappingProxyType
from typing import Any

from callmemo.core.memo import Caller, Draft
from callmemo.core.times import from_utc_text, to_utc_text
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
    def is_known(self) -> bool:
        """Whether this program can fold the event."""
        return self.v <= VERSION and self.kind in _KINDS and "at" in self.body

    def body_text(self) -> str:
        """Return the body as canonical JSON, the same for equal bodies."""
        return json.dumps(dict(self.body), ensure_ascii=False, sort_keys=True)


CALLER_FIELDS = tuple(f.name for f in fields(Caller))
DRAFT_FIELDS = tuple(f.name for f in fields(Draft))

_KINDS = frozenset(kind.value for kind in Kind)

_READERS: Mapping[str, Any] = MappingProxyType(
    {
        "direction": Direction,
        "channel": Channel,
        "request": Request,
        "target": Target,
        "urgency": Urgency,
        "callback_reason": CallbackReason,
        "due_at": from_utc_text,
        "their_closing": time.fromisoformat,
        "caller": lambda parts: Caller(**{k: str(parts.get(k, "")) for k in CALLER_FIELDS}),
        "withheld": bool,
        "complaint": bool,
        "read_back": bool,
    }
)


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
    if value is None:
        return None
    return _READERS.get(name, str)(value)


def write_draft(draft: Draft) -> dict[str, Json]:
    """All fields of a draft as JSON."""
    return {name: write_field(getattr(draft, name)) for name in DRAFT_FIELDS}


def changed_fields(before: Draft, after: Draft) -> dict[str, Json]:
    """Only the fields in which two drafts differ, as JSON of the later one."""
    return {
        name: write_field(getattr(after, name))
        for name in DRAFT_FIELDS
        if getattr(before, name) != getattr(after, name)
    }


def read_fields(body: Mapping[str, Json]) -> dict[str, Any]:
    """Fields of a draft found in JSON; unknown names are left out (a newer program's)."""
    return {name: read_field(name, body[name]) for name in DRAFT_FIELDS if name in body}
