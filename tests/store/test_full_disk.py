"""A full disk costs the change that did not fit, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from callmemo import errors
from callmemo.core.vocabulary import Outcome, View
from callmemo.desk import Desk
from callmemo.settings_file import SettingsFile
from tests.office_day import MINUTE, TEN, call, desk

LONG = "納品数量が注文と違う。" * 300


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of one megabyte."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a small file system")
    else:
        folder = tmp_path / "disk"
        folder.mkdir()
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder],
            capture_output=True,
            check=False,
        )
        if mounted.returncode != 0:
            pytest.skip(f"no file system could be mounted: {mounted.stderr.decode()}")
        try:
            yield folder
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


def fill(folder: Path, keep_free: int = 0) -> Path:
    """Take up all the room but so many bytes."""
    ballast = folder / "ballast"
    block = 4096
    with ballast.open("ab", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * block)
        except OSError:
            pass
        file.truncate(max(0, file.tell() - keep_free))
    return ballast


def actions(office_desk: Desk, memo_id: str) -> list[Callable[[], object]]:
    now = TEN + MINUTE
    return [
        lambda: office_desk.take(call(body=LONG), now),
        lambda: office_desk.note(memo_id, LONG, now),
        lambda: office_desk.amend(memo_id, call(body=LONG), now),
        lambda: office_desk.attempt(memo_id, Outcome.TALKED, now, note=LONG, finish=True),
        office_desk.rebuild,
    ]


def fill_up_with_memos(office_desk: Desk) -> int:
    """Take memos until there is no room; return how many were answered."""
    taken = 0
    while True:
        try:
            # One caller: who is new takes more room, which a write that failed would leave.
            office_desk.take(call(body=LONG), TEN)
        except errors.DiskFull:
            return taken
        taken += 1


def test_a_disk_that_fills_up_keeps_every_answered_memo(small_disk: Path) -> None:
    office_desk = desk(small_disk)
    ballast = fill(small_disk, keep_free=800_000)
    taken = fill_up_with_memos(office_desk)
    assert taken > 3
    memo_id = office_desk.memos(View.ALL, TEN)[0].id
    fill(small_disk)
    refused = 0
    for act in actions(office_desk, memo_id):
        try:
            act()
        except errors.DiskFull as error:
            assert str(small_disk) in error.sentence  # noqa: PT017 - some may still find room
            refused += 1
    assert refused >= 4
    assert len(office_desk.memos(View.ALL, TEN)) == taken
    ballast.unlink()
    for act in actions(office_desk, memo_id):
        act()
    assert len(office_desk.memos(View.ALL, TEN)) == taken + 1
    assert office_desk.faults() == []
    office_desk.close()
    again = desk(small_disk)
    assert len(again.memos(View.ALL, TEN)) == taken + 1
    again.close()


@pytest.mark.parametrize("keep_free", range(0, 200_000, 8192))
def test_a_full_disk_is_said_plainly_at_any_step_of_opening(
    small_disk: Path, keep_free: int
) -> None:
    ballast = fill(small_disk, keep_free=keep_free)
    home = small_disk / "home"
    taken = 0
    with (
        suppress(errors.DiskFull, errors.FolderUnusable, errors.DatabaseReadOnly),
        closing(desk(home)) as office_desk,
    ):
        office_desk.take(call(), TEN)
        taken = 1
    ballast.unlink()
    office_desk = desk(home)
    office_desk.take(call(), TEN)
    assert len(office_desk.memos(View.ALL, TEN)) == taken + 1
    assert office_desk.faults() == []
    office_desk.close()


def test_settings_survive_a_full_disk(small_disk: Path) -> None:
    file = SettingsFile(small_disk)
    before = file.load(TEN).with_value("my_name", "木村")
    file.save(before)
    fill(small_disk)
    with pytest.raises(errors.CallmemoError):
        file.save(before.with_value("office_name", "ハ" * 60))
    assert SettingsFile(small_disk).load(TEN) == before
    assert [path.name for path in small_disk.iterdir() if path.suffix == ".part"] == []


def test_a_file_that_may_not_grow_keeps_every_answered_memo(tmp_path: Path) -> None:
    office_desk = desk(tmp_path)
    office_desk.take(call("最初"), TEN)
    conn = office_desk._journal.db.conn
    pages = conn.execute("PRAGMA page_count").fetchone()[0]
    conn.execute(f"PRAGMA max_page_count = {pages + 20}")
    taken = fill_up_with_memos(office_desk) + 1
    assert not conn.in_transaction
    kept = office_desk.memos(View.ALL, TEN)
    assert len(kept) == taken
    for act in actions(office_desk, kept[0].id)[:1]:
        with pytest.raises(errors.DiskFull):
            act()
    assert office_desk.faults() == []
    conn.execute("PRAGMA max_page_count = 1000000")
    for act in actions(office_desk, kept[0].id):
        act()
    assert len(office_desk.memos(View.ALL, TEN)) == taken + 1
    assert office_desk.faults() == []
    office_desk.close()
