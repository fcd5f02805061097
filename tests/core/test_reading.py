"""Readings of names: kana of every notation, comparing tolerantly, frequent surnames."""

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callmemo.core import reading
from callmemo.core.reading import (
    kana_of,
    known_surname,
    loose,
    matches_reading,
    romaji,
    surname_readings,
)
from callmemo.core.surnames import surnames
from callmemo.core.text import normalise

NAMES = sorted((name, each) for name, readings in surnames().items() for each in readings)


@pytest.mark.parametrize(
    ("typed", "kana"),
    [
        ("やまだ", "ヤマダ"),
        ("ﾔﾏﾀﾞ", "ヤマダ"),
        ("ヤマダ", "ヤマダ"),
        ("ｙａｍａｄａ", "ヤマダ"),
        ("Yamada Tarou", "ヤマダ タロウ"),
        ("shizuka", "シズカ"),
        ("sizuka", "シズカ"),
        ("tsuchiya", "ツチヤ"),
        ("tutiya", "ツチヤ"),
        ("chuubei", "チュウベイ"),
        ("tyuubei", "チュウベイ"),
        ("junko", "ジュンコ"),
        ("zyunko", "ジュンコ"),
        ("jyunko", "ジュンコ"),
        ("fujita", "フジタ"),
        ("huzita", "フジタ"),
        ("hattori", "ハットリ"),
        ("matchi", "マッチ"),
        ("nambu", "ナンブ"),
        ("homma", "ホンマ"),
        ("konno", "コンノ"),
        ("konnno", "コンノ"),
        ("sannomiya", "サンノミヤ"),
        ("ken'ichi", "ケンイチ"),
        ("Ohno", "オオノ"),
        ("Oono", "オオノ"),
        ("Ōno", "オオノ"),
        ("Satoh", "サトウ"),
        ("Satō", "サトウ"),
        ("yohko", "ヨウコ"),
        ("Ohyama", "オオヤマ"),
        ("田中", "田中"),
        ("田中たろう", "田中タロウ"),
        ("Smith", "Smith"),
        ("ABC", "ABC"),
        ("", ""),
    ],
)
def test_every_notation_becomes_katakana_and_the_rest_stays(typed: str, kana: str) -> None:
    assert kana_of(typed) == kana


@pytest.mark.parametrize(
    ("kana", "letters"),
    [
        ("ヤマダ", "yamada"),
        ("しんじょう", "shinjou"),
        ("ﾂﾁﾔ", "tsuchiya"),
        ("ハットリ", "hattori"),
        ("マッチ", "matchi"),
        ("オーノ", "ono"),
        ("ッ", ""),
        ("ティー", "ti"),
        ("サンヶ", "sanke"),
        ("田中", "田中"),
    ],
)
def test_kana_is_spelled_the_hepburn_way(kana: str, letters: str) -> None:
    assert romaji(kana) == letters


@pytest.mark.parametrize(
    "spellings",
    [
        ("Ohno", "Ono", "Oono", "Ōno", "オオノ", "おおの", "オーノ", "ｵｵﾉ"),
        ("Satou", "Sato", "Satoh", "Satō", "サトウ", "さとー"),
        ("Iijima", "Ijima", "イイジマ", "iizima"),
        ("Tsuchiya", "Tutiya", "ツチヤ"),
        ("Shoji", "Syouji", "Syozi", "Shouji", "ショウジ"),
        ("Chuubei", "Tyuubei", "Chubei", "チュウベイ"),
        ("Iizuka", "Iiduka", "イイヅカ", "イイズカ"),
        ("Kenichi", "Ken'ichi", "ケンイチ"),
        ("Homma", "Honma", "ホンマ"),
        ("Yuki", "Yuuki", "ユウキ"),
        ("Fujita", "Huzita", "フジタ"),
        ("Shutou", "Syutou", "シュトウ"),
    ],
)
def test_what_people_spell_differently_compares_equal(spellings: tuple[str, ...]) -> None:
    assert len({loose(each) for each in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("オノ", "オノダ"), ("コンノ", "コウノ"), ("カトウ", "サトウ"), ("キタ", "キッタ")],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert loose(one) != loose(other)


def is_kept_through_letters(name: str, kana: str) -> bool:
    letters = romaji(kana)
    return (
        re.fullmatch("[ァ-ヶ]+", kana) is not None
        and normalise(name) == name == known_surname(f"{name}様")
        and loose(kana) == loose(letters) == loose(kana_of(letters))
        and kana in surname_readings(name)
        and all(matches_reading(letters[:n], "", name) for n in range(2, len(letters) + 1))
    )


def test_every_surname_of_ours_is_found_by_its_letters_while_they_are_typed() -> None:
    assert [pair for pair in NAMES if not is_kept_through_letters(*pair)] == []


def test_there_are_enough_surnames_and_none_twice() -> None:
    assert len(surnames()) >= 500
    assert all(len(set(each)) == len(each) > 0 for each in surnames().values())


@pytest.mark.parametrize(
    ("text", "surname"),
    [
        ("山田太郎", "山田"),
        ("佐々木さんより", "佐々木"),
        ("小野寺様", "小野寺"),
        ("小野様", "小野"),
        ("長谷川部長", "長谷川"),
        ("勅使河原様", "勅使河原"),
        ("髙橋様", "高橋"),
        ("山﨑様", "山崎"),
        ("渡邉様", "渡辺"),
        ("長嶋様", "長島"),
        (" 山田", "山田"),
        ("山 田", ""),
        ("至急", ""),
        ("ヤマダ", ""),
        ("", ""),
    ],
)
def test_the_longest_known_surname_is_found_in_common_kanji(text: str, surname: str) -> None:
    assert known_surname(text) == surname


@pytest.mark.parametrize(
    ("name", "readings"),
    [
        ("東", ("ヒガシ", "アズマ")),
        ("中島一郎", ("ナカジマ", "ナカシマ")),
        ("河野", ("コウノ", "カワノ")),
        ("吉田", ("ヨシダ",)),
        ("鑓水", ()),
    ],
)
def test_a_surname_with_several_readings_gives_the_usual_one_first(
    name: str, readings: tuple[str, ...]
) -> None:
    assert surname_readings(name) == readings


@pytest.mark.parametrize(
    ("query", "kana", "name"),
    [
        ("やまだ", "", "山田太郎"),
        ("ﾔﾏﾀﾞ", "ヤマダ", "山田"),
        ("yamada", "", "山田"),
        ("yamad", "", "山田"),
        ("山田", "", "山田太郎"),
        ("タロウ", "ヤマダ タロウ", "山田太郎"),
        ("こうの", "", "河野"),
        ("カワノ", "", "河野"),
        ("高橋", "", "髙橋"),
        ("Ohno", "オオノ", "大野"),
        ("ono", "オオノ", "大野"),
    ],
)
def test_a_person_is_found_in_any_notation(query: str, kana: str, name: str) -> None:
    assert matches_reading(query, kana, name)


@pytest.mark.parametrize(
    ("query", "kana", "name"),
    [
        ("", "ヤマダ", "山田"),
        ("ー", "ヤマダ", "山田"),
        ("やまもと", "", "山田"),
        ("かわの", "コウノ", "河野"),
        ("だ", "", "山田"),
    ],
)
def test_nobody_else_is_found(query: str, kana: str, name: str) -> None:
    assert not matches_reading(query, kana, name)


@settings(max_examples=2000, deadline=None)
@given(st.text(max_size=30), st.text(max_size=10), st.text(max_size=10))
def test_no_text_is_too_odd_to_read(text: str, kana: str, name: str) -> None:
    kana_of(text)
    romaji(text)
    loose(text)
    matches_reading(text, kana, name)
    assert known_surname(text) in {"", *surnames()}


@given(st.text(alphabet="アイウエオカキクケコサシスセソタチツテトナニヌネノマミムメモ", max_size=8))
def test_katakana_stays_as_it_is(kana: str) -> None:
    assert kana_of(kana) == kana
    assert loose(romaji(kana)) == loose(kana)


def test_the_kana_library_is_not_imported_before_it_is_needed() -> None:
    code = f"import sys, {reading.__name__}; sys.exit('jaconv' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
