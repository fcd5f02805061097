"""The sheet on which one line is marked up: what has been understood, and what is still free."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

TAKEN: Final = "\x1f"
"""Stands on the sheet where a part was understood, so that no pattern reads across it."""
STOPS: Final = r"\s、。,;!?()\[\]{}<>「」『』【】|\"" + TAKEN
"""Signs that end a word of the line, for use inside a character class."""
WORD: Final = rf"(?:[^{STOPS}:/]|(?<=[0-9])[:/](?=[0-9]))"
"""One sign of a word; a colon or slash belongs to it between digits only (15:30, 11/26)."""
BEGINS: Final = rf"(?<!(?![{STOPS}:/・]).)"
"""At the beginning of a word."""
ENDS: Final = rf"(?=[{STOPS}:/]|$)"
"""At the end of a word."""
_SEVERAL: Final = frozenset({"", "department"})
"""Of these there can be more than one: 購買部 課長."""
_CHUNK: Final = re.compile(rf"(?!(?<![^{STOPS}])・){WORD}+")


@dataclass(frozen=True, slots=True)
class Found:
    """A part of the line that was understood: `text[start:end]` says `value` for `field`.

    Words that only lead to a field (様, 宛, 電話:) have no field and no value.
    """

    field: str
    start: int
    end: int
    value: str


@dataclass(slots=True)
class Sheet:
    """One line; `free` is its text in plain widths, sign for sign, without what was taken."""

    text: str
    free: str = ""
    found: list[Found] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Fold the widths; every place in `free` is the same place in `text`."""
        self.free = "".join(map(_plain_sign, self.text))

    def __contains__(self, name: str) -> bool:
        """Whether something was found for a field."""
        return name in self.values

    def take(self, name: str, start: int, end: int, value: str | None = None) -> None:
        """Understand a part; where a field has another value already, the part stays free."""
        said = self.words(start, end) if value is None else value
        if start >= end or TAKEN in self.free[start:end]:
            return
        if name not in _SEVERAL and self.values.get(name, said) != said:
            return
        self.found.append(Found(name, start, end, said if name else ""))
        if name:
            self.values.setdefault(name, said)
        self.free = self.free[:start] + TAKEN * (end - start) + self.free[end:]

    def skip(self, start: int, end: int) -> None:
        """Take words that only lead to a field, as far as they are still free."""
        for free in re.finditer(rf"[^{TAKEN}]+", self.free[start:end]):
            self.take("", start + free.start(), start + free.end())

    def words(self, start: int, end: int) -> str:
        """What was typed there, in usual widths and without needless spaces."""
        return " ".join(unicodedata.normalize("NFKC", self.text[start:end]).split())

    def chunks(self) -> Iterator[tuple[int, int]]:
        """Where the words that are still free stand, as they are when the loop begins."""
        return (each.span() for each in list(_CHUNK.finditer(self.free)))

    def place(self, name: str) -> tuple[int, int] | None:
        """Where the value of a field stands."""
        return next(((each.start, each.end) for each in self.found if each.field == name), None)

    def is_gap(self, start: int, end: int) -> bool:
        """Whether nothing but stops and words without a field stands there."""
        if start > end or re.search(WORD, self.free[start:end]):
            return False
        return not any(each.field and start <= each.start < end for each in self.found)


@lru_cache(maxsize=4096)
def _plain_sign(ch: str) -> str:
    folded = "~" if ch == "〜" else unicodedata.normalize("NFKC", ch)
    if ch in {TAKEN, "\n", "\r"}:
        return " "
    return folded if len(folded) == 1 else ch
