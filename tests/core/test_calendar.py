from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import holidays
import jpholiday
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from callmemo.core.calendar import (
    Calendar,
    Closed,
    Closure,
    Hours,
    SpecialDay,
    public_holiday,
)

TOKYO = ZoneInfo("Asia/Tokyo")
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
NOTHING = timedelta()
OFFICE = Calendar(TOKYO)
NEW_YEAR = Closure(date(2000, 12, 29), date(2000, 1, 3), "年末年始", yearly=True)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO)


def every_day(first: int, last: int) -> Iterator[date]:
    day = date(first, 1, 1)
    while day.year <= last:
        yield day
        day += DAY


# Public holidays


def test_holidays_agree_with_an_independent_library_on_every_day_from_1955_to_2099() -> None:
    other = holidays.country_holidays("JP", years=range(1955, 2100))
    differing = [
        day for day in every_day(1955, 2099) if bool(public_holiday(day)) != (day in other)
    ]
    assert differing == []


def test_the_kept_library_differs_only_where_it_runs_ahead_of_the_law() -> None:
    """It moves a holiday off a Sunday before Law No. 10 of 12 April 1973 allowed that.

    And it makes the day between two holidays one before Law No. 103 of 27 December 1985 did.
    """
    other = holidays.country_holidays("JP", years=range(1955, 2100))
    ahead = [day for day in every_day(1955, 2099) if jpholiday.is_holiday(day) and day not in other]
    behind = [
        day for day in every_day(1955, 2099) if day in other and not jpholiday.is_holiday(day)
    ]
    moved = date(1973, 2, 12)
    assert behind == []
    assert moved in ahead
    assert moved.weekday() == 0
    assert moved < date(1973, 4, 12)
    between = [day for day in ahead if day != moved]
    assert len(between) == 26
    assert all((day.month, day.day) == (5, 4) and day < date(1985, 12, 27) for day in between)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-05-06", "憲法記念日 振替休日"),
        ("2026-09-22", "国民の休日"),
        ("2019-05-01", "天皇の即位の日"),
        ("2020-07-24", "スポーツの日"),
        ("2021-10-11", ""),
        ("1973-04-30", "天皇誕生日 振替休日"),
        ("1988-05-04", "国民の休日"),
        ("1984-05-04", ""),
        ("2026-11-24", ""),
    ],
)
def test_holidays_are_named(day: str, name: str) -> None:
    assert public_holiday(date.fromisoformat(day)) == name


# Which days


def test_a_day_says_why_it_is_closed() -> None:
    office = Calendar(TOKYO, closures=(NEW_YEAR,))
    assert office.closed(date(2026, 11, 24)) is None
    assert office.closed(date(2026, 11, 21)) == (Closed.WEEKDAY, "")
    assert office.closed(date(2026, 11, 23)) == (Closed.HOLIDAY, "勤労感謝の日")
    assert office.closed(date(2026, 12, 29)) == (Closed.CLOSURE, "年末年始")


def test_an_office_may_be_open_on_public_holidays() -> None:
    assert Calendar(TOKYO, holidays=False).is_workday(date(2026, 11, 23))


@pytest.mark.parametrize(
    ("day", "covered"),
    [
        ("2026-12-28", False),
        ("2026-12-29", True),
        ("2027-01-03", True),
        ("2027-01-04", False),
        ("2035-12-31", True),
    ],
)
def test_a_yearly_closure_runs_over_new_year(day: str, covered: bool) -> None:
    assert NEW_YEAR.covers(date.fromisoformat(day)) is covered


def test_a_yearly_closure_within_a_year_covers_its_days_only() -> None:
    obon = Closure(date(2000, 8, 13), date(2000, 8, 15), "お盆", yearly=True)
    days = [day for day in every_day(2027, 2027) if obon.covers(day)]
    assert days == [date(2027, 8, 13), date(2027, 8, 14), date(2027, 8, 15)]


def test_a_dated_closure_is_over_after_it() -> None:
    once = Closure(date(2026, 8, 12), date(2026, 8, 14))
    assert [day for day in every_day(2026, 2027) if once.covers(day)] == [
        date(2026, 8, 12),
        date(2026, 8, 13),
        date(2026, 8, 14),
    ]


def test_a_special_day_opens_the_office_whatever_day_it_is() -> None:
    fair = SpecialDay(date(2026, 12, 29), Hours(time(10), time(15)), "展示会")
    office = Calendar(TOKYO, closures=(NEW_YEAR,), special_days=(fair,))
    assert office.is_workday(fair.day)
    assert office.opening(fair.day) == at("2026-12-29 10:00")
    assert office.closing(fair.day) == at("2026-12-29 15:00")
    assert office.next_workday(date(2026, 12, 28)) == fair.day
    assert office.next_workday(fair.day) == date(2027, 1, 4)


def test_each_weekday_can_have_its_own_hours() -> None:
    saturday = (6, Hours(time(9), time(12)))
    office = Calendar(TOKYO, workdays=frozenset(range(1, 7)), weekday_hours=(saturday,))
    assert office.closing(date(2026, 11, 28)) == at("2026-11-28 12:00")
    assert office.closing(date(2026, 11, 27)) == at("2026-11-27 17:30")
    assert office.working_spans(date(2026, 11, 28)) == (
        (at("2026-11-28 09:00"), at("2026-11-28 12:00")),
    )


def test_a_closed_day_has_the_hours_that_it_would_have() -> None:
    assert OFFICE.closing(date(2026, 11, 22)) == at("2026-11-22 17:30")


def test_service_hours_may_end_at_midnight() -> None:
    service = Calendar(TOKYO, time(9), time(), time(), time(), frozenset(range(1, 8)))
    assert service.is_open(at("2026-11-24 23:59"))
    assert service.closing(date(2026, 11, 24)) == at("2026-11-25 00:00")
    assert not service.is_open(at("2026-11-25 00:00"))


def test_an_office_that_never_opens_ends_no_search() -> None:
    never = Calendar(TOKYO, closures=(Closure(date(1, 1, 1), date(9999, 12, 31)),))
    now = at("2026-11-24 10:00")
    assert never.next_workday(date(2026, 11, 24)) == date(2026, 11, 25)
    assert never.add(now, HOUR) == now + HOUR
    assert never.between(now, now + 9 * DAY) == NOTHING
    eats = Calendar(TOKYO, lunch_from=time(9), lunch_until=time(17, 30))
    assert eats.add(now, HOUR) == now + HOUR


# Moments


@pytest.mark.parametrize(
    ("moment", "open_", "lunch"),
    [
        ("2026-11-24 08:59:59", False, False),
        ("2026-11-24 09:00", True, False),
        ("2026-11-24 12:00", True, True),
        ("2026-11-24 13:00", True, False),
        ("2026-11-24 17:29:59", True, False),
        ("2026-11-24 17:30", False, False),
        ("2026-11-23 10:00", False, False),
        ("2026-11-22 12:30", False, False),
    ],
)
def test_the_office_is_open_from_opening_until_closing(
    moment: str, open_: bool, lunch: bool
) -> None:
    assert OFFICE.is_open(at(moment)) is open_
    assert OFFICE.is_lunch(at(moment)) is lunch


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        ("2026-11-24 08:00", "2026-11-24 09:00"),
        ("2026-11-24 09:00", "2026-11-25 09:00"),
        ("2026-11-24 18:00", "2026-11-25 09:00"),
        ("2026-11-20 18:00", "2026-11-24 09:00"),
        ("2026-12-28 18:00", "2027-01-04 09:00"),
    ],
)
def test_the_next_opening_is_on_the_next_working_day(moment: str, opening: str) -> None:
    office = Calendar(TOKYO, closures=(NEW_YEAR,))
    assert office.next_opening(at(moment)) == at(opening)


def test_when_open_keeps_a_moment_within_hours_and_moves_others_to_the_opening() -> None:
    assert OFFICE.when_open(at("2026-11-24 10:10")) == at("2026-11-24 10:10")
    assert OFFICE.when_open(at("2026-11-24 17:30")) == at("2026-11-25 09:00")


@pytest.mark.parametrize(
    ("moment", "last"),
    [
        ("2026-11-24 08:00", "2026-11-24 17:29"),
        ("2026-11-24 17:29:30", "2026-11-24 17:29"),
        ("2026-11-24 17:30", "2026-11-25 17:29"),
        ("2026-11-21 12:00", "2026-11-24 17:29"),
    ],
)
def test_the_last_moment_is_a_minute_before_closing(moment: str, last: str) -> None:
    assert OFFICE.last_moment_before_closing(at(moment)) == at(last)


# Working time


@pytest.mark.parametrize(
    ("moment", "minutes", "result"),
    [
        ("2026-11-24 10:00", 0, "2026-11-24 10:00"),
        ("2026-11-24 10:00", 60, "2026-11-24 11:00"),
        ("2026-11-24 11:00", 60, "2026-11-24 12:00"),
        ("2026-11-24 11:30", 60, "2026-11-24 13:30"),
        ("2026-11-24 12:20", 30, "2026-11-24 13:30"),
        ("2026-11-24 17:00", 30, "2026-11-24 17:30"),
        ("2026-11-24 17:00", 31, "2026-11-25 09:01"),
        ("2026-11-20 17:00", 60, "2026-11-24 09:30"),
        ("2026-11-22 03:00", 450, "2026-11-24 17:30"),
        ("2026-12-28 17:00", 60, "2027-01-04 09:30"),
    ],
)
def test_working_time_is_added_without_lunch_nights_and_rest_days(
    moment: str, minutes: int, result: str
) -> None:
    office = Calendar(TOKYO, closures=(NEW_YEAR,))
    assert office.add(at(moment), minutes * MINUTE) == at(result)


@pytest.mark.parametrize("until", [time(12), time(11)])
def test_a_lunch_that_ends_before_it_begins_is_none(until: time) -> None:
    through = Calendar(TOKYO, lunch_from=time(12), lunch_until=until)
    day = date(2026, 11, 24)
    assert through.working_spans(day) == ((at("2026-11-24 09:00"), at("2026-11-24 17:30")),)
    assert not through.is_lunch(at("2026-11-24 12:00"))


def test_a_working_week_is_five_days_of_seven_and_a_half_hours() -> None:
    assert OFFICE.between(at("2026-11-30 00:00"), at("2026-12-07 00:00")) == 37.5 * HOUR
    assert OFFICE.between(at("2026-12-07 00:00"), at("2026-11-30 00:00")) == -37.5 * HOUR


def test_working_time_cannot_be_taken_away() -> None:
    with pytest.raises(ValueError, match="taken away"):
        OFFICE.add(at("2026-11-24 10:00"), -MINUTE)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("America/New_York", "2026-03-08", 23),
        ("America/New_York", "2026-11-01", 25),
        ("Europe/London", "2026-03-29", 23),
        ("Europe/London", "2026-10-25", 25),
        ("Australia/Lord_Howe", "2026-10-04", 23.5),
        ("Australia/Lord_Howe", "2026-04-05", 24.5),
        ("Asia/Tokyo", "2026-10-04", 24),
    ],
)
def test_a_day_on_which_clocks_change_has_the_hours_that_pass(
    zone: str, day: str, hours: float
) -> None:
    always = Calendar(
        ZoneInfo(zone), time(), time(), time(), time(), frozenset(range(1, 8)), holidays=False
    )
    start, end = always.day_bounds(date.fromisoformat(day))
    assert always.between(start, end) == hours * HOUR
    assert always.add(start, hours * HOUR) == end


def test_times_of_the_hour_that_comes_twice_are_told_apart() -> None:
    night = Calendar(
        ZoneInfo("America/New_York"),
        time(0, 30),
        time(3),
        time(),
        time(),
        frozenset(range(1, 8)),
        holidays=False,
    )
    first = datetime(2026, 11, 1, 1, 30, tzinfo=night.zone)
    second = first.replace(fold=1)
    assert night.between(first, second) == HOUR
    assert night.add(first, HOUR) == second.astimezone(UTC)


ZONES = ("Asia/Tokyo", "America/New_York", "Europe/London", "Australia/Lord_Howe", "Africa/Cairo")
CLOCKS = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    opens, lunch_from, lunch_until, closes = sorted(draw(st.lists(CLOCKS, min_size=4, max_size=4)))
    assume(opens < closes)
    first = draw(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
    closure = Closure(first, first + draw(st.integers(0, 20)) * DAY, yearly=draw(st.booleans()))
    special = SpecialDay(draw(st.dates(date(2026, 1, 1), date(2027, 12, 31))), Hours(opens, closes))
    return Calendar(
        ZoneInfo(draw(st.sampled_from(ZONES))),
        opens,
        closes,
        lunch_from,
        lunch_until,
        draw(st.frozensets(st.integers(1, 7), min_size=1)),
        ((6, Hours(time(8), time(12))),),
        holidays=draw(st.booleans()),
        closures=(closure,),
        special_days=(special,),
    )


MOMENTS = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 - hypothesis asks for naive limits
    datetime(2027, 12, 31),  # noqa: DTZ001 - the same
    timezones=st.sampled_from([UTC, timezone(9 * HOUR), *map(ZoneInfo, ZONES)]),
)
SPANS = st.timedeltas(NOTHING, timedelta(hours=60))


@given(calendars(), MOMENTS, SPANS)
def test_what_is_added_is_what_lies_between(
    office: Calendar, moment: datetime, span: timedelta
) -> None:
    # By then special days are over: an office that has stopped opening adds by the clock.
    assume(any(office.working_spans(day) for day in every_day(2028, 2028)))
    assert office.between(moment, office.add(moment, span)) == span


@given(calendars(), MOMENTS, SPANS, SPANS)
def test_adding_twice_is_adding_the_sum(
    office: Calendar, moment: datetime, one: timedelta, two: timedelta
) -> None:
    assert office.add(office.add(moment, one), two) == office.add(moment, one + two)


@given(calendars(), MOMENTS, MOMENTS, MOMENTS)
def test_working_time_adds_up_and_never_exceeds_the_clock(
    office: Calendar, one: datetime, two: datetime, three: datetime
) -> None:
    one, two, three = sorted(moment.astimezone(UTC) for moment in (one, two, three))
    assert office.between(one, two) + office.between(two, three) == office.between(one, three)
    assert NOTHING <= office.between(one, three) <= three - one


@given(calendars(), MOMENTS)
def test_moments_found_lie_where_they_should(office: Calendar, moment: datetime) -> None:
    utc = moment.astimezone(UTC)
    opening = office.next_opening(moment)
    assert opening > utc
    assert office.closing(office.working_day(moment)) > utc
    assert office.next_morning(moment) > utc
    found = office.when_open(moment)
    assert found >= utc
    assert (found == moment) or not office.is_open(moment)


@given(calendars(), MOMENTS, MOMENTS)
def test_no_opening_lies_between_a_moment_and_the_next_opening(
    office: Calendar, moment: datetime, other: datetime
) -> None:
    opening = office.next_opening(moment).astimezone(UTC)
    if moment.astimezone(UTC) < other.astimezone(UTC) < opening:
        assert office.next_opening(other) == opening
