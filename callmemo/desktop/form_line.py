"""The line at the top of the memo form: who types a call down in one go need not change fields."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QWidget

from callmemo.desktop.form_fields import LineField
from callmemo.words import say

PAUSE_MS: Final = 100
"""How long after a key the line is read; who types without a pause is read as often."""
KEY: Final = "Ctrl+L"


class LineInput(LineField):
    """The line. `said(text)` tells what stands in it, a moment after it changed.

    What is still being composed is not told before it is committed.
    """

    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build an empty line; it is connected to the fields by the form."""
        super().__init__("formLine")
        self.setParent(parent)
        self.setPlaceholderText(say("Type everything in one line"))
        self.setAccessibleName(say("One-line input"))
        self._composing = False
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._soon.timeout.connect(self._tell)
        self.textChanged.connect(self._touch)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Notice whether unfinished Japanese stands in the line."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def flush(self) -> None:
        """Tell at once what has not been told yet."""
        if self._soon.isActive():
            self._soon.stop()
            self._tell()

    def _touch(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _tell(self) -> None:
        self.said.emit(self.text())
