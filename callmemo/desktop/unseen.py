"""Keeps in sight what was given and not seen: balloons vanish, and a locked screen shows none."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from callmemo.core.memo import Memo
from callmemo.desktop.session import DeskSession

_LOOKED_MS = 700
"""How long somebody has to stay on a memo, so that passing by with J and K counts for nothing."""


class Unseen(QObject):
    """The memos with reminders that nobody has seen. `changed(memos)` when they are others."""

    changed = Signal(object)

    def __init__(
        self, session: DeskSession, window: QWidget, parent: QObject | None = None
    ) -> None:
        """Follow the desk; `window` is what flashes in the task bar."""
        super().__init__(parent)
        self._session = session
        self._window = window
        self.memos: list[Memo] = []
        self._minute: datetime | None = None
        self._looked_at = ""
        self._stay = QTimer(self, singleShot=True, interval=_LOOKED_MS)
        self._stay.timeout.connect(self._have_looked)
        session.changed.connect(self.refresh)
        session.heartbeat.minute.connect(self.refresh)

    def refresh(self) -> None:
        """Look which they are now; what is new lets the task bar flash and takes no focus."""
        before = self.memos
        known = {memo.id: memo.unseen for memo in before}
        found = self._session.ask(lambda desk: desk.unseen(), self.memos)
        self.memos = sorted(found, key=_weight)
        if any(known.get(memo.id) != memo.unseen for memo in self.memos):
            QApplication.alert(self._window)
        minute = self._session.now().replace(second=0, microsecond=0)
        if self.memos != before or (self.memos and minute != self._minute):
            # Also without a change: with the time the words change.
            self._minute = minute
            self.changed.emit(self.memos)

    def see(self, memo_id: str) -> None:
        """Take note that somebody has this memo before their eyes."""
        if any(memo.id == memo_id for memo in self.memos):
            self._session.perform(lambda desk, now: desk.see_nudges([memo_id], now), self)

    def see_all(self) -> None:
        """Take note that somebody knows all of them now."""
        ids = [memo.id for memo in self.memos]
        if ids:
            self._session.perform(lambda desk, now: desk.see_nudges(ids, now), self)

    def look_at(self, memo: Memo) -> None:
        """Somebody has gone to this memo by hand; if they stay there, they have seen it."""
        self._looked_at = memo.id
        self._stay.start()

    def _have_looked(self) -> None:
        if self._window.isActiveWindow():
            self.see(self._looked_at)


def _weight(memo: Memo) -> tuple[bool, bool]:
    """Complaints first, then what is urgent; among equals the order stays that of due times."""
    return not memo.draft.complaint, not memo.draft.is_urgent
