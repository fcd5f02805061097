"""The numbering plans: whether digits are a whole number, of what kind, and how it is written.

They come from the `phonenumbers` library, which is imported when the first number is read: no
start of the program waits for it. Where it is stricter than an office needs (numbers that are
not given out yet), the length decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber


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
class Dialled:
    """What digits mean when they are dialled; with a problem `shown` is as they were typed."""

    shown: str
    key: str
    kind: NumberKind = NumberKind.UNKNOWN
    problem: NumberProblem | None = None


_HOME, _HOME_CODE = "JP", 81
_LONG_PREFIXES: Final = ("020", "050", "060", "070", "080", "090")
_LONG, _SHORT = 11, 10
"""Numbers with these prefixes have eleven digits; all others of this country ten."""
_KINDS: Final = (
    (("0120", "0800"), NumberKind.TOLL_FREE),
    (("050",), NumberKind.IP),
    (("0570",), NumberKind.NAVI_DIAL),
    (("0990", "0180"), NumberKind.PREMIUM),
    (("020", "00"), NumberKind.UNKNOWN),
    (("070", "080", "090"), NumberKind.MOBILE),
)
_MOST_FREE = 13
_MOBILE = ("070", "080", "090")
_MOBILE_APART = re.compile(r"[\[( ]*080[^0-9]+0")
_LONGEST_CODE = 3
_OUT = re.compile(r"(?:00[0-9]{1,2})?010")
"""The way out of the country, where wanted with the company that carries the call."""
_WITHOUT_ZERO = re.compile(r"(?!10)[1-9][0-9]{8}|[56789]0[0-9]{8}")


def dialled(run: str) -> Dialled:
    """Read one run of ASCII digits, hyphens, brackets and spaces, with or without a plus."""
    digits = re.sub("[^0-9]", "", run)
    if run.lstrip("([ ").startswith("+"):
        return _abroad(digits, run)
    if out := _OUT.match(digits):
        return _abroad(digits[out.end() :], run)
    if digits.startswith("00"):
        return _special(digits, run)
    if _WITHOUT_ZERO.fullmatch(run):
        # A spreadsheet took the number for a sum, and its first zero away.
        return _at_home(f"0{digits}", run)
    return _at_home(digits, run)


def expected_length(digits: str) -> int:
    """Return how many digits a Japanese number has that begins so.

    060 is a mobile number with eleven digits and an Osaka number (06-0...) with ten.
    """
    if digits.startswith("060") and len(digits) <= _SHORT:
        return _SHORT
    return _LONG if digits.startswith((*_LONG_PREFIXES, "0800")) else _SHORT


def grouped(digits: str) -> str:
    """Return the digits of a whole Japanese number with its hyphens.

    >>> grouped("0300000142"), grouped("0120000142"), grouped("0600000142")
    ('03-0000-0142', '0120-000-142', '06-0000-0142')
    """
    if digits.startswith("06") and len(digits) == _SHORT:
        # The library still knows ten digits after 060, which are given out no more.
        return f"{digits[:2]}-{digits[2:6]}-{digits[6:]}"
    if digits.startswith("03") and len(digits) == _SHORT:
        return f"{digits[:2]}-{digits[2:6]}-{digits[6:]}"
    if digits.startswith(_MOBILE) and len(digits) == _LONG and not digits.startswith("0800"):
        return mobile_so_far(digits)
    import phonenumbers  # noqa: PLC0415 - slow to import, and not needed to start

    number = phonenumbers.PhoneNumber(country_code=_HOME_CODE, national_number=int(digits))
    shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    if shown.replace("-", "") == digits and "-" in shown:
        return shown
    return f"{digits[:3]}-{digits[3:-4]}-{digits[-4:]}"


def grouped_so_far(digits: str) -> str | None:
    """Return the first digits of a Japanese number grouped as they will be in the whole of it.

    None where they are no beginning of one.

    >>> grouped_so_far("03000"), grouped_so_far("0120"), grouped_so_far("142")
    ('03-000', '0120', None)
    """
    expected = expected_length(digits)
    if not digits.startswith("0") or digits.startswith(("00", "010")) or len(digits) > expected:
        return None
    left, shown = len(digits), ""
    for ch in grouped(digits.ljust(expected, "2")):
        if left == 0:
            break
        shown += ch
        left -= ch != "-"
    return shown


def is_mobile_by_hyphen(run: str) -> bool:
    """Whether 0800... was written as 080-0...: who sets three digits apart means a mobile."""
    return _MOBILE_APART.match(run) is not None


def mobile_so_far(digits: str) -> str:
    """Return the first digits of a mobile number with its hyphens.

    >>> mobile_so_far("0800000"), mobile_so_far("08000000142")
    ('080-0000', '080-0000-0142')
    """
    return "-".join(filter(None, (digits[:3], digits[3:7], digits[7:])))


def foreseen_kind(digits: str) -> NumberKind:
    """Return the kind of a number of which these are the first digits, UNKNOWN while open.

    >>> str(foreseen_kind("090")), str(foreseen_kind("080")), str(foreseen_kind("0800"))
    ('mobile', 'unknown', 'toll_free')
    """
    if digits.startswith("010"):
        return NumberKind.FOREIGN
    if grouped_so_far(digits) is None or digits in {"0", "060"}:
        return NumberKind.UNKNOWN
    kinds = {_kind(digits.ljust(expected_length(digits), each)) for each in "02"}
    return kinds.pop() if len(kinds) == 1 else NumberKind.UNKNOWN


def country_of(key: str) -> str:
    """Return the two letters of the country of a foreign number, "" where several share it.

    >>> country_of("+12025550100"), country_of("+442079460000")
    ('US', 'GB')
    """
    import phonenumbers  # noqa: PLC0415 - slow to import, and not needed to start

    number = phonenumbers.parse(key)
    if found := phonenumbers.region_code_for_number(number):
        return str(found)
    shared = phonenumbers.region_codes_for_country_code(number.country_code or 0)
    return str(shared[0]) if len(shared) == 1 else ""


def _at_home(digits: str, run: str) -> Dialled:
    expected = expected_length(digits)
    if len(digits) == expected and is_mobile_by_hyphen(run):
        return Dialled(mobile_so_far(digits), digits, NumberKind.MOBILE)
    if len(digits) > expected:
        return Dialled(run, digits, problem=NumberProblem.TOO_LONG)
    if not digits.startswith("0") or len(digits) < expected:
        return Dialled(run, digits, problem=NumberProblem.TOO_SHORT)
    return Dialled(grouped(digits), digits, _kind(digits))


def _kind(digits: str) -> NumberKind:
    for prefixes, kind in _KINDS:
        if digits.startswith(prefixes):
            return kind
    return NumberKind.MOBILE if len(digits) == _LONG else NumberKind.FIXED


def _special(digits: str, run: str) -> Dialled:
    """Read what begins with two zeros: 0081, 0044, or a carrier's own free numbers (0077)."""
    import phonenumbers  # noqa: PLC0415 - slow to import, and not needed to start

    abroad = _abroad(digits[2:], run)
    if digits.startswith(f"00{_HOME_CODE}"):
        return abroad
    free = phonenumbers.parse(digits, _HOME) if len(digits) <= _MOST_FREE else None
    if free is not None and phonenumbers.is_valid_number(free):
        shown = phonenumbers.format_number(free, phonenumbers.PhoneNumberFormat.NATIONAL)
        if shown.replace("-", "") == digits:
            return Dialled(shown, digits, NumberKind.TOLL_FREE)
    if abroad.problem is None and phonenumbers.is_valid_number(phonenumbers.parse(abroad.key)):
        return abroad
    few = len(digits) < _SHORT
    problem = NumberProblem.TOO_SHORT if few else NumberProblem.UNKNOWN_COUNTRY
    return Dialled(run, digits, problem=problem)


def _abroad(digits: str, run: str) -> Dialled:
    """Read digits that begin with a country code."""
    if digits.startswith(str(_HOME_CODE)):
        national = digits[2:].removeprefix("0")
        if national.startswith(("10", "0")):
            # Inside the country these digits lead out of it.
            return Dialled(run, f"+{digits}", problem=NumberProblem.NOT_A_NUMBER)
        return _at_home(f"0{national}", run)
    import phonenumbers  # noqa: PLC0415 - slow to import, and not needed to start

    try:
        number = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException as error:
        said = phonenumbers.NumberParseException
        problem = NumberProblem.TOO_SHORT
        if error.error_type == said.TOO_LONG:
            problem = NumberProblem.TOO_LONG
        elif error.error_type == said.INVALID_COUNTRY_CODE and len(digits) > _LONGEST_CODE:
            problem = NumberProblem.UNKNOWN_COUNTRY
        key = f"+{digits}" if digits else re.sub("[^0-9]", "", run)
        return Dialled(run, key, NumberKind.FOREIGN, problem)
    return _checked(number, digits, run)


def _checked(number: PhoneNumber, digits: str, run: str) -> Dialled:
    import phonenumbers  # noqa: PLC0415 - slow to import, and not needed to start

    key = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    wrong = phonenumbers.ValidationResult
    problem = {
        wrong.TOO_SHORT: NumberProblem.TOO_SHORT,
        wrong.INVALID_LENGTH: NumberProblem.TOO_SHORT,
        wrong.IS_POSSIBLE_LOCAL_ONLY: NumberProblem.TOO_SHORT,
        wrong.TOO_LONG: NumberProblem.TOO_LONG,
        wrong.INVALID_COUNTRY_CODE: NumberProblem.UNKNOWN_COUNTRY,
    }.get(phonenumbers.is_possible_number_with_reason(number))
    code = str(number.country_code)
    # A zero before the area is dialled inside the country only; two are no such zero.
    zero = digits == f"{code}0{key[1 + len(code) :]}" and phonenumbers.parse(key) == number
    same = zero or digits == key[1:]
    if problem is not None or not same or re.sub("[^0-9]", "", shown) != key[1:]:
        # Some plans turn digits into others: what was heard is kept instead.
        return Dialled(run, f"+{digits}", NumberKind.FOREIGN, problem)
    return Dialled(shown, key, NumberKind.FOREIGN)
