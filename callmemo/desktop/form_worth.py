"""Whether what stands on the memo form is worth a draft, or is a memo already."""

from __future__ import annotations

from dataclasses import fields, replace

from callmemo.core.memo import Caller, Draft, Memo, tidy
from callmemo.core.vocabulary import Direction, View
from callmemo.desktop.session import DeskSession


def says_something(draft: Draft, me: str) -> bool:
    """Whether anything was typed; a choice that is quickly made again is not worth a file."""
    texts = [getattr(draft, f.name) for f in fields(Draft) if f.default == ""]
    texts += [getattr(draft.caller, f.name) for f in fields(Caller)]
    own = draft.direction is Direction.OUTGOING and draft.addressee == me
    return sum(bool(text.strip()) for text in texts) > (1 if own and me else 0)


def is_saved_already(draft: Draft, session: DeskSession) -> bool:
    """Whether the program was cut off between saving this new memo and dropping its draft."""
    now = session.now()
    none: list[Memo] = []
    latest = session.ask(lambda desk: desk.memos(View.ALL, now, limit=1), none)
    draft = tidy(draft)
    return any(
        replace(draft, due_at=memo.due_at, taken_by=memo.draft.taken_by) == memo.draft
        for memo in latest
    )
