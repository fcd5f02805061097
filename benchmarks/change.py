"""One memo is changed: until list, counts and tray show it, beside a bare indexed update.

The bare update draws nothing; beside it one is measured that a plain table shows, until painted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from typing import cast

from benchmarks.measuring import Measurement, Place, Row, bare, in_turns, within
from benchmarks.office_story import NOW
from benchmarks.rivals import COLUMNS, PAGE, PlainWindow
from benchmarks.world import World, span
from callmemo.core.vocabulary import View
from callmemo.desktop.memo_list import MemoList

_ROUNDS = 100
_CASE = "change of one memo seen in list, counts, tray"


def _bring_into_sight(world: World, memo_id: str) -> None:
    """Scroll to a memo without choosing it: only what is in sight is drawn."""
    view = world.window.list
    rows = cast("MemoList", view.model())
    row = rows.row_of(world.desk.place_of(memo_id) or 0)
    view.scrollTo(rows.index(-1 if row is None else row))


def changing(world: World) -> Callable[[], None]:
    """Put a memo of today off, look at where it stands now, and return what puts it off again."""
    memo_id = world.desk.memos(View.TODAY, NOW, limit=1)[0].id
    minutes = count(1)

    def change() -> None:
        until = NOW + timedelta(days=1, minutes=next(minutes))
        painted = world.painted.count
        world.session.perform(lambda desk, now: desk.plan_retry(memo_id, until, now))
        world.until(lambda: world.painted.count > painted)

    change()
    world.window.show_view(View.LATER)
    _bring_into_sight(world, memo_id)
    world.settle()
    return change


def measure(place: Place) -> Iterator[Row]:
    """Put off a memo of today's list in the program, and change a bare row, in turns."""
    world = World(place.own_office())
    rounds = place.times(_ROUNDS)
    minutes = count(1)
    names = ", ".join(COLUMNS)
    with bare(place.folder / "bare.db") as plain:
        plain.execute(f"CREATE TABLE memo (seq INTEGER PRIMARY KEY, {names})")
        plain.execute("CREATE INDEX due ON memo (due_at)")
        plain.execute("BEGIN")
        plain.executemany(
            f"INSERT INTO memo ({names}) VALUES ({', '.join('?' * len(COLUMNS))})",
            (
                [*(f"伝言{at % 97:03d}",) * 10, f"{at:08d}", "件", "伝言" * 50]
                for at in range(place.size)
            ),
        )
        plain.execute("COMMIT")
        shown = plain.execute(f"SELECT {names} FROM memo LIMIT {PAGE}").fetchall()
        window = PlainWindow(lambda _: [], shown, world.window.list)

        def update() -> None:
            plain.execute("UPDATE memo SET due_at = ? WHERE seq = 1", (f"x{next(minutes)}",))

        def update_and_show() -> None:
            update()
            row = plain.execute(f"SELECT {names} FROM memo WHERE seq = 1").fetchone()
            window.table.change(0, row)

        change = changing(world)
        undrawn = in_turns(lambda: span(change), lambda: span(update), rounds)
        drawn = in_turns(
            lambda: span(change), lambda: window.until_painted(update_and_show), rounds
        )
        window.close()
    world.close()
    yield within(2, _CASE, *undrawn, "bare indexed update, nothing drawn")
    yield within(2, _CASE, *drawn, "bare indexed update in a plain table, drawn")


MEASUREMENT = Measurement("change", "Change", measure)
