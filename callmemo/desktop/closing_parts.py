"""Parts of the closing screen: the ring, the head above the cards, and the day in words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from callmemo import wording
from callmemo.core.closing import Tally, tally
from callmemo.core.memo import Memo
from callmemo.core.office import Office
from callmemo.core.vocabulary import View
from callmemo.desk import Desk
from callmemo.desktop.parts import KeyButton, text_label
from callmemo.desktop.plain_text import Prose
from callmemo.desktop.theme import Theme, font
from callmemo.words import language, say, say_count

_RING = 64
_STROKE = 7
_TURN = 360 * 16
_TOP = 90 * 16


def left_today(desk: Desk, now: datetime) -> list[Memo]:
    """Everything still open today, in the order of the list."""
    return desk.memos(View.TODAY, now)


def figures(desk: Desk, left: list[Memo], now: datetime) -> Tally:
    """Count the day."""
    today = desk.office.today(now)
    carried = desk.carried_today(now)
    return tally([*desk.list_of_day(today), *carried], carried, left, desk.office.day_bounds(today))


def in_words(counted: Tally) -> str:
    """Say what the day came to, as far as there is something to say."""
    parts = []
    if counted.called_back and counted.median is not None:
        parts.append(
            say_count(
                "{count} callback was made today.",
                "{count} callbacks were made today.",
                counted.called_back,
            )
        )
        parts.append(
            say(
                "Median to callback {length}, {count} as promised.",
                length=wording.length(counted.median),
                count=counted.on_time,
            )
        )
    if counted.carried:
        parts.append(
            say_count("{count} was carried over.", "{count} were carried over.", counted.carried)
        )
    joint = "" if language() == "ja" else " "
    return joint.join(parts)


class Ring(QWidget):
    """How much of the day is settled: a ring that fills, and both numbers in it."""

    def __init__(self, theme: Theme) -> None:
        """Draw as `theme` says."""
        super().__init__()
        self.setObjectName("closingRing")
        self.setFixedSize(_RING, _RING)
        self._theme = theme
        self._settled, self._total = 0, 0
        theme.changed.connect(self.update)

    def show_tally(self, counted: Tally) -> None:
        """Show these numbers."""
        self._settled, self._total = counted.settled, counted.total
        self.setAccessibleName(
            say("{done} of {total} settled", done=self._settled, total=self._total)
        )
        self.update()

    @property
    def text(self) -> str:
        """What stands in the ring."""
        return f"{self._settled}/{self._total}"

    def sizeHint(self) -> QSize:
        """Always of one size."""
        return QSize(_RING, _RING)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ring and numbers."""
        tokens = self._theme.tokens
        share = self._settled / self._total if self._total else 1.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(_STROKE / 2, _STROKE / 2, -_STROKE / 2, -_STROKE / 2)
        for colour, part in ((tokens.sunken, 1.0), (tokens.done, share)):
            pen = QPen(QColor(colour), _STROKE)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawArc(area, _TOP, -round(_TURN * part))
        painter.setPen(QColor(tokens.text))
        painter.setFont(font(15 if len(self.text) <= 5 else 11, QFont.Weight.Bold))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text)


class Head(QFrame):
    """Ring, title with the time, and what is left. `export_wanted` when the list is wanted."""

    export_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        """Build empty."""
        super().__init__()
        self.setObjectName("closingHead")
        self.ring = Ring(theme)
        self._title = text_label(role="headline", name="closingTitle")
        self._left = Prose("muted", "closingLeft")
        export = KeyButton(say("Export the day"), name="closingExport")
        export.clicked.connect(self.export_wanted)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch()
        words.addWidget(self._title)
        words.addWidget(self._left)
        words.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 16, 24, 16)
        row.setSpacing(24)
        row.addWidget(self.ring)
        row.addLayout(words, 1)
        row.addWidget(export)

    def tell(self, counted: Tally, now: datetime, office: Office) -> None:
        """Say how far the day has come."""
        self.ring.show_tally(counted)
        time = wording.clock(now, office)
        self._title.setText(say("Closing check {time}", time=time))
        closing = office.closing(office.today(now))
        if counted.is_done:
            text = say("Nothing is left open today.")
        else:
            text = say_count(
                "Decide on {count} more, and no callback is left open today.",
                "Decide on {count} more, and no callback is left open today.",
                counted.open,
            )
        if office.is_workday(office.today(now)):
            closes = say("Closing {time}", time=wording.clock(closing, office))
            text = f"{text} {closes}"
        self._left.say(text)


class AllDone(QWidget):
    """The end of a good day: nothing is left open."""

    def __init__(self) -> None:
        """Build with its sentence."""
        super().__init__()
        self.setObjectName("closingDone")
        column = QVBoxLayout(self)
        column.setSpacing(6)
        column.addStretch(2)
        for text, role, name in (
            ("✓", "mark", "closingDoneMark"),
            (say("Callbacks left open today: 0"), "name", "closingDoneTitle"),
        ):
            label = text_label(text, role, name)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch(3)
