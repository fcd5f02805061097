"""Pages of the settings for the office's hours and for the days on which it is closed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel

from callmemo import day_words
from callmemo.desktop.parts import set_look
from callmemo.desktop.session import DeskSession
from callmemo.desktop.settings_controls import Switch
from callmemo.desktop.settings_forms import Keeper, SettingsForm
from callmemo.desktop.settings_items import Part, Shape, add_items
from callmemo.desktop.theme import Theme
from callmemo.words import say

_DATE: Final = 96
_HOUR: Final = 60
_NAME: Final = 108


def hours_page(keeper: Keeper) -> SettingsForm:
    """Build the page of hours: of the week, of lunch, and of the answering service."""
    form = SettingsForm("settingsHours", say("Opening hours"), keeper)
    times = [f"{hour}:{minute:02d}" for hour in range(24) for minute in (0, 30)]
    form.days("workdays")
    form.span(
        say("Hours"),
        ("opens", "closes"),
        times,
        say("“By the end of the day” means this closing time."),
    )
    form.span(
        say("Lunch"),
        ("lunch_from", "lunch_until"),
        times,
        say("Without a lunch break, enter the same time twice."),
    )
    add_items(
        form,
        _weekday_hours(),
        hint=say("For a working day with hours of its own, such as Saturday 9:00 to 12:00."),
    )
    form.days("service_days")
    form.span(
        say("Answering service"),
        ("service_opens", "service_closes"),
        [*times, "24:00"],
        say("When it takes your calls, also on holidays and on days when you are closed."),
    )
    form.end()
    return form


def closures_page(session: DeskSession, keeper: Keeper, theme: Theme) -> SettingsForm:
    """Build the page of days: public holidays, closures of one's own, days with other hours."""
    form = SettingsForm("settingsClosures", say("Holidays"), keeper)
    form.row("", NextDayOff(session))
    form.switch(
        "closed_on_holidays",
        Switch(theme, "setting-closed_on_holidays"),
        hint=say("Japanese public holidays, and the days that stand in for them."),
    )
    add_items(
        form,
        _closures(),
        hint=say("Without a year it is every year: 12/29 to 1/3. One day needs no end."),
    )
    add_items(
        form,
        _special_days(),
        hint=say("Open on that day with these hours, even if it is a holiday."),
    )
    form.end()
    return form


class NextDayOff(QLabel):
    """Says which weekday the office is closed next."""

    def __init__(self, session: DeskSession) -> None:
        """Follow the settings in force."""
        super().__init__()
        self._session = session
        self.setObjectName("nextDayOff")
        self.setWordWrap(True)
        self.setContentsMargins(0, 7, 0, 0)
        set_look(self, "role", "hint")
        session.settings_changed.connect(self.renew)
        self.renew()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again: the day may be another."""
        super().showEvent(event)
        self.renew()

    def renew(self) -> None:
        """Look into the calendar."""
        office = self._session.settings.office
        today = office.today(self._session.now())
        text = day_words.next_day_off(today, office)
        self.setText(text or say("No day off is known for the next twelve months."))


def _weekday_hours() -> Shape:
    return Shape(
        "weekday_hours",
        (
            Part("weekday", say("Weekday"), 88),
            Part("opens", say("from"), _HOUR),
            Part("closes", say("until"), _HOUR, dash=True),
        ),
        _split_weekday,
        lambda typed: f"{typed['weekday']} {typed['opens']}-{typed['closes']}",
    )


def _closures() -> Shape:
    return Shape(
        "closures",
        (
            Part("first", say("First day"), _DATE),
            Part("last", say("Last day"), _DATE, required=False, dash=True),
            Part("name", say("Name"), _NAME, required=False),
        ),
        _split_closure,
        lambda typed: (
            f"{typed['first']}..{typed['last'] or typed['first']} {typed['name']}".strip()
        ),
    )


def _special_days() -> Shape:
    return Shape(
        "special_days",
        (
            Part("day", say("Day"), _DATE),
            Part("opens", say("from"), _HOUR),
            Part("closes", say("until"), _HOUR, dash=True),
            Part("name", say("Name"), _NAME, required=False),
        ),
        _split_special,
        lambda typed: f"{typed['day']} {typed['opens']}-{typed['closes']} {typed['name']}".strip(),
    )


def _split_weekday(text: str) -> Mapping[str, str]:
    weekday, _, span = text.partition(" ")
    return {"weekday": weekday, **_split_span(span)}


def _split_closure(text: str) -> Mapping[str, str]:
    days, _, name = text.partition(" ")
    first, _, last = days.partition("..")
    shown = {"first": _slashed(first), "last": _slashed(last), "name": name}
    return shown if first != last else {**shown, "last": ""}


def _split_special(text: str) -> Mapping[str, str]:
    day, _, rest = text.partition(" ")
    span, _, name = rest.partition(" ")
    return {"day": _slashed(day), "name": name, **_split_span(span)}


def _split_span(text: str) -> Mapping[str, str]:
    opens, _, closes = text.partition("-")
    return {"opens": opens.removeprefix("0"), "closes": closes.removeprefix("0")}


def _slashed(day: str) -> str:
    """Show 2026-08-01 as people here write it: 2026/8/1."""
    return "/".join(part.removeprefix("0") for part in day.split("-"))
