"""One memo on the closing screen: who and what, and what can be decided about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from callmemo import presence_words, wording
from callmemo.core.memo import Memo
from callmemo.core.office import Office
from callmemo.core.presence import Present
from callmemo.core.vocabulary import Mover
from callmemo.desktop.parts import KeyButton, set_look, set_tone, text_label
from callmemo.desktop.plain_text import OneLine
from callmemo.wording import DueWords, Tone
from callmemo.words import mark, say, say_count

DECISIONS = (
    ("call", mark("Call"), "C"),
    ("finish", mark("Done"), "D"),
    ("carry", mark("Carry over"), "L"),
    ("hand_over", mark("Hand over"), "H"),
)
"""Name of the action, its word and its key."""
WIDE = 780
"""Width from which the buttons stand beside the words."""
NOBODY: Final[Mapping[str, Present]] = MappingProxyType({})
_GAP = " · "


class ClosingCard(QFrame):
    """`decided(name)` when a button is pressed, `picked` when this card is wanted."""

    decided = Signal(str)
    picked = Signal()

    def __init__(self, memo: Memo) -> None:
        """Build for a memo; `tell` says it."""
        super().__init__()
        self.memo = memo
        self.setObjectName(f"card-{memo.number}")
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._who = OneLine("strong", "cardWho")
        self._organisation = OneLine("", "cardOrganisation")
        self._tag = text_label(role="tag", name="cardTag")
        self._mark = OneLine("tag", "cardMark")
        self._mark.setProperty("tone", Tone.LATE.value)
        self._carried = text_label(wording.carried(), "tag", "cardCarried", Tone.SOON)
        self._what = OneLine("muted", "cardWhat")
        self._buttons = {
            name: KeyButton(say(text), key, name=f"card-{name}") for name, text, key in DECISIONS
        }
        self._lay_out()
        for name, button in self._buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, name=name: self._press(name))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        for part in (self._who, self._organisation, self._tag, self._carried, self._mark):
            top.addWidget(part)
        top.addStretch()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(top)
        words.addWidget(self._what)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        for button in self._buttons.values():
            buttons.addWidget(button)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(12)
        self._line.addLayout(words, 1)
        self._line.addLayout(buttons)
        self._place = QVBoxLayout()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 12)
        whole.setSpacing(10)
        whole.addLayout(self._line)
        whole.addLayout(self._place)

    def tell(
        self,
        memo: Memo,
        now: datetime,
        office: Office,
        manager: str = "",
        people: Mapping[str, Present] = NOBODY,
    ) -> None:
        """Say the memo as it is now; `manager` hears of those who cannot be reached.

        `people` are where they are: whoever is away has the substitute beside the name.
        """
        self.memo = memo
        due = wording.due(memo, now, office)
        self._who.say(wording.caller(memo))
        self._organisation.say(wording.organisation(memo))
        self._organisation.setVisible(bool(wording.organisation(memo)))
        self._tag.setText(_when(due))
        set_tone(self._tag, due.tone)
        self._carried.setVisible(memo.is_carried)
        self._mark.setVisible(memo.is_out_of_reach)
        tried = wording.in_vain(memo)
        told = say("{tried}: {manager}", tried=tried, manager=manager)
        self._mark.say(told if manager else tried)
        whose = _whose(memo, people, now, office)
        known = [part for part in _facts(memo, whose) if part]
        self._what.say(_GAP.join(known))
        spoken = (wording.caller(memo), wording.organisation(memo), self._tag.text(), *known)
        self.setAccessibleName(", ".join(part for part in spoken if part))

    def allow(self, names: frozenset[str]) -> None:
        """Let only these decisions be made."""
        for name, button in self._buttons.items():
            button.setEnabled(name in names)

    def mark_current(self, *, current: bool) -> None:
        """Show whether the keys act on this one."""
        set_look(self, "current", value=current)
        for name, button in self._buttons.items():
            button.show_key(shown=current)
            set_look(button, "role", "primary" if current and name == "finish" else "")

    def hold(self, question: QWidget) -> None:
        """Take a question in below the words."""
        self._place.addWidget(question)
        question.show()

    def release(self, question: QWidget) -> None:
        """Give a question back."""
        question.hide()
        self._place.removeWidget(question)
        question.deleteLater()

    def lay(self, width: int) -> None:
        """Fit into this width: where there is less room the buttons go below the words."""
        wide = width >= WIDE
        direction = QBoxLayout.Direction
        self._line.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere takes this card."""
        super().mousePressEvent(event)
        self.picked.emit()

    def event(self, event: QEvent) -> bool:
        """The keyboard on a card makes it the current one."""
        if event.type() == QEvent.Type.FocusIn:
            self.picked.emit()
        return super().event(event)

    def _press(self, name: str) -> None:
        self.picked.emit()
        self.decided.emit(name)


def _when(due: DueWords) -> str:
    if due.tone is Tone.WAITING:
        return f"{due.head}・{due.below}"
    return due.below if due.tone is Tone.SOON else due.head


def _whose(memo: Memo, people: Mapping[str, Present], now: datetime, office: Office) -> str:
    """Whose call it is; of somebody who is away where they are, and who is here instead."""
    name, other = memo.draft.addressee, memo.draft.substitute
    present, instead = people.get(name), people.get(other)
    if present is None or present.is_here:
        return name
    text = f"{name}({presence_words.short(present, now, office)})"
    if other and instead is not None and instead.is_here:
        text = say("{name} → {substitute} can call", name=text, substitute=other)
    return text


def _facts(memo: Memo, whose: str) -> list[str]:
    """What it is about, where to call, whose it is, and how often it was tried."""
    draft = memo.draft
    about = wording.topic(memo)
    if memo.next_mover is Mover.THEM and not memo.attempts:
        about = say("Nobody has asked them yet how things stand")
        if draft.their_closing is not None:
            closes = f"{draft.their_closing:%H:%M}"
            about = say("They close at {time}. Nobody has asked yet how things stand", time=closes)
    calls = say_count("{count} call", "{count} calls", memo.attempts) if memo.attempts else ""
    return [about, draft.dial_number, whose, calls]
