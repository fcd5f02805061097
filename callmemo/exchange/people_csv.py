"""Address lists as CSV, of Outlook, Google Contacts, groupware and spreadsheets: read and written.

Columns are recognised by their headings (`callmemo.exchange.people_columns`), whatever their order;
the delimiter is the one with which most headings are.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from callmemo.core.contact import FAX, MOBILE, OTHER, Contact
from callmemo.core.text import normalise
from callmemo.exchange.csv_rows import DELIMITERS, CsvRow, csv_rows, named_delimiter
from callmemo.exchange.day_csv import MARK, cell
from callmemo.exchange.decoding import decode
from callmemo.exchange.people_columns import (
    PHONE,
    Meaning,
    label_of,
    meanings,
    program_of,
)
from callmemo.exchange.records import (
    MAX_PEOPLE,
    Collected,
    Column,
    Loss,
    Reading,
    Record,
    too_many,
)
from callmemo.exchange.vcard import is_eastern
from callmemo.labels import field_label, number_label
from callmemo.words import mark, say

_HEAD: Final = 10
"""So many rows may stand above the headings: a title, the date of the export."""
_ENOUGH: Final = 2
_FEWEST_DIGITS: Final = 9
_FINDS: Final = frozenset({"name", "family", "given", "shown_name", "company", PHONE})
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_BETWEEN = re.compile(r"\s*(?::::|[/、,;\n])\s*")
_YES: Final = frozenset(map(normalise, ("1", "yes", "true", "x", "はい", "○", "〇", "退職", "有")))
_LINES: Final = frozenset({"notes", "rules"})
_WRAPPED: Final = frozenset({"=", MARK})


def read_people_csv(content: bytes) -> Reading:
    """Read a file of rows; what cannot be read is named in `losses`, the rest is kept.

    Without a single heading that is known there are no records, and `columns` shows what the
    headings were.
    """
    text = decode(content)
    delimiter, head, found = _headings(text.text)
    columns = tuple(
        Column(heading.strip() or say("Column {number}", number=at), str(meant or ""))
        for at, (heading, meant) in enumerate(zip(head.cells, found, strict=True), start=1)
    )
    kind = program_of(head.cells) or "CSV"
    broken = [
        Loss(line, say("Line {line} could not be read whole.", line=line))
        for line in text.broken_lines[:50]
    ]
    if not any(meant is not None and meant.field in _FINDS for meant in found):
        return Reading(kind, text.encoding, (), (Loss(head.line, say(_UNKNOWN)),), columns)
    records: list[Record] = []
    losses: list[Loss] = []
    for row in csv_rows(text.text, delimiter):
        if row.line <= head.line or row.is_blank or row.cells == head.cells:
            continue
        if len(records) >= MAX_PEOPLE:
            losses.append(Loss(row.line, too_many()))
            break
        taken = _take_in(row, found)
        if isinstance(taken, Loss):
            losses.append(taken)
        else:
            records.append(taken)
    return Reading(kind, text.encoding, tuple(records), (*broken, *losses), columns)


_UNKNOWN: Final = mark(
    "No column is known as a name, a company or a phone number. The first line must say what"
    " stands below it, for example “Name, Company name, Phone number”."
)


def _headings(text: str) -> tuple[str, CsvRow, list[Meaning | None]]:
    """Return delimiter, row of headings and what they mean: those of which most is known."""
    named = named_delimiter(text)
    best: tuple[int, str, CsvRow, list[Meaning | None]] | None = None
    for delimiter in (named,) if named else DELIMITERS:
        for row in _first(csv_rows(text[:200_000], delimiter)):
            found = meanings(row.cells)
            known = sum(meant is not None for meant in found)
            if best is None or known > best[0]:
                best = known, delimiter, row, found
            if known >= _ENOUGH:
                break
    if best is None:
        return ",", CsvRow(1, ()), []
    return best[1:]


def _first(rows: Iterator[CsvRow]) -> Iterator[CsvRow]:
    for at, row in enumerate(rows):
        if at >= _HEAD:
            return
        if not row.is_blank:
            yield row


def _take_in(row: CsvRow, found: list[Meaning | None]) -> Record | Loss:
    if row.unread:
        return Loss(row.line, say("The row is too long to be a person; it was left out."))
    collected = Collected()
    values = [_bare(text) for text in row.cells]
    names: dict[str, str] = {}
    numbers: dict[str, dict[str, str]] = {}
    for at, (text, meant) in enumerate(zip(values, found, strict=False)):
        if not text or meant is None:
            continue
        if meant.field == PHONE:
            group = meant.group or (f"column {at}" if meant.part == "value" else "extension")
            each = numbers.setdefault(group, {})
            each.setdefault(meant.part, text)
            if meant.label:
                each.setdefault("label", meant.label)
        elif meant.field in _NAMES:
            names.setdefault(meant.field, " ".join(text.split()))
        else:
            _take_text(collected, meant.field, text)
    _take_names(collected, names)
    _take_numbers(collected, numbers)
    if any(values[len(found) :]):
        collected.remarks.append(say("There are more cells than headings; those were left out."))
    if row.is_repaired:
        collected.remarks.append(say("A quotation mark was never closed; please look at this row."))
    record = collected.record(row.line)
    if record.is_empty:
        return Loss(row.line, say("The row has no name, no company and no number."))
    return record


_NAMES: Final = frozenset(
    {
        *("name", "shown_name", "family", "given", "middle"),
        *("kana", "family_kana", "given_kana"),
    }
)


def _bare(text: str) -> str:
    """Take off what spreadsheets put around text: ="090...", and the mark of an export."""
    text = text.strip()
    if text[:1] not in _WRAPPED:
        return text
    if text[0] == "=":
        match = _AS_TEXT.fullmatch(text)
        text = match.group(1) if match else text
    if text.startswith(MARK) and cell(text[1:]) == text:
        text = text[1:]
    return text


def _take_text(collected: Collected, field: str, text: str) -> None:
    if field == "left":
        collected.left = normalise(text) in _YES
    elif field == "successor":
        collected.successor = text
    else:
        collected.add(field, text, "\n" if field in _LINES else " ")


def _take_names(collected: Collected, names: Mapping[str, str]) -> None:
    family, given, middle = (names.get(part, "") for part in ("family", "given", "middle"))
    parts = [family, middle, given] if is_eastern(family + given) else [given, middle, family]
    whole = " ".join(filter(None, parts))
    shown = names.get("name", "")
    if not whole and not shown:
        shown = names.get("shown_name", "")
        company = collected.texts.get("company", "")
        if company and shown.startswith(company):
            # A display name of a company, or of a department of it, is no person's.
            shown = ""
    if whole and "".join(shown.split()) != "".join(whole.split()):
        shown = whole
    kana = " ".join(filter(None, (names.get("family_kana"), names.get("given_kana"))))
    collected.add("name", shown)
    collected.add("kana", names.get("kana") or kana)


def _take_numbers(collected: Collected, numbers: Mapping[str, Mapping[str, str]]) -> None:
    lone = numbers.get("extension", {}).get("extension", "")
    for group, each in numbers.items():
        if group == "extension":
            continue
        label, extension = label_of(each.get("label", "")), each.get("extension", "")
        for number in _each_number(each.get("value", "")):
            own = extension
            if lone and label not in {MOBILE, FAX}:
                own, lone = extension or lone, ""
            collected.add_number(number, label, own)
        if extension and not each.get("value"):
            collected.add_number("", label, extension)
    if lone:
        collected.add_number("", OTHER, lone)


def _each_number(text: str) -> list[str]:
    """Cut a cell with several numbers; a number that is written with slashes stays whole."""
    if not _BETWEEN.search(text) and " ".join(text.split()) == text:
        return [text] if text else []
    parts = [part for part in _BETWEEN.split(text) if part]
    if all(sum(ch.isdecimal() for ch in part) >= _FEWEST_DIGITS for part in parts):
        return parts
    return [" ".join(text.split())] if text else []


# Writing

_COLUMNS: Final = ("company", "company_kana", "department", "name", "kana")
_MORE: Final = ("their_closing", "reachable", "rules", "notes", "left", "successor")
_BOM: Final = b"\xef\xbb\xbf"


def write_people_csv(
    contacts: Iterable[Contact], successors: Mapping[str, str] | None = None
) -> bytes:
    """Return UTF-8 with byte order mark; `successors` names who took over by their id.

    Cells that a spreadsheet would run or change are marked (docs/decisions/006-csv-for-excel.md),
    and reading takes the mark off again.
    """
    people = list(contacts)
    most = max((len(contact.numbers) for contact in people), default=1) or 1
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([cell(heading) for heading in _own_headings(most)])
    for contact in people:
        heir = (successors or {}).get(contact.successor, "")
        writer.writerow([cell(value) for value in _row(contact, most, heir)])
    return _BOM + text.getvalue().encode("utf-8", errors="replace")


def _own_headings(most: int) -> Iterator[str]:
    yield from (field_label(name) for name in _COLUMNS)
    for at in range(1, most + 1):
        yield say("Phone {number} - Label", number=at)
        yield say("Phone {number} - Value", number=at)
        yield say("Phone {number} - Extension", number=at)
    yield from (field_label(name) for name in _MORE)


def _row(contact: Contact, most: int, successor: str) -> Iterator[str]:
    yield from (getattr(contact, name) for name in _COLUMNS)
    for each in contact.numbers:
        yield from (number_label(each.label), each.number, each.extension)
    yield from [""] * (3 * (most - len(contact.numbers)))
    closing = contact.their_closing
    yield f"{closing.hour}:{closing:%M}" if closing is not None else ""
    yield contact.reachable
    yield contact.rules
    yield contact.notes
    yield say("Yes") if contact.left else ""
    yield successor
