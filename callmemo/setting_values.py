"""How values of settings are read from JSON, or from what a user typed, and written.

Readers raise ValueError with a marked message for what does not fit. What has several parts
is text also in JSON, so that the file and the user write it alike: `12-29..01-03 年末年始`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, time
from typing import Any, Final

from callmemo.core.calendar import Closure, Hours, SpecialDay
from callmemo.core.events import Json
from callmemo.core.rules import has_control
from callmemo.words import mark

LONGEST_NAME: Final = 60
_HOURS: Final = 24
_MOST_MINUTES: Final = 24 * 60
_MOST_TIMES: Final = 99
_LEAP_YEAR: Final = 2000
"""The year in which the days of a yearly closure are kept; 29 February is one of its days."""
_CLOCK: Final = r"[0-2]?[0-9]:[0-5][0-9]"
_SPAN: Final = re.compile(rf"(?P<opens>{_CLOCK})\s*[-~〜]\s*(?P<closes>{_CLOCK})")
_DATE: Final = r"(?:\d{4}[-/])?\d{1,2}[-/]\d{1,2}"
_CLOSURE: Final = re.compile(rf"({_DATE})(?:\s*(?:\.\.|~|〜)\s*({_DATE}))?(?:\s+(.*))?", re.ASCII)
_SPECIAL: Final = re.compile(rf"({_DATE})\s+({_SPAN.pattern})(?:\s+(?P<reason>.*))?", re.ASCII)
_WEEKDAY_HOURS: Final = re.compile(rf"([1-7])\s+({_SPAN.pattern})")


def text(value: Json) -> str:
    if not isinstance(value, str):
        raise ValueError(mark("It must be text."))
    tidy = value.strip()
    if len(tidy) > LONGEST_NAME or has_control(tidy) or len(tidy.splitlines()) > 1:
        raise ValueError(mark("It must be one line of at most 60 characters."))
    return tidy


def narrow(value: Json) -> str:
    """Fold what a Japanese keyboard types in full width (９：００); other kinds give nothing."""
    return unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else ""


def flag(value: Json) -> bool:
    words = {"on": True, "true": True, "off": False, "false": False}
    if isinstance(value, str) and value.lower() in words:
        return words[value.lower()]
    if not isinstance(value, bool):
        raise ValueError(mark("It must be on or off."))
    return value


def clock(value: Json) -> time:
    typed = narrow(value)
    if re.fullmatch(_CLOCK, typed):
        hour, minute = typed.split(":")
        if int(hour) < _HOURS:
            return time(int(hour), int(minute))
    raise ValueError(mark("It must be a time such as 17:30."))


def write_clock(value: time) -> str:
    return f"{value:%H:%M}"


def maybe_clock(value: Json) -> time | None:
    """An hour, or nothing for never."""
    return None if value is None or value == "" else clock(value)


def write_maybe_clock(value: time | None) -> str:
    return "" if value is None else write_clock(value)


def closing_clock(value: Json) -> time:
    """An hour of closing, at which 24:00 is midnight."""
    return time() if narrow(value) == "24:00" else clock(value)


def write_closing_clock(value: time) -> str:
    return write_clock(value) if value != time() else "24:00"


def one_of(*choices: str) -> Callable[[Any], str]:
    def read(value: Json) -> str:
        if value not in choices:
            raise ValueError(mark("It is not one of the choices."))
        return str(value)

    return read


def workdays(value: Json) -> frozenset[int]:
    if isinstance(value, str):
        value = [int(part) for part in value.split(",") if part.strip().isdecimal()]
    if not isinstance(value, list) or not value or not all(map(_is_weekday, value)):
        raise ValueError(mark("It must name at least one weekday, Monday being 1."))
    return frozenset(value)


def _is_weekday(value: Json) -> bool:
    return type(value) is int and 1 <= value <= 7  # noqa: PLR2004 - days of a week


def minutes(value: Json) -> int:
    """A number of minutes within a day; 0 means never."""
    if isinstance(value, str) and re.fullmatch(r"\d{1,4}", narrow(value), re.ASCII):
        value = int(narrow(value))
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST_MINUTES:
        raise ValueError(mark("It must be a number of minutes, at most 1440."))
    return value


def several_minutes(value: Json) -> tuple[int, ...]:
    """Numbers of minutes, each once, the shortest first; none at all means never."""
    return tuple(sorted({minutes(item) for item in _items(value)} - {0}))


def write_several_minutes(value: tuple[int, ...]) -> str:
    return ", ".join(map(str, value))


def times(value: Json) -> int:
    """How often; 0 means never."""
    if isinstance(value, str) and re.fullmatch(r"\d{1,2}", narrow(value), re.ASCII):
        value = int(narrow(value))
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST_TIMES:
        raise ValueError(mark("It must be a number from 0 to 99."))
    return value


def closures(value: Json) -> tuple[Closure, ...]:
    """Closures such as `2026-08-13..2026-08-15 お盆`; without a year every year's."""
    return tuple(_closure(narrow(item)) for item in _items(value))


def write_closures(value: tuple[Closure, ...]) -> list[str]:
    return [_write_closure(closure) for closure in value]


def special_days(value: Json) -> tuple[SpecialDay, ...]:
    """Days with hours of their own, such as `2026-12-05 10:00-15:00 展示会`."""
    days = {special.day: special for special in (_special(narrow(i)) for i in _items(value))}
    return tuple(days[day] for day in sorted(days))


def write_special_days(value: tuple[SpecialDay, ...]) -> list[str]:
    return [
        f"{special.day} {_write_hours(special.hours)} {special.reason}".strip() for special in value
    ]


def weekday_hours(value: Json) -> tuple[tuple[int, Hours], ...]:
    """Hours of single weekdays, such as `6 9:00-12:00`."""
    found = {}
    for item in _items(value):
        typed = _WEEKDAY_HOURS.fullmatch(narrow(item))
        if typed is None:
            raise ValueError(mark("It must be a weekday and its hours, such as 6 9:00-12:00."))
        found[int(typed[1])] = _hours(typed)
    return tuple(sorted(found.items()))


def write_weekday_hours(value: tuple[tuple[int, Hours], ...]) -> list[str]:
    return [f"{weekday} {_write_hours(hours)}" for weekday, hours in value]


def _items(value: Json) -> list[Any]:
    """Several things: a list, or text with commas or lines between them."""
    if isinstance(value, str):
        return [part for part in re.split(r"[,、，\n]", value) if part.strip()]
    if isinstance(value, list | tuple):
        return list(value)
    raise ValueError(mark("It must be a list."))


def _closure(typed: str) -> Closure:
    parts = _CLOSURE.fullmatch(typed)
    if parts is None:
        raise ValueError(_CLOSURE_MESSAGE)
    (first, yearly), (last, last_yearly) = _date(parts[1]), _date(parts[2] or parts[1])
    if yearly is not last_yearly or (first > last and not yearly):
        raise ValueError(_CLOSURE_MESSAGE)
    return Closure(first, last, text(parts[3] or ""), yearly)


_CLOSURE_MESSAGE = mark(
    "It must be days such as 2026-08-13..2026-08-15 or, every year, 12-29..01-03."
)


def _write_closure(closure: Closure) -> str:
    shown = "%m-%d" if closure.yearly else "%Y-%m-%d"
    return f"{closure.first:{shown}}..{closure.last:{shown}} {closure.reason}".strip()


def _special(typed: str) -> SpecialDay:
    parts = _SPECIAL.fullmatch(typed)
    if parts is None:
        raise ValueError(_SPECIAL_MESSAGE)
    day, yearly = _date(parts[1])
    if yearly:
        raise ValueError(_SPECIAL_MESSAGE)
    return SpecialDay(day, _hours(parts), text(parts["reason"] or ""))


_SPECIAL_MESSAGE = mark("It must be a day and its hours, such as 2026-12-05 10:00-15:00.")


def _date(typed: str) -> tuple[date, bool]:
    """Read a date, and whether it is every year's."""
    numbers = [int(part) for part in re.split(r"[-/]", typed)]
    yearly = len(numbers) == 2  # noqa: PLR2004 - month and day
    try:
        return date(*([_LEAP_YEAR, *numbers] if yearly else numbers)), yearly
    except ValueError:
        raise ValueError(mark("There is no such day.")) from None


def _hours(typed: re.Match[str]) -> Hours:
    hours = Hours(clock(typed["opens"]), closing_clock(typed["closes"]))
    if not hours.is_sound:
        raise ValueError(mark("The office must open before it closes."))
    return hours


def _write_hours(hours: Hours) -> str:
    return f"{write_clock(hours.opens)}-{write_closing_clock(hours.closes)}"
