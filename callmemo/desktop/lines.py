"""Lines of text, each shaped once: how wide it is, and drawn again without being shaped anew."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextLine

_KEPT: Final = 256
"""Lines in memory: those of the rows in sight several times over."""
_WIDEST: Final = 1 << 24
_SPARE: Final = 1
"""Pixels by which a line may be higher than its place: Qt would cut off what no letter reaches."""
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_MIDDLE: Final = Qt.AlignmentFlag.AlignCenter
_MORE_THAN_A_LINE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Line:
    """A text in one font.

    `wide` are the pixels that it needs, `advance` and `high` what it takes exactly. Without
    `shaped` it is no plain line (tabs, line ends), and Qt lays it out each time.
    """

    text: str
    made: QFont
    wide: int
    advance: float = 0
    high: float = 0
    shaped: tuple[QTextLine, QTextLayout] | None = None
    """The line, and what it lives in."""

    def draw(self, painter: QPainter, area: QRect) -> None:
        """Draw in the middle of the height of `area`, from its left, with the painter's pen."""
        if self.shaped is None or not self._fits(area):
            painter.setFont(self.made)
            painter.drawText(area, _LEFT, self.text)
        else:
            top = area.y() + (area.height() - self.high) / 2
            self.shaped[0].draw(painter, QPointF(area.x(), top))

    def draw_centred(self, painter: QPainter, area: QRect) -> None:
        """Draw in the middle of `area`."""
        if self.shaped is None or not self._fits(area):
            painter.setFont(self.made)
            painter.drawText(area, _MIDDLE, self.text)
        else:
            left = area.x() + (area.width() - self.advance) / 2
            top = area.y() + (area.height() - self.high) / 2
            self.shaped[0].draw(painter, QPointF(left, top))

    def _fits(self, area: QRect) -> bool:
        """Whether nothing of it has to be cut off."""
        return self.advance <= area.width() and self.high <= area.height() + _SPARE


@lru_cache(maxsize=_KEPT)
def line(made: QFont, text: str) -> Line:
    """Return a text as a line; the same words come again in row after row."""
    if _MORE_THAN_A_LINE.search(text):
        # An advance is rounded down.
        return Line(text, made, QFontMetrics(made).horizontalAdvance(text) + 1)
    layout = QTextLayout(text, made)
    # Else it would be shaped anew as often as it is drawn.
    layout.setCacheEnabled(True)
    layout.beginLayout()
    shaped = layout.createLine()
    if not shaped.isValid():
        return Line(text, made, 1)
    shaped.setLineWidth(_WIDEST)
    layout.endLayout()
    advance = shaped.horizontalAdvance()
    # As high as Qt takes it for a text in a rectangle, not rounded up.
    high = shaped.ascent() + shaped.descent()
    return Line(text, made, int(advance + 0.5) + 1, advance, high, (shaped, layout))


def fitted(made: QFont, text: str, room: int) -> Line:
    """Return what of a text fits into `room` pixels; what does not ends in an ellipsis."""
    whole = line(made, text)
    return whole if whole.wide <= room else elided(made, text, room)


@lru_cache(maxsize=_KEPT)
def elided(made: QFont, text: str, room: int) -> Line:
    """Return the beginning of a text that has no room, with an ellipsis at its end."""
    return line(made, QFontMetrics(made).elidedText(text, Qt.TextElideMode.ElideRight, room))


@lru_cache(maxsize=16)
def height(made: QFont) -> int:
    """How high a font is."""
    return QFontMetrics(made).height()


@lru_cache(maxsize=64)
def ink(colour: str) -> QColor:
    """Return the colour that a token names."""
    return QColor(colour)


def forget() -> None:
    """Shape all lines anew: the machine has other fonts now."""
    for kept in (line, elided, height):
        kept.cache_clear()
