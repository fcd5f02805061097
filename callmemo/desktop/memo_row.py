"""Draws one row of the list: by when on the left, who and what, the number on the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from callmemo.desktop import marked_line
from callmemo.desktop.marked_line import plain_width as _width
from callmemo.desktop.memo_list import Role, Section
from callmemo.desktop.row_layout import HEADING, ROW
from callmemo.desktop.row_words import RowWords
from callmemo.desktop.theme import Theme, font
from callmemo.wording import Tone

_BAR = 4
_DUE = 104
_DUE_NARROW = 88
_GAP = 12
_PAD = 16
_TAG = 22
_DISC = 26
_META_GAP = 10
_WHO_LEAST = 130
"""What the name keeps: number, tag and addressee go, in this order, where it would get less."""
_NUMBER_MOST = 160
_PROOFS_UP = 9
_PROOFS_LINE = 20
_DUE_FROM = 420
"""Width of the row from which the times have all the room they need."""
_ALIGNED = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_NARROWEST = 0.7
"""How narrow a time is written before it ends in an ellipsis: half a time misleads."""


class MemoRow(QStyledItemDelegate):
    """Draws memos and headings with the tokens in use."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        """Draw as `theme` says at the time of painting."""
        super().__init__(parent)
        self._theme = theme
        self._head = font(13, QFont.Weight.DemiBold)
        self._name = font(14, QFont.Weight.Bold)
        self._body = font(13)
        self._small = font(11)
        self._title = font(13, QFont.Weight.Bold)
        self._initial = font(12)

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
        note = _width(self._small, section.note)
        title = min(_width(self._title, section.title), area.width() - note - 8)
        painter.setFont(self._title)
        painter.setPen(QColor(tokens.tone(section.tone) if section.tone else tokens.text))
        _fit(painter, QRect(area.left(), area.top(), title, area.height()), section.title)
        painter.setFont(self._small)
        painter.setPen(QColor(tokens.muted))
        _fit(painter, area.adjusted(title + 8, 0, 0, 0), section.note)

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
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            # Whoever works with the keys must see where they act.
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(tokens.accent))
            painter.drawRect(QRectF(rect).adjusted(_BAR + 0.5, 0.5, -1.5, -1.5))

    def _draw_words(self, painter: QPainter, rect: QRect, words: RowWords) -> None:
        tokens = self._theme.tokens
        left = rect.left() + _BAR + _GAP
        due = QRect(left, rect.top(), _due_width(rect.width()), rect.height())
        calm = words.due.tone in {Tone.QUIET, Tone.TODAY}
        colour = tokens.text if calm else tokens.tone(words.due.tone)
        self._two_lines(painter, due, (words.due.head, self._head, colour), words.due.below)
        left = due.left() + due.width() + _GAP
        right = self._draw_meta(painter, rect, words, left)
        who = QRect(left, rect.top() + 12, right - left, 20)
        painter.setFont(self._name)
        painter.setPen(QColor(tokens.muted if words.due.tone is Tone.DONE else tokens.text))
        name_width = marked_line.width(self._name, words.who, words.marks.get("who", ()))
        self._say(painter, who, words, "who")
        if name_width + 28 < who.width():
            painter.setFont(self._body)
            self._say(painter, who.adjusted(name_width + 12, 0, 0, 0), words, "organisation")
        painter.setFont(self._body)
        painter.setPen(QColor(tokens.muted))
        self._say(painter, who.translated(0, 20), words, "topic")

    def _say(self, painter: QPainter, area: QRect, words: RowWords, part: str) -> None:
        """Write one part of a row, with what a search has found in it marked."""
        text, marks = getattr(words, part), words.marks.get(part, ())
        if marks:
            marked_line.draw(painter, area, text, marks, self._theme.tokens)
        else:
            _fit(painter, area, text)

    def _two_lines(
        self, painter: QPainter, area: QRect, head: tuple[str, QFont, str], below: str
    ) -> None:
        text, made, colour = head
        painter.setFont(made)
        painter.setPen(QColor(colour))
        _squeeze(painter, QRect(area.left(), area.top() + 13, area.width(), 20), text)
        painter.setFont(self._small)
        painter.setPen(QColor(self._theme.tokens.muted))
        _squeeze(painter, QRect(area.left(), area.top() + 32, area.width(), 16), below)

    def _draw_meta(self, painter: QPainter, rect: QRect, words: RowWords, left: int) -> int:
        """Draw tag, number and addressee from the right; return where the name has to end."""
        tokens = self._theme.tokens
        middle = rect.center().y() + 1 - (_PROOFS_UP if words.proofs else 0)
        right = rect.right() - _PAD
        with_disc, with_tag, with_number = self._room(words, right - left)
        proofs_left = self._draw_proofs(painter, rect, words, right - left)
        if with_disc and words.addressee:
            disc = QRect(right - _DISC, middle - _DISC // 2, _DISC, _DISC)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.sunken))
            painter.drawEllipse(disc)
            painter.setPen(QColor(tokens.muted))
            painter.setFont(self._initial)
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, words.addressee[:1])
        if with_disc:
            # Also where nobody is named, so that numbers stand in line.
            right -= _DISC + _META_GAP
        if with_number:
            wide = self._number_width(words)
            painter.setFont(self._body)
            painter.setPen(QColor(tokens.text))
            self._say(painter, QRect(right - wide, middle - 10, wide, 20), words, "number")
            right -= wide + _META_GAP
        if with_tag:
            wide = self._tag_width(words)
            tag = QRect(right - wide, middle - _TAG // 2, wide, _TAG)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.soft(words.tag_tone)))
            painter.drawRoundedRect(tag, 4, 4)
            painter.setPen(QColor(tokens.tone(words.tag_tone)))
            painter.setFont(self._small)
            painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words.tag)
            right -= wide + _GAP
        return min(right, proofs_left)

    def _draw_proofs(self, painter: QPainter, rect: QRect, words: RowWords, width: int) -> int:
        """Say below the number whether it was read and they were called; return the left end."""
        tokens, right = self._theme.tokens, rect.right() - _PAD
        room = width - _WHO_LEAST
        painter.setFont(self._small)
        for text, done in reversed(words.proofs):
            wide = _width(self._small, text)
            room -= wide + _META_GAP
            if room < 0:
                break
            painter.setPen(QColor(tokens.done if done else tokens.muted))
            area = QRect(right - wide, rect.bottom() - _PROOFS_LINE, wide, 16)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
            right -= wide + _META_GAP
        return right

    def _room(self, words: RowWords, width: int) -> tuple[bool, bool, bool]:
        """Whether there is room for addressee, tag and number beside the name."""
        disc = _DISC + _META_GAP
        tag = self._tag_width(words) + _GAP
        number = self._number_width(words) + _META_GAP if words.number else 0
        with_disc = width >= _WHO_LEAST + disc
        with_tag = width >= _WHO_LEAST + disc * with_disc + tag
        with_number = bool(number) and width >= _WHO_LEAST + disc + tag + number
        return with_disc, with_tag, with_number

    def _number_width(self, words: RowWords) -> int:
        marks = words.marks.get("number", ())
        return min(marked_line.width(self._body, words.number, marks), _NUMBER_MOST)

    def _tag_width(self, words: RowWords) -> int:
        return _width(self._small, words.tag) + 15


def _due_width(row: int) -> int:
    return _DUE if row >= _DUE_FROM else _DUE_NARROW


def _fit(painter: QPainter, area: QRect, text: str) -> None:
    """Draw on one line; what does not fit ends in an ellipsis."""
    room = max(area.width(), 0)
    if _width(painter.font(), text) > room:
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
    painter.drawText(area, _ALIGNED, text)


def _squeeze(painter: QPainter, area: QRect, text: str) -> None:
    """Draw on one line, as narrow as it takes."""
    share = min(area.width() / _width(painter.font(), text), 1.0)
    if share == 1.0:
        _fit(painter, area, text)
        return
    share = max(share, _NARROWEST)
    painter.save()
    painter.translate(area.topLeft())
    painter.scale(share, 1)
    _fit(painter, QRect(0, 0, int(area.width() / share), area.height()), text)
    painter.restore()
