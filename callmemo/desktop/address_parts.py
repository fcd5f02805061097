"""Parts of the address book's window: the bar above, the list, and what an empty place says."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout

from callmemo.desktop.address_rows import PersonRow
from callmemo.desktop.bars import SearchField
from callmemo.desktop.parts import KeyButton, text_label
from callmemo.desktop.theme import Theme
from callmemo.words import say, say_count

_KEYS_FROM = 800


class BookBar(QFrame):
    """What can be done with the whole book. Looks like the bar of the main window."""

    def __init__(self) -> None:
        """Build the bar."""
        super().__init__()
        self.setObjectName("topBar")
        self.setFixedHeight(52)
        self.new = KeyButton(say("＋ New contact"), "Ctrl+N", role="primary", name="newContact")
        self.search = SearchField(
            say("Search name, reading, company, number"), say("Search name or number")
        )
        self.read_in = KeyButton(say("Read in…"), "Ctrl+I", name="importContacts")
        self.write_out = KeyButton(say("Write out…"), "Ctrl+S", name="exportContacts")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(text_label(say("Address book"), "title"))
        row.addWidget(self.new)
        row.addWidget(self.search, 3)
        row.addStretch(1)
        row.addWidget(self.read_in)
        row.addWidget(self.write_out)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the keys out where there is no room for them; they work all the same."""
        super().resizeEvent(event)
        for button in (self.new, self.read_in, self.write_out):
            button.show_key(shown=event.size().width() >= _KEYS_FROM)


class PeopleView(QListView):
    """The people, one row each. `entered` on Enter, `removal_wished` on Delete."""

    entered = Signal()
    removal_wished = Signal()

    def __init__(self, model: QAbstractItemModel, theme: Theme) -> None:
        """Show `model`, drawn as `theme` says."""
        super().__init__()
        self.setObjectName("peopleList")
        self.setAccessibleName(say("People"))
        self.setModel(model)
        self.setItemDelegate(PersonRow(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the page, Delete takes out of the book."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_wished.emit()
        else:
            super().keyPressEvent(event)


class Message(QFrame):
    """What stands where nothing else does: what is so, and what to do."""

    def __init__(self, name: str, title: str, hint: str) -> None:
        """Say `title` and, quieter, `hint`."""
        super().__init__()
        self.setObjectName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(6)
        column.addStretch()
        for text, role in ((title, "strong"), (hint, "muted")):
            if text:
                label = text_label(text, role, f"{name}-{role}")
                label.setWordWrap(True)
                label.setAlignment(Qt.AlignmentFlag.AlignCenter)
                column.addWidget(label)
        column.addStretch()


def counted(count: int, most: int) -> str:
    """Say how many are shown, and what to do where there are more."""
    if count >= most:
        return say("The first {count}; search to see others", count=count)
    return say_count("{count} entry", "{count} entries", count)
