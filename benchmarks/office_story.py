"""What happens in the made office: seeded calls, and what becomes of each, as verbs of the desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final

from benchmarks import office_callers as callers
from benchmarks import office_people as people
from benchmarks.office_clock import AT
from callmemo.core.events import Json
from callmemo.core.memo import Draft
from callmemo.core.office import Office
from callmemo.core.vocabulary import (
    CallbackReason,
    Channel,
    Direction,
    Kind,
    Outcome,
    Request,
    Target,
    Urgency,
)

NOW: Final = datetime.fromisoformat(AT).astimezone(UTC)
"""The moment at which the made office is looked at."""
A_DAY: Final = 400
"""Calls on a working day: ten years of them are a million."""
SETTLED_AFTER: Final = timedelta(days=6)
"""Calls older than this have all been dealt with."""
_REQUESTS: Final = (
    (Request.PLEASE_CALL_BACK, 58),
    (Request.WILL_CALL_AGAIN, 10),
    (Request.MESSAGE, 12),
    (Request.CALLED, 7),
    (Request.RETURNED_CALL, 6),
    (Request.VISITED, 2),
    (Request.THEY_CALL_BACK, 4),
    (Request.WE_CALL_AGAIN, 1),
)
_IN_VAIN: Final = (
    Outcome.ABSENT,
    Outcome.ABSENT_MESSAGE_LEFT,
    Outcome.BUSY,
    Outcome.VOICEMAIL,
)


@dataclass(frozen=True, slots=True)
class Step:
    """Something done with a memo: the verb's event, and its body without time and ids.

    `and_finish` is a call that settled the matter, which the desk writes as two events.
    """

    at: datetime
    kind: Kind
    body: dict[str, Json]
    and_finish: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A call that was taken, and what was done about it until the story ends."""

    at: datetime
    draft: Draft
    steps: tuple[Step, ...]


def calls(memos: int, seed: int, office: Office) -> Iterator[Call]:
    """So many calls in the order taken, the last of them minutes before `NOW`."""
    dice = Random(seed)
    for at in _times(memos, dice, office):
        draft = _draft(dice, at)
        yield Call(at, draft, tuple(_steps(dice, draft, at)))


def _times(memos: int, dice: Random, office: Office) -> Iterator[datetime]:
    """Moments of the calls: a full day's number on each working day, fewer on the first."""
    today = office.today(NOW)
    so_far = min(memos, round(A_DAY * 0.7))
    days: list[tuple[date, int]] = [(today, so_far)]
    left, day = memos - so_far, today
    while left > 0:
        day -= timedelta(days=1)
        if office.is_workday(day):
            days.append((day, min(left, A_DAY)))
            left -= A_DAY
    for day, count in reversed(days):
        start = office.at(day, time(8, 45)).astimezone(UTC)
        span = (NOW if day == today else start + timedelta(hours=9)) - start
        most = int(span.total_seconds() * 1000) - 60_000
        for milliseconds in sorted(dice.randrange(most) for _ in range(count)):
            yield start + timedelta(milliseconds=milliseconds)


def _draft(dice: Random, at: datetime) -> Draft:
    (request,) = dice.choices(_KINDS, _WEIGHTS)
    chance = dice.random()
    outgoing = request in {Request.THEY_CALL_BACK, Request.WE_CALL_AGAIN}
    urgent = chance < 0.06
    target = None
    if request is Request.PLEASE_CALL_BACK:
        target = Target.THEIR_MOBILE if chance > 0.9 else Target.THEIR_OFFICE
    elif outgoing:
        target = Target.ME
    channel = Channel.PHONE
    if request is Request.VISITED:
        channel = Channel.VISIT
    elif 0.1 < chance < 0.13 and not outgoing:
        channel = Channel.ANSWERING_SERVICE
    waits = request in {Request.WILL_CALL_AGAIN, Request.THEY_CALL_BACK}
    # Now and then a time was named on the phone; else the office's norm sets it.
    named = dice.random() < 0.12
    return Draft(
        direction=Direction.OUTGOING if outgoing else Direction.INCOMING,
        channel=channel,
        addressee=dice.choice(people.STAFF),
        substitute=dice.choice(people.STAFF) if dice.random() < 0.05 else "",
        caller=callers.caller(dice),
        request=request,
        target=target,
        urgency=Urgency.URGENT if urgent else Urgency.NORMAL,
        urgent_reason=dice.choice(people.REASONS) if urgent else "",
        complaint=0.3 < chance < 0.32,
        promise=dice.choice(people.PROMISES) if named else "",
        due_at=at + timedelta(minutes=dice.randrange(30, 600, 15)) if named else None,
        reachable=dice.choice(people.REACHABLE) if dice.random() < 0.15 else "",
        callback_reason=dice.choice(_CALLBACK_REASONS) if waits and chance < 0.6 else None,
        subject=people.subject(dice),
        body=people.message(dice),
        answered_here="担当者が折り返しますとお伝えしました。" if dice.random() < 0.1 else "",
        read_back=dice.random() < 0.5,
        taken_by=dice.choice(people.RECEPTION),
    )


_KINDS: Final = tuple(request for request, _ in _REQUESTS)
_WEIGHTS: Final = tuple(weight for _, weight in _REQUESTS)
_CALLBACK_REASONS: Final = tuple(CallbackReason)


def _steps(dice: Random, draft: Draft, taken: datetime) -> Iterator[Step]:
    """What is done with a memo, one thing after the other, as far as it has happened by now."""
    for step in _whole_story(dice, draft, taken):
        if step.at >= NOW:
            return
        yield step


def _whole_story(dice: Random, draft: Draft, taken: datetime) -> Iterator[Step]:
    at = _later(dice, taken, 12)
    if dice.random() < 0.1:
        # The number was not the one at which they want to be called.
        phone = draft.caller.phone
        if phone:
            body: dict[str, Json] = {"caller": {"phone": callers.second_line(phone)}}
            yield Step(at, Kind.AMENDED, body)
    addressee = draft.addressee
    if dice.random() < 0.04:
        at = _later(dice, at, 15)
        other = dice.choice(people.STAFF)
        yield Step(at, Kind.HANDED_OVER, {"addressee": other, "from": addressee})
    if dice.random() < 0.75:
        at = _later(dice, at, 15)
        yield Step(at, Kind.CONFIRMED, {})
    old = taken < NOW - SETTLED_AFTER
    if not old and dice.random() < 0.04:
        # What nobody has settled yet.
        if dice.random() < 0.5:
            yield Step(_later(dice, at, 60), Kind.ON_HOLD, {"text": _remark(dice)})
        return
    while dice.random() < 0.22:
        at = _later(dice, at, 45)
        body = {"outcome": dice.choice(_IN_VAIN).value}
        yield Step(at, Kind.ATTEMPT, body)
    if dice.random() < 0.08:
        at = _later(dice, at, 30)
        yield Step(at, Kind.NOTE, {"text": _remark(dice)})
    yield from _settled(dice, draft, at)


def _settled(dice: Random, draft: Draft, at: datetime) -> Iterator[Step]:
    """How it ended: mostly by a call that reached them."""
    ending = dice.random()
    said = {"text": _remark(dice)} if dice.random() < 0.2 else {}
    if ending < 0.04:
        at = _later(dice, at, 30)
        until = at + timedelta(hours=20)
        yield Step(at, Kind.CARRIED, {"until": until, "text": _remark(dice)})
        at = until
    at = _later(dice, at, 50)
    if draft.request in {Request.MESSAGE, Request.CALLED, Request.VISITED} or ending > 0.9:
        kind = Kind.NOT_NEEDED if ending > 0.95 else Kind.FINISHED
        yield Step(at, kind, said)
    elif ending > 0.89:
        yield Step(at, Kind.CANCELLED, said)
    else:
        waits = draft.request in {Request.WILL_CALL_AGAIN, Request.THEY_CALL_BACK}
        outcome = Outcome.THEY_CALLED if waits else Outcome.TALKED
        yield Step(at, Kind.ATTEMPT, {"outcome": outcome.value, **said}, and_finish=True)


def _remark(dice: Random) -> str:
    return people.filled(dice, dice.choice(people.REMARKS))


def _later(dice: Random, at: datetime, minutes: float) -> datetime:
    """Some minutes later, in whole milliseconds as clocks are kept."""
    milliseconds = 1000 + int(dice.expovariate(1 / (minutes * 60_000)))
    return at + timedelta(milliseconds=milliseconds)
