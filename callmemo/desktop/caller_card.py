"""The caller card beside the memo form: who is calling, what is open, what happened before."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from callmemo import caller_words, wording
from callmemo.core.contact import Contact
from callmemo.core.memo import Memo
from callmemo.core.office import Office
from callmemo.core.recall import LAST, CallerCard
from callmemo.desktop.parts import FlowLayout, KeyButton, line, set_tone, text_label
from callmemo.desktop.plain_text import OneLine, Prose
from callmemo.desktop.side_card import SideCard
from callmemo.wording import Tone
from callmemo.words import say

TAKE_KEY: Final = "F3"
# Not F6 to F10: with those Japanese is converted while it is typed.
CONTINUE_KEY: Final = "Alt+6"
URGENT_KEY: Final = "Alt+7"
_MOST_CANDIDATES: Final = 6
_TIME_WIDTH: Final = 44
_ROW_HEIGHT: Final = 32


class CallerCardView(SideCard):
    """Shows a caller card; what it proposes is only done when somebody presses its button.

    `picked(contact)`: this is who calls. `continue_wanted(memo)`, or None for a new memo after
    all. `urgent_wanted(reason)`, `complaint_wanted()`, `memo_wanted(id)`: a memo is to be shown.
    """

    picked = Signal(object)
    continue_wanted = Signal(object)
    urgent_wanted = Signal(str)
    complaint_wanted = Signal()
    memo_wanted = Signal(str)

    def __init__(self) -> None:
        """Build without a caller."""
        super().__init__(say("Caller"), "callerCard")
        self._card: CallerCard | None = None
        self._continues: Memo | None = None
        self._count = text_label(role="tag", name="callerCount")
        self._name = Prose("title", "callerName")
        self._details = Prose("muted", "callerDetails")
        self._left = Prose("", "callerLeft")
        set_tone(self._left, Tone.SOON)
        self._take = _small(KeyButton(say("Fill in"), TAKE_KEY, name="takeCaller"))
        self._open = _Proposal("callerOpen")
        self._continue = KeyButton(say("Continue this memo"), CONTINUE_KEY, name="continueMemo")
        self._proposal = _Proposal("callerProposal")
        self._make_urgent = KeyButton(say("Make it urgent"), URGENT_KEY, name="makeUrgent")
        self._make_complaint = KeyButton(say("Mark as complaint"), name="makeComplaint")
        self._candidates = _Rows("callerCandidates")
        self._rules = Prose("strong", "callerRules")
        self._recent = _Rows("callerRecent")
        self._more = Prose("small", "callerMore")
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        self.add_tool(self._count)
        self._open.add(self._continue)
        self._proposal.add(self._make_urgent)
        self._proposal.add(self._make_complaint)
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._name, 1)
        row.addWidget(self._take, 0, Qt.AlignmentFlag.AlignTop)
        for part in (
            head,
            self._details,
            self._left,
            self._candidates,
            self._rules,
            self._open,
            self._proposal,
            self._recent,
            self._more,
        ):
            self.add(part)

    def _connect(self) -> None:
        self._take.clicked.connect(self.take)
        self._continue.clicked.connect(self.go_on)
        self._make_urgent.clicked.connect(self.make_urgent)
        self._make_complaint.clicked.connect(self.complaint_wanted)

    # What its keys do too

    def take(self) -> None:
        """Say that it is the one who is shown, or the first of those it can be."""
        card = self._card
        if card is None:
            return
        if card.contact is not None and not self._take.isHidden():
            self.picked.emit(card.contact)
        elif card.contact is None and card.candidates:
            self.picked.emit(card.candidates[0])

    def go_on(self) -> None:
        """Continue the open memo, or begin a new one after all."""
        if self._card is not None and not self._open.isHidden():
            self.continue_wanted.emit(None if self._continues else self._card.continues)

    def make_urgent(self) -> None:
        """Take the urgency that is proposed, with its reason."""
        card = self._card
        if card is not None and card.urgency_proposed and not self._make_urgent.isHidden():
            self.urgent_wanted.emit(caller_words.because(card.urgency_proposed))

    # What it shows

    def show_card(
        self,
        card: CallerCard | None,
        now: datetime,
        office: Office,
        *,
        continues: Memo | None = None,
        is_urgent: bool = False,
        is_complaint: bool = False,
        fills: bool = True,
    ) -> None:
        """Show what is known; `continues` is the memo on which this call will be noted.

        What the memo is marked as already is not proposed again; `fills` says whether there
        is anything to fill in.
        """
        self._card, self._continues = card, continues
        self.setVisible(card is not None)
        if card is None:
            return
        self._show_who(card, fills=fills)
        self._show_open(card, continues, now, office)
        urgent = caller_words.suggests_urgent(None if is_urgent else card.urgency_proposed)
        angry = caller_words.hints_complaint(None if is_complaint else card.complaint_hinted)
        if urgent and angry:
            # The reason stands above it already.
            angry = say("It may be a complaint too.")
        self._make_urgent.setVisible(bool(urgent))
        self._make_complaint.setVisible(bool(angry))
        _tell(self._proposal, "\n".join(filter(None, (urgent, angry))))
        self._recent.clear()
        for memo in card.recent[:LAST]:
            row = _MemoRow(memo, now, office)
            row.clicked.connect(lambda *_, memo_id=memo.id: self.memo_wanted.emit(memo_id))
            self._recent.put(row)

    def _show_who(self, card: CallerCard, *, fills: bool) -> None:
        contact = card.contact
        self._count.setText(caller_words.count_today(card))
        self._count.setVisible(bool(card.calls_today))
        set_tone(self._count, Tone.LATE if card.complaint_hinted else Tone.SOON)
        shown = name = ""
        if contact is not None:
            name, shown = caller_words.name(contact), caller_words.details(contact)
        elif not card.candidates and card.recent:
            name = wording.caller(card.recent[0])
            shown = wording.organisation(card.recent[0])
        elif card.candidates:
            name = say("Who is it?")
        _tell(self._name, name)
        _tell(self._details, shown)
        _tell(self._left, caller_words.has_left(contact, card.successor) if contact else "")
        _tell(self._rules, caller_words.house_rules(contact) if contact else "")
        self._take.setVisible(contact is not None and fills)
        self._show_candidates(card)
        more = [caller_words.heat(card), caller_words.namesakes(card)]
        if contact is not None:
            more += [caller_words.closing(contact), contact.notes, caller_words.learned(contact)]
        _tell(self._more, "\n".join(filter(None, more)))

    def _show_candidates(self, card: CallerCard) -> None:
        self._candidates.clear()
        others: tuple[Contact, ...] = ()
        if card.contact is None:
            others = card.candidates[:_MOST_CANDIDATES]
        elif card.successor is not None:
            others = (card.successor,)
        for place, each in enumerate(others):
            first = card.contact is None and place == 0
            button = _PersonButton(each, TAKE_KEY if first else "")
            button.clicked.connect(lambda *_, who=each: self.picked.emit(who))
            self._candidates.put(button)

    def _show_open(
        self, card: CallerCard, continues: Memo | None, now: datetime, office: Office
    ) -> None:
        memo = continues or card.continues
        if memo is None:
            self._open.hide()
            return
        if continues is not None:
            told = say("This call will be noted on memo {number}.", number=memo.number)
            self._continue.say(say("New memo"))
        else:
            told = caller_words.still_open(memo, now, office)
            self._continue.say(say("Continue this memo"))
        _tell(self._open, told)


class _Proposal(QFrame):
    """What follows from the calls before, and buttons that do it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "notice")
        self.setProperty("tone", Tone.SOON.value)
        self._text = Prose("", f"{name}Text")
        set_tone(self._text, Tone.SOON)
        self._answers = QWidget()
        self._flow = FlowLayout(self._answers)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addWidget(self._text)
        column.addWidget(self._answers)

    def add(self, button: KeyButton) -> None:
        button.setAutoDefault(False)
        self._flow.addWidget(button)

    def say(self, text: str) -> None:
        self._text.say(text)
        self.setAccessibleName(text)


class _Rows(QWidget):
    """Buttons below each other, which come and go."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 2)
        self._column.setSpacing(0)
        self.hide()

    def clear(self) -> None:
        while self._column.count():
            part = self._column.takeAt(0).widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        self.hide()

    def put(self, button: QWidget) -> None:
        if self._column.count():
            self._column.addWidget(line())
        self._column.addWidget(button)
        self.show()


class _PersonButton(QPushButton):
    """Somebody it can be, with company and department."""

    def __init__(self, contact: Contact, key: str) -> None:
        super().__init__()
        self.setObjectName(f"pick-{contact.id}")
        self.setProperty("role", "flat")
        self.setAutoDefault(False)
        text = OneLine("", "")
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        text.say(caller_words.whole(contact))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.addWidget(text, 1)
        if key:
            row.addWidget(text_label(key, "key"), 0, Qt.AlignmentFlag.AlignVCenter)
        _let_through(self)
        self.setAccessibleName(caller_words.whole(contact))


class _MemoRow(QPushButton):
    """One memo of this caller: when, what about, and what became of it."""

    def __init__(self, memo: Memo, now: datetime, office: Office) -> None:
        super().__init__()
        self.setObjectName(f"recent-{memo.number}")
        self.setProperty("role", "flat")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        when = caller_words.short_moment(memo.taken_at, now, office)
        topic, state = OneLine("", ""), OneLine("muted", "")
        topic.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        topic.say(wording.topic(memo))
        state.say(caller_words.state(memo))
        if not memo.is_open:
            set_tone(state, Tone.DONE)
        at = text_label(when, "muted")
        at.setMinimumWidth(_TIME_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(8)
        row.addWidget(at)
        row.addWidget(topic, 1)
        row.addWidget(state)
        _let_through(self)
        self.setAccessibleName(f"{when} {wording.topic(memo)} {caller_words.state(memo)}")


def _let_through(button: QPushButton) -> None:
    """Let the mouse reach the button through what stands on it."""
    button.setMinimumHeight(_ROW_HEIGHT)
    for part in button.findChildren(QWidget):
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def _small(button: KeyButton) -> KeyButton:
    button.setAutoDefault(False)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return button


def _tell(part: Prose | _Proposal, text: str) -> None:
    part.say(text)
    part.setVisible(bool(text))
