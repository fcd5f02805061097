"""By when: a few usual times with their real hours, or a day and hour of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from enum import StrEnum

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from callmemo import wording
from callmemo.core.memo import Draft
from callmemo.core.office import Office
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


def by_text(due: datetime, now: datetime, office: Office) -> str:
    """Say day and hour of a due time, the day also where it is today."""
    day = wording.day(office.local(due).date(), office.today(now))
    return f"{day} {wording.clock(due, office)}"


class DueChoice(QWidget):
    """The choice of a due time. None means what is usual in the office, which a hint says."""

    edited = Signal()
    kept = Signal()
    """The user means the time although it has passed."""
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
        self._later = KeyButton("", name="duePastLater")
        self.question.add(self._keep, self._later)
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
        self._keep.clicked.connect(self.kept)
        self._later.clicked.connect(self._move)

    @property
    def due(self) -> datetime | None:
        """The chosen time, aware; None if none was chosen."""
        return self._due

    def show_due(self, due: datetime | None) -> None:
        """Show a time that was chosen before; `renew` must have been called."""
        self._due = due
        self._suggested = False
        usual = next((each for each, at in self._offers.items() if at == due), None)
        self._choose(usual if due is None or usual else Usual.OWN)
        self.question.hide()

    def suggest_morning(self, *, wanted: bool) -> None:
        """Choose tomorrow morning, or take that back, unless the user has chosen."""
        if wanted and self._due is None:
            self.show_due(self._offers[Usual.MORNING])
            self._suggested = True
        elif not wanted and self._suggested:
            self.show_due(None)

    def renew(self, draft: Draft, now: datetime, office: Office) -> None:
        """Bring hours and hint up to date for the draft as it stands."""
        self._now = now
        self._office = office
        chosen = self.chips.value
        self._offers = offers(now, office, draft.their_closing)
        if chosen is Usual.TODAY and Usual.TODAY in self._offers:
            # 本日中 follows when they say that they close earlier.
            self._due = self._offers[Usual.TODAY]
        for usual, chip in self._chip_of.items():
            chip.setVisible(usual is Usual.OWN or usual in self._offers or usual is chosen)
        for usual, at in self._offers.items():
            self._chip_of[usual].say(self._text(usual, at, now))
        self._hint.setText(self._explain(draft, now))
        self._hint.setVisible(bool(self._hint.text()))

    def ask(self, now: datetime) -> None:
        """Ask whether a time that has passed is meant."""
        if self._due is None:
            return
        office = self._office
        past = wording.moment(self._due, now, office)
        self.question.say(say("The due time {time} has already passed.", time=past))
        self._later.say(say("Make it {time}", time=by_text(self._later_time(now), now, office)))
        self.question.show()

    def _later_time(self, now: datetime) -> datetime:
        """The same hour on the next working day."""
        office = self._office
        due = self._due or now
        return office.at(office.next_workday(office.today(now)), office.local(due).time())

    def _move(self) -> None:
        if self._now is not None:
            self.show_due(self._later_time(self._now))
        self.edited.emit()
        self.moved.emit()

    def _text(self, usual: Usual, at: datetime, now: datetime) -> str:
        hour = wording.clock(at, self._office)
        match usual:
            case Usual.TODAY:
                return say("Today {time}", time=hour)
            case Usual.MORNING:
                day = self._office.local(at).date()
                if (day - self._office.today(now)).days == 1:
                    return say("Tomorrow {time}", time=hour)
                return by_text(at, now, self._office)
            case Usual.HALF_HOUR:
                return say("In 30 min")
            case Usual.HOUR:
                return say("In 1 hour")
            case _:
                return say("By noon")

    def _explain(self, draft: Draft, now: datetime) -> str:
        if self._due is not None:
            by = by_text(self._due, now, self._office)
            if draft.request in THEY_OWE:
                return say("If there is no call, you are told at {time}", time=by)
            return "" if self.own.isVisibleTo(self) else say("Due {time}", time=by)
        usual = self._office.default_due(draft, now)
        if usual is None:
            return ""
        return say("If none is chosen: {time}", time=by_text(usual, now, self._office))

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
        self.edited.emit()

    def _own_changed(self) -> None:
        self._due = self.own.moment
        self.question.hide()
        self.edited.emit()
