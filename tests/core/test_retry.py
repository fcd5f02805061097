"""Moments to call again: welcome ones, never in the past, never outside hours."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmemo.core.calendar import Closure, Hours, SpecialDay
from callmemo.core.memo import Draft
from callmemo.core.office import Office
from callmemo.core.retry import MOST, Why, may_be_called, reachable_hours, suggest
from callmemo.core.vocabulary import Outcome
from tests.office_day import OFFICE, TOKYO, at

VAIN = (Outcome.ABSENT, Outcome.ABSENT_MESSAGE_LEFT, Outcome.BUSY, Outcome.VOICEMAIL)
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 59)))
WORDS = st.sampled_from(
    ("", "午前中", "午後", "夕方", "10-12時", "14時以降", "15:30まで", "午後2時〜4時", "10〜25時",
     "12-13時を除く", "火曜のみ", "99時", "after 14:00", "いつでも", "0-0", "時時時")
)  # fmt: skip


def said(draft: Draft, outcome: Outcome, now: datetime) -> list[tuple[str, Why]]:
    """Suggestions as the office's clock shows them."""
    return [(f"{OFFICE.local(s.at):%d %H:%M}", s.why) for s in suggest(draft, outcome, now, OFFICE)]


@st.composite
def offices(draw: st.DrawFn) -> Office:
    opens, closes = sorted((draw(TIMES), draw(TIMES)))
    lunch_from, lunch_until = sorted((draw(TIMES), draw(TIMES)))
    days = draw(st.frozensets(st.integers(1, 7)))
    special = SpecialDay(date(2026, 11, 25), Hours(time(10), time(11)))
    closure = Closure(date(2026, 11, 26), date(2026, 11, 27))
    return Office(
        TOKYO, opens, closes, lunch_from, lunch_until, days,
        closures=(closure,) if draw(st.booleans()) else (),
        special_days=(special,) if draw(st.booleans()) else (),
    )  # fmt: skip


@given(
    office=offices(),
    minutes=st.integers(0, 14 * 24 * 60),
    outcome=st.sampled_from(VAIN),
    reachable=st.one_of(WORDS, st.text(max_size=12)),
    their_closing=st.one_of(st.none(), TIMES),
)
def test_no_suggestion_is_past_or_unwelcome(
    office: Office, minutes: int, outcome: Outcome, reachable: str, their_closing: time | None
) -> None:
    now = at("0:00") + timedelta(minutes=minutes, seconds=minutes % 61)
    draft = Draft(reachable=reachable, their_closing=their_closing)
    found = suggest(draft, outcome, now, office)
    assert len(found) <= MOST
    assert len({s.at for s in found}) == len(found)
    for suggestion in found:
        moment = suggestion.at
        assert moment > now
        assert office.is_open(moment)
        assert not office.is_lunch(moment)
        assert office.closing(office.today(moment)) - moment > timedelta(minutes=30)
        assert may_be_called(moment, draft, office)
        if their_closing is not None:
            assert office.local(moment).time() < their_closing


@given(st.text())
def test_any_text_about_their_hours_can_be_read(text: str) -> None:
    for begin, end in reachable_hours(text, OFFICE):
        assert begin < end


def test_a_busy_line_is_called_soon_and_an_absent_person_later() -> None:
    assert said(Draft(), Outcome.BUSY, at("10:02")) == [
        ("24 10:15", Why.SOON),
        ("24 11:05", Why.LATER),
        ("24 13:00", Why.AFTER_LUNCH),
        ("25 09:00", Why.MORNING),
    ]
    assert said(Draft(), Outcome.ABSENT, at("14:00")) == [
        ("24 15:00", Why.LATER),
        ("25 09:00", Why.MORNING),
    ]


def test_lunch_is_left_alone() -> None:
    assert said(Draft(), Outcome.ABSENT, at("11:30"))[0] == ("24 13:00", Why.LATER)


def test_the_last_half_hour_is_left_alone() -> None:
    assert said(Draft(), Outcome.BUSY, at("16:55")) == [("25 09:00", Why.MORNING)]
    assert said(Draft(their_closing=time(16)), Outcome.ABSENT, at("14:40")) == [
        ("25 09:00", Why.MORNING)
    ]


def test_before_a_weekend_the_next_working_morning_is_meant() -> None:
    assert said(Draft(), Outcome.ABSENT, at("17:00", days=3)) == [("30 09:00", Why.MORNING)]


def test_their_hours_come_first() -> None:
    draft = Draft(reachable="15時以降")
    assert said(draft, Outcome.ABSENT, at("10:00"))[0] == ("24 15:00", Why.REACHABLE)
    assert said(draft, Outcome.ABSENT, at("16:56"))[0] == ("25 15:00", Why.REACHABLE)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("10時〜12時", [("10:00", "12:00")]),
        ("１０：００－１２：３０", [("10:00", "12:30")]),
        ("10-12時", [("10:00", "12:00")]),
        ("午後2時から4時半", [("14:00", "16:30")]),
        ("3時以降", [("15:00", "17:30")]),
        ("after 14:00", [("14:00", "17:30")]),
        ("16時まで", [("09:00", "16:00")]),
        ("午前中", [("09:00", "12:00")]),
        ("午前中または16時以降", [("16:00", "17:30"), ("09:00", "12:00")]),
        ("12時〜13時を除く", []),
        ("火曜 10時〜12時", []),
        ("明日の午前", []),
        ("いつでも", []),
        ("", []),
    ],
)
def test_their_hours_in_words(text: str, hours: list[tuple[str, str]]) -> None:
    found = reachable_hours(text, OFFICE)
    assert [(f"{begin:%H:%M}", f"{end:%H:%M}") for begin, end in found] == hours
