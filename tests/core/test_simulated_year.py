"""A year in the office: nothing promised is forgotten, nothing is said twice or after the end."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callmemo.core.calendar import Closure, Hours, SpecialDay
from callmemo.core.ladder import Rules
from callmemo.core.office import Office as Hours_
from callmemo.core.rungs import Ladder, Rung
from tests.core.simulated_office import DAY, MINUTE, Happening, Office

TOKYO = ZoneInfo("Asia/Tokyo")
NEW_YORK = ZoneInfo("America/New_York")
YEAR_END = Closure(datetime(2000, 12, 29).date(), datetime(2000, 1, 3).date(), "", yearly=True)  # noqa: DTZ001
SATURDAY = SpecialDay(datetime(2026, 5, 16).date(), Hours(time(10), time(15)))  # noqa: DTZ001
JAPAN = Rules(Hours_(TOKYO, closures=(YEAR_END,), special_days=(SATURDAY,)))
AMERICA = Rules(
    Hours_(
        NEW_YORK,
        opens=time(8, 30),
        closes=time(16, 45),
        workdays=frozenset(range(1, 7)),
        weekday_hours=((6, Hours(time(9), time(12))),),
        holidays=False,
    ),
    Ladder(urgent=(10, 20), before_closing=(90, 45, 20), left=10, manager="高橋"),
)
ACTIONS = ("finish", "snooze", "absent", "talk", "confirm", "hold", "reopen")

# Days that shrink

happenings = st.lists(
    st.builds(
        Happening,
        st.integers(0, 5 * 24 * 60),
        st.sampled_from(("take", "take", "take", "sleep", "jump", *ACTIONS)),
        st.integers(0, 3),
        st.integers(-120, 26 * 60),
        st.integers(0, 40),
    ),
    max_size=14,
)
starts = st.sampled_from(
    [
        datetime(2026, 11, 19, 0, 0, tzinfo=TOKYO),  # a long weekend comes
        datetime(2026, 12, 27, 0, 0, tzinfo=TOKYO),  # the year ends
        datetime(2026, 5, 12, 0, 0, tzinfo=TOKYO),  # open on a Saturday
        datetime(2026, 10, 29, 0, 0, tzinfo=NEW_YORK),  # clocks go back
        datetime(2026, 3, 6, 0, 0, tzinfo=NEW_YORK),  # clocks go forward
    ]
)


@settings(max_examples=400)
@given(starts, happenings)
def test_no_few_days_can_make_a_promise_forgotten(
    start: datetime, happened: list[Happening]
) -> None:
    office = Office(JAPAN if start.tzinfo is TOKYO else AMERICA, start)
    # A computer does not sleep backwards.
    fit = [each for each in happened if each.what != "sleep" or each.minutes > 0]
    office.live(fit, start + 6 * DAY)


@settings(max_examples=12)
@given(starts, happenings)
def test_waiting_for_the_next_time_gives_what_looking_every_minute_gives(
    start: datetime, happened: list[Happening]
) -> None:
    rules = JAPAN if start.tzinfo is TOKYO else AMERICA
    fit = [replace(each, minute=each.minute // 2) for each in happened]
    fit = [each for each in fit if each.what != "sleep" or each.minutes > 0]
    waits, walks = Office(rules, start), Office(rules, start, walks=True)
    for office in (waits, walks):
        office.live(fit, start + 4 * DAY)
    assert sorted(waits.told) == sorted(walks.told)


# A year


def a_year(seed: int, calls_a_day: int) -> Iterator[Happening]:
    """Make up a year: calls mostly in office hours, most of them finished the same day."""
    chance = random.Random(seed)
    taken = 0
    for day in range(365):
        for _ in range(chance.randint(calls_a_day // 2, calls_a_day * 3 // 2)):
            minute = day * 1440 + int(chance.triangular(7 * 60, 21 * 60, 11 * 60))
            due = chance.choice((0, 0, 0, 30, 60, 240, 1440, 4320))
            yield Happening(minute, "take", taken, due, chance.randrange(64))
            for _ in range(chance.randrange(4)):
                minute += chance.randint(1, 240)
                later = chance.choice((15, 30, 60, 180, 1440))
                yield Happening(minute, chance.choice(ACTIONS), taken, later)
            if chance.random() < 0.97:
                yield Happening(minute + chance.randint(1, 600), "finish", taken)
            taken += 1
        if chance.random() < 0.3:
            length = chance.choice((20, 90, 400, 900))
            yield Happening(day * 1440 + chance.randrange(1440), "sleep", 0, length)
        if chance.random() < 0.05:
            jump = chance.choice((-60, -10, -1, 1, 10, 60))
            yield Happening(day * 1440 + chance.randrange(1440), "jump", 0, jump)
        # Now and then they finish what is old, so that the office does not drown.
        if day % 5 == 0:
            yield Happening(day * 1440 + 11 * 60, "sweep", 0, 5 * 1440)


@pytest.mark.parametrize(
    ("rules", "zone", "seed"), [(JAPAN, TOKYO, 1), (AMERICA, NEW_YORK, 2)], ids=["tokyo", "ny"]
)
def test_a_year_with_five_thousand_memos_forgets_none(
    rules: Rules, zone: ZoneInfo, seed: int
) -> None:
    start = datetime(2026, 1, 1, tzinfo=zone)
    office = Office(rules, start)
    office.live(a_year(seed, calls_a_day=15), start + 365 * DAY)
    assert len(office.memos) > 5000
    assert office.checked > 2000, "many were open in a last minute, and had been named"
    assert set(office.by_rung) == set(Rung)


@pytest.mark.slow
def test_a_year_with_a_hundred_thousand_memos_forgets_none() -> None:
    start = datetime(2026, 1, 1, tzinfo=TOKYO)
    office = Office(JAPAN, start)
    office.live(a_year(3, calls_a_day=280), start + timedelta(days=365))
    assert len(office.memos) > 100_000
    assert office.checked > 10_000


def test_the_simulation_can_fail() -> None:
    """Without rungs on the way to closing a call of the day goes by unnamed, and is found."""
    silent = Rules(JAPAN.office, Ladder((), 0, None, (), 0, 0, (), 0))
    start = datetime(2026, 11, 24, tzinfo=TOKYO)
    call_at_ten = Happening(600, "take", 0, 0, 0)
    with pytest.raises(AssertionError, match="not named"):
        Office(silent, start).live([call_at_ten], start + DAY)
    Office(JAPAN, start).live([call_at_ten], start + DAY + MINUTE)
