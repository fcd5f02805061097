"""The one door to threads: results come back on the thread that asked, errors too."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from callmemo.desktop.background import Background
from callmemo.errors import CallmemoError, DiskFull


@pytest.fixture
def background(qapp: QApplication) -> Background:
    return Background()


def test_a_result_comes_back_to_the_thread_that_asked(background: Background, qtbot: QtBot) -> None:
    here = threading.get_ident()
    seen: list[tuple[int, int]] = []
    background.run(
        threading.get_ident,
        lambda there: seen.append((there, threading.get_ident())),
        lambda error: pytest.fail(error.sentence),
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] != here
    assert seen[0][1] == here


def test_a_known_error_comes_back_with_its_sentence(background: Background, qtbot: QtBot) -> None:
    def job() -> None:
        raise DiskFull(Path("x.db"))

    seen: list[CallmemoError] = []
    background.run(job, lambda _: pytest.fail("it failed"), seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert isinstance(seen[0], DiskFull)


def test_any_other_error_comes_back_as_one_that_can_be_shown(
    background: Background, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def job() -> None:
        raise ZeroDivisionError("山田 03-0000-0142")

    seen: list[CallmemoError] = []
    background.run(job, lambda _: pytest.fail("it failed"), seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert type(seen[0]) is CallmemoError
    assert "ZeroDivisionError" in caplog.text
    assert "山田" not in caplog.text, "what went wrong may hold personal data"


def test_nothing_comes_back_before_the_event_loop_turns(
    background: Background, qtbot: QtBot
) -> None:
    seen: list[int] = []
    background.run(lambda: 7, seen.append, lambda _: None)
    assert background.wait(10)
    assert seen == []
    qtbot.waitUntil(lambda: seen == [7])


def test_waiting_ends_when_the_patience_ends(background: Background) -> None:
    go_on = threading.Event()
    background.run(lambda: go_on.wait(10), lambda _: None, lambda _: None)
    assert not background.wait(0.01)
    go_on.set()
    assert background.wait(10)
