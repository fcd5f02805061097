"""The heartbeat notices clocks that were set and time that passed in sleep."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from callmemo.desktop.heartbeat import Heartbeat
from tests.desktop.moved_time import HandClock


class Clocks:
    """A wall clock, a count of seconds, and what the heartbeat said."""

    def __init__(self) -> None:
        self.wall = HandClock()
        self.seconds = 0.0
        self.heart = Heartbeat(self.wall, lambda: self.seconds)
        self.heart.stop()
        self.said: list[str] = []
        self.heart.jumped.connect(lambda: self.said.append("jumped"))
        self.heart.slept.connect(lambda span: self.said.append(f"slept {span.seconds}"))
        self.heart.minute.connect(lambda: self.said.append("minute"))

    def beat(self, *, wall: float = 1, passed: float = 1) -> list[str]:
        """Let so much time pass by both clocks, and beat."""
        self.said = []
        self.wall.move(seconds=wall)
        self.seconds += passed
        self.heart.look()
        return self.said


@pytest.fixture
def clocks(qtbot: QtBot) -> Clocks:
    return Clocks()


def test_an_ordinary_second_is_nothing_to_speak_of(clocks: Clocks) -> None:
    assert clocks.beat() == []


def test_a_busy_moment_is_no_jump(clocks: Clocks) -> None:
    assert clocks.beat(wall=8, passed=8) == []


@pytest.mark.parametrize("seconds", [-3600, -10, 10])
def test_a_clock_that_was_set_forward_or_back_is_noticed(clocks: Clocks, seconds: float) -> None:
    assert "jumped" in clocks.beat(wall=seconds)


def test_sleep_is_noticed_whether_or_not_the_count_goes_on_meanwhile(clocks: Clocks) -> None:
    assert clocks.beat(wall=1800, passed=1)[:2] == ["jumped", "slept 1800"]
    assert clocks.beat(wall=1800, passed=1800)[:2] == ["jumped", "slept 1800"]


def test_each_new_minute_is_told_once(clocks: Clocks) -> None:
    said = [word for _ in range(120) for word in clocks.beat()]
    assert said == ["minute", "minute"]


def take_up_zone() -> None:
    """Let the zone of the environment be this program's."""
    if sys.platform != "win32":
        time.tzset()


@pytest.fixture
def elsewhere() -> Iterator[None]:
    """Another time zone on this computer."""
    before = os.environ.get("TZ")
    yield
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    take_up_zone()


@pytest.mark.skipif(sys.platform == "win32", reason="the zone is set otherwise there")
@pytest.mark.usefixtures("elsewhere")
def test_another_time_zone_of_the_computer_is_no_jump(clocks: Clocks) -> None:
    os.environ["TZ"] = "America/New_York"
    take_up_zone()
    assert clocks.beat() == []
    assert clocks.wall.now.utcoffset() == timedelta(hours=9)
