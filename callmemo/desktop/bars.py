"""The bars above and below: new memo, search, time until closing; saved, and who sits here."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from callmemo import wording
from callmemo.core.rules import MAX_LINE
from callmemo.desktop.parts import KeyButton, key_text, set_look, text_label
from callmemo.settings import Settings
from callmemo.wording import Tone
from callmemo.words import say

_SEARCH_AFTER_MS = 120


class TopBar(QFrame):
    """`new_wanted`, `export_wanted`, and `searched(text)` a moment after the last key stroke."""

    new_wanted = Signal()
    export_wanted = Signal()
    settings_wanted = Signal()
    searched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the bar."""
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setFixedHeight(52)
        new = KeyButton(say("＋ New memo"), "Ctrl+N", role="primary", name="newMemo")
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setPlaceholderText(say("Search name, company, number, subject"))
        self.search.setAccessibleName(say("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(MAX_LINE)
        self.search.setMaximumWidth(560)
        hint = text_label(key_text("Ctrl+K"), "key")
        hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QHBoxLayout(self.search)
        inside.setContentsMargins(0, 0, 10, 0)
        inside.addWidget(hint, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.search.textChanged.connect(lambda text: hint.setHidden(bool(text)))
        self._closing_words = text_label(role="muted")
        self._closing = text_label(name="untilClosing")
        set_look(self._closing, "role", "strong")
        export = KeyButton(say("Export the day"), name="exportDay")
        settings = KeyButton(say("Settings"), role="flat", name="openSettings")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(text_label(say("Phone memos"), "title"))
        row.addWidget(new)
        row.addWidget(self.search, 3)
        row.addStretch(1)
        row.addWidget(self._closing_words)
        row.addSpacing(-6)
        row.addWidget(self._closing)
        row.addWidget(export)
        row.addWidget(settings)
        new.clicked.connect(self.new_wanted)
        export.clicked.connect(self.export_wanted)
        settings.clicked.connect(self.settings_wanted)
        self._pause = QTimer(self, singleShot=True, interval=_SEARCH_AFTER_MS)
        self._pause.timeout.connect(lambda: self.searched.emit(self.search.text()))
        self.search.textChanged.connect(lambda _text: self._pause.start())

    def tell_time(self, settings: Settings, now: datetime) -> None:
        """Say how long it is until the office closes, as long as it is open."""
        office = settings.office
        today = office.today(now)
        closing = office.closing(today)
        left = closing - now
        is_open = office.is_workday(today) and office.at(today, office.opens) <= now < closing
        self._closing_words.setText(
            say("Until closing") if is_open else say("The office is closed")
        )
        self._closing.setText(wording.length(left) if is_open else "")
        self._closing.setVisible(is_open)


class FootBar(QFrame):
    """A quiet line: that all is saved, when reminders come, and who sits here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the bar."""
        super().__init__(parent)
        self.setObjectName("footBar")
        self.setFixedHeight(28)
        self._saved = text_label(say("All saved"), name="saved")
        self._nudges = text_label(name="nudgeHours")
        self._me = text_label(name="me")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(16)
        row.addWidget(text_label("●", tone=Tone.DONE))
        row.addSpacing(-10)
        row.addWidget(self._saved)
        row.addWidget(text_label(say("F1: keys")))
        row.addStretch()
        row.addWidget(self._nudges)
        row.addWidget(self._me)

    def tell(self, settings: Settings) -> None:
        """Say what is set."""
        opens, closes = settings.opens, settings.closes
        hours = f"{opens.hour}:{opens:%M}–{closes.hour}:{closes:%M}"
        on = say("Reminders on, office hours {hours}", hours=hours)
        self._nudges.setText(on if settings.nudges else say("Reminders off"))
        self._me.setText(settings.my_name)
        self._me.setVisible(bool(settings.my_name))
