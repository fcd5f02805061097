"""Open the window: from nothing to a running program, with a sentence wherever it cannot go on."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from callmemo import logs, paths, words
from callmemo.desk import Desk
from callmemo.desktop import crash
from callmemo.desktop.display import has_display
from callmemo.desktop.icons import app_icon
from callmemo.desktop.one_instance import OneInstance
from callmemo.desktop.program import Program
from callmemo.desktop.session import DeskSession, system_now
from callmemo.desktop.theme import Theme
from callmemo.errors import CallmemoError, NoDisplay
from callmemo.settings_file import SettingsFile
from callmemo.words import say

if TYPE_CHECKING:
    from callmemo.core.links import Ring

_APP_ID = "callmemo.desktop"


def open_window(
    home: Path,
    *,
    now: Callable[[], datetime] | None = None,
    language: str | None = None,
    ring: Ring | None = None,
) -> int:
    """Run the window program on a data folder until it is told to end; return its exit status.

    `now` replaces the system's clock, `language` the setting; the form opens for `ring`. Raises
    NoDisplay without a screen; every other trouble is shown in a box.
    """
    if not has_display(os.environ):
        raise NoDisplay
    now = now or system_now
    _be_one_task()
    app = QApplication([sys.argv[0]])
    app.setApplicationName("callmemo")
    app.setDesktopFileName("callmemo")
    app.setQuitOnLastWindowClosed(False)
    app.setWindowIcon(app_icon())
    # Ctrl+C in the terminal ends it; Python's own handler would wait for the next event.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    words.use(language or "auto")
    theme = Theme(app)
    try:
        return _run(app, theme, home, Start(now, language, ring))
    except CallmemoError as error:
        _show_error(error)
        return 1


@dataclass(frozen=True, slots=True)
class Start:
    """How the program was started: its clock, a language, a call that is announced."""

    now: Callable[[], datetime]
    language: str | None = None
    ring: Ring | None = None


def _run(app: QApplication, theme: Theme, home: Path, start: Start) -> int:
    now, language = start.now, start.language
    file = SettingsFile(home)
    name = ""
    sample = False
    if not file.exists:
        from callmemo.desktop.first_start import FirstStart  # noqa: PLC0415 - shown once

        first = FirstStart(theme)
        first.exec()
        if first.choice is None:
            return 0
        name, sample = first.name, first.choice == "sample"
    if sample:
        home = paths.sample_home(home, now())
        file = SettingsFile(home)
    one = OneInstance(home)
    if one.show_other(start.ring):
        return 0
    settings = file.load(now())
    if sample:
        from callmemo.sample_day import sample_settings  # noqa: PLC0415 - wanted once

        settings = sample_settings(settings)
    if name:
        settings = settings.with_value("my_name", name)
    file.save(settings)
    words.use(language or settings.language)
    _speak_qt(app)
    theme.choose(settings.theme)
    logs.start(home)
    desk = Desk(home, settings)
    try:
        if sample:
            from callmemo.sample_day import write_sample_day  # noqa: PLC0415 - wanted once

            write_sample_day(desk, now())
        session = DeskSession(desk, file, now)
        session.settings_changed.connect(lambda changed: theme.choose(changed.theme))
        running = Running(app, session, theme, home)
        # The command line has let the looking for garbage rest.
        running.program.window.first_sight.seen.connect(gc.enable)
        crash.install(home, running.quit)
        one.asked.connect(running.show)
        one.rung.connect(running.ring)
        running.show()
        if start.ring is not None:
            running.ring(start.ring)
        running.program.tell(file.notices)
        return app.exec()
    finally:
        one.close()
        desk.close()


class Running:
    """The program that runs now; another one takes its place when the language changes."""

    def __init__(self, app: QApplication, session: DeskSession, theme: Theme, home: Path) -> None:
        """Build the first."""
        self._parts = (app, session, theme, home)
        self.program = self._build()

    def _build(self) -> Program:
        program = Program(*self._parts)
        program.language_chosen.connect(self._speak)
        return program

    def show(self) -> None:
        """Bring the main window to the front."""
        self.program.show()

    def ring(self, ring: Ring) -> None:
        """Have a memo taken of a call that is announced."""
        self.program.standby.ringing.ring(ring)

    def quit(self) -> None:
        """End the program."""
        self.program.end()

    def _speak(self, language: str) -> None:
        words.use(language)
        _speak_qt(self._parts[0])
        self.program.close()
        self.program = self._build()
        self.program.open_settings()


def _show_error(error: CallmemoError) -> None:
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - shown instead of the window

    print(error.sentence, file=sys.stderr)  # noqa: T201 - for whoever started it in a terminal
    box = QMessageBox(QMessageBox.Icon.Critical, say("Phone memos"), error.sentence)
    box.exec()


def _speak_qt(app: QApplication) -> None:
    """Let Qt's own dialogs speak Japanese too, with the catalogue that PySide6 carries."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    if words.language() == "ja":
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        translator = QTranslator(app)
        if translator.load("qtbase_ja", folder):
            app.installTranslator(translator)


def _be_one_task() -> None:
    """Have Windows group the windows under the program's own icon, not Python's."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows only

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(_APP_ID)
