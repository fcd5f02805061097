"""The memo table is the fold of the journal, whatever arrives in whatever order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callmemo.core.events import Event
from callmemo.core.fold import fold
from callmemo.store.journal import Journal
from callmemo.store.rows import MEMO_COLUMNS
from tests.store.histories import NAMES, PHONES, WORDS, histories

SEARCHES = (*filter(None, (*NAMES, *PHONES, *WORDS)), "田", "4", "ー")


class Stores:
    """Journals that are emptied instead of made anew: making a file takes most of the time."""

    def __init__(self, folder: Path) -> None:
        self.journals = [Journal(folder / f"{n}.db", "desktop-1") for n in range(2)]

    def empty(self) -> tuple[Journal, Journal]:
        for journal in self.journals:
            execute = journal.db.conn.execute
            execute("BEGIN")
            execute("DROP TRIGGER IF EXISTS event_stays")
            execute("DELETE FROM event")
            execute("DELETE FROM memo")
            execute("INSERT INTO search (search) VALUES ('delete-all')")
            execute("COMMIT")
        first, second = self.journals
        return first, second


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    made = Stores(tmp_path_factory.mktemp("stores"))
    for journal in made.journals:
        # What is proven here is what is written, not that it is on disk.
        journal.db.conn.execute("PRAGMA synchronous = OFF")
    yield made
    for journal in made.journals:
        journal.close()


def table(journal: Journal) -> list[tuple[Any, ...]]:
    columns = ", ".join(MEMO_COLUMNS)
    return [tuple(r) for r in journal.db.conn.execute(f"SELECT {columns} FROM memo ORDER BY id")]


def found(journal: Journal) -> dict[str, list[str]]:
    from callmemo.core.text import match_query

    return {
        text: [
            row[0]
            for row in journal.db.conn.execute(
                "SELECT id FROM memo WHERE seq IN (SELECT rowid FROM search WHERE search MATCH ?)"
                " ORDER BY id",
                (query,),
            )
        ]
        for text in SEARCHES
        if (query := match_query(text)) is not None
    }


@st.composite
def arrivals(draw: st.DrawFn) -> tuple[list[Event], list[list[Event]]]:
    """A history, and the same events shuffled, doubled and split over several deliveries."""
    history = draw(histories())
    doubled = history + draw(st.lists(st.sampled_from(history), max_size=4))
    shuffled = draw(st.permutations(doubled))
    cuts = sorted(draw(st.lists(st.integers(0, len(shuffled)), max_size=4)))
    bounds = [0, *cuts, len(shuffled)]
    return history, [shuffled[a:b] for a, b in itertools.pairwise(bounds)]


@settings(max_examples=1500, suppress_health_check=[HealthCheck.too_slow])
@given(case=arrivals())
def test_two_stores_that_got_the_same_events_agree_and_so_does_a_rebuild(
    case: tuple[list[Event], list[list[Event]]], stores: Stores
) -> None:
    history, deliveries = case
    here, there = stores.empty()
    here.append(history)
    for delivery in deliveries:
        there.append(delivery)

    assert table(here) == table(there)
    hits = found(here)
    assert hits == found(there)

    before = table(there)
    assert there.rebuild() == len(before)
    assert table(there) == before
    assert found(there) == hits
    assert there.faults() == []


@settings(max_examples=1500)
@given(history=histories(), data=st.data())
def test_a_fold_does_not_depend_on_the_order_of_arrival(
    history: list[Event], data: st.DataObject
) -> None:
    for memo_id in {event.memo_id for event in history}:
        own = [event for event in history if event.memo_id == memo_id]
        shuffled = data.draw(st.permutations(own + own[:2]))
        assert fold(shuffled) == fold(own)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(history=histories())
def test_what_was_appended_again_is_not_news(history: list[Event], stores: Stores) -> None:
    here, _ = stores.empty()
    fresh = here.append(history)
    assert {event.event_id for event in fresh.events} == {e.event_id for e in history if e.is_sound}
    before = table(here)
    assert here.append(history).events == ()
    assert table(here) == before


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(history=histories())
def test_events_come_back_from_the_file_as_they_went_in(
    history: list[Event], stores: Stores
) -> None:
    here, _ = stores.empty()
    here.append(history)
    for event in history:
        if event.is_sound:
            assert here.event(event.event_id) == event
