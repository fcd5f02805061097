"""Draws one row of the list: by when on the left, who and what, the number on the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from callmemo.desktop.memo_list import Role, Section
from callmemo.desktop.row_words import RowWords
from callmemo.desktop.theme import Theme, font
from callmemo.wording import Tone

ROW = 64
HEADING = 40
_BAR = 4
_DUE_WIDTH = 86
_GAP = 12
_PAD = 16
_TAG = 22
_DISC = 26
_NUMBER_FROM = 520
"""Width of the row from which there is room for the telephone number."""


class MemoRow(QStyledItemDelegate):
    """Draws memos and headings with the tokens in use."""

    def __init__(self, theme: Theme) -> None:
        """Draw as `theme` says; it repaints by itself when the theme changes."""
        super().__init__(theme)
        self._theme = theme
        self._head = font(13, QFont.Weight.DemiBold)
        self._name = font(14, QFont.Weight.Bold)
        self._body = font(13)
        self._small = font(11)
        self._title = font(13, QFont.Weight.Bold)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Rows of one height; headings lower."""
        heading = index.data(Role.HEADING) is not None
        return QSize(0, HEADING if heading else ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        rect: QRect = option.rect  # type: ignore[attr-defined] # missing in Qt's stubs
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        heading = index.data(Role.HEADING)
        words = index.data(Role.WORDS)
        if isinstance(heading, Section):
            self._draw_heading(painter, rect, heading)
        elif isinstance(words, RowWords):
            state = option.state  # type: ignore[attr-defined] # missing in Qt's stubs
            self._draw_ground(painter, rect, words, state)
            self._draw_words(painter, rect, words)
        painter.restore()

    def _draw_heading(self, painter: QPainter, rect: QRect, section: Section) -> None:
        tokens = self._theme.tokens
        painter.fillRect(rect, QColor(tokens.background))
        area = rect.adjusted(_PAD, 10, -_PAD, 0)
        painter.setFont(self._title)
        painter.setPen(QColor(tokens.tone(section.tone) if section.tone else tokens.text))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, flags, section.title)
        area.setLeft(area.left() + QFontMetrics(self._title).horizontalAdvance(section.title) + 8)
        painter.setFont(self._small)
        painter.setPen(QColor(tokens.muted))
        self._fit(painter, area, section.note)

    def _draw_ground(
        self, painter: QPainter, rect: QRect, words: RowWords, state: QStyle.StateFlag
    ) -> None:
        tokens = self._theme.tokens
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = tokens.accent_soft if chosen else tokens.hover if hovered else tokens.surface
        painter.fillRect(rect, QColor(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        tone = words.due.tone
        bar = tokens.line if tone is Tone.QUIET else tokens.tone(tone)
        painter.fillRect(rect.left(), rect.top(), _BAR, rect.height(), QColor(bar))

    def _draw_words(self, painter: QPainter, rect: QRect, words: RowWords) -> None:
        tokens = self._theme.tokens
        left = rect.left() + _BAR + _GAP
        right = self._draw_meta(painter, rect, words)
        due = QRect(left, rect.top(), _DUE_WIDTH, rect.height())
        calm = words.due.tone in {Tone.QUIET, Tone.TODAY}
        colour = tokens.text if calm else tokens.tone(words.due.tone)
        self._two_lines(painter, due, (words.due.head, self._head, colour), words.due.below)
        left += _DUE_WIDTH + _GAP
        who = QRect(left, rect.top() + 12, right - left - _GAP, 20)
        painter.setFont(self._name)
        painter.setPen(QColor(tokens.muted if words.due.tone is Tone.DONE else tokens.text))
        name_width = QFontMetrics(self._name).horizontalAdvance(words.who)
        self._fit(painter, who, words.who)
        if name_width + 28 < who.width():
            painter.setFont(self._body)
            self._fit(painter, who.adjusted(name_width + 12, 0, 0, 0), words.organisation)
        painter.setFont(self._body)
        painter.setPen(QColor(tokens.muted))
        self._fit(painter, who.translated(0, 20), words.topic)

    def _two_lines(
        self, painter: QPainter, area: QRect, head: tuple[str, QFont, str], below: str
    ) -> None:
        text, made, colour = head
        painter.setFont(made)
        painter.setPen(QColor(colour))
        self._fit(painter, QRect(area.left(), area.top() + 13, area.width(), 20), text)
        painter.setFont(self._small)
        painter.setPen(QColor(self._theme.tokens.muted))
        self._fit(painter, QRect(area.left(), area.top() + 32, area.width(), 16), below)

    def _draw_meta(self, painter: QPainter, rect: QRect, words: RowWords) -> int:
        """Draw tag, number and addressee from the right; return where they begin."""
        tokens = self._theme.tokens
        middle = rect.center().y() + 1
        right = rect.right() - _PAD
        disc = QRect(right - _DISC, middle - _DISC // 2, _DISC, _DISC)
        centre = Qt.AlignmentFlag.AlignCenter
        if words.addressee:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.sunken))
            painter.drawEllipse(disc)
            painter.setPen(QColor(tokens.muted))
            painter.setFont(font(12))
            painter.drawText(disc, centre, words.addressee[:1])
        right = disc.left() - 10
        if words.number and rect.width() >= _NUMBER_FROM:
            painter.setFont(self._body)
            painter.setPen(QColor(tokens.text))
            # An advance is rounded down; two pixels more keep the last digit.
            wide = min(QFontMetrics(self._body).horizontalAdvance(words.number) + 2, 160)
            self._fit(painter, QRect(right - wide, middle - 10, wide, 20), words.number)
            right -= wide + 10
        wide = QFontMetrics(self._small).horizontalAdvance(words.tag) + 16
        tag = QRect(right - wide, middle - _TAG // 2, wide, _TAG)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.soft(words.tag_tone)))
        painter.drawRoundedRect(tag, 4, 4)
        painter.setPen(QColor(tokens.tone(words.tag_tone)))
        painter.setFont(self._small)
        painter.drawText(tag, centre, words.tag)
        return tag.left()

    @staticmethod
    def _fit(painter: QPainter, area: QRect, text: str) -> None:
        """Draw on one line; what does not fit ends in an ellipsis."""
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
