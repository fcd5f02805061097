from pathlib import Path

import pytest

from benchmarks import office_data, shelf
from callmemo.desk import DATABASE


def put_there(kept: Path) -> Path:
    """An office as somebody else has made it meanwhile."""
    home = kept / f"office-10-{shelf._mark()}"
    home.mkdir(parents=True)
    (home / DATABASE).write_bytes(b"of the first")
    return home


def test_who_comes_second_uses_the_office_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(home: Path, memos: int) -> Path:
        home.mkdir(parents=True)
        (home / DATABASE).write_bytes(b"of the second")
        put_there(tmp_path)
        return home / DATABASE

    monkeypatch.setattr(office_data, "make_office", overtaken)
    home = shelf.office(10, tmp_path)
    assert (home / DATABASE).read_bytes() == b"of the first"
    assert shelf.office(10, tmp_path) == home
    assert [each.name for each in tmp_path.iterdir()] == [home.name]


def test_older_offices_go_only_while_nobody_works(tmp_path: Path) -> None:
    now = put_there(tmp_path)
    (tmp_path / "office-10-00000000").mkdir()
    (tmp_path / "part-of-a-run-that-was-ended").mkdir()
    with shelf.workshop(tmp_path), shelf.workshop(tmp_path) as folder:
        assert shelf.tidy(tmp_path) == []
        assert folder.exists()
    gone = {folder.name for folder in shelf.tidy(tmp_path)}
    assert gone == {"office-10-00000000", "part-of-a-run-that-was-ended"}
    assert not any((tmp_path / name).exists() for name in gone)
    assert now.exists()
