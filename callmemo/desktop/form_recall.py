"""Looks up on the memo form who is calling, and fills in what the address book knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from callmemo import caller_words
from callmemo.core.contact import Contact
from callmemo.core.events import CALLER_FIELDS
from callmemo.core.memo import Caller, Draft, Memo
from callmemo.core.naming import bare_name, name_key
from callmemo.core.recall import CallerCard
from callmemo.desktop.caller_card import CONTINUE_KEY, TAKE_KEY, URGENT_KEY, CallerCardView
from callmemo.desktop.form_fields import LineField
from callmemo.desktop.form_keys import FormKeys
from callmemo.desktop.form_page import FormPage
from callmemo.desktop.form_saving import FormSaving
from callmemo.desktop.form_side import FormSide
from callmemo.desktop.people_offer import CompanyOffer, PeopleOffer
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme

_Asked = tuple[str, str, str, datetime]


class FormRecall(QObject):
    """Follows the form with the caller card. `memo_wanted(id)`: a memo is to be shown."""

    memo_wanted = Signal(str)

    def __init__(
        self,
        session: DeskSession,
        theme: Theme,
        page: FormPage,
        side: FormSide,
        saving: FormSaving,
        keys: FormKeys,
    ) -> None:
        """Put the card into the side panel, and the people of the book into the fields."""
        super().__init__(side)
        self._session = session
        self._page = page
        self._saving = saving
        self._asked: _Asked | None = None
        self._found: CallerCard | None = None
        self._draft = Draft()
        self.card = CallerCardView()
        side.add_card(self.card)
        self.names = PeopleOffer(session, theme, page.who.name)
        self.companies = CompanyOffer(session, theme, page.who.company)
        self.names.picked.connect(self.pick)
        self._connect()
        for key, act in (
            (TAKE_KEY, self.card.take),
            (CONTINUE_KEY, self.card.go_on),
            (URGENT_KEY, self.card.make_urgent),
        ):
            keys.add(key, act)

    def _connect(self) -> None:
        self.card.picked.connect(self.pick)
        self.card.continue_wanted.connect(self._go_on)
        self.card.urgent_wanted.connect(self._make_urgent)
        self.card.complaint_wanted.connect(lambda: self._page.who.complaint.setChecked(True))
        self.card.memo_wanted.connect(self.memo_wanted)
        self._session.changed.connect(self._forget)

    def follow(self, draft: Draft, memo: Memo | None, now: datetime) -> None:
        """Show who calls as soon as number or name say so; a correction recalls nobody."""
        caller = draft.caller
        number = caller.phone or caller.mobile
        # A memo of this minute may be another desk's: the card is never older than that.
        asked = (number, caller.name, caller.company, now.replace(second=0, microsecond=0))
        self._draft = draft
        if memo is not None or draft.withheld:
            self._asked, self._found = None, None
        elif asked != self._asked:
            self._asked = asked
            self._found = self._session.ask(
                lambda desk: desk.caller(number, caller.name, caller.company, now), None
            )
        self._drop_what_is_not_theirs()
        self._show(now)

    def pick(self, contact: Contact) -> None:
        """Fill in what is blank of somebody from the book; what was typed stays."""
        typed = self._page.read(Draft())
        theirs = filled_in(typed.caller, contact)
        for name in CALLER_FIELDS:
            text = getattr(theirs, name)
            if text != getattr(typed.caller, name):
                self._line(name).show_text(text)
        if contact.their_closing is not None and typed.their_closing is None:
            self._page.request.show_closing(contact.their_closing)

    def _line(self, name: str) -> LineField:
        page = self._page
        fields = page.details.fields | page.request.fields | page.who.fields
        _row, field = fields[name]
        if not isinstance(field, LineField):
            raise TypeError(name)
        return field

    def _show(self, now: datetime) -> None:
        office = self._session.settings.office
        found, draft = self._found, self._draft
        told = "" if found is None else caller_words.again(found, now, office)
        self._page.who.say_again(told)
        contact = None if found is None else found.contact
        self.card.show_card(
            found,
            now,
            office,
            continues=self._saving.continues,
            is_urgent=draft.is_urgent,
            is_complaint=draft.complaint,
            fills=contact is not None and filled_in(draft.caller, contact) != draft.caller,
        )

    def _drop_what_is_not_theirs(self) -> None:
        """Continue no memo of somebody else, once another caller stands on the form."""
        memo = self._saving.continues
        if memo is None:
            return
        own = () if self._found is None else self._found.open
        if memo.id not in {each.id for each in own}:
            self._saving.continues = None

    def _go_on(self, memo: Memo | None) -> None:
        """Note this call on the open memo, or make it a memo of its own again."""
        self._saving.continues = memo
        if memo is not None:
            who = self._page.who
            for field, text in (
                (who.name, memo.draft.caller.name),
                (who.company, memo.draft.caller.company),
                (who.addressee, memo.draft.addressee),
            ):
                if not field.text():
                    field.show_text(text)
        self._show(self._session.now())

    def _make_urgent(self, reason: str) -> None:
        who = self._page.who
        who.urgent.setChecked(True)
        if not who.urgent_reason.text():
            who.urgent_reason.show_text(reason)

    def _forget(self) -> None:
        self._asked = None


def filled_in(caller: Caller, contact: Contact) -> Caller:
    """Return the caller with what is blank filled in from the book.

    A surname that was typed becomes the whole name only where it was chosen by that name.
    """
    known = {
        "phone": contact.phone,
        "mobile": contact.mobile if contact.mobile != caller.phone else "",
        "name": contact.name,
        "company": contact.company,
        "kana": contact.kana,
        "department": contact.department,
        "extension": contact.extension,
    }
    if not caller.phone and not known["phone"] and not caller.mobile:
        known |= {"phone": contact.mobile, "mobile": ""}
    if caller.name and name_key(bare_name(caller.name)) != name_key(contact.name):
        known |= {"kana": ""}
    return replace(
        caller, **{name: text for name, text in known.items() if not getattr(caller, name)}
    )
