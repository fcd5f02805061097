"""Every measurement works on a small office; how long anything takes is no matter here."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.bench import NAMES, measure
from benchmarks.looked_for import words
from benchmarks.measuring import Figure, Row, bare, faster, within
from benchmarks.office_data import make_office
from benchmarks.rivals import by_index, by_like
from benchmarks.telling import table
from callmemo.desk import DATABASE

# The spreadsheet needs a program of its own, which tests never start.
TRIED = [name for name in NAMES if name != "spreadsheet"]


@pytest.mark.parametrize("name", TRIED)
def test_a_measurement_yields_rows(name: str, tmp_path: Path) -> None:
    rows = measure(name, 60, 2, tmp_path)
    if name == "memory" and sys.platform != "linux":
        assert rows == []
        return
    assert rows
    for row in rows:
        assert row.measurement == name
        assert row.size == 60
        assert 0 <= row.ours.median <= row.ours.p99 <= row.ours.longest
        assert row.case in table(rows)


def test_what_is_looked_for_is_there_at_every_size(tmp_path: Path) -> None:
    make_office(tmp_path, 300)
    with bare(tmp_path / DATABASE) as conn:
        chosen = words(conn)
        assert chosen == words(conn)
        for word in chosen:
            assert bool(by_index(conn, word.text)) == (word.case != "no hit"), word
            if word.case.endswith("rare"):
                assert by_like(conn, word.text), word


def test_a_goal_is_judged_by_the_medians() -> None:
    assert within(2, "a", [1, 2, 9], [1], "b").met
    assert not within(2, "a", [2, 3, 9], [1], "b").met
    assert faster(50, "a", [1], [50, 60], "b").met
    assert not faster(50, "a", [1.2], [50], "b").met


def test_a_row_can_be_kept_and_read_back() -> None:
    row = within(2, "a", [1.0, 2.0], [1.0], "b")
    assert Row.of(row.as_json()) == row
    assert Figure.of([3.0, 1.0, 2.0]) == Figure(2.0, 3.0, 3.0, 3.0, 3)
