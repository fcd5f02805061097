"""The bars above and below."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from callmemo.desktop.bars import FootBar, TopBar
from callmemo.desktop.theme import Theme
from tests.desktop.window_world import WindowWorld
from tests.office_day import at, settings

K = Qt.Key


class TestSearch:
    def test_it_looks_at_each_key(self, office: WindowWorld, qtbot: QtBot) -> None:
        office.press(K.Key_K, hold=Qt.KeyboardModifier.ControlModifier)
        assert len(office.names) == 7
        office.write("山田")
        qtbot.waitUntil(lambda: office.names == ["山田"])
        assert office.focus() == "search", "who types goes on typing"

    def test_enter_looks_at_once_and_goes_to_what_was_found(self, office: WindowWorld) -> None:
        office.part("search").setFocus()
        office.write("小林")
        office.press(K.Key_Return)
        assert office.names == ["小林"]
        assert office.focus() == "memoList"
        assert office.chosen == "小林"

    def test_escape_in_the_field_ends_it(self, office: WindowWorld) -> None:
        office.part("search").setFocus()
        office.write("小林")
        office.press(K.Key_Return)
        office.part("search").setFocus()
        office.press(K.Key_Escape)
        assert office.part("search", QLineEdit).text() == ""
        assert len(office.names) == 7
        assert office.focus() == "memoList"
        assert office.chosen == "小林"

    def test_escape_in_the_list_ends_it_too(self, office: WindowWorld) -> None:
        office.part("search").setFocus()
        office.write("nobody")
        office.press(K.Key_Return)
        assert office.names == []
        assert "Nothing was found" in office.texts()
        office.press(K.Key_Escape)
        assert len(office.names) == 7
        assert office.focus() == "memoList"

    def test_a_view_ends_it(self, office: WindowWorld, qtbot: QtBot) -> None:
        office.part("search").setFocus()
        office.write("小林")
        office.press(K.Key_Return)
        office.click("view-later")
        assert office.names == ["渡辺"]
        assert office.part("search", QLineEdit).text() == ""
        pause = office.window.top._pause
        qtbot.waitUntil(lambda: not pause.isActive())
        assert office.names == ["渡辺"]

    def test_ctrl_k_marks_what_was_typed(self, office: WindowWorld) -> None:
        office.part("search", QLineEdit).setText("abc")
        office.press(K.Key_K, hold=Qt.KeyboardModifier.ControlModifier)
        assert office.part("search", QLineEdit).selectedText() == "abc"

    @pytest.mark.parametrize("language", ["ja", "en"], indirect=True)
    def test_the_hint_never_lies_under_the_key(self, office: WindowWorld, language: str) -> None:
        field = office.part("search", QLineEdit)
        hint: QLabel = field.findChildren(QLabel)[0]
        for width in range(600, 1300, 20):
            office.window.resize(width, 600)
            QApplication.processEvents()
            end = 12 + field.fontMetrics().horizontalAdvance(field.placeholderText())
            assert end <= (hint.x() if hint.isVisible() else field.width()), width
        field.setText("x")
        assert not hint.isVisible()


class TestTopBar:
    @pytest.fixture
    def bar(self, theme: Theme, qtbot: QtBot) -> TopBar:
        made = TopBar()
        qtbot.addWidget(made)
        made.resize(1280, 52)
        made.show()
        return made

    def texts(self, bar: TopBar) -> list[str]:
        labels: list[QLabel] = bar.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible()]

    @pytest.mark.parametrize(
        ("clock", "day", "said"),
        [
            ("9:00", 0, "8 h 30 min"),
            ("17:29", 0, "1 min"),
            ("17:30", 0, "The office is closed"),
            ("8:59", 0, "The office is closed"),
            ("12:00", 4, "The office is closed"),
        ],
    )
    def test_it_says_how_long_the_office_is_open(
        self, bar: TopBar, clock: str, day: int, said: str
    ) -> None:
        bar.tell_time(settings(), at(clock, days=day))
        assert said in self.texts(bar)
        assert ("Until closing" in self.texts(bar)) is (said != "The office is closed")

    def test_in_a_narrow_window_it_is_left_out(self, bar: TopBar) -> None:
        bar.tell_time(settings(), at("9:00"))
        bar.resize(800, 52)
        QApplication.processEvents()
        assert "8 h 30 min" not in self.texts(bar)
        bar.tell_time(settings(), at("9:01"))
        assert "8 h 29 min" not in self.texts(bar)
        bar.resize(1280, 52)
        QApplication.processEvents()
        assert "8 h 29 min" in self.texts(bar)

    def test_entering_an_empty_search_shows_the_list(self, bar: TopBar) -> None:
        entered = QSignalSpy(bar.entered)
        bar.search.returnPressed.emit()
        assert entered.count() == 1


class TestFootBar:
    def test_it_says_what_is_set(self, theme: Theme, qtbot: QtBot) -> None:
        bar = FootBar()
        qtbot.addWidget(bar)
        bar.resize(1280, 28)
        bar.show()
        bar.tell(settings())
        texts = [label.text() for label in bar.findChildren(QLabel) if label.isVisible()]
        assert "Reminders on, office hours 9:00–17:30" in texts
        assert "木村" in texts
        bar.tell(settings(nudges=False, my_name=""))
        texts = [label.text() for label in bar.findChildren(QLabel) if label.isVisible()]
        assert "Reminders off" in texts
        assert "木村" not in texts

    def test_it_does_not_say_saved_when_it_is_not(self, theme: Theme, qtbot: QtBot) -> None:
        bar = FootBar()
        qtbot.addWidget(bar)
        saved = bar.findChild(QLabel, "saved")
        assert isinstance(saved, QLabel)
        assert saved.text() == "All saved"
        bar.tell_saved(saved=False)
        assert (saved.text(), saved.property("tone")) == ("Last change not saved", "late")
        bar.tell_saved(saved=True)
        assert (saved.text(), saved.property("tone")) == ("All saved", "")
