"""Where the data of this user lives."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import platformdirs

_NAME = "callmemo"


def home(given: str | None = None) -> Path:
    """Return the data folder: as given, from CALLMEMO_HOME, or local application data.

    Local, not roaming: a database that a domain controller copies about is a database lost.
    """
    named = given or os.environ.get("CALLMEMO_HOME")
    if named:
        return Path(named).expanduser().absolute()
    return Path(platformdirs.user_data_dir(_NAME, appauthor=False, roaming=False))


def sample_home(base: Path, now: datetime) -> Path:
    """Return the folder of today's sample day, apart from the user's own memos."""
    return base / "sample" / f"{now.astimezone():%Y-%m-%d}"
