"""The filters under the search: for whom, how far it has come, which days; all by keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from callmemo.core.search import Search
from callmemo.core.vocabulary import Status
from callmemo.desktop.parts import Chip, FlowLayout
from callmemo.desktop.plain_text import OneLine, shortened
from callmemo.labels import field_label, label
from callmemo.search_words import OPEN, Period, period_days, period_name, said_days, said_statuses
from callmemo.words import say

_NAME_MOST = 12
_OPENS = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class MenuChip(Chip):
    """A chip that opens a menu; `picked(value)`, None for all. Down and Enter open it too."""

    picked = Signal(object)

    def __init__(self, title: str, everything: str, name: str) -> None:
        """Build without choices."""
        super().__init__("", name=name)
        self._is_set = False
        self._title = title
        self._all = everything
        self.menu_ = QMenu(self)
        self.menu_.setObjectName(f"{name}Menu")
        self.menu_.setAccessibleName(title)
        self.clicked.connect(self.open_menu)
        self.menu_.aboutToHide.connect(lambda: self.setChecked(self._is_set))
        self.tell("")

    def offer(self, choices: Iterable[tuple[str, object]]) -> None:
        """Offer these choices, after that of all."""
        self.menu_.clear()
        for text, value in ((self._all, None), *choices):
            # An ampersand would be taken for the sign of a key.
            action = QAction(text.replace("&", "&&"), self.menu_)
            action.triggered.connect(lambda _=False, value=value: self.picked.emit(value))
            self.menu_.addAction(action)

    def tell(self, chosen: str) -> None:
        """Say what is chosen; empty for all."""
        self._is_set = bool(chosen)
        self.setChecked(self._is_set)
        said = say("{what}: {chosen}", what=self._title, chosen=shortened(chosen, _NAME_MOST))
        face = f"{said if chosen else self._title} ▾"
        self.say(face)

    def open_menu(self) -> None:
        """Show the choices below the chip."""
        self.setChecked(self._is_set)
        self.menu_.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self.menu_.setActiveAction(self.menu_.actions()[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the menu as it does everywhere."""
        if event.key() in _OPENS:
            self.open_menu()
        else:
            super().keyPressEvent(event)


class FilterStrip(QFrame):
    """Holds what is chosen beside the words. `changed` when that is another thing now.

    `days_wanted` when days are to be typed in the search field.
    """

    changed = Signal()
    days_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build with nothing chosen, and hidden."""
        super().__init__(parent)
        self.setObjectName("filterStrip")
        self._chosen = Search()
        self._today = date.min
        self.here = False
        self._who = MenuChip(field_label("addressee"), say("Anybody"), "filterWho")
        self._status = MenuChip(field_label("status"), say("Any status"), "filterStatus")
        self._days = MenuChip(say("Taken"), say("Any day"), "filterDays")
        self._urgent = Chip(say("Urgent"), name="filterUrgent", tone="late")
        self._complaint = Chip(say("Complaint"), name="filterComplaint")
        self._here = Chip(say("Only this list"), name="filterHere")
        self._unread = OneLine("muted", "filterUnread")
        chips = QWidget()
        flow = FlowLayout(chips)
        for chip in self.chips:
            flow.addWidget(chip)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(8)
        row.addWidget(chips, 1)
        row.addWidget(self._unread)
        self._connect()
        self.hide()

    def _connect(self) -> None:
        self._who.picked.connect(lambda name: self._choose(addressee=name or ""))
        self._status.picked.connect(lambda found: self._choose(statuses=found or frozenset()))
        self._days.picked.connect(self._choose_days)
        self._urgent.clicked.connect(lambda on: self._choose(urgent=on))
        self._complaint.clicked.connect(lambda on: self._choose(complaint=on))
        self._here.clicked.connect(self._stay_here)

    @property
    def chips(self) -> tuple[Chip, ...]:
        """All chips, in the order of the Tab key."""
        return (self._who, self._status, self._days, self._urgent, self._complaint, self._here)

    @property
    def chosen(self) -> Search:
        """What is chosen here, without words."""
        return self._chosen

    def offer(self, names: Sequence[str], today: date, *, a_part: bool) -> None:
        """Offer these people and days; `a_part` is whether the list shown is a part of all."""
        self._today = today
        self._who.offer((name, name) for name in names)
        statuses = [(label(status), frozenset({status})) for status in Status]
        self._status.offer([(say("Not finished"), OPEN), *statuses])
        days = [(period_name(period), period) for period in Period]
        self._days.offer([*days, (say("From–to: type the days"), "typed")])
        self._here.setVisible(a_part)
        self.here = self.here and a_part
        self._here.setChecked(self.here)

    def tell(self, search: Search, today: date, unread: Sequence[str] = ()) -> None:
        """Show what is in force, also what was typed, and what could not be read."""
        self._today = today
        self._who.tell(search.addressee)
        self._status.tell(said_statuses(search))
        self._days.tell(said_days(search, self._today))
        self._urgent.setChecked(search.urgent)
        self._complaint.setChecked(search.complaint)
        text = say("Not understood: {text}", text=" ".join(unread)) if unread else ""
        self._unread.say(text)
        self._unread.setVisible(bool(text))

    def clear(self) -> None:
        """Choose nothing, without saying so."""
        self._chosen = Search()
        self.here = False
        self._here.setChecked(False)

    def _choose(self, **fields: object) -> None:
        self._chosen = replace(self._chosen, **fields)  # type: ignore[arg-type] # fields of a Search
        self.changed.emit()

    def _choose_days(self, period: object) -> None:
        if isinstance(period, Period):
            first, last = period_days(period, self._today)
            self._choose(first_day=first, last_day=last)
        else:
            self._choose(first_day=None, last_day=None)
            if period is not None:
                self.days_wanted.emit()

    def _stay_here(self, on: bool) -> None:
        self.here = on
        self.changed.emit()
