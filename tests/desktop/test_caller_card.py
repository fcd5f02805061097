"""The caller card: it recalls, proposes and fills in, and never does anything by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from callmemo.core.contact import MOBILE, OFFICE, Contact, ContactNumber
from callmemo.core.memo import Caller, Draft
from callmemo.core.vocabulary import Request, Urgency
from callmemo.desktop.people_offer import BookOffer
from tests.desktop.form_world import ALT, FormWorld, compose, press, type_japanese, type_keys
from tests.desktop.seeing import cut_texts, settle

PHONE = "03-0000-0142"
NUMBER = ContactNumber(OFFICE, PHONE)
Key = Qt.Key


@pytest.fixture(autouse=True)
def wide(new: FormWorld) -> None:
    """Make room for the cards beside the fields."""
    new.form.resize(960, 720)
    settle()


def call(name: str = "山田", **fields: Any) -> Draft:
    caller = Caller(company="アオバ商事", name=name, phone=PHONE)
    return Draft(caller=caller, addressee="鈴木", subject="納品の件", **fields)


def keep(new: FormWorld, name: str = "山田 太郎", **fields: Any) -> str:
    told = {"company": "アオバ商事", "numbers": (NUMBER,), **fields}
    changes = new.desk.keep_contact(replace(Contact(name=name), **told), new.now)
    return changes.contact_id


def shown(new: FormWorld, name: str) -> str:
    """The text of a part of the card, or nothing where it is hidden."""
    part = new.find(QLabel, name)
    return part.text().replace("\u200b", "") if part.isVisible() else ""


def text(new: FormWorld, name: str) -> str:
    return new.find(QLineEdit, name).text()


def test_a_known_number_says_beside_it_that_they_called_before(new: FormWorld) -> None:
    new.take(call())
    new.now += timedelta(hours=1)
    assert not new.find(QWidget, "callerCard").isVisible()
    type_keys("0300000142")
    assert new.find(QLabel, "callerAgain").accessibleName() == "本日2回目。前回 10:15 納品の件"
    assert shown(new, "callerName") == "山田 様"
    assert shown(new, "callerCount") == "本日2回目"
    assert "折り返す約束です（17:30）" in shown(new, "callerOpenText")


def test_nobody_known_shows_no_card(new: FormWorld) -> None:
    new.fill("phone", "03-0000-0111")
    assert not new.find(QWidget, "callerCard").isVisible()
    assert not new.find(QLabel, "callerAgain").isVisible()


def test_one_key_fills_in_what_is_blank_and_nothing_else(new: FormWorld) -> None:
    mobile = ContactNumber(MOBILE, "090-0000-0188")
    keep(
        new, numbers=(NUMBER, mobile), kana="ヤマダタロウ", department="購買部",
        their_closing=time(17, 0), rules="急ぎは携帯へ",
    )  # fmt: skip
    new.fill("company", "アオバ")
    new.fill("phone", PHONE)
    assert text(new, "name") == "", "nothing is filled in unasked"
    assert "急ぎは携帯へ" in shown(new, "callerRules")
    press(Key.Key_F3)
    draft = new.form._page.read(Draft())
    assert draft.caller == Caller(
        "アオバ", "購買部", "山田 太郎", "ヤマダタロウ", PHONE, "090-0000-0188"
    )
    assert draft.their_closing == time(17, 0)
    assert not new.find(QPushButton, "takeCaller").isVisible()


def test_of_several_the_one_who_is_chosen_is_filled_in(new: FormWorld) -> None:
    keep(new)
    sato = keep(new, "佐藤", department="経理部")
    new.fill("phone", PHONE)
    assert shown(new, "callerName") == "どなたですか"
    new.click(f"pick-{sato}")
    assert (text(new, "name"), text(new, "company")) == ("佐藤", "アオバ商事")
    assert shown(new, "callerName") == "佐藤 様"


def test_who_left_is_said_with_the_successor(new: FormWorld) -> None:
    sato = keep(new, "佐藤", numbers=())
    gone = keep(new)
    new.desk.mark_left(gone, new.now, successor=sato)
    new.fill("phone", PHONE)
    assert "退職・異動" in shown(new, "callerLeft")
    new.click(f"pick-{sato}")
    assert text(new, "name") == "佐藤"


def test_urgency_is_proposed_with_its_reason_and_taken_only_by_hand(new: FormWorld) -> None:
    new.take(call())
    new.fill("phone", PHONE)
    assert new.form._page.read(Draft()).urgency is Urgency.NORMAL
    assert "本日2回目のお電話" in shown(new, "callerProposalText")
    press(Key.Key_7, ALT)
    draft = new.form._page.read(Draft())
    assert (draft.urgency, draft.urgent_reason) == (Urgency.URGENT, "本日2回目のお電話")
    assert not new.find(QWidget, "callerProposal").isVisible()


def test_a_reason_that_was_typed_stays(new: FormWorld) -> None:
    new.take(call())
    new.fill("urgent_reason", "店頭でお待ち")
    new.fill("phone", PHONE)
    press(Key.Key_7, ALT)
    assert text(new, "urgent_reason") == "店頭でお待ち"


def test_a_third_call_hints_at_a_complaint_which_is_marked_by_hand(new: FormWorld) -> None:
    memo = new.take(call())
    new.desk.continue_memo(memo.id, call(), new.now)
    new.fill("phone", PHONE)
    assert "苦情" in shown(new, "callerProposalText")
    assert not new.form._page.read(Draft()).complaint
    new.click("makeComplaint")
    assert new.form._page.read(Draft()).complaint


def test_the_call_is_noted_on_the_open_memo_when_asked_for(new: FormWorld, qtbot: QtBot) -> None:
    memo = new.take(call())
    new.now += timedelta(minutes=30)
    new.fill("phone", PHONE)
    press(Key.Key_6, ALT)
    assert memo.number in shown(new, "callerOpenText")
    assert (text(new, "name"), text(new, "addresseeText")) == ("山田", "鈴木")
    new.fill("body", "まだでしょうか")
    with qtbot.waitSignal(new.form.saved) as saved:
        new.form.save_and_tell()
    assert saved.args == [memo.id]
    (after,) = new.memos()
    assert (after.calls, after.draft.body) == (2, "まだでしょうか")


def test_by_default_and_after_turning_back_it_is_a_new_memo(new: FormWorld) -> None:
    new.take(call())
    new.fill("phone", PHONE)
    press(Key.Key_6, ALT)
    press(Key.Key_6, ALT)
    new.form.save_and_tell()
    assert len(new.memos()) == 2


def test_another_caller_is_not_noted_on_this_ones_memo(new: FormWorld) -> None:
    new.take(call())
    new.fill("phone", PHONE)
    press(Key.Key_6, ALT)
    new.fill("phone", "03-0000-0111")
    new.fill("name", "渡辺")
    new.form.save_and_tell()
    assert len(new.memos()) == 2


def test_saving_and_going_on_begins_a_new_memo(new: FormWorld) -> None:
    memo = new.take(call())
    new.fill("phone", PHONE)
    press(Key.Key_6, ALT)
    new.form.save_and_next()
    assert memo.number in new.says()
    new.fill("phone", PHONE)
    assert memo.number not in shown(new, "callerOpenText")


def test_a_memo_that_another_desk_closed_meanwhile_is_not_continued_in_silence(
    new: FormWorld,
) -> None:
    memo = new.take(call())
    new.fill("phone", PHONE)
    press(Key.Key_6, ALT)
    new.desk.finish(memo.id, new.now)
    new.form.save_and_tell()
    assert new.form.isVisible(), "it was refused, and all that was typed is there"
    assert text(new, "phone") == PHONE


def test_a_memo_of_the_card_can_be_looked_at(new: FormWorld, qtbot: QtBot) -> None:
    memo = new.take(call())
    new.fill("phone", PHONE)
    with qtbot.waitSignal(new.form.recall.memo_wanted) as wanted:
        new.click(f"recent-{memo.number}")
    assert wanted.args == [memo.id]


def test_a_correction_recalls_nobody(new: FormWorld) -> None:
    memo = new.take(call())
    new.form.open_for(memo)
    assert not new.find(QWidget, "callerCard").isVisible()


def test_what_changed_elsewhere_is_seen(new: FormWorld) -> None:
    new.take(call())
    new.fill("phone", PHONE)
    new.session.perform(lambda desk, now: desk.take(call(), now), None)
    new.fill("subject", "x")
    assert shown(new, "callerCount") == "本日3回目"


def test_no_key_of_the_card_acts_while_japanese_is_composed(new: FormWorld) -> None:
    new.take(call())
    new.fill("phone", PHONE)
    new.find(QWidget, "name").setFocus()
    compose("やま")
    press(Key.Key_7, ALT)
    press(Key.Key_F3)
    assert not new.form._page.read(Draft()).is_urgent
    assert text(new, "company") == ""


# People offered while typing


def offered(offer: BookOffer) -> list[str]:
    popup = offer.completer.popup()
    if not popup.isVisible():
        return []
    model = popup.model()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.UserRole)
    rows = range(model.rowCount())
    return ["/".join(str(model.index(row, 0).data(role)) for role in roles) for row in rows]


def test_a_name_being_typed_offers_people_with_their_departments(new: FormWorld) -> None:
    keep(new, department="購買部", kana="ヤマダ")
    keep(new, "山田 花子", department="経理部")
    new.find(QWidget, "name").setFocus()
    type_japanese("やまだ")
    names = new.form.recall.names
    assert offered(names) == ["山田 太郎/アオバ商事 購買部", "山田 花子/アオバ商事 経理部"]
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert (text(new, "name"), text(new, "company")) == ("山田 太郎", "アオバ商事")
    assert text(new, "phone") == PHONE
    assert new.form._page.read(Draft()).caller.department == "購買部"


def test_nothing_is_taken_from_the_list_by_going_on(new: FormWorld) -> None:
    keep(new)
    new.find(QWidget, "name").setFocus()
    type_japanese("山")
    assert offered(new.form.recall.names)
    press(Key.Key_Tab)
    assert (text(new, "name"), text(new, "company")) == ("山", "")


def test_a_company_being_typed_is_offered_once(new: FormWorld) -> None:
    keep(new)
    keep(new, "佐藤")
    new.find(QWidget, "company").setFocus()
    type_japanese("あおば")
    assert offered(new.form.recall.companies) == ["アオバ商事/"]
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert (text(new, "company"), text(new, "name")) == ("アオバ商事", "")


def test_what_is_filled_in_asks_for_no_list(new: FormWorld) -> None:
    keep(new)
    new.fill("name", "山田")
    assert offered(new.form.recall.names) == []


# The mobile stands where the callback goes


def test_the_mobile_is_asked_for_when_it_is_to_be_called(new: FormWorld) -> None:
    assert not new.find(QWidget, "mobile").isVisible()
    new.click("target-incoming-their_mobile")
    assert new.find(QWidget, "mobile").isVisible()
    new.fill("mobile", "090-0000-0188")
    new.click("target-incoming-their_office")
    assert new.find(QWidget, "mobile").isVisible(), "what was typed stays in sight"


def test_nothing_on_the_card_is_cut(new: FormWorld, qtbot: QtBot) -> None:
    long = "株式会社" + "とても長い名前の商事" * 6
    rules = "取り決め" * 40
    keep(new, "山田" * 12, company=long, department="購買部" * 8, rules=rules, notes=rules)
    draft = replace(call(), caller=Caller(company=long, name="山田" * 12, phone=PHONE))
    new.take(replace(draft, request=Request.PLEASE_CALL_BACK, subject="件名" * 30))
    new.fill("phone", PHONE)
    card = new.find(QWidget, "callerCard")
    qtbot.waitUntil(lambda: card.isVisible() and not cut_texts(card))
