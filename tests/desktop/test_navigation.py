"""The views and their numbers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from callmemo.core.vocabulary import View
from callmemo.desktop.navigation import Navigation, ViewChoice
from callmemo.desktop.theme import Theme
from callmemo.store.register import Count

COUNTS = {
    View.TODAY: Count(7, 2),
    View.MINE: Count(3, 1),
    View.WAITING: Count(0, 0),
    View.LATER: Count(120, 0),
    View.COMPLAINTS: Count(1, 1),
}


@pytest.fixture
def navigation(theme: Theme, qtbot: QtBot) -> Navigation:
    made = Navigation()
    qtbot.addWidget(made)
    made.show_counts(COUNTS)
    made.show()
    qtbot.waitActive(made)
    return made


def button(navigation: Navigation, view: View) -> QPushButton:
    found = navigation.findChild(QPushButton, f"view-{view.value}")
    assert isinstance(found, QPushButton)
    return found


def badge(navigation: Navigation, view: View) -> QLabel:
    labels: list[QLabel] = button(navigation, view).findChildren(QLabel)
    return next(label for label in labels if label.property("role") == "badge")


def test_today_counts_the_late_ones_in_red_the_others_what_is_open(navigation: Navigation) -> None:
    seen = {
        view: (badge(navigation, view).text(), badge(navigation, view).property("tone"))
        for view in View
        if badge(navigation, view).isVisible()
    }
    assert {view: text for view, (text, _tone) in seen.items()} == {
        View.TODAY: "2",
        View.MINE: "3",
        View.LATER: "120",
        View.COMPLAINTS: "1",
    }
    assert [view for view, (_text, tone) in seen.items() if tone == "late"] == [View.TODAY]


def test_with_nothing_late_today_counts_what_is_open(navigation: Navigation) -> None:
    navigation.show_counts({View.TODAY: Count(5, 0)})
    assert badge(navigation, View.TODAY).text() == "5"
    assert badge(navigation, View.TODAY).property("tone") == ""


def test_both_numbers_are_read_out_and_forgotten_when_they_are_gone(
    navigation: Navigation,
) -> None:
    assert button(navigation, View.TODAY).accessibleName() == "Callbacks today: 7 open, 2 late"
    navigation.show_counts({})
    assert button(navigation, View.TODAY).accessibleName() == "Callbacks today"
    assert button(navigation, View.TODAY).toolTip() == ""


def test_a_click_says_which_view_is_wanted(navigation: Navigation) -> None:
    spy = QSignalSpy(navigation.chosen)
    for view in View:
        QTest.mouseClick(button(navigation, view), Qt.MouseButton.LeftButton)
    assert [spy.at(i)[0] for i in range(spy.count())] == list(View)


def test_one_view_is_marked(navigation: Navigation) -> None:
    for view in View:
        navigation.show_view(view)
        assert [v for v in View if button(navigation, v).isChecked()] == [view]


def test_it_is_one_stop_of_the_tab_key_and_arrows_go_on(navigation: Navigation) -> None:
    stops = [v for v in View if button(navigation, v).focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [View.TODAY]
    button(navigation, View.TODAY).setFocus()
    QTest.keyClick(button(navigation, View.TODAY), Qt.Key.Key_Down)
    assert QApplication.focusWidget() is button(navigation, View.MINE)


class TestViewChoice:
    def test_it_names_all_views_with_their_numbers(self, theme: Theme, qtbot: QtBot) -> None:
        choice = ViewChoice()
        qtbot.addWidget(choice)
        choice.show_counts(COUNTS)
        assert [choice.itemText(i) for i in range(choice.count())] == [
            "Callbacks today (7)",
            "For me (3)",
            "Waiting for their call",
            "Tomorrow and later (120)",
            "Complaints (1)",
            "Closed",
            "All",
        ]

    def test_choosing_says_which_showing_says_nothing(self, theme: Theme, qtbot: QtBot) -> None:
        choice = ViewChoice()
        qtbot.addWidget(choice)
        spy = QSignalSpy(choice.chosen)
        choice.show_view(View.ALL)
        assert choice.currentText() == "All"
        assert spy.count() == 0
        choice.setFocus()
        QTest.keyClick(choice, Qt.Key.Key_Up)
        assert spy.at(0) == [View.DONE]
