"""The menu by which somebody is said to be here, in a meeting, out, gone home or off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from callmemo import wording
from callmemo.core.office import Office
from callmemo.core.presence import Present
from callmemo.core.vocabulary import Presence
from callmemo.labels import label
from callmemo.words import say

_HALF_HOUR: Final = timedelta(minutes=30)
_AT_LEAST: Final = timedelta(minutes=5)
"""Nobody says that they are away until a moment from now."""
_MOST: Final = 8
_WITH_END: Final = frozenset({Presence.MEETING, Presence.OUT})


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be said: a state, from when (None: now) and until when (None: open)."""

    state: Presence
    text: str
    since: datetime | None = None
    until: datetime | None = None


def choices(now: datetime, office: Office) -> dict[Presence, list[Choice]]:
    """Return what can be said at this moment, by state; one choice needs no menu of its own."""
    found: dict[Presence, list[Choice]] = {}
    for state in Presence:
        if state in _WITH_END:
            found[state] = [
                Choice(state, _until(end, office), until=end) for end in ends(now, office)
            ]
            found[state].append(Choice(state, say("End not known")))
        else:
            found[state] = [Choice(state, label(state))]
    return found | {Presence.OFF: _days_off(now, office)}


def ends(now: datetime, office: Office) -> list[datetime]:
    """Return the half hours at which people are usually back, at the latest closing time."""
    closing = office.closing(office.today(now))
    past = timedelta(minutes=office.local(now).minute % 30, seconds=now.second)
    first = now.replace(microsecond=0) - past + _HALF_HOUR
    if first - now < _AT_LEAST:
        first += _HALF_HOUR
    found = [first + count * _HALF_HOUR for count in range(_MOST)]
    if not office.is_open(now):
        return found[: _MOST // 2]
    return [*(end for end in found if end < closing), closing][:_MOST]


def _until(end: datetime, office: Office) -> str:
    time = wording.clock(end, office)
    if end == office.closing(office.today(end)):
        return say("until closing, {time}", time=time)
    return say("until {time}", time=time)


def _days_off(now: datetime, office: Office) -> list[Choice]:
    today = office.today(now)
    later = office.next_workday(today)
    return [
        Choice(Presence.OFF, say("today")),
        Choice(Presence.OFF, wording.day(later, today), office.day_bounds(later)[0]),
    ]


class PresenceMenu(QMenu):
    """`chosen(choice)` when something was said of the person for whom the menu was filled."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Build empty; `offer` fills it."""
        super().__init__(parent)
        self.setObjectName(name)
        self._offered: tuple[Presence, dict[Presence, list[Choice]]] | None = None

    def offer(self, present: Present, now: datetime, office: Office) -> None:
        """Offer what can be said now; a menu that is open, or offers it already, stays."""
        offered = (present.state, choices(now, office))
        if offered == self._offered or self.isVisible():
            return
        self._offered = offered
        for entry in self.actions():
            if isinstance(menu := entry.menu(), QMenu):
                menu.deleteLater()
        self.clear()
        for number, (state, ways) in enumerate(offered[1].items(), start=1):
            # The number is the key that chooses it, as Windows and Qt understand an ampersand.
            text = f"&{number}  {label(state)}"
            if len(ways) == 1:
                entry = self._entry(self, text, ways[0])
            else:
                below = self.addMenu(text)
                below.setObjectName(f"{self.objectName()}-{state}")
                for place, way in enumerate(ways, start=1):
                    self._entry(below, f"&{place}  {way.text}", way)
                entry = below.menuAction()
            entry.setObjectName(f"{self.objectName()}-{state}")
            entry.setCheckable(True)
            entry.setChecked(state is present.state)

    def _entry(self, menu: QMenu, text: str, choice: Choice) -> QAction:
        entry = menu.addAction(text)
        entry.setData(choice)
        entry.triggered.connect(lambda _=False: self.chosen.emit(choice))
        return entry
