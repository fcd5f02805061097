"""Between what stands on a command line and the draft of a memo, both ways."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from callmemo.cli.parser import CHOICES, FLAGS, MAY_BE_NONE, NONE, TEXTS
from callmemo.cli.times import read_clock, read_moment
from callmemo.core.events import CALLER_FIELDS, DRAFT_FIELDS
from callmemo.core.memo import Draft
from callmemo.core.office import Office
from callmemo.core.one_line import Known, Reading, read_line
from callmemo.core.promises import Question, understand
from callmemo.core.vocabulary import Direction, Request, Urgency, requests_of

_ONLY_OUTGOING = frozenset(requests_of(Direction.OUTGOING)) - frozenset(
    requests_of(Direction.INCOMING)
)
NOBODY: Final = Known()
"""An office in which nobody is known yet."""


def new_draft(args: Namespace, now: datetime, office: Office, known: Known = NOBODY) -> Draft:
    """Write down what the line and the options say; where both speak, the option holds.

    What they leave open is what such a call usually is.
    """
    given = _given(args, now, office)
    line = getattr(args, "line", None)
    said = Reading(Draft()) if line is None else read_line(line, now, office, known)
    caller = replace(said.draft.caller, **given.pop("caller", {}))
    request = given.get("request")
    if request is None and said.names_request:
        request = said.draft.request
    if "direction" not in given and request in _ONLY_OUTGOING:
        given["direction"] = Direction.OUTGOING
    draft = replace(said.draft, caller=caller, **given)
    if "promise" in given:
        draft = replace(draft, due_at=given.get("due_at"))
    draft = _keeping_its_word(draft, args, now, office)
    if request is not None:
        return draft
    if draft.direction is Direction.OUTGOING:
        return replace(draft, request=Request.THEY_CALL_BACK)
    called_from = caller.has_number or draft.target_number
    return replace(draft, request=Request.PLEASE_CALL_BACK if called_from else Request.MESSAGE)


def changed_draft(draft: Draft, args: Namespace, now: datetime, office: Office) -> Draft:
    """Return the draft with the fields that the options name."""
    given = _given(args, now, office)
    caller = replace(draft.caller, **given.pop("caller", {}))
    if given.get("urgency") is Urgency.NORMAL:
        given.setdefault("urgent_reason", "")
    changed = replace(draft, caller=caller, **given)
    if changed.promise == draft.promise:
        return changed
    return _keeping_its_word(changed, args, now, office)


def names_fields(args: Namespace) -> bool:
    """Whether any field of a memo is named at all."""
    return not vars(args).keys().isdisjoint({*DRAFT_FIELDS, *CALLER_FIELDS, "urgent"})


def options(draft: Draft, now: datetime, office: Office) -> list[str]:
    """Return the options by which this draft would be taken down."""
    found: list[str] = []
    for option, name, _ in CHOICES:
        value = getattr(draft, name)
        # The request is always said: what is left out would be guessed.
        if value is not None and (name == "request" or value != getattr(Draft(), name)):
            found += [option, value.value]
    for (option, *_), name in TEXTS:
        text = getattr(draft.caller if name in CALLER_FIELDS else draft, name)
        if text:
            found += [option, text]
    found += [option for option, name in FLAGS if getattr(draft, name)]
    if draft.is_urgent and not draft.urgent_reason:
        found.append("--urgent")
    if draft.due_at is not None:
        found += ["--due", typed_moment(draft.due_at, now, office)]
    if draft.their_closing is not None:
        found += ["--their-closing", f"{draft.their_closing:%H:%M}"]
    return found


def typed_moment(moment: datetime, now: datetime, office: Office) -> str:
    """Write a time as somebody here would type it."""
    local = office.local(moment)
    return f"{local:%H:%M}" if local.date() == office.today(now) else f"{local:%Y-%m-%d %H:%M}"


def _given(args: Namespace, now: datetime, office: Office) -> dict[str, Any]:
    """The fields that were named, as a draft holds them; the caller's in one dict."""
    said = vars(args)
    given = {name: said[name] for name in DRAFT_FIELDS if name in said}
    for _, name, kind in CHOICES:
        if name in given:
            given[name] = None if _is_none(name, given[name]) else kind(given[name])
    if "due_at" in given:
        text = given["due_at"]
        given["due_at"] = None if _is_none("due_at", text) else read_moment(text, now, office)
    if "their_closing" in given:
        text = given["their_closing"]
        given["their_closing"] = None if _is_none("their_closing", text) else read_clock(text)
    caller = {name: said[name] for name in CALLER_FIELDS if name in said}
    if caller:
        given["caller"] = caller
    if "urgent" in said:
        given["urgency"] = Urgency.URGENT if said["urgent"] else Urgency.NORMAL
    elif given.get("urgent_reason", "").strip():
        given["urgency"] = Urgency.URGENT
    return given


def _keeping_its_word(draft: Draft, args: Namespace, now: datetime, office: Office) -> Draft:
    """Set the due time that follows from the promise, unless one was named.

    An hour that has passed already is set too: whether it is meant is asked where memos are
    checked. What is not sure stays words, and somebody has to choose the time.
    """
    if "due_at" in vars(args) or not draft.promise:
        return draft
    found = understand(draft.promise, now, office, their_closing=draft.their_closing)
    passed = found.question is Question.PAST
    due = found.due_at if passed else found.settled
    return draft if due is None else replace(draft, due_at=due)


def _is_none(name: str, text: str) -> bool:
    return name in MAY_BE_NONE and text == NONE
