"""Open the database file, or say in one sentence why it cannot be used."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar
from urllib.parse import quote

from callmemo import errors
from callmemo.store.schema import APPLICATION_ID, MIGRATIONS

BUSY_SECONDS = 20.0
"""How long a write waits for another program's; its own writes take milliseconds."""

_MUCH_HELD = 64 * 1024
"""Kilobytes of the file that are held in memory while years are written."""


_LONG_LOG = 4000
"""Pages after which a save itself moves the log's content over; an idle moment does it sooner."""


class Database:
    """The open file; used by the thread that opened it."""

    __slots__ = ("_unasked", "conn")

    def __init__(self, conn: sqlite3.Connection) -> None:
        """Hold an open connection."""
        self.conn = conn
        self._unasked = 0

    @property
    def changes(self) -> int:
        """Return a number that changes with every row written here that anybody can ask for."""
        return self.conn.total_changes - self._unasked

    @contextmanager
    def unasked(self) -> Iterator[None]:
        """Write what changes no answer: how the same is kept."""
        before = self.conn.total_changes
        try:
            yield
        finally:
            self._unasked += self.conn.total_changes - before

    def close(self) -> None:
        """Let go of the file."""
        self.conn.close()


_MAGIC = b"SQLite format 3\x00"
_HEADER_SIZE = 100
_APPLICATION = slice(68, 72)
"""Where the header keeps the application id (SQLite file format, 1.3)."""
_BACKUP_SUFFIX = ".before-"


def open_database(path: Path) -> Database:
    """Open or create the file, ready to use, with its schema up to date.

    Raises an error of `callmemo.errors` for a file that is broken, of another program, of a
    newer callmemo, or that may not be written; in each of these cases nothing was changed.
    """
    with said_plainly(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _refuse_unfit(path)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            return _prepare(connection, path)
        except BaseException:
            connection.close()
            raise


def _refuse_unfit(path: Path) -> None:
    """Find out without SQLite's help whether the file is ours: SQLite would leave its traces."""
    if not path.exists():
        return
    if not path.is_file():
        raise errors.DatabaseBroken(path)
    with path.open("rb") as file:
        header = file.read(_HEADER_SIZE)
    if not header:
        return
    if len(header) < _HEADER_SIZE or not header.startswith(_MAGIC):
        raise errors.DatabaseBroken(path)
    if int.from_bytes(header[_APPLICATION], "big") != APPLICATION_ID:
        raise errors.DatabaseForeign(path)
    if not os.access(path, os.W_OK):
        raise errors.DatabaseReadOnly(path)
    _refuse_newer(path)


def _refuse_newer(path: Path) -> None:
    """Look at the schema through a connection that writes nothing."""
    if _has(path, "-journal"):
        # Left by a crash while the file was made: only SQLite itself can roll that back.
        return
    # With no log of changes beside it nobody has the file open, and it can be read as it is.
    how = "mode=ro" if _has(path, "-wal") else "immutable=1"
    try:
        with closing(sqlite3.connect(_address(path, how), timeout=BUSY_SECONDS, uri=True)) as found:
            newer = MIGRATIONS.unknown(found)
    except sqlite3.DatabaseError:
        if how == "immutable=1" and _has(path, "-wal"):
            # Somebody opened it in this moment; the ordinary way locks properly.
            return
        raise
    if newer:
        raise errors.DatabaseNewer(path)


def _has(path: Path, suffix: str) -> bool:
    beside = path.with_name(path.name + suffix)
    return beside.exists() and beside.stat().st_size > 0


def _address(path: Path, how: str) -> str:
    """Name a file for SQLite: three slashes before `C:/` and `/home`, four before `//server`."""
    name = path.absolute().as_posix()
    return f"file://{'' if name.startswith('/') else '/'}{quote(os.fsencode(name))}?{how}"


def _prepare(connection: sqlite3.Connection, path: Path) -> Database:
    db = Database(connection)
    connection.row_factory = sqlite3.Row
    if not _is_ours(connection):
        _make_ours(db, path)
    if MIGRATIONS.unknown(connection):
        raise errors.DatabaseNewer(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_LONG_LOG}")
    if MIGRATIONS.pending(connection):
        _migrate(db, path)
    return db


def _is_ours(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)


def _make_ours(db: Database, path: Path) -> None:
    """Write the program's mark into an empty file.

    It comes before the log of changes is switched on: from then on it stands in the file
    itself, also if the program is killed, and the file can be recognised by its first bytes.
    """
    with writing(db):
        if _is_ours(db.conn):
            return
        if db.conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise errors.DatabaseForeign(path)
        db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _migrate(db: Database, path: Path) -> None:
    """Bring the schema up to date in one transaction, the file copied first if it holds data."""
    with writing(db):
        # Another process may have been first while this one waited for the lock.
        pending = MIGRATIONS.pending(db.conn)
        if pending and MIGRATIONS.taken(db.conn):
            _copy(path, path.with_name(f"{path.name}{_BACKUP_SUFFIX}{pending[0]}"))
        MIGRATIONS.apply(db.conn)


def _copy(path: Path, copy: Path) -> None:
    """Copy the database as it was last committed; the copy is there whole or not at all."""
    part = copy.with_name(f"{copy.name}.part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as target:
            source.backup(target)
        part.replace(copy)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def writing(db: Database) -> Iterator[Database]:
    """One write transaction, begun with the write lock so that it never fails half way.

    A plain BEGIN would take the lock at its first write, where SQLite refuses at once,
    without waiting, if another program wrote since the transaction's first read.
    """
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield db
        db.conn.execute("COMMIT")
    except BaseException:
        # SQLite may have rolled back already (a full disk); then there is nothing to do.
        if db.conn.in_transaction:
            db.conn.execute("ROLLBACK")
        raise


@contextmanager
def at_length(db: Database) -> Iterator[None]:
    """Hold more of the file in memory while much of it is written: its indexes do not fit else."""
    usual = db.conn.execute("PRAGMA cache_size").fetchone()[0]
    db.conn.execute(f"PRAGMA cache_size = -{_MUCH_HELD}")
    try:
        yield
    finally:
        db.conn.execute(f"PRAGMA cache_size = {usual}")


@contextmanager
def reading(db: Database) -> Iterator[Database]:
    """One view of the file for several questions, whatever others write meanwhile."""
    db.conn.execute("BEGIN")
    try:
        yield db
    finally:
        if db.conn.in_transaction:
            db.conn.execute("ROLLBACK")


@contextmanager
def said_plainly(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into errors with the user's sentence."""
    try:
        yield
    except sqlite3.Error as error:
        raise _plain(error, path) from error
    except (UnicodeDecodeError, LookupError) as error:
        # Names of columns are read from the file too, and damage does not spare them.
        raise errors.DatabaseBroken(path) from error
    except PermissionError as error:
        raise errors.DatabaseReadOnly(path) from error
    except OSError as error:
        raise errors.FolderUnusable(path.parent, error.strerror or str(error)) from error


class _Kept(Protocol):
    """Something that is kept in a file."""

    path: Path


_K = TypeVar("_K", bound=_Kept)
_P = ParamSpec("_P")
_R = TypeVar("_R")


def plainly(method: Callable[Concatenate[_K, _P], _R]) -> Callable[Concatenate[_K, _P], _R]:
    """Let a method say plainly what is the matter with its file."""

    @wraps(method)
    def asked(self: _K, /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        with said_plainly(self.path):
            return method(self, *args, **kwargs)

    return asked


def _plain(error: sqlite3.Error, path: Path) -> errors.CallmemoError:
    code: Any = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # Python's own: text that is no text, or a connection used after it was closed.
        damaged = not isinstance(error, sqlite3.ProgrammingError | sqlite3.InterfaceError)
        return errors.DatabaseBroken(path) if damaged else errors.DatabaseError(path)
    match code & 0xFF:
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return errors.DatabaseReadOnly(path)
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return errors.DiskFull(path)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED | sqlite3.SQLITE_PROTOCOL:
            return errors.DatabaseBusy(path)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_ERROR:
            # SQLITE_ERROR: a table that should be there is missing.
            return errors.DatabaseBroken(path)
        case _:
            return errors.DatabaseError(path)
