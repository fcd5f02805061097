"""A time without reminders: none is lost, they come when it is over."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal


class Quiet(QObject):
    """Whether reminders wait, and until when. Ends with the program."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing waits yet."""
        super().__init__(parent)
        self.until: datetime | None = None

    def is_on(self, now: datetime) -> bool:
        """Whether reminders wait now."""
        return self.until is not None and now < self.until

    def begin(self, until: datetime) -> None:
        """Let them wait until then."""
        self.until = until
        self.changed.emit()

    def end(self) -> None:
        """Let them come again."""
        self.until = None
        self.changed.emit()
