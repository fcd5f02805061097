"""Several programs write into one file at once, and nobody hears of the others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from callmemo.core.rules import Rule
from callmemo.core.vocabulary import Outcome, View
from callmemo.desk import DATABASE
from callmemo.errors import MemoRefused
from callmemo.store.journal import Journal
from tests.office_day import MINUTE, TEN, call, desk
from tests.store.writers import Writer

EACH = 100


@contextmanager
def opened(folder: Path) -> Iterator[Journal]:
    journal = Journal(folder / DATABASE, "looking")
    try:
        yield journal
    finally:
        journal.close()


def write_together(folder: Path, signs: list[str]) -> list[list[str]]:
    """Let one program for each letter write into the file, all at once, and to their end."""
    writers = [Writer(folder, sign, EACH) for sign in signs]
    for writer in writers:
        writer.wait_until_ready()
    for writer in writers:
        writer.go()
    ends = [writer.finish() for writer in writers]
    assert [complaints for _, complaints in ends] == [""] * len(signs)
    return [answers for answers, _ in ends]


def numbers(journal: Journal, day: str) -> list[str]:
    rows = journal.db.conn.execute(
        "SELECT number FROM memo WHERE number LIKE ? ORDER BY number", (f"{day}%",)
    )
    return [row[0] for row in rows]


@pytest.mark.slow
@pytest.mark.parametrize("programs", [2, 4])
def test_programs_that_write_at_once_lose_nothing_and_number_without_gaps(
    tmp_path: Path, programs: int
) -> None:
    answers = write_together(tmp_path, [""] * programs)
    with opened(tmp_path) as journal:
        kept = {row[0] for row in journal.db.conn.execute("SELECT event_id FROM event")}
        assert {event_id for said in answers for event_id in said} == kept
        given = [row[0] for row in journal.db.conn.execute("SELECT number FROM memo ORDER BY seq")]
        assert len(given) == programs * EACH
        # Run over midnight, the count begins anew: numbers are compared within their day.
        for day in {number[:5] for number in given}:
            of_day = [number for number in given if number.startswith(day)]
            assert of_day == [f"{day}{n:03d}" for n in range(1, len(of_day) + 1)]
        clocks = [row[0] for row in journal.db.conn.execute("SELECT hlc FROM event ORDER BY rowid")]
        assert clocks == sorted(set(clocks))
        assert journal.faults() == []


@pytest.mark.slow
def test_numbers_of_desks_with_different_letters_stay_unique_when_their_events_meet(
    tmp_path: Path,
) -> None:
    homes = [tmp_path / sign for sign in ("A", "B", "AB")]
    for home in homes:
        write_together(home, [home.name])
    with opened(tmp_path / "all") as meeting:
        for home in homes:
            with opened(home) as journal:
                rows = journal.db.conn.execute("SELECT memo_id FROM event GROUP BY memo_id")
                for row in rows.fetchall():
                    meeting.append(journal.events_of(row[0]))
        given = [row[0] for row in meeting.db.conn.execute("SELECT number FROM memo")]
        assert len(given) == len(set(given)) == len(homes) * EACH
        assert meeting.faults() == []


def test_numbering_goes_on_after_numbers_that_came_from_another_desk(tmp_path: Path) -> None:
    here, there = desk(tmp_path / "here", desk_sign="A"), desk(tmp_path / "there", desk_sign="B")
    for n in range(3):
        there.take(call(f"高橋{n}"), TEN)
    here.take(call(), TEN)
    with opened(tmp_path / "there") as theirs, opened(tmp_path / "here") as ours:
        for memo in there.memos(View.ALL, TEN):
            ours.append(theirs.events_of(memo.id))
    assert here.take(call(), TEN + MINUTE).events[0].body["number"] == "1124-A002"
    assert {memo.number for memo in here.memos(View.ALL, TEN)} == {
        "1124-A001", "1124-A002", "1124-B001", "1124-B002", "1124-B003",
    }  # fmt: skip
    here.close()
    there.close()


def test_a_window_sees_what_the_command_line_wrote_and_not_its_own_writes(tmp_path: Path) -> None:
    window, line = desk(tmp_path), desk(tmp_path)
    stamp = window.stamp()
    window.take(call("山田"), TEN)
    assert window.stamp() == stamp, "one's own writes are announced already"
    taken = line.take(call("高橋"), TEN)
    line.confirm(taken.memo_id, TEN)
    assert window.stamp() != stamp
    seen = window.arrivals()
    assert [event.kind for event in seen.events] == ["taken", "contact_kept", "confirmed"]
    assert seen.memo_ids == {taken.memo_id}
    assert window.arrivals().events == ()
    window.close()
    line.close()


def test_the_second_of_two_programs_that_close_a_memo_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = desk(tmp_path), desk(tmp_path)
    memo_id = first.take(call(), TEN).memo_id
    # The second has looked at the memo already when the first closes it.
    seen = second.memo(memo_id)
    monkeypatch.setattr(second, "memo", lambda name: seen)
    first.finish(memo_id, TEN + MINUTE)
    with pytest.raises(MemoRefused) as refused:
        second.attempt(memo_id, Outcome.TALKED, TEN + MINUTE, finish=True)
    assert [problem.rule for problem in refused.value.problems] == [Rule.ALREADY_CLOSED]
    assert [event.kind for event, _ in first.history(memo_id)] == ["taken", "finished"]
    first.close()
    second.close()


def test_a_reminder_that_another_window_has_given_is_not_given_again(tmp_path: Path) -> None:
    first, second = desk(tmp_path), desk(tmp_path)
    memo_id = first.take(call(due_at=TEN + MINUTE), TEN).memo_id
    now = TEN + 2 * MINUTE
    theirs = first.outlook(now).nudges
    ours = second.outlook(now).nudges
    assert ours == theirs != ()
    assert first.record_nudges(theirs, now).memo_ids == {memo_id}
    assert second.record_nudges(ours, now).memo_ids == frozenset()
    first.close()
    second.close()
