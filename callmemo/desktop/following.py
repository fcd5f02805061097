"""Lets the memo in sight follow what is chosen in the list; a moment later while somebody types."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from callmemo import wording
from callmemo.core.memo import Memo
from callmemo.desktop.memo_side import MemoSide
from callmemo.words import say

_AFTER_MS: Final = 30


class Following(QObject):
    """Shows the chosen memo in the detail and names it in the window's title.

    While the keyboard is in the search field the hits come first, and the memo follows when
    they have been drawn; nothing can be done with a memo from there. Whoever leaves the field
    finds the chosen memo in sight.
    """

    def __init__(self, window: QMainWindow, field: QWidget, side: MemoSide) -> None:
        """Follow nothing yet."""
        super().__init__(window)
        self._window = window
        self._field = field
        self._side = side
        self._memo: Memo | None = None
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._soon.timeout.connect(self._show)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def follow(self, memo: Memo | None) -> None:
        """Another memo is chosen."""
        self._memo = memo
        if self._field.hasFocus() and memo is not None:
            self._soon.start()
        else:
            self._show()

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not self._field and self._soon.isActive():
            self._show()

    def _show(self) -> None:
        self._soon.stop()
        memo, name = self._memo, say("Phone memos")
        self._side.show_memo(memo)
        title = f"{memo.number} {wording.caller(memo)} — {name}" if memo is not None else name
        self._window.setWindowTitle(title)
