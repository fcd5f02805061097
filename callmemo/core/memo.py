"""A phone memo: what was heard on the phone (Draft) and what has become of it (Memo)."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import datetime, time
from typing import Any

from callmemo.core.phone import is_withheld, read_extension, shown_number
from callmemo.core.vocabulary import (
    THEY_OWE,
    WE_OWE,
    CallbackReason,
    Channel,
    Direction,
    Mover,
    Request,
    Status,
    Target,
    Urgency,
)

CALLS_IN_VAIN = 3
"""After so many calls that reached nobody the manager sees the memo."""


@dataclass(frozen=True, slots=True)
class Caller:
    """The person on the other side, as heard; every part may be missing."""

    company: str = ""
    department: str = ""
    name: str = ""
    kana: str = ""
    phone: str = ""
    mobile: str = ""
    extension: str = ""

    @property
    def has_number(self) -> bool:
        """Whether any number is known under which they could be called."""
        said = (self.phone, self.mobile, self.extension)
        return any(text and not is_withheld(text) for text in said)


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that is written down during one call.

    `target_number` is the number that goes with the targets `their_other` and
    `company_mobile`; `mobile_agreed` that they were asked whether calling a mobile is all right,
    and agreed. Empty text means 'not asked'; `due_at` is aware.
    """

    direction: Direction = Direction.INCOMING
    channel: Channel = Channel.PHONE
    addressee: str = ""
    substitute: str = ""
    caller: Caller = field(default_factory=Caller)
    withheld: bool = False
    request: Request = Request.PLEASE_CALL_BACK
    target: Target | None = None
    target_number: str = ""
    mobile_agreed: bool = False
    urgency: Urgency = Urgency.NORMAL
    urgent_reason: str = ""
    complaint: bool = False
    promise: str = ""
    due_at: datetime | None = None
    reachable: str = ""
    their_closing: time | None = None
    callback_reason: CallbackReason | None = None
    subject: str = ""
    body: str = ""
    answered_here: str = ""
    read_back: bool = False
    taken_by: str = ""

    @property
    def dial_number(self) -> str:
        """The number that somebody here dials to reach them, empty if none is known."""
        caller = self.caller
        match self.target:
            case Target.THEIR_MOBILE:
                return caller.mobile or caller.phone
            case Target.THEIR_OTHER:
                return self.target_number or caller.phone or caller.mobile
            case Target.COMPANY_MOBILE if not self.target_number:
                return caller.phone
            case _:
                return caller.phone or caller.mobile

    @property
    def company_mobile(self) -> str:
        """The mobile of ours at which they are to call, empty unless that was agreed.

        Given without a field of its own it is found in `caller.mobile`: phone systems and
        scripts know only one mobile number.
        """
        if self.target is not Target.COMPANY_MOBILE:
            return ""
        return self.target_number or self.caller.mobile

    @property
    def is_urgent(self) -> bool:
        """Whether the memo is marked 至急."""
        return self.urgency is Urgency.URGENT


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo as the journal tells it: the draft as last amended, and how far it has come.

    `nudged` holds the keys of nudges already given, sorted; `unseen` those of them after which
    nobody has done anything with the memo yet. `attempts` counts calls made.
    Two proofs are kept apart: `confirmed_at` that somebody read it, `called_back_at` that they
    were first reached. `closed_at` is the moment of the closing event while the status is final.
    `carried_at` is when it was last carried over, `carried_until` the time named then.
    `notes` is what was remarked on the way, a line for each; `called_again` is when they called
    further times about it, in order.
    """

    id: str
    number: str
    taken_at: datetime
    draft: Draft
    status: Status
    snoozed_until: datetime | None = None
    confirmed_at: datetime | None = None
    confirmed_by: str = ""
    attempts: int = 0
    called_back_at: datetime | None = None
    closed_at: datetime | None = None
    nudged: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    carried_at: datetime | None = None
    carried_until: datetime | None = None
    called_again: tuple[datetime, ...] = ()
    notes: str = ""

    @property
    def is_open(self) -> bool:
        """Whether something may still have to happen."""
        return not self.status.is_final

    @property
    def next_mover(self) -> Mover:
        """Who has to act next."""
        return next_mover(self.draft.request, self.status)

    @property
    def needs_someone(self) -> bool:
        """Whether the memo must not be forgotten: a call is owed, or nobody has read it yet."""
        return needs_someone(self.draft.request, self.status)

    @property
    def due_at(self) -> datetime | None:
        """The promised time, if any."""
        return self.draft.due_at

    @property
    def calls(self) -> int:
        """How many calls of theirs are noted on it."""
        return 1 + len(self.called_again)

    @property
    def last_called_at(self) -> datetime:
        """When they last called about it."""
        return max((self.taken_at, *self.called_again))

    @property
    def is_carried(self) -> bool:
        """Whether it stands where it was carried to (繰越): no other time was set since."""
        return self.is_open and self.due_at is not None and self.due_at == self.carried_until

    @property
    def is_out_of_reach(self) -> bool:
        """Whether several calls have found nobody, so that the manager should know."""
        return (
            self.is_open
            and self.next_mover is Mover.US
            and self.called_back_at is None
            and self.attempts >= CALLS_IN_VAIN
        )

    def is_late(self, now: datetime) -> bool:
        """Whether a call is owed and its time has passed."""
        due = self.due_at
        return due is not None and due < now and self.next_mover is not Mover.NOBODY


_KEEPS_LINES = frozenset({"body", "answered_here"})
_UNSEEN = dict.fromkeys(
    (0xFEFF, 0x200B, 0x200E, 0x200F, 0x2060, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
"""Zero widths and directions, which come along with text copied from web pages and mail.

The joiners and variation selectors stay: names are written with them.
"""


_NUMBERS = frozenset({"phone", "mobile", "target_number"})
_OWN_TEXTS = tuple(f.name for f in fields(Draft) if f.default == "")
_CALLER_TEXTS = tuple(f.name for f in fields(Caller))


def tidy(draft: Draft) -> Draft:
    """Trim every text, put one-line fields on one line, and write phone numbers in one way.

    What cannot be read as a number stays as it was typed; 非通知 for a number is the mark too.
    """
    own = ((name, getattr(draft, name)) for name in _OWN_TEXTS)
    # Most fields of most memos are empty.
    texts: dict[str, Any] = {name: _tidy_field(name, text) for name, text in own if text}
    said = ((name, getattr(draft.caller, name)) for name in _CALLER_TEXTS)
    caller = Caller(**{name: _tidy_field(name, text) for name, text in said if text})
    withheld = draft.withheld or is_withheld(caller.phone)
    return replace(draft, caller=caller, withheld=withheld, **texts)


def _tidy_field(name: str, text: str) -> str:
    if name in _KEEPS_LINES:
        return tidy_text(text)
    line = tidy_line(text)
    if name in _NUMBERS:
        return shown_number(line)
    return read_extension(line) if name == "extension" else line


def tidy_line(text: str) -> str:
    """Put pasted text on one line, without what cannot be seen."""
    if text.isprintable():
        # Nearly all is: no line ends in it, and nothing that cannot be seen.
        return text.strip()
    return " ".join(tidy_text(text).replace("\t", " ").splitlines())


def tidy_text(text: str) -> str:
    """Trim pasted text: one kind of line end, nothing that cannot be seen."""
    if text.isprintable():
        return text.strip()
    return text.translate(_UNSEEN).replace("\r\n", "\n").replace("\r", "\n").strip()


def next_mover(request: Request, status: Status) -> Mover:
    """Derive who moves next from what was asked and how far it has come."""
    if status.is_final:
        return Mover.NOBODY
    if status is Status.WAITING:
        return Mover.THEM
    # Once somebody here has taken it up (a status check, a reopened memo) the move is ours.
    if status in {Status.RETRY, Status.IN_PROGRESS} or request in WE_OWE:
        return Mover.US
    if request in THEY_OWE:
        return Mover.THEM
    return Mover.US if status is Status.ON_HOLD else Mover.NOBODY


def needs_someone(request: Request, status: Status) -> bool:
    """Whether a memo of this request and status must stay in somebody's sight."""
    if status.is_final:
        return False
    return next_mover(request, status) is not Mover.NOBODY or status is Status.NEW


def first_status(request: Request) -> Status:
    """Status of a memo just taken: waiting where the other side has promised to call."""
    return Status.WAITING if request in THEY_OWE else Status.NEW
