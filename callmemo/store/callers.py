"""The calls of one caller among all memos, by the indexes made for that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from callmemo.core.memo import Memo
from callmemo.core.times import to_utc_text
from callmemo.store.opening import Database, plainly
from callmemo.store.rows import MEMOS, read_memo

MOST_OPEN: Final = 20
MOST_SETTLED: Final = 12
MOST_OF_LATE: Final = 40
"""So many are read, by each number and name: a card shows a handful, and counts a week."""


class CallsOf:
    """Reads the memos of one caller; never writes."""

    def __init__(self, db: Database, path: Path) -> None:
        """Look into a database that the journal has opened; `path` names it in errors."""
        self._db = db
        self.path = path

    @plainly
    def of(self, numbers: Sequence[str], persons: Sequence[str], since: datetime) -> list[Memo]:
        """Return the latest memos of these numbers or people, open and settled, latest first.

        `numbers` are keys of numbers, `persons` keys of name and company. Of what was settled
        before `since` only a few are read.
        """
        places: set[int] = set()
        for column, keys in (
            ("phone_key", numbers),
            ("mobile_key", numbers),
            ("person_key", persons),
        ):
            for key in keys:
                places.update(self._latest(column, key, 1, "", MOST_OPEN))
                places.update(self._latest(column, key, 0, "", MOST_SETTLED))
                places.update(self._latest(column, key, 0, to_utc_text(since), MOST_OF_LATE))
        if not places:
            return []
        marks = ",".join("?" * len(places))
        rows = self._db.conn.execute(
            f"{MEMOS} WHERE seq IN ({marks})",
            tuple(places),
        )
        memos = [read_memo(row) for row in rows]
        return sorted(memos, key=lambda memo: (memo.last_called_at, memo.id), reverse=True)

    def _latest(self, column: str, key: str, needed: int, since: str, most: int) -> Iterable[int]:
        # The second condition is what lets SQLite use the index, which leaves out empty keys.
        rows = self._db.conn.execute(
            f"SELECT seq FROM memo WHERE {column} = ? AND {column} <> '' AND needs_someone = ?"  # noqa: S608
            " AND taken_at > ? ORDER BY taken_at DESC LIMIT ?",
            (key, needed, since, most),
        )
        return (int(row[0]) for row in rows)
