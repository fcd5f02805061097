"""A part of the memo form: rows of fields, known by the names that the data gives them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QVBoxLayout, QWidget

from callmemo.core.rules import MAX_LINE, MAX_TEXT
from callmemo.desktop.form_fields import LineField, PersonField, TextField
from callmemo.desktop.form_row import ROW_SPACE, FieldRow, plain
from callmemo.desktop.parts import Chip, ChipRow
from callmemo.desktop.phone_field import PhoneField
from callmemo.words import say


class MarkChip(Chip):
    """A mark that is on or off, with the letter by which Alt reaches it."""

    def __init__(self, text: str, name: str) -> None:
        """Build from a text with `&` before its key letter."""
        super().__init__("", name=name, tone="late")
        self.setText(text)
        self.setAccessibleName(plain(text))

    def event(self, event: QEvent) -> bool:
        """Be pressed at once: Qt waits a moment, in which typed keys would go astray."""
        if event.type() == QEvent.Type.Shortcut:
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.click()
            return True
        return super().event(event)


class StillBox(QComboBox):
    """A choice that a turning wheel does not change: the form scrolls instead."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the form."""
        event.ignore()


class FormSection(QWidget):
    """Rows of fields. `edited` is emitted when the user changes anything."""

    edited = Signal()

    def __init__(self, name: str) -> None:
        """Build without rows."""
        super().__init__()
        self.setObjectName(name)
        self.rows: list[FieldRow] = []
        self.fields: dict[str, tuple[FieldRow, QWidget]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(ROW_SPACE)

    def add_row(self, name: str) -> FieldRow:
        """Add a row below the others."""
        row = FieldRow(name)
        self.rows.append(row)
        self._column.addWidget(row)
        return row

    def put_below(self, name: str, part: QWidget) -> None:
        """Put something below the row of a field."""
        row, _field = self.fields[name]
        self._column.insertWidget(self._column.indexOf(row) + 1, part)

    def add(
        self, row: FieldRow, name: str, text: str, field: QWidget, *, wide: bool = False
    ) -> None:
        """Add a field to a row under the name that the data gives it; `wide` over all of it."""
        chips = isinstance(field, ChipRow | QCheckBox)
        wide = wide or isinstance(field, ChipRow | TextField)
        row.put(text, field, wide=wide, chips=chips)
        self.fields[name] = (row, field)
        match field:
            case LineField():
                field.textChanged.connect(lambda: self.touched(name))
                field.filled_up.connect(lambda: self._say_full(name, MAX_LINE))
            case TextField():
                field.textChanged.connect(lambda: self.touched(name))
                field.filled_up.connect(lambda: self._say_full(name, MAX_TEXT))
                row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
            case PersonField():
                field.edited.connect(lambda: self.touched(name))
                field.line.filled_up.connect(lambda: self._say_full(name, MAX_LINE))
            case ChipRow():
                field.chosen.connect(lambda: self.touched(name))
            case QCheckBox():
                field.toggled.connect(lambda: self.touched(name))
            case QComboBox():
                field.currentIndexChanged.connect(lambda: self.touched(name))

    def add_number(self, row: FieldRow, name: str, text: str, field: PhoneField) -> None:
        """Add a phone number, below which stands what it is."""
        self.add(row, name, text, field)
        field.told.connect(lambda: field.tell_below(row))

    def touched(self, name: str) -> None:
        """Take back what was said about a field, and tell that something changed."""
        row, field = self.fields[name]
        row.say_problem(field, "")
        self.edited.emit()

    def clear_problems(self) -> None:
        """Say nothing more about any field."""
        for row, field in self.fields.values():
            row.say_problem(field, "")

    def _say_full(self, name: str, limit: int) -> None:
        row, field = self.fields[name]
        text = say("There is room for {limit} characters; the rest was left out.", limit=limit)
        row.say_problem(field, text)
