"""Keeps what is to be said of the open memos in step with the file, whoever writes into it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from callmemo.core.agenda import Agenda
from callmemo.core.ladder import Rules
from callmemo.core.memo import Memo
from callmemo.core.rungs import Ladder, Outlook
from callmemo.store.opening import Database, plainly
from callmemo.store.register import Register


class Owed:
    """What is owed and was not read yet, as the file says it now."""

    def __init__(self, register: Register) -> None:
        """Ask this register."""
        self._register = register

    def due_between(self, after: datetime | None, until: datetime) -> Iterable[Memo]:
        """Those due after one moment and by another; first those without a due time as well."""
        return self._register.owed_between(after, until)

    def with_hours(self, after: datetime, ladder: Ladder) -> Iterable[Memo]:
        """Those due later than that which may have something to say before."""
        return self._register.owed_with_hours(after, ladder.tried)

    def next_due(self, after: datetime) -> datetime | None:
        """When the first of those is due that are due later than that."""
        return self._register.next_owed(after)


class Lookout:
    """Reads open memos as their day comes near, and then only those to which something happens."""

    def __init__(self, db: Database, path: Path, register: Register) -> None:
        """Nothing is read yet; `path` names the file in errors."""
        self._db = db
        self.path = path
        self._register = register
        self._agenda: Agenda | None = None
        self._seen = 0

    def outlook(self, rules: Rules, now: datetime) -> Outlook:
        """Find the reminders due at `now`, and when to look again."""
        agenda = self._up_to_date(rules)
        agenda.follow(rules)
        return agenda.outlook(now)

    def forget(self) -> None:
        """Read everything anew the next time."""
        self._agenda = None

    def _up_to_date(self, rules: Rules) -> Agenda:
        # The place first: what happens while the memos are read is read once more.
        touched = self._touched()
        if self._agenda is None:
            self._agenda = Agenda(rules, unread=Owed(self._register))
            return self._agenda
        for memo_id in touched:
            memo = self._register.by_id(memo_id)
            if memo is None:
                self._agenda.drop(memo_id)
            else:
                self._agenda.put(memo)
        return self._agenda

    @plainly
    def _touched(self) -> set[str]:
        """Return the memos to which something has happened since this was last asked."""
        execute = self._db.conn.execute
        if self._agenda is None:
            self._seen = execute("SELECT coalesce(max(rowid), 0) FROM event").fetchone()[0]
            return set()
        rows = execute("SELECT rowid, memo_id FROM event WHERE rowid > ?", (self._seen,)).fetchall()
        self._seen = max((row[0] for row in rows), default=self._seen)
        return {row[1] for row in rows}
