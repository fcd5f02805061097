"""No text of the form is cut: both languages, every state, small windows, larger scales."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.desktop.form_states import STATES
from tests.desktop.form_world import FormWorld
from tests.desktop.seeing import cut_texts

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("form_language", ["ja", "en"], indirect=True)
@pytest.mark.parametrize("state", STATES)
def test_nothing_is_cut(world: FormWorld, state: str) -> None:
    STATES[state](world)
    assert cut_texts(world.form) == []


@pytest.mark.parametrize("form_language", ["ja", "en"], indirect=True)
@pytest.mark.parametrize("state", STATES)
def test_nothing_is_cut_on_half_a_small_screen(world: FormWorld, state: str) -> None:
    # What 1024x700 is at 200 %.
    STATES[state](world)
    world.form.resize(512, 350)
    assert world.form.width() == 512
    assert cut_texts(world.form) == []


def test_the_usual_fields_need_no_scrolling_at_1024x700(new: FormWorld) -> None:
    new.form.resize(1024, 660)
    for size in ((752, 660), (1024, 660)):
        new.form.resize(*size)
        QApplication.processEvents()
        assert new.form._scroll.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("scale", ["1.25", "1.5", "2"])
def test_nothing_is_cut_at_larger_scales(scale: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.desktop.form_states", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"scale {float(scale)}" in done.stdout


def test_the_check_sees_a_cut_text(new: FormWorld) -> None:
    new.form._page.who.rows[0].labels[0].setFixedWidth(20)
    assert any("電話番号" in line for line in cut_texts(new.form))
