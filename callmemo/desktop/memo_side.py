"""The place of the memo in sight; what shows the memo there is built after the list was seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from callmemo.core.memo import Memo
from callmemo.desktop.later import Later

if TYPE_CHECKING:
    # Loaded when it is wanted: see callmemo.desktop.later.
    from callmemo.desktop.detail import Detail


class MemoSide(QFrame):
    """Keeps the place, and what is to be shown there."""

    def __init__(
        self, build: Callable[[], Detail], connect: Callable[[Detail], None], below: QWidget
    ) -> None:
        """Know how the detail is built, and what is to be done with it then.

        `below` is where the Tab key goes on after the memo.
        """
        super().__init__()
        self.setObjectName("memoSide")
        self._detail = Later(build)
        self._connect = connect
        self._below = below
        self._memo: Memo | None = None
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)

    def get(self) -> Detail:
        """Return what shows the memo, built now if it was not yet."""
        is_new = self._detail.built is None
        detail = self._detail.get()
        if is_new:
            self._place.addWidget(detail)
            last = self.window().previousInFocusChain()
            if last is not None:
                # What is built last would else be reached last.
                self.setTabOrder(last, self._below)
            self._connect(detail)
            detail.show_memo(self._memo)
        return detail

    def show_memo(self, memo: Memo | None) -> None:
        """Show this memo, at once or as soon as there is something to show it with."""
        self._memo = memo
        if self._detail.built is not None:
            self._detail.built.show_memo(memo)
