"""What reminders cost with 10,000 open memos among all others: the look that comes each time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from benchmarks.measuring import Figure, Measurement, Place, Row
from benchmarks.office_story import NOW
from benchmarks.world import span
from callmemo.core.memo import Caller, Draft
from callmemo.desk import Desk
from callmemo.settings_file import SettingsFile

_LOOKS = 200
_OPEN = 10_000
_GOAL_MS = 5.0


def measure(place: Place) -> Iterator[Row]:
    """Look again and again: as time passes, and after a memo was changed."""
    home = place.own_office()
    desk = Desk(home, SettingsFile(home).load(NOW))
    still_open = min(_OPEN, place.size)
    desk._journal.db.conn.execute("PRAGMA synchronous = OFF")
    taken = NOW - timedelta(minutes=10)
    last = ""
    for minutes in range(still_open):
        due = NOW + timedelta(minutes=5 + minutes)
        draft = Draft(caller=Caller(name="客"), subject="件", due_at=due)
        last = desk.take(draft, taken).memo_id
    first = span(lambda: desk.outlook(NOW))
    looks = [
        span(lambda at=at: desk.outlook(NOW + timedelta(seconds=at)))  # type: ignore[misc]
        for at in range(place.times(_LOOKS))
    ]
    after = []
    for at in range(place.times(_LOOKS) // 4 + 1):
        now = NOW + timedelta(minutes=5, seconds=at)
        desk.snooze(last, now + timedelta(days=9), now)
        after.append(span(lambda now=now: desk.outlook(now)))  # type: ignore[misc]
    desk.close()
    goal = f"≤ {_GOAL_MS:g} ms"
    for case, spans in (("as time passes", looks), ("after a change", after)):
        figure = Figure.of(spans)
        title = f"ladder with {still_open:,} open, {case}"
        yield Row(title, figure, goal=goal, met=figure.median <= _GOAL_MS)
    yield Row(f"ladder with {still_open:,} open, first look after a start", Figure.of([first]))


MEASUREMENT = Measurement("reminders", "Reminders", measure, least=10_000)
