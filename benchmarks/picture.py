"""Draws how each cost grows with the number of memos: both scales in powers of ten."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPen

from benchmarks.measuring import Row

_WIDTH, _HEIGHT, _MARGIN = 410, 250, 20
_COLUMNS = 3
_LEFT, _TOP, _BOTTOM, _RIGHT = 58, 52, 30, 68
_INK, _MUTED, _LINE = QColor("#1f2933"), QColor("#5f6b7a"), QColor("#dfe4ea")
_COLOURS: Final = (QColor("#0f766e"), QColor("#b45309"), QColor("#6d28d9"))
"""Ours, and what stands beside it."""
_SIZES: Final = (1_000, 1_000_000)
_KEY = "key stroke to drawn results: 2 characters, rare surname"
_CHOSEN: Final = (
    ("start", "process start to first paint of today", "from start to today's list"),
    ("save", "save of a memo, answered when durable", "a memo saved"),
    ("change", "change of one memo seen in list, counts, tray", "a change seen"),
    ("scrolling", "opened and scrolled to the end", "all memos opened and scrolled to the end"),
    ("scrolling", "a page further, drawn", "a page further"),
    ("memory", "memory, list of all memos scrolled", "memory, all memos scrolled"),
    ("keystroke", _KEY, "a key typed: a rare surname"),
    ("keystroke", "key stroke to drawn results: 2 characters, frequent", "a key typed: 田中"),
    ("keystroke", "key stroke to drawn results: part of a number, rare", "a key typed: a number"),
    ("filling", "tables and search index made anew", "tables made anew"),
    ("address_file", "import of people from CSV files", "as many people read in as memos"),
    ("reminders", "ladder with 10,000 open, after a change", "a look at what is to be reminded of"),
)
"""Which cases, with shorter titles."""
_SHOWN: Final = 2
"""So many of what stands beside it: the first that are named."""


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    colour: QColor
    points: tuple[tuple[int, float], ...]


def draw(rows: Sequence[Row], path: Path) -> None:
    """Draw one small chart for each chosen measurement, and keep it as a picture."""
    _app = QGuiApplication.instance() or QGuiApplication([])
    charts = [
        (title, found)
        for measurement, case, title in _CHOSEN
        if (found := [row for row in rows if (row.measurement, row.case) == (measurement, case)])
    ]
    lines = max(1, -(-len(charts) // _COLUMNS))
    size = _COLUMNS * _WIDTH + 2 * _MARGIN, lines * _HEIGHT + 2 * _MARGIN
    image = QImage(2 * size[0], 2 * size[1], QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for place, (title, found) in enumerate(charts):
        line, column = divmod(place, _COLUMNS)
        corner = QPointF(_MARGIN + column * _WIDTH, _MARGIN + line * _HEIGHT)
        area = QRectF(corner.x(), corner.y(), _WIDTH - _MARGIN, _HEIGHT - 8)
        _chart(painter, area, title, found)
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(str(path))


def _lines_of(rows: Sequence[Row]) -> list[_Line]:
    """Ours first, then what it is held against."""
    rows = sorted(rows, key=lambda row: row.size)
    ours = {row.size: row.ours.median for row in rows}
    named = list(dict.fromkeys(row.against for row in rows if row.theirs is not None))[:_SHOWN]
    told = [("callmemo", ours)]
    for name in named:
        same = (row for row in rows if row.against == name and row.theirs is not None)
        told.append((name, {row.size: row.theirs.median for row in same if row.theirs}))
    return [
        _Line(name, colour, tuple((size, value) for size, value in spans.items() if value > 0))
        for (name, spans), colour in zip(told, _COLOURS, strict=False)
    ]


def _chart(painter: QPainter, area: QRectF, title: str, rows: Sequence[Row]) -> None:
    lines = _lines_of(rows)
    painter.setPen(_INK)
    painter.setFont(_font(13, QFont.Weight.DemiBold))
    painter.drawText(area.adjusted(4, 0, 0, 0), Qt.AlignmentFlag.AlignTop, title)
    painter.setFont(_font(10))
    left = 4.0
    for line in lines:
        painter.setPen(line.colour)
        # What comes after a comma the tables tell.
        name = f"● {line.name.partition(',')[0]}"
        painter.drawText(area.adjusted(left, 22, 0, 0), Qt.AlignmentFlag.AlignTop, name)
        left += painter.fontMetrics().horizontalAdvance(name) + 12
    plot = area.adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)
    values = [value for line in lines for _, value in line.points]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    high = max(high, low + 1)
    _grid(painter, plot, (low, high), rows[0].unit)
    for line in reversed(lines):
        at = [_point(plot, (low, high), *each) for each in line.points]
        painter.setPen(QPen(line.colour, 2))
        painter.setBrush(line.colour)
        painter.drawPolyline(at)
        for point in at:
            painter.drawEllipse(point, 3, 3)
    painter.setFont(_font(10, QFont.Weight.DemiBold))
    lowest = -math.inf
    for line in sorted(lines, key=lambda each: -each.points[-1][1]):
        end = _point(plot, (low, high), *line.points[-1])
        y = lowest = max(end.y(), lowest + 13)
        painter.setPen(line.colour)
        label = QRectF(end.x() + 7, y - 8, _RIGHT, 16)
        painter.drawText(label, Qt.AlignmentFlag.AlignLeft, _told(line.points[-1][1], rows[0].unit))


def _point(plot: QRectF, heights: tuple[int, int], size: int, value: float) -> QPointF:
    low, high = heights
    up = (math.log10(value) - low) / (high - low)
    return QPointF(_across(plot, size), plot.bottom() - up * plot.height())


def _across(plot: QRectF, size: int) -> float:
    first, last = map(math.log10, _SIZES)
    share = (math.log10(size) - first) / (last - first)
    return plot.left() + min(max(share, 0.0), 1.0) * plot.width()


def _grid(painter: QPainter, plot: QRectF, heights: tuple[int, int], unit: str) -> None:
    painter.setFont(_font(10))
    low, high = heights
    for power in range(low, high + 1):
        y = plot.bottom() - (power - low) / (high - low) * plot.height()
        painter.setPen(_LINE)
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(_MUTED)
        label = QRectF(plot.left() - _LEFT, y - 8, _LEFT - 8, 16)
        painter.drawText(label, Qt.AlignmentFlag.AlignRight, _told(10.0**power, unit))
    painter.setPen(_MUTED)
    size = _SIZES[0]
    while size <= _SIZES[1]:
        label = QRectF(_across(plot, size) - 40, plot.bottom() + 5, 80, 16)
        painter.drawText(label, Qt.AlignmentFlag.AlignHCenter, f"{size:,}")
        size *= 10


def _told(value: float, unit: str) -> str:
    if unit == "ms" and value >= 1000:
        value, unit = value / 1000, "s"
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"


def _font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont("Noto Sans CJK JP", -1, weight)
    font.setPixelSize(size)
    return font
