"""Who is where (在席), as pure functions of what was said, the office's hours and `now`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from callmemo.core.calendar import Calendar
from callmemo.core.events import Event
from callmemo.core.fold import in_order, undone_ids
from callmemo.core.memo import tidy_line
from callmemo.core.times import from_utc_text, to_utc_text
from callmemo.core.vocabulary import Kind, Presence

STREAM: Final = "presence"
"""What stands in place of a memo's id in events about people."""

_DAY: Final = timedelta(days=1)
_LONGEST_REST: Final = 120
"""Days: no office is closed for longer."""
Departments = Mapping[str, str]
"""The members of the office by name, in their order, each with the department (or "")."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was said once about where somebody is, from when and until when (None: not said).

    `order` is that of the event which said it: of two that hold at one time the later counts.
    """

    event_id: str
    order: tuple[int, str]
    person: str
    state: Presence
    since: datetime
    until: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Present:
    """Where somebody is at one moment.

    `until` is when they said that this ends, `returns_at` when they can be expected at their
    place again: at the latest when the office opens next. Both are None for those who are here
    as usual.
    """

    person: str
    state: Presence = Presence.HERE
    since: datetime | None = None
    until: datetime | None = None
    returns_at: datetime | None = None
    note: str = ""

    @property
    def is_here(self) -> bool:
        """Whether they are at their place."""
        return self.state is Presence.HERE


def body_of(
    person: str, state: Presence, since: datetime, until: datetime | None, note: str
) -> dict[str, Any]:
    """Return the body of the event that says where somebody is."""
    return {
        "person": person,
        "state": state.value,
        "from": to_utc_text(since),
        "until": None if until is None else to_utc_text(until),
        "text": note,
    }


def read_entry(event: Event) -> Entry | None:
    """Read an event about somebody; None where it says nothing that this program can use."""
    body = event.body
    if event.kind != Kind.PRESENCE or event.memo_id != STREAM or not event.is_known:
        return None
    try:
        until = body.get("until")
        entry = Entry(
            event_id=event.event_id,
            order=event.order,
            person=_text(body["person"]),
            state=Presence(body["state"]),
            since=from_utc_text(_text(body["from"])),
            until=None if until is None else from_utc_text(_text(until)),
            note=_text(body.get("text", "")),
        )
    except (KeyError, ValueError, TypeError):
        return None
    ends_before = entry.until is not None and entry.until <= entry.since
    return None if not entry.person or ends_before else entry


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    value.encode("utf-8")
    return tidy_line(value)


def entries(events: Iterable[Event]) -> tuple[Entry, ...]:
    """Return what was said and not taken back, in its order; the same in any order of arrival."""
    ordered = in_order(events)
    undone = undone_ids(ordered)
    read = (read_entry(event) for event in ordered if event.event_id not in undone)
    return tuple(entry for entry in read if entry is not None)


def open_end(since: datetime, calendar: Calendar) -> datetime:
    """Whatever nobody has ended is over when the office opens on its next working day."""
    return calendar.opening(calendar.next_workday(calendar.today(since))).astimezone(UTC)


def open_since(now: datetime, calendar: Calendar) -> datetime:
    """Return since when something without an end must have begun to hold still at `now`."""
    day = calendar.today(now)
    for _ in range(_LONGEST_REST):
        before = calendar.day_bounds(day - _DAY)[0]
        if open_end(before, calendar) <= now:
            break
        day -= _DAY
    return calendar.day_bounds(day)[0].astimezone(UTC)


class Presences:
    """Who is where, and when they are back, as far as somebody has said so."""

    def __init__(self, said: Iterable[Entry], calendar: Calendar) -> None:
        """Take what was said; it may be in any order, and hold entries that are over."""
        self._said: dict[str, list[_Span]] = {}
        for entry in said:
            end = entry.until or open_end(entry.since, calendar)
            self._said.setdefault(entry.person, []).append(_Span(entry, end))

    @property
    def people(self) -> tuple[str, ...]:
        """Those of whom anything was said."""
        return tuple(sorted(self._said))

    def of(self, person: str, now: datetime) -> Present:
        """Where somebody is; of whom nothing is said, they are here."""
        spans = self._said.get(person, [])
        holding = _holding(spans, now)
        if holding is None:
            return Present(person)
        entry = holding.entry
        until, returns_at = entry.until, None
        if entry.state is not Presence.HERE:
            returns_at = _return(spans, now)
            # They may be back sooner than they said, and one absence may follow upon another.
            until = min(until, returns_at) if until and returns_at else None
        return Present(person, entry.state, entry.since, until, returns_at, entry.note)

    def away(self, person: str, now: datetime) -> datetime | None:
        """Return when somebody who is not here is expected back; None for those who are here."""
        return self.of(person, now).returns_at

    def away_now(self, now: datetime) -> Mapping[str, datetime]:
        """Everybody who is not here, with when they are expected back."""
        found = {person: self.away(person, now) for person in self.people}
        return MappingProxyType({name: at for name, at in found.items() if at is not None})

    def everyone(self, names: Iterable[str], now: datetime) -> dict[str, Present]:
        """Where these people are, in their order, and after them whoever else is not here."""
        wanted = dict.fromkeys((*(name for name in names if name), *self.away_now(now)))
        return {name: self.of(name, now) for name in wanted}

    def plans(self, person: str, now: datetime) -> tuple[Entry, ...]:
        """What was said of somebody for later than now, by its beginning."""
        later = [span.entry for span in self._said.get(person, []) if span.entry.since > now]
        return tuple(sorted(later, key=lambda entry: (entry.since, entry.order)))

    def substitute(self, person: str, members: Departments, now: datetime) -> str | None:
        """Suggest who could take a call instead: a member who is here, the nearest first."""
        own = members.get(person, "")
        here = [name for name in members if name != person and self.of(name, now).is_here]
        near = [name for name in here if own and members[name] == own]
        return next(iter([*near, *here]), None)


@dataclass(frozen=True, slots=True)
class _Span:
    entry: Entry
    end: datetime

    def holds(self, now: datetime) -> bool:
        return self.entry.since <= now < self.end


def _holding(spans: list[_Span], now: datetime) -> _Span | None:
    """Return the span that counts: of those that hold, what was said last.

    Who says only that they are here again does not call off what was planned for later on.
    """
    held = [span for span in spans if span.holds(now)]
    latest = max((span.entry.since for span in held), default=now)
    counting = [
        span
        for span in held
        if span.entry.state is not Presence.HERE
        or span.entry.until is not None
        or span.entry.since >= latest
    ]
    return max(counting, key=lambda span: span.entry.order, default=None)


def _return(spans: list[_Span], now: datetime) -> datetime | None:
    """Return the first moment at which they are here again."""
    edges = {edge for span in spans for edge in (span.entry.since, span.end) if edge > now}
    for edge in sorted(edges):
        then = _holding(spans, edge)
        if then is None or then.entry.state is Presence.HERE:
            return edge
    return None
