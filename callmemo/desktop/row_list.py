"""A list view whose rows stand where arithmetic says: opening it costs nothing per row."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QSinglePointEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from callmemo.desktop.memo_list import Index, MemoList
from callmemo.desktop.row_layout import ROW, RowLayout

_Action = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint
_STEP = ROW // 2
_AWAY = frozenset({QEvent.Type.HoverLeave, QEvent.Type.Leave, QEvent.Type.Hide})


class RowList(QListView):
    """Stays a list to screen readers and style sheets; only where rows stand is its own."""

    def __init__(self, model: MemoList, parent: QWidget | None = None) -> None:
        """Show the rows of a model that knows where they stand."""
        super().__init__(parent)
        self._rows = model
        self._places = RowLayout()
        self._mouse: QPoint | None = None
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(model)

    # Where rows stand

    def reset(self) -> None:
        """Other rows are shown."""
        super().reset()
        self._places = self._rows.layout_of_rows
        self.updateGeometries()

    def doItemsLayout(self) -> None:
        """There is nothing to lay out but the whole."""
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        """Tell the scroll bar how high all rows are."""
        room = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setSingleStep(_STEP)
        bar.setPageStep(room)
        bar.setRange(0, max(0, self._places.height - room))

    def verticalOffset(self) -> int:
        """How far down one looks."""
        return self.verticalScrollBar().value()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is drawn, and draw what comes into sight."""
        self.viewport().scroll(dx, dy)

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
        if event.type() in _AWAY:
            self._mouse = None
        elif isinstance(event, QSinglePointEvent):
            self._mouse = event.position().toPoint()
        return super().viewportEvent(event)

    # What eyes see

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows in sight."""
        offset, area = self.verticalOffset(), event.rect()
        first = self._places.row_at(max(area.top() + offset, 0))
        if first is None:
            return
        last = self._places.row_at(area.bottom() + offset)
        end = self._places.rows if last is None else last + 1
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state  # type: ignore[attr-defined] # missing in Qt's stubs
        current = self.currentIndex().row() if self.hasFocus() else -1
        hovered = -1 if self._mouse is None else self.indexAt(self._mouse).row()
        chosen = self.selectionModel()
        painter = QPainter(self.viewport())
        for row in range(first, end):
            index = self.model().index(row, 0)
            state = plain & ~QStyle.StateFlag.State_MouseOver
            if chosen.isSelected(index):
                state |= QStyle.StateFlag.State_Selected
            if row == current:
                state |= QStyle.StateFlag.State_HasFocus
            else:
                state &= ~QStyle.StateFlag.State_HasFocus
            if row == hovered:
                state |= QStyle.StateFlag.State_MouseOver
            option.state = state  # type: ignore[attr-defined] # missing in Qt's stubs
            option.rect = self.visualRect(index)  # type: ignore[attr-defined] # missing there
            self.itemDelegate().paint(painter, option, index)
        painter.end()
