"""The sheet of the memo form: all its fields in the order in which people speak."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from callmemo.core.memo import Draft
from callmemo.core.office import Office
from callmemo.core.vocabulary import Direction, Request
from callmemo.desktop.form_details import DetailsSection
from callmemo.desktop.form_matter import MatterSection
from callmemo.desktop.form_notice import Notice
from callmemo.desktop.form_request import RequestSection
from callmemo.desktop.form_row import ROW_SPACE, line_up
from callmemo.desktop.form_section import FormSection
from callmemo.desktop.form_who import WhoSection
from callmemo.desktop.theme import Theme
from callmemo.settings import Settings


class FormPage(QWidget):
    """All fields of a memo. `edited` is emitted when the user changes anything."""

    edited = Signal()
    unfolded = Signal(bool)

    def __init__(self, theme: Theme, office: Office) -> None:
        """Build for a new incoming call."""
        super().__init__()
        self.setObjectName("formPage")
        self._direction = Direction.INCOMING
        self._request: Request | None = None
        self.notice = Notice("formNotice")
        self.who = WhoSection(theme)
        self.request = RequestSection(theme)
        self.matter = MatterSection(office)
        self.details = DetailsSection()
        self._sections: tuple[FormSection, ...] = (
            self.who,
            self.request,
            self.matter,
            self.details,
        )
        self._lay_out()
        for section in self._sections:
            section.edited.connect(self.edited)
        self.who.phone.textChanged.connect(self.details.follow_number)
        # Pressed, not only checked: a line that says 至急 goes on being typed.
        self.who.urgent.clicked.connect(self._go_to_reason)
        self._unfold(opened=False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(ROW_SPACE)
        column.addWidget(self.notice)
        column.addWidget(self.who)
        column.addWidget(self.request)
        column.addWidget(self.matter, 1)
        column.addWidget(self.details)
        self.notice.hide()
        self._rows = [row for section in self._sections for row in section.rows]
        line_up(self._rows)

    # What stands on it

    def offer(self, settings: Settings) -> None:
        """Renew who is in the office."""
        me = str(settings.my_name)
        self.who.offer(settings.members, me)
        self.request.offer(settings.members)
        self.details.offer(me)

    def show_draft(self, draft: Draft, now: datetime, office: Office, *, is_new: bool) -> None:
        """Show a draft; `is_new` chooses what is usual where nothing was chosen."""
        self._direction = draft.direction
        self.clear_problems()
        self.who.show_draft(draft)
        self.request.show_draft(draft, is_new=is_new)
        self._request = self.request.request
        self.matter.due.show_due(None)
        self.matter.renew(draft, now, office)
        self.matter.show_draft(draft)
        self.details.show_draft(draft)
        self._unfold(opened=self.details.says_something)
        self.renew(now, office)

    def read(self, base: Draft) -> Draft:
        """Return all that stands here; what has no field is as in `base`."""
        draft = replace(base, direction=self._direction)
        for section in (self.who, self.request, self.matter, self.details):
            draft = section.read(draft)
        return draft

    def fit(self, draft: Draft) -> Draft:
        """Leave out of a draft what is not shown, because it does not go with the rest."""
        return self.matter.fit(self.request.fit(self.who.fit(draft)))

    # What is shown

    @property
    def direction(self) -> Direction:
        """Who called whom."""
        return self._direction

    def turn(self, direction: Direction) -> None:
        """Offer what belongs to this direction; what was typed stays."""
        self._direction = direction
        self.who.turn(direction)
        self.request.turn(direction)
        self.edited.emit()

    def renew(self, now: datetime, office: Office) -> None:
        """Show the rows that go with what was chosen, and the hours as they are now."""
        request = self.request.request
        opened = not self.details.isHidden()
        self.who.arrange()
        self.request.arrange(details=opened)
        self.matter.arrange(request)
        self.matter.renew(self.read(Draft()), now, office)
        if request is not self._request:
            self._request = request
            self.details.follow_visit(visited=request is Request.VISITED)
            self.matter.due.suggest_morning(wanted=request is Request.WE_CALL_AGAIN)
            self.matter.renew(self.read(Draft()), now, office)

    def toggle_details(self) -> None:
        """Fold the rarely asked fields in or out."""
        opened = self.details.isHidden()
        self._unfold(opened=opened)
        self.request.arrange(details=opened)
        if opened:
            self.details.fields["kana"][1].setFocus()

    def _unfold(self, *, opened: bool) -> None:
        self.details.setVisible(opened)
        self.unfolded.emit(opened)

    def narrow(self, *, narrow: bool) -> None:
        """Put the second field of each row below the first, or beside it."""
        for row in self._rows:
            row.narrow(narrow=narrow)

    def _go_to_reason(self, urgent: bool) -> None:
        if urgent and self.isVisible():
            self.who.urgent_reason.setFocus()

    def field(self, name: str) -> QWidget | None:
        """Find a field by its name."""
        found = (section.fields.get(name) for section in self._sections)
        return next((place[1] for place in found if place), None)

    # What is wrong

    def clear_problems(self) -> None:
        """Say nothing more about any field."""
        for section in self._sections:
            section.clear_problems()

    def say_problem(self, name: str, sentence: str) -> QWidget | None:
        """Say what is wrong beside a field, and return it; None if there is no such field."""
        for section in self._sections:
            if name in section.fields:
                if section is self.details and self.details.isHidden():
                    self._unfold(opened=True)
                row, field = section.fields[name]
                row.say_problem(field, sentence)
                return field
        return None
