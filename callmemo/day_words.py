"""A day of the office in words: open or closed, why, and from when until when."""

from __future__ import annotations

from datetime import date, time

from callmemo.core.calendar import Calendar, Closed, Hours
from callmemo.wording import weekday_name
from callmemo.words import mark, say

_CLOSED = {
    Closed.WEEKDAY: mark("Closed: not a working day"),
    Closed.HOLIDAY: mark("Closed: {name} (public holiday)"),
    Closed.CLOSURE: mark("Closed: {name}"),
}


def full_date(day: date, today: date) -> str:
    """Say date and weekday; the year only where it is another."""
    short = f"{day.month}/{day.day}"
    if day.year != today.year:
        short = f"{day.year}/{short}"
    return say("{weekday} {date}", date=short, weekday=weekday_name(day.isoweekday()))


def clock(hour: time, *, closing: bool = False) -> str:
    """Say an hour: 9:05; closing at midnight is 24:00."""
    return "24:00" if closing and hour == time() else f"{hour.hour}:{hour.minute:02d}"


def span(hours: Hours) -> str:
    """Say from when until when."""
    return f"{clock(hours.opens)}–{clock(hours.closes, closing=True)}"


def about(day: date, calendar: Calendar) -> str:
    """Say whether the office is open on this day, why not, and its hours."""
    closed = calendar.closed(day)
    if closed is not None:
        why, name = closed
        return say(_CLOSED[why], name=name or say("own closure"))
    special = calendar.special(day)
    hours = span(calendar.hours(day))
    if special is not None:
        name = special.reason or say("day with hours of its own")
        return say("Open {hours} ({name})", hours=hours, name=name)
    return say("Open {hours}", hours=hours)


def next_day_off(today: date, calendar: Calendar) -> str:
    """Say which weekday the office is closed next; empty if there is none for a year."""
    found = calendar.next_day_off(today)
    if found is None:
        return ""
    day, name = found
    when = f"{full_date(day, today)} {name or say('own closure')}"
    return say("Next day off: {day}", day=when)
