"""A strip that asks for one person of the address book: who took over, with whom to merge."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from callmemo.core.contact import Contact
from callmemo.desktop.address_rows import CONTACT, where, who
from callmemo.desktop.form_fields import LineField
from callmemo.desktop.parts import KeyButton
from callmemo.desktop.plain_text import Prose
from callmemo.words import say

_SHOWN = 5
_ROW = 30


class PersonPick(QFrame):
    """Type a part of a name, choose with the arrows, Enter takes. `picked(contact)`, `closed`."""

    picked = Signal(object)
    closed = Signal()

    def __init__(self, find: Callable[[str], Sequence[Contact]]) -> None:
        """Ask `find` for the people that a text means."""
        super().__init__()
        self.setObjectName("personPick")
        self.setProperty("role", "strip")
        self._find = find
        self._title = Prose("strong", "pickTitle")
        self.line = LineField("pickLine")
        self.line.setPlaceholderText(say("Name, company or number"))
        self.line.setAccessibleName(say("Search"))
        self.list = QListWidget()
        self.list.setObjectName("pickList")
        self.list.setAccessibleName(say("People found"))
        self.list.setFixedHeight(_SHOWN * _ROW + 10)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        leave = KeyButton(say("Do not"), "Escape", name="pickClose")
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addLayout(row)
        column.addWidget(self.list)
        self.line.textChanged.connect(self._look)
        self.line.returnPressed.connect(self._take)
        self.line.installEventFilter(self)
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)
        leave.clicked.connect(self.closed)

    def ask(self, title: str, start: str) -> None:
        """Ask for somebody, and show who is like `start` at first."""
        self._title.say(title)
        self.line.show_text(start)
        self._look(start)
        self.show()
        self.line.setFocus()
        self.line.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the field move in the list."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self.list.count():
                row = max(0, min(self.list.currentRow() + step, self.list.count() - 1))
                self.list.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)

    def _look(self, text: str) -> None:
        self.list.clear()
        for contact in self._find(text):
            item = QListWidgetItem("  ".join(filter(None, (who(contact), where(contact)))))
            item.setData(CONTACT, contact)
            self.list.addItem(item)
        if not self.list.count():
            nobody = QListWidgetItem(say("Nothing was found"))
            nobody.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nobody)
        self.list.setCurrentRow(0)

    def _take(self, _what: object = None) -> None:
        row = self.list.currentRow()
        contact = self.list.item(row).data(CONTACT) if row >= 0 else None
        if isinstance(contact, Contact):
            self.picked.emit(contact)
