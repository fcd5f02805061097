"""What the words of a search may mean: kana, romaji, numbers in pieces, names with titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final

from callmemo.core.reading import kana_of
from callmemo.core.text import normalise, phrase

Way = tuple[str, ...]
"""Normalised words that must all be found, each in any field."""
Group = tuple[Way, ...]
"""Ways in which a part of the query may be meant; one of them is enough."""

_MOST_WORDS: Final = 24
_MOST_LETTERS: Final = 200
_NUMBER_PART = re.compile(r"[+()/.\-‐‑‒–—―−ー~〜0-9]*[0-9][()/.\-‐‑‒–—―−ー~〜0-9]*")
_ABROAD: Final = ("+", "00")
_JAPAN: Final = "81"
_TITLE = re.compile(r"(?<=.)(?:様|さま|さん|氏|殿|先生)$")
_COMPANY = re.compile(r"株式会社|有限会社|合同会社|\((?:株|有|同)\)")
_CONSONANT: Final = r"(?:[kgnhmrbp]y?|[sct]h?y?|ts|[zdjf]y?|[ywv])"
_DOUBLED: Final = r"(?:(?P<twice>[kstpgzdbcjfh])(?=(?P=twice)))?"
_N: Final = r"n(?![aiueoy])'?"
_SPOKEN = re.compile(
    rf"(?P<whole>(?:{_DOUBLED}{_CONSONANT}?[aiueo]|{_N})+)(?P<begun>(?:[kstpgzdbcjfh]?{_CONSONANT})?)"
)
_PLAIN = str.maketrans("āīūēōâîûêô", "aiueoaiueo")


@lru_cache(maxsize=64)
def read_query(text: str) -> tuple[Group, ...]:
    """Say how a query may be meant: in every group one way must be found.

    Numbers in several pieces may be one number; Latin letters may be the sound of a name.

    >>> read_query("山田様 yamada 03 0000")
    ((('山田様',), ('山田',)), (('yamada',), ('ヤマダ',)), (('03', '0000'), ('030000',)))
    """
    words = unicodedata.normalize("NFKC", text[:_MOST_LETTERS]).split()[:_MOST_WORDS]
    groups: dict[Group, None] = {}
    for is_number, found in groupby(words, key=lambda word: bool(_NUMBER_PART.fullmatch(word))):
        run = list(found)
        meant = [_numbers(run)] if is_number else map(_meanings, run)
        groups |= dict.fromkeys(filter(None, meant))
    return tuple(groups)


def finds(groups: Sequence[Group], fields: Iterable[str]) -> bool:
    """Whether texts hold what a query means: what the index must agree with."""
    return holds(groups, [normalise(field) for field in fields])


def holds(groups: Sequence[Group], fields: Sequence[str]) -> bool:
    """Whether normalised texts hold what a query means."""

    def held(word: str) -> bool:
        return any(word in field for field in fields)

    return bool(groups) and all(any(all(map(held, way)) for way in group) for group in groups)


def expression(groups: Sequence[Group], put: Callable[[str], str] = phrase) -> str:
    """Write a query for FTS5; `put` writes one word of it."""
    return " AND ".join(
        "(" + " OR ".join("(" + " AND ".join(map(put, way)) + ")" for way in group) + ")"
        for group in groups
    )


def sought_words(groups: Sequence[Group]) -> tuple[str, ...]:
    """All words that could be meant, longest first: what is marked where it is found."""
    words = {word for group in groups for way in group for word in way}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def as_dialled(number: str) -> str:
    """Return the digits dialled in Japan for a number with its country code, empty for others.

    The beginning of a number will do. It is part of what the index holds, and so as fixed as
    `normalise` is.

    >>> as_dialled("+81 3-0000-0142"), as_dialled("+81(0)3"), as_dialled("03-0000-0142")
    ('0300000142', '03', '')
    """
    written = unicodedata.normalize("NFKC", number).strip()
    if not written.startswith(_ABROAD):
        return ""
    digits = normalise(written).removeprefix("00")
    bare = digits.removeprefix(_JAPAN)
    return "0" + bare.removeprefix("0") if bare and bare != digits else ""


def _meanings(word: str) -> Group:
    bare = _COMPANY.sub("", word)
    texts = (word, bare, _TITLE.sub("", word), _TITLE.sub("", bare))
    ways = [normalise(each) for each in texts]
    ways += _sounds(word.casefold().translate(_PLAIN))
    return tuple((way,) for way in dict.fromkeys(ways) if way)


def _sounds(letters: str) -> Iterator[str]:
    """Katakana that Latin letters stand for; of a syllable begun, all that it may become."""
    said = _SPOKEN.fullmatch(letters)
    if said is None or len(letters) == 1:
        return
    whole, begun = said["whole"], said["begun"]
    # What ends in n may go on with a vowel: "yaman" is on the way to "yamana".
    if not begun and whole.endswith("n") and len(whole) > 1:
        yield normalise(kana_of(whole))
        whole, begun = whole[:-1], "n"
    if not begun:
        yield normalise(kana_of(whole))
        return
    yield from (normalise(kana_of(whole + begun + vowel)) for vowel in "aiueo")


def _numbers(parts: list[str]) -> Group:
    """Pieces of one number, or several numbers; one from abroad as it is dialled here."""
    joined = "".join(parts)
    ways = [
        tuple(dict.fromkeys(map(normalise, parts))),
        (normalise(joined),),
        (as_dialled(joined),),
    ]
    return tuple(way for way in dict.fromkeys(ways) if all(way))
