"""What the trade does not allow, found before anything is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from callmemo.core.memo import Draft, Memo
from callmemo.core.vocabulary import Kind, Outcome, Target, requests_of, targets_of

MAX_LINE = 200
MAX_TEXT = 10_000
GRACE = timedelta(minutes=1)
"""A due time chosen a moment ago is not in the past."""
FARTHEST = timedelta(days=3660)
"""Nobody promises a call in more than ten years; a slip of the keyboard does."""


class Rule(StrEnum):
    """A rule that was broken; the sentence for the user belongs to each."""

    EMPTY = "empty"
    URGENT_NEEDS_REASON = "urgent_needs_reason"
    COMPANY_MOBILE_NEEDS_NUMBER = "company_mobile_needs_number"
    COLLEAGUE_NEEDS_NAME = "colleague_needs_name"
    OTHER_NUMBER_NEEDS_NUMBER = "other_number_needs_number"
    DUE_IN_PAST = "due_in_past"
    REQUEST_NOT_OF_DIRECTION = "request_not_of_direction"
    TARGET_NOT_OF_DIRECTION = "target_not_of_direction"
    TOO_LONG = "too_long"
    UNPRINTABLE = "unprintable"
    ALREADY_CLOSED = "already_closed"
    NOT_CLOSED = "not_closed"
    TIME_IN_PAST = "time_in_past"
    TIME_TOO_FAR = "time_too_far"
    ENDS_TOO_SOON = "ends_too_soon"
    NAME_MISSING = "name_missing"
    TEXT_MISSING = "text_missing"
    REASON_MISSING = "reason_missing"
    NOTHING_TO_UNDO = "nothing_to_undo"
    NOTHING_CHANGED = "nothing_changed"


ASKED = frozenset({Rule.DUE_IN_PAST})
"""Rules that are asked about: the user may go on after saying yes."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A broken rule and the field (as named in the vocabulary) where it shows."""

    rule: Rule
    field: str


_LINES = (
    "addressee",
    "substitute",
    "target_number",
    "urgent_reason",
    "promise",
    "reachable",
    "subject",
    "taken_by",
)
_TEXTS = ("body", "answered_here")
_CALLER = ("company", "department", "name", "kana", "phone", "mobile", "extension")


def problems(draft: Draft, now: datetime) -> tuple[Problem, ...]:
    """All rules that this draft breaks, in the order of the form; empty if it may be saved."""
    found: list[Problem] = []

    def broken(rule: Rule, field: str, *, when: bool) -> None:
        if when:
            found.append(Problem(rule, field))

    direction = draft.direction
    broken(Rule.EMPTY, "name", when=is_empty(draft))
    broken(
        Rule.REQUEST_NOT_OF_DIRECTION,
        "request",
        when=draft.request not in requests_of(direction),
    )
    broken(
        Rule.TARGET_NOT_OF_DIRECTION,
        "target",
        when=draft.target is not None and draft.target not in targets_of(direction),
    )
    broken(
        Rule.COLLEAGUE_NEEDS_NAME,
        "substitute",
        when=draft.target is Target.COLLEAGUE and not draft.substitute.strip(),
    )
    broken(
        Rule.COMPANY_MOBILE_NEEDS_NUMBER,
        "target_number",
        when=draft.target is Target.COMPANY_MOBILE and not _digits(draft.company_mobile),
    )
    broken(
        Rule.OTHER_NUMBER_NEEDS_NUMBER,
        "target_number",
        when=draft.target is Target.THEIR_OTHER and not _digits(draft.target_number),
    )
    broken(
        Rule.DUE_IN_PAST,
        "due_at",
        when=draft.due_at is not None and draft.due_at < now - GRACE,
    )
    broken(
        Rule.TIME_TOO_FAR,
        "due_at",
        when=draft.due_at is not None and draft.due_at > now + FARTHEST,
    )
    broken(
        Rule.URGENT_NEEDS_REASON,
        "urgent_reason",
        when=draft.is_urgent and not draft.urgent_reason.strip(),
    )
    found.extend(_text_problems(draft))
    return tuple(found)


def _text_problems(draft: Draft) -> list[Problem]:
    texts = [(name, getattr(draft, name), MAX_LINE) for name in _LINES]
    texts += [(name, getattr(draft, name), MAX_TEXT) for name in _TEXTS]
    texts += [(name, getattr(draft.caller, name), MAX_LINE) for name in _CALLER]
    found = [Problem(Rule.TOO_LONG, name) for name, text, limit in texts if len(text) > limit]
    if has_control("".join(text for _, text, _ in texts)):
        found += [Problem(Rule.UNPRINTABLE, name) for name, text, _ in texts if has_control(text)]
    return found


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def has_control(text: str) -> bool:
    """Whether text holds what no keyboard types: control characters or broken surrogates."""
    return _CONTROL.search(text) is not None


def is_empty(draft: Draft) -> bool:
    """Whether nothing was written down by which anybody could do anything.

    A choice made by default (a request, a direction) and the names of our own people say
    nothing about the call.
    """
    caller = draft.caller
    said = (
        caller.company,
        caller.name,
        caller.kana,
        caller.phone,
        caller.mobile,
        caller.extension,
        draft.target_number,
        draft.subject,
        draft.body,
    )
    return not any(text.strip() for text in said)


def _digits(text: str) -> bool:
    return any(ch.isdecimal() for ch in text)


_OPEN_ONLY = frozenset(
    {
        Kind.SNOOZED,
        Kind.ON_HOLD,
        Kind.FINISHED,
        Kind.NOT_NEEDED,
        Kind.CANCELLED,
        Kind.HANDED_OVER,
        Kind.CARRIED,
        Kind.RETRY_SET,
        Kind.CALLED_AGAIN,
    }
)


def refusal(memo: Memo, kind: Kind) -> Problem | None:
    """Whether this may happen to the memo as it stands; the rule that forbids it, or None."""
    if kind in _OPEN_ONLY and not memo.is_open:
        return Problem(Rule.ALREADY_CLOSED, "status")
    if kind is Kind.REOPENED and memo.is_open:
        return Problem(Rule.NOT_CLOSED, "status")
    return None


def unfit(body: Mapping[str, object]) -> Problem | None:
    """Whether free text that goes with an action is too long or unprintable, or None."""
    for name in ("text", "addressee"):
        text = str(body.get(name, ""))
        if len(text) > (MAX_TEXT if name == "text" else MAX_LINE):
            return Problem(Rule.TOO_LONG, name)
        if has_control(text):
            return Problem(Rule.UNPRINTABLE, name)
    return None


def unfit_time(moment: datetime, now: datetime, field: str) -> Problem | None:
    """Whether a time chosen for later has passed already or is no sensible time, or None."""
    if moment <= now - GRACE:
        return Problem(Rule.TIME_IN_PAST, field)
    if moment > now + FARTHEST:
        return Problem(Rule.TIME_TOO_FAR, field)
    return None


def finds_nobody(outcome: Outcome) -> bool:
    """Whether a call attempt with this outcome has to be made again."""
    return outcome in {
        Outcome.ABSENT,
        Outcome.ABSENT_MESSAGE_LEFT,
        Outcome.BUSY,
        Outcome.VOICEMAIL,
    }
