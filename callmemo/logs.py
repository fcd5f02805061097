"""The log: what the program did, never who called or what was said."""

from __future__ import annotations

import logging
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Final

FILE: Final = "callmemo.log"
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_SIZE = 500_000


class _LogFile(logging.FileHandler):
    """As `RotatingFileHandler`, whose module brings sockets and more that a start waits for."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; a log that cannot be written must not get in the way of the work."""
        with suppress(OSError):
            self._turn_over()
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own
        """The same for a line that cannot be encoded, or a full disk."""

    def _turn_over(self) -> None:
        """Begin another file when this one is full; the one before is kept."""
        file = Path(self.baseFilename)
        if file.exists() and file.stat().st_size >= _SIZE:
            if self.stream is not None:
                # Windows renames no open file. The next line opens another.
                self.stream.close()
                self.stream = None
            file.replace(file.with_name(f"{file.name}.1"))


def start(home: Path) -> None:
    """Write warnings and errors to `callmemo.log` in the data folder, at most 1 MB in all."""
    root = logging.getLogger("callmemo")
    stop()
    try:
        handler = _LogFile(home / FILE, encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter(_FORMAT))
    root.addHandler(handler)
    root.setLevel(logging.WARNING)


def stop() -> None:
    """Let go of the file, so that its folder can be moved or removed."""
    root = logging.getLogger("callmemo")
    for handler in [old for old in root.handlers if isinstance(old, _LogFile)]:
        root.removeHandler(handler)
        handler.close()


def record(error: BaseException) -> None:
    """Write down kind and place of an unexpected error, not its text: that may quote a memo."""
    places = " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in reversed(traceback.extract_tb(error.__traceback__))
    )
    logging.getLogger("callmemo").error("%s at %s", type(error).__qualname__, places)
