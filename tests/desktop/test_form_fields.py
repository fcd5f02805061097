"""Fields take what people paste and never more, and never what cannot be shown."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from callmemo.core.rules import MAX_LINE, MAX_TEXT, has_control
from callmemo.desktop.form_fields import LineField, TextField, printable
from tests.desktop.form_world import FormWorld

HUGE = "あ\x00\x1b\n" * 250_000
any_text = st.text(st.characters(exclude_categories=()), max_size=300)


@given(any_text)
def test_printable_keeps_all_that_a_keyboard_types(text: str) -> None:
    clean = printable(text)
    assert not has_control(clean)
    assert clean == "".join(ch for ch in text if not has_control(ch))


@given(any_text)
def test_a_line_never_holds_what_the_rules_refuse(qapp: QApplication, text: str) -> None:
    field = LineField("x")
    field.show_text(text)
    field.insert(text)
    assert not has_control(field.text())
    assert "\n" not in field.text()
    assert len(field.text()) <= MAX_LINE


def paste(field: QWidget, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    assert isinstance(field, (QLineEdit, QPlainTextEdit))
    field.paste()


@pytest.mark.parametrize("name", ["phone", "addresseeText", "subject", "body", "answered_here"])
def test_a_megabyte_of_nonsense_is_cut_at_once_and_said(
    new: FormWorld, qtbot: QtBot, name: str
) -> None:
    new.form._page.toggle_details()
    field = new.find(QWidget, name)
    started = time.perf_counter()
    paste(field, HUGE)
    assert time.perf_counter() - started < 2
    text = field.toPlainText() if isinstance(field, QPlainTextEdit) else field.property("text")
    limit = MAX_TEXT if isinstance(field, QPlainTextEdit) else MAX_LINE
    assert 0 < len(text) <= limit
    assert not has_control(text)
    row = {"addresseeText": "addressee"}.get(name, name)
    qtbot.waitUntil(lambda: new.form.findChild(QLabel, f"{row}Problem") is not None)
    shown = new.find(QLabel, f"{row}Problem")
    qtbot.waitUntil(shown.isVisible)
    assert str(limit) in shown.text()


def test_pasted_lines_become_one_line(new: FormWorld) -> None:
    field = new.find(QLineEdit, "company")
    paste(field, "アオバ商事\r\n購買部\t第一課")
    assert "\n" not in field.text()
    assert "アオバ商事" in field.text()
    assert "第一課" in field.text()


def test_a_paste_takes_only_text(qapp: QApplication) -> None:
    field = TextField("x", 3)
    data = QMimeData()
    data.setHtml("<b>太字</b>")
    data.setText("太字")
    field.insertFromMimeData(data)
    assert field.toPlainText() == "太字"
    assert "font-weight" not in field.document().toHtml().split("<p", 1)[1]
    image = QMimeData()
    image.setData("image/png", b"\x89PNG")
    assert not field.canInsertFromMimeData(image)


def test_what_is_typed_beyond_the_limit_of_a_text_is_not_lost(new: FormWorld) -> None:
    field = new.find(QPlainTextEdit, "body")
    new.fill("body", "あ" * MAX_TEXT)
    field.insertPlainText("い")
    new.form.save_and_tell()
    assert new.memos() == []
    assert len(field.toPlainText()) == MAX_TEXT + 1
    assert new.find(QLabel, "bodyProblem").isVisible()


@pytest.mark.parametrize("name", ["addressee", "their_closing"])
def test_a_turning_wheel_changes_no_choice(new: FormWorld, name: str) -> None:
    new.form._page.toggle_details()
    box = new.find(QComboBox, name)
    box.setCurrentIndex(1)
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, event)
    assert box.currentIndex() == 1


def test_choosing_a_member_enters_the_name_alone(new: FormWorld) -> None:
    box = new.find(QComboBox, "addressee")
    box.setCurrentIndex(0)
    assert box.currentText() == "鈴木"
