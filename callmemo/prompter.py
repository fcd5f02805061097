"""Whispers what to say: puts together what is known of a call and opens the book of words."""

from __future__ import annotations

from datetime import datetime

from callmemo import whereabouts
from callmemo.core.memo import Draft, Memo
from callmemo.core.mishearing import Hint, hints
from callmemo.core.phrases import Line, choose
from callmemo.core.reading import known_surname
from callmemo.core.situation import Situation
from callmemo.core.spoken import bare
from callmemo.core.vocabulary import Direction
from callmemo.desk import Desk
from callmemo.phrase_file import PhraseFile
from callmemo.words import language


class Prompter:
    """Knows desk and book. Where the book's file is broken, `book.notices` says so."""

    def __init__(self, desk: Desk, book: PhraseFile) -> None:
        """Ask this desk who is where, and this book for words."""
        self.desk = desk
        self.book = book
        self._namesakes: tuple[str, tuple[tuple[str, str], ...]] = ("", ())

    def situation(self, draft: Draft, now: datetime, memo: Memo | None = None) -> Situation:
        """Return all that is known: with `memo` for the call that this memo asks for."""
        settings = self.desk.settings
        board = self.desk.presences(now)
        speaks_for = draft.taken_by if _is_answered(draft, memo) else draft.addressee
        addressee = board.of(draft.addressee, now) if draft.addressee else None
        other = None
        if draft.addressee and not draft.substitute:
            other = whereabouts.substitute(board, draft.addressee, settings, now)
        return Situation(
            draft=draft,
            now=now,
            office=settings.office,
            me=self.desk.me or speaks_for,
            office_name=str(settings.office_name),
            addressee=addressee,
            substitute=board.of(draft.substitute, now) if draft.substitute else None,
            # Nobody offers the one who has the caller on the line.
            other=other if other and other != self.desk.me else "",
            memo=memo,
        )

    def lines(self, at: Situation) -> tuple[Line, ...]:
        """Return what to say in this situation, in the language in use."""
        return choose(self.book.book(language(), at.now), at)

    def hints(self, draft: Draft) -> tuple[Hint, ...]:
        """Return what is easily misheard in this call; only Japanese is in these ways."""
        if language() != "ja":
            return ()
        members = {member.name: member.department for member in self.desk.settings.members}
        return hints(draft, members=members, people=self._people(draft))

    def _people(self, draft: Draft) -> tuple[tuple[str, str], ...]:
        """Callers who may have the surname on the form, looked up once while it stays there."""
        name = bare(draft.caller.name)
        surname = known_surname(name) or name
        if draft.caller.company or not surname:
            return ()
        if self._namesakes[0] != surname:
            found = self.desk.people(surname)
            people = tuple((each.name, each.company) for each in found if each.name)
            self._namesakes = (surname, people)
        return self._namesakes[1]


def _is_answered(draft: Draft, memo: Memo | None) -> bool:
    """Whether somebody here has taken a call up, as against making one."""
    return memo is None and draft.direction is Direction.INCOMING
