"""The foot of the memo form: what is safe, what went wrong, and the ways out."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from callmemo.desktop.form_notice import Notice
from callmemo.desktop.parts import KeyButton, text_label
from callmemo.wording import Tone
from callmemo.words import say

TELL_KEY: Final = "Ctrl+Return"
NEXT_KEY: Final = "Ctrl+Shift+Return"


class FormFooter(QFrame):
    """State of the draft at the left, buttons at the right, faults above both."""

    close_wanted = Signal()
    next_wanted = Signal()
    tell_wanted = Signal()

    def __init__(self) -> None:
        """Build for a new memo."""
        super().__init__()
        self.setObjectName("formFoot")
        self._narrow: bool | None = None
        self._fault = Notice("formFault", Tone.LATE)
        self._state = text_label(role="muted", name="draftState")
        self._state.setWordWrap(True)
        self._close = KeyButton(say("Close"), "Escape", name="formClose")
        self._next = KeyButton(say("Save and next"), NEXT_KEY, name="saveNext")
        self._tell = KeyButton(say("Save and tell"), TELL_KEY, role="primary", name="saveTell")
        self._buttons = QWidget()
        self._line = QGridLayout()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addStretch()
        for button in (self._close, self._next, self._tell):
            row.addWidget(button)
        self._line.setSpacing(8)
        self._line.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 10)
        column.setSpacing(8)
        column.addWidget(self._fault)
        column.addLayout(self._line)
        self._fault.hide()
        self.narrow(narrow=False)

    def _connect(self) -> None:
        self._close.clicked.connect(self.close_wanted)
        self._next.clicked.connect(self.next_wanted)
        self._tell.clicked.connect(self.tell_wanted)

    def narrow(self, *, narrow: bool) -> None:
        """Put the state above the buttons and leave out their keys, or beside them."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for part in (self._state, self._buttons):
            self._line.removeWidget(part)
        middle = Qt.AlignmentFlag.AlignVCenter
        if narrow:
            self._line.addWidget(self._state, 0, 0, 1, 2)
            self._line.addWidget(self._buttons, 1, 0, 1, 2)
        else:
            self._line.addWidget(self._state, 0, 0)
            self._line.addWidget(self._buttons, 0, 1, middle)
        for button in (self._close, self._next, self._tell):
            button.show_key(shown=not narrow)
        self.say_state(self._state.text())

    def correcting(self, *, correcting: bool) -> None:
        """Offer what goes with a memo that is corrected, or with a new one."""
        self._next.setVisible(not correcting)
        self._tell.say(say("Save the correction") if correcting else say("Save and tell"))

    def say_state(self, text: str) -> None:
        """Say what is safe."""
        self._state.setText(text)
        self._state.setVisible(bool(text) or not self._narrow)

    def say_fault(self, text: str) -> None:
        """Say why something was not possible, or with no text that all is well."""
        self._fault.say(text)
        self._fault.setVisible(bool(text))

    def point_to_save(self) -> None:
        """Give the keyboard to the button that saves."""
        self._tell.setFocus()
