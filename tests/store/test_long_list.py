"""Lists that hold years are carried through every change, and are what a walk would give."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from math import log2
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.office_data import events, make_office, office_settings
from benchmarks.office_story import NOW
from callmemo.core.events import Event
from callmemo.core.memo import Caller, Draft
from callmemo.core.vocabulary import View
from callmemo.desk import Desk
from callmemo.errors import MemoRefused
from callmemo.store import long_list
from callmemo.store.journal import Journal
from callmemo.store.register import Register, Sight
from tests.store.histories import histories
from tests.store.test_journal_fold import Stores

LONG = (View.ALL, View.DONE)
DRAFT = Draft(caller=Caller(name="客"), subject="件")
MINUTE = timedelta(minutes=1)


class Asked:
    """Counts what is asked of a database, and how often a whole list is walked."""

    def __init__(self, journal: Journal) -> None:
        self.statements: list[str] = []
        journal.db.conn.set_trace_callback(self.statements.append)

    @property
    def walks(self) -> int:
        return sum(" DESC, seq DESC" in each for each in self.statements)


def plain(journal: Journal, view: View) -> list[int]:
    """Places in the order that the memos themselves give."""
    moment = "closed_at" if view is View.DONE else "taken_at"
    rows = journal.db.conn.execute(f"SELECT seq, {moment} FROM memo WHERE {moment} IS NOT NULL")
    latest = sorted(rows.fetchall(), key=lambda row: (row[1], row[0]), reverse=True)
    return [row[0] for row in latest]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    """Two programs on one file."""
    made = Stores(tmp_path_factory.mktemp("stores"))
    made.journals[1].close()
    made.journals[1] = Journal(made.journals[0].path, "desktop-2")
    for journal in made.journals:
        journal.db.conn.execute("PRAGMA synchronous = OFF")
    yield made
    for journal in made.journals:
        journal.close()


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(history=histories(memos=6, longest=20), data=st.data())
def test_whatever_arrives_in_whatever_order_from_whom(
    history: list[Event], data: st.DataObject, stores: Stores
) -> None:
    mine, yours = stores.empty()
    register = Register(mine.db, mine.path)
    told = data.draw(st.permutations(history))
    # Mostly mine: after another's a walk hides what was carried wrongly.
    writers = st.sampled_from([mine, mine, mine, mine, yours])
    register.places(View.ALL, Sight(NOW))
    register.places(View.DONE, Sight(NOW))
    while told:
        writer, some = data.draw(writers), data.draw(st.integers(1, 4))
        writer.append(told[:some])
        told = told[some:]
        asked = Asked(mine)
        found = {view: register.places(view, Sight(NOW)).tolist() for view in LONG}
        if writer is mine:
            assert asked.walks == 0
        assert found == {view: plain(mine, view) for view in LONG}


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Two programs on one file."""
    make_office(tmp_path, 120)
    kept = office_settings(tmp_path)
    made = Desk(tmp_path, kept), Desk(tmp_path, kept)
    for desk in made:
        desk._journal.db.conn.execute("PRAGMA synchronous = OFF")
    yield made
    for desk in made:
        desk.close()


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_at_the_desk(desks: tuple[Desk, Desk], seed: int) -> None:
    dice = random.Random(seed)
    mine, yours = desks
    verbs: tuple[Callable[[Desk, str], object], ...] = (
        lambda desk, _: desk.take(DRAFT, now),
        lambda desk, memo_id: desk.finish(memo_id, now),
        lambda desk, memo_id: desk.reopen(memo_id, now),
        lambda desk, memo_id: desk.cancel(memo_id, now, reason="件"),
        lambda desk, memo_id: desk.note(memo_id, "伝言", now),
        lambda desk, _: desk.undo(now),
        lambda desk, _: desk.rebuild(),
        lambda desk, _: desk.upkeep(),
    )
    carried = 0
    for step in range(120):
        # Several within one moment: then the place decides.
        now = NOW + step // 5 * MINUTE
        writer = yours if dice.random() < 0.1 else mine
        for _ in range(dice.randrange(1, 4)):
            memo_id = writer.memos_at([dice.choice(writer.places(View.ALL, now))])[0].id
            try:
                dice.choices(verbs, [4, 6, 4, 2, 2, 4, 1, 1])[0](writer, memo_id)
            except MemoRefused:
                continue
        asked = Asked(mine._journal)
        found = {view: mine.places(view, now).tolist() for view in LONG}
        carried += asked.walks == 0
        assert found == {view: plain(mine._journal, view) for view in LONG}
    assert carried > 60


def test_memos_that_change_places_all_at_once(desks: tuple[Desk, Desk]) -> None:
    """Neighbours go elsewhere, and what is near where they go goes elsewhere too."""
    desk = desks[0]
    closed = [memo.id for memo in desk.memos_at(desk.places(View.DONE, NOW)[:12])]
    dice = random.Random(1)
    for step in range(40):
        for memo_id in dice.sample(closed, 6):
            desk.reopen(memo_id, NOW)
            desk.finish(memo_id, NOW + (step * 5 + dice.randrange(20)) * MINUTE)
        asked = Asked(desk._journal)
        found = desk.places(View.DONE, NOW).tolist()
        assert asked.walks == 0
        assert found == plain(desk._journal, View.DONE)


def test_a_change_asks_for_as_many_rows_as_there_are_halvings(desks: tuple[Desk, Desk]) -> None:
    desk = desks[0]
    for view in LONG:
        desk.places(view, NOW)
    memo_id = desk.take(DRAFT, NOW).memo_id
    desk.finish(memo_id, NOW)
    for view in LONG:
        asked = Asked(desk._journal)
        assert memo_id == desk.memos_at(desk.places(view, NOW)[:1])[0].id
        assert asked.walks == 0
        assert len(asked.statements) < log2(120) + 12


def test_what_was_handed_out_stays_as_it_was(desks: tuple[Desk, Desk]) -> None:
    desk = desks[0]
    shown = desk.places(View.ALL, NOW)
    before = shown.tolist()
    memo_id = desk.take(DRAFT, NOW).memo_id
    assert len(desk.places(View.ALL, NOW)) == len(before) + 1
    assert shown.tolist() == before
    # What changes nothing in the list gives the same again.
    shown = desk.places(View.ALL, NOW)
    desk.finish(memo_id, NOW)
    assert desk.places(View.ALL, NOW) is shown


def test_after_many_events_it_is_walked(desks: tuple[Desk, Desk]) -> None:
    desk = desks[0]
    desk.places(View.ALL, NOW)
    elsewhere = list(events(60, 2, desk.office))
    assert len(elsewhere) > long_list._FEW
    desk._journal.append(elsewhere)
    asked = Asked(desk._journal)
    found = desk.places(View.ALL, NOW).tolist()
    assert asked.walks == 1
    assert found == plain(desk._journal, View.ALL)


@pytest.mark.parametrize("last", [2**32 - 2, 2**32 - 1, 2**40])
def test_places_take_four_bytes_where_all_of_them_can(desks: tuple[Desk, Desk], last: int) -> None:
    desk = desks[0]
    assert desk.places(View.ALL, NOW).itemsize == 4
    desks[1]._journal.db.conn.execute("UPDATE memo SET seq = ? WHERE seq = 120", (last,))
    for _ in range(3):
        found = desk.places(View.ALL, NOW)
        assert found.itemsize == (4 if max(found) < 2**32 else 8)
        assert found.tolist() == plain(desk._journal, View.ALL)
        desk.take(DRAFT, NOW)


def test_a_memo_that_is_not_where_it_should_be_lets_it_be_walked(desks: tuple[Desk, Desk]) -> None:
    desk = desks[0]
    place = desk.places(View.DONE, NOW)[50]
    memo = desk.memos_at([place])[0]
    # Written past the journal, as nothing does.
    desk._journal.db.conn.execute(
        "UPDATE memo SET closed_at = '1999' || substr(closed_at, 5) WHERE seq <> ?", (place,)
    )
    desk.reopen(memo.id, NOW)
    asked = Asked(desk._journal)
    found = desk.places(View.DONE, NOW).tolist()
    assert asked.walks == 1
    assert found == plain(desk._journal, View.DONE)
