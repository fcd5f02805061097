"""The private desktop does for tests what a real one does for people."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.desktop_session.session import DesktopSession, SessionError

pytestmark = pytest.mark.real_session
PROGRAM = Path(__file__).with_name("tray_program.py")


def test_a_window_takes_typed_keys_and_the_tray_shows_and_takes_a_click(
    desktop_session: DesktopSession, tmp_path: Path
) -> None:
    desktop = desktop_session
    desktop.launch([sys.executable, PROGRAM])
    window = desktop.wait_until(lambda: desktop.windows("試しの窓"), what="the window")[0]
    icon = desktop.wait_until(desktop.tray_icons, what="the tray icon")[0]
    assert "tray available: True" in desktop.printed_by("tray_program")

    desktop.xdotool("windowactivate", "--sync", window)
    desktop.type_text("0901234")
    desktop.wait_until(
        lambda: "typed: 0901234" in desktop.printed_by("tray_program"), what="typed text"
    )

    left, top, width, height = desktop.place(icon)
    desktop.click(left + width // 2, top + height // 2)
    desktop.wait_until(
        lambda: "tray clicked" in desktop.printed_by("tray_program"), what="the click"
    )
    assert desktop.screenshot(tmp_path / "screen.png").stat().st_size > 0


def test_a_notification_is_shown_in_japanese_and_a_click_reaches_its_sender(
    desktop_session: DesktopSession,
) -> None:
    desktop = desktop_session
    command = ["notify-send", "--app-name=callmemo", "--action=default=開く"]
    sender = desktop.launch([*command, "--", "14:30 田中様へ折り返し", "髙橋様 <至急>\n二行目"])
    shown = desktop.wait_for_notification("田中様")
    assert shown.app == "callmemo"
    assert shown.title == "14:30 田中様へ折り返し"
    desktop.click_notification()
    sender.wait(timeout=15)
    assert desktop.printed_by("notify-send").strip() == "default"
    assert desktop.notifications() == [shown]


def test_waiting_in_vain_ends_with_the_name_of_what_was_missed(
    desktop_session: DesktopSession,
) -> None:
    with pytest.raises(SessionError, match="the moon"):
        desktop_session.wait_until(lambda: False, timeout=0.1, what="the moon")


def test_nothing_of_the_session_is_left_running_when_it_ends(
    desktop_session: DesktopSession,
) -> None:
    # A child that is deaf to polite requests, and its own child, are the hard case.
    desktop_session.launch(["sh", "-c", "trap '' TERM; sleep 600 & while :; do wait; done"])
    groups = {process.pid for process in desktop_session._running}
    assert groups & _alive()
    desktop_session.stop()
    assert not groups & _alive()


def _alive() -> set[int]:
    """Process groups in which something still runs (what has ended but is not buried is dead)."""
    listed = subprocess.run(["ps", "-eo", "pgid=,stat="], capture_output=True, check=True)
    rows = (line.split() for line in listed.stdout.decode("ascii").splitlines())
    return {int(group) for group, state in rows if not state.startswith("Z")}
