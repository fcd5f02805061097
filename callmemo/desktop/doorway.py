"""Notices that somebody comes back to this desk: from sleep, a lock, or a break.

What is noticed where: docs/decisions/021-coming-back.md.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from callmemo.desktop.heartbeat import BEAT, Heartbeat

BREAK: Final = timedelta(minutes=5)
"""Without a key or a mouse for so long somebody is away from the desk."""
_INPUT: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)

Idle = Callable[[], timedelta | None]
"""For how long nobody has touched keyboard or mouse; None where the platform does not say."""


class Doorway(QObject):
    """`came_back` when somebody sits down again; once for each time they were away."""

    came_back = Signal()

    def __init__(
        self,
        heartbeat: Heartbeat,
        idle: Idle | None = None,
        is_locked: Callable[[], bool] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Ask `idle` and `is_locked` at each beat; without them what this platform offers."""
        super().__init__(parent)
        found_idle, found_lock = senses()
        self._idle = idle or found_idle
        self._is_locked = is_locked or found_lock
        self._is_away = False
        self._untouched = timedelta()
        heartbeat.beat.connect(self._look)
        heartbeat.slept.connect(self._leave)
        QGuiApplication.instance().applicationStateChanged.connect(self._state_changed)  # type: ignore[union-attr]

    def watch(self, window: QWindow) -> None:
        """Notice keys and mouse in this window: where the platform says nothing, they do."""
        # Given twice, a filter is moved to the front and still asked once.
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take note of input; it goes on to where it belongs."""
        if event.type() in _INPUT:
            self._touched()
        return False

    def _look(self) -> None:
        if self._is_locked():
            self._leave()
            return
        idle = self._idle()
        if idle is None:
            # Only this program's own windows tell of input: count the beats without any.
            self._untouched += BEAT
            if self._untouched >= BREAK:
                self._leave()
        elif idle >= BREAK:
            self._leave()
        elif self._is_away and idle < 2 * BEAT:
            self._return()

    def _leave(self, _slept: timedelta | None = None) -> None:
        self._is_away = True

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._touched()

    def _touched(self) -> None:
        self._untouched = timedelta()
        if self._is_away and not self._is_locked():
            self._return()

    def _return(self) -> None:
        self._is_away = False
        self._untouched = timedelta()
        self.came_back.emit()


def senses() -> tuple[Idle, Callable[[], bool]]:
    """How this platform says for how long nobody touched anything, and whether it is locked."""
    if sys.platform == "win32":
        from callmemo.desktop import windows_seat  # noqa: PLC0415 - Windows only

        return windows_seat.idle, windows_seat.is_locked
    return _unknown, _not_known_to_be_locked


def _unknown() -> None:
    return None


def _not_known_to_be_locked() -> bool:
    return False
