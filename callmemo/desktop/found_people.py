"""Who in the address book is meant by a search: a few lines above the memos."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from callmemo.core.contact import Contact
from callmemo.core.marks import spans
from callmemo.desktop.found_words import Words
from callmemo.desktop.marked_line import as_html
from callmemo.desktop.parts import set_tip, text_label
from callmemo.desktop.plain_text import OneLine
from callmemo.desktop.theme import Theme
from callmemo.words import say

PEOPLE: Final = 5
_LOW: Final = 620
"""Below this height of the window only two are named."""


class PersonLine(QPushButton):
    """One person: name, company, department, number. Pressed it looks for their memos."""

    def __init__(self, name: str) -> None:
        """Build without words, and hidden."""
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "unseen")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(True)
        self.person: Contact | None = None
        self._name = text_label()
        self._rest = OneLine("muted")
        self._rest.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 2)
        row.setSpacing(10)
        row.addWidget(self._name)
        row.addWidget(self._rest, 1)
        for part in (self._name, self._rest):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(28)
        self.hide()

    def show_person(self, person: Contact, sought: Words, theme: Theme) -> None:
        """Say who it is, with what was looked for marked in the name."""
        from callmemo import caller_words  # noqa: PLC0415 - the list is seen sooner without it

        self.person = person
        name = caller_words.name(person)
        details = caller_words.details(person)
        marks = spans(name, sought)
        rich = Qt.TextFormat.RichText if marks else Qt.TextFormat.PlainText
        self._name.setTextFormat(rich)
        self._name.setText(as_html(name, marks, theme.tokens) if marks else name)
        self._rest.say(details)
        said = ", ".join(text for text in (name, details) if text)
        self.setAccessibleName(say("Memos of {who}", who=said))
        set_tip(self, said)
        self.show()


class FoundPeople(QFrame):
    """`wanted(contact)` when somebody's memos are to be shown. It takes no focus by itself."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build hidden."""
        super().__init__(parent)
        self.setObjectName("foundPeople")
        self._theme = theme
        self.lines = [PersonLine(f"person{place}") for place in range(PEOPLE)]
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 16, 6)
        column.setSpacing(0)
        title = text_label(say("In the address book"), "small", "foundPeopleTitle")
        title.setContentsMargins(8, 0, 0, 2)
        column.addWidget(title)
        for line in self.lines:
            column.addWidget(line)
            line.clicked.connect(lambda _=False, line=line: self.wanted.emit(line.person))
        self.hide()

    def show_people(self, people: Sequence[Contact], sought: Words) -> None:
        """Show these, as many as there is room for; nobody hides it."""
        most = PEOPLE if self.window().height() >= _LOW else 2
        for place, line in enumerate(self.lines):
            if place < min(len(people), most):
                line.show_person(people[place], sought, self._theme)
            else:
                line.hide()
        self.setVisible(bool(people))
