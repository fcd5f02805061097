"""The bars above and below: new memo, search, time until closing; saved, and who sits here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from callmemo import wording
from callmemo.core.rules import MAX_LINE
from callmemo.core.vocabulary import View
from callmemo.desktop.columns import NARROW
from callmemo.desktop.navigation import ViewChoice
from callmemo.desktop.parts import KeyButton, key_text, set_look, set_tone, text_label
from callmemo.desktop.plain_text import OneLine
from callmemo.settings import Settings
from callmemo.store.register import Count
from callmemo.wording import Tone
from callmemo.words import say

_SEARCH_AFTER_MS = 0
"""At once, but after the keys that are waiting already: who types on wants other hits."""
_SEARCH_LEAST = 64
_SEARCH_HINT_FROM = 150
_CLOSING_FROM = 940
"""Width of the window from which there is room to say how long the office is open."""
_PEOPLE_FROM = 1080
"""From here on there is room for the address book's button; its key works in any window."""
_CHECK_BEFORE = timedelta(hours=1)


class SearchField(QLineEdit):
    """Says what can be looked for and by which key, as far as there is room."""

    def __init__(self, *words: str) -> None:
        """Build empty; `words` say what can be looked for, the longest first."""
        super().__init__()
        self._words = words
        self.setObjectName("search")
        self.setAccessibleName(say("Search"))
        self.setClearButtonEnabled(True)
        self.setMaxLength(MAX_LINE)
        self.setMinimumWidth(_SEARCH_LEAST)
        self.setMaximumWidth(560)
        self._hint = text_label(key_text("Ctrl+K"), "key")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 10, 0)
        inside.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.textChanged.connect(self._show_hints)
        self._show_hints()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room, more words."""
        super().resizeEvent(event)
        self._show_hints()

    def _show_hints(self) -> None:
        room = self.width() - 2 * 12 - self._hint.sizeHint().width()
        wide = self.fontMetrics().horizontalAdvance
        fitting = (text for text in self._words if wide(text) < room)
        self.setPlaceholderText(next(fitting, say("Search")))
        self._hint.setHidden(bool(self.text()) or self.width() < _SEARCH_HINT_FROM)


class TopBar(QFrame):
    """`new_wanted`, `export_wanted`, and `searched(text)` as soon as something was typed.

    `entered` when the hits are wanted; `view_chosen(view)` where the views have moved up here.
    """

    new_wanted = Signal()
    export_wanted = Signal()
    closing_wanted = Signal()
    people_wanted = Signal()
    settings_wanted = Signal()
    searched = Signal(str)
    entered = Signal()
    view_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the bar."""
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setFixedHeight(52)
        self._title = text_label(say("Phone memos"), "title")
        self._views = ViewChoice()
        self._new = KeyButton(say("＋ New memo"), "Ctrl+N", role="primary", name="newMemo")
        self.search = SearchField(
            say("Search name, company, number, subject"), say("Search name or number")
        )
        self._closing_words = text_label(role="muted")
        self._closing = text_label(name="untilClosing")
        set_look(self._closing, "role", "strong")
        self._export = KeyButton(say("Export the day"), name="exportDay")
        self._people = KeyButton(say("Address book"), role="flat", name="openPeople")
        settings = KeyButton(say("Settings"), role="flat", name="openSettings")
        self._check = KeyButton(say("Closing check"), "Ctrl+E", name="openClosing")
        self._row = row = QHBoxLayout(self)
        row.addWidget(self._title)
        row.addWidget(self._views)
        row.addWidget(self._new)
        row.addWidget(self.search, 3)
        row.addStretch(1)
        row.addWidget(self._closing_words)
        row.addSpacing(-6)
        row.addWidget(self._closing)
        row.addWidget(self._check)
        row.addWidget(self._export)
        row.addWidget(self._people)
        row.addWidget(settings)
        self._check.hide()
        self._check.clicked.connect(self.closing_wanted)
        self._views.hide()
        self._views.chosen.connect(self.view_chosen)
        self._space(narrow=False)
        self._new.clicked.connect(self.new_wanted)
        self._export.clicked.connect(self.export_wanted)
        self._people.clicked.connect(self.people_wanted)
        settings.clicked.connect(self.settings_wanted)
        self._pause = QTimer(self, singleShot=True, interval=_SEARCH_AFTER_MS)
        self._pause.timeout.connect(lambda: self.searched.emit(self.search.text()))
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self._enter)

    def _enter(self) -> None:
        """Enter looks at once, and goes on to what was found."""
        self._pause.stop()
        self.searched.emit(self.search.text())
        self.entered.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The nearer the end of the room, the less is said: first what is only good to know."""
        super().resizeEvent(event)
        width = event.size().width()
        for part in (self._closing_words, self._closing):
            part.setVisible(width >= _CLOSING_FROM and bool(part.text()))
        self._new.show_key(shown=width >= NARROW)
        self._check.show_key(shown=width >= _CLOSING_FROM)
        self._people.setVisible(width >= _PEOPLE_FROM)

    def show_views(self, views: bool) -> None:
        """Take in the views where there is no room for them at the side."""
        self._title.setHidden(views)
        self._views.setVisible(views)
        self._export.say(say("Export") if views else say("Export the day"))
        self._space(narrow=views)

    def _space(self, *, narrow: bool) -> None:
        self._row.setContentsMargins(*((12, 0, 12, 0) if narrow else (16, 0, 16, 0)))
        self._row.setSpacing(8 if narrow else 12)

    def show_view(self, view: View) -> None:
        """Name the view that is shown."""
        self._views.show_view(view)

    def show_counts(self, counts: Mapping[View, Count]) -> None:
        """Show the numbers of all views that have one."""
        self._views.show_counts(counts)

    def tell_time(self, settings: Settings, now: datetime) -> None:
        """Say how long it is until the office closes, as long as it is open."""
        office = settings.office
        today = office.today(now)
        closing = office.closing(today)
        left = closing - now
        is_open = office.is_open(now)
        self._closing_words.setText(
            say("Until closing") if is_open else say("The office is closed")
        )
        self._closing.setText(wording.length(left) if is_open else "")
        # From an hour before closing on it is offered; its key and the tray open it at any time.
        self._check.setVisible(office.is_workday(today) and left <= _CHECK_BEFORE)
        room = self.width() >= _CLOSING_FROM
        self._closing_words.setVisible(room)
        self._closing.setVisible(room and is_open)


class FootBar(QFrame):
    """A quiet line: that all is saved, when reminders come, and who sits here."""

    keys_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the bar."""
        super().__init__(parent)
        self.setObjectName("footBar")
        self.setFixedHeight(28)
        self._dot = text_label("●", tone=Tone.DONE)
        self._saved = text_label(name="saved")
        self._nudges = OneLine(name="nudgeHours")
        self._me = OneLine(name="me")
        self.keys = keys = QPushButton(say("F1: keys"))
        keys.setObjectName("showKeys")
        keys.setProperty("role", "link")
        keys.setAccessibleName(say("F1: keys"))
        keys.clicked.connect(self.keys_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(16)
        row.addWidget(self._dot)
        row.addSpacing(-10)
        row.addWidget(self._saved)
        row.addWidget(keys)
        row.addStretch()
        row.addWidget(self._nudges)
        row.addWidget(self._me)
        self.tell_saved(saved=True)

    def tell_saved(self, *, saved: bool) -> None:
        """Say whether the last change has reached the disk."""
        set_tone(self._dot, Tone.DONE if saved else Tone.LATE)
        set_tone(self._saved, None if saved else Tone.LATE)
        self._saved.setText(say("All saved") if saved else say("Last change not saved"))

    def tell(self, settings: Settings) -> None:
        """Say what is set."""
        opens, closes = settings.opens, settings.closes
        hours = f"{opens.hour}:{opens:%M}–{closes.hour}:{closes:%M}"
        on = say("Reminders on, office hours {hours}", hours=hours)
        self._nudges.say(on if settings.nudges else say("Reminders off"))
        self._me.say(settings.my_name)
        self._me.setVisible(bool(settings.my_name))
