"""Draws a line of text in which some parts are marked: bold, on a soft ground."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from callmemo.core.marks import Span
from callmemo.desktop.plain_text import breakable
from callmemo.desktop.theme import Tokens

_ELLIPSIS: Final = "…"
_ALIGNED: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def pieces(text: str, marks: tuple[Span, ...]) -> Iterator[tuple[str, bool]]:
    """Cut a text into parts, each with whether it is marked."""
    place = 0
    for start, end in marks:
        if place < start:
            yield text[place:start], False
        yield text[start:end], True
        place = end
    if place < len(text):
        yield text[place:], False


def bold(made: QFont) -> QFont:
    """Return the font in which marked parts are written."""
    heavier = QFont(made)
    heavier.setWeight(QFont.Weight.Bold)
    return heavier


@lru_cache(maxsize=2048)
def plain_width(made: QFont, text: str) -> int:
    """How wide a line is; the same words come again in row after row."""
    # An advance is rounded down.
    return QFontMetrics(made).horizontalAdvance(text) + 1


def width(made: QFont, text: str, marks: tuple[Span, ...]) -> int:
    """How wide the line is with its bold parts."""
    if not marks:
        return plain_width(made, text)
    heavy = bold(made)
    parts = pieces(text, marks)
    return sum(plain_width(heavy if on else made, part) - 1 for part, on in parts) + 1


def draw(
    painter: QPainter, area: QRect, text: str, marks: tuple[Span, ...], tokens: Tokens
) -> None:
    """Draw with the painter's font and pen; what does not fit ends in an ellipsis."""
    made, ink = QFont(painter.font()), painter.pen().color()
    left, right = area.left(), area.left() + max(area.width(), 0)
    for part, on in pieces(text, marks):
        painter.setFont(bold(made) if on else made)
        metrics = painter.fontMetrics()
        room = right - left
        wide = metrics.horizontalAdvance(part)
        shown = part
        if wide > room:
            shown = metrics.elidedText(part, Qt.TextElideMode.ElideRight, room) or _ELLIPSIS
            wide = min(metrics.horizontalAdvance(shown), max(room, 0))
        if on and wide > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.mark))
            high = metrics.height()
            middle = area.top() + (area.height() - high) / 2
            painter.drawRoundedRect(QRectF(left - 1, middle, wide + 2, high), 3, 3)
        painter.setPen(QColor(tokens.text) if on else ink)
        painter.drawText(QRect(left, area.top(), max(room, 0), area.height()), _ALIGNED, shown)
        if shown != part:
            break
        left += wide
    painter.setFont(made)
    painter.setPen(ink)


def as_html(text: str, marks: tuple[Span, ...], tokens: Tokens) -> str:
    """Write a text as markup for a label, marked parts apart; all else in it stays text."""
    from html import escape  # noqa: PLC0415 - brings all names of characters; rows are drawn plain

    style = f"background-color:{tokens.mark};color:{tokens.text};font-weight:600"
    parts = (
        f'<span style="{style}">{escape(breakable(part))}</span>' if on else escape(breakable(part))
        for part, on in pieces(text, marks)
    )
    return f'<div style="white-space:pre-wrap">{"".join(parts)}</div>'
