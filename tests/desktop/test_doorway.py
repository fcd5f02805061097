"""Who comes back to the desk is noticed, once for each absence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from callmemo.desktop.doorway import BREAK, Doorway
from callmemo.desktop.heartbeat import BEAT, Heartbeat
from tests.desktop.moved_time import HandClock


class Desk:
    """A desk at which somebody may sit, and how often they came back."""

    def __init__(self, *, tells_idle: bool = True) -> None:
        self.idle: timedelta | None = timedelta() if tells_idle else None
        self.locked = False
        self.wall = HandClock()
        self.heart = Heartbeat(self.wall, lambda: 0.0)
        self.heart.stop()
        self.door = Doorway(self.heart, lambda: self.idle, lambda: self.locked)
        self.returns = 0
        self.door.came_back.connect(self._count)

    def _count(self) -> None:
        self.returns += 1

    def beats(self, number: int = 1) -> None:
        for _ in range(number):
            self.heart.beat.emit()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk()


def test_the_first_input_after_a_break_is_a_return(desk: Desk) -> None:
    desk.idle = BREAK
    desk.beats()
    assert desk.returns == 0
    desk.idle = timedelta()
    desk.beats(3)
    assert desk.returns == 1


def test_a_moment_without_a_key_is_no_break(desk: Desk) -> None:
    desk.idle = BREAK - BEAT
    desk.beats()
    desk.idle = timedelta()
    desk.beats()
    assert desk.returns == 0


def test_unlocking_is_a_return_however_short_it_was(desk: Desk) -> None:
    desk.locked = True
    desk.beats(2)
    desk.locked = False
    desk.beats(2)
    assert desk.returns == 1


def test_behind_the_lock_nobody_has_come_back(desk: Desk) -> None:
    desk.locked = True
    desk.beats()
    desk.idle = timedelta()
    desk.beats(5)
    assert desk.returns == 0


def test_after_sleep_the_first_input_is_a_return(desk: Desk) -> None:
    desk.idle = BREAK
    desk.heart.slept.emit(timedelta(hours=1))
    assert desk.returns == 0
    desk.idle = timedelta()
    desk.beats()
    assert desk.returns == 1


def test_where_the_platform_tells_nothing_the_programs_own_window_does(qtbot: QtBot) -> None:
    desk = Desk(tells_idle=False)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    handle = window.windowHandle()
    assert handle is not None
    desk.door.watch(handle)
    QTest.keyClick(handle, Qt.Key.Key_A)
    assert desk.returns == 0, "nobody was away"
    desk.beats(BREAK // BEAT)
    QTest.keyClick(handle, Qt.Key.Key_A)
    QTest.keyClick(handle, Qt.Key.Key_B)
    assert desk.returns == 1
