"""Keys, letters and names: every field is reached without a mouse, in speaking order."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from callmemo.core.vocabulary import (
    Direction,
    Request,
    View,
)
from callmemo.desktop.form_fields import PersonField
from callmemo.desktop.parts import Chip
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

Key = Qt.Key


def test_keys_belong_to_the_input_method_while_it_composes(new: FormWorld, qtbot: QtBot) -> None:
    new.fill("phone", "03-0000-0142")
    new.find(QWidget, "name").setFocus()
    compose("やまだ")
    press(Key.Key_Return, CTRL)
    press(Key.Key_2, ALT)
    assert new.memos() == []
    assert new.form._page.direction is Direction.INCOMING
    type_japanese("山田")
    with qtbot.waitSignal(new.form.saved):
        press(Key.Key_Return, CTRL)
    assert new.memos()[0].draft.caller.name == "山田"


def test_the_name_of_the_addressee_is_completed_from_any_part(new: FormWorld, qtbot: QtBot) -> None:
    field = new.form._page.who.addressee
    field.line.setFocus()
    type_japanese("田中")
    popup = field._completer.popup()
    qtbot.waitUntil(lambda: popup.currentIndex().isValid())
    model = field._completer.completionModel()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["田中", "山田中"]
    assert popup.currentIndex().data() == "田中"
    assert field.text() == "田中"
    press(Key.Key_Tab)
    assert field.text() == "田中"


def test_a_group_that_is_no_member_can_be_typed(new: FormWorld) -> None:
    new.form._page.who.addressee.line.setFocus()
    type_japanese("総務のどなたか")
    press(Key.Key_Return, CTRL)
    new.fill("name", "山田")
    new.form.save_and_tell()
    assert new.memos()[0].draft.addressee == "総務のどなたか"


@pytest.mark.parametrize("form_language", ["ja", "en"], indirect=True)
def test_every_field_has_a_letter_of_its_own(new: FormWorld) -> None:
    letters: dict[str, set[str]] = {}
    for label in new.form.findChildren(QLabel):
        found = re.search(r"&(\w)", label.text())
        if found and label.buddy() is not None:
            # Rows of which only one is ever shown share a letter.
            name = label.buddy().objectName().replace("outgoing", "incoming")
            letters.setdefault(found[1].upper(), set()).add(name)
    for box in new.form.findChildren(QAbstractButton):
        found = re.search(r"&(\w)", box.text())
        if found:
            letters.setdefault(found[1].upper(), set()).add(box.objectName())
    for shortcut in new.form.findChildren(QShortcut):
        keys = shortcut.key().toString()
        if keys.startswith("Alt+"):
            letters.setdefault(keys.removeprefix("Alt+"), set()).add(keys)
    assert {letter: names for letter, names in letters.items() if len(names) > 1} == {}
    with_letter = {name for names in letters.values() for name in names}
    fields = {
        "phone", "mobile", "name", "company", "addressee", "urgent", "complaint", "urgent_reason",
        "request-incoming", "target-incoming", "target_number", "substitute", "callback_reason",
        "their_closing", "reachable", "due_at", "subject", "body", "kana", "department",
        "extension", "withheld", "channel", "answered_here", "taken_by", "read_back",
        "promise", "mobile_agreed",
    }  # fmt: skip
    assert with_letter >= fields


@pytest.mark.parametrize(
    ("letter", "name"),
    [
        (Key.Key_P, "phone"),
        (Key.Key_C, "company"),
        (Key.Key_F, "addressee"),
        (Key.Key_T, "target-incoming-their_office"),
        (Key.Key_D, "dueChips-half_hour"),
        (Key.Key_3, "promise"),
        (Key.Key_G, "body"),
    ],
)
def test_alt_and_letter_lead_to_the_field(new: FormWorld, letter: Key, name: str) -> None:
    new.find(QWidget, "subject").setFocus()
    press(letter, ALT)
    assert focus_name() == name


ORDER = [
    "phone", "name", "company", "addressee", "urgent", "complaint",
    "urgent_reason", "request-incoming-please_call_back", "target-incoming-their_other",
    "mobile", "target_number", "substitute", "their_closing", "reachable", "promise",
    "dueChips-own", "dueOwn", "subject", "body", "kana", "department", "extension", "withheld",
    "channel-phone", "answered_here", "taken_by", "read_back", "formMore", "formClose",
    "saveNext", "saveTell",
]  # fmt: skip


def test_tab_goes_in_speaking_order(new: FormWorld) -> None:
    for name in ("urgent", "target-incoming-their_other", "dueChips-own"):
        new.click(name)
    new.form._page.toggle_details()
    new.find(QWidget, "phone").setFocus()
    seen = [focus_name()]
    for _ in ORDER[1:]:
        press(Key.Key_Tab)
        seen.append(focus_name())
    assert [name or "?" for name in seen] == ORDER
    for name in reversed(ORDER[:-1]):
        press(Key.Key_Backtab)
        assert focus_name() == name


def test_the_key_after_leaving_the_addressee_is_not_caught_by_the_names_found(
    new: FormWorld, qtbot: QtBot
) -> None:
    press(Key.Key_F, ALT)
    type_japanese("鈴木")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    press(Key.Key_R, ALT)
    press(Key.Key_2)
    assert new.form._page.request.request is Request.WILL_CALL_AGAIN
    assert new.find(PersonField, "addressee").text() == "鈴木"


def test_arrows_go_from_chip_to_chip(new: FormWorld) -> None:
    press(Key.Key_R, ALT)
    press(Key.Key_Right)
    press(Key.Key_Right)
    assert new.form._page.request.request is Request.MESSAGE
    for _ in range(3):
        press(Key.Key_Left)
    assert focus_name() == "request-incoming-visited"


@pytest.mark.parametrize("form_language", ["ja", "en"], indirect=True)
def test_every_control_has_a_name_for_tests_and_for_screen_readers(new: FormWorld) -> None:
    new.form._page.toggle_details()
    new.click("direction-outgoing")
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton, QAbstractSpinBox)
    nameless = [
        (type(control).__name__, control.objectName())
        for kind in kinds
        for control in new.form.findChildren(kind)
        if not control.objectName().startswith("qt_")
        and not (control.objectName() and control.accessibleName())
        and control.isVisible()
    ]
    assert nameless == []
    assert all("&" not in c.accessibleName() for c in new.form.findChildren(Chip))


def test_nothing_from_outside_is_shown_as_markup(taken: FormWorld) -> None:
    assert {label.textFormat() for label in taken.form.findChildren(QLabel)} == {
        Qt.TextFormat.PlainText
    }


def test_the_view_of_all_memos_is_untouched_by_an_open_form(new: FormWorld) -> None:
    type_keys("03-0000-0142")
    assert new.desk.memos(View.ALL, new.now) == []
