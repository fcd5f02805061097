"""Every quicker way gives what the plain one gives, also while others write into the file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.office_data import make_office, office_settings
from benchmarks.office_story import NOW
from callmemo.core.memo import Caller, Draft
from callmemo.core.vocabulary import View
from callmemo.desk import Desk


@pytest.fixture
def desks(tmp_path: Path) -> tuple[Desk, Desk]:
    """Two programs on one file."""
    make_office(tmp_path, 120)
    settings = office_settings(tmp_path)
    return Desk(tmp_path, settings), Desk(tmp_path, settings)


def plain(desk: Desk, view: View) -> list[int]:
    """Places in the order that the memos themselves give."""
    conn = desk._journal.db.conn
    order, where = ("closed_at", "closed_at") if view is View.DONE else ("taken_at", "taken_at")
    rows = conn.execute(f"SELECT seq, {order} FROM memo WHERE {where} IS NOT NULL").fetchall()
    return [row[0] for row in sorted(rows, key=lambda row: (row[1], row[0]), reverse=True)]


@pytest.mark.parametrize("view", [View.ALL, View.DONE])
def test_long_lists_follow_every_change_by_whomever(desks: tuple[Desk, Desk], view: View) -> None:
    mine, yours = desks
    draft = Draft(caller=Caller(name="客"), subject="件")
    for step in range(6):
        now = NOW + timedelta(minutes=step)
        for desk in desks:
            assert list(desk.places(view, now)) == plain(desk, view)
            assert desk.places(view, now) is desk.places(view, now)
        writer = desks[step % 2]
        memo_id = writer.take(draft, now).memo_id
        if step > 2:
            writer.finish(memo_id, now)
    for desk in (mine, yours):
        assert list(desk.places(view, NOW)) == plain(desk, view)


def test_no_number_is_given_twice_by_two_programs(desks: tuple[Desk, Desk]) -> None:
    draft = Draft(caller=Caller(name="客"), subject="件")
    numbers = []
    for turn in (0, 0, 1, 1, 1, 0, 1, 0, 0):
        desk = desks[turn]
        numbers.append(desk.memo(desk.take(draft, NOW).memo_id).number)
    first = int(numbers[0].partition("-")[2])
    assert numbers == [f"1124-{first + step:03d}" for step in range(9)]


def test_the_middle_of_the_day_is_what_the_memos_say(desks: tuple[Desk, Desk]) -> None:
    desk = desks[0]
    spans = [
        (memo.called_back_at - memo.taken_at).total_seconds()
        for memo in desk.memos_at(desk.closed_today(NOW))
        if memo.called_back_at is not None
    ]
    assert spans
    assert sorted(desk.called_back_after_today(NOW)) == pytest.approx(sorted(spans), abs=0.002)
