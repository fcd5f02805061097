"""Times and people in the words of the office: the same in list, detail, tray and CLI."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from callmemo.core.events import Event, Json
from callmemo.core.memo import Memo
from callmemo.core.office import Office
from callmemo.core.rungs import Rung
from callmemo.core.times import from_utc_text
from callmemo.core.vocabulary import Kind, Mover, Outcome
from callmemo.labels import label
from callmemo.words import language, mark, say, say_count

SOON = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_WEEKDAYS = (
    mark("Mon"),
    mark("Tue"),
    mark("Wed"),
    mark("Thu"),
    mark("Fri"),
    mark("Sat"),
    mark("Sun"),
)


class Tone(StrEnum):
    """What colour stands for: time, and nothing else."""

    LATE = "late"
    SOON = "soon"
    WAITING = "waiting"
    TODAY = "today"
    DONE = "done"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class DueWords:
    """When somebody has to act: a head line, a line below it, and the tone of both."""

    head: str
    below: str
    tone: Tone


def length(span: timedelta) -> str:
    """Say how long: hours and minutes, from a day on only days; never less than nothing."""
    span = max(span, timedelta())
    if span >= _DAY:
        return say("{days} d", days=span // _DAY)
    hours, minutes = divmod(span // _MINUTE, 60)
    if not hours:
        return say("{minutes} min", minutes=minutes)
    if not minutes:
        return say("{hours} h", hours=hours)
    return say("{hours} h {minutes} min", hours=hours, minutes=minutes)


def clock(moment: datetime, office: Office) -> str:
    """Say the hour as the office's clock shows it: 9:05."""
    local = office.local(moment)
    return f"{local.hour}:{local.minute:02d}"


def weekday_name(number: int) -> str:
    """Say a weekday in short, Monday being 1."""
    return say(_WEEKDAYS[number - 1])


def day(when: date, today: date) -> str:
    """Say which day, seen from today."""
    ahead = (when - today).days
    match ahead:
        case -1:
            return say("yesterday")
        case 0:
            return say("today")
        case 1:
            return say("tomorrow")
    short = f"{when.month}/{when.day}"
    weekday = weekday_name(when.isoweekday())
    if when.year != today.year:
        short = f"{when.year}/{short}"
    return say("{weekday} {date}", date=short, weekday=weekday)


def moment(when: datetime, now: datetime, office: Office) -> str:
    """Say day and hour; the day is left out where it is today."""
    hour = clock(when, office)
    when_day, today = office.local(when).date(), office.today(now)
    return hour if when_day == today else f"{day(when_day, today)} {hour}"


def due_time(at: datetime, now: datetime, office: Office) -> str:
    """Say day and hour, the day also where it is today: a promise is read back in full."""
    return f"{day(office.local(at).date(), office.today(now))} {clock(at, office)}"


def due(memo: Memo, now: datetime, office: Office) -> DueWords:
    """Say when somebody has to act on this memo."""
    if not memo.is_open:
        closed = memo.closed_at or memo.taken_at
        return DueWords(label(memo.status), moment(closed, now, office), Tone.DONE)
    at = memo.due_at
    if at is None or memo.next_mover is Mover.NOBODY:
        return DueWords(label(memo.status), label(memo.draft.request), Tone.QUIET)
    return _owed(at, memo.next_mover, now, office)


def _owed(at: datetime, mover: Mover, now: datetime, office: Office) -> DueWords:
    by = say("by {time}", time=moment(at, now, office))
    if at < now:
        late = length(max(now - at, _MINUTE))
        return DueWords(say("{length} late", length=late), by, Tone.LATE)
    if mover is Mover.THEM:
        check = say("check at {time}", time=moment(at, now, office))
        return DueWords(say("Awaiting call"), check, Tone.WAITING)
    if at - now <= SOON:
        ahead = length(max(at - now + _MINUTE / 2, _MINUTE))
        return DueWords(say("in {length}", length=ahead), by, Tone.SOON)
    if office.local(at).date() == office.today(now):
        by = say("by {time}", time=clock(at, office))
        return DueWords(by, say("within today"), Tone.TODAY)
    when = day(office.local(at).date(), office.today(now))
    return DueWords(when, say("by {time}", time=clock(at, office)), Tone.QUIET)


def person(name: str) -> str:
    """A name with the honorific of the language."""
    return f"{name} 様" if language() == "ja" else name


def caller(memo: Memo) -> str:
    """Who the memo is about: the name, else the company, else a number, else 'unknown'."""
    who = memo.draft.caller
    if who.name or who.kana:
        return person(who.name or who.kana)
    if who.company:
        return person(who.company)
    if memo.draft.withheld:
        return say("Number withheld")
    return memo.draft.dial_number or who.extension or say("Unknown caller")


def organisation(memo: Memo) -> str:
    """Company and department, as far as they are not said by `caller` already."""
    who = memo.draft.caller
    company = who.company if who.name or who.kana else ""
    return " ".join(part for part in (company, who.department) if part)


def topic(memo: Memo) -> str:
    """One line that says what it is about: subject, else message, else the request."""
    draft = memo.draft
    text = draft.subject or draft.body or draft.urgent_reason
    return " ".join(text.split()) or label(draft.request, direction=draft.direction)


def carried() -> str:
    """Mark what was carried over."""
    return say("Carried")


def called_again(memo: Memo) -> str:
    """Say how often they have called about it."""
    return say("{count} calls", count=memo.calls)


def in_vain(memo: Memo) -> str:
    """Say how many calls have reached nobody."""
    return say_count("{count} call in vain", "{count} calls in vain", memo.attempts)


_HAPPENED: Mapping[str, str] = MappingProxyType(
    {
        Kind.AMENDED: mark("{who} corrected it"),
        Kind.CONFIRMED: mark("{who} has read it"),
        Kind.NOTE: mark("{who}: {text}"),
        Kind.SNOOZED: mark("{who} wants a reminder at {time}"),
        Kind.HANDED_OVER: mark("{who} handed it to {to}"),
        Kind.ON_HOLD: mark("{who} put it on hold"),
        Kind.FINISHED: mark("{who} finished it"),
        Kind.NOT_NEEDED: mark("{who}: no callback needed"),
        Kind.CANCELLED: mark("{who} withdrew it"),
        Kind.REOPENED: mark("{who} reopened it"),
        Kind.UNDONE: mark("{who} took back: {what}"),
        Kind.NUDGED: mark("Reminder given"),
        Kind.NUDGE_SEEN: mark("{who} saw the reminder"),
        Kind.CARRIED: mark("{who} carried it over to {time}"),
        Kind.RETRY_SET: mark("{who} will try again at {time}"),
        Kind.CALLED_AGAIN: mark("They called again; {who} answered"),
    }
)

_NUDGED: Mapping[str, str] = MappingProxyType(
    {
        Rung.DUE: mark("The time came. Reminder given"),
        Rung.SNOOZED: mark("Reminder given again, as asked"),
        Rung.CLOSING: mark("Reminder before closing given"),
    }
)


def happened(event: Event, now: datetime, office: Office) -> str:
    """One line of the history; of an event that cannot be read, what kind it is."""
    try:
        return _happened(event, now, office)
    except (KeyError, ValueError, TypeError):
        return _kind_label(event.kind)


def _happened(event: Event, now: datetime, office: Office) -> str:
    body = event.body
    who = event.actor or say("Somebody")
    text = str(body.get("text", ""))
    tail = f" — {text}" if text and event.kind != Kind.NOTE else ""
    if event.kind == Kind.TAKEN:
        return _taken(str(body.get("taken_by") or who), str(body.get("addressee") or ""))
    if event.kind == Kind.ATTEMPT:
        return _attempted(who, Outcome(body["outcome"])) + _again(body, now, office) + tail
    blanks = {"who": who, "text": text}
    if event.kind in {Kind.SNOOZED, Kind.CARRIED, Kind.RETRY_SET}:
        blanks["time"] = moment(from_utc_text(body["until"]), now, office)
    if event.kind == Kind.HANDED_OVER:
        blanks["to"] = str(body["addressee"])
    if event.kind == Kind.UNDONE:
        blanks["what"] = _kind_label(str(body["kind"]))
    if event.kind == Kind.NUDGED:
        return say(_NUDGED.get(str(body.get("rung")), _HAPPENED[event.kind]))
    return say(_HAPPENED[event.kind], **blanks) + tail


def _taken(who: str, to: str) -> str:
    if to:
        return say("{who} took it down for {to}", who=who, to=to)
    return say("{who} took it down", who=who)


def _attempted(who: str, outcome: Outcome) -> str:
    if outcome is Outcome.THEY_CALLED:
        return say("They called; {who} answered", who=who)
    return say("{who} called: {outcome}", who=who, outcome=label(outcome))


def _again(body: Mapping[str, Json], now: datetime, office: Office) -> str:
    if not body.get("retry_at"):
        return ""
    return say(" (again at {time})", time=moment(from_utc_text(body["retry_at"]), now, office))


def _kind_label(kind: str) -> str:
    """What people call this kind of event; a newer program's kind has only its identifier."""
    return label(Kind(kind)) if kind in set(Kind) else kind
