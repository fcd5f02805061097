"""Who is calling, for whom and how urgently: what is said first on the phone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtWidgets import QSizePolicy, QWidget

from callmemo.core.memo import Draft
from callmemo.core.vocabulary import Direction, Urgency
from callmemo.desktop.form_fields import LineField, PersonField
from callmemo.desktop.form_row import FieldRow
from callmemo.desktop.form_section import FormSection, MarkChip
from callmemo.desktop.parts import FlowLayout
from callmemo.desktop.phone_field import PhoneField
from callmemo.desktop.plain_text import OneLine
from callmemo.desktop.theme import Theme
from callmemo.settings import Member
from callmemo.words import say


class WhoSection(FormSection):
    """Number, name, company, addressee, marks."""

    def __init__(self, theme: Theme) -> None:
        """Build empty."""
        super().__init__("formWho")
        self._me = ""
        self._addressed_to_me = False
        self.phone, self.again = PhoneField("phone"), OneLine("again", "callerAgain")
        self.name, self.company = LineField("name"), LineField("company")
        self.addressee = PersonField("addressee", theme)
        self.urgent = MarkChip(say("&Urgent"), "urgent")
        self.complaint = MarkChip(say("Comp&laint"), "complaint")
        self.urgent_reason = LineField("urgent_reason")
        self._lay_out()

    def _lay_out(self) -> None:
        row = self.add_row("phone")
        self.add_number(row, "phone", say("&Phone number"), self.phone)
        # That they have called before is said where the eye is while the number is typed.
        self.again.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row.put("", self.again)
        self.again.hide()
        row = self.add_row("name")
        self.add(row, "name", say("&Name"), self.name)
        self.add(row, "company", say("&Company"), self.company)
        row = self.add_row("addressee")
        self.add(row, "addressee", say("&For"), self.addressee)
        row.put("", self._marks(row))
        row = self._reason_row = self.add_row("urgent_reason")
        self.add(row, "urgent_reason", say("Re&ason"), self.urgent_reason, wide=True)
        row.require(self.urgent_reason)
        row.say_hint(say("“Urgent” needs a reason: it tells who calls back what comes first."))

    def _marks(self, row: FieldRow) -> QWidget:
        marks = QWidget()
        marks.setObjectName("marks")
        flow = FlowLayout(marks)
        for chip, name in ((self.urgent, "urgency"), (self.complaint, "complaint")):
            flow.addWidget(chip)
            self.fields[name] = (row, marks)
            chip.toggled.connect(lambda *_, name=name: self.touched(name))
        return marks

    def say_again(self, text: str) -> None:
        """Say beside the number that they have called before, or nothing."""
        self.again.say(text)
        self.again.setVisible(bool(text))

    def offer(self, members: Iterable[Member], me: str) -> None:
        """Renew whom a memo can be for, and who sits here."""
        self.addressee.offer(members)
        self._me = me

    @property
    def first_to_ask(self) -> LineField:
        """Where a call begins: at the number, or behind it where the phone system told it."""
        return self.name if self.phone.text() and not self.name.text() else self.phone

    def turn(self, direction: Direction) -> None:
        """A call that we made is followed up by ourselves, unless somebody is named."""
        if direction is Direction.OUTGOING and not self.addressee.text():
            self.addressee.show_text(self._me)
            self._addressed_to_me = bool(self._me)
        elif direction is Direction.INCOMING and self._addressed_to_me:
            if self.addressee.text() == self._me:
                self.addressee.show_text("")
            self._addressed_to_me = False

    def show_draft(self, draft: Draft) -> None:
        """Show what was written down."""
        caller = draft.caller
        self._addressed_to_me = False
        self.phone.show_text(caller.phone)
        self.name.show_text(caller.name)
        self.company.show_text(caller.company)
        self.addressee.show_text(draft.addressee)
        self.urgent.setChecked(draft.is_urgent)
        self.complaint.setChecked(draft.complaint)
        self.urgent_reason.show_text(draft.urgent_reason)

    def read(self, draft: Draft) -> Draft:
        """Return the draft with what stands in these fields."""
        caller = replace(
            draft.caller,
            phone=self.phone.text(),
            name=self.name.text(),
            company=self.company.text(),
        )
        return replace(
            draft,
            caller=caller,
            addressee=self.addressee.text(),
            urgency=Urgency.URGENT if self.urgent.isChecked() else Urgency.NORMAL,
            urgent_reason=self.urgent_reason.text(),
            complaint=self.complaint.isChecked(),
        )

    def fit(self, draft: Draft) -> Draft:
        """Leave out of a draft what is not shown."""
        return draft if draft.is_urgent else replace(draft, urgent_reason="")

    def arrange(self) -> None:
        """Ask for the reason where one is needed."""
        self._reason_row.setVisible(self.urgent.isChecked())
