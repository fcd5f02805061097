"""Which desktop gives which reminder, where several share one office."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final

from callmemo.core.memo import Memo
from callmemo.core.rungs import NOBODY_AWAY, Audience, Away, Nudge

PATIENCE: Final = timedelta(minutes=5)
"""How long a desktop waits for the one whose reminder it is; then anybody gives it."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits at this desktop (empty: whoever comes), who else has a name, and who is away."""

    me: str = ""
    people: Collection[str] = ()
    away: Away = field(default_factory=lambda: NOBODY_AWAY)

    def hears(self, memo: Memo, nudge: Nudge) -> bool:
        """Whether this desktop gives the reminder of this memo without waiting for another.

        Those for its own person and for everyone, of memos taken here or by nobody in
        particular, and those of people who are away or are no members, such as groups.
        """
        name = whom(memo, nudge)
        return (
            not self.me
            or name in {"", self.me}
            or memo.draft.taken_by in {"", self.me}
            or name not in self.people
            or name in self.away
        )


def whom(memo: Memo, nudge: Nudge) -> str:
    """Return the name of the one to whom a reminder of this memo goes; empty for everyone."""
    match nudge.audience:
        case Audience.ADDRESSEE:
            return memo.draft.addressee
        case Audience.SUBSTITUTE:
            return memo.draft.substitute
        case Audience.MANAGER:
            return next(iter(nudge.to), "")


def share(nudge: Nudge, seat: Seat, waited: Collection[str]) -> tuple[Nudge | None, Nudge | None]:
    """Part a reminder into what this desktop gives now and what it leaves to others for a while.

    `waited` are the ids of memos for whose reminder it has been patient long enough.
    """
    own = tuple(m for m in nudge.memos if m.id in waited or seat.hears(m, nudge))
    rest = tuple(m for m in nudge.memos if m not in own)
    return _of(nudge, own), _of(nudge, rest)


def _of(nudge: Nudge, memos: tuple[Memo, ...]) -> Nudge | None:
    if not memos:
        return None
    names = dict.fromkeys(whom(memo, nudge) for memo in memos)
    return replace(nudge, memos=memos, to=tuple(name for name in names if name))
