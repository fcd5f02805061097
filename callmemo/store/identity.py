"""Ids that no other desktop makes too."""

from __future__ import annotations

import os
from datetime import datetime


def new_id(now: datetime) -> str:
    """Make a UUID version 7 (RFC 9562, 5.7): sorted by time, random beyond the millisecond."""
    milliseconds = int(now.timestamp() * 1000) & ((1 << 48) - 1)
    chance = int.from_bytes(os.urandom(10), "big")
    value = milliseconds << 80 | 0x7 << 76 | (chance >> 62 & 0xFFF) << 64
    value |= 0b10 << 62 | chance & ((1 << 62) - 1)
    digits = f"{value:032x}"
    # As `uuid` writes it, which takes longer to load than all ids of a day to make.
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
