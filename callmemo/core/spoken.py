"""How names, hours and days are said aloud on the phone, in Japanese and in English."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Final

from callmemo.core.memo import Caller, tidy_line
from callmemo.core.office import Office

LONGEST: Final = 60
"""Characters of one name or topic that can still be said in one breath."""
_COURTESY: Final = re.compile(
    r"[\s　]*(?:さん|さま|様|サマ|サン|氏|殿|どの|くん|君|ちゃん|御中|宛て?|あて)$"
)
_MASTER: Final = re.compile(r"[\s　]*(先生)$")
_TITLE: Final = re.compile(
    r"(?<=.)[\s　]*((?:代表取締役|取締役|専務|常務|執行役員|副?社長|会長|[本支]?店長|所長|室長"
    r"|副?部長|次長|課長代理|副?課長|係長|主任|主査|主事|リーダー|マネージャー))$"
)
_COMPANY_SHORT: Final = (
    ("(株)", "株式会社"),
    ("（株）", "株式会社"),
    ("㈱", "株式会社"),
    ("(有)", "有限会社"),
    ("（有）", "有限会社"),
    ("㈲", "有限会社"),
    ("(同)", "合同会社"),
    ("（同）", "合同会社"),
)
_WEEKDAYS_JA: Final = "月火水木金土日"
_WEEKDAYS_EN: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
_MONTHS_EN: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_BRACES: Final = str.maketrans({"{": "｛", "}": "｝"})


def plain(text: str) -> str:
    """Put a text on one line, short enough to be said, and without the signs of a blank."""
    line = " ".join(tidy_line(text).translate(_BRACES).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def bare(name: str) -> str:
    """A name without the courtesy that was typed with it: 「鈴木さん」 is 鈴木."""
    name = plain(name)
    while (shorter := _COURTESY.sub("", name)) != name and shorter:
        name = shorter
    return "" if _COURTESY.fullmatch(name) else name


def company(name: str) -> str:
    """A company as it is said: 「(株)ハル」 is 株式会社ハル."""
    name = bare(name)
    for short, full in _COMPANY_SHORT:
        name = name.replace(short, full)
    return name


def own(name: str, language: str) -> str:
    """Somebody of our office, spoken of to people outside: no courtesy, the title before it."""
    name = bare(name)
    if language != "ja":
        return name
    name = _MASTER.sub("", name) or name
    return _TITLE.sub("", name) if not _titled(name) else _titled(name)


def _titled(name: str) -> str:
    """Return 「部長の佐藤」 for 「佐藤部長」, nothing where there is no title."""
    found = _TITLE.search(name)
    if found is None:
        return ""
    rest = name[: found.start()].strip()
    return f"{found[1]}の{rest}" if rest else ""


def guest(name: str, language: str) -> str:
    """Somebody outside, with the courtesy that is due to them exactly once."""
    name = bare(name)
    if not name or language != "ja" or _MASTER.search(name):
        return name
    return f"{_titled(name) or name}様"


def who(caller: Caller, language: str) -> str:
    """Company, department and name as one says them together; empty if none is known."""
    name = guest(caller.name or caller.kana, language)
    place = " ".join(part for part in (company(caller.company), bare(caller.department)) if part)
    if language != "ja":
        return f"{name} of {place}" if name and place else name or place
    if name and place:
        return f"{place}の{name}"
    return name or (f"{place}様" if place else "")


def called(caller: Caller, language: str) -> str:
    """How they are addressed: by name, else by company; empty if neither is known."""
    name = guest(caller.name or caller.kana, language)
    if name:
        return name
    place = company(caller.company)
    return f"{place}様" if place and language == "ja" else place


def clock(at: time, language: str) -> str:
    """Say an hour: 15時30分, 3:30 pm."""
    if language == "ja":
        return f"{at.hour}時{at.minute}分" if at.minute else f"{at.hour}時"
    if at.hour in {0, 12} and not at.minute:
        return "noon" if at.hour else "midnight"
    half = "am" if at.hour < 12 else "pm"  # noqa: PLR2004 - noon
    hour = at.hour % 12 or 12
    return f"{hour}:{at.minute:02d} {half}" if at.minute else f"{hour} {half}"


def day(when: date, today: date, language: str) -> str:
    """Say a day seen from today: 明日, 24日火曜日; in English as it follows `back`."""
    ahead = (when - today).days
    if language == "ja":
        near = {-1: "昨日", 0: "本日", 1: "明日"}
        if ahead in near:
            return near[ahead]
        weekday = f"{when.day}日{_WEEKDAYS_JA[when.weekday()]}曜日"
        return (
            weekday
            if (when.year, when.month) == (today.year, today.month)
            else (f"{when.month}月{weekday}")
        )
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if ahead in near:
        return near[ahead]
    return f"on {_WEEKDAYS_EN[when.weekday()]}, {_MONTHS_EN[when.month - 1]} {when.day}"


def moment(at: datetime, now: datetime, office: Office, language: str) -> str:
    """Say day and hour; the day only where it is another: 15時, 明日の10時, 3 pm tomorrow."""
    local, today = office.local(at), office.today(now)
    hour = clock(local.time(), language)
    if local.date() == today:
        return hour
    when = day(local.date(), today, language)
    return f"{when}の{hour}" if language == "ja" else f"{hour} {when}"
