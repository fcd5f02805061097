"""The tray's menu shows where the person is who sits here, and changes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from callmemo import words
from callmemo.core.vocabulary import Presence
from callmemo.desktop.quiet import Quiet
from callmemo.desktop.session import DeskSession
from callmemo.desktop.tray import Tray
from tests.desktop.moved_time import HandClock, open_session
from tests.office_day import at


@pytest.fixture(autouse=True)
def _japanese() -> Iterator[None]:
    words.use("ja")
    yield
    words.use("en")


@pytest.fixture
def clock() -> HandClock:
    return HandClock(at("15:20"))


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path, clock: HandClock) -> Iterator[DeskSession]:
    with open_session(tmp_path, clock) as session:
        yield session


@pytest.fixture
def tray(session: DeskSession) -> Iterator[Tray]:
    tray = Tray(session, Quiet())
    yield tray
    tray.hide()


def says(tray: Tray) -> str:
    tray.refresh()
    return tray.presence.menuAction().text()


def test_it_says_where_i_am_and_until_when(
    session: DeskSession, tray: Tray, clock: HandClock
) -> None:
    assert says(tray) == "在席：在席"
    session.desk.set_presence("木村", Presence.MEETING, clock(), until=at("16:00"))
    assert says(tray) == "在席：会議 〜16:00"
    clock.now = at("16:00")
    assert says(tray) == "在席：在席"


def test_a_choice_in_the_menu_is_said_of_me(
    session: DeskSession, tray: Tray, clock: HandClock
) -> None:
    out = tray.presence.actions()[2].menu()
    assert isinstance(out, QMenu)
    out.actions()[0].trigger()
    assert session.desk.presence(clock())["木村"].returns_at == at("15:30")
    assert tray.presence.menuAction().text() == "在席：外出 〜15:30"
    assert [entry.isChecked() for entry in tray.presence.actions()] == [
        state is Presence.OUT for state in Presence
    ]


def test_the_hours_offered_move_on_with_the_clock(tray: Tray, clock: HandClock) -> None:
    clock.now = at("16:40")
    tray.refresh()
    meeting = tray.presence.actions()[1].menu()
    assert isinstance(meeting, QMenu)
    assert [entry.text()[4:] for entry in meeting.actions()] == [
        "17:00 まで", "終業 17:30 まで", "終わりは未定",
    ]  # fmt: skip


def test_without_a_name_there_is_nobody_to_say_it_of(session: DeskSession, tray: Tray) -> None:
    assert tray.presence.menuAction().isVisible()
    assert session.change_setting("my_name", "")
    assert not tray.presence.menuAction().isVisible()


def test_where_nothing_has_changed_nothing_is_worded_anew(
    session: DeskSession, tray: Tray, clock: HandClock
) -> None:
    assert says(tray) == "在席：在席"
    entry = tray.presence.menuAction()
    entry.setText("as it was")
    clock.move(seconds=10)
    assert says(tray) == "as it was"
    clock.move(minutes=1)
    assert says(tray) == "在席：在席"
    entry.setText("as it was")
    words.use("en")
    assert says(tray) != "as it was"
