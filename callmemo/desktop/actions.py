"""What can be done with the memo that is looked at: one table for buttons, keys and menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from callmemo import wording
from callmemo.core.memo import Memo
from callmemo.core.retry import suggest
from callmemo.core.rules import finds_nobody
from callmemo.core.vocabulary import Mover, Outcome
from callmemo.desk import Desk
from callmemo.desktop.action_strips import NameStrip, OutcomeStrip, ReasonStrip, Strip, WhenStrip
from callmemo.desktop.carry_strip import CarryStrip
from callmemo.desktop.facts import NOBODY_KNOWN, person_and_state
from callmemo.desktop.plain_text import shortened
from callmemo.desktop.retry_strip import RetryStrip
from callmemo.desktop.session import DeskSession, Verb
from callmemo.labels import label
from callmemo.store.journal import Changes
from callmemo.words import mark, say


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do: its word, its key, and whether it stands in the menu only."""

    name: str
    text: str
    key: str = ""
    in_menu: bool = False
    for_closed: bool = False


CONFIRM: Final = Action("confirm", mark("Confirm"), "Space")
ACTIONS: Final = (
    Action("call", mark("Call"), "C"),
    Action("finish", mark("Done"), "D"),
    Action("absent", mark("Was absent"), "A"),
    Action("snooze", mark("Remind later"), "S"),
    Action("hand_over", mark("Hand over"), "H"),
    Action("reopen", mark("Reopen"), "R", for_closed=True),
    Action("edit", mark("Correct…"), "E", in_menu=True),
    Action("carry", mark("Carry over…"), "L", in_menu=True),
    Action("hold", mark("Put on hold…"), in_menu=True),
    Action("not_needed", mark("No callback needed…"), in_menu=True),
    Action("cancel", mark("Withdraw…"), in_menu=True),
)


class MemoActions(QObject):
    """Does what is chosen for the memo in sight.

    `strip_wanted(strip)` asks to show a question; `acted(text)` says in a sentence what was
    done; `edit_wanted(memo)` asks for the form.
    """

    strip_wanted = Signal(object)
    acted = Signal(str)
    edit_wanted = Signal(object)

    def __init__(self, session: DeskSession, parent: QWidget) -> None:
        """Act at this desk."""
        super().__init__(parent)
        self._session = session
        self.memo: Memo | None = None

    def can(self, action: Action) -> bool:
        """Whether this makes sense for the memo in sight."""
        memo = self.memo
        if memo is None:
            return False
        if action.name == "edit":
            return True
        if action.name == "confirm":
            return memo.is_open and memo.confirmed_at is None
        if memo.is_open and action.name == "call":
            return memo.next_mover is not Mover.NOBODY or bool(memo.draft.dial_number)
        if memo.is_open and action.name in {"absent", "snooze"}:
            return memo.next_mover is not Mover.NOBODY
        return memo.is_open is not action.for_closed

    def do(self, name: str) -> None:
        """Do it, or ask first what it needs."""
        action = next(a for a in (CONFIRM, *ACTIONS) if a.name == name)
        if self.memo is not None and self.can(action):
            getattr(self, f"_{name}")(self.memo)

    def note(self, text: str) -> bool:
        """Write a remark into the history; False if it was not written."""
        memo = self.memo
        if memo is None or not text.strip():
            return False
        return self._perform(lambda desk, now: desk.note(memo.id, text, now), say("Note added"))

    def _perform(self, verb: Verb, text: str) -> bool:
        memo = self.memo
        changes = self._session.perform(verb, self)
        if changes is not None:
            self.strip_wanted.emit(None)
            if changes.events and memo is not None:
                self.acted.emit(f"{text} — {shortened(wording.caller(memo))}")
        return changes is not None

    def _ask(self, strip: Strip) -> None:
        strip.closed.connect(lambda: self.strip_wanted.emit(None))
        self.strip_wanted.emit(strip)

    def _confirm(self, memo: Memo) -> None:
        self._perform(lambda desk, now: desk.confirm(memo.id, now), say("Confirmed"))

    def _call(self, memo: Memo) -> None:
        number = memo.draft.dial_number
        if number:
            QGuiApplication.clipboard().setText(number)
        strip = OutcomeStrip(number)

        def answer(outcome: Outcome, settled: bool) -> None:
            done = self._perform(
                lambda desk, now: desk.attempt(memo.id, outcome, now, finish=settled),
                say("Done") if settled else label(outcome),
            )
            if done and finds_nobody(outcome):
                self._ask_again(memo.id, outcome)

        strip.answered.connect(answer)
        self._ask(strip)

    def _finish(self, memo: Memo) -> None:
        self._perform(lambda desk, now: desk.finish(memo.id, now), say("Marked as done"))

    def _absent(self, memo: Memo) -> None:
        done = self._perform(
            lambda desk, now: desk.attempt(memo.id, Outcome.ABSENT, now),
            say("Noted: was absent. To be called again"),
        )
        if done:
            self._ask_again(memo.id, Outcome.ABSENT)

    def _ask_again(self, memo_id: str, outcome: Outcome) -> None:
        """Ask when to call again: the call itself is written down whatever the answer is."""
        memo = self._session.ask(lambda desk: desk.memo(memo_id), None)
        if memo is None or self.memo is None or self.memo.id != memo_id or not memo.is_open:
            return
        office, now = self._session.settings.office, self._session.now()
        strip = RetryStrip(suggest(memo.draft, outcome, now, office), now, office)

        def answer(at: datetime) -> None:
            when = wording.moment(at, self._session.now(), office)
            said = say("To be called again at {time}", time=when)
            self._perform(retry(memo_id, at, outcome), said)

        strip.answered.connect(answer)
        self._ask(strip)

    def _carry(self, memo: Memo) -> None:
        office, now = self._session.settings.office, self._session.now()
        strip = CarryStrip(say("Carry over: until when, and why?"), now, office)

        def answer(until: datetime, reason: str) -> None:
            when = wording.moment(until, self._session.now(), office)
            self._perform(
                lambda desk, at: desk.carry(memo.id, until, at, reason=reason),
                say("Carried over to {time}", time=when),
            )

        strip.answered.connect(answer)
        self._ask(strip)

    def _snooze(self, memo: Memo) -> None:
        office, now = self._session.settings.office, self._session.now()
        strip = WhenStrip("snoozeStrip", say("When shall we remind you?"), now, office)

        def answer(until: datetime) -> None:
            when = wording.moment(until, self._session.now(), office)
            self._perform(
                lambda desk, at: desk.snooze(memo.id, until, at),
                say("Reminder set for {time}", time=when),
            )

        strip.answered.connect(answer)
        self._ask(strip)

    def _hand_over(self, memo: Memo) -> None:
        settings, now = self._session.settings, self._session.now()
        where = self._session.ask(lambda desk: desk.presence(now), NOBODY_KNOWN)
        people = [
            (member.name, person_and_state(member.name, where, settings, now))
            for member in settings.members
            if member.name != memo.draft.addressee
        ]
        strip = NameStrip("handOverStrip", say("To whom shall it be handed?"), people)

        def answer(name: str) -> None:
            self._perform(
                lambda desk, now: desk.hand_over(memo.id, name, now),
                say("Handed to {name}", name=name.strip()),
            )

        strip.answered.connect(answer)
        self._ask(strip)

    def _edit(self, memo: Memo) -> None:
        self.edit_wanted.emit(memo)

    def _hold(self, memo: Memo) -> None:
        self._reason(
            say("Put on hold: why?"),
            lambda text: lambda desk, now: desk.hold(memo.id, now, reason=text),
            say("Put on hold"),
        )

    def _not_needed(self, memo: Memo) -> None:
        self._reason(
            say("No callback needed: why?"),
            lambda text: lambda desk, now: desk.not_needed(memo.id, now, reason=text),
            say("No callback needed"),
        )

    def _cancel(self, memo: Memo) -> None:
        self._reason(
            say("Withdraw the memo: why?"),
            lambda text: lambda desk, now: desk.cancel(memo.id, now, reason=text),
            say("Withdrawn"),
        )

    def _reopen(self, memo: Memo) -> None:
        self._perform(lambda desk, now: desk.reopen(memo.id, now), say("Reopened"))

    def _reason(self, title: str, verb: Callable[[str], Verb], done: str) -> None:
        strip = ReasonStrip("reasonStrip", title, say("Decide"))
        strip.answered.connect(lambda text: self._perform(verb(text), done))
        self._ask(strip)


def retry(memo_id: str, at: datetime, outcome: Outcome) -> Verb:
    """Plan the next call; on another day that is carrying over, and the outcome the reason."""

    def verb(desk: Desk, now: datetime) -> Changes:
        if desk.office.today(at) > desk.office.today(now):
            return desk.carry(memo_id, at, now, reason=label(outcome))
        return desk.plan_retry(memo_id, at, now)

    return verb
