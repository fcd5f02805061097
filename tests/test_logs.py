import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from callmemo import logs

LOGGER = logging.getLogger("callmemo")


@pytest.fixture(autouse=True)
def stopped() -> Iterator[None]:
    yield
    logs.stop()


def fail() -> None:
    raise ValueError("山田 03-0000-0142")


def test_an_error_is_written_down_by_kind_and_place_and_nothing_of_what_was_said(
    tmp_path: Path,
) -> None:
    logs.start(tmp_path)
    with pytest.raises(ValueError, match="山田") as caught:
        fail()
    logs.record(caught.value)
    text = (tmp_path / logs.FILE).read_text(encoding="utf-8")
    assert "ValueError at test_logs.py" in text
    assert "山田" not in text


def test_starting_twice_writes_once(tmp_path: Path) -> None:
    logs.start(tmp_path / "elsewhere")
    logs.start(tmp_path)
    LOGGER.warning("once")
    assert (tmp_path / logs.FILE).read_text(encoding="utf-8").count("once") == 1
    logs.stop()
    assert not any(isinstance(handler, logging.FileHandler) for handler in LOGGER.handlers)


def test_a_log_that_cannot_be_written_disturbs_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.start(tmp_path / "no" / "such" / "folder")
    LOGGER.warning("nowhere to go")
    assert capsys.readouterr().err == ""


def test_a_full_log_gives_way_to_another_and_the_one_before_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "_SIZE", 200)
    logs.start(tmp_path)
    for number in range(30):
        LOGGER.warning("line %d of many", number)
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == [logs.FILE, f"{logs.FILE}.1"]
    assert all(path.stat().st_size <= 300 for path in tmp_path.iterdir())
    assert "line 29" in (tmp_path / logs.FILE).read_text(encoding="utf-8")
