"""Due times: what the usual promises mean at this hour, in this office."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QDateTime, QTime, QTimeZone
from PySide6.QtWidgets import QPushButton

from callmemo.core.office import Office
from callmemo.desktop.form_due import Usual, offers
from callmemo.desktop.when_field import WhenField
from tests.desktop.form_world import JST, MORNING, FormWorld

OFFICE = Office(zone=JST)
FRIDAY = datetime(2026, 11, 27, 10, 15, tzinfo=JST)


def at(hour: int, minute: int = 0, day: datetime = MORNING) -> datetime:
    return day.replace(hour=hour, minute=minute)


@pytest.mark.parametrize(
    ("now", "missing"),
    [
        (at(9, 30), set()),
        (at(12, 30), {Usual.NOON}),
        (at(17, 29), {Usual.NOON}),
        (at(17, 30), {Usual.NOON, Usual.TODAY, Usual.HALF_HOUR, Usual.HOUR}),
        (at(10, day=FRIDAY + timedelta(1)), set(Usual) - {Usual.MORNING}),
    ],
)
def test_times_that_have_passed_are_not_offered(now: datetime, missing: set[Usual]) -> None:
    assert set(offers(now, OFFICE, None)) == set(Usual) - {Usual.OWN} - missing


def test_tomorrow_morning_is_the_next_working_day() -> None:
    assert offers(FRIDAY, OFFICE, None)[Usual.MORNING] == datetime(2026, 11, 30, 9, tzinfo=JST)


def test_within_today_ends_when_the_earlier_office_closes() -> None:
    assert offers(MORNING, OFFICE, None)[Usual.TODAY] == at(17, 30)
    assert offers(MORNING, OFFICE, time(16))[Usual.TODAY] == at(16)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis adds the zone
def test_every_offer_lies_ahead(now: datetime) -> None:
    # Whole minutes: the seconds that have passed are let go.
    assert all(due > now for due in offers(now, OFFICE, None).values())


def test_the_form_shows_only_hours_that_lie_ahead(new: FormWorld) -> None:
    assert new.find(QPushButton, "dueChips-noon").isVisible()
    new.now = at(16, 45)
    new.form._renew()
    assert not new.find(QPushButton, "dueChips-noon").isVisible()
    new.now = at(18)
    new.form._renew()
    assert not new.find(QPushButton, "dueChips-today").isVisible()
    assert "明日の朝 9:00" in new.says()


def test_what_is_usual_is_said_where_nothing_is_chosen(new: FormWorld) -> None:
    assert "指定がなければ 今日 17:30 まで" in new.says()
    new.click("urgent")
    assert "指定がなければ 今日 10:45 まで" in new.says()
    new.click("dueChips-hour")
    assert "今日 11:15 まで" in new.says()
    new.click("dueChips-hour")
    assert "指定がなければ" in new.says()


def test_an_own_time_is_read_on_the_office_clock(new: FormWorld) -> None:
    new.fill("name", "山田")
    new.click("dueChips-own")
    field = new.find(WhenField, "dueOwn")
    assert field.isVisible()
    assert field.moment == at(11)
    field.setDateTime(QDateTime(QDate(2026, 11, 25), QTime(15, 40), QTimeZone.utc()))
    new.form.save_and_tell()
    assert new.memos()[0].due_at == datetime(2026, 11, 25, 15, 40, tzinfo=JST)


def test_a_chosen_time_stays_while_the_clock_goes_on(new: FormWorld) -> None:
    new.fill("name", "山田")
    new.click("dueChips-half_hour")
    new.now += timedelta(minutes=20)
    new.form._renew()
    new.form.save_and_tell()
    assert new.memos()[0].due_at == at(10, 45)


def test_a_kept_time_comes_back_as_it_was(new: FormWorld) -> None:
    new.fill("name", "山田")
    new.click("dueChips-half_hour")
    new.form.close()
    new.now += timedelta(minutes=10)
    new.form.open_new()
    assert new.form._page.matter.due.due == at(10, 45)
    assert new.find(WhenField, "dueOwn").moment == at(10, 45)
