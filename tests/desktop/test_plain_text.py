"""Labels for text from outside: whole however long a word is, literal whatever it says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from callmemo.desktop.plain_text import OneLine, Prose, breakable, shortened
from callmemo.desktop.theme import Theme
from tests.desktop.window_world import LONG, LONG_WORD, MARKUP

BREAK = "\u200b"


@given(st.text())
def test_breaking_changes_nothing_that_is_seen(text: str) -> None:
    assert breakable(text).replace(BREAK, "") == text.replace(BREAK, "")


def test_only_long_words_are_broken() -> None:
    for text in ("納品数量が注文と20箱違うのでご確認ください", "03-0000-0142", "short words stay"):
        assert BREAK not in breakable(text)
    assert BREAK in breakable("someone.with-a-name@mail.example.co.jp")


def test_a_mention_is_short() -> None:
    assert shortened("山田") == "山田"
    assert shortened("あ" * 30, 10) == "あ" * 9 + "…"
    assert len(shortened("あ" * 24)) == 24


class TestProse:
    def test_a_long_word_goes_on_in_the_next_line(self, theme: Theme, qtbot: QtBot) -> None:
        word = "accountnumber" * 10
        prose, plain = Prose(), QLabel(word)
        plain.setWordWrap(True)
        prose.say(word)
        assert plain.heightForWidth(120) < prose.heightForWidth(120)
        needed = prose.fontMetrics().horizontalAdvance(word) / 120
        assert prose.heightForWidth(120) >= needed * prose.fontMetrics().height()

    def test_markup_is_shown(self, theme: Theme, qtbot: QtBot) -> None:
        prose = Prose()
        prose.say(MARKUP)
        assert prose.textFormat() is Qt.TextFormat.PlainText
        assert prose.accessibleName() == MARKUP

    def test_what_is_copied_is_what_was_written(self, theme: Theme, qtbot: QtBot) -> None:
        prose = Prose()
        qtbot.addWidget(prose)
        prose.say(LONG_WORD)
        prose.resize(200, 200)
        prose.show()
        prose.setSelection(0, len(prose.text()))
        assert BREAK in prose.selectedText()
        prose.setFocus()
        QTest.keyClick(prose, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text() == LONG_WORD


class TestOneLine:
    def test_it_shows_all_where_there_is_room(self, theme: Theme, qtbot: QtBot) -> None:
        line = OneLine()
        qtbot.addWidget(line)
        line.say("鈴木 一郎")
        line.resize(line.sizeHint())
        line.show()
        assert line.text() == "鈴木 一郎"

    def test_it_ends_in_an_ellipsis_and_the_tip_says_all(self, theme: Theme, qtbot: QtBot) -> None:
        line = OneLine()
        qtbot.addWidget(line)
        line.say(LONG)
        line.resize(100, 20)
        line.show()
        QApplication.processEvents()
        assert line.text().endswith("…")
        assert line.fontMetrics().horizontalAdvance(line.text()) <= 100
        assert line.toolTip() == LONG
        line.resize(5000, 20)
        assert line.text() == LONG

    def test_it_wants_the_whole_and_bears_little(self, theme: Theme, qtbot: QtBot) -> None:
        line = OneLine()
        qtbot.addWidget(line)
        line.say(LONG)
        assert line.sizeHint().width() >= line.fontMetrics().horizontalAdvance(LONG)
        assert line.minimumSizeHint().width() < 80
        line.say("佐")
        assert line.minimumSizeHint().width() <= line.sizeHint().width() < 40

    def test_lines_become_one(self, theme: Theme, qtbot: QtBot) -> None:
        line = OneLine()
        line.say("a\nb\t c")
        assert line.accessibleName() == "a b c"

    def test_markup_in_the_tip_is_shown(self, theme: Theme, qtbot: QtBot) -> None:
        line = OneLine()
        line.say(MARKUP)
        assert "<b>" not in line.toolTip()
        assert "&lt;b&gt;" in line.toolTip()
