"""All memos that are owed, kept in the order in which there is something to say of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from heapq import heappop, heappush

from callmemo.core.ladder import Day, Glance, Rules, Said, gather, is_owed
from callmemo.core.memo import Memo
from callmemo.core.rungs import Outlook, Step


class Agenda:
    """Gives the outlook that `look` gives, without looking at every memo each time.

    Of each memo it remembers when there is something to say next, in a heap; what is due stays
    so until the memo is put in anew with the reminder recorded. Where the clock was set back or
    the rules are others, everything is looked at anew.
    """

    def __init__(self, rules: Rules, memos: Iterable[Memo] = ()) -> None:
        """Take note of these memos; they are looked at when the outlook is asked for."""
        self._rules = rules
        self._memos = {memo.id: memo for memo in memos if is_owed(memo)}
        self._ready = set(self._memos)
        self._next: dict[str, datetime] = {}
        self._heap: list[tuple[datetime, str]] = []
        self._last: datetime | None = None
        # A day's rungs are the same for all memos as long as the rules are.
        self._days: dict[date, Day] = {}

    def follow(self, rules: Rules) -> None:
        """Go by these rules from now on."""
        if rules != self._rules:
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
        due: list[tuple[Memo, tuple[Step, ...]]] = []
        for memo_id in tuple(self._ready):
            memo = self._memos[memo_id]
            said = glance.at(memo)
            self._remember(memo_id, said)
            if said.due:
                due.append((memo, said.due))
        return Outlook(gather(due, self._rules.ladder), self._next_at())

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
