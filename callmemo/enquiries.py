"""What can be asked at the desk: lists, counts, histories, reminders, and who is where."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from callmemo import errors, whereabouts
from callmemo.core import rules
from callmemo.core.events import Event
from callmemo.core.fold import undone_ids
from callmemo.core.ladder import Rules
from callmemo.core.memo import Memo
from callmemo.core.office import Office
from callmemo.core.presence import Presences, Present, open_since
from callmemo.core.rungs import Outlook
from callmemo.core.search import PAGE, Search
from callmemo.core.vocabulary import View
from callmemo.settings import Settings
from callmemo.store.finder import MOST, Finder, Hits
from callmemo.store.journal import Changes, Journal
from callmemo.store.lookout import Lookout
from callmemo.store.presence import Board
from callmemo.store.register import Count, Group, Register, Sight

_WHILE: Final = timedelta(minutes=1)
"""How long what was said about people is used again, while nothing is written."""


class Enquiries:
    """Answers from one data folder; changes nothing that anybody has written down."""

    def __init__(self, journal: Journal, settings: Settings) -> None:
        """Ask what this journal has made of the events."""
        self.settings = settings
        self._journal = journal
        self._register = Register(journal.db, journal.path)
        self._finder = Finder(journal.db, journal.path)
        self._lookout = Lookout(journal.db, journal.path, self._register)
        self._board = Board(journal.db, journal.path)
        self._office: tuple[Settings, Office] | None = None
        self._presences: tuple[object, datetime, Presences] | None = None

    @property
    def office(self) -> Office:
        """The office's hours and time zone, as set."""
        kept = self._office
        if kept is None or kept[0] is not self.settings:
            # One and the same until something is set: what is worked out by its days is kept.
            kept = self._office = (self.settings, self.settings.office)
        return kept[1]

    @property
    def me(self) -> str:
        """Who sits here, as set; may be empty."""
        return str(self.settings.my_name)

    def memo(self, name: str) -> Memo:
        """One memo by id or reception number; raises MemoNotFound."""
        name = name.strip()
        if rules.has_control(name):
            raise errors.MemoNotFound("?")
        found = self._register.by_id(name) or self._register.by_number(name)
        if found is None:
            raise errors.MemoNotFound(name)
        return found

    def history(self, memo_id: str) -> tuple[tuple[Event, bool], ...]:
        """What happened to a memo, in order, each with whether it was taken back."""
        events = [event for event in self._journal.events_of(memo_id) if event.is_known]
        undone = undone_ids(events)
        return tuple((event, event.event_id in undone) for event in events)

    def places(
        self, view: View, now: datetime, *, search: Search | str = "", limit: int | None = None
    ) -> array[int]:
        """Places of the memos in a view; `memos_at` turns some of them into memos.

        In the view's order; those that a search finds as they arrived, latest first.
        """
        asked = Search(search) if isinstance(search, str) else search
        if asked.is_empty:
            return self._register.places(view, self._sight(now), limit)
        return self.find(asked, now, view=view, limit=MOST if limit is None else limit).places

    def groups(self, view: View, now: datetime) -> dict[Group, array[int]]:
        """Places of the memos in a view under their headings."""
        return self._register.groups(view, self._sight(now), now)

    def find(
        self, search: Search, now: datetime, *, view: View = View.ALL, limit: int = PAGE
    ) -> Hits:
        """Memos that hold every word and pass the filters, those that arrived last first."""
        return self._finder.find(search, view, self._sight(now), self.office, limit)

    def memos_at(self, places: Sequence[int]) -> list[Memo]:
        """Memos at these places, in this order."""
        return self._register.at(places)

    def place_of(self, memo_id: str) -> int | None:
        """Return the place of a memo."""
        return self._register.place_of(memo_id)

    def memos(
        self, view: View, now: datetime, *, search: Search | str = "", limit: int | None = None
    ) -> list[Memo]:
        """Memos of a view, in the order of their places."""
        return self.memos_at(self.places(view, now, search=search, limit=limit))

    def counts(self, now: datetime) -> dict[View, Count]:
        """Open and late memos of each view that shows a number."""
        return self._register.counts(self._sight(now), now)

    def closed_today(self, now: datetime) -> array[int]:
        """Places of the memos closed today, latest first."""
        return self._register.closed_between(*self.office.day_bounds(self.office.today(now)))

    def called_back_after_today(self, now: datetime) -> list[float]:
        """Return after how many seconds those were called back whose memos were closed today."""
        return self._register.called_back_after(*self.office.day_bounds(self.office.today(now)))

    def carried_today(self, now: datetime) -> list[Memo]:
        """Memos carried over today to another day."""
        return self._register.carried_between(*self.office.day_bounds(self.office.today(now)))

    def list_of_day(self, day: date) -> list[Memo]:
        """Return the list of a day, in the order taken: what was taken or closed on it.

        What is open of the days before and was due by its end was the day's work too.
        """
        return self._register.of_day(*self.office.day_bounds(day))

    def outlook(self, now: datetime) -> Outlook:
        """Reminders due now, and when to look again."""
        away = self.presences(now).away_now(now)
        return self._lookout.outlook(Rules(self.office, self.settings.ladder, away), now)

    def unseen(self) -> list[Memo]:
        """Memos with reminders that nobody has seen yet, by due time."""
        return self._register.unseen()

    def presences(self, now: datetime) -> Presences:
        """What was said about where people are, as far as it holds now or later."""
        asked = (self._register.state(), self.office)
        kept = self._presences
        if kept is None or kept[0] != asked or not timedelta() <= now - kept[1] < _WHILE:
            # What is over meanwhile may stay among them.
            said = self._board.entries(now, open_since(now, self.office))
            kept = self._presences = (asked, now, Presences(said, self.office))
        return kept[2]

    def presence(self, now: datetime) -> dict[str, Present]:
        """Who is where: the members, whoever sits here, and anybody else who is away."""
        return self.presences(now).everyone(whereabouts.names(self.settings), now)

    def arrivals(self) -> Changes:
        """What other programs wrote into this file since this was last asked."""
        return self._journal.arrivals()

    def stamp(self) -> int:
        """Return a number that changes when another program has written."""
        return self._journal.stamp()

    def rebuild(self) -> int:
        """Make memo table and search index anew from the journal; count the memos."""
        self._lookout.forget()
        self._register.forget()
        return self._journal.rebuild()

    def upkeep(self) -> bool:
        """Do a little that a save leaves for a moment when nobody waits; True if there is more."""
        return self._journal.upkeep()

    def faults(self) -> list[str]:
        """What is wrong with the file; empty if all is well."""
        return self._journal.faults()

    def _sight(self, now: datetime) -> Sight:
        _, tomorrow = self.office.day_bounds(self.office.today(now))
        return Sight(tomorrow, self.me, bool(self.me) and self.me == self.settings.manager)
