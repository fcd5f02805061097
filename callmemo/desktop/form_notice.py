"""A strip in the form that says something and offers answers, without taking the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QFrame, QHBoxLayout, QWidget

from callmemo.desktop.parts import text_label
from callmemo.wording import Tone

_ENOUGH = 440
"""Pixels of width from which the answers stand beside the sentence."""


class Notice(QFrame):
    """One sentence, and perhaps buttons that answer it."""

    def __init__(self, name: str, tone: Tone | None = None) -> None:
        """Build without a sentence; `tone` colours it."""
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "notice")
        self.setProperty("tone", tone.value if tone else "")
        self._text = text_label(name=f"{name}Text")
        self._text.setWordWrap(True)
        self._answers = QWidget()
        self._row = QHBoxLayout(self._answers)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(12, 6, 6, 6)
        self._line.setSpacing(8)
        self._line.addWidget(self._text, 1)
        self._line.addWidget(self._answers)
        self._answers.hide()

    def add(self, *buttons: QAbstractButton) -> None:
        """Offer answers."""
        for button in buttons:
            self._row.addWidget(button)
        self._answers.show()

    def say(self, text: str) -> None:
        """Change the sentence."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the answers beside the sentence or below it."""
        super().resizeEvent(event)
        wide = self.width() >= _ENOUGH
        way = QBoxLayout.Direction
        self._line.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Parts that come or go change how high it has to be."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """Ask for the height of the whole sentence: what scrolls does not look at the width."""
        if self._line.hasHeightForWidth():
            self.setMinimumHeight(self._line.totalHeightForWidth(self.width()))
