"""Where somebody is, in the words of the office: the same in window, tray, form and CLI."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from types import MappingProxyType
from typing import Final

from callmemo import wording
from callmemo.core.office import Office
from callmemo.core.presence import Entry, Present
from callmemo.core.vocabulary import Presence
from callmemo.labels import label
from callmemo.wording import Tone
from callmemo.words import mark, say

_MIDNIGHT: Final = time()
_BEING: Final[Mapping[Presence, str]] = MappingProxyType(
    {
        Presence.HERE: mark("here"),
        Presence.MEETING: mark("in a meeting"),
        Presence.OUT: mark("out"),
        Presence.GONE_HOME: mark("gone home"),
        Presence.OFF: mark("off"),
    }
)
_TONES: Final[Mapping[Presence, Tone]] = MappingProxyType(
    {Presence.HERE: Tone.DONE, Presence.MEETING: Tone.SOON}
)


def tone(present: Present) -> Tone:
    """Return the colour of the dot: here, back soon, or away."""
    return _TONES.get(present.state, Tone.QUIET)


def short(present: Present, now: datetime, office: Office) -> str:
    """Say the state, and until what hour where that is today."""
    until, today = present.until, office.today(now)
    state = label(present.state)
    if present.is_here or until is None or office.local(until).date() != today:
        return state
    return say("{state} –{time}", state=state, time=wording.clock(until, office))


def being(present: Present, now: datetime, office: Office) -> str:
    """Say where somebody is, as part of a sentence, with day and hour of the end if it is known."""
    state = say(_BEING[present.state])
    if present.until is None or present.is_here:
        return state
    return say("{state} until {time}", state=state, time=wording.moment(present.until, now, office))


def whole(present: Present, now: datetime, office: Office) -> str:
    """Say who is where, all that is known of it."""
    text = say("{name}: {state}", name=present.person, state=being(present, now, office))
    if present.returns_at is not None and present.returns_at != present.until:
        back = wording.moment(present.returns_at, now, office)
        text = say("{text}, back {time}", text=text, time=back)
    return f"{text} — {present.note}" if present.note else text


def planned(entry: Entry, now: datetime, office: Office) -> str:
    """Say what is planned, from when and until when."""
    state, since = label(entry.state), wording.moment(entry.since, now, office)
    if office.local(entry.since).time() == _MIDNIGHT and entry.until is None:
        day = wording.day(office.local(entry.since).date(), office.today(now))
        return say("{day} {state}", day=day, state=state)
    if entry.until is None:
        return say("{state} from {since}", state=state, since=since)
    until = wording.moment(entry.until, now, office)
    if office.local(entry.until).date() == office.local(entry.since).date():
        until = wording.clock(entry.until, office)
    return say("{state} {since}–{until}", state=state, since=since, until=until)


def with_substitute(present: Present, other: str | None, now: datetime, office: Office) -> str:
    """Say that somebody is away, and who is here instead."""
    away = being(present, now, office)
    away = away[:1].upper() + away[1:]
    if other is None:
        return say("{away} — nobody else is here", away=away)
    return say("{away} — {name} is here instead", away=away, name=other)


def then_away(present: Present, due: datetime, now: datetime, office: Office) -> str:
    """Say that somebody will not be here when a call is due."""
    return say(
        "{name} will be away at {time}: {state}",
        name=present.person,
        time=wording.moment(due, now, office),
        state=being(present, due, office),
    )
