"""Which dates a day named in a promise can mean, seen from today."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final, TypeAlias

from callmemo.core.calendar import Calendar
from callmemo.core.promise_words import (
    DateOf,
    DaysAhead,
    EdgeOf,
    MonthsAhead,
    Stretch,
    Weekday,
)

Day: TypeAlias = DaysAhead | MonthsAhead | Weekday | DateOf | EdgeOf

_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)
_LONG_AGO: Final = timedelta(days=180)
_FARTHEST: Final = 3660
"""Days ahead of which nobody speaks on the phone."""
_MONTHS: Final = 12
_SUNDAY: Final = 7


def dates(token: Day, today: date, calendar: Calendar) -> list[date]:
    """Return the dates that can be meant, the likeliest first; none where there is no such day."""
    match token:
        case DaysAhead():
            return _days_ahead(token, today, calendar)
        case MonthsAhead(months):
            return [_months_ahead(today, months)] if months * 30 < _FARTHEST else []
        case Weekday():
            return _weekday(token, today)
        case DateOf():
            return _date(token, today)
        case EdgeOf():
            return _edge(token, today, calendar)


def _days_ahead(token: DaysAhead, today: date, calendar: Calendar) -> list[date]:
    if token.days > _FARTHEST:
        return []
    if not token.working:
        return [today + token.days * _DAY]
    day = today
    for _ in range(token.days):
        day = calendar.next_workday(day)
    return [day]


def _months_ahead(today: date, months: int) -> date:
    """Return the same day some months later, or the last day where that month is shorter."""
    first = _month(today, months)
    return first.replace(day=min(today.day, monthrange(first.year, first.month)[1]))


def _month(today: date, ahead: int) -> date:
    """Return the first day of the month so many ahead."""
    months = today.year * _MONTHS + today.month - 1 + ahead
    return date(months // _MONTHS, months % _MONTHS + 1, 1)


def _monday(day: date) -> date:
    return day - (day.isoweekday() - 1) * _DAY


def _weekday(token: Weekday, today: date) -> list[date]:
    """Find the day; on a Sunday, 来週 can be the week that began today for some.

    A weekday alone, said on such a day, can be today and a week from today.
    """
    if token.weeks is not None:
        day = _monday(today) + token.weeks * _WEEK + (token.weekday - 1) * _DAY
        doubtful = today.isoweekday() == _SUNDAY != token.weekday
        return [day, day + _WEEK] if doubtful else [day]
    ahead = (token.weekday - today.isoweekday()) % 7
    if ahead:
        return [today + ahead * _DAY]
    return [today + _WEEK] if token.next else [today, today + _WEEK]


def _date(token: DateOf, today: date) -> list[date]:
    """Find the date; without a year or month the one that is not long past."""
    year = token.year or today.year
    try:
        if token.month is not None:
            day = date(year, token.month, token.day)
            if token.year is None and today - day > _LONG_AGO:
                day = date(year + 1, token.month, token.day)
        elif token.months is not None:
            day = _month(today, token.months).replace(day=token.day)
        else:
            ahead = 0 if token.day >= today.day else 1
            day = _month(today, ahead).replace(day=token.day)
    except ValueError:
        return []
    return [day] if abs((day - today).days) <= _FARTHEST else []


def _edge(token: EdgeOf, today: date, calendar: Calendar) -> list[date]:
    """Find the first or last working day of a week, month or year.

    On a Sunday a week can also be the one that began today. 週末 can be the days off too.
    """
    first, after = _stretch(token.stretch, token.ahead, today)
    if not token.last:
        return [calendar.next_workday(first - _DAY)]
    found = [_last_workday(first, after, calendar)]
    if token.stretch is Stretch.WEEK and today.isoweekday() == _SUNDAY:
        found.append(_last_workday(first + _WEEK, after + _WEEK, calendar))
    if token.vague:
        found.append(after - _DAY)
    return found


def _stretch(stretch: Stretch, ahead: int, today: date) -> tuple[date, date]:
    """Return first day of the stretch, and of the next one."""
    match stretch:
        case Stretch.WEEK:
            monday = _monday(today) + ahead * _WEEK
            return monday, monday + _WEEK
        case Stretch.MONTH:
            return _month(today, ahead), _month(today, ahead + 1)
        case Stretch.YEAR:
            return date(today.year + ahead, 1, 1), date(today.year + ahead + 1, 1, 1)


def _last_workday(first: date, after: date, calendar: Calendar) -> date:
    """Return the last working day from `first` until before `after`, or the very last day."""
    days = ((after - back * _DAY) for back in range(1, (after - first).days + 1))
    return next((day for day in days if calendar.is_workday(day)), after - _DAY)
