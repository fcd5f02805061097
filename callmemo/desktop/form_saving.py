"""Saves what stands on the memo form, or says beside the fields why it cannot be saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from callmemo.core.memo import Draft, Memo
from callmemo.core.rules import Rule
from callmemo.desktop.form_footer import FormFooter
from callmemo.desktop.form_page import FormPage
from callmemo.desktop.session import DeskSession
from callmemo.errors import CallmemoError, MemoRefused
from callmemo.faults import RULES
from callmemo.store.journal import Changes
from callmemo.words import say


class FormSaving(QObject):
    """Takes a new memo, or writes a correction down.

    `saved(memo_id, number)`: the number is empty where nothing had changed. `unsaved()`: it was
    refused, or something has to be answered first. `asking(field)`: the keyboard went to the
    field that wants an answer.
    """

    saved = Signal(str, str)
    unsaved = Signal()
    asking = Signal(object)

    def __init__(
        self,
        session: DeskSession,
        page: FormPage,
        footer: FormFooter,
        read: Callable[[], Draft],
        parent: QObject,
    ) -> None:
        """Save what `read` returns; answers to questions stand on the page."""
        super().__init__(parent)
        self._session = session
        self._page = page
        self._footer = footer
        self._read = read
        self._memo: Memo | None = None
        self._before = Draft()
        self.continues: Memo | None = None
        """The open memo on which a new call will be noted, instead of a memo of its own."""
        session.refused.connect(self._refused)
        page.matter.due.kept.connect(lambda: self.save(past_due_ok=True))
        page.matter.promise.editingFinished.connect(self._ask_about_promise)

    def begin(self, memo: Memo | None, before: Draft) -> None:
        """Save a new memo from now on, or the correction of one that stood on the form so."""
        self._memo = memo
        self._before = before
        self.continues = None

    def save(self, *, past_due_ok: bool = False) -> None:
        """Save, once every question on the page is answered."""
        self._page.clear_problems()
        self._footer.say_fault("")
        draft, due = self._page.fit(self._read()), self._page.matter.due
        if draft.promise and due.is_in_doubt:
            due.ask_about_promise(self._session.now(), saving=True)
            self._ask(due.question)
            self.unsaved.emit()
            return
        past_due_ok = past_due_ok or due.past_is_meant
        memo = self._memo or self.continues
        if self._memo is None and self.continues is not None:
            done = self._continue(self.continues, draft, past_due_ok=past_due_ok)
        elif memo is None:
            done = self._take(draft, past_due_ok=past_due_ok)
        else:
            done = self._correct(memo, draft, past_due_ok=past_due_ok)
        if done is None:
            self.unsaved.emit()
            return
        number = str(done.events[0].body.get("number", "")) if done.events else ""
        if self._memo is None and memo is not None:
            number = memo.number
        self.saved.emit(done.memo_id if memo is None else memo.id, number)

    def _take(self, draft: Draft, *, past_due_ok: bool) -> Changes | None:
        return self._session.perform(
            lambda desk, now: desk.take(draft, now, past_due_ok=past_due_ok), self
        )

    def _continue(self, memo: Memo, draft: Draft, *, past_due_ok: bool) -> Changes | None:
        return self._session.perform(
            lambda desk, now: desk.continue_memo(memo.id, draft, now, past_due_ok=past_due_ok),
            self,
        )

    def _correct(self, memo: Memo, draft: Draft, *, past_due_ok: bool) -> Changes | None:
        before = self._page.fit(self._before)
        return self._session.perform(
            lambda desk, now: desk.amend(
                memo.id, draft, now, before=before, past_due_ok=past_due_ok
            ),
            self,
        )

    def _ask_about_promise(self) -> None:
        """Ask beside the field, once its words are complete; nobody has to answer at once."""
        self._page.matter.due.ask_about_promise(self._session.now(), saving=False)

    def _refused(self, error: CallmemoError, initiator: QObject | None) -> None:
        if initiator is not self:
            return
        if not isinstance(error, MemoRefused):
            self._footer.say_fault(error.sentence)
            return
        first: QWidget | None = None
        elsewhere = []
        for problem in error.problems:
            if problem.rule is Rule.DUE_IN_PAST:
                self._page.matter.due.ask(self._session.now())
                field: QWidget | None = self._page.matter.due.question
            else:
                sentence = say(RULES[problem.rule])
                field = self._page.say_problem(problem.field, sentence)
                if field is None:
                    elsewhere.append(sentence)
            first = first or field
        self._footer.say_fault("\n".join(dict.fromkeys(elsewhere)))
        if first is not None:
            self._ask(first)

    def _ask(self, field: QWidget) -> None:
        field.setFocus()
        self.asking.emit(field)
