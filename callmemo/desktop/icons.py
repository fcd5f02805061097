"""The program's icon, and the tray's: the same tile with the number still open painted on it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPen, QPixmap

from callmemo import resources
from callmemo.desktop.theme import LIGHT, font
from callmemo.store.register import Count

SIZES: Final = (16, 20, 24, 32, 40, 48, 64, 128, 256)
TRAY_SIZES: Final = (16, 20, 22, 24, 32, 40, 44, 48, 64)
"""In real pixels: what trays ask for at 100 to 200 %, so that nothing is scaled and blurred."""
SMALL: Final = 24
MOST: Final = 99
_WHITE: Final = "#ffffff"


def app_icon() -> QIcon:
    """Return the program's icon in all sizes; needs no font."""
    icon = QIcon()
    for size in SIZES:
        icon.addFile(str(resources.folder() / "icons" / f"app-{size}.png"))
    return icon


def badge_text(open_count: int) -> str:
    """Say a number in at most three signs; nothing for nothing."""
    if open_count <= 0:
        return ""
    return str(open_count) if open_count <= MOST else f"{MOST}+"


def tray_icon(count: Count, unseen: int = 0) -> QIcon:
    """Return the icon for the tray: how many are open, on red if one of them is late.

    While reminders are unseen it shows how many, on an amber or red disc instead of the tile:
    that is what somebody has to look at first.
    """
    tile = app_icon()
    icon = QIcon()
    text = badge_text(unseen or count.open)
    for size in TRAY_SIZES:
        if unseen:
            icon.addPixmap(_alarm(size, text, late=count.late > 0))
        else:
            icon.addPixmap(_painted(tile, size, text, late=count.late > 0))
    return icon


def _alarm(size: int, text: str, *, late: bool) -> QPixmap:
    """Paint the number on a disc: the one sign that is no tile."""
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.late if late else LIGHT.soon))
    painter.drawEllipse(QRectF(0, 0, size, size))
    painter.setPen(QColor(_WHITE))
    _write(painter, QRectF(0, 0, size, size), text, round(size * (0, 0.8, 0.66, 0.48)[len(text)]))
    painter.end()
    return picture


def _painted(tile: QIcon, size: int, text: str, *, late: bool) -> QPixmap:
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if text and size <= SMALL:
        _paint_number_tile(painter, size, text, late=late)
    else:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        drawn = tile.pixmap(size, size)
        # One of its pixels is one of ours, whatever the screen's ratio is.
        drawn.setDevicePixelRatio(1)
        painter.drawPixmap(picture.rect(), drawn)
        if text:
            _paint_badge(painter, size, text, late=late)
    painter.end()
    return picture


def _paint_number_tile(painter: QPainter, size: int, text: str, *, late: bool) -> None:
    """Give the number the whole tile: a sign and a badge in 16 pixels are two blots."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.late if late else LIGHT.accent))
    painter.drawRoundedRect(QRectF(0, 0, size, size), size * 0.22, size * 0.22)
    painter.setPen(QColor(_WHITE))
    _write(painter, QRectF(0, 0, size, size), text, round(size * (0, 0.88, 0.75, 0.54)[len(text)]))


def _paint_badge(painter: QPainter, size: int, text: str, *, late: bool) -> None:
    """Paint the number on a badge in the lower right corner."""
    high = size * 0.56
    wide = (0, high, high * 1.3, size)[len(text)]
    edge = size / 24
    place = QRectF(size - wide, size - high, wide, high)
    painter.setPen(QPen(QColor(_WHITE if late else LIGHT.accent), edge))
    painter.setBrush(QColor(LIGHT.late if late else _WHITE))
    painter.drawRoundedRect(
        place.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2), high / 2, high / 2
    )
    painter.setPen(QColor(_WHITE if late else LIGHT.text))
    _write(painter, place, text, round(high * (0, 0.86, 0.8, 0.72)[len(text)]))


def _write(painter: QPainter, place: QRectF, text: str, px: int) -> None:
    letters = font(px, QFont.Weight.Bold)
    painter.setFont(letters)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    # Digits have no tails: centred by what is seen of them, not by their line.
    seen = painter.fontMetrics().tightBoundingRect(text)
    painter.drawText(place.center() - QRectF(seen).center(), text)
