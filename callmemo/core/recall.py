"""The caller card (顧客カード): who is calling, what is open with them, and what that suggests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from callmemo.core.contact import Contact
from callmemo.core.memo import Memo

LAST: Final = 5
"""So many of the last memos are shown."""
HEAT: Final = timedelta(days=7)
URGENT_FROM: Final = 2
COMPLAINT_FROM: Final = 3
UNANSWERED: Final = 2


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
