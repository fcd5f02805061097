"""Saying and asking at the desk where people are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from callmemo import errors
from callmemo.core.presence import STREAM, Present
from callmemo.core.rules import Rule
from callmemo.core.vocabulary import Presence
from callmemo.desk import Desk
from tests.office_day import DAY, HOUR, MINUTE, TEN, at, call, desk

MEMBERS = [
    {"name": "鈴木", "department": "営業一課"},
    {"name": "佐藤", "department": "営業二課"},
    {"name": "田中", "department": "営業一課"},
]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    made = desk(tmp_path)
    made.settings = made.settings.with_value("members", MEMBERS)
    yield made
    made.close()


def states(office: Desk, now: Any = TEN) -> dict[str, Presence]:
    return {name: present.state for name, present in office.presence(now).items()}


def test_without_a_word_everybody_is_here(office: Desk) -> None:
    assert states(office) == dict.fromkeys(("鈴木", "佐藤", "田中", "木村"), Presence.HERE)


def test_what_is_said_of_one_changes_only_that_one(office: Desk) -> None:
    changes = office.set_presence("佐藤", Presence.MEETING, TEN, until=at("16:00"), note=" A室 ")
    assert changes.memo_id == STREAM
    assert office.presence(TEN)["佐藤"] == Present(
        "佐藤", Presence.MEETING, TEN, at("16:00"), at("16:00"), "A室"
    )
    assert states(office)["鈴木"] is Presence.HERE
    assert states(office, at("16:00"))["佐藤"] is Presence.HERE


def test_the_ladder_hears_who_is_away_and_until_when(office: Desk) -> None:
    office.set_presence("佐藤", Presence.GONE_HOME, TEN)
    board = office.presences(TEN)
    assert board.away("佐藤", TEN) == at("9:00", days=1)
    assert board.away("鈴木", TEN) is None
    assert board.away_now(TEN) == {"佐藤": at("9:00", days=1)}


def test_a_day_is_planned_ahead(office: Desk) -> None:
    office.set_presence("鈴木", Presence.OFF, TEN, since=at("0:00", days=2))
    assert states(office, TEN + DAY)["鈴木"] is Presence.HERE
    assert states(office, TEN + 2 * DAY)["鈴木"] is Presence.OFF


@pytest.mark.parametrize(
    ("person", "changed", "rule"),
    [
        (" ", {}, Rule.NAME_MISSING),
        ("鈴木\x00", {}, Rule.UNPRINTABLE),
        ("鈴" * 201, {}, Rule.TOO_LONG),
        ("鈴木", {"note": "あ" * 10_001}, Rule.TOO_LONG),
        ("鈴木", {"until": TEN - HOUR}, Rule.ENDS_TOO_SOON),
        ("鈴木", {"until": TEN}, Rule.ENDS_TOO_SOON),
        ("鈴木", {"since": TEN - 2 * HOUR, "until": TEN - HOUR}, Rule.TIME_IN_PAST),
        ("鈴木", {"since": TEN + HOUR, "until": TEN + HOUR}, Rule.ENDS_TOO_SOON),
        ("鈴木", {"until": TEN + 4000 * DAY}, Rule.TIME_TOO_FAR),
        ("鈴木", {"since": TEN + 4000 * DAY}, Rule.TIME_TOO_FAR),
        ("鈴木", {"since": TEN - 4000 * DAY, "until": TEN + DAY}, Rule.TIME_TOO_FAR),
        ("鈴木", {"since": TEN - 7 * DAY}, Rule.TIME_IN_PAST),
    ],
)
def test_what_cannot_be_so_is_refused_and_not_written(
    office: Desk, person: str, changed: dict[str, Any], rule: Rule
) -> None:
    with pytest.raises(errors.MemoRefused) as refused:
        office.set_presence(person, Presence.OUT, TEN, **changed)
    assert [problem.rule for problem in refused.value.problems] == [rule]
    assert not office.history(STREAM)


def test_undo_takes_back_what_was_said_of_somebody(office: Desk) -> None:
    office.set_presence("佐藤", Presence.MEETING, TEN, until=at("16:00"))
    office.set_presence("佐藤", Presence.OUT, TEN + MINUTE)
    office.undo(TEN + 2 * MINUTE)
    assert states(office, TEN + 2 * MINUTE)["佐藤"] is Presence.MEETING
    office.undo(TEN + 3 * MINUTE)
    assert states(office, TEN + 3 * MINUTE)["佐藤"] is Presence.HERE
    with pytest.raises(errors.MemoRefused):
        office.undo(TEN + 4 * MINUTE)


def test_undo_takes_memos_and_people_in_the_order_in_which_they_were_touched(office: Desk) -> None:
    memo_id = office.take(call(), TEN).memo_id
    office.set_presence("佐藤", Presence.OUT, TEN + MINUTE)
    office.confirm(memo_id, TEN + 2 * MINUTE)
    assert office.undo(TEN + 3 * MINUTE).memo_id == memo_id
    assert office.undo(TEN + 4 * MINUTE).memo_id == STREAM


def test_a_rebuild_leaves_everybody_where_they_are(office: Desk) -> None:
    office.set_presence("佐藤", Presence.MEETING, TEN, until=at("16:00"))
    office.set_presence("田中", Presence.OFF, TEN)
    office.undo(TEN + MINUTE)
    before = office.presence(TEN + MINUTE)
    office.rebuild()
    assert office.presence(TEN + MINUTE) == before
    assert not office.faults()


def test_people_stand_in_no_list_of_memos(office: Desk) -> None:
    office.set_presence("佐藤", Presence.OUT, TEN)
    with pytest.raises(errors.MemoNotFound):
        office.memo(STREAM)


def test_another_program_on_the_same_file_sees_it_at_once(office: Desk, tmp_path: Path) -> None:
    other = desk(tmp_path, device="desktop-2")
    stamp = other.stamp()
    office.set_presence("佐藤", Presence.OUT, TEN)
    assert other.stamp() != stamp
    assert not other.presence(TEN)["佐藤"].is_here
    other.close()


def test_a_reminder_for_somebody_away_goes_to_the_substitute_and_waits_for_the_return(
    office: Desk,
) -> None:
    office.take(call(addressee="佐藤", substitute="田中", due_at=at("11:00")), TEN)
    office.set_presence("佐藤", Presence.OUT, TEN, until=at("11:30"))
    outlook = office.outlook(at("11:00"))
    assert [nudge.to for nudge in outlook.nudges] == [("田中",)]
    office.record_nudges(outlook.nudges, at("11:00"))
    outlook = office.outlook(at("11:01"))
    assert not outlook.nudges
    assert outlook.next_at == at("11:30")
    assert [nudge.to for nudge in office.outlook(at("11:30")).nudges] == [("佐藤",)]


def test_a_plan_that_begins_holds_back_reminders_from_then_on(office: Desk) -> None:
    office.take(call(addressee="佐藤", due_at=at("11:00")), TEN)
    office.set_presence("佐藤", Presence.MEETING, TEN, since=at("10:50"), until=at("11:20"))
    assert not office.outlook(at("11:00")).nudges
    assert [nudge.to for nudge in office.outlook(at("11:20")).nudges] == [("佐藤",)]
