"""Phone numbers in one line, in any notation: the office's, a mobile's, an extension."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from callmemo.core.one_line_sheet import Sheet
from callmemo.core.one_line_words import NO_NUMBER_SHOWN, WITHHELD
from callmemo.core.phone import NumberKind, read_number

_DASHES: Final = r"\-‐‑‒–—―−ーｰ~.()"
_RUNS: Final = tuple(
    re.compile(rf"(?<![0-9+A-Za-z])(?:\+ ?[1-9]|\(?0)[0-9]*(?:[{gaps}]{{1,2}}[0-9]+)*")
    for gaps in (_DASHES, _DASHES + " ")
)
"""Numbers without spaces first: two of them can stand side by side."""
_FEWEST, _MOST = 9, 15
"""Digits of what can be meant for a number; one too few or too many is a slip."""
_LABEL: Final = re.compile(
    r"(?P<mobile>(?:携帯|ケータイ|スマホ)(?:電話)?(?:番号)?)(?:は|:|が)?\s*$"
    r"|(?<!折)(?:会社)?(?<!折)(?:お?電話(?:番号)?|TEL|phone|℡|☎)(?:は|:|が|\.)?\s*$"
    r"|会社(?:は|:)?\s*$",
    re.IGNORECASE,
)
_MOBILE: Final = re.compile(r"\D?0[789]0[^0-9]")
"""Who writes three digits apart means a mobile: 0800 is written with four."""
_FAX: Final = re.compile(r"(?:FAX|ファックス|ファクス)(?:番号)?(?:は|:)?\s*$", re.IGNORECASE)
_EXTENSION: Final = re.compile(
    r"(?<![一-龥])(?:内線(?:番号)?|\bext\.?|\bextension)\s*(?:は|:)?\s*(?P<digits>[0-9]{1,6})(?![0-9])",
    re.IGNORECASE,
)


def find_numbers(sheet: Sheet) -> None:
    """Find a number of the office and one of a mobile; a third is left for the message."""
    for pattern in _RUNS:
        for start, end in list(_places(pattern, sheet)):
            said = sheet.text[start:end]
            number = read_number(said)
            before = sheet.free[:start]
            label = _LABEL.search(before)
            by_label = label is not None and label["mobile"] is not None
            mobile = by_label or number.kind is NumberKind.MOBILE or _MOBILE.match(said)
            kind = "mobile" if mobile else "phone"
            if kind in sheet or not number.key or _FAX.search(before):
                continue
            sheet.take(kind, start, end, number.shown)
            if label is not None:
                sheet.skip(label.start(), start)


def _places(pattern: re.Pattern[str], sheet: Sheet) -> Iterator[tuple[int, int]]:
    for run in pattern.finditer(sheet.free):
        start, end = run.span()
        said = run.group()
        digits = sum(ch.isdecimal() for ch in said)
        if _FEWEST <= digits <= _MOST:
            # A bracket that was opened before the number is not a part of it.
            yield start + (said.count("(") > said.count(")")), end


def find_extension(sheet: Sheet) -> None:
    """Find an extension: 内線123, ext. 22."""
    if found := _EXTENSION.search(sheet.free):
        start, end = found.span("digits")
        sheet.take("extension", start, end)
        sheet.skip(found.start(), start)


def find_withheld(sheet: Sheet) -> None:
    """Find that no number was shown."""
    if found := WITHHELD.search(sheet.free):
        sheet.take("withheld", *found.span(), "True")
    elif NO_NUMBER_SHOWN.search(sheet.free):
        sheet.values["withheld"] = "True"
