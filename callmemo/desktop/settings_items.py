"""Lists on the settings page whose entries are days and hours: add, correct, remove, bring back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from callmemo.desktop.form_notice import Notice
from callmemo.desktop.form_section import StillBox
from callmemo.desktop.parts import FlowLayout, KeyButton, set_look, set_tip, text_label
from callmemo.desktop.settings_forms import SettingsForm
from callmemo.settings import BY_NAME
from callmemo.wording import weekday_name
from callmemo.words import say

_HEIGHT: Final = 34
_WEEKDAY: Final = "weekday"


@dataclass(frozen=True, slots=True)
class Part:
    """One field of an entry: what it is called, how wide it is, whether a dash stands before it."""

    name: str
    text: str
    width: int
    required: bool = True
    dash: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """How the entries of one setting are shown in fields and written as the setting's text."""

    setting: str
    parts: tuple[Part, ...]
    split: Callable[[str], Mapping[str, str]]
    join: Callable[[Mapping[str, str]], str]


class ItemRow(QWidget):
    """The fields of one entry, and the button that removes it."""

    entered = Signal()
    removal_wished = Signal()

    def __init__(self, shape: Shape) -> None:
        """Build with empty fields."""
        super().__init__()
        self._shape = shape
        self.fields: dict[str, QLineEdit | QComboBox] = {}
        self.remove = QPushButton("×")
        flow = FlowLayout(self, spacing=6)
        for part in shape.parts:
            if part.dash:
                dash = text_label("–", "muted")
                dash.setFixedSize(10, _HEIGHT)
                flow.addWidget(dash)
            field = self._field(part)
            field.setFixedSize(part.width, _HEIGHT)
            self.fields[part.name] = field
            flow.addWidget(field)
        self.remove.setProperty("role", "remove")
        self.remove.setAutoDefault(False)
        self.remove.setFixedSize(28, _HEIGHT)
        self.remove.clicked.connect(self.removal_wished)
        flow.addWidget(self.remove)

    def _field(self, part: Part) -> QLineEdit | QComboBox:
        if part.name == _WEEKDAY:
            box = StillBox()
            for number in range(1, 8):
                box.addItem(weekday_name(number), str(number))
            box.activated.connect(self._left)
            return box
        line = QLineEdit()
        line.setPlaceholderText(part.text)
        line.editingFinished.connect(self._left)
        return line

    def stand_at(self, number: int) -> None:
        """Take the names that go with the place in the list, 1 the first."""
        setting = self._shape.setting
        label = say(BY_NAME[setting].label)
        self.setObjectName(f"{setting}-{number}")
        for part in self._shape.parts:
            field = self.fields[part.name]
            field.setObjectName(f"{setting}-{number}-{part.name}")
            field.setAccessibleName(f"{label} {number}: {part.text}")
        self.remove.setObjectName(f"{setting}-{number}-remove")
        removes = say("Remove entry {number}", number=number)
        self.remove.setAccessibleName(f"{label}: {removes}")
        set_tip(self.remove, removes)

    def show_text(self, text: str) -> None:
        """Show an entry as the setting has it."""
        found = self._shape.split(text)
        for name, field in self.fields.items():
            value = found.get(name, "")
            if isinstance(field, QComboBox):
                field.setCurrentIndex(max(field.findData(value), 0))
            elif field.text() != value:
                field.setText(value)
                field.setCursorPosition(0)

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields."""
        return {
            name: str(field.currentData()) if isinstance(field, QComboBox) else field.text().strip()
            for name, field in self.fields.items()
        }

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed yet; a weekday always stands there."""
        return not any(text for name, text in self.typed.items() if name != _WEEKDAY)

    @property
    def is_whole(self) -> bool:
        """Whether all that is needed was typed."""
        typed = self.typed
        return all(typed[part.name] for part in self._shape.parts if part.required)

    @property
    def text(self) -> str:
        """The entry as the setting writes it; what does not fit stays as it was typed."""
        entry = BY_NAME[self._shape.setting]
        typed = self._shape.join(self.typed)
        try:
            return str(entry.write(entry.read([typed]))[0])
        except (ValueError, IndexError):
            return typed

    def look_over(self) -> None:
        """Mark the entry that does not fit."""
        wrong = False
        if not self.is_blank:
            try:
                BY_NAME[self._shape.setting].read([self._shape.join(self.typed)])
            except ValueError:
                wrong = True
        for field in self.fields.values():
            set_look(field, "wrong", wrong)

    def _left(self) -> None:
        """Wait while somebody is still on the way through the fields of this entry."""
        QTimer.singleShot(0, self, self._enter)

    def _enter(self) -> None:
        here = QApplication.focusWidget()
        if self.is_whole or here is None or not self.isAncestorOf(here):
            self.entered.emit()


class ItemList(QWidget):
    """All entries of one setting. `entered` says that something is to be saved."""

    entered = Signal()

    def __init__(self, shape: Shape) -> None:
        """Build without entries."""
        super().__init__()
        self._shape = shape
        self._rows: list[ItemRow] = []
        self._removed: list[tuple[int, str]] = []
        self.setObjectName(f"setting-{shape.setting}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.add = QPushButton(say("Add"))
        self.add.setObjectName(f"{shape.setting}-add")
        self.add.setAutoDefault(False)
        self.add.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        label = say(BY_NAME[shape.setting].label)
        self.add.setAccessibleName(f"{label}: {self.add.text()}")
        self._gone = Notice(f"{shape.setting}-removed")
        undo = KeyButton(say("Undo"), "Ctrl+Z", name=f"{shape.setting}-undo")
        undo.setAutoDefault(False)
        self._gone.add(undo)
        self._gone.hide()
        self._column.addWidget(self.add)
        self._column.addWidget(self._gone)
        self.setFocusProxy(self.add)
        self.add.clicked.connect(self._add)
        undo.clicked.connect(self._bring_back)
        shortcut = QShortcut("Ctrl+Z", self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._bring_back)

    def value(self) -> list[str]:
        """Return the entries as the setting writes them."""
        return [row.text for row in self._rows if not row.is_blank]

    def show_value(self, value: list[str]) -> None:
        """Show these entries; a row in which somebody has begun to write stays."""
        begun = [row for row in self._rows if row.is_blank and self._has_focus(row)]
        rows = [row for row in self._rows if row not in begun]
        for row in rows[len(value) :]:
            self._drop(row)
        for place, text in enumerate(value):
            if place >= len(rows):
                rows.append(self._insert(place))
            rows[place].show_text(text)
        self._name_rows()

    def look_over(self) -> None:
        """Mark the entries that do not fit."""
        for row in self._rows:
            row.look_over()

    # Inside

    def _add(self) -> None:
        blank = next((row for row in self._rows if row.is_blank), None)
        row = blank or self._insert(len(self._rows))
        self._name_rows()
        next(iter(row.fields.values())).setFocus()

    def _insert(self, place: int) -> ItemRow:
        row = ItemRow(self._shape)
        row.entered.connect(self._entered)
        row.removal_wished.connect(lambda: self._remove(row))
        self._rows.insert(place, row)
        self._column.insertWidget(place, row)
        row.show()
        return row

    def _drop(self, row: ItemRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        # Hidden and renamed first: until it is deleted it would be in the way of the others.
        row.hide()
        row.stand_at(0)
        row.deleteLater()

    def _name_rows(self) -> None:
        """Number the rows, and let Tab go through them as they stand."""
        before: QWidget | None = None
        for number, row in enumerate(self._rows, start=1):
            row.stand_at(number)
            for part in (*row.fields.values(), row.remove):
                if before is not None:
                    self.setTabOrder(before, part)
                before = part
        if before is not None:
            self.setTabOrder(before, self.add)

    def _entered(self) -> None:
        self.look_over()
        self.entered.emit()

    def _remove(self, row: ItemRow) -> None:
        place, text, blank = self._rows.index(row), row.text, row.is_blank
        self._drop(row)
        self._name_rows()
        heirs = self._rows[place : place + 1] or self._rows[-1:]
        (heirs[0].remove if heirs else self.add).setFocus()
        if not blank:
            self._removed.append((place, text))
            self._say_removed()
            self._entered()

    def _bring_back(self) -> None:
        if not self._removed:
            return
        place, text = self._removed.pop()
        row = self._insert(min(place, len(self._rows)))
        row.show_text(text)
        self._name_rows()
        next(iter(row.fields.values())).setFocus()
        self._say_removed()
        self._entered()

    def _say_removed(self) -> None:
        self._gone.setVisible(bool(self._removed))
        if self._removed:
            self._gone.say(say("Removed: {entry}", entry=self._removed[-1][1]))

    @staticmethod
    def _has_focus(row: ItemRow) -> bool:
        here = QApplication.focusWidget()
        return here is not None and row.isAncestorOf(here)


def add_items(form: SettingsForm, shape: Shape, *, hint: str = "") -> ItemList:
    """Add a row for a list of entries to a form."""
    items = ItemList(shape)
    tie = form.tie(shape.setting, items, items.value, items.show_value)
    items.entered.connect(tie.commit)
    tie.told.connect(items.look_over)
    form.row(say(BY_NAME[shape.setting].label), items, tie, hint=hint)
    return items
