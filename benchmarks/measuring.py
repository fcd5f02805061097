"""The furniture of all measurements: turns, figures, and the rows of the table."""

from __future__ import annotations

import os
import shutil
import sqlite3
import statistics
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.shelf import KEPT, office


@dataclass(frozen=True, slots=True)
class Figure:
    """What a row of spans comes to; times are in milliseconds, sizes in megabytes."""

    median: float
    p95: float
    p99: float
    longest: float
    count: int

    @classmethod
    def of(cls, spans: Sequence[float]) -> Figure:
        """Sum up what was measured."""
        ordered = sorted(spans)
        return cls(
            statistics.median(ordered),
            _share(ordered, 0.95),
            _share(ordered, 0.99),
            ordered[-1],
            len(ordered),
        )


def _share(ordered: Sequence[float], share: float) -> float:
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: ours beside theirs, and whether the goal is met.

    `ratio` is ours by theirs. Without a goal `met` is None: the line is there to be known.
    Several cases of one `topic` are told as one where all is summed up; `note` is what else is to
    be known at this size.
    """

    case: str
    ours: Figure
    theirs: Figure | None = None
    against: str = ""
    unit: str = "ms"
    goal: str = ""
    met: bool | None = None
    size: int = 0
    measurement: str = ""
    topic: str = ""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours by theirs."""
        if self.theirs is None or not self.theirs.median:
            return None
        return self.ours.median / self.theirs.median

    def as_json(self) -> dict[str, Any]:
        """All of it, as it is kept."""
        return {**asdict(self), "ratio": self.ratio}

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Row:
        """Read what `as_json` has made."""
        parts = {name: kept[name] for name in kept if name != "ratio"}
        theirs = parts.pop("theirs")
        return cls(
            **{
                **parts,
                "ours": Figure(**parts["ours"]),
                "theirs": None if theirs is None else Figure(**theirs),
            }
        )


def within(
    times: float, case: str, ours: Sequence[float], theirs: Sequence[float], against: str
) -> Row:
    """Make a row with the goal that ours takes at most so many times what theirs takes."""
    row = Row(case, Figure.of(ours), Figure.of(theirs), against, goal=f"≤ {times:g}x")
    return replace(row, met=(row.ratio or 0) <= times)


def faster(
    times: float, case: str, ours: Sequence[float], theirs: Sequence[float], against: str
) -> Row:
    """Make a row with the goal that ours is so many times as fast as theirs."""
    goal = f"{times:g}x faster" if times != 1 else "faster"
    row = Row(case, Figure.of(ours), Figure.of(theirs), against, goal=goal)
    return replace(row, met=(row.ratio or 0) * times <= 1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a measurement works: the made office of its size, and a folder of its own."""

    size: int
    rounds: int
    folder: Path
    kept: Path = KEPT

    def office(self) -> Path:
        """The made office, to be read only; made if it is not there yet."""
        return office(self.size, self.kept)

    def own_office(self) -> Path:
        """Make a copy of the office that may be written to."""
        return Path(shutil.copytree(self.office(), self.folder / "office", dirs_exist_ok=True))

    def times(self, usual: int) -> int:
        """How often something is measured: fewer times where only the measuring is tried."""
        return max(2, usual * self.rounds // 100)


@dataclass(frozen=True, slots=True)
class Measurement:
    """One measurement: `measure` yields its rows for one place.

    `most` and `least` bound the sizes at which it says something.
    """

    name: str
    title: str
    measure: Callable[[Place], Iterator[Row]]
    least: int = 0
    most: int = 1_000_000


def in_turns(
    ours: Callable[[], float], theirs: Callable[[], float], rounds: int
) -> tuple[list[float], list[float]]:
    """Measure both again and again, one after the other: what disturbs one disturbs the other."""
    first, second = [], []
    for _ in range(rounds):
        first.append(ours())
        second.append(theirs())
    return first, second


@contextmanager
def bare(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database with the promises that ours gives: nothing saved is lost."""
    conn = sqlite3.connect(path, isolation_level=None)
    try:
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("PRAGMA synchronous = FULL")
        yield conn
    finally:
        conn.close()


def on_screen_or_off() -> None:
    """Draw into memory, as every machine can; called before Qt is started."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # It says again and again what it cannot do.
    os.environ["QT_LOGGING_RULES"] = "qt.qpa.*=false;qt.core.qobject.connect=false"
