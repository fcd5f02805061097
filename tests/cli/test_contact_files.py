"""Address files on the command line: previewed, read in, taken back, written out."""

import json
from pathlib import Path

import pytest

from callmemo import cli
from tests.exchange.people import SAMPLES

OUTLOOK = str(SAMPLES / "outlook_ja.csv")


def run(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    assert cli.run(["--lang", "ja", "--at", "2026-11-24T14:15+09:00", *words]) == status
    printed = capsys.readouterr()
    return printed.out + printed.err


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict:  # type: ignore[type-arg] # JSON
    answer = json.loads(run(capsys, "--json", *words))
    assert isinstance(answer, dict)
    return answer


def test_a_preview_says_what_happens_to_each_row_and_does_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = run(capsys, "contacts", "import", OUTLOOK, "--preview")
    assert "Outlook" in said
    assert "新規 3" in said
    assert json.loads(run(capsys, "--json", "contacts", "list")) == []


def test_reading_in_twice_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    first = told(capsys, "contacts", "import", OUTLOOK)
    assert first["counts"] == {"new": 3, "adds": 0, "unchanged": 0, "lost": 0}
    second = told(capsys, "contacts", "import", OUTLOOK)
    assert second["counts"]["unchanged"] == 3
    assert len(json.loads(run(capsys, "--json", "contacts", "list"))) == 3


def test_what_is_read_in_is_taken_back_whole(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "contacts", "import", OUTLOOK)
    run(capsys, "undo")
    assert json.loads(run(capsys, "--json", "contacts", "list")) == []


@pytest.mark.parametrize(("name", "form"), [("a.vcf", "auto"), ("a.csv", "auto"), ("b", "vcard3")])
def test_what_is_written_out_is_read_back(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, form: str
) -> None:
    run(capsys, "contacts", "import", OUTLOOK)
    path = str(tmp_path / name)
    assert told(capsys, "contacts", "export", path, "--format", form)["contacts"] == 3
    again = told(capsys, "contacts", "import", path, "--preview")
    assert again["counts"] == {"new": 0, "adds": 0, "unchanged": 3, "lost": 0}


def test_losses_are_named_with_their_line(capsys: pytest.CaptureFixture[str]) -> None:
    answer = told(capsys, "contacts", "import", str(SAMPLES / "broken.vcf"))
    assert [row["line"] for row in answer["rows"] if row["fate"] == "lost"] == [1, 13]
    assert all(row["reason"] for row in answer["rows"] if row["fate"] == "lost")


def test_a_file_that_cannot_be_read_is_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    said = run(capsys, "contacts", "import", str(tmp_path / "none.vcf"), status=1)
    assert "none.vcf" in said
    assert said.count("\n") == 1
