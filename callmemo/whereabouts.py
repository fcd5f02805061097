"""The board by the door: who is where, said and asked at one desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from callmemo import errors
from callmemo.core import rules
from callmemo.core.memo import tidy_line
from callmemo.core.office import Office
from callmemo.core.presence import STREAM, Presences, body_of, open_end
from callmemo.core.rules import FARTHEST, Problem, Rule
from callmemo.core.vocabulary import Kind, Presence
from callmemo.settings import Settings
from callmemo.store.journal import Plan


def plan(
    person: str,
    state: Presence,
    now: datetime,
    office: Office,
    *,
    since: datetime | None,
    until: datetime | None,
    note: str,
    actor: str,
) -> Plan:
    """Return the event that says where somebody is; raises MemoRefused if it cannot be so."""
    person, note = tidy_line(person), tidy_line(note)
    since = now if since is None else since
    problem = (
        (None if person else Problem(Rule.NAME_MISSING, "person"))
        or rules.unfit({"text": note, "addressee": person})
        or (Problem(Rule.TIME_TOO_FAR, "from") if abs(since - now) > FARTHEST else None)
        or (None if until is None else _unfit_end(since, until, now))
        or _over_already(since, until, now, office)
    )
    if problem is not None:
        raise errors.MemoRefused(problem)
    return Plan(STREAM, actor, Kind.PRESENCE, body_of(person, state, since, until, note))


def _unfit_end(since: datetime, until: datetime, now: datetime) -> Problem | None:
    if until <= since:
        return Problem(Rule.ENDS_TOO_SOON, "until")
    return rules.unfit_time(until, now, "until")


def _over_already(
    since: datetime, until: datetime | None, now: datetime, office: Office
) -> Problem | None:
    end = until or open_end(since, office)
    return None if end > now else Problem(Rule.TIME_IN_PAST, "until" if until else "from")


def names(settings: Settings) -> tuple[str, ...]:
    """Return who is in the office: the members, and whoever sits here."""
    own = (str(settings.my_name),) if settings.my_name else ()
    members: Iterable[str] = (member.name for member in settings.members)
    return tuple(dict.fromkeys((*members, *own)))


def substitute(presences: Presences, person: str, settings: Settings, now: datetime) -> str | None:
    """Suggest who of the members could take a call instead of somebody."""
    departments = {member.name: member.department for member in settings.members}
    return presences.substitute(person, departments, now)
