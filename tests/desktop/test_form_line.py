from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from callmemo.core.memo import Caller, Draft
from callmemo.core.vocabulary import Request, Urgency
from callmemo.desktop.form_fields import LineField, PersonField
from callmemo.desktop.form_line import LineInput
from tests.desktop.form_world import (
    ALT,
    CTRL,
    FormWorld,
    compose,
    focus_name,
    press,
    type_japanese,
    type_keys,
)

CALL = "アオバ商事 山田様 03-0000-0142 至急 15時まで 鈴木さんへ 納品数量の件 店頭にお客様がお待ち"


@pytest.fixture
def line(new: FormWorld) -> LineInput:
    new.form.line.take_up()
    return new.find(LineInput, "formLine")


def text(world: FormWorld, name: str) -> str:
    return world.find(LineField, name).text()


def write(world: FormWorld, words: str) -> None:
    """Type at the end of the line, and wait until it is read."""
    world.form.line.take_up()
    type_japanese(words)
    world.form.line.flush()


def rewrite(world: FormWorld, words: str) -> None:
    world.find(LineInput, "formLine").setText(words)
    world.form.line.flush()


def test_fields_fill_while_the_line_is_typed(new: FormWorld, line: LineInput, qtbot: QtBot) -> None:
    type_japanese(CALL)
    qtbot.waitUntil(lambda: text(new, "name") == "山田", timeout=5000)
    assert text(new, "company") == "アオバ商事"
    assert text(new, "phone") == "03-0000-0142"
    assert new.find(PersonField, "addressee").text() == "鈴木"
    assert text(new, "urgent_reason") == "店頭にお客様がお待ち"
    assert text(new, "promise") == "15時まで"
    assert text(new, "subject") == "納品数量の件"
    assert focus_name() == "formLine"


def test_line_is_saved_as_a_memo_by_keyboard_alone(new: FormWorld, line: LineInput) -> None:
    # At once: the keys come faster than the line is read.
    type_japanese(CALL)
    press(Qt.Key.Key_Return, CTRL)
    (memo,) = new.memos()
    draft = memo.draft
    assert (draft.caller, draft.addressee) == (
        Caller("アオバ商事", name="山田", phone="03-0000-0142"),
        "鈴木",
    )
    assert (draft.urgency, draft.urgent_reason) == (Urgency.URGENT, "店頭にお客様がお待ち")
    assert draft.due_at == new.now.replace(hour=15, minute=0)
    assert (draft.request, draft.body) == (Request.PLEASE_CALL_BACK, "")


def test_control_l_leads_to_the_line(new: FormWorld) -> None:
    assert focus_name() == "phone"
    press(Qt.Key.Key_L, CTRL)
    assert focus_name() == "formLine"


def test_keys_of_the_form_hold_in_the_line(new: FormWorld, line: LineInput) -> None:
    press(Qt.Key.Key_2, ALT)
    assert new.find(QPushButton, "direction-outgoing").isChecked()
    press(Qt.Key.Key_1, ALT)
    type_keys("123")
    assert line.text() == "123"
    press(Qt.Key.Key_Escape)
    assert not new.form.isVisible()


def test_what_is_being_composed_is_neither_read_nor_disturbed(
    new: FormWorld, line: LineInput, qtbot: QtBot
) -> None:
    type_japanese("山田様 ")
    new.form.line.flush()
    read: list[str] = []
    line.said.connect(read.append)
    compose("のうひんのけん")
    qtbot.wait(300)
    assert read == []
    assert line.text() == "山田様 "
    assert new.find(QPlainTextEdit, "body").toPlainText() == ""
    type_japanese("納品の件")
    qtbot.waitUntil(lambda: text(new, "subject") == "納品の件", timeout=5000)


def test_no_shortcut_fires_while_composing(new: FormWorld, line: LineInput) -> None:
    compose("やまだ")
    press(Qt.Key.Key_Return, CTRL)
    assert new.memos() == []


def test_corrected_field_stays_corrected(new: FormWorld, line: LineInput) -> None:
    write(new, "アオバ商事 山田様")
    new.find(LineField, "name").setText("山口")
    write(new, " 0300000142")
    assert (text(new, "name"), text(new, "phone")) == ("山口", "03-0000-0142")


def test_words_taken_back_leave_their_field(new: FormWorld, line: LineInput) -> None:
    write(new, "山田様 至急 納期の件 15時まで")
    rewrite(new, "山田様")
    for name in ("urgent_reason", "subject", "promise", "company"):
        assert text(new, name) == ""
    assert not new.find(QPushButton, "urgent").isChecked()
    assert text(new, "name") == "山田"


def test_time_chosen_by_hand_stays(new: FormWorld, line: LineInput) -> None:
    write(new, "山田様 0300000142 15時まで")
    assert new.form._draft().due_at == new.now.replace(hour=15, minute=0)
    rewrite(new, "山田様 0300000142 16時まで")
    assert new.form._draft().due_at == new.now.replace(hour=16, minute=0)
    new.click("dueChips-noon")
    noon = new.now.replace(hour=12, minute=0)
    assert new.form._draft().due_at == noon
    rewrite(new, "山田様 0300000142 16時まで 至急")
    assert new.form._draft().due_at == noon


def test_what_is_left_over_is_the_message(new: FormWorld, line: LineInput) -> None:
    write(new, "山田様 0300000142 納品は明日になります")
    body = new.find(QPlainTextEdit, "body")
    assert body.toPlainText() == "納品は明日になります"
    body.setPlainText("納品は明日になります\n電話が遠い")
    write(new, " 数量は20箱")
    assert body.toPlainText() == "納品は明日になります 数量は20箱\n電話が遠い"


def test_what_was_read_is_told_below_the_line(new: FormWorld, line: LineInput) -> None:
    write(new, "アオバ商事 山田様 0300000142 至急")
    for part in ("会社名", "お名前", "電話番号", "至急"):
        assert part in line.accessibleDescription()
    rewrite(new, "")
    assert line.accessibleDescription() == ""


@pytest.mark.parametrize(
    ("typed", "missing"),
    [
        ("", "phone"),
        ("0300000142", "name"),
        ("山田様 0300000142", "addressee"),
        ("山田様 折り返し", "phone"),
        ("山田様 0300000142 鈴木さんへ 至急", "urgent_reason"),
        ("山田様 0300000142 鈴木さんへ", "saveTell"),
    ],
)
def test_enter_leads_to_what_is_missing(
    new: FormWorld, line: LineInput, typed: str, missing: str
) -> None:
    type_japanese(typed)
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    assert focus is not None
    place = focus.parentWidget()
    assert missing in {focus.objectName(), place.objectName() if place is not None else ""}


def test_draft_left_in_the_line_comes_back_in_the_fields(
    new: FormWorld, line: LineInput, qtbot: QtBot
) -> None:
    type_japanese("アオバ商事 山田様 0300000142 納品は明日")
    new.form.close()
    again = new.another_form()
    again.open_new()
    qtbot.waitUntil(lambda: focus_name() == "phone")
    assert (text(new, "name"), text(new, "company")) == ("山田", "アオバ商事")
    assert new.find(QPlainTextEdit, "body").toPlainText() == "納品は明日"
    write(new, "至急 渡辺様")
    assert text(new, "name") == "山田"
    assert "渡辺" in new.find(QPlainTextEdit, "body").toPlainText()


def test_next_memo_begins_with_an_empty_line(new: FormWorld, line: LineInput) -> None:
    type_japanese("山田様 0300000142 鈴木さんへ")
    new.form.save_and_next()
    assert line.text() == ""
    write(new, "渡辺様")
    assert (text(new, "name"), text(new, "phone")) == ("渡辺", "")


def test_discarded_line_does_not_fill_again(new: FormWorld, line: LineInput) -> None:
    write(new, "山田様 0300000142")
    new.form.close()
    new.form.open_new()
    new.click("formDiscard")
    assert (line.text(), text(new, "name")) == ("", "")
    new.click("formDiscard")
    assert text(new, "name") == "山田"


def test_correction_has_no_line(new: FormWorld, line: LineInput) -> None:
    memo = new.take(Draft(caller=Caller(name="山田", phone="0300000142")))
    new.form.open_for(memo)
    assert new.form.line.isHidden()
    press(Qt.Key.Key_L, CTRL)
    assert focus_name() != "formLine"
    new.form.open_new()
    assert not new.form.line.isHidden()


def test_reading_does_not_delay_typing(new: FormWorld, line: LineInput) -> None:
    took: list[float] = []
    for end in range(1, len(CALL) + 1):
        line.setText(CALL[:end])
        began = time.perf_counter()
        new.form.line.flush()
        took.append(time.perf_counter() - began)
    assert sorted(took)[len(took) // 2] < 0.12
