"""The keys of the memo form, which stay quiet while Japanese is being composed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from callmemo.core.vocabulary import Direction
from callmemo.desktop.form_calls import NEXT_CALL_KEY
from callmemo.desktop.form_footer import DETAILS_KEY, NEXT_KEY, TELL_KEY
from callmemo.desktop.form_line import KEY as LINE_KEY
from callmemo.desktop.form_top import SIDE_KEY
from callmemo.desktop.guide_cards import READ_BACK_KEY
from callmemo.desktop.guide_moments import NEXT_KEY as NEXT_MOMENT_KEY

_TEXTS = (QLineEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)


class FormKeys(QObject):
    """Shortcuts of one form. Each signal says that its keys were pressed."""

    tell_pressed = Signal()
    next_pressed = Signal()
    details_pressed = Signal()
    line_pressed = Signal()
    side_pressed = Signal()
    call_pressed = Signal()
    read_back_pressed = Signal()
    moment_pressed = Signal()
    direction_pressed = Signal(object)

    def __init__(self, form: QWidget) -> None:
        """Watch the text fields that the form has now."""
        super().__init__(form)
        self._form = form
        self._composing = False
        for kind in (QLineEdit, QPlainTextEdit, QComboBox):
            for field in form.findChildren(kind):
                field.installEventFilter(self)
        for keys, signal in (
            (TELL_KEY, self.tell_pressed),
            ("Ctrl+Enter", self.tell_pressed),
            (NEXT_KEY, self.next_pressed),
            ("Ctrl+Shift+Enter", self.next_pressed),
            (DETAILS_KEY, self.details_pressed),
            (LINE_KEY, self.line_pressed),
            (SIDE_KEY, self.side_pressed),
            (NEXT_CALL_KEY, self.call_pressed),
            (READ_BACK_KEY, self.read_back_pressed),
            (NEXT_MOMENT_KEY, self.moment_pressed),
        ):
            self.add(keys, signal.emit)
        for number, direction in enumerate(Direction, start=1):
            self.add(f"Alt+{number}", partial(self.direction_pressed.emit, direction))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice whether unfinished Japanese stands in a field."""
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        elif event.type() == QEvent.Type.FocusOut:
            self._composing = False
        return super().eventFilter(watched, event)

    @property
    def composing(self) -> bool:
        """Whether keys belong to the input method now."""
        return self._composing

    def commit(self) -> None:
        """Take in what is still being composed, so that it is not lost."""
        if self._composing:
            QGuiApplication.inputMethod().commit()

    def is_number(self, event: QKeyEvent) -> bool:
        """Whether a number was pressed that no text field wants."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        focus = QApplication.focusWidget()
        return (
            Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9
            and held == Qt.KeyboardModifier.NoModifier
            and not self._composing
            and not isinstance(focus, _TEXTS)
        )

    @staticmethod
    def number(event: QKeyEvent) -> int:
        """Return the number on the key."""
        return int(event.key()) - int(Qt.Key.Key_0)

    def add(self, keys: str, act: Callable[[], None]) -> None:
        """Do this when the keys are pressed, unless Japanese is being composed."""
        shortcut = QShortcut(QKeySequence(keys), self._form)
        shortcut.setObjectName(keys)
        shortcut.activated.connect(lambda: None if self._composing else act())
