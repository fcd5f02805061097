"""The memo in sight: what do I say, what do I press, and what has happened so far."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from callmemo import wording
from callmemo.core.memo import Memo
from callmemo.core.rules import MAX_LINE
from callmemo.core.vocabulary import Kind, Mover, Status
from callmemo.desktop.action_strips import Strip
from callmemo.desktop.actions import ACTIONS, CONFIRM, MemoActions
from callmemo.desktop.facts import facts
from callmemo.desktop.parts import KeyButton, set_look, set_tone, text_label
from callmemo.desktop.session import DeskSession
from callmemo.labels import label
from callmemo.wording import Tone
from callmemo.words import say

_PAD = 16
_FACT_HEADING = 84
_TIME = 42


class Detail(QFrame):
    """Shows one memo. `copied(text)` when the number was put on the clipboard."""

    copied = Signal(str)

    def __init__(self, session: DeskSession, parent: QWidget | None = None) -> None:
        """Build empty."""
        super().__init__(parent)
        self.setObjectName("detail")
        self._session = session
        self._memo: Memo | None = None
        self._strip: Strip | None = None
        self.actions_ = MemoActions(session, self)
        self._build()
        self._lay_out()
        self._connect()
        self.show_memo(None)

    def _build(self) -> None:
        self._tag = text_label(role="tag", name="detailTag")
        self._number = text_label(role="muted", name="detailNumber")
        self._name = _wrapping("name", "detailName")
        self._organisation = _wrapping("muted", "detailOrganisation")
        self._complaint = text_label(say("Complaint"), "tag", "detailComplaint")
        self._phone = QPushButton()
        self._phone.setObjectName("phone")
        self._phone.setCursor(Qt.CursorShape.PointingHandCursor)
        self._buttons = {
            action.name: KeyButton(say(action.text), name=f"action-{action.name}")
            for action in (CONFIRM, *ACTIONS)
            if not action.in_menu
        }
        for action in (CONFIRM, *ACTIONS):
            if action.name in self._buttons:
                tip = say("Key: {key}", key=say(action.key))
                self._buttons[action.name].setToolTip(tip)
        self._more = KeyButton(say("More"), name="action-more")
        self._menu = QMenu(self)
        self._entries = {
            action.name: self._menu.addAction(say(action.text))
            for action in ACTIONS
            if action.in_menu
        }
        self._facts = QGridLayout()
        self._history = QGridLayout()
        self._note = QLineEdit()
        self._note.setObjectName("note")
        self._note.setMaxLength(MAX_LINE)
        self._note.setPlaceholderText(say("Add a note (Enter)"))
        self._note.setAccessibleName(say("Add a note (Enter)"))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._tag)
        top.addStretch()
        top.addWidget(self._number)
        organisation = QHBoxLayout()
        organisation.setSpacing(8)
        organisation.addWidget(self._organisation, 1)
        organisation.addWidget(self._complaint, 0, Qt.AlignmentFlag.AlignTop)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        for column in range(3):
            self._grid.setColumnStretch(column, 1)
        self._strip_place = QVBoxLayout()
        self._strip_place.setContentsMargins(0, 8, 0, 0)
        for grid, width in ((self._facts, _FACT_HEADING), (self._history, _TIME)):
            grid.setHorizontalSpacing(12)
            grid.setVerticalSpacing(4 if grid is self._facts else 8)
            grid.setColumnMinimumWidth(0, width)
            grid.setColumnStretch(1, 1)
        whole = QVBoxLayout()
        whole.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        whole.setSpacing(4)
        whole.addLayout(top)
        whole.addSpacing(4)
        whole.addWidget(self._name)
        whole.addLayout(organisation)
        whole.addSpacing(4)
        whole.addWidget(self._phone)
        whole.addSpacing(8)
        whole.addLayout(self._grid)
        whole.addLayout(self._strip_place)
        whole.addSpacing(10)
        whole.addLayout(self._facts)
        whole.addSpacing(14)
        whole.addWidget(text_label(say("History"), "heading"))
        whole.addSpacing(2)
        whole.addLayout(self._history)
        whole.addStretch()
        page = QWidget()
        page.setLayout(whole)
        self._scroll = QScrollArea()
        self._scroll.setWidget(page)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        below = QHBoxLayout()
        below.setContentsMargins(_PAD, 0, _PAD, 12)
        below.addWidget(self._note)
        pane = QVBoxLayout(self)
        pane.setContentsMargins(0, 0, 0, 0)
        pane.addWidget(self._scroll, 1)
        pane.addLayout(below)

    def _connect(self) -> None:
        self._phone.clicked.connect(self._copy)
        for name, button in self._buttons.items():
            button.clicked.connect(lambda _=False, name=name: self.actions_.do(name))
        for name, entry in self._entries.items():
            entry.triggered.connect(lambda _=False, name=name: self.actions_.do(name))
        self._more.clicked.connect(self._open_menu)
        self._note.returnPressed.connect(self._add_note)
        self.actions_.strip_wanted.connect(self._show_strip)

    @property
    def memo(self) -> Memo | None:
        """The memo in sight."""
        return self._memo

    def show_memo(self, memo: Memo | None) -> None:
        """Show this memo as it is now; None shows nothing."""
        other = memo is None or self._memo is None or memo.id != self._memo.id
        if other:
            self._show_strip(None)
            self._note.clear()
            self._scroll.verticalScrollBar().setValue(0)
        self._memo = self.actions_.memo = memo
        for part in (self._scroll, self._note):
            part.setVisible(memo is not None)
        if memo is not None:
            self._show_head(memo)
            self._show_actions(memo)
            self.retell()

    def retell(self) -> None:
        """Say anew what depends on the time, and the history."""
        memo = self._memo
        if memo is None:
            return
        now, settings = self._session.now(), self._session.settings
        due = wording.due(memo, now, settings.office)
        urgent = label(memo.draft.urgency) if memo.draft.is_urgent and memo.is_open else ""
        self._tag.setText("・".join(text for text in (urgent, due.head) if text))
        set_tone(self._tag, Tone.LATE if urgent else due.tone)
        _fill(self._facts, [(f.heading, f.text, f.tone) for f in facts(memo, settings, now)])
        self._show_history(memo)

    def focus_actions(self) -> None:
        """Give the keyboard to what most likely comes next."""
        button = next((b for b in self._buttons.values() if b.property("role") == "primary"), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_head(self, memo: Memo) -> None:
        self._number.setText(say("No. {number}", number=memo.number))
        self._name.setText(wording.caller(memo))
        self._organisation.setText(wording.organisation(memo))
        self._complaint.setVisible(memo.draft.complaint)
        number = memo.draft.dial_number
        self._phone.setText(number)
        self._phone.setVisible(bool(number))
        self._phone.setAccessibleName(say("Copy the number {number}", number=number))
        self._phone.setToolTip(say("Copy the number {number}", number=number))

    def _show_actions(self, memo: Memo) -> None:
        """Show what makes sense now, the likeliest first and marked."""
        for index in reversed(range(self._grid.count())):
            self._grid.takeAt(index)
        unread = memo.status is Status.NEW and memo.next_mover is Mover.NOBODY
        shown = [a for a in ACTIONS if a.name in self._buttons and self.actions_.can(a)]
        if self.actions_.can(CONFIRM) and memo.is_open:
            shown.insert(0 if unread else len(shown), CONFIRM)
        buttons = [self._buttons[action.name] for action in shown]
        for button in self._buttons.values():
            button.setVisible(button in buttons)
            set_look(button, "role", "primary" if buttons and button is buttons[0] else "")
        for action in ACTIONS:
            if action.in_menu:
                self._entries[action.name].setVisible(self.actions_.can(action))
        for place, button in enumerate([*buttons, self._more]):
            self._grid.addWidget(button, place // 3, place % 3)

    def _show_history(self, memo: Memo) -> None:
        now, office = self._session.now(), self._session.settings.office
        lines: list[tuple[str, str, Tone | None]] = []
        for event, undone in self._session.desk.history(memo.id):
            text = wording.happened(event, now, office)
            if undone:
                text = say("{line} (taken back)", line=text)
            tone = Tone.LATE if event.kind == Kind.NUDGED else None
            lines.append((wording.moment(event.at, now, office), text, tone))
        _fill(self._history, lines)

    def _show_strip(self, strip: Strip | None) -> None:
        if self._strip is not None:
            had_focus = any(part.hasFocus() for part in self._strip.findChildren(QWidget))
            self._strip.hide()
            self._strip_place.removeWidget(self._strip)
            self._strip.deleteLater()
            if strip is None and had_focus:
                self.focus_actions()
        self._strip = strip
        if strip is not None:
            self._strip_place.addWidget(strip)
            strip.show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._phone.text())
        self.copied.emit(say("Copied: {number}", number=self._phone.text()))

    def _open_menu(self) -> None:
        self._menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _add_note(self) -> None:
        self.actions_.note(self._note.text())
        self._note.clear()


def _wrapping(role: str, name: str) -> QLabel:
    made = text_label(role=role, name=name)
    made.setWordWrap(True)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _fill(grid: QGridLayout, lines: list[tuple[str, str, Tone | None]]) -> None:
    """Put pairs of heading and text into a grid; labels that are there are used again."""
    for row, (heading, text, tone) in enumerate(lines):
        if grid.itemAtPosition(row, 0) is None:
            first = text_label(role="field")
            first.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(first, row, 0)
            grid.addWidget(_wrapping("", ""), row, 1)
        for column, words in enumerate((heading, text)):
            item = grid.itemAtPosition(row, column)
            part = item.widget() if item is not None else None
            if isinstance(part, QLabel):
                part.setText(words)
                part.show()
                if column:
                    set_tone(part, tone)
    row = len(lines)
    while (item := grid.itemAtPosition(row, 0)) is not None:
        for column in range(2):
            spare = grid.itemAtPosition(row, column)
            if spare is not None and spare.widget() is not None:
                spare.widget().hide()
        row += 1
