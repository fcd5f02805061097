"""The register of memos (受付簿): every question that lists, counters and searches ask."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from callmemo.core.memo import CALLS_IN_VAIN, Memo
from callmemo.core.times import from_utc_text, to_utc_text
from callmemo.core.vocabulary import View
from callmemo.store.long_list import LongList, State
from callmemo.store.opening import Database, plainly
from callmemo.store.rows import MEMOS, as_written, read_memo


@dataclass(frozen=True, slots=True)
class Sight:
    """From where one looks: the first moment after today, and whose desk it is.

    The manager sees with their own what several calls could not reach.
    """

    tomorrow: datetime
    me: str = ""
    is_manager: bool = False

    @property
    def values(self) -> dict[str, Any]:
        """What questions are asked with."""
        return {
            "tomorrow": to_utc_text(self.tomorrow),
            "me": self.me,
            "manager": self.is_manager,
            "in_vain": CALLS_IN_VAIN,
        }


class Group(StrEnum):
    """Under which heading a memo stands in a list."""

    CARRIED = "carried"
    LATE = "late"
    TODAY = "today"
    LATER = "later"
    UNREAD = "unread"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Count:
    """How many memos a view holds that still need someone, and how many of them are late."""

    open: int
    late: int


WHERE = {
    View.TODAY: "needs_someone AND (due_at IS NULL OR due_at < :tomorrow)",
    View.MINE: "needs_someone AND :me <> '' AND (addressee = :me OR substitute = :me OR (:manager"
    " AND attempts >= :in_vain AND called_back_at IS NULL AND next_mover = 'us'))",
    View.WAITING: "needs_someone AND next_mover = 'them'",
    View.LATER: "needs_someone AND due_at >= :tomorrow",
    View.COMPLAINTS: "complaint",
    View.DONE: "closed_at IS NOT NULL",
    View.ALL: "1",
}
_BY_DUE = "next_mover = 'nobody', due_at IS NULL, due_at, taken_at, id"
_ORDER = {
    View.COMPLAINTS: "needs_someone DESC, CASE WHEN needs_someone THEN due_at END,"
    " taken_at DESC, id",
    # By the place, not the id, among memos of one moment: then an index is walked, nothing sorted.
    View.DONE: "closed_at DESC, seq DESC",
    View.ALL: "taken_at DESC, seq DESC",
}
_CARRIED = "ifnull(carried_until = due_at AND due_at < :tomorrow, 0)"
"""What was carried over to today: it stands on top, however late the rest is."""
_GROUP = (
    f"CASE WHEN NOT needs_someone THEN 'settled' WHEN {_CARRIED} THEN 'carried'"
    " WHEN next_mover = 'nobody' THEN 'unread'"
    " WHEN due_at < :now THEN 'late' WHEN due_at >= :tomorrow THEN 'later' ELSE 'today' END"
)
_OWED = "needs_someone AND next_mover <> 'nobody'"
_LONG = {View.DONE: "closed_at", View.ALL: "taken_at"}
"""Views that hold years, and the moment by which memos stand there."""
_CHUNK = 500
_MOMENT = timedelta(milliseconds=200)
_MOST = 2**63 - 1


class Register:
    """Reads the memo table; never writes."""

    def __init__(self, db: Database, path: Path) -> None:
        """Look into a database that the journal has opened; `path` names it in errors."""
        self._db = db
        self.path = path
        self._long = {
            view: LongList(
                db,
                moment,
                f"SELECT seq FROM memo WHERE {WHERE[view]} ORDER BY {_ORDER[view]}",  # noqa: S608 - constants only
                self.state,
            )
            for view, moment in _LONG.items()
        }
        self._counted: tuple[object, datetime, dict[View, Count]] | None = None

    @plainly
    def by_id(self, memo_id: str) -> Memo | None:
        """One memo by its id."""
        row = self._db.conn.execute(f"{MEMOS} WHERE id = ?", (memo_id,)).fetchone()
        return None if row is None else read_memo(row)

    @plainly
    def by_number(self, number: str) -> Memo | None:
        """Return the latest memo with this reception number; numbers come again each year."""
        row = self._db.conn.execute(
            f"{MEMOS} WHERE number = ? ORDER BY taken_at DESC LIMIT 1", (number,)
        ).fetchone()
        return None if row is None else read_memo(row)

    @plainly
    def places(self, view: View, sight: Sight, limit: int | None = None) -> array[int]:
        """Places of the memos in a view, in its order."""
        if view in _LONG and limit is None:
            return self._long[view].places()
        values = {**sight.values, "limit": _MOST if limit is None else min(max(limit, 0), _MOST)}
        order = _ORDER.get(view, f"NOT {_CARRIED}, {_BY_DUE}")
        sql = f"SELECT seq FROM memo WHERE {WHERE[view]} ORDER BY {order} LIMIT :limit"  # noqa: S608 - constants only
        return places_in(self._db.conn.execute(sql, values))

    @plainly
    def state(self) -> State:
        """Return what is another thing as soon as anybody has written; costs microseconds."""
        stamp = self._db.conn.execute("PRAGMA data_version").fetchone()[0]
        return self._db.changes, int(stamp)

    def forget(self) -> None:
        """Know nothing of before: the table has been made anew."""
        for each in self._long.values():
            each.forget()

    @plainly
    def groups(self, view: View, sight: Sight, now: datetime) -> dict[Group, array[int]]:
        """Places of the memos in a view under their headings, each in the view's order."""
        found = {group: array("q") for group in Group}
        values = {**sight.values, "now": to_utc_text(now)}
        order = _ORDER.get(view, f"NOT {_CARRIED}, {_BY_DUE}")
        sql = f"SELECT seq, {_GROUP} FROM memo WHERE {WHERE[view]} ORDER BY {order}"  # noqa: S608 - constants only
        with as_written():
            for seq, group in self._db.conn.execute(sql, values):
                found[Group(group)].append(seq)
        return found

    @plainly
    def at(self, places: Sequence[int]) -> list[Memo]:
        """Memos at these places, in the order asked for; places that are gone are left out."""
        found: dict[int, Memo] = {}
        for start in range(0, len(places), _CHUNK):
            chunk = list(places[start : start + _CHUNK])
            marks = ",".join("?" * len(chunk))
            rows = self._db.conn.execute(f"{MEMOS} WHERE seq IN ({marks})", chunk)
            found |= {row[0]: read_memo(row) for row in rows}
        return [found[place] for place in places if place in found]

    @plainly
    def place_of(self, memo_id: str) -> int | None:
        """Return the place of a memo, or None if it is not there."""
        row = self._db.conn.execute("SELECT seq FROM memo WHERE id = ?", (memo_id,)).fetchone()
        return None if row is None else places_in([row])[0]

    @plainly
    def open_memos(self) -> list[Memo]:
        """All memos that still need someone, by due time."""
        rows = self._db.conn.execute(f"{MEMOS} WHERE needs_someone ORDER BY {_BY_DUE}")
        return [read_memo(row) for row in rows]

    @plainly
    def owed_between(self, after: datetime | None, until: datetime) -> list[Memo]:
        """Memos owed, due after one moment (or, if None, without a due time too) and by another."""
        begins = "" if after is None else to_utc_text(after)
        rows = self._db.conn.execute(
            f"{MEMOS} WHERE {_OWED} AND due_at > ? AND due_at <= ?",
            (begins, to_utc_text(until)),
        )
        found = [read_memo(row) for row in rows]
        if after is None:
            rows = self._db.conn.execute(f"{MEMOS} WHERE {_OWED} AND due_at IS NULL")
            found += [read_memo(row) for row in rows]
        return found

    @plainly
    def owed_with_hours(self, after: datetime, tried: int) -> list[Memo]:
        """Memos owed, due later than that, of which there may be something to say before.

        `tried` is after how many calls in vain; with 0 those do not count.
        """
        # The index alone tells which: only of those is the whole memo read.
        rows = self._db.conn.execute(
            f"{MEMOS} WHERE seq IN ("  # noqa: S608 - constants only
            f"SELECT seq FROM memo WHERE {_OWED} AND due_at > :after AND (urgency = 'urgent'"
            " OR complaint OR snoozed_until IS NOT NULL"
            " OR (:tried > 0 AND attempts >= :tried)))",
            {"after": to_utc_text(after), "tried": tried},
        )
        return [read_memo(row) for row in rows]

    @plainly
    def next_owed(self, after: datetime) -> datetime | None:
        """When the first memo is due that is owed and due later than that."""
        row = self._db.conn.execute(
            f"SELECT due_at FROM memo WHERE {_OWED} AND due_at > ? ORDER BY due_at LIMIT 1",  # noqa: S608
            (to_utc_text(after),),
        ).fetchone()
        with as_written():
            return None if row is None else from_utc_text(row[0])

    @plainly
    def unseen(self) -> list[Memo]:
        """Memos with reminders that nobody has seen yet, by due time."""
        rows = self._db.conn.execute(f"{MEMOS} WHERE unseen <> '' ORDER BY {_BY_DUE}")
        return [read_memo(row) for row in rows]

    @plainly
    def counts(self, sight: Sight, now: datetime) -> dict[View, Count]:
        """Open and late memos of each view that shows a number; never a walk over all memos.

        Window and tray ask one after the other: within a moment nothing is counted twice.
        """
        asked = (self.state(), sight)
        kept = self._counted
        if kept is None or kept[0] != asked or not timedelta() <= now - kept[1] < _MOMENT:
            kept = self._counted = (asked, now, self._count(sight, now))
        return dict(kept[2])

    def _count(self, sight: Sight, now: datetime) -> dict[View, Count]:
        values = {**sight.values, "now": to_utc_text(now)}
        views = (View.TODAY, View.MINE, View.WAITING, View.LATER, View.COMPLAINTS)
        sums = ", ".join(
            f"total({WHERE[view]}), total(({WHERE[view]}) AND next_mover <> 'nobody'"
            " AND due_at < :now)"
            for view in views
        )
        sql = f"SELECT {sums} FROM memo WHERE needs_someone"  # noqa: S608 - constants only
        row = self._db.conn.execute(sql, values).fetchone()
        return {view: Count(int(row[2 * i]), int(row[2 * i + 1])) for i, view in enumerate(views)}

    @plainly
    def of_day(self, start: datetime, end: datetime) -> list[Memo]:
        """Memos taken or closed in this span, or taken before its end and still owed by then."""
        # The plus keeps SQLite on the index of what is owed: years lie before the end of a day.
        rows = self._db.conn.execute(
            f"{MEMOS} WHERE seq IN ("  # noqa: S608 - constants only
            "SELECT seq FROM memo WHERE taken_at >= :start AND taken_at < :end"
            " UNION SELECT seq FROM memo WHERE closed_at >= :start AND closed_at < :end"
            " UNION SELECT seq FROM memo WHERE needs_someone AND +taken_at < :end"
            " AND (due_at IS NULL OR due_at < :end)) ORDER BY taken_at, id",
            {"start": to_utc_text(start), "end": to_utc_text(end)},
        )
        return [read_memo(row) for row in rows]

    @plainly
    def carried_between(self, start: datetime, end: datetime) -> list[Memo]:
        """Memos carried over in this span to a time after it, where they still stand."""
        rows = self._db.conn.execute(
            f"{MEMOS} WHERE needs_someone AND due_at >= :end AND carried_until = due_at"
            " AND carried_at >= :start AND carried_at < :end ORDER BY due_at, id",
            {"start": to_utc_text(start), "end": to_utc_text(end)},
        )
        return [read_memo(row) for row in rows]

    @plainly
    def closed_between(self, start: datetime, end: datetime) -> array[int]:
        """Places of the memos closed in this span, latest first."""
        rows = self._db.conn.execute(
            "SELECT seq FROM memo WHERE closed_at >= ? AND closed_at < ?"
            " ORDER BY closed_at DESC, seq DESC",
            (to_utc_text(start), to_utc_text(end)),
        )
        return places_in(rows)

    @plainly
    def called_back_after(self, start: datetime, end: datetime) -> list[float]:
        """Return after how many seconds those were called back whose memos were closed then."""
        rows = self._db.conn.execute(
            "SELECT round((julianday(called_back_at) - julianday(taken_at)) * 86400, 3) FROM memo"
            " WHERE closed_at >= ? AND closed_at < ? AND called_back_at IS NOT NULL",
            (to_utc_text(start), to_utc_text(end)),
        )
        with as_written():
            return [float(row[0]) for row in rows]


def places_in(rows: Iterable[sqlite3.Row]) -> array[int]:
    with as_written():
        return array("q", (row[0] for row in rows))
