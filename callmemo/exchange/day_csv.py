"""The list of the day as CSV that opens in Excel by double click: nothing lost, nothing run.

Which memos belong to a day says `Desk.list_of_day`; why a cell is marked with an apostrophe says
docs/decisions/006-csv-for-excel.md.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Final

from callmemo import errors
from callmemo.core.events import CALLER_FIELDS
from callmemo.core.memo import Memo
from callmemo.core.office import Office
from callmemo.labels import field_label, label
from callmemo.whole_file import write_whole
from callmemo.words import mark, say

MARK: Final = "'"
"""Stands before a cell that a spreadsheet would run, or change; readers take it off."""

_BOM: Final = b"\xef\xbb\xbf"
"""Without it Excel takes the file for the old code page, and shows rubbish."""

_RUN: Final = frozenset("=+-@−")
"""Signs with which a spreadsheet begins to reckon, as compatibility composition leaves them."""

_CHANGED = re.compile(
    r"""
      0[\d,.]+                                  # 0120: the zero would go
    | [\d,]{12,}                                # would be rounded, or shown as 1.2E+11
    | \d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?      # 11-22 would become a date
    | \d{1,4}:\d{1,2}(?::[\d.]+)?\s*(?:[ap]m?)? # 3:15 a time
    | [\d.]+e[+-]?\d+                           # 1E5 a number
    | \([\d,.]+\)                               # (21) a negative number
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)

_COLUMNS: Final = (
    "number",
    "taken_at",
    "taken_by",
    "direction",
    "channel",
    "addressee",
    "substitute",
    *CALLER_FIELDS,
    "withheld",
    "request",
    "target",
    "target_number",
    "mobile_agreed",
    "urgency",
    "urgent_reason",
    "complaint",
    "subject",
    "body",
    "promise",
    "due_at",
    "late",
    "reachable",
    "their_closing",
    "callback_reason",
    "answered_here",
    "read_back",
    "status",
    "next_mover",
    "attempts",
    "called_back_at",
    "confirmed_at",
    "confirmed_by",
    "closed_at",
)
_OWN_HEADINGS = {"late": mark("Late"), "called_back_at": mark("Called back at")}


def file_name(day: date) -> str:
    """Return the name under which the list of a day is offered."""
    return say("callmemo-{day}.csv", day=day.isoformat())


def write_day(path: Path, memos: Iterable[Memo], office: Office, now: datetime) -> None:
    """Write the list into a file, whole or not at all; raises FileNotWritten."""
    content = day_bytes(memos, office, now)
    try:
        write_whole(path, content)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise errors.FileNotWritten(path, reason) from error


def day_bytes(memos: Iterable[Memo], office: Office, now: datetime) -> bytes:
    """Return the list as UTF-8 with byte order mark, headings in the language in use."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([cell(_heading(name)) for name in _COLUMNS])
    for memo in memos:
        writer.writerow([_value(memo, name, office, now) for name in _COLUMNS])
    return _BOM + text.getvalue().encode("utf-8", errors="replace")


def cell(text: str) -> str:
    """Make text safe for a spreadsheet; `MARK` before it, if there, is not part of it.

    >>> cell("09000000188"), cell("=1+1"), cell("090-0000-0188")
    ("'09000000188", "'=1+1", '090-0000-0188')
    """
    # Full-width signs and digits too: a Japanese spreadsheet takes them for the others.
    plain = unicodedata.normalize("NFKC", _bare(text))
    before = text[: len(text) - len(text.lstrip())]
    if (
        text.startswith(MARK)
        or "\t" in before
        or "\r" in before
        or plain[:1] in _RUN
        or _CHANGED.fullmatch(plain)
    ):
        return MARK + text
    return text


def _bare(text: str) -> str:
    """Leave out what a spreadsheet passes over before it looks at a cell: spaces and unseen."""
    seen = [place for place, ch in enumerate(text) if unicodedata.category(ch)[0] not in "ZC"]
    return text[seen[0] : seen[-1] + 1] if seen else ""


def _heading(name: str) -> str:
    own = _OWN_HEADINGS.get(name)
    return say(own) if own else field_label(name)


def _value(memo: Memo, name: str, office: Office, now: datetime) -> str:
    draft = memo.draft
    if name in CALLER_FIELDS:
        return cell(getattr(draft.caller, name))
    if name == "late":
        return _said(memo.is_late(now), office)
    if name == "request":
        return label(draft.request, direction=draft.direction)
    value = getattr(draft, name) if hasattr(draft, name) else getattr(memo, name)
    return _said(value, office)


def _said(value: object, office: Office) -> str:
    if isinstance(value, bool):
        return say("Yes") if value else ""
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, datetime):
        # Excel reads this as a time by which columns can be sorted.
        return f"{office.local(value):%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else cell(str(value))
