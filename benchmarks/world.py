"""The running program on a made office, drawn into memory, for measurements that need to see it."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.office_story import NOW
from benchmarks.painted import Painted
from callmemo import words
from callmemo.desk import Desk
from callmemo.desktop.program import Program
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme
from callmemo.settings_file import SettingsFile

_PATIENCE = 600.0
_FROM_KEY_TO_KEY = 0.12
"""Seconds; a hundred words a minute are eight keys a second."""


class World:
    """One program on one data folder, its clock going on from the office's moment."""

    def __init__(self, home: Path) -> None:
        """Build and show it."""
        found = QApplication.instance()
        self.app = found if isinstance(found, QApplication) else QApplication(["callmemo"])
        self.app.setQuitOnLastWindowClosed(False)
        words.use("ja")
        file = SettingsFile(home)
        self.desk = Desk(home, file.load(NOW))
        began = time.monotonic()
        self.session = DeskSession(
            self.desk, file, lambda: NOW + timedelta(seconds=time.monotonic() - began)
        )
        self.program = Program(self.app, self.session, Theme(self.app, "light"), home)
        self.program.show()
        self.window = self.program.window
        self.painted = Painted(self.window.list.viewport())
        # What it builds a moment after the list was seen would fall into the first measurement.
        self.until(lambda: gc.get_freeze_count() > 0)
        self.settle()

    def settle(self) -> None:
        """Let it do all that it has to do now."""
        for _ in range(3):
            self.app.processEvents()

    def pause(self) -> None:
        """Go on for as long as a quick typist takes from key to key; what waits for that comes."""
        deadline = time.monotonic() + _FROM_KEY_TO_KEY
        while time.monotonic() < deadline:
            self.app.processEvents()

    def until(self, done: Callable[[], bool]) -> None:
        """Go on until something is seen."""
        deadline = time.monotonic() + _PATIENCE
        while not done():
            self.app.processEvents()
            if time.monotonic() > deadline:
                raise TimeoutError

    def close(self) -> None:
        """End the program."""
        self.program.close()
        self.settle()
        self.desk.close()


def span(act: Callable[[], object]) -> float:
    """Milliseconds that something takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000
