"""The office's day: when it opens and closes, and which hour a promise means by default."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from callmemo.core.memo import Draft
from callmemo.core.vocabulary import THEY_OWE, Request

URGENT_WITHIN = timedelta(minutes=30)
CHECK_BEFORE_CLOSING = timedelta(minutes=30)
SETTLE_IN = timedelta(hours=1)
"""How long after opening a call that came after hours is due."""


@dataclass(frozen=True, slots=True)
class Office:
    """Opening hours in the office's own time zone; `workdays` are ISO weekdays, Monday 1."""

    zone: tzinfo
    opens: time = time(9, 0)
    closes: time = time(17, 30)
    lunch_from: time = time(12, 0)
    lunch_until: time = time(13, 0)
    workdays: frozenset[int] = frozenset({1, 2, 3, 4, 5})

    def local(self, moment: datetime) -> datetime:
        """Return the moment as the office's clock shows it."""
        return moment.astimezone(self.zone)

    def at(self, day: date, clock: time) -> datetime:
        """Return the moment at which the office's clock shows `clock` on `day`."""
        return datetime.combine(day, clock, tzinfo=self.zone)

    def today(self, now: datetime) -> date:
        """Return the office's date."""
        return self.local(now).date()

    def day_bounds(self, day: date) -> tuple[datetime, datetime]:
        """Return first moment of the day and first moment of the next."""
        return self.at(day, time()), self.at(day + timedelta(days=1), time())

    def is_workday(self, day: date) -> bool:
        """Whether the office is open at all on this day."""
        return day.isoweekday() in self.workdays

    def closing(self, day: date) -> datetime:
        """Return the moment the office closes on this day."""
        return self.at(day, self.closes)

    def next_workday(self, day: date) -> date:
        """Return the first working day after this one (the next day if there is none at all)."""
        for ahead in range(1, 8):
            if self.is_workday(day + timedelta(days=ahead)):
                return day + timedelta(days=ahead)
        return day + timedelta(days=1)

    def next_morning(self, now: datetime) -> datetime:
        """Return the next opening on a working day after today."""
        return self.at(self.next_workday(self.today(now)), self.opens)

    def working_day(self, now: datetime) -> date:
        """Return today while the office still has time left today, else the next working day."""
        today = self.today(now)
        if self.is_workday(today) and now < self.closing(today):
            return today
        return self.next_workday(today)

    def end_of_working_day(self, now: datetime, their_closing: time | None = None) -> datetime:
        """Return when 本日中 ends: the earlier of our closing and theirs, never before `now`."""
        day = self.working_day(now)
        ours = self.closing(day)
        if their_closing is None:
            return ours
        theirs = self.at(day, their_closing)
        return theirs if now < theirs < ours else ours

    def default_due(self, draft: Draft, now: datetime) -> datetime | None:
        """Return by when a memo without a named time is due; None where no call is owed.

        Urgent: within 30 minutes. A callback: the same business day, or the next business
        morning if the call came after hours. Their callback: half an hour before closing,
        so that a status check is still possible. Our next call: next business morning.
        """
        request = draft.request
        today = self.today(now)
        after_hours = self.working_day(now) != today
        if request is Request.WE_CALL_AGAIN:
            return self.next_morning(now) + SETTLE_IN
        if request in THEY_OWE:
            end = self._their_end(draft, now)
            return max(end - CHECK_BEFORE_CLOSING, now)
        if request not in {Request.PLEASE_CALL_BACK, Request.RETURNED_CALL}:
            return None
        if after_hours:
            return self.at(self.working_day(now), self.opens) + SETTLE_IN
        if draft.is_urgent:
            return min(now + URGENT_WITHIN, max(self.closing(today), now))
        return self.end_of_working_day(now, draft.their_closing)

    def _their_end(self, draft: Draft, now: datetime) -> datetime:
        """When the other side can last be reached on our working day."""
        day = self.working_day(now)
        if draft.their_closing is None:
            return self.closing(day)
        theirs = self.at(day, draft.their_closing)
        return theirs if theirs > now else self.closing(day)
