"""Gives reminders when their time has come, each once, whatever the clock does meanwhile."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

from callmemo.core.hearing import PATIENCE, Seat, share
from callmemo.core.memo import Memo
from callmemo.core.rungs import TOGETHER, Nudge
from callmemo.core.vocabulary import Kind
from callmemo.desktop.notifying.notice import Notice
from callmemo.desktop.notifying.notifier import Notifier
from callmemo.desktop.notifying.texts import notice_of, summary_of, unseen_notice
from callmemo.desktop.quiet import Quiet
from callmemo.desktop.session import DeskSession
from callmemo.errors import CallmemoError
from callmemo.store.journal import Changes

_log = logging.getLogger(__name__)
_MS: Final = timedelta(milliseconds=1)
MOST_AT_ONCE: Final = 3
LATER: Final = timedelta(minutes=15)
"""How much later a reminder comes again when somebody asks for it."""
AGAIN: Final = timedelta(minutes=1)
"""When it looks again after something went wrong."""
JUST_NOW: Final = timedelta(minutes=2)
"""A reminder shown so recently is not said once more to somebody who comes back."""
LONGEST_WAIT: Final = timedelta(days=7)
"""Qt's timers count milliseconds in 31 bits."""
_SETTLED_BY: Final = frozenset(
    {
        Kind.ATTEMPT,
        Kind.SNOOZED,
        Kind.ON_HOLD,
        Kind.FINISHED,
        Kind.NOT_NEEDED,
        Kind.CANCELLED,
        Kind.CARRIED,
        Kind.RETRY_SET,
        Kind.NUDGE_SEEN,
    }
)
"""What somebody can do after which a notification still on the screen would only disturb."""

Key = tuple[str, str]


class Reminder(QObject):
    """Looks when something could be due; a reminder counts as given once a way has shown it.

    One timer waits for the next moment; the heartbeat wakes it when the clock has jumped.
    """

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
        self._left_to_others: dict[Key, datetime] = {}
        self._again_at: datetime | None = None
        self._shown_at: dict[str, datetime] = {}
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)
        session.changed.connect(self._changed)
        session.settings_changed.connect(self.look)
        session.heartbeat.jumped.connect(self.look)
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
        self._again_at = None
        self._record(self._unrecorded)
        silent_until = self._silent_until(now)
        if silent_until is not None:
            self._wait(silent_until, now)
            return
        try:
            outlook = session.desk.outlook(now)
        except CallmemoError as error:
            _log.warning("no look at what is due: %s", type(error).__name__)
            self._wait(now + AGAIN, now)
            return
        ahead = [outlook.next_at]
        here, patient_until = self._for_here(outlook.nudges, now)
        ahead.append(patient_until)
        self._give(self._fresh(here), now)
        ahead.append(self._again_at)
        self._wait(min((at for at in ahead if at is not None), default=None), now)

    @property
    def wait(self) -> timedelta | None:
        """How long it waits before it looks again, None if it does not."""
        return timedelta(milliseconds=self._timer.interval()) if self._timer.isActive() else None

    def welcome(self) -> None:
        """Say in one notice what was not seen, to somebody who has come back to the desk."""
        session = self._session
        now = session.now()
        if not session.settings.nudges or self._silent_until(now) is not None:
            return
        nothing: list[Memo] = []
        unseen = session.ask(lambda desk: desk.unseen(), nothing)
        if any(now - self._shown_at.get(memo.id, now - JUST_NOW) >= JUST_NOW for memo in unseen):
            self._shown_at |= dict.fromkeys((memo.id for memo in unseen), now)
            self._notifier.show(unseen_notice(unseen, now, session.desk.office))

    def _silent_until(self, now: datetime) -> datetime | None:
        """Until when nobody wants to hear anything: reminders wait, none is dropped."""
        asked = self._quiet.until if self._quiet.is_on(now) else None
        usual = self._session.settings.quiet_until(now)
        return max((until for until in (asked, usual) if until is not None), default=None)

    def _try_again(self) -> None:
        """Look again before long: what was to be shown or kept now could not be."""
        now = self._session.now()
        self._again_at = now + AGAIN
        if not self._timer.isActive() or self._timer.remainingTime() > AGAIN // _MS:
            self._wait(self._again_at, now)

    def _wait(self, until: datetime | None, now: datetime) -> None:
        if until is None:
            self._timer.stop()
            return
        wait = min(until - now, LONGEST_WAIT)
        # One millisecond more, so that it never wakes just before the time.
        self._timer.start(max(0, wait // _MS) + 1)

    def _for_here(
        self, nudges: Iterable[Nudge], now: datetime
    ) -> tuple[list[Nudge], datetime | None]:
        """Find what this desktop gives, and until when it leaves the rest to other desktops."""
        desk = self._session.desk
        settings = self._session.settings
        people = frozenset(member.name for member in settings.members)
        seat = Seat(desk.me, people, desk.presences(now).away_now(now))
        here: list[Nudge] = []
        waiting: dict[Key, datetime] = {}
        for nudge in nudges:
            left_at = self._left_to_others
            since = {memo.id: left_at.get((memo.id, nudge.key)) for memo in nudge.memos}
            waited = {
                memo_id
                for memo_id, left in since.items()
                if left is not None and not timedelta() <= now - left < PATIENCE
            }
            own, rest = share(nudge, seat, waited)
            if own is not None:
                here.append(own)
            for memo in () if rest is None else rest.memos:
                waiting[memo.id, nudge.key] = since[memo.id] or now
        self._left_to_others = waiting
        return here, min((at + PATIENCE for at in waiting.values()), default=None)

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
        # Of one memo the weightiest reminder speaks for the others: it comes first.
        single: dict[str, list[Nudge]] = {}
        for nudge in nudges:
            if nudge.rung not in TOGETHER:
                single.setdefault(nudge.memos[0].id, []).append(nudge)
        if len(single) > MOST_AT_ONCE:
            spoken = [same[0] for same in single.values()]
            every = [nudge for same in single.values() for nudge in same]
            self._show(summary_of(spoken, now, office), every)
            single = {}
        lists = [[nudge] for nudge in nudges if nudge.rung in TOGETHER]
        for same in (*single.values(), *lists):
            self._show(notice_of(same[0], now, office, me), same)

    def _show(self, notice: Notice, nudges: Sequence[Nudge]) -> None:
        keys = {(memo.id, nudge.key) for nudge in nudges for memo in nudge.memos}
        self._in_hand |= keys

        def told(shown: bool) -> None:
            if shown:
                now = self._session.now()
                self._shown_at |= {memo_id: now for memo_id, _ in keys}
                self._record(nudges)
            else:
                # Nobody has seen it: it is due again at the next look.
                self._in_hand -= keys
                self._try_again()

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
            self._try_again()
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
