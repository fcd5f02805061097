"""Processor time that the program uses in a minute in the tray, while nobody touches it."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QEventLoop, QTimer

from benchmarks.measuring import Figure, Measurement, Place, Row
from benchmarks.office_story import NOW
from benchmarks.world import World
from callmemo.core.vocabulary import View

_SECONDS = 60.0
_SETTLING = 10.0
_MOST_SHARE = 0.005
"""Half a per cent of one processor: nothing that a task manager shows."""


def _wait(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def measure(place: Place) -> Iterator[Row]:
    """Let it run with its window closed, with what the office still owes."""
    world = World(place.own_office())
    still_open = sum(memo.is_open for memo in world.desk.memos(View.TODAY, NOW))
    world.window.hide()
    # A whole minute wherever anything is measured, and not only the measuring tried.
    share = 1.0 if place.rounds >= 20 else place.rounds / 100
    _wait(_SETTLING * share)
    before = time.process_time()
    _wait(_SECONDS * share)
    used = (time.process_time() - before) * 1000
    world.close()
    most = _SECONDS * share * _MOST_SHARE * 1000
    title = f"idle in the tray, processor time in {_SECONDS * share:.0f} s"
    note = f"{still_open} open memos on the list of today"
    yield Row(title, Figure.of([used]), goal=f"≤ {most:.0f} ms", met=used <= most, note=note)


MEASUREMENT = Measurement("idle", "Idle", measure, least=100_000)
