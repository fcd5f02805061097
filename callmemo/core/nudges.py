"""Which reminders are due now, and when to look again: a pure function of what is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from callmemo.core.memo import Memo
from callmemo.core.office import Office
from callmemo.core.vocabulary import Mover

BEFORE_CLOSING = (timedelta(minutes=60), timedelta(minutes=15))
"""How long before closing the office hears what is still open."""


class Rung(StrEnum):
    """Why a reminder is given."""

    DUE = "due"
    SNOOZED = "snoozed"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Nudge:
    """A reminder about one memo, or before closing about all that are still open.

    `key` names this reminder for good: once recorded on the memo it never comes again.
    """

    rung: Rung
    key: str
    at: datetime
    memos: tuple[Memo, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """The reminders due now, and the next moment at which one could become due (or None)."""

    nudges: tuple[Nudge, ...]
    next_at: datetime | None


def look(memos: Iterable[Memo], office: Office, now: datetime) -> Outlook:
    """Find the reminders due at `now` among open memos, and when to look again."""
    owed = [memo for memo in memos if memo.is_open and memo.next_mover is not Mover.NOBODY]
    due: list[Nudge] = []
    ahead: list[datetime] = []
    for memo in owed:
        nudge = _own(memo)
        if nudge is None:
            continue
        if nudge.at <= now:
            due.append(nudge)
        else:
            ahead.append(nudge.at)
    due.sort(key=lambda nudge: (nudge.at, nudge.key))
    closing, next_closing = _before_closing(owed, office, now)
    due.extend(closing)
    ahead.extend(next_closing)
    return Outlook(tuple(due), min(ahead, default=None))


def _own(memo: Memo) -> Nudge | None:
    """The next reminder of this memo alone: a snooze holds the due time's, and comes itself."""
    snoozed = memo.snoozed_until
    if snoozed is not None:
        key = f"snoozed@{snoozed.timestamp():.0f}"
        if key not in memo.nudged:
            return Nudge(Rung.SNOOZED, key, snoozed, (memo,))
    due = memo.due_at
    if due is None or (snoozed is not None and due <= snoozed):
        return None
    key = f"due@{due.timestamp():.0f}"
    return None if key in memo.nudged else Nudge(Rung.DUE, key, due, (memo,))


def _before_closing(
    owed: list[Memo], office: Office, now: datetime
) -> tuple[list[Nudge], list[datetime]]:
    """Reminders of the whole list before closing: at most the latest one whose time has come."""
    day = office.today(now)
    closing = office.closing(day)
    if not owed or not office.is_workday(day) or now >= closing:
        return [], []
    today = [m for m in owed if m.due_at is None or m.due_at <= closing]
    times = [(closing - before, int(before.total_seconds() // 60)) for before in BEFORE_CLOSING]
    passed = [(at, minutes) for at, minutes in times if at <= now]
    ahead = [at for at, _ in times if at > now]
    if not passed:
        return [], ahead
    at, minutes = passed[-1]
    key = f"closing{minutes}@{day.isoformat()}"
    still = tuple(
        memo
        for memo in today
        if key not in memo.nudged
        and memo.taken_at < at
        and (memo.snoozed_until is None or memo.snoozed_until <= now)
    )
    return ([Nudge(Rung.CLOSING, key, at, still)] if still else []), ahead
