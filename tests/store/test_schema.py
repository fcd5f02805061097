"""Released schemas stay as they were, and every file of theirs can be opened."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlite_utils import Database

from callmemo import errors
from callmemo.core.vocabulary import View
from callmemo.desk import DATABASE
from callmemo.store.journal import Journal
from callmemo.store.opening import open_database
from callmemo.store.schema import APPLICATION_ID, MIGRATIONS
from tests.office_day import TEN, call, desk
from tests.store.files import contents, refuse
from tests.store.test_journal_fold import table

RELEASED = sorted((Path(__file__).parent / "released").glob("*.db"))


def add_step(monkeypatch: pytest.MonkeyPatch, statements: list[str]) -> None:
    monkeypatch.setattr(MIGRATIONS, "_migrations", list(MIGRATIONS._migrations))

    @MIGRATIONS(name="m002_next")
    def _next(db: Database) -> None:
        for statement in statements:
            db.execute(statement)


def test_a_new_step_copies_the_file_first(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_step(monkeypatch, ["ALTER TABLE memo ADD COLUMN more TEXT"])
    db = open_database(filled)
    assert "more" in {row["name"] for row in db.conn.execute("PRAGMA table_info(memo)")}
    db.close()
    assert list(contents(filled.parent)) == [DATABASE, f"{DATABASE}.before-m002_next"]
    monkeypatch.undo()
    refuse(filled, errors.DatabaseNewer)
    copy = filled.with_name(f"{DATABASE}.before-m002_next")
    with closing(sqlite3.connect(copy)) as old:
        assert old.execute("SELECT count(*) FROM memo").fetchone() == (30,)


def test_a_step_that_fails_changes_nothing(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_step(monkeypatch, ["ALTER TABLE memo ADD COLUMN more TEXT", "SELECT * FROM nowhere"])
    with pytest.raises(errors.DatabaseError):
        open_database(filled)
    monkeypatch.undo()
    office_desk = desk(filled.parent)
    assert len(office_desk.memos(View.ALL, TEN)) == 30
    assert office_desk.faults() == []
    office_desk.close()


def untouched(path: Path) -> sqlite3.Connection:
    """Read a file without leaving a trace beside it."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)


def test_every_step_has_a_released_file() -> None:
    steps = [step.name.split("_", maxsplit=1)[0] for step in MIGRATIONS._migrations]
    assert [path.stem for path in RELEASED] == steps


def test_a_released_schema_stays_as_it_was(path: Path) -> None:
    """Who changes a table adds a step; the released one is in people's files already."""
    open_database(path).close()
    said = []
    for file in (path, RELEASED[-1]):
        with closing(untouched(file)) as db:
            rows = db.execute("SELECT name, sql FROM sqlite_master ORDER BY name")
            said.append({name: sql for name, sql in rows if not name.startswith("search_")})
    assert said[0] == said[1]


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_a_released_file_opens_and_folds_to_the_same_memos(released: Path, path: Path) -> None:
    """The files were made by `python -m tests.store.released.make` when each schema was new."""
    shutil.copyfile(released, path)
    with closing(untouched(released)) as old:
        assert old.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        numbers = [row[0] for row in old.execute("SELECT number FROM memo ORDER BY number")]
        kinds = {row[0] for row in old.execute("SELECT kind FROM event")}
    assert len(kinds) >= 14
    journal = Journal(path, "desktop-1")
    before = table(journal)
    assert [row[1] for row in before] == numbers == [f"1124-A{n:03d}" for n in range(1, 6)]
    assert journal.faults() == []
    journal.rebuild()
    assert table(journal) == before
    journal.close()
    office_desk = desk(path.parent)
    assert [memo.draft.caller.name for memo in office_desk.memos(View.ALL, TEN, search="高橋")] == [
        "髙橋"
    ]
    taken = office_desk.take(call(), TEN)
    with suppress(errors.MemoRefused):
        office_desk.confirm(taken.memo_id, TEN)
    assert office_desk.faults() == []
    office_desk.close()
