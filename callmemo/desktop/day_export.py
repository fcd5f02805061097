"""Asks where to, and writes the list of the day beside the windows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from callmemo.desk import Desk
from callmemo.desktop.background import Background
from callmemo.desktop.banner import Banner
from callmemo.desktop.session import DeskSession
from callmemo.errors import CallmemoError
from callmemo.exchange import day_csv
from callmemo.words import say


class DayExport(QObject):
    """Says in the banner what has become of it."""

    def __init__(self, session: DeskSession, home: Path, banner: Banner, parent: QObject) -> None:
        """Write what the desk of this data folder holds."""
        super().__init__(parent)
        self._session = session
        self._home = home
        self._banner = banner
        self._background = Background(self)

    def ask(self, over: QWidget) -> None:
        """Ask for a file over this window, and write the day into it."""
        session = self._session
        now = session.now()
        day = session.settings.office.today(now)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        suggested = str(Path(folder) / day_csv.file_name(day))
        chosen, _ = QFileDialog.getSaveFileName(
            over, say("Export the day"), suggested, say("CSV for Excel (*.csv)")
        )
        if not chosen:
            return
        path = Path(chosen)
        home, settings = self._home, session.settings

        def write() -> Path:
            desk = Desk(home, settings)
            try:
                memos = desk.list_of_day(day)
                day_csv.write_day(path, memos, settings.office, now)
            finally:
                desk.close()
            return path

        self._background.run(write, self._written, self._not_written)

    def wait(self, seconds: float) -> None:
        """Let what is being written come to its end."""
        self._background.wait(seconds)

    def _written(self, path: Path) -> None:
        self._banner.show_message(say("Written to {path}", path=path))

    def _not_written(self, error: CallmemoError) -> None:
        self._banner.show_message(error.sentence, tone="late", seconds=0)
