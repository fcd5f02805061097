"""Draw the program's icon into resources/icons: a rounded teal tile with a white 伝 in it.

`python scripts/icons.py` writes app.svg, app-16.png ... app-256.png and app.ico. The sign is
drawn as an outline, so that the files look the same where no Japanese font is installed; only
this script needs one.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QGuiApplication,
    QImage,
    QImageWriter,
    QPainter,
    QPainterPath,
    QTransform,
)
from PySide6.QtSvg import QSvgGenerator

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
SIGN = "伝"
FONT = "Noto Sans CJK JP"
TEAL = "#0f6e6e"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
ICO_SIZES = (16, 20, 24, 32, 48, 64, 256)
COMPRESSED = 256
UNIT = 256
# Small icons give the sign more of the tile, or its strokes run together.
SHARE = {16: 0.82, 20: 0.80, 24: 0.78}
USUAL_SHARE = 0.56


def sign(share: float) -> QPainterPath:
    """Outline of the sign, `share` of the tile wide, in the middle of a tile of UNIT."""
    font = QFont(FONT)
    font.setPixelSize(UNIT)
    font.setWeight(QFont.Weight.Bold if share == USUAL_SHARE else QFont.Weight.Medium)
    if QFontInfo(font).family() != FONT:
        sys.exit(f"{FONT} is not installed (fonts-noto-cjk)")
    path = QPainterPath()
    path.addText(QPointF(0, 0), font, SIGN)
    bounds = path.boundingRect()
    scale = share * UNIT / max(bounds.width(), bounds.height())
    placing = QTransform.fromTranslate(UNIT / 2, UNIT / 2).scale(scale, scale)
    placing.translate(-bounds.center().x(), -bounds.center().y())
    path = placing.map(path)
    # Strokes of the glyph overlap; they must not cut holes into each other.
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


def paint(painter: QPainter, share: float) -> None:
    """Paint the tile, UNIT wide."""
    radius = UNIT * 0.22
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(TEAL))
    painter.drawRoundedRect(QRectF(0, 0, UNIT, UNIT), radius, radius)
    painter.setBrush(QColor("white"))
    painter.drawPath(sign(share))


def tile(size: int) -> QImage:
    """Paint the icon at one size."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.scale(size / UNIT, size / UNIT)
    paint(painter, SHARE.get(size, USUAL_SHARE))
    painter.end()
    return image


def write_svg(path: Path) -> None:
    """Write the icon as SVG: two shapes, no text."""
    file = QSvgGenerator()
    file.setFileName(str(path))
    file.setViewBox(QRectF(0, 0, UNIT, UNIT))
    file.setTitle("callmemo")
    painter = QPainter(file)
    paint(painter, USUAL_SHARE)
    painter.end()


def png(image: QImage) -> bytes:
    """The image as PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def bitmap(image: QImage) -> bytes:
    """The image as icons hold it: rows from below, blue first, then an empty mask."""
    width, height = image.width(), image.height()
    head = struct.pack("<IiiHHIIiiII", 40, width, height * 2, 1, 32, 0, 0, 0, 0, 0, 0)
    pixels = bytes(image.constBits())
    rows = [pixels[y * width * 4 :][: width * 4] for y in reversed(range(height))]
    mask_row = (width + 31) // 32 * 4
    return head + b"".join(rows) + bytes(mask_row * height)


def ico(images: list[QImage]) -> bytes:
    """All images in one Windows icon; only the largest compressed, as old readers want it."""
    pictures = [png(image) if image.width() >= COMPRESSED else bitmap(image) for image in images]
    head = struct.pack("<HHH", 0, 1, len(images))
    place = len(head) + 16 * len(images)
    for image, picture in zip(images, pictures, strict=True):
        side = image.width() % COMPRESSED
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return head + b"".join(pictures)


def main() -> int:
    app = QGuiApplication(sys.argv)
    ICONS.mkdir(parents=True, exist_ok=True)
    write_svg(ICONS / "app.svg")
    for size in SIZES:
        (ICONS / f"app-{size}.png").write_bytes(png(tile(size)))
    (ICONS / "app.ico").write_bytes(ico([tile(size) for size in ICO_SIZES]))
    app.quit()
    print(f"wrote the icon in {len(SIZES)} sizes to {ICONS}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
