"""The address book grows by itself: what a memo teaches, and what it must not touch."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from callmemo.core.contact import MOBILE, OFFICE, Contact, ContactNumber, natural_id
from callmemo.core.learning import learn, taught_by
from callmemo.core.memo import Caller, Draft
from callmemo.core.vocabulary import Direction, Request, Target

NUMBER = ContactNumber(OFFICE, "03-0000-0142")
YAMADA = Contact(id="contact-1", name="山田", company="アオバ商事", numbers=(NUMBER,))


def draft(**parts: Any) -> Draft:
    own = {name: parts.pop(name) for name in list(parts) if name in Draft.__dataclass_fields__}
    told = {"name": "山田", "company": "アオバ商事", "phone": "03-0000-0142", **parts}
    return Draft(caller=Caller(**told), **own)


def taught(**parts: Any) -> Contact:
    found = taught_by(draft(**parts))
    assert found is not None
    return found


def test_a_name_and_a_number_are_somebody() -> None:
    assert taught(
        name="山田様", kana="ヤマダ", department="購買部", mobile="09000000188"
    ) == Contact(
        name="山田",
        company="アオバ商事",
        kana="ヤマダ",
        department="購買部",
        numbers=(NUMBER, ContactNumber(MOBILE, "090-0000-0188")),
    )


@pytest.mark.parametrize(
    "parts",
    [
        {"phone": ""},
        {"phone": "03-0000"},
        {"phone": "非通知"},
        {"phone": "内線12"},
        {"name": "", "company": ""},
        {"withheld": True},
        {"subject": "間違い電話"},
        {"body": "番号違いとのこと"},
    ],
)
def test_whoever_cannot_be_recognised_or_called_by_mistake_teaches_nothing(
    parts: dict[str, Any],
) -> None:
    assert taught_by(draft(**parts)) is None


def test_a_mobile_of_ours_is_not_theirs() -> None:
    ours = {"direction": Direction.OUTGOING, "request": Request.THEY_CALL_BACK}
    found = taught(mobile="080-0000-0119", target=Target.COMPANY_MOBILE, **ours)
    assert found.numbers == (NUMBER,)


def test_somebody_new_gets_the_id_that_every_desktop_gives() -> None:
    lesson = learn("m1", taught(), [])
    assert lesson is not None
    assert lesson.contact_id == natural_id(YAMADA)
    assert lesson.body["learned_from"] == "m1"
    assert lesson.body["name"] == "山田"


def test_who_is_known_already_teaches_nothing() -> None:
    assert learn("m1", taught(), [YAMADA]) is None
    assert learn("m1", taught(name=""), [YAMADA]) is None


def test_new_facts_fill_blanks_only() -> None:
    known = replace(YAMADA, department="購買部")
    lesson = learn(
        "m1", taught(kana="ヤマダ", department="購買部", mobile="090-0000-0188"), [known]
    )
    assert lesson is not None
    assert lesson.contact_id == YAMADA.id
    assert lesson.body.keys() == {"kana", "numbers", "learned_from"}
    assert list(lesson.body["numbers"]) == ["09000000188"]


def test_a_known_person_at_a_new_number_gets_the_number() -> None:
    lesson = learn("m1", taught(phone="06-0000-0111"), [YAMADA])
    assert lesson is not None
    assert lesson.contact_id == YAMADA.id
    assert lesson.body.keys() == {"numbers", "learned_from"}


def test_another_name_at_a_known_number_is_somebody_else() -> None:
    lesson = learn("m1", taught(name="佐藤"), [YAMADA])
    assert lesson is not None
    assert lesson.contact_id not in {YAMADA.id, natural_id(YAMADA)}


def test_the_same_surname_in_another_department_is_somebody_else() -> None:
    known = replace(YAMADA, id=natural_id(YAMADA), department="購買部")
    lesson = learn("m1", taught(department="経理部"), [known])
    assert lesson is not None
    assert lesson.contact_id != known.id
    both = [known, replace(known, id="contact-9", department="経理部")]
    assert learn("m2", taught(), both) is None, "nobody knows which of the two it was"


def test_a_whole_name_is_the_person_known_by_surname() -> None:
    assert learn("m1", taught(), [replace(YAMADA, name="山田 太郎")]) is None


def test_who_was_taken_out_of_the_book_is_not_learned_again() -> None:
    assert learn("m1", taught(kana="ヤマダ"), [replace(YAMADA, is_dropped=True)]) is None


def test_a_memo_mends_what_it_taught_itself() -> None:
    own = replace(
        YAMADA,
        name="山本",
        learned_fields=frozenset({"name", "company", "numbers"}),
        teachers=("m1",),
    )
    lesson = learn("m1", taught(phone="06-0000-0111"), [own])
    assert lesson is not None
    assert lesson.contact_id == own.id
    assert lesson.body["name"] == "山田"
    assert lesson.body["numbers"]["0300000142"] is None
    other = learn("m2", taught(), [own])
    assert other is not None
    assert other.contact_id != own.id


def test_a_company_alone_is_a_contact_without_a_name() -> None:
    lesson = learn("m1", taught(name=""), [])
    assert lesson is not None
    assert "name" not in lesson.body
