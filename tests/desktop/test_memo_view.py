"""The list as people use it: what is chosen, what is in sight, what keys and clicks do."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from callmemo.core.memo import Memo
from callmemo.core.vocabulary import Status
from callmemo.desktop.memo_list import MemoList, Section
from callmemo.desktop.memo_view import MemoView
from callmemo.desktop.row_words import row_words
from callmemo.desktop.theme import Theme
from tests.office_day import OFFICE, TEN, call

K = Qt.Key


def fetch(places: Sequence[int]) -> list[Memo]:
    return [Memo(str(p), f"{p}", TEN, call(f"N{p}"), Status.NEW) for p in places]


def sections(*parts: Sequence[int]) -> list[Section]:
    return [Section(f"T{i}", array("q", places)) for i, places in enumerate(parts)]


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> MemoView:
    model = MemoList(fetch, lambda memo: row_words(memo, TEN, OFFICE))
    made = MemoView(model, theme)
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    made.setFocus()
    qtbot.waitActive(made)
    return made


def place(view: MemoView) -> int | None:
    return int(view.memo.id) if view.memo else None


def chosen_rows(view: MemoView) -> list[int]:
    return [index.row() for index in view.selectionModel().selectedRows()]


class TestChosen:
    def test_the_first_memo_is_chosen_at_first(self, view: MemoView) -> None:
        spy = QSignalSpy(view.chosen)
        view.show_sections(sections([5, 6], [7]))
        assert place(view) == 5
        assert chosen_rows(view) == [1]
        assert spy.at(0)[0].id == "5"

    def test_it_stays_chosen_wherever_it_moves(self, view: MemoView) -> None:
        view.show_sections(sections([5, 6], [7]))
        view.choose(7)
        view.show_sections(sections([7, 5], [1, 2, 3]))
        assert place(view) == 7
        assert chosen_rows(view) == [1]

    def test_the_next_takes_its_place_when_it_is_gone(self, view: MemoView) -> None:
        view.show_sections(sections([5, 6, 7]))
        view.choose(6)
        view.show_sections(sections([5, 7]))
        assert place(view) == 7
        view.show_sections(sections([5]))
        assert place(view) == 5

    def test_moving_on_takes_the_next_although_it_is_still_there(self, view: MemoView) -> None:
        view.show_sections(sections([5, 6], []))
        view.show_sections(sections([6], [5]), move_on=True)
        assert place(view) == 6

    def test_an_empty_list_says_that_nothing_is_chosen(self, view: MemoView) -> None:
        view.show_sections(sections([5]))
        spy = QSignalSpy(view.chosen)
        view.show_sections([])
        assert place(view) is None
        assert spy.at(spy.count() - 1)[0] is None
        view.show_sections(sections([8, 5]))
        assert place(view) == 8

    def test_what_is_not_in_the_list_cannot_be_chosen(self, view: MemoView) -> None:
        view.show_sections(sections([5]))
        assert not view.choose(6)
        assert place(view) == 5

    @pytest.mark.parametrize("modifier", ["NoModifier", "ControlModifier", "ShiftModifier"])
    def test_no_click_leaves_nothing_chosen(self, view: MemoView, modifier: str) -> None:
        view.show_sections(sections([5, 6], [7]))
        view.choose(6)
        model = view.model()
        places = [view.visualRect(model.index(row, 0)).center() for row in (0, 2, 3)]
        for where in (*places, QPoint(100, 380)):
            QTest.mouseClick(
                view.viewport(),
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier[modifier],
                where,
            )
            assert place(view) == 6
            assert chosen_rows(view) == [2]

    def test_a_click_chooses(self, view: MemoView) -> None:
        view.show_sections(sections([5, 6], [7]))
        spot = view.visualRect(view.model().index(4, 0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert place(view) == 7


class TestScrolling:
    def test_what_is_read_stays_in_sight_when_others_come(self, view: MemoView) -> None:
        view.show_sections(sections(range(200)))
        bar = view.verticalScrollBar()
        bar.setValue(3000)
        for others in ([range(201)], [[500], range(200)], [range(200)]):
            view.show_sections(sections(*others))
            QApplication.processEvents()
            assert bar.value() == 3000
            assert place(view) == 0

    def test_the_memo_that_moves_up_is_in_sight(self, view: MemoView) -> None:
        view.show_sections(sections(range(200)))
        view.choose(150)
        view.verticalScrollBar().setValue(0)
        view.show_sections(sections([*range(150), *range(151, 200)]))
        rect = view.visualRect(view.currentIndex())
        assert place(view) == 151
        assert view.viewport().rect().contains(rect)

    def test_choosing_scrolls_there(self, view: MemoView) -> None:
        view.show_sections(sections(range(200)))
        view.choose(150)
        assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


class TestKeys:
    def test_a_heading_is_never_chosen(self, view: MemoView) -> None:
        view.show_sections(sections([1], [2], [3], range(10, 60)))
        for key in (K.Key_Home, K.Key_End, K.Key_PageUp, K.Key_PageDown) * 3:
            QTest.keyClick(view, key)
            assert place(view) is not None
            assert len(chosen_rows(view)) == 1

    def test_home_and_end_reach_the_ends(self, view: MemoView) -> None:
        view.show_sections(sections([1], range(10, 60)))
        QTest.keyClick(view, K.Key_End)
        assert place(view) == 59
        QTest.keyClick(view, K.Key_Home)
        assert place(view) == 1

    def test_at_the_top_the_heading_comes_into_sight(self, view: MemoView) -> None:
        view.show_sections(sections(range(100)))
        view.verticalScrollBar().setValue(20)
        QTest.keyClick(view, K.Key_Up)
        assert place(view) == 0
        assert view.verticalScrollBar().value() == 0

    def test_other_letters_go_on_to_the_window(self, view: MemoView) -> None:
        view.show_sections(sections([1, 2, 3]))
        QTest.keyClicks(view, "NxZ3")
        assert place(view) == 1

    @pytest.mark.parametrize("key", [K.Key_J, K.Key_K])
    def test_held_modifiers_mean_something_else(self, view: MemoView, key: Qt.Key) -> None:
        view.show_sections(sections([1, 2, 3]))
        view.choose(2)
        QTest.keyClick(view, key, Qt.KeyboardModifier.AltModifier)
        assert place(view) == 2

    @pytest.mark.parametrize("key", [K.Key_Return, K.Key_Enter])
    def test_enter_opens(self, view: MemoView, key: Qt.Key) -> None:
        view.show_sections(sections([1, 2]))
        spy = QSignalSpy(view.opened)
        QTest.keyClick(view, key)
        assert spy.count() == 1
        assert spy.at(0)[0].id == "1"

    def test_a_double_click_opens_once(self, view: MemoView) -> None:
        view.show_sections(sections([1, 2]))
        spy = QSignalSpy(view.opened)
        spot = view.visualRect(view.model().index(2, 0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert spy.count() == 0
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert spy.count() == 1

    def test_in_an_empty_list_keys_do_nothing(self, view: MemoView) -> None:
        view.show_sections([])
        spy = QSignalSpy(view.opened)
        for key in (K.Key_J, K.Key_K, K.Key_Return, K.Key_Home, K.Key_PageDown):
            QTest.keyClick(view, key)
        assert spy.count() == 0


def test_it_repaints_when_the_dress_changes(view: MemoView, theme: Theme) -> None:
    view.show_sections(sections([1]))
    QApplication.processEvents()
    light = view.grab().toImage()
    theme.choose("dark")
    QApplication.processEvents()
    dark = view.grab().toImage()
    assert light.pixelColor(300, 390).lightness() > 200
    assert dark.pixelColor(300, 390).lightness() < 60
