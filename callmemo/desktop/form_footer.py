"""The foot of the memo form: what is safe, what went wrong, and the ways out."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from callmemo.desktop.form_notice import Notice
from callmemo.desktop.parts import KeyButton, text_label
from callmemo.wording import Tone
from callmemo.words import say

DETAILS_KEY: Final = "F2"
TELL_KEY: Final = "Ctrl+Return"
NEXT_KEY: Final = "Ctrl+Shift+Return"
_KEYS_FIT: Final = 900
_STATE_FITS: Final = 600


class FormFooter(QFrame):
    """More fields and the state of the draft at the left, the ways out at the right.

    Faults stand above both.
    """

    details_wanted = Signal()
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
        self._more = KeyButton("", DETAILS_KEY, role="flat", name="formMore")
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
        self._line.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 10)
        column.setSpacing(8)
        column.addWidget(self._fault)
        column.addLayout(self._line)
        self._fault.hide()
        self.show_unfolded(False)
        self.share(_KEYS_FIT)

    def _connect(self) -> None:
        self._more.clicked.connect(self.details_wanted)
        self._close.clicked.connect(self.close_wanted)
        self._next.clicked.connect(self.next_wanted)
        self._tell.clicked.connect(self.tell_wanted)

    def show_unfolded(self, unfolded: bool) -> None:
        """Offer to fold the rarely asked fields in or out."""
        self._more.say(say("Fewer fields") if unfolded else say("More fields"))

    def share(self, width: int) -> None:
        """Fit into a width: first the keys are left out, then the state stands above."""
        for button in (self._more, self._close, self._next, self._tell):
            button.show_key(shown=width >= _KEYS_FIT)
        narrow = width < _STATE_FITS
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for part in (self._more, self._state, self._buttons):
            self._line.removeWidget(part)
        middle = Qt.AlignmentFlag.AlignVCenter
        if narrow:
            self._line.addWidget(self._state, 0, 0, 1, 3)
            self._line.addWidget(self._more, 1, 0, middle)
            self._line.addWidget(self._buttons, 1, 1, 1, 2, middle)
        else:
            self._line.addWidget(self._more, 0, 0, middle)
            self._line.addWidget(self._state, 0, 1)
            self._line.addWidget(self._buttons, 0, 2, middle)
        self.say_state(self._state.text())

    def correcting(self, *, correcting: bool) -> None:
        """Offer what goes with a memo that is corrected, or with a new one."""
        self._next.setVisible(not correcting)
        self._tell.say(say("Save the correction") if correcting else say("Save and tell"))

    def say_state(self, text: str) -> None:
        """Say what is safe."""
        self._state.setText(text)
        self._state.setVisible(bool(text) or not self._narrow)

    def say_kept(self) -> None:
        """Say that what was typed is on disk."""
        self.say_state(say("Draft saved automatically"))

    def say_not_kept(self) -> None:
        """Say that it is not, and what to do."""
        self.say_state(
            say("The draft cannot be kept on disk. Please save the memo before you close.")
        )

    def say_fault(self, text: str) -> None:
        """Say why something was not possible, or with no text that all is well."""
        self._fault.say(text)
        self._fault.setVisible(bool(text))

    def point_to_save(self) -> None:
        """Give the keyboard to the button that saves."""
        self._tell.setFocus()
