"""Who is where, on the command line: what is said about people, and what is asked."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from callmemo import errors, presence_words, whereabouts
from callmemo.cli.render import table
from callmemo.cli.times import read_clock, read_day, read_moment
from callmemo.core.memo import tidy_line
from callmemo.core.office import Office
from callmemo.core.presence import Entry, Present
from callmemo.core.times import to_local_text
from callmemo.core.vocabulary import Presence
from callmemo.desk import Desk
from callmemo.words import say


@dataclass(frozen=True, slots=True)
class Said:
    """What the words of the command line say: of whom, and perhaps where they are and when."""

    person: str
    state: Presence | None
    since: datetime | None
    until: datetime | None


def read_said(args: Namespace, desk: Desk, now: datetime) -> Said:
    """Read the words of the command; raises NotUnderstood for a name or time that is none."""
    name, state, office = args.name or "", args.state, desk.office
    if state is None and name in set(Presence):
        # Only a state is said of oneself.
        name, state = desk.me, name
    day = None if args.day is None else read_day(args.day, now, office)
    since, until = (_moment(text, day, now, office) for text in (args.since, args.until))
    if since is None and day is not None and day != office.today(now):
        since = office.day_bounds(day)[0]
    person = _known(tidy_line(name), desk, now)
    return Said(person, None if state is None else Presence(state), since, until)


def _moment(text: str | None, day: date | None, now: datetime, office: Office) -> datetime | None:
    if text is None:
        return None
    if day is not None:
        try:
            return office.at(day, read_clock(text))
        except errors.NotUnderstood:
            pass
    return read_moment(text, now, office)


def _known(name: str, desk: Desk, now: datetime) -> str:
    """Refuse a name that nobody here has: a slip of the keyboard would be a new colleague."""
    names = whereabouts.names(desk.settings)
    if name and desk.settings.members and name not in {*names, *desk.presence(now)}:
        raise errors.NotUnderstood(name, "、".join(names[:3]))
    return name


def people_lines(desk: Desk, people: Iterable[str], now: datetime) -> list[str]:
    """Who is where, and below each what is planned for later."""
    board, office = desk.presences(now), desk.office
    rows = []
    for person in people:
        present = board.of(person, now)
        rows.append([person, presence_words.being(present, now, office), present.note])
        rows += [
            ["", presence_words.planned(entry, now, office), entry.note]
            for entry in board.plans(person, now)
        ]
    return table(rows) or [say("Nobody is known here yet. Enter the members in the settings.")]


def people_objects(desk: Desk, people: Iterable[str], now: datetime) -> list[dict[str, Any]]:
    """Who is where, for other programs; times in the office's zone, with offset."""
    board, office = desk.presences(now), desk.office
    return [
        {
            **_present_object(board.of(person, now), office),
            "substitute": whereabouts.substitute(board, person, desk.settings, now),
            "plans": [_plan_object(entry, office) for entry in board.plans(person, now)],
        }
        for person in people
    ]


def _present_object(present: Present, office: Office) -> dict[str, Any]:
    return {
        "person": present.person,
        "state": present.state.value,
        "since": _written(present.since, office),
        "until": _written(present.until, office),
        "returns_at": _written(present.returns_at, office),
        "note": present.note,
    }


def _plan_object(entry: Entry, office: Office) -> dict[str, Any]:
    return {
        "state": entry.state.value,
        "since": _written(entry.since, office),
        "until": _written(entry.until, office),
        "note": entry.note,
    }


def _written(moment: datetime | None, office: Office) -> str | None:
    return None if moment is None else to_local_text(moment, office.zone)
