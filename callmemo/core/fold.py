"""From the events of one memo to the memo: the same result in any order of arrival."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, replace
from datetime import datetime
from operator import attrgetter
from types import MappingProxyType

from callmemo.core.events import Event, read_field, with_fields
from callmemo.core.memo import Draft, Memo, first_status
from callmemo.core.times import from_utc_text
from callmemo.core.vocabulary import THEY_OWE, Kind, Outcome, Status

_AFTER_ATTEMPT: Mapping[Outcome, Status] = MappingProxyType(
    {
        Outcome.TALKED: Status.IN_PROGRESS,
        Outcome.ABSENT: Status.RETRY,
        Outcome.ABSENT_MESSAGE_LEFT: Status.RETRY,
        Outcome.BUSY: Status.RETRY,
        Outcome.VOICEMAIL: Status.RETRY,
        Outcome.WRONG_NUMBER: Status.IN_PROGRESS,
        Outcome.THEY_CALLED: Status.IN_PROGRESS,
        Outcome.OTHER_MEANS: Status.IN_PROGRESS,
    }
)

_REACHED = frozenset({Outcome.TALKED, Outcome.THEY_CALLED, Outcome.OTHER_MEANS})
"""Outcomes that prove the callback (折り返し), as confirming proves only the reading."""

_FIELDS = tuple(f.name for f in fields(Memo))


def in_order(events: Iterable[Event]) -> list[Event]:
    """Sort events by hybrid clock and id, each once."""
    return sorted({event.event_id: event for event in events}.values(), key=lambda e: e.order)


def undone_ids(ordered: list[Event]) -> frozenset[str]:
    """Ids of the events that were taken back; an undo that was itself undone counts no more.

    Only what came before an undo can be taken back by it, which leaves no circles.
    """
    if Kind.UNDONE not in [event.kind for event in ordered]:
        return frozenset()
    places = {event.event_id: place for place, event in enumerate(ordered)}
    undone: set[str] = set()
    for place, event in reversed(list(enumerate(ordered))):
        if event.kind == Kind.UNDONE and event.is_known and event.event_id not in undone:
            target = _undone_by(event)
            if places.get(target, place) < place:
                undone.add(target)
    return frozenset(undone)


def _undone_by(event: Event) -> str:
    return str(event.body.get("event_id", ""))


def fold(events: Iterable[Event]) -> Memo | None:
    """Replay a memo's events in their one order.

    Returns None while the event that took the memo has not arrived. Events of unknown kind,
    of a newer version or with a body that cannot be read are passed over, not refused: they
    stay in the journal for a program that knows them.
    """
    return fold_ordered(in_order(events))


def fold_ordered(ordered: list[Event]) -> Memo | None:
    """`fold`, of events that are in their one order already, each once."""
    known = [(event, at) for event in ordered if (at := event.known_at) is not None]
    taken = next((each for each in known if each[0].kind == Kind.TAKEN), None)
    if taken is None:
        return None
    undone = undone_ids(ordered)
    course = _Course(*taken)
    first = taken[0]
    for event, at in known:
        if event is first:
            continue
        if event.kind != Kind.NUDGED:
            # Whoever does something with a memo has it before their eyes, also if they undo it.
            course.unseen = ()
        if event.event_id in undone:
            continue
        if event.kind == Kind.UNDONE and _undone_by(event) == first.event_id:
            # A memo taken by mistake is withdrawn, not wiped out: its number was said aloud.
            _close(Status.CANCELLED)(course, event, at)
            continue
        step = _STEPS.get(event.kind)
        if step is None:
            continue
        try:
            step(course, event, at)
        except (ValueError, TypeError, KeyError):
            continue
        course.hear(event)
    return course.memo()


class _Course:
    """A memo while its events are replayed: what `Memo` says of each field holds here too.

    It is written on, since a new memo for each event would take most of the time. A step reads
    all that can be unreadable before it writes anything: it happens whole or not at all.
    """

    __slots__ = _FIELDS

    id: str
    number: str
    taken_at: datetime
    draft: Draft
    status: Status
    snoozed_until: datetime | None
    confirmed_at: datetime | None
    confirmed_by: str
    attempts: int
    called_back_at: datetime | None
    closed_at: datetime | None
    nudged: tuple[str, ...]
    unseen: tuple[str, ...]
    carried_at: datetime | None
    carried_until: datetime | None
    called_again: tuple[datetime, ...]
    notes: str

    def __init__(self, taken: Event, at: datetime) -> None:
        """Begin with the event that took the memo."""
        self.id = taken.memo_id
        try:
            self.number = read_field("number", taken.body["number"])
        except (KeyError, ValueError):
            self.number = ""
        self.taken_at = at
        self.draft = with_fields(_NOTHING, taken.body)
        self.status = first_status(self.draft.request)
        for name, value in _AT_FIRST:
            setattr(self, name, value)

    def memo(self) -> Memo:
        """Return the memo as it stands."""
        return Memo(*_said(self))

    @property
    def is_open(self) -> bool:
        """Whether something may still have to happen."""
        return not self.status.is_final

    def hear(self, event: Event) -> None:
        """Keep what was said beside it, in a note or with an action: people look for that too."""
        text = event.body.get("text")
        if isinstance(text, str) and text:
            self.notes = f"{self.notes}\n{text}" if self.notes else text

    def set_due(self, due_at: datetime | None) -> None:
        """Name another time, if there is one."""
        if due_at is not None:
            self.draft = replace(self.draft, due_at=due_at)


_NOTHING = Draft()
_AT_FIRST = tuple((f.name, f.default) for f in fields(Memo) if f.default is not MISSING)
_said = attrgetter(*_FIELDS)


def _moment(event: Event, name: str) -> datetime | None:
    """Return a time that need not be named."""
    value = event.body.get(name)
    return None if value is None else from_utc_text(str(value))


def _amend(course: _Course, event: Event, _at: datetime) -> None:
    before = course.draft.request
    course.draft = with_fields(course.draft, event.body)
    request = course.draft.request
    if request is not before and course.status in {Status.NEW, Status.WAITING}:
        course.status = first_status(request)


def _confirm(course: _Course, event: Event, at: datetime) -> None:
    if course.confirmed_at is None:
        course.confirmed_at = at
        course.confirmed_by = event.actor
    if course.status is Status.NEW:
        course.status = Status.SEEN


def _attempt(course: _Course, event: Event, at: datetime) -> None:
    outcome = Outcome(event.body["outcome"])
    course.set_due(_moment(event, "retry_at"))
    if course.is_open:
        course.status = _AFTER_ATTEMPT[outcome]
    course.attempts += 1
    if course.called_back_at is None and outcome in _REACHED:
        course.called_back_at = at
    course.snoozed_until = None


def _note(_course: _Course, _event: Event, _at: datetime) -> None:
    """Change nothing: what a note says is heard of every event."""


def _snooze(course: _Course, event: Event, _at: datetime) -> None:
    course.snoozed_until = from_utc_text(str(event.body["until"]))


def _hand_over(course: _Course, event: Event, _at: datetime) -> None:
    course.draft = with_fields(course.draft, {"addressee": event.body["addressee"]})
    if course.status is Status.SEEN:
        course.status = Status.NEW
    course.confirmed_at = None
    course.confirmed_by = ""


def _hold(course: _Course, event: Event, _at: datetime) -> None:
    course.set_due(_moment(event, "until"))
    if course.is_open:
        course.status = Status.ON_HOLD


def _close(status: Status) -> _Step:
    def step(course: _Course, _event: Event, at: datetime) -> None:
        course.status = status
        course.closed_at = at
        course.snoozed_until = None

    return step


def _reopen(course: _Course, event: Event, _at: datetime) -> None:
    course.set_due(_moment(event, "due_at"))
    if not course.is_open:
        waits = course.draft.request in THEY_OWE
        course.status = Status.WAITING if waits else Status.IN_PROGRESS
    course.closed_at = None


def _carry(course: _Course, event: Event, at: datetime) -> None:
    until = from_utc_text(str(event.body["until"]))
    course.set_due(until)
    course.snoozed_until = None
    course.carried_at = at
    course.carried_until = until


def _set_retry(course: _Course, event: Event, _at: datetime) -> None:
    course.set_due(from_utc_text(str(event.body["until"])))
    course.snoozed_until = None


def _call_again(course: _Course, event: Event, at: datetime) -> None:
    """A further call makes the memo news again, also one that was closed a moment before it."""
    course.draft = with_fields(course.draft, event.body)
    course.status = first_status(course.draft.request)
    course.snoozed_until = None
    course.confirmed_at = None
    course.confirmed_by = ""
    course.closed_at = None
    course.called_again = (*course.called_again, at)


def _nudge(course: _Course, event: Event, _at: datetime) -> None:
    key = str(event.body["key"])
    course.nudged = tuple(sorted({*course.nudged, key}))
    course.unseen = tuple(sorted({*course.unseen, key})) if course.is_open else ()


_Step = Callable[[_Course, Event, datetime], None]
_STEPS: Mapping[str, _Step] = MappingProxyType(
    {
        Kind.AMENDED: _amend,
        Kind.CONFIRMED: _confirm,
        Kind.ATTEMPT: _attempt,
        Kind.NOTE: _note,
        Kind.SNOOZED: _snooze,
        Kind.HANDED_OVER: _hand_over,
        Kind.ON_HOLD: _hold,
        Kind.FINISHED: _close(Status.DONE),
        Kind.NOT_NEEDED: _close(Status.NOT_NEEDED),
        Kind.CANCELLED: _close(Status.CANCELLED),
        Kind.REOPENED: _reopen,
        Kind.NUDGED: _nudge,
        Kind.CARRIED: _carry,
        Kind.RETRY_SET: _set_retry,
        Kind.CALLED_AGAIN: _call_again,
    }
)
