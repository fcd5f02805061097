"""The people of the address book as a list: who, of which company, under which number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from callmemo.core.contact import Contact
from callmemo.desktop.theme import Theme, font
from callmemo.labels import field_label
from callmemo.words import say

Index = QModelIndex | QPersistentModelIndex
CONTACT = Qt.ItemDataRole.UserRole
_HEIGHT = 52
_PAD = 16
_LINE = 20


def who(contact: Contact) -> str:
    """Return what stands first: the name, else the company, else a number."""
    number = next((each.number or each.extension for each in contact.numbers), "")
    return contact.name or contact.company or contact.kana or number or say("No name")


def where(contact: Contact) -> str:
    """Return what stands below: company and department, as far as they are not said already."""
    company = contact.company if contact.name else ""
    return " ".join(filter(None, (company, contact.department)))


class PeopleList(QAbstractListModel):
    """Holds the people to show; ten thousand of them are no more than a tuple."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Build empty."""
        super().__init__(parent)
        self._people: tuple[Contact, ...] = ()

    def show(self, people: Sequence[Contact]) -> None:
        """Show these."""
        self.beginResetModel()
        self._people = tuple(people)
        self.endResetModel()

    def row_of(self, contact_id: str) -> int | None:
        """Return the row of somebody, None if they are not shown."""
        for row, contact in enumerate(self._people):
            if contact.id == contact_id:
                return row
        return None

    def at(self, row: int) -> Contact | None:
        """Return who stands in a row."""
        return self._people[row] if 0 <= row < len(self._people) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """As many as there are people."""
        return 0 if parent is not None and parent.isValid() else len(self._people)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt does
        """Return the person, or their words for whoever listens."""
        contact = self.at(index.row()) if index.isValid() else None
        if contact is None:
            return None
        if role == CONTACT:
            return contact
        if role == Qt.ItemDataRole.DisplayRole:
            return who(contact)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            left = field_label("left") if contact.left else ""
            number = contact.phone or contact.mobile
            return " ".join(filter(None, (who(contact), where(contact), number, left)))
        return None


class PersonRow(QStyledItemDelegate):
    """Draws one person with the tokens in use."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        """Draw as `theme` says at the time of painting."""
        super().__init__(parent)
        self._theme = theme
        self._name = font(14, QFont.Weight.Bold)
        self._body = font(13)
        self._small = font(11)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows of one height."""
        return QSize(0, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        contact = index.data(CONTACT)
        if not isinstance(contact, Contact):
            return
        tokens = self._theme.tokens
        rect: QRect = option.rect  # type: ignore[attr-defined] # missing in Qt's stubs
        state = option.state  # type: ignore[attr-defined] # missing in Qt's stubs
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = tokens.accent_soft if chosen else tokens.hover if hovered else tokens.surface
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(tokens.accent))
            painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -1.5, -1.5))
        self._draw_words(painter, rect, contact)
        painter.restore()

    def _draw_words(self, painter: QPainter, rect: QRect, contact: Contact) -> None:
        tokens = self._theme.tokens
        area = rect.adjusted(_PAD, 0, -_PAD, 0)
        above = QRect(area.left(), area.top() + 6, area.width(), _LINE)
        below = above.translated(0, _LINE)
        note = field_label("left") if contact.left else ""
        right = _put(painter, above, note, self._small, tokens.muted, right=True)
        muted = tokens.muted if contact.left else tokens.text
        name = QRect(above.left(), above.top(), above.width() - right, _LINE)
        wide = _put(painter, name, who(contact), self._name, muted)
        if contact.name and contact.kana and wide + 40 < name.width():
            _put(painter, name.adjusted(wide, 1, 0, 1), contact.kana, self._small, tokens.muted)
        number = contact.phone or contact.mobile
        right = _put(painter, below, number, self._body, tokens.text, right=True, most=0.5)
        rest = below.adjusted(0, 0, -right, 0)
        _put(painter, rest, where(contact), self._body, tokens.muted)


def _put(
    painter: QPainter,
    area: QRect,
    text: str,
    made: QFont,
    colour: str,
    *,
    right: bool = False,
    most: float = 1.0,
) -> int:
    """Draw on one line, at most over this share of it; return how much room it took."""
    if not text:
        return 0
    painter.setFont(made)
    painter.setPen(QColor(colour))
    metrics = QFontMetrics(made)
    room = int(area.width() * most)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | side, shown)
    return min(metrics.horizontalAdvance(shown) + 1, room) + 10
