"""A list that draws only what looks different shows the same as one that draws everything."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from random import Random

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QHoverEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyle
from pytestqt.qtbot import QtBot

from callmemo.core.memo import Memo
from callmemo.core.vocabulary import Status
from callmemo.desktop.memo_list import MemoList, Role, Section
from callmemo.desktop.memo_row import MemoRow
from callmemo.desktop.memo_view import MemoView
from callmemo.desktop.row_words import RowWords, row_words
from callmemo.desktop.theme import Theme
from callmemo.wording import Tone
from tests.office_day import OFFICE, TEN, call

ROUNDS = 120


class Office:
    """Memos that change behind the list's back, and headings to put them under."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.names = {place: f"N{place}" for place in range(30)}
        self.titles = ["Late", "Today", "Later"]
        self.order = list(self.names)

    def fetch(self, places: Sequence[int]) -> list[Memo]:
        return [
            Memo(str(place), str(place), TEN, call(self.names[place]), Status.NEW)
            for place in places
        ]

    def change(self) -> set[str]:
        """Change a few memos, or only where they stand; return the ids of what changed."""
        changed = set()
        for place in self.dice.sample(list(self.names), self.dice.choice((0, 1, 1, 3))):
            self.names[place] = f"N{place} {self.dice.randrange(99)}"
            changed.add(str(place))
        if self.dice.random() < 0.4:
            moved = self.order.pop(self.dice.randrange(len(self.order)))
            self.order.insert(self.dice.randrange(len(self.order) + 1), moved)
        if self.dice.random() < 0.1:
            self.order = self.dice.sample(list(self.names), self.dice.choice((0, 2, 30)) or 2)
        return changed

    def sections(self) -> list[Section]:
        cut = sorted(self.dice.choice((0, 3, len(self.order))) for _ in range(2))
        parts = self.order[: cut[0]], self.order[cut[0] : cut[1]], self.order[cut[1] :]
        return [
            Section(title, array("q", part), f"{len(part)}", Tone.LATE)
            for title, part in zip(self.titles, parts, strict=True)
        ]


def say(memo: Memo) -> RowWords:
    return row_words(memo, TEN, OFFICE)


@pytest.fixture
def office(request: pytest.FixtureRequest) -> Office:
    return Office(int(getattr(request, "param", 0)))


@pytest.fixture
def view(office: Office, theme: Theme, qtbot: QtBot) -> MemoView:
    model = MemoList(office.fetch, say)
    made = MemoView(model, theme)
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(600, 420)
    made.show()
    made.setFocus()
    qtbot.waitActive(made)
    return made


def on_screen(view: MemoView) -> QImage:
    """What has been drawn up to now."""
    for _ in range(3):
        QApplication.processEvents()
    found = view.screen().grabWindow(view.winId()).toImage()
    return found.convertToFormat(QImage.Format.Format_RGB32)


def drawn_anew(view: MemoView) -> QImage:
    view.viewport().repaint()
    return on_screen(view)


def rows_drawn(view: MemoView, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    drawn: list[int] = []
    draw = MemoRow.draw

    def counting(
        self: MemoRow, painter: QPainter, rect: QRect, shown: object, state: QStyle.StateFlag
    ) -> None:
        drawn.append(view.indexAt(rect.center()).row())
        draw(self, painter, rect, shown, state)

    monkeypatch.setattr(MemoRow, "draw", counting)
    return drawn


def hover(view: MemoView, dice: Random) -> None:
    spot = QPointF(dice.randrange(view.width()), dice.randrange(view.height()))
    kind = dice.choice((QEvent.Type.HoverMove, QEvent.Type.HoverMove, QEvent.Type.HoverLeave))
    QApplication.sendEvent(view.viewport(), QHoverEvent(kind, spot, spot, spot))


def hide_a_moment(view: MemoView) -> None:
    view.hide()
    view.show()


@pytest.mark.parametrize("office", range(4), indirect=True)
def test_whatever_changes_the_picture_is_that_of_a_list_drawn_anew(
    office: Office, view: MemoView
) -> None:
    dice, bar = office.dice, view.verticalScrollBar()
    acts = (
        lambda: view.show_sections(office.sections(), changed=office.change()),
        lambda: view.show_sections(office.sections(), changed=office.change(), move_on=True),
        lambda: view.show_sections(office.sections(), from_top=not office.change()),
        lambda: bar.setValue(dice.randrange(bar.maximum() + 1)),
        lambda: bar.setValue(bar.value() + dice.choice((-30, -3, 3, 30))),
        lambda: view.step(dice.choice((-1, 1))),
        lambda: hover(view, dice),
        lambda: view.resize(dice.choice((500, 600)), dice.choice((300, 420))),
        lambda: hide_a_moment(view),
    )
    for number in range(ROUNDS):
        for _ in range(dice.choice((1, 1, 2, 3))):
            dice.choice(acts)()
        seen = on_screen(view)
        assert seen == drawn_anew(view), f"round {number}"


@pytest.mark.parametrize("office", range(3), indirect=True)
def test_memos_kept_in_memory_say_what_a_list_read_anew_says(
    office: Office, view: MemoView
) -> None:
    kept = view._model
    for _ in range(ROUNDS):
        changed, sections = office.change(), office.sections()
        view.show_sections(sections, changed=changed)
        fresh = MemoList(office.fetch, say)
        fresh.show(sections)
        rows = range(fresh.rowCount())
        for role in (Role.WORDS, Role.MEMO, Qt.ItemDataRole.DisplayRole):
            assert [kept.index(row).data(role) for row in rows] == [
                fresh.index(row).data(role) for row in rows
            ]


def test_only_the_changed_row_is_drawn(
    office: Office, view: MemoView, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = Section("T", array("q", range(30)))
    view.show_sections([part])
    on_screen(view)
    drawn = rows_drawn(view, monkeypatch)
    office.names[2] = "another"
    view.show_sections([part], changed={"2"})
    on_screen(view)
    assert set(drawn) == {3}


def test_nothing_is_drawn_where_nothing_looks_different(
    office: Office, view: MemoView, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = Section("T", array("q", range(30)))
    view.show_sections([part])
    on_screen(view)
    drawn = rows_drawn(view, monkeypatch)
    view.show_sections([part])
    view.show_sections([part], changed={"29"})
    on_screen(view)
    assert drawn == []


def test_only_changed_memos_are_read_again(office: Office, view: MemoView) -> None:
    read: list[int] = []

    def fetch(places: Sequence[int]) -> list[Memo]:
        read.extend(places)
        return office.fetch(places)

    model = MemoList(fetch, say)
    part = Section("", array("q", range(5)))
    model.show([part])
    model.index(0).data(Role.MEMO)
    assert read == [0, 1, 2, 3, 4]
    model.show([part], changed={"3"})
    model.index(0).data(Role.MEMO)
    assert read == [0, 1, 2, 3, 4, 3]


def test_half_a_row_is_not_taken_for_a_whole_one(office: Office, view: MemoView) -> None:
    """A row half out of sight is drawn whole when it comes into sight, as it is then."""
    part = Section("", array("q", range(30)))
    view.show_sections([part])
    view.verticalScrollBar().setValue(40)
    on_screen(view)
    office.names[0] = "another"
    view.show_sections([part], changed={"0"})
    view.verticalScrollBar().setValue(0)
    assert on_screen(view) == drawn_anew(view)
    assert view.indexAt(QPoint(5, 5)).data(Role.WORDS).who.startswith("another")
