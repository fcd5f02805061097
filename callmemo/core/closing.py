"""What a day comes to at closing time: what is settled, what is open, which promises were kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from callmemo.core.memo import Memo
from callmemo.core.middle import median
from callmemo.core.vocabulary import Status

LATER = timedelta(minutes=15)
LAST_CHECK = timedelta(minutes=10)
"""How long before closing the check comes again at the latest, while there is time."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The day in figures. `median` is how long callbacks took in the middle of them."""

    closed: int
    carried: int
    open: int
    called_back: int
    on_time: int
    median: timedelta | None

    @property
    def settled(self) -> int:
        """How many need nothing more today."""
        return self.closed + self.carried

    @property
    def total(self) -> int:
        """How many the day had."""
        return self.settled + self.open

    @property
    def is_done(self) -> bool:
        """Whether nothing is left open (本日の未折り返し 0件)."""
        return not self.open


def tally(
    day: Iterable[Memo],
    carried: Iterable[Memo],
    left: Iterable[Memo],
    bounds: tuple[datetime, datetime],
) -> Tally:
    """Count a day: memos `carried` over on it, `left` open, and all of the `day`, doubles once.

    What was withdrawn (取消) was a mistake and counts for nothing.
    """
    start, end = bounds
    over, still = {memo.id for memo in carried}, {memo.id for memo in left}
    memos = {memo.id: memo for memo in day}.values()
    closed = [
        memo
        for memo in memos
        if memo.closed_at is not None
        and start <= memo.closed_at < end
        and memo.status is not Status.CANCELLED
    ]
    called = [
        (memo, memo.called_back_at)
        for memo in memos
        if memo.called_back_at is not None
        and start <= memo.called_back_at < end
        and memo.status is not Status.CANCELLED
    ]
    took = [(at - memo.taken_at).total_seconds() for memo, at in called]
    return Tally(
        closed=len(closed),
        carried=len(over - still),
        open=len(still),
        called_back=len(called),
        on_time=sum(memo.due_at is None or at <= memo.due_at for memo, at in called),
        median=timedelta(seconds=median(took)) if took else None,
    )


def check_again(now: datetime, closing: datetime) -> datetime:
    """Return when to come back to what is open: before closing if there is time, else soon."""
    last = closing - LAST_CHECK
    if last - now >= LAST_CHECK:
        return min(now + LATER, last)
    return now + LAST_CHECK
