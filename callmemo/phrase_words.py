"""What moments of a call, things to ask and blanks are called: the same in window and CLI."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from callmemo.core.mishearing import Confusable, Hint
from callmemo.core.phrases import Moment, Phrase
from callmemo.core.read_back import Check
from callmemo.core.situation import Stage
from callmemo.core.vocabulary import CallbackReason, Presence, Request, Target
from callmemo.labels import label
from callmemo.words import mark, say

_MOMENTS: Final[Mapping[Moment, str]] = MappingProxyType(
    {
        Moment.OPENING: mark("Opening the call"),
        Moment.ABSENCE: mark("When they are away"),
        Moment.OFFERING_SUBSTITUTE: mark("Offering somebody else"),
        Moment.STATUS_CHECK: mark("Asking how things stand"),
        Moment.ASKING: mark("Asking"),
        Moment.OFFERING_MOBILE: mark("Calling a mobile"),
        Moment.MESSAGE: mark("Passing on"),
        Moment.READ_BACK: mark("Reading back"),
        Moment.REFUSING: mark("Refusing politely"),
        Moment.THANKS: mark("Thanks and promise"),
        Moment.CLOSING: mark("Ending the call"),
    }
)
_CHECKS: Final[Mapping[Check, str]] = MappingProxyType(
    {
        Check.WHO: mark("Company and name"),
        Check.NUMBER: mark("Number to call"),
        Check.ADDRESSEE: mark("For whom"),
        Check.URGENT_REASON: mark("Why it is urgent"),
        Check.TOPIC: mark("What it is about"),
        Check.MESSAGE: mark("The message"),
        Check.DUE: mark("By when"),
        Check.REACHABLE: mark("When they can be reached"),
        Check.SUBSTITUTE: mark("Whether somebody else will do"),
        Check.MOBILE_OK: mark("Whether a mobile may be called"),
        Check.COMPANY_MOBILE: mark("Number of our mobile told"),
        Check.COLLEAGUE: mark("Name of the colleague told"),
        Check.CALLBACK_REASON: mark("Why they call back later"),
        Check.PROMISE: mark("When they call back"),
        Check.THEIR_CLOSING: mark("Until when they are there"),
        Check.CALL_AGAIN: mark("When to call again"),
        Check.READ_BACK: mark("Reading all of it back"),
    }
)
_HINTS: Final[Mapping[Confusable, str]] = MappingProxyType(
    {
        Confusable.DIGITS: mark("Digits {heard} → {said}"),
        Confusable.TIME: mark("{heard} → {said}"),
        Confusable.LETTER: mark("{heard} → {said}"),
        Confusable.NEAR_NAME: mark("{heard} sounds like {said}"),
        Confusable.READINGS: mark("{heard}: ask how it is read ({said})"),
        Confusable.SAME_NAME: mark("Several are called {heard}: {said}"),
    }
)
_BLANKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "self": mark("our company and my name"),
        "me": mark("my name"),
        "office": mark("our company"),
        "caller": mark("the caller, politely"),
        "who": mark("company, department and name of the caller"),
        "company": mark("company of the caller"),
        "name": mark("name of the caller, politely"),
        "kana": mark("kana of the caller"),
        "addressee": mark("for whom the call is"),
        "substitute": mark("who takes it instead"),
        "until": mark("hour at which they are back"),
        "back_day": mark("day on which they are back"),
        "due": mark("by when"),
        "promise": mark("the promise in its own words"),
        "called_at": mark("when the call was"),
        "number": mark("number to call"),
        "their_mobile": mark("mobile of the caller"),
        "extension": mark("extension"),
        "mobile": mark("our company mobile"),
        "their_closing": mark("hour at which they close"),
        "reachable": mark("when they can be reached"),
        "topic": mark("what it is about"),
        "reason": mark("why it is urgent"),
        "message": mark("the message"),
    }
)

_STAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        Stage.ANSWERING: mark("answering a call"),
        Stage.CALLING: mark("calling somebody"),
        Stage.CALLING_BACK: mark("calling back"),
        Stage.CALLING_AGAIN: mark("calling again"),
        Stage.CHECKING: mark("asking how things stand"),
    }
)
_FACTS: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        ("urgent", "yes"): mark("urgent"),
        ("urgent", "no"): mark("not urgent"),
        ("complaint", "yes"): mark("complaint"),
        ("late", "yes"): mark("past the promised time"),
        ("tried", "yes"): mark("tried before"),
        ("withheld", "yes"): mark("number withheld"),
        ("mobile_agreed", "yes"): mark("mobile agreed"),
        ("mobile_agreed", "no"): mark("mobile not yet agreed"),
        ("substitute", "away"): mark("substitute away"),
        ("time", "early"): mark("early in the morning"),
        ("time", "morning"): mark("in the morning"),
        ("time", "lunch"): mark("at lunchtime"),
        ("time", "late"): mark("late in the evening"),
        ("closing", "near"): mark("shortly before our closing"),
        ("their_closing", "near"): mark("shortly before their closing"),
        ("channel", "visit"): mark("visitor"),
    }
)
_LABELLED: Final[Mapping[str, type[StrEnum]]] = MappingProxyType(
    {"request": Request, "target": Target, "reason": CallbackReason, "addressee": Presence}
)


def conditions(of: Phrase) -> str:
    """Say for which calls a phrase is meant, as far as that has a name."""
    found = [say(_STAGES[stage]) for stage in Stage if stage in of.when.get("stage", ())]
    for name, values in of.when.items():
        labelled = _LABELLED.get(name)
        if labelled is not None:
            found += [label(word) for word in labelled if word.value in values]
        found += [say(_FACTS[name, value]) for value in sorted(values) if (name, value) in _FACTS]
    return say(", ").join(found)


def moment(of: Moment) -> str:
    """Say when in a call something is said."""
    return say(_MOMENTS[of])


def check(of: Check) -> str:
    """Say what is to be asked."""
    return say(_CHECKS[of])


def hint(of: Hint) -> str:
    """Say what is easily misheard."""
    return say(_HINTS[of.kind], heard=of.heard, said=of.said)


def blank(name: str) -> str:
    """Say what stands in a blank."""
    return say(_BLANKS[name])


def known_blanks() -> tuple[str, ...]:
    """Names of the blanks, in the order in which they are explained."""
    return tuple(_BLANKS)
