"""A write that was answered survives the death of its program at any moment."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from callmemo.desk import DATABASE
from callmemo.store.journal import Journal
from callmemo.store.opening import open_database
from tests.store.test_journal_fold import table
from tests.store.writers import Writer

KILLS_ON_ONE_FILE = 160
KILLS_ON_NEW_FILES = 60


def stored(folder: Path) -> set[str]:
    db = open_database(folder / DATABASE)
    try:
        return {row[0] for row in db.conn.execute("SELECT event_id FROM event")}
    finally:
        db.close()


def assert_sound(folder: Path) -> int:
    journal = Journal(folder / DATABASE, "looking")
    try:
        assert journal.faults() == []
        before = table(journal)
        journal.rebuild()
        assert table(journal) == before
        return len(before)
    finally:
        journal.close()


def pace(folder: Path, memos: int) -> float:
    """Seconds that a program takes here and now for so many memos: machines differ, and days."""
    writer = Writer(folder, most=memos)
    writer.wait_until_ready()
    start = time.perf_counter()
    writer.go()
    writer.finish()
    return time.perf_counter() - start


def kill_in_a_row(folders: list[Path], longest: float, look_at: set[int]) -> tuple[int, int]:
    """Kill one writer after the other at random moments; look at the file after some of them.

    Return how many were killed after their first answer, and how many answers there were.
    """
    dice = random.Random(20261124)
    answered: dict[Path, set[str]] = {}
    writing = answers = 0
    following = Writer(folders[0])
    for number, folder in enumerate(folders):
        writer = following
        writer.wait_until_ready()
        if number + 1 < len(folders):
            following = Writer(folders[number + 1])
        delay = dice.uniform(0, longest)
        writer.go()
        # Not a wait for something to happen: the moment of death is what is tried out.
        time.sleep(delay)
        said = writer.kill()
        answered.setdefault(folder, set()).update(said)
        writing += bool(said)
        answers += len(said)
        if number in look_at:
            missing = answered[folder] - stored(folder)
            assert not missing, f"lost after kill {number}: {missing}"
    for folder, expected in answered.items():
        assert expected <= stored(folder)
        assert_sound(folder)
    print(f"{len(folders)} kills, {writing} of them while writing, {answers} answers")
    return writing, answers


@pytest.mark.slow
def test_answered_writes_survive_kills_of_the_program_that_writes_into_one_file(
    tmp_path: Path,
) -> None:
    # Not after every kill: several programs in a row must cope with what the last one left.
    look_at = {n for n in range(KILLS_ON_ONE_FILE) if n % 4 != 0}
    longest = max(0.12, pace(tmp_path / "pace", 20))
    writing, answers = kill_in_a_row([tmp_path / "one"] * KILLS_ON_ONE_FILE, longest, look_at)
    assert writing > KILLS_ON_ONE_FILE / 2, "most kills came before the first write"
    assert answers > 10 * KILLS_ON_ONE_FILE


@pytest.mark.slow
def test_answered_writes_survive_kills_while_the_file_is_being_made(tmp_path: Path) -> None:
    folders = [tmp_path / f"{number}" for number in range(KILLS_ON_NEW_FILES)]
    longest = max(0.2, 2 * pace(tmp_path / "pace", 1))
    writing, _ = kill_in_a_row(folders, longest, set(range(KILLS_ON_NEW_FILES)))
    assert 0 < writing < KILLS_ON_NEW_FILES, "kills must come before and after the first write"
