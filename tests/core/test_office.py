"""By when a memo without a named time is due, as the office's norm says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from callmemo.core.memo import Draft
from callmemo.core.office import Office
from callmemo.core.vocabulary import CallbackReason, Request, Urgency
from tests.office_day import DAY, HOUR, OFFICE, TOKYO, at

CALL_BACK = Draft(request=Request.PLEASE_CALL_BACK)
URGENT = Draft(request=Request.PLEASE_CALL_BACK, urgency=Urgency.URGENT, urgent_reason="店頭")
THEY_CALL = Draft(request=Request.WILL_CALL_AGAIN)
AWAY, AUTHORITY, CHECKING = (
    Draft(request=Request.THEY_CALL_BACK, callback_reason=reason) for reason in CallbackReason
)


def closing_at(clock: str, draft: Draft) -> Draft:
    return replace(draft, their_closing=at(clock).time())


@pytest.mark.parametrize(
    ("draft", "now", "due"),
    [
        (CALL_BACK, at("10:00"), at("17:30")),
        (CALL_BACK, at("17:29"), at("17:30")),
        (CALL_BACK, at("17:30"), at("10:00", 1)),
        (CALL_BACK, at("22:00"), at("10:00", 1)),
        (CALL_BACK, at("2:00"), at("10:00")),
        (CALL_BACK, at("8:50"), at("10:00")),
        (CALL_BACK, at("18:00", 3), at("10:00", 6)),
        (CALL_BACK, at("11:00", 4), at("10:00", 6)),
        (closing_at("16:00", CALL_BACK), at("10:00"), at("16:00")),
        (closing_at("19:00", CALL_BACK), at("10:00"), at("17:30")),
        (closing_at("9:30", CALL_BACK), at("10:00"), at("17:30")),
        (URGENT, at("10:00"), at("10:30")),
        (URGENT, at("17:10"), at("17:30")),
        (closing_at("10:15", URGENT), at("10:00"), at("10:15")),
        (URGENT, at("2:00"), at("9:30")),
        (URGENT, at("18:00"), at("9:30", 1)),
        (THEY_CALL, at("10:00"), at("17:00")),
        (THEY_CALL, at("17:10"), at("17:30")),
        (THEY_CALL, at("18:00"), at("17:00", 1)),
        (closing_at("16:00", THEY_CALL), at("10:00"), at("15:30")),
        (closing_at("16:00", THEY_CALL), at("15:45"), at("16:00")),
        (closing_at("18:00", THEY_CALL), at("10:00"), at("17:30")),
        (closing_at("21:00", THEY_CALL), at("10:00"), at("17:30")),
        (AWAY, at("10:00"), at("17:00")),
        (closing_at("16:00", AWAY), at("10:00"), at("15:30")),
        (CHECKING, at("10:00"), at("13:00")),
        (CHECKING, at("14:00"), at("16:00")),
        (CHECKING, at("16:40"), at("17:00")),
        (CHECKING, at("18:00"), at("11:00", 1)),
        (closing_at("12:00", CHECKING), at("10:00"), at("11:30")),
        (AUTHORITY, at("10:00"), at("10:00", 1)),
        (AUTHORITY, at("16:00", 3), at("10:00", 6)),
        (Draft(request=Request.WE_CALL_AGAIN), at("10:00"), at("10:00", 1)),
        (Draft(request=Request.WE_CALL_AGAIN), at("10:00", 3), at("10:00", 6)),
        (Draft(request=Request.RETURNED_CALL), at("10:00"), at("17:30")),
        (Draft(request=Request.MESSAGE), at("10:00"), None),
        (Draft(request=Request.CALLED), at("10:00"), None),
        (Draft(request=Request.VISITED), at("10:00"), None),
    ],
)
def test_the_default_due_time(draft: Draft, now: datetime, due: datetime | None) -> None:
    assert OFFICE.default_due(draft, now) == due
    assert OFFICE.default_due(draft, now.astimezone(UTC)) == due


ZONES = ("Asia/Tokyo", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Asia/Kathmandu",
         "Australia/Lord_Howe", "Pacific/Apia", "UTC")  # fmt: skip
moments = st.integers(1_325_600_000, 1_924_900_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
) | st.sampled_from(
    [
        # Around the hours at which clocks change, or midnight was not there.
        datetime(2026, 3, 29, 0, 59, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 59, tzinfo=UTC),
        datetime(2026, 3, 8, 6, 59, tzinfo=UTC),
        datetime(2018, 11, 4, 2, 59, tzinfo=UTC),
    ]
)
hours = st.times(time(0, 0), time(23, 58)).map(lambda t: t.replace(second=0, microsecond=0))


def office_of(zone: str, opens: time, length: int, days: frozenset[int]) -> Office:
    minutes = min(opens.hour * 60 + opens.minute + length, 24 * 60 - 1)
    closes = time(minutes // 60, minutes % 60)
    return Office(ZoneInfo(zone), opens=opens, closes=closes, workdays=days)


offices = st.builds(
    office_of,
    st.sampled_from(ZONES),
    hours,
    st.integers(1, 12 * 60),
    st.frozensets(st.integers(1, 7), min_size=1),
)
drafts = st.builds(
    Draft,
    request=st.sampled_from(Request),
    urgency=st.sampled_from(Urgency),
    their_closing=st.none() | hours,
    callback_reason=st.none() | st.sampled_from(CallbackReason),
)


@settings(max_examples=1500)
@given(office=offices, draft=drafts, now=moments)
@example(office=OFFICE, draft=URGENT, now=at("17:29") + timedelta(seconds=59))
def test_a_default_is_always_ahead_on_a_working_day_within_its_hours(
    office: Office, draft: Draft, now: datetime
) -> None:
    due = office.default_due(draft, now)
    if due is None:
        return
    assert due > now
    # An office open on Mondays only can meet two holidays in a row.
    assert due - now < 31 * DAY
    local = office.local(due)
    assert office.is_workday(local.date())
    # Where clocks change at night, opening and closing are what the zone makes of them.
    assert due <= office.closing(local.date())


@settings(max_examples=500)
@given(office=offices, now=moments)
def test_days_follow_each_other_without_gap_or_overlap(office: Office, now: datetime) -> None:
    day = office.today(now)
    start, end = office.day_bounds(day)
    assert start <= now < end
    assert office.day_bounds(day + DAY)[0] == end
    assert office.day_bounds(day - DAY)[1] == start


def test_a_span_before_closing_is_real_time_where_clocks_change_that_night() -> None:
    office = Office(ZoneInfo("Europe/Berlin"), opens=time(0, 0), closes=time(3, 30))
    change = date(2026, 3, 29)
    closing = office.closing(change)
    assert closing.astimezone(UTC) - office.before_closing(change, HOUR).astimezone(UTC) == HOUR


def test_the_next_working_day_skips_what_is_off() -> None:
    friday = at("10:00", 3).date()
    assert OFFICE.next_workday(friday) == friday + 3 * DAY
    only_sundays = Office(TOKYO, workdays=frozenset({7}))
    assert only_sundays.next_workday(friday).isoweekday() == 7
