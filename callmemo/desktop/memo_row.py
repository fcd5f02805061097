"""Draws one row of the list: by when on the left, who and what, the number on the right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from callmemo.desktop import marked_line
from callmemo.desktop.lines import fitted, forget, ink, line
from callmemo.desktop.memo_list import Role, Section
from callmemo.desktop.row_layout import HEADING, ROW
from callmemo.desktop.row_words import RowWords
from callmemo.desktop.theme import Theme, Tokens, font
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
_CALM = frozenset({Tone.QUIET, Tone.TODAY})
_SELECTED = QStyle.StateFlag.State_Selected
_HOVERED = QStyle.StateFlag.State_MouseOver
_FOCUSED = QStyle.StateFlag.State_HasFocus
_NARROWEST = 0.7
"""How narrow a time is written before it ends in an ellipsis: half a time misleads."""


@dataclass(frozen=True, slots=True)
class _Inks:
    """The colours of one appearance as they are drawn with."""

    tokens: Tokens
    tones: Mapping[Tone, QColor]
    softs: Mapping[Tone, QColor]

    @classmethod
    def of(cls, tokens: Tokens) -> _Inks:
        """Mix them once."""
        tones = {tone: ink(tokens.tone(tone)) for tone in Tone}
        return cls(tokens, tones, {tone: ink(tokens.soft(tone)) for tone in Tone})


class MemoRow(QStyledItemDelegate):
    """Draws memos and headings with the tokens in use."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        """Draw as `theme` says at the time of painting."""
        super().__init__(parent)
        self._theme = theme
        self._inks = _Inks.of(theme.tokens)
        self._head = font(13, QFont.Weight.DemiBold)
        self._name = font(14, QFont.Weight.Bold)
        self._body = font(13)
        self._small = font(11)
        self._title = font(13, QFont.Weight.Bold)
        self._initial = font(12)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.fontDatabaseChanged.connect(forget)

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
        """Draw one row, for views that know nothing but models."""
        rect: QRect = option.rect  # type: ignore[attr-defined] # missing in Qt's stubs
        state = option.state  # type: ignore[attr-defined] # missing in Qt's stubs
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, rect, index.data(Role.HEADING) or index.data(Role.WORDS), state)
        painter.restore()

    def draw(self, painter: QPainter, rect: QRect, shown: object, state: QStyle.StateFlag) -> None:
        """Draw a heading or the words of a memo; font, pen and brush are others afterwards."""
        if self._inks.tokens is not self._theme.tokens:
            self._inks = _Inks.of(self._theme.tokens)
        if isinstance(shown, Section):
            self._draw_heading(painter, rect, shown)
        elif isinstance(shown, RowWords):
            self._draw_ground(painter, rect, shown, state)
            self._draw_words(painter, rect, shown)

    def _draw_heading(self, painter: QPainter, rect: QRect, section: Section) -> None:
        tokens = self._theme.tokens
        painter.fillRect(rect, ink(tokens.background))
        area = rect.adjusted(_PAD, 10, -_PAD, 0)
        note = line(self._small, section.note).wide
        title = min(line(self._title, section.title).wide, area.width() - note - 8)
        painter.setPen(self._inks.tones[section.tone] if section.tone else ink(tokens.text))
        place = QRect(area.left(), area.top(), title, area.height())
        _fit(painter, self._title, place, section.title)
        painter.setPen(ink(tokens.muted))
        _fit(painter, self._small, area.adjusted(title + 8, 0, 0, 0), section.note)

    def _draw_ground(
        self, painter: QPainter, rect: QRect, words: RowWords, state: QStyle.StateFlag
    ) -> None:
        tokens = self._theme.tokens
        chosen = bool(state & _SELECTED)
        hovered = bool(state & _HOVERED)
        ground = tokens.accent_soft if chosen else tokens.hover if hovered else tokens.surface
        painter.fillRect(rect, ink(ground))
        left, top, wide, high = rect.left(), rect.top(), rect.width(), rect.height()
        painter.fillRect(left, top + high - 1, wide, 1, ink(tokens.line))
        tone = words.due.tone
        bar = ink(tokens.line) if tone is Tone.QUIET else self._inks.tones[tone]
        painter.fillRect(left, top, _BAR, high, bar)
        if chosen and state & _FOCUSED:
            # Whoever works with the keys must see where they act.
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(ink(tokens.accent))
            painter.drawRect(QRectF(rect).adjusted(_BAR + 0.5, 0.5, -1.5, -1.5))

    def _draw_words(self, painter: QPainter, rect: QRect, words: RowWords) -> None:
        tokens = self._theme.tokens
        left, y, room = rect.left() + _BAR + _GAP, rect.top(), _due_width(rect.width())
        calm = words.due.tone in _CALM
        painter.setPen(ink(tokens.text) if calm else self._inks.tones[words.due.tone])
        _squeeze(painter, self._head, QRect(left, y + 13, room, 20), words.due.head)
        muted = ink(tokens.muted)
        painter.setPen(muted)
        _squeeze(painter, self._small, QRect(left, y + 32, room, 16), words.due.below)
        left += room + _GAP
        right = self._draw_meta(painter, rect, words, left)
        ground = QRect(left, y + 12, right - left, 20)
        colour = muted if words.due.tone is Tone.DONE else ink(tokens.text)
        self._say(painter, ground, words, "who", (self._name, colour))
        taken = marked_line.width(self._name, words.who, words.marks.get("who", ())) + 12
        if taken + 16 < right - left and words.organisation:
            place = QRect(left + taken, y + 12, right - left - taken, 20)
            self._say(painter, place, words, "organisation", (self._body, colour))
        place = QRect(left, y + 32, right - left, 20)
        self._say(painter, place, words, "topic", (self._body, muted))

    def _say(
        self,
        painter: QPainter,
        area: QRect,
        words: RowWords,
        part: str,
        looks: tuple[QFont, QColor],
    ) -> None:
        """Write one part of a row, with what a search has found in it marked."""
        text, marks = getattr(words, part), words.marks.get(part, ())
        made, colour = looks
        if marks:
            marked_line.draw(painter, area, text, marks, (made, colour, self._theme.tokens))
        else:
            painter.setPen(colour)
            _fit(painter, made, area, text)

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
            painter.setBrush(ink(tokens.sunken))
            painter.drawEllipse(disc)
            painter.setPen(ink(tokens.muted))
            line(self._initial, words.addressee[:1]).draw_centred(painter, disc)
        if with_disc:
            # Also where nobody is named, so that numbers stand in line.
            right -= _DISC + _META_GAP
        if with_number:
            wide = self._number_width(words)
            place = QRect(right - wide, middle - 10, wide, 20)
            self._say(painter, place, words, "number", (self._body, ink(tokens.text)))
            right -= wide + _META_GAP
        if with_tag:
            wide = self._tag_width(words)
            tag = QRect(right - wide, middle - _TAG // 2, wide, _TAG)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._inks.softs[words.tag_tone])
            painter.drawRoundedRect(tag, 4, 4)
            painter.setPen(self._inks.tones[words.tag_tone])
            line(self._small, words.tag).draw_centred(painter, tag)
            right -= wide + _GAP
        return min(right, proofs_left)

    def _draw_proofs(self, painter: QPainter, rect: QRect, words: RowWords, width: int) -> int:
        """Say below the number whether it was read and they were called; return the left end."""
        tokens, right = self._theme.tokens, rect.right() - _PAD
        room = width - _WHO_LEAST
        for text, done in reversed(words.proofs):
            said = line(self._small, text)
            room -= said.wide + _META_GAP
            if room < 0:
                break
            painter.setPen(ink(tokens.done if done else tokens.muted))
            top = rect.bottom() - _PROOFS_LINE
            said.draw(painter, QRect(right - said.wide, top, said.wide, 16))
            right -= said.wide + _META_GAP
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
        return line(self._small, words.tag).wide + 15


def _due_width(row: int) -> int:
    return _DUE if row >= _DUE_FROM else _DUE_NARROW


def _fit(painter: QPainter, made: QFont, area: QRect, text: str) -> None:
    """Draw on one line; what does not fit ends in an ellipsis."""
    fitted(made, text, max(area.width(), 0)).draw(painter, area)


def _squeeze(painter: QPainter, made: QFont, area: QRect, text: str) -> None:
    """Draw on one line, as narrow as it takes."""
    share = min(area.width() / line(made, text).wide, 1.0)
    if share == 1.0:
        _fit(painter, made, area, text)
        return
    share = max(share, _NARROWEST)
    painter.save()
    painter.translate(area.topLeft())
    painter.scale(share, 1)
    _fit(painter, made, QRect(0, 0, int(area.width() / share), area.height()), text)
    painter.restore()
