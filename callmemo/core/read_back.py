"""Reading back (復唱): what still has to be asked, and how digits are said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from callmemo.core.memo import Draft
from callmemo.core.phone import spoken_groups
from callmemo.core.phrases import Moment
from callmemo.core.vocabulary import Channel, Direction, Request, Target

_DIGITS_JA: Final = dict(
    zip(
        "0123456789+",
        ["ゼロ", "イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ", "キュウ", "プラス"],
        strict=True,
    )
)
_DIGITS_EN: Final = dict(
    zip(
        "0123456789+",
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "plus"],
        strict=True,
    )
)


class Check(StrEnum):
    """What has to be known before the call ends."""

    WHO = "who"
    NUMBER = "number"
    ADDRESSEE = "addressee"
    URGENT_REASON = "urgent_reason"
    TOPIC = "topic"
    MESSAGE = "message"
    DUE = "due"
    REACHABLE = "reachable"
    SUBSTITUTE = "substitute"
    MOBILE_OK = "mobile_ok"
    COMPANY_MOBILE = "company_mobile"
    COLLEAGUE = "colleague"
    CALLBACK_REASON = "callback_reason"
    PROMISE = "promise"
    THEIR_CLOSING = "their_closing"
    CALL_AGAIN = "call_again"
    READ_BACK = "read_back"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to ask, and whether it has been answered."""

    check: Check
    done: bool


def spoken_digits(typed: str, language: str) -> str:
    """Write a number as it is said: ゼロサン の ゼロゼロゼロゼロ の ゼロイチヨンニ; "" if none.

    Seven is ナナ and four ヨン: シチ is taken for イチ, and シ for シチ.
    """
    japanese = language == "ja"
    digits = _DIGITS_JA if japanese else _DIGITS_EN
    inside, between = ("", " の ") if japanese else (" ", ", ")
    return between.join(
        inside.join(digits[sign] for sign in group if sign in digits)
        for group in spoken_groups(typed)
    )


def check_list(draft: Draft, *, away: bool = False) -> tuple[Item, ...]:
    """Return what such a call asks for, in the order in which it is asked.

    `away` is whether the addressee cannot take the call for longer than a moment.
    """
    outgoing = draft.direction is Direction.OUTGOING
    answers = _outgoing(draft) if outgoing else _incoming(draft, away=away)
    return tuple(Item(check, bool(answer)) for check, answer in answers)


_Answers = list[tuple[Check, object]]


def _incoming(draft: Draft, *, away: bool) -> _Answers:
    caller, request = draft.caller, draft.request
    to_be_called = request in {Request.PLEASE_CALL_BACK, Request.RETURNED_CALL}
    found: _Answers = [(Check.WHO, (caller.name or caller.kana) and caller.company)]
    if request is not Request.VISITED and draft.channel is not Channel.VISIT:
        found.append((Check.NUMBER, draft.dial_number or caller.extension))
    found.append((Check.ADDRESSEE, draft.addressee))
    if draft.is_urgent:
        found.append((Check.URGENT_REASON, draft.urgent_reason))
    if request is Request.MESSAGE:
        found.append((Check.MESSAGE, draft.body or draft.subject))
    else:
        found.append((Check.TOPIC, draft.subject or draft.body))
    if to_be_called:
        found.append((Check.DUE, draft.promise or draft.due_at))
        found.append((Check.REACHABLE, draft.reachable))
    if request is Request.WILL_CALL_AGAIN:
        found.append((Check.CALL_AGAIN, draft.promise or draft.due_at))
    if to_be_called and (away or draft.is_urgent):
        found.append((Check.SUBSTITUTE, draft.substitute))
    if draft.target is Target.THEIR_MOBILE:
        found.append((Check.MOBILE_OK, caller.mobile and draft.mobile_agreed))
    found.append((Check.READ_BACK, draft.read_back))
    return found


def _outgoing(draft: Draft) -> _Answers:
    found: _Answers = [(Check.WHO, draft.caller.company or draft.caller.name)]
    if draft.is_urgent:
        found.append((Check.URGENT_REASON, draft.urgent_reason))
    if draft.request is Request.MESSAGE:
        found.append((Check.MESSAGE, draft.body or draft.subject))
    else:
        found.append((Check.TOPIC, draft.subject or draft.body))
    match draft.request:
        case Request.THEY_CALL_BACK:
            found += [
                (Check.CALLBACK_REASON, draft.callback_reason),
                (Check.PROMISE, draft.promise or draft.due_at),
                (Check.THEIR_CLOSING, draft.their_closing),
            ]
            if draft.target is Target.COLLEAGUE:
                found.append((Check.COLLEAGUE, draft.substitute))
            if draft.target is Target.COMPANY_MOBILE:
                found.append((Check.COMPANY_MOBILE, draft.company_mobile))
                found.append((Check.MOBILE_OK, draft.mobile_agreed))
        case Request.WE_CALL_AGAIN:
            found.append((Check.CALL_AGAIN, draft.promise or draft.due_at))
    found.append((Check.READ_BACK, draft.read_back))
    return found


_MAY_STAY_OPEN: Final = frozenset(
    {Check.REACHABLE, Check.SUBSTITUTE, Check.THEIR_CLOSING, Check.CALLBACK_REASON, Check.READ_BACK}
)
"""Good to know, but no reason to keep somebody on the phone."""


def next_moment(draft: Draft, items: tuple[Item, ...], *, away: bool) -> Moment:
    """Return what comes next in this call, by what has been asked already."""
    done = {item.check: item.done for item in items}
    caller = draft.caller
    if not (caller.company or caller.name or caller.kana or draft.dial_number):
        return Moment.OPENING
    if draft.read_back:
        return Moment.CLOSING
    missing = {check for check, answered in done.items() if not answered} - _MAY_STAY_OPEN
    if not missing:
        return Moment.READ_BACK
    if missing & {Check.MOBILE_OK, Check.COMPANY_MOBILE}:
        return Moment.OFFERING_MOBILE
    known = missing.isdisjoint({Check.WHO, Check.ADDRESSEE})
    if away and known and not draft.substitute and Check.TOPIC in missing:
        return Moment.ABSENCE
    return Moment.ASKING
