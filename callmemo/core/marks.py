"""Where in a text the words of a search stand, whatever the width, kana or kanji they are in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from callmemo.core.text import folded, normalise

Span = tuple[int, int]
"""From which character of a text to before which."""

_LONG: Final = "ー"
_MOST_TEXT: Final = 4000
"""Longer texts are marked as far as this: nobody reads on from hit to hit beyond it."""


def spans(text: str, words: Iterable[str]) -> tuple[Span, ...]:
    """Return where normalised words stand in a text, from left to right, none over another.

    What lies between the characters of a hit belongs to it: the hyphens of a number.

    >>> spans("TEL ０３－００００－０１４２", ["00000142"])
    ((7, 16),)
    >>> spans("髙橋ﾀﾞｲｽｹ", ["高橋", "ダイ"])
    ((0, 2), (2, 5))
    """
    text, words = text[:_MOST_TEXT], tuple(words)
    plain = _normalised(text)
    # Most texts hold none of the words: where each character comes from need not be known then.
    origins = _traced(text) if any(word and word in plain for word in words) else None
    if origins is None:
        return ()
    covered = bytearray(len(plain) + 1)
    starts = set()
    for word in words:
        for start in _places(plain, word):
            if not any(covered[start : start + len(word)]):
                covered[start : start + len(word)] = b"\1" * len(word)
                starts.add(start)
    marked: list[Span] = []
    for start, end in _runs(covered, starts):
        begin, close = origins[start][0], origins[end - 1][1]
        if marked and begin < marked[-1][1]:
            # One character (㍿) that stands for several, of which two words were found.
            marked[-1] = (marked[-1][0], close)
        else:
            marked.append((begin, close))
    return tuple(marked)


def _places(plain: str, word: str) -> Iterator[int]:
    start = plain.find(word) if word else -1
    while start >= 0:
        yield start
        start = plain.find(word, start + 1)


def _runs(covered: bytearray, starts: set[int]) -> Iterator[Span]:
    begin = None
    for place, is_covered in enumerate(covered):
        if begin is not None and (not is_covered or place in starts):
            yield begin, place
            begin = None
        if is_covered and begin is None:
            begin = place


_normalised = lru_cache(maxsize=1024)(normalise)
_folded = lru_cache(maxsize=4096)(folded)


@lru_cache(maxsize=512)
def _traced(text: str) -> tuple[Span, ...] | None:
    """Say of each character of a normalised text from where in the text it comes.

    None where that cannot be said: some scripts compose over what looks like a border.
    """
    plain: list[str] = []
    origins: list[Span] = []
    for start, end in _clusters(text):
        for ch in _folded(text[start:end]):
            if ch == _LONG and (not plain or plain[-1].isdecimal()):
                continue
            plain.append(ch)
            origins.append((start, end))
    return tuple(origins) if "".join(plain) == _normalised(text) else None


def _clusters(text: str) -> Iterator[Span]:
    """Cut a text where normalising one side does not change the other."""
    start = 0
    for place in range(1, len(text)):
        if text[place].isascii() or not _joins(text[place]):
            yield start, place
            start = place
    if text:
        yield start, len(text)


@lru_cache(maxsize=4096)
def _joins(ch: str) -> bool:
    """Whether a character may become one with what stands before it (ﾞ, a combining accent)."""
    compatible = unicodedata.normalize("NFKD", ch)
    return unicodedata.combining(compatible[0]) > 0 or "\u1161" <= compatible[0] <= "\u11c2"
