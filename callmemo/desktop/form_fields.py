"""The fields of the memo form: one line, some lines, a person; clean whatever is pasted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QCompleter,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from callmemo.core.rules import MAX_LINE, MAX_TEXT, has_control
from callmemo.desktop.theme import Theme
from callmemo.settings import Member

DEPARTMENT = Qt.ItemDataRole.UserRole
STATE = Qt.ItemDataRole.UserRole + 1
_ROW_HEIGHT = 30
_MOST_SHOWN: Final = 8


def printable(text: str) -> str:
    """Return the text without what no keyboard types; line ends are left."""
    if not has_control(text):
        return text
    return "".join(ch for ch in text if not has_control(ch))


class LineField(QLineEdit):
    """One line of text. `filled_up` is emitted when more was typed or pasted than it takes."""

    filled_up = Signal()

    def __init__(self, name: str = "") -> None:
        """Build an empty field."""
        super().__init__()
        self.setObjectName(name)
        self.setMaxLength(MAX_LINE)
        # Later: what was taken in of a long paste counts as an edit, which comes after.
        self.inputRejected.connect(self.filled_up, Qt.ConnectionType.QueuedConnection)
        self.textChanged.connect(self._clean)

    def show_text(self, text: str) -> None:
        """Show a text that was kept, from its beginning."""
        # Cut first: cleaning a megabyte of nonsense would take its time.
        self.setText(" ".join(printable(text[:MAX_LINE]).splitlines()))
        self.setCursorPosition(0)

    def _clean(self, text: str) -> None:
        if has_control(text) or "\n" in text or "\r" in text:
            place = self.cursorPosition()
            self.setText(" ".join(printable(text).splitlines()))
            self.setCursorPosition(place)


class TextField(QPlainTextEdit):
    """Some lines of plain text, at first `lines` high. Tab leaves it."""

    filled_up = Signal()

    def __init__(self, name: str, lines: int) -> None:
        """Build an empty field."""
        super().__init__()
        self.setObjectName(name)
        self.setTabChangesFocus(True)
        self._lines = lines
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.MinimumExpanding)

    def show_text(self, text: str) -> None:
        """Show a text that was kept."""
        self.setPlainText(printable(text))

    def sizeHint(self) -> QSize:
        """As high as its first lines."""
        inside = self.fontMetrics().lineSpacing() * self._lines
        return QSize(200, inside + 2 * int(self.document().documentMargin()) + 10)

    def minimumSizeHint(self) -> QSize:
        """Never lower than it wants to be: the form scrolls instead."""
        return self.sizeHint()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Only text comes in."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take in pasted text as far as there is room for it."""
        text = source.text()
        cursor = self.textCursor()
        taken = len(cursor.selectedText())
        room = max(MAX_TEXT - self.document().characterCount() + 1 + taken, 0)
        cursor.insertText(printable(text[:room]))
        self.ensureCursorVisible()
        if len(text) > room:
            self.filled_up.emit()


class PersonField(QComboBox):
    """Somebody of the office, chosen from the members or typed freely."""

    edited = Signal()

    def __init__(self, name: str, theme: Theme) -> None:
        """Build without members; `offer` brings them."""
        super().__init__()
        self.setObjectName(name)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(_MOST_SHOWN)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.line = LineField(f"{name}Text")
        self.setLineEdit(self.line)
        self._people = QStandardItemModel(0, 1, self)
        self.setModel(self._people)
        self._rows = PersonRow(theme, self)
        self._unfolded = False
        self._completer = QCompleter(self._people, self)
        self._found: QListView | None = None
        self._complete()
        self.line.textChanged.connect(self.edited)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            # The completer keeps the line from hearing of it.
            app.focusChanged.connect(self._follow_keyboard)

    def offer(self, members: Iterable[Member]) -> None:
        """Renew the members without touching what stands in the field."""
        text = self.line.text()
        self.line.blockSignals(True)
        self._people.clear()
        for member in members:
            item = QStandardItem(member.name)
            item.setData(member.department, DEPARTMENT)
            spoken = f"{member.name} {member.department}".strip()
            item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
            self._people.appendRow(item)
        self.setCurrentIndex(-1)
        self.line.setText(text)
        self.line.blockSignals(False)

    def tell(self, states: Mapping[str, str]) -> None:
        """Show beside the names who is not here, by name."""
        for row in range(self._people.rowCount()):
            item = self._people.item(row)
            state = states.get(item.text(), "")
            if item.data(STATE) != state:
                item.setData(state, STATE)
                spoken = (item.text(), item.data(DEPARTMENT), state)
                item.setData(" ".join(filter(None, spoken)), Qt.ItemDataRole.AccessibleTextRole)

    def text(self) -> str:
        """Who stands in the field."""
        return self.line.text()

    def show_text(self, name: str) -> None:
        """Show a name."""
        self.setCurrentIndex(-1)
        self.line.show_text(name)

    def setAccessibleName(self, name: str) -> None:
        """Name the box and the line in it, which has the focus."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the form scroll: a wheel must not change to whom a memo goes."""
        event.ignore()

    def showPopup(self) -> None:
        """Unfold; what is unfolded is built when it is first wanted."""
        if not self._unfolded:
            self._unfolded = True
            self.setItemDelegate(self._rows)
        super().showPopup()

    def _complete(self) -> None:
        completer = self._completer
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(_MOST_SHOWN)
        self.setCompleter(completer)
        self.line.textEdited.connect(lambda: QTimer.singleShot(0, self._light_first))

    def _follow_keyboard(self, old: QWidget | None, now: QWidget | None) -> None:
        """Be ready to find names when the keyboard comes, and close them when it goes.

        They would catch the next key.
        """
        own = {self, self.line}
        if self._found is None:
            name = self.objectName()
            self._found = popup_of(self._completer, name, self._rows) if now in own else None
        elif old in own and now not in {None, self._found}:
            self._found.hide()

    def _light_first(self) -> None:
        """Light the best match, so that Enter or Tab takes it: what is lit is what you get."""
        completer, popup = self._completer, self._found
        if popup is None or not popup.isVisible():
            return
        found = completer.completionModel()
        names = [str(found.index(row, 0).data()) for row in range(found.rowCount())]
        if not names:
            return
        typed = self.line.text()
        best = min(names, key=lambda name: (name != typed, not name.startswith(typed)))
        # Lighting a row must not write it into the field yet.
        completer.blockSignals(True)
        popup.setCurrentIndex(found.index(names.index(best), 0))
        completer.blockSignals(False)


def popup_of(completer: QCompleter, name: str, rows: PersonRow) -> QListView:
    """Build the list in which a completer shows what it finds for the field of this name."""
    popup = QListView()
    popup.setObjectName(f"{name}Found")
    popup.setProperty("role", "popup")
    completer.setPopup(popup)
    # The completer puts a delegate of its own there.
    popup.setItemDelegate(rows)
    return popup


class PersonRow(QStyledItemDelegate):
    """A name, and behind it in a quieter colour the department and where they are if not here."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        said = (str(index.data(role) or "") for role in (DEPARTMENT, STATE))
        behind = " · ".join(filter(None, said))
        if not behind:
            return
        metrics = option.fontMetrics  # type: ignore[attr-defined] # PySide's stubs lack it
        name = metrics.horizontalAdvance(str(index.data() or ""))
        room = option.rect.adjusted(name + 24, 0, -10, 0)  # type: ignore[attr-defined] # same
        painter.save()
        painter.setPen(self._theme.tokens.muted)
        shown = metrics.elidedText(behind, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width() + 40, _ROW_HEIGHT)
