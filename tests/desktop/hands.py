"""Hands at the keyboard, for whichever window has it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def keyboard() -> QWidget:
    """Where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


class Hands:
    """What people do with the keyboard."""

    def press(self, *keys: Qt.Key | str, hold: Qt.KeyboardModifier | None = None) -> None:
        """Press keys where the keyboard is now."""
        with_key = Qt.KeyboardModifier.NoModifier if hold is None else hold
        for key in keys:
            code = Qt.Key(ord(key.upper())) if isinstance(key, str) else key
            QTest.keyClick(keyboard(), code, with_key)
            QApplication.processEvents()

    def write(self, text: str) -> None:
        """Type text where the keyboard is now; Japanese comes from an input method."""
        if text.isascii():
            QTest.keyClicks(keyboard(), text)
        else:
            commit = QInputMethodEvent()
            commit.setCommitString(text)
            QApplication.sendEvent(keyboard(), commit)
        QApplication.processEvents()
