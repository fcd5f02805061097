"""The list of all memos: opened, scrolled to its end, jumped about in; beside QSqlTableModel."""

from __future__ import annotations

import time
from collections.abc import Iterator
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtSql import QSqlDatabase, QSqlTableModel
from PySide6.QtWidgets import QTableView

from benchmarks.measuring import Figure, Measurement, Place, Row, faster
from benchmarks.world import World, span
from callmemo.core.vocabulary import View
from callmemo.desk import DATABASE

_FRAME_MS = 16.0
_ROUNDS = 5
_FRAMES = 600


def _open_ours(world: World) -> None:
    world.window.show_view(View.ALL)
    world.window.list.viewport().repaint()


def _to_the_end(world: World) -> None:
    world.window.list.scrollToBottom()
    world.window.list.viewport().repaint()


def _open_theirs() -> QTableView:
    model = QSqlTableModel(None, QSqlDatabase.database())
    model.setTable("memo")
    model.setSort(model.fieldIndex("taken_at"), Qt.SortOrder.DescendingOrder)
    model.select()
    view = QTableView()
    model.setParent(view)
    view.setModel(model)
    view.resize(900, 700)
    view.show()
    view.viewport().repaint()
    return view


def _to_their_end(view: QTableView) -> None:
    model = view.model()
    while model.canFetchMore(view.rootIndex()):
        model.fetchMore(view.rootIndex())
    view.scrollToBottom()
    view.viewport().repaint()


def _frames(world: World, count: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each frame: page by page, and jumps to anywhere."""
    view = world.window.list
    bar = view.verticalScrollBar()
    dice = Random(1)

    def go(to: int) -> None:
        bar.setValue(to)
        view.viewport().repaint()

    bar.setValue(0)
    pages = [span(lambda: go(bar.value() + bar.pageStep())) for _ in range(count)]
    jumps = [span(lambda: go(dice.randrange(bar.maximum() + 1))) for _ in range(count)]
    return pages, jumps


def measure(place: Place) -> Iterator[Row]:
    """Open, scroll to the end and jump, ours and theirs in turns."""
    home = place.own_office()
    world = World(home)
    database = QSqlDatabase.addDatabase("QSQLITE")
    database.setDatabaseName(str(home / DATABASE))
    database.open()
    opened: tuple[list[float], list[float]] = ([], [])
    ended: tuple[list[float], list[float]] = ([], [])
    for _ in range(place.times(_ROUNDS if place.size < 1_000_000 else 2)):
        world.window.show_view(View.TODAY)
        world.settle()
        opened[0].append(span(lambda: _open_ours(world)))
        ended[0].append(opened[0][-1] + span(lambda: _to_the_end(world)))
        start = time.perf_counter()
        view = _open_theirs()
        opened[1].append((time.perf_counter() - start) * 1000)
        _to_their_end(view)
        ended[1].append((time.perf_counter() - start) * 1000)
        view.deleteLater()
        world.settle()
    pages, jumps = _frames(world, place.times(_FRAMES))
    world.close()
    first, second = (Figure.of(spans) for spans in opened)
    yield Row("list of all memos opened", first, second, "QSqlTableModel")
    yield faster(50, "opened and scrolled to the end", *ended, against="QSqlTableModel")
    for case, spans in (("a page further, drawn", pages), ("a jump to anywhere, drawn", jumps)):
        figure = Figure.of(spans)
        goal = f"p99 ≤ {_FRAME_MS:g} ms"
        yield Row(case, figure, goal=goal, met=figure.p99 <= _FRAME_MS)


MEASUREMENT = Measurement("scrolling", "List", measure)
