"""From a promise in words to the time at which it is due; what is not sure is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from callmemo.core.office import URGENT_WITHIN, Office
from callmemo.core.promise_days import Day, dates
from callmemo.core.promise_words import (
    DAYS,
    TIMES,
    DaysAhead,
    EdgeOf,
    Half,
    Hour,
    PartOfDay,
    Sign,
    Token,
    Weekday,
    Within,
    plain,
    read,
)
from callmemo.core.rules import FARTHEST

LONGEST: Final = 200
"""Characters that are read; a promise is a few words."""
_NOON: Final = time(12, 0)
_AFTER_NOON: Final = time(13, 0)
_EVENING: Final = time(17, 0)
_DAY: Final = timedelta(days=1)
_HALF: Final = 12
"""Hours of half a day."""
_AFTERNOON_HOURS: Final = range(1, 6)
_RANGE: Final = frozenset({Sign.FROM, Sign.UNTIL})
_UNSURE: Final = frozenset({*_RANGE, Sign.NOT_BEFORE, Sign.WHENEVER})
"""Signs that leave open by when; those between the two ends of a range are gone by then."""


class Question(StrEnum):
    """What has to be asked before the time may be used."""

    PAST = "past"
    AMBIGUOUS = "ambiguous"
    UNCLEAR = "unclear"
    OUTSIDE_HOURS = "outside_hours"


@dataclass(frozen=True, slots=True)
class Understood:
    """What a promise means.

    `due_at` (UTC) is None where no time follows: nothing was said, or 戻り次第 and the like
    (`question` is None then), or nothing was understood. Where something has to be asked,
    `instead` is what can be offered beside it. `rest` holds the words not understood.
    `outside` tells that the office is closed at that time, whatever else has to be asked.
    """

    text: str
    due_at: datetime | None = None
    question: Question | None = None
    instead: datetime | None = None
    rest: str = ""
    outside: bool = False

    @property
    def settled(self) -> datetime | None:
        """The time that may be used unasked; one outside opening hours is only marked."""
        return self.due_at if self.question in {None, Question.OUTSIDE_HOURS} else None


def understand(
    text: str, now: datetime, office: Office, *, their_closing: time | None = None
) -> Understood:
    """Read a promise as it was spoken at `now` (aware).

    Never raises, whatever the text, and never gives a time that has passed without a question.
    """
    spoken = plain(text)
    if not spoken:
        return Understood(text)
    tokens, rest = read(spoken[:LONGEST])
    rest += spoken[LONGEST:]
    reading = _Reading(now.astimezone(UTC), office, their_closing)
    times, sure = reading.times(tokens)
    if times:
        return reading.judge(text, rest, times, sure=sure)
    if Sign.WHENEVER in tokens:
        return Understood(text, rest=rest)
    return Understood(text, question=Question.UNCLEAR, rest=rest or spoken)


class _Reading:
    """One promise, seen from the moment and the office in which it was made."""

    def __init__(self, now: datetime, office: Office, their_closing: time | None) -> None:
        self._now = now
        self._office = office
        self._today = office.today(now)
        self._their_closing = their_closing

    def times(self, tokens: list[Token]) -> tuple[list[datetime], bool]:
        """Find the times that can be meant, the likeliest first, and whether all is clear."""
        tokens = _without_starts_of_ranges(tokens)
        hours = [token for token in tokens if isinstance(token, TIMES)]
        days = [token for token in tokens if isinstance(token, DAYS)]
        spans = [token.span for token in tokens if isinstance(token, Within)]
        minute = self._now.replace(second=0, microsecond=0)
        found = [minute + span for span in spans if span <= FARTHEST]
        sure = not any(token in _UNSURE for token in tokens)
        if hours or (days and not (spans and days == [DaysAhead(0)])):
            named, agreed = self._named(days)
            whole = any(isinstance(day, EdgeOf) and day.whole for day in days)
            sure = sure and agreed and not (hours and whole)
            found += [at for day in named for at in self._on(day, hours)]
        if not found and Sign.AT_ONCE in tokens:
            found, sure = [minute + URGENT_WITHIN], False
        elif found and not sure:
            # 15時以降: when that day ends, at the latest.
            found.append(self._end(self._office.today(found[0])))
        return list(dict.fromkeys(found)), sure

    def judge(self, text: str, rest: str, times: list[datetime], *, sure: bool) -> Understood:
        """Choose among the times that can be meant, and find what has to be asked."""
        ahead = [at for at in times if at > self._now]
        due = (ahead or times)[0]
        outside = not self._is_within_hours(due)
        instead: datetime | None
        if not ahead:
            question, instead = Question.PAST, self._same_hour(self._today, due)
        elif len(times) > 1 or not sure:
            question, instead = Question.AMBIGUOUS, next(iter(ahead[1:]), None)
        elif rest:
            question, instead = Question.UNCLEAR, None
        elif outside:
            question, instead = Question.OUTSIDE_HOURS, self._moved_into_hours(due)
        else:
            return Understood(text, due)
        return Understood(text, due, question, instead, rest, outside)

    def _named(self, days: list[Day]) -> tuple[list[date], bool]:
        """Return the dates that were named, and whether a weekday said beside them agrees."""
        if not days:
            return [self._today], True
        beside = [day for day in days if isinstance(day, Weekday) and day.weeks is None]
        others = [day for day in days if day not in beside]
        found = self._all_dates(others)
        said = {day.weekday for day in beside}
        if others and all({each.isoweekday()} == said for each in found):
            return found, True
        return found + self._all_dates(beside), not (others and beside)

    def _all_dates(self, days: Sequence[Day]) -> list[date]:
        return [each for day in days for each in dates(day, self._today, self._office)]

    def _on(self, day: date, hours: list[Hour | PartOfDay]) -> list[datetime]:
        """Return the moments of this day that can be meant; without an hour its end."""
        if not hours:
            return [self._end(day)]
        return [
            at
            for hour in hours
            for at in (self._clock(day, hour) if isinstance(hour, Hour) else self._part(day, hour))
        ]

    def _clock(self, day: date, hour: Hour) -> list[datetime]:
        """Return the moment of an hour; 3時 is in the half of the day in which we are open."""
        found = [self._at(day, clock, hour.minute) for clock in _hours(hour)]
        if len(found) == 1:
            return found
        within = [at for at in found if self._is_within(at, day)]
        ahead = [at for at in within or found if at > self._now]
        return ahead or within or found[-1:]

    def _part(self, day: date, part: PartOfDay) -> list[datetime]:
        office = self._office
        has_lunch = office.lunch_from < office.lunch_until
        match part:
            case PartOfDay.MORNING:
                return [office.opening(day).astimezone(UTC)]
            case PartOfDay.NOON:
                return [self._when(day, _NOON)]
            case PartOfDay.LUNCH if has_lunch:
                return [self._when(day, office.lunch_from), self._when(day, office.lunch_until)]
            case PartOfDay.LUNCH | PartOfDay.AFTER_LUNCH:
                return [self._when(day, office.lunch_until if has_lunch else _AFTER_NOON)]
            case PartOfDay.EVENING:
                return [min(self._when(day, _EVENING), self._end(day))]
            case PartOfDay.AFTERNOON | PartOfDay.END:
                return [self._end(day)]

    def _when(self, day: date, clock: time) -> datetime:
        return self._office.at(day, clock).astimezone(UTC)

    def _at(self, day: date, hour: int, minute: int) -> datetime:
        days, clock = divmod(hour, 2 * _HALF)
        return self._when(day + days * _DAY, time(clock, minute))

    def _end(self, day: date) -> datetime:
        """When the day ends: the earlier of our closing and theirs.

        Who closes before we open closes after midnight.
        """
        ours = self._office.closing(day).astimezone(UTC)
        if self._their_closing is None:
            return ours
        theirs = self._when(day, self._their_closing)
        return theirs if self._office.opening(day) < theirs < ours else ours

    def _is_within(self, at: datetime, day: date) -> bool:
        """Whether a moment lies in the hours of this day, or those that it would have."""
        return self._office.opening(day) <= at <= self._office.closing(day)

    def _is_within_hours(self, at: datetime) -> bool:
        """Whether somebody is here; a call due at closing is made before it."""
        day = self._office.today(at)
        return self._office.is_workday(day) and self._is_within(at, day)

    def _same_hour(self, day: date, at: datetime) -> datetime:
        """Return this hour of the clock on the working day after `day`."""
        return self._when(self._office.next_workday(day), self._office.local(at).time())

    def _moved_into_hours(self, at: datetime) -> datetime:
        """Return what can be offered for a time when nobody is here."""
        day = self._office.today(at)
        same = self._same_hour(day, at)
        if not self._office.is_workday(day) and self._is_within_hours(same):
            return same
        return self._office.next_opening(at).astimezone(UTC)


def _hours(hour: Hour) -> list[int]:
    """Return the hours of the day that can be meant, from 0 to 24."""
    match hour.half:
        case Half.AFTERNOON:
            return [hour.hour + _HALF if hour.hour < _HALF else hour.hour]
        case Half.NOON:
            return [hour.hour + _HALF if hour.hour in _AFTERNOON_HOURS else hour.hour]
        case Half.MORNING:
            return [hour.hour]
    both = not hour.exact and hour.hour < _HALF
    return [hour.hour, hour.hour + _HALF] if both else [hour.hour]


def _without_starts_of_ranges(tokens: list[Token]) -> list[Token]:
    """Leave of 15時から16時, or of 月曜～水曜, only the end, by which it is due."""
    left: list[Token] = []
    for token in tokens:
        ends = len(left) > 1 and left[-1] in _RANGE
        if ends and any(isinstance(token, kind) and isinstance(left[-2], kind) for kind in _KINDS):
            del left[-2:]
        left.append(token)
    return left


_KINDS: Final = (DAYS, TIMES)
