"""The head of the memo form: who called whom, and which memo it is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy

from callmemo.core.memo import Memo
from callmemo.core.vocabulary import Direction
from callmemo.desktop.parts import KeyButton, text_label
from callmemo.desktop.theme import font
from callmemo.labels import label
from callmemo.words import say

DETAILS_KEY: Final = "F2"
_SEGMENT_PADDING = 16


class FormTop(QFrame):
    """The switch between calls that came in and calls that we made; `turned` says which."""

    turned = Signal(object)
    details_wanted = Signal()

    def __init__(self) -> None:
        """Build for incoming calls."""
        super().__init__()
        self.setObjectName("formTop")
        self.title = ""
        self.more = KeyButton("", DETAILS_KEY, role="flat", name="formMore")
        self.more.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._number = text_label(role="muted", name="formNumber")
        self._halves: dict[Direction, QPushButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(0)
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
        row.addStretch()
        row.addWidget(self._number)
        row.addSpacing(8)
        row.addWidget(self.more)
        self.more.clicked.connect(self.details_wanted)
        self.show_unfolded(unfolded=False)
        self.show_direction(Direction.INCOMING)

    def show_direction(self, direction: Direction) -> None:
        """Show it without telling anybody."""
        self._halves[direction].setChecked(True)

    def show_unfolded(self, *, unfolded: bool) -> None:
        """Offer to fold the rarely asked fields in or out."""
        self.more.say(say("Fewer fields") if unfolded else say("More fields"))

    def narrow(self, *, narrow: bool) -> None:
        """Leave out the key where there is no room for it."""
        self.more.show_key(shown=not narrow)

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
