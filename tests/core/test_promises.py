from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callmemo.core.calendar import Closure
from callmemo.core.office import Office
from callmemo.core.promise_words import number
from callmemo.core.promises import Question, Understood, understand
from tests.core.promise_table import (
    FRIDAY_EVENING,
    TABLE,
    TUESDAY_AFTERNOON,
    TUESDAY_EVENING,
    TUESDAY_MORNING,
    Row,
)

TOKYO = ZoneInfo("Asia/Tokyo")
NEW_YEAR = Closure(date(2000, 12, 29), date(2000, 1, 3), "年末年始", yearly=True)
OFFICE = Office(TOKYO, closures=(NEW_YEAR,))
ROWS = [(now, *row) for now, rows in TABLE.items() for row in rows]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO)


def understood(text: str, now: str = TUESDAY_MORNING, office: Office = OFFICE) -> Understood:
    return understand(text, moment(now), office)


def shown(found: Understood) -> Row:
    """Write what was understood as the table writes it."""
    due = found.due_at and OFFICE.local(found.due_at)
    if due is None:
        return found.text, None, found.question
    style = "%m-%d %H:%M" if due.year == 2026 else "%Y-%m-%d %H:%M"
    return found.text, due.strftime(style), found.question


@pytest.mark.parametrize(
    ("now", "text", "due", "question"), ROWS, ids=[f"{now[5:16]} {text}" for now, text, *_ in ROWS]
)
def test_a_promise_means(now: str, text: str, due: str | None, question: Question | None) -> None:
    assert shown(understood(text, now)) == (text, due, question)


@pytest.mark.parametrize("text", [row[0] for row in TABLE[TUESDAY_MORNING]])
def test_full_width_and_spaces_change_nothing(text: str) -> None:
    wide = "".join(chr(ord(ch) + 0xFEE0) if "!" <= ch <= "~" else ch for ch in text)
    plain = understood(text)
    assert replace(understood(f" {wide}　"), text=text) == plain


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("〇", 0),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("三十一", 31),
        ("百二十", 120),
        ("二〇二六", 2026),
        ("007", 7),
        ("三二十", None),
        ("123456789", None),
    ],
)
def test_kanji_numerals_are_numbers(text: str, value: int | None) -> None:
    assert number(text) == value


# What is offered instead


@pytest.mark.parametrize(
    ("now", "text", "instead"),
    [
        (TUESDAY_AFTERNOON, "15時まで", "2026-11-25 15:00"),
        (TUESDAY_EVENING, "本日中", "2026-11-25 17:30"),
        (FRIDAY_EVENING, "本日中", "2026-11-24 17:30"),
        (FRIDAY_EVENING, "明日の10時", "2026-11-24 10:00"),
        (FRIDAY_EVENING, "明日中", "2026-11-24 17:30"),
        (TUESDAY_MORNING, "18時", "2026-11-25 09:00"),
        (TUESDAY_MORNING, "明日の8時半", "2026-11-25 20:30"),
        (TUESDAY_MORNING, "火曜", "2026-12-01 17:30"),
        (TUESDAY_MORNING, "15時か16時", "2026-11-24 16:00"),
        (TUESDAY_MORNING, "15時以降", "2026-11-24 17:30"),
        (TUESDAY_MORNING, "明日または金曜", "2026-11-27 17:30"),
    ],
)
def test_a_time_that_is_asked_about_comes_with_another(now: str, text: str, instead: str) -> None:
    found = understood(text, now)
    assert found.question is not None
    assert found.instead == moment(instead)


def test_words_that_were_not_understood_are_kept() -> None:
    assert understood("田中部長へ15時までに").rest == "田中部長へ"
    assert understood("近日中").rest == "近日中"
    assert understood("田中が戻り次第").rest == "田中が"


# Closing times


@pytest.mark.parametrize(
    ("theirs", "now", "due", "question"),
    [
        (time(16), TUESDAY_MORNING, "2026-11-24 16:00", None),
        (time(18), TUESDAY_MORNING, "2026-11-24 17:30", None),
        (time(15), TUESDAY_AFTERNOON, "2026-11-24 15:00", Question.PAST),
        (time(2), TUESDAY_MORNING, "2026-11-24 17:30", None),
    ],
)
@pytest.mark.parametrize("text", ["本日中", "今日中", "午後"])
def test_today_ends_at_the_earlier_closing(
    theirs: time, now: str, due: str, question: Question | None, text: str
) -> None:
    found = understand(text, moment(now), OFFICE, their_closing=theirs)
    assert (found.due_at, found.question) == (moment(due), question)


def test_their_closing_ends_other_days_too() -> None:
    found = understand("明日中", moment(TUESDAY_MORNING), OFFICE, their_closing=time(16))
    assert found.due_at == moment("2026-11-25 16:00")


def test_an_office_open_in_both_halves_of_the_day_asks_which_hour() -> None:
    long = replace(OFFICE, opens=time(7), closes=time(21))
    found = understood("8時", "2026-11-24 06:30", long)
    assert found.question is Question.AMBIGUOUS
    assert (found.due_at, found.instead) == (
        moment("2026-11-24 08:00"),
        moment("2026-11-24 20:00"),
    )
    assert understood("8時", TUESDAY_AFTERNOON, long).question is None


def test_an_office_without_lunch_has_an_afternoon() -> None:
    through = replace(OFFICE, lunch_from=time(12), lunch_until=time(12))
    assert understood("昼一", office=through).due_at == moment("2026-11-24 13:00")


def test_an_office_that_closes_early_has_its_evening_early() -> None:
    early = replace(OFFICE, closes=time(16))
    assert understood("夕方", office=early).due_at == moment("2026-11-24 16:00")


def test_hours_are_those_of_the_offices_clock_also_where_clocks_change() -> None:
    office = Office(ZoneInfo("America/New_York"), holidays=False)
    now = datetime(2026, 10, 30, 18, 0, tzinfo=UTC)
    found = understand("月曜の10時", now, office)
    assert found.due_at == datetime(2026, 11, 2, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("by 3pm", "2026-11-24 15:00"),
        ("today", "2026-11-24 17:30"),
        ("tomorrow morning", "2026-11-25 09:00"),
        ("within 30 min", "2026-11-24 10:30"),
        ("in 2 hours", "2026-11-24 12:00"),
        ("by noon", "2026-11-24 12:00"),
        ("Thursday 11:30", "2026-11-26 11:30"),
        ("end of the day", "2026-11-24 17:30"),
    ],
)
def test_plain_english_is_read_too(text: str, due: str) -> None:
    found = understood(text)
    assert (found.due_at, found.question) == (moment(due), None)


# Whatever is said

PIECES = sorted({piece for _, text, *_ in ROWS for piece in (text, text[:2], text[2:])}) + list(
    "0123456789十百〇一二三時分日月半前後中末以内まで(水):/-~、か "
)
SPOKEN = st.lists(st.sampled_from(PIECES), max_size=6).map("".join) | st.text(max_size=40)
MOMENTS = st.datetimes(
    datetime(1972, 1, 1),  # noqa: DTZ001 - hypothesis asks for naive limits
    datetime(2900, 1, 1),  # noqa: DTZ001 - the same
    timezones=st.sampled_from([UTC, TOKYO, ZoneInfo("America/New_York")]),
)
OFFICES = st.sampled_from(
    [
        OFFICE,
        Office(ZoneInfo("Australia/Lord_Howe"), opens=time(2), closes=time(2, 45)),
        Office(TOKYO, opens=time(0), closes=time(0), workdays=frozenset(range(1, 8))),
        Office(TOKYO, closures=(Closure(date(1, 1, 1), date(9999, 12, 31)),)),
        Office(UTC, workdays=frozenset({7}), lunch_from=time(0), lunch_until=time(0)),
    ]
)
CLOSINGS = st.none() | st.times()


def never_a_time_that_passed_unasked(
    text: str, now: datetime, office: Office, theirs: time | None
) -> None:
    found = understand(text, now, office, their_closing=theirs)
    assert found.text == text
    if found.due_at is None:
        assert found.instead is None
        return
    assert found.due_at.tzinfo is UTC
    # What may be used unasked lies ahead, and nothing in it is in doubt.
    assert found.settled in {None, found.due_at}
    assert found.settled is None or (found.settled > now and not found.rest)
    if found.due_at <= now.astimezone(UTC):
        assert found.question is Question.PAST
    if found.question is None:
        assert not found.rest
        assert not found.outside
        day = office.today(found.due_at)
        assert office.is_workday(day)
        assert office.opening(day) <= found.due_at <= office.closing(day)
    if found.instead is not None:
        assert found.question is not None
        assert found.instead > now.astimezone(UTC)


@given(SPOKEN, MOMENTS, OFFICES, CLOSINGS)
@settings(max_examples=1500)
def test_no_text_raises_or_gives_a_time_that_passed_unasked(
    text: str, now: datetime, office: Office, theirs: time | None
) -> None:
    never_a_time_that_passed_unasked(text, now, office, theirs)


# A hundred texts at a time, ten in each of ten situations: to draw each by itself takes far longer
# than to read it. Half are put together of pieces, half of any letters.
AT_ONCE, IN_EACH = 100, 10
CHUNK = 13
chunks = st.binary(min_size=AT_ONCE // 2 * CHUNK, max_size=AT_ONCE // 2 * CHUNK)
letters = st.text(min_size=200, max_size=800)
situations = st.lists(
    st.tuples(MOMENTS, OFFICES, CLOSINGS),
    min_size=AT_ONCE // IN_EACH,
    max_size=AT_ONCE // IN_EACH,
)


def cut(row: bytes, any_letters: str) -> Iterator[str]:
    """Texts of up to six pieces, and of up to forty of the letters, in turns."""
    place = 0
    for start in range(0, len(row), CHUNK):
        size, *drawn = row[start : start + CHUNK]
        pairs = list(zip(drawn[::2], drawn[1::2], strict=True))[: size % 7]
        yield "".join(PIECES[(first * 256 + second) % len(PIECES)] for first, second in pairs)
        length = (size + sum(drawn)) % 41
        yield any_letters[place : place + length]
        place = (place + length) % len(any_letters)


def never_in_any_of_many(
    row: bytes, any_letters: str, situated: list[tuple[datetime, Office, time | None]]
) -> None:
    texts = list(cut(row, any_letters))
    assert len(texts) == AT_ONCE
    for place, text in enumerate(texts):
        never_a_time_that_passed_unasked(text, *situated[place // IN_EACH])


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_no_text_of_a_hundred_thousand_does(part: int) -> None:
    """In four parts, each begun anew: one alone would look like a program that hangs."""
    each = settings(max_examples=25_000 // AT_ONCE)
    spoken = given(chunks, letters, situations)
    each(spoken(never_in_any_of_many))()


@given(st.timedeltas(timedelta(minutes=1), timedelta(hours=7)))
def test_what_is_said_within_hours_is_what_was_meant(span: timedelta) -> None:
    """Every hour of the day, said in full, comes back as it was said."""
    at = (moment("2026-11-24 10:00") + span).replace(second=0, microsecond=0)
    found = understood(f"{at.hour}時{at.minute}分")
    assert (found.due_at, found.question) == (at, None) or found.due_at == moment(TUESDAY_MORNING)


def test_a_very_long_text_is_read_in_a_moment() -> None:
    found = understood("来週の" * 5000)
    assert found.question is not None
    assert len(found.rest) > 10_000
