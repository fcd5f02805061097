"""What follows the first sight of a window comes once, after it has been drawn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from callmemo.desktop.first_sight import FirstSight
from tests.desktop.window_world import WindowWorld


class Drawn(QWidget):
    """A window that counts how often it is drawn."""

    times = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Count."""
        super().paintEvent(event)
        self.times += 1


@pytest.fixture
def window(qtbot: QtBot) -> Drawn:
    made = Drawn()
    qtbot.addWidget(made)
    return made


def test_a_window_is_seen_after_it_was_drawn(window: Drawn, qtbot: QtBot) -> None:
    sight = FirstSight(window)
    times: list[int] = []
    sight.seen.connect(lambda: times.append(window.times))
    window.show()
    assert not sight.is_over
    qtbot.waitUntil(lambda: sight.is_over)
    assert times
    assert times[0] > 0


def test_it_is_said_once_however_often_the_window_is_shown(window: Drawn, qtbot: QtBot) -> None:
    sight = FirstSight(window)
    spy = QSignalSpy(sight.seen)
    for _ in range(3):
        window.show()
        qtbot.waitExposed(window)
        qtbot.waitUntil(lambda: sight.is_over)
        window.hide()
    assert spy.count() == 1


def test_a_window_that_the_screen_never_asks_for_counts_as_seen_in_the_end(
    window: Drawn, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sight = FirstSight(window)
    spy = QSignalSpy(sight.seen)
    window.create()
    handed_on = FirstSight.eventFilter

    def unasked(self: FirstSight, watched: QWidget, event: QEvent) -> bool:
        return event.type() != QEvent.Type.Expose and handed_on(self, watched, event)

    monkeypatch.setattr(FirstSight, "eventFilter", unasked)
    window.show()
    qtbot.waitUntil(lambda: spy.count() == 1)


def test_the_memo_in_sight_is_built_when_the_list_was_seen(office: WindowWorld) -> None:
    assert office.window.first_sight.is_over
    detail = office.window.findChild(QWidget, "detail")
    assert detail is not None
    assert detail.isVisible()


def test_the_tab_key_goes_through_the_memo_in_sight_before_the_line_below(
    office: WindowWorld,
) -> None:
    window = office.window
    stops: list[str] = []
    stop = window.nextInFocusChain()
    while stop is not None and stop is not window:
        stops.append(stop.objectName())
        stop = stop.nextInFocusChain()
    assert stops.index("memoList") < stops.index("note") < stops.index("showKeys")
