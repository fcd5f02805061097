"""Processor time that the program uses while nobody touches it, in the tray and in sight."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QEventLoop, QTimer

from benchmarks.measuring import Figure, Measurement, Place, Row
from benchmarks.world import World

_SECONDS = 60.0
_SETTLING = 10.0
_MOST_SHARE = 0.005
"""Half a per cent of one processor: nothing that a task manager shows."""


def _wait(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def measure(place: Place) -> Iterator[Row]:
    """Let it run with its window closed."""
    world = World(place.own_office())
    world.window.hide()
    share = min(place.rounds / 100, 1.0)
    _wait(_SETTLING * share)
    before = time.process_time()
    _wait(_SECONDS * share)
    used = (time.process_time() - before) * 1000
    world.close()
    most = _SECONDS * share * _MOST_SHARE * 1000
    title = f"idle in the tray, processor time in {_SECONDS * share:.0f} s"
    yield Row(title, Figure.of([used]), goal=f"≤ {most:.0f} ms", met=used <= most)


MEASUREMENT = Measurement("idle", "Idle", measure)
