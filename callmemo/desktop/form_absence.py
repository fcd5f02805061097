"""Says in the memo form who is away, and offers somebody who is here with one key or click."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from callmemo import presence_words, whereabouts
from callmemo.core.memo import Draft
from callmemo.core.presence import Presences
from callmemo.desktop.form_notice import Notice
from callmemo.desktop.form_page import FormPage
from callmemo.desktop.parts import KeyButton
from callmemo.desktop.session import DeskSession
from callmemo.wording import Tone
from callmemo.words import say

SUBSTITUTE_KEY: Final = "Alt+5"


class FormAbsence(QObject):
    """Looks after the two persons of a memo: for whom it is, and who could take it instead."""

    def __init__(self, session: DeskSession, page: FormPage) -> None:
        """Put the notices into the page, below the fields they are about."""
        super().__init__(page)
        self._session = session
        self._page = page
        self._other = ""
        self.addressee = Notice("addresseeAway", Tone.SOON)
        self.substitute = Notice("substituteAway", Tone.SOON)
        self._take = KeyButton("", SUBSTITUTE_KEY, name="takeSubstitute")
        self.addressee.add(self._take)
        page.who.put_below("addressee", self.addressee)
        page.request.put_below("substitute", self.substitute)
        for notice in (self.addressee, self.substitute):
            notice.hide()
        QWidget.setTabOrder(page.who.addressee, self._take)
        self._take.clicked.connect(self._take_other)
        key = QShortcut(QKeySequence(SUBSTITUTE_KEY), self._take)
        key.setObjectName(SUBSTITUTE_KEY)
        key.setContext(Qt.ShortcutContext.WindowShortcut)
        key.activated.connect(self._take.click)

    def renew(self) -> None:
        """Look at who is where now, and when the call is due."""
        now = self._session.now()
        board = self._session.ask(lambda desk: desk.presences(now), None)
        if board is None:
            return
        office = self._session.settings.office
        people = self._session.desk.presence(now)
        shown = {
            name: presence_words.short(present, now, office)
            for name, present in people.items()
            if not present.is_here
        }
        draft = self._page.read(Draft())
        for field in (self._page.who.addressee, self._page.request.substitute):
            field.tell(shown)
        due = draft.due_at or office.default_due(draft, now)
        self._look_at_addressee(draft, board, due, now)
        self._look_at_substitute(draft, board, due, now)

    def _look_at_addressee(
        self, draft: Draft, board: Presences, due: datetime | None, now: datetime
    ) -> None:
        settings = self._session.settings
        name, chosen = draft.addressee, draft.substitute
        present = board.of(name, now)
        text, self._other = "", ""
        if name and not present.is_here:
            if chosen and board.of(chosen, now).is_here:
                other: str | None = chosen
            else:
                other = whereabouts.substitute(board, name, settings, now)
                self._other = other or ""
            text = presence_words.with_substitute(present, other, now, settings.office)
        elif name and due is not None and due > now:
            then = board.of(name, due)
            if not then.is_here:
                text = presence_words.then_away(then, due, now, settings.office)
        self.addressee.say(text)
        self.addressee.setVisible(bool(text))
        self._take.say(say("{name} as substitute", name=self._other))
        self._take.setVisible(bool(self._other))

    def _look_at_substitute(
        self, draft: Draft, board: Presences, due: datetime | None, now: datetime
    ) -> None:
        text = ""
        if draft.substitute:
            at = now if due is None else max(due, now)
            then = board.of(draft.substitute, at)
            if not then.is_here:
                text = presence_words.then_away(then, at, now, self._session.settings.office)
        self.substitute.say(text)
        self.substitute.setVisible(bool(text))

    def _take_other(self) -> None:
        if not self._other:
            return
        if self._take.hasFocus():
            # The button is about to go; the keyboard stays where it was meant.
            self._page.who.addressee.setFocus()
        self._page.request.substitute.show_text(self._other)
