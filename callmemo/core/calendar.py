"""The office's calendar: when it is open, and arithmetic in the time that it is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import cache, lru_cache

import jpholiday

LAST_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_NOTHING = timedelta()
_MIDNIGHT = time()
_LONGEST_REST = 400
"""Days without a single opening after which an office is taken to open no more."""
_IN_FORCE = (("振替休日", date(1973, 4, 12)), ("国民の休日", date(1985, 12, 27)))
"""Since when a holiday that fell on a Sunday moves, and a day between two holidays is one.

Amendments to the Public Holiday Law (国民の祝日に関する法律) of 1973, No. 10, and of 1985, No. 103;
the library gives such days of earlier years too.
"""


@cache
def public_holiday(day: date) -> str:
    """Name the Japanese public holiday on this day, empty if there is none."""
    name = jpholiday.is_holiday_name(day) or ""
    early = any(name.endswith(kind) and day < since for kind, since in _IN_FORCE)
    return "" if early else name


class Closed(StrEnum):
    """Why the office is closed on a day."""

    WEEKDAY = "weekday"
    HOLIDAY = "holiday"
    CLOSURE = "closure"


@dataclass(frozen=True, slots=True)
class Hours:
    """From when until when; closing at 0:00 means midnight at the end of the day."""

    opens: time
    closes: time

    @property
    def is_sound(self) -> bool:
        """Whether it opens before it closes."""
        return self.opens < self.closes or self.closes == _MIDNIGHT


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which the office is closed of its own will, such as the turn of the year.

    A yearly one counts months and days only, and may run over New Year.
    """

    first: date
    last: date
    reason: str = ""
    yearly: bool = False

    def covers(self, day: date) -> bool:
        """Whether this day is one of them."""
        if not self.yearly:
            return self.first <= day <= self.last
        first, last = (self.first.month, self.first.day), (self.last.month, self.last.day)
        this = (day.month, day.day)
        return first <= this <= last if first <= last else this >= first or this <= last


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day with hours of its own, whatever weekday, holiday or closure it is."""

    day: date
    hours: Hours
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """When the office is open, in its own time zone.

    `workdays` are ISO weekdays, Monday 1; `weekday_hours` the hours of those that have their
    own. A special day goes before a closure, a closure before a holiday, and that before the
    weekday. Lunch is part of the open hours, but no working time: `add` and `between` leave it
    out. All arithmetic is done in UTC: two times of one zone are compared and subtracted by
    their clocks, wrongly where clocks change.
    """

    zone: tzinfo
    opens: time = time(9, 0)
    closes: time = time(17, 30)
    lunch_from: time = time(12, 0)
    lunch_until: time = time(13, 0)
    workdays: frozenset[int] = frozenset({1, 2, 3, 4, 5})
    weekday_hours: tuple[tuple[int, Hours], ...] = ()
    holidays: bool = True
    closures: tuple[Closure, ...] = ()
    special_days: tuple[SpecialDay, ...] = ()

    # The clock

    def local(self, moment: datetime) -> datetime:
        """Return the moment as the office's clock shows it."""
        return moment.astimezone(self.zone)

    def at(self, day: date, clock: time) -> datetime:
        """Return the moment at which the office's clock shows `clock` on `day`."""
        return datetime.combine(day, clock, tzinfo=self.zone)

    def today(self, now: datetime) -> date:
        """Return the office's date."""
        return self.local(now).date()

    def day_bounds(self, day: date) -> tuple[datetime, datetime]:
        """Return first moment of the day and first moment of the next."""
        return self.at(day, _MIDNIGHT), self.at(day + _DAY, _MIDNIGHT)

    # Days

    def special(self, day: date) -> SpecialDay | None:
        """Return the special day that this one is, or None."""
        return next((special for special in self.special_days if special.day == day), None)

    def closed(self, day: date) -> tuple[Closed, str] | None:
        """Why the office is closed all day, and the name of that reason; None if it opens."""
        if self.special(day) is not None:
            return None
        for closure in self.closures:
            if closure.covers(day):
                return Closed.CLOSURE, closure.reason
        if self.holidays and (name := public_holiday(day)):
            return Closed.HOLIDAY, name
        return None if day.isoweekday() in self.workdays else (Closed.WEEKDAY, "")

    def is_workday(self, day: date) -> bool:
        """Whether the office is open at all on this day."""
        return self.closed(day) is None

    def hours(self, day: date) -> Hours:
        """Return the hours of this day; of a closed day those that it would have."""
        special = self.special(day)
        if special is not None:
            return special.hours
        usual = Hours(self.opens, self.closes)
        return dict(self.weekday_hours).get(day.isoweekday(), usual)

    def opening(self, day: date) -> datetime:
        """Return the moment the office opens on this day."""
        return self.at(day, self.hours(day).opens)

    def closing(self, day: date) -> datetime:
        """Return the moment the office closes on this day."""
        closes = self.hours(day).closes
        return self.at(day + _DAY if closes == _MIDNIGHT else day, closes)

    def after_opening(self, day: date, span: timedelta) -> datetime:
        """Return the moment this long after opening, at the latest closing."""
        return min(self.opening(day).astimezone(UTC) + span, self.closing(day))

    def before_closing(self, day: date, span: timedelta) -> datetime:
        """Return the moment this long before closing."""
        return self.closing(day).astimezone(UTC) - span

    def next_workday(self, day: date) -> date:
        """Return the first working day after this one (the next day if there is none at all)."""
        ahead = (day + timedelta(days=days) for days in range(1, _LONGEST_REST))
        return next((later for later in ahead if self.is_workday(later)), day + _DAY)

    def next_day_off(self, day: date) -> tuple[date, str] | None:
        """Return the next working weekday lost to a holiday or closure, and the name of that.

        None if there is none for a year: what is off every week is no news.
        """
        for ahead in range(1, _LONGEST_REST):
            later = day + timedelta(days=ahead)
            closed = self.closed(later)
            if closed is not None and later.isoweekday() in self.workdays:
                return later, closed[1]
        return None

    def next_morning(self, now: datetime) -> datetime:
        """Return the next opening on a working day after today."""
        return self.opening(self.next_workday(self.today(now)))

    def working_day(self, now: datetime) -> date:
        """Return today while the office still has time left today, else the next working day."""
        today = self.today(now)
        if self.is_workday(today) and now.astimezone(UTC) < self.closing(today):
            return today
        return self.next_workday(today)

    # Moments

    def is_open(self, moment: datetime) -> bool:
        """Whether the office is open at this moment; its lunch counts as open."""
        moment = moment.astimezone(UTC)
        day = self.today(moment)
        return self.is_workday(day) and self.opening(day) <= moment < self.closing(day)

    def is_lunch(self, moment: datetime) -> bool:
        """Whether the office is open, but at lunch."""
        moment = moment.astimezone(UTC)
        spans = self.working_spans(self.today(moment))
        return self.is_open(moment) and not any(start <= moment < end for start, end in spans)

    def next_opening(self, moment: datetime) -> datetime:
        """Return when the office opens next after this moment."""
        moment = moment.astimezone(UTC)
        today = self.today(moment)
        opening = self.opening(today)
        if self.is_workday(today) and moment < opening:
            return opening
        return self.opening(self.next_workday(today))

    def when_open(self, moment: datetime) -> datetime:
        """Return the moment itself while the office is open, else its next opening."""
        return moment if self.is_open(moment) else self.next_opening(moment)

    def last_moment_before_closing(self, moment: datetime) -> datetime:
        """Return the last minute before closing, of today or of the next working day."""
        return self.before_closing(self.working_day(moment), LAST_MINUTE)

    # Working time

    def working_spans(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """Return the spans of this day's working time in UTC: before lunch and after it."""
        return _working_spans(self, day)

    def add(self, moment: datetime, span: timedelta) -> datetime:
        """Return when this much working time has passed since the moment; `span` is not negative.

        An office that never opens has no working time: then the clock's time counts.
        """
        if span < _NOTHING:
            raise ValueError("working time is added, not taken away")
        moment = moment.astimezone(UTC)
        if span == _NOTHING:
            return moment
        for start, end in self._spans_from(self.today(moment)):
            begin = max(start, moment)
            if begin < end:
                if span <= end - begin:
                    return begin + span
                span -= end - begin
        return moment + span

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time between two moments, negative if the first is the later."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        if end < start:
            return -self.between(end, start)
        worked, day = _NOTHING, self.today(start)
        while day <= self.today(end):
            for begin, stop in self.working_spans(day):
                worked += max(_NOTHING, min(stop, end) - max(begin, start))
            day += _DAY
        return worked

    def _spans_from(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """Spans of working time from this day on; ends where the office has stopped opening."""
        rested = 0
        while rested < _LONGEST_REST:
            spans = self.working_spans(day)
            yield from spans
            rested = 0 if spans else rested + 1
            day += _DAY


@lru_cache(maxsize=64)
def _working_spans(calendar: Calendar, day: date) -> tuple[tuple[datetime, datetime], ...]:
    """Work out a day's spans once: a look at the reminders asks for one day again and again."""
    if not calendar.is_workday(day):
        return ()
    start, end = calendar.opening(day).astimezone(UTC), calendar.closing(day).astimezone(UTC)
    lunch = calendar.at(day, calendar.lunch_from).astimezone(UTC)
    after = calendar.at(day, calendar.lunch_until).astimezone(UTC)
    if lunch >= after:
        return ((start, end),) if start < end else ()
    halves = ((start, min(lunch, end)), (max(after, start), end))
    return tuple((begin, stop) for begin, stop in halves if begin < stop)
