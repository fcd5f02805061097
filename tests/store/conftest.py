"""Database files for the tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from callmemo.desk import DATABASE
from tests.office_day import MINUTE, TEN, call, desk
from tests.store.files import contents


@pytest.fixture
def path(tmp_path: Path) -> Path:
    home = tmp_path / "受付 100%#1"
    home.mkdir()
    return home / DATABASE


@pytest.fixture
def filled(path: Path) -> Path:
    """A file with some memos in it, given back properly."""
    office_desk = desk(path.parent)
    for n in range(30):
        taken = office_desk.take(call(f"山田{n}", body="納品数量の件" * 20), TEN)
        office_desk.confirm(taken.memo_id, TEN + MINUTE)
    office_desk.close()
    assert list(contents(path.parent)) == [DATABASE]
    return path
