"""Closing time in a real session: the screen by keys from outside, and the last word."""

from __future__ import annotations

import pytest

from tests.desktop_session.session import DesktopSession
from tests.desktop_session.test_program import _menus
from tests.desktop_session.the_program import TheProgram
from tests.office_day import at, call

pytestmark = pytest.mark.real_session
EVENING = at("17:05")


@pytest.fixture
def program(desktop_session: DesktopSession) -> TheProgram:
    return TheProgram(desktop_session, nudges=False, tray_explained=True)


def test_the_day_is_closed_by_keys_from_outside(program: TheProgram) -> None:
    desktop = program.desktop
    # The one due first stands first.
    sooner = call(name="伊藤", due_at=at("17:10"))
    done, carried = program.take(sooner, call(name="高橋", due_at=at("17:20")))
    program.start(EVENING)
    program.activate(program.window())
    assert desktop.windows("終業チェック") == []
    desktop.key("ctrl+e")
    screen = desktop.wait_until(lambda: desktop.windows("終業チェック"), what="the screen")[0]
    program.activate(screen)
    desktop.key("d")
    desktop.wait_until(
        lambda: program.ask("show", done.number)["status"] == "done", what="the first decision"
    )
    desktop.key("l")
    desktop.type_text("away")
    desktop.key("Return")
    desktop.wait_until(
        lambda: program.ask("show", carried.number)["carried_until"], what="the second decision"
    )
    told = program.ask("show", carried.number)
    assert told["due_at"] == "2026-11-25T09:00:00+09:00"
    assert told["history"][-1]["text"] == "away"
    desktop.screenshot(desktop.folder / "closing-done.png")
    # Nothing is left: Esc closes the screen, the main window stays.
    desktop.key("Escape")
    desktop.wait_until(lambda: not desktop.windows("終業チェック"), what="the screen to close")
    program.window()


def test_ending_with_open_memos_says_how_many_and_does_end(program: TheProgram) -> None:
    desktop = program.desktop
    program.take(call(name="伊藤"), call(name="高橋"))
    running = program.start(EVENING)
    program.window()
    program.click_icon(button=3)
    desktop.wait_until(lambda: _menus(program), what="the menu of the icon")
    desktop.key("Up", "Return")
    shown = desktop.wait_for_notification("未折り返しが2件")
    assert "伊藤" in shown.body
    assert running.wait(timeout=20) == 0
    assert "本日の未折り返しが2件残っています。" in desktop.printed_by("callmemo")
