"""Keeps what stands on a form on disk, a moment after each change."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from callmemo.drafts import DraftFile, Kept
from callmemo.errors import FolderUnusable

MOMENT_MS: Final = 250


class DraftKeeping(QObject):
    """Writes the draft of a form: soon after a change, or at once when asked."""

    kept = Signal()
    failed = Signal()

    def __init__(self, read: Callable[[], Kept | None], parent: QObject) -> None:
        """Ask `read` for what stands on the form; None where nothing is worth keeping."""
        super().__init__(parent)
        self._read = read
        self._file: DraftFile | None = None
        self._soon = QTimer(self, singleShot=True, interval=MOMENT_MS)
        self._soon.timeout.connect(self.write)

    def begin(self, file: DraftFile) -> None:
        """Keep drafts in this file from now on."""
        self._soon.stop()
        self._file = file

    def touch(self) -> None:
        """Something has changed."""
        # Started once, not anew with every key: who types without a pause is kept too.
        if not self._soon.isActive():
            self._soon.start()

    def flush(self) -> None:
        """Write what has not been written yet."""
        if self._soon.isActive():
            self.write()

    def write(self) -> None:
        """Write now; a form on which nothing stands has no file."""
        self._soon.stop()
        if self._file is None:
            return
        try:
            content = self._read()
            if content is None:
                self._file.remove()
            else:
                self._file.save(content)
                self.kept.emit()
        except FolderUnusable:
            self.failed.emit()

    def forget(self) -> None:
        """Drop the draft: its memo is saved."""
        self._soon.stop()
        file, self._file = self._file, None
        # The memo is safe; a file that cannot be removed comes back as a draft at worst.
        with contextlib.suppress(FolderUnusable):
            if file is not None:
                file.remove()
