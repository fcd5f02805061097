"""When to call again after a call that found nobody: a few good moments, as a pure function."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from callmemo.core.memo import Draft
from callmemo.core.office import Office
from callmemo.core.vocabulary import Outcome

QUIET_BEFORE_CLOSING: Final = timedelta(minutes=30)
"""Nobody likes to be called in the last half hour before they go home."""
MOST: Final = 4
_SOON: Final = timedelta(minutes=10)
_LATER: Final = timedelta(hours=1)
_LEAST: Final = timedelta(minutes=10)
"""Sooner than this after an attempt it is the same attempt."""
_STEP: Final = timedelta(minutes=5)
_DAYS: Final = 7
_NOON: Final = 12
_MIDNIGHT: Final = 24
_EVENING: Final = time(16)


class Why(StrEnum):
    """What speaks for a moment."""

    REACHABLE = "reachable"
    SOON = "soon"
    LATER = "later"
    AFTER_LUNCH = "after_lunch"
    MORNING = "morning"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A moment at which to call again."""

    at: datetime
    why: Why


def suggest(draft: Draft, outcome: Outcome, now: datetime, office: Office) -> list[Suggestion]:
    """Return the best moments to call again, those that they named first, then by time.

    All are later than `now`, inside our hours and theirs, not at lunch and not in the last half
    hour before closing. There is none where the office leaves no such time.
    """
    now = now.astimezone(UTC)
    found = [
        Suggestion(at, why)
        for why, at in _wishes(draft, outcome, now, office)
        if at is not None and at > now
    ]
    first = {suggestion.at: suggestion for suggestion in reversed(found)}
    ordered = sorted(first.values(), key=lambda s: (s.why is not Why.REACHABLE, s.at))
    return ordered[:MOST]


def may_be_called(moment: datetime, draft: Draft, office: Office) -> bool:
    """Whether a call at this moment would be welcome."""
    spans = _spans(office.today(moment), draft, office)
    return any(start <= moment < end for start, end in spans)


def _wishes(
    draft: Draft, outcome: Outcome, now: datetime, office: Office
) -> Iterator[tuple[Why, datetime | None]]:
    yield Why.REACHABLE, _when_reachable(draft, now, office)
    if outcome is Outcome.BUSY:
        yield Why.SOON, _same_day(_even(now + _SOON), now, draft, office)
    yield Why.LATER, _same_day(_even(now + _LATER), now, draft, office)
    today = office.today(now)
    after_lunch = office.at(today, office.lunch_until).astimezone(UTC)
    if office.lunch_from < office.lunch_until:
        yield Why.AFTER_LUNCH, _same_day(after_lunch, now, draft, office)
    morning = _spans(office.next_workday(today), draft, office)
    yield Why.MORNING, morning[0][0] if morning else None


def _same_day(at: datetime, now: datetime, draft: Draft, office: Office) -> datetime | None:
    """Return the first welcome moment from then on, if today has one."""
    today = office.today(now)
    return next((max(s, at) for s, e in _spans(today, draft, office) if max(s, at) < e), None)


def _when_reachable(draft: Draft, now: datetime, office: Office) -> datetime | None:
    """Return the next welcome moment within the hours that they named."""
    named = reachable_hours(draft.reachable, office)
    if not named:
        return None
    earliest = _even(now + _LEAST)
    for days in range(_DAYS):
        day = office.today(now) + timedelta(days=days)
        fitting = [
            max(start, office.at(day, begin).astimezone(UTC), earliest)
            for start, end in _spans(day, draft, office)
            for begin, until in named
            if max(start, office.at(day, begin).astimezone(UTC), earliest)
            < min(end, office.at(day, until).astimezone(UTC))
        ]
        if fitting:
            return min(fitting)
    return None


def _spans(day: date, draft: Draft, office: Office) -> list[tuple[datetime, datetime]]:
    """Spans of this day in which a call is welcome, in UTC, without their end."""
    if not office.is_workday(day):
        return []
    last = office.closing(day).astimezone(UTC)
    if draft.their_closing is not None:
        last = min(last, office.at(day, draft.their_closing).astimezone(UTC))
    last -= QUIET_BEFORE_CLOSING
    clipped = [(start, min(end, last)) for start, end in office.working_spans(day)]
    return [(start, end) for start, end in clipped if start < end]


def _even(moment: datetime) -> datetime:
    """Round up to five minutes: nobody plans a call for 14:23."""
    over = timedelta(minutes=moment.minute % 5, seconds=moment.second)
    over += timedelta(microseconds=moment.microsecond)
    return moment if not over else moment - over + _STEP


# Their hours, in words

_CLOCK: Final = (
    r"(?P<{n}half>午前|午後|am|pm)?\s*(?P<{n}hour>\d{{1,2}})"
    r"(?:(?P<{n}sign>[:時])(?P<{n}minute>\d{{1,2}}|半)?分?)?(?P<{n}oclock>時)?"
)
_RANGE: Final = re.compile(
    _CLOCK.format(n="a") + r"\s*(?:[-~ー−–―〜]|から)\s*" + _CLOCK.format(n="b")
)
_SINGLE: Final = re.compile(
    r"(?P<before>after|from|until|before|by)?\s*"
    + _CLOCK.format(n="a")
    + r"\s*(?P<behind>以降|から|過ぎ|すぎ|より後|まで|以前|前|[-~〜])?"
)
_UNSURE: Final = re.compile(
    r"除|以外|不可|避|ない|NG|not|[月火水木金土日]曜|\d\s*[/月]\s*\d|明|週|祝"
)
"""What says when they are *not* there, or on which day, is not read at all."""
_FROM: Final = frozenset(
    {"after", "from", "以降", "から", "過ぎ", "すぎ", "より後", "-", "~", "〜"}
)
_UNTIL: Final = frozenset({"until", "before", "by", "まで", "以前", "前"})
_EARLY: Final = 7
"""Up to this hour, an hour without a half of the day is meant in the afternoon."""

Span = tuple[time, time]


def reachable_hours(text: str, office: Office) -> list[Span]:
    """Read the hours at which they can be reached, as far as they are plainly said.

    What is not understood gives nothing rather than something wrong.

    >>> from datetime import timezone
    >>> reachable_hours("10時〜12時", Office(timezone.utc))
    [(datetime.time(10, 0), datetime.time(12, 0))]
    """
    said = unicodedata.normalize("NFKC", text).casefold()
    if not said.strip() or _UNSURE.search(said):
        return []
    opens, closes = office.opens, office.closes
    found: list[Span] = []
    for match in _RANGE.finditer(said):
        begin, end = _time(match, "a"), _time(match, "b", after=_time(match, "a"))
        if begin is not None and end is not None:
            found.append((begin, end))
    rest = _RANGE.sub(" ", said)
    for match in _SINGLE.finditer(rest):
        word = match["behind"] or match["before"]
        at = _time(match, "a") if match["asign"] or match["ahalf"] else None
        if at is not None and word in _FROM:
            found.append((at, closes))
        elif at is not None and word in _UNTIL:
            found.append((opens, at))
    rest = _SINGLE.sub(" ", rest)
    if "午前" in rest:
        found.append((opens, time(_NOON)))
    if "午後" in rest:
        found.append((time(_NOON), closes))
    if "夕方" in rest:
        found.append((_EVENING, closes))
    return [(begin, end) for begin, end in found if begin < end]


def _time(match: re.Match[str], part: str, after: time | None = None) -> time | None:
    """Read one clock; the second of a range lies after the first."""
    hour, half = int(match[f"{part}hour"]), match[f"{part}half"]
    typed = match[f"{part}minute"]
    minute = 30 if typed == "半" else int(typed or 0)
    if half in {"午後", "pm"} and hour < _NOON:
        hour += _NOON
    elif half is None and (hour <= _EARLY or (after is not None and hour <= after.hour)):
        hour += _NOON if hour < _NOON else 0
    return time(hour, minute) if hour < _MIDNIGHT and minute < 60 else None  # noqa: PLR2004 - a clock
