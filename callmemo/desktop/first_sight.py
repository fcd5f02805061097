"""Tells when a window is seen for the first time: what that did not need can follow."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_AFTER_MS: Final = 10
"""How long after drawing began: the picture has to be handed to the screen first."""
_AT_LAST_MS: Final = 1000
"""Where a screen never asks for the picture, behind a lock or other windows."""


class FirstSight(QObject):
    """`seen` once, when the first picture of a window stands on the screen."""

    seen = Signal()

    def __init__(self, window: QWidget) -> None:
        """Wait for the window to be shown."""
        super().__init__(window)
        self._window = window
        self.is_over = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._tell)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The screen asks for the picture some time after the window was shown."""
        if event.type() == QEvent.Type.Show and watched is self._window:
            self._window.windowHandle().installEventFilter(self)
            self._timer.start(_AT_LAST_MS)
        elif event.type() == QEvent.Type.Expose:
            self._timer.start(_AFTER_MS)
            self._rest()
        return False

    def _tell(self) -> None:
        self._rest()
        self.is_over = True
        self.seen.emit()

    def _rest(self) -> None:
        """Listen no more: it costs a little at every event."""
        self._window.removeEventFilter(self)
        self._window.windowHandle().removeEventFilter(self)
