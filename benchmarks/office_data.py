"""Makes an office's years: real journal events, and from them the tables as the program folds them.

`python benchmarks/office_data.py HOME [--memos 100000] [--seed 1]` makes a data folder that the
program opens with `--home HOME --at 2026-11-24T15:20:00+09:00`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from heapq import heappop, heappush
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from benchmarks import office_people as people  # noqa: E402 - after the path is set
from benchmarks.office_lessons import Lessons  # noqa: E402
from benchmarks.office_story import NOW, Call, Step, calls  # noqa: E402
from callmemo.core.clock import tick  # noqa: E402
from callmemo.core.events import Event, Json, with_fields, write_draft  # noqa: E402
from callmemo.core.memo import Draft  # noqa: E402
from callmemo.core.office import Office  # noqa: E402
from callmemo.core.times import to_utc_text  # noqa: E402
from callmemo.core.vocabulary import Kind  # noqa: E402
from callmemo.desk import DATABASE, Desk  # noqa: E402
from callmemo.settings import Settings  # noqa: E402
from callmemo.settings_file import SettingsFile  # noqa: E402
from callmemo.store.opening import at_length  # noqa: E402
from callmemo.store.rows import EVENT_COLUMNS, event_row  # noqa: E402

VERSION = 3
"""Changes whenever other data come out: kept files of another version are made anew."""
_SAID_EVERY = 10.0
DEVICE = "00000000-0000-7000-8000-000000000001"
_INSERT = (
    f"INSERT INTO event ({', '.join(EVENT_COLUMNS)}) VALUES ({', '.join('?' * len(EVENT_COLUMNS))})"
)


def office_settings(home: Path) -> Settings:
    """Settings of the made office, kept in its folder: members, and who sits here."""
    file = SettingsFile(home)
    settings = file.load(NOW)
    members = [{"name": name, "department": "営業部"} for name in people.STAFF]
    for name, value in (
        ("device", DEVICE),
        ("my_name", people.ME),
        ("manager", people.MANAGER),
        ("members", members),
        ("language", "ja"),
        ("tray_explained", True),
    ):
        settings = settings.with_value(name, value)
    file.save(settings)
    return settings


def make_office(home: Path, memos: int, seed: int = 1) -> Path:
    """Make a data folder with so many memos, as of `NOW`; return its database file.

    The events are those that the desk's verbs would have written; memo table and search index
    are made of them by the program's own `rebuild`. Reminders due by now have been given, so
    that a start at `NOW` is one like any other afternoon.
    """
    home.mkdir(parents=True, exist_ok=True)
    desk = Desk(home, office_settings(home))
    told = _Progress(memos)
    try:
        conn = desk._journal.db.conn
        # Nobody is told that anything is saved before all of it is.
        conn.execute("PRAGMA synchronous = OFF")
        happened = told.counted(events(memos, seed, desk.office))
        with at_length(desk._journal.db):
            conn.execute("BEGIN IMMEDIATE")
            conn.executemany(_INSERT, map(event_row, happened))
            conn.execute("COMMIT")
        told.say("events are written; making tables and search index of them")
        desk.rebuild()
        told.say("tables and search index are made; giving reminders")
        _have_reminded(desk)
        while desk.upkeep():
            # Years of seconds in which nobody waited have done it.
            pass
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        desk.close()
    return home / DATABASE


class _Progress:
    """Says on stderr how far a long making is; nothing of a short one."""

    def __init__(self, memos: int) -> None:
        self._memos = memos
        self._began = self._said = time.monotonic()

    def counted(self, happened: Iterable[Event]) -> Iterator[Event]:
        """Pass events on, and say now and then of how many memos they have told."""
        taken = 0
        for event in happened:
            taken += event.kind == Kind.TAKEN
            if time.monotonic() > self._said + _SAID_EVERY:
                self.say(f"{taken:,} of {self._memos:,} memos are written")
            yield event

    def say(self, what: str) -> None:
        """Say what is done, and how long it has taken."""
        self._said = time.monotonic()
        if self._said > self._began + _SAID_EVERY:
            minutes, seconds = divmod(int(self._said - self._began), 60)
            print(f"made office, {minutes}:{seconds:02d}: {what}", file=sys.stderr, flush=True)


def _have_reminded(desk: Desk) -> None:
    """Record the reminders that the running program would have given until now."""
    given = desk.record_nudges(desk.outlook(NOW).nudges, NOW)
    # The last few are still unseen.
    desk.see_nudges(sorted(given.memo_ids)[:-5], NOW)


def events(memos: int, seed: int, office: Office) -> Iterator[Event]:
    """All events of the made office in the order in which they happened."""
    return _Clerk(seed, office).write(calls(memos, seed, office))


_Ahead = tuple[datetime, str, Step, Draft]
"""When something will be done with which memo, and what had been written down."""


class _Clerk:
    """Writes calls and what was done about them as the desk would, one after the other."""

    def __init__(self, seed: int, office: Office) -> None:
        self._dice = Random(~seed)
        self._office = office
        self._lessons = Lessons()
        self._last = 0
        self._day = ""
        self._taken = 0

    def write(self, stories: Iterable[Call]) -> Iterator[Event]:
        ahead: list[_Ahead] = []
        for call in stories:
            yield from self._until(call.at, ahead)
            memo_id = self._id(call.at)
            body = self._taken_body(call)
            yield from self._and_learn(memo_id, Kind.TAKEN, call.at, body, call.draft)
            for step in call.steps:
                heappush(ahead, (step.at, memo_id, step, call.draft))
        yield from self._until(NOW, ahead)

    def _until(self, at: datetime, ahead: list[_Ahead]) -> Iterator[Event]:
        while ahead and ahead[0][0] <= at:
            happened, memo_id, step, draft = heappop(ahead)
            body = step.body
            if "until" in body:
                body = {**body, "until": to_utc_text(body["until"])}
            if step.kind is Kind.AMENDED:
                after = with_fields(draft, body)
                yield from self._and_learn(memo_id, step.kind, happened, body, after)
            elif step.and_finish:
                action = {"action": self._id(happened)}
                yield self._event(memo_id, step.kind, happened, {**body, **action})
                yield self._event(memo_id, Kind.FINISHED, happened, action)
            else:
                yield self._event(memo_id, step.kind, happened, body)

    def _and_learn(
        self, memo_id: str, kind: Kind, at: datetime, body: dict[str, Json], draft: Draft
    ) -> Iterator[Event]:
        """Something that was written down, and what the address book learns of it."""
        lesson = self._lessons.of(memo_id, draft)
        if lesson is None:
            yield self._event(memo_id, kind, at, body)
            return
        action = {"action": self._id(at)}
        yield self._event(memo_id, kind, at, {**body, **action})
        told = {**lesson.body, **action}
        learned = self._event(lesson.contact_id, Kind.CONTACT_KEPT, at, told)
        self._lessons.hear(learned)
        yield learned

    def _taken_body(self, call: Call) -> dict[str, Any]:
        draft = call.draft
        if draft.due_at is None:
            draft = replace(draft, due_at=self._office.default_due(draft, call.at))
        day = f"{self._office.today(call.at):%m%d}"
        if day != self._day:
            self._day, self._taken = day, 0
        self._taken += 1
        return {**write_draft(draft), "number": f"{day}-{self._taken:03d}"}

    def _event(self, memo_id: str, kind: Kind, at: datetime, body: dict[str, Any]) -> Event:
        self._last = tick(self._last, at)
        return Event(
            event_id=self._id(at),
            memo_id=memo_id,
            actor=people.ME,
            device=DEVICE,
            hlc=self._last,
            kind=kind.value,
            body={**body, "at": to_utc_text(at)},
        )

    def _id(self, at: datetime) -> str:
        """An id as `new_id` makes them, with dice that fall the same way each time."""
        bits = self._dice.getrandbits(74)
        value = int(at.timestamp() * 1000) << 80 | 0x7 << 76 | (bits >> 62) << 64
        digits = f"{value | 0b10 << 62 | bits & (1 << 62) - 1:032x}"
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def main() -> None:
    """Make a folder and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--memos", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with suppress(FileNotFoundError):
        (args.home / DATABASE).unlink()
    start = time.perf_counter()
    path = make_office(args.home, args.memos, args.seed)
    print(f"{path}: {args.memos:,} memos in {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
