"""How names, hours and days are said: courtesy exactly once, titles before own names."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from callmemo.core import spoken
from callmemo.core.memo import Caller
from callmemo.core.office import Office

TOKYO = ZoneInfo("Asia/Tokyo")
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("山田", "山田様"),
        ("山田様", "山田様"),
        ("山田 さん", "山田様"),
        ("山田様様", "山田様"),
        ("山田部長", "部長の山田様"),
        ("林先生", "林先生"),
        ("様", ""),
        ("", ""),
    ],
)
def test_a_guest_is_named_with_courtesy_exactly_once(typed: str, said: str) -> None:
    assert spoken.guest(typed, "ja") == said


def test_english_has_no_courtesy() -> None:
    assert spoken.guest("山田様", "en") == "山田"
    assert spoken.who(Caller(company="Aoba", name="Smith"), "en") == "Smith of Aoba"


@pytest.mark.parametrize(
    ("typed", "said"),
    [("鈴木さん", "鈴木"), ("佐藤部長", "部長の佐藤"), ("鈴木", "鈴木"), ("林先生", "林")],
)
def test_own_people_have_no_courtesy_and_their_title_comes_first(typed: str, said: str) -> None:
    assert spoken.own(typed, "ja") == said


@pytest.mark.parametrize(
    ("caller", "said"),
    [
        (Caller(company="(株)アオバ", name="山田"), "株式会社アオバの山田様"),
        (Caller(company="アオバ", department="購買部", name="山田"), "アオバ 購買部の山田様"),
        (Caller(company="アオバ"), "アオバ様"),
        (Caller(kana="ヤマダ"), "ヤマダ様"),
        (Caller(phone="0300000142"), ""),
    ],
)
def test_who_calls_is_said_in_one_go(caller: Caller, said: str) -> None:
    assert spoken.who(caller, "ja") == said


@pytest.mark.parametrize(
    ("at", "ja", "en"),
    [
        (time(15), "15時", "3 pm"),
        (time(9, 5), "9時5分", "9:05 am"),
        (time(12), "12時", "noon"),
        (time(0), "0時", "midnight"),
        (time(0, 30), "0時30分", "12:30 am"),
        (time(12, 30), "12時30分", "12:30 pm"),
    ],
)
def test_hours_are_said_as_people_say_them(at: time, ja: str, en: str) -> None:
    assert (spoken.clock(at, "ja"), spoken.clock(at, "en")) == (ja, en)


@pytest.mark.parametrize(
    ("day", "ja", "en"),
    [
        (date(2026, 11, 23), "昨日", "yesterday"),
        (TODAY, "本日", "today"),
        (date(2026, 11, 25), "明日", "tomorrow"),
        (date(2026, 11, 27), "27日金曜日", "on Friday, November 27"),
        (date(2026, 12, 1), "12月1日火曜日", "on Tuesday, December 1"),
        (date(2027, 11, 24), "11月24日水曜日", "on Wednesday, November 24"),
    ],
)
def test_days_are_said_as_seen_from_today(day: date, ja: str, en: str) -> None:
    assert (spoken.day(day, TODAY, "ja"), spoken.day(day, TODAY, "en")) == (ja, en)


def test_the_day_of_a_moment_is_said_only_where_it_is_another() -> None:
    now = datetime(2026, 11, 24, 10, 0, tzinfo=TOKYO)
    office = Office(zone=TOKYO)
    assert spoken.moment(now.replace(hour=15), now, office, "ja") == "15時"
    assert spoken.moment(now.replace(day=25), now, office, "ja") == "明日の10時"
    assert spoken.moment(now.replace(day=25), now, office, "en") == "10 am tomorrow"


def test_a_text_is_put_on_one_line_and_cannot_be_taken_for_a_blank() -> None:
    assert spoken.plain(" {who}\r\n a ") == "｛who｝ a"
    assert len(spoken.plain("あ" * 500)) == spoken.LONGEST
