"""One row of the memo form: a label with its letter, one or two fields, a hint or what is wrong."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from callmemo.desktop.parts import set_look, set_tone, text_label
from callmemo.wording import Tone

LABEL_WIDTH: Final = 88
ROW_SPACE: Final = 9
_LINE_SPACE = 4
FIELD_HEIGHT: Final = 34
_CHIP_HEIGHT = 32


def plain(text: str) -> str:
    """Return a label without its key letter: 「電話番号(&P)」 is 「電話番号」.

    >>> plain("電話番号(&P)"), plain("Call back &to")
    ('電話番号', 'Call back to')
    """
    head, mark, tail = text.partition("(&")
    if mark and tail[1:2] == ")":
        return head + tail[2:]
    return text.replace("&", "")


class FieldLabel(QWidget):
    """A label whose letter leads to its field, with a red star where something is required."""

    def __init__(self, text: str, field: QWidget, height: int = FIELD_HEIGHT) -> None:
        """Build for a field; `text` has `&` before its key letter."""
        super().__init__()
        self.text = text_label(text, "field")
        self.text.setBuddy(field)
        self._star = text_label("*", tone=Tone.LATE)
        self._star.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.text)
        row.addWidget(self._star)
        row.addStretch()
        self.setFixedHeight(max(height, self.text.sizeHint().height()))

    def require(self, *, required: bool) -> None:
        """Show whether the memo cannot be saved without this field."""
        self._star.setVisible(required)


class FieldRow(QWidget):
    """A row that two fields share where the window is wide enough.

    A hint and the sentence that says what is wrong stand below the fields.
    """

    def __init__(self, name: str) -> None:
        """Build an empty row."""
        super().__init__()
        self.setObjectName(f"{name}Row")
        self.labels: list[FieldLabel | QWidget] = []
        self._fields: list[QWidget] = []
        self._is_wide = False
        self._narrow = False
        self._first_width = self._second_width = LABEL_WIDTH
        self._hint = text_label(role="hint", name=f"{name}Hint")
        self._problem = text_label(role="problem", name=f"{name}Problem")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        for line, text in enumerate((self._hint, self._problem)):
            text.setWordWrap(True)
            text.hide()
            self._grid.addWidget(text, 4 + line, 1, 1, 3)

    def put(self, text: str, field: QWidget, *, wide: bool = False, chips: bool = False) -> None:
        """Add a field with its label, `wide` over the whole row; without text, no label."""
        if text:
            label: QWidget = FieldLabel(text, field, _CHIP_HEIGHT if chips else FIELD_HEIGHT)
            field.setAccessibleName(plain(text))
        else:
            label = QWidget()
        self.labels.append(label)
        self._fields.append(field)
        self._is_wide = wide
        self._arrange()

    def narrow(self, *, narrow: bool) -> None:
        """Put the second field below the first, or beside it."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def widen_labels(self, first: int, second: int) -> None:
        """Give the labels these widths; below each other both have the first."""
        self._first_width, self._second_width = first, second
        self._arrange()

    def rename(self, field: QWidget, text: str) -> None:
        """Give a field another label."""
        label = self.labels[self._fields.index(field)]
        if isinstance(label, FieldLabel):
            label.text.setText(text)
        field.setAccessibleName(plain(text))

    def require(self, field: QWidget, *, required: bool = True) -> None:
        """Show whether the memo cannot be saved without this field."""
        label = self.labels[self._fields.index(field)]
        if isinstance(label, FieldLabel):
            label.require(required=required)

    def say_hint(self, text: str, tone: Tone | None = None) -> None:
        """Show a hint below, or none; with a tone, one that should be looked at."""
        self._hint.setText(text)
        set_tone(self._hint, tone)
        self._hint.setVisible(bool(text) and not self._problem.text())

    def say_problem(self, field: QWidget, text: str) -> None:
        """Show what is wrong with a field, or with no text that all is well."""
        set_look(field, "wrong", "true" if text else "false")
        field.setAccessibleDescription(text)
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        # What is wrong takes the place of the hint.
        self._hint.setVisible(bool(self._hint.text()) and not text)

    def _arrange(self) -> None:
        grid = self._grid
        for part in (*self.labels, *self._fields):
            grid.removeWidget(part)
        top = Qt.AlignmentFlag.AlignTop
        for place, (label, field) in enumerate(zip(self.labels, self._fields, strict=True)):
            is_second = place and not self._narrow
            label.setFixedWidth(self._second_width if is_second else self._first_width)
            row, column = (place, 0) if self._narrow else (0, 2 * place)
            span = 3 if self._is_wide or self._narrow else 1
            if place and not self._narrow and not isinstance(label, FieldLabel):
                # Chips without a label take its room.
                grid.addWidget(field, row, column, 1, 2, top)
                continue
            grid.addWidget(label, row, column, top)
            grid.addWidget(field, row, column + 1, 1, span)
        halves = not (self._is_wide or self._narrow)
        grid.setColumnMinimumWidth(2, self._second_width if halves else 0)
        grid.setVerticalSpacing(ROW_SPACE if self._narrow else _LINE_SPACE)
        for column, stretch in ((1, 1), (3, 1 if halves else 0)):
            grid.setColumnStretch(column, stretch)


def line_up(rows: list[FieldRow]) -> None:
    """Give the labels of each column one width, so that the fields stand below each other."""
    firsts = [label.sizeHint().width() for row in rows for label in row.labels]
    seconds = [label.sizeHint().width() for row in rows for label in row.labels[1:]]
    for row in rows:
        row.widen_labels(max(LABEL_WIDTH, *firsts), max(seconds, default=0))
