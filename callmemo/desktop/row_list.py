"""A list view whose rows stand where arithmetic says: opening it costs nothing per row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import cast

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent, QSinglePointEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QWidget,
)

from callmemo.desktop.memo_list import Index, MemoList, Section
from callmemo.desktop.memo_row import MemoRow
from callmemo.desktop.row_layout import ROW, RowLayout

_Action = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint
_STEP = ROW // 2
_AWAY = frozenset({QEvent.Type.HoverLeave, QEvent.Type.Leave, QEvent.Type.Hide})
_NONE = QStyle.StateFlag.State_None
_SELECTED = QStyle.StateFlag.State_Selected
_FOCUSED = QStyle.StateFlag.State_HasFocus
_HOVERED = QStyle.StateFlag.State_MouseOver


@dataclass(frozen=True, slots=True)
class _Look:
    """All that the drawing of a row depends on, beside theme and width."""

    row: int = field(compare=False)
    height: int
    words: object
    marks: QStyle.StateFlag
    shown: object = field(compare=False)


class RowList(QListView):
    """Stays a list to screen readers and style sheets; only where rows stand is its own."""

    def __init__(self, model: MemoList, parent: QWidget | None = None) -> None:
        """Show the rows of a model that knows where they stand."""
        super().__init__(parent)
        self._rows = model
        self._places = RowLayout()
        self._fitted = (-1, -1)
        self._mouse: QPoint | None = None
        self._drawn: dict[int, _Look] = {}
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(model)

    # Where rows stand

    def reset(self) -> None:
        """Other rows are shown."""
        if self.viewport().updatesEnabled():
            self._drawn.clear()
        super().reset()
        self._places = self._rows.layout_of_rows
        self.updateGeometries()

    def doItemsLayout(self) -> None:
        """There is nothing to lay out but the whole; Qt would draw all of it once more."""
        if self._fitted != (self._places.height, self.viewport().height()):
            with self.only_differences():
                self.updateGeometries()

    def updateGeometries(self) -> None:
        """Tell the scroll bar how high all rows are."""
        room = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setSingleStep(_STEP)
        bar.setPageStep(room)
        bar.setRange(0, max(0, self._places.height - room))
        self._fitted = self._places.height, room

    def verticalOffset(self) -> int:
        """How far down one looks."""
        return self.verticalScrollBar().value()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is drawn, and draw what comes into sight."""
        if self.viewport().updatesEnabled():
            high = self.viewport().height()
            self._drawn = {
                top + dy: look
                for top, look in self._drawn.items()
                if -look.height < top + dy < high
            }
            self.viewport().scroll(dx, dy)
            if self._mouse is not None:
                # Another row has come to stand under the mouse.
                self._draw_differences()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All is drawn anew."""
        self._drawn.clear()
        super().resizeEvent(event)

    def visualRect(self, index: Index) -> QRect:
        """Where a row stands in sight."""
        if not index.isValid():
            return QRect()
        row = index.row()
        top = self._places.top(row) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._places.height_of(row))

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the row under a point."""
        row = self._places.row_at(point.y() + self.verticalOffset())
        return self.model().index(-1 if row is None else row, 0)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Return the area of what is selected."""
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = _Hint.EnsureVisible
    ) -> None:
        """Bring a row into sight, moving no further than needed."""
        if not index.isValid():
            return
        top = self._places.top(index.row())
        spare = self.viewport().height() - self._places.height_of(index.row())
        now = self.verticalOffset()
        to = {
            _Hint.PositionAtTop: top,
            _Hint.PositionAtBottom: top - spare,
            _Hint.PositionAtCenter: top - spare // 2,
        }.get(hint, min(max(now, top - spare), top))
        self.verticalScrollBar().setValue(to)

    # What hands do

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go by rows, pages or to the ends; never onto a heading."""
        row = max(self.currentIndex().row(), 0)
        page = self.viewport().height() - ROW
        top = self._places.top(row)
        last = self._places.rows - 1
        down = self._places.row_at(top + page)
        wanted, step = {
            _Action.MoveHome: (0, 1),
            _Action.MoveEnd: (last, -1),
            _Action.MovePageUp: (self._places.row_at(max(top - page + ROW - 1, 0)) or 0, 1),
            _Action.MovePageDown: (last if down is None else down, -1),
            _Action.MoveUp: (row - 1, -1),
            _Action.MovePrevious: (row - 1, -1),
            _Action.MoveDown: (row + 1, 1),
            _Action.MoveNext: (row + 1, 1),
        }.get(action, (row, 1))
        found = self._rows.next_memo_row(wanted, step)
        return self.currentIndex() if found is None else self.model().index(found, 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the one row there, if it can be."""
        index = self.indexAt(rect.center())
        if index.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.selectionModel().select(index, command)

    def viewportEvent(self, event: QEvent) -> bool:
        """Remember over which row the mouse is."""
        before = self._hovered
        if event.type() in _AWAY:
            self._mouse = None
        elif isinstance(event, QSinglePointEvent):
            self._mouse = event.position().toPoint()
        if self._hovered != before:
            # Qt does so for some of the ways only in which a mouse comes and goes.
            for row in (before, self._hovered):
                self.viewport().update(self.visualRect(self._rows.index(row, 0)))
        return super().viewportEvent(event)

    @property
    def _hovered(self) -> int:
        """The row under the mouse, -1 for none."""
        return -1 if self._mouse is None else self.indexAt(self._mouse).row()

    # What eyes see

    @contextmanager
    def only_differences(self) -> Iterator[None]:
        """Change the list; in the end those rows are drawn anew that do not look as before."""
        viewport = self.viewport()
        # Not by setUpdatesEnabled: allowed again, that draws everything.
        viewport.setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled, True)
        try:
            yield
        finally:
            viewport.setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled, False)
            if viewport.isVisible():
                self._draw_differences()

    def _draw_differences(self) -> None:
        room = self.viewport().rect()
        looks = dict(self._looks(self._rows_in(room)))
        region = QRegion()
        for top in looks.keys() | self._drawn.keys():
            now, before = looks.get(top), self._drawn.get(top)
            if now != before:
                self._drawn.pop(top, None)
                high = max(look.height for look in (now, before) if look is not None)
                region += QRect(0, top, room.width(), high)
        if not region.isEmpty():
            self.viewport().update(region)

    def _rows_in(self, area: QRect) -> range:
        offset = self.verticalOffset()
        first = self._places.row_at(max(area.top() + offset, 0))
        last = self._places.row_at(area.bottom() + offset)
        end = self._places.rows if last is None else last + 1
        return range(0) if first is None else range(first, end)

    def _looks(self, rows: Iterable[int]) -> Iterator[tuple[int, _Look]]:
        """At which height in sight rows stand, and as what they are to be drawn."""
        current = self.currentIndex().row() if self.hasFocus() else -1
        hovered = self._hovered
        chosen = {index.row() for index in self.selectionModel().selectedIndexes()}
        places, offset = self._places, self.verticalOffset()
        for row in rows:
            marks = _SELECTED if row in chosen else _NONE
            if row == current:
                marks |= _FOCUSED
            if row == hovered:
                marks |= _HOVERED
            shown = self._rows.shown(row)
            words = shown.words if isinstance(shown, Section) else shown
            look = _Look(row, places.height_of(row), words, marks, shown)
            yield places.top(row) - offset, look

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows in sight."""
        room, areas = self.viewport().rect(), list(_areas(event.region()))
        if any(area.contains(room) for area in areas):
            self._drawn.clear()
        drawer = cast("MemoRow", self.itemDelegate())
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rows = {row for area in areas for row in self._rows_in(area)}
        for top, look in self._looks(sorted(rows)):
            rect = QRect(0, top, room.width(), look.height)
            drawer.draw(painter, rect, look.shown, look.marks)
            seen = rect.intersected(room)
            if any(area.contains(seen) for area in areas):
                self._drawn[top] = look
            elif self._drawn.get(top) != look:
                # Half of it shows what it was.
                self._drawn.pop(top, None)
        painter.end()


def _areas(region: QRegion) -> Iterable[QRect]:
    return cast("Iterable[QRect]", region)  # as Qt does; missing in its stubs
