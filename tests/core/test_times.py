"""Times are kept as text whose order is the order of time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmemo.core.clock import tick
from callmemo.core.times import from_utc_text, to_local_text, to_utc_text
from tests.office_day import TEN, TOKYO

moments = st.datetimes(
    datetime(1972, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2998, 12, 31),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.sampled_from([UTC, TOKYO, timezone(timedelta(hours=-11, minutes=-30))]),
)


@given(moments)
def test_a_time_comes_back_to_the_millisecond(moment: datetime) -> None:
    read = from_utc_text(to_utc_text(moment))
    assert timedelta() <= moment - read < timedelta(milliseconds=1)
    assert to_utc_text(read) == to_utc_text(moment)


@given(moments, moments)
def test_the_order_of_texts_is_the_order_of_times(one: datetime, other: datetime) -> None:
    assert len(to_utc_text(one)) == len(to_utc_text(other)) == 24
    if to_utc_text(one) < to_utc_text(other):
        assert one < other


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        "2026-11-22",
        "2026-11-22T05:00:00",
        "9999-12-31T23:59:59-14:00",
        "0001-01-01T00:00:00+14:00",
        "3000-01-01T00:00:00Z",
        "2026-11-22T25:00:00Z",
    ],
)
def test_what_is_no_time_with_its_zone_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_utc_text(text)


def test_a_time_without_zone_cannot_be_kept() -> None:
    with pytest.raises(ValueError, match="time zone"):
        to_utc_text(datetime(2026, 11, 24))  # noqa: DTZ001 - that is what is refused


def test_other_programs_get_the_offset() -> None:
    assert to_local_text(TEN.astimezone(UTC), TOKYO) == "2026-11-24T10:00:00+09:00"


@given(st.lists(moments, min_size=2, max_size=20))
def test_the_clock_of_events_never_stands_still_or_goes_back(times: list[datetime]) -> None:
    last = -1
    for moment in times:
        following = tick(last, moment)
        assert following > last
        assert following >> 16 >= int(moment.timestamp() * 1000)
        last = following
