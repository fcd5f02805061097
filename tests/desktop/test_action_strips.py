"""The questions below the actions: which hours are offered, and that numbers answer them."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from callmemo import words
from callmemo.desktop.action_strips import (
    NameStrip,
    OutcomeStrip,
    ReasonStrip,
    WhenStrip,
    usual_times,
)
from callmemo.desktop.plain_text import Prose
from callmemo.desktop.theme import Theme
from tests.desktop.window_world import LONG, MARKUP, WindowWorld
from tests.office_day import OFFICE, at

K = Qt.Key
SOON = ["in 15 minutes", "in 1 hour"]


@pytest.mark.parametrize(
    ("now", "offered"),
    [
        (at("10:00"), [*SOON, "after lunch 13:00", "17:00", "tomorrow morning 9:00"]),
        (at("13:00"), [*SOON, "17:00", "tomorrow morning 9:00"]),
        (at("16:30"), [*SOON, "tomorrow morning 9:00"]),
        (at("20:00"), [*SOON, "tomorrow morning 9:00"]),
        (at("10:00", days=4), [*SOON, "Mon 11/30 morning 9:00"]),
    ],
)
def test_hours_are_offered_that_people_want(now: datetime, offered: list[str]) -> None:
    words.use("en")
    found = usual_times(now, OFFICE)
    assert [text for _moment, text in found] == offered
    assert all(moment > now for moment, _text in found)


def test_asked_how_it_ended_the_number_is_at_hand(theme: Theme, qtbot: QtBot) -> None:
    strip = OutcomeStrip("03-0000-0142")
    qtbot.addWidget(strip)
    assert "03-0000-0142" in strip.title.text()
    assert strip.accessibleName() == strip.title.text()
    bare = OutcomeStrip("")
    qtbot.addWidget(bare)
    assert bare.title.text() == "How did the call end?"


def test_nine_answers_have_numbers_the_tenth_has_none(theme: Theme, qtbot: QtBot) -> None:
    people = [(f"社員{n}", f"社員{n}") for n in range(12)]
    strip = NameStrip("s", "To whom?", people)
    qtbot.addWidget(strip)
    strip.show()
    spy = QSignalSpy(strip.answered)
    for key in (K.Key_9, K.Key_0, K.Key_1):
        QTest.keyClick(strip, key)
    assert [spy.at(i)[0] for i in range(spy.count())] == ["社員8", "社員0"]


def test_an_answer_given_twice_is_the_same_answer(theme: Theme, qtbot: QtBot) -> None:
    strip = NameStrip("s", "To whom?", [("鈴木", "鈴木")])
    qtbot.addWidget(strip)
    strip.show()
    spy = QSignalSpy(strip.answered)
    for _ in range(3):
        QTest.keyClick(strip, K.Key_1)
    assert [spy.at(i)[0] for i in range(spy.count())] == ["鈴木"] * 3


def test_names_are_shown_literally_and_shortened(theme: Theme, qtbot: QtBot) -> None:
    strip = NameStrip("s", MARKUP, [(LONG, LONG)])
    qtbot.addWidget(strip)
    chip = strip.answers.chips()[0]
    assert chip.accessibleName() == LONG
    assert chip.toolTip() == LONG
    assert chip.sizeHint().width() < 350
    assert strip.title.text().replace("\u200b", "") == MARKUP


def test_without_members_the_line_takes_the_keyboard(office: WindowWorld) -> None:
    office.session.change_setting("members", [])
    office.press("h")
    assert office.focus() == "handOverStripOwn"
    office.write("佐藤")
    office.press(K.Key_Return)
    assert office.memo("山田").draft.addressee == "佐藤"


def test_the_own_hour_begins_an_hour_from_now(theme: Theme, qtbot: QtBot) -> None:
    strip = WhenStrip("s", "When?", at("10:07"), OFFICE)
    qtbot.addWidget(strip)
    spy = QSignalSpy(strip.answered)
    strip._answer_own()
    assert spy.at(0) == [at("11:07")]


def test_a_reason_is_told_with_enter_or_the_button(theme: Theme, qtbot: QtBot) -> None:
    strip = ReasonStrip("s", "Why?", "Decide")
    qtbot.addWidget(strip)
    strip.show()
    qtbot.waitActive(strip)
    spy = QSignalSpy(strip.answered)
    line = strip.findChild(QLineEdit, "sText")
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "reason 1")
    QTest.keyClick(line, K.Key_Return)
    assert [spy.at(i)[0] for i in range(spy.count())] == ["reason 1"]


def test_escape_closes(theme: Theme, qtbot: QtBot) -> None:
    strip = OutcomeStrip("")
    qtbot.addWidget(strip)
    strip.show()
    spy = QSignalSpy(strip.closed)
    QTest.keyClick(strip, K.Key_Escape)
    assert spy.count() == 1
    assert isinstance(strip.title, Prose)
