"""The line at the top of the memo form: who types a call down in one go need not change fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from callmemo.core.memo import Draft
from callmemo.core.one_line import LONGEST, Known, Reading, read_line
from callmemo.core.one_line_filling import Filling
from callmemo.core.vocabulary import Request, Urgency
from callmemo.desktop.form_fields import LineField
from callmemo.desktop.plain_text import OneLine
from callmemo.desktop.session import DeskSession
from callmemo.labels import field_label, label
from callmemo.words import say

PAUSE_MS: Final = 100
"""How long after a key the line is read; who types without a pause is read as often."""
KEY: Final = "Ctrl+L"
_UNTOLD: Final = frozenset({"", "no_callback", "outgoing"})
"""What is found only to understand the rest."""
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class LineInput(LineField):
    """The line. `said(text)` tells what stands in it, a moment after it changed.

    What is still being composed is not told before it is committed. `entered` says that the
    user has ended it with Enter.
    """

    said = Signal(str)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build an empty line; `FormLine` connects it to the fields."""
        super().__init__("formLine")
        self.setParent(parent)
        self.setPlaceholderText(say("Type everything in one line"))
        self.setAccessibleName(say("One-line input"))
        self.setToolTip(KEY)
        self.setMaxLength(LONGEST)
        self._composing = False
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._soon.timeout.connect(self._tell)
        self.textChanged.connect(self._touch)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Notice whether unfinished Japanese stands in the line."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if not self._composing and event.commitString():
            self._touch()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads on; with Ctrl it saves, which is the form's."""
        if event.key() in _ENTER and event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def flush(self) -> None:
        """Tell at once what has not been told yet, and what is still being composed."""
        if self._composing:
            QGuiApplication.inputMethod().commit()
        if self._soon.isActive():
            self._soon.stop()
            self._tell()

    def forget(self) -> None:
        """Stand empty for another call."""
        self.blockSignals(True)
        self.clear()
        self.blockSignals(False)
        self._soon.stop()

    def _touch(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _tell(self) -> None:
        # While a word is composed the fields wait: it would be read half.
        if not self._composing:
            self.said.emit(self.text())


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the line needs of the form: to read it, to show a draft, to know what fits it."""

    read: Callable[[], Draft]
    show: Callable[[Draft], None]
    fit: Callable[[Draft], Draft]
    go_to: Callable[[str], None]
    """Give the keyboard to a field; without a name to the button that saves."""


class FormLine(QWidget):
    """The line with what was read from it told below; fills the fields of the form."""

    def __init__(self, session: DeskSession, sheet: Sheet) -> None:
        """Build for a form; `begin` starts each call."""
        super().__init__()
        self.setObjectName("formLineBox")
        self._session = session
        self._sheet = sheet
        self._known = Known()
        self._filling = Filling(Draft())
        self.input = LineInput(self)
        self._told = OneLine("hint", "formLineRead")
        self._lay_out()
        self.input.said.connect(self._read)
        self.input.entered.connect(self._go_on)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.input)
        column.addWidget(self._told)
        self._told.hide()
        self.setFocusProxy(self.input)

    def begin(self, *, correcting: bool = False) -> None:
        """Stand empty before what is on the form now; a correction has no line."""
        self.input.forget()
        self._filling = Filling(self._sheet.read())
        self._tell(None)
        self.setHidden(correcting)
        if not correcting:
            self._known = self._session.ask(lambda desk: desk.known(), Known())

    def take_up(self) -> None:
        """Give the line the keyboard, at the end of what stands in it."""
        if not self.isHidden():
            self.input.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.input.end(False)

    def flush(self) -> None:
        """Fill in what was typed a moment ago."""
        self.input.flush()

    def _read(self, text: str) -> None:
        session, sheet = self._session, self._sheet
        reading = session.ask(
            lambda desk: read_line(text, session.now(), desk.office, self._known),
            Reading(Draft(), (), text.strip()),
        )
        before = sheet.read()
        filled = self._filling.fill(text, reading, before)
        if filled != before:
            sheet.show(filled)
        shown = sheet.read()
        whole = self._filling.settle(text, reading, shown, sheet.fit(shown))
        if whole != shown:
            sheet.show(whole)
        self._tell(reading)

    def _tell(self, reading: Reading | None) -> None:
        """Say below the line what was read out of it."""
        names = [] if reading is None else [each.field for each in reading.found]
        parts = [_label(name) for name in dict.fromkeys(names) if name not in _UNTOLD]
        sentence = say("Read: {fields}", fields=" · ".join(parts)) if parts else ""
        self._told.say(sentence)
        self._told.setVisible(bool(sentence))
        self.input.setAccessibleDescription(sentence)

    def _go_on(self) -> None:
        """Lead to what is still missing, and where nothing is, to the button that saves."""
        self.flush()
        draft = self._sheet.fit(self._sheet.read())
        called_back = draft.request is Request.PLEASE_CALL_BACK
        missing = {
            "phone": called_back and not draft.caller.has_number,
            "name": not (draft.caller.name or draft.caller.company),
            "addressee": not draft.addressee,
            "urgent_reason": draft.is_urgent and not draft.urgent_reason,
        }
        self._sheet.go_to(next((name for name, wanted in missing.items() if wanted), ""))


def _label(name: str) -> str:
    """What is told of a field: 至急 says more than that the urgency was read."""
    return label(Urgency.URGENT) if name == "urgency" else field_label(name)
