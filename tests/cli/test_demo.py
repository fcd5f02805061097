import tempfile
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal


@pytest.fixture
def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made."""
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(rooms))
    return rooms


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_walk_shows_the_whole_day_and_leaves_nothing_behind(
    terminal: Terminal, rooms: Path, language: str
) -> None:
    answer = terminal.type("--lang", language, "demo")
    assert (answer.status, answer.err) == (0, "")
    shown = [line.split()[4] for line in answer.out.splitlines() if line.startswith("$ callmemo")]
    assert shown.count("take") >= 16
    assert {"confirm", "attempt", "note", "hand", "done", "list", "due", "show"} <= set(shown)
    assert shown[-1] == "export"
    assert not any(rooms.iterdir())


def test_without_a_display_no_command_means_the_walk(
    terminal: Terminal, rooms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    answer = terminal.type("--lang", "en", "--home", str(terminal.home))
    assert answer.status == 0
    assert "The window needs a display" in answer.out
    # Nobody's own memos are touched by a walk.
    assert not terminal.home.exists()
    assert not any(rooms.iterdir())


def test_what_was_called_back_is_not_in_the_last_list(terminal: Terminal, rooms: Path) -> None:
    out = terminal.type("--lang", "ja", "demo").out
    last = out.rpartition(" list\n")[2]
    assert "山田 様" in out
    assert "山田 様" not in last
    assert "渡辺 様" in last
