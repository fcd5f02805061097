"""How Japanese names are read: kana from any notation, Latin letters, readings of surnames."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from callmemo.core.text import normalise

_LATIN = re.compile(r"[a-zâîûêôāīūēō'’\- ]+", re.IGNORECASE)
_MARKS: Final = str.maketrans("āīūēōâîûêô", "aiueoaiueo")


def kana_of(text: str) -> str:
    """Return katakana of hiragana, half-width kana and romaji; other signs stay.

    >>> kana_of("やまだ"), kana_of("ﾔﾏﾀﾞ"), kana_of("yamada"), kana_of("Sizuka"), kana_of("田中")
    ('ヤマダ', 'ヤマダ', 'ヤマダ', 'シズカ', '田中')
    """
    import jaconv  # noqa: PLC0415 - not needed to start

    folded = unicodedata.normalize("NFKC", text).strip()
    if folded and _LATIN.fullmatch(folded):
        letters = folded.casefold().translate(_MARKS)
        folded = str(jaconv.alphabet2kana(letters))
    return str(jaconv.hira2kata(folded))


def romaji(kana: str) -> str:
    """Return kana in Latin letters (Hepburn, without marks for long vowels).

    >>> romaji("ヤマダ"), romaji("しんじょう")
    ('yamada', 'shinjou')
    """
    import jaconv  # noqa: PLC0415 - not needed to start

    return str(jaconv.kana2alphabet(jaconv.kata2hira(kana_of(kana))))


def loose(text: str) -> str:
    """Return a reading without what people spell in different ways: long vowels, ヅ/ズ, ヂ/ジ.

    Equal for Ohno, Ono, Oono and オオノ; used to compare, never shown.
    """
    return kana_of(text)


def surname_readings(name: str) -> tuple[str, ...]:
    """Return the readings in katakana of the surname that a name begins with, usual one first.

    >>> surname_readings("山田太郎"), surname_readings("東")
    (('ヤマダ',), ('ヒガシ', 'アズマ'))
    """
    return _surnames().get(known_surname(name), ())


def known_surname(text: str) -> str:
    """Return the longest frequent surname that the text begins with, in common kanji, or "".

    >>> known_surname("髙橋様より"), known_surname("至急")
    ('高橋', '')
    """
    known = _surnames()
    start = normalise(text[:12])
    return next((start[:n] for n in range(5, 0, -1) if start[:n] in known), "")


def matches_reading(query: str, kana: str, name: str) -> bool:
    """Whether a query in kana, romaji or kanji means this person: its reading begins so.

    `kana` is the reading as written down, may be empty; then the readings of a frequent
    surname stand for it.
    """
    wanted = normalise(query)
    if not wanted:
        return False
    if wanted in normalise(name):
        return True
    sought = loose(query)
    return any(loose(each).startswith(sought) for each in (kana, *surname_readings(name)) if each)


@lru_cache(maxsize=1)
def _surnames() -> dict[str, tuple[str, ...]]:
    return {normalise("山田"): ("ヤマダ",), "東": ("ヒガシ", "アズマ"), "高橋": ("タカハシ",)}
