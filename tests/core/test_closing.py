"""The day in figures, as the closing screen shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from callmemo.core.closing import check_again, tally
from callmemo.core.memo import Memo
from callmemo.core.vocabulary import Status
from tests.office_day import DAY, OFFICE, TEN, at, call

BOUNDS = OFFICE.day_bounds(OFFICE.today(TEN))


def memo(name: str, **fields: object) -> Memo:
    """A memo taken at ten, due at noon."""
    made = Memo(name, name, TEN, call(name, due_at=at("12:00")), Status.NEW)
    return replace(made, **fields)  # type: ignore[arg-type] # fields of a memo


def called(name: str, clock: str) -> Memo:
    return memo(name, status=Status.DONE, called_back_at=at(clock), closed_at=at(clock))


def test_an_empty_day_is_done() -> None:
    figures = tally([], [], [], BOUNDS)
    assert figures.is_done
    assert (figures.settled, figures.total, figures.median) == (0, 0, None)


def test_what_is_closed_or_carried_is_settled() -> None:
    closed = called("a", "11:00")
    carried = memo("b", carried_at=at("17:00"), carried_until=at("9:00", 1))
    left = memo("c")
    figures = tally([closed, carried, left], [carried], [left], BOUNDS)
    assert (figures.closed, figures.carried, figures.open) == (1, 1, 1)
    assert (figures.settled, figures.total) == (2, 3)
    assert not figures.is_done


def test_a_memo_named_twice_counts_once() -> None:
    closed = called("a", "11:00")
    assert tally([closed, closed], [], [], BOUNDS).closed == 1


def test_callbacks_are_measured_against_their_promise() -> None:
    day = [called("a", "10:10"), called("b", "10:30"), called("c", "12:01")]
    figures = tally(day, [], [], BOUNDS)
    assert (figures.called_back, figures.on_time) == (3, 2)
    assert figures.median == timedelta(minutes=30)


def test_another_days_callback_and_a_mistake_count_for_nothing() -> None:
    yesterday = memo("a", status=Status.DONE, called_back_at=TEN - DAY, closed_at=TEN - DAY)
    mistake = memo("b", status=Status.CANCELLED, closed_at=at("11:00"))
    figures = tally([yesterday, mistake], [], [], BOUNDS)
    assert (figures.closed, figures.called_back, figures.total) == (0, 0, 0)


@pytest.mark.parametrize(
    ("now", "again"),
    [
        ("17:05", "17:20"),
        ("16:30", "16:45"),
        ("17:10", "17:20"),
        ("17:15", "17:25"),
        ("18:00", "18:10"),
    ],
)
def test_the_check_comes_again_before_closing_while_there_is_time(now: str, again: str) -> None:
    found: datetime = check_again(at(now), at("17:30"))
    assert found == at(again)
