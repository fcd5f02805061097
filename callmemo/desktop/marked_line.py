"""Draws a line of text in which some parts are marked: bold, on a soft ground."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from callmemo.core.marks import Span
from callmemo.desktop.lines import elided, height, ink, line
from callmemo.desktop.plain_text import breakable
from callmemo.desktop.theme import Tokens

_ELLIPSIS: Final = "…"


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


@lru_cache(maxsize=16)
def bold(made: QFont) -> QFont:
    """Return the font in which marked parts are written."""
    heavier = QFont(made)
    heavier.setWeight(QFont.Weight.Bold)
    return heavier


def width(made: QFont, text: str, marks: tuple[Span, ...]) -> int:
    """How wide the line is with its bold parts."""
    if not marks:
        return line(made, text).wide
    heavy = bold(made)
    parts = pieces(text, marks)
    return sum(line(heavy if on else made, part).wide - 1 for part, on in parts) + 1


def draw(
    painter: QPainter,
    area: QRect,
    text: str,
    marks: tuple[Span, ...],
    looks: tuple[QFont, QColor, Tokens],
) -> None:
    """Draw in a font and a colour; what does not fit ends in an ellipsis."""
    made, colour, tokens = looks
    left, right = area.left(), area.left() + max(area.width(), 0)
    for part, on in pieces(text, marks):
        whole = line(bold(made) if on else made, part)
        room = right - left
        wide, shown = whole.wide - 1, whole
        if wide > room:
            shown = elided(whole.made, part, room)
            if not shown.text:
                shown = line(whole.made, _ELLIPSIS)
            wide = min(shown.wide - 1, max(room, 0))
        if on and wide > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink(tokens.mark))
            high = height(whole.made)
            middle = area.top() + (area.height() - high) / 2
            painter.drawRoundedRect(QRectF(left - 1, middle, wide + 2, high), 3, 3)
        painter.setPen(ink(tokens.text) if on else colour)
        shown.draw(painter, QRect(left, area.top(), max(room, 0), area.height()))
        if shown is not whole:
            break
        left += wide


def as_html(text: str, marks: tuple[Span, ...], tokens: Tokens) -> str:
    """Write a text as markup for a label, marked parts apart; all else in it stays text."""
    from html import escape  # noqa: PLC0415 - brings all names of characters; rows are drawn plain

    style = f"background-color:{tokens.mark};color:{tokens.text};font-weight:600"
    parts = (
        f'<span style="{style}">{escape(breakable(part))}</span>' if on else escape(breakable(part))
        for part, on in pieces(text, marks)
    )
    return f'<div style="white-space:pre-wrap">{"".join(parts)}</div>'
