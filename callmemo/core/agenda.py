"""All memos that are owed, kept in the order in which there is something to say of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from heapq import heappop, heappush
from typing import Protocol

from callmemo.core.ladder import Day, Glance, Rules, Said, gather, is_owed
from callmemo.core.memo import Memo
from callmemo.core.rungs import Ladder, Outlook, Step

_DAY = timedelta(days=1)


class Unread(Protocol):
    """Memos that are owed and were not read yet: most are due later, and say nothing till then."""

    def due_between(self, after: datetime | None, until: datetime) -> Iterable[Memo]:
        """Those due after one moment and by another; first those without a due time as well."""

    def with_hours(self, after: datetime, ladder: Ladder) -> Iterable[Memo]:
        """Those due later than that which may have something to say before: see `has_hours`."""

    def next_due(self, after: datetime) -> datetime | None:
        """When the first of those is due that are due later than that."""


class Agenda:
    """Gives the outlook that `look` gives, without looking at every memo each time.

    Of each memo it remembers when there is something to say next, in a heap; what is due stays
    so until the memo is put in anew with the reminder recorded. Where the clock was set back or
    the rules are others, everything is looked at anew. Of `unread` memos it takes those due by
    the closing of a day, and of later days only as many as it needs to know what comes next.
    """

    def __init__(
        self, rules: Rules, memos: Iterable[Memo] = (), unread: Unread | None = None
    ) -> None:
        """Take note of these memos; they are looked at when the outlook is asked for."""
        self._rules = rules
        self._memos = {memo.id: memo for memo in memos if is_owed(memo)}
        self._ready = set(self._memos)
        self._next: dict[str, datetime] = {}
        self._heap: list[tuple[datetime, str]] = []
        self._last: datetime | None = None
        # A day's rungs are the same for all memos as long as the rules are.
        self._days: dict[date, Day] = {}
        self._unread = unread
        self._day: date | None = None
        """All that is due by its closing has been read."""
        self._first_unread: datetime | None = None
        """When the first memo that was not read is due, or sooner; None if all were read."""

    def follow(self, rules: Rules) -> None:
        """Go by these rules from now on."""
        if rules == self._rules:
            return
        if (rules.office, rules.ladder) != (self._rules.office, self._rules.ladder):
            # By other hours other memos have something to say: they are read from the start.
            self._day = None
        self._rules = rules
        self._days.clear()
        self._look_at_all()

    def put(self, memo: Memo) -> None:
        """Take note of a memo as it is now; one that is owed no more is dropped."""
        self.drop(memo.id)
        if is_owed(memo):
            self._memos[memo.id] = memo
            self._ready.add(memo.id)

    def drop(self, memo_id: str) -> None:
        """Forget a memo."""
        self._memos.pop(memo_id, None)
        self._next.pop(memo_id, None)
        self._ready.discard(memo_id)

    def outlook(self, now: datetime) -> Outlook:
        """Find the reminders due at `now`, and when to look again."""
        now = now.astimezone(UTC)
        if self._last is not None and now < self._last:
            self._look_at_all()
        self._last = now
        while self._heap and self._heap[0][0] <= now:
            at, memo_id = heappop(self._heap)
            if self._next.get(memo_id) == at:
                self._ready.add(memo_id)
        glance = Glance(self._rules, now, self._days)
        self._read_until(glance.day)
        due = self._look(glance, tuple(self._ready))
        while self._may_miss(glance):
            due += self._look(glance, self._read_on())
        return Outlook(gather(due, self._rules.ladder), self._next_at())

    def _look(self, glance: Glance, ids: Iterable[str]) -> list[tuple[Memo, tuple[Step, ...]]]:
        """Look at these memos; return what is to be said of them now."""
        due = []
        for memo_id in ids:
            memo = self._memos[memo_id]
            said = glance.at(memo)
            self._remember(memo_id, said)
            if said.due:
                due.append((memo, said.due))
        return due

    # Reading

    def _may_miss(self, glance: Glance) -> bool:
        """Whether a memo that was not read could have something to say before all others."""
        if self._day is None or self._first_unread is None:
            return False
        quiet = glance.quiet_until(self._day, self._first_unread)
        ahead = self._next_at()
        return ahead is None or ahead > quiet

    def _read_until(self, day: date) -> None:
        """Read what is due by the closing of this day, and whatever may speak up before."""
        unread, office = self._unread, self._rules.office
        if unread is None or (self._day is not None and day <= self._day):
            return
        after = None if self._day is None else office.closing(self._day)
        until = office.closing(day)
        self._note(unread.due_between(after, until))
        if after is None:
            self._note(unread.with_hours(until, self._rules.ladder))
        self._day = day
        self._first_unread = unread.next_due(until)

    def _read_on(self) -> list[str]:
        """Read the next day on which something is due; return what is new in it."""
        office, first = self._rules.office, self._first_unread
        if self._day is None or first is None:
            return []
        known = set(self._memos)
        day = max(self._day + _DAY, office.today(first))
        self._read_until(day if first <= office.closing(day) else day + _DAY)
        return list(self._memos.keys() - known)

    def _note(self, memos: Iterable[Memo]) -> None:
        for memo in memos:
            if memo.id not in self._memos:
                self.put(memo)

    def _remember(self, memo_id: str, said: Said) -> None:
        if not said.due:
            self._ready.discard(memo_id)
        if said.next_at is None:
            self._next.pop(memo_id, None)
        elif self._next.get(memo_id) != said.next_at:
            self._next[memo_id] = said.next_at
            heappush(self._heap, (said.next_at, memo_id))

    def _next_at(self) -> datetime | None:
        while self._heap and self._next.get(self._heap[0][1]) != self._heap[0][0]:
            heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def _look_at_all(self) -> None:
        self._ready = set(self._memos)
        self._next.clear()
        self._heap.clear()
