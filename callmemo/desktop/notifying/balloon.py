"""Notices as balloons of the tray icon: one at a time, and a click does not say on which."""

from __future__ import annotations

from collections import deque
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from callmemo.desktop.notifying.notice import Notice, Told, cut
from callmemo.desktop.tray import Tray

TITLE_UNITS: Final = 63
TEXT_UNITS: Final = 255
"""What Windows takes in a balloon, in UTF-16 units; the rest it would cut in mid-sign."""
_APART_MS: Final = 8000


class BalloonWay(QObject):
    """Shows balloons one after the other: a second one at once would hide the first unread."""

    clicked = Signal(object)
    put_off = Signal(object)

    def __init__(self, tray: Tray, parent: QObject | None = None) -> None:
        """Use this tray icon."""
        super().__init__(parent)
        self._tray = tray
        self._waiting: deque[tuple[Notice, Told]] = deque()
        self._pause = QTimer(self, singleShot=True, interval=_APART_MS)
        self._pause.timeout.connect(self._next)

    def is_available(self) -> bool:
        """Whether there is a tray that shows balloons."""
        return self._tray.is_available and self._tray.shows_balloons

    def show(self, notice: Notice, told: Told) -> None:
        """Show it now, or when the one before has been seen."""
        self._waiting.append((notice, told))
        if not self._pause.isActive():
            self._next()

    def withdraw(self, memo_id: str) -> None:
        """Leave out what has not been shown yet; a balloon that is up goes by itself."""
        for waiting in [each for each in self._waiting if each[0].memo_id == memo_id]:
            self._waiting.remove(waiting)
            waiting[1](True)

    def _next(self) -> None:
        if not self._waiting:
            return
        notice, told = self._waiting.popleft()
        if not self.is_available():
            told(False)
            self._next()
            return
        self._tray.show_balloon(
            cut(notice.title, TITLE_UNITS),
            cut(notice.text, TEXT_UNITS),
            clicked=lambda: self.clicked.emit(notice),
        )
        self._pause.start()
        told(True)
