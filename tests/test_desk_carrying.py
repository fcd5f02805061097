"""Carrying memos over, planning the next call, and what the next morning's list makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from callmemo import errors
from callmemo.core.memo import Memo
from callmemo.core.rules import Rule
from callmemo.core.vocabulary import Kind, Outcome, Request, Status, View
from callmemo.desk import Desk
from callmemo.store.register import Group
from tests.office_day import TEN, at, call, desk

EVENING = at("17:10")
MORNING = at("9:00", 1)


@pytest.fixture
def office_desk(tmp_path: Path) -> Iterator[Desk]:
    made = desk(tmp_path)
    yield made
    made.close()


def take(office_desk: Desk, name: str, **fields: Any) -> str:
    return office_desk.take(call(name, **fields), TEN).memo_id


def names(memos: list[Memo]) -> list[str]:
    return [memo.draft.caller.name for memo in memos]


def test_what_is_carried_is_due_then_and_says_why(office_desk: Desk) -> None:
    memo_id = take(office_desk, "山田")
    office_desk.snooze(memo_id, at("17:20"), EVENING)
    office_desk.carry(memo_id, MORNING, EVENING, reason=" 先方が外出 ")
    memo = office_desk.memo(memo_id)
    assert (memo.due_at, memo.carried_until, memo.carried_at) == (MORNING, MORNING, EVENING)
    assert memo.snoozed_until is None
    assert memo.is_carried
    event, undone = office_desk.history(memo_id)[-1]
    assert (event.kind, event.body["text"], undone) == (Kind.CARRIED, "先方が外出", False)


@pytest.mark.parametrize("reason", ["", "  ", "\u200b"])
def test_nothing_is_carried_without_a_reason(office_desk: Desk, reason: str) -> None:
    memo_id = take(office_desk, "山田")
    before = office_desk.memo(memo_id)
    with pytest.raises(errors.MemoRefused) as one:
        office_desk.carry(memo_id, MORNING, EVENING, reason=reason)
    with pytest.raises(errors.MemoRefused):
        office_desk.carry_all([memo_id], MORNING, EVENING, reason=reason)
    assert [problem.rule for problem in one.value.problems] == [Rule.REASON_MISSING]
    assert office_desk.memo(memo_id) == before


def test_nothing_is_carried_into_the_past_or_when_closed(office_desk: Desk) -> None:
    memo_id = take(office_desk, "山田")
    with pytest.raises(errors.MemoRefused):
        office_desk.carry(memo_id, TEN, EVENING, reason="外出")
    office_desk.finish(memo_id, EVENING)
    with pytest.raises(errors.MemoRefused):
        office_desk.carry(memo_id, MORNING, EVENING, reason="外出")


def test_carrying_is_taken_back_by_undo(office_desk: Desk) -> None:
    memo_id = take(office_desk, "山田")
    before = office_desk.memo(memo_id)
    office_desk.carry(memo_id, MORNING, EVENING, reason="外出")
    office_desk.undo(EVENING)
    after = office_desk.memo(memo_id)
    assert after.due_at == before.due_at
    assert not after.is_carried
    assert office_desk.faults() == []


def test_another_time_set_later_ends_it(office_desk: Desk) -> None:
    memo_id = take(office_desk, "山田")
    office_desk.carry(memo_id, MORNING, EVENING, reason="外出")
    office_desk.plan_retry(memo_id, at("11:00", 1), MORNING)
    assert not office_desk.memo(memo_id).is_carried


def test_what_was_carried_is_on_top_next_morning(office_desk: Desk) -> None:
    carried, late = take(office_desk, "山田"), take(office_desk, "高橋")
    unread = take(office_desk, "森", request=Request.MESSAGE)
    for memo_id in (carried, unread):
        office_desk.carry(memo_id, at("13:00", 1), EVENING, reason="外出")
    now = at("10:00", 1)
    assert names(office_desk.memos(View.TODAY, now)) == ["山田", "森", "高橋"]
    groups = office_desk.groups(View.TODAY, now)
    assert names(office_desk.memos_at(groups[Group.CARRIED])) == ["山田", "森"]
    assert names(office_desk.memos_at(groups[Group.LATE])) == ["高橋"]
    # The evening before it stands among what is later.
    assert names(office_desk.memos(View.TODAY, EVENING)) == ["高橋"]
    assert late == office_desk.memos(View.TODAY, EVENING)[0].id


def test_all_that_is_left_is_carried_at_once_but_for_what_was_closed(office_desk: Desk) -> None:
    ids = [take(office_desk, name) for name in ("山田", "高橋", "中村")]
    office_desk.finish(ids[1], EVENING)
    changes = office_desk.carry_all(ids, MORNING, EVENING, reason="全員退社のため")
    assert changes.memo_ids == {ids[0], ids[2]}
    assert office_desk.memo(ids[1]).status is Status.DONE
    assert set(names(office_desk.carried_today(EVENING))) == {"山田", "中村"}
    office_desk.undo(EVENING, changes)
    assert office_desk.carried_today(EVENING) == []


def test_a_planned_call_is_due_then_and_leaves_the_calls_counted(office_desk: Desk) -> None:
    memo_id = take(office_desk, "山田")
    office_desk.attempt(memo_id, Outcome.ABSENT, at("11:00"))
    office_desk.plan_retry(memo_id, at("13:00"), at("11:00"))
    memo = office_desk.memo(memo_id)
    assert (memo.due_at, memo.attempts, memo.status) == (at("13:00"), 1, Status.RETRY)
    with pytest.raises(errors.MemoRefused):
        office_desk.plan_retry(memo_id, at("9:00"), at("11:00"))


def test_after_three_calls_in_vain_it_is_out_of_reach_until_somebody_is_reached(
    office_desk: Desk,
) -> None:
    memo_id = take(office_desk, "山田")
    for outcome in (Outcome.ABSENT, Outcome.BUSY):
        office_desk.attempt(memo_id, outcome, at("11:00"))
        assert not office_desk.memo(memo_id).is_out_of_reach
    office_desk.attempt(memo_id, Outcome.VOICEMAIL, at("11:00"))
    assert office_desk.memo(memo_id).is_out_of_reach
    office_desk.attempt(memo_id, Outcome.TALKED, at("11:30"))
    assert not office_desk.memo(memo_id).is_out_of_reach


def test_the_manager_sees_it_among_their_own(tmp_path: Path) -> None:
    for me, manager, seen in (("課長", "課長", 1), ("課長", "", 0), ("佐藤", "課長", 0)):
        with closing(desk(tmp_path / f"{me}{manager}", my_name=me, manager=manager)) as made:
            memo_id = take(made, "山田")
            for _ in range(3):
                assert len(made.places(View.MINE, EVENING)) == 0
                made.attempt(memo_id, Outcome.ABSENT, at("11:00"))
            assert len(made.places(View.MINE, EVENING)) == seen
            assert made.counts(EVENING)[View.MINE].open == seen
