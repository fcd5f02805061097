"""The table of who is where is the fold of the journal, whatever arrives in whatever order."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callmemo import errors
from callmemo.core.events import VERSION, Event
from callmemo.core.presence import STREAM, entries
from callmemo.core.times import to_utc_text
from callmemo.core.vocabulary import Kind, Presence
from callmemo.store.journal import Journal
from callmemo.store.presence import COLUMNS, Board
from tests.office_day import HOUR, TEN


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    made = Journal(tmp_path_factory.mktemp("presence") / "callmemo.db", "desktop-1")
    # What is proven here is what is written, not that it is on disk.
    made.db.conn.execute("PRAGMA synchronous = OFF")
    yield made
    made.close()


def emptied(journal: Journal) -> Journal:
    for statement in (
        "DROP TRIGGER IF EXISTS event_stays",
        "DELETE FROM event",
        "DELETE FROM presence",
    ):
        journal.db.conn.execute(statement)
    return journal


def rows(journal: Journal) -> list[tuple[Any, ...]]:
    columns = ", ".join(COLUMNS)
    found = journal.db.conn.execute(f"SELECT {columns} FROM presence ORDER BY event_id")
    return [tuple(row) for row in found]


def event(number: int, kind: str = Kind.PRESENCE, v: int = VERSION, /, **body: Any) -> Event:
    at = to_utc_text(TEN + timedelta(seconds=number))
    # Two events of one moment are told apart by their ids alone.
    return Event(
        f"e{number:03}", STREAM, "木村", "d", 100 + number // 2, kind, {"at": at, **body}, v
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """What people said, took back and took back again, with nonsense in between."""
    made: list[Event] = []
    for number in range(draw(st.integers(1, 12))):
        what = draw(st.sampled_from(["said", "said", "undone", "undone", "broken", "newer"]))
        until = draw(st.sampled_from([None, to_utc_text(TEN + HOUR), to_utc_text(TEN - HOUR), 7]))
        body = {
            "person": draw(st.sampled_from(["鈴木", "佐藤", "", 5]))
            if what == "broken"
            else "鈴木",
            "state": draw(st.sampled_from([*Presence, "asleep"])),
            "from": to_utc_text(TEN),
            "until": until,
            "text": "",
        }
        if what == "undone":
            target = draw(st.integers(0, 11))
            made.append(event(number, Kind.UNDONE, event_id=f"e{target:03}", kind=Kind.PRESENCE))
        else:
            made.append(event(number, Kind.PRESENCE, VERSION + (what == "newer"), **body))
    return made


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories(), st.integers())
def test_the_table_is_the_fold_in_any_order_of_arrival_with_duplicates(
    journal: Journal, history: list[Event], seed: int
) -> None:
    dice = random.Random(seed)
    arriving = [*history, *dice.choices(history, k=3)]
    dice.shuffle(arriving)
    emptied(journal)
    while arriving:
        several = dice.randint(1, 4)
        journal.append(arriving[:several])
        del arriving[:several]
    stored = rows(journal)
    assert [row[0] for row in stored] == sorted(entry.event_id for entry in entries(history))
    assert not journal.faults()
    journal.rebuild()
    assert rows(journal) == stored


def test_what_is_over_is_not_read_again(journal: Journal) -> None:
    emptied(journal)
    said = {"person": "鈴木", "state": "out", "from": to_utc_text(TEN), "text": ""}
    journal.append(
        [
            event(1, **said, until=to_utc_text(TEN + HOUR)),
            event(2, **said, until=None),
            event(3, **said, until=to_utc_text(TEN + 4000 * HOUR)),
        ]
    )
    board = Board(journal.db, journal.path)
    now = TEN + HOUR - timedelta(seconds=1)
    assert [entry.event_id for entry in board.entries(now, TEN)] == ["e001", "e002", "e003"]
    assert [entry.event_id for entry in board.entries(TEN + HOUR, TEN)] == ["e002", "e003"]
    assert [entry.event_id for entry in board.entries(TEN + 3999 * HOUR, TEN + HOUR)] == ["e003"]


def test_people_are_no_memos(journal: Journal) -> None:
    emptied(journal)
    body = {"person": "鈴木", "state": "out", "from": to_utc_text(TEN), "until": None, "text": ""}
    journal.append([event(1, **body), event(2, Kind.TAKEN, number="1124-001")])
    assert journal.rebuild() == 0
    assert not journal.faults()
    assert not journal.db.conn.execute("SELECT count(*) FROM memo").fetchone()[0]


def test_a_table_that_is_not_the_fold_is_a_fault_and_rebuilding_mends_it(journal: Journal) -> None:
    emptied(journal)
    body = {"person": "鈴木", "state": "out", "from": to_utc_text(TEN), "until": None, "text": ""}
    journal.append([event(1, **body), event(2, **body)])
    journal.db.conn.execute("UPDATE presence SET state = 'off' WHERE event_id = 'e001'")
    journal.db.conn.execute("DELETE FROM presence WHERE event_id = 'e002'")
    assert journal.faults() == ["presence differs: e001", "presence differs: e002"]
    journal.rebuild()
    assert not journal.faults()


def test_a_damaged_row_is_said_plainly(journal: Journal) -> None:
    emptied(journal)
    body = {"person": "鈴木", "state": "out", "from": to_utc_text(TEN), "until": None, "text": ""}
    journal.append([event(1, **body)])
    journal.db.conn.execute("UPDATE presence SET state = 'asleep'")
    with pytest.raises(errors.DatabaseBroken):
        Board(journal.db, journal.path).entries(TEN, TEN)
