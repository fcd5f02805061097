"""What a save leaves undone: to put the search indexes together, and to empty the log of changes.

Both take longer than the save itself, now and then much longer, and nobody has to wait for them.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from callmemo.store.opening import Database, writing

_log = logging.getLogger(__name__)
_A_LITTLE: Final = 64
"""Pages that are put together at a time: a few milliseconds."""
_INDEXES: Final = ("search", "people")
_OVERDUE: Final = 64
"""After so many saves without any upkeep some is done after a save, and then again and again."""
_AGAIN: Final = 8
_SAVES: Final = 30
"""After so many the log is emptied: some hundred pages, so that no save has to do it."""


class Upkeep:
    """Does a little at a time, when it is told to."""

    def __init__(self, db: Database) -> None:
        """Look after this file; whoever had it open before may have left something."""
        self._db = db
        self._is_due = True
        self._saves = 0
        self._waited = 0

    def note(self) -> None:
        """Know that something was written; where nobody has come for long, do a little."""
        self._is_due = True
        self._saves += 1
        self._waited += 1
        if self._waited >= _OVERDUE:
            self.do_what_can_be_done()
            self._waited = _OVERDUE - _AGAIN

    def do_what_can_be_done(self) -> None:
        """Do a little after something was saved: it is, whatever comes of this."""
        try:
            self._put_together()
        except sqlite3.Error:
            _log.warning("upkeep has to wait", exc_info=True)

    @property
    def is_ours(self) -> bool:
        """Whether something was written here since the last time."""
        return self._saves > 0

    def do_some(self) -> bool:
        """Do a little; return whether there is more.

        Where another program is writing nothing is done: that can wait, and waits for nobody.
        """
        self._waited = 0
        if not self._is_due:
            return False
        self._put_together()
        if self._saves >= _SAVES:
            self._db.conn.execute("PRAGMA wal_checkpoint(PASSIVE)")
            self._saves = 0
        return self._is_due

    def _put_together(self) -> None:
        with self._db.unasked():
            try:
                with _at_once(self._db), writing(self._db):
                    more = [_put_together(self._db.conn, name) for name in _INDEXES]
            except sqlite3.OperationalError as error:
                if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                return
        self._is_due = any(more)


def _put_together(connection: sqlite3.Connection, name: str) -> bool:
    """Make fewer parts of what FTS5 has written; return whether there may be more to do."""
    before = connection.total_changes
    connection.execute(
        f"INSERT INTO {name} ({name}, rank) VALUES ('merge', ?)",  # noqa: S608 - constants only
        (_A_LITTLE,),
    )
    # So the manual says it: fewer than two changes where there was nothing to do (FTS5, 6.8).
    return connection.total_changes - before > 1


@contextmanager
def _at_once(db: Database) -> Iterator[None]:
    """Fail at once where somebody else has the lock."""
    usual = db.conn.execute("PRAGMA busy_timeout").fetchone()[0]
    db.conn.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        db.conn.execute(f"PRAGMA busy_timeout = {usual}")
