"""What can be asked about people outside: who they are, how to find them, what is open."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from callmemo import errors
from callmemo.core import rules
from callmemo.core.contact import Contact
from callmemo.core.naming import bare_name, name_key, person_key, same_surname, surname
from callmemo.core.phone import number_key
from callmemo.enquiries import Enquiries
from callmemo.settings import Settings
from callmemo.store.callers import CallsOf
from callmemo.store.contacts import Book
from callmemo.store.journal import Journal

if TYPE_CHECKING:
    # No list needs them: loaded when somebody calls.
    from callmemo.core.one_line import Known
    from callmemo.core.recall import CallerCard

_PEOPLE = 20
_CANDIDATES = 20
_A_DAY = timedelta(days=1)
_REMEMBERED = 1024


class Callers(Enquiries):
    """Answers about the address book; changes nothing."""

    def __init__(self, journal: Journal, settings: Settings) -> None:
        """Ask what this journal has made of the events."""
        super().__init__(journal, settings)
        self._book = Book(journal.db, journal.path)
        self._calls = CallsOf(journal.db, journal.path)

    def contact(self, contact_id: str) -> Contact:
        """One contact by its id, or who it was merged into; raises ContactNotFound."""
        found = None if rules.has_control(contact_id) else self._book.by_id(contact_id)
        # Always merged into a smaller id: this comes to an end.
        while found is not None and found.merged_into:
            found = self._book.by_id(found.merged_into)
        if found is None or found.is_dropped:
            raise errors.ContactNotFound(contact_id)
        return found

    def contacts(self, limit: int = -1) -> list[Contact]:
        """Everybody in the book, by company and kana; or the first of them."""
        return self._book.everybody(limit)

    def people(self, query: str, limit: int = _PEOPLE) -> list[Contact]:
        """Find people: by kanji, kana, romaji, company or any part of a number."""
        if rules.has_control(query):
            return []
        return self._book.search(query[: rules.MAX_LINE], limit)

    def known(self) -> Known:
        """Return by whom a line is read: the office's own people, and the book as it is now."""
        # Reading lines is not needed to show the list.
        from callmemo.core.one_line import Known  # noqa: PLC0415 - see above

        @lru_cache(_REMEMBERED)
        def is_company(name: str) -> bool:
            return not rules.has_control(name) and bool(self._book.of_company(name, 1))

        @lru_cache(_REMEMBERED)
        def is_person(name: str) -> bool:
            if rules.has_control(name):
                return False
            key = name_key(name)
            return any(name_key(each.name) == key for each in self._book.named(name, 1))

        members = tuple((member.name, member.department) for member in self.settings.members)
        return Known(members, (), is_company, is_person)

    def caller(self, phone: str, name: str, company: str, now: datetime) -> CallerCard | None:
        """Return what is known of whoever calls; None where nothing is known of them.

        Any of the three may be empty. With a name alone the card tells who it can be; what was
        open with them it tells as soon as that is one person.
        """
        from callmemo.core.recall import HEAT, recall, who  # noqa: PLC0415 - see above

        if any(map(rules.has_control, (phone, name, company))):
            return None
        key = number_key(phone)
        at_number = self._book.at_numbers([key], _CANDIDATES) if key else []
        found = who(at_number, self._like(name, company), name, company)
        contact = found.contact
        keys = tuple(dict.fromkeys((*([key] if key else ()), *(contact.keys if contact else ()))))
        persons = _persons(name, company, contact)
        memos = self._calls.of(keys, persons, now - HEAT - _A_DAY)
        return recall(
            found,
            memos,
            now,
            self.office,
            name=name,
            namesakes=self._namesakes(contact, name, company),
            successor=self._successor(contact),
        )

    def _like(self, name: str, company: str) -> list[Contact]:
        """Return who can be meant by a name, a company, or both."""
        if name.strip():
            return self._book.search(bare_name(name)[: rules.MAX_LINE], _CANDIDATES)
        return self._book.of_company(company[: rules.MAX_LINE], _CANDIDATES)

    def _namesakes(self, contact: Contact | None, name: str, company: str) -> tuple[Contact, ...]:
        if contact is not None:
            name, company = contact.name, contact.company
        if not name or not company:
            return ()
        others = self._book.of_company(company, _PEOPLE, surname=surname(name) or name)
        own = contact.id if contact else ""
        return tuple(each for each in others if each.id != own and same_surname(each.name, name))

    def _successor(self, contact: Contact | None) -> Contact | None:
        if contact is None or not contact.successor:
            return None
        try:
            return self.contact(contact.successor)
        except errors.ContactNotFound:
            return None


def _persons(name: str, company: str, contact: Contact | None) -> tuple[str, ...]:
    """Return the keys under which memos of this person stand, also without a number."""
    pairs = [(name, company)] if company else []
    if contact is not None:
        pairs.append((contact.name, contact.company))
        if name_key(name):
            pairs.append((name, contact.company))
    return tuple(dict.fromkeys(key for pair in pairs if (key := person_key(*pair))))
