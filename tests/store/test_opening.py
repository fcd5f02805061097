"""What cannot be used is refused with a clear sentence and left byte for byte as it was."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from callmemo import errors
from callmemo.core.vocabulary import View
from callmemo.desk import DATABASE
from callmemo.store import opening
from callmemo.store.opening import open_database
from tests.office_day import TEN, call, desk
from tests.other_user import public_folder, somebody_else
from tests.store.files import contents, refuse


def test_a_missing_folder_and_an_empty_file_become_a_new_journal(path: Path) -> None:
    path.touch()
    open_database(path).close()
    deeper = path.parent / "a" / "b" / DATABASE
    open_database(deeper).close()
    assert path.read_bytes()[68:72] == deeper.read_bytes()[68:72]


@pytest.mark.parametrize(
    "content",
    [b"\x00", b"hello", b"\x00" * 4096, b"SQLite format 3\x00", "伝言メモ".encode() * 1000],
    ids=["zero", "short", "zeros", "magic", "text"],
)
def test_a_file_that_is_no_database_is_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    refuse(path, errors.DatabaseBroken)


def test_a_folder_in_its_place_is_left_alone(path: Path) -> None:
    path.mkdir()
    refuse(path, errors.DatabaseBroken)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_in_its_place_blocks_nobody(path: Path) -> None:
    if sys.platform != "win32":
        os.mkfifo(path)
    with pytest.raises(errors.DatabaseBroken):
        open_database(path)


def test_a_file_where_the_folder_should_be_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("x", encoding="utf-8")
    with pytest.raises(errors.FolderUnusable):
        open_database(tmp_path / "home" / DATABASE)


@pytest.mark.parametrize("mode", ["delete", "wal"])
@pytest.mark.parametrize("application", [0, 7])
def test_a_database_of_another_program_is_left_alone(
    path: Path, mode: str, application: int
) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA journal_mode = {mode}")
        other.execute(f"PRAGMA application_id = {application}")
        other.execute("CREATE TABLE memo (x)")
        other.commit()
        # While it is open, and after it was closed.
        refuse(path, errors.DatabaseForeign)
    refuse(path, errors.DatabaseForeign)


def make_newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('callmemo', 'm999_of_the_future', '')"
        )
        newer.commit()


def test_a_newer_schema_is_left_alone(filled: Path) -> None:
    make_newer(filled)
    refuse(filled, errors.DatabaseNewer)


def test_a_newer_schema_whose_program_was_killed_is_left_alone(
    filled: Path, tmp_path: Path
) -> None:
    copied = tmp_path / "copied" / DATABASE
    copied.parent.mkdir()
    with closing(sqlite3.connect(filled)) as holding:
        holding.execute("SELECT count(*) FROM memo").fetchone()
        make_newer(filled)
        for beside in filled.parent.iterdir():
            shutil.copyfile(beside, copied.parent / beside.name)
    before = contents(copied.parent)
    assert before[f"{DATABASE}-wal"]
    with pytest.raises(errors.DatabaseNewer):
        open_database(copied)
    after = contents(copied.parent)
    # Only the index of the log, which is made anew at every opening, may differ.
    assert {**after, f"{DATABASE}-shm": b""} == {**before, f"{DATABASE}-shm": b""}


def test_a_log_left_by_a_killed_program_is_taken_in(filled: Path, tmp_path: Path) -> None:
    copied = tmp_path / "copied" / DATABASE
    copied.parent.mkdir()
    office_desk = desk(filled.parent)
    last = office_desk.take(call("最後"), TEN).memo_id
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{filled}{suffix}", f"{copied}{suffix}")
    office_desk.close()
    reopened = desk(copied.parent)
    assert reopened.memo(last).draft.caller.name == "最後"
    assert reopened.faults() == []
    reopened.close()


def test_a_file_cut_off_anywhere_is_said_to_be_damaged(filled: Path) -> None:
    whole = filled.read_bytes()
    for length in (99, 101, 512, 4095, 4096, 4097, len(whole) // 2, len(whole) - 4096):
        filled.write_bytes(whole[:length])
        refuse(filled, errors.DatabaseBroken)


def test_a_mangled_list_of_steps_is_said_to_be_damaged(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as other:
        other.execute("ALTER TABLE _sqlite_migrations RENAME COLUMN name TO nome")
        other.commit()
    refuse(filled, errors.DatabaseBroken)


def use(home: Path) -> None:
    """Do at the desk what a day asks of the file."""
    office_desk = desk(home)
    try:
        for memo in office_desk.memos(View.ALL, TEN):
            office_desk.history(memo.id)
        office_desk.memos(View.TODAY, TEN, search="田")
        office_desk.counts(TEN)
        office_desk.outlook(TEN)
        office_desk.stamp()
        taken = office_desk.take(call("新規"), TEN)
        office_desk.undo(TEN)
        office_desk.memo(taken.memo_id)
        office_desk.arrivals()
        office_desk.faults()
        office_desk.rebuild()
    finally:
        office_desk.close()


def test_bits_that_flipped_never_show_as_anything_but_a_plain_sentence(filled: Path) -> None:
    whole = filled.read_bytes()
    dice = random.Random(7)
    refused = []
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(dice.choice((1, 4, 40))):
            damaged[dice.randrange(100, len(damaged))] ^= 1 << dice.randrange(8)
        for beside in filled.parent.iterdir():
            beside.unlink()
        filled.write_bytes(damaged)
        try:
            open_database(filled).close()
        except errors.DatabaseError:
            assert filled.read_bytes() == bytes(damaged)
        try:
            use(filled.parent)
        except errors.DatabaseError as error:
            refused.append(error.sentence)
    assert len(refused) > 30, "most damage must be noticed by what a day asks"


def test_the_look_over_finds_damage_that_a_day_would_not_notice(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as other:
        other.execute("UPDATE memo SET subject = 'something else' WHERE seq = 3")
        other.execute("DELETE FROM memo WHERE seq = 4")
        other.execute("DROP TRIGGER event_says_the_same")
        other.execute(
            "UPDATE event SET body = '{broken' WHERE kind = 'taken'"
            " AND memo_id = (SELECT id FROM memo WHERE seq = 2)"
        )
        other.commit()
    office_desk = desk(filled.parent)
    found = office_desk.faults()
    assert sum(line.startswith("fold differs") for line in found) == 3
    assert sum(line.startswith("event cannot be read") for line in found) == 1
    office_desk.rebuild()
    assert [line for line in office_desk.faults() if line.startswith("fold")] == []
    office_desk.close()


@pytest.fixture
def public(filled: Path) -> Iterator[Path]:
    """The filled file where every user can reach it."""
    with public_folder() as folder:
        copied = folder / DATABASE
        shutil.copyfile(filled, copied)
        copied.chmod(0o666)
        yield copied


def test_a_read_only_file_is_left_alone(public: Path) -> None:
    public.chmod(0o444)
    with somebody_else():
        refuse(public, errors.DatabaseReadOnly)


def test_a_read_only_folder_is_left_alone(public: Path) -> None:
    public.parent.chmod(0o555)
    with somebody_else():
        refuse(public, errors.DatabaseReadOnly)


def test_a_folder_that_may_not_be_entered_is_said_plainly(public: Path) -> None:
    public.parent.chmod(0o000)
    with somebody_else(), pytest.raises(errors.DatabaseReadOnly):
        open_database(public)


def test_a_file_that_becomes_read_only_while_in_use_says_so_at_the_next_write(
    filled: Path,
) -> None:
    office_desk = desk(filled.parent)
    # What the disk would do when it is remounted, SQLite does for this connection.
    office_desk._journal.db.conn.execute("PRAGMA query_only = ON")
    with pytest.raises(errors.DatabaseReadOnly):
        office_desk.take(call(), TEN)
    assert len(office_desk.memos(View.ALL, TEN)) == 30
    office_desk.close()


def test_a_program_that_holds_the_file_too_long_is_named_as_the_reason(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    office_desk = desk(filled.parent)
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(errors.DatabaseBusy):
            office_desk.take(call(), TEN)
        other.execute("ROLLBACK")
    office_desk.take(call(), TEN)
    office_desk.close()


def test_a_closed_desk_raises_nothing_but_plain_errors(filled: Path) -> None:
    office_desk = desk(filled.parent)
    office_desk.close()
    office_desk.close()
    for ask in (office_desk.stamp, office_desk.arrivals, office_desk.faults, office_desk.rebuild):
        with pytest.raises(errors.DatabaseError):
            ask()
    with pytest.raises(errors.DatabaseError):
        office_desk.counts(TEN)
    with pytest.raises(errors.DatabaseError):
        office_desk.undo(TEN)
