"""Rows stand where Qt's own list view would put them, for a million as for ten."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from callmemo.core.memo import Memo
from callmemo.core.vocabulary import Status
from callmemo.desktop.memo_list import MemoList, Section
from callmemo.desktop.memo_row import MemoRow
from callmemo.desktop.row_layout import HEADING, ROW, RowLayout
from callmemo.desktop.row_list import RowList
from callmemo.desktop.row_words import row_words
from callmemo.desktop.theme import Theme
from tests.office_day import OFFICE, TEN, call


def fetch(places: Sequence[int]) -> list[Memo]:
    return [Memo(str(p), f"{p}", TEN, call(f"N{p}"), Status.NEW) for p in places]


@given(st.integers(0, 60), st.sets(st.integers(0, 59)))
def test_rows_stand_one_below_the_other(rows: int, marked: set[int]) -> None:
    headings = sorted(row for row in marked if row < rows)
    layout = RowLayout(rows, headings)
    top = 0
    for row in range(rows):
        height = HEADING if row in marked else ROW
        assert (layout.top(row), layout.height_of(row)) == (top, height)
        assert {layout.row_at(y) for y in (top, top + height - 1)} == {row}
        top += height
    assert layout.height == top
    assert layout.row_at(top) is None
    assert layout.row_at(-1) is None


@pytest.mark.parametrize("parts", [[3], [5, 40], [0, 7, 100]])
@pytest.mark.parametrize("titled", [True, False])
def test_rows_stand_where_qts_own_list_has_them(
    parts: list[int], titled: bool, theme: Theme, qtbot: QtBot
) -> None:
    model = MemoList(fetch, lambda memo: row_words(memo, TEN, OFFICE))
    views: list[QListView] = [RowList(model), QListView()]
    for view in views:
        view.setModel(model)
        view.setItemDelegate(MemoRow(theme, view))
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setFrameShape(QListView.Shape.NoFrame)
        qtbot.addWidget(view)
        view.resize(600, 400)
        view.show()
    model.show([Section("T" * titled, array("q", range(part))) for part in parts])
    rows = model.rowCount()
    for place in (0, 333, 10**6):
        for view in views:
            view.executeDelayedItemsLayout()
            view.verticalScrollBar().setValue(place)
        bars = [view.verticalScrollBar() for view in views]
        assert bars[0].maximum() == bars[1].maximum()
        assert bars[0].value() == bars[1].value()
        for row in range(rows):
            ours, theirs = (view.visualRect(model.index(row)) for view in views)
            assert (ours.top(), ours.height()) == (theirs.top(), theirs.height())
        for y in range(0, 400, 7):
            spot = views[0].viewport().rect().center()
            spot.setY(y)
            assert views[0].indexAt(spot) == views[1].indexAt(spot)
    views[0].setModel(None)


def test_a_million_rows_are_asked_for_only_where_they_are_seen(theme: Theme, qtbot: QtBot) -> None:
    asked = 0

    def counted(places: Sequence[int]) -> list[Memo]:
        nonlocal asked
        asked += len(places)
        return fetch(places)

    model = MemoList(counted, lambda memo: row_words(memo, TEN, OFFICE))
    view = RowList(model)
    view.setItemDelegate(MemoRow(theme, view))
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    model.show([Section("", array("q", range(1_000_000)))])
    view.scrollToBottom()
    view.viewport().repaint()
    assert view.indexAt(view.viewport().rect().center()).row() > 999_990
    assert asked < 200
