"""When the closing screen opens, when it comes again, and what is said as the program ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from callmemo.desktop.closing_time import ClosingTime
from callmemo.desktop.notifying.notifier import Notifier
from callmemo.desktop.program import Program
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme
from tests.desktop.moved_time import HandClock, WrittenWay, open_session, take
from tests.office_day import at, call

EVENING = at("16:45")


@pytest.fixture
def way() -> WrittenWay:
    return WrittenWay()


@pytest.fixture
def time_to_close(
    session: DeskSession, theme: Theme, clock: HandClock, way: WrittenWay
) -> Iterator[ClosingTime]:
    clock.now = EVENING
    made = ClosingTime(session, theme, Notifier([way], session), session)
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_it_never_opens_by_itself(
    time_to_close: ClosingTime, session: DeskSession, clock: HandClock
) -> None:
    take(session, call())
    for _ in range(60):
        clock.move(minutes=1)
        QApplication.processEvents()
    assert not time_to_close.screen.isVisible()


def test_a_click_on_a_notice_about_closing_opens_it(
    time_to_close: ClosingTime, session: DeskSession, way: WrittenWay
) -> None:
    take(session, call())
    time_to_close.say_last_word()
    way.clicked.emit(way.shown[0])
    assert time_to_close.screen.isVisible()


def test_put_off_it_comes_again_as_a_notice_only(
    time_to_close: ClosingTime, session: DeskSession, clock: HandClock, way: WrittenWay
) -> None:
    take(session, call("山田"))
    time_to_close.screen.later.emit(at("17:00"))
    assert time_to_close.again == at("17:00")
    time_to_close._look()
    assert way.shown == []
    clock.now = at("17:00")
    time_to_close._look()
    assert way.titles == ["Closing check: 1 still open"]
    assert way.shown[0].text == "山田"
    assert not time_to_close.screen.isVisible()
    time_to_close._look()
    assert len(way.shown) == 1


def test_the_timer_wakes_it(
    time_to_close: ClosingTime,
    session: DeskSession,
    clock: HandClock,
    way: WrittenWay,
    qtbot: QtBot,
) -> None:
    take(session, call())
    soon = EVENING + timedelta(milliseconds=50)
    time_to_close.screen.later.emit(soon)
    clock.now = soon
    qtbot.waitUntil(lambda: len(way.shown) == 1)


def test_with_nothing_left_nothing_is_said(
    time_to_close: ClosingTime, session: DeskSession, clock: HandClock, way: WrittenWay
) -> None:
    memo = take(session, call())
    time_to_close.screen.later.emit(at("17:00"))
    session.desk.finish(memo.id, EVENING)
    clock.now = at("17:00")
    time_to_close._look()
    assert time_to_close.say_last_word() == ""
    assert way.shown == []


def test_opening_it_forgets_that_it_was_put_off(
    time_to_close: ClosingTime, session: DeskSession
) -> None:
    take(session, call())
    time_to_close.screen.later.emit(at("17:00"))
    time_to_close.open()
    assert time_to_close.again is None


@pytest.mark.parametrize(
    ("moment", "near"), [("16:29", False), ("16:30", True), ("17:30", True), ("20:00", True)]
)
def test_closing_is_near_from_an_hour_before(
    time_to_close: ClosingTime, clock: HandClock, moment: str, near: bool
) -> None:
    clock.now = at(moment)
    assert time_to_close.is_near is near
    clock.now = at(moment, days=4)
    assert not time_to_close.is_near


# In the program


@pytest.fixture
def at_home(tmp_path: Path, qapp: QApplication, clock: HandClock) -> Iterator[DeskSession]:
    clock.now = EVENING
    # Reminders are proven elsewhere; here they would only ring.
    with open_session(tmp_path / "home", clock, nudges=False) as made:
        yield made


@pytest.fixture
def program(
    at_home: DeskSession, tmp_path: Path, theme: Theme, qapp: QApplication, qtbot: QtBot
) -> Iterator[Program]:
    made = Program(qapp, at_home, theme, tmp_path / "home")
    made.show()
    qtbot.waitActive(made.window)
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def button(program: Program) -> QPushButton:
    found = program.window.findChild(QPushButton, "openClosing")
    assert isinstance(found, QPushButton)
    return found


def test_the_window_offers_it_in_the_last_hour(program: Program, clock: HandClock) -> None:
    assert button(program).isVisible()
    clock.now = at("16:00")
    program.window._on_minute()
    assert not button(program).isVisible()
    clock.now = at("18:00")
    program.window._on_minute()
    assert button(program).isVisible()
    button(program).click()
    assert program.standby.closing_time.screen.isVisible()


def test_its_key_opens_it_at_any_time(program: Program, clock: HandClock) -> None:
    clock.now = at("10:00")
    program.window._on_minute()
    QTest.keyClick(program.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert program.standby.closing_time.screen.isVisible()


def test_the_tray_opens_it(program: Program) -> None:
    assert program.standby.tray.closing.text() == "Closing check"
    program.standby.tray.closing.trigger()
    assert program.standby.closing_time.screen.isVisible()


def test_the_evenings_list_is_written_from_it(
    program: Program, at_home: DeskSession, tmp_path: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    take(at_home, call())
    target = tmp_path / "日報.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    program.standby.closing_time.open()
    program.standby.closing_time.screen.export_wanted.emit()
    qtbot.waitUntil(target.exists)


def test_ending_with_open_memos_says_how_many_and_ends(
    program: Program, at_home: DeskSession, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    ended: list[bool] = []
    monkeypatch.setattr(program, "end", lambda: ended.append(True))
    take(at_home, call())
    program.quit()
    assert capsys.readouterr().err == "1 callback is still open today.\n"
    # Without a tray there is no balloon that anyone could still read.
    assert ended == [True]


def test_ending_a_finished_day_says_nothing(
    program: Program, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(program, "end", lambda: ended.append(True))
    program.quit()
    assert capsys.readouterr().err == ""
    assert ended == [True]


def test_while_a_balloon_says_it_the_program_stays_a_moment(
    program: Program, at_home: DeskSession, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(program, "end", lambda: ended.append(True))
    for what in ("shows_balloons", "is_available"):
        monkeypatch.setattr(type(program.standby.tray), what, property(lambda _tray: True))
    take(at_home, call())
    program.quit()
    assert ended == []
    assert not program.window.isVisible()
    # Whoever starts it again keeps it.
    program.show()
    assert not program._end.isActive()
    program.quit()
    # Told a second time it ends at once.
    program.quit()
    assert ended == [True]
