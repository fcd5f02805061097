"""The schema's steps by name; the library that takes them is loaded only where one is missing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # It takes as long to load as half the window, and nearly every start finds nothing to do.
    from sqlite_utils import Database

TABLE = "_sqlite_migrations"
"""Where sqlite-utils writes down which steps a file has taken."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the schema."""

    name: str
    take: Callable[[Database], None]


class Steps:
    """All steps of a schema in their order; used as a decorator that adds the next one."""

    def __init__(self, name: str) -> None:
        """Begin without any; `name` is what a file knows the schema by."""
        self.name = name
        self._migrations: list[Step] = []

    def __call__(
        self, *, name: str
    ) -> Callable[[Callable[[Database], None]], Callable[[Database], None]]:
        """Add the function as the next step."""

        def added(take: Callable[[Database], None]) -> Callable[[Database], None]:
            self._migrations.append(Step(name, take))
            return take

        return added

    def taken(self, conn: sqlite3.Connection) -> list[str]:
        """Names of the steps that a file has taken, in order; none for an empty file."""
        kept = conn.execute("SELECT count(*) FROM sqlite_master WHERE name = ?", (TABLE,))
        if not kept.fetchone()[0]:
            return []
        rows = conn.execute(
            f"SELECT name FROM {TABLE} WHERE migration_set = ? ORDER BY rowid",  # noqa: S608 - a constant
            (self.name,),
        )
        return [str(row[0]) for row in rows]

    def pending(self, conn: sqlite3.Connection) -> list[str]:
        """Names of the steps that a file has yet to take."""
        taken = set(self.taken(conn))
        return [step.name for step in self._migrations if step.name not in taken]

    def unknown(self, conn: sqlite3.Connection) -> set[str]:
        """Steps that a file has taken and this program does not know."""
        return set(self.taken(conn)) - {step.name for step in self._migrations}

    def apply(self, conn: sqlite3.Connection) -> None:
        """Take the steps that are missing, each in a transaction with the note that it was."""
        from sqlite_utils import Database, Migrations  # noqa: PLC0415 - see above

        migrations = Migrations(self.name)
        for step in self._migrations:
            migrations(name=step.name)(step.take)
        migrations.apply(Database(conn, execute_plugins=False))
