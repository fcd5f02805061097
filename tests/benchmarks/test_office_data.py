from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from heapq import heappop, heappush
from pathlib import Path
from typing import Any

import pytest

from benchmarks.office_data import events, make_office, office_settings
from benchmarks.office_story import NOW, Call, Step, calls
from callmemo.core.contact import is_contact
from callmemo.core.events import with_fields
from callmemo.core.memo import Memo
from callmemo.core.vocabulary import Kind, Outcome, View
from callmemo.desk import Desk
from callmemo.store.journal import Changes
from callmemo.store.rows import MEMO_COLUMNS, memo_row

MEMOS = 200
SEED = 5


def do(desk: Desk, memo_id: str, step: Step) -> None:
    """Do by the desk's verbs what the made office says was done."""
    now, body = step.at, step.body
    text = body.get("text", "")
    verbs: dict[Kind, Callable[[], Changes]] = {
        Kind.AMENDED: lambda: desk.amend(memo_id, with_fields(desk.memo(memo_id).draft, body), now),
        Kind.CONFIRMED: lambda: desk.confirm(memo_id, now),
        Kind.HANDED_OVER: lambda: desk.hand_over(memo_id, body["addressee"], now),
        Kind.ATTEMPT: lambda: desk.attempt(
            memo_id, Outcome(body["outcome"]), now, note=text, finish=step.and_finish
        ),
        Kind.NOTE: lambda: desk.note(memo_id, text, now),
        Kind.ON_HOLD: lambda: desk.hold(memo_id, now, reason=text),
        Kind.CARRIED: lambda: desk.carry(memo_id, body["until"], now, reason=text),
        Kind.FINISHED: lambda: desk.finish(memo_id, now, note=text),
        Kind.NOT_NEEDED: lambda: desk.not_needed(memo_id, now, reason=text),
        Kind.CANCELLED: lambda: desk.cancel(memo_id, now, reason=text),
    }
    assert verbs[step.kind]().events


def by_the_verbs(home: Path) -> Desk:
    """The same office, written by the desk."""
    desk = Desk(home, office_settings(home))
    desk._journal.db.conn.execute("PRAGMA synchronous = OFF")
    ahead: list[tuple[datetime, int, Step]] = []
    ids: list[str] = []

    def go_on(until: datetime) -> None:
        while ahead and ahead[0][0] <= until:
            _, place, step = heappop(ahead)
            do(desk, ids[place], step)

    story: Call
    for place, story in enumerate(calls(MEMOS, SEED, desk.office)):
        go_on(story.at)
        ids.append(desk.take(story.draft, story.at).memo_id)
        for step in story.steps:
            heappush(ahead, (step.at, place, step))
    go_on(NOW)
    given = desk.record_nudges(desk.outlook(NOW).nudges, NOW)
    taken_first = sorted(given.memo_ids, key=ids.index)
    desk.see_nudges(taken_first[:-5], NOW)
    return desk


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Desk]]:
    made = tmp_path_factory.mktemp("made")
    make_office(made, MEMOS, SEED)
    quick = Desk(made, office_settings(made))
    plain = by_the_verbs(tmp_path_factory.mktemp("plain"))
    yield quick, plain
    quick.close()
    plain.close()


def rows(desk: Desk) -> list[dict[str, Any]]:
    memos: list[Memo] = desk.memos(View.ALL, NOW)
    found = [memo_row(memo) for memo in memos]
    assert set(found[0]) >= set(MEMO_COLUMNS)
    return sorted(
        ({name: cell for name, cell in row.items() if name != "id"} for row in found),
        key=lambda row: (row["taken_at"], row["number"]),
    )


def told(desk: Desk) -> list[tuple[Any, ...]]:
    """The journal in its order, without the ids that dice have made."""
    memos = sorted(desk.memos(View.ALL, NOW), key=lambda memo: (memo.taken_at, memo.number))
    return [
        (
            memo.number,
            event.kind,
            event.actor,
            {name: part for name, part in event.body.items() if name != "action"},
        )
        for memo in memos
        for event, _undone in desk.history(memo.id)
    ]


def people(desk: Desk) -> list[tuple[Any, ...]]:
    """The address book, and what memos taught it: by numbers, as ids of memos are of dice."""
    numbers = {memo.id: memo.number for memo in desk.memos(View.ALL, NOW)}
    return [
        (
            replace(contact, teachers=tuple(sorted(numbers[each] for each in contact.teachers))),
            [
                {**event.body, "action": "", "learned_from": numbers[event.body["learned_from"]]}
                for event in desk._journal.events_of(contact.id)
            ],
        )
        for contact in sorted(desk.contacts(), key=lambda each: each.id)
    ]


def test_the_made_office_knows_whom_the_verbs_would_have_learned(
    offices: tuple[Desk, Desk],
) -> None:
    quick, plain = offices
    assert people(quick) == people(plain)
    known = quick.contacts()
    assert MEMOS / 2 < len(known) < MEMOS
    assert any(len(contact.teachers) > 1 for contact in known)


def test_more_memos_are_of_people_who_have_called_before(offices: tuple[Desk, Desk]) -> None:
    taught = [event for event in events(1000, SEED, offices[0].office) if is_contact(event.memo_id)]
    assert len({event.memo_id for event in taught}) < 800


def test_the_made_office_is_what_the_verbs_would_have_written(offices: tuple[Desk, Desk]) -> None:
    quick, plain = offices
    assert rows(quick) == rows(plain)
    assert told(quick) == told(plain)
    assert quick.counts(NOW) == plain.counts(NOW)
    assert quick.unseen()
    assert [memo.number for memo in quick.unseen()] == [memo.number for memo in plain.unseen()]


@pytest.mark.parametrize(
    "words", ["田中", "株式会社", "見積", "03-0000-0", "髙橋", "な", "納期 変更"]
)
def test_the_made_office_is_found_as_the_verbs_would_have_it_found(
    offices: tuple[Desk, Desk], words: str
) -> None:
    found = [[memo.number for memo in desk.memos(View.ALL, NOW, search=words)] for desk in offices]
    assert found[0] == found[1]
    assert found[0]


def test_nothing_is_wrong_with_the_made_office(offices: tuple[Desk, Desk]) -> None:
    assert offices[0].faults() == []


def test_the_same_seed_makes_the_same_office(offices: tuple[Desk, Desk]) -> None:
    office = offices[0].office
    assert list(events(40, 3, office)) == list(events(40, 3, office))
    assert list(events(40, 3, office)) != list(events(40, 4, office))
