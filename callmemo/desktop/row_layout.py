"""Where the rows of a list stand: found by arithmetic, so that a million cost what ten cost.

Qt's own list view asks for every row and remembers a place for each, at every change.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

ROW = 64
HEADING = 40


@dataclass(frozen=True, slots=True)
class RowLayout:
    """Heights and places of all rows, from the rows that are headings (ascending)."""

    rows: int = 0
    headings: Sequence[int] = ()

    @property
    def height(self) -> int:
        """Height of all rows together."""
        return self.top(self.rows)

    def top(self, row: int) -> int:
        """Where a row begins, as pixels below the first one."""
        above = bisect_right(self.headings, row - 1)
        return row * ROW - above * (ROW - HEADING)

    def height_of(self, row: int) -> int:
        """Height of one row."""
        return self.top(row + 1) - self.top(row)

    def row_at(self, y: int) -> int | None:
        """Return the row that stands there, None above the first and below the last."""
        if not 0 <= y < self.height:
            return None
        # Were all rows headings or none, it would be one of these two; it lies between them.
        low, high = y // ROW, min(y // HEADING, self.rows - 1)
        while low < high:
            middle = (low + high + 1) // 2
            if self.top(middle) <= y:
                low = middle
            else:
                high = middle - 1
        return low
