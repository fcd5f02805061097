"""Reading address files in, and writing the book out: beside the windows, never in their way."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from callmemo.desk import Desk
from callmemo.desktop.address_import import ImportPreview
from callmemo.desktop.background import Background
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme
from callmemo.errors import CallmemoError
from callmemo.exchange.intake import Fate, ImportPlan, plan_import
from callmemo.exchange.people_files import Format, file_name, read_people, write_people
from callmemo.exchange.records import Reading
from callmemo.store.journal import Changes
from callmemo.words import say, say_count


class AddressFiles(QObject):
    """`told(text, tone)` what came of it, `done(text)` after what can be taken back."""

    told = Signal(str, str)
    done = Signal(str)

    def __init__(self, session: DeskSession, theme: Theme, home: Path, over: QWidget) -> None:
        """Ask over the window `over`; read from and write into the desk in `home`."""
        super().__init__(over)
        self._session = session
        self._theme = theme
        self._home = home
        self._over = over
        self._background = Background(self)
        self.preview: ImportPreview | None = None

    def read_in(self) -> None:
        """Ask which file, and show what would happen."""
        known, every = say("Address files"), say("All files")
        chosen, _ = QFileDialog.getOpenFileName(
            self._over,
            say("Read in an address file"),
            _documents(),
            f"{known} (*.vcf *.csv *.tsv *.txt);;{every} (*)",
        )
        if chosen:
            self.read_file(Path(chosen))

    def read_file(self, path: Path) -> None:
        """Read a file beside the windows, then show what would happen."""
        home, settings = self._home, self._session.settings

        def work() -> ImportPlan:
            reading = read_people(path)
            desk = Desk(home, settings)
            try:
                return plan_import(reading, desk.contacts())
            finally:
                desk.close()

        self._background.run(work, lambda plan: self._show(path, plan), self._failed)

    def write_out(self) -> None:
        """Ask where to, and write everybody."""
        vcard, old = say("vCard 4.0 (*.vcf)"), say("vCard 3.0, for older phones (*.vcf)")
        table = say("CSV for Excel (*.csv)")
        suggested = str(Path(_documents()) / file_name(Format.VCARD))
        chosen, kind = QFileDialog.getSaveFileName(
            self._over, say("Write the address book"), suggested, f"{vcard};;{old};;{table}"
        )
        if chosen:
            forms = {table: Format.CSV, old: Format.VCARD3}
            self.write_file(Path(chosen), forms.get(kind, Format.AUTO))

    def write_file(self, path: Path, form: Format = Format.AUTO) -> None:
        """Write everybody into a file, beside the windows."""
        home, settings = self._home, self._session.settings

        def work() -> Path:
            desk = Desk(home, settings)
            try:
                write_people(path, desk.contacts(), form)
            finally:
                desk.close()
            return path

        self._background.run(work, self._written, self._failed)

    def wait(self, seconds: float) -> bool:
        """Give what is under way this long to end."""
        return self._background.wait(seconds)

    def _written(self, path: Path) -> None:
        self.told.emit(say("Written to {path}", path=path), "quiet")

    def _failed(self, error: CallmemoError) -> None:
        self.told.emit(error.sentence, "late")

    def _show(self, path: Path, plan: ImportPlan) -> None:
        if not plan.rows:
            self.told.emit(say("There is nobody in {name}.", name=path.name), "soon")
            return
        reading, existing = plan.reading, plan.existing

        def replan(prefers_file: bool) -> ImportPlan:
            return plan_import(reading, existing, prefers_file=prefers_file)

        preview = ImportPreview(path.name, plan, self._theme, replan, self._over)
        self.preview = preview
        preview.accepted.connect(lambda: self._apply(preview))
        preview.finished.connect(preview.deleteLater)
        preview.open()

    def _apply(self, preview: ImportPreview) -> None:
        """Keep what was chosen: beside the windows, since thousands take some seconds."""
        plan, left_out = preview.plan, preview.left_out
        home, settings, now = self._home, self._session.settings, self._session.now()
        self.told.emit(say("Reading in…"), "quiet")

        def work() -> Changes:
            contacts = plan.contacts(left_out)
            desk = Desk(home, settings)
            try:
                return desk.keep_contacts(contacts, now)
            finally:
                desk.close()

        def kept(changes: Changes) -> None:
            self._session.take_up(changes, self)
            self.done.emit(_summary(plan, left_out, plan.reading))

        self._background.run(work, kept, self._failed)


def _summary(plan: ImportPlan, left_out: frozenset[int], reading: Reading) -> str:
    taken = [row for row in plan.rows if row.place not in left_out]
    new = sum(row.fate is Fate.NEW for row in taken)
    added = sum(row.fate is Fate.ADDS for row in taken)
    parts = []
    if new:
        parts.append(say_count("{count} new", "{count} new", new))
    if added:
        parts.append(say_count("{count} added to", "{count} added to", added))
    if reading.losses:
        lost = len(reading.losses)
        parts.append(say_count("{count} could not be read", "{count} could not be read", lost))
    return say("Read in: {parts}", parts=", ".join(parts) or "0")


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
