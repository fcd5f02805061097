"""What is said about a number below its field."""

from collections.abc import Iterator

import pytest

from callmemo import words
from callmemo.number_words import number_hint


@pytest.fixture(autouse=True)
def japanese() -> Iterator[None]:
    words.use("ja")
    yield
    words.use("en")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("03-0000-0142", "東京・固定電話"),
        ("06-0000-0142", "大阪・固定電話"),
        ("090-0000-0142", "携帯電話"),
        ("050-0000-0142", "IP電話"),
        ("0120-000-142", "フリーダイヤル"),
        ("0570-000-142", "ナビダイヤル"),
        ("+1 202-555-0100", "国際電話（アメリカ合衆国）"),
        ("内線142", "内線"),
        ("142", "内線"),
        ("非通知", "非通知"),
        ("", ""),
    ],
)
@pytest.mark.parametrize("being_typed", [True, False])
def test_a_number_is_told_by_region_and_kind(typed: str, said: str, *, being_typed: bool) -> None:
    assert number_hint(typed, being_typed=being_typed) == (said, False)


def test_in_english_too() -> None:
    words.use("en")
    assert number_hint("03-0000-0142") == ("Tokyo · Fixed line", False)
    assert number_hint("+442079460000") == ("International call (United Kingdom)", False)


@pytest.mark.parametrize(
    ("typed", "foreseen", "in_the_end"),
    [
        ("03-00", "固定電話", "桁数が足りません。"),
        ("090-0", "携帯電話", "桁数が足りません。"),
        ("０９０", "携帯電話", "桁数が足りません。"),
        ("0120", "フリーダイヤル", "桁数が足りません。"),
        ("080", "", "桁数が足りません。"),
        ("0", "", "桁数が足りません。"),
        ("+81 3", "", "桁数が足りません。"),
        ("山田", "", "電話番号として"),
        ("山田 03-00", "", "電話番号として"),
    ],
)
def test_nothing_is_missing_while_it_is_being_typed(
    typed: str, foreseen: str, in_the_end: str
) -> None:
    assert number_hint(typed, being_typed=True) == (foreseen, False)
    said, wrong = number_hint(typed)
    assert said.startswith(in_the_end)
    assert wrong


@pytest.mark.parametrize("typed", ["03-0000-01422", "+999 0000 0142"])
def test_what_can_become_no_number_is_said_at_once(typed: str) -> None:
    assert number_hint(typed, being_typed=True)[1]
