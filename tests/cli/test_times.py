from contextlib import suppress
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmemo.cli.times import read_clock, read_day, read_moment
from callmemo.core.office import Office
from callmemo.core.times import to_local_text
from callmemo.errors import NotUnderstood

TOKYO = Office(ZoneInfo("Asia/Tokyo"))
NOW = datetime(2026, 11, 20, 15, 20, tzinfo=TOKYO.zone)
FIRST, LAST = datetime(2001, 1, 1, tzinfo=UTC), datetime(2199, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("16:00", "2026-11-20T16:00:00+09:00"),
        ("9:05", "2026-11-20T09:05:00+09:00"),
        ("11-24 09:30", "2026-11-24T09:30:00+09:00"),
        ("11/24 9:30", "2026-11-24T09:30:00+09:00"),
        ("2026-11-24 09:30", "2026-11-24T09:30:00+09:00"),
        ("2026-11-24T09:30", "2026-11-24T09:30:00+09:00"),
        ("2026-11-24T09:30:15", "2026-11-24T09:30:15+09:00"),
        ("2026-11-24T00:30:00Z", "2026-11-24T09:30:00+09:00"),
        ("2026-11-24T09:30:00+09:00", "2026-11-24T09:30:00+09:00"),
        ("2026-11-24T02:30:00.500+0200", "2026-11-24T09:30:00+09:00"),
        ("20261124T093000+09", "2026-11-24T09:30:00+09:00"),
        (" １６：００ ", "2026-11-20T16:00:00+09:00"),
        ("01-05 10:00", "2027-01-05T10:00:00+09:00"),
        ("10-30 10:00", "2026-10-30T10:00:00+09:00"),
    ],
)
def test_a_time_is_read_by_the_office_clock(typed: str, meant: str) -> None:
    moment = read_moment(typed, NOW, TOKYO)
    assert to_local_text(moment, TOKYO.zone) == meant
    assert moment.tzinfo is UTC


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "soon", "16時", "1600", "25:00", "12:60", "-1:00", "٣:00"),
        *("11-24", "2026-11-24", "02-30 10:00", "2026-13-01 10:00", "2026-11-24X09:30"),
        *("2026-11-24T09:30+99:00", "0001-01-01 00:00", "9999-12-31T23:59:59-12:00"),
        "1999-12-31 10:00",
    ],
)
def test_what_is_no_time_is_not_guessed(typed: str) -> None:
    with pytest.raises(NotUnderstood):
        read_moment(typed, NOW, TOKYO)


@given(st.text(max_size=30))
def test_any_text_is_a_time_or_is_not_understood(typed: str) -> None:
    for read in (read_moment, read_day):
        with suppress(NotUnderstood):
            read(typed, NOW, TOKYO)
    with suppress(NotUnderstood):
        read_clock(typed)


@given(st.datetimes(FIRST.replace(tzinfo=None), LAST.replace(tzinfo=None), timezones=st.just(UTC)))
def test_a_time_written_as_iso_is_read_as_itself(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    assert read_moment(to_local_text(moment, TOKYO.zone), NOW, TOKYO) == moment


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", date(2026, 11, 20)),
        ("Yesterday", date(2026, 11, 19)),
        ("2026-11-18", date(2026, 11, 18)),
        ("2026/11/18", date(2026, 11, 18)),
        ("11-18", date(2026, 11, 18)),
    ],
)
def test_a_day_is_read(typed: str, meant: date) -> None:
    assert read_day(typed, NOW, TOKYO) == meant


def test_a_closing_hour_is_read() -> None:
    assert read_clock("18:00") == time(18)
    with pytest.raises(NotUnderstood):
        read_clock("24:00")
