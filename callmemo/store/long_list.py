"""A list that holds years: all its places in order, carried through what is changed here."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from callmemo.core.fold import fold
from callmemo.store.opening import Database, reading
from callmemo.store.rows import EVENTS, as_written, memo_row, read_event

State = tuple[int, int]
"""How often this program has written, and a number that changes when another has."""

_FEW: Final = 64
"""After so many events a walk costs no more than to carry the list through each of them."""
_SMALL, _LARGE = "I", "q"
"""Places take four bytes each, where none in the file needs more."""

_Keys = Mapping[int, str | None]
"""By place the moment by which memos stand in the list, None for those that do not."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """The places as of a state of the file, and the row of the last event by then."""

    state: State
    last: int
    places: array[int]


class LongList:
    """Places of the memos that have a moment, latest first: by walking its index, once.

    After a change made by this program only the places of the memos it was about are moved. If
    another one has written, which may have made the table anew, the index is walked again.
    """

    def __init__(self, db: Database, moment: str, walk: str, state: Callable[[], State]) -> None:
        """Stand in the order of the column `moment`, as `walk` asks for all of them."""
        self._db = db
        self._moment = moment
        self._walk = walk
        self._state = state
        self._kept: _Kept | None = None

    def places(self) -> array[int]:
        """Return the places; the same array as before if nothing in it has changed."""
        kept = self._kept
        if kept is None or kept.state != self._state():
            with reading(self._db), as_written():
                kept = self._kept = self._read_on(kept)
        return kept.places

    def forget(self) -> None:
        """Walk the next time: the table has been made anew."""
        self._kept = None

    def _read_on(self, kept: _Kept | None) -> _Kept:
        """Carry what is kept to the file as it is now, or walk."""
        last = self._db.conn.execute("SELECT coalesce(max(rowid), 0) FROM event").fetchone()[0]
        state = self._state()
        places = None
        if kept is not None and kept.state[1] == state[1] and 0 <= last - kept.last <= _FEW:
            # What is not as it is remembered is looked for no further.
            with suppress(ValueError, TypeError, OverflowError):
                places = self._carried(kept)
        return _Kept(state, last, self._walked() if places is None else places)

    def _walked(self) -> array[int]:
        rows = self._db.conn.cursor()
        rows.row_factory = None
        try:
            return array(_SMALL, chain.from_iterable(rows.execute(self._walk)))
        except OverflowError:
            return array(_LARGE, chain.from_iterable(rows.execute(self._walk)))

    def _carried(self, kept: _Kept) -> array[int]:
        """Move what events since then were about; ValueError where one is not in its place."""
        rows = self._db.conn.execute(
            f"SELECT seq, id, {self._moment} FROM memo"  # noqa: S608 - constants only
            " WHERE id IN (SELECT memo_id FROM event WHERE rowid > ?)",
            (kept.last,),
        )
        before: dict[int, str | None] = {}
        after: dict[int, str | None] = {}
        for seq, memo_id, moment in rows:
            was = self._before(memo_id, kept.last)
            if was != moment:
                before[seq], after[seq] = was, moment
        if not after:
            return kept.places
        # A copy: whoever shows the old places goes on showing them until they ask.
        places = kept.places[:]
        for seq, moment in before.items():
            if moment is not None:
                rank = self._rank(places, (moment, seq), before)
                del places[places.index(seq, rank, rank + 1)]
        for seq, moment in after.items():
            if moment is not None:
                places.insert(self._rank(places, (moment, seq), after), seq)
        return places

    def _before(self, memo_id: str, last: int) -> str | None:
        """Return the moment of a memo as it was: the table has only what it is now."""
        rows = self._db.conn.execute(f"{EVENTS} WHERE memo_id = ? AND rowid <= ?", (memo_id, last))
        memo = fold(read_event(row) for row in rows)
        moment: str | None = None if memo is None else memo_row(memo)[self._moment]
        return moment

    def _rank(self, places: array[int], wanted: tuple[str, int], known: _Keys) -> int:
        """How many places stand before this moment and place; some moments are known already."""
        question = f"SELECT {self._moment} FROM memo WHERE seq = ?"  # noqa: S608 - constants only
        ask = self._db.conn.execute

        def is_there(seq: int) -> bool:
            moment: Any = known.get(seq) or ask(question, (seq,)).fetchone()[0]
            return bool((moment, seq) <= wanted)

        return bisect_left(places, True, key=is_there)
