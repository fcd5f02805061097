"""Saving a memo, answered when it is durable, beside one bare insert of the same row."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from benchmarks.measuring import Measurement, Place, Row, bare, in_turns, within
from benchmarks.office_story import NOW, calls
from callmemo.desk import Desk
from callmemo.settings_file import SettingsFile

_ROUNDS = 600


def measure(place: Place) -> Iterator[Row]:
    """Save a memo at the desk, and a row of the same columns in a bare file beside it."""
    home = place.own_office()
    desk = Desk(home, SettingsFile(home).load(NOW))
    rounds = place.times(_ROUNDS)
    drafts = [call.draft for call in islice(calls(rounds, 99, desk.office), rounds)]
    conn = desk._journal.db.conn
    names = [row[1] for row in conn.execute("PRAGMA table_info(memo)") if row[1] != "seq"]
    cells = [
        tuple(row)
        for row in conn.execute(f"SELECT {', '.join(names)} FROM memo LIMIT ?", (rounds,))
    ]
    sql = f"INSERT INTO memo ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    with bare(place.folder / "bare.db") as plain:
        plain.execute(f"CREATE TABLE memo (seq INTEGER PRIMARY KEY, {', '.join(names)})")
        turn = iter(range(rounds))
        other = iter(cells)

        def take() -> float:
            at = next(turn)
            start = time.perf_counter()
            desk.take(drafts[at], NOW + timedelta(seconds=at), past_due_ok=True)
            return (time.perf_counter() - start) * 1000

        def insert() -> float:
            row = next(other)
            start = time.perf_counter()
            plain.execute("BEGIN IMMEDIATE")
            plain.execute(sql, row)
            plain.execute("COMMIT")
            return (time.perf_counter() - start) * 1000

        ours, theirs = in_turns(take, insert, rounds)
    desk.close()
    yield within(
        2, "save of a memo, answered when durable", ours, theirs, against="bare durable insert"
    )


MEASUREMENT = Measurement("save", "Save", measure)
