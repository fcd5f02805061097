"""What to say in the call that the memo in sight asks for, below its facts."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from callmemo.core.memo import Memo
from callmemo.core.phrases import Line, Moment
from callmemo.core.vocabulary import Mover
from callmemo.desktop.guide_cards import READ_BACK_KEY
from callmemo.desktop.guide_moments import NEXT_KEY, MomentList, after, moments_of
from callmemo.desktop.parts import KeyButton, key_text, text_label
from callmemo.desktop.session import DeskSession
from callmemo.phrase_file import PhraseFile
from callmemo.prompter import Prompter
from callmemo.words import say

_SHOWN: Final = tuple(
    m for m in Moment if m not in {Moment.ABSENCE, Moment.OFFERING_SUBSTITUTE, Moment.READ_BACK}
)
_OPEN, _FOLDED = "▾", "▸"


class DetailWords(QFrame):
    """The words for the next call of one memo; folded away they stay so for the next memo too.

    `turned` when somebody has turned to other words.
    """

    turned = Signal()

    def __init__(self, session: DeskSession) -> None:
        """Build without words."""
        super().__init__()
        self.setObjectName("detailWords")
        self.setProperty("role", "words")
        self._session = session
        self._prompter = Prompter(session.desk, PhraseFile(session.settings_file.path.parent))
        self._memo: Memo | None = None
        self._lines: tuple[Line, ...] = ()
        self._now: Moment | None = None
        self._folded = False
        self._fold = QPushButton()
        self._fold.setObjectName("wordsFold")
        self._fold.setProperty("role", "fold")
        self._fold.setCursor(Qt.CursorShape.PointingHandCursor)
        self._fold.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._key = text_label(key_text(NEXT_KEY), "key", "detailWordsKey")
        self.moments = MomentList("detailMoments", _SHOWN, short=True)
        self._confirm = KeyButton(say("Mark as read back"), READ_BACK_KEY, name="detailReadBack")
        self._confirm.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        head = QHBoxLayout()
        head.addWidget(self._fold)
        head.addStretch()
        head.addWidget(self._key)
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.moments)
        column.addWidget(self._confirm)
        self._fold.clicked.connect(self.fold)
        self._confirm.clicked.connect(self.confirm_read_back)
        self.moments.turned.connect(self._turn)
        for key, act in ((NEXT_KEY, self.advance), (READ_BACK_KEY, self.confirm_read_back)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setObjectName(f"detail{key}")
            shortcut.activated.connect(act)
        self.hide()

    def tell(self, memo: Memo) -> None:
        """Show the words for this memo; there are none where nobody has to call any more."""
        other = self._memo is None or memo.id != self._memo.id
        self._memo = memo
        if not memo.is_open or memo.next_mover is Mover.NOBODY:
            self._lines = ()
            self.hide()
            return
        prompter, now = self._prompter, self._session.now()
        nothing: tuple[Line, ...] = ()
        self._lines = self._session.ask(
            lambda _desk: prompter.lines(prompter.situation(memo.draft, now, memo)), nothing
        )
        there = self._there()
        if other or self._now not in there:
            self._now = there[0] if there else None
        self._confirm.setVisible(not self._folded and not memo.draft.read_back)
        self._show()
        self.setVisible(bool(self._lines))

    def advance(self) -> None:
        """Turn to the next moment of the call."""
        if self._folded:
            self.fold()
        else:
            self._turn(after(self._now, self._there()))

    def fold(self) -> None:
        """Fold the words away, or show them again."""
        self._folded = not self._folded
        if self._memo is not None:
            self.tell(self._memo)

    def confirm_read_back(self) -> None:
        """Write down that the memo was read back to the caller."""
        memo = self._memo
        if memo is None or memo.draft.read_back:
            return
        draft = replace(memo.draft, read_back=True)
        # What stands in the memo already is not asked about again.
        self._session.perform(
            lambda desk, now: desk.amend(memo.id, draft, now, before=memo.draft, past_due_ok=True)
        )

    def _there(self) -> tuple[Moment, ...]:
        return tuple(moment for moment in moments_of(self._lines) if moment in _SHOWN)

    def _turn(self, moment: Moment | None) -> None:
        self._now = moment
        self._show()
        # With its room given to it, and not before, it can be scrolled into sight.
        QTimer.singleShot(0, self, self.turned.emit)

    def _show(self) -> None:
        title = say("Words for the call")
        self._fold.setText(f"{_FOLDED if self._folded else _OPEN} {title}")
        self._fold.setAccessibleName(title)
        self.moments.show_lines(self._lines, self._now)
        self.moments.setVisible(not self._folded)
        self._key.setVisible(not self._folded)
