"""What can be asked about people outside: who they are, how to find them, what is open."""

from __future__ import annotations

from datetime import datetime

from callmemo.core.contact import Contact
from callmemo.core.recall import CallerCard
from callmemo.enquiries import Enquiries


class Callers(Enquiries):
    """Answers about the address book; changes nothing."""

    def contact(self, contact_id: str) -> Contact:
        """One contact by its id, or who it was merged into; raises ContactNotFound."""
        raise NotImplementedError

    def contacts(self) -> list[Contact]:
        """Everybody in the book, by company and kana."""
        raise NotImplementedError

    def people(self, query: str, limit: int = 20) -> list[Contact]:
        """Find people: by kanji, kana, romaji, company or any part of a number."""
        raise NotImplementedError

    def caller(self, phone: str, name: str, company: str, now: datetime) -> CallerCard | None:
        """Return what is known of whoever calls; None where nothing is known of them."""
        raise NotImplementedError
