"""The people and companies who call (相手先): what is known of them, as the journal tells it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, time
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from callmemo.core.events import Event, Json
from callmemo.core.fold import in_order, undone_ids
from callmemo.core.memo import tidy_line, tidy_text
from callmemo.core.naming import person_key
from callmemo.core.phone import number_key
from callmemo.core.vocabulary import Kind

if TYPE_CHECKING:
    from uuid import UUID

PREFIX: Final = "contact-"
"""How ids of contacts begin, so that an event shows by its stream that it is of no memo."""
MOST_NUMBERS: Final = 20
OFFICE, MOBILE, DIRECT, FAX, HOME, OTHER = "office", "mobile", "direct", "fax", "home", "other"
NUMBER_LABELS: Final = (OFFICE, MOBILE, DIRECT, FAX, HOME, OTHER)
"""Labels with words of their own; any other label is shown as it was typed."""

_FAMILY: Final = "5d0c6d0e-5a27-5b6c-9a3b-0b3d1f2c7a11"
_PEOPLE: Final = frozenset({Kind.CONTACT_KEPT, Kind.CONTACT_DROPPED, Kind.CONTACT_MERGED})


@dataclass(frozen=True, slots=True)
class ContactNumber:
    """One number of a contact: an identifier of `NUMBER_LABELS` or a label of the office's own."""

    label: str
    number: str
    extension: str = ""

    @property
    def key(self) -> str:
        """The number in the one form by which numbers are compared; "" if there is none."""
        return number_key(self.number)


@dataclass(frozen=True, slots=True)
class Contact:
    """A person, or with an empty name a company, as all events about them tell it.

    An empty `id` is a contact not yet kept. `rules` are the house rules shown when they call;
    `left` says that they have left their company, `successor` is the id of who took over.
    `learned_fields` names what nobody has typed: it came from memos, whose ids are `teachers`.
    `is_dropped` and `merged_into` are for those who stand in the book no more.
    """

    id: str = ""
    company: str = ""
    department: str = ""
    name: str = ""
    kana: str = ""
    company_kana: str = ""
    numbers: tuple[ContactNumber, ...] = ()
    their_closing: time | None = None
    reachable: str = ""
    rules: str = ""
    notes: str = ""
    left: bool = False
    successor: str = ""
    learned_fields: frozenset[str] = frozenset()
    teachers: tuple[str, ...] = ()
    is_dropped: bool = False
    merged_into: str = ""
    changed_at: datetime | None = None

    @property
    def stands(self) -> bool:
        """Whether they are in the book: neither dropped nor merged into somebody else."""
        return not self.is_dropped and not self.merged_into

    @property
    def is_company(self) -> bool:
        """Whether this is a company without a person."""
        return not self.name

    @property
    def learned(self) -> bool:
        """Whether all that is known comes from memos: nobody has typed anything."""
        return bool(self.learned_fields) and self.learned_fields >= filled(self)

    @property
    def keys(self) -> tuple[str, ...]:
        """Their numbers in the form by which numbers are compared."""
        return tuple(dict.fromkeys(key for n in self.numbers if (key := n.key)))

    @property
    def phone(self) -> str:
        """The first number that is neither a mobile nor a fax, or ""."""
        return _first(n.number for n in self.numbers if n.label not in {MOBILE, FAX})

    @property
    def mobile(self) -> str:
        """The first mobile number, or ""."""
        return _first(n.number for n in self.numbers if n.label == MOBILE)

    @property
    def extension(self) -> str:
        """The first extension, or ""."""
        return _first(n.extension for n in self.numbers if n.extension)

    @property
    def person_key(self) -> str:
        """Name and company in the form by which people are compared."""
        return person_key(self.name, self.company)


def _first(texts: Iterable[str]) -> str:
    return next(iter(texts), "")


_LINES: Final = ("company", "department", "name", "kana", "company_kana", "reachable")
_TEXTS: Final = ("rules", "notes")
OWN_FIELDS: Final = (*_LINES, *_TEXTS, "their_closing", "left", "successor")
"""Fields that events set one by one, the last writer keeping each; numbers likewise by key."""
_OWN: Final = frozenset(OWN_FIELDS)
_own = attrgetter(*OWN_FIELDS)
_lines = attrgetter(*_LINES)
_long = attrgetter(*_TEXTS)


def filled(contact: Contact) -> frozenset[str]:
    """Names of the fields that say anything."""
    names = frozenset(name for name in (*OWN_FIELDS, "numbers") if getattr(contact, name))
    return names | ({"their_closing"} if contact.their_closing is not None else set())


def tidy_contact(contact: Contact) -> Contact:
    """Trim every text; of numbers that are the same by their key the first stays."""
    lines = zip(_LINES, _lines(contact), strict=True)
    texts = zip(_TEXTS, _long(contact), strict=True)
    # Mostly nothing is to be trimmed.
    found: dict[str, Any] = {
        **{name: tidy for name, text in lines if text and (tidy := tidy_line(text)) != text},
        **{name: tidy for name, text in texts if text and (tidy := tidy_text(text)) != text},
    }
    numbers: dict[str, ContactNumber] = {}
    for each in contact.numbers:
        one = ContactNumber(
            tidy_line(each.label), tidy_line(each.number), tidy_line(each.extension)
        )
        if one.number or one.extension:
            numbers.setdefault(_slot(one), one)
    kept = tuple(numbers.values())
    if found or kept != contact.numbers:
        return replace(contact, numbers=kept, **found)
    return contact


def _slot(number: ContactNumber) -> str:
    """Under which name a number stands in events."""
    return number.key or f"{number.number}#{number.extension}"


def is_contact(stream: str) -> bool:
    """Whether events of this stream are about a contact, not a memo."""
    return stream.startswith(PREFIX)


def natural_id(contact: Contact, more: str = "") -> str:
    """Return the id that every desktop gives to this person at this number.

    Two desktops that learn of the same person thereby know one, not two. `more` tells apart
    people of one name at one number.
    """
    from uuid import uuid5  # noqa: PLC0415 - it asks the platform much that no start needs

    first = next(iter(contact.keys), "")
    return PREFIX + str(uuid5(_family(), f"{first}\n{contact.person_key}\n{more}"))


@cache
def _family() -> UUID:
    from uuid import UUID  # noqa: PLC0415 - see above

    return UUID(_FAMILY)


def changed_contact(before: Contact, after: Contact) -> dict[str, Json]:
    """Only what differs between two contacts, as the body of the event that says so."""
    body: dict[str, Json] = {
        name: _write(new)
        for name, old, new in zip(OWN_FIELDS, _own(before), _own(after), strict=True)
        if old != new
    }
    had = {_slot(number): number for number in before.numbers}
    has = {_slot(number): number for number in after.numbers}
    numbers: dict[str, Json] = {
        slot: _number(each) for slot, each in has.items() if had.get(slot) != each
    }
    numbers |= dict.fromkeys(sorted(had.keys() - has.keys()))
    if numbers:
        body["numbers"] = numbers
    return body


def _write(value: object) -> Json:
    return value.isoformat(timespec="minutes") if isinstance(value, time) else value


def _number(number: ContactNumber) -> dict[str, str]:
    return dict(zip(_PARTS, (number.label, number.number, number.extension), strict=True))


_PARTS: Final = tuple(f.name for f in fields(ContactNumber))


def fold_contact(events: Iterable[Event]) -> Contact | None:
    """Replay what was said of a contact, in its one order; None where nothing is left of it.

    A field belongs to whoever typed it last. What memos teach fills only what is blank and what
    nobody has typed, or mends what the same memo has taught before. A contact that was dropped
    is back as soon as somebody types something, not when they call again.
    """
    ordered = in_order(events)
    undone = undone_ids(ordered)
    entry = _Entry()
    for event in ordered:
        if event.kind not in _PEOPLE or event.event_id in undone:
            continue
        at = event.known_at
        if at is not None:
            entry.hear(event, at)
    return entry.contact(ordered[0].memo_id) if ordered else None


class _Entry:
    """A page of the address book while it is written."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}
        self._numbers: dict[str, ContactNumber | None] = {}
        self._teachers: dict[str, str] = {}
        self._is_dropped = False
        self._merged_into = ""
        self._changed_at: datetime | None = None

    def hear(self, event: Event, at: datetime) -> None:
        """Write down what one event says, and when it happened."""
        if event.kind == Kind.CONTACT_DROPPED:
            self._is_dropped = True
        elif event.kind == Kind.CONTACT_MERGED:
            into = event.body.get("into")
            # Always into the smaller id: so no two can be merged into each other.
            if isinstance(into, str) and is_contact(into) and into < event.memo_id:
                self._merged_into = into
        else:
            teacher = event.body.get("learned_from")
            self._keep(event.body, teacher if isinstance(teacher, str) else "")
        self._changed_at = at

    def _keep(self, body: Mapping[str, Json], teacher: str) -> None:
        if not teacher:
            self._is_dropped = False
        for name, value in _readable(body).items():
            is_blank = not self._values.get(name)
            if not teacher or self._learns(name, teacher, is_blank=is_blank):
                self._values[name] = value
                self._teachers[name] = teacher
        for slot, number in _readable_numbers(body).items():
            is_blank = self._numbers.get(slot) is None
            if not teacher or self._learns(slot + "#", teacher, is_blank=is_blank):
                # Once dropped and then given again it stands last.
                self._numbers.pop(slot, None)
                self._numbers[slot] = number
                self._teachers[slot + "#"] = teacher

    def _learns(self, name: str, teacher: str, *, is_blank: bool) -> bool:
        before = self._teachers.get(name)
        return before is None or before == teacher or (bool(before) and is_blank)

    def contact(self, contact_id: str) -> Contact | None:
        """Return the page as it stands."""
        if not self._values and not self._numbers:
            return None
        numbers = {slot: each for slot, each in self._numbers.items() if each is not None}
        learned = {name for name in self._values if self._teachers[name]}
        if numbers and all(self._teachers[slot + "#"] for slot in numbers):
            learned.add("numbers")
        contact = Contact(
            id=contact_id,
            numbers=tuple(numbers.values()),
            learned_fields=frozenset(learned),
            teachers=tuple(sorted({each for each in self._teachers.values() if each})),
            is_dropped=self._is_dropped,
            merged_into=self._merged_into,
            changed_at=self._changed_at,
            **self._values,
        )
        if not learned:
            return contact
        return replace(contact, learned_fields=contact.learned_fields & filled(contact))


def _readable(body: Mapping[str, Json]) -> dict[str, Any]:
    """Fields of an event that this program can read; the others are passed over."""
    found: dict[str, Any] = {}
    for name, value in body.items():
        if name not in _OWN:
            continue
        try:
            found[name] = _read(name, value)
        except (ValueError, TypeError):
            continue
    return found


def _read(name: str, value: Json) -> object:
    if name == "left":
        if not isinstance(value, bool):
            raise TypeError("neither true nor false")
        return value
    if name == "their_closing":
        if value is None:
            return None
        hour = time.fromisoformat(_text(value))
        return time(hour.hour, hour.minute)
    return _text(value)


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    value.encode("utf-8")
    return value


def _readable_numbers(body: Mapping[str, Json]) -> dict[str, ContactNumber | None]:
    given = body.get("numbers")
    found: dict[str, ContactNumber | None] = {}
    if not isinstance(given, Mapping):
        return found
    for slot, parts in given.items():
        try:
            slot.encode("utf-8")
            found[slot] = None if parts is None else _read_number(parts)
        except (ValueError, TypeError):
            continue
    return found


def _read_number(parts: Json) -> ContactNumber:
    if not isinstance(parts, Mapping):
        raise TypeError("not a number")
    return ContactNumber(*[_text(parts.get(name, "")) for name in _PARTS])
