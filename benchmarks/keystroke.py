"""A key stroke in the search field until its results are drawn; beside LIKE, bare FTS5 and grep.

Each word is typed into our window, and into plain windows that ask FTS5 or LIKE for the same page
of hits and show it in Qt's own table. Beside that only finding is measured, with nothing drawn.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from benchmarks import rivals
from benchmarks.looked_for import Word, words
from benchmarks.measuring import Measurement, Place, Row, bare, faster, within
from benchmarks.office_story import NOW
from benchmarks.rivals import PAGE, PlainWindow, press
from benchmarks.world import World, span
from callmemo.core.search import Search
from callmemo.desk import DATABASE

_ROUNDS = 15
_FEW = 5
_DRAWN = "key stroke to drawn results"
_FOUND = "only finding, nothing drawn"


class Field:
    """The search field of the running program."""

    def __init__(self, world: World) -> None:
        """Watch what the list shows; who types has the keyboard in the field."""
        self._world = world
        self._resets = 0
        world.window.list.model().modelReset.connect(self._reset)
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        """Whoever types has the keyboard; other windows, and views that are shown, take it away."""
        field = self._world.window.top.search
        if not field.hasFocus():
            self._world.window.activateWindow()
            field.setFocus()
            self._world.until(field.hasFocus)

    def _reset(self) -> None:
        self._resets += 1

    def clear(self) -> None:
        """Look for nothing."""
        self._take_keyboard()
        self._world.window.top.search.clear()
        self._world.settle()

    def type_last(self, text: str) -> float:
        """Milliseconds from the last key of these words until its results are drawn."""
        self.clear()
        for letter in text[:-1]:
            press(self._world.window.top.search, letter)
        return self._key(text[-1])

    def type_all(self, text: str) -> float:
        """Milliseconds from the first key until the results of the last are drawn."""
        return sum(map(self._key, text))

    def _key(self, letter: str) -> float:
        world = self._world
        self._take_keyboard()
        world.pause()
        resets, painted = self._resets, world.painted.count

        def drawn() -> bool:
            return self._resets > resets and (
                world.painted.count > painted or not world.window.list.isVisible()
            )

        def stroke() -> None:
            press(world.window.top.search, letter)
            world.until(drawn)

        return span(stroke)


def measure(place: Place) -> Iterator[Row]:
    """Type, and ask the others the same, in turns."""
    home = place.own_office()
    world = World(home)
    field = Field(world)
    text = place.folder / "memos.txt"
    has_grep = shutil.which("grep") is not None
    with bare(home / DATABASE) as conn:
        rivals.write_lines(conn, text)
        first = conn.execute(
            f"SELECT {', '.join(rivals.COLUMNS)} FROM memo ORDER BY seq DESC LIMIT {PAGE}"
        ).fetchall()
        index, like = (
            PlainWindow(partial(way, conn), first, world.window.list)
            for way in (rivals.rows_by_index, rivals.rows_by_like)
        )
        for word in words(conn):
            what = word.text
            often: dict[str, Callable[[], float]] = {
                "ours": partial(field.type_last, what),
                "index drawn": partial(index.type_last, what),
                "find": lambda w=what: span(lambda: _found(world, w)),  # type: ignore[misc]
                "index": lambda w=what: span(lambda: rivals.by_index(conn, w)),  # type: ignore[misc]
            }
            seldom: dict[str, Callable[[], float]] = {
                "like drawn": partial(like.type_last, what),
                "like": lambda w=what: span(lambda: rivals.by_like(conn, w)),  # type: ignore[misc]
            }
            if has_grep:
                seldom["grep"] = lambda w=what: span(lambda: rivals.by_grep(text, w))  # type: ignore[misc]
            rounds = place.times(_ROUNDS)
            spans = _in_turns(often, seldom, rounds, min(rounds, place.times(_FEW)))
            hits = len(rivals.by_index(conn, what))
            yield from _rows(word, f"{what}: {hits if hits < PAGE else f'{PAGE}+'} hits", spans)
        index.close()
        like.close()
    world.close()


def _found(world: World, text: str) -> object:
    return world.desk.find(Search(text), NOW, limit=PAGE)


def _in_turns(
    often: Mapping[str, Callable[[], float]],
    seldom: Mapping[str, Callable[[], float]],
    rounds: int,
    few: int,
) -> dict[str, list[float]]:
    """Measure all, one after the other, again and again; what takes long in few of the rounds."""
    spans: dict[str, list[float]] = {name: [] for name in (*often, *seldom)}
    for turn in range(rounds):
        for name, act in {**often, **(seldom if turn < few else {})}.items():
            spans[name].append(act())
    return spans


def _rows(word: Word, note: str, spans: Mapping[str, list[float]]) -> Iterator[Row]:
    drawn, found = f"{_DRAWN}: {word.case}", f"{_FOUND}: {word.case}"
    rows = [
        within(1.5, drawn, spans["ours"], spans["index drawn"], "FTS5 in a plain table, drawn"),
        faster(50, drawn, spans["ours"], spans["like drawn"], "LIKE in a plain table, drawn"),
        within(1.5, drawn, spans["ours"], spans["index"], "bare FTS5 query, nothing drawn"),
        faster(50, drawn, spans["ours"], spans["like"], "LIKE, nothing drawn"),
        within(1.5, found, spans["find"], spans["index"], "bare FTS5 query"),
        faster(50, found, spans["find"], spans["like"], "LIKE over the same columns"),
    ]
    if "grep" in spans:
        rows.insert(2, faster(1, drawn, spans["ours"], spans["grep"], "grep over the same rows"))
    for row in rows:
        yield replace(row, topic=row.case.partition(":")[0], note=note)


MEASUREMENT = Measurement("keystroke", "Search", measure)
