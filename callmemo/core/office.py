"""What is usual in the office: by when a call is due for which no time was named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from callmemo.core.calendar import Calendar
from callmemo.core.memo import Draft
from callmemo.core.vocabulary import THEY_OWE, CallbackReason, Request

URGENT_WITHIN = timedelta(minutes=30)
"""How soon an urgent call is due, from now or from opening."""
CHECK_BEFORE_CLOSING = timedelta(minutes=30)
SETTLE_IN = timedelta(hours=1)
"""How long after opening a call that came after hours is due."""
LOOKED_UP = timedelta(hours=2)
"""Working time that looking something up takes at most, before one asks how things stand."""


@dataclass(frozen=True, slots=True)
class Office(Calendar):
    """The office with its calendar, and what is usual in it."""

    def end_of_working_day(self, now: datetime, their_closing: time | None = None) -> datetime:
        """Return when 本日中 ends: the earlier of our closing and theirs, never before `now`."""
        day = self.working_day(now)
        ours = self.closing(day)
        if their_closing is None:
            return ours
        theirs = self.at(day, their_closing)
        return theirs if now.astimezone(UTC) < theirs < ours else ours

    def default_due(self, draft: Draft, now: datetime) -> datetime | None:
        """Return by when a memo without a named time is due; None where no call is owed.

        Urgent: within 30 minutes. A callback: the same business day, or the next business
        morning if the call came after hours. Their callback: half an hour before closing,
        so that a status check is still possible, unless the reason for it makes that shorter
        or longer. Our next call: next business morning.
        Always later than `now`.
        """
        now = now.astimezone(UTC)
        request = draft.request
        if request is Request.WE_CALL_AGAIN:
            return self.after_opening(self.next_workday(self.today(now)), SETTLE_IN)
        if request in THEY_OWE:
            return self._wait(draft, now)
        if request not in {Request.PLEASE_CALL_BACK, Request.RETURNED_CALL}:
            return None
        day = self.working_day(now)
        if now < self.opening(day):
            return self.after_opening(day, URGENT_WITHIN if draft.is_urgent else SETTLE_IN)
        end = self.end_of_working_day(now, draft.their_closing)
        return min(now + URGENT_WITHIN, end) if draft.is_urgent else end

    def _wait(self, draft: Draft, now: datetime) -> datetime:
        """When to ask how things stand, as long as such a callback usually takes."""
        match draft.callback_reason:
            case CallbackReason.NEEDS_AUTHORITY:
                # Whoever decides has to be found first, and is asked only once a day.
                return self.after_opening(self.next_workday(self.today(now)), SETTLE_IN)
            case CallbackReason.NEEDS_CHECKING:
                begins = self.opening(self.working_day(now))
                looked_up = max(self.add(now, LOOKED_UP), begins)
                if self.is_lunch(looked_up):
                    looked_up = self.at(self.today(looked_up), self.lunch_until)
                return min(looked_up, self._check_time(now, draft.their_closing))
            case _:
                return self._check_time(now, draft.their_closing)

    def _check_time(self, now: datetime, their_closing: time | None) -> datetime:
        """When to ask how things stand: half an hour before they close, while we are here."""
        day = self.working_day(now)
        ours = self.closing(day)
        theirs = ours if their_closing is None else self.at(day, their_closing)
        before = theirs.astimezone(UTC) - CHECK_BEFORE_CLOSING
        check = max(self.opening(day), min(before, ours))
        return next(at for at in (check, min(theirs, ours), ours) if at > now)
