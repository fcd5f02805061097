"""The address book's tables are the fold of the journal, whatever arrives in whatever order."""

from __future__ import annotations

import itertools
import random
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callmemo import errors
from callmemo.core.contact import PREFIX, Contact
from callmemo.core.events import VERSION, Event
from callmemo.core.times import to_utc_text
from callmemo.core.vocabulary import Kind, View
from callmemo.store import contacts as contact_tables
from callmemo.store import journal as journal_file
from callmemo.store.contacts import Book
from callmemo.store.journal import Journal, Plan
from tests.office_day import TEN, call, desk

START = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
IDS = [PREFIX + letter for letter in "abc"]
NAMES = ("山田", "髙橋 一郎", "佐藤", "Smith", "")
KANA = ("ヤマダ", "たかはし", "ｻﾄｳ", "")
NUMBERS = ("03-0000-0142", "0300000142", "090-0000-0188", "+12025550100", "内線12", "x")
QUERIES = ("山田", "やまだ", "yamada", "ﾀｶﾊｼ", "sato", "0142", "高", "12", "アオバ", "0300")
NONSENSE: tuple[Any, ...] = (None, 3, [], {}, "\x00", {"name": 1}, "x" * 50, True)


def _body(dice: random.Random) -> dict[str, Any]:
    number = dice.choice(NUMBERS)
    body: dict[str, Any] = {
        "name": dice.choice(NAMES),
        "kana": dice.choice(KANA),
        "company": dice.choice(("アオバ商事", "みなと会計事務所", "")),
        "department": dice.choice(("購買部", "")),
        "their_closing": dice.choice(("17:30", None, "99:00")),
        "left": dice.random() < 0.2,
        "successor": dice.choice((*IDS, "")),
        "rules": dice.choice(("17時終業", "")),
        "numbers": {number: dice.choice(({"label": "office", "number": number}, None))},
        "learned_from": dice.choice(("m1", "m2", "", None)),
    }
    body = {name: body[name] for name in dice.sample(sorted(body), dice.randint(1, 6))}
    if dice.random() < 0.1:
        body |= {name: dice.choice(NONSENSE) for name in dice.sample(sorted(body), 1)}
    return body


def history(seed: int, ids: Sequence[str] = IDS, most: int = 14) -> list[Event]:
    """Make up what was said of some contacts and a memo: kept, dropped, merged, undone."""
    dice = random.Random(seed)
    made: list[Event] = []
    for number in range(dice.randint(1, most)):
        stream = dice.choice((*ids, *ids, "m1"))
        own = [event.event_id for event in made if event.memo_id == stream]
        kind, body = Kind.CONTACT_KEPT, _body(dice)
        chance = dice.random()
        if own and chance < 0.15:
            kind, body = Kind.UNDONE, {"event_id": dice.choice(own)}
        elif chance < 0.25:
            kind, body = Kind.CONTACT_DROPPED, {}
        elif chance < 0.35:
            kind, body = Kind.CONTACT_MERGED, {"into": dice.choice((*IDS, "m1", 3))}
        moment = to_utc_text(START + timedelta(minutes=dice.randrange(600)))
        v = VERSION + (dice.random() < 0.05)
        made.append(
            Event(
                f"{dice.randrange(16):x}-{number}", stream, "木村", "d", dice.randrange(6),
                kind, {**body, "at": moment}, v,
            )
        )  # fmt: skip
    return made


class Pair:
    """Two journals that are emptied instead of made anew."""

    def __init__(self, folder: Path) -> None:
        self.journals = [Journal(folder / f"{n}.db", "desktop-1") for n in range(2)]
        for journal in self.journals:
            # What is proven here is what is written, not that it is on disk.
            journal.db.conn.execute("PRAGMA synchronous = OFF")

    def empty(self) -> tuple[Journal, Journal]:
        for journal in self.journals:
            journal.db.conn.execute("DROP TRIGGER IF EXISTS event_stays")
            journal.db.conn.execute("DELETE FROM event")
            journal.rebuild()
        first, second = self.journals
        return first, second


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    made = Pair(tmp_path_factory.mktemp("pair"))
    yield made
    for journal in made.journals:
        journal.close()


def told(journal: Journal) -> tuple[Any, ...]:
    """All that the tables say: rows, numbers, and what each search finds."""
    execute = journal.db.conn.execute
    rows = [tuple(row)[1:] for row in execute("SELECT * FROM contact ORDER BY id")]
    numbers = [
        tuple(row)
        for row in execute(
            "SELECT key, id FROM contact_number JOIN contact ON seq = contact ORDER BY key, id"
        )
    ]
    book = Book(journal.db, journal.path)
    hits = {query: sorted(each.id for each in book.search(query, 10)) for query in QUERIES}
    return rows, numbers, hits


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), data=st.data())
def test_two_stores_that_got_the_same_events_agree_and_so_does_a_rebuild(
    seed: int, data: st.DataObject, pair: Pair
) -> None:
    events = history(seed)
    here, there = pair.empty()
    here.append(events)
    shuffled = data.draw(st.permutations(events + events[:2]))
    cut = data.draw(st.integers(0, len(shuffled)))
    there.append(shuffled[:cut])
    there.append(shuffled[cut:])
    before = told(there)
    assert told(here) == before
    there.rebuild()
    assert told(there) == before
    assert there.faults() == here.faults() == []


def rows_of(journal: Journal) -> dict[str, list[tuple[Any, ...]]]:
    """The tables row by row, with places, and each word of the search with where it stands."""
    execute = journal.db.conn.execute
    execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.people_words"
        " USING fts5vocab('main', 'people', 'instance')"
    )
    asked = {
        "contact": "SELECT * FROM contact",
        "contact_number": "SELECT * FROM contact_number ORDER BY key, contact",
        "people": "SELECT * FROM people_words ORDER BY doc, term, offset",
        "event": "SELECT * FROM event ORDER BY rowid",
    }
    return {name: [tuple(row) for row in execute(text)] for name, text in asked.items()}


def one_by_one(
    connection: sqlite3.Connection, streams: Mapping[str, list[Event]], *, is_ours: bool
) -> None:
    """Fold one contact after the other, and always read what the journal holds."""
    del is_ours
    for stream, told_of_it in streams.items():
        contact_tables._fold_one(connection, stream, told_of_it, is_ours=False)


def few_at_once(patch: pytest.MonkeyPatch, at_once: int) -> None:
    patch.setattr(contact_tables, "_AT_ONCE", at_once)
    patch.setattr(contact_tables, "_NAMED_AT_ONCE", at_once)
    patch.setattr(journal_file, "_AT_ONCE", at_once)


MANY_IDS = [PREFIX + letter for letter in "abcdefghij"]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), data=st.data(), at_once=st.integers(1, 6))
def test_many_contacts_folded_together_come_to_what_each_alone_comes_to(
    seed: int, data: st.DataObject, at_once: int, pair: Pair
) -> None:
    """Row for row, with their places: also of those known before, dropped, merged and undone."""
    together, alone = pair.empty()
    events = data.draw(st.permutations(history(seed, MANY_IDS, 40)))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(events)), max_size=3)))
    for first, last in itertools.pairwise([0, *cuts, len(events)]):
        with pytest.MonkeyPatch.context() as patch:
            few_at_once(patch, at_once)
            together.append(events[first:last])
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(contact_tables, "_fold_some", one_by_one)
            alone.append(events[first:last])
        assert rows_of(together) == rows_of(alone)
    assert together.faults() == alone.faults() == []
    before = told(together)
    with pytest.MonkeyPatch.context() as patch:
        few_at_once(patch, at_once)
        together.rebuild()
        assert told(together) == before
        several = rows_of(together)
    together.rebuild()
    assert rows_of(together) == several


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_a_place_that_somebody_leaves_goes_to_who_comes_next(
    order: tuple[int, ...], pair: Pair
) -> None:
    at = to_utc_text(START)

    def kept(letter: str) -> Event:
        body = {"name": letter, "at": at}
        return Event(letter, PREFIX + letter, "木村", "d", 1, Kind.CONTACT_KEPT, body)

    def undone(letter: str) -> Event:
        body = {"event_id": letter, "at": at}
        return Event(f"{letter}-undone", PREFIX + letter, "木村", "d", 2, Kind.UNDONE, body)

    told_together = [undone("a"), undone("b"), kept("c"), kept("d")]
    together, alone = pair.empty()
    for journal in (together, alone):
        journal.append([kept("a"), kept("b")])
    together.append([told_together[place] for place in order])
    for place in order:
        alone.append([told_together[place]])
    assert rows_of(together) == rows_of(alone)
    assert together.faults() == []


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), data=st.data(), at_once=st.integers(1, 6))
def test_what_happens_here_is_folded_as_if_it_were_read_again(
    seed: int, data: st.DataObject, at_once: int, pair: Pair
) -> None:
    here, there = pair.empty()
    events = history(seed, MANY_IDS, 40)
    cut = data.draw(st.integers(0, len(events)))
    here.append(events[:cut])
    there.append(events[:cut])
    plans = [
        Plan(event.memo_id, event.actor, Kind(event.kind), event.body) for event in events[cut:]
    ]
    with pytest.MonkeyPatch.context() as patch:
        few_at_once(patch, at_once)
        done = here.record(plans, START)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contact_tables, "_fold_some", one_by_one)
        there.append(done.events)
    assert rows_of(here) == rows_of(there)
    assert here.faults() == []


def test_an_import_that_fails_half_way_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few_at_once(monkeypatch, 7)
    office_desk = desk(tmp_path)
    office_desk.keep_contacts([Contact(name=f"山田{n}", notes="x") for n in range(20)], TEN)
    before = rows_of(office_desk._journal)
    people = [Contact(name=f"山田{n}", kana="サンデン") for n in range(10, 60)]
    written: list[None] = []
    remember = contact_tables._remember

    def remember_some(*placed: Any) -> None:
        if len(written) == 12:
            raise KeyboardInterrupt
        remember(*placed)
        written.append(None)

    with monkeypatch.context() as patch:
        patch.setattr(contact_tables, "_remember", remember_some)
        with pytest.raises(KeyboardInterrupt):
            office_desk.keep_contacts(people, TEN)
    assert rows_of(office_desk._journal) == before
    assert office_desk.faults() == []
    office_desk.keep_contacts(people, TEN)
    assert len(office_desk.contacts()) == 60
    assert office_desk.faults() == []
    office_desk.undo(TEN)
    after = rows_of(office_desk._journal)
    assert len(office_desk.contacts()) == 20
    assert {name: after[name] for name in ("contact_number", "people")} == {
        name: before[name] for name in ("contact_number", "people")
    }
    assert office_desk.faults() == []
    office_desk.close()


def test_contacts_asked_for_together_are_those_asked_for_singly(tmp_path: Path) -> None:
    office_desk = desk(tmp_path)
    people = [Contact(name=f"山田{n}") for n in range(1100)]
    ids = sorted(office_desk.keep_contacts(people, TEN).contact_ids)
    office_desk.drop_contact(ids[0], TEN)
    book = office_desk._book
    assert book.by_ids([*ids, "contact-x"]) == {each: book.by_id(each) for each in ids}
    assert book.by_ids([]) == {}
    office_desk.close()


def test_events_about_contacts_make_no_memo_and_disturb_none(tmp_path: Path) -> None:
    office_desk = desk(tmp_path)
    taken = office_desk.take(call(), TEN)
    memo = office_desk.memo(taken.memo_id)
    office_desk.keep_contact(Contact(name="佐藤"), TEN)
    assert office_desk.memos(View.ALL, TEN) == [memo]
    assert office_desk.rebuild() == 1
    assert office_desk.memos(View.ALL, TEN) == [memo]
    assert office_desk.faults() == []
    office_desk.close()


def test_a_row_that_is_not_its_fold_is_found(tmp_path: Path) -> None:
    office_desk = desk(tmp_path)
    contact_id = office_desk.keep_contact(Contact(name="佐藤"), TEN).contact_id
    execute = office_desk._journal.db.conn.execute
    execute("UPDATE contact SET kana = 'スズキ'")
    assert office_desk.faults() == [f"contact differs: {contact_id}"]
    office_desk.rebuild()
    assert office_desk.faults() == []
    execute("INSERT INTO contact_number VALUES ('0300000142', 77)")
    assert office_desk.faults() == ["contact differs: None"]
    office_desk.close()


def test_a_damaged_row_is_damage_said_plainly(tmp_path: Path) -> None:
    office_desk = desk(tmp_path)
    contact_id = office_desk.keep_contact(Contact(name="佐藤"), TEN).contact_id
    office_desk._journal.db.conn.execute("UPDATE contact SET numbers = 'x'")
    with pytest.raises(errors.DatabaseBroken):
        office_desk.contact(contact_id)
    office_desk.close()


def test_no_question_walks_the_tables(tmp_path: Path) -> None:
    """Every question about callers is answered from an index, however many memos there are."""
    office_desk = desk(tmp_path)
    asked: list[str] = []
    connection = office_desk._journal.db.conn
    connection.set_trace_callback(asked.append)
    office_desk.take(call(), TEN)
    office_desk.caller("03-0000-0142", "山田", "アオバ商事", TEN)
    office_desk.caller("", "山田", "", TEN)
    office_desk.caller("", "", "アオバ商事", TEN)
    office_desk.people("やまだ")
    office_desk.people("0142")
    connection.set_trace_callback(None)
    selects = [text for text in asked if text.startswith("SELECT") and "meta" not in text]
    assert len(selects) > 20
    for text in selects:
        plan = [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {text}")]
        walks = [step for step in plan if step.startswith("SCAN") and "VIRTUAL" not in step]
        assert not walks, (text, plan)
    office_desk.close()
