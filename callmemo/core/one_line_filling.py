"""How a line fills the fields of a memo that somebody corrects at the same time.

What was corrected stays corrected; what vanishes from the line vanishes from its field; and
words for which no field is free go into the message.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, Final

from callmemo.core.memo import Caller, Draft
from callmemo.core.one_line import Reading
from callmemo.core.text import normalise
from callmemo.core.vocabulary import Direction, Request, requests_of

_OF_CALLER: Final = tuple(part.name for part in fields(Caller))
_OF_DRAFT: Final = (
    *("direction", "addressee", "withheld", "request", "target", "urgency", "urgent_reason"),
    *("complaint", "promise", "due_at", "reachable", "their_closing", "callback_reason"),
    "subject",
)
_NUMBERS: Final = ("phone", "mobile", "extension")


class Filling:
    """Fills one memo from its line, as often as the line changes."""

    def __init__(self, before: Draft) -> None:
        """Begin on a form on which this stands."""
        self._before = _values(before)
        self._seen = dict(self._before)
        self._filled: dict[str, Any] = {}
        self._corrected: set[str] = set()
        self._message = ""

    def fill(self, text: str, reading: Reading, form: Draft) -> Draft:
        """Return what the form is to show: `reading` is of `text`, `form` what stands there."""
        now = _values(form)
        changed = {name for name, value in now.items() if value != self._seen[name]}
        if changed & {"promise", "their_closing"}:
            # The time follows from these.
            changed.discard("due_at")
        self._corrected |= changed
        wanted = self._wanted(text, reading, form)
        wanted = {name: value for name, value in wanted.items() if self._is_free(name)}
        gone = {name: self._before[name] for name in self._filled if self._is_free(name)}
        homeless = self._homeless(text, reading, now)
        # What was corrected is remembered as it was filled: only other words are new.
        kept = {name: value for name, value in self._filled.items() if not self._is_free(name)}
        self._filled = {**kept, **wanted}
        filled = _with_values(form, {**gone, **wanted})
        follows = "promise" in self._filled or filled.promise != form.promise
        if follows and self._before["due_at"] is None and "due_at" not in self._corrected:
            # The form finds the time itself, and asks where it is not sure.
            filled = replace(filled, due_at=None)
        return self._with_message(filled, " ".join(filter(None, (reading.rest, *homeless))))

    def settle(self, text: str, reading: Reading, shown: Draft, fitting: Draft) -> Draft:
        """Take note of what the form made of it; return what it is to show instead.

        `shown` stands on the form, and `fitting` is what of it would be saved: words of which
        nothing would be saved go into the message.
        """
        self._seen = _values(shown)
        saved = _values(fitting)
        lost = [name for name in self._filled if self._filled[name] and not saved[name]]
        words = [
            word
            for word in _words(text, reading, lost)
            if normalise(word) not in normalise(shown.body)
        ]
        if not words:
            return shown
        return self._with_message(shown, " ".join((*filter(None, [self._message]), *words)))

    def _is_free(self, name: str) -> bool:
        """Whether the line may fill a field: nobody else has written there."""
        before = self._before[name]
        return name not in self._corrected and not (isinstance(before, str) and _is_text(before))

    def _wanted(self, text: str, reading: Reading, form: Draft) -> dict[str, Any]:
        """What the line says for each field of which it says anything."""
        usual = _values(Draft())
        said = _values(reading.draft)
        wanted = {name: value for name, value in said.items() if value != usual[name]}
        for name in ("request", "due_at"):
            wanted.pop(name, None)
        direction = wanted.get("direction", form.direction)
        request = reading.draft.request
        if not reading.names_request and direction is Direction.INCOMING:
            others = (name for name in _NUMBERS if name not in self._filled)
            own = any(getattr(form.caller, name) for name in others)
            has_number = reading.draft.caller.has_number or own
            request = Request.PLEASE_CALL_BACK if has_number else Request.MESSAGE
        named = reading.names_request or direction is Direction.INCOMING
        if text.strip() and named and request in requests_of(direction):
            wanted["request"] = request
        return wanted

    def _homeless(self, text: str, reading: Reading, now: dict[str, Any]) -> list[str]:
        """Words for a field in which something else was written before them."""
        homeless = []
        for each in reading.found:
            there = now.get(each.field)
            if type(there) is not str or self._is_free(each.field):
                continue
            known = normalise(f"{there}|{self._filled.get(each.field, '')}")
            if normalise(each.value) not in known:
                homeless.append(text[each.start : each.end])
        return homeless

    def _with_message(self, draft: Draft, message: str) -> Draft:
        """Put what is left over into the message, in the place of what was left over before."""
        body, old = draft.body, self._message
        self._message = message
        if old and old in body:
            return replace(draft, body=body.replace(old, message, 1).strip("\n"))
        if old and message.startswith(old):
            # They have rewritten it: only what has come since is new.
            message = message[len(old) :].strip()
        elif message == old or (message and old.startswith(message)):
            return draft
        if not message:
            return draft
        return replace(draft, body=f"{body.rstrip()}\n{message}" if body.strip() else message)


def _is_text(value: str) -> bool:
    """Whether it is written by somebody: choices are text too, but stand on every form."""
    return type(value) is str and bool(value.strip())


def _words(text: str, reading: Reading, names: list[str]) -> list[str]:
    return [text[each.start : each.end] for each in reading.found if each.field in names]


def _values(draft: Draft) -> dict[str, Any]:
    own = {name: getattr(draft, name) for name in _OF_DRAFT}
    return own | {name: getattr(draft.caller, name) for name in _OF_CALLER}


def _with_values(draft: Draft, values: dict[str, Any]) -> Draft:
    parts = {name: value for name, value in values.items() if name in _OF_CALLER}
    own = {name: value for name, value in values.items() if name not in _OF_CALLER}
    return replace(draft, caller=replace(draft.caller, **parts), **own)
