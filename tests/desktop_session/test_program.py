"""The program in a real session: tray, notifications, keyboard, one window."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from callmemo.core.vocabulary import Request
from callmemo.desktop.theme import LIGHT
from tests.desktop_session.session import DesktopSession
from tests.desktop_session.the_program import ROOT, TheProgram
from tests.office_day import TEN, at, call

pytestmark = pytest.mark.real_session
OTHER_PROGRAM = Path(__file__).with_name("tray_program.py")
SOON = TEN + timedelta(seconds=4)
_TRAY_MOST = 100
"""Pixels; no icon in a tray is as wide as that."""


@pytest.fixture
def program(desktop_session: DesktopSession) -> TheProgram:
    return TheProgram(desktop_session)


def test_a_reminder_is_a_real_notification_and_a_click_opens_its_memo(
    desktop_session: DesktopSession,
) -> None:
    program = TheProgram(desktop_session, tray_explained=True)
    first = program.take_known_late(call(name="伊藤"))
    (due,) = program.take(call(name="髙橋", subject="<納品>の件", due_at=SOON))
    running = program.start()
    program.activate(program.window(f"^{first.number} 伊藤"))
    program.close_window()

    shown = program.desktop.wait_for_notification("髙橋")
    assert shown.app == "伝言メモ"
    assert shown.title == "10:00 までに折り返し — 髙橋 様"
    assert "アオバ商事・&lt;納品&gt;の件" in shown.body
    assert "03-0000-0142" in shown.body
    program.desktop.wait_until(lambda: program.nudged(due), what="the reminder on record")

    program.desktop.click_notification()
    program.window(f"^{due.number} 髙橋 様 — 伝言メモ$")
    assert running.poll() is None
    assert program.desktop.notifications() == [shown]


def test_closing_the_window_keeps_the_program_in_the_tray_and_says_so_once(
    program: TheProgram,
) -> None:
    running = program.start()
    for _ in range(2):
        program.activate(program.window())
        program.close_window()
        program.click_icon()
    program.window()
    said = [n.title for n in program.desktop.notifications()]
    assert said == ["伝言メモは通知領域で動いています"]
    assert running.poll() is None

    program.click_icon(button=3)
    program.desktop.wait_until(lambda: _menus(program), what="the menu of the icon")
    program.desktop.key("Up", "Return")
    assert running.wait(timeout=15) == 0
    program.desktop.wait_until(lambda: not program.desktop.tray_icons(), what="the icon to go")


def test_the_icon_in_the_tray_turns_red_when_something_is_late(program: TheProgram) -> None:
    program.start()
    place = program.desktop.place(program.icon())
    program.take(call(name="伊藤", due_at=at("16:00")))
    program.desktop.wait_until(
        lambda: program.colours(place, "in-time").get(LIGHT.accent, 0) > 100, what="a teal icon"
    )
    program.take(call(due_at=SOON))
    program.desktop.wait_until(
        lambda: program.colours(place, "late").get(LIGHT.late, 0) > 100, what="a red icon"
    )


def test_a_panel_that_is_started_again_gets_the_icon_back(program: TheProgram) -> None:
    program.start()
    program.icon()
    program.desktop.end("tint2")
    program.desktop.start_tray()
    program.icon()
    program.activate(program.window())
    program.close_window()
    program.click_icon()
    program.window()


def test_a_reminder_leaves_the_keyboard_where_somebody_is_typing(program: TheProgram) -> None:
    desktop = program.desktop
    (due,) = program.take(call(due_at=SOON))
    program.start()
    program.window()
    desktop.launch([sys.executable, OTHER_PROGRAM])
    other = desktop.wait_until(lambda: desktop.windows("試しの窓"), what="the other window")[0]
    program.activate(other)
    desktop.type_text("090")
    focus = desktop.xdotool("getwindowfocus")
    desktop.wait_for_notification("山田")
    desktop.wait_until(lambda: program.nudged(due), what="the reminder on record")
    assert desktop.xdotool("getwindowfocus") == focus
    desktop.type_text("0142")
    desktop.wait_until(
        lambda: "typed: 0900142" in desktop.printed_by("tray_program"), what="the typed text"
    )


def test_the_form_takes_a_memo_by_keys_from_outside(program: TheProgram) -> None:
    desktop = program.desktop
    program.start()
    program.activate(program.window())
    before = set(_all_windows(program))
    desktop.key("ctrl+n")
    form = _new_window(program, before, "the form")
    program.activate(form)
    desktop.type_text("Yamada")
    desktop.key("ctrl+Return")
    memos = desktop.wait_until(lambda: program.ask("list", "--view", "all"), what="the memo")
    assert len(memos) == 1
    assert "Yamada" in str(memos[0])


def test_a_second_start_shows_the_window_of_the_first_and_ends(program: TheProgram) -> None:
    first = program.start()
    program.activate(program.window())
    program.close_window()
    second = program.start()
    assert second.wait(timeout=20) == 0
    program.window()
    assert first.poll() is None
    assert len(program.desktop.tray_icons()) == 1


def test_before_closing_all_that_is_open_is_named(program: TheProgram) -> None:
    program.take(
        call(name="高橋", due_at=at("17:10")),
        call(name="伊藤", due_at=at("17:20"), request=Request.WILL_CALL_AGAIN),
    )
    program.start(at("16:29") + timedelta(seconds=58))
    shown = program.desktop.wait_for_notification("終業まで")
    assert shown.title == "終業まで 60 分。未折り返し 2 件"
    assert shown.body == "高橋 様、伊藤 様"


def test_without_a_notification_service_the_tray_shows_a_balloon_that_opens_the_memo(
    desktop_session: DesktopSession,
) -> None:
    desktop = desktop_session
    desktop.end("dunst")
    program = TheProgram(desktop, theme="dark")
    first = program.take_known_late(call(name="伊藤"))
    (due,) = program.take(call(due_at=SOON))
    program.start()
    program.window(f"^{first.number} 伊藤")
    before = set(_all_windows(program))
    desktop.wait_until(lambda: program.nudged(due), what="the reminder on record")

    left, top, width, height = desktop.place(_new_window(program, before, "the balloon"))
    # Qt paints balloons light: the light letters of the dark appearance would not be seen there.
    inside = (left + 10, top + height // 3, width - 20, height // 3)
    desktop.wait_until(
        lambda: program.colours(inside, "balloon").get("#000000", 0) > 50,
        timeout=5,
        what="black letters",
    )
    desktop.click(left + width // 2, top + height // 2)
    program.window(f"^{due.number} 山田")


def test_without_tray_and_service_the_strip_in_the_window_says_it(program: TheProgram) -> None:
    desktop = program.desktop
    desktop.end("dunst")
    desktop.end("tint2")
    (due,) = program.take(call(due_at=SOON))
    running = program.start(DBUS_SESSION_BUS_ADDRESS="")
    window = program.window()
    desktop.wait_until(lambda: program.nudged(due), what="the reminder on record")
    desktop.wait_until(
        lambda: program.colours(desktop.place(window), "strip").get(LIGHT.soon_soft, 0) > 5000,
        what="the strip",
    )
    assert running.poll() is None
    # Where there is no tray, a closed window is the end. On a busy machine a key can come
    # before the window has the keyboard; there is no other window that could take it.
    program.activate(window)

    def ended() -> bool:
        desktop.key("alt+F4")
        return running.poll() is not None

    desktop.wait_until(ended, timeout=30, what="the end")
    assert running.wait(timeout=15) == 0


def test_without_a_display_the_program_says_so_in_one_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "callmemo", "--home", str(tmp_path), "--lang", "ja"]
    env = {"PATH": "/usr/bin:/bin", "DISPLAY": ":977", "HOME": str(tmp_path)}
    done = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.strip() == (
        "画面がないため、ウィンドウを開けません。"
        "コマンドラインはお使いいただけます：callmemo --help"
    )


def _all_windows(program: TheProgram) -> list[str]:
    return program.desktop.windows_of_class("^(callmemo|python.*)$")


def _new_window(program: TheProgram, before: set[str], what: str) -> str:
    """Wait for another window; the tray's icon is one too, and comes some time after the list."""
    desktop = program.desktop

    def large() -> list[str]:
        new = set(_all_windows(program)) - before
        return [window for window in new if desktop.place(window)[2] > _TRAY_MOST]

    return desktop.wait_until(large, what=what)[0]


def _menus(program: TheProgram) -> list[str]:
    """Popups are known by nothing but their kind."""
    found = []
    for window in _all_windows(program):
        kind = program.desktop._tool("xprop", "-id", window, "_NET_WM_WINDOW_TYPE").stdout
        if "POPUP_MENU" in kind:
            found.append(window)
    return found


def test_a_memo_goes_its_whole_way_by_keyboard_alone(program: TheProgram) -> None:
    desktop = program.desktop
    # A memo without a named time is due when the office closes, in twenty seconds.
    program.start(at=at("17:29") + timedelta(seconds=40))
    program.activate(program.window())
    before = set(_all_windows(program))
    desktop.key("ctrl+n")
    form = _new_window(program, before, "the form")
    program.activate(form)
    desktop.type_text("0300000142")
    desktop.key("alt+n")
    desktop.type_text("Yamada")
    desktop.key("ctrl+Return")
    desktop.wait_until(lambda: program.ask("list", "--view", "all"), what="the memo in the list")
    desktop.wait_for_notification("Yamada", timeout=40)
    program.activate(program.window())
    desktop.key("c")
    desktop.key("1")
    done = desktop.wait_until(lambda: program.ask("list", "--view", "done"), what="it being done")
    assert [step["kind"] for step in done[0]["history"]] == [
        "taken",
        "nudged",
        "attempt",
        "finished",
    ]
    assert done[0]["caller"]["phone"] == "03-0000-0142"
    shown = set(_all_windows(program))
    desktop.key("ctrl+s")
    asking = _new_window(program, shown, "the question")
    program.activate(asking)
    target = desktop.folder / "day.csv"
    desktop.key("ctrl+a")
    desktop.type_text(str(target))
    desktop.key("Return")
    desktop.wait_until(target.exists, what="the list of the day")
    assert "Yamada" in target.read_text(encoding="utf-8-sig")
