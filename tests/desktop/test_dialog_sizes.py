"""First start, settings, keys and crash window at every scale: each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from callmemo import words
from callmemo.desktop.crash import CrashDialog
from callmemo.desktop.first_start import FirstStart
from callmemo.desktop.keys_help import KeysHelp
from callmemo.desktop.settings_page import PAGES
from callmemo.desktop.theme import Theme
from tests.desktop.seeing import cut_texts
from tests.desktop.settings_world import World

app = QApplication([])
theme = Theme(app, "light")
for language in ("ja", "en"):
    words.use(language)
    world = World(Path(sys.argv[1]) / language, theme)
    for look in ("light", "dark"):
        theme.choose(look)
        for page in PAGES:
            world.page.show_page(page)
            print(language, look, page, cut_texts(world.page))
        for dialog in (FirstStart(theme), KeysHelp(), CrashDialog(words.say("Saved"), "x.py:1")):
            dialog.show()
            print(language, look, dialog.objectName(), cut_texts(dialog))
            dialog.close()
    world.close()
"""


@pytest.mark.parametrize("scale", ["1", "1.25", "1.5", "2"])
def test_nothing_is_cut_at_this_scale(scale: str, tmp_path: Path) -> None:
    screen = tmp_path / "screen.json"
    geometry = '"x": 0, "y": 0, "width": 1024, "height": 700'
    screen.write_text(f'{{"screens": [{{"name": "small", {geometry}}}]}}', encoding="utf-8")
    env = os.environ | {
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "QT_QPA_PLATFORM": "offscreen:configfile=screen.json",
        "QT_SCALE_FACTOR": scale,
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == 2 * 2 * 11
    assert [line for line in lines if not line.endswith("[]")] == []
