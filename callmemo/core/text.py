"""Japanese text made comparable, and cut into the pieces by which it is found.

Two characters are often a whole name (田中), so the index holds pairs of characters; FTS5's
own trigram tokenizer finds nothing for them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from operator import add
from typing import Final

NORMALISER = 2
"""Version of the rules below, and of which texts are found; an older index is built anew."""

_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_VARIANTS = str.maketrans(
    "髙﨑嵜濵邊邉齋齊斎廣澤瀧眞櫻國嶋槗德曻", "高崎崎浜辺辺斉斉斉広沢滝真桜国島橋徳昇"
)
_DASHES = frozenset("-‐‑‒–—―−ーｰ~〜")
_LONG: Final = "ー"
_NO_VOWEL = re.compile(rf"(?:^|(?<=\d)){_LONG}+")
_DIGITS = re.compile(r"[0-9]{4,}")
_SHORT_RUN: Final = 4
_LONG_RUN: Final = 7
_LONGEST_KEPT: Final = 24
"""Longer texts are hardly ever the same: they are cut each time instead of being remembered."""


class _Folding(dict[int, str | None]):
    """What becomes of a character: looked up once, then remembered."""

    def __missing__(self, code: int) -> str | None:
        ch = chr(code).translate(_HIRAGANA_TO_KATAKANA).translate(_VARIANTS)
        kept = ch == _LONG or (ch not in _DASHES and unicodedata.category(ch)[0] in "LN")
        self[code] = ch if kept else None
        return self[code]


_FOLDING = _Folding()


def folded(text: str) -> str:
    """Fold width, case, kana and variants of kanji; drop spaces, dashes and marks.

    The long-vowel sign is still there, wherever it stands.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).casefold()
        # Casefold can leave a form that NFKC changes again; twice makes it stable.
        return unicodedata.normalize("NFKC", text).translate(_FOLDING)
    return text.lower().translate(_FOLDING)


def normalise(text: str) -> str:
    """Fold width, case, kana and common variants of kanji; drop spaces, dashes and marks.

    The long-vowel sign is kept after kana and dropped between digits, where it was typed
    for a hyphen.

    >>> normalise("ﾔﾏﾀﾞ　たろう"), normalise("０３ー００００ー０１４２"), normalise("髙橋")
    ('ヤマダタロウ', '0300000142', '高橋')
    """
    found = folded(text)
    return _NO_VOWEL.sub("", found) if _LONG in found else found


def pairs(text: str) -> list[str]:
    """Cut normalised text into overlapping pairs and the last character alone.

    The lone last character ends a field: no phrase of pairs runs over it into the next.

    >>> pairs("田中さん")
    ['田中', '中さ', 'さん', 'ん']
    """
    return [*map(add, text, text[1:]), text[-1]] if text else []


def index_text(fields: Iterable[str]) -> str:
    """Return what the search index keeps of some texts.

    The pairs of each; then every character once, since a beginning (`田*`) would have to be
    gathered from hundreds of pairs; then longer pieces of numbers, whose pairs are in every
    memo.

    >>> index_text(["中田"])
    '中田 田 中 田'
    >>> index_text(["03-0000"])
    '03 30 00 00 00 0 0 3 0300 3000 0000 000'
    """
    return _index_of(map(_cut, fields))


def index_normalised(texts: Iterable[str]) -> str:
    """`index_text`, of texts that are normalised already."""
    return _index_of((text, _paired(text)) for text in texts)


def _index_of(cut: Iterable[tuple[str, str]]) -> str:
    texts, found = [], []
    for text, paired in cut:
        if text:
            texts.append(text)
            found.append(paired)
    found += dict.fromkeys("".join(texts))
    for run in _DIGITS.findall("\n".join(texts)):
        found += _runs(run, _SHORT_RUN)
        if len(run) >= _LONG_RUN:
            found += _runs(run, _LONG_RUN)
    return " ".join(found)


def _cut(text: str) -> tuple[str, str]:
    """Return a text as it is normalised, and its pairs.

    Names and companies come again and again and are cut once, numbers and long texts anew.
    """
    if text.isascii() or len(text) > _LONGEST_KEPT:
        return _cut_anew(text)
    return _remembered(text)


def _cut_anew(text: str) -> tuple[str, str]:
    text = normalise(text)
    return text, " ".join(pairs(text))


_remembered = lru_cache(maxsize=4096)(_cut_anew)


def _paired(text: str) -> str:
    """Return the pairs of a normalised text; those of numbers are cut anew, as in `_cut`."""
    if text.isdecimal() or len(text) > _LONGEST_KEPT:
        return " ".join(pairs(text))
    return _pairs_remembered(text)


@lru_cache(maxsize=2048)
def _pairs_remembered(text: str) -> str:
    return " ".join(pairs(text))


def _runs(digits: str, length: int) -> list[str]:
    """Overlapping runs, and a shorter one after them: no phrase goes over it."""
    last = len(digits) - length + 1
    return [digits[i : i + length] for i in range(last + 1)]


def phrase(word: str) -> str:
    """Return the FTS5 phrase that finds a normalised word anywhere inside a field.

    >>> phrase("田"), phrase("田中さ"), phrase("0142"), phrase("00000142")
    ('"田"', '"田中 中さ"', '"0142"', '"0000014 0000142"')
    """
    if len(word) >= _SHORT_RUN and _DIGITS.fullmatch(word):
        length = _LONG_RUN if len(word) >= _LONG_RUN else _SHORT_RUN
        pieces = [word[i : i + length] for i in range(len(word) - length + 1)]
    else:
        pieces = pairs(word)[: max(len(word) - 1, 1)]
    return f'"{" ".join(pieces)}"'


def match_query(text: str) -> str | None:
    """Turn what a user typed into an FTS5 query: every word must be found somewhere.

    Returns None where nothing is left to look for.

    >>> match_query("田中 の")
    '"田中" "ノ"'
    """
    return " ".join(phrase(word) for word in map(normalise, text.split()) if word) or None


def contains(fields: Iterable[str], query: str) -> bool:
    """Whether every word of the query occurs in some field: what the index must agree with."""
    haystack = [normalise(field) for field in fields]
    words = [word for word in map(normalise, query.split()) if word]
    return bool(words) and all(any(word in field for field in haystack) for word in words)
