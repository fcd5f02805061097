"""Take the pictures of the documentation from the real windows, on the sample day at a fixed hour.

`python3 dev.py pictures` writes them into docs/pictures, with `--out FOLDER` elsewhere.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from callmemo import words
from callmemo.core.vocabulary import View
from callmemo.desk import Desk
from callmemo.desktop.closing_screen import ClosingScreen
from callmemo.desktop.form_line import LineInput
from callmemo.desktop.keys_help import KeysHelp
from callmemo.desktop.main_window import MainWindow
from callmemo.desktop.memo_form import MemoForm
from callmemo.desktop.session import DeskSession
from callmemo.desktop.settings_page import SettingsPage
from callmemo.desktop.theme import Theme
from callmemo.sample_day import sample_settings, write_sample_day
from callmemo.settings_file import SettingsFile

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 11, 24, 15, 20, tzinfo=ZoneInfo("Asia/Tokyo"))
CLOSING = NOW.replace(hour=17, minute=5)
SIZE = (1280, 800)
FORM_SIZE = (960, 740)
SCREEN = {"screens": [{"name": "pictures", "x": 0, "y": 0, "width": 1600, "height": 1000}]}
CALL = "アオバ商事 山田様 03-0000-0142 至急 16時まで 鈴木さんへ 納品数量の件 店頭にお客様がお待ち"


class Studio:
    """A desktop with the sample day on it, and a camera."""

    def __init__(self, app: QApplication, home: Path, out: Path) -> None:
        """Let the sample day happen in `home`; pictures go to `out`."""
        self._app = app
        self._out = out
        self._home = home
        words.use("ja")
        self.theme = Theme(app, "light")
        file = SettingsFile(home)
        settings = sample_settings(file.load(NOW))
        file.save(settings)
        self.desk = Desk(home, settings)
        write_sample_day(self.desk, NOW)
        self.session = DeskSession(self.desk, file, lambda: NOW)

    def take(self, widget: QWidget, name: str) -> None:
        """Take a picture once everything has found its place."""
        self._settle()
        path = self._out / f"{name}.png"
        if not widget.grab().save(str(path), "PNG", 0):
            raise SystemExit(f"{path} could not be written")
        print(path)

    def main_window(self) -> None:
        """Show the list with its first memo in sight, light and dark."""
        place = QSettings(str(self._home / "windows.ini"), QSettings.Format.IniFormat)
        window = MainWindow(self.session, self.theme, place)
        window.resize(*SIZE)
        window.show()
        for memo in self.desk.memos(View.TODAY, NOW, limit=1):
            window.show_memo(memo.id)
        self.take(window, "main-window")
        self.theme.choose("dark")
        self.take(window, "main-window-dark")
        self.theme.choose("light")
        window.hide()

    def closing(self) -> None:
        """Show the closing screen as somebody carries a memo over."""
        self.session.now = lambda: CLOSING
        screen = ClosingScreen(self.session, self.theme)
        screen.open()
        card = self._find(screen, "card-carry")
        if isinstance(card, QPushButton):
            card.click()
        reason = self._find(screen, "carryStripReason")
        written = QInputMethodEvent("", [])
        written.setCommitString("先方が外出、明日の朝に在席とのこと")
        QApplication.sendEvent(reason, written)
        self.take(screen, "closing")
        screen.close()
        self.session.now = lambda: NOW

    def memo_form(self) -> None:
        """Write a call down, as far as one gets before the phone is put down."""
        form = MemoForm(self.session, self.theme)
        form.open_new()
        form.resize(*FORM_SIZE)
        line = form.findChild(LineInput)
        if not isinstance(line, LineInput):
            raise SystemExit("the form has no line")
        line.setFocus(Qt.FocusReason.TabFocusReason)
        written = QInputMethodEvent("", [])
        written.setCommitString(CALL)
        QApplication.sendEvent(line, written)
        # What was typed is read when nothing more comes for a moment.
        line.flush()
        self.take(form, "memo-form")
        form.hide()

    def settings(self) -> None:
        """Show a page of the settings."""
        page = SettingsPage(self.session, self.theme)
        page.show_page("hours")
        page.show()
        self.take(page, "settings")
        page.hide()

    def keys(self) -> None:
        """Show the help on keys."""
        page = KeysHelp()
        page.show()
        self.take(page, "keys")
        page.hide()

    def _settle(self) -> None:
        for _ in range(5):
            self._app.processEvents()

    @staticmethod
    def _find(window: QWidget, name: str) -> QWidget:
        found = window.findChild(QWidget, name)
        if not isinstance(found, QWidget):
            raise SystemExit(f"{window.objectName()} has no {name}")
        return found


def main() -> None:
    """Write all pictures and say where they are."""
    parser = argparse.ArgumentParser(description="Take the pictures of the documentation.")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "pictures")
    out = parser.parse_args().out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    # Windows may still hold the database when the folder is to go.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        screen = Path(name) / "screen.json"
        screen.write_text(json.dumps(SCREEN), encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen.as_posix()}"
        os.environ["QT_SCALE_FACTOR"] = "1"
        home = Path(name) / "callmemo"
        home.mkdir()
        studio = Studio(QApplication([]), home, out)
        studio.main_window()
        studio.closing()
        studio.memo_form()
        studio.settings()
        studio.keys()
        studio.desk.close()


if __name__ == "__main__":
    main()
