"""Memory of the running program with the list of all memos scrolled, beside an empty window."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Measurement, Place, Row, on_screen_or_off, within
from benchmarks.shelf import ROOT

_TOLD = Path("/proc/self/status")
_RUNS = 3
_SCROLLED = 300


def resident() -> float:
    """Megabytes that this process holds; Linux only."""
    lines = _TOLD.read_text(encoding="utf-8").splitlines()
    told = next(line for line in lines if line.startswith("VmRSS:"))
    return int(told.split()[1]) / 1024


def run(home: str) -> float:
    """Use the program, or an empty window where no home is given; return what it holds then."""
    on_screen_or_off()
    if not home:
        from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415 - nothing but this

        app = QApplication([])
        window = QWidget()
        window.resize(1280, 800)
        window.show()
        app.processEvents()
        return resident()
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
    return resident()


def _apart(home: str) -> float:
    command = [sys.executable, "-m", "benchmarks.memory", home]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    return float(done.stdout.split()[-1])


def measure(place: Place) -> Iterator[Row]:
    """Run both in processes of their own."""
    if not _TOLD.exists():
        return
    home = str(place.own_office())
    runs = range(min(_RUNS, place.times(_RUNS)))
    ours, theirs = [_apart(home) for _ in runs], [_apart("") for _ in runs]
    row = within(2, "memory, list of all memos scrolled", ours, theirs, "empty window")
    yield Row(row.case, row.ours, row.theirs, row.against, "MB", row.goal, row.met)


MEASUREMENT = Measurement("memory", "Memory", measure)

if __name__ == "__main__":
    print(run(sys.argv[1]))
    sys.stdout.flush()
    os._exit(0)
