"""Phone numbers as people type and speak them: read, compared, written the Japanese way.

Whatever stands in a phone field is kept; what can be read as a number is written in one way
and found again in any notation.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from callmemo.core.numbering import (
    Dialled,
    NumberKind,
    NumberProblem,
    country_of,
    dialled,
    grouped_so_far,
    is_mobile_by_hyphen,
    mobile_so_far,
)
from callmemo.core.regions import area_name, country_name
from callmemo.core.text import normalise

__all__ = [
    "Number",
    "NumberKind",
    "NumberProblem",
    "format_while_typing",
    "is_withheld",
    "number_key",
    "read_extension",
    "read_number",
    "region_of",
    "shown_number",
    "spoken_groups",
]


@dataclass(frozen=True, slots=True)
class Number:
    """What was read from a phone field.

    `typed` is the text as given, `shown` as it is kept: the number in Japanese notation, a
    foreign one in the international one, words around it untouched; with a `problem` the text
    as typed. `number` is that without words and extension. `key` is equal for all notations:
    national digits ("0300000142"), a foreign number from its country code ("+12025550100"), an
    internal one as dialled ("142"). Half a number (`TOO_SHORT`) has a key too, so that it is
    found; words have none. `extension` holds the digits of 内線 behind a number, and those of an
    internal number.
    """

    typed: str
    shown: str = ""
    key: str = ""
    kind: NumberKind = NumberKind.UNKNOWN
    extension: str = ""
    problem: NumberProblem | None = None
    number: str = ""


_DASHES = r"\-‐‑‒–—―−ーｰ~〜・"
_GAP = rf"[\s.()\[\]{_DASHES}]{{0,4}}"
_RUN = re.compile(rf"(?:\+[+ (\[]*)?[0-9](?:{_GAP}[0-9])*")
_DIGIT_BEFORE = re.compile(rf"[0-9]{_GAP}$")
_EXTENSION = re.compile(
    r"[\s,;]{0,3}([(\[]\s?)?"
    r"(?:内線番号|内線|\(\s?内\s?\)|(?<![^\W0-9_])内(?=[\s:]{0,2}[0-9])"
    r"|(?<![^\W0-9_])(?:extension|ext)|(?<=[0-9\s)])x|\#)"
    rf"[\s.:(\[{_DASHES}]{{0,4}}([0-9](?:-?[0-9]){{0,7}})(?!-?[0-9])(?(1)\s?[)\]]?)",
    re.IGNORECASE,
)
_LABELS = re.compile(r"(?:(?:電話番号|電話|tel|phone|℡|☎|☏|📞)\.?\s*[:;]?\s*)+", re.IGNORECASE)
_WITHHELD = frozenset(
    normalise(said)
    for said in (
        *("非通知", "非通知設定", "番号非通知", "ひつうち", "通知不可", "通知不可能"),
        *("公衆電話", "公衆", "こうしゅうでんわ", "表示圏外", "通知圏外", "圏外", "けんがい"),
        *("anonymous", "withheld", "private", "private number", "payphone", "coin line"),
        *("unavailable", "out of area", "no caller id", "unknown number", "restricted", "blocked"),
    )
)
_LONGEST_SAYING = 40
_LONGEST_KEPT = 100
"""Longer texts are rare: they are read anew each time instead of being remembered."""
_MOST_READ = 2000
"""Longer texts are no phone numbers; only their beginning is looked at."""
_LONGEST_LABEL = 20
_FEWEST_AMONG_WORDS = 6
"""Fewer digits among words are a floor or a time of day."""
_INTERNAL = re.compile(r"[1-9][0-9]{1,4}")


def is_withheld(text: str) -> bool:
    """Whether the text says that no number was shown: 非通知, 公衆電話, 表示圏外, anonymous."""
    return len(text) <= _LONGEST_SAYING and normalise(text) in _WITHHELD


def number_key(typed: str) -> str:
    """Return what is equal for all notations of a number, empty if there is none in the text.

    >>> number_key("（０３）００００ー０１４２"), number_key("+81 3-0000-0142")
    ('0300000142', '0300000142')
    """
    return _key(typed) if len(typed) <= _LONGEST_KEPT else read_number(typed).key


@lru_cache(maxsize=1024)
def _key(typed: str) -> str:
    """Find the key: of one person in hand it is asked a dozen times."""
    if _AS_KEPT.fullmatch(typed):
        digits = typed.replace("-", "")
        if len(digits) in _WHOLE:
            return digits
    return read_number(typed).key


_AS_KEPT: Final = re.compile(r"(?!01-?0)0[1-9][0-9]{0,3}-[0-9]{1,4}-[0-9]{4}")
"""Nearly all numbers are kept in this notation already, and nothing is to be found out.

What begins with 010 leads out of the country.
"""
_WHOLE: Final = (10, 11)


def shown_number(typed: str) -> str:
    """Return how a number is kept and shown; text that cannot be read stays as it was typed.

    >>> shown_number("０３００００ー０１４２"), shown_number("代表0120000142")
    ('03-0000-0142', '代表0120-000-142')
    """
    return read_number(typed).shown


def read_extension(typed: str) -> str:
    """Return the digits of an extension that was typed alone, else the text as it was typed.

    >>> read_extension("内線１２"), read_extension("営業部 12")
    ('12', '営業部 12')
    """
    tidied = " ".join(typed.split())
    plain = _plain(tidied)
    if re.fullmatch(r"[0-9*#-]+", plain):
        return plain.removeprefix("#")
    number = read_number(typed)
    alone = number.kind is NumberKind.INTERNAL and _EXTENSION.fullmatch(plain)
    return number.extension if alone else tidied


def spoken_groups(typed: str) -> tuple[str, ...]:
    """Return the digits in the groups in which they are read aloud, without an extension.

    >>> spoken_groups("0300000142"), spoken_groups("+12025550100"), spoken_groups("内線142")
    (('03', '0000', '0142'), ('+1', '202', '555', '0100'), ('142',))
    """
    return tuple(re.findall(r"\+?[0-9]+", _plain(read_number(typed).number)))


def region_of(number: Number, language: str = "ja") -> str:
    """Return where a fixed line is ("東京"), or the country of a foreign number; else nothing."""
    if number.problem is None and number.kind is NumberKind.FIXED:
        return area_name(number.key, language)
    if number.problem is None and number.kind is NumberKind.FOREIGN:
        return country_name(country_of(number.key), language)
    return ""


def read_number(typed: str) -> Number:
    """Read what was typed or pasted as a phone number; never fails, never loses anything.

    >>> read_number("TEL:０３ー００００ー０１４２（内線１２）").shown
    '03-0000-0142 内線12'
    """
    return _remembered(typed) if len(typed) <= _LONGEST_KEPT else _read(typed)


@lru_cache(maxsize=4096)
def _remembered(typed: str) -> Number:
    return _read(typed)


def _read(typed: str) -> Number:
    if _DIGITS_ALONE.fullmatch(typed):
        # Most that are in files: no word, label or extension has to be looked for.
        alone = dialled(typed)
        if alone.problem is None:
            return Number(typed, alone.shown, alone.key, alone.kind, number=alone.shown)
    return _read_words(typed)


_DIGITS_ALONE: Final = re.compile(r"0(?:-?[0-9]){8,20}")


def _read_words(typed: str) -> Number:
    tidied = " ".join(typed.split())
    if not tidied:
        return Number(typed)
    if is_withheld(tidied):
        return Number(typed, tidied, kind=NumberKind.WITHHELD)
    text = _without_label(tidied)
    plain = _plain(text[:_MOST_READ])
    extension = _extension_in(plain)
    found = _numbers_in(plain, extension)
    good = next((each for each in found if each.dialled.problem is None), None)
    if good is not None:
        return _whole(typed, text, good, extension)
    if not found and extension.digits:
        shown = f"内線{extension.digits}" if extension.span == (0, len(text)) else text
        return _internal(typed, shown, extension.digits)
    if _INTERNAL.fullmatch(plain):
        return _internal(typed, plain, plain)
    return _doubtful(typed, tidied, found, extension)


def _internal(typed: str, shown: str, digits: str) -> Number:
    return Number(typed, shown, digits, NumberKind.INTERNAL, digits, number=digits)


class _Extension(NamedTuple):
    digits: str
    span: tuple[int, int]


class _Found(NamedTuple):
    dialled: Dialled
    first: int
    last: int


def _whole(typed: str, text: str, found: _Found, extension: _Extension) -> Number:
    shown, inside = found.dialled.shown, extension.digits
    first, last = extension.span
    if inside and found.last == first:
        rest = text[last:]
        gap = " " if rest[:1].isalnum() else ""
        kept = f"{text[: found.first]}{shown} 内線{inside}{gap}{rest}"
    else:
        before = text[: found.first]
        # The plus that parted it from an extension before it may be gone.
        gap = " " if re.search(r"[0-9]-?$", _plain(before[-2:])) else ""
        kept = f"{before}{gap}{shown}{text[found.last :]}"
    return Number(
        typed, kept, found.dialled.key, found.dialled.kind, inside, number=found.dialled.shown
    )


def _doubtful(typed: str, tidied: str, found: list[_Found], extension: _Extension) -> Number:
    most = max((each.dialled for each in found), key=lambda each: len(each.key), default=None)
    among_words = re.search(r"[^\W\d_]", tidied.replace("ー", "")) is not None
    if most is None or (among_words and len(most.key) < _FEWEST_AMONG_WORDS):
        return Number(typed, tidied, problem=NumberProblem.NOT_A_NUMBER)
    inside = extension.digits
    return Number(typed, tidied, most.key, most.kind, inside, most.problem, most.shown)


def _without_label(tidied: str) -> str:
    """Leave out TEL before a number: the field says so."""
    label = _LABELS.match(_plain(tidied[:_LONGEST_LABEL]))
    rest = tidied[label.end() :] if label else tidied
    return rest if re.match(r"[+(\[0-9]", _plain(rest[:1])) else tidied


def _extension_in(plain: str) -> _Extension:
    found = _EXTENSION.search(plain)
    if found is None:
        return _Extension("", (len(plain), len(plain)))
    return _Extension(found[2].replace("-", ""), found.span())


def _numbers_in(plain: str, extension: _Extension) -> list[_Found]:
    first, last = extension.span
    return [*_runs(plain, 0, first), *_runs(plain, last, len(plain))]


def _runs(plain: str, begin: int, end: int) -> list[_Found]:
    """Return where digits stand together; whole numbers with a space between are several."""
    found: list[_Found] = []
    for run in _RUN.finditer(plain, begin, end):
        first, last = run.span()
        if run[0].startswith("+") and _DIGIT_BEFORE.search(plain, max(first - 5, begin), first):
            # A sum, no country code.
            first += 1
        if run[0].count(")") == run[0].count("(") + 1 and plain[first - 1 : first] == "(":
            first -= 1
        whole = _Found(dialled(plain[first:last]), first, last)
        pieces = [whole]
        if whole.dialled.problem is NumberProblem.TOO_LONG:
            pieces = [
                _Found(dialled(piece[0]), first + piece.start(), first + piece.end())
                for piece in re.finditer(r"\S+", plain[first:last])
            ]
        parted = all(piece.dialled.problem is None for piece in pieces)
        found.extend(pieces if parted else [whole])
    return found


def _plain(text: str) -> str:
    """Fold width and foreign digits, one character for one: places stay where they are."""
    return "".join(map(_plain_sign, text))


@lru_cache(maxsize=4096)
def _plain_sign(ch: str) -> str:
    if ch.isdecimal():
        return str(unicodedata.decimal(ch))
    folded = unicodedata.normalize("NFKC", ch)
    return folded if len(folded) == 1 else ch


def format_while_typing(text: str, cursor: int) -> tuple[str, int]:
    """Return the text with hyphens where they belong so far, and where the cursor goes.

    For a text to which something was just added: what was taken away is the user's business.
    Words, half foreign numbers and brackets stay untouched, and so does what is longer than any
    number.

    >>> format_while_typing("0300001", 7), format_while_typing("０３", 2)
    (('03-0000-1', 9), ('03', 2))
    """
    plain = _plain(text)
    at_end = cursor >= len(text)
    if re.fullmatch(rf"[0-9{_DASHES}]+", plain) is None:
        return _bracketed(text, plain, cursor) if at_end else (text, cursor)
    digits = re.sub("[^0-9]", "", plain)
    shown = grouped_so_far(digits)
    if shown is not None and is_mobile_by_hyphen(plain):
        shown = mobile_so_far(digits)
    if shown is None:
        return re.sub(rf"[{_DASHES}]", "-", plain), cursor
    if at_end:
        own = "-" if re.search(rf"[{_DASHES}]$", plain) else ""
        return shown + own, len(shown + own)
    place = _place_after(shown, len(re.sub("[^0-9]", "", plain[:cursor])))
    if shown[place : place + 1] == "-" and re.search(rf"[{_DASHES}]$", plain[:cursor]):
        place += 1
    return shown, place


def _bracketed(text: str, plain: str, cursor: int) -> tuple[str, int]:
    if re.fullmatch(rf"[\s+().\[\]0-9{_DASHES}]+", plain) is None or plain.endswith(" "):
        return text, cursor
    number = read_number(text)
    if number.problem is None and number.shown == number.number:
        return number.shown, len(number.shown)
    return text, cursor


def _place_after(shown: str, digits: int) -> int:
    ends = [place + 1 for place, ch in enumerate(shown) if ch != "-"]
    return ends[digits - 1] if digits else 0
