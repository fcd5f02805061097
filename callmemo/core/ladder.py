"""The reminder ladder: which reminders a memo has, and which of them are due now.

Whoever it is said to, a later rung makes the earlier ones superfluous: who wakes a computer at
half past four hears one reminder of a memo, not three.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from operator import attrgetter
from typing import Final

from callmemo.core.memo import Memo
from callmemo.core.office import Office
from callmemo.core.rungs import (
    DEFAULT,
    NOBODY_AWAY,
    OWN_TIME,
    TOGETHER,
    Audience,
    Away,
    Ladder,
    Nudge,
    Outlook,
    Rung,
    Step,
)
from callmemo.core.vocabulary import Mover, Status

_MINUTE: Final = timedelta(minutes=1)
_OF_A_DAY: Final = (f"{Rung.AFTERNOON}@", Rung.CLOSING.value)
"""How the keys of those rungs begin that an addressee hears anew on each day."""
_LAST: Final = 1
"""Minutes before closing at which a call is named that came after the list of what is left."""


@dataclass(frozen=True, slots=True)
class Said:
    """What there is to say of one memo now, and when there could be more (or None)."""

    due: tuple[Step, ...] = ()
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """By what reminders are given: the office's hours, the ladder, and who is away."""

    office: Office
    ladder: Ladder = DEFAULT
    away: Away = field(default_factory=lambda: NOBODY_AWAY)


def look(memos: Iterable[Memo], rules: Rules, now: datetime) -> Outlook:
    """Find the reminders due at `now`, and when to look again. Closed memos are passed over."""
    glance = Glance(rules, now)
    said = [(memo, glance.at(memo)) for memo in memos]
    ahead = [each.next_at for _, each in said if each.next_at is not None]
    nudges = gather(((memo, each.due) for memo, each in said), rules.ladder)
    return Outlook(nudges, min(ahead, default=None))


def is_owed(memo: Memo) -> bool:
    """Whether somebody still has to call because of this memo."""
    return memo.is_open and memo.next_mover is not Mover.NOBODY


def has_hours(memo: Memo, ladder: Ladder) -> bool:
    """Whether it may have something to say long before it is due: see `Glance.quiet_until`."""
    return (
        memo.draft.is_urgent
        or memo.draft.complaint
        or memo.snoozed_until is not None
        or 0 < ladder.tried <= memo.attempts
    )


class Glance:
    """A look at memos at one moment; what is the same for all of them is found once."""

    def __init__(self, rules: Rules, now: datetime, known: dict[date, Day] | None = None) -> None:
        """Find today's and the next working day's hours; `known` days of the rules need no look."""
        self._rules = rules
        self._now = now.astimezone(UTC)
        office = rules.office
        self._is_open = office.is_open(self._now)
        self._next_opening = office.next_opening(self._now).astimezone(UTC)
        self._known = {} if known is None else known
        self.day = office.working_day(self._now)
        """Today while the office has time left, else its next working day."""
        today_and_next = (self.day, office.next_workday(self.day))
        self._days = {day: self._day_kept(day) for day in today_and_next}
        self._is_bare = not any(day.steps or day.left for day in self._days.values())

    def at(self, memo: Memo) -> Said:
        """What there is to say of this memo."""
        mover = memo.next_mover
        if mover is Mover.NOBODY:
            # As it is of every closed memo.
            return Said()
        tracks: dict[str, list[Step]] = {}
        for step in self._steps(memo, mover):
            if step.track in tracks:
                tracks[step.track].append(step)
            else:
                tracks[step.track] = [step]
        due: list[Step] = []
        # Days too short for any rung are followed by others.
        ahead: list[datetime] = [self._next_opening] if self._is_bare else []
        for track in tracks.values():
            track.sort(key=_time)
            self._climb(track, memo, due, ahead)
        return Said(tuple(due), min(ahead, default=None))

    def quiet_until(self, day: date, due: datetime) -> datetime:
        """Return the first moment at which memos due from `due` on may have something to say.

        They are due after the closing of `day`, which is not before the glance's own, and
        without `has_hours`: all their rungs are on days by whose closing they are due, later
        ones than `day`, but for the due time itself.
        """
        _, next_day = self._rules.office.day_bounds(day)
        quiet = min(due, next_day.astimezone(UTC))
        return min(quiet, self._next_opening) if self._is_bare else quiet

    # The rungs

    def _steps(self, memo: Memo, mover: Mover) -> Iterator[Step]:
        """All rungs of this memo that can still matter; of two at one time the weightier last."""
        draft, office, ladder = memo.draft, self._rules.office, self._rules.ladder
        due, waits = draft.due_at, mover is Mover.THEM
        if draft.is_urgent and not waits:
            start = office.when_open(memo.taken_at)
            for minutes in ladder.urgent:
                at = office.when_open(start + minutes * _MINUTE)
                yield Step(at, Rung.URGENT, f"urgent{minutes}")
        elif ladder.untouched and memo.status is Status.NEW and memo.attempts == 0:
            at = office.add(memo.taken_at, ladder.untouched * _MINUTE)
            if due is None or due <= self._day_kept(office.today(at)).closing:
                yield Step(at, Rung.UNTOUCHED, f"untouched{ladder.untouched}")
        yield from self._given_before(memo)
        for day in self._days_of(memo):
            if due is None or due <= day.closing:
                yield from day.steps_of(memo)
        if due is not None:
            rung = Rung.CHECK if waits else Rung.DUE
            yield Step(due, rung, f"due@{due.timestamp():.0f}")
        if memo.snoozed_until is not None:
            until = memo.snoozed_until
            yield Step(until, Rung.SNOOZED, f"snoozed@{until.timestamp():.0f}")
        yield from self._for_the_manager(memo, mover)

    def _for_the_manager(self, memo: Memo, mover: Mover) -> Iterator[Step]:
        office, ladder = self._rules.office, self._rules.ladder
        if memo.draft.complaint:
            taken = office.when_open(memo.taken_at)
            yield Step(taken, Rung.COMPLAINT, "complaint", Audience.MANAGER)
            if memo.due_at is not None:
                for minutes in ladder.late_complaint:
                    at = office.when_open(memo.due_at + minutes * _MINUTE)
                    key = f"late{minutes}@{memo.due_at.timestamp():.0f}"
                    yield Step(at, Rung.LATE_COMPLAINT, key, Audience.MANAGER)
        in_vain = memo.called_back_at is None and mover is Mover.US
        if in_vain and 0 < ladder.tried <= memo.attempts:
            key = f"tried{ladder.tried}"
            yield Step(memo.taken_at, Rung.TRIED, key, Audience.MANAGER)

    def _given_before(self, memo: Memo) -> Iterator[Step]:
        """What was given on the last of the days before: it has made earlier rungs superfluous."""
        dates = {key.partition("@")[2][:10] for key in memo.nudged if key.startswith(_OF_A_DAY)}
        if not dates:
            return
        try:
            day = date.fromisoformat(max(dates))
        except ValueError:
            return
        if day not in self._days:
            yield from (step for step in self._day_kept(day).steps if step.key in memo.nudged)

    def _days_of(self, memo: Memo) -> list[Day]:
        """Today, the next working day, and the day on which a memo is due later than that.

        Of a memo that was taken when the clock stood later, the days that follow then, too.
        """
        due, office = memo.due_at, self._rules.office
        days = list(self._days.values())
        if memo.taken_at > self._now:
            first = office.working_day(memo.taken_at)
            later = {day for day in (first, office.next_workday(first)) if day not in self._days}
            days += [self._day_kept(day) for day in sorted(later)]
        if due is None or due <= days[-1].closing:
            return days
        day = office.today(due)
        return [*days, self._day_kept(day)] if office.is_workday(day) else days

    def _day_kept(self, day: date) -> Day:
        if day not in self._known:
            self._known[day] = self._day(day)
        return self._known[day]

    def _day(self, day: date) -> Day:
        office, ladder = self._rules.office, self._rules.ladder
        opening, closing = office.opening(day), office.closing(day).astimezone(UTC)
        before = {
            minutes: closing - minutes * _MINUTE
            for minutes in (*ladder.before_closing, ladder.substitute, ladder.left)
        }
        steps = []
        if ladder.afternoon is not None:
            at = office.at(day, ladder.afternoon).astimezone(UTC)
            steps.append(Step(at, Rung.AFTERNOON, f"afternoon@{day}"))
        steps += [
            Step(before[minutes], Rung.CLOSING, f"closing{minutes}@{day}")
            for minutes in ladder.before_closing
        ]
        if minutes := ladder.substitute:
            key = f"substitute{minutes}@{day}"
            steps.append(Step(before[minutes], Rung.SUBSTITUTE, key, Audience.SUBSTITUTE))
        left = []
        if ladder.left:
            for minutes in sorted({ladder.left, _LAST}, reverse=True):
                at = closing - minutes * _MINUTE
                left.append(Step(at, Rung.LEFT, f"left{minutes}@{day}", Audience.MANAGER))
        within = [step for step in steps if opening <= step.at < closing]
        return Day(closing, tuple(within), tuple(step for step in left if step.at >= opening))

    # The climb

    def _climb(self, track: list[Step], memo: Memo, due: list[Step], ahead: list[datetime]) -> None:
        """Find the rung that was reached last, unless it or a later one was given already."""
        now, nudged = self._now, memo.nudged
        held = memo.snoozed_until if track[0].audience is not Audience.MANAGER else None
        # A later time than now, after the clock was set back, has not come yet.
        given = max((s.at for s in track if s.at <= now and s.key in nudged), default=None)
        reached = None
        for step in track:
            if step.key in nudged or (given is not None and step.at <= given):
                continue
            at = step.at if held is None else max(step.at, held)
            if at > now:
                ahead.append(at)
                break
            reached = step
        if reached is None:
            return
        given_now, returns_at = self._for_whom(reached, memo)
        if returns_at is not None:
            ahead.append(returns_at)
        if given_now is not None and self._may_be_given(reached):
            due.append(given_now)
        elif given_now is not None:
            ahead.append(self._next_opening)

    def _may_be_given(self, step: Step) -> bool:
        """Whether the office is open, or the hour was chosen by somebody although it is not."""
        if self._is_open:
            return True
        office = self._rules.office
        if step.rung not in OWN_TIME or office.is_open(step.at):
            return False
        return office.next_opening(step.at) > self._now

    def _for_whom(self, step: Step, memo: Memo) -> tuple[Step | None, datetime | None]:
        """Return the step as it is given now, if it is, and when whoever is away returns.

        What is for somebody away goes to the substitute, once.
        """
        draft = memo.draft
        if step.audience is Audience.MANAGER:
            return step, None
        name = draft.addressee if step.audience is Audience.ADDRESSEE else draft.substitute
        if not self._is_away(name):
            return step, None
        until = self._rules.away[name]
        key = f"{step.key}+substitute"
        other = draft.substitute
        if other and other != name and not self._is_away(other) and key not in memo.nudged:
            return replace(step, key=key, audience=Audience.SUBSTITUTE), until
        return None, until

    def _is_away(self, name: str) -> bool:
        if name not in self._rules.away:
            return False
        until = self._rules.away[name]
        return until is None or until > self._now


@dataclass(frozen=True, slots=True)
class Day:
    """The rungs of a working day: those on the way to closing, and the lists of what is left."""

    closing: datetime
    steps: tuple[Step, ...]
    left: tuple[Step, ...]

    def steps_of(self, memo: Memo) -> list[Step]:
        """Those rungs that come after the memo was taken."""
        has_substitute, taken = bool(memo.draft.substitute), memo.taken_at
        found = [
            step
            for step in self.steps
            if taken < step.at and (has_substitute or step.rung is not Rung.SUBSTITUTE)
        ]
        # Once is enough; who calls a quarter before closing is named in the last minute.
        for step in self.left:
            if taken < step.at:
                found.append(step)
                break
        return found


def gather(said: Iterable[tuple[Memo, tuple[Step, ...]]], ladder: Ladder) -> tuple[Nudge, ...]:
    """Make reminders of steps, those of all memos at once in one; complaints come first."""
    together: dict[tuple[str, Audience], tuple[Step, list[Memo]]] = {}
    nudges = []
    for memo, steps in said:
        for step in steps:
            if step.rung in TOGETHER:
                together.setdefault((step.key, step.audience), (step, []))[1].append(memo)
            else:
                nudges.append(_nudge(step, [memo], ladder))
    nudges += [_nudge(step, memos, ladder) for step, memos in together.values()]
    return tuple(sorted(nudges, key=_weight))


def _nudge(step: Step, memos: list[Memo], ladder: Ladder) -> Nudge:
    memos.sort(key=_weight_of)
    names = [_whom(step.audience, memo, ladder) for memo in memos]
    to = tuple(dict.fromkeys(name for name in names if name))
    return Nudge(step.rung, step.key, step.at, tuple(memos), step.audience, to)


def _whom(audience: Audience, memo: Memo, ladder: Ladder) -> str:
    match audience:
        case Audience.ADDRESSEE:
            return memo.draft.addressee
        case Audience.SUBSTITUTE:
            return memo.draft.substitute
        case Audience.MANAGER:
            return ladder.manager


def _weight(nudge: Nudge) -> tuple[bool, bool, bool, datetime, str, str]:
    # Of two alike the memo taken first, whichever was looked at first.
    first = nudge.memos[0]
    return (not nudge.is_loud, *_weight_of(first)[:2], nudge.at, nudge.key, first.id)


def _weight_of(memo: Memo) -> tuple[bool, bool, datetime, str]:
    """Complaints first, then what is urgent, then by due time."""
    draft = memo.draft
    return (not draft.complaint, not draft.is_urgent, memo.due_at or memo.taken_at, memo.id)


_time = attrgetter("at")
