"""What to say, moment by moment: the words for now in full, the others on one line each."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from callmemo import phrase_words
from callmemo.core.phrases import Line, Moment
from callmemo.desktop.parts import set_look, text_label
from callmemo.desktop.plain_text import OneLine, Prose

# Not F6 to F10: with those Japanese is converted while it is typed.
NEXT_KEY: Final = "F5"


class MomentRow(QFrame):
    """The words of one moment; a click makes it the one for now."""

    wished = Signal(object)

    def __init__(self, moment: Moment) -> None:
        """Build without words, on one line."""
        super().__init__()
        self.moment = moment
        self.setObjectName(f"moment-{moment}")
        self.setProperty("role", "moment")
        self._heading = text_label(phrase_words.moment(moment), "momentName")
        self._short = OneLine("hint", f"short-{moment}")
        self._words = Prose("spoken", f"words-{moment}")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._heading)
        head.addWidget(self._short, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._words)
        self.open(opened=False)

    def say(self, text: str) -> None:
        """Show these words."""
        self._words.say(text)
        self._short.say(text)
        self.setAccessibleName(f"{self._heading.text()}: {text}")

    @property
    def text(self) -> str:
        """The words of this moment."""
        return self._words.accessibleName()

    @property
    def is_open(self) -> bool:
        """Whether the words stand here in full."""
        return not self._words.isHidden()

    def open(self, *, opened: bool) -> None:
        """Show the words in full, or on one line."""
        self._words.setVisible(opened)
        self._short.setVisible(not opened)
        set_look(self, "current", opened)
        pointing = Qt.CursorShape.ArrowCursor if opened else Qt.CursorShape.PointingHandCursor
        self.setCursor(pointing)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Wish to be the moment for now."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.wished.emit(self.moment)


class MomentList(QWidget):
    """The moments of a call in their order; `turned(moment)` when somebody chose another."""

    turned = Signal(object)

    def __init__(
        self, name: str, moments: Iterable[Moment] = Moment, *, short: bool = False
    ) -> None:
        """Build a row for each of these moments; those without words stay hidden.

        A `short` list has only the moment for now and the one that follows.
        """
        super().__init__()
        self._short = short
        self.setObjectName(name)
        self.rows = {moment: MomentRow(moment) for moment in moments}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for row in self.rows.values():
            column.addWidget(row)
            row.hide()
            row.wished.connect(self.turned)

    def show_lines(self, lines: Iterable[Line], current: Moment | None) -> None:
        """Show these lines, those of the moment `current` in full."""
        words: dict[Moment, list[str]] = {}
        for line in lines:
            words.setdefault(line.moment, []).append(line.text)
        there = [moment for moment in self.rows if moment in words]
        shown = {current, after(current, there)} if self._short else set(there)
        for moment, row in self.rows.items():
            texts = words.get(moment, [])
            if texts:
                whole = "\n".join(texts)
                row.say(whole)
                row.open(opened=moment is current)
            row.setVisible(bool(texts) and moment in shown)

    def row_now(self) -> MomentRow | None:
        """The row whose words stand in full."""
        shown = (row for row in self.rows.values() if not row.isHidden())
        return next((row for row in shown if row.is_open), None)


def moments_of(lines: Iterable[Line]) -> tuple[Moment, ...]:
    """Return the moments for which there is something to say, in the order of a call."""
    there = {line.moment for line in lines}
    return tuple(moment for moment in Moment if moment in there)


def after(moment: Moment | None, there: Collection[Moment]) -> Moment | None:
    """Return the moment that follows upon this one; after the last comes the first."""
    order = [each for each in Moment if each in there]
    if not order:
        return None
    if moment not in order:
        return order[0]
    return order[(order.index(moment) + 1) % len(order)]
