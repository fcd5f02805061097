"""Opens the memo form small in a corner while somebody types elsewhere."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

_SMALL: Final = QSize(520, 400)
_EDGE: Final = 24
"""Pixels between the small form and the edges of the screen."""


class FormCorner(QObject):
    """Tucks a form away; whoever turns to it has it in its usual size and place again."""

    def __init__(self, form: QWidget) -> None:
        """Watch the form for somebody turning to it."""
        super().__init__(form)
        self._form = form
        self._usual: QRect | None = None
        form.installEventFilter(self)

    def tuck_away(self) -> None:
        """Make the form small, in the lower right corner of the screen, before it is shown."""
        form = self._form
        if self._usual is None:
            self._usual = form.geometry()
        room = form.screen().availableGeometry()
        small = _SMALL.boundedTo(room.size())
        corner = QPoint(room.right() - _EDGE, room.bottom() - _EDGE)
        form.setGeometry(QRect(corner - QPoint(small.width(), small.height()), small))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Bring the usual size back once somebody turns to the form, or closes it."""
        if self._usual is not None and event.type() in {
            QEvent.Type.WindowActivate,
            QEvent.Type.Hide,
        }:
            usual, self._usual = self._usual, None
            self._form.setGeometry(usual)
        return False
