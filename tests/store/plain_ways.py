"""The plain ways beside which the quick ones are held: each says its rule in the simplest words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from callmemo.core.events import (
    CALLER_FIELDS,
    DRAFT_FIELDS,
    Event,
    read_field,
    write_field,
)
from callmemo.core.fold import _AFTER_ATTEMPT, _REACHED, _undone_by, in_order, undone_ids
from callmemo.core.memo import Draft, Memo, first_status
from callmemo.core.naming import person_key
from callmemo.core.phone import read_number
from callmemo.core.text import normalise
from callmemo.core.times import from_utc_text, to_utc_text
from callmemo.core.vocabulary import THEY_OWE, Kind, Outcome, Status


def plain_with_fields(draft: Draft, body: Mapping[str, Any]) -> Draft:
    """Read field after field."""
    for name in DRAFT_FIELDS:
        if name not in body:
            continue
        try:
            value = read_field(name, body[name])
        except (ValueError, TypeError):
            continue
        if name == "caller":
            said = {part: body[name][part] for part in CALLER_FIELDS if part in body[name]}
            value = replace(draft.caller, **said)
        draft = replace(draft, **{name: value})
    return draft


def plain_index_text(fields: Iterable[str]) -> str:
    """Cut every text by itself: pairs of all, then letters, then pieces of numbers."""
    texts = [text for text in map(normalise, fields) if text]
    pieces = [text[i : i + 2] for text in texts for i in range(len(text))]
    pieces += dict.fromkeys(ch for text in texts for ch in text)
    for text in texts:
        for run in re.findall("[0-9]{4,}", text):
            for length in (4, 7):
                if len(run) >= length:
                    pieces += [run[i : i + length] for i in range(len(run) - length + 2)]
    return " ".join(pieces)


def plain_body(text: Any) -> dict[str, Any]:
    """Read a body with nothing taken for granted."""
    try:
        body = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def plain_row(memo: Memo) -> dict[str, Any]:
    """Write the columns of the memo table that are not simply the memo's own texts and counts."""

    def cell(value: object) -> object:
        value = write_field(value)
        return int(value) if isinstance(value, bool) else value

    draft, caller = memo.draft, memo.draft.caller
    mobile = "" if caller.mobile == draft.company_mobile else caller.mobile
    row = {name: cell(getattr(draft, name)) for name in DRAFT_FIELDS if name != "caller"}
    row |= {name: getattr(caller, name) for name in CALLER_FIELDS}
    row |= {
        name: cell(getattr(memo, name))
        for name in (
            *("id", "number", "taken_at", "status", "next_mover", "needs_someone"),
            *("snoozed_until", "confirmed_at", "confirmed_by", "attempts", "called_back_at"),
            *("closed_at", "carried_at", "carried_until", "notes"),
        )
    }
    again = [to_utc_text(moment) for moment in memo.called_again]
    return row | {
        "nudged": json.dumps(list(memo.nudged)),
        "unseen": json.dumps(list(memo.unseen)) if memo.unseen else "",
        "called_again": json.dumps(again) if again else "",
        "phone_key": read_number(caller.phone).key,
        "mobile_key": read_number(mobile).key,
        "person_key": person_key(caller.name, caller.company),
    }


def plain_fold(events: Iterable[Event]) -> Memo | None:
    """Replay a memo's events in their one order.

    Returns None while the event that took the memo has not arrived. Events of unknown kind,
    of a newer version or with a body that cannot be read are passed over, not refused: they
    stay in the journal for a program that knows them.
    """
    ordered = in_order(events)
    undone = undone_ids(ordered)
    taken = next((event for event in ordered if event.kind == Kind.TAKEN and event.is_known), None)
    if taken is None:
        return None
    memo = _take(taken)
    for event in ordered:
        if event is taken or not event.is_known:
            continue
        if event.kind != Kind.NUDGED and memo.unseen:
            # Whoever does something with a memo has it before their eyes, also if they undo it.
            memo = replace(memo, unseen=())
        if event.event_id in undone:
            continue
        if event.kind == Kind.UNDONE and _undone_by(event) == taken.event_id:
            # A memo taken by mistake is withdrawn, not wiped out: its number was said aloud.
            memo = _close(Status.CANCELLED)(memo, event)
            continue
        step = _STEPS.get(event.kind)
        if step is None:
            continue
        try:
            memo = _remark(step(memo, event), event)
        except (ValueError, TypeError, KeyError):
            continue
    return memo


def _take(event: Event) -> Memo:
    draft = plain_with_fields(Draft(), event.body)
    try:
        number = read_field("number", event.body["number"])
    except (KeyError, ValueError):
        number = ""
    return Memo(
        id=event.memo_id,
        number=number,
        taken_at=event.at,
        draft=draft,
        status=first_status(draft.request),
    )


def _amend(memo: Memo, event: Event) -> Memo:
    draft = plain_with_fields(memo.draft, event.body)
    status = memo.status
    if draft.request is not memo.draft.request and status in {Status.NEW, Status.WAITING}:
        status = first_status(draft.request)
    return replace(memo, draft=draft, status=status)


def _confirm(memo: Memo, event: Event) -> Memo:
    if memo.confirmed_at is None:
        memo = replace(memo, confirmed_at=event.at, confirmed_by=event.actor)
    return replace(memo, status=Status.SEEN) if memo.status is Status.NEW else memo


def _attempt(memo: Memo, event: Event) -> Memo:
    outcome = Outcome(event.body["outcome"])
    retry_at = event.body.get("retry_at")
    draft = memo.draft
    if retry_at is not None:
        draft = replace(draft, due_at=from_utc_text(str(retry_at)))
    status = memo.status if memo.status.is_final else _AFTER_ATTEMPT[outcome]
    return replace(
        memo,
        draft=draft,
        status=status,
        attempts=memo.attempts + 1,
        called_back_at=memo.called_back_at or (event.at if outcome in _REACHED else None),
        snoozed_until=None,
    )


def _note(memo: Memo, _event: Event) -> Memo:
    return memo


def _remark(memo: Memo, event: Event) -> Memo:
    """Keep what was said beside it, in a note or with an action: people look for that too."""
    text = event.body.get("text")
    if not isinstance(text, str) or not text:
        return memo
    return replace(memo, notes=f"{memo.notes}\n{text}" if memo.notes else text)


def _snooze(memo: Memo, event: Event) -> Memo:
    return replace(memo, snoozed_until=from_utc_text(str(event.body["until"])))


def _hand_over(memo: Memo, event: Event) -> Memo:
    status = Status.NEW if memo.status is Status.SEEN else memo.status
    return replace(
        memo,
        draft=plain_with_fields(memo.draft, {"addressee": event.body["addressee"]}),
        status=status,
        confirmed_at=None,
        confirmed_by="",
    )


def _hold(memo: Memo, event: Event) -> Memo:
    until = event.body.get("until")
    draft = memo.draft
    if until is not None:
        draft = replace(draft, due_at=from_utc_text(str(until)))
    status = memo.status if memo.status.is_final else Status.ON_HOLD
    return replace(memo, draft=draft, status=status)


def _close(status: Status) -> Callable[[Memo, Event], Memo]:
    def step(memo: Memo, event: Event) -> Memo:
        return replace(memo, status=status, closed_at=event.at, snoozed_until=None)

    return step


def _reopen(memo: Memo, event: Event) -> Memo:
    status = memo.status
    if status.is_final:
        waits = memo.draft.request in THEY_OWE
        status = Status.WAITING if waits else Status.IN_PROGRESS
    due = event.body.get("due_at")
    draft = memo.draft
    if due is not None:
        draft = replace(draft, due_at=from_utc_text(str(due)))
    return replace(memo, draft=draft, status=status, closed_at=None)


def _carry(memo: Memo, event: Event) -> Memo:
    until = from_utc_text(str(event.body["until"]))
    return replace(
        memo,
        draft=replace(memo.draft, due_at=until),
        snoozed_until=None,
        carried_at=event.at,
        carried_until=until,
    )


def _set_retry(memo: Memo, event: Event) -> Memo:
    until = from_utc_text(str(event.body["until"]))
    return replace(memo, draft=replace(memo.draft, due_at=until), snoozed_until=None)


def _call_again(memo: Memo, event: Event) -> Memo:
    """A further call makes the memo news again, also one that was closed a moment before it."""
    draft = plain_with_fields(memo.draft, event.body)
    return replace(
        memo,
        draft=draft,
        status=first_status(draft.request),
        snoozed_until=None,
        confirmed_at=None,
        confirmed_by="",
        closed_at=None,
        called_again=(*memo.called_again, event.at),
    )


def _nudge(memo: Memo, event: Event) -> Memo:
    key = str(event.body["key"])
    return replace(
        memo,
        nudged=tuple(sorted({*memo.nudged, key})),
        unseen=tuple(sorted({*memo.unseen, key})) if memo.is_open else (),
    )


_STEPS: Mapping[str, Callable[[Memo, Event], Memo]] = MappingProxyType(
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
