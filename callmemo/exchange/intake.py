"""What reading a file in would do to the address book, row by row, before anything is done.

Nothing that the office has typed is replaced unless it is shown and wished: what is blank is
filled in, what memos have taught gives way, numbers are added, and what differs is named.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum
from typing import Any, Final

from callmemo.core.contact import MOST_NUMBERS, OTHER, Contact, ContactNumber, changed_contact
from callmemo.core.naming import company_key, may_be_same, name_key
from callmemo.core.text import normalise
from callmemo.exchange.records import Reading, Record
from callmemo.words import say


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    ADDS = "adds"
    UNCHANGED = "unchanged"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Change:
    """A field that reading in changes, or with `kept` one that differs and stays as it is."""

    field: str
    before: str
    after: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the preview: what the file says, and what becomes of it.

    `contact` is what would be kept, None where nothing is; `into` who it goes into, without an
    id where that is a row before (`into_place`). `reason` says why a row is lost.
    """

    place: int
    fate: Fate
    record: Record | None = None
    contact: Contact | None = None
    into: Contact | None = None
    into_place: int = 0
    changes: tuple[Change, ...] = ()
    reason: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def kept(self) -> tuple[Change, ...]:
        """What differs from the file and stays as the office has it."""
        return tuple(change for change in self.changes if change.kept)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All rows of a file, in its order; `apply` what `contacts` returns."""

    reading: Reading
    rows: tuple[Row, ...]
    existing: tuple[Contact, ...]
    prefers_file: bool = False

    def count(self, fate: Fate) -> int:
        """How many rows come to this."""
        return Counter(row.fate for row in self.rows)[fate]

    def contacts(self, left_out: Collection[int] = ()) -> list[Contact]:
        """What is to be kept, without the rows at these places; new ones have no id."""
        plan = self if not left_out else self.without(left_out)
        kept: dict[str, Contact] = {}
        for row in plan.rows:
            if row.contact is not None and row.fate in {Fate.NEW, Fate.ADDS}:
                # Rows about one person grow into one contact, the last of which knows all.
                kept[row.contact.id or f"line {row.into_place or row.place}"] = row.contact
        return list(kept.values())

    def without(self, left_out: Collection[int]) -> ImportPlan:
        """Return the plan for the file without the rows at these places."""
        records = tuple(r for r in self.reading.records if r.place not in left_out)
        reading = replace(self.reading, records=records)
        return plan_import(reading, self.existing, prefers_file=self.prefers_file)


def plan_import(
    reading: Reading, existing: Iterable[Contact], *, prefers_file: bool = False
) -> ImportPlan:
    """Say what becomes of each row of a file; `prefers_file` lets it replace what differs."""
    known = tuple(contact for contact in existing if contact.stands)
    shelf = _Shelf(known)
    rows = [_row(record, shelf, prefers_file=prefers_file) for record in reading.records]
    rows += [Row(loss.place, Fate.LOST, reason=loss.reason) for loss in reading.losses]
    rows.sort(key=lambda row: row.place)
    return ImportPlan(reading, tuple(rows), known, prefers_file)


def _row(record: Record, shelf: _Shelf, *, prefers_file: bool) -> Row:
    contact, remarks = record.contact, list(record.remarks)
    if record.successor:
        heir = shelf.named(record.successor, contact.company)
        if heir:
            contact = replace(contact, successor=heir)
        else:
            remarks.append(
                say("The successor {name} is not in the address book.", name=record.successor)
            )
    keys = _keys(contact)
    at = shelf.find(contact, keys)
    if at is None:
        shelf.put(contact, keys, record.place)
        return Row(record.place, Fate.NEW, record, contact, remarks=tuple(remarks))
    ours = shelf.contacts[at]
    merged, changes = merge_record(ours, contact, prefers_file=prefers_file)
    fate = Fate.ADDS if changed_contact(ours, merged) else Fate.UNCHANGED
    shelf.change(at, merged)
    place = shelf.places.get(at, 0)
    return Row(
        record.place, fate, record, merged, ours, place, tuple(changes), remarks=tuple(remarks)
    )


class _Shelf:
    """Everybody known so far, found by number, by name and company, by reading and company."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self.contacts: list[Contact] = []
        self.places: dict[int, int] = {}
        self._by: defaultdict[str, list[int]] = defaultdict(list)
        for contact in contacts:
            self.put(contact, _keys(contact))

    def put(self, contact: Contact, keys: Sequence[str], place: int = 0) -> None:
        """Put somebody on the shelf under their keys; `place` is the row they come from."""
        at = len(self.contacts)
        self.contacts.append(contact)
        if place:
            self.places[at] = place
        self._list(at, keys)

    def change(self, at: int, contact: Contact) -> None:
        """Know more of somebody."""
        self.contacts[at] = contact
        self._list(at, _keys(contact))

    def find(self, contact: Contact, keys: Iterable[str]) -> int | None:
        """Return where the same person stands, None for nobody."""
        places = dict.fromkeys(at for key in keys for at in self._by.get(key, ()))
        numbers = frozenset(contact.keys) if places else frozenset()
        likely = [(_likeness(self.contacts[at], contact, numbers), -at) for at in places]
        best, at = max(likely, default=(0, 0))
        return -at if best else None

    def named(self, name: str, company: str) -> str:
        """Return the id of somebody of this name, of the same company first; or nothing."""
        places = self._by.get(f"name {name_key(name)}", ())
        found = [self.contacts[at] for at in places if self.contacts[at].id]
        own = [each for each in found if company_key(each.company) == company_key(company)]
        return (own or found)[0].id if (own or len(found) == 1) else ""

    def _list(self, at: int, keys: Iterable[str]) -> None:
        for key in keys:
            there = self._by[key]
            if at not in there[-50:]:
                there.append(at)


def _keys(contact: Contact) -> list[str]:
    found = [f"number {key}" for key in contact.keys]
    if contact.name:
        found.append(f"name {name_key(contact.name)}")
    elif contact.company:
        found.append(f"company {company_key(contact.company)}")
    if contact.kana:
        found.append(f"kana {normalise(contact.kana)}|{company_key(contact.company)}")
    return found


def _likeness(ours: Contact, theirs: Contact, numbers: Collection[str]) -> int:
    """How surely two contacts are one, the other of whom has these numbers; 0 if they are not."""
    shares_number = any(key in numbers for key in ours.keys)
    if ours.name and theirs.name:
        return _likeness_of_people(ours, theirs, shares_number=shares_number)
    same_company = company_key(ours.company) == company_key(theirs.company)
    companies_fit = same_company or not (ours.company and theirs.company)
    if not ours.name and not theirs.name:
        named = bool(ours.company and theirs.company)
        return 4 * same_company if named else 3 * (shares_number and companies_fit)
    # A company and somebody who works there share a number, and are two entries all the same.
    nameless = theirs if ours.name else ours
    return 2 * (shares_number and not nameless.company)


def _likeness_of_people(ours: Contact, theirs: Contact, *, shares_number: bool) -> int:
    same_company = company_key(ours.company) == company_key(theirs.company)
    companies_fit = same_company or not (ours.company and theirs.company)
    same_name = name_key(ours.name) == name_key(theirs.name)
    alike = may_be_same(ours.name, theirs.name) or _same_reading(ours, theirs)
    if shares_number:
        return 8 if same_name else 6 * (companies_fit and alike)
    if same_name and same_company:
        apart = _only_surname(ours) and _departments_differ(ours, theirs)
        return 5 * (not apart and (bool(ours.company) or _reading_fits(ours, theirs)))
    return 4 * (same_company and bool(ours.company) and _same_reading(ours, theirs))


def _same_reading(ours: Contact, theirs: Contact) -> bool:
    """Whether the whole names, not only the surnames, are read alike."""
    whole = len(ours.kana.split()) > 1 or len(theirs.kana.split()) > 1
    return whole and normalise(ours.kana) == normalise(theirs.kana)


def _reading_fits(ours: Contact, theirs: Contact) -> bool:
    return not (ours.kana and theirs.kana) or normalise(ours.kana) == normalise(theirs.kana)


def _only_surname(contact: Contact) -> bool:
    has_given = len(contact.name.split()) > 1
    return not has_given and len(name_key(contact.name)) <= _LONGEST_SURNAME


def _departments_differ(ours: Contact, theirs: Contact) -> bool:
    one, other = normalise(ours.department), normalise(theirs.department)
    return bool(one and other) and one not in other and other not in one


_LONGEST_SURNAME: Final = 3
_FIELDS: Final = ("name", "kana", "company", "company_kana", "department", "reachable", "rules")

_FOLDS: Final = {"name": name_key, "company": company_key}
"""How two are compared where more than width and kana makes no difference."""


def merge_record(
    ours: Contact, theirs: Contact, *, prefers_file: bool = False
) -> tuple[Contact, list[Change]]:
    """Add what a file knows to a contact; return it, and what that changes or leaves."""
    new: dict[str, Any] = {}
    changes: list[Change] = []
    for name in (*_FIELDS, "their_closing", "left", "successor"):
        before, after = getattr(ours, name), getattr(theirs, name)
        if after in {"", None, False} or before == after:
            continue
        same = _FOLDS.get(name, normalise)
        if isinstance(before, str) and name != "successor" and same(before) == same(after):
            continue
        blank = before in {"", None, False}
        takes = blank or name in ours.learned_fields or prefers_file
        if takes:
            new[name] = after
        changes.append(Change(name, _said(before), _said(after), kept=not takes))
    if theirs.notes and normalise(theirs.notes) not in normalise(ours.notes):
        new["notes"] = "\n".join(filter(None, (ours.notes, theirs.notes)))
        changes.append(Change("notes", ours.notes, theirs.notes))
    numbers, added = _merge_numbers(ours, theirs)
    if added:
        new["numbers"] = numbers
        changes += added
    return replace(ours, **new), changes


def _said(value: object) -> str:
    if isinstance(value, bool):
        return say("Yes") if value else ""
    return f"{value:%H:%M}" if isinstance(value, time) else str(value or "")


def _merge_numbers(
    ours: Contact, theirs: Contact
) -> tuple[tuple[ContactNumber, ...], list[Change]]:
    numbers = list(ours.numbers)
    changes = []
    for each in theirs.numbers:
        same = [at for at, own in enumerate(numbers) if _is_same_number(own, each)]
        if not same and len(numbers) < MOST_NUMBERS:
            numbers.append(each)
            changes.append(Change("numbers", "", each.number or each.extension))
        elif same:
            own = numbers[same[0]]
            better = replace(
                own,
                label=each.label if own.label == OTHER else own.label,
                extension=own.extension or each.extension,
            )
            if better != own:
                numbers[same[0]] = better
                changes.append(Change("numbers", own.number, better.number))
    return tuple(numbers), changes


def _is_same_number(ours: ContactNumber, theirs: ContactNumber) -> bool:
    if ours.key or theirs.key:
        return ours.key == theirs.key
    return (ours.number, ours.extension) == (theirs.number, theirs.extension)
