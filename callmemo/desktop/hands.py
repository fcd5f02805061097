"""Whether somebody's hands are on the keyboard: then no window may come in front of them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QObject
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)

PAUSE_MS: Final = 3000
"""Who has pressed no key for so long is not typing now."""
_TEXTS: Final = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)
_KEYS: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.InputMethod})


class Hands(QObject):
    """Watches the keys that are pressed in this program's windows."""

    def __init__(self, app: QApplication) -> None:
        """Begin to watch."""
        super().__init__(app)
        self._app = app
        self._since = QElapsedTimer()
        app.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take note of keys; they go on to where they belong."""
        if event.type() in _KEYS:
            self._since.start()
        return False

    def may_be_led(self, *, asked: bool) -> bool:
        """Whether a window may come to the front and take the keyboard.

        In another program nobody knows what is typed: there only who has `asked` for it.
        """
        if self._app.activeWindow() is None:
            return asked
        is_typing = self._since.isValid() and self._since.elapsed() < PAUSE_MS
        return not (is_typing or isinstance(self._app.focusWidget(), _TEXTS))
