"""The list that people look at: keeps the chosen memo chosen whatever changes around it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from callmemo.core.memo import Memo
from callmemo.desktop.memo_list import Index, MemoList, Section
from callmemo.desktop.memo_row import MemoRow
from callmemo.desktop.row_list import RowList
from callmemo.desktop.theme import Theme
from callmemo.words import say

_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_K: -1, Qt.Key.Key_Up: -1}


class MemoView(RowList):
    """`chosen(memo or None)` when another memo is looked at, `opened(memo)` on Enter.

    `looked_at(memo)` when somebody has gone to a memo by hand: list changes choose others too.
    """

    chosen = Signal(object)
    opened = Signal(object)
    looked_at = Signal(object)

    def __init__(self, model: MemoList, theme: Theme, parent: QWidget | None = None) -> None:
        """Show `model`, drawn as `theme` says."""
        super().__init__(model, parent)
        self.setObjectName("memoList")
        self.setAccessibleName(say("Memos"))
        self._model = model
        self._place: int | None = None
        self.setItemDelegate(MemoRow(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.doubleClicked.connect(self._open)
        self.clicked.connect(self._look)
        theme.changed.connect(self.viewport().update)

    @property
    def memo(self) -> Memo | None:
        """The memo that is looked at."""
        return self._model.memo_at(self.currentIndex().row())

    def show_sections(
        self,
        sections: Sequence[Section],
        changed: Collection[str] | None = None,
        *,
        move_on: bool = False,
        from_top: bool = False,
    ) -> None:
        """Show other rows; the chosen memo stays chosen, and what is in sight stays in sight.

        `changed` are the ids of the memos that may be others than before; None means all.
        Where the chosen memo is gone, or with `move_on`, the row that moved into its place is
        chosen: the next thing to do. With `from_top` the first: it is another list altogether.
        """
        with self.only_differences():
            self._show(sections, changed, move_on=move_on, from_top=from_top)

    def _show(
        self,
        sections: Sequence[Section],
        changed: Collection[str] | None,
        *,
        move_on: bool,
        from_top: bool,
    ) -> None:
        if from_top:
            self._place = None
            self.setCurrentIndex(QModelIndex())
        before = self._place
        row_before = max(self.currentIndex().row(), 0)
        self._model.show(sections, changed)
        row = None if before is None or move_on else self._model.row_of(before, row_before)
        if row is None:
            row = self._model.next_memo_row(row_before)
        if row is None:
            row = self._model.next_memo_row(self._model.rowCount() - 1, -1)
        if row is None:
            self._place = None
            self.chosen.emit(None)
            return
        # Whoever has scrolled away from the chosen memo is reading something else.
        self.setAutoScroll(False)
        self.setCurrentIndex(self._model.index(row))
        self.setAutoScroll(True)
        if self._place != before:
            self.scrollTo(self.currentIndex())

    def choose(self, place: int) -> bool:
        """Choose the memo at this place; False if the list does not show it."""
        row = self._model.row_of(place, self.currentIndex().row())
        if row is None:
            return False
        self.setCurrentIndex(self._model.index(row))
        self.scrollTo(self.currentIndex())
        return True

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which memo is looked at now."""
        super().currentChanged(current, previous)
        place = self._model.place_at(current.row()) if current.isValid() else None
        if place is not None:
            self._place = place
            self.chosen.emit(self.memo)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """One memo is always chosen: no click beside it or with Ctrl leaves none."""
        flag = QItemSelectionModel.SelectionFlag
        return flag.ClearAndSelect if index.isValid() else flag.NoUpdate

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K go down and up, over the headings; letters do not search by beginning."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            row = self._model.next_memo_row(self.currentIndex().row() + step, step)
            self._go(row)
            if row is None and step < 0:
                self.scrollToTop()
            event.accept()
        elif event.key() == Qt.Key.Key_Home:
            self.scrollToTop()
            self._go(self._model.next_memo_row(0))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def step(self, by: int) -> None:
        """Choose the next memo, or the one before, wherever the keyboard is."""
        self._go(self._model.next_memo_row(self.currentIndex().row() + by, by))

    def _go(self, row: int | None) -> None:
        if row is not None:
            self.setCurrentIndex(self._model.index(row))
            self._look()

    def _open(self) -> None:
        self._look()
        if self.memo is not None:
            self.opened.emit(self.memo)

    def _look(self) -> None:
        if self.memo is not None:
            self.looked_at.emit(self.memo)
