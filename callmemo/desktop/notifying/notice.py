"""What a notification says, and what every way of showing one has to be able to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import SignalInstance

Told = Callable[[bool], None]
"""Is called once: True when the notice has been shown, False when this way could not."""

_ELLIPSIS: Final = "…"
_HYPHENS: Final = "-‐‑–—"


@dataclass(frozen=True, slots=True)
class Notice:
    """A notification: a title, a few lines, and the memos it speaks of.

    `closing` for what is to be decided at closing time.
    """

    title: str
    text: str
    memo_ids: tuple[str, ...] = ()
    urgent: bool = False
    closing: bool = False

    @property
    def memo_id(self) -> str | None:
        """The one memo that it speaks of, None if it speaks of several or of none."""
        return self.memo_ids[0] if len(self.memo_ids) == 1 else None


class Way(Protocol):
    """One way of showing notices. None of them takes the keyboard focus or makes anyone wait.

    `clicked(notice)` and `put_off(notice)` say what somebody did with one that was shown.
    """

    @property
    def clicked(self) -> SignalInstance: ...

    @property
    def put_off(self) -> SignalInstance: ...

    def is_available(self) -> bool:
        """Whether it is worth trying."""
        ...

    def show(self, notice: Notice, told: Told) -> None:
        """Show it, and say sooner or later whether that went well."""
        ...

    def withdraw(self, memo_id: str) -> None:
        """Take away what is still shown about this memo alone, as far as that can be done."""
        ...


def cut(text: str, units: int) -> str:
    """Shorten to this many UTF-16 units, never in the middle of a sign.

    >>> cut("山田様へ折り返し", 5)
    '山田様へ…'
    """
    if _units(text) <= units:
        return text
    kept = text.encode("utf-16-le")[: 2 * (units - 1)].decode("utf-16-le", errors="ignore")
    return kept.rstrip() + _ELLIPSIS


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", errors="replace")) // 2


def defused(text: str) -> str:
    """Let no program take the beginning of a text for one of its options."""
    bare = text.lstrip()
    return f"－{bare[1:]}" if bare[:1] in tuple(_HYPHENS) else text
