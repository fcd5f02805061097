"""The list's model: rows of headings and memos, of which only what is looked at is fetched."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from callmemo.core.memo import Memo
from callmemo.core.vocabulary import Status
from callmemo.desktop.memo_list import PAGE, PAGES_KEPT, MemoList, Role, Section
from callmemo.desktop.row_words import RowWords, row_words
from callmemo.desktop.session import DeskSession
from tests.office_day import OFFICE, TEN, call

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


class Shelf:
    """Memos by place; counts how many were fetched."""

    def __init__(self) -> None:
        self.fetched: list[int] = []
        self.gone: set[int] = set()

    def fetch(self, places: Sequence[int]) -> list[Memo]:
        self.fetched.extend(places)
        return [
            Memo(str(place), f"1124-{place:03d}", TEN, call(f"N{place}"), Status.NEW)
            for place in places
            if place not in self.gone
        ]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def model(shelf: Shelf, qapp: QApplication) -> Iterator[MemoList]:
    made = MemoList(shelf.fetch, lambda memo: row_words(memo, TEN, OFFICE))
    tester = QAbstractItemModelTester(made, FATAL)
    yield made
    tester.deleteLater()
    made.deleteLater()


def section(title: str, *places: int) -> Section:
    return Section(title, array("q", places), "note")


def test_it_is_a_sound_model_before_after_and_between_changes(model: MemoList) -> None:
    for sections in (
        [],
        [section("Late", 1, 2, 3)],
        [section("Late", 1), section("Nothing"), section("Today", 2, 3)],
        [section("", *range(200))],
        [section("Today", 7), section("", 8)],
        [],
    ):
        model.show(sections)
        assert model.rowCount() == sum(
            len(s.places) + bool(s.title) for s in sections if len(s.places)
        )
        assert model.is_empty is not any(len(s.places) for s in sections)


def test_ten_thousand_rows_are_sound_and_hardly_fetched(model: MemoList, shelf: Shelf) -> None:
    model.show([section("Late", *range(10_000))])
    assert model.rowCount() == 10_001
    before = len(shelf.fetched)
    assert model.index(9_000).data(Role.MEMO).number == "1124-8999"
    assert len(shelf.fetched) - before <= PAGE


def test_only_pages_that_are_looked_at_are_fetched(shelf: Shelf, qapp: QApplication) -> None:
    model = MemoList(shelf.fetch, lambda memo: row_words(memo, TEN, OFFICE))
    model.show([section("Late", *range(1000))])
    assert shelf.fetched == []
    for row in range(1, 11):
        model.index(row).data(Role.WORDS)
    assert shelf.fetched == list(range(PAGE))
    model.index(500).data(Role.MEMO)
    assert len(shelf.fetched) == 2 * PAGE


def test_pages_long_unseen_are_given_up(shelf: Shelf, qapp: QApplication) -> None:
    model = MemoList(shelf.fetch, lambda memo: row_words(memo, TEN, OFFICE))
    rows = PAGE * (PAGES_KEPT + 5)
    model.show([section("", *range(rows))])
    for row in range(rows):
        model.index(row).data(Role.MEMO)
    assert len(model._pages.kept) == PAGES_KEPT
    assert len(shelf.fetched) == rows
    model.index(0).data(Role.MEMO)
    assert len(shelf.fetched) == rows + PAGE


def test_showing_again_forgets_what_was_fetched(shelf: Shelf, qapp: QApplication) -> None:
    model = MemoList(shelf.fetch, lambda memo: row_words(memo, TEN, OFFICE))
    for _ in range(2):
        model.show([section("", 1, 2)])
        model.index(0).data(Role.MEMO)
    assert shelf.fetched == [1, 2, 1, 2]


def test_a_page_with_a_vanished_memo_is_empty_not_shifted(model: MemoList, shelf: Shelf) -> None:
    shelf.gone = {2}
    model.show([section("Late", 1, 2, 3)])
    assert [model.index(row).data(Role.MEMO) for row in range(4)] == [None] * 4
    assert [model.index(row).data() for row in range(1, 4)] == [None] * 3


def test_headings_are_said_but_cannot_be_chosen(model: MemoList) -> None:
    model.show([section("Late", 1)])
    heading, memo = model.index(0), model.index(1)
    assert heading.data() == "Late note"
    assert heading.data(Qt.ItemDataRole.AccessibleTextRole) == "Late note"
    assert heading.data(Role.MEMO) is None
    assert not heading.flags() & (Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
    assert memo.flags() & Qt.ItemFlag.ItemIsSelectable
    assert not memo.flags() & Qt.ItemFlag.ItemIsEditable


def test_a_row_is_read_out_in_one_sentence(model: MemoList) -> None:
    model.show([section("", 1)])
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    words = model.index(0).data(Role.WORDS)
    assert isinstance(words, RowWords)
    assert spoken == words.spoken
    assert "N1" in spoken
    assert "03-0000-0142" in spoken


def test_nonsense_asked_of_it_is_answered_with_nothing(model: MemoList) -> None:
    model.show([section("Late", 1)])
    assert model.data(QModelIndex()) is None
    assert model.data(model.index(1), Qt.ItemDataRole.DecorationRole) is None
    assert model.data(model.index(0), Qt.ItemDataRole.DecorationRole) is None
    assert model.rowCount(model.index(1)) == 0
    assert [model.place_at(row) for row in (-1, 0, 1, 2)] == [None, None, 1, None]
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags


@given(
    st.lists(
        st.tuples(st.booleans(), st.lists(st.integers(0, 10**12), max_size=5, unique=True)),
        max_size=5,
    )
)
def test_rows_and_places_lead_to_each_other(
    qapp: QApplication, parts: list[tuple[bool, list[int]]]
) -> None:
    model = MemoList(Shelf().fetch, lambda memo: row_words(memo, TEN, OFFICE))
    model.show([section("T" if titled else "", *places) for titled, places in parts])
    listed = [place for _titled, places in parts for place in places]
    rows = range(model.rowCount())
    assert [p for row in rows if (p := model.place_at(row)) is not None] == listed
    for place in listed:
        for near in (0, -1, model.rowCount(), listed.index(place)):
            row = model.row_of(place, near)
            assert row is not None
            assert model.place_at(row) == place
    assert model.row_of(-1) is None
    memo_rows = [row for row in rows if model.place_at(row) is not None]
    for row in rows:
        assert model.next_memo_row(row) == min((r for r in memo_rows if r >= row), default=None)
        assert model.next_memo_row(row, -1) == max((r for r in memo_rows if r <= row), default=None)


@pytest.mark.parametrize("row", [0, 40, 998])
def test_a_row_is_looked_for_near_where_it_was(model: MemoList, row: int) -> None:
    # The same place twice, as no list has it, shows where it is looked for first.
    model.show([section("", *range(500)), section("", *range(500))])
    place = model.place_at(row)
    assert place is not None
    assert [model.row_of(place, near) for near in (row - 1, row, row + 1)] == [row] * 3
    assert model.row_of(place) == place


def test_a_desk_that_cannot_be_read_leaves_rows_empty(
    session: DeskSession, qapp: QApplication
) -> None:
    """Lists ask while they paint: an error there would come again with every repaint."""
    refused = []
    session.refused.connect(lambda error, _: refused.append(error.sentence))
    session.desk._journal.db.conn.execute("ALTER TABLE memo RENAME TO elsewhere")
    model = MemoList(
        lambda places: session.ask(lambda desk: desk.memos_at(places), []),
        lambda memo: row_words(memo, TEN, OFFICE),
    )
    model.show([section("", 1, 2)])
    assert model.index(0).data(Role.MEMO) is None
    assert refused == []
    qapp.processEvents()
    assert len(refused) == 1
    assert "damaged" in refused[0]
