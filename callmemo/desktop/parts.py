"""Small parts that every window is made of: buttons with their key, chips, tags, rows that wrap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from callmemo.wording import Tone

_KEY_PX: Final = 11
_KEY_SPACE: Final = 6
_KEY_PADDING: Final = 15
"""Both sides together, edges included."""
_KEY_MARGIN: Final = 12


def text_label(text: str = "", role: str = "", name: str = "", tone: Tone | None = None) -> QLabel:
    """Return a label that shows plain text only: what came from outside is never markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    if name:
        made.setObjectName(name)
    if tone is not None:
        made.setProperty("tone", tone.value)
    return made


def set_tone(widget: QWidget, tone: Tone | None) -> None:
    """Change the colour of time that a widget shows."""
    set_look(widget, "tone", tone.value if tone else "")


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the style sheet looks at."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    for each in (widget, *widget.findChildren(QWidget)):
        # What was not dressed yet is dressed when it is first shown.
        if each.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            each.style().unpolish(each)
            each.style().polish(each)


def set_tip(widget: QWidget, text: str) -> None:
    """Give a widget a tool tip; Qt would read one that looks like markup as markup."""
    tip = GuiQt.convertFromPlainText(text) if GuiQt.mightBeRichText(text) else text
    if tip != widget.toolTip():
        widget.setToolTip(tip)


def line() -> QFrame:
    """Return a thin horizontal line."""
    made = QFrame()
    made.setProperty("role", "line")
    return made


def key_text(sequence: QKeySequence | str) -> str:
    """Say a key as it is printed on keyboards: Ctrl N, Ctrl ⏎."""
    text = sequence if isinstance(sequence, str) else sequence.toString()
    names = {"Return": "⏎", "Enter": "⏎", "Escape": "Esc"}
    return " ".join(names.get(part, part) for part in text.split("+"))


class KeyButton(QPushButton):
    """A button that shows the key that does the same.

    The key is drawn, not a label of its own: with labels inside, each button would be three
    widgets to build, dress and hold, and Qt gives a dressed widget some ten thousand bytes.
    """

    def __init__(self, text: str, key: str = "", *, role: str = "", name: str = "") -> None:
        """Build from the button's text and the key's name, for example `Ctrl+N`."""
        super().__init__()
        self._key = key_text(key)
        self._shows_key = True
        self.setProperty("role", role)
        self.setObjectName(name)
        self.say(text)

    def say(self, text: str) -> None:
        """Change the text."""
        # An ampersand would be taken for the sign of a key.
        shown = text.replace("&", "&&")
        if shown == self.text() and self.accessibleName():
            # Else all around it would be laid out anew.
            return
        self.setText(shown)
        self.setAccessibleName(f"{text} ({self._key})" if self._key else text)
        self.updateGeometry()

    def show_key(self, *, shown: bool) -> None:
        """Leave the key out where there is no room for it; it works all the same."""
        self._shows_key = shown
        self.updateGeometry()
        self.update()

    @property
    def shown_key(self) -> str:
        """The key that is shown beside the text; empty for none."""
        return self._key if self._shows_key else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it too: hands that type do not look for the space bar."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw text and key side by side in the middle."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        key = self._key_size()
        text = self._text_width()
        left = (self.width() - text - key.width()) // 2
        option.rect = QRect(left, 0, text, self.height())  # type: ignore[attr-defined] # PySide's stubs lack it
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        if not key.isEmpty():
            at = QPoint(left + text + _KEY_SPACE, (self.height() - key.height()) // 2)
            self._draw_key(painter, QRect(at, key - QSize(_KEY_SPACE, 0)))

    def _draw_key(self, painter: QPainter, room: QRect) -> None:
        ink, edge = self._key_colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(edge)
        painter.drawRoundedRect(QRectF(room).adjusted(0.5, 0.5, -0.5, -0.5), 2.5, 2.5)
        painter.setFont(self._key_font())
        painter.setPen(ink)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._key)

    def _key_colours(self) -> tuple[QColor, QColor]:
        """Text and edge of the key: the ink that goes with the button's ground."""
        colours, role = QGuiApplication.palette(), QPalette.ColorRole
        if self.property("role") == "primary":
            ink = colours.color(role.HighlightedText)
        elif self.isChecked():
            late = self.property("tone") == "late"
            ink = colours.color(role.BrightText if late else role.Highlight)
        else:
            return colours.color(role.PlaceholderText), colours.color(role.Dark)
        return ink, ink

    def _key_font(self) -> QFont:
        made = QFont(self.font())
        made.setPixelSize(_KEY_PX)
        made.setWeight(QFont.Weight.Normal)
        return made

    def _key_size(self) -> QSize:
        """How much room the key takes, with the space before it; none where it is not shown."""
        if not self.shown_key:
            return QSize()
        metrics = QFontMetrics(self._key_font())
        wide = metrics.horizontalAdvance(self._key) + _KEY_PADDING
        return QSize(_KEY_SPACE + wide, metrics.height() + 2)

    def _text_width(self) -> int:
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()

    def sizeHint(self) -> QSize:
        """As wide as text and key together, as high as every control."""
        self.ensurePolished()
        wide = 2 * _KEY_MARGIN + self._text_width() + self._key_size().width()
        return QSize(wide + 2, max(super().sizeHint().height(), 32))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its text."""
        return self.sizeHint()


class Chip(KeyButton):
    """One of a few choices."""

    def __init__(self, text: str, key: str = "", *, name: str = "", tone: str = "") -> None:
        """Build a chip that can be chosen."""
        super().__init__(text, key, role="chip", name=name)
        self.setCheckable(True)
        # Enter in a text field must never choose the first chip of the dialog.
        self.setAutoDefault(False)
        if tone:
            self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _text_width(self) -> int:
        """With room for its bold form: choosing a chip moves no other."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        wide = QFontMetrics(bold).size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        return max(wide + 1, super()._text_width())


_ARROWS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class ChipRow(QWidget):
    """A few choices of which one is taken; `chosen` says which, None for none.

    One stop of the Tab key, like radio buttons; arrows go from choice to choice.
    """

    chosen = Signal(object)

    def __init__(self, name: str = "", *, may_be_none: bool = False) -> None:
        """Build an empty row; with `may_be_none` a second click takes the choice back."""
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._may_be_none = may_be_none
        self._values: dict[QPushButton, object] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(not may_be_none)
        self._flow = FlowLayout(self)

    def add(self, value: object, text: str, key: str = "", *, tone: str = "") -> Chip:
        """Add a choice."""
        chip = Chip(text, key, name=f"{self.objectName()}-{value}", tone=tone)
        self._values[chip] = value
        self._group.addButton(chip)
        self._flow.addWidget(chip)
        chip.clicked.connect(lambda: self._clicked(chip))
        chip.toggled.connect(self._set_stop)
        chip.installEventFilter(self)
        self._set_stop()
        return chip

    def clear(self) -> None:
        """Take all choices away."""
        for chip in list(self._values):
            self._group.removeButton(chip)
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._values.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go to the neighbour; where one choice must be made, they make it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _ARROWS.get(Qt.Key(event.key()), 0)
            shown = [chip for chip in self._values if chip.isVisibleTo(self)]
            if step and watched in shown:
                chip = shown[(shown.index(watched) + step) % len(shown)]
                chip.setFocus(Qt.FocusReason.TabFocusReason)
                if not self._may_be_none:
                    chip.click()
                return True
        if event.type() == QEvent.Type.FocusIn:
            self._set_stop()
        return super().eventFilter(watched, event)

    def _set_stop(self) -> None:
        """Leave one chip in the order of the Tab key: the one in use, the chosen or the first."""
        shown = [chip for chip in self._values if chip.isVisibleTo(self)]
        if not shown:
            return
        chosen = [chip for chip in shown if chip.isChecked()]
        stop = next((chip for chip in shown if chip.hasFocus()), (chosen or shown)[0])
        for chip in self._values:
            policy = Qt.FocusPolicy.StrongFocus if chip is stop else Qt.FocusPolicy.ClickFocus
            chip.setFocusPolicy(policy)
        self.setFocusProxy(stop)

    def chips(self) -> list[QPushButton]:
        """All choices, in order."""
        return list(self._values)

    @property
    def value(self) -> object:
        """What is chosen, None for nothing."""
        return next((value for chip, value in self._values.items() if chip.isChecked()), None)

    def choose(self, value: object) -> None:
        """Choose without announcing it; an unknown value or None chooses nothing."""
        self._group.setExclusive(False)
        for chip, own in self._values.items():
            chip.setChecked(own == value and value is not None)
        self._group.setExclusive(not self._may_be_none)

    def _clicked(self, chip: QPushButton) -> None:
        if self._may_be_none and chip.isChecked():
            self.choose(self._values[chip])
        self.chosen.emit(self.value)


class FlowLayout(QLayout):
    """Widgets side by side, going on in the next row where the width ends."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 6) -> None:
        """Lay out the children of `parent` with this space between them."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        """Take in an item."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, None past the end: Qt counts on it."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override] # as Qt does
        """Give an item away, None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is at this width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place all items."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one row."""
        sizes = [item.sizeHint() for item in self._shown()]
        wide = sum(size.width() + self.spacing() for size in sizes)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """At least the widest item."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> Iterable[QLayoutItem]:
        return (item for item in self._items if not item.isEmpty())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, row = rect.x(), rect.y(), 0
        for item in self._shown():
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.x() + rect.width():
                x, y, row = rect.x(), y + row + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            row = max(row, size.height())
        return y + row - rect.y()
