"""An office that lives through days: calls come in, people act, the computer sleeps, clocks jump.

What happens is given as plain values, so that a failing case can be made small. Reminders are
given as the desktop gives them: at the moment the outlook names next, when something changes,
when the computer wakes, and when its clock is set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from callmemo.core.agenda import Agenda
from callmemo.core.ladder import Rules, is_owed, look
from callmemo.core.memo import Memo, first_status
from callmemo.core.rungs import OWN_TIME, Nudge
from callmemo.core.vocabulary import Request, Status, Urgency
from tests.office_day import call

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happens at a minute of the world's clock.

    `what` is one of take, sweep, finish, snooze, absent, talk, confirm, hold, reopen (to memo
    `which`, with a time so many `minutes` later), sleep and jump (of so many `minutes`).
    """

    minute: int
    what: str
    which: int = 0
    minutes: int = 30
    kind: int = 0


@dataclass
class Office:
    """The simulated office. `told` holds what was given, with the computer's time."""

    rules: Rules
    start: datetime
    walks: bool = False
    """Whether it looks at every memo in every minute instead of waiting for the next time."""
    told: list[tuple[datetime, str, str]] = field(default_factory=list)
    memos: list[Memo] = field(default_factory=list)
    by_rung: Counter[str] = field(default_factory=Counter)
    checked: int = 0

    def __post_init__(self) -> None:
        """Open the day with nothing to do."""
        # Times of a zone are added by its clock, wrongly where clocks change.
        self.start = self.world = self.start.astimezone(UTC)
        self.offset = timedelta()
        self._agenda = Agenda(self.rules)
        self._next: datetime | None = None
        self._given: set[tuple[str, str]] = set()
        self._told_on: dict[date, set[str]] = {}
        self._disturbed: set[date] = set()
        self._check = self._next_check()

    @property
    def clock(self) -> datetime:
        """What the computer's clock shows."""
        return self.world + self.offset

    def live(self, happenings: Iterable[Happening], until: datetime) -> None:
        """Let all of it happen, in order."""
        for happening in sorted(happenings, key=lambda each: each.minute):
            self._pass_until(max(self.world, self.start + happening.minute * MINUTE))
            self._happen(happening)
            self._remind()
        self._pass_until(until.astimezone(UTC))

    # Time

    def _pass_until(self, moment: datetime) -> None:
        """Wake whenever the outlook said, and look at the end of each day what was named."""
        while True:
            wakes = [at - self.offset for at in (self._next, self._check) if at is not None]
            at = self.world + MINUTE if self.walks else max(min(wakes), self.world)
            if at >= moment:
                break
            self.world = at
            self._remind()
            if self.clock >= self._check:
                self._look_back()
        self.world = moment

    def _next_check(self) -> datetime:
        office = self.rules.office
        last = office.last_moment_before_closing(self.clock)
        if last > self.clock:
            return last
        return office.last_moment_before_closing(office.next_morning(self.clock))

    def _look_back(self) -> None:
        """In the last working minute: all that is open and due had been named today."""
        office = self.rules.office
        day = office.today(self.clock)
        if self.clock - self._check < MINUTE and day not in self._disturbed:
            closing = office.closing(day)
            for memo in self.memos:
                is_due = memo.due_at is None or memo.due_at <= closing
                if is_owed(memo) and is_due and memo.taken_at < self._check:
                    assert memo.id in self._told_on.get(day, ()), f"not named: {memo}"
                    self.checked += 1
        self._check = self._next_check()

    # Reminders

    def _remind(self) -> None:
        while True:
            if self.walks:
                outlook = look(self.memos, self.rules, self.clock)
            else:
                outlook = self._agenda.outlook(self.clock)
            self._next = outlook.next_at
            assert self._next is None or self._next > self.clock
            if not outlook.nudges:
                return
            for nudge in outlook.nudges:
                self._give(nudge)

    def _give(self, nudge: Nudge) -> None:
        assert nudge.at <= self.clock
        is_open = self.rules.office.is_open(self.clock)
        assert is_open or nudge.rung in OWN_TIME, f"{nudge.key} outside hours at {self.clock}"
        assert nudge.memos
        self.by_rung[nudge.rung] += 1
        for named in nudge.memos:
            memo = self.memos[int(named.id)]
            assert replace(memo, nudged=()) == replace(named, nudged=()), "as it is now"
            assert is_owed(memo), f"{nudge.key} after the end"
            assert (memo.id, nudge.key) not in self._given, f"{nudge.key} twice"
            self._given.add((memo.id, nudge.key))
            self._told_on.setdefault(self.rules.office.today(self.clock), set()).add(memo.id)
            self.told.append((self.clock, nudge.key, memo.id))
            keys = tuple(sorted({*memo.nudged, nudge.key}))
            self._put(replace(memo, nudged=keys))

    def _put(self, memo: Memo) -> None:
        self.memos[int(memo.id)] = memo
        self._agenda.put(memo)

    # What people and computers do

    def _happen(self, happening: Happening) -> None:
        match happening.what:
            case "take":
                self._take(happening)
            case "sweep":
                for memo in self.memos:
                    if is_owed(memo) and self.clock - memo.taken_at > happening.minutes * MINUTE:
                        self._put(replace(memo, status=Status.DONE, snoozed_until=None))
            case "sleep":
                self._disturb()
                self.world += happening.minutes * MINUTE
                self._disturb_unless_before_last_minute()
            case "jump":
                self._disturb()
                self.offset += happening.minutes * MINUTE
                self._disturb()
                self._check = self._next_check()
            case _ if self.memos:
                self._act(self.memos[happening.which % len(self.memos)], happening)

    def _disturb(self) -> None:
        self._disturbed.add(self.rules.office.today(self.clock))

    def _disturb_unless_before_last_minute(self) -> None:
        """A computer awake again by the last minute has no excuse."""
        today = self.rules.office.today(self.clock)
        if self.clock < self._check and today == self.rules.office.today(self._check):
            self._disturbed.discard(today)
        elif self.clock >= self._check:
            self._check = self._next_check()

    def _take(self, happening: Happening) -> None:
        requests = tuple(Request)
        draft = call(
            request=requests[happening.kind % len(requests)],
            urgency=Urgency.URGENT if happening.kind % 5 == 1 else Urgency.NORMAL,
            complaint=happening.kind % 7 == 1,
            substitute="佐藤" if happening.kind % 3 == 1 else "",
        )
        due = self.rules.office.default_due(draft, self.clock)
        if happening.minutes > 0:
            due = self._later(happening)
        status = first_status(draft.request)
        memo_id = str(len(self.memos))
        memo = Memo(memo_id, memo_id, self.clock, replace(draft, due_at=due), status)
        self.memos.append(memo)
        self._agenda.put(memo)

    def _later(self, happening: Happening) -> datetime:
        later = self.clock + max(1, happening.minutes) * MINUTE
        return later.replace(second=0, microsecond=0)

    def _act(self, memo: Memo, happening: Happening) -> None:
        later = self._later(happening)
        draft = replace(memo.draft, due_at=later)
        match happening.what:
            case "reopen" if not memo.is_open:
                self._put(replace(memo, status=Status.IN_PROGRESS, draft=draft))
            case _ if not memo.is_open:
                return
            case "finish":
                self._put(replace(memo, status=Status.DONE, snoozed_until=None))
            case "snooze":
                self._put(replace(memo, snoozed_until=later))
            case "absent":
                tried = replace(memo, attempts=memo.attempts + 1, snoozed_until=None)
                self._put(replace(tried, status=Status.RETRY, draft=draft))
            case "talk":
                tried = replace(memo, attempts=memo.attempts + 1, snoozed_until=None)
                self._put(replace(tried, status=Status.IN_PROGRESS))
            case "confirm" if memo.status is Status.NEW:
                self._put(replace(memo, status=Status.SEEN))
            case "hold":
                self._put(replace(memo, status=Status.ON_HOLD, draft=draft))
