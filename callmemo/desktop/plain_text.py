"""Labels for text from outside: never markup, and whole however long a word or a name is."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy

from callmemo.desktop.parts import set_tip
from callmemo.words import say

_BREAK: Final = "\u200b"
_AS_TYPED: Final = {ord(_BREAK): None, 0x2028: "\n", 0x2029: "\n"}
"""What Qt makes of line ends in a text with marks, turned back."""
_EVERY: Final = 8
# Japanese breaks anywhere; what has no spaces and is none (an address, a number) nowhere.
_LONG_WORD: Final = re.compile(r"[^\s\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]{16,}")


def breakable(text: str) -> str:
    """Let long words go on in the next line, by places to break that nobody sees."""

    def cut(found: re.Match[str]) -> str:
        word = found[0]
        return _BREAK.join(word[i : i + _EVERY] for i in range(0, len(word), _EVERY))

    return _LONG_WORD.sub(cut, text)


def shortened(text: str, most: int = 24) -> str:
    """Return the beginning of a text, for sentences in which it is only mentioned."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


class Prose(QLabel):
    """Text in as many lines as it takes, which can be marked and copied."""

    def __init__(self, role: str = "", name: str = "") -> None:
        """Build empty."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self.setProperty("role", role)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def say(self, text: str, markup: str = "") -> None:
        """Show this text; `markup` is the same with parts of it marked, and nothing else in it."""
        shown = markup or breakable(text)
        if shown != self.text():
            rich = Qt.TextFormat.RichText if markup else Qt.TextFormat.PlainText
            self.setTextFormat(rich)
            self.setText(shown)
            self.setAccessibleName(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what was marked, without the places to break."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(say("Copy"))
        copy.setEnabled(self.hasSelectedText())
        copy.triggered.connect(self._copy)
        menu.popup(event.globalPos())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.selectedText().translate(_AS_TYPED))


class OneLine(QLabel):
    """Text on one line; where it has no room it ends in an ellipsis, and the tool tip says all."""

    def __init__(self, role: str = "", name: str = "") -> None:
        """Build empty."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self.setProperty("role", role)
        self.setProperty("elides", True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._whole = ""

    def say(self, text: str) -> None:
        """Show this text."""
        whole = " ".join(text.split())
        if whole == self._whole:
            return
        self._whole = whole
        self.setAccessibleName(self._whole)
        self.updateGeometry()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        hint = super().sizeHint()
        shown = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(hint.width() - shown + self._need(), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Three letters and the ellipsis."""
        hint = super().minimumSizeHint()
        few = self.fontMetrics().horizontalAdvance("あああ…")
        return QSize(min(self.sizeHint().width(), few), hint.height())

    def _need(self) -> int:
        # An advance is rounded down.
        return self.fontMetrics().horizontalAdvance(self._whole) + 1

    def _fit(self) -> None:
        room = self.contentsRect().width()
        mode = Qt.TextElideMode.ElideRight
        fits = self._need() <= room
        self.setText(
            self._whole if fits else self.fontMetrics().elidedText(self._whole, mode, room)
        )
        set_tip(self, self._whole)
