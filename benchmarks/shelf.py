"""Where made offices are kept from run to run, also while several measure at once."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from benchmarks import office_data
from callmemo.core.text import NORMALISER
from callmemo.desk import DATABASE
from callmemo.store.schema import MIGRATIONS

ROOT: Final = Path(__file__).resolve().parent.parent
KEPT: Final = ROOT / ".bench"
_UNFINISHED: Final = "part-"
_LOCK: Final = "in-use.db"
_PATIENCE: Final = 600.0


def office(memos: int, kept: Path = KEPT) -> Path:
    """Folder of a made office with so many memos; made anew where schema or data have changed.

    Where two make the same one at once, the first counts, and the second uses that.
    """
    home = kept / f"office-{memos}-{_mark()}"
    if (home / DATABASE).exists():
        return home
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(
        dir=kept, prefix=_UNFINISHED, ignore_cleanup_errors=True
    ) as part:
        made = Path(part) / "office"
        office_data.make_office(made, memos)
        try:
            made.rename(home)
        except OSError:
            # A folder with something in it is replaced on no system.
            if not (home / DATABASE).exists():
                raise
    return home


@contextmanager
def workshop(kept: Path = KEPT) -> Iterator[Path]:
    """Work in a folder of one's own beside the made offices, all of which stay meanwhile."""
    kept.mkdir(parents=True, exist_ok=True)
    with closing(_lock(kept)) as lock:
        # Who reads in a transaction keeps others from writing until it ends, by whatever end.
        lock.execute("BEGIN")
        lock.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with tempfile.TemporaryDirectory(
            dir=kept, prefix=_UNFINISHED, ignore_cleanup_errors=True
        ) as folder:
            yield Path(folder)


def tidy(kept: Path = KEPT) -> list[Path]:
    """Remove offices of older data and what was left unfinished, unless anybody works here."""
    kept.mkdir(parents=True, exist_ok=True)
    gone = []
    with closing(_lock(kept)) as lock, suppress(sqlite3.OperationalError):
        lock.execute("PRAGMA busy_timeout = 0")
        lock.execute("BEGIN EXCLUSIVE")
        for folder in kept.iterdir():
            old = folder.name.startswith("office-") and not folder.name.endswith(_mark())
            if old or folder.name.startswith(_UNFINISHED):
                shutil.rmtree(folder, ignore_errors=True)
                gone.append(folder)
    return gone


def _lock(kept: Path) -> sqlite3.Connection:
    return sqlite3.connect(kept / _LOCK, isolation_level=None, timeout=_PATIENCE)


def _mark() -> str:
    """What changes whenever offices would come out otherwise."""
    steps = ",".join(step.name for step in MIGRATIONS._migrations)
    told = f"{office_data.VERSION} {NORMALISER} {steps}"
    return hashlib.sha256(told.encode()).hexdigest()[:8]
