"""How the address book grows by itself: what a memo teaches about whoever called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from callmemo.core.contact import (
    MOBILE,
    OFFICE,
    Contact,
    ContactNumber,
    changed_contact,
    natural_id,
)
from callmemo.core.events import Json
from callmemo.core.memo import Draft
from callmemo.core.naming import bare_name, company_key, may_be_same, name_key
from callmemo.core.phone import Number, NumberKind, read_number

_NOBODYS = ("間違い電話", "間違電話", "番号違い", "いたずら電話", "無言電話", "wrong number")
"""Who writes this down wants to know no more of the caller."""
_UNFIT = frozenset({NumberKind.INTERNAL, NumberKind.WITHHELD})


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a memo teaches: of which contact (its id), and the body of the event that says it."""

    contact_id: str
    body: dict[str, Json]


def taught_by(draft: Draft) -> Contact | None:
    """Return the caller of a memo as somebody to be kept; None where it teaches nothing.

    It needs a number that can be called, and a name or a company. Who called by mistake, or
    without showing a number, is not kept.
    """
    caller = draft.caller
    if draft.withheld or not (name_key(caller.name) or company_key(caller.company)):
        return None
    about = f"{draft.subject}\n{draft.body}".casefold()
    if any(word in about for word in _NOBODYS):
        return None
    numbers = []
    phone = _sound(caller.phone)
    if phone is not None:
        label = MOBILE if phone.kind is NumberKind.MOBILE else OFFICE
        inside = caller.extension or phone.extension
        numbers.append(ContactNumber(label, _without_extension(phone), inside))
    # A mobile at which they are to call us is ours, not theirs.
    mobile = None if caller.mobile == draft.company_mobile else _sound(caller.mobile)
    if mobile is not None:
        numbers.append(ContactNumber(MOBILE, _without_extension(mobile)))
    if not numbers:
        return None
    return Contact(
        company=caller.company,
        department=caller.department,
        name=bare_name(caller.name),
        kana=bare_name(caller.kana),
        numbers=tuple({number.key: number for number in reversed(numbers)}.values())[::-1],
        their_closing=draft.their_closing,
    )


def _sound(typed: str) -> Number | None:
    number = read_number(typed) if typed else None
    if number is None or number.problem or not number.key or number.kind in _UNFIT:
        return None
    return number


def _without_extension(number: Number) -> str:
    return number.shown.split(" 内線")[0] if number.extension else number.shown


def learn(memo_id: str, taught: Contact, known: Sequence[Contact]) -> Lesson | None:
    """Return what is new in it; None where all of it is known already.

    `known` are the contacts with one of these numbers, or of this name and company, also those
    who were taken out of the book: who was taken out is not learned again.
    """
    own = next((each for each in known if _learned_only_from(each, memo_id)), None)
    if own is not None:
        # What this memo taught, it may correct: a name misheard at first.
        return _lesson(memo_id, own, replace(own, **_said_fields(taught), numbers=taught.numbers))
    same = [each for each in known if _is_same(taught, each)]
    if len(same) > 1:
        # Whose number it is of two of that name is not for the program to say.
        exact = [each for each in same if each.department == taught.department]
        same = exact if taught.department and len(exact) == 1 else []
        if not same:
            return None
    if same:
        return None if same[0].is_dropped else _fill(memo_id, same[0], taught)
    contact_id = natural_id(taught)
    if any(each.id == contact_id for each in known):
        # Of that name at that number there is somebody in another department.
        contact_id = natural_id(taught, taught.department)
    return _lesson(memo_id, Contact(id=contact_id), replace(taught, id=contact_id))


def _learned_only_from(contact: Contact, memo_id: str) -> bool:
    return contact.stands and contact.learned and contact.teachers == (memo_id,)


def _is_same(taught: Contact, other: Contact) -> bool:
    """Whether what was taught is about somebody who is known."""
    theirs, heard = company_key(other.company), company_key(taught.company)
    if theirs and heard and theirs != heard:
        return False
    shared = bool(set(taught.keys) & set(other.keys))
    if taught.is_company:
        return shared or other.is_company
    if other.is_company or not may_be_same(taught.name, other.name):
        return False
    if taught.department and other.department and taught.department != other.department:
        return False
    return shared or bool(theirs and heard)


def _said_fields(taught: Contact) -> dict[str, Any]:
    names = ("company", "department", "name", "kana", "their_closing")
    return {name: value for name in names if (value := getattr(taught, name))}


def _fill(memo_id: str, contact: Contact, taught: Contact) -> Lesson | None:
    """Fill what is blank, and add the numbers that are not known yet."""
    if taught.is_company and not contact.is_company:
        # Only the company was heard: it says nothing about this person.
        return None
    blank = {
        name: value for name, value in _said_fields(taught).items() if not getattr(contact, name)
    }
    more = tuple(number for number in taught.numbers if number.key not in contact.keys)
    return _lesson(memo_id, contact, replace(contact, **blank, numbers=(*contact.numbers, *more)))


def _lesson(memo_id: str, before: Contact, after: Contact) -> Lesson | None:
    body = changed_contact(before, after)
    return Lesson(before.id, {**body, "learned_from": memo_id}) if body else None
