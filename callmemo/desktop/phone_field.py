"""A field for a phone number, which gets its hyphens while it is typed and tells what it is."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent

from callmemo.core.phone import format_while_typing, read_number
from callmemo.desktop.form_fields import LineField
from callmemo.desktop.form_row import FieldRow
from callmemo.number_words import number_hint
from callmemo.wording import Tone


class PhoneField(LineField):
    """One line for a number; words, half numbers and what the user took away stay as they are.

    `told` is emitted when there may be something new to say about what stands here.
    """

    told = Signal()

    def __init__(self, name: str = "") -> None:
        """Build an empty field."""
        super().__init__(name)
        self._digits = 0
        self._composing = self._being_typed = False
        self.textChanged.connect(self._note)
        self.textEdited.connect(self._follow)

    def tell_below(self, row: FieldRow) -> None:
        """Say in the hint of a row what this number is, in amber where something is wrong."""
        text, wrong = number_hint(self.text(), being_typed=self._being_typed)
        row.say_hint(text, Tone.SOON if wrong else None)
        if self.property("wrong") != "true":
            self.setAccessibleDescription(text)

    def show_text(self, text: str) -> None:
        """Show a number that was kept, or read elsewhere."""
        self._being_typed = False
        super().show_text(text)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Leave the text alone while an input method composes in it."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write a whole number as it will be kept, and say now what is missing."""
        super().focusOutEvent(event)
        if event.reason() is Qt.FocusReason.PopupFocusReason:
            return
        self._being_typed = False
        number = read_number(self.text())
        if number.key and number.problem is None and number.shown != self.text():
            self._put(number.shown, len(number.shown))
        self.told.emit()

    def _follow(self, text: str) -> None:
        # Qt tells this before it tells that the text has changed.
        self._being_typed = True
        # Only what was added is formatted: a hyphen that was taken away does not come back at
        # once, and digits do not jump while some of them are being replaced.
        if _count(text) > self._digits and not self._composing:
            self._put(*format_while_typing(text, self.cursorPosition()))

    def _note(self) -> None:
        self._digits = _count(self.text())
        self.told.emit()

    def _put(self, text: str, cursor: int) -> None:
        if text != self.text():
            # Inserted, not set: what was typed before can still be undone.
            self.setSelection(0, len(self.text()))
            self.insert(text)
        self.setCursorPosition(cursor)


def _count(text: str) -> int:
    return len(re.findall(r"\d", text))
