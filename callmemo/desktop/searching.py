"""Between the search field, the filters below it and the list: what is looked for, and the hits."""

from __future__ import annotations

from array import array
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from callmemo import whereabouts
from callmemo.core.contact import Contact
from callmemo.core.marks import spans
from callmemo.core.memo import Memo
from callmemo.core.query import sought_words
from callmemo.core.search import PAGE, Search
from callmemo.core.vocabulary import View
from callmemo.desktop.bars import SearchField
from callmemo.desktop.filter_strip import FilterStrip
from callmemo.desktop.found_people import PEOPLE, FoundPeople
from callmemo.desktop.found_words import Words, found_row
from callmemo.desktop.marked_line import as_html
from callmemo.desktop.memo_list import Section
from callmemo.desktop.memo_view import MemoView
from callmemo.desktop.row_words import RowWords, row_words
from callmemo.desktop.sections import hits_section, sections
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme
from callmemo.desktop.window_keys import bind
from callmemo.search_words import read_search
from callmemo.store.finder import Hits
from callmemo.words import language, say

_ROWS_AHEAD = 20
_PEOPLE_AFTER_MS = 40
_SAID = 256
"""Rows in memory as they were said: those in sight, many times over."""


class Searching(QObject):
    """Holds the search in force. `asked` when it is another one, `more_wanted` for its next hits.

    `turned(on)` when one begins, and when it is over.

    `left` when the keyboard has nothing more to do here.
    """

    asked = Signal()
    more_wanted = Signal()
    turned = Signal(bool)
    left = Signal()

    def __init__(
        self, session: DeskSession, theme: Theme, field: SearchField, memos: MemoView
    ) -> None:
        """Watch over the field and the list; what is asked is nothing."""
        super().__init__(field)
        self._session = session
        self._theme = theme
        self._field = field
        self._list = memos
        self._text = ""
        self._view = View.TODAY
        self._limit = PAGE
        self._more = False
        self._was_here = False
        self._said: dict[str, tuple[Memo, RowWords]] = {}
        self._said_as: tuple[object, ...] = ()
        self.search = Search()
        self.sought: Words = ()
        self.strip = FilterStrip()
        self.people = FoundPeople(theme)
        self._connect()

    def _connect(self) -> None:
        self.strip.changed.connect(self._ask)
        self.strip.days_wanted.connect(self._type_days)
        self.people.wanted.connect(self._show_memos_of)
        bind(self._field, "Escape", self.leave)
        self._field.installEventFilter(self)
        self._list.verticalScrollBar().valueChanged.connect(self._look_ahead)
        # The memos come first; a line more above them at every key would push them about.
        self._people_soon = QTimer(self, singleShot=True, interval=_PEOPLE_AFTER_MS)
        self._people_soon.timeout.connect(self._show_people)
        # Where the keyboard goes is known a moment later: a menu only borrows it.
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._show_strip)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    @property
    def is_on(self) -> bool:
        """Whether anything is looked for."""
        return not self.search.is_empty

    @property
    def has_keyboard(self) -> bool:
        """Whether somebody is at the field, the filters or the people."""
        focus = QApplication.focusWidget()
        places: tuple[QWidget, ...] = (self._field, self.strip, self.people)
        return focus is not None and any(p is focus or p.isAncestorOf(focus) for p in places)

    def take_keyboard(self) -> None:
        """Let somebody type what is looked for."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def look_for(self, text: str) -> None:
        """Look for this text, with what the filters say."""
        if text.strip() != self._text:
            self._text = text.strip()
            self._ask()

    def show_view(self, view: View) -> None:
        """Another list is shown: the search ends."""
        self._view = view
        self.clear()
        self._offer()

    def order_tabs(self) -> None:
        """Let the Tab key go from the field to the filters and people, where all stand now."""
        stops = (self._field, *self.strip.chips, *self.people.lines)
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def clear(self) -> None:
        """Look for nothing any more, without saying so."""
        self._field.clear()
        self._text = ""
        self.strip.clear()
        self._read()

    def leave(self) -> None:
        """End the search, and give the keyboard back."""
        self.clear()
        self.asked.emit()
        self.left.emit()
        self._show_strip()

    def sections(self, now: datetime) -> list[Section]:
        """Headings and places of the list; while something is looked for the hits alone."""
        if not self.is_on:
            return sections(self._session.desk, self._view, now)
        view = self._view if self.strip.here else View.ALL
        found = self._session.ask(
            lambda desk: desk.find(self.search, now, view=view, limit=self._limit),
            Hits(array("q")),
        )
        self._more = found.more
        self._people_soon.start()
        return [hits_section(self.search, found, self._session.settings.office.today(now))]

    def words(self, memo: Memo) -> RowWords:
        """Say a memo in one row, with what was looked for marked in it.

        Within a minute a memo that has not changed is said as before.
        """
        session, now = self._session, self._session.now()
        state = (now.replace(second=0, microsecond=0), session.settings, self.sought, language())
        if state != self._said_as or len(self._said) >= _SAID:
            self._said_as = state
            self._said.clear()
        kept = self._said.get(memo.id)
        if kept is not None and kept[0] is memo:
            return kept[1]
        said = row_words(memo, now, session.settings.office, session.desk.me)
        found = found_row(said, memo, self.sought)
        self._said[memo.id] = memo, found
        return found

    @property
    def marking(self) -> object:
        """What `markup` marks, and how: another thing when it would mark otherwise."""
        return self.sought, self._theme.tokens

    def markup(self, text: str) -> str:
        """Mark in a text of the detail what was looked for; empty where it is not in there."""
        marks = spans(text, self.sought) if self.sought else ()
        return as_html(text, marks, self._theme.tokens) if marks else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down go through the hits while the field keeps the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self._list.step(step)
                return True
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        before = self.search
        self._read()
        if self.search != before or self.strip.here != self._was_here:
            self._was_here = self.strip.here
            self.asked.emit()

    def _read(self) -> None:
        """Put together what was typed and what was chosen; what was typed counts first."""
        session = self._session
        today = session.settings.office.today(session.now())
        was_on = self.is_on
        typed = read_search(self._text, today)
        words, chosen = typed.search, self.strip.chosen
        has_days = words.first_day is not None or words.last_day is not None
        self.search = replace(
            words,
            addressee=words.addressee or chosen.addressee,
            statuses=words.statuses or chosen.statuses,
            first_day=words.first_day if has_days else chosen.first_day,
            last_day=words.last_day if has_days else chosen.last_day,
            urgent=chosen.urgent,
            complaint=chosen.complaint,
        )
        self.sought = sought_words(self.search.words)
        self._limit, self._more = PAGE, False
        self.strip.tell(self.search, today, typed.unread)
        if not self.is_on:
            self._people_soon.stop()
            self.people.hide()
        if self.is_on != was_on:
            self.turned.emit(self.is_on)

    def _show_people(self) -> None:
        text = self.search.text
        people: list[Contact] = []
        if text and not self.search.has_filters:
            people = self._session.ask(lambda desk: desk.people(text, PEOPLE), people)
        self.people.show_people(people, self.sought)

    def _show_memos_of(self, person: Contact) -> None:
        """Look for somebody's memos: by their number, else by name and company."""
        number = person.phone or person.mobile
        self._field.setText(number or f"{person.name} {person.company}".strip())
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _type_days(self) -> None:
        """Let days be typed among the words, and show how."""
        key = say("day")
        self._field.setText(f"{self._field.text().rstrip()} {key}:".lstrip())
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_focus(self, _before: QWidget | None, _now: QWidget | None) -> None:
        self._settled.start()

    def _look_ahead(self, value: int) -> None:
        """Fetch the next hits before the end of these is reached."""
        bar = self._list.verticalScrollBar()
        if self._more and self.is_on and value > bar.maximum() - _ROWS_AHEAD * bar.singleStep():
            self._more = False
            self._limit *= 2
            QTimer.singleShot(0, self, partial(self._fetch, self._limit))

    def _fetch(self, limit: int) -> None:
        if limit == self._limit and self.is_on:
            self.more_wanted.emit()

    def _show_strip(self) -> None:
        """Show the filters while somebody looks for something, or is about to."""
        shown = self.is_on or self.has_keyboard or bool(self._field.text())
        if shown and self.strip.isHidden():
            self._offer()
        self.strip.setVisible(shown)

    def _offer(self) -> None:
        """Offer who is in the office and which days there are, as of now."""
        settings = self._session.settings
        today = settings.office.today(self._session.now())
        self.strip.offer(whereabouts.names(settings), today, a_part=self._view is not View.ALL)
