"""The sample day (見本の一日): the calls of an invented office, fitted to the hour at which it is.

The calls stand in `resources/sample_day.json` as minutes before and after 'now'. Each names the
rows of the trade's table (A1 to D7) that it shows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any, Final

from callmemo import resources
from callmemo.core.events import with_fields
from callmemo.core.memo import Draft
from callmemo.core.office import Office
from callmemo.core.vocabulary import Outcome, Presence, View
from callmemo.desk import Desk
from callmemo.settings import Settings

_FILE = "sample_day.json"
_SPAN: Final = timedelta(minutes=370)
"""How long before 'now' the first call of the file may have come."""
_WARM_UP = timedelta(hours=1)
"""The office must have been open this long for all calls to have come within its hours."""
_EARLY = timedelta(hours=2, minutes=30)
_STEP = timedelta(minutes=5)
_MINUTE = timedelta(minutes=1)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens on the sample day.

    `place` counts the memos from 0 in the order taken. `verb` is that of the command line
    (`take`, `confirm`, `attempt`, `note`, `hand`, `done`); `draft` belongs to `take`, the
    other fields to the verbs that know them.
    """

    at: datetime
    who: str
    place: int
    verb: str
    draft: Draft | None = None
    outcome: Outcome | None = None
    note: str = ""
    to: str = ""
    retry_at: datetime | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class _Pace:
    """How the file's minutes become hours of today.

    Calls are counted backwards from `anchor`: now, or closing time in the evening. Where
    today is too young for all of them to have come, they come closer together.
    """

    office: Office
    now: datetime
    anchor: datetime
    scale: float

    @classmethod
    def of(cls, office: Office, now: datetime) -> _Pace:
        today = office.today(now)
        midnight, _ = office.day_bounds(today)
        opening, closing = office.opening(today), office.closing(today)
        if now - opening < _WARM_UP:
            start, anchor = max(midnight, now - _EARLY), now
        else:
            start, anchor = opening, closing if now > closing + _WARM_UP else now
        return cls(office, now, anchor, min(1.0, (anchor - start) / _SPAN))

    def past(self, minutes_ago: float) -> datetime:
        moment = self.anchor - self.scale * minutes_ago * _MINUTE
        midnight, _ = self.office.day_bounds(self.office.today(self.now))
        return max(moment.replace(second=0, microsecond=0), midnight)

    def due(self, wish: Mapping[str, Any], taken: datetime) -> datetime:
        if "next_day" in wish:
            day = self.office.next_workday(self.office.today(self.now))
            return self.office.at(day, time.fromisoformat(wish["next_day"]))
        minutes = wish["in"] * _MINUTE
        if minutes < timedelta():
            # Lateness shrinks with the day, so that nothing was due before it came.
            moment = self.anchor + self.scale * minutes
            even = self._even(moment)
            return max(even if even > taken else moment.replace(microsecond=0), taken)
        return self._ahead(minutes)

    def _ahead(self, minutes: timedelta) -> datetime:
        """Later today, within office hours while there are any left; at midnight, tomorrow."""
        wanted = self._even(self.now + minutes + _STEP - _SECOND)
        _, midnight = self.office.day_bounds(self.office.today(self.now))
        for end in (self.office.closing(self.office.today(self.now)), midnight - _MINUTE):
            if self.now + _MINUTE < end:
                return min(wanted, end)
        return self.office.next_morning(self.now) + minutes

    def _even(self, moment: datetime) -> datetime:
        """People name times in steps of five minutes."""
        since = moment - self.office.day_bounds(self.office.today(moment))[0]
        return moment - since % _STEP


def steps(office: Office, now: datetime) -> list[Step]:
    """All that happens on the sample day up to `now`, in order of time."""
    pace = _Pace.of(office, now)
    memos = sorted(_content()["memos"], key=lambda memo: -memo["ago"])
    found: list[Step] = []
    for place, memo in enumerate(memos):
        taken = pace.past(memo["ago"])
        draft = _draft(memo, pace, taken)
        found.append(Step(taken, draft.taken_by, place, "take", draft=draft))
        found += [_step(then, place, pace) for then in memo.get("then", ())]
    # Sorting is stable: what falls into the same minute stays in its order.
    return sorted(found, key=lambda step: step.at)


def sample_settings(settings: Settings) -> Settings:
    """Return these settings with the names of the sample office."""
    for name, value in _content()["office"].items():
        settings = settings.with_value(name, value)
    return settings


def write_sample_day(desk: Desk, now: datetime) -> int:
    """Let the sample day happen at this desk; return the number of memos.

    Does nothing where there are memos already: a sample among real calls would be a lie.
    """
    if len(desk.places(View.ALL, now, limit=1)):
        return 0
    settings = desk.settings
    taken: list[str] = []
    day = steps(desk.office, now)
    # First, so that what is taken back first is something done with a memo.
    _send_people(desk, now, day[0].at)
    try:
        for step in day:
            # Each step is done by the person it belongs to.
            desk.settings = settings.with_value("my_name", step.who)
            _perform(step, desk, taken)
    finally:
        desk.settings = settings
    return len(taken)


def _send_people(desk: Desk, now: datetime, since: datetime) -> None:
    """Let some people of the sample office be away."""
    pace = _Pace.of(desk.office, now)
    for away in _content()["people"]:
        until = pace.due(away["ends"], now) if away["ends"] else None
        state = Presence(away["state"])
        desk.set_presence(away["who"], state, since, until=until, note=away["note"])


def _perform(step: Step, desk: Desk, taken: list[str]) -> None:
    if step.draft is not None:
        changes = desk.take(step.draft, step.at, past_due_ok=True)
        taken.append(changes.memo_id)
        return
    memo_id = taken[step.place]
    match step.verb:
        case "confirm":
            desk.confirm(memo_id, step.at)
        case "attempt":
            desk.attempt(
                memo_id,
                step.outcome or Outcome.TALKED,
                step.at,
                note=step.note,
                retry_at=step.retry_at,
                finish=step.done,
            )
        case "hand":
            desk.hand_over(memo_id, step.to, step.at, note=step.note)
        case "done":
            desk.finish(memo_id, step.at, note=step.note)
        case _:
            desk.note(memo_id, step.note, step.at)


def _content() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(resources.read_text(_FILE))
    return content


def _draft(memo: Mapping[str, Any], pace: _Pace, taken: datetime) -> Draft:
    draft = with_fields(Draft(), memo["draft"])
    if memo["due"] is None:
        return draft
    due = pace.due(memo["due"], taken)
    local = pace.office.local(due)
    words = f"{local.hour}時{local.minute}分" if local.minute else f"{local.hour}時"
    names = ("urgent_reason", "promise", "body")
    texts = {name: getattr(draft, name).replace("{due}", words) for name in names}
    return replace(draft, due_at=due, **texts)


def _step(then: Mapping[str, Any], place: int, pace: _Pace) -> Step:
    at = pace.past(then["ago"])
    return Step(
        at,
        then["who"],
        place,
        then["do"],
        outcome=Outcome(then["outcome"]) if "outcome" in then else None,
        note=then.get("note", ""),
        to=then.get("to", ""),
        retry_at=at + pace.scale * then["retry_in"] * _MINUTE if "retry_in" in then else None,
        done=then.get("done", False),
    )


def rows_shown() -> frozenset[str]:
    """Rows of the trade's table that the sample day shows."""
    return frozenset(row for memo in _content()["memos"] for row in memo["rows"])
