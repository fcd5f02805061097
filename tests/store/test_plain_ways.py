"""Every quick way of reading, folding and writing gives what the plain one gives."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.office_data import events, office_settings
from callmemo.core.events import Event, with_fields
from callmemo.core.fold import fold
from callmemo.core.memo import Draft
from callmemo.core.text import index_normalised, index_text, normalise
from callmemo.desk import Desk
from callmemo.store import journal as journal_file
from callmemo.store import memo_table, search_index
from callmemo.store.journal import Journal
from callmemo.store.rows import EVENT_COLUMNS, MEMO_COLUMNS, event_row, memo_row, read_event
from tests.store.histories import POOL, histories
from tests.store.plain_ways import (
    plain_body,
    plain_fold,
    plain_index_text,
    plain_row,
    plain_with_fields,
)
from tests.store.test_journal_fold import Stores, found, table

_TEXTS = st.text() | st.text("山田髙ヤマダやー-0123456789 　\nAaé", max_size=60)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=500)
@given(history=histories(memos=1, longest=20))
def test_a_memo_written_on_is_the_memo_made_anew_by_each_event(history: list[Event]) -> None:
    memo = fold(history)
    assert memo == plain_fold(history)
    if memo is not None:
        row = memo_row(memo)
        assert tuple(row) == MEMO_COLUMNS
        assert row == plain_row(memo)
        assert {type(cell) for cell in row.values()} <= {str, int, type(None)}


@pytest.mark.parametrize("before", [Draft(), with_fields(Draft(), POOL[0][2])])
def test_fields_looked_up_are_the_fields_read(before: Draft) -> None:
    assert len(POOL) > 500
    for _, _, body in POOL:
        assert with_fields(before, body) == plain_with_fields(before, body)


@given(values=st.dictionaries(st.sampled_from([*Draft.__slots__, "at"]), _JSON, max_size=6))
def test_nonsense_in_a_field_is_passed_over_as_if_each_were_read(values: dict[str, Any]) -> None:
    assert with_fields(Draft(), values) == plain_with_fields(Draft(), values)


@settings(max_examples=500)
@given(fields=st.lists(_TEXTS, max_size=6))
def test_texts_cut_once_are_cut_alike(fields: list[str]) -> None:
    assert index_text(fields) == plain_index_text(fields)
    assert index_text(fields) == plain_index_text(fields)
    normal = list(map(normalise, fields))
    assert index_normalised(normal) == plain_index_text(fields)
    assert index_normalised(normal) == plain_index_text(fields)


@given(text=st.text() | _JSON.map(json.dumps) | _JSON.map(lambda value: json.dumps({"a": value})))
@pytest.mark.parametrize("around", ["", " ", "\n", "x", "}", "\ufeff"])
def test_a_body_is_read_as_json_whatever_stands_around_it(text: str, around: str) -> None:
    for written in (text, text + around, around + text, text.encode("utf-8", "replace")):
        row = ("e", "m", "a", "d", 1, "note", 1, written, None)
        # Not a number is not equal to itself: compared as it is written.
        assert repr(read_event(row).body) == repr(plain_body(written))


def test_bodies_that_are_no_texts_are_empty() -> None:
    for written in (None, 5, 1.5, "[" * 100_000, '{"a":' * 100_000):
        row = ("e", "m", "a", "d", 1, "note", 1, written, None)
        assert len(row) == len(EVENT_COLUMNS)
        assert read_event(row).body == {}


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    made = Stores(tmp_path_factory.mktemp("stores"))
    for journal in made.journals:
        # What is proven here is what is written, not that it is on disk.
        journal.db.conn.execute("PRAGMA synchronous = OFF")
    yield made
    for journal in made.journals:
        journal.close()


def places(journal: Journal) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in journal.db.conn.execute("SELECT id, seq FROM memo ORDER BY id")]


def few_at_once(patch: pytest.MonkeyPatch, at_once: int) -> None:
    patch.setattr(memo_table, "_AT_ONCE", at_once)
    patch.setattr(memo_table, "_NAMED_AT_ONCE", at_once)
    patch.setattr(journal_file, "_AT_ONCE", at_once)


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(history=histories(memos=6, longest=20), data=st.data(), at_once=st.integers(1, 8))
def test_many_events_at_once_come_to_what_each_alone_comes_to(
    history: list[Event], data: st.DataObject, at_once: int, stores: Stores
) -> None:
    together, alone = stores.empty()
    doubled = history + data.draw(st.lists(st.sampled_from(history), max_size=4))
    told = data.draw(st.permutations(doubled))
    cut = data.draw(st.integers(0, len(told)))
    with pytest.MonkeyPatch.context() as patch:
        few_at_once(patch, at_once)
        fresh = [*together.append(told[:cut]).events, *together.append(told[cut:]).events]
        one_by_one = [event for each in told for event in alone.append([each]).events]
        assert fresh == one_by_one
        assert table(together) == table(alone)
        assert found(together) == found(alone)
        assert together.faults() == alone.faults() == []
        before = places(together)
        together.rebuild()
        assert places(together) == before
        assert found(together) == found(alone)


@pytest.mark.parametrize("at_once", [1, 7, 2000])
def test_an_office_taken_in_at_once_has_the_places_of_one_taken_in_by_and_by(
    tmp_path: Path, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    few_at_once(monkeypatch, at_once)
    desks = []
    for name in ("together", "alone"):
        (tmp_path / name).mkdir()
        desks.append(Desk(tmp_path / name, office_settings(tmp_path / name)))
    together, alone = (desk._journal for desk in desks)
    happened = list(events(60, 1, desks[0].office))
    assert list(together.append(happened).events) == happened
    alone.db.conn.execute("PRAGMA synchronous = OFF")
    for event in happened:
        alone.append([event])
    assert places(together) == places(alone)
    assert table(together) == table(alone)
    assert found(together) == found(alone)
    rows = [tuple(row) for row in together.db.conn.execute("SELECT * FROM event ORDER BY rowid")]
    assert rows == [event_row(event) for event in happened]
    for desk in desks:
        assert desk.faults() == []
        desk.close()


def _whole(journal: Journal) -> dict[str, list[tuple[Any, ...]]]:
    """All tables, also those in which the search index keeps what it knows."""
    conn = journal.db.conn
    names = conn.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    )
    return {
        row[0]: [tuple(each) for each in conn.execute(f"SELECT * FROM {row[0]}")]
        for row in names.fetchall()
    }


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda journal, _: journal.rebuild(), id="made anew"),
        pytest.param(lambda journal, more: journal.append(more), id="taken in"),
    ],
)
def test_what_fails_half_way_leaves_everything_as_it_was(
    tmp_path: Path,
    act: Callable[[Journal, list[Event]], object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few_at_once(monkeypatch, 7)
    desk = Desk(tmp_path, office_settings(tmp_path))
    journal = desk._journal
    happened = list(events(60, 1, desk.office))
    half = len(happened) // 2
    journal.append(happened[:half])
    before = _whole(journal)
    written: list[None] = []
    put_all = search_index.put_all

    def put_some(*told: Any) -> None:
        if len(written) == 2:
            raise KeyboardInterrupt
        put_all(*told)
        written.append(None)

    with monkeypatch.context() as patch:
        patch.setattr(search_index, "put_all", put_some)
        with pytest.raises(KeyboardInterrupt):
            act(journal, happened[half:])
    assert _whole(journal) == before
    assert journal.faults() == []
    act(journal, happened[half:])
    journal.append(happened)
    assert journal.faults() == []
    desk.close()
