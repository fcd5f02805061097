"""Gives reminders when their time has come, each once, whatever the clock does meanwhile."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

from callmemo.core.nudges import Nudge, Rung
from callmemo.core.vocabulary import Kind
from callmemo.desktop.notifying.notice import Notice
from callmemo.desktop.notifying.notifier import Notifier
from callmemo.desktop.notifying.texts import notice_of, summary_of
from callmemo.desktop.quiet import Quiet
from callmemo.desktop.session import DeskSession
from callmemo.errors import CallmemoError
from callmemo.store.journal import Changes

_log = logging.getLogger(__name__)
MOST_AT_ONCE: Final = 3
LATER: Final = timedelta(minutes=15)
"""How much later a reminder comes again when somebody asks for it."""
LONGEST_WAIT: Final = timedelta(minutes=1)
"""A timer stands still while the computer sleeps and knows nothing of a clock that is set."""
_SETTLED_BY: Final = frozenset(
    {Kind.ATTEMPT, Kind.SNOOZED, Kind.ON_HOLD, Kind.FINISHED, Kind.NOT_NEEDED, Kind.CANCELLED}
)
"""What somebody can do after which a notification still on the screen would only disturb."""

Key = tuple[str, str]


class Reminder(QObject):
    """Looks when something could be due; a reminder counts as given once a way has shown it."""

    def __init__(
        self,
        session: DeskSession,
        notifier: Notifier,
        quiet: Quiet,
        parent: QObject | None = None,
    ) -> None:
        """Connect everything; `look` starts it."""
        super().__init__(parent)
        self._session = session
        self._notifier = notifier
        self._quiet = quiet
        self._in_hand: set[Key] = set()
        self._unrecorded: list[Nudge] = []
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)
        session.changed.connect(self._changed)
        session.settings_changed.connect(self.look)
        quiet.changed.connect(self.look)
        notifier.put_off.connect(self._put_off)

    def look(self) -> None:
        """Give what is due now, and wait for what comes next."""
        session = self._session
        now = session.now()
        if not session.settings.nudges:
            self._timer.stop()
            return
        # First, so that what follows does not find it due again.
        self._record(self._unrecorded)
        next_at = self._quiet.until
        if not self._quiet.is_on(now):
            try:
                outlook = session.desk.outlook(now)
            except CallmemoError as error:
                _log.warning("no look at what is due: %s", type(error).__name__)
                self._wait(None, now)
                return
            next_at = outlook.next_at
            self._give(self._fresh(outlook.nudges), now)
        self._wait(next_at, now)

    @property
    def wait(self) -> timedelta | None:
        """How long it waits before it looks again, None if it does not."""
        return timedelta(milliseconds=self._timer.interval()) if self._timer.isActive() else None

    def _wait(self, until: datetime | None, now: datetime) -> None:
        wait = LONGEST_WAIT if until is None else min(until - now, LONGEST_WAIT)
        # One millisecond more, so that it never wakes just before the time.
        self._timer.start(max(0, wait // timedelta(milliseconds=1)) + 1)

    def _fresh(self, nudges: Iterable[Nudge]) -> list[Nudge]:
        """Leave out what has been given and is only waiting to be shown or recorded."""
        fresh = []
        for nudge in nudges:
            memos = tuple(memo for memo in nudge.memos if (memo.id, nudge.key) not in self._in_hand)
            if memos:
                fresh.append(replace(nudge, memos=memos))
        return fresh

    def _give(self, nudges: list[Nudge], now: datetime) -> None:
        office, me = self._session.desk.office, self._session.desk.me
        single = [nudge for nudge in nudges if nudge.rung is not Rung.CLOSING]
        closing = [nudge for nudge in nudges if nudge.rung is Rung.CLOSING]
        if len(single) > MOST_AT_ONCE:
            self._show(summary_of(single, now, office), single)
        else:
            for nudge in single:
                self._show(notice_of(nudge, now, office, me), [nudge])
        for nudge in closing:
            self._show(notice_of(nudge, now, office, me), [nudge])

    def _show(self, notice: Notice, nudges: Sequence[Nudge]) -> None:
        keys = {(memo.id, nudge.key) for nudge in nudges for memo in nudge.memos}
        self._in_hand |= keys

        def told(shown: bool) -> None:
            if shown:
                self._record(nudges)
            else:
                # Nobody has seen it: it is due again at the next look.
                self._in_hand -= keys

        self._notifier.show(notice, told)

    def _record(self, nudges: Sequence[Nudge]) -> None:
        if not nudges:
            return
        given = list(nudges)
        done = self._session.perform(lambda desk, now: desk.record_nudges(given, now), self)
        self._unrecorded = [nudge for nudge in self._unrecorded if nudge not in given]
        if done is None:
            # The disk is full, say. It stays in hand, so that it is not given again meanwhile.
            self._unrecorded += given
        else:
            self._in_hand -= {(memo.id, nudge.key) for nudge in given for memo in nudge.memos}

    def _changed(self, changes: Changes, initiator: QObject | None) -> None:
        if initiator is self:
            return
        for memo_id in {event.memo_id for event in changes.events if event.kind in _SETTLED_BY}:
            self._notifier.withdraw(memo_id)
        self.look()

    def _put_off(self, memo_id: str) -> None:
        self._session.perform(lambda desk, now: desk.snooze(memo_id, now + LATER, now))
