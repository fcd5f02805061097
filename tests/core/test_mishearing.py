"""What is easily misheard: 1 and 7, days and hours, letters, names that sound alike."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callmemo.core.memo import Caller, Draft
from callmemo.core.mishearing import Confusable, hints
from callmemo.core.reading import surname_readings
from tests.core.call_situations import drafts


def said(draft: Draft, kind: Confusable, **known: Any) -> dict[str, str]:
    return {hint.heard: hint.said for hint in hints(draft, **known) if hint.kind is kind}


@pytest.mark.parametrize(
    ("text", "heard", "spoken"),
    [
        ("17日に", "17日", "じゅうななにち"),
        ("１７日", "17日", "じゅうななにち"),
        ("4日", "4日", "よっか"),
        ("8日", "8日", "ようか"),
        ("1日", "1日", "ついたち"),
        ("7時", "7時", "ななじ"),
        ("4時", "4時", "よじ"),
        ("7月", "7月", "なながつ"),
        ("1月", "1月", "いちがつ"),
        ("27箱", "27箱", "にじゅうなな箱"),
        ("11個", "11個", "じゅういち個"),
        ("7本", "7本", "なな本"),
    ],
)
def test_days_hours_and_counts_are_said_unmistakably(text: str, heard: str, spoken: str) -> None:
    assert said(Draft(subject=text), Confusable.TIME) == {heard: spoken}


@pytest.mark.parametrize("text", ["3時", "7時間", "17日間", "20箱", "107箱", "", "2026"])
def test_what_cannot_be_mistaken_is_left_alone(text: str) -> None:
    assert said(Draft(body=text), Confusable.TIME) == {}


def test_seven_is_pointed_out_only_beside_one_or_four() -> None:
    number = Draft(caller=Caller(phone="03-0000-0147"))
    assert said(number, Confusable.DIGITS) == {"1・4・7": "イチ・ヨン・ナナ"}
    for harmless in ("03-0000-0222", "03-0000-0777", "03-0000-0142"):
        assert said(Draft(caller=Caller(phone=harmless)), Confusable.DIGITS) == {}


def test_letters_are_spelt_with_a_word() -> None:
    assert said(Draft(caller=Caller(company="ＢＤ商事")), Confusable.LETTER) == {
        "BD": "ブラジルのB、デンマークのD"
    }
    assert said(Draft(subject="Please call"), Confusable.LETTER) == {}


def test_several_of_one_name_are_told_apart_by_department() -> None:
    members = {"鈴木一郎": "営業一課", "鈴木花子": "総務課", "田中": ""}
    found = said(Draft(addressee="鈴木さん"), Confusable.SAME_NAME, members=members)
    assert found == {"鈴木": "鈴木一郎(営業一課)・鈴木花子(総務課)"}
    assert said(Draft(addressee="田中"), Confusable.SAME_NAME, members=members) == {}


def test_callers_of_one_name_are_told_apart_by_company_until_it_is_asked() -> None:
    people = [("山田太郎", "アオバ商事"), ("山田", "みなと会計"), ("田中", "ミドリ印刷")]
    draft = Draft(caller=Caller(name="山田様"))
    found = said(draft, Confusable.SAME_NAME, people=people)
    assert found == {"山田": "アオバ商事・みなと会計"}
    asked = replace(draft, caller=replace(draft.caller, company="アオバ商事"))
    assert said(asked, Confusable.SAME_NAME, people=people) == {}
    assert said(draft, Confusable.SAME_NAME, people=people[:1]) == {}


def test_names_that_sound_nearly_alike_are_pointed_out_by_their_kana() -> None:
    caller = Caller(name="佐藤", kana="サトウ")
    found = said(Draft(caller=caller), Confusable.NEAR_NAME)
    assert found["佐藤"].startswith("加藤")
    harmless = replace(caller, name="鈴木", kana="スズキ")
    assert said(Draft(caller=harmless), Confusable.NEAR_NAME) == {}


def test_a_name_with_several_readings_is_asked_for_until_its_kana_is_known() -> None:
    assert len(surname_readings("東")) > 1
    draft = Draft(caller=Caller(name="東様"))
    assert "東" in said(draft, Confusable.READINGS)
    known = replace(draft, caller=replace(draft.caller, kana="アズマ"))
    assert said(known, Confusable.READINGS) == {}


@settings(max_examples=200)
@given(draft=drafts(), text=st.text(max_size=300))
def test_hints_are_few_and_never_fail(draft: Draft, text: str) -> None:
    typed = replace(draft, body=text, caller=replace(draft.caller, name=text[:60], company=text))
    found = hints(typed, members={text[:20]: text, "鈴木": ""}, people=((text, text),))
    assert len(found) <= 6
    assert all(hint.heard and hint.said for hint in found)
