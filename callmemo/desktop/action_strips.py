"""What opens below the actions: how did the call end, remind when, hand to whom, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDateTimeEdit,
    QFrame,
    QLineEdit,
    QVBoxLayout,
)

from callmemo import wording
from callmemo.core.office import Office
from callmemo.core.rules import MAX_LINE
from callmemo.core.vocabulary import Outcome
from callmemo.desktop.parts import ChipRow, FlowLayout, KeyButton, set_tip
from callmemo.desktop.plain_text import Prose, shortened
from callmemo.desktop.when_field import WhenField
from callmemo.labels import label
from callmemo.words import say

MOST_OF_A_TIME = 40
"""Letters of a time: half a time would mislead."""
_SETTLED = "settled"


class Strip(QFrame):
    """A question with a few answers, each with a number key; Esc closes it without an answer."""

    closed = Signal()

    def __init__(self, name: str, title: str) -> None:
        """Build with the question in its first line."""
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "strip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self.title = Prose("heading")
        self.title.say(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 10, 12, 12)
        self.column.setSpacing(8)
        self.column.addWidget(self.title)
        self.answers = ChipRow(f"{name}Answers", may_be_none=True)
        self.column.addWidget(self.answers)
        self.answers.chosen.connect(self._give)

    def add(self, answer: object, text: str, most: int = 20) -> None:
        """Add an answer of `most` letters; the first nine can be given by their number."""
        count = len(self.answers.chips()) + 1
        short = shortened(text, most)
        chip = self.answers.add(answer, short, str(count) if count <= 9 else "")
        if short != text:
            chip.setAccessibleName(text)
            set_tip(chip, text)

    def give(self, answer: object) -> None:
        """Say what was answered, in the words of the question."""
        raise NotImplementedError

    def _give(self, answer: object) -> None:
        # An answer that the desk refused can be given again: no chip stays chosen.
        self.answers.choose(None)
        if answer is not None:
            self.give(answer)

    def showEvent(self, event: QShowEvent) -> None:
        """The first answer takes the keyboard, so that Enter or a number is enough."""
        super().showEvent(event)
        chips = self.answers.chips()
        (chips[0] if chips else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A number gives that answer, Esc none."""
        chips = self.answers.chips()
        number = event.key() - Qt.Key.Key_1
        focus = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif 0 <= number < min(len(chips), 9) and not isinstance(focus, QLineEdit | QDateTimeEdit):
            chips[number].click()
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right} and focus in chips:
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            chips[(chips.index(focus) + step) % len(chips)].setFocus()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and focus in chips:
            chips[chips.index(focus)].click()
        else:
            super().keyPressEvent(event)


class OutcomeStrip(Strip):
    """How did the call end? `answered(outcome, settled)`."""

    answered = Signal(object, bool)

    def __init__(self, number: str) -> None:
        """Build for a call to `number`, which was copied for dialling."""
        title = say("Calling {number}. How did it end?", number=number)
        super().__init__("outcomeStrip", title if number else say("How did the call end?"))
        self.add(_SETTLED, say("Talked, settled"))
        self.add(Outcome.TALKED, say("Talked, goes on"))
        for outcome in Outcome:
            if outcome is not Outcome.TALKED:
                self.add(outcome, label(outcome))

    def give(self, answer: object) -> None:
        """Say how it ended, and whether that settles the matter."""
        settled = answer == _SETTLED
        self.answered.emit(Outcome.TALKED if settled else answer, settled)


class WhenStrip(Strip):
    """When? `answered(moment)`, aware; from a few usual hours or the user's own."""

    answered = Signal(object)

    def __init__(
        self,
        name: str,
        title: str,
        now: datetime,
        office: Office,
        times: Sequence[tuple[datetime, str]] | None = None,
    ) -> None:
        """Build with these hours, or the usual ones as seen from `now`."""
        super().__init__(name, title)
        offered = usual_times(now, office) if times is None else times
        for moment, text in offered:
            self.add(moment, text, MOST_OF_A_TIME)
        self._own = WhenField(office, f"{name}Own")
        self._own.setAccessibleName(say("Date and time"))
        self._own.show_moment(offered[0][0] if times else now + timedelta(hours=1))
        take = KeyButton(say("Set"), name=f"{name}Set")
        row = FlowLayout(spacing=8)
        row.addWidget(self._own)
        row.addWidget(take)
        self.column.addLayout(row)
        take.clicked.connect(self._answer_own)

    def give(self, answer: object) -> None:
        """Say when."""
        self.answered.emit(answer)

    def _answer_own(self) -> None:
        self.answered.emit(self._own.moment)


class NameStrip(Strip):
    """To whom? `answered(name)`."""

    answered = Signal(str)

    def __init__(self, name: str, title: str, people: Sequence[tuple[str, str]]) -> None:
        """Build with people as pairs of name and what to show."""
        super().__init__(name, title)
        for person, text in people:
            self.add(person, text)
        self._own = _line(f"{name}Own", say("Another name"))
        self._own.returnPressed.connect(self._answer_own)
        self.column.addWidget(self._own)

    def give(self, answer: object) -> None:
        """Say to whom."""
        self.answered.emit(str(answer))

    def showEvent(self, event: QShowEvent) -> None:
        """Without members the line takes the keyboard."""
        super().showEvent(event)
        if not self.answers.chips():
            self._own.setFocus()

    def _answer_own(self) -> None:
        self.answered.emit(self._own.text())


class ReasonStrip(Strip):
    """Why? `answered(text)`; the text may be empty."""

    answered = Signal(str)

    def __init__(self, name: str, title: str, button: str) -> None:
        """Build with the word on the button that goes on."""
        super().__init__(name, title)
        self.answers.hide()
        self._own = _line(f"{name}Text", say("Reason (may be left empty)"))
        take = KeyButton(button, "Return", role="primary", name=f"{name}Take")
        self.column.addWidget(self._own)
        self.column.addWidget(take, 0, Qt.AlignmentFlag.AlignRight)
        self._own.returnPressed.connect(self._answer)
        take.clicked.connect(self._answer)

    def showEvent(self, event: QShowEvent) -> None:
        """The line takes the keyboard."""
        super().showEvent(event)
        self._own.setFocus()

    def _answer(self) -> None:
        self.answered.emit(self._own.text())


def _line(name: str, hint: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    made.setPlaceholderText(hint)
    made.setAccessibleName(hint)
    made.setMaxLength(MAX_LINE)
    return made


def usual_times(now: datetime, office: Office) -> list[tuple[datetime, str]]:
    """Hours at which people want to be reminded: soon, after lunch, late today, next morning."""
    found = [
        (now + timedelta(minutes=15), say("in 15 minutes")),
        (now + timedelta(hours=1), say("in 1 hour")),
    ]
    today = office.today(now)
    after_lunch = office.at(today, office.lunch_until)
    if now < after_lunch and office.is_workday(today):
        found.append(
            (after_lunch, say("after lunch {time}", time=wording.clock(after_lunch, office)))
        )
    late = office.closing(today) - timedelta(minutes=30)
    if now + timedelta(hours=1) < late and office.is_workday(today):
        found.append((late, wording.clock(late, office)))
    morning = office.next_morning(now)
    day = wording.day(office.local(morning).date(), today)
    hour = wording.clock(morning, office)
    found.append((morning, say("{day} morning {time}", day=day, time=hour)))
    return found
