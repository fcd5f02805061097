"""A text cut into rows and cells as spreadsheets write them, also where quotes are broken."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

DELIMITERS: Final = (",", "\t", ";")
_MOST_REPAIRS: Final = 20
"""Each costs a look at the whole rest; after so many every line is a row of its own."""
_SENTINEL: Final = "\ue000end of file\ue001"
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

    A quotation mark that is never closed would swallow the rest of the file: then the line in
    which it stands is cut without quotes, and reading goes on below it.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start, repairs = 0, 0
    while start < len(lines):
        broken = None
        for row in _read(lines, start, delimiter, quotes=repairs < _MOST_REPAIRS):
            if row.is_repaired:
                broken = row.line - 1
            else:
                yield row
        if broken is None:
            return
        yield _plain(lines[broken], broken + 1, delimiter)
        start = broken + 1
        repairs += 1


def _read(lines: list[str], start: int, delimiter: str, *, quotes: bool) -> Iterator[CsvRow]:
    """Read from a line on; a row that reaches over the end comes back as `is_repaired`."""
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE
    given = (f"{line}\n" for line in [*lines[start:], _SENTINEL])
    reader = csv.reader(given, delimiter=delimiter, quoting=quoting)
    before = 0
    while True:
        line = start + before + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            # A cell of more than 128 KiB is none of an address file.
            yield CsvRow(line, (), unread=True)
        else:
            if cells == [_SENTINEL]:
                return
            if cells and cells[-1].rstrip("\n").endswith(_SENTINEL):
                yield CsvRow(line, (), is_repaired=True)
                return
            yield CsvRow(line, tuple(cells))
        before = reader.line_num


def _plain(line: str, number: int, delimiter: str) -> CsvRow:
    cells = [cell.strip().strip('"') for cell in line.split(delimiter)]
    return CsvRow(number, tuple(cells), is_repaired=True)
