"""The caller card (顧客カード): who is calling, what is open with them, and what that suggests."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from callmemo.core.calendar import Calendar
from callmemo.core.contact import Contact
from callmemo.core.memo import Memo
from callmemo.core.naming import bare_name, company_key, may_be_same, name_key
from callmemo.core.reading import loose, surname_readings
from callmemo.core.vocabulary import Direction, Mover, Status

LAST: Final = 5
"""So many of the last memos are shown."""
HEAT: Final = timedelta(days=7)
URGENT_FROM: Final = 2
COMPLAINT_FROM: Final = 3
UNANSWERED: Final = 2
CONTINUES_WITHIN: Final = timedelta(days=31)
"""An open memo older than this is hardly what a call today is about."""


class Why(StrEnum):
    """Why the card proposes something; the sentence for the user belongs to each."""

    CALLED_AGAIN_TODAY = "called_again_today"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that the card proposes and nobody but the user applies: why, and the count.

    With `CALLED_AGAIN_TODAY` the count is that of today's calls, this one included; with
    `UNANSWERED` that of the calls which nobody has answered yet.
    """

    why: Why
    count: int


@dataclass(frozen=True, slots=True)
class Call:
    """One time that they called before: when, and the memo that tells of it."""

    at: datetime
    memo: Memo


@dataclass(frozen=True, slots=True)
class CallerCard:
    """What is known when somebody calls.

    `contact` is who it is, where that is clear; `candidates` are all who it can be, the likely
    ones first (also that one). `namesakes` are people of the same surname elsewhere in that
    company. `recent` are the last memos, latest first, `open` what is not settled, by due time.
    `calls_today` and `calls_this_week` count earlier calls of theirs, not the one that is on.
    `continues` is the open memo which this call could belong to.
    """

    contact: Contact | None = None
    candidates: tuple[Contact, ...] = ()
    namesakes: tuple[Contact, ...] = ()
    successor: Contact | None = None
    recent: tuple[Memo, ...] = ()
    open: tuple[Memo, ...] = ()
    calls_today: int = 0
    calls_this_week: int = 0
    previous: Call | None = None
    urgency_proposed: Proposal | None = None
    complaint_hinted: Proposal | None = None
    continues: Memo | None = None

    @property
    def count_today(self) -> int:
        """Which call of today this one is: 2 for 本日2回目."""
        return self.calls_today + 1

    @property
    def rules(self) -> str:
        """House rules for this caller, or ""."""
        return "" if self.contact is None else self.contact.rules

    @property
    def company(self) -> str:
        """Their company: of the contact, else as the last memo says it."""
        return self._said("company")

    @property
    def department(self) -> str:
        """Their department, likewise."""
        return self._said("department")

    @property
    def name(self) -> str:
        """Their name, likewise."""
        return self._said("name")

    @property
    def learned(self) -> bool:
        """Whether what is known of them comes from memos only."""
        return self.contact is None or self.contact.learned

    def _said(self, field: str) -> str:
        if self.contact is not None:
            return str(getattr(self.contact, field))
        if self.candidates or not self.recent:
            # Who it is of several is not for the program to say.
            return ""
        return str(getattr(self.recent[0].draft.caller, field))


@dataclass(frozen=True, slots=True)
class Who:
    """Who it can be: the one, where that is clear, and all candidates, likely ones first."""

    contact: Contact | None = None
    candidates: tuple[Contact, ...] = ()


def who(
    at_number: Iterable[Contact], like: Iterable[Contact], name: str = "", company: str = ""
) -> Who:
    """Find out who calls: of those with this number, and of those with such a name or company.

    What was heard counts more than the display: of a number shared by many the name said on the
    phone picks one, and a name that nobody at that number has is somebody new. Somebody who has
    left answers under that number no more, unless nobody else does.
    """
    numbered, alike = list(at_number), list(like)
    if numbered:
        fitting = [each for each in numbered if _fits(each, name, company)]
        if not fitting and name_key(name):
            # Perhaps they call from a number that is not known of them yet.
            fitting = [each for each in alike if company and _fits(each, name, company)]
            return Who(_only(fitting), tuple(fitting or numbered))
        fitting = fitting or numbered
        here = [each for each in fitting if not each.left] or fitting
        ordered = sorted(fitting, key=lambda each: (each.left, each.is_company))
        return Who(_only(here), tuple(ordered))
    fitting = [each for each in alike if _fits(each, name, company)]
    if not name_key(name):
        # Of a company alone nobody knows yet who it is.
        return Who(_only([each for each in fitting if each.is_company]), tuple(fitting))
    exact = [each for each in fitting if name_key(each.name) == name_key(name)] or fitting
    here = [each for each in exact if not each.left] or exact
    return Who(_only(here), tuple(sorted(fitting, key=lambda each: each.left)))


def _only(contacts: list[Contact]) -> Contact | None:
    """Return the one it must be; beside a company's own entry the one person counts."""
    people = [each for each in contacts if not each.is_company] or contacts
    return people[0] if len(people) == 1 and len(contacts) <= len(people) + 1 else None


def _fits(contact: Contact, name: str, company: str) -> bool:
    """Whether what was heard can be of this contact; what was not heard fits anybody."""
    theirs, heard = company_key(contact.company), company_key(company)
    if heard and theirs and not (theirs.startswith(heard) or heard.startswith(theirs)):
        return False
    if not name_key(name):
        return True
    return may_be_same(name, contact.name) or _begins(name, contact)


def _begins(name: str, contact: Contact) -> bool:
    if name_key(contact.name).startswith(name_key(name)):
        return True
    heard = loose(bare_name(name))
    readings = (contact.kana,) if contact.kana else surname_readings(contact.name)
    return bool(heard) and any(loose(reading).startswith(heard) for reading in readings)


def recall(
    found: Who,
    memos: Sequence[Memo],
    now: datetime,
    calendar: Calendar,
    *,
    name: str = "",
    namesakes: tuple[Contact, ...] = (),
    successor: Contact | None = None,
) -> CallerCard | None:
    """Make the card; `memos` are those of the numbers and names at hand, latest call first."""
    names = {name, found.contact.name if found.contact else ""} - {""}
    own = [memo for memo in memos if _is_theirs(memo, names)]
    if not own and not found.candidates and found.contact is None:
        return None
    calls = sorted(_calls(own, now), key=lambda call: call.at, reverse=True)
    today = calendar.today(now)
    earlier = [call for call in calls if calendar.local(call.at).date() == today]
    still_open = sorted((memo for memo in own if memo.needs_someone), key=_by_due)
    # While several people can be meant, nothing follows from what each of them did.
    is_clear = found.contact is not None or not found.candidates
    urgency, complaint = _proposals(len(earlier), still_open) if is_clear else (None, None)
    return CallerCard(
        contact=found.contact,
        candidates=found.candidates,
        namesakes=namesakes,
        successor=successor,
        recent=tuple(own[:LAST]),
        open=tuple(still_open),
        calls_today=len(earlier),
        calls_this_week=sum(call.at > now - HEAT for call in calls),
        previous=next(iter(calls), None),
        urgency_proposed=urgency,
        complaint_hinted=complaint,
        continues=_continues(still_open, now) if is_clear else None,
    )


def _is_theirs(memo: Memo, names: Collection[str]) -> bool:
    """Whether a memo can be of whoever is called so: those without a name are anybody's."""
    theirs = memo.draft.caller.name
    return (
        not names
        or not name_key(theirs)
        or any(
            may_be_same(name, theirs) or name_key(theirs).startswith(name_key(name))
            for name in names
        )
    )


def _calls(memos: Iterable[Memo], now: datetime) -> Iterable[Call]:
    """Return each time that they called us; what we called is no call of theirs."""
    for memo in memos:
        moments = memo.called_again
        if memo.draft.direction is Direction.INCOMING and memo.status is not Status.CANCELLED:
            moments = (memo.taken_at, *moments)
        yield from (Call(at, memo) for at in moments if at <= now)


def _by_due(memo: Memo) -> tuple[bool, datetime, str]:
    return (memo.due_at is None, memo.due_at or memo.taken_at, memo.id)


def _owes(memo: Memo) -> bool:
    """Whether a callback of ours is owed that has not reached them yet."""
    return memo.next_mover is Mover.US and memo.called_back_at is None


def _proposals(earlier: int, still_open: Sequence[Memo]) -> tuple[Proposal | None, Proposal | None]:
    """Propose urgency and hint at a complaint, from calls that nobody has answered yet."""
    owed = [memo for memo in still_open if _owes(memo)]
    if not owed:
        return None, None
    count = earlier + 1
    # Where we have tried to reach them and could not, nobody was forgotten.
    unanswered = sum(memo.calls for memo in owed if not memo.attempts)
    urgency = complaint = None
    if count >= URGENT_FROM:
        urgency = Proposal(Why.CALLED_AGAIN_TODAY, count)
    elif unanswered >= UNANSWERED:
        urgency = Proposal(Why.UNANSWERED, unanswered)
    if count >= COMPLAINT_FROM:
        complaint = Proposal(Why.CALLED_AGAIN_TODAY, count)
    elif unanswered >= UNANSWERED:
        complaint = Proposal(Why.UNANSWERED, unanswered)
    return urgency, complaint


def _continues(still_open: Sequence[Memo], now: datetime) -> Memo | None:
    """Return the open memo that a further call most likely is about: the latest one."""
    fresh = [memo for memo in still_open if memo.last_called_at > now - CONTINUES_WITHIN]
    return max(fresh, key=lambda memo: (memo.last_called_at, memo.id), default=None)
