"""The two proofs of a memo, as two steps: somebody has read it, and somebody has called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from callmemo import wording
from callmemo.core.events import Event
from callmemo.core.memo import Memo
from callmemo.core.office import Office
from callmemo.core.vocabulary import THEY_OWE, WE_OWE, Kind, Outcome
from callmemo.desktop.parts import set_look, set_tone, text_label
from callmemo.desktop.plain_text import OneLine
from callmemo.labels import label
from callmemo.wording import Tone
from callmemo.words import say, say_count

_DONE = "✓"
_OPEN = "○"
_NAME = 66
"""Width of a step's name, so that what is known stands in line with the facts below."""
_REACHED = frozenset({Outcome.TALKED, Outcome.THEY_CALLED, Outcome.OTHER_MEANS})

History = Sequence[tuple[Event, bool]]


@dataclass(frozen=True, slots=True)
class Proof:
    """One step: what it is, whether it is done, and what is known of it."""

    name: str
    done: bool
    text: str

    @property
    def mark(self) -> str:
        """The sign of the step."""
        return _DONE if self.done else _OPEN


def proofs(memo: Memo, now: datetime, office: Office, history: History = ()) -> list[Proof]:
    """Return the steps of a memo; the second only where a call is owed or was made.

    Who called and with which outcome is known from the history alone.
    """
    found = [_read(memo, now, office)]
    owed = memo.draft.request in WE_OWE | THEY_OWE
    if owed or memo.attempts or memo.called_back_at is not None:
        found.append(_called(memo, now, office, history))
    return found


def in_short(memo: Memo, now: datetime, office: Office) -> tuple[tuple[str, bool], ...]:
    """Say both steps for the list: a sign, a word, and when it was."""
    found = []
    times = (memo.confirmed_at, memo.called_back_at)
    for step, at in zip(proofs(memo, now, office), times, strict=False):
        when = wording.moment(at, now, office) if at is not None else ""
        found.append((f"{step.mark} {step.name} {when}".rstrip(), step.done))
    return tuple(found)


def _read(memo: Memo, now: datetime, office: Office) -> Proof:
    name = say("Read by the addressee")
    if memo.confirmed_at is None:
        return Proof(name, done=False, text=say("not yet"))
    when = wording.moment(memo.confirmed_at, now, office)
    return Proof(name, done=True, text=" ".join(part for part in (memo.confirmed_by, when) if part))


def _called(memo: Memo, now: datetime, office: Office, history: History) -> Proof:
    name = say("Their call came") if memo.draft.request in THEY_OWE else say("Called back")
    if memo.called_back_at is not None:
        when = wording.moment(memo.called_back_at, now, office)
        who, outcome = _reached(history)
        parts = (who, when, label(outcome) if outcome is not None else "")
        return Proof(name, done=True, text=" ".join(part for part in parts if part))
    text = say("not yet")
    if memo.attempts:
        tried = say_count("{count} call", "{count} calls", memo.attempts)
        last = _last_attempt(history)
        text = say("{tried}, nobody reached", tried=tried)
        if last is not None:
            text += f" ({label(last)})"
    return Proof(name, done=False, text=text)


def _attempts(history: History) -> list[tuple[Event, Outcome]]:
    standing = [event for event, undone in history if event.kind == Kind.ATTEMPT and not undone]
    known = set(Outcome)
    said = [(event, str(event.body.get("outcome", ""))) for event in standing]
    return [(event, Outcome(outcome)) for event, outcome in said if outcome in known]


def _reached(history: History) -> tuple[str, Outcome | None]:
    """Who reached them first, and how."""
    for event, outcome in _attempts(history):
        if outcome in _REACHED:
            return event.actor, outcome
    return "", None


def _last_attempt(history: History) -> Outcome | None:
    made = _attempts(history)
    return made[-1][1] if made else None


class ProofSteps(QWidget):
    """Shows the steps below each other: sign, name, and who and when."""

    def __init__(self) -> None:
        """Build empty."""
        super().__init__()
        self.setObjectName("proofs")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 8)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(1, _NAME)
        self._grid.setColumnStretch(2, 1)
        self._steps = [self._add(0, "proofRead"), self._add(1, "proofCalled")]

    def _add(self, row: int, name: str) -> tuple[QLabel, QLabel, OneLine]:
        parts = (text_label(name=f"{name}Mark"), text_label(name=f"{name}Name"), OneLine("", name))
        for column, part in enumerate(parts):
            self._grid.addWidget(part, row, column)
        parts[2].setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return parts

    def show_steps(self, steps: Sequence[Proof]) -> None:
        """Show these steps."""
        for number, parts in enumerate(self._steps):
            step = steps[number] if number < len(steps) else None
            for part in parts:
                part.setVisible(step is not None)
                set_look(part, "role", "muted" if step is None or not step.done else "")
                set_tone(part, Tone.DONE if step is not None and step.done else None)
            if step is not None:
                mark, name, text = parts
                mark.setText(step.mark)
                name.setText(step.name)
                text.say(step.text)
        self.setAccessibleName(". ".join(f"{s.mark} {s.name}: {s.text}" for s in steps))
