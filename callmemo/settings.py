"""Settings: one table of typed entries that feeds defaults, the settings page and the CLI."""

from __future__ import annotations

import re
import unicodedata
import zoneinfo
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import time
from types import MappingProxyType
from typing import Any, Final

from callmemo import errors
from callmemo.core.events import Json
from callmemo.core.office import Office
from callmemo.core.rules import has_control
from callmemo.words import LANGUAGES, mark, say

FILE: Final = "settings.json"
LONGEST_NAME: Final = 60
_HOURS = 24


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the office to whom memos can be addressed."""

    name: str
    department: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One setting: its name in the file, what it is when nothing is set, and its check.

    `read` turns JSON into the value and raises ValueError with a marked message if it does
    not fit; `write` turns the value into JSON.
    """

    name: str
    label: str
    default: Any
    read: Callable[[Any], Any]
    write: Callable[[Any], Any] = lambda value: value


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise ValueError(mark("It must be text."))
    text = value.strip()
    if len(text) > LONGEST_NAME or has_control(text) or len(text.splitlines()) > 1:
        raise ValueError(mark("It must be one line of at most 60 characters."))
    return text


def _narrow(value: Json) -> str:
    """Fold what a Japanese keyboard types in full width (９：００); other kinds give nothing."""
    return unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else ""


def _flag(value: Json) -> bool:
    words = {"on": True, "true": True, "off": False, "false": False}
    if isinstance(value, str) and value.lower() in words:
        return words[value.lower()]
    if not isinstance(value, bool):
        raise ValueError(mark("It must be on or off."))
    return value


def _clock(value: Json) -> time:
    text = _narrow(value)
    if re.fullmatch(r"[0-2]?[0-9]:[0-5][0-9]", text):
        hour, minute = text.split(":")
        if int(hour) < _HOURS:
            return time(int(hour), int(minute))
    raise ValueError(mark("It must be a time such as 17:30."))


def _write_clock(value: time) -> str:
    return f"{value:%H:%M}"


def _one_of(*choices: str) -> Callable[[Any], str]:
    def read(value: Json) -> str:
        if value not in choices:
            raise ValueError(mark("It is not one of the choices."))
        return str(value)

    return read


def _workdays(value: Json) -> frozenset[int]:
    if isinstance(value, str):
        value = [int(part) for part in value.split(",") if part.strip().isdecimal()]
    if not isinstance(value, list) or not value or not all(map(_is_weekday, value)):
        raise ValueError(mark("It must name at least one weekday, Monday being 1."))
    return frozenset(value)


def _is_weekday(value: Json) -> bool:
    return type(value) is int and 1 <= value <= 7  # noqa: PLR2004 - days of a week


def _members(value: Json) -> tuple[Member, ...]:
    if isinstance(value, str):
        value = [{"name": part} for part in value.replace("、", ",").split(",") if part.strip()]
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ValueError(mark("It must be a list of names."))
    members = [
        Member(_text(item.get("name", "")), _text(item.get("department", ""))) for item in value
    ]
    return tuple(dict.fromkeys(member for member in members if member.name))


def _write_members(value: tuple[Member, ...]) -> list[dict[str, str]]:
    return [{"name": member.name, "department": member.department} for member in value]


def _zone(value: Json) -> str:
    try:
        zoneinfo.ZoneInfo(_text(value))
    except (zoneinfo.ZoneInfoNotFoundError, OSError, ValueError):
        raise ValueError(mark("It must be a time zone such as Asia/Tokyo.")) from None
    return str(value).strip()


def _sign(value: Json) -> str:
    sign = _narrow(value).upper()
    if not isinstance(value, str) or not re.fullmatch(r"[A-Z]{0,2}", sign):
        raise ValueError(mark("It must be one or two letters, or nothing."))
    return sign


ENTRIES: Final = (
    Entry("my_name", mark("My name"), "", _text),
    Entry("members", mark("Members"), (), _members, _write_members),
    Entry("office_name", mark("Company"), "", _text),
    Entry("workdays", mark("Working days"), frozenset({1, 2, 3, 4, 5}), _workdays, sorted),
    Entry("opens", mark("Opens"), time(9, 0), _clock, _write_clock),
    Entry("closes", mark("Closes"), time(17, 30), _clock, _write_clock),
    Entry("lunch_from", mark("Lunch from"), time(12, 0), _clock, _write_clock),
    Entry("lunch_until", mark("Lunch until"), time(13, 0), _clock, _write_clock),
    Entry("time_zone", mark("Time zone"), "Asia/Tokyo", _zone),
    Entry("nudges", mark("Reminders"), default=True, read=_flag),
    Entry("language", mark("Language"), "auto", _one_of("auto", *LANGUAGES)),
    Entry("theme", mark("Appearance"), "auto", _one_of("auto", "light", "dark")),
    Entry("desk_sign", mark("Letter in reception numbers"), "", _sign),
    Entry("tray_explained", mark("Explained the tray icon"), default=False, read=_flag),
    Entry("device", mark("This desktop"), "", _text),
)
BY_NAME: Final[Mapping[str, Entry]] = MappingProxyType({entry.name: entry for entry in ENTRIES})
DEFAULTS: Final[Mapping[str, Any]] = MappingProxyType({e.name: e.default for e in ENTRIES})


def contradictions(values: Mapping[str, Any]) -> list[tuple[tuple[str, str], str]]:
    """Find the settings that contradict each other, with the message that says so.

    A lunch that ends when it begins means that there is none.
    """
    found = []
    if not values["opens"] < values["closes"]:
        found.append((("opens", "closes"), mark("The office must open before it closes.")))
    if values["lunch_from"] > values["lunch_until"]:
        found.append((("lunch_from", "lunch_until"), mark("Lunch must begin before it ends.")))
    return found


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force, as one unchangeable value."""

    values: Mapping[str, Any]

    def __getattr__(self, name: str) -> Json:
        """Return the value of an entry by its name."""
        # Asked for before it is there (a copy in the making), `values` must not lead back here.
        if name not in BY_NAME:
            raise AttributeError(name)
        return self.values[name]

    @property
    def office(self) -> Office:
        """The office that these settings describe."""
        return Office(
            zone=zoneinfo.ZoneInfo(self.values["time_zone"]),
            opens=self.values["opens"],
            closes=self.values["closes"],
            lunch_from=self.values["lunch_from"],
            lunch_until=self.values["lunch_until"],
            workdays=self.values["workdays"],
        )

    def member(self, name: str) -> Member | None:
        """Find a member by name."""
        return next((member for member in self.values["members"] if member.name == name), None)

    def with_value(self, name: str, value: Json) -> Settings:
        """Return these settings with one changed; raises SettingRefused if it does not fit.

        `value` is JSON, or the text that a user typed.
        """
        entry = BY_NAME.get(name)
        if entry is None:
            raise errors.SettingRefused(name, say("There is no such setting."))
        try:
            read = entry.read(value)
        except ValueError as error:
            raise errors.SettingRefused(say(entry.label), say(str(error))) from None
        changed = replace(self, values=MappingProxyType({**self.values, name: read}))
        for _names, reason in contradictions(changed.values):
            raise errors.SettingRefused(say(entry.label), say(reason))
        return changed
