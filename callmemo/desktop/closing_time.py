"""Closing time at one desktop: opens the closing screen, comes again, and has the last word."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from callmemo.core.memo import Memo
from callmemo.desktop.closing_parts import left_today
from callmemo.desktop.later import Later, closing_screen
from callmemo.desktop.notifying.notice import Notice
from callmemo.desktop.notifying.notifier import Notifier
from callmemo.desktop.notifying.texts import names
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme
from callmemo.words import say_count

if TYPE_CHECKING:
    # Loaded when it is wanted: see callmemo.desktop.later.
    from callmemo.desktop.closing_screen import ClosingScreen

BEFORE: Final = timedelta(hours=1)
_LONGEST_WAIT: Final = timedelta(minutes=1)
"""A timer stands still while the computer sleeps."""


class ClosingTime(QObject):
    """Opens the closing screen when somebody asks for it, and only then.

    What was put off comes again as a notice, which takes no keyboard from anyone.
    `export_wanted(window)` when the list of the day is wanted over that window.
    """

    export_wanted = Signal(object)

    def __init__(
        self, session: DeskSession, theme: Theme, notifier: Notifier, parent: QObject
    ) -> None:
        """Build the screen, unseen."""
        super().__init__(parent)
        self._session = session
        self._notifier = notifier
        self._again: datetime | None = None
        self._theme = theme
        self._screen = Later(self._build)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)
        # The timer stands still while the computer sleeps.
        session.heartbeat.jumped.connect(self._look)
        notifier.closing_wanted.connect(self.open)

    @property
    def screen(self) -> ClosingScreen:
        """The closing screen."""
        return self._screen.get()

    def _build(self) -> ClosingScreen:
        screen = closing_screen(self._session, self._theme)
        screen.later.connect(self._put_off)
        screen.export_wanted.connect(lambda: self.export_wanted.emit(screen))
        return screen

    def open(self, over: QWidget | None = None) -> None:
        """Open the screen, in the middle of the window it was asked for from."""
        if over is not None and over.isVisible() and not self.screen.isVisible():
            frame = self.screen.frameGeometry()
            frame.moveCenter(over.frameGeometry().center())
            room = over.screen().availableGeometry()
            left = max(room.left(), min(frame.left(), room.right() - frame.width()))
            top = max(room.top(), min(frame.top(), room.bottom() - frame.height()))
            self.screen.move(left, top)
        self._again = None
        self._timer.stop()
        self.screen.open()

    def close(self) -> None:
        """Put the screen away for good."""
        self._timer.stop()
        self.put_away()
        if self._screen.built is not None:
            self._screen.built.deleteLater()

    def put_away(self) -> None:
        """Close the screen if it is open."""
        if self._screen.built is not None:
            self._screen.built.close()

    def left(self) -> list[Memo]:
        """Everything still open today; nothing where the desk cannot say."""
        nothing: list[Memo] = []
        return self._session.ask(lambda desk: left_today(desk, self._session.now()), nothing)

    def last_word(self) -> str:
        """Say how many stay open as the program ends, empty if none does."""
        count = len(self.left())
        if not count:
            return ""
        return say_count(
            "{count} callback is still open today.",
            "{count} callbacks are still open today.",
            count,
        )

    def say_last_word(self) -> str:
        """Show it as a notice too, for as long as somebody can see it."""
        left, text = self.left(), self.last_word()
        if text:
            self._notifier.show(notice_of(left, text))
        return text

    @property
    def is_near(self) -> bool:
        """Whether the office closes within the hour, or has closed already."""
        office, now = self._session.settings.office, self._session.now()
        today = office.today(now)
        return office.is_workday(today) and now >= office.before_closing(today, BEFORE)

    @property
    def again(self) -> datetime | None:
        """When the check comes again, None if it was not put off."""
        return self._again

    def _put_off(self, until: datetime) -> None:
        self._again = until
        self._look()

    def _look(self) -> None:
        if self._again is None:
            return
        ahead = self._again - self._session.now()
        if ahead > timedelta():
            self._timer.start(min(ahead, _LONGEST_WAIT) // timedelta(milliseconds=1) + 1)
            return
        self._again = None
        left = self.left()
        screen = self._screen.built
        if left and not (screen is not None and screen.isActiveWindow()):
            title = say_count(
                "Closing check: {count} still open",
                "Closing check: {count} still open",
                len(left),
            )
            self._notifier.show(notice_of(left, title))


def notice_of(left: list[Memo], title: str) -> Notice:
    """Name what is left; a click opens the closing screen."""
    ids = tuple(memo.id for memo in left)
    return Notice(title=title, text=names(left), memo_ids=ids, closing=True)
