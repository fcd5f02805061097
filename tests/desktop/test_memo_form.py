"""The memo form: a call is written down by keyboard alone, and saved as it was meant."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from callmemo.core.memo import Caller, Draft
from callmemo.core.vocabulary import (
    INCOMING_REQUESTS,
    CallbackReason,
    Channel,
    Direction,
    Request,
    Target,
    Urgency,
)
from tests.desktop.form_world import (
    ALT,
    CTRL,
    SHIFT,
    FormWorld,
    focus_name,
    press,
    type_japanese,
    type_keys,
)

Key = Qt.Key


def test_a_whole_memo_is_taken_by_keyboard_alone(new: FormWorld, qtbot: QtBot) -> None:
    type_keys("03-0000-0142")
    press(Key.Key_Tab)
    type_japanese("山田")
    press(Key.Key_Tab)
    type_japanese("アオバ商事")
    press(Key.Key_Tab)
    type_keys("suz")
    completer = new.form._page.who.addressee._completer
    qtbot.waitUntil(lambda: completer.popup().currentIndex().isValid())
    press(Key.Key_Return)
    press(Key.Key_Tab)
    assert focus_name() == "urgent"
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    press(Key.Key_2)
    press(Key.Key_J, ALT)
    type_japanese("納品数量")
    press(Key.Key_Tab)
    type_japanese("20箱違う")
    with qtbot.waitSignals([new.form.saved, new.form.closed]):
        press(Key.Key_Return, CTRL)
    (memo,) = new.memos()
    draft = memo.draft
    assert draft.caller == Caller(company="アオバ商事", name="山田", phone="03-0000-0142")
    assert (draft.addressee, draft.subject, draft.body) == ("Suzuki", "納品数量", "20箱違う")
    assert draft.request is Request.WILL_CALL_AGAIN
    assert draft.taken_by == "木村"
    assert not new.form.isVisible()
    assert new.drafts == []


def test_what_is_usual_is_chosen_from_the_start(new: FormWorld) -> None:
    new.fill("name", "山田")
    new.form.save_and_tell()
    (memo,) = new.memos()
    assert memo.draft.direction is Direction.INCOMING
    assert memo.draft.request is Request.PLEASE_CALL_BACK
    assert memo.draft.target is Target.THEIR_OFFICE
    assert memo.draft.addressee == ""
    assert memo.due_at == new.now.replace(hour=17, minute=30)


def test_saving_and_going_on_opens_an_empty_form(new: FormWorld, qtbot: QtBot) -> None:
    type_keys("03-0000-0142")
    with qtbot.waitSignal(new.form.saved):
        press(Key.Key_Return, CTRL | SHIFT)
    assert new.form.isVisible()
    assert focus_name() == "phone"
    assert new.find(QLineEdit, "phone").text() == ""
    assert new.memos()[0].number in new.says()
    type_keys("03-0000-0175")
    press(Key.Key_Return, CTRL)
    assert {memo.draft.caller.phone for memo in new.memos()} == {"03-0000-0142", "03-0000-0175"}


@pytest.mark.parametrize("number", range(1, 7))
def test_numbers_choose_the_request_where_no_text_has_the_focus(
    new: FormWorld, number: int
) -> None:
    press(Key.Key_R, ALT)
    assert focus_name() == "request-incoming-please_call_back"
    type_keys(str(number))
    new.fill("name", "山田")
    new.form.save_and_tell()
    assert new.memos()[0].draft.request is INCOMING_REQUESTS[number - 1]


@pytest.mark.parametrize("name", ["phone", "addresseeText", "body"])
def test_numbers_typed_into_a_text_stay_text(new: FormWorld, name: str) -> None:
    new.find(QWidget, name).setFocus()
    type_keys("2")
    assert new.form._page.request.request is Request.PLEASE_CALL_BACK


def test_numbers_that_no_request_has_do_nothing(new: FormWorld) -> None:
    new.click("direction-outgoing")
    press(Key.Key_R, ALT)
    type_keys("6")
    assert new.form._page.request.request is Request.THEY_CALL_BACK


def test_turning_the_direction_keeps_what_was_typed_and_chosen(new: FormWorld) -> None:
    new.fill("phone", "03-0000-0142")
    new.fill("body", "内容")
    new.click("request-incoming-returned_call")
    new.click("target-incoming-their_mobile")
    press(Key.Key_2, ALT)
    assert not new.find(QPushButton, "request-incoming-called").isVisible()
    assert new.find(QPushButton, "request-outgoing-we_call_again").isVisible()
    assert new.find(QLineEdit, "addresseeText").text() == "木村"
    press(Key.Key_1, ALT)
    assert new.find(QLineEdit, "addresseeText").text() == ""
    new.form.save_and_tell()
    (memo,) = new.memos()
    assert memo.draft.caller.phone == "03-0000-0142"
    assert memo.draft.body == "内容"
    assert memo.draft.request is Request.RETURNED_CALL
    assert memo.draft.target is Target.THEIR_MOBILE


def test_a_named_addressee_stays_when_the_direction_turns(new: FormWorld) -> None:
    new.fill("addressee", "鈴木")
    new.click("direction-outgoing")
    new.click("direction-incoming")
    assert new.find(QLineEdit, "addresseeText").text() == "鈴木"


def test_waiting_for_their_call_asks_why_and_until_when(new: FormWorld) -> None:
    new.click("direction-outgoing")
    new.fill("company", "北星物流")
    new.click("callback_reason-needs_authority")
    closing = new.find(QComboBox, "their_closing")
    closing.setCurrentIndex(closing.findText("18:00"))
    new.form.save_and_tell()
    (memo,) = new.memos()
    assert memo.draft.callback_reason is CallbackReason.NEEDS_AUTHORITY
    assert f"{memo.draft.their_closing}" == "18:00:00"
    assert memo.draft.target is Target.ME


def test_calling_again_suggests_tomorrow_morning_until_the_user_chooses(new: FormWorld) -> None:
    new.click("direction-outgoing")
    new.click("request-outgoing-we_call_again")
    assert new.form._page.matter.due.due == (new.now + timedelta(days=1)).replace(hour=9, minute=0)
    new.click("request-outgoing-they_call_back")
    assert new.form._page.matter.due.due is None
    new.click("dueChips-hour")
    new.click("request-outgoing-we_call_again")
    assert new.form._page.matter.due.due == new.now + timedelta(hours=1)


def test_what_does_not_go_with_the_request_is_not_saved(new: FormWorld) -> None:
    new.fill("name", "山田")
    new.click("target-incoming-their_other")
    new.fill("target_number", "090-0000-0001")
    new.click("dueChips-hour")
    new.click("urgent")
    new.fill("urgent_reason", "店頭にお客様")
    new.click("urgent")
    new.click("request-incoming-message")
    new.form.save_and_tell()
    (memo,) = new.memos()
    assert memo.draft.target is None
    assert memo.draft.target_number == ""
    assert memo.draft.due_at is None
    assert memo.draft.urgent_reason == ""


def test_a_visitor_did_not_phone(new: FormWorld) -> None:
    new.fill("name", "山田")
    new.click("request-incoming-visited")
    new.form.save_and_tell()
    assert new.memos()[0].draft.channel is Channel.VISIT


def test_every_field_reaches_the_memo(new: FormWorld) -> None:
    texts = {
        "phone": "03-0000-0142",
        "mobile": "090-0000-0188",
        "name": "山田",
        "company": "アオバ商事",
        "addressee": "鈴木",
        "urgent_reason": "店頭",
        "target_number": "03-0000-0001",
        "substitute": "佐藤",
        "reachable": "午後",
        "subject": "納品",
        "body": "一行目\n二行目",
        "kana": "ヤマダ",
        "department": "購買部",
        "extension": "12",
        "answered_here": "お詫び",
        "taken_by": "田中",
    }
    press(Key.Key_F2)
    for name in ("urgent", "complaint", "target-incoming-their_other", "dueChips-noon"):
        new.click(name)
    new.click("channel-answering_service")
    for name in ("withheld", "read_back"):
        new.find(QCheckBox, name).click()
    closing = new.find(QComboBox, "their_closing")
    closing.setCurrentIndex(closing.findText("18:30"))
    for name, text in texts.items():
        new.fill(name, text)
    new.form.save_and_tell()
    (memo,) = new.memos()
    draft = memo.draft
    own = {name: getattr(draft, name, None) or getattr(draft.caller, name, "") for name in texts}
    assert own == texts
    assert (draft.withheld, draft.read_back, draft.complaint) == (True, True, True)
    assert draft.urgency is Urgency.URGENT
    assert draft.channel is Channel.ANSWERING_SERVICE
    assert draft.target is Target.THEIR_OTHER
    assert draft.due_at == new.now.replace(hour=12, minute=0)
    assert f"{draft.their_closing}" == "18:30:00"


def test_a_correction_changes_only_what_was_corrected(taken: FormWorld, qtbot: QtBot) -> None:
    (memo,) = taken.memos()
    taken.form.open_for(memo)
    assert taken.form.windowTitle() == f"メモを直す No. {memo.number}"
    taken.fill("subject", "納品数量")
    with qtbot.waitSignal(taken.form.saved) as saved:
        taken.form.save_and_tell()
    assert saved.args == [memo.id]
    event, _ = taken.desk.history(memo.id)[-1]
    assert {name for name in event.body if name != "at"} == {"subject"}
    assert taken.drafts == []


def test_a_correction_without_change_closes_quietly(taken: FormWorld) -> None:
    (memo,) = taken.memos()
    taken.form.open_for(memo)
    taken.form.save_and_tell()
    assert not taken.form.isVisible()
    assert len(taken.desk.history(memo.id)) == 1


def test_a_late_memo_can_be_corrected_without_being_asked(taken: FormWorld) -> None:
    (memo,) = taken.memos()
    taken.now += timedelta(days=2)
    taken.form.open_for(memo)
    taken.fill("subject", "直した")
    taken.form.save_and_tell()
    assert taken.memos()[0].draft.subject == "直した"
    assert taken.memos()[0].due_at == memo.due_at


def test_a_correction_keeps_what_others_changed_meanwhile(taken: FormWorld) -> None:
    (memo,) = taken.memos()
    taken.form.open_for(memo)
    taken.fill("subject", "直した")
    taken.desk.hand_over(memo.id, "佐藤", taken.now)
    taken.form.save_and_tell()
    assert taken.memos()[0].draft.addressee == "佐藤"
    assert taken.memos()[0].draft.subject == "直した"


def test_a_message_that_becomes_a_callback_gets_its_due_time(world: FormWorld) -> None:
    memo = world.take(Draft(caller=Caller(name="山田"), request=Request.MESSAGE))
    assert memo.due_at is None
    world.form.open_for(memo)
    world.click("request-incoming-please_call_back")
    world.form.save_and_tell()
    assert world.memos()[0].due_at == world.now.replace(hour=17, minute=30)
