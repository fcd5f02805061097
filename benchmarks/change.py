"""One memo is changed: until list, counts and tray show it, beside a bare indexed update."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from typing import cast

from benchmarks.measuring import Measurement, Place, Row, bare, in_turns, within
from benchmarks.office_story import NOW
from benchmarks.world import World
from callmemo.core.vocabulary import View
from callmemo.desktop.memo_list import MemoList

_ROUNDS = 60


def _bring_into_sight(world: World, memo_id: str) -> None:
    """Scroll to a memo without choosing it: only what is in sight is drawn."""
    view = world.window.list
    rows = cast("MemoList", view.model())
    row = rows.row_of(world.desk.place_of(memo_id) or 0)
    view.scrollTo(rows.index(-1 if row is None else row))


def measure(place: Place) -> Iterator[Row]:
    """Put off a memo of today's list in the program, and change a bare row, in turns."""
    world = World(place.own_office())
    memo_id = world.desk.memos(View.TODAY, NOW, limit=1)[0].id
    rounds = place.times(_ROUNDS)
    minutes = count(1)
    with bare(place.folder / "bare.db") as plain:
        plain.execute("CREATE TABLE memo (seq INTEGER PRIMARY KEY, due_at TEXT, body TEXT)")
        plain.execute("CREATE INDEX due ON memo (due_at)")
        plain.execute("BEGIN")
        plain.executemany(
            "INSERT INTO memo (due_at, body) VALUES (?, ?)",
            ((f"{at:08d}", "伝言" * 50) for at in range(place.size)),
        )
        plain.execute("COMMIT")

        def change() -> float:
            until = NOW + timedelta(days=1, minutes=next(minutes))
            painted = world.painted.count
            start = time.perf_counter()
            world.session.perform(lambda desk, now: desk.plan_retry(memo_id, until, now))
            world.until(lambda: world.painted.count > painted)
            return (time.perf_counter() - start) * 1000

        def update() -> float:
            start = time.perf_counter()
            plain.execute("UPDATE memo SET due_at = ? WHERE seq = 1", (f"x{next(minutes)}",))
            return (time.perf_counter() - start) * 1000

        change()
        world.window.show_view(View.LATER)
        _bring_into_sight(world, memo_id)
        world.settle()
        ours, theirs = in_turns(change, update, rounds)
    world.close()
    yield within(
        2, "change of one memo seen in list, counts, tray", ours, theirs, "bare indexed update"
    )


MEASUREMENT = Measurement("change", "Change", measure)
