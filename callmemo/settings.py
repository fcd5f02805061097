"""Settings: one table of typed entries that feeds defaults, the settings page and the CLI."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, time, timedelta
from types import MappingProxyType
from typing import Any, Final

from callmemo import errors
from callmemo import setting_values as kinds
from callmemo.core.calendar import Calendar, Hours
from callmemo.core.events import Json
from callmemo.core.office import Office
from callmemo.core.rungs import Ladder
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


def _members(value: Json) -> tuple[Member, ...]:
    if isinstance(value, str):
        value = [{"name": part} for part in value.replace("、", ",").split(",") if part.strip()]
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ValueError(mark("It must be a list of names."))
    members = [
        Member(kinds.text(item.get("name", "")), kinds.text(item.get("department", "")))
        for item in value
    ]
    return tuple(dict.fromkeys(member for member in members if member.name))


def _write_members(value: tuple[Member, ...]) -> list[dict[str, str]]:
    return [{"name": member.name, "department": member.department} for member in value]


def _zone(value: Json) -> str:
    try:
        zoneinfo.ZoneInfo(kinds.text(value))
    except (zoneinfo.ZoneInfoNotFoundError, OSError, ValueError):
        raise ValueError(mark("It must be a time zone such as Asia/Tokyo.")) from None
    return str(value).strip()


def _sign(value: Json) -> str:
    sign = kinds.narrow(value).upper()
    if not isinstance(value, str) or not re.fullmatch(r"[A-Z]{0,2}", sign):
        raise ValueError(mark("It must be one or two letters, or nothing."))
    return sign


_EVERY_DAY: Final = frozenset(range(1, 8))
_LADDER: Final = Ladder()


def _rungs(name: str, label: str) -> Entry:
    """Several rungs, each so many minutes before or after."""
    default = getattr(_LADDER, name)
    return Entry(
        f"nudge_{name}", label, default, kinds.several_minutes, kinds.write_several_minutes
    )


LADDER_ENTRIES: Final = (
    _rungs("urgent", mark("Urgent calls")),
    Entry("nudge_untouched", mark("Not yet read"), _LADDER.untouched, kinds.minutes),
    Entry(
        "nudge_afternoon",
        mark("In the afternoon"),
        _LADDER.afternoon,
        kinds.maybe_clock,
        kinds.write_maybe_clock,
    ),
    _rungs("before_closing", mark("Before closing")),
    Entry("nudge_substitute", mark("To the substitute"), _LADDER.substitute, kinds.minutes),
    Entry("nudge_left", mark("List for the manager"), _LADDER.left, kinds.minutes),
    _rungs("late_complaint", mark("Late complaints")),
    Entry("nudge_tried", mark("Calls in vain"), _LADDER.tried, kinds.times),
    Entry("manager", mark("Manager"), "", kinds.text),
    Entry("quiet_from", mark("Quiet from"), time(), kinds.clock, kinds.write_clock),
    Entry("quiet_until", mark("Quiet until"), time(), kinds.clock, kinds.write_clock),
)
"""What the reminder ladder is made of; quiet hours that end when they begin are none."""

ENTRIES: Final = (
    Entry("my_name", mark("My name"), "", kinds.text),
    Entry("members", mark("Members"), (), _members, _write_members),
    Entry("office_name", mark("Company"), "", kinds.text),
    Entry("workdays", mark("Working days"), frozenset({1, 2, 3, 4, 5}), kinds.workdays, sorted),
    Entry("closed_on_holidays", mark("Closed on public holidays"), default=True, read=kinds.flag),
    Entry("opens", mark("Opens"), time(9, 0), kinds.clock, kinds.write_clock),
    Entry("closes", mark("Closes"), time(17, 30), kinds.clock, kinds.write_clock),
    Entry("lunch_from", mark("Lunch from"), time(12, 0), kinds.clock, kinds.write_clock),
    Entry("lunch_until", mark("Lunch until"), time(13, 0), kinds.clock, kinds.write_clock),
    Entry(
        "weekday_hours",
        mark("Other hours on single weekdays"),
        (),
        kinds.weekday_hours,
        kinds.write_weekday_hours,
    ),
    Entry("closures", mark("Days closed"), (), kinds.closures, kinds.write_closures),
    Entry(
        "special_days",
        mark("Days with other hours"),
        (),
        kinds.special_days,
        kinds.write_special_days,
    ),
    Entry(
        "service_days", mark("Days of the answering service"), _EVERY_DAY, kinds.workdays, sorted
    ),
    Entry(
        "service_opens", mark("Answering service from"), time(9, 0), kinds.clock, kinds.write_clock
    ),
    Entry(
        "service_closes",
        mark("Answering service until"),
        time(21, 0),
        kinds.closing_clock,
        kinds.write_closing_clock,
    ),
    Entry("time_zone", mark("Time zone"), "Asia/Tokyo", _zone),
    Entry("nudges", mark("Reminders"), default=True, read=kinds.flag),
    *LADDER_ENTRIES,
    Entry("language", mark("Language"), "auto", kinds.one_of("auto", *LANGUAGES)),
    Entry("theme", mark("Appearance"), "auto", kinds.one_of("auto", "light", "dark")),
    Entry("desk_sign", mark("Letter in reception numbers"), "", _sign),
    Entry("tray_explained", mark("Explained the tray icon"), default=False, read=kinds.flag),
    Entry("device", mark("This desktop"), "", kinds.text),
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
    if not Hours(values["service_opens"], values["service_closes"]).is_sound:
        found.append(
            (
                ("service_opens", "service_closes"),
                mark("The answering service must begin before it ends."),
            )
        )
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
            weekday_hours=self.values["weekday_hours"],
            holidays=self.values["closed_on_holidays"],
            closures=self.values["closures"],
            special_days=self.values["special_days"],
        )

    @property
    def ladder(self) -> Ladder:
        """When reminders come, and to whom."""
        rungs = {
            name: self.values[f"nudge_{name}"]
            for name in (field.name for field in fields(Ladder))
            if name != "manager"
        }
        return Ladder(**rungs, manager=self.values["manager"])

    def quiet_until(self, now: datetime) -> datetime | None:
        """Until when reminders wait because of the quiet hours, None outside them."""
        begins, ends = self.values["quiet_from"], self.values["quiet_until"]
        if begins == ends:
            return None
        office = self.office
        today = office.today(now)
        for day in (today - timedelta(days=1), today):
            last = day if begins < ends else day + timedelta(days=1)
            start, end = office.at(day, begins), office.at(last, ends)
            if start <= now < end:
                return end
        return None

    @property
    def service(self) -> Calendar:
        """When the answering service takes calls for us: without lunch, holidays or closures."""
        return Calendar(
            zone=zoneinfo.ZoneInfo(self.values["time_zone"]),
            opens=self.values["service_opens"],
            closes=self.values["service_closes"],
            lunch_from=time(),
            lunch_until=time(),
            workdays=self.values["service_days"],
            holidays=False,
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
