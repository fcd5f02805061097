"""The address book's tables are the fold of the journal, whatever arrives in whatever order."""

from __future__ import annotations

import random
from collections.abc import Iterator
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
from callmemo.store.contacts import Book
from callmemo.store.journal import Journal
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


def history(seed: int) -> list[Event]:
    """Make up what was said of some contacts and a memo: kept, dropped, merged, undone."""
    dice = random.Random(seed)
    made: list[Event] = []
    for number in range(dice.randint(1, 14)):
        stream = dice.choice((*IDS, *IDS, "m1"))
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
