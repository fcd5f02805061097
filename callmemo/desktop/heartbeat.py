"""The one timer that beats all the time: it notices what no signal tells of.

A clock that is set, a computer that slept, what other programs wrote and a tray that came or went
can only be looked for. One look a second for all of them together costs next to nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

BEAT: Final = timedelta(seconds=1)
ASTRAY: Final = timedelta(seconds=3)
"""By how much the clock on the wall may differ from what has passed, before it has been moved."""
ASLEEP: Final = timedelta(seconds=30)
"""A beat so late means that the computer stood still, whatever the clocks say."""


class Heartbeat(QObject):
    """Beats once a second.

    `beat`; `minute` when the wall clock shows another minute; `jumped` when the wall clock was
    set, forward or back, or time passed without a beat; `slept(span)` in the second case.
    """

    beat = Signal()
    minute = Signal()
    jumped = Signal()
    slept = Signal(object)

    def __init__(
        self,
        now: Callable[[], datetime],
        passed: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        """Beat by the wall clock `now`, and by `passed`: seconds that no one can set."""
        super().__init__(parent)
        self._now = now
        self._passed = passed
        self._wall = now()
        self._steady = passed()
        self._timer = QTimer(self, interval=BEAT // timedelta(milliseconds=1))
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()

    def look(self) -> None:
        """Beat, and say what has happened since the beat before."""
        wall, steady = self._now(), self._passed()
        by_wall = wall - self._wall
        by_count = timedelta(seconds=steady - self._steady)
        minute_before = self._wall.replace(second=0, microsecond=0)
        self._wall, self._steady = wall, steady
        self.beat.emit()
        # Linux does not count the time asleep, Windows does: either way a beat is missing.
        asleep = max(by_count, by_wall) >= ASLEEP
        if asleep or abs(by_wall - by_count) >= ASTRAY:
            self.jumped.emit()
        if asleep:
            self.slept.emit(max(by_count, by_wall))
        if wall.replace(second=0, microsecond=0) != minute_before:
            self.minute.emit()
