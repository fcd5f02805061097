"""From a promise as it is spoken to the words of time in it, without asking what time it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

_MOST_DIGITS = 8


class Half(StrEnum):
    """The half of the day that was said along with an hour."""

    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"


class PartOfDay(StrEnum):
    """A time of day without a number."""

    MORNING = "morning"
    NOON = "noon"
    LUNCH = "lunch"
    AFTER_LUNCH = "after_lunch"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    END = "end"


class Stretch(StrEnum):
    """Weeks, months and years, which begin and end with their working days."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Sign(StrEnum):
    """A word that is no time itself, but says what the times beside it mean."""

    WHENEVER = "whenever"
    AT_ONCE = "at_once"
    FROM = "from"
    UNTIL = "until"
    NOT_BEFORE = "not_before"
    FILLER = "filler"


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of the clock; `exact` where it cannot mean the other half of the day."""

    hour: int
    minute: int
    half: Half | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """So much of the clock's time from now."""

    span: timedelta


@dataclass(frozen=True, slots=True)
class DaysAhead:
    """Some days from today, as the calendar or, with `working`, as the office counts them."""

    days: int
    working: bool = False


@dataclass(frozen=True, slots=True)
class MonthsAhead:
    """The same day some months from today."""

    months: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday, Monday 1: of the week so many ahead, or the nearest (None).

    `next` where the coming one was named, which is never today.
    """

    weekday: int
    weeks: int | None = None
    next: bool = False


@dataclass(frozen=True, slots=True)
class DateOf:
    """A date of which year, or year and month, may be left out; `months` ahead where named."""

    day: int
    month: int | None = None
    year: int | None = None
    months: int | None = None


@dataclass(frozen=True, slots=True)
class EdgeOf:
    """The first or the last working day of a week, month or year so many ahead of this one."""

    stretch: Stretch
    ahead: int
    last: bool
    vague: bool = False
    whole: bool = False
    """Whether the whole stretch was named, so that an hour alone says no day in it."""


Token = Hour | PartOfDay | Within | DaysAhead | MonthsAhead | Weekday | DateOf | EdgeOf | Sign
DAYS: Final = (DaysAhead, MonthsAhead, Weekday, DateOf, EdgeOf)
TIMES: Final = (Hour, PartOfDay)

_N = r"(?:[0-9]+|[〇零一二三四五六七八九十百]+)"
_DIGITS = {ch: value for value, ch in enumerate("〇一二三四五六七八九")} | {"零": 0}
_UNITS = {"十": 10, "百": 100}
_WEEKDAYS = "月火水木金土日"
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_AHEAD = {"今": 0, "来": 1, "翌": 1, "再来": 2}
_HALVES = {
    "午前": Half.MORNING,
    "am": Half.MORNING,
    "朝": Half.MORNING,
    "昼": Half.NOON,
    "お昼": Half.NOON,
    "午後": Half.AFTERNOON,
    "pm": Half.AFTERNOON,
    "夕方": Half.AFTERNOON,
    "夜": Half.AFTERNOON,
    "晩": Half.AFTERNOON,
}
_SPACE = re.compile(r"(?<![0-9]) | (?![0-9])")
_LONG_FORMS = (("明朝", "明日朝"), ("翌朝", "明日朝"), ("今朝", "今日朝"))
_LAST_HOUR = 24
_MINUTES = 60
_HALF_AN_HOUR = 30


def plain(text: str) -> str:
    """Fold full width into half width, drop spaces but between digits, unify ways of writing."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = _SPACE.sub("", " ".join(folded.split())).replace("〜", "~")
    for short, long in _LONG_FORMS:
        folded = folded.replace(short, long)
    return folded


def number(text: str) -> int | None:
    """Read digits or kanji numerals (十五, 二〇); None for what is no sensible number."""
    if len(text) > _MOST_DIGITS:
        return None
    if text.isascii():
        return int(text)
    if not any(unit in text for unit in _UNITS):
        return int("".join(str(_DIGITS[ch]) for ch in text))
    total, digit = 0, None
    for ch in text:
        if ch in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[ch]
            digit = None
        elif digit is not None:
            return None
        else:
            digit = _DIGITS[ch]
    return total + (digit or 0)


def read(text: str) -> tuple[list[Token], str]:
    """Find the words of time in a plain text, in order, and what is left of it."""
    tokens: list[Token] = []
    rest: list[str] = []
    place, in_rest = 0, False
    while place < len(text):
        token, length = _at(text, place)
        # Within what is not understood a filler is a part of it: 田中 is not 田 and 'during'.
        in_rest = token is None or (in_rest and token is Sign.FILLER)
        if in_rest:
            rest.append(text[place : place + length])
        elif token is not None and token is not Sign.FILLER:
            tokens.append(token)
        place += length
    return tokens, "".join(rest)


def _at(text: str, place: int) -> tuple[Token | None, int]:
    """Return the word of time that begins here and its length, or None and 1."""
    if _ANY_WORD.match(text, place) is None:
        return None, 1
    for pattern, build in _WORDS:
        found = pattern.match(text, place)
        if found is not None:
            token = build(found)
            if token is not None:
                return token, found.end() - place
    return None, 1


Build = Callable[[re.Match[str]], Token | None]


def _is(token: Token) -> Build:
    return lambda _found: token


def _hour(found: re.Match[str]) -> Token | None:
    parts = found.groupdict()
    hour, minute = number(parts["hour"]), 0
    if parts.get("minute"):
        minute = number(parts["minute"]) or 0
    if parts.get("half"):
        minute = _HALF_AN_HOUR
    half = _HALVES.get(parts.get("before") or parts.get("after") or "")
    if hour is None or hour > _LAST_HOUR or minute >= _MINUTES or (hour == _LAST_HOUR and minute):
        return None
    if half is Half.MORNING and hour > _LAST_HOUR // 2:
        return None
    exact = hour == 0 or (hour < 10 and parts["hour"].startswith("0"))  # noqa: PLR2004 - as 09:30
    return Hour(hour, minute, half, exact)


def _within(found: re.Match[str]) -> Token | None:
    parts = found.groupdict()
    hours = number(parts.get("hours") or "0")
    minutes = number(parts.get("minutes") or "0")
    if hours is None or minutes is None:
        return None
    if parts.get("half"):
        minutes += _HALF_AN_HOUR
    return Within(timedelta(hours=hours, minutes=minutes)) if hours or minutes else None


def _days(unit: int = 1, *, working: bool = False) -> Build:
    def build(found: re.Match[str]) -> Token | None:
        count = number(found["n"])
        return None if not count else DaysAhead(count * unit, working)

    return build


def _months(found: re.Match[str]) -> Token | None:
    count = number(found["n"])
    return None if not count else MonthsAhead(count)


def _weekday(found: re.Match[str]) -> Token:
    parts = found.groupdict()
    weekday = _WEEKDAYS.index(parts["weekday"] or parts["bracketed"]) + 1
    ahead = parts.get("ahead")
    return Weekday(weekday, None if ahead is None else _AHEAD[ahead], bool(parts.get("next")))


def _english_weekday(found: re.Match[str]) -> Token:
    return Weekday(_ENGLISH.index(found["name"]) + 1, next=bool(found["next"]))


def _date(found: re.Match[str]) -> Token | None:
    parts = found.groupdict()
    day = number(parts["day"])
    month = number(parts["month"]) if parts.get("month") else None
    year = number(parts["year"]) if parts.get("year") else None
    if day is None or (parts.get("month") and month is None):
        return None
    ahead = parts.get("ahead")
    return DateOf(day, month, year, None if ahead is None else _AHEAD[ahead])


def _edge(stretch: Stretch, *, last: bool, vague: bool = False, whole: bool = False) -> Build:
    def build(found: re.Match[str]) -> Token | None:
        said = found.groupdict().get("ahead")
        # 週明け and 年明け name the next beginning, 今週 and 月末 the end of what runs now.
        ahead = _AHEAD[said] if said else int(not last)
        return EdgeOf(stretch, ahead, last, vague, whole)

    return build


_BEFORE = "(?:(?P<before>午前|午後|am|pm|朝|お?昼|夕方|夜|晩)の?)?"
_AFTER = "(?P<after>am|pm)?"
_WEEKDAY = rf"(?:(?P<weekday>[{_WEEKDAYS}])曜日?|\((?P<bracketed>[{_WEEKDAYS}])(?:曜日?)?\))"
_WEEK = "(?P<ahead>今|来|翌|再来)"
_ALONE, _END = "(?<![0-9/-])", "(?![0-9/-])"
_D = "[0-9]{1,2}"
_VERBS = (
    "(?:お?戻り|帰社|帰り|帰宅|出社|到着|(?:手が)?空き|"
    "終わり|終了|分かり|わかり|判明|でき|出来|取れ|決まり)"
)

_PATTERNS: tuple[tuple[str, Build], ...] = (
    # No time at all.
    (rf"{_VERBS}?次第|戻ったら|帰ったら|終わったら", _is(Sign.WHENEVER)),
    (r"お?手(?:すき|隙|の?空いた)の?(?:際|時|とき)?|いつでも|whenever|anytime", _is(Sign.WHENEVER)),
    (
        r"ご?都合の?(?:良い|よい|いい)(?:際|時|とき)|急ぎません|急がない|急ぎではない",
        _is(Sign.WHENEVER),
    ),
    (r"後ほど|のちほど|後で|あとで", _is(Sign.WHENEVER)),
    (
        r"大?至急|早急|すぐ|直ちに|ただちに|(?:なるべく|できるだけ)(?:早く|早めに)|asap",
        _is(Sign.AT_ONCE),
    ),
    # From now on.
    (rf"(?P<hours>{_N})時間(?:(?P<half>半)|(?P<minutes>{_N})分)?(?:以内|後)?", _within),
    (rf"(?P<minutes>{_N})分(?:以内|後)", _within),
    # 十分 alone is read 'enough' as well as 'ten minutes'.
    (rf"(?!十分)(?P<minutes>{_N})分(?=$|ほど|くらい|ぐらい|で|に|まで|[、,])", _within),
    (r"小一時間", _is(Within(timedelta(hours=1)))),
    (r"(?P<hours>[0-9]+)(?:hours?|hrs?|h)|(?P<minutes>[0-9]+)min(?:ute)?s?", _within),
    # Hours.
    (rf"{_BEFORE}(?P<hour>{_N})時(?P<half>半)?前", _hour),
    (rf"{_BEFORE}(?P<hour>{_N})時(?!間)(?:(?P<minute>{_N})分|(?P<half>半))?", _hour),
    (
        rf"{_BEFORE}(?<![0-9:])(?P<hour>[0-9]{{1,2}}):(?P<minute>[0-9]{{2}})(?![0-9:]){_AFTER}",
        _hour,
    ),
    (r"(?<![0-9])(?P<hour>[0-9]{1,2})(?P<after>am|pm)", _hour),
    # Days.
    (rf"{_WEEK}週の?{_WEEKDAY}", _weekday),
    (rf"(?P<next>次の|次回の?|今度の)?{_WEEKDAY}", _weekday),
    (rf"(?P<next>next)?(?P<name>{'|'.join(_ENGLISH)})(?:s|nes|rs|ur)?(?:day)?", _english_weekday),
    (r"(?P<year>[0-9]{4})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日", _date),
    (
        rf"{_ALONE}(?P<year>[0-9]{{4}})(?P<s>[-/])(?P<month>[0-9]{{1,2}})(?P=s)(?P<day>{_D}){_END}",
        _date,
    ),
    (rf"{_ALONE}(?P<month>[0-9]{{1,2}})/(?P<day>[0-9]{{1,2}}){_END}", _date),
    (rf"(?P<month>{_N})月の?(?P<day>{_N})日", _date),
    (rf"{_WEEK}月の?(?P<day>{_N})日", _date),
    (rf"(?P<n>{_N})営業日(?:以内|後|中)?", _days(working=True)),
    (rf"{_N}[、,・~](?P<n>{_N})日(?:以内|中|後|のうち)", _days()),
    (rf"(?P<n>{_N})日(?:以内|後)", _days()),
    (rf"(?P<n>{_N})週間?(?:以内|後)", _days(7)),
    (rf"(?P<n>{_N})[かカヶケヵ箇個]月(?:以内|後)", _months),
    (rf"(?<![第0-9/])(?!一日中)(?P<day>{_N})日(?!間)", _date),
    (r"一両日", _is(DaysAhead(1))),
    (r"翌営業日|次の営業日", _is(DaysAhead(1, working=True))),
    (r"明々後日|明明後日|しあさって", _is(DaysAhead(3))),
    (r"明後日|あさって|翌々日", _is(DaysAhead(2))),
    (r"明日|あした|あす|翌日|tomorrow", _is(DaysAhead(1))),
    (r"今日|本日|きょう|ほんじつ|当日|today", _is(DaysAhead(0))),
    # Weeks, months, years.
    (rf"週明け|{_WEEK}週の?(?:早々|頭|初め|はじめ|明け)", _edge(Stretch.WEEK, last=False)),
    (rf"{_WEEK}?週末", _edge(Stretch.WEEK, last=True, vague=True)),
    (rf"{_WEEK}週|週内", _edge(Stretch.WEEK, last=True, whole=True)),
    (rf"{_WEEK}月の?(?:頭|初め|はじめ)", _edge(Stretch.MONTH, last=False)),
    (r"月初め?|月明け", _edge(Stretch.MONTH, last=False)),
    (rf"(?<![0-9一二三四五六七八九十]){_WEEK}?月(?:末日?|内)", _edge(Stretch.MONTH, last=True)),
    (rf"{_WEEK}月", _edge(Stretch.MONTH, last=True, whole=True)),
    (r"年明け", _edge(Stretch.YEAR, last=False)),
    (r"年(?:内|末)|今年中", _edge(Stretch.YEAR, last=True)),
    # Parts of the day.
    (r"お?昼休み(?:明け|後|以降|が?終わ(?:って|り))", _is(PartOfDay.AFTER_LUNCH)),
    (r"(?:お?昼|午後)(?:一番?|いち|イチ)|お?昼(?:過ぎ|すぎ|明け|後)", _is(PartOfDay.AFTER_LUNCH)),
    (r"お?昼休み(?:中)?", _is(PartOfDay.LUNCH)),
    (r"午前中?|正午|お?昼前?|noon", _is(PartOfDay.NOON)),
    (r"午後中?|afternoon", _is(PartOfDay.AFTERNOON)),
    (r"朝(?:一番?|いち|イチ)?|始業|morning", _is(PartOfDay.MORNING)),
    (r"夕方|夕刻|evening", _is(PartOfDay.EVENING)),
    (r"終業(?:時間?)?|定時|(?:営業|業務|就業)時間[内中]?", _is(PartOfDay.END)),
    (r"endof(?:the)?day|eod", _is(PartOfDay.END)),
    # What the words beside them mean.
    (r"から|より", _is(Sign.FROM)),
    (r"~|(?<=[時分半])-|(?<=:[0-9]{2})-", _is(Sign.UNTIL)),
    (r"以降|以後|過ぎ|すぎ|after", _is(Sign.NOT_BEFORE)),
    (r"までには?|迄には?|まで|迄|以内に?|中に?|いっぱい|内に?|のうちに?|の間に?", _is(Sign.FILLER)),
    (
        r"ごろ|頃|ころ|くらい|ぐらい|ほど|約|だいたい|大体|ちょうど|じゅう|一番に?|早めに?|必着|厳守|目処|めど",
        _is(Sign.FILLER),
    ),
    (
        r"です|でも|には|[はのでをに、,。.・!()「」 ]|希望|結構|予定|お?願い|(?:いた)?します",
        _is(Sign.FILLER),
    ),
    (
        r"折り?返し|[掛か]け直し|お?電話|ご?連絡|差し上げます|いただ(?:きます|く)|ます|する",
        _is(Sign.FILLER),
    ),
    (r"くだ?さい|下さい|by|until|within|in|at|before|the|on|please", _is(Sign.FILLER)),
)
_WORDS = tuple((re.compile(pattern), build) for pattern, build in _PATTERNS)
# Most places of a text begin no word of time, which all patterns at once tell far sooner than each.
# Names of groups are numbered, so that no two are the same.
_ANY_WORD = re.compile(
    "|".join(
        re.sub(r"\(\?P(<|=)(\w+)", rf"(?P\1\g<2>{number}", pattern)
        for number, (pattern, _) in enumerate(_PATTERNS)
    )
)
