"""Memory of the running program with the list of all memos scrolled, beside an empty window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.measuring import Measurement, Place, Row, on_screen_or_off, within
from benchmarks.shelf import ROOT

_TOLD = Path("/proc/self/smaps_rollup")
_RUNS = 3
_SCROLLED = 300
_CASE = "memory, list of all memos scrolled"


def held() -> dict[str, float]:
    """Megabytes that this process holds: all of it, and what no other shares; Linux only."""
    lines = _TOLD.read_text(encoding="utf-8").splitlines()[1:]
    told = {line.partition(":")[0]: int(line.split()[1]) / 1024 for line in lines}
    own = sum(size for name, size in told.items() if name.startswith("Private_"))
    return {"resident": told["Rss"], "own": own}


def run(home: str) -> dict[str, float]:
    """Use the program, or an empty window where no home is given; return what it holds then."""
    on_screen_or_off()
    if not home:
        from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415 - nothing but this

        app = QApplication([])
        window = QWidget()
        window.resize(1280, 800)
        window.show()
        app.processEvents()
        return held()
    from benchmarks.world import World  # noqa: PLC0415 - the empty window must not hold it
    from callmemo.core.vocabulary import View  # noqa: PLC0415

    world = World(Path(home))
    world.window.show_view(View.ALL)
    world.settle()
    bar = world.window.list.verticalScrollBar()
    for _ in range(_SCROLLED):
        bar.setValue(bar.value() + bar.pageStep())
        world.settle()
    bar.setValue(bar.maximum())
    world.settle()
    return held()


def _apart(home: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.memory", home]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def measure(place: Place) -> Iterator[Row]:
    """Run both in processes of their own."""
    if not _TOLD.exists():
        return
    home = str(place.own_office())
    runs = range(min(_RUNS, place.times(_RUNS)))
    ours, theirs = [_apart(home) for _ in runs], [_apart("") for _ in runs]
    for name, case in (("resident", _CASE), ("own", f"{_CASE}, shared with no other program")):
        spans = [each[name] for each in ours], [each[name] for each in theirs]
        row = replace(within(2, case, *spans, "empty window"), unit="MB")
        # Fonts and libraries lie in memory once for all programs: that row is to be known only.
        yield row if name == "resident" else replace(row, goal="", met=None)


MEASUREMENT = Measurement("memory", "Memory", measure)

if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1])))
    sys.stdout.flush()
    os._exit(0)
