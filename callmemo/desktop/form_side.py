"""The side of the memo form: cards that help while somebody is on the phone."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from callmemo.core.memo import Draft, Memo

SIDE_WIDTH: Final = 304
_LEAST_PAGE: Final = 420
"""Beside the cards the page wants at least so much; a narrower window shows one or the other."""


class Follower(Protocol):
    """What goes along with a call while it is written down, a card for example."""

    def follow(self, draft: Draft, memo: Memo | None, now: datetime) -> None:
        """Show what goes with the draft as it stands; `memo` is the one that is corrected."""


class FormSide(QScrollArea):
    """A column of cards beside the fields, which scrolls by itself; never takes the keyboard."""

    def __init__(self) -> None:
        """Build without cards."""
        super().__init__()
        self.setObjectName("formSide")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._wanted: bool | None = None
        self._fits = True
        inside = QWidget()
        inside.setObjectName("formCards")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 16, 16, 16)
        self._column.setSpacing(12)
        self._column.addStretch()
        self.setWidget(inside)

    def add_card(self, card: QWidget) -> None:
        """Put a card below those that are there."""
        self._column.insertWidget(self._column.count() - 1, card)

    def toggle(self) -> None:
        """Fold the cards away, or show them, until the form is closed."""
        self._wanted = self.isHidden()

    def forget(self) -> None:
        """Show the cards again wherever there is room for them."""
        self._wanted = None

    def share(self, width: int, page_wants: int, page: QWidget) -> int:
        """Divide a width between a page and the cards; return what is left for the page.

        Where both do not fit, the cards stand aside unless somebody has asked for them.
        """
        self._fits = width >= page_wants + SIDE_WIDTH
        shown = self._fits if self._wanted is None else self._wanted
        beside = width >= _LEAST_PAGE + SIDE_WIDTH
        self.setVisible(shown)
        page.setVisible(beside or not shown)
        if beside:
            self.setFixedWidth(SIDE_WIDTH)
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(width)
        return width - SIDE_WIDTH if shown and beside else width

    def minimumSizeHint(self) -> QSize:
        """As little as there is: the cards scroll."""
        return QSize(0, 0)
