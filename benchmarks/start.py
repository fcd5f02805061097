"""From the start of the process to the first paint of today's list, beside an empty window."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE

from benchmarks.measuring import Figure, Measurement, Place, Row, in_turns, within
from benchmarks.shelf import KEPT, ROOT

_ROUNDS = 15
_WHOLE_ROUNDS = 5


def first_paint(*what: str) -> float:
    """Milliseconds from the start of such a process until something is drawn."""
    if len(what) > 1:
        # The one before has ended without tidying up; one that ends as usual leaves no lock,
        # and to break it waits for the disk.
        Path(what[1], "window.lock").unlink(missing_ok=True)
    command = [sys.executable, "-m", "benchmarks.first_paint", *what]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(KEPT / "pycache")}
    # As after the first start of an installed program: compiled once, then never again.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.monotonic()
    told = subprocess.run(command, env=env, check=True, stdout=PIPE, timeout=120).stdout
    return (float(told.split()[-1]) - start) * 1000


def measure(place: Place) -> Iterator[Row]:
    """Start both in turns."""
    home: Path = place.own_office()
    first_paint("ours", str(home))
    first_paint("theirs")
    ours, theirs = in_turns(
        lambda: first_paint("ours", str(home)), lambda: first_paint("theirs"), place.times(_ROUNDS)
    )
    whole = [first_paint("whole", str(home)) for _ in range(place.times(_WHOLE_ROUNDS))]
    yield within(1.3, "process start to first paint of today", ours, theirs, against="empty window")
    against = Figure.of(theirs)
    yield Row("... to memo in sight, tray, reminders", Figure.of(whole), against, "empty window")


MEASUREMENT = Measurement("start", "Start", measure)
