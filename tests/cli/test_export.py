import re
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal


def test_the_day_is_written_into_a_file(terminal: Terminal, tmp_path: Path) -> None:
    number = terminal.take("--name", "山田", "--mobile", "09000000188", "--subject", "=数量")
    out = tmp_path / "日報.csv"
    answer = terminal("export", "--day", "2026-11-20", "--format", "csv", "--out", str(out))
    assert (answer.status, answer.out) == (0, f"1 memo was written to {out}.\n")
    content = out.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    for said in (number, "090-0000-0188", "'=数量"):
        assert said in re.split(r",|\r\n", text)


def test_the_answer_in_json_names_file_and_day(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    terminal.take()
    answer = terminal.json("export", "--day", "yesterday", "--out", "day.csv")
    assert answer == {"file": str(tmp_path / "day.csv"), "day": "2026-11-19", "memos": 0}
    assert terminal.json("export", "--out", "day.csv")["memos"] == 1


def test_an_older_file_is_replaced(terminal: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "day.csv"
    terminal.take()
    terminal("export", "--out", str(out))
    first = out.read_bytes()
    terminal.take()
    terminal("export", "--out", str(out))
    assert len(out.read_bytes()) > len(first)


@pytest.mark.parametrize("place", ["", "missing/day.csv"])
def test_a_file_that_cannot_be_written_is_told_in_a_sentence(
    terminal: Terminal, tmp_path: Path, place: str
) -> None:
    terminal.take()
    answer = terminal("export", "--out", str(tmp_path / place))
    assert (answer.status, answer.out) == (1, "")
    assert len(answer.err.splitlines()) == 1
    assert "The memos are safe" in answer.err


def test_a_day_that_is_none_is_not_guessed(terminal: Terminal) -> None:
    answer = terminal("export", "--day", "2026-02-30")
    assert (answer.status, answer.out) == (1, "")
    assert "2026-02-30" in answer.err


def test_without_a_file_the_list_goes_to_standard_output(terminal: Terminal) -> None:
    terminal.take("--name", "山田", "--phone", "03-0000-0142")
    assert "03-0000-0142" in terminal("export").out
