"""Goes along with a call on the memo form: what to say, to ask and to read back right now."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from callmemo.core.memo import Draft, Memo
from callmemo.core.mishearing import Hint
from callmemo.core.phrases import Line, Moment
from callmemo.core.read_back import check_list, next_moment, spoken_digits
from callmemo.core.situation import Situation
from callmemo.desktop.form_page import FormPage
from callmemo.desktop.form_side import FormSide
from callmemo.desktop.guide_cards import (
    AWAY,
    AbsenceCard,
    ChecksCard,
    ReadBackCard,
    WordsCard,
    read_back_sentence,
)
from callmemo.desktop.guide_moments import after, moments_of
from callmemo.desktop.parts import set_look
from callmemo.desktop.session import DeskSession
from callmemo.phrase_file import PhraseFile
from callmemo.prompter import Prompter
from callmemo.words import language


class FormGuide(QObject):
    """Follows what stands on the form; the moment for now stands out.

    Which moment that is follows from what has been asked; whoever turns to another stays there
    until the call has moved on.
    """

    def __init__(self, session: DeskSession, page: FormPage, side: FormSide) -> None:
        """Put the cards into the side panel."""
        super().__init__(side)
        self._session = session
        self._page = page
        self._side = side
        self._prompter = Prompter(session.desk, PhraseFile(session.settings_file.path.parent))
        self._lines: tuple[Line, ...] = ()
        self._due: Moment | None = None
        self._now: Moment | None = None
        self.read_back = ReadBackCard()
        self.checks = ChecksCard()
        self.absence = AbsenceCard()
        self.words = WordsCard()
        for card in (self.read_back, self.checks, self.absence, self.words):
            side.add_card(card)
        self.read_back.confirm_wished.connect(self.toggle_read_back)
        self.words.moments.turned.connect(self._turn)

    def follow(self, draft: Draft, memo: Memo | None, now: datetime) -> None:
        """Show the words for this call; a correction is read back like a new memo."""
        nobody = Situation(draft, now, self._session.settings.office)
        prompter = self._prompter
        at = self._session.ask(lambda _desk: prompter.situation(draft, now), nobody)
        self._lines = prompter.lines(at)
        items = check_list(draft, away=at.is_away)
        self.read_back.tell(
            read_back_sentence(self._lines),
            spoken_digits(draft.dial_number, language()),
            self._hints(draft),
            done=draft.read_back,
        )
        self.checks.tell(items)
        self.absence.tell(self._lines)
        self.words.complain(prompter.book.notices)
        due = next_moment(draft, items, away=at.is_away)
        if due is not self._due:
            self._due = self._now = due
        self._show_moment()

    def advance(self) -> None:
        """Turn to the next moment of the call."""
        self._turn(after(self._now, moments_of(self._lines)))

    def toggle_read_back(self) -> None:
        """Mark that the call was read back, or take the mark away."""
        self._page.details.toggle_read_back()

    def _hints(self, draft: Draft) -> tuple[Hint, ...]:
        nothing: tuple[Hint, ...] = ()
        return self._session.ask(lambda _desk: self._prompter.hints(draft), nothing)

    def _turn(self, moment: Moment | None) -> None:
        self._now = moment
        self._show_moment()
        cards = {Moment.READ_BACK: self.read_back, **dict.fromkeys(AWAY, self.absence)}
        shown = cards.get(moment) if moment else None
        place = shown or self.words.moments.row_now()
        if place is not None:
            # With its room given to it, and not before, it can be scrolled into sight.
            QTimer.singleShot(0, place, lambda: self._side.ensureWidgetVisible(place, 0, 12))

    def _show_moment(self) -> None:
        self.words.moments.show_lines(self._lines, self._now)
        set_look(self.read_back, "current", self._now is Moment.READ_BACK)
        set_look(self.absence, "current", self._now in AWAY)
