"""One desk at one desktop: performs actions, announces each change once, asks for the time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from callmemo.core.memo import Memo
from callmemo.core.presence import STREAM
from callmemo.core.vocabulary import Kind
from callmemo.desk import Desk
from callmemo.desktop.heartbeat import Heartbeat
from callmemo.errors import CallmemoError, MemoRefused
from callmemo.settings import Settings
from callmemo.settings_file import SettingsFile
from callmemo.store.journal import Changes

Verb = Callable[[Desk, datetime], Changes]
_T = TypeVar("_T")
_MANY = 1000
"""So many memos changed at once count as all of them."""
_QUIET_KINDS = frozenset({Kind.NUDGED, Kind.NUDGE_SEEN})


def system_now() -> datetime:
    """Ask the system for the time: the one place where the windows do."""
    return datetime.now(UTC)


class DeskSession(QObject):
    """Between the desk and the widgets. Lives on the UI thread.

    `changed(changes, initiator)` is emitted once for every change, also of other programs
    (initiator None). `refused(error, initiator)` is emitted when an action was not possible.
    """

    changed = Signal(object, object)
    refused = Signal(object, object)
    settings_changed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        settings_file: SettingsFile,
        now: Callable[[], datetime] = system_now,
        parent: QObject | None = None,
    ) -> None:
        """Take over the desk; `now` is replaced by tests."""
        super().__init__(parent)
        self.desk = desk
        self.settings_file = settings_file
        self.now = now
        self._done: list[Changes] = []
        self._announced = 0
        self._all_changed = 0
        self._last_changes: dict[str, int] = {}
        self._stamp = desk.stamp()
        self._cannot_look = False
        self.heartbeat = Heartbeat(now, parent=self)
        # data_version costs microseconds; a file watcher misses writes on Windows and to WAL.
        self.heartbeat.beat.connect(self.look_for_arrivals)
        self.heartbeat.beat.connect(self.keep_up)

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.desk.settings

    def perform(self, verb: Verb, initiator: QObject | None = None) -> Changes | None:
        """Do something at the desk and announce what changed; None if it was refused."""
        try:
            changes = verb(self.desk, self.now())
        except CallmemoError as error:
            self.refused.emit(error, initiator)
            return None
        if changes.events:
            if any(event.kind not in _QUIET_KINDS for event in changes.events):
                self._done.append(changes)
            self._announce(changes, initiator)
        return changes

    def take_up(self, changes: Changes, initiator: QObject | None = None) -> None:
        """Announce what was done for this window elsewhere, so that undo takes it back first."""
        if changes.events:
            self._done.append(changes)
            self._announce(changes, initiator)

    def last_change(self, *ids: str) -> int:
        """Return a number that is another one once any of these memos has changed.

        `STREAM` stands for who is where. What only the time changes is not counted.
        """
        return max(self._all_changed, *(self._last_changes.get(each, 0) for each in ids))

    def _announce(self, changes: Changes, initiator: QObject | None) -> None:
        self._announced += 1
        if changes.contact_ids or len(changes.memo_ids) + len(self._last_changes) > _MANY:
            self._all_changed = self._announced
            self._last_changes.clear()
        else:
            self._last_changes |= dict.fromkeys(changes.memo_ids, self._announced)
        self.changed.emit(changes, initiator)

    def ask(self, question: Callable[[Desk], _T], otherwise: _T) -> _T:
        """Ask the desk something; where it cannot answer, `refused` says why a moment later.

        A moment later, since lists ask while they paint.
        """
        try:
            return question(self.desk)
        except CallmemoError as error:
            trouble = error
            QTimer.singleShot(0, self, lambda: self.refused.emit(trouble, None))
            return otherwise

    def undo(self, initiator: QObject | None = None) -> Memo | None:
        """Take back the last action of this window, or of this desktop today.

        Return the memo it was about, None where it was about no memo or was refused.
        """
        last = self._done[-1] if self._done else None
        try:
            changes = self.desk.undo(self.now(), last)
        except CallmemoError as error:
            if isinstance(error, MemoRefused) and self._done:
                # Somebody else has taken it back: the one before it comes next.
                self._done.pop()
            self.refused.emit(error, initiator)
            return None
        if self._done:
            self._done.pop()
        self._announce(changes, initiator)
        memo_id = next(iter(changes.memo_ids - {STREAM}), None)
        return None if memo_id is None else self.ask(lambda desk: desk.memo(memo_id), None)

    def change_setting(self, name: str, value: object, initiator: QObject | None = None) -> bool:
        """Change one setting and keep it; False (and `refused`) if it does not fit."""
        try:
            settings = self.settings_file.change(self.settings, name, value, self.now())
        except CallmemoError as error:
            self.refused.emit(error, initiator)
            return False
        self._use(settings)
        return True

    def look_for_settings(self) -> None:
        """Take up the settings that another program has changed in the meantime."""
        try:
            self._use(self.settings_file.load(self.now(), self.settings))
        except CallmemoError as error:
            self.refused.emit(error, None)

    def _use(self, settings: Settings) -> None:
        if settings != self.settings:
            self.desk.settings = settings
            self.settings_changed.emit(settings)

    def look_for_arrivals(self) -> None:
        """Announce what the command line or another window wrote in the meantime."""
        try:
            stamp = self.desk.stamp()
            if stamp == self._stamp:
                return
            changes = self.desk.arrivals()
        except CallmemoError as error:
            # Asked every second, said once.
            if not self._cannot_look:
                self.refused.emit(error, None)
            self._cannot_look = True
            return
        self._stamp = stamp
        self._cannot_look = False
        if changes.events:
            self._announce(changes, None)

    def keep_up(self) -> None:
        """Do a little of what every save leaves for a moment when nobody waits."""
        try:
            self.desk.upkeep()
        except CallmemoError:
            # What is the matter with the file is said where somebody needs it.
            return
