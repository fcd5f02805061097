"""The preview before a file is read in: what happens to each row, and which are left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QObject, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from callmemo.desktop.address_rows import Index, where, who
from callmemo.desktop.parts import ChipRow, KeyButton
from callmemo.desktop.plain_text import OneLine, Prose
from callmemo.desktop.theme import Theme
from callmemo.exchange.intake import Fate, ImportPlan, Row
from callmemo.exchange.intake_words import fate_label, row_words
from callmemo.labels import field_label
from callmemo.wording import Tone
from callmemo.words import say

_SIZE: Final = QSize(920, 600)
_SMALLEST: Final = QSize(560, 320)
_ROOM: Final = QSize(20, 60)
_TAKEN, _PLACE, _FATE, _WHO, _WORDS = range(5)
_WIDTHS: Final = {_TAKEN: 40, _PLACE: 56, _FATE: 96, _WHO: 240}
_TONES: Final = {Fate.NEW: Tone.DONE, Fate.ADDS: Tone.WAITING, Fate.LOST: Tone.LATE}
_ALL: Final = "all"
_MOST_SAID: Final = 600


class PreviewTable(QAbstractTableModel):
    """Rows of a plan; a tick says that a row is taken."""

    ticked = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        """Build empty."""
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[Row, ...] = ()
        self.left_out: set[int] = set()

    def show(self, rows: tuple[Row, ...]) -> None:
        """Show these rows; what was left out stays so."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def toggle(self, row: int) -> None:
        """Take a row, or leave it out."""
        index = self.index(row, _TAKEN)
        if self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            self.left_out ^= {self._rows[row].place}
            self.dataChanged.emit(index, self.index(row, _WORDS))
            self.ticked.emit()

    def rowCount(self, parent: Index | None = None) -> int:
        """One for each row of the file."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Tick, line, what happens, who, and the details."""
        return 0 if parent is not None and parent.isValid() else _WORDS + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as Qt does
        """Name the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            names = ("", say("Line"), say("What happens"), field_label("name"), say("Details"))
            return names[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only what changes something can be left out."""
        flags = super().flags(index)
        row = self._rows[index.row()]
        if index.column() == _TAKEN and row.fate in {Fate.NEW, Fate.ADDS}:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt does
        """Return what a cell says, its tick and its colour."""
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole if column == _WORDS:
                said = row_words(row, lines=True)
                return GuiQt.convertFromPlainText(said) if GuiQt.mightBeRichText(said) else said
            case Qt.ItemDataRole.CheckStateRole if column == _TAKEN:
                return self._tick(row)
            case Qt.ItemDataRole.ForegroundRole:
                return self._ink(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                is_out = column == _TAKEN and row.place in self.left_out
                return say("Left out") if is_out else self._text(row, column)
        return None

    def _tick(self, row: Row) -> Qt.CheckState | None:
        if row.fate not in {Fate.NEW, Fate.ADDS}:
            return None
        is_out = row.place in self.left_out
        return Qt.CheckState.Unchecked if is_out else Qt.CheckState.Checked

    def _ink(self, row: Row, column: int) -> QBrush | None:
        tokens, tone = self._theme.tokens, _TONES.get(row.fate)
        if row.place in self.left_out or column in {_PLACE, _WORDS}:
            return QBrush(QColor(tokens.muted))
        return QBrush(QColor(tokens.tone(tone))) if tone and column == _FATE else None

    def _text(self, row: Row, column: int) -> str:
        if column == _PLACE:
            return str(row.place)
        if column == _FATE:
            return say("Left out") if row.place in self.left_out else fate_label(row.fate)
        if column == _WHO and row.record is not None:
            contact = row.record.contact
            return "  ".join(filter(None, (who(contact), where(contact))))
        return row_words(row) if column == _WORDS else ""


class PreviewView(QTableView):
    """The table; the space bar ticks."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks every chosen row; Enter goes on to the buttons."""
        model = self.model()
        if event.key() == Qt.Key.Key_Space and isinstance(model, PreviewTable):
            for row in sorted({index.row() for index in self.selectedIndexes()}):
                model.toggle(row)
        else:
            super().keyPressEvent(event)


class ImportPreview(QDialog):
    """Shows a plan; `accepted` when it is to be done, `contacts()` then says what.

    `replan(prefers_file)` returns the plan anew when the file is to win where it differs.
    """

    def __init__(
        self,
        name: str,
        plan: ImportPlan,
        theme: Theme,
        replan: Callable[[bool], ImportPlan],
        parent: QWidget | None = None,
    ) -> None:
        """Build for the file `name`."""
        super().__init__(parent)
        self.setObjectName("importPreview")
        self.setWindowTitle(say("Before reading in"))
        self._plan = plan
        self._replan = replan
        self._build(name, theme)
        self._lay_out()
        self._connect()
        self.setMinimumSize(_SMALLEST)
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - _ROOM))
        self._filter(_ALL)

    @property
    def plan(self) -> ImportPlan:
        """The plan as it is shown."""
        return self._plan

    @property
    def left_out(self) -> frozenset[int]:
        """Lines of the rows that were left out."""
        return frozenset(self._model.left_out)

    def _build(self, name: str, theme: Theme) -> None:
        plan, reading = self._plan, self._plan.reading
        self._title = OneLine("name", "previewTitle")
        self._title.say(name)
        self._kind = OneLine("muted", "previewKind")
        self._kind.say(" · ".join(filter(None, (reading.kind, reading.encoding))))
        self._chips = ChipRow("previewFilter")
        self._chips.setAccessibleName(say("Rows shown"))
        self._chips.add(_ALL, say("All {count}", count=len(plan.rows)))
        for fate in Fate:
            if count := plan.count(fate):
                self._chips.add(fate, f"{fate_label(fate)} {count}")
        self._chips.choose(_ALL)
        self._prefers = QCheckBox(say("Where the file differs, take what it says"))
        self._prefers.setObjectName("prefersFile")
        self._model = PreviewTable(theme, self)
        self.table = PreviewView()
        self.table.setObjectName("previewTable")
        self.table.setAccessibleName(say("What happens to each row"))
        self.table.setModel(self._model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(32)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.table.horizontalHeader().setSectionResizeMode(_WORDS, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            self.table.setColumnWidth(column, width)
        self._columns = Prose("hint", "previewColumns")
        self._columns.say(_columns(plan))
        self._foot = OneLine("muted", "previewHint")
        self._foot.say(say("Space leaves a row out. Everything can be taken back."))
        self._close = KeyButton(say("Do not read in"), "Escape", name="previewClose")
        self.go = KeyButton("", "Ctrl+Return", role="primary", name="previewGo")

    def _lay_out(self) -> None:
        top = QFrame()
        top.setObjectName("previewHead")
        head = QVBoxLayout(top)
        head.setContentsMargins(20, 14, 20, 12)
        head.setSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._title)
        line.addWidget(self._kind)
        line.addStretch()
        head.addLayout(line)
        head.addWidget(self._chips)
        if any(row.kept for row in self._plan.rows):
            head.addWidget(self._prefers)
        else:
            self._prefers.setParent(self)
            self._prefers.hide()
        foot = QFrame()
        foot.setObjectName("contactFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(8)
        row.addWidget(self._foot)
        row.addStretch()
        row.addWidget(self._close)
        row.addWidget(self.go)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(top)
        whole.addWidget(self.table, 1)
        below = QHBoxLayout()
        below.setContentsMargins(20, 8, 20, 8)
        below.addWidget(self._columns)
        whole.addLayout(below)
        whole.addWidget(foot)

    def _connect(self) -> None:
        self._chips.chosen.connect(self._filter)
        self._prefers.toggled.connect(self._plan_anew)
        self.table.clicked.connect(self._on_clicked)
        self._model.ticked.connect(self._count)
        self._close.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self.go.setShortcut("Ctrl+Return")
        self._close.setAutoDefault(False)
        self.go.setAutoDefault(False)
        self.table.setFocus()

    def _on_clicked(self, index: Index) -> None:
        if index.column() == _TAKEN:
            self._model.toggle(index.row())

    def _filter(self, wanted: object) -> None:
        rows = self._plan.rows
        self._model.show(rows if wanted == _ALL else tuple(r for r in rows if r.fate == wanted))
        if self._model.rowCount():
            self.table.selectRow(0)
        self._count()

    def _plan_anew(self, prefers: bool) -> None:
        self._plan = self._replan(prefers)
        self._filter(self._chips.value)

    def _count(self) -> None:
        left_out = self._model.left_out
        taken = [row for row in self._plan.rows if row.fate in {Fate.NEW, Fate.ADDS}]
        count = sum(row.place not in left_out for row in taken)
        self.go.say(say("Read in {count}", count=count))
        self.go.setEnabled(count > 0)


def _columns(plan: ImportPlan) -> str:
    """Say which columns were understood as what, and which are left out."""
    headings: dict[str, list[str]] = {}
    for column in plan.reading.columns:
        if column.meaning:
            headings.setdefault(column.meaning, []).append(column.heading)
    understood = ", ".join(
        meaning if found == [meaning] else f"{meaning} ← {' / '.join(dict.fromkeys(found))}"
        for meaning, found in headings.items()
    )
    parts = [say("Read: {columns}", columns=understood)] if understood else []
    if plan.reading.left_out:
        parts.append(say("Not needed: {columns}", columns=", ".join(plan.reading.left_out)))
    text = "\n".join(parts)
    return text if len(text) <= 600 else f"{text[:600]}…"
