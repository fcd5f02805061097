"""Making the tables anew, many memos at a time, gives what writing them one by one gave."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.office_data import make_office, office_settings
from callmemo.core.phone import number_key, read_number
from callmemo.desk import Desk
from callmemo.store import memo_table
from callmemo.store.rows import MEMO_COLUMNS


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    home = tmp_path_factory.mktemp("office")
    make_office(home, 150)
    return Desk(home, office_settings(home))


def table(desk: Desk) -> dict[str, tuple[Any, ...]]:
    columns = ", ".join(("id", "seq", *MEMO_COLUMNS))
    rows = desk._journal.db.conn.execute(f"SELECT {columns} FROM memo ORDER BY id")
    return {row[0]: tuple(row)[1:] for row in rows}


@pytest.mark.parametrize("at_once", [1, 7, 150, 2000])
def test_a_damaged_table_is_made_anew_with_its_places(
    made: Desk, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memo_table, "_AT_ONCE", at_once)
    conn = made._journal.db.conn
    right = table(made)
    conn.execute("UPDATE memo SET subject = 'wrong' WHERE seq % 3 = 0")
    for stray in ("00", "02", "zz"):
        conn.execute(
            "CREATE TEMP TABLE one AS SELECT * FROM memo LIMIT 1",
        )
        conn.execute("UPDATE one SET seq = NULL, id = ? || substr(id, 3)", (stray,))
        conn.execute("INSERT INTO memo SELECT * FROM one")
        conn.execute("DROP TABLE one")
    assert len(table(made)) == 153
    assert made.rebuild() == 150
    assert table(made) == right
    assert made.faults() == []


@pytest.mark.parametrize("at_once", [7, 2000])
def test_missing_memos_come_back_as_they_were(
    made: Desk, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memo_table, "_AT_ONCE", at_once)
    right = {memo_id: row[1:] for memo_id, row in table(made).items()}
    made._journal.db.conn.execute("DELETE FROM memo WHERE seq % 2 = 0")
    assert made.rebuild() == 150
    assert {memo_id: row[1:] for memo_id, row in table(made).items()} == right
    made._journal.db.conn.execute("DELETE FROM memo")
    assert made.rebuild() == 150
    assert {memo_id: row[1:] for memo_id, row in table(made).items()} == right
    assert made.faults() == []


def test_an_empty_journal_leaves_an_empty_table(tmp_path: Path) -> None:
    desk = Desk(tmp_path, office_settings(tmp_path))
    assert desk.rebuild() == 0
    desk.close()


_DIGITS = st.text("0123456789", min_size=1, max_size=5)


@given(_DIGITS, _DIGITS, _DIGITS)
def test_a_number_as_it_is_kept_has_the_key_that_reading_it_finds(
    first: str, second: str, third: str
) -> None:
    typed = f"0{first}-{second}-{third}"
    assert number_key(typed) == read_number(typed).key
