"""A real desk, session and memo form for tests, and hands that type on it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget

from callmemo.core.memo import Draft, Memo
from callmemo.core.vocabulary import View
from callmemo.desk import Desk
from callmemo.desktop.memo_form import MemoForm
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme
from callmemo.settings_file import SettingsFile

JST = timezone(timedelta(hours=9))
MORNING = datetime(2026, 11, 24, 10, 15, tzinfo=JST)
"""A Tuesday."""
MEMBERS = (
    {"name": "鈴木", "department": "営業一課"},
    {"name": "佐藤", "department": "営業二課"},
    {"name": "Suzuki", "department": "Sales"},
    {"name": "Sato", "department": "Sales"},
    {"name": "田中", "department": ""},
    {"name": "山田中", "department": "総務部"},
)
NO_MOD = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
_W = TypeVar("_W", bound=QWidget)


class FormWorld:
    """One desktop with one form; `now` is moved by the test."""

    def __init__(self, home: Path, app: QApplication) -> None:
        self.home = home
        self.now = MORNING
        file = SettingsFile(home)
        settings = file.load(self.now).with_value("my_name", "木村")
        settings = settings.with_value("members", list(MEMBERS))
        file.save(settings)
        self.desk = Desk(home, settings)
        self.session = DeskSession(self.desk, file, lambda: self.now)
        self.theme = Theme(app, "light")
        self.forms: list[MemoForm] = []
        self.form = self.another_form()

    def another_form(self) -> MemoForm:
        """Build the form anew, as after a restart."""
        self.form = MemoForm(self.session, self.theme)
        self.forms.append(self.form)
        return self.form

    def close(self) -> None:
        """Put everything away."""
        for form in self.forms:
            form.close()
            form.deleteLater()
        self.session.deleteLater()
        self.theme.deleteLater()
        # Outside an event loop nothing else lets them go.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.desk.close()

    @property
    def drafts(self) -> list[str]:
        """Names of the draft files."""
        folder = self.home / "drafts"
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []

    def memos(self) -> list[Memo]:
        """All memos on the desk."""
        return self.desk.memos(View.ALL, self.now)

    def take(self, draft: Draft) -> Memo:
        """Write a memo down without the form."""
        return self.desk.memo(self.desk.take(draft, self.now).memo_id)

    # Hands

    def find(self, kind: type[_W], name: str) -> _W:
        """A control of the form by its name."""
        found = self.form.findChild(kind, name)
        assert isinstance(found, kind), name
        return found

    def fill(self, name: str, text: str) -> None:
        """Put a text into a field as if it had been typed."""
        field: Any = self.find(QWidget, name)
        field.show_text(text)

    def click(self, name: str) -> None:
        """Press a button or chip."""
        self.find(QPushButton, name).click()

    def says(self) -> str:
        """All that can be read on the form now."""
        parts: list[QLabel | QAbstractButton] = [
            *self.form.findChildren(QLabel),
            *self.form.findChildren(QAbstractButton),
        ]
        return "\n".join(part.text() for part in parts if part.isVisible())


def press(key: Qt.Key, mod: Qt.KeyboardModifier = NO_MOD) -> None:
    """Press a key where the focus is."""
    # An open popup has the keyboard, as on a real screen.
    QTest.keyClick(QApplication.activePopupWidget() or _focus(), key, mod)


def type_keys(text: str) -> None:
    """Type Latin letters and digits where the focus is."""
    QTest.keyClicks(_focus(), text)


def type_japanese(text: str) -> None:
    """Commit a text where the focus is, as an input method does."""
    compose("")
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(_focus(), event)


def compose(text: str) -> None:
    """Leave a text half composed where the focus is."""
    QApplication.sendEvent(_focus(), QInputMethodEvent(text, []))


def focus_name() -> str:
    """The name of what has the focus."""
    focus = QApplication.focusWidget()
    return focus.objectName() if focus else ""


def _focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus
