"""What goes on while the window is closed: the tray, reminders, calls that are announced."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from callmemo.desktop.closing_time import ClosingTime
from callmemo.desktop.doorway import Doorway
from callmemo.desktop.hands import Hands
from callmemo.desktop.main_window import MainWindow
from callmemo.desktop.notifying.notifier import Notifier
from callmemo.desktop.notifying.ways import ways
from callmemo.desktop.quiet import Quiet
from callmemo.desktop.reminding import Reminder
from callmemo.desktop.ringing import Ringing
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme
from callmemo.desktop.tray import Tray
from callmemo.desktop.unseen import Unseen

if TYPE_CHECKING:
    # Loaded when it is wanted: see callmemo.desktop.later.
    from callmemo.desktop.memo_form import MemoForm


class Standby(QObject):
    """Everything that acts by itself. Built after the list was seen: see callmemo.desktop.later."""

    def __init__(
        self,
        app: QApplication,
        session: DeskSession,
        theme: Theme,
        window: MainWindow,
        form: Callable[[], MemoForm],
        parent: QObject,
    ) -> None:
        """Build all of it, at rest; `form` gives the memo form, over the window."""
        super().__init__(parent)
        self._window = window
        quiet = Quiet(self)
        self.ringing = Ringing(session, form, Hands(app), self)
        self.tray = Tray(session, quiet, self)
        self.notifier = Notifier(ways(self.tray, window.banner), self)
        self.reminder = Reminder(session, self.notifier, quiet, self)
        self.unseen = Unseen(session, window, self)
        self.doorway = Doorway(session.heartbeat, parent=self)
        self.closing_time = ClosingTime(session, theme, self.notifier, self)

    def begin(self) -> None:
        """Say for the first time how things stand, to whoever has connected by now."""
        self.watch()
        self.ringing.tell()
        self.tray.show()
        self.unseen.refresh()
        self.reminder.look()

    def watch(self) -> None:
        """Notice whoever comes back to the window."""
        handle = self._window.windowHandle()
        if handle is not None:
            self.doorway.watch(handle)
