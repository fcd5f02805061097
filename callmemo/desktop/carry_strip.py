"""Asks to when something is carried over (繰り越す), and why."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit

from callmemo import wording
from callmemo.core.office import Office
from callmemo.core.rules import MAX_LINE
from callmemo.desktop.action_strips import MOST_OF_A_TIME, Strip
from callmemo.desktop.parts import KeyButton, set_look
from callmemo.desktop.when_field import WhenField
from callmemo.words import say

_OWN: Final = "own"
_WIDE: Final = 720
"""Width from which everything stands on one line."""
_AFTERNOON: Final = time(13)
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class CarryStrip(Strip):
    """To when, and why? `answered(moment, reason)`; the moment is aware.

    The line for the reason has the keyboard: whoever agrees with the next morning writes why
    and presses Enter. Up and down choose another time meanwhile.
    """

    answered = Signal(object, str)

    def __init__(self, title: str, now: datetime, office: Office) -> None:
        """Build with the usual times as seen from `now`, the next morning chosen."""
        super().__init__("carryStrip", title)
        self._times = carry_times(now, office)
        self._own = WhenField(office, "carryStripOwn")
        self._own.setAccessibleName(say("Date and time"))
        self._own.show_moment(self._times[0][0])
        self._own.hide()
        self._reason = QLineEdit()
        self._reason.setObjectName("carryStripReason")
        self._reason.setPlaceholderText(say("Reason"))
        self._reason.setAccessibleName(say("Reason; up and down choose the time"))
        self._reason.setMaxLength(MAX_LINE)
        self._reason.setMinimumWidth(96)
        self._take = KeyButton(say("Decide"), "Return", name="carryStripTake")
        for moment, text in self._times:
            self.add(moment, text, MOST_OF_A_TIME)
        self.add(_OWN, say("Another time…"))
        self._chosen: object = self._times[0][0]
        self.answers.choose(self._chosen)
        self.column.removeWidget(self.answers)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(8)
        self._row.addWidget(self.answers)
        self._row.addWidget(self._own)
        line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.setSpacing(8)
        line.addWidget(self._reason, 1)
        line.addWidget(self._take)
        self._row.addLayout(line, 1)
        self.column.addLayout(self._row)
        self._reason.installEventFilter(self)
        self._reason.returnPressed.connect(self._answer)
        self._reason.textEdited.connect(lambda _text: set_look(self._reason, "wrong", value=False))
        self._take.clicked.connect(self._answer)

    @property
    def moment(self) -> datetime:
        """To when it is carried."""
        return self._chosen if isinstance(self._chosen, datetime) else self._own.moment

    def step(self, by: int) -> None:
        """Choose the next time, or the one before."""
        values: list[object] = [*(moment for moment, _ in self._times), _OWN]
        self._choose(values[(values.index(self._chosen) + by) % len(values)])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the line choose the time."""
        if isinstance(event, QKeyEvent) and event.key() in _STEPS:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.step(_STEPS[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """The line takes the keyboard."""
        super().showEvent(event)
        self._reason.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything on one line where there is room for it."""
        super().resizeEvent(event)
        self._turn()

    def _give(self, answer: object) -> None:
        # A second click on the chosen time leaves it chosen.
        self._choose(self._chosen if answer is None else answer)
        (self._own if self._chosen == _OWN else self._reason).setFocus()

    def _choose(self, answer: object) -> None:
        self._chosen = answer
        self.answers.choose(answer)
        self._own.setVisible(answer == _OWN)
        self._turn()

    def _turn(self) -> None:
        direction = QBoxLayout.Direction
        wide = self.width() >= _WIDE and self._own.isHidden()
        self._row.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def _answer(self) -> None:
        # The desk refuses it too; here it shows where the reason is missing.
        set_look(self._reason, "wrong", value=not self._reason.text().strip())
        self.answered.emit(self.moment, self._reason.text())


def carry_times(now: datetime, office: Office) -> list[tuple[datetime, str]]:
    """Times to which work is carried over: the next business morning, and after its lunch."""
    morning = office.next_morning(now)
    day = office.today(morning)
    name = wording.day(day, office.today(now))
    found = [(morning, say("{day} morning {time}", day=name, time=wording.clock(morning, office)))]
    lunch = office.lunch_from < office.lunch_until
    noon = office.at(day, office.lunch_until if lunch else _AFTERNOON)
    if morning < noon < office.closing(day) - timedelta(minutes=30):
        found.append((noon, wording.moment(noon, now, office)))
    return found
