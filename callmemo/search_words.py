"""Filters of a search in words: as people type them among what they look for, and as they read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from callmemo.core.search import Search
from callmemo.core.text import normalise
from callmemo.core.vocabulary import FINAL, Status
from callmemo.day_words import full_date
from callmemo.labels import label
from callmemo.words import mark, say

OPEN: Final = frozenset(Status) - FINAL
_TYPED = re.compile(r"([^\s:]{1,8}):(.*)")
_KEYS: Final = {
    **dict.fromkeys(("宛", "宛先", "あて", "for", "to"), "for"),
    **dict.fromkeys(("状況", "対応状況", "status"), "status"),
    **dict.fromkeys(("日", "日付", "受付日", "day", "date"), "day"),
}
_UNFINISHED: Final = frozenset(map(normalise, ("未完了", "未完", "open")))
_DATE: Final = r"(?:(?:(?P<year>\d{4})[/-])?(?P<month>\d{1,2})[/-](?P<day>\d{1,2}))"
_ONE_DAY = re.compile(_DATE, re.ASCII)
_RANGE = re.compile(r"(?P<first>[\d/]*)(?:\.\.|[-~〜–])(?P<last>[\d/]*)", re.ASCII)
_LONG_RANGE = re.compile(r"(?P<first>[\d/-]*)(?:\.\.|[~〜])(?P<last>[\d/-]*)", re.ASCII)


class Period(StrEnum):
    """Days that have a name, seen from today."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    THIS_WEEK = "this_week"
    LAST_WEEK = "last_week"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"


_PERIODS: Final = {
    Period.TODAY: mark("Today"),
    Period.YESTERDAY: mark("Yesterday"),
    Period.THIS_WEEK: mark("This week"),
    Period.LAST_WEEK: mark("Last week"),
    Period.THIS_MONTH: mark("This month"),
    Period.LAST_MONTH: mark("Last month"),
}
_ALSO: Final = {
    **dict.fromkeys(("今日", "本日"), Period.TODAY),
    "昨日": Period.YESTERDAY,
    "今週": Period.THIS_WEEK,
    "先週": Period.LAST_WEEK,
    "今月": Period.THIS_MONTH,
    "先月": Period.LAST_MONTH,
}


@dataclass(frozen=True, slots=True)
class TypedSearch:
    """What was read from a search field; `unread` are filters that say nothing known (yet)."""

    search: Search
    unread: tuple[str, ...] = ()


def read_search(typed: str, today: date) -> TypedSearch:
    """Read words and filters: `山田 宛:鈴木 状況:保留 日:11/20-11/22`.

    The words keep their order and spelling; a filter that cannot be read is left out and named.
    """
    words, unread = [], []
    search = Search()
    for token in typed.split():
        found = _TYPED.fullmatch(unicodedata.normalize("NFKC", token))
        key = _KEYS.get(found[1].casefold()) if found else None
        if found is None or key is None:
            words.append(token)
            continue
        with_filter = _with(search, key, found[2], today)
        if with_filter is None:
            unread.append(token)
        else:
            search = with_filter
    return TypedSearch(replace(search, text=" ".join(words)), tuple(unread))


def _with(search: Search, key: str, value: str, today: date) -> Search | None:
    if not value:
        return None
    if key == "for":
        return replace(search, addressee=value)
    if key == "status":
        statuses = statuses_named(value)
        return replace(search, statuses=search.statuses | statuses) if statuses else None
    days = days_named(value, today)
    return None if days is None else replace(search, first_day=days[0], last_day=days[1])


def statuses_named(text: str) -> frozenset[Status]:
    """Statuses whose label or identifier begins so; all open ones for 未完了 or `open`."""
    wanted = normalise(text)
    if wanted in _UNFINISHED or (wanted and wanted == normalise(say("Not finished"))):
        return OPEN
    names = ((status, (label(status), status.value)) for status in Status)
    return (
        frozenset(
            status for status, said in names if any(normalise(n).startswith(wanted) for n in said)
        )
        if wanted
        else frozenset()
    )


def days_named(text: str, today: date) -> tuple[date | None, date | None] | None:
    """First and last day that a text names: `今週`, `11/20`, `11/20-11/22`, `11/20-`, `-11/22`.

    None where it names none. Without a year the latest is meant that does not lie ahead.
    """
    wanted = unicodedata.normalize("NFKC", text).casefold()
    named = {normalise(name): period for name, period in _names()}
    if period := named.get(normalise(wanted)):
        return period_days(period, today)
    try:
        if one := _ONE_DAY.fullmatch(wanted):
            day = _day(one, today)
            return day, day
        for pattern in (_RANGE, _LONG_RANGE):
            if found := pattern.fullmatch(wanted):
                ends = [_end(found[name], today) for name in ("first", "last")]
                return None if ends == [None, None] else (ends[0], ends[1])
    except ValueError:
        pass
    return None


def _names() -> Iterator[tuple[str, Period]]:
    yield from ((period.value, period) for period in Period)
    yield from _ALSO.items()
    yield from ((say(name), period) for period, name in _PERIODS.items())


def period_name(period: Period) -> str:
    """What people call these days."""
    return say(_PERIODS[period])


def period_days(period: Period, today: date) -> tuple[date, date]:
    """First and last day of a period; weeks begin on Monday."""
    one = timedelta(days=1)
    monday = today - today.weekday() * one
    first = today.replace(day=1)
    match period:
        case Period.TODAY:
            return today, today
        case Period.YESTERDAY:
            return today - one, today - one
        case Period.THIS_WEEK:
            return monday, monday + 6 * one
        case Period.LAST_WEEK:
            return monday - 7 * one, monday - one
        case Period.THIS_MONTH:
            return first, (first + 31 * one).replace(day=1) - one
        case Period.LAST_MONTH:
            return (first - one).replace(day=1), first - one


def said_days(search: Search, today: date) -> str:
    """Say which days are asked for; empty for all."""
    first, last = search.first_day, search.last_day
    if first is None and last is None:
        return ""
    for period in Period:
        if (first, last) == period_days(period, today):
            return period_name(period)
    if first is not None and first == last:
        return full_date(first, today)
    ends = [full_date(day, today) if day is not None else "" for day in (first, last)]
    return "–".join(ends) if any(ends) else ""


def said_statuses(search: Search) -> str:
    """Say which statuses are asked for; empty for all."""
    if search.statuses == OPEN:
        return say("Not finished")
    return "・".join(label(status) for status in Status if status in search.statuses)


def said_filters(search: Search, today: date) -> str:
    """Say all filters in one line; empty if there is none."""
    parts = [
        say("for {name}", name=search.addressee) if search.addressee else "",
        said_statuses(search),
        said_days(search, today),
        say("Urgent") if search.urgent else "",
        say("Complaint") if search.complaint else "",
    ]
    return " · ".join(part for part in parts if part)


def _end(text: str, today: date) -> date | None:
    if not text:
        return None
    found = _ONE_DAY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return _day(found, today)


def _day(typed: re.Match[str], today: date) -> date:
    month, day = int(typed["month"]), int(typed["day"])
    if typed["year"]:
        return date(int(typed["year"]), month, day)
    for year in (today.year, today.year - 1):
        found = date(year, month, day)
        if found <= today:
            return found
    raise ValueError(typed[0])
