"""Times and people in the words of the office: the same in list, detail, tray and CLI."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from callmemo.core.events import Event
from callmemo.core.memo import Memo
from callmemo.core.office import Office
from callmemo.core.promises import Question, Understood
from callmemo.core.times import from_utc_text
from callmemo.core.vocabulary import Kind, Mover, Outcome
from callmemo.labels import label
from callmemo.words import language, mark, say

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


_QUESTIONS = {
    Question.PAST: mark("{time} has already passed. When is meant?"),
    Question.AMBIGUOUS: mark("Is {time} meant?"),
    Question.OUTSIDE_HOURS: mark("{time} is outside opening hours. Keep it?"),
}


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
    """Say how long: minutes up to two hours and a day, then days; never less than 0."""
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


def question(found: Understood, now: datetime, office: Office) -> str:
    """Ask what a promise left open, before its time is used; empty if it left nothing open."""
    if found.question is None:
        return ""
    if found.due_at is None:
        return say("No time was understood. Please choose one.")
    time = due_time(found.due_at, now, office)
    if found.question is Question.AMBIGUOUS and found.instead is not None:
        other = due_time(found.instead, now, office)
        return say("Is {time} meant, or {other}?", time=time, other=other)
    if found.question is Question.UNCLEAR:
        return say("Is {time} meant? Not understood: {rest}", time=time, rest=found.rest)
    return say(_QUESTIONS[found.question], time=time)


def due(memo: Memo, now: datetime, office: Office) -> DueWords:
    """Say when somebody has to act on this memo."""
    if not memo.is_open:
        closed = memo.closed_at or memo.taken_at
        return DueWords(label(memo.status), moment(closed, now, office), Tone.DONE)
    at = memo.due_at
    mover = memo.next_mover
    if at is None or mover is Mover.NOBODY:
        return DueWords(label(memo.status), label(memo.draft.request), Tone.QUIET)
    by = say("by {time}", time=moment(at, now, office))
    if at < now:
        return DueWords(say("{length} late", length=length(now - at)), by, Tone.LATE)
    if mover is Mover.THEM:
        check = say("check at {time}", time=moment(at, now, office))
        return DueWords(say("Awaiting call"), check, Tone.WAITING)
    if at - now <= SOON:
        return DueWords(say("in {length}", length=length(at - now + _MINUTE / 2)), by, Tone.SOON)
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


def happened(event: Event, now: datetime, office: Office) -> str:
    """One line of the history."""
    body = event.body
    who = event.actor or say("Somebody")
    text = str(body.get("text", ""))
    tail = f" — {text}" if text else ""
    match event.kind:
        case Kind.TAKEN:
            taker = str(body.get("taken_by") or "") or who
            to = str(body.get("addressee") or "")
            if to:
                return say("{who} took it down for {to}", who=taker, to=to)
            return say("{who} took it down", who=taker)
        case Kind.AMENDED:
            return say("{who} corrected it", who=who)
        case Kind.CONFIRMED:
            return say("{who} has read it", who=who)
        case Kind.ATTEMPT:
            outcome = label(Outcome(str(body["outcome"])))
            line = say("{who} called: {outcome}", who=who, outcome=outcome)
            if body.get("outcome") == Outcome.THEY_CALLED:
                line = say("They called; {who} answered", who=who)
            if body.get("retry_at"):
                at = moment(from_utc_text(str(body["retry_at"])), now, office)
                line += say(" (again at {time})", time=at)
            return line + tail
        case Kind.NOTE:
            return say("{who}: {text}", who=who, text=text)
        case Kind.SNOOZED:
            until = moment(from_utc_text(str(body["until"])), now, office)
            return say("{who} wants a reminder at {time}", who=who, time=until) + tail
        case Kind.HANDED_OVER:
            return say("{who} handed it to {to}", who=who, to=str(body["addressee"])) + tail
        case Kind.ON_HOLD:
            return say("{who} put it on hold", who=who) + tail
        case Kind.FINISHED:
            return say("{who} finished it", who=who) + tail
        case Kind.NOT_NEEDED:
            return say("{who}: no callback needed", who=who) + tail
        case Kind.CANCELLED:
            return say("{who} withdrew it", who=who) + tail
        case Kind.REOPENED:
            return say("{who} reopened it", who=who) + tail
        case Kind.UNDONE:
            undone = label(Kind(str(body.get("kind", Kind.NOTE))))
            return say("{who} took back: {what}", who=who, what=undone)
        case Kind.NUDGED:
            return say("Reminder given")
        case _:
            return str(event.kind)
