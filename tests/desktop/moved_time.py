"""A desk whose clock is moved by hand, and a way of showing notices that only writes them down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from callmemo.core.memo import Draft, Memo
from callmemo.desk import Desk
from callmemo.desktop.notifying.notice import Notice, Told
from callmemo.desktop.session import DeskSession
from callmemo.settings_file import SettingsFile
from tests.office_day import TEN, settings


class HandClock:
    """Shows the time to which it was set; time passes only when told to."""

    def __init__(self, now: datetime = TEN) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **span: float) -> None:
        """Let time pass: `move(minutes=5)`."""
        self.now += timedelta(**span)


@contextmanager
def open_session(
    home: Path, clock: Callable[[], datetime], **values: object
) -> Iterator[DeskSession]:
    """A session over a real file; `values` are settings."""
    file = SettingsFile(home)
    file.save(settings(**values))
    desk = Desk(home, file.load(clock()))
    session = DeskSession(desk, file, clock)
    try:
        yield session
    finally:
        session.heartbeat.stop()
        desk.close()


def take(session: DeskSession, draft: Draft) -> Memo:
    """Take a memo through the session, as the form does."""
    changes = session.perform(lambda desk, now: desk.take(draft, now))
    assert changes is not None
    return session.desk.memo(changes.memo_id)


class WrittenWay(QObject):
    """A way that writes down what it is given; `accepts` says whether it shows it.

    With `accepts` None it answers only when the test lets it, by `answer`.
    """

    clicked = Signal(object)
    put_off = Signal(object)

    def __init__(self, *, accepts: bool | None = True, available: bool = True) -> None:
        super().__init__()
        self.accepts = accepts
        self.available = available
        self.shown: list[Notice] = []
        self.withdrawn: list[str] = []
        self._waiting: list[Told] = []

    def is_available(self) -> bool:
        return self.available

    def show(self, notice: Notice, told: Told) -> None:
        self.shown.append(notice)
        if self.accepts is None:
            self._waiting.append(told)
        else:
            told(self.accepts)

    def withdraw(self, memo_id: str) -> None:
        self.withdrawn.append(memo_id)

    def answer(self, *, shown: bool) -> None:
        """Let the oldest notice that waits have been shown, or not."""
        self._waiting.pop(0)(shown)

    @property
    def titles(self) -> list[str]:
        return [notice.title for notice in self.shown]
