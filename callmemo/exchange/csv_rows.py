"""A text cut into rows and cells as spreadsheets write them, also where quotes are broken."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

DELIMITERS: Final = (",", "\t", ";")
_MOST_READ_AGAIN: Final = 300_000
"""So many lines are read a second time; in a file still worse every line is a row of its own."""
_SEP = re.compile(r"sep=(.)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CsvRow:
    """The cells of a row, the line it begins in (from 1), and whether a quote never closed.

    A row that could not be cut at all has no cells and is `unread`.
    """

    line: int
    cells: tuple[str, ...]
    is_repaired: bool = False
    unread: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.unread and not any(cell.strip() for cell in self.cells)


def named_delimiter(text: str) -> str:
    """Return the delimiter that Excel's own first line `sep=;` names, or nothing."""
    match = _SEP.fullmatch(text.split("\n", 1)[0].strip())
    return match.group(1) if match else ""


def csv_rows(text: str, delimiter: str) -> Iterator[CsvRow]:
    """Cut a text into rows.

    A quotation mark that is never closed would swallow the rows below it, up to the next one:
    then the line in which it stands is cut without quotes, and reading goes on below it.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start, patience = 0, _MOST_READ_AGAIN
    while start < len(lines):
        quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if patience > 0 else csv.QUOTE_NONE
        given = (f"{line}\n" for line in lines[start:])
        reader = csv.reader(given, delimiter=delimiter, quoting=quoting, strict=True)
        before = 0
        try:
            for cells in reader:
                yield CsvRow(start + before + 1, tuple(cells))
                before = reader.line_num
        except csv.Error:
            patience -= reader.line_num - before
            start += before
            yield _plain(lines[start], start + 1, delimiter, alone=reader.line_num == before + 1)
            start += 1
        else:
            return


def _plain(line: str, number: int, delimiter: str, *, alone: bool) -> CsvRow:
    """Cut one line that is not written by the rules."""
    if len(line) > csv.field_size_limit():
        return CsvRow(number, (), unread=True)
    if alone:
        # Text behind a closing quotation mark: readers of these files all pass over that.
        return CsvRow(number, tuple(next(csv.reader([line], delimiter=delimiter), ())))
    cells = [cell.strip().strip('"') for cell in line.split(delimiter)]
    return CsvRow(number, tuple(cells), is_repaired=True)
