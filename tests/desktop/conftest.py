"""What tests of the windows share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from callmemo import words
from callmemo.core.memo import Caller, Draft
from tests.desktop.form_world import FormWorld, focus_name


@pytest.fixture
def form_language(request: pytest.FixtureRequest) -> Iterator[str]:
    """The language of the form, Japanese unless a test asks for another."""
    language = str(getattr(request, "param", "ja"))
    words.use(language)
    yield language
    words.use("en")


@pytest.fixture
def world(qapp: QApplication, tmp_path: Path, form_language: str) -> Iterator[FormWorld]:
    """A desk with a memo form that is not open yet."""
    made = FormWorld(tmp_path / "home", qapp)
    yield made
    made.close()


@pytest.fixture
def new(world: FormWorld, qtbot: QtBot) -> FormWorld:
    """The form, open for a new memo."""
    world.form.open_new()
    qtbot.waitUntil(lambda: focus_name() == "phone")
    return world


@pytest.fixture
def taken(world: FormWorld) -> FormWorld:
    """A desk with one memo, and the form not open yet."""
    world.take(
        Draft(
            addressee="鈴木",
            caller=Caller(name="山田", phone="03-0000-0142"),
            promise="15時まで",
            subject="納品",
        )
    )
    return world
