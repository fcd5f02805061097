"""What is found in a file of addresses, before anybody decides what becomes of it.

The readers of vCard and CSV both end here; `callmemo.exchange.intake` goes on from here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Final

from callmemo import errors
from callmemo.core.contact import (
    DIRECT,
    MOBILE,
    MOST_NUMBERS,
    OTHER,
    OWN_FIELDS,
    Contact,
    ContactNumber,
    tidy_contact,
)
from callmemo.core.phone import NumberKind, read_number
from callmemo.core.rules import MAX_LINE, MAX_TEXT, has_control
from callmemo.words import mark, say

MAX_BYTES: Final = 20 * 1024 * 1024
"""More than 50,000 full rows; whoever has more has a file of something else."""
MAX_PEOPLE: Final = 50_000
_TEXTS: Final = frozenset({"rules", "notes"})
_KANA: Final = ("kana", "company_kana")
_HIRAGANA: Final = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_DIRECT = re.compile(r"[(（\[]?\s*直通\s*[)）\]]?")
_CLOSING = re.compile(r"([01]?\d|2[0-3])\s*[:時]\s*([0-5]\d)?")
# Excel takes the zero of a number: what is left of 09000000142 is 9000000142.
_ZERO_EATEN = re.compile(r"[1-9]\d{8}|[5789]0\d{8}", re.ASCII)
# ... and rounds what is long: nothing brings those digits back.
_ROUNDED = re.compile(r"\d([.,]\d+)?E\+\d+", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """One person or company of a file; `place` is the line (CSV) or the card (vCard), from 1.

    `contact` has no id yet. `successor` is the name of who took over; `remarks` say what was
    mended or left out while reading, in the user's language.
    """

    place: int
    contact: Contact
    successor: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether they could never be found again: no name, no company, no number."""
        contact = self.contact
        return not (contact.name or contact.kana or contact.company or contact.numbers)


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of the file that could not be taken in: where it stands, and why."""

    place: int
    reason: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column (CSV) or kind of line (vCard), and what it was understood as; empty: left out."""

    heading: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file as it was understood.

    `kind` names the program that writes such files as far as that can be told, `encoding` how
    the text was written, `columns` which parts were understood.
    """

    kind: str
    encoding: str
    records: tuple[Record, ...] = ()
    losses: tuple[Loss, ...] = ()
    columns: tuple[Column, ...] = ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """Headings of what the address book has no place for."""
        return tuple(column.heading for column in self.columns if not column.meaning)


@dataclass
class Collected:
    """One person while their parts are being gathered from a row or a card."""

    texts: dict[str, str] = field(default_factory=dict)
    numbers: list[ContactNumber] = field(default_factory=list)
    left: bool = False
    successor: str = ""
    remarks: list[str] = field(default_factory=list)

    def add(self, name: str, text: str, joint: str = " ") -> None:
        """Add text to a field of `Contact`; what is there already stays before it."""
        text = text.strip()
        known = self.texts.get(name, "")
        if text and text != known:
            self.texts[name] = f"{known}{joint}{text}" if known else text

    def add_number(self, number: str, label: str = OTHER, extension: str = "") -> None:
        """Add a number; a zero that a spreadsheet has eaten comes back, with a remark."""
        number, extension = number.strip(), extension.strip()
        if _ROUNDED.fullmatch(number):
            self.remarks.append(
                say("{number}: a spreadsheet has rounded this number; it is lost.", number=number)
            )
            number = ""
        elif _ZERO_EATEN.fullmatch(number):
            self.remarks.append(
                say("{number}: the first zero was missing and was put back.", number=f"0{number}")
            )
            number = f"0{number}"
        elif label == OTHER and _DIRECT.search(number):
            label, number = DIRECT, _DIRECT.sub("", number).strip()
        read = read_number(number)
        if read.problem is None and read.key and read.kind is not NumberKind.INTERNAL:
            if read.extension and not extension and read.shown.startswith(read.number):
                number, extension = read.number, read.extension
            else:
                number = read.shown
        if label == OTHER and read.kind is NumberKind.MOBILE:
            label = MOBILE
        if number or extension:
            self.numbers.append(ContactNumber(label, number, extension))

    def record(self, place: int) -> Record:
        """Return what was gathered; what is too long is cut, and that is said."""
        # What they do stands behind where they do it, in whatever order a file says so.
        self.add("department", self.texts.pop("position", ""))
        texts, whole = dict(self.texts), "".join(self.texts.values())
        if len(whole) > MAX_LINE or has_control(whole):
            texts = {name: self._cut(name, text) for name, text in texts.items()}
        texts |= {name: _in_katakana(texts[name]) for name in _KANA if name in texts}
        closing = texts.pop("their_closing", "")
        hour = read_closing(closing)
        if closing and hour is None:
            texts["notes"] = "\n".join(filter(None, (texts.get("notes", ""), closing)))
        numbers = [
            ContactNumber(each.label, each.number[:MAX_LINE], each.extension[:MAX_LINE])
            for each in self._each_once()
        ]
        if len(numbers) > MOST_NUMBERS:
            self.remarks.append(
                say("Only the first {count} numbers are taken over.", count=MOST_NUMBERS)
            )
        known = {name: text for name, text in texts.items() if name in OWN_FIELDS}
        contact = Contact(
            **known,  # type: ignore[arg-type] # names of text fields only
            numbers=tuple(numbers[:MOST_NUMBERS]),
            their_closing=hour,
            left=self.left,
        )
        successor = self.successor.strip()[:MAX_LINE]
        return Record(place, tidy_contact(contact), successor, tuple(self.remarks))

    def _cut(self, name: str, text: str) -> str:
        most = MAX_TEXT if name in _TEXTS else MAX_LINE
        if has_control(text):
            text = "".join(ch for ch in text if not has_control(ch))
        if len(text) > most:
            self.remarks.append(say("A text was too long and was cut after {most}.", most=most))
        return text[:most]

    def _each_once(self) -> Iterable[ContactNumber]:
        best: dict[tuple[str, str], ContactNumber] = {}
        for each in self.numbers:
            slot = (each.key or each.number, "" if each.key else each.extension)
            known = best.get(slot)
            if known is None or (known.label == OTHER and each.label != OTHER):
                best[slot] = each
        return best.values()


def _in_katakana(text: str) -> str:
    """Write a reading as the office's own are written, whatever width and kana a file has."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_HIRAGANA).split())


def read_closing(text: str) -> time | None:
    """Read a closing time like 17:30 or 17時; of 9:00-17:30 the end. None if it is none."""
    found = _CLOSING.findall(text)
    return time(int(found[-1][0]), int(found[-1][1] or 0)) if found else None


def read_bytes(path: Path) -> bytes:
    """Return what is in a file of addresses; raises FileNotRead."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise errors.FileNotRead(path, too_big(size))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise errors.FileNotRead(path, getattr(error, "strerror", None) or str(error)) from error


_TOO_BIG = mark("it has {size} MB, and an address file has at most {most}")
_TOO_MANY = mark(
    "There are more than {most} people in the file; the others were left out."
    " Please split it and read in one part after another."
)


def too_big(size: int) -> str:
    """Say that a file of `size` bytes is not read at all."""
    return say(_TOO_BIG, size=-(-size // 1_048_576), most=MAX_BYTES // 1_048_576)


def too_many() -> str:
    """Say that a file has too many people."""
    return say(_TOO_MANY, most=f"{MAX_PEOPLE:,}")
