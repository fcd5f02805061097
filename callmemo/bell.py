"""What is written down of the bell: reminders given, and reminders that somebody has seen."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from callmemo.core.memo import Memo
from callmemo.core.rungs import Nudge
from callmemo.core.vocabulary import Kind
from callmemo.store.journal import Plan


def given(nudges: Iterable[Nudge]) -> list[Plan]:
    """Plan to write down reminders as given, each only where it is due indeed."""
    return [
        Plan(
            memo.id,
            "",
            Kind.NUDGED,
            {"key": nudge.key, "rung": nudge.rung.value},
            only_if=partial(_not_yet_given, nudge.key),
        )
        for nudge in nudges
        for memo in nudge.memos
    ]


def seen(memo_ids: Iterable[str], who: str) -> list[Plan]:
    """Plan to write down that somebody has seen the reminders of these memos, where any is new."""
    return [
        Plan(memo_id, who, Kind.NUDGE_SEEN, {}, only_if=_has_unseen)
        for memo_id in dict.fromkeys(memo_ids)
    ]


def _not_yet_given(key: str, memo: Memo) -> bool:
    return memo.is_open and key not in memo.nudged


def _has_unseen(memo: Memo) -> bool:
    return bool(memo.unseen)
