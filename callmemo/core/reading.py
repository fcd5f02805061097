"""How Japanese names are read: kana from any notation, Latin letters, readings of surnames."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from callmemo.core.surnames import surnames
from callmemo.core.text import normalise

_LATIN = re.compile(r"[a-zāīūēōâîûêô'\-\s]+")
_LONG_MARKS = str.maketrans(
    dict(zip("āīūēâîûê", ("aa", "ii", "uu", "ee") * 2, strict=True)) | {"’": "'", "`": "'"}
)
_CONSONANT = r"(?:ky|gy|sh|sy|zy|jy|ts|ch|ty|dy|ny|hy|by|py|my|ry|[kgsztdnhbpmrfjvwy])"
_ROMAJI = re.compile(rf"(?:([kgsztdhbpfjc])(?=\1)|{_CONSONANT}?[aiueo]|n'?|\s|-)+")
_SPELLINGS = (
    # Ohno and Ōno begin with オオ, Satoh and Satō end in オウ.
    (re.compile(r"\b(?:oh(?![aiueo])|[ōô])"), "oo"),
    (re.compile(r"oh(?![aiueo])|[ōô]"), "ou"),
    (re.compile(r"m(?=[bmp])"), "n"),
    (re.compile(r"tch"), "cch"),
    # ン before ナ is written nn: an input method would take both for ン.
    (re.compile(r"n+(?=n[aiueoy])"), "n'"),
)
_TO_HEPBURN = tuple(
    (re.compile(each), letters)
    for each, letters in (
        ("sy(?=[auo])|s(?=i)", "sh"),
        ("[zjd]y(?=[auo])|[zd](?=i)", "j"),
        ("ty(?=[auo])|t(?=i)", "ch"),
        ("dzu|du", "zu"),
        ("tu", "tsu"),
        ("(?<![cs])hu", "fu"),
        ("tch", "cch"),
        ("l", "r"),
        ("wo", "o"),
        ("m(?=[bmp])", "n"),
        ("n{3,}", "nn"),
        ("oh(?![aiueo])|[ōô]", "o"),
        ("o[ou]+", "o"),
        ("([aiue])\\1+", r"\1"),
    )
)
_RARE_KANA = {"てぃ": "ti", "でぃ": "di", "とぅ": "tu", "どぅ": "du"} | dict(
    zip("ゖゕゐゑ", "けかいえ", strict=True)
)
_LONGEST_SURNAME = 5


def kana_of(text: str) -> str:
    """Return katakana of hiragana, half-width kana and romaji (Hepburn, Kunrei); the rest stays.

    Letters that are no romaji stay letters; where one spelling has several readings the usual
    one is returned. To compare, use `loose`.

    >>> kana_of("やまだ"), kana_of("ﾔﾏﾀﾞ"), kana_of("yamada"), kana_of("Sizuka"), kana_of("Ohno")
    ('ヤマダ', 'ヤマダ', 'ヤマダ', 'シズカ', 'オオノ')
    """
    import jaconv  # noqa: PLC0415 - not needed to start

    folded = unicodedata.normalize("NFKC", text).strip()
    letters = folded.casefold().translate(_LONG_MARKS)
    if _LATIN.fullmatch(letters):
        for spelling, plain in _SPELLINGS:
            letters = spelling.sub(plain, letters)
        if _ROMAJI.fullmatch(letters):
            folded = str(jaconv.alphabet2kana(letters))
    return str(jaconv.hira2kata(folded))


@lru_cache(maxsize=2048)
def romaji(kana: str) -> str:
    """Return kana in Latin letters as they are spelled (Hepburn); other signs stay.

    >>> romaji("ヤマダ"), romaji("しんじょう"), romaji("オーノ")
    ('yamada', 'shinjou', 'ono')
    """
    import jaconv  # noqa: PLC0415 - not needed to start

    folded = str(jaconv.kata2hira(unicodedata.normalize("NFKC", kana))).replace("ー", "")
    for rare, plain in _RARE_KANA.items():
        folded = folded.replace(rare, plain)
    letters = str(jaconv.kana2alphabet(folded))
    return letters.replace("cch", "tch").replace("xtsu", "")


@lru_cache(maxsize=2048)
def loose(text: str) -> str:
    """Return a reading without what people spell in different ways; only to compare.

    Long vowels count as short ones, ヂ and ヅ as ジ and ズ, Kunrei as Hepburn. The beginning of
    a reading in letters is the beginning of the whole, so that it is found while it is typed.

    >>> loose("Ohno") == loose("Ono") == loose("Oono") == loose("オオノ") == loose("おうの")
    True
    """
    letters = unicodedata.normalize("NFKC", text).casefold().translate(_LONG_MARKS)
    if not _LATIN.fullmatch(letters):
        letters = romaji(letters)
    letters = re.sub(r"[\s'\-・]", "", letters)
    for spelling, plain in _TO_HEPBURN:
        letters = spelling.sub(plain, letters)
    return letters


def surname_readings(name: str) -> tuple[str, ...]:
    """Return the readings in katakana of the surname that a name begins with, usual one first.

    >>> surname_readings("山田太郎"), surname_readings("東")
    (('ヤマダ',), ('ヒガシ', 'アズマ'))
    """
    return surnames().get(known_surname(name), ())


def known_surname(text: str) -> str:
    """Return the longest frequent surname that the text begins with, in common kanji, or "".

    As long as what stands in the text. Some surnames are words as well (平, 南, 今): whoever
    reads running text asks for two characters or more.

    >>> known_surname("髙橋様より"), known_surname("至急")
    ('高橋', '')
    """
    known = surnames()
    start = "".join(normalise(ch) or " " for ch in text.lstrip()[:_LONGEST_SURNAME])
    return next((start[:n] for n in range(len(start), 0, -1) if start[:n] in known), "")


def matches_reading(query: str, kana: str, name: str) -> bool:
    """Whether a query in kana, romaji or kanji means this person: its reading begins so.

    `kana` is the reading as written down, of any part of the name; where it is missing, the
    readings of a frequent surname stand for it. A given name counts from its own beginning.

    >>> matches_reading("yama", "", "山田"), matches_reading("たろう", "ヤマダ タロウ", "山田太郎")
    (True, True)
    """
    wanted = normalise(query)
    if not wanted:
        return False
    if wanted in normalise(name):
        return True
    sought = loose(query)
    readings = (kana, *kana.split()) if kana.strip() else surname_readings(name)
    return bool(sought) and any(loose(each).startswith(sought) for each in readings)
