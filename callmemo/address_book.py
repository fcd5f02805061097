"""The address book (取引先台帳): what can be done with people and companies who call."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from callmemo.callers import Callers
from callmemo.core.contact import Contact
from callmemo.store.journal import Changes


class AddressBook(Callers):
    """The verbs of the address book, which the desk has too."""

    def keep_contact(
        self, contact: Contact, now: datetime, *, before: Contact | None = None
    ) -> Changes:
        """Keep a contact: a new one (without id), or what differs of one that is there.

        `before` is what the user saw when they began, as with memos. `changes.contact_id` is its
        id. Raises ContactRefused for one without name, company and number, and for unfit texts.
        """
        raise NotImplementedError

    def keep_contacts(self, contacts: Iterable[Contact], now: datetime) -> Changes:
        """Keep several at once, as an import does: one action, which `undo` takes back whole."""
        raise NotImplementedError

    def drop_contact(self, contact_id: str, now: datetime) -> Changes:
        """Take somebody out of the book; their memos stay."""
        raise NotImplementedError

    def merge_contacts(self, into: str, others: Iterable[str], now: datetime) -> Changes:
        """Make one of several; where they differ, `into` counts. Old ids lead to the one."""
        raise NotImplementedError

    def mark_left(self, contact_id: str, now: datetime, *, successor: str = "") -> Changes:
        """Write down that somebody has left their company, and the id of who took over."""
        raise NotImplementedError
