"""One row of the memo form: a label with its letter, one or two fields, a hint or what is wrong."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSpacerItem, QWidget

from callmemo.desktop.parts import set_look, set_tone, text_label
from callmemo.wording import Tone

LABEL_WIDTH: Final = 88
ROW_SPACE: Final = 9
_LINE_SPACE = 4
FIELD_HEIGHT: Final = 34
_CHIP_HEIGHT = 32
_HINT: Final = "hint"
_PROBLEM: Final = "problem"


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
        self._star: QLabel | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self.text)
        self._row.addStretch()
        self.setFixedHeight(max(height, self.text.sizeHint().height()))

    def require(self, *, required: bool) -> None:
        """Show whether the memo cannot be saved without this field."""
        if self._star is None and required:
            self._star = text_label("*", tone=Tone.LATE)
            self._row.insertWidget(1, self._star)
        if self._star is not None:
            self._star.setVisible(required)


class FieldRow(QWidget):
    """A row that two fields share where the window is wide enough.

    A hint and the sentence that says what is wrong stand below the fields; both are built when
    there is something to say for the first time, which most rows never have.
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
        self._name = name
        self._below: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        # As what is said below will: over all columns, which gives fields of all rows one width.
        self._grid.addItem(QSpacerItem(0, 0), 4, 1, 1, 3)

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
        self._say(_HINT, text)
        if text:
            set_tone(self._below[_HINT], tone)

    def say_problem(self, field: QWidget, text: str) -> None:
        """Show what is wrong with a field, or with no text that all is well."""
        set_look(field, "wrong", "true" if text else "false")
        field.setAccessibleDescription(text)
        self._say(_PROBLEM, text)

    def _say(self, what: str, text: str) -> None:
        label = self._below.get(what)
        if label is None:
            if not text:
                return
            label = self._below[what] = text_label(role=what, name=self._name + what.capitalize())
            label.setWordWrap(True)
            self._grid.addWidget(label, 4 + (what == _PROBLEM), 1, 1, 3)
        label.setText(text)
        # What is wrong takes the place of the hint.
        problem = bool(_PROBLEM in self._below and self._below[_PROBLEM].text())
        for each, shown in self._below.items():
            shown.setVisible(bool(shown.text()) and (each == _PROBLEM or not problem))

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
