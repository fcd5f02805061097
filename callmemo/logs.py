"""The log: what the program did, never who called or what was said."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_SIZE = 500_000


def start(home: Path) -> None:
    """Write warnings and errors to `callmemo.log` in the data folder, at most 1 MB in all."""
    try:
        handler = RotatingFileHandler(
            home / "callmemo.log", maxBytes=_SIZE, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger("callmemo")
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
