"""Filters are read as people type them, and said as they are meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmemo import words
from callmemo.core.search import Search
from callmemo.core.vocabulary import Status
from callmemo.search_words import (
    OPEN,
    Period,
    days_named,
    period_days,
    read_search,
    said_filters,
)

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def japanese() -> Iterator[None]:
    words.use("ja")
    yield
    words.use("en")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("山田", {"text": "山田"}),
        ("山田　 0142", {"text": "山田 0142"}),
        ("山田 宛:鈴木", {"text": "山田", "addressee": "鈴木"}),
        ("宛：鈴木", {"addressee": "鈴木"}),
        ("for:鈴木", {"addressee": "鈴木"}),
        ("状況:保留", {"statuses": frozenset({Status.ON_HOLD})}),
        ("状況:on_hold", {"statuses": frozenset({Status.ON_HOLD})}),
        ("状況:未完了", {"statuses": OPEN}),
        ("状況:保留 状況:取消", {"statuses": frozenset({Status.ON_HOLD, Status.CANCELLED})}),
        ("日:昨日", {"first_day": date(2026, 11, 23), "last_day": date(2026, 11, 23)}),
        ("日:11/20-11/22", {"first_day": date(2026, 11, 20), "last_day": date(2026, 11, 22)}),
        ("日:12/24", {"first_day": date(2025, 12, 24), "last_day": date(2025, 12, 24)}),
        ("日:2026-11-20..2026-11-22",
         {"first_day": date(2026, 11, 20), "last_day": date(2026, 11, 22)}),
        ("日:11/20~", {"first_day": date(2026, 11, 20)}),
        ("日:-11/22", {"last_day": date(2026, 11, 22)}),
        ("http://x.example/日:", {"text": "http://x.example/日:"}),
        ("12:30", {"text": "12:30"}),
    ],
)  # fmt: skip
def test_filters_are_typed_among_the_words(typed: str, expected: dict[str, Any]) -> None:
    read = read_search(typed, TODAY)
    assert read.search == Search(**expected)
    assert read.unread == ()


@pytest.mark.parametrize("typed", ["日:", "日:11/", "日:2/30", "日:-", "状況:", "状況:ない", "宛:"])
def test_what_cannot_be_read_is_named_and_asks_for_nothing(typed: str) -> None:
    read = read_search(f"山田 {typed}", TODAY)
    assert (read.search, read.unread) == (Search("山田"), (typed,))


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period.TODAY, date(2026, 11, 24), date(2026, 11, 24)),
        (Period.YESTERDAY, date(2026, 11, 23), date(2026, 11, 23)),
        (Period.THIS_WEEK, date(2026, 11, 23), date(2026, 11, 29)),
        (Period.LAST_WEEK, date(2026, 11, 16), date(2026, 11, 22)),
        (Period.THIS_MONTH, date(2026, 11, 1), date(2026, 11, 30)),
        (Period.LAST_MONTH, date(2026, 10, 1), date(2026, 10, 31)),
    ],
)
def test_periods_have_their_days(period: Period, first: date, last: date) -> None:
    assert period_days(period, TODAY) == (first, last)


@given(st.text(max_size=40), st.dates(date(2000, 2, 1), date(2199, 12, 31)))
def test_any_text_is_read_without_loss(typed: str, today: date) -> None:
    read = read_search(typed, today)
    assert {*read.search.text.split(), *read.unread} <= set(typed.split())
    if ":" not in typed and "：" not in typed:
        assert read.search == Search(" ".join(typed.split()))


@given(st.dates(date(2000, 2, 1), date(2199, 12, 31)), st.sampled_from(Period))
def test_what_is_said_of_days_can_be_typed(today: date, period: Period) -> None:
    assert days_named(period.value, today) == period_days(period, today)
    first, last = period_days(period, today)
    typed = f"{first:%Y/%m/%d}-{last:%Y/%m/%d}"
    assert days_named(typed, today) == (first, last)


def test_filters_are_said_in_one_line() -> None:
    search = Search("x", "鈴木", OPEN, date(2026, 11, 23), date(2026, 11, 29), urgent=True)
    assert said_filters(search, TODAY) == "鈴木宛 · 未完了 · 今週 · 至急"
    assert said_filters(Search("x"), TODAY) == ""
