from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from callmemo import cli

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.ja.md")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands(name: str) -> list[list[str]]:
    lines = [line for line in text(name).splitlines() if line.startswith("callmemo ")]
    return [shlex.split(line)[1:] for line in lines]


@pytest.mark.parametrize("name", READMES)
def test_every_command_of_the_readme_works_as_written(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    given = commands(name)
    assert len(given) >= 14
    for words in given:
        assert cli.run(["--at", "2026-11-24T14:15+09:00", *words]) == 0, words
    printed = capsys.readouterr()
    assert printed.err == ""
    assert "山田" in printed.out
    assert (tmp_path / "today.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", READMES)
def test_everything_the_readme_points_to_is_there(name: str) -> None:
    found = re.findall(r"\]\(([^)]+)\)", text(name))
    assert len(found) >= 6
    for path in found:
        assert (ROOT / path).exists(), path


def test_both_languages_give_the_same_commands() -> None:
    assert commands("README.md") == commands("README.ja.md")
