"""Unseen reminders on a real screen: they stay until somebody has seen them."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

import pytest

from callmemo.desktop.theme import LIGHT
from tests.desktop_session.session import DesktopSession
from tests.desktop_session.the_program import TheProgram
from tests.office_day import TEN, call

pytestmark = pytest.mark.real_session
SOON = TEN + timedelta(seconds=4)
BEATS_SECONDS = 20
MOST_LOAD = 0.02
"""Share of one processor that an idle program may use, with room for a slow machine."""


def test_a_click_on_the_notification_is_seeing_it(desktop_session: DesktopSession) -> None:
    program = TheProgram(desktop_session, tray_explained=True)
    (due,) = program.take(call(name="髙橋", due_at=SOON))
    program.start()
    program.window()
    desktop = program.desktop
    desktop.wait_for_notification("髙橋")
    desktop.wait_until(lambda: program.unseen() == ["髙橋"], what="the unseen reminder")
    desktop.click_notification()
    program.window(f"^{due.number} 髙橋 様 — 伝言メモ$")
    desktop.wait_until(lambda: program.unseen() == [], what="that it was seen")


def test_unseen_reminders_stay_in_the_window_over_a_restart_and_go_with_one_key(
    desktop_session: DesktopSession,
) -> None:
    program = TheProgram(desktop_session, tray_explained=True)
    program.take(call(name="髙橋", due_at=SOON), call(name="伊藤", due_at=SOON))
    first = program.start()
    desktop = program.desktop
    window = program.window()
    desktop.wait_until(lambda: len(program.unseen()) == 2, what="two unseen reminders")
    list_is_there(program, window, "before")
    shown = len(desktop.notifications())
    first.terminate()
    first.wait(timeout=15)

    program._started.clear()
    program.start(TEN + timedelta(minutes=1))
    window = program.window()
    list_is_there(program, window, "after")
    assert len(desktop.notifications()) == shown, "what was given is not given again"
    program.activate(window)
    desktop.key("n")
    desktop.wait_until(lambda: program.unseen() == [], what="that all were seen")


def test_the_icon_counts_the_unseen_on_a_disc(desktop_session: DesktopSession) -> None:
    program = TheProgram(desktop_session, tray_explained=True)
    program.take(call(name="髙橋", due_at=SOON))
    program.start()
    place = program.desktop.place(program.icon())
    program.desktop.wait_until(lambda: program.unseen() == ["髙橋"], what="the unseen reminder")
    reds = (LIGHT.late, LIGHT.soon)
    program.desktop.wait_until(
        lambda: sum(program.colours(place, "disc").get(red, 0) for red in reds) > 100,
        what="an alarming icon",
    )


def test_a_program_that_has_nothing_to_do_uses_next_to_no_processor(
    desktop_session: DesktopSession,
) -> None:
    program = TheProgram(desktop_session, tray_explained=True)
    program.take(*(call(name=f"客{n}") for n in range(50)))
    running = program.start()
    program.window()
    program.icon()
    time.sleep(5)
    before = processor_seconds(running.pid)
    # Here time itself is what is measured.
    time.sleep(BEATS_SECONDS)
    used = processor_seconds(running.pid) - before
    print(f"idle: {used:.2f} s of {BEATS_SECONDS} s")
    assert used / BEATS_SECONDS < MOST_LOAD


def list_is_there(program: TheProgram, window: str, name: str) -> None:
    """Wait until the amber list is seen in the window."""
    program.desktop.wait_until(
        lambda: program.colours(program.desktop.place(window), name).get(LIGHT.soon_soft, 0) > 5000,
        what="the list of unseen reminders",
    )


def processor_seconds(pid: int) -> float:
    """How long a program has worked so far, by Linux."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100
