"""The whole in a spreadsheet: opened and filtered by LibreOffice Calc, beside start and search.

Once from the start of both programs, and once with both running since the morning: Calc opens the
file and filters it, the program goes from the list of today to that of all memos and a name is
typed. Calc draws nothing meanwhile, ours does. Where there is no Calc there is no row.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from benchmarks import calc
from benchmarks.calc import Calc
from benchmarks.keystroke import Field
from benchmarks.measuring import Measurement, Place, Row, bare, faster, in_turns
from benchmarks.rivals import write_lines
from benchmarks.start import first_paint
from benchmarks.world import World, span
from callmemo.core.vocabulary import View
from callmemo.desk import DATABASE

_ROUNDS = 5
_NAME_COLUMN = 1
_WORD = "田中"
_CASE = "rows opened and filtered"


def measure(place: Place) -> Iterator[Row]:
    """Start, open, filter: ours and theirs in turns."""
    if not calc.is_there():
        return
    home = place.own_office()
    text = place.folder / "memos.csv"
    with bare(home / DATABASE) as conn:
        write_lines(conn, text)
    rounds = place.times(_ROUNDS)
    turns = iter(range(rounds + 1))

    def started() -> Calc:
        return Calc(place.folder, next(turns), text, _NAME_COLUMN, _WORD)

    def cold() -> float:
        with started() as running:
            return (running.filtered()[1] - running.began) * 1000

    with closing(World(home)) as world:
        field = Field(world)

        def open_all() -> None:
            painted = world.painted.count
            world.window.show_view(View.ALL)
            world.until(lambda: world.painted.count > painted)

        def searched() -> float:
            field.clear()
            world.window.show_view(View.TODAY)
            world.settle()
            return span(open_all) + field.type_all(_WORD)

        with started() as running:

            def opened() -> float:
                began, done = running.filtered()
                return (done - began) * 1000

            opened()
            searched()
            warm = in_turns(searched, opened, rounds)
        first_paint("ours", str(home))
        ours, theirs = in_turns(
            lambda: first_paint("ours", str(home)) + field.type_last(_WORD), cold, rounds
        )
    against = "LibreOffice Calc"
    yield faster(50, f"{_CASE}, from the start of the process", ours, theirs, against)
    yield faster(50, f"{_CASE}, both running already", *warm, against)


MEASUREMENT = Measurement("spreadsheet", "Spreadsheet", measure, most=100_000)
