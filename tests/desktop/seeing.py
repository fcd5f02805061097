"""What a person would see of a window: which texts are cut off, and how it looks as a picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)


def cut_texts(widget: QWidget) -> list[str]:
    """Return a line for each visible text in `widget` that has less room than it needs.

    A label that shortens its text on purpose says so with the property `elides`; it must then
    show the whole text as its tool tip. What can be scrolled into view is not cut.
    """
    settle()
    found = []
    for each in (widget, *widget.findChildren(QWidget)):
        if not each.isVisible() or each.window() is not widget.window():
            continue
        text = _text(each)
        if not text:
            continue
        reason = _too_small(each, text) or _clipped(each)
        if reason:
            found.append(f"{_name(each)} {text!r}: {reason}")
    return found


def settle() -> None:
    """Let layouts come to rest: a new width asks for a new height, which is a new event."""
    for _ in range(4):
        QApplication.processEvents()


def picture(widget: QWidget, path: Path) -> None:
    """Save what the widget looks like now."""
    settle()
    path.parent.mkdir(parents=True, exist_ok=True)
    assert widget.grab().save(str(path)), path


def _text(widget: QWidget) -> str:
    match widget:
        case QLabel() | QAbstractButton():
            return widget.text()
        case QComboBox():
            return "" if widget.isEditable() else widget.currentText()
        case QLineEdit():
            return "" if widget.text() else widget.placeholderText()
        case QGroupBox():
            return widget.title()
        case _:
            return ""


def _too_small(widget: QWidget, text: str) -> str:
    if isinstance(widget, QLabel) and widget.property("elides"):
        return "" if widget.toolTip() else "shortened without a tool tip"
    have, need = widget.size(), _needs(widget, text)
    if need.width() <= have.width() and need.height() <= have.height():
        return ""
    return f"needs {need.width()}x{need.height()}, has {have.width()}x{have.height()}"


def _needs(widget: QWidget, text: str) -> QSize:
    if isinstance(widget, QLabel) and widget.wordWrap():
        return QSize(0, widget.heightForWidth(widget.width()))
    metrics = widget.fontMetrics()
    if isinstance(widget, QLineEdit):
        return QSize(metrics.horizontalAdvance(text) + 2 * 10, 0)
    if isinstance(widget, (QLabel, QCheckBox, QRadioButton, QComboBox)):
        return widget.sizeHint()
    # Push buttons are sometimes set narrower than Qt's roomy hint: what counts is the text.
    if isinstance(widget, QPushButton) and widget.isCheckable():
        # The style makes what is chosen bold, which the widget's own font does not tell.
        metrics = QFontMetrics(bold(widget.font()))
    lines = text.replace("&", "").split("\n")
    wide = max(metrics.horizontalAdvance(line) for line in lines)
    return QSize(wide, metrics.height() * len(lines))


def bold(font: QFont) -> QFont:
    """Return the font as the style shows it on what is chosen."""
    made = QFont(font)
    made.setWeight(QFont.Weight.Bold)
    return made


def _clipped(widget: QWidget) -> str:
    """Say whether a parent shows only a part; a scroll area's own direction does not count."""
    seen = QRect(QPoint(), widget.size())
    inner = widget
    while (outer := inner.parentWidget()) is not None and not inner.isWindow():
        seen.translate(inner.pos())
        room = outer.rect()
        area = outer.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is outer:
            across = area.horizontalScrollBar()
            if across.maximum() == 0 and (seen.left() < room.left() or seen.right() > room.right()):
                return f"leaves the scroll area {_name(area)} sideways"
            return ""
        if not room.contains(seen):
            return f"leaves {_name(outer)}: {seen.getRect()} in {room.getRect()}"
        inner = outer
    return ""


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__}#{widget.objectName()}"
