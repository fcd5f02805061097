"""A data folder with a settings page over it, and hands that type into it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget

from callmemo.desk import Desk
from callmemo.desktop.session import DeskSession
from callmemo.desktop.settings_page import SettingsPage
from callmemo.desktop.theme import Theme
from callmemo.settings_file import SettingsFile
from tests.office_day import TEN


def type_text(edit: QLineEdit, text: str) -> None:
    """Type as an input method does: QTest's own keys know no Japanese."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(edit, event)


def focus() -> QWidget:
    """What has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


class World:
    """One desktop: its folder, its session and its settings page."""

    def __init__(self, home: Path, theme: Theme) -> None:
        """Set up a desktop with three members; the page is shown."""
        home.mkdir(parents=True, exist_ok=True)
        self.home = home
        self.now: datetime = TEN
        self.file = SettingsFile(home)
        settings = self.file.load(self.now).with_value("language", "ja")
        self.file.save(settings)
        self.desk = Desk(home, settings)
        self.session = DeskSession(self.desk, self.file, lambda: self.now)
        members = [
            {"name": "鈴木", "department": "営業一課"},
            {"name": "佐藤", "department": "営業二課"},
            {"name": "田中", "department": ""},
        ]
        assert self.session.change_setting("members", members)
        self.theme = theme
        self.page = SettingsPage(self.session, theme)
        self.page.show()
        self.page.activateWindow()
        assert QTest.qWaitForWindowActive(self.page)

    def close(self) -> None:
        """Put everything away."""
        self.page.hide()
        self.page.deleteLater()
        self.session.deleteLater()
        QApplication.processEvents()
        self.desk.close()

    @property
    def stored(self) -> dict[str, Any]:
        """What the file says at this moment."""
        content: dict[str, Any] = json.loads(self.file.path.read_text(encoding="utf-8"))
        return content

    @property
    def member_names(self) -> list[str]:
        """Names of the members as the file has them."""
        return [member["name"] for member in self.stored["members"]]

    def written_by_another(self, **values: object) -> None:
        """Let another program change the file, as the command line does."""
        content = self.stored | values
        self.file.path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    def part(self, name: str, kind: type[QWidget] = QWidget) -> Any:
        """A part of the page by its object name."""
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found

    def line(self, name: str) -> QLineEdit:
        """The field into which one types for this name."""
        part = self.part(name)
        edit = part.lineEdit() if isinstance(part, QComboBox) else part
        assert isinstance(edit, QLineEdit)
        return edit

    def enter(self, name: str, text: str) -> None:
        """Type a text into a field in place of what stands there, and press Enter."""
        edit = self.line(name)
        edit.setFocus()
        edit.selectAll()
        QTest.keyClick(edit, Qt.Key.Key_Delete)
        type_text(edit, text)
        QTest.keyClick(edit, Qt.Key.Key_Return)
        QApplication.processEvents()

    def problem(self, name: str) -> str:
        """What is said below a field."""
        label: QLabel = self.part(f"problem-{name}", QLabel)
        return label.text() if label.isVisible() else ""
