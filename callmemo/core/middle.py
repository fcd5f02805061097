"""The middle of a row of figures."""

from __future__ import annotations

from collections.abc import Sequence


def median(figures: Sequence[float]) -> float:
    """Return the middle figure, between two the mean of both; raises IndexError for none.

    `statistics` says the same, and takes longer to load than today's list to read.
    """
    ordered = sorted(figures)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
