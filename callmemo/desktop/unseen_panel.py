"""The quiet list of reminders that nobody has seen (見ていない通知), above the memos."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from callmemo.core.memo import Memo
from callmemo.core.office import Office
from callmemo.desktop.keys_help import keys_of
from callmemo.desktop.notifying.texts import line_of
from callmemo.desktop.parts import KeyButton, set_tip, set_tone, text_label
from callmemo.desktop.plain_text import OneLine
from callmemo.wording import Tone
from callmemo.words import say, say_count

LINES: Final = 3
"""How many are named; on a small screen the list below must stay in sight."""
_TALL: Final = 600
"""Below this height of the window only one is named."""
_LINE_HEIGHT: Final = 26


class UnseenLine(QPushButton):
    """One memo: when it is due and who waits. As wide as there is room, cut with an ellipsis."""

    def __init__(self, name: str) -> None:
        """Build without words, and hidden."""
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "unseen")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # A click leaves the focus where somebody is typing; Tab still reaches it.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.memo_id = ""
        self._words = OneLine()
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 2)
        row.addWidget(self._words, 1)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_LINE_HEIGHT)
        self.hide()

    def show_memo(self, memo: Memo, now: datetime, office: Office) -> None:
        """Say what this memo waits for."""
        self.memo_id = memo.id
        text = line_of(memo, now, office)
        self.setAccessibleName(text)
        set_tip(self, text)
        self._words.say(text)
        set_tone(self._words, Tone.LATE if memo.is_late(now) else None)
        self.show()


class UnseenPanel(QFrame):
    """`opened(memo_id)` when one is wanted, `all_seen` when all of them are known now.

    It is never shown by force: it takes no focus and covers nothing.
    """

    opened = Signal(str)
    all_seen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build empty and hidden."""
        super().__init__(parent)
        self.setObjectName("unseenPanel")
        self._title = text_label(role="heading", name="unseenTitle")
        self._all = KeyButton(say("All seen"), keys_of("seen")[0], name="unseenAll")
        self._all.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more = text_label(role="small", name="unseenMore")
        self._lines = [UnseenLine(f"unseen{place}") for place in range(LINES)]
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._all)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        for line in self._lines:
            self._column.addWidget(line)
            line.clicked.connect(lambda _=False, line=line: self.opened.emit(line.memo_id))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 8, 12, 8)
        whole.setSpacing(4)
        whole.addLayout(head)
        whole.addLayout(self._column)
        whole.addWidget(self._more)
        self._all.clicked.connect(self.all_seen)
        self._count = 0
        self._is_aside = False
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What the lines say."""
        return [line.accessibleName() for line in self._lines if not line.isHidden()]

    def show_memos(self, memos: Sequence[Memo], now: datetime, office: Office) -> None:
        """Name these memos; without any the list is not there."""
        named = memos[: LINES if self.window().height() >= _TALL else 1]
        for line, memo in zip(self._lines, named, strict=False):
            line.show_memo(memo, now, office)
        for line in self._lines[len(named) :]:
            line.hide()
        title = say_count("{count} unseen reminder", "{count} unseen reminders", len(memos))
        self._title.setText(title)
        self.setAccessibleName(title)
        rest = len(memos) - len(named)
        self._more.setText(say_count("and {count} more", "and {count} more", rest))
        self._more.setVisible(rest > 0)
        self._count = len(memos)
        self._show_or_hide()

    def stand_aside(self, aside: bool) -> None:
        """Leave the room to what somebody looks for, or come back."""
        self._is_aside = aside
        self._show_or_hide()

    def see_all(self) -> None:
        """Take all of them for seen, but never what nobody can see."""
        if not self.isHidden():
            self.all_seen.emit()

    def _show_or_hide(self) -> None:
        self.setVisible(bool(self._count) and not self._is_aside)
