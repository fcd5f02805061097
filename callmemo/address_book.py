"""The address book (取引先台帳): what can be done with people and companies who call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from callmemo import errors
from callmemo.callers import Callers
from callmemo.core import rules
from callmemo.core.contact import (
    MOST_NUMBERS,
    OWN_FIELDS,
    Contact,
    changed_contact,
    natural_id,
    tidy_contact,
)
from callmemo.core.memo import Draft
from callmemo.core.rules import Problem, Rule
from callmemo.core.vocabulary import Kind
from callmemo.store.identity import new_id
from callmemo.store.journal import Changes, Plan

_MOST_KNOWN = 100
_NOTHING = Contact()
_LONG = frozenset({"rules", "notes"})
_Find = Callable[[str], Contact | None]
"""Finds a contact by its id, also one that stands in the book no more."""


class AddressBook(Callers):
    """The verbs of the address book, which the desk has too."""

    def keep_contact(
        self, contact: Contact, now: datetime, *, before: Contact | None = None
    ) -> Changes:
        """Keep a contact: a new one (without id), or what differs of one that is there.

        `before` is what the user saw when they began, as with memos. `changes.contact_id` is its
        id. Raises MemoRefused for one without name, company and number, and for unfit texts.
        """
        contact = _fit(contact)
        contact_id = contact.id or natural_id(contact)
        plan = self._keep(contact, now, before, contact_id, self._book.by_id)
        return Changes() if plan is None else self._journal.record([plan], now)

    def keep_contacts(self, contacts: Iterable[Contact], now: datetime) -> Changes:
        """Keep several at once, as an import does: one action, which `undo` takes back whole.

        Where one of them is refused nothing is written.
        """
        told = [(each, each.id or natural_id(each)) for each in map(_fit, contacts)]
        find = self._asked_for(contact_id for _, contact_id in told)
        plans = [self._keep(each, now, None, contact_id, find) for each, contact_id in told]
        return self._act([plan for plan in plans if plan is not None], now)

    def drop_contact(self, contact_id: str, now: datetime) -> Changes:
        """Take somebody out of the book; their memos stay."""
        contact = self.contact(contact_id)
        return self._journal.record([Plan(contact.id, self.me, Kind.CONTACT_DROPPED, {})], now)

    def merge_contacts(self, into: str, others: Iterable[str], now: datetime) -> Changes:
        """Make one of several; where they differ, `into` counts. Old ids lead to the one."""
        first = self.contact(into)
        found = {each.id: each for each in (first, *map(self.contact, others))}
        if len(found) == 1:
            return Changes()
        # The smallest id stays, whichever the user chose: two desktops that merge the same
        # people the other way round at the same time must not merge them away.
        stays = found[min(found)]
        merged = _merged(found.values())
        plans = [
            Plan(each.id, self.me, Kind.CONTACT_MERGED, {"into": stays.id})
            for each in found.values()
            if each.id != stays.id
        ]
        body = changed_contact(stays, merged)
        if body:
            plans.append(Plan(stays.id, self.me, Kind.CONTACT_KEPT, body))
        return self._act(plans, now)

    def mark_left(self, contact_id: str, now: datetime, *, successor: str = "") -> Changes:
        """Write down that somebody has left their company, and the id of who took over."""
        contact = self.contact(contact_id)
        after = self.contact(successor).id if successor else ""
        if after == contact.id:
            raise errors.MemoRefused(Problem(Rule.NAME_MISSING, "successor"))
        return self.keep_contact(replace(contact, left=True, successor=after), now)

    # Inside

    def _act(self, plans: list[Plan], now: datetime) -> Changes:
        """Write several events as one action, which is undone as one."""
        if not plans:
            return Changes()
        if len(plans) > 1:
            action = new_id(now)
            plans = [replace(plan, body={**plan.body, "action": action}) for plan in plans]
        return self._journal.record(plans, now)

    def _asked_for(self, contact_ids: Iterable[str]) -> _Find:
        """Ask for several at once, and for others when they are asked for."""
        ids = [each for each in contact_ids if not rules.has_control(each)]
        known: dict[str, Contact | None] = {**dict.fromkeys(ids), **self._book.by_ids(ids)}
        return lambda each: known[each] if each in known else self._book.by_id(each)

    def _keep(
        self, contact: Contact, now: datetime, before: Contact | None, first: str, find: _Find
    ) -> Plan | None:
        """Plan to keep a contact; `first` is its id, or the first that it may get."""
        if contact.id:
            contact_id, before = contact.id, before or self._who(contact.id, find)
        else:
            contact_id, there = self._place_of(contact, now, first, find)
            # Who comes back into the book is as described now, not as they once were.
            before = before or (there if there is not None and there.is_dropped else _NOTHING)
        body = changed_contact(before, contact)
        if before.is_dropped:
            body = body or changed_contact(_NOTHING, contact)
        return Plan(contact_id, self.me, Kind.CONTACT_KEPT, body) if body else None

    def _who(self, contact_id: str, find: _Find) -> Contact:
        there = None if rules.has_control(contact_id) else find(contact_id)
        return there if there is not None and there.stands else self.contact(contact_id)

    def _place_of(
        self, contact: Contact, now: datetime, first: str, find: _Find
    ) -> tuple[str, Contact | None]:
        """Return the id that other desktops would give too, unless somebody else has it.

        Beside it, who has it already.
        """
        for more in ("", contact.department):
            contact_id = natural_id(contact, more) if more else first
            there = find(contact_id)
            if there is None or there.is_dropped:
                return contact_id, there
            if (
                there.stands
                and there.person_key == contact.person_key
                and there.department in {"", contact.department}
            ):
                return contact_id, there
        return natural_id(contact, new_id(now)), None

    def _lessons(self, memo_id: str, draft: Draft, actor: str) -> list[Plan]:
        """What a memo teaches the address book: none, or one event."""
        from callmemo.core.learning import learn, taught_by  # noqa: PLC0415 - no list needs it

        taught = taught_by(draft)
        if taught is None:
            return []
        known = self._book.at_numbers(taught.keys, _MOST_KNOWN, dropped=True)
        if taught.company:
            there = self._book.of_person(taught.person_key, _MOST_KNOWN, dropped=True)
            known = list({each.id: each for each in (*known, *there)}.values())
        lesson = learn(memo_id, taught, known)
        if lesson is None:
            return []
        return [Plan(lesson.contact_id, actor, Kind.CONTACT_KEPT, lesson.body)]


def _merged(contacts: Iterable[Contact]) -> Contact:
    """Return one contact that says what all of them say, the first first."""
    first, *others = contacts
    known: dict[str, Any] = {}
    for name in OWN_FIELDS:
        known[name] = next((v for each in (first, *others) if (v := getattr(each, name))), None)
    known = {name: value for name, value in known.items() if value is not None}
    notes = dict.fromkeys(each.notes for each in (first, *others) if each.notes)
    rules_ = dict.fromkeys(each.rules for each in (first, *others) if each.rules)
    known |= {"notes": "\n".join(notes), "rules": "\n".join(rules_), "left": first.left}
    numbers = tuple(number for each in (first, *others) for number in each.numbers)
    return tidy_contact(replace(_NOTHING, **known, numbers=numbers))


def _fit(contact: Contact) -> Contact:
    """Trim a contact that is to be kept; raises MemoRefused for one that cannot be."""
    contact = tidy_contact(contact)
    problem = _problem(contact)
    if problem is not None:
        raise errors.MemoRefused(problem)
    return contact


def _problem(contact: Contact) -> Problem | None:
    """Return what stands against keeping a contact, or None."""
    if not (contact.name or contact.company or contact.kana or contact.numbers):
        return Problem(Rule.EMPTY, "name")
    if len(contact.numbers) > MOST_NUMBERS:
        return Problem(Rule.TOO_LONG, "phone")
    texts = list(_texts(contact))
    whole = "".join(text for _, text in texts)
    if len(whole) <= rules.MAX_LINE and not rules.has_control(whole):
        return None
    for name, text in texts:
        if len(text) > (rules.MAX_TEXT if name in _LONG else rules.MAX_LINE):
            return Problem(Rule.TOO_LONG, name)
        if rules.has_control(text):
            return Problem(Rule.UNPRINTABLE, name)
    return None


def _texts(contact: Contact) -> Iterator[tuple[str, str]]:
    """Every text of a contact, with the field in which it shows."""
    for name in OWN_FIELDS:
        value = getattr(contact, name)
        if value and isinstance(value, str):
            yield name, value
    for number in contact.numbers:
        yield from (("phone", text) for text in (number.label, number.number, number.extension))
