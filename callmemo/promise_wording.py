"""Says what was understood of a promise, or asks what it left open; see callmemo.core.promises."""

from __future__ import annotations

from datetime import datetime

from callmemo.core.office import Office
from callmemo.core.promises import Question, Understood
from callmemo.wording import due_time
from callmemo.words import mark, say

_QUESTIONS = {
    Question.PAST: mark("{time} has already passed. When is meant?"),
    Question.AMBIGUOUS: mark("Is {time} meant?"),
    Question.OUTSIDE_HOURS: mark("{time} is outside opening hours. Keep it?"),
}


def question(found: Understood, now: datetime, office: Office) -> str:
    """Ask what a promise left open, before its time is used; empty if it left nothing open."""
    if found.question is None:
        return ""
    if found.due_at is None:
        return say("No time was understood. Please choose one.")
    time = due_time(found.due_at, now, office)
    if found.question is Question.AMBIGUOUS and found.instead is not None:
        other = due_time(found.instead, now, office)
        return say("Is {time} meant, or {other}?", time=time, other=other)
    if found.question is Question.UNCLEAR:
        return say("Is {time} meant? Not understood: {rest}", time=time, rest=found.rest)
    return say(_QUESTIONS[found.question], time=time)


def promised(found: Understood, now: datetime, office: Office) -> str:
    """Say which time follows from a promise, or what has to be asked before one does."""
    if found.settled is not None:
        time = due_time(found.settled, now, office)
        return say("{time} (outside opening hours)", time=time) if found.outside else time
    return question(found, now, office) or say("No set time")
