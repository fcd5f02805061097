"""Times and days as people type them: by the office's clock, never by guessing."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta

from callmemo import errors
from callmemo.core.office import Office

_YEARS = range(2000, 2200)
"""Years in which this office can have called; beyond them arithmetic with times may fail."""
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})"
_DATE = r"(?:(?P<year>\d{4})[-/])?(?P<month>\d{1,2})[-/](?P<day>\d{1,2})"
_TYPED = re.compile(rf"(?:{_DATE}[ T]+)?{_CLOCK}", re.ASCII)
_DAY = re.compile(_DATE, re.ASCII)
_ISO = re.compile(r"\d{4}-?\d{2}-?\d{2}[T ]\d[\d:.,]*(?:Z|[+-]\d[\d:]*)?", re.ASCII)
_NAMED_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_LONG_AGO = timedelta(days=180)


def read_moment(text: str, now: datetime, office: Office) -> datetime:
    """Read ISO 8601, `HH:MM` (today), `MM-DD HH:MM` or `YYYY-MM-DD HH:MM`; raises NotUnderstood.

    Without an offset the office's clock is meant.
    """
    tidy = _tidy(text)
    try:
        if typed := _TYPED.fullmatch(tidy):
            day = _day(typed, office.today(now)) if typed["month"] else office.today(now)
            return _kept(office.at(day, time(int(typed["hour"]), int(typed["minute"]))))
        if _ISO.fullmatch(tidy):
            moment = datetime.fromisoformat(tidy)
            return _kept(moment if moment.tzinfo else moment.replace(tzinfo=office.zone))
    except (ValueError, OverflowError):
        pass
    raise errors.NotUnderstood(text, f"15:30, {office.today(now)} 15:30")


def read_day(text: str, now: datetime, office: Office) -> date:
    """Read `today`, `yesterday`, `tomorrow`, `MM-DD` or `YYYY-MM-DD`; raises NotUnderstood."""
    today = office.today(now)
    tidy = _tidy(text).casefold()
    try:
        if tidy in _NAMED_DAYS:
            return today + timedelta(days=_NAMED_DAYS[tidy])
        if typed := _DAY.fullmatch(tidy):
            day = _day(typed, today)
            if day.year in _YEARS:
                return day
    except (ValueError, OverflowError):
        pass
    raise errors.NotUnderstood(text, f"{today}")


def read_clock(text: str) -> time:
    """Read an hour of the day, such as when they close; raises NotUnderstood."""
    typed = re.fullmatch(_CLOCK, _tidy(text), re.ASCII)
    try:
        if typed:
            return time(int(typed["hour"]), int(typed["minute"]))
    except ValueError:
        pass
    raise errors.NotUnderstood(text, "17:30")


def _tidy(text: str) -> str:
    """Full-width digits and colons are what a Japanese keyboard gives."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _day(typed: re.Match[str], today: date) -> date:
    """Without a year the one is meant in which the day is not long past."""
    month, day = int(typed["month"]), int(typed["day"])
    if typed["year"]:
        return date(int(typed["year"]), month, day)
    this_year = date(today.year, month, day)
    if today - this_year > _LONG_AGO:
        return date(today.year + 1, month, day)
    return this_year


def _kept(moment: datetime) -> datetime:
    if moment.year not in _YEARS:
        raise ValueError(moment)
    return moment.astimezone(UTC)
