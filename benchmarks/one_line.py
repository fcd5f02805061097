"""How much of a call typed in one line is read right, per field, and how long a line takes.

`python -m benchmarks.one_line` measures the corpus of the tests, and apart from it the lines held
back: those were written at the same time, but not looked at while the reader was made.
"""

from __future__ import annotations

import statistics
import sys
import time

from callmemo.core.one_line import read_line
from tests.core.one_line_corpus import NOW, Line, corpus, held_back
from tests.core.one_line_measure import KNOWN, OFFICE, Accuracy, measure

_ROUNDS = 20


def table(accuracy: Accuracy) -> str:
    """Say for each field how often it was to be filled, and how often it was filled right."""
    rows = [
        f"  {name:<16}{score.right:>5} of {score.lines:>4}  {score.right / score.lines:>7.1%}"
        for name, score in accuracy.fields.items()
        if score.lines
    ]
    return "\n".join([*rows, f"  {'all fields':<16}{'':>13}  {accuracy.share:>7.1%}"])


def milliseconds(lines: list[Line]) -> list[float]:
    """Measure how long each line takes, the median of some rounds."""
    for line in lines:
        read_line(line.text, NOW, OFFICE, KNOWN)
    found = []
    for line in lines:
        took = []
        for _ in range(_ROUNDS):
            start = time.perf_counter()
            read_line(line.text, NOW, OFFICE, KNOWN)
            took.append((time.perf_counter() - start) * 1000)
        found.append(statistics.median(took))
    return sorted(found)


def main() -> int:
    """Print what was measured."""
    for title, lines in (("corpus", corpus()), ("held back", held_back())):
        accuracy = measure(lines)
        print(f"{title}: {len(lines)} lines\n{table(accuracy)}")
        if "--wrong" in sys.argv:
            print("\n".join(accuracy.wrong))
    took = milliseconds(corpus())
    print(f"time per line: median {took[len(took) // 2]:.2f} ms, longest {took[-1]:.2f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
