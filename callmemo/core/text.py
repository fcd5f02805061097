"""Japanese text made comparable, and cut into the pieces by which it is found.

Two characters are often a whole name (田中), so the index holds pairs of characters; FTS5's
own trigram tokenizer finds nothing for them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

NORMALISER = 1
"""Version of the rules below; an index made by another version is built anew."""

_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_VARIANTS = str.maketrans(
    "髙﨑嵜濵邊邉齋齊斎廣澤瀧眞櫻國嶋槗德曻", "高崎崎浜辺辺斉斉斉広沢滝真桜国島橋徳昇"
)
_DASHES = frozenset("-‐‑‒–—―−ーｰ~〜")


def normalise(text: str) -> str:
    """Fold width, case, kana and common variants of kanji; drop spaces, dashes and marks.

    The long-vowel sign is kept after kana and dropped between digits, where it was typed
    for a hyphen.

    >>> normalise("ﾔﾏﾀﾞ　たろう"), normalise("０３ー００００ー０１４２"), normalise("髙橋")
    ('ヤマダタロウ', '0300000142', '高橋')
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    # Casefold can leave a form that NFKC changes again; twice makes it stable.
    folded = unicodedata.normalize("NFKC", folded)
    folded = folded.translate(_HIRAGANA_TO_KATAKANA).translate(_VARIANTS)
    kept: list[str] = []
    for ch in folded:
        if (ch == "ー" and kept and not kept[-1].isdecimal()) or (
            ch not in _DASHES and unicodedata.category(ch)[0] in "LN"
        ):
            kept.append(ch)
    return "".join(kept)


def pairs(text: str) -> list[str]:
    """Cut normalised text into overlapping pairs and the last character alone.

    The lone last character lets a prefix query for one character find every place, and ends
    a field: no phrase of pairs runs over it into the next.

    >>> pairs("田中さん")
    ['田中', '中さ', 'さん', 'ん']
    """
    return [text[i : i + 2] for i in range(len(text))]


def index_text(fields: Iterable[str]) -> str:
    """Return what the search index keeps for a memo: the pairs of all its fields."""
    return " ".join(_all_pairs(fields))


def _all_pairs(fields: Iterable[str]) -> Iterator[str]:
    for field in fields:
        yield from pairs(normalise(field))


def match_query(text: str) -> str | None:
    """Turn what a user typed into an FTS5 query: every word must be found somewhere.

    Returns None where nothing is left to look for.

    >>> match_query("田中 の")
    '"田中" "ノ" *'
    """
    words = [normalise(word) for word in text.split()]
    phrases = []
    for word in words:
        if len(word) == 1:
            phrases.append(f'"{word}" *')
        elif word:
            phrases.append('"' + " ".join(pairs(word)[:-1]) + '"')
    return " ".join(phrases) or None


def contains(fields: Iterable[str], query: str) -> bool:
    """Whether every word of the query occurs in some field: what the index must agree with."""
    haystack = [normalise(field) for field in fields]
    words = [word for word in map(normalise, query.split()) if word]
    return bool(words) and all(any(word in field for field in haystack) for word in words)
