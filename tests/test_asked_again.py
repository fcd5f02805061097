"""What is asked twice within a moment is answered as if it had been asked anew."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from callmemo.core.presence import Presences, open_since
from callmemo.core.vocabulary import Outcome, Presence, View
from callmemo.desk import Desk
from tests.office_day import MINUTE, TEN, call, desk

PEOPLE = ("鈴木", "佐藤", "田中")


def write(office: Desk, dice: Random, ids: list[str]) -> None:
    """Let anybody do anything, or nobody nothing."""
    now = TEN
    kind = dice.randrange(5)
    if kind == 0 or not ids:
        due = now + dice.choice((1, 30, 2000)) * MINUTE
        ids.append(office.take(call(addressee=dice.choice(PEOPLE), due_at=due), now).memo_id)
    elif kind == 1:
        office.attempt(dice.choice(ids), Outcome.ABSENT, now)
    elif kind == 2:
        office.plan_retry(dice.choice(ids), now + dice.choice((1, 30, 2000)) * MINUTE, now)
    elif kind == 3:
        until = now + dice.choice((1, 30, 300)) * MINUTE
        office.set_presence(dice.choice(PEOPLE), Presence.MEETING, now, until=until)


@pytest.mark.parametrize("seed", range(3))
def test_counts_and_people_are_those_of_a_desk_that_is_opened_now(
    tmp_path: Path, seed: int
) -> None:
    dice = Random(seed)
    office, other = desk(tmp_path), desk(tmp_path)
    ids: list[str] = []
    now = TEN
    for _ in range(150):
        write(dice.choice((office, office, other)), dice, ids)
        now += dice.choice((timedelta(), timedelta(milliseconds=150), MINUTE, -MINUTE))
        fresh = desk(tmp_path)
        counts = office.counts(now)
        assert counts[View.TODAY].open == fresh.counts(now)[View.TODAY].open
        assert {view: count.open for view, count in counts.items()} == {
            view: count.open for view, count in fresh.counts(now).items()
        }
        said = fresh._board.entries(now, open_since(now, fresh.office))
        plain = Presences(said, fresh.office)
        kept = office.presences(now)
        assert kept.away_now(now) == plain.away_now(now)
        assert [kept.of(name, now) for name in PEOPLE] == [plain.of(name, now) for name in PEOPLE]
        assert [kept.plans(name, now) for name in PEOPLE] == [
            plain.plans(name, now) for name in PEOPLE
        ]
        fresh.close()
    office.close()
    other.close()


def test_what_becomes_late_is_counted_as_late_a_moment_later(tmp_path: Path) -> None:
    office = desk(tmp_path)
    office.take(call(due_at=TEN + MINUTE), TEN)
    assert office.counts(TEN + MINUTE)[View.TODAY].late == 0
    assert office.counts(TEN + MINUTE + timedelta(seconds=1))[View.TODAY].late == 1
    office.close()


def test_an_answer_that_is_changed_by_the_asker_is_not_given_to_others(tmp_path: Path) -> None:
    office = desk(tmp_path)
    office.counts(TEN).clear()
    assert office.counts(TEN)
    office.close()
