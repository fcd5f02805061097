"""From key stroke to drawn hits, in the running program on a made office.

`python -m benchmarks.search HOME [--queries 60]` types words as people do, a character at a time,
and prints milliseconds from each key to the drawn list; HOME is made by benchmarks/office_data.py.
"""

from __future__ import annotations

import argparse
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from benchmarks.measuring import on_screen_or_off
from benchmarks.painted import Painted
from benchmarks.world import World
from callmemo.desk import DATABASE

TEXTS: Final = ("name", "kana", "company", "department", "subject", "body", "addressee")
Spans = dict[str, list[tuple[float, float, str]]]
"""Of each kind: milliseconds by the clock, of them of the processor, and what was typed."""


class Pieces:
    """Pieces of what memos say, chosen by dice."""

    def __init__(self, path: Path, seed: int) -> None:
        self._db = sqlite3.connect(path)
        self._dice = Random(seed)
        self._most = self._db.execute("SELECT max(seq) FROM memo").fetchone()[0]

    def text(self, column: str = "") -> str:
        """Some text of some memo."""
        while True:
            name = column or self._dice.choice(TEXTS)
            row = self._db.execute(
                f"SELECT {name} FROM memo WHERE seq = ?",
                (self._dice.randrange(1, self._most + 1),),
            ).fetchone()
            if row and len(row[0]) >= 2:
                return str(row[0])

    def piece(self, length: int, column: str = "") -> str:
        """Some characters that follow each other."""
        text = "".join(self.text(column).split())
        start = self._dice.randrange(max(len(text) - length, 0) + 1)
        return text[start : start + length]

    def length(self) -> int:
        """How much of a longer word somebody types."""
        return self._dice.choice((3, 3, 4, 4, 5, 6, 8))


def kinds(pieces: Pieces) -> dict[str, Callable[[], str]]:
    """What people type, by kind."""
    return {
        "a word": lambda: pieces.piece(pieces.length()),
        "a name": lambda: pieces.text("name").split()[0],
        "part of a number": lambda: pieces.piece(4, "phone"),
        "a whole number": lambda: pieces.text("phone"),
        "two words": lambda: f"{pieces.piece(2)} {pieces.piece(2)}",
        "name and number": lambda: f"{pieces.piece(2, 'name')} {pieces.piece(3, 'phone')}",
        "romaji": lambda: "yamada suzuki takahashi ikeda watanabe".split()[pieces.length() % 5],
        "no hit": lambda: pieces.piece(2) + "鼈" + pieces.piece(1),
    }


def press(world: World, text: str) -> None:
    """Press one key that writes this; nothing is drawn before events are looked at."""
    field = world.window.top.search
    event = QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, text)
    QApplication.postEvent(field, event)


def typed(world: World, drawn: list[Painted], text: str) -> tuple[float, float]:
    """Milliseconds from a key to the hits on screen, by the clock and of the processor."""
    field = world.window.top.search
    before = [each.count for each in drawn]
    wanted = (field.text() + text).strip()
    start, busy = time.perf_counter(), time.process_time()
    press(world, text)
    searching, memos = world.window.searching, world.window.list.model()
    world.until(lambda: field.text().strip() == wanted == searching.search.text)
    if text.strip() and memos.rowCount():
        world.until(lambda: any(each.count > old for each, old in zip(drawn, before, strict=True)))
    else:
        # What says that nothing was found is not drawn anew while it says the same.
        world.app.processEvents()
    return (time.perf_counter() - start) * 1000, (time.process_time() - busy) * 1000


def measure(world: World, pieces: Pieces, queries: int) -> Spans:
    """Type queries of each kind; spans by kind, and by how many characters stood there."""
    window = world.window
    drawn = [world.painted, Painted(window._emptiness)]
    found: Spans = {}
    window.top.search.setFocus()
    for kind, make in kinds(pieces).items():
        for _ in range(queries):
            window.top.search.clear()
            world.settle()
            text = " ".join(make().split())
            for place, letter in enumerate(text):
                so_far = text[: place + 1]
                span = typed(world, drawn, letter)
                world.settle()
                if letter.isspace():
                    continue
                found.setdefault(kind, []).append((*span, so_far))
                long = min(len(so_far), 3)
                by_length = f"{long}{'+' * (long == 3)} characters"
                found.setdefault(by_length, []).append((*span, so_far))
                found.setdefault("every key", []).append((*span, so_far))
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--seed", type=int, default=5)
    args = parser.parse_args()
    on_screen_or_off()
    world = World(args.home)
    try:
        found = measure(world, Pieces(args.home / DATABASE, args.seed), args.queries)
    finally:
        world.close()
    print(f"{'milliseconds':20} {'keys':>6} {'p50':>6} {'p95':>6} {'p99':>6} {'max':>6}", end="")
    print(f"  processor {'p50':>6} {'p95':>6} {'p99':>6}  slowest")
    for kind, spans in sorted(found.items()):
        clock = sorted(by_clock for by_clock, _, _ in spans)
        busy = sorted(of_processor for _, of_processor, _ in spans)
        slowest = [text for _, _, text in sorted(spans)[-3:]]
        print(f"{kind:20} {len(spans):6} {_shares(clock)} {clock[-1]:6.1f}", end="")
        print(f"  {'':9} {_shares(busy)}  {', '.join(slowest)}")


def _shares(ordered: list[float]) -> str:
    places = (int(len(ordered) * share) for share in (0.5, 0.95, 0.99))
    return " ".join(f"{ordered[min(place, len(ordered) - 1)]:6.1f}" for place in places)


if __name__ == "__main__":
    main()
