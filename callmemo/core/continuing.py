"""A further call about an open memo: what the memo says once the call is noted on it."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, Final

from callmemo.core.memo import Caller, Draft
from callmemo.core.vocabulary import Urgency

_LATEST: Final = (
    "addressee",
    "substitute",
    "target_number",
    "urgent_reason",
    "promise",
    "reachable",
    "their_closing",
    "callback_reason",
    "due_at",
)
"""Fields in which the further call counts, where it says anything."""


def continued(before: Draft, call: Draft) -> Draft:
    """Return the memo's draft with what a further call has added.

    What is asked for now counts; nothing that was written down before is lost: texts are put
    below each other, and an urgent or angry call does not calm down by the next one.
    """
    latest: dict[str, Any] = {
        name: getattr(call, name) or getattr(before, name) for name in _LATEST
    }
    caller = Caller(
        *(getattr(call.caller, f.name) or getattr(before.caller, f.name) for f in fields(Caller))
    )
    is_urgent = before.is_urgent or call.is_urgent
    other_matter = call.subject if before.subject and call.subject != before.subject else ""
    same_way = call.direction is before.direction
    return replace(
        before,
        direction=call.direction,
        request=call.request,
        target=call.target or (before.target if same_way else None),
        caller=caller,
        withheld=before.withheld and call.withheld,
        mobile_agreed=before.mobile_agreed or call.mobile_agreed,
        urgency=Urgency.URGENT if is_urgent else Urgency.NORMAL,
        complaint=before.complaint or call.complaint,
        subject=before.subject or call.subject,
        body=_below(before.body, other_matter, call.body),
        answered_here=_below(before.answered_here, call.answered_here),
        read_back=call.read_back,
        **latest,
    )


def _below(*texts: str) -> str:
    """Put texts below each other, each once."""
    kept: list[str] = []
    for text in texts:
        if text and not any(text in each for each in kept):
            kept.append(text)
    return "\n".join(kept)


def said(call: Draft) -> str:
    """Return what the history says of a further call."""
    return _below(call.subject, call.body)
