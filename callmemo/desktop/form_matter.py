"""By when to call back, and the message itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from callmemo.core.memo import Draft
from callmemo.core.office import Office
from callmemo.core.vocabulary import THEY_OWE, WE_OWE, Request
from callmemo.desktop.form_due import DueChoice
from callmemo.desktop.form_fields import LineField, TextField
from callmemo.desktop.form_section import FormSection
from callmemo.words import say

_OWED = WE_OWE | THEY_OWE


class MatterSection(FormSection):
    """Promise, due time, subject and message."""

    def __init__(self, office: Office) -> None:
        """Build for the office's clock."""
        super().__init__("formMatter")
        self._has_due = False
        self.promise = LineField("promise")
        self.due = DueChoice(office)
        self._subject, self._body = LineField("subject"), TextField("body", 3)
        self._lay_out()

    def _lay_out(self) -> None:
        self._promise_row = self.add_row("promise")
        # Every letter is taken.
        self.add(self._promise_row, "promise", say("Promise (&3)"), self.promise, wide=True)
        self.promise.setPlaceholderText(say("As spoken, such as “by 15:00” or “tomorrow”"))
        self._due_row = self.add_row("due")
        self._due_row.put(say("&Due"), self.due, wide=True, chips=True)
        self.fields["due_at"] = (self._due_row, self.due)
        self.due.edited.connect(lambda: self.touched("due_at"))
        self.add(self.add_row("subject"), "subject", say("Sub&ject"), self._subject, wide=True)
        self.add(self.add_row("body"), "body", say("Messa&ge"), self._body)

    def show_draft(self, draft: Draft) -> None:
        """Show what was written down; the due time needs `renew` first."""
        self._has_due = draft.due_at is not None or bool(draft.promise)
        self.due.show_due(draft.due_at)
        self.promise.show_text(draft.promise)
        self.due.show_promise(self.promise.text())
        self._subject.show_text(draft.subject)
        self._body.show_text(draft.body)

    def read(self, draft: Draft) -> Draft:
        """Return the draft with all that stands here, also where it is not shown now."""
        return replace(
            draft,
            promise=self.promise.text(),
            due_at=self.due.due,
            subject=self._subject.text(),
            body=self._body.toPlainText(),
        )

    def fit(self, draft: Draft) -> Draft:
        """Leave out of a draft what is not shown."""
        if not self._due_row.isVisibleTo(self):
            draft = replace(draft, due_at=None, promise="")
        return draft

    def arrange(self, request: Request) -> None:
        """Show the rows that go with the request."""
        for row in (self._promise_row, self._due_row):
            row.setVisible(request in _OWED or self._has_due)

    def renew(self, draft: Draft, now: datetime, office: Office) -> None:
        """Bring the hours up to date, and the time that follows from the promise."""
        self.due.hear(draft.promise, now)
        self.due.renew(draft, now, office)
