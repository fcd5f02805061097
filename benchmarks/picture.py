"""Draws how each cost grows with the number of memos: both scales in powers of ten."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPen

from benchmarks.measuring import Row

_WIDTH, _HEIGHT, _MARGIN = 420, 240, 20
_COLUMNS = 2
_LEFT, _TOP, _BOTTOM, _RIGHT = 64, 44, 32, 16
_INK, _MUTED, _LINE = QColor("#1f2933"), QColor("#5f6b7a"), QColor("#dfe4ea")
_OURS, _THEIRS = QColor("#0f766e"), QColor("#b45309")
_CHOSEN = (
    ("start", "process start to first paint of today"),
    ("save", "save of a memo, answered when durable"),
    ("scrolling", "opened and scrolled to the end"),
    ("keystroke", "key stroke to drawn results, part of a number"),
    ("change", "change of one memo seen in list, counts, tray"),
    ("filling", "tables and search index made anew"),
)


def draw(rows: Sequence[Row], path: Path) -> None:
    """Draw one small chart for each chosen measurement, and keep it as a picture."""
    _app = QGuiApplication.instance() or QGuiApplication([])
    lines = -(-len(_CHOSEN) // _COLUMNS)
    size = _COLUMNS * _WIDTH + 2 * _MARGIN, lines * _HEIGHT + 2 * _MARGIN
    image = QImage(2 * size[0], 2 * size[1], QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for place, (measurement, case) in enumerate(_CHOSEN):
        line, column = divmod(place, _COLUMNS)
        area = QRectF(
            _MARGIN + column * _WIDTH, _MARGIN + line * _HEIGHT, _WIDTH - _MARGIN, _HEIGHT - 8
        )
        found = [row for row in rows if (row.measurement, row.case) == (measurement, case)]
        if found:
            _chart(painter, area, found)
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(str(path))


def _chart(painter: QPainter, area: QRectF, rows: Sequence[Row]) -> None:
    against = rows[0].against
    same = sorted((row for row in rows if row.against == against), key=lambda row: row.size)
    ours = [(row.size, row.ours.median) for row in same]
    theirs = [(row.size, row.theirs.median) for row in same if row.theirs is not None]
    painter.setPen(_INK)
    painter.setFont(_font(12, QFont.Weight.DemiBold))
    painter.drawText(area.adjusted(4, 0, 0, 0), Qt.AlignmentFlag.AlignTop, rows[0].case)
    painter.setFont(_font(10))
    painter.setPen(_OURS)
    painter.drawText(area.adjusted(4, 20, 0, 0), Qt.AlignmentFlag.AlignTop, "● callmemo")
    painter.setPen(_THEIRS)
    painter.drawText(area.adjusted(90, 20, 0, 0), Qt.AlignmentFlag.AlignTop, f"● {against}")
    plot = area.adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)
    values = [value for _, value in (*ours, *theirs) if value > 0]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    high = max(high, low + 1)
    sizes = [size for size, _ in ours]
    first, last = math.log10(sizes[0]), max(math.log10(sizes[-1]), math.log10(sizes[0]) + 1)
    _grid(painter, plot, (low, high), sizes, (first, last))
    for points, colour in ((theirs, _THEIRS), (ours, _OURS)):
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour)
        at = [
            QPointF(
                plot.left() + (math.log10(size) - first) / (last - first) * plot.width(),
                plot.bottom() - (math.log10(value) - low) / (high - low) * plot.height(),
            )
            for size, value in points
            if value > 0
        ]
        painter.drawPolyline(at)
        for point in at:
            painter.drawEllipse(point, 3, 3)


def _grid(
    painter: QPainter,
    plot: QRectF,
    heights: tuple[int, int],
    sizes: Sequence[int],
    widths: tuple[float, float],
) -> None:
    painter.setFont(_font(9))
    low, high = heights
    for power in range(low, high + 1):
        y = plot.bottom() - (power - low) / (high - low) * plot.height()
        painter.setPen(_LINE)
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(_MUTED)
        label = QRectF(plot.left() - _LEFT, y - 8, _LEFT - 6, 16)
        painter.drawText(label, Qt.AlignmentFlag.AlignRight, _time(10.0**power))
    first, last = widths
    painter.setPen(_MUTED)
    for size in sizes:
        x = plot.left() + (math.log10(size) - first) / (last - first) * plot.width()
        label = QRectF(x - 40, plot.bottom() + 4, 80, 16)
        painter.drawText(label, Qt.AlignmentFlag.AlignHCenter, f"{size:,}")


def _time(milliseconds: float) -> str:
    return f"{milliseconds / 1000:g} s" if milliseconds >= 1000 else f"{milliseconds:g} ms"


def _font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont("Noto Sans CJK JP", -1, weight)
    font.setPixelSize(size)
    return font
