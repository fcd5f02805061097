"""What the made office's memos teach its address book, kept in memory while years are written."""

from __future__ import annotations

from collections.abc import Iterable

from callmemo.core.contact import Contact, fold_contact
from callmemo.core.events import Event
from callmemo.core.learning import Lesson, learn, taught_by
from callmemo.core.memo import Draft

_MOST_KNOWN = 100


class Lessons:
    """The address book as it stands, asked as the desk asks its own."""

    def __init__(self) -> None:
        """Begin with an empty book."""
        self._events: dict[str, list[Event]] = {}
        self._known: dict[str, Contact] = {}
        self._at_number: dict[str, set[str]] = {}
        self._of_person: dict[str, set[str]] = {}

    def of(self, memo_id: str, draft: Draft) -> Lesson | None:
        """Return what a memo teaches, if anything."""
        taught = taught_by(draft)
        if taught is None:
            return None
        at_numbers: set[str] = set()
        for key in taught.keys:
            at_numbers |= self._at_number.get(key, set())
        known = self._first(at_numbers)
        if taught.company:
            known |= self._first(self._of_person.get(taught.person_key, set()))
        return learn(memo_id, taught, list(known.values()))

    def hear(self, event: Event) -> None:
        """Write into the book what has been learned."""
        told = self._events.setdefault(event.memo_id, [])
        told.append(event)
        before, after = self._known.get(event.memo_id), fold_contact(told)
        if before is not None:
            for key in before.keys:
                self._at_number[key].discard(before.id)
            self._of_person[before.person_key].discard(before.id)
        if after is not None:
            self._known[after.id] = after
            for key in after.keys:
                self._at_number.setdefault(key, set()).add(after.id)
            self._of_person.setdefault(after.person_key, set()).add(after.id)

    def _first(self, ids: Iterable[str]) -> dict[str, Contact]:
        return {each: self._known[each] for each in sorted(ids)[:_MOST_KNOWN]}
