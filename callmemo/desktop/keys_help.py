"""Every key of the windows in one table, and the help that shows it (F1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from callmemo.desktop.parts import KeyButton, key_text, line, text_label
from callmemo.words import mark, say

_WIDTH: Final = 680
_ROOM: Final = QSize(80, 120)
"""How much of the screen a dialog leaves to its frame and to the task bar."""


@dataclass(frozen=True, slots=True)
class Key:
    """One action, what it is called, and the keys that do it as `QKeySequence` reads them.

    `caps` is what the help prints where that is not simply the first key.
    """

    action: str
    says: str
    keys: tuple[str, ...]
    caps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Keys that work at the same place."""

    title: str
    keys: tuple[Key, ...]


EVERYWHERE: Final = Group(
    mark("Everywhere"),
    (
        Key("new", mark("Take a new memo"), ("Ctrl+N",)),
        Key("search", mark("Look for a memo"), ("Ctrl+K",)),
        Key("undo", mark("Undo the last action"), ("Ctrl+Z",)),
        Key("export", mark("Write the list of the day"), ("Ctrl+S",)),
        Key("closing", mark("Closing check"), ("Ctrl+E",)),
        Key("people", mark("Open the address book"), ("Ctrl+B",)),
        Key("settings", mark("Open the settings"), ("Ctrl+,",)),
        Key("keys", mark("Show these keys"), ("F1",)),
    ),
)
LIST: Final = Group(
    mark("In the list"),
    (
        Key("next", mark("Next memo"), ("J", "Down"), ("J", "↓")),
        Key("previous", mark("Previous memo"), ("K", "Up"), ("K", "↑")),
        Key("open", mark("Open the memo"), ("Return", "Enter")),
        Key("seen", mark("All reminders seen"), ("N",)),
    ),
)
MEMO: Final = Group(
    mark("For the memo shown"),
    (
        Key("confirm", mark("Confirm that it was read"), ("Space",)),
        Key("call", mark("Call them"), ("C",)),
        Key("done", mark("Mark it as done"), ("D",)),
        Key("absent", mark("They were absent"), ("A",)),
        Key("later", mark("Remind me later"), ("S",)),
        Key("hand", mark("Hand it over"), ("H",)),
        Key("carry", mark("Carry it over"), ("L",)),
        Key("edit", mark("Correct it"), ("E",)),
        Key("reopen", mark("Open it again"), ("R",)),
        Key("words", mark("Next words to say"), ("F5",)),
        Key("was_read_back", mark("Mark it as read back"), ("F4",)),
    ),
)
FORM: Final = Group(
    mark("In the memo form"),
    (
        Key(
            "request",
            mark("Choose the request (not while typing)"),
            ("1", "2", "3", "4", "5", "6"),
            ("1", "–", "6"),
        ),
        Key("line", mark("Type the whole call in one line"), ("Ctrl+L",)),
        Key("direction", mark("Incoming or outgoing call"), ("Alt+1", "Alt+2"), ("Alt+1", "Alt+2")),
        Key("more", mark("Show or hide the other fields"), ("F2",)),
        Key("side", mark("Show or hide the words to say"), ("F6",)),
        Key("moment", mark("Next words to say"), ("F5",)),
        Key("read_back", mark("Mark it as read back"), ("F4",)),
        Key("take_caller", mark("Fill in who is calling"), ("F3",)),
        Key("continue", mark("Continue their open memo"), ("Alt+6",)),
        Key("make_urgent", mark("Take the suggested urgency"), ("Alt+7",)),
        Key("substitute", mark("Take the suggested substitute"), ("Alt+5",)),
        Key("field", mark("Go to the field with this letter"), (), (mark("Alt+letter"),)),
        Key("save", mark("Save and tell"), ("Ctrl+Return",)),
        Key("next_call", mark("Turn to the call that waits"), ("Ctrl+Shift+N",)),
        Key("save_next", mark("Save, then the next call"), ("Ctrl+Shift+Return",)),
        Key("close", mark("Close, keeping what was typed"), ("Escape",)),
    ),
)
KEYS: Final = (EVERYWHERE, LIST, MEMO, FORM)
_COLUMNS: Final = ((EVERYWHERE, FORM), (LIST, MEMO))
_BY_ACTION: Final = {key.action: key for group in KEYS for key in group.keys}


def keys_of(action: str) -> tuple[str, ...]:
    """Return the keys of an action; the first is the one to print on its button."""
    return _BY_ACTION[action].keys


class KeysHelp(QDialog):
    """All keys on one page, in two columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(parent)
        self.setObjectName("keysHelp")
        self.setWindowTitle(say("Keys"))
        page = QWidget()
        page.setObjectName("keysHelpPage")
        columns = QHBoxLayout(page)
        columns.setContentsMargins(24, 20, 24, 16)
        columns.setSpacing(40)
        for groups in _COLUMNS:
            columns.addLayout(_column(groups), 1)
        scroll = QScrollArea()
        scroll.setObjectName("keysHelpScroll")
        scroll.setAccessibleName(say("Keys"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(page)
        close = KeyButton(say("Close"), "Escape", name="keysHelpClose")
        close.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 24, 12)
        foot.addStretch()
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(line())
        whole.addLayout(foot)
        self._fit(page)

    def _fit(self, page: QWidget) -> None:
        """Show the whole page where the screen has room for it, else scroll."""
        wish = page.sizeHint().expandedTo(QSize(_WIDTH, 0))
        wish.setHeight(page.heightForWidth(wish.width()) + 60)
        self.resize(wish.boundedTo(self.screen().availableSize() - _ROOM))


def _column(groups: tuple[Group, ...]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(20)
    for group in groups:
        column.addLayout(_rows(group))
    column.addStretch()
    return column


def _rows(group: Group) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 1)
    grid.addWidget(text_label(say(group.title), "heading"), 0, 0, 1, 2)
    for number, key in enumerate(group.keys, start=1):
        what = text_label(say(key.says), name=f"key-{key.action}")
        what.setWordWrap(True)
        caps = _caps(key)
        caps.setAccessibleName(say(key.says))
        grid.addWidget(what, number, 0)
        grid.addWidget(caps, number, 1, Qt.AlignmentFlag.AlignRight)
    return grid


def _caps(key: Key) -> QWidget:
    made = QWidget()
    made.setObjectName(f"caps-{key.action}")
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for text in key.caps or key.keys[:1]:
        is_cap = text != "–"
        cap = text_label(key_text(say(text)) if is_cap else text, "key" if is_cap else "muted")
        cap.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(cap)
    return made
