"""A contact is the fold of what was said of it: typed facts last, learned facts fill blanks."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callmemo.core.contact import (
    MOBILE,
    OFFICE,
    PREFIX,
    Contact,
    ContactNumber,
    changed_contact,
    fold_contact,
    is_contact,
    natural_id,
    tidy_contact,
)
from callmemo.core.events import Event
from callmemo.core.times import to_utc_text
from callmemo.core.vocabulary import Kind

START = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
ID = PREFIX + "5"
OFFICE_NUMBER = ContactNumber(OFFICE, "03-0000-0142")
MOBILE_NUMBER = ContactNumber(MOBILE, "090-0000-0188")


def event(number: int, kind: str, body: dict[str, Any], stream: str = ID) -> Event:
    moment = to_utc_text(START + timedelta(minutes=number))
    return Event(f"e{number:02}", stream, "木村", "d", number, kind, {**body, "at": moment})


def kept(number: int, learned_from: str = "", **body: Any) -> Event:
    if learned_from:
        body["learned_from"] = learned_from
    return event(number, Kind.CONTACT_KEPT, body)


def folded(*events: Event) -> Contact:
    contact = fold_contact(events)
    assert contact is not None
    return contact


def test_of_what_was_typed_the_last_counts_field_by_field() -> None:
    contact = folded(kept(1, name="山田", company="アオバ商事"), kept(2, name="山田 太郎"))
    assert (contact.name, contact.company) == ("山田 太郎", "アオバ商事")
    assert not contact.learned


def test_what_was_learned_fills_blanks_and_never_overwrites_what_was_typed() -> None:
    contact = folded(
        kept(1, name="山田"),
        kept(2, "m1", name="山本", kana="ヤマダ"),
        kept(3, "m2", kana="ヤマタ"),
    )
    assert (contact.name, contact.kana) == ("山田", "ヤマダ")
    assert contact.learned_fields == {"kana"}
    assert contact.teachers == ("m1",)
    assert not contact.learned


def test_what_was_typed_counts_also_where_it_came_before_what_was_learned() -> None:
    assert folded(kept(1, name=""), kept(2, "m1", name="山本", company="ミナト")).name == ""


def test_a_memo_may_mend_what_it_taught_itself() -> None:
    contact = folded(kept(1, "m1", name="山本"), kept(2, "m1", name="山田"))
    assert contact.name == "山田"
    assert contact.learned


def test_numbers_of_two_desktops_stand_beside_each_other() -> None:
    office = changed_contact(Contact(), Contact(numbers=(OFFICE_NUMBER,)))
    mobile = changed_contact(Contact(), Contact(numbers=(MOBILE_NUMBER,)))
    contact = folded(kept(1, **office), kept(2, **mobile))
    assert contact.numbers == (OFFICE_NUMBER, MOBILE_NUMBER)
    assert (contact.phone, contact.mobile) == ("03-0000-0142", "090-0000-0188")
    gone = changed_contact(contact, replace(contact, numbers=(MOBILE_NUMBER,)))
    assert folded(kept(1, **office), kept(2, **mobile), kept(3, **gone)).keys == ("09000000188",)


def test_a_number_that_was_taken_out_is_not_learned_again() -> None:
    contact = Contact(name="山田", numbers=(OFFICE_NUMBER,))
    first = changed_contact(Contact(), contact)
    gone = changed_contact(contact, replace(contact, numbers=()))
    again = changed_contact(Contact(), Contact(numbers=(OFFICE_NUMBER,)))
    assert folded(kept(1, **first), kept(2, **gone), kept(3, "m1", **again)).numbers == ()


def test_the_same_number_in_another_notation_is_one() -> None:
    twice = (OFFICE_NUMBER, ContactNumber(OFFICE, "+81 3-0000-0142"))
    assert tidy_contact(Contact(numbers=twice)).numbers == (OFFICE_NUMBER,)


def test_who_was_dropped_is_back_when_somebody_types_not_when_they_call() -> None:
    first, dropped = kept(1, name="山田"), event(2, Kind.CONTACT_DROPPED, {})
    assert folded(first, dropped, kept(3, "m1", kana="ヤマダ")).is_dropped
    assert folded(first, dropped, kept(3, kana="ヤマダ")).stands


def test_an_undone_event_counts_no_more() -> None:
    first, dropped = kept(1, name="山田"), event(2, Kind.CONTACT_DROPPED, {})
    undone = event(3, Kind.UNDONE, {"event_id": dropped.event_id, "kind": dropped.kind})
    assert folded(first, dropped, undone).stands
    undone = event(3, Kind.UNDONE, {"event_id": first.event_id, "kind": first.kind})
    assert fold_contact([first, undone]) is None


def test_nobody_is_merged_into_a_greater_id() -> None:
    first = kept(1, name="山田")
    into = event(2, Kind.CONTACT_MERGED, {"into": PREFIX + "4"})
    assert folded(first, into).merged_into == PREFIX + "4"
    for other in (PREFIX + "6", ID, "memo", 3, None):
        assert folded(first, event(2, Kind.CONTACT_MERGED, {"into": other})).stands


def test_a_blanked_event_leaves_nothing_of_what_it_said() -> None:
    blanked = Event("e1", ID, "", "d", 1, Kind.CONTACT_KEPT, {})
    assert fold_contact([blanked]) is None


@pytest.mark.parametrize(
    "body",
    [
        {"name": 3}, {"name": "\ud800"}, {"left": "yes"}, {"their_closing": "25:00"},
        {"numbers": []}, {"numbers": {"1": 3}}, {"numbers": {"1": {"number": None}}},
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_passed_over(body: dict[str, Any]) -> None:
    assert folded(kept(1, company="アオバ商事"), kept(2, **body)) == replace(
        folded(kept(1, company="アオバ商事")), changed_at=START + timedelta(minutes=2)
    )


def test_two_desktops_give_one_id_to_one_person() -> None:
    one = Contact(name="山田様", company="株式会社アオバ商事", numbers=(OFFICE_NUMBER,))
    other = Contact(
        name="山田", company="アオバ商事㈱", numbers=(ContactNumber("", "０３００００0142"),)
    )
    assert natural_id(one) == natural_id(other)
    assert is_contact(natural_id(one))
    assert natural_id(one) != natural_id(replace(one, name="山本"))


def test_what_differs_leads_from_one_contact_to_the_other() -> None:
    before = Contact(id=ID, name="山田", numbers=(OFFICE_NUMBER,), their_closing=time(17, 30))
    after = replace(before, name="", left=True, numbers=(MOBILE_NUMBER,), their_closing=None)
    first, second = changed_contact(Contact(), before), changed_contact(before, after)
    assert second.keys() == {"name", "left", "numbers", "their_closing"}
    found = folded(kept(1, **first), kept(2, **second))
    assert replace(found, changed_at=None) == after


_BODIES: list[dict[str, Any]] = [
    {"name": "山田"}, {"name": ""}, {"kana": "ヤマダ"}, {"left": True}, {"their_closing": "17:30"},
    {"numbers": {"1": {"label": "office", "number": "1"}}}, {"numbers": {"1": None}}, {"name": 3},
]  # fmt: skip
_KINDS = (Kind.CONTACT_KEPT,) * 5 + (Kind.CONTACT_DROPPED, Kind.CONTACT_MERGED, Kind.TAKEN)


@settings(max_examples=300)
@given(seed=st.integers(0, 2**32), data=st.data())
def test_the_order_of_arrival_does_not_matter(seed: int, data: st.DataObject) -> None:
    dice = random.Random(seed)
    events: list[Event] = []
    for number in range(1, 10):
        body: dict[str, Any] = dict(dice.choice(_BODIES))
        if dice.random() < 0.5:
            body["learned_from"] = dice.choice(("m1", "m2"))
        kind: Kind = dice.choice(_KINDS)
        if events and dice.random() < 0.2:
            kind, body = Kind.UNDONE, {"event_id": dice.choice(events).event_id}
        if kind is Kind.CONTACT_MERGED:
            body = {"into": PREFIX + dice.choice("149")}
        events.append(replace(event(number, kind, body), hlc=dice.randrange(4)))
    shuffled = data.draw(st.permutations(events + events[:2]))
    assert fold_contact(shuffled) == fold_contact(events)
