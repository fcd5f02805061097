import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.cli.terminal import AT, Terminal


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, dict[str, Any]]]:
    """The calls that would have opened a window."""
    calls: list[tuple[Path, dict[str, Any]]] = []

    def open_window(home: Path, **given: Any) -> int:
        calls.append((home, given))
        return 0

    app = ModuleType("callmemo.desktop.app")
    monkeypatch.setattr(app, "open_window", open_window, raising=False)
    monkeypatch.setitem(sys.modules, "callmemo.desktop.app", app)
    return calls


def test_without_a_command_the_window_opens(
    terminal: Terminal, opened: list[tuple[Path, dict[str, Any]]]
) -> None:
    assert terminal.type("--home", str(terminal.home), "--lang", "ja").status == 0
    assert opened == [(terminal.home, {"now": None, "language": "ja", "ring": None})]
    # The window greets newcomers by the folder being untouched.
    assert not terminal.home.exists()


def test_the_windows_clock_starts_at_the_time_given_and_runs(
    terminal: Terminal, opened: list[tuple[Path, dict[str, Any]]]
) -> None:
    terminal.type("--home", str(terminal.home), "--at", AT)
    now: Callable[[], datetime] = opened[0][1]["now"]
    first = now()
    assert timedelta() <= first - datetime.fromisoformat(AT).astimezone(UTC) < timedelta(minutes=1)
    assert now() > first
    assert not terminal.home.exists()


def test_a_library_that_the_window_lacks_is_named(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "callmemo.desktop.app", None)
    answer = terminal.type("--lang", "en")
    assert (answer.status, len(answer.err.splitlines())) == (1, 1)
    assert "callmemo --help" in answer.err
