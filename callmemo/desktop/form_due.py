"""By when: the promise in words, a few usual times, or a day and hour of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from enum import StrEnum

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from callmemo import promise_wording, wording
from callmemo.core.memo import Draft
from callmemo.core.office import Office
from callmemo.core.promises import Question, Understood, understand
from callmemo.core.vocabulary import THEY_OWE
from callmemo.desktop.form_notice import Notice
from callmemo.desktop.form_row import FIELD_HEIGHT
from callmemo.desktop.parts import Chip, ChipRow, KeyButton, text_label
from callmemo.desktop.when_field import WhenField
from callmemo.wording import Tone
from callmemo.words import language, say

_NOON = time(12, 0)


class Usual(StrEnum):
    """The times that are promised most."""

    HALF_HOUR = "half_hour"
    HOUR = "hour"
    NOON = "noon"
    TODAY = "today"
    MORNING = "morning"
    OWN = "own"


def offers(now: datetime, office: Office, their_closing: time | None) -> dict[Usual, datetime]:
    """Return what each usual time means at this moment; those that have passed are left out."""
    minute = office.local(now).replace(second=0, microsecond=0)
    today = office.today(now)
    found: dict[Usual, datetime] = {}
    if office.working_day(now) == today:
        found[Usual.HALF_HOUR] = minute + timedelta(minutes=30)
        found[Usual.HOUR] = minute + timedelta(hours=1)
        noon = office.at(today, _NOON)
        if now < noon:
            found[Usual.NOON] = noon
        found[Usual.TODAY] = office.end_of_working_day(now, their_closing)
    found[Usual.MORNING] = office.next_morning(now)
    return found


class DueChoice(QWidget):
    """The choice of a due time. None means what is usual in the office, which a hint says.

    A time chosen by hand goes before what the promise says; without one the promise counts.
    """

    edited = Signal()
    kept = Signal()
    """The user was asked while saving, and means it as it stands."""
    moved = Signal()
    """The user took the later time that was offered instead."""

    def __init__(self, office: Office) -> None:
        """Build for the office's clock; `renew` fills in the hours."""
        super().__init__()
        self.setObjectName("due_at")
        self._office = office
        self._offers: Mapping[Usual, datetime] = {}
        self._due: datetime | None = None
        self._suggested = False
        self._by_hand = False
        self._promise = ""
        self._said_at: datetime | None = None
        self._found: Understood | None = None
        self._followed: Understood | None = None
        self._base: datetime | None = None
        self._answered = False
        self._is_saving = False
        self._now: datetime | None = None
        self.chips = ChipRow("dueChips", may_be_none=True)
        self._chip_of: dict[Usual, Chip] = {
            usual: self.chips.add(usual, text)
            for usual, text in (
                (Usual.HALF_HOUR, say("In 30 min")),
                (Usual.HOUR, say("In 1 hour")),
                (Usual.NOON, say("By noon")),
                (Usual.TODAY, say("Today")),
                (Usual.MORNING, say("Tomorrow morning")),
                (Usual.OWN, say("Choose…")),
            )
        }
        self.own = WhenField(office, "dueOwn")
        self.own.setAccessibleName(say("Due, day and hour"))
        locale = QLocale.Language.Japanese if language() == "ja" else QLocale.Language.English
        self.own.setLocale(QLocale(locale))
        self.own.setFixedHeight(FIELD_HEIGHT)
        self.own.setDisplayFormat("yyyy/MM/dd (ddd) HH:mm")
        self._hint = text_label(role="hint", name="dueHint")
        self.question = Notice("duePast", Tone.SOON)
        self._keep = KeyButton(say("Save as it is"), name="duePastKeep")
        self._meant = KeyButton("", name="dueMeant")
        self._later = KeyButton("", name="duePastLater")
        self.question.add(self._meant, self._later, self._keep)
        self.question.setFocusProxy(self._keep)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.chips)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.own)
        self.own.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        line.addWidget(self._hint)
        line.addStretch()
        column.addLayout(line)
        column.addWidget(self.question)
        self.own.hide()
        self.question.hide()
        self.setFocusPolicy(self.chips.focusPolicy())
        self.setFocusProxy(self.chips)

    def _connect(self) -> None:
        self.chips.chosen.connect(self._chosen)
        self.own.dateTimeChanged.connect(self._own_changed)
        self._keep.clicked.connect(self._keep_it)
        self._meant.clicked.connect(self._mean)
        self._later.clicked.connect(self._move)

    @property
    def due(self) -> datetime | None:
        """The chosen or promised time, aware; None if there is none."""
        return self._due

    @property
    def past_is_meant(self) -> bool:
        """Whether the user said that a time is meant although it has passed."""
        found = self._found
        return self._answered and found is not None and found.question is Question.PAST

    def show_due(self, due: datetime | None) -> None:
        """Show a time that was chosen before; `renew` must have been called."""
        self._take_up(due, by_hand=due is not None)
        self._base = due
        self._promise, self._said_at, self._found, self._followed = "", None, None, None
        self._answered = False

    def suggest_morning(self, *, wanted: bool) -> None:
        """Choose tomorrow morning, or take that back, unless the user has chosen."""
        if wanted and self._due is None and self._found is None:
            self._take_up(self._offers[Usual.MORNING], by_hand=False)
            self._suggested = True
        elif not wanted and self._suggested:
            self._take_up(None, by_hand=False)

    # The promise

    def show_promise(self, promise: str) -> None:
        """Take note of a promise that was kept with its time: it is not read anew.

        When somebody speaks of another, the time goes along.
        """
        if promise and self._due is not None:
            self._promise = promise
            self._by_hand = False

    def hear(self, promise: str, now: datetime) -> None:
        """Follow a promise as it is typed, unless a time was chosen by hand."""
        if promise == self._promise:
            return
        self._promise, self._said_at, self._answered = promise, now, False
        self.question.hide()
        self._follow(None)

    def _follow(self, their_closing: time | None) -> None:
        """Read the promise as it was made, and take up the time that follows from it."""
        if self._said_at is None:
            return
        found = understand(self._promise, self._said_at, self._office, their_closing=their_closing)
        self._found = found if self._promise.strip() else None
        if self._by_hand or self._answered or found == self._followed:
            return
        self._followed = found
        due = found.due_at if found.question is Question.PAST else found.settled
        self._take_up(due or self._base, by_hand=False)
        if due is not None:
            # The chips show what was chosen by hand; the hint says what follows from words.
            self._choose(None)

    @property
    def is_in_doubt(self) -> bool:
        """Whether the promise leaves something open that nobody has answered yet."""
        found = self._found
        return (
            found is not None
            and found.question not in {None, Question.OUTSIDE_HOURS}
            and not self._by_hand
            and not self._answered
        )

    def ask_about_promise(self, now: datetime, *, saving: bool) -> None:
        """Ask what the promise leaves open; `saving` if the memo waits for the answer."""
        found, office = self._found, self._office
        if found is None or not self.is_in_doubt:
            return
        if not saving and not self.question.isHidden():
            # Leaving the field to answer must not change what the answer does.
            return
        passed = found.question is Question.PAST
        times = [None if passed else found.due_at, found.instead]
        for button, at in zip((self._meant, self._later), times, strict=True):
            button.setVisible(at is not None)
            if at is not None:
                button.say(say("Make it {time}", time=wording.due_time(at, now, office)))
        self.question.say(promise_wording.question(found, now, office))
        self._show_question(saving=saving)

    def _show_question(self, *, saving: bool) -> None:
        self._is_saving = saving
        self._keep.say(say("Save as it is") if saving else say("Leave it"))
        self.question.show()
        self._hint.hide()

    def _keep_it(self) -> None:
        """Leave it as it stands: words without a time, or a time that has passed."""
        self._answered = True
        self.question.hide()
        if self._is_saving:
            self.kept.emit()
        else:
            self.edited.emit()

    def _mean(self) -> None:
        if self._found is not None and self._found.due_at is not None:
            self._choose_instead(self._found.due_at)

    def renew(self, draft: Draft, now: datetime, office: Office) -> None:
        """Bring hours and hint up to date for the draft as it stands."""
        self._now = now
        self._office = office
        chosen = self.chips.value
        self._offers = offers(now, office, draft.their_closing)
        self._follow(draft.their_closing)
        if chosen is Usual.TODAY and Usual.TODAY in self._offers:
            # 本日中 follows when they say that they close earlier.
            self._due = self._offers[Usual.TODAY]
        for usual, chip in self._chip_of.items():
            chip.setVisible(usual is Usual.OWN or usual in self._offers or usual is chosen)
        for usual, at in self._offers.items():
            self._chip_of[usual].say(self._text(usual, at, now))
        self._hint.setText(self._explain(draft, now))
        self._hint.setVisible(bool(self._hint.text()) and self.question.isHidden())

    def ask(self, now: datetime) -> None:
        """Ask whether a time that has passed is meant: the memo waits for the answer."""
        if self._due is None:
            return
        office = self._office
        past = wording.moment(self._due, now, office)
        self.question.say(say("The due time {time} has already passed.", time=past))
        later = wording.due_time(self._later_time(now), now, office)
        self._later.say(say("Make it {time}", time=later))
        self._later.show()
        self._meant.hide()
        self._show_question(saving=True)

    def _later_time(self, now: datetime) -> datetime:
        """The same hour on the next working day."""
        office = self._office
        due = self._due or now
        return office.at(office.next_workday(office.today(now)), office.local(due).time())

    def _move(self) -> None:
        instead = self._found.instead if self.is_in_doubt and self._found else None
        if instead is None and self._now is not None:
            instead = self._later_time(self._now)
        if instead is not None:
            self._choose_instead(instead)

    def _choose_instead(self, due: datetime) -> None:
        """Take up a time that was offered in a question."""
        self._take_up(due, by_hand=True)
        self.edited.emit()
        if self._is_saving:
            self.moved.emit()
        else:
            self.chips.setFocus()

    def _text(self, usual: Usual, at: datetime, now: datetime) -> str:
        hour = wording.clock(at, self._office)
        match usual:
            case Usual.TODAY:
                return say("Today {time}", time=hour)
            case Usual.MORNING:
                day = self._office.local(at).date()
                if (day - self._office.today(now)).days == 1:
                    return say("Tomorrow {time}", time=hour)
                return wording.due_time(at, now, self._office)
            case Usual.HALF_HOUR:
                return say("In 30 min")
            case Usual.HOUR:
                return say("In 1 hour")
            case _:
                return say("By noon")

    def _explain(self, draft: Draft, now: datetime) -> str:
        if self.is_in_doubt and self._found is not None:
            return promise_wording.question(self._found, now, self._office)
        if self._due is not None:
            by = wording.due_time(self._due, now, self._office)
            outside = self._is_outside(self._due)
            if outside:
                by = say("{time} (outside opening hours)", time=by)
            if draft.request in THEY_OWE:
                return say("If there is no call, you are told at {time}", time=by)
            if self.own.isVisibleTo(self) and not outside:
                return ""
            return by if outside else say("Due {time}", time=by)
        usual = self._office.default_due(draft, now)
        if usual is None:
            return ""
        by = wording.due_time(usual, now, self._office)
        return say("If none is chosen: {time}", time=by)

    def _is_outside(self, at: datetime) -> bool:
        """Whether nobody is here at that time; a call due at closing is made before it."""
        office = self._office
        return not office.is_open(at) and not office.is_open(at - timedelta(minutes=1))

    def _take_up(self, due: datetime | None, *, by_hand: bool) -> None:
        """Show a time, and whether it was chosen by hand."""
        self._due = due
        self._suggested = False
        self._by_hand = by_hand
        usual = next((each for each, at in self._offers.items() if at == due), None)
        self._choose(usual if due is None or usual else Usual.OWN)
        self.question.hide()

    def _choose(self, usual: Usual | None) -> None:
        self.chips.choose(usual)
        if usual is Usual.OWN and self._due is not None:
            self.own.blockSignals(True)
            self.own.show_moment(self._due)
            self.own.blockSignals(False)
        self.own.setVisible(usual is Usual.OWN)

    def _chosen(self, usual: Usual | None) -> None:
        self._suggested = False
        self.question.hide()
        if usual is Usual.OWN:
            if self._due is None and self._now is not None:
                ahead = self._now + timedelta(minutes=60)
                self._due = self._office.local(ahead).replace(minute=0, second=0, microsecond=0)
            self._choose(usual)
            self.own.setFocus()
            self.own.setCurrentSection(WhenField.Section.HourSection)
        else:
            self._due = None if usual is None else self._offers.get(usual, self._due)
            self._choose(usual)
        self._by_hand = usual is not None
        # Taken back, the choice leaves the word to the promise.
        self._base, self._followed, self._answered = None, None, False
        self.edited.emit()

    def _own_changed(self) -> None:
        self._due = self.own.moment
        self._by_hand, self._answered = True, False
        self.question.hide()
        self.edited.emit()
