"""Today's list is seen before anything is loaded that it does not need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from callmemo.desk import Desk
from callmemo.settings_file import SettingsFile
from tests.office_day import TEN, call, settings

ROOT = Path(__file__).parents[2]
PROGRAM = """
import os, sys
from callmemo.cli import run
from callmemo.desktop.memo_view import MemoView

paint = MemoView.paintEvent

def painted(self, event):
    paint(self, event)
    if self.model().rowCount():
        print(*sys.modules, flush=True)
        os._exit(0)

MemoView.paintEvent = painted
sys.exit(run(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What has been loaded by the time the list has been drawn."""
    home = tmp_path_factory.mktemp("home")
    kept = settings(language="ja")
    SettingsFile(home).save(kept)
    desk = Desk(home, kept)
    desk.take(call(), TEN)
    desk.close()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "--home", str(home), "--at", TEN.isoformat()],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "later",
    [
        "callmemo.cli.parser",
        "callmemo.core.phrases",
        "callmemo.core.promises",
        "callmemo.core.recall",
        "callmemo.desktop.day_export",
        "callmemo.desktop.detail",
        "callmemo.desktop.memo_form",
        "callmemo.desktop.notifying.bus",
        "callmemo.desktop.presence_menu",
        "callmemo.desktop.reminding",
        "callmemo.desktop.standby",
        "callmemo.desktop.tray",
        "callmemo.sample_day",
        "jeepney",
        "logging.handlers",
        "platform",
        "plyer",
        "secrets",
        "socket",
        "sqlite_utils",
        "statistics",
        "uuid",
    ],
)
def test_what_the_list_does_not_need_is_loaded_later(later: str, loaded: set[str]) -> None:
    assert "callmemo.desktop.main_window" in loaded
    assert later not in loaded
