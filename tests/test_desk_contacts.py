"""The address book at the desk: kept, merged, grown from memos, recalled, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from callmemo import errors
from callmemo.core.contact import MOBILE, OFFICE, Contact, ContactNumber
from callmemo.core.memo import Caller, Draft
from callmemo.core.rules import MAX_LINE, MAX_TEXT
from callmemo.core.vocabulary import Kind, Outcome, Request, Status, Urgency, View
from callmemo.desk import Desk
from tests.office_day import DAY, HOUR, MINUTE, TEN, call, desk

NUMBER = ContactNumber(OFFICE, "03-0000-0142")
PHONE = "03-0000-0142"


@pytest.fixture
def office_desk(tmp_path: Path) -> Iterator[Desk]:
    made = desk(tmp_path)
    yield made
    assert made.faults() == []
    made.close()


def keep(office_desk: Desk, name: str = "山田", **fields: object) -> str:
    told = {"company": "アオバ商事", "numbers": (NUMBER,), **fields}
    contact = replace(Contact(name=name), **told)  # type: ignore[arg-type] # any field at all
    return office_desk.keep_contact(contact, TEN).contact_id


# Keeping


def test_what_was_kept_is_found_and_corrected(office_desk: Desk) -> None:
    contact_id = keep(office_desk, rules="17時終業。急ぎは携帯へ。", their_closing=time(17, 0))
    contact = office_desk.contact(contact_id)
    assert (contact.name, contact.their_closing) == ("山田", time(17, 0))
    office_desk.keep_contact(replace(contact, kana="ヤマダ", rules=""), TEN)
    after = office_desk.contact(contact_id)
    assert (after.kana, after.rules) == ("ヤマダ", "")
    assert office_desk.keep_contact(after, TEN).events == ()


def test_what_others_changed_meanwhile_is_left_alone(office_desk: Desk) -> None:
    seen = office_desk.contact(keep(office_desk))
    office_desk.keep_contact(replace(seen, kana="ヤマダ"), TEN)
    office_desk.keep_contact(replace(seen, department="購買部"), TEN, before=seen)
    after = office_desk.contact(seen.id)
    assert (after.kana, after.department) == ("ヤマダ", "購買部")


def test_the_same_person_kept_twice_is_one(office_desk: Desk) -> None:
    assert keep(office_desk) == keep(office_desk, kana="ヤマダ")
    assert [each.kana for each in office_desk.contacts()] == ["ヤマダ"]


@pytest.mark.parametrize(
    "contact",
    [
        Contact(),
        Contact(name="　 "),
        Contact(name="a" * (MAX_LINE + 1)),
        Contact(name="山田", notes="a" * (MAX_TEXT + 1)),
        Contact(name="山\x00田"),
        Contact(numbers=(ContactNumber(OFFICE, "0" * (MAX_LINE + 1)),)),
        Contact(name="a", numbers=tuple(ContactNumber("", f"0300000{n:03}") for n in range(21))),
    ],
)
def test_what_is_no_contact_is_refused(office_desk: Desk, contact: Contact) -> None:
    with pytest.raises(errors.MemoRefused):
        office_desk.keep_contact(contact, TEN)
    with pytest.raises(errors.MemoRefused):
        office_desk.keep_contacts([Contact(name="佐藤"), contact], TEN)
    assert office_desk.contacts() == []


def test_several_kept_at_once_are_taken_back_at_once(office_desk: Desk) -> None:
    office_desk.keep_contacts([Contact(name="佐藤"), Contact(name="鈴木")], TEN)
    assert len(office_desk.contacts()) == 2
    office_desk.undo(TEN)
    assert office_desk.contacts() == []


def test_who_is_dropped_is_gone_and_can_be_taken_back(office_desk: Desk) -> None:
    contact_id = keep(office_desk)
    office_desk.drop_contact(contact_id, TEN)
    assert office_desk.contacts() == office_desk.people("山田") == []
    with pytest.raises(errors.ContactNotFound):
        office_desk.contact(contact_id)
    office_desk.undo(TEN)
    assert office_desk.people("0142") == [office_desk.contact(contact_id)]


def test_who_is_kept_again_after_being_dropped_is_as_described_now(office_desk: Desk) -> None:
    contact_id = keep(office_desk, notes="old")
    office_desk.drop_contact(contact_id, TEN)
    assert keep(office_desk) == contact_id
    assert office_desk.contact(contact_id).notes == ""


@pytest.mark.parametrize("turned", [False, True])
def test_merged_people_are_one_whichever_way_round(office_desk: Desk, *, turned: bool) -> None:
    one = keep(office_desk, kana="ヤマダ", notes="茶道")
    mobile = (ContactNumber(MOBILE, "090-0000-0188"),)
    other = keep(office_desk, name="山田 太郎", numbers=mobile, department="購買部", notes="釣り")
    into, away = (one, other) if turned else (other, one)
    name = office_desk.contact(into).name
    office_desk.merge_contacts(into, [away], TEN)
    (left,) = office_desk.contacts()
    assert office_desk.contact(one) == office_desk.contact(other) == left
    assert (left.name, left.kana, left.department) == (name, "ヤマダ", "購買部")
    assert set(left.keys) == {"0300000142", "09000000188"}
    assert set(left.notes.splitlines()) == {"茶道", "釣り"}
    office_desk.undo(TEN)
    assert {each.id for each in office_desk.contacts()} == {one, other}
    assert not office_desk.contact(one).department


def test_who_has_left_leads_to_the_successor(office_desk: Desk) -> None:
    gone, after = keep(office_desk), keep(office_desk, name="佐藤", department="購買部")
    office_desk.mark_left(gone, TEN, successor=after)
    card = office_desk.caller("", "山田", "アオバ商事", TEN)
    assert card is not None
    assert card.contact is not None
    assert card.contact.left
    assert card.successor == office_desk.contact(after)
    with pytest.raises(errors.MemoRefused):
        office_desk.mark_left(gone, TEN, successor=gone)


# Growing


def test_taking_a_memo_teaches_and_undoing_it_unteaches(office_desk: Desk) -> None:
    taken = office_desk.take(call(), TEN)
    (contact,) = office_desk.contacts()
    assert taken.contact_ids == {contact.id}
    assert taken.memo_ids == {taken.memo_id}
    assert contact.learned
    office_desk.undo(TEN)
    assert office_desk.contacts() == []
    assert office_desk.memo(taken.memo_id).status is Status.CANCELLED


def test_undoing_a_given_action_takes_back_all_of_it(office_desk: Desk) -> None:
    taken = office_desk.take(call(), TEN)
    office_desk.take(call("佐藤"), TEN)
    office_desk.undo(TEN, taken)
    assert [each.name for each in office_desk.contacts()] == ["佐藤"]


def test_undo_takes_back_only_the_last_of_two_actions(office_desk: Desk) -> None:
    office_desk.take(call(), TEN)
    second = office_desk.take(call("佐藤"), TEN)
    office_desk.undo(TEN)
    assert [each.name for each in office_desk.contacts()] == ["山田"]
    assert office_desk.memo(second.memo_id).status is Status.CANCELLED
    office_desk.undo(TEN)
    assert office_desk.contacts() == []


def test_a_second_call_of_somebody_known_writes_one_event_only(office_desk: Desk) -> None:
    office_desk.take(call(), TEN)
    assert len(office_desk.take(call(), TEN).events) == 1


def test_correcting_a_memo_corrects_what_it_taught(office_desk: Desk) -> None:
    memo_id = office_desk.take(call("山本"), TEN).memo_id
    changes = office_desk.amend(memo_id, call("山田"), TEN)
    assert [each.name for each in office_desk.contacts()] == ["山田"]
    office_desk.undo(TEN, changes)
    assert [each.name for each in office_desk.contacts()] == ["山本"]
    assert office_desk.memo(memo_id).draft.caller.name == "山本"


def test_what_was_typed_is_never_overwritten(office_desk: Desk) -> None:
    contact_id = keep(office_desk, kana="ヤマダ", department="購買部")
    office_desk.take(call(caller=Caller("アオバ商事", "購買部", "山田", "ヤマタ", PHONE)), TEN)
    assert office_desk.contact(contact_id).kana == "ヤマダ"
    assert len(office_desk.contacts()) == 1


# Finding


def test_people_are_found_by_whatever_is_known(office_desk: Desk) -> None:
    contact_id = keep(office_desk, kana="ヤマダ タロウ", company="株式会社アオバ商事")
    keep(office_desk, name="伊藤", company="みなと", numbers=())
    for query in (
        "山田", "やまだ", "ﾔﾏﾀﾞ", "yamada", "YAMADA", "タロウ", "アオバ", "aoba", "0142", "03-0000",
        "０３００００", "+81 3 0000 0142", "山田 アオバ", "だ",
    ):  # fmt: skip
        assert [each.id for each in office_desk.people(query)] == [contact_id], query
    assert office_desk.people("山田 みなと") == []
    assert office_desk.people("") == office_desk.people("\x00") == office_desk.people("・") == []


def test_a_kanji_name_without_kana_is_found_by_its_usual_reading(office_desk: Desk) -> None:
    contact_id = keep(office_desk)
    assert [each.id for each in office_desk.people("やまだ")] == [contact_id]
    assert [each.id for each in office_desk.people("yamada")] == [contact_id]


def test_names_that_begin_so_come_first(office_desk: Desk) -> None:
    keep(office_desk, name="小山田", numbers=())
    keep(office_desk, name="山田", numbers=())
    assert [each.name for each in office_desk.people("山田")] == ["山田", "小山田"]
    assert len(office_desk.people("山田", limit=1)) == 1


# Recalling


def test_nobody_known_has_no_card(office_desk: Desk) -> None:
    assert office_desk.caller(PHONE, "山田", "アオバ商事", TEN) is None
    assert office_desk.caller("", "", "", TEN) is None
    assert office_desk.caller("\x00", "", "", TEN) is None


def test_a_number_in_any_notation_recalls_the_caller(office_desk: Desk) -> None:
    taken = office_desk.take(call(subject="納品の件"), TEN)
    for phone in ("0300000142", "０３－００００－０１４２", "+81-3-0000-0142"):
        card = office_desk.caller(phone, "", "", TEN + HOUR)
        assert card is not None
        assert (card.name, card.count_today) == ("山田", 2)
        assert card.continues is not None
        assert card.continues.id == taken.memo_id


def test_memos_without_a_number_are_recalled_by_name_and_company(office_desk: Desk) -> None:
    caller = Caller(company="株式会社アオバ商事", name="山田")
    taken = office_desk.take(call(caller=caller, target=None), TEN)
    card = office_desk.caller("", "山田様", "アオバ商事", TEN + HOUR)
    assert card is not None
    assert [memo.id for memo in card.recent] == [taken.memo_id]


def test_a_call_by_mobile_is_recalled_too(office_desk: Desk) -> None:
    caller = Caller(name="山田", phone=PHONE, mobile="090-0000-0188")
    office_desk.take(call(caller=caller), TEN)
    for phone in (PHONE, "09000000188"):
        card = office_desk.caller(phone, "", "", TEN + HOUR)
        assert card is not None
        assert card.count_today == 2


def test_namesakes_of_the_company_are_shown_with_their_department(office_desk: Desk) -> None:
    keep(office_desk, department="購買部")
    other = keep(office_desk, name="山田 花子", department="経理部", numbers=())
    card = office_desk.caller(PHONE, "", "", TEN)
    assert card is not None
    assert [each.id for each in card.namesakes] == [other]


# Continuing


def test_a_further_call_is_noted_on_the_open_memo(office_desk: Desk) -> None:
    memo_id = office_desk.take(call(subject="納品の件", body="数が違う"), TEN).memo_id
    office_desk.confirm(memo_id, TEN + MINUTE)
    office_desk.snooze(memo_id, TEN + 3 * HOUR, TEN + MINUTE)
    second = call(
        subject="納品の件", body="お急ぎ", urgency=Urgency.URGENT, urgent_reason="店頭でお待ち"
    )
    changes = office_desk.continue_memo(memo_id, second, TEN + HOUR)
    (memo,) = office_desk.memos(View.ALL, TEN + HOUR)
    assert changes.memo_id == memo.id == memo_id
    assert (memo.status, memo.confirmed_at, memo.snoozed_until) == (Status.NEW, None, None)
    assert (memo.calls, memo.last_called_at) == (2, TEN + HOUR)
    assert (memo.draft.subject, memo.draft.body) == ("納品の件", "数が違う\nお急ぎ")
    assert memo.draft.is_urgent
    assert memo.due_at == TEN + HOUR + 30 * MINUTE, "urgent now, and due as urgent calls are"
    kinds = [event.kind for event, _ in office_desk.history(memo_id)]
    assert kinds[-1] == Kind.CALLED_AGAIN
    office_desk.undo(TEN + HOUR)
    memo = office_desk.memo(memo_id)
    assert (memo.calls, memo.draft.is_urgent, memo.draft.body) == (1, False, "数が違う")


def test_a_calmer_call_keeps_what_was_urgent_and_when_it_is_due(office_desk: Desk) -> None:
    first = call(urgency=Urgency.URGENT, urgent_reason="店頭でお待ち", complaint=True)
    memo_id = office_desk.take(first, TEN).memo_id
    due = office_desk.memo(memo_id).due_at
    office_desk.continue_memo(memo_id, call(addressee=""), TEN + 5 * MINUTE)
    memo = office_desk.memo(memo_id)
    assert memo.draft.is_urgent
    assert memo.draft.complaint
    assert (memo.due_at, memo.draft.addressee) == (due, "鈴木")


def test_their_call_that_we_waited_for_may_ask_for_ours(office_desk: Desk) -> None:
    memo_id = office_desk.take(call(request=Request.WILL_CALL_AGAIN, target=None), TEN).memo_id
    assert office_desk.memo(memo_id).status is Status.WAITING
    office_desk.continue_memo(memo_id, call(), TEN + HOUR)
    memo = office_desk.memo(memo_id)
    assert (memo.status, memo.draft.request) == (Status.NEW, Request.PLEASE_CALL_BACK)


def test_what_is_closed_is_not_continued(office_desk: Desk) -> None:
    memo_id = office_desk.take(call(), TEN).memo_id
    office_desk.finish(memo_id, TEN)
    with pytest.raises(errors.MemoRefused):
        office_desk.continue_memo(memo_id, call(), TEN)


def test_a_call_noted_while_another_desktop_closed_the_memo_opens_it_again(
    office_desk: Desk, tmp_path: Path
) -> None:
    memo_id = office_desk.take(call(), TEN).memo_id
    other = desk(tmp_path / "other", device="desktop-2")
    other._journal.append(office_desk._journal.events_of(memo_id))
    office_desk.finish(memo_id, TEN + MINUTE)
    later = other.continue_memo(memo_id, call(body="まだ?"), TEN + 2 * MINUTE)
    office_desk._journal.append(later.events)
    memo = office_desk.memo(memo_id)
    assert (memo.is_open, memo.closed_at) == (True, None)
    other.close()


def test_a_continued_call_that_came_to_nothing_is_still_a_draft_to_be_allowed(
    office_desk: Desk,
) -> None:
    memo_id = office_desk.take(call(), TEN).memo_id
    urgent = replace(call(), urgency=Urgency.URGENT)
    with pytest.raises(errors.MemoRefused):
        office_desk.continue_memo(memo_id, urgent, TEN)
    office_desk.attempt(memo_id, Outcome.ABSENT, TEN)
    office_desk.continue_memo(memo_id, Draft(), TEN + DAY)
    assert office_desk.memo(memo_id).calls == 2
