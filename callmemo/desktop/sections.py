"""Under which headings the memos of a view stand."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from callmemo import wording
from callmemo.core.middle import median
from callmemo.core.search import Search
from callmemo.core.vocabulary import View
from callmemo.desk import Desk
from callmemo.desktop.memo_list import Section
from callmemo.search_words import said_filters
from callmemo.store.finder import Hits
from callmemo.store.register import Group
from callmemo.wording import Tone
from callmemo.words import say, say_count

_FLAT = frozenset({View.DONE, View.ALL})


def hits_section(search: Search, hits: Hits, today: date) -> Section:
    """What a search has found; how many more there are nobody has counted."""
    words, filters = search.text.strip(), said_filters(search, today)
    said = say("Search: “{text}”", text=words) if words else say("Search")
    count = len(hits.places)
    note = say("{count} memos or more", count=count) if hits.more else _count(count)
    return Section(said, hits.places, " · ".join(part for part in (filters, note) if part))


def sections(desk: Desk, view: View, now: datetime) -> list[Section]:
    """Headings and places of a view."""
    if view in _FLAT:
        return [Section("", desk.places(view, now))]
    found = desk.groups(view, now)
    closes = wording.clock(desk.office.closing(desk.office.today(now)), desk.office)
    count = {group: _count(len(places)) for group, places in found.items()}
    shown = [
        Section(say("Carried over"), found[Group.CARRIED], count[Group.CARRIED], Tone.SOON),
        Section(say("Past the promised time"), found[Group.LATE], count[Group.LATE], Tone.LATE),
        Section(
            say("Today"),
            found[Group.TODAY],
            say("until {time} · {count}", time=closes, count=count[Group.TODAY]),
        ),
        Section(say("Tomorrow and later"), found[Group.LATER], count[Group.LATER]),
        Section(say("Messages not read yet"), found[Group.UNREAD], count[Group.UNREAD]),
        Section(say("Closed"), found[Group.SETTLED], count[Group.SETTLED]),
    ]
    if view is View.TODAY:
        closed = desk.closed_today(now)
        shown.append(Section(say("Closed today"), closed, _day_note(desk, len(closed), now)))
    return shown


def _count(number: int) -> str:
    return say_count("{count} memo", "{count} memos", number)


def _day_note(desk: Desk, closed: int, now: datetime) -> str:
    """How many, and how long a callback took in the middle of them."""
    took = desk.called_back_after_today(now)
    if not took:
        return _count(closed)
    return say(
        "{count} · median to callback {length}",
        count=_count(closed),
        length=wording.length(timedelta(seconds=median(took))),
    )
