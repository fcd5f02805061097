"""Open the database file, or say in one sentence why it cannot be used."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from callmemo import errors
from callmemo.store.schema import APPLICATION_ID, MIGRATIONS

BUSY_SECONDS = 20.0
"""How long a write waits for another program's; its own writes take milliseconds."""

_HEADER = b"SQLite format 3\x00"
_BACKUP_SUFFIX = ".before-"


def open_database(path: Path) -> Database:
    """Open or create the file, ready to use, with its schema up to date.

    Raises an error of `callmemo.errors` for a file that is broken, of another program, of a
    newer callmemo, or that may not be written; in each of these cases nothing was changed.
    """
    with said_plainly(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _refuse_other_files(path)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            return _prepare(connection, path)
        except BaseException:
            connection.close()
            raise


def _refuse_other_files(path: Path) -> None:
    if not path.exists() or path.stat().st_size == 0:
        return
    with path.open("rb") as file:
        if file.read(len(_HEADER)) != _HEADER:
            raise errors.DatabaseBroken(path)


def _prepare(connection: sqlite3.Connection, path: Path) -> Database:
    db = Database(connection, execute_plugins=False)
    connection.row_factory = sqlite3.Row
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID:
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise errors.DatabaseForeign(path)
    elif _newer_steps(db):
        raise errors.DatabaseNewer(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    if MIGRATIONS.pending(db):
        _migrate(db, path)
    return db


def _newer_steps(db: Database) -> set[str]:
    known = {step.name for step in MIGRATIONS.applied(db)}
    fresh = {step.name for step in MIGRATIONS.pending(db)}
    ours = {step.name for step in MIGRATIONS._migrations}  # noqa: SLF001 - no public list of steps
    return known - ours - fresh


def _migrate(db: Database, path: Path) -> None:
    """Bring the schema up to date in one transaction, the file copied first if it holds data."""
    applied = [step.name for step in MIGRATIONS.applied(db)]
    if applied:
        copy = path.with_name(f"{path.name}{_BACKUP_SUFFIX}{MIGRATIONS.pending(db)[0].name}")
        with closing(sqlite3.connect(copy)) as target:
            db.conn.backup(target)
    with writing(db):
        # Another process may have been first while this one waited; apply() looks again.
        MIGRATIONS.apply(db)


@contextmanager
def writing(db: Database) -> Iterator[Database]:
    """One write transaction, begun with the write lock so that it never fails half way.

    A plain BEGIN would take the lock at its first write, where SQLite refuses at once,
    without waiting, if another program wrote since the transaction's first read.
    """
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield db
    except BaseException:
        if db.conn.in_transaction:
            db.conn.execute("ROLLBACK")
        raise
    try:
        db.conn.execute("COMMIT")
    except BaseException:
        if db.conn.in_transaction:
            db.conn.execute("ROLLBACK")
        raise


@contextmanager
def said_plainly(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into errors with the user's sentence."""
    try:
        yield
    except sqlite3.Error as error:
        raise _plain(error, path) from error
    except PermissionError as error:
        raise errors.DatabaseReadOnly(path) from error
    except OSError as error:
        raise errors.FolderUnusable(path.parent, error.strerror or str(error)) from error


def _plain(error: sqlite3.Error, path: Path) -> errors.CallmemoError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    match code:
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return errors.DatabaseReadOnly(path)
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return errors.DiskFull(path)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return errors.DatabaseBusy(path)
        case _:
            return errors.DatabaseBroken(path)
