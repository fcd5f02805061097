"""From the start of the process to the first paint of today's list, beside an empty window."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE

from benchmarks.measuring import Figure, Measurement, Place, Row, within
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
    """Start all of them in turns."""
    home = str(place.own_office())
    starts = (("ours", home), ("theirs",), ("plain", home))
    for what in starts:
        first_paint(*what)
    spans = [[first_paint(*what) for what in starts] for _ in range(place.times(_ROUNDS))]
    ours, theirs, plain = (list(column) for column in zip(*spans, strict=True))
    whole = [first_paint("whole", home) for _ in range(place.times(_WHOLE_ROUNDS))]
    case = "process start to first paint of today"
    yield within(1.3, case, ours, theirs, against="empty window")
    yield Row(case, Figure.of(ours), Figure.of(plain), "bare list of the same memos")
    against = Figure.of(theirs)
    yield Row("... to memo in sight, tray, reminders", Figure.of(whole), against, "empty window")


MEASUREMENT = Measurement("start", "Start", measure)
