"""The strip inside the window: one thing at a time, and the focus stays where it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from callmemo.desktop.banner import Banner
from tests.desktop.seeing import cut_texts


class Page(QWidget):
    """A window with a strip and a line to type in."""

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner()
        self.line = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.banner)
        column.addWidget(self.line)
        column.addStretch()
        self.resize(700, 300)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    page = Page()
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    page.line.setFocus()
    qtbot.waitUntil(page.line.hasFocus)
    return page


def button(page: Page, name: str) -> QPushButton:
    found = page.banner.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def more(page: Page) -> QLabel:
    found = page.banner.findChild(QLabel, "bannerMore")
    assert isinstance(found, QLabel)
    return found


def test_it_is_not_there_while_it_has_nothing_to_say(page: Page) -> None:
    assert not page.banner.isVisible()


def test_it_never_takes_the_focus_neither_when_it_comes_nor_when_it_is_clicked(
    page: Page, qtbot: QtBot
) -> None:
    page.banner.show_message("対応済みにしました", action_text="元に戻す", action=lambda: None)
    assert page.line.hasFocus()
    QTest.mouseClick(button(page, "bannerAction"), Qt.MouseButton.LeftButton)
    assert page.line.hasFocus()
    page.banner.show_message("二つ目")
    QTest.mouseClick(button(page, "bannerClose"), Qt.MouseButton.LeftButton)
    assert page.line.hasFocus()


def test_its_button_does_what_it_says_once_and_takes_the_message_away(
    page: Page, qtbot: QtBot
) -> None:
    done: list[str] = []
    page.banner.show_message("消しました", action_text="元に戻す", action=lambda: done.append("x"))
    QTest.mouseClick(button(page, "bannerAction"), Qt.MouseButton.LeftButton)
    assert done == ["x"]
    assert not page.banner.isVisible()


def test_a_passing_message_goes_by_itself(page: Page, qtbot: QtBot) -> None:
    page.banner.show_message("保存しました", seconds=0.05)
    qtbot.waitUntil(lambda: not page.banner.isVisible(), timeout=3000)


def test_an_error_stays_until_it_is_closed(page: Page) -> None:
    page.banner.show_message("保存できません", tone="late", seconds=0.01)
    assert not page.banner._patience.isActive()
    page.banner.dismiss()
    assert not page.banner.isVisible()


def test_a_passing_message_takes_the_place_of_another(page: Page) -> None:
    page.banner.show_message("一つ目", action_text="元に戻す", action=lambda: None)
    page.banner.show_message("二つ目")
    assert page.banner.text == "二つ目"
    assert not button(page, "bannerAction").isVisible()
    page.banner.dismiss()
    assert not page.banner.isVisible()


def test_what_waits_for_an_answer_comes_back_after_what_passes(page: Page) -> None:
    page.banner.show_message("保存できません", tone="late")
    page.banner.show_message("15:00 までに折り返し", tone="soon", seconds=0)
    page.banner.show_message("コピーしました")
    assert more(page).isVisible()
    assert "2" in more(page).text()
    page.banner.dismiss()
    assert page.banner.text == "15:00 までに折り返し"
    page.banner.dismiss()
    assert page.banner.text == "保存できません"
    assert page.banner.property("tone") == "late"
    assert not more(page).isVisible()


def test_the_same_error_again_is_one_error(page: Page) -> None:
    for _ in range(3):
        page.banner.show_message("保存できません", tone="late")
    page.banner.dismiss()
    assert not page.banner.isVisible()


def test_what_has_been_dealt_with_is_taken_back_wherever_it_waits(page: Page) -> None:
    page.banner.show_message("15:00 山田", tone="soon", seconds=0)
    page.banner.show_message("15:00 伊藤", tone="soon", seconds=0)
    page.banner.take_back("15:00 山田")
    assert page.banner.text == "15:00 伊藤"
    assert not more(page).isVisible()
    page.banner.take_back("15:00 伊藤")
    assert not page.banner.isVisible()


def test_text_from_outside_is_never_markup(page: Page) -> None:
    page.banner.show_message("<b>山田</b>", seconds=0)
    label = page.banner.findChild(QLabel, "bannerText")
    assert isinstance(label, QLabel)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_everything_on_it_has_a_name_for_screen_readers(page: Page) -> None:
    page.banner.show_message("保存できません", tone="late", action_text="開く")
    assert page.banner.accessibleName()
    assert button(page, "bannerClose").accessibleName()
    assert button(page, "bannerAction").text()


def test_a_long_message_is_wrapped_and_not_cut(page: Page, qtbot: QtBot) -> None:
    page.banner.show_message("とても長いお知らせです。" * 20, tone="late", action_text="開く")
    qtbot.waitUntil(lambda: page.banner.height() > 60, timeout=3000)
    assert cut_texts(page) == []
