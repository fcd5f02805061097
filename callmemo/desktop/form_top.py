"""The head of the memo form: who called whom, and which memo it is."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from callmemo.core.memo import Memo
from callmemo.core.vocabulary import Direction
from callmemo.desktop.parts import KeyButton, text_label
from callmemo.desktop.theme import font
from callmemo.labels import label
from callmemo.words import say

SIDE_KEY: Final = "F6"
_SEGMENT_PADDING = 16
_ROOM_FOR_LINE = 700
"""Pixels of width from which the line stands beside the switch."""


class FormTop(QFrame):
    """The switch between calls that came in and calls that we made; `turned` says which.

    Beside it stands what is typed in one line, and how long the call has lasted.
    """

    turned = Signal(object)
    side_wanted = Signal()

    def __init__(self) -> None:
        """Build for incoming calls."""
        super().__init__()
        self.setObjectName("formTop")
        self.title = ""
        self._side = KeyButton("", SIDE_KEY, role="flat", name="formSideKey")
        self._side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clock = CallClock()
        self._number = text_label(role="muted", name="formNumber")
        self._halves: dict[Direction, QPushButton] = {}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 10)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(0)
        column.addLayout(row)
        self._below = QHBoxLayout()
        column.addLayout(self._below)
        for place, (direction, edge) in enumerate(zip(Direction, ("first", "last"), strict=True)):
            half = QPushButton(label(direction))
            half.setObjectName(f"direction-{direction}")
            half.setProperty("role", "segment")
            half.setProperty("place", edge)
            half.setCheckable(True)
            # The half in use is bold; its neighbour must not move.
            bold = font(weight=QFont.Weight.Bold)
            wide = QFontMetrics(bold).horizontalAdvance(half.text())
            half.setMinimumWidth(wide + 2 * _SEGMENT_PADDING)
            half.setAccessibleName(label(direction))
            half.setToolTip(f"Alt+{place + 1}")
            half.clicked.connect(lambda *_, direction=direction: self.turned.emit(direction))
            group.addButton(half)
            row.addWidget(half)
            self._halves[direction] = half
        row.addSpacing(12)
        self._middle = QHBoxLayout()
        self._middle.addStretch()
        self._line: QWidget | None = None
        row.addLayout(self._middle, 1)
        row.addSpacing(12)
        row.addWidget(self._number)
        row.addWidget(self.clock)
        row.addWidget(self._side)
        self._side.clicked.connect(self.side_wanted)
        self.show_side(shown=True)
        self.show_direction(Direction.INCOMING)

    def place_line(self, line: QWidget) -> None:
        """Put the field for a call in one line between the switch and the clock."""
        self._line = line
        self._middle.addWidget(line, 1)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the line where there is room for it."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Give the line a row of its own where it would be too short beside the rest."""
        if self._line is None:
            return
        wanted, other = self._middle, self._below
        if self.width() < _ROOM_FOR_LINE:
            wanted, other = other, wanted
        if wanted.indexOf(self._line) < 0:
            other.removeWidget(self._line)
            wanted.addWidget(self._line, 1)

    def show_direction(self, direction: Direction) -> None:
        """Show it without telling anybody."""
        self._halves[direction].setChecked(True)

    def show_side(self, *, shown: bool) -> None:
        """Offer the cards where they are folded away; where they are, their key is enough."""
        self._side.say(say("Words to say"))
        self._side.setHidden(shown)

    def narrow(self, *, narrow: bool) -> None:
        """Leave out what there is no room for."""
        self._side.show_key(shown=not narrow)
        self.clock.leave_out_word(left_out=narrow)

    def choose(self, direction: Direction) -> None:
        """Press that half."""
        self._halves[direction].click()

    def correcting(self, memo: Memo | None) -> None:
        """Show which memo is corrected, or that it is a new one."""
        if memo is None:
            self._number.setText("")
            self.title = say("New memo")
        else:
            self._number.setText(say("No. {number}", number=memo.number))
            self.title = say("Correct memo No. {number}", number=memo.number)


class CallClock(QLabel):
    """How long the call has lasted: 通話 01:24."""

    def __init__(self) -> None:
        """Build without a call."""
        super().__init__()
        self.setObjectName("callClock")
        self.setProperty("role", "muted")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._since: datetime | None = None
        self._short = False

    def start(self, since: datetime | None) -> None:
        """Count from this moment; None where nobody is on the phone."""
        self._since = since
        self.setVisible(since is not None)
        if since is not None:
            self.show_time(since)

    def leave_out_word(self, *, left_out: bool) -> None:
        """Show the bare time where there is little room."""
        self._short = left_out

    def show_time(self, now: datetime) -> None:
        """Show the time that has passed; a clock set back counts as none."""
        if self._since is None:
            return
        seconds = max(int((now - self._since).total_seconds()), 0)
        minutes, seconds = divmod(seconds, 60)
        time = f"{minutes:02d}:{seconds:02d}"
        spoken = say("Call {time}", time=time)
        self.setText(time if self._short else spoken)
        self.setAccessibleName(spoken)
