"""Offers people and companies of the address book while a name is typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView

from callmemo import caller_words
from callmemo.core.contact import Contact
from callmemo.core.naming import company_key, name_key
from callmemo.desktop.form_fields import DEPARTMENT, LineField, PersonRow, popup_of
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme

_PLACE: Final = Qt.ItemDataRole.UserRole + 2
_MOST: Final = 8
_LOOKED_THROUGH: Final = 40


class BookOffer(QObject):
    """A list below a field, from which nothing is taken unless somebody goes into it."""

    def __init__(self, session: DeskSession, theme: Theme, field: LineField) -> None:
        """Watch a field; only what is typed there asks the book, not what is filled in."""
        super().__init__(field)
        self._session = session
        self.field = field
        self._found: list[Contact] = []
        self._rows = QStandardItemModel(0, 1, self)
        self.completer = QCompleter(self._rows, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setMaxVisibleItems(_MOST)
        self._theme = theme
        self._popup: QListView | None = None
        self.completer.setWidget(field)
        field.textEdited.connect(self._offer)
        chosen = self.completer.activated[QModelIndex]  # type: ignore[index] # PySide's stubs lack it
        chosen.connect(self._chosen)

    def matches(self, found: Iterable[Contact], _typed: str) -> list[Contact]:
        """Return what to offer of those found, each once."""
        return list(found)

    def words(self, contact: Contact) -> tuple[str, str]:
        """Return what stands in a row: the name, and what tells namesakes apart."""
        raise NotImplementedError

    def take(self, contact: Contact) -> None:
        """Do what choosing this row means."""
        raise NotImplementedError

    def _offer(self, typed: str) -> None:
        asked = typed.strip()
        found: list[Contact] = []
        if asked:
            found = self._session.ask(lambda desk: desk.people(asked, _LOOKED_THROUGH), [])
        self._found = self.matches(found, asked)[:_MOST]
        self._rows.clear()
        for place, contact in enumerate(self._found):
            text, behind = self.words(contact)
            item = QStandardItem(text)
            item.setData(behind, DEPARTMENT)
            item.setData(place, _PLACE)
            item.setData(f"{text} {behind}".strip(), Qt.ItemDataRole.AccessibleTextRole)
            self._rows.appendRow(item)
        if self._found:
            if self._popup is None:
                rows = PersonRow(self._theme, self.field)
                self._popup = popup_of(self.completer, self.field.objectName(), rows)
            self.completer.complete()
        elif self._popup is not None:
            self._popup.hide()

    def _chosen(self, index: QModelIndex) -> None:
        place = index.data(_PLACE)
        if isinstance(place, int) and place < len(self._found):
            self.take(self._found[place])


class PeopleOffer(BookOffer):
    """Offers people in the field for the name. `picked(contact)`: one was chosen."""

    picked = Signal(object)

    def matches(self, found: Iterable[Contact], typed: str) -> list[Contact]:
        """Only people: companies have a field of their own."""
        people = [each for each in found if not each.is_company and not each.left]
        exact = len(people) == 1 and name_key(people[0].name) == name_key(typed)
        # Nothing is left to complete; the card has the rest.
        return [] if exact else people

    def words(self, contact: Contact) -> tuple[str, str]:
        """Return the name, and company and department behind it."""
        return contact.name or contact.kana, caller_words.place(contact)

    def take(self, contact: Contact) -> None:
        """Write the whole name; the rest is for whoever hears `picked`."""
        self.field.show_text(contact.name or contact.kana)
        self.picked.emit(contact)


class CompanyOffer(BookOffer):
    """Offers companies in the field for the company."""

    def matches(self, found: Iterable[Contact], typed: str) -> list[Contact]:
        """Return one contact of each company."""
        each = {company_key(contact.company): contact for contact in found if contact.company}
        each.pop(company_key(typed), None)
        return list(each.values())

    def words(self, contact: Contact) -> tuple[str, str]:
        """Return the company only: who it is there is asked next."""
        return contact.company, ""

    def take(self, contact: Contact) -> None:
        """Write the company's name."""
        self.field.show_text(contact.company)
