"""On a real screen the form takes keys from outside, and nothing else is needed."""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from callmemo.core.vocabulary import Request, View
from callmemo.desk import Desk
from callmemo.settings_file import SettingsFile
from tests.desktop.form_world import MORNING
from tests.desktop_session.session import DesktopSession

pytestmark = pytest.mark.real_session
ROOT = Path(__file__).parents[2]


def test_a_memo_is_typed_and_saved_from_outside(
    desktop_session: DesktopSession, tmp_path: Path
) -> None:
    desktop = desktop_session
    home = tmp_path / "home"
    desktop.env.update(PYTHONPATH=str(ROOT), QT_QPA_PLATFORM="xcb")
    desktop.launch([sys.executable, "-m", "tests.desktop.form_program", str(home)])
    window = desktop.wait_until(lambda: desktop.windows("新しいメモ"), what="the form")[0]
    desktop.xdotool("windowactivate", "--sync", window)
    desktop.type_text("03-0000-0142")
    desktop.key("Tab")
    desktop.type_text("Yamada")
    desktop.key("Tab", "Tab")
    desktop.type_text("suz")
    # The best match is lit a moment after typing; Enter takes it.
    desktop.wait_until(lambda: _draft_says(home, '"suz"'), what="the draft")
    desktop.key("Return", "alt+u")
    desktop.type_text("waiting in the shop")
    desktop.key("alt+r", "2", "alt+g")
    desktop.type_text("20 boxes")
    screen = desktop.screenshot(tmp_path / "form.png")
    if keep := os.environ.get("CALLMEMO_TEST_PICTURES"):
        Path(keep, "form-session.png").write_bytes(screen.read_bytes())
    desktop.key("ctrl+Return")
    desktop.wait_until(lambda: "closed" in desktop.everything_printed(), what="the form to close")
    desk = Desk(home, SettingsFile(home).load(MORNING))
    try:
        (memo,) = desk.memos(View.ALL, MORNING + timedelta(minutes=1))
    finally:
        desk.close()
    assert memo.draft.caller.phone == "03-0000-0142"
    assert memo.draft.caller.name == "Yamada"
    assert memo.draft.addressee == "Suzuki"
    assert memo.draft.urgent_reason == "waiting in the shop"
    assert memo.draft.request is Request.WILL_CALL_AGAIN
    assert memo.draft.body == "20 boxes"


def _draft_says(home: Path, text: str) -> bool:
    file = home / "drafts" / "new.json"
    return file.exists() and text in file.read_text("utf-8")
