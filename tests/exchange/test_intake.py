"""What becomes of each row of a file, before anything is done."""

import time
from dataclasses import replace

from callmemo.core.contact import Contact, ContactNumber
from callmemo.exchange.intake import Fate, ImportPlan, plan_import
from callmemo.exchange.intake_words import row_words
from callmemo.exchange.records import Loss, Reading, Record
from tests.exchange.people import sample

OFFICE = ContactNumber("office", "03-0000-0142")
MOBILE = ContactNumber("mobile", "090-0000-0142")
YAMADA = Contact(
    id="contact-1",
    company="アオバ商事",
    department="購買部",
    name="山田 太郎",
    kana="ヤマダ タロウ",
    numbers=(OFFICE,),
)


def plan(*contacts: Contact, existing: tuple[Contact, ...] = (YAMADA,), **how: bool) -> ImportPlan:
    records = tuple(Record(at, contact) for at, contact in enumerate(contacts, start=2))
    return plan_import(Reading("CSV", "UTF-8", records), existing, **how)


def fates(made: ImportPlan) -> list[Fate]:
    return [row.fate for row in made.rows]


def test_somebody_unknown_is_new() -> None:
    made = plan(Contact(name="高橋", numbers=(ContactNumber("office", "06-0000-0150"),)))
    assert fates(made) == [Fate.NEW]
    assert made.contacts() == [made.rows[0].contact]


def test_the_same_number_and_name_are_one_in_any_notation() -> None:
    found = Contact(name="山田様", numbers=(ContactNumber("other", "+81 3 0000 0142"), MOBILE))
    (row,) = plan(found).rows
    assert (row.fate, row.into) == (Fate.ADDS, YAMADA)
    assert row.contact is not None
    assert row.contact.numbers == (OFFICE, MOBILE)
    assert "090-0000-0142" in row_words(row)


def test_colleagues_behind_one_number_stay_two() -> None:
    assert fates(plan(Contact(name="佐藤 市郎", company="アオバ商事", numbers=(OFFICE,)))) == [
        Fate.NEW
    ]


def test_kana_and_company_make_one_of_two_spellings() -> None:
    watanabe = replace(YAMADA, name="渡部 太郎", kana="ワタナベ タロウ", numbers=())
    found = Contact(name="渡辺 太郎", kana="わたなべ　たろう", company="(株)アオバ商事")
    (row,) = plan(found, existing=(watanabe,)).rows
    assert row.into == watanabe
    # How the office spells them stays, and is shown.
    assert [(change.field, change.kept) for change in row.changes] == [("name", True)]
    assert row.fate is Fate.UNCHANGED


def test_a_reading_alone_makes_nobody_one() -> None:
    elsewhere = Contact(name="山田 太朗", kana="ヤマダ タロウ", company="みどり運輸")
    assert fates(plan(elsewhere)) == [Fate.NEW]


def test_people_of_one_surname_in_two_departments_stay_two() -> None:
    short = replace(YAMADA, name="山田", kana="ヤマダ", numbers=())
    found = Contact(name="山田", company="アオバ商事", department="営業部")
    assert fates(plan(found, existing=(short,))) == [Fate.NEW]
    same = Contact(name="山田", company="アオバ商事", department="購買部")
    assert fates(plan(same, existing=(short,))) == [Fate.UNCHANGED]


def test_nothing_typed_is_replaced_unless_it_is_wished() -> None:
    found = replace(YAMADA, id="", department="営業部", rules="")
    (row,) = plan(found).rows
    assert row.fate is Fate.UNCHANGED
    assert [(c.field, c.before, c.after) for c in row.kept] == [("department", "購買部", "営業部")]
    (row,) = plan(found, prefers_file=True).rows
    assert row.contact is not None
    assert row.contact.department == "営業部"


def test_what_memos_have_taught_gives_way_to_a_file() -> None:
    learned = replace(YAMADA, name="山田", kana="", learned_fields=frozenset({"name", "numbers"}))
    (row,) = plan(replace(YAMADA, id=""), existing=(learned,)).rows
    assert row.contact is not None
    assert row.contact.name == "山田 太郎"


def test_notes_are_added_to_once() -> None:
    noted = replace(YAMADA, notes="急ぎは携帯へ")
    found = replace(YAMADA, id="", notes="午前は会議")
    (row,) = plan(found, existing=(noted,)).rows
    assert row.contact is not None
    assert row.contact.notes == "急ぎは携帯へ\n午前は会議"
    assert fates(plan(found, existing=(row.contact,))) == [Fate.UNCHANGED]


def test_rows_about_one_person_grow_into_one() -> None:
    first = Contact(name="高橋 花子", company="みどり運輸", numbers=(OFFICE,))
    second = Contact(name="高橋 花子", company="みどり運輸", numbers=(MOBILE,))
    made = plan(first, second, existing=())
    assert fates(made) == [Fate.NEW, Fate.ADDS]
    (kept,) = made.contacts()
    assert kept.numbers == (OFFICE, MOBILE)
    # Without the first row the second is somebody new.
    (alone,) = made.contacts(left_out={2})
    assert alone.numbers == (MOBILE,)
    assert made.contacts(left_out={2, 3}) == []


def test_the_same_file_a_second_time_changes_nothing() -> None:
    reading = sample("outlook_ja.csv")
    kept = [
        replace(contact, id=f"contact-{at}")
        for at, contact in enumerate(plan_import(reading, ()).contacts())
    ]
    again = plan_import(reading, kept)
    assert set(fates(again)) == {Fate.UNCHANGED}
    assert again.contacts() == []


def test_one_person_of_seven_programs_is_one() -> None:
    people: list[Contact] = []
    for name in ("outlook_ja.csv", "garoon.csv", "google_2023.csv", "iphone_30.vcf"):
        for contact in plan_import(sample(name), people).contacts():
            made = replace(contact, id=contact.id or f"contact-{len(people)}")
            people = [each for each in people if each.id != made.id] + [made]
    assert sum(each.name == "山田 太郎" for each in people) == 1


def test_losses_stand_among_the_rows_with_their_reason() -> None:
    records = (Record(3, Contact(name="高橋")),)
    reading = Reading("CSV", "UTF-8", records, (Loss(2, "No name."),))
    made = plan_import(reading, ())
    assert fates(made) == [Fate.LOST, Fate.NEW]
    assert row_words(made.rows[0]) == "No name."


def test_a_successor_is_found_or_missed_by_name() -> None:
    heir = Record(2, Contact(name="佐藤", company="アオバ商事", left=True), successor="山田太郎")
    (row,) = plan_import(Reading("CSV", "", (heir,)), (YAMADA,)).rows
    assert row.contact is not None
    assert row.contact.successor == YAMADA.id
    (row,) = plan_import(Reading("CSV", "", (heir,)), ()).rows
    assert "山田太郎" in row.remarks[0]


def test_ten_thousand_rows_against_ten_thousand_people_take_seconds_at_most() -> None:
    people = [
        Contact(
            id=f"contact-{at}",
            name=f"山田 {at}",
            company=f"会社{at % 50}",
            numbers=(ContactNumber("office", f"03-{at // 10_000:04}-{at % 10_000:04}"),),
        )
        for at in range(10_000)
    ]
    records = tuple(Record(at, replace(each, id="")) for at, each in enumerate(people, start=2))
    start = time.perf_counter()
    made = plan_import(Reading("CSV", "", records), people)
    assert time.perf_counter() - start < 20
    assert made.count(Fate.UNCHANGED) == 10_000
