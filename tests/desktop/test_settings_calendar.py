"""Hours and days off on the settings page: saved at once, mended at the field, undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from callmemo import words
from callmemo.core.calendar import Closed
from callmemo.desktop.theme import Theme
from tests.desktop.settings_world import World, focus, type_text

JST = timezone(timedelta(hours=9))


@pytest.fixture
def world(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    """The settings page on the page of days off, in Japanese, at noon of a Friday."""
    words.use("ja")
    theme = Theme(qapp, "light")
    made = World(tmp_path / "home", theme)
    made.now = datetime(2026, 11, 20, 12, tzinfo=JST)
    made.page.show_page("closures")
    yield made
    made.close()
    theme.deleteLater()
    words.use("en")


def add(world: World, setting: str, *texts: str) -> None:
    """Press Add and type into one field after the other, by keyboard alone."""
    world.part(f"{setting}-add").setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    for text in texts:
        field = focus()
        if not isinstance(field, QComboBox):
            type_text(world.line(field.objectName()), text)
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
        QApplication.processEvents()
    QApplication.processEvents()


def test_closed_days_are_added_by_keyboard_and_saved_at_once(world: World) -> None:
    add(world, "closures", "2026/8/13", "2026/8/15", "お盆")
    assert world.stored["closures"] == ["2026-08-13..2026-08-15 お盆"]
    add(world, "closures", "12/29", "1/3", "年末年始")
    assert world.stored["closures"] == ["2026-08-13..2026-08-15 お盆", "12-29..01-03 年末年始"]
    office = world.session.settings.office
    assert office.closed(date(2027, 1, 2)) == (Closed.CLOSURE, "年末年始")


def test_one_day_needs_no_end_and_no_name(world: World) -> None:
    add(world, "closures", "2026-06-01", "", "")
    assert world.stored["closures"] == ["2026-06-01..2026-06-01"]
    assert world.line("closures-1-last").text() == ""
    assert world.line("closures-1-first").text() == "2026/6/1"


def test_full_width_is_understood(world: World) -> None:
    add(world, "closures", "２０２６／６／１", "", "創立記念日")
    assert world.stored["closures"] == ["2026-06-01..2026-06-01 創立記念日"]


def test_a_day_with_hours_of_its_own_goes_before_a_holiday(world: World) -> None:
    add(world, "special_days", "2026/11/23", "10:00", "15:00", "展示会")
    assert world.stored["special_days"] == ["2026-11-23 10:00-15:00 展示会"]
    assert world.session.settings.office.is_workday(date(2026, 11, 23))


def test_nothing_is_said_while_an_entry_is_still_being_typed(world: World) -> None:
    add(world, "special_days", "2026/11/23", "10:00")
    assert world.problem("special_days") == ""
    assert world.stored["special_days"] == []


def test_a_weekday_can_have_hours_of_its_own(world: World) -> None:
    world.page.show_page("hours")
    add(world, "weekday_hours", "", "9:00", "12:00")
    assert world.stored["weekday_hours"] == ["1 09:00-12:00"]
    box: QComboBox = world.part("weekday_hours-1-weekday")
    box.setFocus()
    box.setCurrentIndex(5)
    box.activated.emit(5)
    QApplication.processEvents()
    assert world.stored["weekday_hours"] == ["6 09:00-12:00"]


@pytest.mark.parametrize(
    ("texts", "words_of_it"),
    [
        (("2026/2/30", "", ""), "存在しない日付です"),
        (("2026/8/15", "2026/8/13", ""), "2026-08-13..2026-08-15"),
        (("お盆", "", ""), "2026-08-13..2026-08-15"),
    ],
)
def test_what_does_not_fit_is_said_below_and_marked_at_its_entry(
    world: World, texts: tuple[str, ...], words_of_it: str
) -> None:
    add(world, "closures", "12/29", "1/3", "年末年始")
    add(world, "closures", *texts)
    assert words_of_it in world.problem("closures")
    assert world.part("closures-2-first").property("wrong")
    assert not world.part("closures-1-first").property("wrong")
    assert world.stored["closures"][0] == "12-29..01-03 年末年始"
    world.enter("closures-2-first", "2026/8/1")
    world.enter("closures-2-last", "2026/8/2")
    QApplication.processEvents()
    assert world.problem("closures") == ""
    assert world.stored["closures"][1] == "2026-08-01..2026-08-02"


def test_an_entry_is_corrected_where_it_stands(world: World) -> None:
    add(world, "closures", "12/29", "1/3", "年末年始")
    world.enter("closures-1-last", "1/4")
    QApplication.processEvents()
    assert world.stored["closures"] == ["12-29..01-04 年末年始"]


def test_a_removed_entry_is_brought_back(world: World) -> None:
    add(world, "closures", "2026/8/13", "2026/8/15", "お盆")
    add(world, "closures", "12/29", "1/3", "年末年始")
    button: QPushButton = world.part("closures-1-remove")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert world.stored["closures"] == ["12-29..01-03 年末年始"]
    assert focus().objectName() == "closures-1-remove"
    QTest.keyClick(focus(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert world.stored["closures"] == ["2026-08-13..2026-08-15 お盆", "12-29..01-03 年末年始"]
    assert not world.part("closures-removed").isVisible()


def test_what_another_program_sets_is_shown(world: World) -> None:
    world.written_by_another(closures=["2026-08-13..2026-08-15 お盆"], special_days=[])
    world.session.look_for_settings()
    assert world.line("closures-1-name").text() == "お盆"


def test_holidays_are_switched_off_and_the_next_day_off_follows(world: World) -> None:
    line: QLabel = world.part("nextDayOff")
    assert line.text() == "次の休み: 11/23(月) 勤労感謝の日"
    world.part("setting-closed_on_holidays").click()
    assert world.stored["closed_on_holidays"] is False
    assert line.text() == "今後1年間に休業日はありません"
    add(world, "closures", "12/29", "1/3", "年末年始")
    assert line.text() == "次の休み: 12/29(火) 年末年始"


def test_the_answering_service_can_end_at_midnight(world: World) -> None:
    world.page.show_page("hours")
    world.enter("setting-service_closes", "24:00")
    assert world.stored["service_closes"] == "24:00"
    assert world.line("setting-service_closes").text() == "24:00"
    world.part("setting-service_days-7").click()
    assert world.stored["service_days"] == [1, 2, 3, 4, 5, 6]


def test_an_entry_left_half_typed_is_shown_before_the_window_closes(
    world: World, qtbot: QtBot
) -> None:
    add(world, "special_days", "2026/11/23")
    world.page.reject()
    assert world.page.isVisible()
    assert world.problem("special_days")
    world.part("special_days-1-remove").click()
    world.page.reject()
    qtbot.waitUntil(lambda: not world.page.isVisible())
