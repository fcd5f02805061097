"""What is said about a phone number while it is typed: kind and region, or what is missing."""

from __future__ import annotations

import re
import unicodedata

from callmemo.core.numbering import foreseen_kind
from callmemo.core.phone import Number, NumberKind, NumberProblem, read_number, region_of
from callmemo.labels import label
from callmemo.words import language, mark, say

_PROBLEMS = {
    NumberProblem.TOO_SHORT: mark("Digits are missing. It can be saved like this."),
    NumberProblem.TOO_LONG: mark("There are too many digits. It can be saved like this."),
    NumberProblem.NOT_A_NUMBER: mark("This cannot be read as a phone number."),
    NumberProblem.UNKNOWN_COUNTRY: mark("No country has this code."),
}
_WHILE_TYPING = {NumberProblem.TOO_SHORT, NumberProblem.NOT_A_NUMBER}
"""What every number is before its last digit."""


def number_hint(typed: str, *, being_typed: bool = False) -> tuple[str, bool]:
    """Return what to say below a phone field, and whether it is something wrong.

    While a number is being typed nothing is missing yet.
    """
    number = read_number(typed)
    if number.problem is None:
        return (_described(number), False) if number.shown else ("", False)
    if being_typed and number.problem in _WHILE_TYPING:
        return _foreseen(typed), False
    return say(_PROBLEMS[number.problem]), True


def _described(number: Number) -> str:
    kind, region = label(number.kind), region_of(number, language())
    if not region:
        return kind
    if number.kind is NumberKind.FOREIGN:
        return say("{kind} ({country})", kind=kind, country=region)
    return say("{region} · {kind}", region=region, kind=kind)


def _foreseen(typed: str) -> str:
    plain = unicodedata.normalize("NFKC", typed)
    kind = foreseen_kind(re.sub("[^0-9]", "", plain)) if re.match("[(]?0", plain) else None
    return label(kind) if kind and kind is not NumberKind.UNKNOWN else ""
