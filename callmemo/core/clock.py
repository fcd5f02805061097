"""Hybrid logical clock: keeps the order of events right when wall clocks are not.

Source: Kulkarni et al., 'Logical Physical Clocks' (2014); layout milliseconds << 16 | counter.
"""

from __future__ import annotations

from datetime import datetime

_COUNTER_BITS = 16


def tick(last: int, now: datetime) -> int:
    """Return the next stamp: not before `now`, and always after `last`."""
    return max(last + 1, int(now.timestamp() * 1000) << _COUNTER_BITS)
