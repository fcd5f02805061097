"""The three columns of the main window: views, list, memo; each as wide as the window allows."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

_FULL: Final = 1280
"""Width of the window for which the columns were drawn."""
_NAVIGATION: Final = 200
_DETAIL: Final = 408
_DETAIL_LEAST: Final = 280
NARROW: Final = 800
"""Below this width of the window the views move into the bar above."""


class Columns(QWidget):
    """Lays the parts out side by side. `narrowed(narrow)` when there is room no more, or again.

    `work` holds list and memo: where single letters act.
    """

    narrowed = Signal(bool)

    def __init__(self, navigation: QWidget, middle: list[QWidget], detail: QWidget) -> None:
        """Build from the views, what stands in the middle from above to below, and the memo."""
        super().__init__()
        self._navigation = navigation
        self._detail = detail
        self._list = middle[-1]
        self._is_narrow = False
        self.work = QWidget()
        column = QVBoxLayout()
        column.setSpacing(0)
        for part in middle:
            column.addWidget(part)
        column.setStretchFactor(self._list, 1)
        work = QHBoxLayout(self.work)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(0)
        work.addLayout(column, 1)
        work.addWidget(detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(navigation)
        row.addWidget(self.work, 1)
        self._share(_FULL)

    def show_list(self, *, shown: bool) -> None:
        """Show the list or leave its place to what stands above; the keyboard stays here."""
        had_focus = self._list.hasFocus() or self.work.hasFocus()
        self._list.setVisible(shown)
        if had_focus:
            self.focus_list()

    def focus_list(self) -> None:
        """Give the keyboard to the list, or to the place where it will be."""
        (self.work if self._list.isHidden() else self._list).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self._share(event.size().width())

    def _share(self, width: int) -> None:
        share = width / _FULL
        least = self._navigation.sizeHint().width()
        self._navigation.setFixedWidth(max(least, min(_NAVIGATION, round(_NAVIGATION * share))))
        self._detail.setFixedWidth(max(_DETAIL_LEAST, min(_DETAIL, round(_DETAIL * share))))
        narrow = width < NARROW
        if narrow is not self._is_narrow:
            self._is_narrow = narrow
            self._navigation.setHidden(narrow)
            self.narrowed.emit(narrow)
