"""Phone numbers as people type and speak them: read, compared, written the Japanese way.

Whatever stands in a phone field is kept; what can be read as a number is written in one way
and found again in any notation. The numbering plans come from the `phonenumbers` library, which
is imported when the first number is read: no start of the program waits for it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from callmemo.core.text import normalise

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

HOME = "JP"
_HOME_CODE = "81"
_MOST_READ = 2000
"""Longer texts are no phone numbers; only their beginning is looked at."""


class NumberKind(StrEnum):
    """What is called under a number."""

    FIXED = "fixed"
    MOBILE = "mobile"
    IP = "ip"
    TOLL_FREE = "toll_free"
    NAVI_DIAL = "navi_dial"
    PREMIUM = "premium"
    INTERNAL = "internal"
    FOREIGN = "foreign"
    WITHHELD = "withheld"
    UNKNOWN = "unknown"


class NumberProblem(StrEnum):
    """Why nobody can be called under what was typed."""

    NOT_A_NUMBER = "not_a_number"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    UNKNOWN_COUNTRY = "unknown_country"


@dataclass(frozen=True, slots=True)
class Number:
    """What was read from a phone field.

    `typed` is the text as given, `shown` as it is kept and shown: in Japanese notation, foreign
    numbers in the international one, words around the number untouched; with a `problem` the
    text as typed. `key` is equal for all notations of a number: national digits ("0300000142"),
    a foreign one from its country code ("+12025550100"), an internal one as dialled ("142").
    Half a number (`TOO_SHORT`) has a key too, so that it is found; there is none for words.
    `extension` holds the digits of 内線 behind a number, and those of an internal number.
    """

    typed: str
    shown: str = ""
    key: str = ""
    kind: NumberKind = NumberKind.UNKNOWN
    extension: str = ""
    problem: NumberProblem | None = None


_DASHES = r"\-‐‑‒–—―−ーｰ~〜・"
_GAP = rf"[\s.()\[\]{_DASHES}]{{0,4}}"
_RUN = re.compile(rf"(?:\+[ (\[]{{0,2}})?[0-9](?:{_GAP}[0-9])*")
_EXTENSION = re.compile(
    r"[\s,;]*[(\[]?\s*(?:内線番号|内線|[(\[]\s*内\s*[)\]]|(?<![^\W\d_])内(?=\s*[0-9])|extension|ext"
    rf"|(?<=[0-9\s)])x|\#)[\s.:()\[\]{_DASHES}]{{0,4}}([0-9][0-9\-]{{0,11}})(?:\s*[)\]])?",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\s*(?:電話番号|電話|tel|phone|℡|☎|☏|📞)\.?\s*[:;]?\s*", re.IGNORECASE)
_WITHHELD = frozenset(
    normalise(said)
    for said in (
        *("非通知", "非通知設定", "番号非通知", "ひつうち", "通知不可", "通知不可能"),
        *("公衆電話", "公衆", "こうしゅうでんわ", "表示圏外", "通知圏外", "圏外", "けんがい"),
        *("anonymous", "withheld", "private", "private number", "payphone", "coin line"),
        *("unavailable", "out of area", "no caller id", "unknown number", "restricted", "blocked"),
    )
)
_LONG_PREFIXES: Final = ("020", "050", "060", "070", "080", "090")
_LONG, _SHORT = 11, 10
"""Numbers that begin so have eleven digits; all others of this country ten."""
_FEWEST_DIGITS = 6
"""Fewer digits among words are a floor or a time of day."""
_FEWEST_INTERNAL, _MOST_INTERNAL = 2, 5


def is_withheld(text: str) -> bool:
    """Whether the text says that no number was shown: 非通知, 公衆電話, 表示圏外, anonymous."""
    return normalise(text[:40]) in _WITHHELD


def number_key(typed: str) -> str:
    """Return what is equal for all notations of a number, empty if there is none in the text.

    >>> number_key("（０３）００００ー０１４２"), number_key("+81 3-0000-0142")
    ('0300000142', '0300000142')
    """
    return read_number(typed).key


def spoken_groups(typed: str) -> tuple[str, ...]:
    """Return the digits in the groups in which they are read aloud, without an extension.

    >>> spoken_groups("0300000142"), spoken_groups("+12025550100"), spoken_groups("内線142")
    (('03', '0000', '0142'), ('+1', '202', '555', '0100'), ('142',))
    """
    number = read_number(typed)
    if number.kind is NumberKind.INTERNAL:
        return (number.extension,)
    if not number.key:
        return ()
    run = _RUN.search(_plain(number.shown))
    return tuple(re.findall(r"\+?[0-9]+", run.group())) if run else ()


def read_number(typed: str) -> Number:
    """Read what was typed or pasted as a phone number; never fails, never loses anything.

    >>> read_number("TEL:０３ー００００ー０１４２（内線１２）").shown
    '03-0000-0142 内線12'
    """
    return _read(typed)


@lru_cache(maxsize=4096)
def _read(typed: str) -> Number:
    tidied = " ".join(typed.split())
    if is_withheld(tidied):
        return Number(typed, tidied, kind=NumberKind.WITHHELD)
    if not tidied:
        return Number(typed)
    return _read_text(typed, tidied, _without_label(tidied))


def _without_label(tidied: str) -> str:
    label = _LABEL.match(_plain(tidied[:20]))
    rest = tidied[label.end() :] if label else tidied
    return rest if re.match(r"[+(\[0-9]", _plain(rest[:1])) else tidied


def _read_text(typed: str, tidied: str, text: str) -> Number:
    plain = _plain(text[:_MOST_READ])
    extension = _EXTENSION.search(plain)
    inside = re.sub("[^0-9]", "", extension[1]) if extension else ""
    start, end = extension.span() if extension else (len(plain), len(plain))
    runs = list(_runs(plain[:start])) + [
        (first + end, last + end) for first, last in _runs(plain[end:])
    ]
    if not runs:
        if inside:
            return _internal(typed, text, plain, inside)
        return Number(typed, tidied, problem=NumberProblem.NOT_A_NUMBER)
    found = [(_dialled(plain[first:last]), first, last) for first, last in runs]
    best = next((each for each in found if each[0].problem is None), None)
    if best is None:
        alone = len(runs) == 1 and re.sub(r"[\s()\[\].]", "", plain) == plain[slice(*runs[0])]
        digits = re.sub("[^0-9]", "", plain[slice(*runs[0])])
        if alone and digits == plain.strip() and _is_internal(digits):
            return Number(typed, digits, digits, NumberKind.INTERNAL, digits)
        longest = max((each[0] for each in found), key=lambda each: len(each.key))
        if len(longest.key) < _FEWEST_DIGITS and re.search(r"[^\W\d_]", plain):
            return Number(typed, tidied, problem=NumberProblem.NOT_A_NUMBER)
        return Number(typed, tidied, longest.key, longest.kind, inside, longest.problem)
    number, first, last = best
    shown = text[:first] + number.shown + text[last:]
    if extension and start == last:
        shown = f"{text[:first]}{number.shown} 内線{inside}{_apart(text[end:])}"
    return Number(typed, shown, number.key, number.kind, inside)


def _apart(rest: str) -> str:
    return f" {rest.strip()}" if rest.strip() else ""


def _internal(typed: str, text: str, plain: str, inside: str) -> Number:
    whole = _EXTENSION.fullmatch(plain.strip())
    shown = f"内線{inside}" if whole else text
    return Number(typed, shown, inside, NumberKind.INTERNAL, inside)


def _is_internal(digits: str) -> bool:
    return _FEWEST_INTERNAL <= len(digits) <= _MOST_INTERNAL and not digits.startswith("0")


def _runs(plain: str) -> list[tuple[int, int]]:
    """Return where digits stand together; numbers parted by a space only are two."""
    spans: list[tuple[int, int]] = []
    for run in _RUN.finditer(plain):
        first, last = run.span()
        inside = run.group()
        if inside.count(")") == inside.count("(") + 1 and plain[first - 1 : first] == "(":
            first -= 1
        pieces = [each.span() for each in re.finditer(r"\S+", plain[first:last])]
        whole = _dialled(plain[first:last]).problem is NumberProblem.TOO_LONG
        if whole and all(_dialled(plain[first + a : first + b]).problem is None for a, b in pieces):
            spans.extend((first + a, first + b) for a, b in pieces)
        else:
            spans.append((first, last))
    return spans


def _plain(text: str) -> str:
    """Fold width and foreign digits, one character for one: places stay where they are."""
    return "".join(map(_plain_sign, text))


@lru_cache(maxsize=4096)
def _plain_sign(ch: str) -> str:
    if ch.isdecimal():
        return str(unicodedata.decimal(ch))
    folded = unicodedata.normalize("NFKC", ch)
    return folded if len(folded) == 1 else ch


def _dialled(run: str) -> Number:
    """Read one run of digits and signs."""
    digits = re.sub("[^0-9]", "", run)
    if run.lstrip("([ ").startswith("+"):
        return _abroad(digits, run)
    if digits.startswith("010") and len(digits) > _SHORT:
        return _abroad(digits[3:], run)
    if digits.startswith("00") and len(digits) > _SHORT:
        return _abroad(digits[2:], run)
    if digits == run and digits[:1] != "0" and len(digits) in {9, 10}:
        # A spreadsheet took the number for a sum, and its first zero away.
        restored = _at_home(f"0{digits}")
        if restored.problem is None:
            return restored
    return _at_home(digits)


def _at_home(digits: str) -> Number:
    expected = _expected(digits)
    if not digits.startswith("0") or len(digits) < expected:
        problem = NumberProblem.TOO_SHORT if len(digits) <= expected else NumberProblem.TOO_LONG
        return Number(digits, digits, digits, problem=problem)
    if len(digits) > expected:
        return Number(digits, digits, digits, problem=NumberProblem.TOO_LONG)
    return Number(digits, _grouped(digits), digits, _kind_at_home(digits))


def _expected(digits: str) -> int:
    if digits.startswith("060") and len(digits) <= _SHORT:
        return _SHORT
    return _LONG if digits.startswith((*_LONG_PREFIXES, "0800")) else _SHORT


def _grouped(digits: str) -> str:
    if digits.startswith("06") and len(digits) == _SHORT:
        return f"{digits[:2]}-{digits[2:6]}-{digits[6:]}"
    import phonenumbers  # noqa: PLC0415 - slow to import, and not needed to start

    number = phonenumbers.PhoneNumber(country_code=81, national_number=int(digits[1:]))
    shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    if shown.replace("-", "") == digits and "-" in shown:
        return shown
    return f"{digits[:3]}-{digits[3:-4]}-{digits[-4:]}"


def _kind_at_home(digits: str) -> NumberKind:
    kinds = {
        ("0120", "0800"): NumberKind.TOLL_FREE,
        ("050",): NumberKind.IP,
        ("0570",): NumberKind.NAVI_DIAL,
        ("0990", "0180"): NumberKind.PREMIUM,
        ("020", "00"): NumberKind.UNKNOWN,
        ("070", "080", "090"): NumberKind.MOBILE,
    }
    for prefixes, kind in kinds.items():
        if digits.startswith(prefixes):
            return kind
    return NumberKind.MOBILE if len(digits) == _LONG else NumberKind.FIXED


def _abroad(digits: str, run: str) -> Number:
    """Read digits that begin with a country code."""
    if digits.startswith(_HOME_CODE):
        national = digits[2:].removeprefix("0")
        return _at_home(f"0{national}")
    import phonenumbers  # noqa: PLC0415 - slow to import, and not needed to start

    try:
        number = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException as error:
        few = error.error_type != phonenumbers.NumberParseException.INVALID_COUNTRY_CODE
        problem = NumberProblem.TOO_SHORT if few else NumberProblem.UNKNOWN_COUNTRY
        return Number(run, run, f"+{digits}", NumberKind.FOREIGN, problem=problem)
    return _checked_abroad(number, digits, run)


def _checked_abroad(number: PhoneNumber, digits: str, run: str) -> Number:
    import phonenumbers  # noqa: PLC0415 - slow to import, and not needed to start

    key = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    reason = phonenumbers.is_possible_number_with_reason(number)
    wrong = phonenumbers.ValidationResult
    problem = {
        wrong.TOO_SHORT: NumberProblem.TOO_SHORT,
        wrong.TOO_LONG: NumberProblem.TOO_LONG,
        wrong.INVALID_COUNTRY_CODE: NumberProblem.UNKNOWN_COUNTRY,
    }.get(reason)
    if problem is not None or re.sub("[^0-9]", "", shown) != key[1:]:
        return Number(run, run, f"+{digits}", NumberKind.FOREIGN, problem=problem)
    return Number(run, shown, key, NumberKind.FOREIGN)


def region_of(number: Number, language: str = "ja") -> str:
    """Return where a fixed line is ("東京"), or the country of a foreign number; else nothing.

    The first call takes 0.4 seconds.
    """
    import phonenumbers  # noqa: PLC0415 - slow to import, and not needed to start
    from phonenumbers import geocoder  # noqa: PLC0415 - the slowest of all

    if number.problem is not None or number.kind not in {NumberKind.FIXED, NumberKind.FOREIGN}:
        return ""
    parsed = phonenumbers.parse(number.key, HOME)
    if number.kind is NumberKind.FOREIGN:
        return str(geocoder.country_name_for_number(parsed, language))
    found = str(geocoder.description_for_valid_number(parsed, language))
    return "" if found == geocoder.country_name_for_number(parsed, language) else found


def format_while_typing(text: str, cursor: int) -> tuple[str, int]:
    """Return the text with hyphens where they belong so far, and where the cursor goes.

    For a text to which something was just added. Words, brackets and half foreign numbers
    stay untouched, and so does what is already longer than any number.
    """
    plain = _plain(text)
    whole = read_number(text)
    at_end = cursor >= len(text)
    if re.fullmatch(rf"[0-9{_DASHES}]+", plain) is None:
        is_bare = re.fullmatch(r"[\s+().\[\]0-9" + _DASHES + "]+", plain) is not None
        if is_bare and at_end and whole.problem is None and whole.key:
            return whole.shown, len(whole.shown)
        return text, cursor
    digits = re.sub("[^0-9]", "", plain)
    shown = _so_far(digits)
    if shown is None:
        return text, cursor
    if at_end:
        if digits and re.search(rf"[{_DASHES}]$", plain):
            shown += "-"
        return shown, len(shown)
    before = len(re.sub("[^0-9]", "", plain[:cursor]))
    place = 0
    for place, ch in enumerate(f"{shown} "):  # noqa: B007 - the place found is what is wanted
        if before == 0:
            break
        before -= ch != "-"
    return shown, place


def _so_far(digits: str) -> str | None:
    """Return the first digits of a number grouped as they will be in the whole of it."""
    if not digits.startswith("0") or digits.startswith("00"):
        return digits
    expected = _expected(digits)
    if len(digits) > expected:
        return None
    grouped = _grouped(digits.ljust(expected, "2"))
    left, shown = len(digits), ""
    for ch in grouped:
        if left == 0:
            break
        shown += ch
        left -= ch != "-"
    return shown
