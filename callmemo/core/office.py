"""The office's day: when it opens and closes, and which hour a promise means by default."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from callmemo.core.memo import Draft
from callmemo.core.vocabulary import THEY_OWE, Request

URGENT_WITHIN = timedelta(minutes=30)
"""How soon an urgent call is due, from now or from opening."""
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

    def after_opening(self, day: date, span: timedelta) -> datetime:
        """Return the moment this long after opening, at the latest closing."""
        return min(self.at(day, self.opens).astimezone(UTC) + span, self.closing(day))

    def before_closing(self, day: date, span: timedelta) -> datetime:
        """Return the moment this long before closing.

        In UTC: two times of one zone are subtracted by their clocks, wrongly where clocks change.
        """
        return self.closing(day).astimezone(UTC) - span

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
        Always later than `now`.
        """
        now = now.astimezone(UTC)
        request = draft.request
        if request is Request.WE_CALL_AGAIN:
            return self.after_opening(self.next_workday(self.today(now)), SETTLE_IN)
        if request in THEY_OWE:
            return self._check_time(now, draft.their_closing)
        if request not in {Request.PLEASE_CALL_BACK, Request.RETURNED_CALL}:
            return None
        day = self.working_day(now)
        if now < self.at(day, self.opens):
            return self.after_opening(day, URGENT_WITHIN if draft.is_urgent else SETTLE_IN)
        end = self.end_of_working_day(now, draft.their_closing)
        return min(now + URGENT_WITHIN, end) if draft.is_urgent else end

    def _check_time(self, now: datetime, their_closing: time | None) -> datetime:
        """When to ask how things stand: half an hour before they close, while we are here."""
        day = self.working_day(now)
        ours = self.closing(day)
        theirs = ours if their_closing is None else self.at(day, their_closing)
        before = theirs.astimezone(UTC) - CHECK_BEFORE_CLOSING
        check = max(self.at(day, self.opens), min(before, ours))
        return next(at for at in (check, min(theirs, ours), ours) if at > now)
