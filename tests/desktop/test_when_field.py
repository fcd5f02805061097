"""A field for a day and an hour on the office's clock, wherever this desktop stands."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget
from pytestqt.qtbot import QtBot

from callmemo.core.office import Office
from callmemo.desktop.theme import Theme
from callmemo.desktop.when_field import WhenField
from tests.office_day import OFFICE

NEW_YORK = Office(ZoneInfo("America/New_York"))


def test_it_shows_the_office_s_clock(theme: Theme, qtbot: QtBot) -> None:
    field = WhenField(OFFICE, "when")
    qtbot.addWidget(field)
    field.show_moment(datetime(2026, 11, 24, 7, 20, 59, tzinfo=UTC))
    assert field.text() == "2026/11/24 16:20"
    assert field.moment == datetime(2026, 11, 24, 7, 20, tzinfo=UTC)
    assert field.moment.tzinfo is OFFICE.zone


@pytest.mark.parametrize("office", [OFFICE, NEW_YORK], ids=["Tokyo", "New York"])
@given(moment=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis asks for naive limits and adds the zone
def test_what_is_shown_is_what_comes_back(
    qapp: QApplication, office: Office, moment: datetime
) -> None:
    field = WhenField(office, "when")
    field.show_moment(moment)
    shown = office.local(moment)
    back = field.moment
    assert (back.date(), back.hour, back.minute) == (shown.date(), shown.hour, shown.minute)


def test_an_hour_that_no_clock_shows_can_still_be_typed(qapp: QApplication) -> None:
    # In spring the clocks of New York go from 2 to 3; Qt would refuse half past two.
    field = WhenField(NEW_YORK, "when")
    field.show_moment(datetime(2026, 3, 8, 0, 30, tzinfo=NEW_YORK.zone))
    field.setTime(field.time().addSecs(2 * 3600))
    assert field.text() == "2026/03/08 02:30"


def test_its_calendar_is_built_when_it_is_opened_and_no_day_in_it_is_red(
    theme: Theme, qtbot: QtBot
) -> None:
    field = WhenField(OFFICE, "when")
    qtbot.addWidget(field)
    field.show_moment(datetime(2026, 11, 24, 16, 20, tzinfo=OFFICE.zone))
    field.show()
    qtbot.waitActive(field)
    assert field.findChild(QCalendarWidget) is None
    arrow = QPoint(field.width() - 10, field.height() // 2)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=arrow)
    calendar = field.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    assert calendar.isVisible()
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        ink = calendar.weekdayTextFormat(day).foreground()
        assert ink.style() is Qt.BrushStyle.NoBrush
    assert calendar.selectedDate().toString("yyyy-MM-dd") == "2026-11-24"
    calendar.window().close()


def test_it_is_set_by_keyboard(theme: Theme, qtbot: QtBot) -> None:
    field = WhenField(OFFICE, "when")
    qtbot.addWidget(field)
    field.show_moment(datetime(2026, 11, 24, 16, 20, tzinfo=OFFICE.zone))
    field.show()
    field.setFocus()
    qtbot.waitActive(field)
    field.setCurrentSection(field.Section.HourSection)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.moment.hour == 17
    field.setSelectedSection(field.Section.MinuteSection)
    QTest.keyClicks(field, "45")
    assert (field.moment.hour, field.moment.minute) == (17, 45)
