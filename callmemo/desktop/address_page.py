"""The page of one person in the address book: everything known of them, corrected in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from callmemo.core.contact import Contact, tidy_contact
from callmemo.desktop.address_numbers import NumberRows
from callmemo.desktop.address_pick import PersonPick
from callmemo.desktop.address_rows import where, who
from callmemo.desktop.form_fields import LineField, TextField
from callmemo.desktop.form_row import FieldRow, line_up
from callmemo.desktop.parts import KeyButton, text_label
from callmemo.desktop.plain_text import OneLine, Prose
from callmemo.exchange.records import read_closing
from callmemo.labels import field_label
from callmemo.words import say

_NARROW = 560
_LINES = ("name", "kana", "company", "company_kana", "department", "reachable")


class ContactPage(QFrame):
    """Shows one person. What people want done with them it says by its signals."""

    save_wanted = Signal()
    drop_wanted = Signal()
    merge_wanted = Signal(object)
    edited = Signal()

    def __init__(self, find: Callable[[str], Sequence[Contact]]) -> None:
        """Build empty; `find` finds people by what is typed."""
        super().__init__()
        self.setObjectName("contactPage")
        self._find = find
        self._contact = Contact()
        self._successor: Contact | None = None
        self._showing = False
        self._picked: Callable[[Contact], object] = self._take_successor
        self._build()
        self._lay_out()
        self._connect()

    @property
    def contact(self) -> Contact:
        """The person as they were when they were shown."""
        return self._contact

    @property
    def typed(self) -> Contact:
        """The person as they stand on the page now."""
        texts: dict[str, Any] = {name: self._lines[name].text() for name in _LINES}
        return tidy_contact(
            replace(
                self._contact,
                **texts,
                numbers=self.numbers.value(),
                their_closing=read_closing(self._closing.text()),
                rules=self._rules.toPlainText(),
                notes=self._notes.toPlainText(),
                left=self._left.isChecked(),
                successor=self._successor.id if self._successor else "",
            )
        )

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self.typed != tidy_contact(self._contact)

    def show_contact(self, contact: Contact, successor: Contact | None = None) -> None:
        """Show somebody; what was being typed before is gone."""
        self._showing = True
        self._contact, self._successor = contact, successor
        for name, line in self._lines.items():
            line.show_text(getattr(contact, name))
        closing = contact.their_closing
        self._closing.show_text(f"{closing.hour}:{closing:%M}" if closing is not None else "")
        self.numbers.show_numbers(contact.numbers)
        self._rules.show_text(contact.rules)
        self._notes.show_text(contact.notes)
        self._left.setChecked(contact.left)
        self._showing = False
        self._pick.hide()
        self._tell()
        self._scroll.verticalScrollBar().setValue(0)

    def start(self) -> None:
        """Put the keyboard into the first field."""
        self._lines["name"].setFocus()

    def tell_problem(self, text: str) -> None:
        """Say what stands against keeping them, or nothing."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def ask_merge(self) -> None:
        """Ask with whom they are one."""
        self._picked = self.merge_wanted.emit
        title = say("With whom is {name} to be made one?", name=who(self._contact))
        self._pick.ask(title, self._contact.name.split(" ")[0] or self._contact.company)
        self._scroll.ensureWidgetVisible(self._pick)

    def leave_question(self) -> bool:
        """Close the question that is open; whether there was one."""
        was_open = self._pick.isVisible()
        if was_open:
            self._pick.hide()
            self.start()
        return was_open

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two fields beside each other only where there is room."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        self.numbers.narrow(narrow=narrow)
        for row in self._rows:
            row.narrow(narrow=narrow)
        for button in (self._merge, self._drop, self.save):
            button.show_key(shown=not narrow)

    # Inside

    def _build(self) -> None:
        self._title = OneLine("name", "contactTitle")
        self._below = OneLine("muted", "contactBelow")
        self._hint = text_label(role="tag", name="contactLearned")
        self._hint.setText(say("Learned from memos"))
        self._problem = Prose("problem", "contactProblem")
        self._lines = {name: LineField(f"contact-{name}") for name in _LINES}
        self.numbers = NumberRows(self._lines["department"])
        self._closing = LineField("contact-their_closing")
        self._closing.setPlaceholderText("17:30")
        self._rules = TextField("contact-rules", 2)
        self._notes = TextField("contact-notes", 3)
        self._left = QCheckBox(say("No longer works there"))
        self._left.setObjectName("contact-left")
        self._choose = QPushButton()
        self._choose.setObjectName("chooseSuccessor")
        self._choose.setAutoDefault(False)
        self._forget = QPushButton("×")
        self._forget.setObjectName("forgetSuccessor")
        self._forget.setProperty("role", "remove")
        self._forget.setFixedWidth(30)
        self._forget.setAccessibleName(say("No successor"))
        self._pick = PersonPick(self._others)
        self._pick.hide()
        self._merge = KeyButton(say("Make one with another…"), "Ctrl+M", name="mergeContact")
        self._drop = KeyButton(say("Delete"), "Ctrl+D", name="dropContact")
        self.save = KeyButton(say("Save"), "Ctrl+Return", role="primary", name="saveContact")

    def _lay_out(self) -> None:
        page = QWidget()
        page.setObjectName("contactFields")
        self._column = column = QVBoxLayout(page)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        top = QHBoxLayout()
        top.setSpacing(10)
        for part in (self._title, self._below, self._hint):
            top.addWidget(part)
        top.addStretch()
        column.addLayout(top)
        column.addWidget(self._problem)
        column.addWidget(self._pick)
        self._rows = [
            self._row("name", ("name", self._lines["name"]), ("kana", self._lines["kana"])),
            self._row(
                "company",
                ("company", self._lines["company"]),
                ("company_kana", self._lines["company_kana"]),
            ),
            self._row("department", ("department", self._lines["department"]), wide=True),
            self._row("numbers", ("numbers", self.numbers), wide=True),
            self._row(
                "times",
                ("their_closing", self._closing),
                ("reachable", self._lines["reachable"]),
            ),
            self._row("rules", ("rules", self._rules), wide=True),
            self._row("notes", ("notes", self._notes), wide=True),
        ]
        self._rows[5].say_hint(say("Shown as soon as they call."))
        leaving = QWidget()
        across = QHBoxLayout(leaving)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        for each in (self._left, self._choose, self._forget):
            across.addWidget(each)
        across.addStretch()
        self._rows.append(self._row("left", ("left", leaving), wide=True))
        line_up(self._rows)
        for row in self._rows:
            column.addWidget(row)
        column.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setObjectName("contactScroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(page)
        foot = QFrame()
        foot.setObjectName("contactFoot")
        for button in (self._merge, self._drop, self.save):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(20, 10, 20, 10)
        buttons.setSpacing(8)
        buttons.addWidget(self._merge)
        buttons.addWidget(self._drop)
        buttons.addStretch()
        buttons.addWidget(self.save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(foot)

    @staticmethod
    def _row(name: str, *fields: tuple[str, QWidget], wide: bool = False) -> FieldRow:
        row = FieldRow(name)
        for label, field in fields:
            row.put(field_label(label), field, wide=wide)
        return row

    def _connect(self) -> None:
        for line in (*self._lines.values(), self._closing):
            line.textChanged.connect(self._was_edited)
        for text in (self._rules, self._notes):
            text.textChanged.connect(self._was_edited)
        self.numbers.edited.connect(self._was_edited)
        self._left.toggled.connect(self._was_edited)
        self._choose.clicked.connect(self._ask_successor)
        self._forget.clicked.connect(lambda: self._take_successor(None))
        self._pick.picked.connect(self._on_picked)
        self._pick.closed.connect(self.leave_question)
        self._merge.clicked.connect(self.ask_merge)
        self._drop.clicked.connect(self.drop_wanted)
        self.save.clicked.connect(self.save_wanted)

    def _was_edited(self) -> None:
        if not self._showing:
            self._tell()
            self.edited.emit()

    def _tell(self) -> None:
        contact = self._contact
        is_new = not contact.id
        self._title.say(who(contact) if contact.id else say("New contact"))
        self._below.say(where(contact))
        self._hint.setVisible(contact.learned)
        self.tell_problem("")
        self._merge.setVisible(not is_new)
        self._drop.setVisible(not is_new)
        self._choose.setVisible(self._left.isChecked())
        self._forget.setVisible(self._left.isChecked() and self._successor is not None)
        chosen = self._successor
        name = who(chosen) if chosen is not None else ""
        label = say("Successor: {name}", name=name) if name else say("Choose who took over…")
        self._choose.setText(label)
        self.save.setVisible(is_new or self.is_changed)

    def _others(self, text: str) -> list[Contact]:
        return [each for each in self._find(text) if each.id != self._contact.id]

    def _ask_successor(self) -> None:
        self._picked = self._take_successor
        title = say("Who took over from {name}?", name=who(self._contact))
        self._pick.ask(title, self._lines["company"].text())
        self._scroll.ensureWidgetVisible(self._pick)

    def _on_picked(self, contact: Contact) -> None:
        self._pick.hide()
        self._picked(contact)

    def _take_successor(self, contact: Contact | None) -> None:
        self._successor = contact
        self._choose.setFocus()
        self._was_edited()
