"""The phone field helps while a number is typed, and never works against the hands."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from callmemo.core.phone import number_key
from callmemo.desktop.phone_field import PhoneField
from tests.desktop.form_world import FormWorld

KEY = Qt.Key
NO_MOD = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def field(qtbot: QtBot) -> PhoneField:
    made = PhoneField("phone")
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


def commit(field: QLineEdit, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def press(field: QLineEdit, *keys: Qt.Key, hold: Qt.KeyboardModifier = NO_MOD) -> None:
    for key in keys:
        QTest.keyClick(field, key, hold)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("0300000142", "03-0000-0142"),
        ("0600000142", "06-0000-0142"),
        ("09000000142", "090-0000-0142"),
        ("0120000142", "0120-000-142"),
        ("0570000142", "0570-000-142"),
        ("05000000142", "050-0000-0142"),
        ("0422220142", "0422-22-0142"),
        ("03-0000-0142", "03-0000-0142"),
        ("(03)0000-0142", "03-0000-0142"),
        ("+81300000142", "03-0000-0142"),
        ("+12025550100", "+1 202-555-0100"),
        ("142", "142"),
        ("03-0000-0142#12", "03-0000-0142#12"),
        ("Yamada 0300000142", "Yamada 0300000142"),
        ("030000014299", "03-0000-014299"),
        ("12-34-56", "12-34-56"),
    ],
)
def test_hyphens_come_while_a_number_is_typed(field: PhoneField, typed: str, shown: str) -> None:
    QTest.keyClicks(field, typed)
    assert field.text() == shown
    assert field.cursorPosition() == len(shown)


def test_digits_of_an_input_method_become_plain_ones(field: PhoneField) -> None:
    commit(field, "０３００００ー０１４２")
    assert field.text() == "03-0000-0142"


def test_words_stay_untouched_and_so_does_what_is_being_composed(field: PhoneField) -> None:
    commit(field, "山田様直通")
    assert field.text() == "山田様直通"
    field.clear()
    event = QInputMethodEvent("１", [])
    event.setCommitString("０３０")
    QApplication.sendEvent(field, event)
    assert field.text() == "０３０"
    commit(field, "")
    assert field.text() == "０３０"


@pytest.mark.parametrize(
    ("pasted", "shown"),
    [
        ("0300000142", "03-0000-0142"),
        ("（０３）００００−０１４２", "03-0000-0142"),
        ("TEL:03-0000-0142", "TEL:03-0000-0142"),
        ("tel 0300000142 まで", "tel 0300000142 まで"),
        ("+81 3 0000 0142", "03-0000-0142"),
    ],
)
def test_a_pasted_number_is_formatted_and_pasted_words_are_not(
    field: PhoneField, pasted: str, shown: str
) -> None:
    QGuiApplication.clipboard().setText(pasted)
    field.paste()
    assert field.text() == shown


def test_a_hyphen_can_be_taken_away_from_both_sides(field: PhoneField) -> None:
    QTest.keyClicks(field, "0300000142")
    field.setCursorPosition(3)
    press(field, KEY.Key_Backspace)
    assert (field.text(), field.cursorPosition()) == ("030000-0142", 2)
    press(field, KEY.Key_Backspace)
    assert (field.text(), field.cursorPosition()) == ("00000-0142", 1)
    field.setText("03-0000-0142")
    field.setCursorPosition(2)
    press(field, KEY.Key_Delete, KEY.Key_Delete)
    assert (field.text(), field.cursorPosition()) == ("03000-0142", 2)


def test_a_digit_is_replaced_in_the_middle_without_anything_jumping(field: PhoneField) -> None:
    QTest.keyClicks(field, "0300100142")
    field.setCursorPosition(6)
    press(field, KEY.Key_Backspace)
    assert (field.text(), field.cursorPosition()) == ("03-000-0142", 5)
    QTest.keyClicks(field, "2")
    assert (field.text(), field.cursorPosition()) == ("03-0020-0142", 6)


def test_everything_can_be_deleted_key_by_key(field: PhoneField) -> None:
    QTest.keyClicks(field, "0300000142")
    keys = 0
    while field.text() and keys < 20:
        press(field, KEY.Key_Backspace)
        keys += 1
    assert (field.text(), keys) == ("", len("03-0000-0142"))


def test_formatting_can_be_undone(field: PhoneField) -> None:
    QGuiApplication.clipboard().setText("0300000142")
    field.paste()
    assert field.text() == "03-0000-0142"
    field.undo()
    assert field.text() in {"0300000142", ""}


def test_a_number_is_written_as_it_is_kept_once_the_field_is_left(field: PhoneField) -> None:
    QTest.keyClicks(field, "0300000142#12")
    field.clearFocus()
    QApplication.processEvents()
    assert field.text() == "03-0000-0142 内線12"


@pytest.mark.parametrize("half", ["03-00", "0300-", "090 0", "あとで 17:00"])
def test_what_is_no_whole_number_stays_as_typed_when_the_field_is_left(
    field: PhoneField, half: str
) -> None:
    field.setText(half)
    field.clearFocus()
    assert field.text() == half


hands = st.lists(
    st.one_of(
        st.sampled_from("0123456789-+( #"),
        st.sampled_from(
            [
                KEY.Key_Backspace,
                KEY.Key_Delete,
                KEY.Key_Left,
                KEY.Key_Right,
                KEY.Key_Home,
                KEY.Key_End,
            ]
        ),
    ),
    max_size=25,
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(hands)
def test_whatever_is_pressed_the_digits_are_those_that_were_typed(
    field: PhoneField, keys: list[str | Qt.Key]
) -> None:
    field.clear()
    plain = QLineEdit()
    for key in keys:
        place = field.cursorPosition()
        before = field.text()
        if isinstance(key, str):
            QTest.keyClicks(field, key)
            plain.setText(before)
            plain.setCursorPosition(place)
            plain.insert(key)
        else:
            press(field, key)
            continue
        assert number_key(field.text()) == number_key(plain.text())
        assert 0 <= field.cursorPosition() <= len(field.text())


# On the form


def hint(world: FormWorld, name: str = "phone") -> str:
    label = world.find(QLabel, f"{name}Hint")
    return label.text() if label.isVisible() else ""


def tone(world: FormWorld, name: str = "phone") -> str:
    return str(world.find(QLabel, f"{name}Hint").property("tone") or "")


@pytest.mark.parametrize("name", ["phone", "mobile", "target_number"])
def test_numbers_are_fields_that_help(new: FormWorld, name: str) -> None:
    assert new.find(PhoneField, name).text() == ""


def test_kind_and_region_stand_below_the_number(new: FormWorld) -> None:
    new.fill("phone", "0300000142")
    assert (hint(new), tone(new)) == ("東京・固定電話", "")
    new.fill("phone", "09000000142")
    assert hint(new) == "携帯電話"
    new.fill("phone", "+1 202 555 0100")
    assert hint(new) == "国際電話（アメリカ合衆国）"
    new.fill("phone", "")
    assert hint(new) == ""


def test_missing_digits_are_said_in_amber_after_typing_and_hinder_nothing(new: FormWorld) -> None:
    phone = new.find(PhoneField, "phone")
    phone.setFocus()
    QTest.keyClicks(phone, "0300")
    assert (hint(new), tone(new)) == ("固定電話", "")
    press(phone, KEY.Key_Tab)
    assert (hint(new), tone(new)) == ("桁数が足りません。このままでも保存できます。", "soon")
    assert phone.accessibleDescription() == hint(new)
    new.fill("name", "山田")
    new.fill("addresseeText", "鈴木")
    new.form.save_and_tell()
    assert new.memos()[0].draft.caller.phone == "03-00"


def test_too_many_digits_are_said_at_once(new: FormWorld) -> None:
    phone = new.find(PhoneField, "phone")
    phone.setFocus()
    QTest.keyClicks(phone, "030000014")
    assert tone(new) == ""
    QTest.keyClicks(phone, "222")
    assert tone(new) == "soon"


def test_the_number_is_saved_in_one_notation_although_the_field_was_not_left(
    new: FormWorld,
) -> None:
    phone = new.find(PhoneField, "phone")
    phone.setFocus()
    commit(phone, "０３００００ー０１４２（内線１２）")
    new.fill("name", "山田")
    new.fill("addresseeText", "鈴木")
    new.form.save_and_tell()
    assert new.memos()[0].draft.caller.phone == "03-0000-0142 内線12"


def test_withheld_in_the_phone_field_sets_the_mark_and_stays(new: FormWorld) -> None:
    withheld = new.find(QCheckBox, "withheld")
    new.fill("phone", "非通知")
    assert withheld.isChecked()
    assert new.find(PhoneField, "phone").text() == "非通知"
    assert hint(new) == "非通知"
    new.fill("phone", "0300000142")
    assert not withheld.isChecked()


def test_a_mark_set_by_hand_is_never_taken_away(new: FormWorld) -> None:
    withheld = new.find(QCheckBox, "withheld")
    withheld.setChecked(True)
    new.fill("phone", "非通知")
    new.fill("phone", "0300000142")
    assert withheld.isChecked()


def test_the_question_about_a_mobile_comes_before_what_the_number_is(new: FormWorld) -> None:
    new.click("direction-outgoing")
    new.click("target-outgoing-company_mobile")
    new.fill("target_number", "09000000142")
    assert "確認してください" in hint(new, "target_number")
    new.find(QCheckBox, "mobile_agreed").setChecked(True)
    assert hint(new, "target_number") == "携帯電話"
