"""Each reminder is given by the desktop whose it is; by any other if that one is not there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callmemo.core.hearing import Seat, share
from callmemo.core.memo import Memo
from callmemo.core.rungs import Audience, Nudge, Rung
from callmemo.core.vocabulary import Status
from tests.office_day import TEN, call

PEOPLE = frozenset({"木村", "鈴木", "佐藤", "田中"})


def memo(memo_id: str = "m1", *, taken_by: str = "田中", **fields: str) -> Memo:
    draft = replace(call(**fields), taken_by=taken_by)
    return Memo(memo_id, "1124-001", TEN, draft, Status.NEW)


def nudge(*memos: Memo, audience: Audience = Audience.ADDRESSEE, manager: str = "") -> Nudge:
    to = (manager,) if manager else ()
    return Nudge(Rung.CLOSING, "closing60", TEN, memos, audience, to)


def given(seat: Seat, what: Nudge, *waited: str) -> list[str]:
    own, _ = share(what, seat, waited)
    return [] if own is None else [each.id for each in own.memos]


@pytest.mark.parametrize(
    ("me", "hears"),
    [("鈴木", True), ("田中", True), ("佐藤", False), ("", True)],
)
def test_the_desk_of_the_addressee_of_the_taker_and_of_nobody_hear_it(me: str, hears: bool) -> None:
    assert bool(given(Seat(me, PEOPLE), nudge(memo()))) is hears


def test_what_was_taken_by_nobody_in_particular_is_heard_everywhere() -> None:
    assert given(Seat("佐藤", PEOPLE), nudge(memo(taken_by=""))) == ["m1"]


def test_what_is_for_a_group_or_for_everyone_is_heard_everywhere() -> None:
    assert given(Seat("佐藤", PEOPLE), nudge(memo(addressee="営業一課"))) == ["m1"]
    assert given(Seat("佐藤", PEOPLE), nudge(memo(addressee=""))) == ["m1"]


def test_those_of_people_who_are_away_are_heard_by_the_others() -> None:
    assert given(Seat("佐藤", PEOPLE, {"鈴木": None}), nudge(memo())) == ["m1"]


def test_a_substitute_hears_what_is_for_the_substitute() -> None:
    for_substitute = nudge(memo(substitute="佐藤"), audience=Audience.SUBSTITUTE)
    assert given(Seat("佐藤", PEOPLE), for_substitute) == ["m1"]
    assert given(Seat("鈴木", PEOPLE), for_substitute) == []


def test_the_manager_hears_what_is_for_the_manager_and_everyone_if_there_is_none() -> None:
    for_manager = nudge(memo(), audience=Audience.MANAGER, manager="佐藤")
    assert given(Seat("佐藤", PEOPLE), for_manager) == ["m1"]
    assert given(Seat("鈴木", PEOPLE), for_manager) == []
    assert given(Seat("鈴木", PEOPLE), nudge(memo(), audience=Audience.MANAGER)) == ["m1"]


def test_a_list_is_parted_and_nothing_of_it_is_lost() -> None:
    both = nudge(memo("m1"), memo("m2", addressee="佐藤"))
    own, rest = share(both, Seat("佐藤", PEOPLE), ())
    assert own is not None
    assert rest is not None
    assert [each.id for each in own.memos] == ["m2"]
    assert own.to == ("佐藤",)
    assert [each.id for each in rest.memos] == ["m1"]
    assert rest.to == ("鈴木",)


def test_after_enough_patience_any_desktop_gives_it() -> None:
    assert given(Seat("佐藤", PEOPLE), nudge(memo()), "m1") == ["m1"]
