"""Days of the office in words: open or closed, why, and which day off comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from callmemo import day_words, words
from callmemo.core.calendar import Calendar, Closure, Hours, SpecialDay

OFFICE = Calendar(ZoneInfo("Asia/Tokyo"))
YEAR_END = Closure(date(2000, 12, 29), date(2000, 1, 3), "年末年始", yearly=True)
FAIR = SpecialDay(date(2026, 11, 23), Hours(time(10), time()), "展示会")
FRIDAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def japanese() -> Iterator[None]:
    before = words.language()
    words.use("ja")
    yield
    words.use(before)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 20), "営業日 9:00–17:30"),
        (date(2026, 11, 21), "休業日（定休日）"),
        (date(2026, 11, 3), "休業日: 文化の日（祝日）"),
        (date(2026, 12, 30), "休業日: 年末年始"),
        (date(2026, 11, 23), "営業日 10:00–24:00（展示会）"),
    ],
)
def test_a_day_is_said_with_its_reason_and_hours(day: date, said: str) -> None:
    office = replace(OFFICE, closures=(YEAR_END,), special_days=(FAIR,))
    assert day_words.about(day, office) == said


def test_closures_and_special_days_without_a_name_are_said_too() -> None:
    closed = replace(OFFICE, closures=(Closure(FRIDAY, FRIDAY),))
    assert day_words.about(FRIDAY, closed) == "休業日: 臨時休業"
    special = replace(OFFICE, special_days=(SpecialDay(FRIDAY, Hours(time(9), time(12))),))
    assert day_words.about(FRIDAY, special) == "営業日 9:00–12:00（特別な営業日）"


@pytest.mark.parametrize(
    ("office", "said"),
    [
        (OFFICE, "次の休み: 11/23(月) 勤労感謝の日"),
        (replace(OFFICE, special_days=(FAIR,)), "次の休み: 2027/1/1(金) 元日"),
        (replace(OFFICE, holidays=False), ""),
        (replace(OFFICE, holidays=False, closures=(YEAR_END,)), "次の休み: 12/29(火) 年末年始"),
        # On a Monday nobody works here anyway.
        (replace(OFFICE, workdays=frozenset({2, 3})), "次の休み: 2027/2/23(火) 天皇誕生日"),
    ],
)
def test_the_next_day_off_is_one_that_is_no_usual_one(office: Calendar, said: str) -> None:
    assert day_words.next_day_off(FRIDAY, office) == said


def test_today_is_no_next_day_off() -> None:
    assert OFFICE.next_day_off(date(2026, 11, 22)) == (date(2026, 11, 23), "勤労感謝の日")
    assert OFFICE.next_day_off(date(2026, 11, 23)) == (date(2027, 1, 1), "元日")
