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
    """Find the reminders due at `now`, and when to look again.

    `memos` are the open ones and those closed today: a reminder before closing that was given
    about a memo closed since then was given.
    """
    memos = list(memos)
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
    told = frozenset(key for memo in memos for key in memo.nudged)
    due.extend(_before_closing(owed, told, office, now))
    if owed:
        ahead.append(_next_before_closing(office, now))
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
    owed: list[Memo], told: frozenset[str], office: Office, now: datetime
) -> list[Nudge]:
    """Remind of all that is still owed: the latest reminder of today whose time has come."""
    day = office.today(now)
    closing = office.closing(day)
    if not office.is_workday(day) or now >= closing:
        return []
    times = [(office.before_closing(day, before), before) for before in BEFORE_CLOSING]
    passed = [(at, before) for at, before in times if at <= now]
    if not passed:
        return []
    at, before = max(passed)
    key = f"closing{before // timedelta(minutes=1)}@{day.isoformat()}"
    if key in told:
        return []
    still = tuple(
        memo
        for memo in owed
        if (memo.due_at is None or memo.due_at <= closing)
        and memo.taken_at < at
        and (memo.snoozed_until is None or memo.snoozed_until <= at)
    )
    return [Nudge(Rung.CLOSING, key, at, still)] if still else []


def _next_before_closing(office: Office, now: datetime) -> datetime:
    """When the next reminder before closing can come, today or on the next working days."""
    today = office.today(now)
    following = office.next_workday(today)
    days = [following, office.next_workday(following)]
    if office.is_workday(today):
        days.append(today)
    times = [office.before_closing(day, before) for day in days for before in BEFORE_CLOSING]
    return min(at for at in times if at > now)
