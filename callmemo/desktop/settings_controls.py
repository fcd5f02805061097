"""Controls of the settings page: switch, seven days, fields with choices, a folder's place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QFrame,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from callmemo.desktop.parts import FlowLayout
from callmemo.desktop.theme import Theme
from callmemo.wording import weekday_name
from callmemo.words import say

_TRACK: Final = QSize(36, 20)


class Switch(QCheckBox):
    """On or off, seen by where the knob is and not by colour alone."""

    def __init__(self, theme: Theme, name: str) -> None:
        """Build a switch that is off."""
        super().__init__()
        self._theme = theme
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as the track, as high as every control."""
        return QSize(_TRACK.width(), 34)

    def minimumSizeHint(self) -> QSize:
        """It does not shrink."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        """Every point of it can be clicked."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track, knob and focus ring."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, thick = self.isChecked(), 2 if self.hasFocus() else 1
        ground = tokens.accent if on else tokens.surface
        edge = tokens.text if self.hasFocus() else tokens.accent if on else tokens.muted
        top = (self.height() - _TRACK.height()) / 2
        track = QRectF(0, top, _TRACK.width(), _TRACK.height())
        inner = track.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        painter.setPen(QPen(QColor(edge), thick))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.on_accent if on else tokens.muted))
        middle = track.right() - 10 if on else track.left() + 10
        painter.drawEllipse(QPointF(middle, track.center().y()), 7, 7)


class DayRow(QWidget):
    """The seven days of the week, each on or off."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        """Build the row, Monday first."""
        super().__init__()
        self.setObjectName(name)
        row = FlowLayout(self, spacing=4)
        self._days: list[QPushButton] = []
        for number in range(1, 8):
            day = QPushButton(weekday_name(number))
            day.setObjectName(f"{name}-{number}")
            day.setProperty("role", "day")
            day.setCheckable(True)
            day.setAutoDefault(False)
            day.setAccessibleName(say("Open on {weekday}", weekday=weekday_name(number)))
            day.clicked.connect(self.changed)
            row.addWidget(day)
            self._days.append(day)

    def value(self) -> list[int]:
        """Days that are on, as ISO weekdays."""
        return [number for number, day in enumerate(self._days, start=1) if day.isChecked()]

    def show_value(self, value: Iterable[int]) -> None:
        """Show these days as on."""
        chosen = set(value)
        for number, day in enumerate(self._days, start=1):
            day.setChecked(number in chosen)


class ChoiceBox(QComboBox):
    """A text field that offers choices; the wheel scrolls the page instead of changing it."""

    def __init__(self, name: str, choices: Iterable[str] = ()) -> None:
        """Build with these choices; any other text may be typed as well."""
        super().__init__()
        self.setObjectName(name)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(12)
        self.setMinimumContentsLength(3)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.offer(choices)
        completer = QCompleter(self.model(), self)
        # Inline completion would turn a typed 田中 into the 田中 太郎 that stands in the list.
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.popup().setProperty("role", "popup")
        self.setCompleter(completer)

    def offer(self, choices: Iterable[str]) -> None:
        """Replace the choices; the text stays."""
        text = self.currentText()
        self.clear()
        self.addItems(list(choices))
        self.setEditText(text)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the page: what is changed here is saved at once."""
        event.ignore()


class PlaceText(QPlainTextEdit):
    """A folder's place, to be read and copied whole however long it is."""

    def __init__(self, text: str, name: str) -> None:
        """Show `text`."""
        super().__init__(text)
        self.setObjectName(name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the wrapped text."""
        super().resizeEvent(event)
        lines = max(1, round(self.document().size().height()))
        around = self.height() - self.viewport().height()
        high = self.fontMetrics().lineSpacing() * lines + around + 10
        self.setFixedHeight(max(34, high))
