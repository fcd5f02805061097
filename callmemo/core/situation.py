"""What is known at one moment of a call: the facts by which words are chosen and filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from callmemo.core import spoken
from callmemo.core.memo import Caller, Draft, Memo
from callmemo.core.office import Office
from callmemo.core.phone import read_number
from callmemo.core.presence import Present
from callmemo.core.vocabulary import (
    CallbackReason,
    Channel,
    Direction,
    Presence,
    Request,
    Status,
    Target,
    Urgency,
)

NEAR_CLOSING: Final = timedelta(minutes=30)
THEIR_CLOSING_NEAR: Final = timedelta(hours=1)
RECENT: Final = timedelta(hours=3)
"""How long ago a call may be that is still spoken of as one of a moment ago."""
_EARLY: Final = time(9, 0)
_MORNING_ENDS: Final = time(10, 30)
_LATE: Final = time(18, 0)
_UNKNOWN: Final = "unknown"
_ENGLISH_CALLER: Final = ("Aoba Trading", "Purchasing", "Yamada", "Yamada")
_NONE: Final = "none"


class Stage(StrEnum):
    """Which call is being made: theirs to us, ours to them, or the one that a memo asks for."""

    ANSWERING = "answering"
    CALLING = "calling"
    CALLING_BACK = "calling_back"
    CALLING_AGAIN = "calling_again"
    CHECKING = "checking"


@dataclass(frozen=True, slots=True)
class Situation:
    """One moment of a call.

    `addressee` and `substitute` say where these two of our office are (None: nothing is said),
    `other` names somebody who is here and could take the call instead. With `memo` the words
    are for the call that this memo asks for, without it for the call that is being written down.
    """

    draft: Draft
    now: datetime
    office: Office
    me: str = ""
    office_name: str = ""
    addressee: Present | None = None
    substitute: Present | None = None
    other: str = ""
    memo: Memo | None = None

    @property
    def stage(self) -> Stage:
        """Which call the words are for."""
        outgoing = self.draft.direction is Direction.OUTGOING
        if self.memo is None:
            return Stage.CALLING if outgoing else Stage.ANSWERING
        if not outgoing:
            return Stage.CALLING_BACK
        they_owe = self.draft.request is Request.THEY_CALL_BACK
        return Stage.CHECKING if they_owe else Stage.CALLING_AGAIN

    @property
    def is_away(self) -> bool:
        """Whether the person for whom the call is cannot take it now."""
        return self.addressee is not None and not self.addressee.is_here


_PRESENCES: Final = frozenset({*(state.value for state in Presence), _UNKNOWN})
_YES_NO: Final = frozenset({"yes", "no"})
FACTS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "stage": frozenset(Stage),
        "channel": frozenset(Channel),
        "request": frozenset(Request),
        "target": frozenset({*Target, _NONE}),
        "reason": frozenset({*CallbackReason, _NONE}),
        "urgent": _YES_NO,
        "complaint": _YES_NO,
        "late": _YES_NO,
        "tried": _YES_NO,
        "withheld": _YES_NO,
        "mobile_agreed": _YES_NO,
        "addressee": _PRESENCES,
        "substitute": frozenset({"here", "away", _UNKNOWN}),
        "time": frozenset({"early", "morning", "lunch", "day", "late"}),
        "closing": frozenset({"near", "far"}),
        "their_closing": frozenset({"near", "far", _UNKNOWN}),
    }
)
"""What conditions can ask for, and what each of them can be."""


def facts(at: Situation) -> dict[str, str]:
    """Return what is the case, one word for each of `FACTS`."""
    draft, memo = at.draft, at.memo
    return {
        "stage": at.stage.value,
        "channel": draft.channel.value,
        "request": draft.request.value,
        "target": draft.target.value if draft.target else _NONE,
        "reason": draft.callback_reason.value if draft.callback_reason else _NONE,
        "urgent": _yes(draft.is_urgent),
        "complaint": _yes(draft.complaint),
        "late": _yes(memo is not None and draft.due_at is not None and draft.due_at < at.now),
        "tried": _yes(memo is not None and memo.attempts > 0),
        "withheld": _yes(draft.withheld),
        "mobile_agreed": _yes(draft.mobile_agreed),
        "addressee": at.addressee.state.value if at.addressee else _UNKNOWN,
        "substitute": _where(at.substitute),
        "time": _time_of_day(at),
        "closing": _our_closing(at),
        "their_closing": _their_closing(at),
    }


def _yes(it_is: bool) -> str:
    return "yes" if it_is else "no"


def _where(present: Present | None) -> str:
    if present is None:
        return _UNKNOWN
    return "here" if present.is_here else "away"


def _time_of_day(at: Situation) -> str:
    clock = at.office.local(at.now).time()
    if clock < _EARLY:
        return "early"
    if clock >= _LATE:
        return "late"
    if at.office.lunch_from <= clock < at.office.lunch_until:
        return "lunch"
    return "morning" if clock < _MORNING_ENDS else "day"


def _our_closing(at: Situation) -> str:
    closing = at.office.closing(at.office.today(at.now)).astimezone(UTC)
    left = closing - at.now.astimezone(UTC)
    return "near" if timedelta() <= left <= NEAR_CLOSING else "far"


def _their_closing(at: Situation) -> str:
    theirs = at.draft.their_closing
    if theirs is None:
        return _UNKNOWN
    closing = at.office.at(at.office.today(at.now), theirs).astimezone(UTC)
    left = closing - at.now.astimezone(UTC)
    return "near" if timedelta() <= left <= THEIR_CLOSING_NEAR else "far"


# Blanks: each is the text for one situation in one language, empty if it is not known.


def _self(at: Situation, language: str) -> str:
    office, me = spoken.company(at.office_name), spoken.own(at.me, language)
    if not (office and me):
        return office or me
    return f"{office}の{me}" if language == "ja" else f"{me} of {office}"


def _until(at: Situation, language: str) -> str:
    """The hour at which the addressee is back, if that is today."""
    back = at.addressee.returns_at if at.addressee else None
    if back is None or back <= at.now or at.office.local(back).date() != at.office.today(at.now):
        return ""
    return spoken.clock(at.office.local(back).time(), language)


def _back_day(at: Situation, language: str) -> str:
    """The day on which the addressee is back, if that is another."""
    back = at.addressee.returns_at if at.addressee else None
    today = at.office.today(at.now)
    if back is None or at.office.local(back).date() <= today:
        return ""
    return spoken.day(at.office.local(back).date(), today, language)


def _due(at: Situation, language: str) -> str:
    due = at.draft.due_at
    if due is None or due <= at.now:
        return ""
    return spoken.moment(due, at.now, at.office, language)


def _called_at(at: Situation, language: str) -> str:
    """When the call of the memo was, as it stands before a verb: 先ほど, 14時15分に, 昨日."""
    if at.memo is None:
        return ""
    taken, today = at.office.local(at.memo.taken_at), at.office.today(at.now)
    ja = language == "ja"
    if taken.date() == today:
        if at.now - at.memo.taken_at <= RECENT:
            return "先ほど" if ja else "earlier"
        hour = spoken.clock(taken.time(), language)
        return f"{hour}に" if ja else f"at {hour}"
    when = spoken.day(taken.date(), today, language)
    return f"{when}に" if ja and when != "昨日" else when


def _substitute(at: Situation, language: str) -> str:
    """Who takes it instead: as agreed, else who is here."""
    chosen = spoken.own(at.draft.substitute, language)
    return chosen or spoken.own(at.other, language)


_TOPIC_ENDS: Final = re.compile(
    r"(?:の件(?:について|で)?|に関して|について|の事|のこと)?[。、.\s]*$"
)
_REASON_ENDS: Final = re.compile(
    r"(?:のため|の為|ため|なので|ですので|だから|から|です)?[。、.\s]*$"
)
_NEEDS_NI: Final = re.compile(
    r"(?:まで|中|以内|頃|ころ|ごろ|[時分半日朝夕晩夜]|夕方|午前|午後|正午|昼)$"
)


def _topic(at: Situation, language: str) -> str:
    text = spoken.plain(at.draft.subject)
    return _TOPIC_ENDS.sub("", text) if language == "ja" else text.rstrip(". ")


def _reason(at: Situation, language: str) -> str:
    text = spoken.plain(at.draft.urgent_reason) if at.draft.is_urgent else ""
    return _REASON_ENDS.sub("", text) if language == "ja" else text.rstrip(". ")


def _promise(at: Situation, language: str) -> str:
    """The promise in the words in which it was given, as it stands before a verb."""
    text = spoken.plain(at.draft.promise).rstrip("。、. ")
    if language == "ja" and _NEEDS_NI.search(text):
        return f"{text}に"
    return text


def _their_closing_words(at: Situation, language: str) -> str:
    theirs = at.draft.their_closing
    return "" if theirs is None else spoken.clock(theirs, language)


def _their_mobile(at: Situation, _language: str) -> str:
    if at.draft.direction is Direction.OUTGOING:
        return ""
    return _shown(at.draft.caller.mobile)


def _shown(typed: str) -> str:
    """A number with its hyphens; nothing where only words like 非通知 were typed."""
    number = read_number(typed)
    return spoken.plain(number.shown) if number.key else ""


_Blank = Callable[[Situation, str], str]
BLANKS: Final[Mapping[str, _Blank]] = MappingProxyType(
    {
        "self": _self,
        "me": lambda at, language: spoken.own(at.me, language),
        "office": lambda at, _: spoken.company(at.office_name),
        "caller": lambda at, language: spoken.called(at.draft.caller, language),
        "who": lambda at, language: spoken.who(at.draft.caller, language),
        "company": lambda at, _: spoken.company(at.draft.caller.company),
        "name": lambda at, language: spoken.guest(at.draft.caller.name, language),
        "kana": lambda at, _: spoken.bare(at.draft.caller.kana),
        "addressee": lambda at, language: spoken.own(at.draft.addressee, language),
        "substitute": _substitute,
        "until": _until,
        "back_day": _back_day,
        "due": _due,
        "promise": _promise,
        "called_at": _called_at,
        "number": lambda at, _: _shown(at.draft.dial_number),
        "their_mobile": _their_mobile,
        "extension": lambda at, _: spoken.plain(at.draft.caller.extension),
        "mobile": lambda at, _: _shown(at.draft.company_mobile),
        "their_closing": _their_closing_words,
        "reachable": lambda at, _: spoken.plain(at.draft.reachable),
        "topic": _topic,
        "reason": _reason,
        "message": lambda at, _: spoken.plain(at.draft.body),
    }
)
"""What can stand in braces in a phrase."""


def blanks(at: Situation, language: str) -> dict[str, str]:
    """Return the text of every blank that is known; the others are missing."""
    found = {name: blank(at, language).strip() for name, blank in BLANKS.items()}
    return {name: text for name, text in found.items() if text}


def sample_blanks(
    now: datetime, office: Office, language: str, *, me: str = "", office_name: str = ""
) -> dict[str, str]:
    """Return every blank filled from invented calls, to show how a phrase sounds."""
    japanese = language == "ja"
    due = office.closing(office.working_day(now))
    back = Present("", Presence.MEETING, now, due, due)
    caller = Caller(
        *(("アオバ商事", "購買部", "山田", "ヤマダ") if japanese else _ENGLISH_CALLER),
        phone="03-0000-0142",
        mobile="090-0000-0188",
        extension="142",
    )
    draft = Draft(
        addressee="鈴木" if japanese else "Suzuki",
        substitute="佐藤" if japanese else "Sato",
        caller=caller,
        urgency=Urgency.URGENT,
        urgent_reason="店頭にお客様がお待ち" if japanese else "a customer is waiting in the shop",
        promise="16時まで" if japanese else "by 4 pm",
        due_at=due,
        reachable="15時以降" if japanese else "after 3 pm",
        their_closing=_LATE,
        subject="納品数量" if japanese else "quantity delivered",
        body="改めてご連絡いたします" if japanese else "I will call again",
    )
    call = Situation(
        draft,
        now,
        office,
        me=me or ("木村" if japanese else "Kimura"),
        office_name=office_name or ("株式会社ハル" if japanese else "Haru Ltd."),
        addressee=back,
        memo=Memo("", "", now, draft, Status.NEW),
    )
    off = replace(back, returns_at=office.next_morning(now))
    ours = replace(
        draft,
        direction=Direction.OUTGOING,
        target=Target.COMPANY_MOBILE,
        target_number="090-0000-0119",
    )
    return {
        **blanks(replace(call, draft=ours), language),
        **blanks(replace(call, addressee=off), language),
        **blanks(call, language),
        "until": spoken.clock(time(16), language),
    }
