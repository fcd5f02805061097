"""Size and place of the main window, from one start to the next."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget

_SIZE = (1280, 800)
_SMALLEST = (600, 360)  # less than a screen of 1280x800 at 200 %


class WindowPlace:
    """Where a window stands; `geometry` remembers it, and nothing else."""

    def __init__(self, window: QWidget, geometry: QSettings) -> None:
        """Put the window where it was last."""
        self._window = window
        self._geometry = geometry
        window.setMinimumSize(*_SMALLEST)
        window.resize(*_SIZE)
        if isinstance(kept := geometry.value("main"), QByteArray):
            window.restoreGeometry(kept)

    def remember(self) -> None:
        """Keep it for the next start."""
        self._geometry.setValue("main", self._window.saveGeometry())
