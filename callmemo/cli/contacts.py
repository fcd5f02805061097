"""The address book on the command line: who calls, and who is known."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from callmemo import caller_words, errors
from callmemo.cli.contact_parser import NUMBERS, TEXTS
from callmemo.cli.parser import NONE
from callmemo.cli.render import clean, memo_object, table
from callmemo.cli.times import read_clock
from callmemo.core.contact import PREFIX, Contact, ContactNumber
from callmemo.core.memo import Memo
from callmemo.core.office import Office
from callmemo.core.phone import number_key
from callmemo.core.recall import CallerCard, Proposal
from callmemo.core.times import to_local_text
from callmemo.desk import Desk
from callmemo.labels import field_label, number_label
from callmemo.words import say, say_count

Answer = tuple[list[str], Any]
"""What is told: lines for people, and a value for other programs."""


def who(desk: Desk, args: Namespace, now: datetime) -> Answer:
    """The caller card for a number or a name."""
    text = " ".join(args.caller)
    phone, name = (text, "") if number_key(text) else ("", text)
    card = desk.caller(phone, name, args.company, now)
    if card is None:
        return [say("Nothing is known of this caller.")], None
    return [clean(line) for line in caller_words.card_lines(card, now, desk.office)], card_object(
        card, now, desk.office
    )


def contacts(desk: Desk, args: Namespace, now: datetime) -> Answer:
    """Do what is asked for with the address book."""
    return ACTIONS[args.action](desk, args, now)


def find(desk: Desk, text: str) -> Contact:
    """Return the one entry that is meant by an id, a number or a name.

    Raises ContactNotFound for none, and names them where it can mean several.
    """
    if text.startswith(PREFIX):
        return desk.contact(text)
    found = desk.people(text, 6)
    exact = [each for each in found if text in {each.name, each.company if each.is_company else ""}]
    found = exact if len(exact) == 1 else found
    if len(found) == 1:
        return found[0]
    raise errors.ContactNotFound(text, [caller_words.whole(each) for each in found])


def _list(desk: Desk, args: Namespace, _now: datetime) -> Answer:
    found = desk.people(args.search, 1000) if args.search else desk.contacts()
    if not found:
        return [say("There is nobody in the address book.")], []
    heading = [*map(field_label, ("company", "department", "name", "kana", "phone")), ""]
    rows = (
        [
            each.company,
            each.department,
            each.name,
            each.kana,
            each.phone or each.mobile,
            caller_words.learned(each),
        ]
        for each in found
    )
    return table([heading, *rows]), [contact_object(each, desk.office) for each in found]


def _show(desk: Desk, args: Namespace, _now: datetime) -> Answer:
    return _told(desk, find(desk, args.who))


def _set(desk: Desk, args: Namespace, now: datetime) -> Answer:
    before = find(desk, args.who) if args.who else Contact()
    given: dict[str, Any] = {name: getattr(args, name) for _, name in TEXTS if hasattr(args, name)}
    if hasattr(args, "their_closing"):
        text = args.their_closing
        given["their_closing"] = None if text == NONE else read_clock(text)
    if hasattr(args, "left"):
        given["left"] = args.left
    if hasattr(args, "successor"):
        given |= {"successor": find(desk, args.successor).id if args.successor else ""}
    contact = replace(before, **given, numbers=_numbers(before, args))
    changes = desk.keep_contact(contact, now, before=before if before.id else None)
    return _told(desk, desk.contact(changes.contact_id if changes.contact_ids else before.id))


def _numbers(before: Contact, args: Namespace) -> tuple[ContactNumber, ...]:
    gone = {number_key(text) or text for text in args.remove_number}
    kept = [each for each in before.numbers if not gone & {each.key, each.number}]
    more = [
        ContactNumber(label, text)
        for _, label in NUMBERS
        for text in getattr(args, f"{label}_numbers")
    ]
    return (*kept, *more)


def _drop(desk: Desk, args: Namespace, now: datetime) -> Answer:
    contact = find(desk, args.who)
    desk.drop_contact(contact.id, now)
    gone = say("{name} was taken out of the address book.", name=caller_words.whole(contact))
    return [gone], contact_object(contact, desk.office)


def _merge(desk: Desk, args: Namespace, now: datetime) -> Answer:
    into = find(desk, args.who)
    desk.merge_contacts(into.id, [find(desk, text).id for text in args.others], now)
    return _told(desk, desk.contact(into.id))


def _import(desk: Desk, args: Namespace, now: datetime) -> Answer:
    from callmemo.cli import contact_files  # noqa: PLC0415 - no other command waits for that

    return contact_files.read_in(desk, args, now)


def _export(desk: Desk, args: Namespace, now: datetime) -> Answer:
    from callmemo.cli import contact_files  # noqa: PLC0415 - no other command waits for that

    return contact_files.write_out(desk, args, now)


def _told(desk: Desk, contact: Contact) -> Answer:
    return _page(desk, contact), contact_object(contact, desk.office)


def _page(desk: Desk, contact: Contact) -> list[str]:
    names = ("name", "kana", "company", "company_kana", "department", "reachable")
    rows = [(field_label(name), getattr(contact, name)) for name in names]
    rows += [
        (number_label(each.label), f"{each.number} {each.extension}".strip())
        for each in contact.numbers
    ]
    rows.append((field_label("their_closing"), _closing(contact) or ""))
    rows += [(field_label(name), getattr(contact, name)) for name in ("rules", "notes")]
    successor = None
    if contact.successor:
        successor = next(iter(_existing(desk, contact.successor)), None)
    lines = table([row for row in rows if row[1]])
    lines += [caller_words.has_left(contact, successor), caller_words.learned(contact)]
    return [line for line in (*lines, contact.id) if line]


def _existing(desk: Desk, contact_id: str) -> Iterable[Contact]:
    try:
        return [desk.contact(contact_id)]
    except errors.ContactNotFound:
        return []


def kept(desk: Desk, _args: Namespace, _now: datetime) -> Answer:
    """Say how many entries there are, after something was taken back."""
    count = len(desk.contacts())
    told = say_count(
        "{count} entry in the address book.", "{count} entries in the address book.", count
    )
    return [told], {"contacts": count}


# JSON


def contact_object(contact: Contact, office: Office) -> dict[str, Any]:
    """An entry for other programs; times in the office's zone, hours as HH:MM."""
    names = [f.name for f in fields(Contact) if f.name not in _OTHERWISE]
    return {
        **{name: getattr(contact, name) for name in names},
        "numbers": [
            {"label": each.label, "number": each.number, "extension": each.extension}
            for each in contact.numbers
        ],
        "their_closing": _closing(contact),
        "learned": contact.learned,
        "learned_fields": sorted(contact.learned_fields),
        "changed_at": None
        if contact.changed_at is None
        else to_local_text(contact.changed_at, office.zone),
    }


_OTHERWISE: Final = frozenset(
    {
        "numbers",
        "their_closing",
        "learned_fields",
        "teachers",
        "is_dropped",
        "merged_into",
        "changed_at",
    }
)


def _closing(contact: Contact) -> str | None:
    return None if contact.their_closing is None else f"{contact.their_closing:%H:%M}"


def card_object(card: CallerCard, now: datetime, office: Office) -> dict[str, Any]:
    """The caller card for other programs; memos without their histories."""

    def person(contact: Contact | None) -> dict[str, Any] | None:
        return None if contact is None else contact_object(contact, office)

    def memo(found: Memo) -> dict[str, Any]:
        return memo_object(found, (), now, office)

    def proposal(made: Proposal | None) -> dict[str, Any] | None:
        if made is None:
            return None
        reason = caller_words.because(made)
        return {"why": made.why.value, "count": made.count, "reason": reason}

    previous = card.previous
    return {
        "contact": person(card.contact),
        "candidates": [person(each) for each in card.candidates],
        "namesakes": [person(each) for each in card.namesakes],
        "successor": person(card.successor),
        "recent": [memo(each) for each in card.recent],
        "open": [memo(each) for each in card.open],
        "count_today": card.count_today,
        "calls_this_week": card.calls_this_week,
        "previous_at": None if previous is None else to_local_text(previous.at, office.zone),
        "previous_memo": None if previous is None else previous.memo.number,
        "urgency_proposed": proposal(card.urgency_proposed),
        "complaint_hinted": proposal(card.complaint_hinted),
        "continues": None if card.continues is None else card.continues.number,
    }


ACTIONS: Final[Mapping[str, Callable[[Desk, Namespace, datetime], Answer]]] = MappingProxyType(
    {
        "list": _list,
        "show": _show,
        "set": _set,
        "drop": _drop,
        "merge": _merge,
        "import": _import,
        "export": _export,
    }
)
