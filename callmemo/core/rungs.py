"""The words of reminding: rungs of the ladder, when they come, and the reminders they become."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from callmemo.core.memo import Memo


class Rung(StrEnum):
    """Why a reminder is given."""

    DUE = "due"
    CHECK = "check"
    SNOOZED = "snoozed"
    URGENT = "urgent"
    UNTOUCHED = "untouched"
    AFTERNOON = "afternoon"
    CLOSING = "closing"
    SUBSTITUTE = "substitute"
    LEFT = "left"
    COMPLAINT = "complaint"
    LATE_COMPLAINT = "late_complaint"
    TRIED = "tried"


TOGETHER: Final = frozenset({Rung.AFTERNOON, Rung.CLOSING, Rung.SUBSTITUTE, Rung.LEFT})
"""Reminders that name all memos at once."""
OWN_TIME: Final = frozenset({Rung.DUE, Rung.CHECK, Rung.SNOOZED})
"""Reminders at an hour that somebody has chosen, be the office open then or not."""
_LOUD: Final = frozenset({Rung.COMPLAINT, Rung.LATE_COMPLAINT})


class Audience(StrEnum):
    """To whom a reminder goes."""

    ADDRESSEE = "addressee"
    SUBSTITUTE = "substitute"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class Ladder:
    """When reminders come, in minutes; none where there are none, 0 or None.

    `manager` is a name; without one what the manager hears is said to everyone.
    `tried` is after how many calls in vain the manager hears of it.
    """

    urgent: tuple[int, ...] = (15, 30, 60)
    untouched: int = 60
    afternoon: time | None = time(15, 0)
    before_closing: tuple[int, ...] = (30, 60)
    substitute: int = 30
    left: int = 15
    late_complaint: tuple[int, ...] = (5, 30, 60)
    tried: int = 3
    manager: str = ""


DEFAULT: Final = Ladder()

Away = Mapping[str, datetime | None]
"""Who is not here, and until when as far as that is known."""
NOBODY_AWAY: Final[Away] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Nudge:
    """A reminder about one memo, or about all that are still open.

    `key` names this reminder for good: once recorded on the memo it never comes again. `to`
    are the names of those whom it concerns, empty if it is for everyone.
    """

    rung: Rung
    key: str
    at: datetime
    memos: tuple[Memo, ...]
    audience: Audience = Audience.ADDRESSEE
    to: tuple[str, ...] = ()

    @property
    def is_loud(self) -> bool:
        """Whether it is about a complaint that nobody may overlook."""
        return self.rung in _LOUD


@dataclass(frozen=True, slots=True)
class Outlook:
    """The reminders due now, and the next moment at which one could become due (or None)."""

    nudges: tuple[Nudge, ...]
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of one memo: when it is reached, and who hears of it."""

    at: datetime
    rung: Rung
    key: str
    audience: Audience = Audience.ADDRESSEE
    track: str = field(init=False, repr=False, compare=False)
    """Names the steps among which a later one makes the earlier superfluous."""

    def __post_init__(self) -> None:
        """Find the track once: a day's steps are asked for it by every memo."""
        track = self.rung if self.audience is Audience.MANAGER else self.audience
        object.__setattr__(self, "track", track)
