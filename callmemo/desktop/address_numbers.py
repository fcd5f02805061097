"""The numbers of one person: kind, number, extension, each corrected where it stands."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from callmemo.core.contact import MOST_NUMBERS, NUMBER_LABELS, OFFICE, ContactNumber
from callmemo.core.memo import tidy_line
from callmemo.core.phone import read_number
from callmemo.desktop.form_fields import LineField
from callmemo.desktop.parts import set_tip
from callmemo.desktop.settings_controls import ChoiceBox
from callmemo.labels import field_label, number_label
from callmemo.words import say

_KIND_WIDTH = 108
_EXTENSION_WIDTH = 84
# Row, column, rows, columns of kind, number, extension and the button that takes it away.
_WIDE = ((0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (0, 3, 1, 1))
_NARROW = ((1, 0, 1, 1), (0, 0, 1, 3), (1, 2, 1, 1), (0, 3, 1, 1))


class NumberRow(QWidget):
    """One number."""

    edited = Signal()
    removal_wished = Signal()

    def __init__(self, at: int, number: ContactNumber) -> None:
        """Show a number; `at` counts from 1."""
        super().__init__()
        # Whoever only looks changes nothing, however a number was written.
        self._before = number.number
        self.kind = ChoiceBox(f"number-{at}-kind", map(number_label, NUMBER_LABELS))
        self.number = LineField(f"number-{at}")
        self.extension = LineField(f"number-{at}-extension")
        self.remove = QPushButton("×")
        self.kind.setFixedWidth(_KIND_WIDTH)
        self.extension.setFixedWidth(_EXTENSION_WIDTH)
        self.extension.setPlaceholderText(say("Ext."))
        self.remove.setObjectName(f"number-{at}-remove")
        self.remove.setProperty("role", "remove")
        self.remove.setFixedWidth(30)
        self.remove.setAutoDefault(False)
        for part, name in (
            (self.kind, say("Kind of number {number}", number=at)),
            (self.number, say("Number {number}", number=at)),
            (self.extension, say("Extension of number {number}", number=at)),
            (self.remove, say("Take number {number} away", number=at)),
        ):
            part.setAccessibleName(name)
        set_tip(self.remove, self.remove.accessibleName())
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.narrow(narrow=False)
        self.kind.setEditText(number_label(number.label))
        if (line := self.kind.lineEdit()) is not None:
            line.setCursorPosition(0)
        self.number.show_text(number.number)
        self.extension.show_text(number.extension)
        self.kind.currentTextChanged.connect(self.edited)
        self.number.textChanged.connect(self.edited)
        self.extension.textChanged.connect(self.edited)
        self.number.editingFinished.connect(self._write_out)
        self.remove.clicked.connect(self.removal_wished)

    def narrow(self, *, narrow: bool) -> None:
        """Put the number on a line of its own where there is no room for all beside each other."""
        places = _NARROW if narrow else _WIDE
        parts: tuple[QWidget, ...] = (self.kind, self.number, self.extension, self.remove)
        for each in parts:
            self._grid.removeWidget(each)
        for each, place in zip(parts, places, strict=True):
            self._grid.addWidget(each, *place)

    @property
    def value(self) -> ContactNumber:
        """The number as it stands."""
        words = {number_label(name): name for name in NUMBER_LABELS}
        said = tidy_line(self.kind.currentText())
        number = tidy_line(self.number.text())
        return ContactNumber(
            words.get(said, said or OFFICE),
            number if number == self._before else written_out(number),
            tidy_line(self.extension.text()),
        )

    def _write_out(self) -> None:
        number = self.number.text()
        if number not in {self._before, written_out(number)}:
            self.number.show_text(written_out(number))


def written_out(text: str) -> str:
    """Write a number as numbers are written here; what is none stays as it was typed."""
    read = read_number(text)
    return read.shown if read.problem is None and read.key else text


class NumberRows(QWidget):
    """All numbers of one person. `edited` when anything in them changes."""

    edited = Signal()

    def __init__(self, before: QWidget) -> None:
        """Build empty; the Tab key comes here from `before`."""
        super().__init__()
        self._before = before
        self.setObjectName("numbers")
        self.setAccessibleName(field_label("numbers"))
        self._rows: list[NumberRow] = []
        self._is_narrow = False
        self._place = QVBoxLayout()
        self._place.setSpacing(6)
        self.add = QPushButton(say("Add a number"))
        self.add.setObjectName("addNumber")
        self.add.setAutoDefault(False)
        self.add.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._place)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.add.clicked.connect(self._add)

    def show_numbers(self, numbers: Iterable[ContactNumber]) -> None:
        """Show these, and an empty row where there are none."""
        for row in list(self._rows):
            self._drop(row)
        for number in tuple(numbers) or (ContactNumber(OFFICE, ""),):
            self._put(number)

    def narrow(self, *, narrow: bool) -> None:
        """Use two lines for each number, or one."""
        self._is_narrow = narrow
        for row in self._rows:
            row.narrow(narrow=narrow)

    def value(self) -> tuple[ContactNumber, ...]:
        """The numbers as they stand; empty rows are none."""
        values = (row.value for row in self._rows)
        return tuple(each for each in values if each.number or each.extension)

    def _add(self) -> None:
        row = self._put(ContactNumber(OFFICE, ""))
        row.number.setFocus()

    def _put(self, number: ContactNumber) -> NumberRow:
        row = NumberRow(len(self._rows) + 1, number)
        row.narrow(narrow=self._is_narrow)
        row.edited.connect(self.edited)
        row.removal_wished.connect(lambda: self._remove(row))
        before: QWidget = self._rows[-1].remove if self._rows else self._before
        self._rows.append(row)
        self._place.addWidget(row)
        stops: tuple[QWidget, ...] = (row.kind, row.number, row.extension, row.remove, self.add)
        for stop in stops:
            self.setTabOrder(before, stop)
            before = stop
        self.add.setEnabled(len(self._rows) < MOST_NUMBERS)
        return row

    def _remove(self, row: NumberRow) -> None:
        at = self._rows.index(row)
        self._drop(row)
        if not self._rows:
            self._put(ContactNumber(OFFICE, ""))
        self._rows[min(at, len(self._rows) - 1)].number.setFocus()
        self.edited.emit()

    def _drop(self, row: NumberRow) -> None:
        self._rows.remove(row)
        self._place.removeWidget(row)
        # Hidden at once: until it is deleted it would be in the way of the others.
        row.hide()
        row.setParent(None)
        row.deleteLater()
        self.add.setEnabled(True)
