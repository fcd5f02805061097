"""A phone system opens the form in a real session, and takes the keyboard from nobody."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from callmemo.waiting_calls import WaitingCalls
from tests.desktop_session.session import DesktopSession
from tests.desktop_session.the_program import ROOT, TheProgram
from tests.office_day import TEN

pytestmark = pytest.mark.real_session
OTHER_PROGRAM = Path(__file__).with_name("tray_program.py")
FORM = "^新しいメモ"


@pytest.fixture
def program(desktop_session: DesktopSession) -> TheProgram:
    return TheProgram(desktop_session)


def pop(program: TheProgram, *words: str) -> float:
    """Announce a call as a phone system does; return for how many seconds that program ran."""
    command = [sys.executable, "-m", "callmemo", "--home", str(program.home), *words]
    begun = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=program.desktop.env, capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    return time.monotonic() - begun


def test_who_types_in_another_program_goes_on_typing_there(program: TheProgram) -> None:
    desktop = program.desktop
    program.start()
    program.window()
    desktop.launch([sys.executable, OTHER_PROGRAM])
    other = desktop.wait_until(lambda: desktop.windows("試しの窓"), what="the other program")[0]
    program.activate(other)
    desktop.type_text("090")
    # Idle machines need a third of a second; the bound is for busy ones.
    assert pop(program, "pop", "--phone", "0300000142") < 5
    form = program.window(FORM)
    desktop.type_text("1234")
    desktop.wait_until(
        lambda: "typed: 0901234" in desktop.printed_by("tray_program"), what="the text to be whole"
    )
    assert desktop.xdotool("getactivewindow") == other
    _, _, small, _ = desktop.place(form)
    assert small < 700

    pop(program, "pop", "--phone", "0300000199", "--company", "アオバ商事")
    program.activate(form)
    desktop.wait_until(lambda: desktop.place(form)[2] > 900, what="the form in its usual size")
    calls = WaitingCalls(program.home).load(TEN)
    assert [call.ring.phone for call in calls] == ["03-0000-0142", "03-0000-0199"]


def test_a_clicked_link_brings_the_form_to_the_front_and_a_call_starts_the_program(
    program: TheProgram,
) -> None:
    desktop = program.desktop
    command = [sys.executable, "-m", "callmemo", "--home", str(program.home)]
    desktop.launch([*command, "pop", "--phone", "0300000142"], cwd=ROOT)
    form = program.window(FORM)
    program.activate(form)
    desktop.wait_until(lambda: desktop.place(form)[2] > 900, what="the form in its usual size")

    # On a busy machine a key can come before the form has the keyboard.
    def closed() -> bool:
        desktop.key("Escape")
        return not desktop.windows(FORM)

    desktop.wait_until(closed, what="the form to close")
    desktop.launch([sys.executable, OTHER_PROGRAM])
    other = desktop.wait_until(lambda: desktop.windows("試しの窓"), what="the other program")[0]
    program.activate(other)
    pop(program, "callmemo:take?phone=0300000188")
    form = program.window(FORM)
    desktop.wait_until(lambda: desktop.xdotool("getactivewindow") == form, what="the form in front")
    assert [c.ring.phone for c in WaitingCalls(program.home).load(TEN)] == ["03-0000-0188"]
