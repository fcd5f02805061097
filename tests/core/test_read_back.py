"""Reading back: digits as they are said, and what each kind of call has to ask."""

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings

from callmemo.core.memo import Caller, Draft
from callmemo.core.phrases import Moment
from callmemo.core.read_back import Check, check_list, next_moment, spoken_digits
from callmemo.core.vocabulary import CallbackReason, Direction, Request, Target, Urgency
from tests.core.call_situations import drafts

YAMADA = Caller(company="アオバ商事", name="山田", phone="03-0000-0142")
DUE = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
INCOMING = Draft(addressee="鈴木", caller=YAMADA, subject="納品", due_at=DUE)
OUTGOING = replace(INCOMING, direction=Direction.OUTGOING, request=Request.THEY_CALL_BACK)


@pytest.mark.parametrize(
    ("typed", "ja", "en"),
    [
        (
            "0300000142",
            "ゼロサン の ゼロゼロゼロゼロ の ゼロイチヨンニ",
            "zero three, zero zero zero zero, zero one four two",
        ),
        (
            "090-0000-0177",
            "ゼロキュウゼロ の ゼロゼロゼロゼロ の ゼロイチナナナナ",
            "zero nine zero, zero zero zero zero, zero one seven seven",
        ),
        ("+12025550100", "プラスイチ の ニゼロニ の ゴゴゴ の ゼロイチゼロゼロ", None),
        ("内線142", "イチヨンニ", "one four two"),
        ("非通知", "", ""),
        ("", "", ""),
    ],
)
def test_digits_are_said_in_groups_seven_as_nana(typed: str, ja: str, en: str | None) -> None:
    assert spoken_digits(typed, "ja") == ja
    if en is not None:
        assert spoken_digits(typed, "en") == en


def open_checks(draft: Draft, *, away: bool = False) -> set[Check]:
    return {item.check for item in check_list(draft, away=away) if not item.done}


def checks(draft: Draft, *, away: bool = False) -> list[Check]:
    return [item.check for item in check_list(draft, away=away)]


def test_an_empty_call_has_everything_still_to_ask() -> None:
    assert all(not item.done for item in check_list(Draft()))
    assert checks(Draft())[:3] == [Check.WHO, Check.NUMBER, Check.ADDRESSEE]


@pytest.mark.parametrize(
    ("draft", "left"),
    [
        (INCOMING, {Check.REACHABLE, Check.READ_BACK}),
        (replace(INCOMING, reachable="15時以降", read_back=True), set()),
        (replace(INCOMING, caller=replace(YAMADA, company="")), {Check.WHO}),
        (replace(INCOMING, caller=replace(YAMADA, phone="")), {Check.NUMBER}),
        (replace(INCOMING, urgency=Urgency.URGENT), {Check.URGENT_REASON, Check.SUBSTITUTE}),
        (replace(INCOMING, target=Target.THEIR_MOBILE), {Check.MOBILE_OK}),
        (replace(INCOMING, request=Request.MESSAGE, subject=""), {Check.MESSAGE}),
        (replace(INCOMING, request=Request.WILL_CALL_AGAIN, due_at=None), {Check.CALL_AGAIN}),
        (OUTGOING, {Check.CALLBACK_REASON, Check.THEIR_CLOSING}),
        (
            replace(
                OUTGOING,
                callback_reason=CallbackReason.PERSON_AWAY,
                their_closing=time(18),
                target=Target.COMPANY_MOBILE,
                target_number="09000000119",
            ),
            {Check.MOBILE_OK},
        ),
        (replace(OUTGOING, target=Target.COLLEAGUE), {Check.COLLEAGUE}),
        (replace(OUTGOING, request=Request.WE_CALL_AGAIN, due_at=None), {Check.CALL_AGAIN}),
    ],
)
def test_what_is_left_to_ask_follows_from_the_request(draft: Draft, left: set[Check]) -> None:
    assert left <= open_checks(draft)
    assert not {Check.ADDRESSEE} & open_checks(draft)


def test_a_substitute_is_asked_about_only_where_the_addressee_is_away() -> None:
    assert Check.SUBSTITUTE not in checks(INCOMING)
    assert Check.SUBSTITUTE in open_checks(INCOMING, away=True)
    assert Check.SUBSTITUTE not in open_checks(replace(INCOMING, substitute="佐藤"), away=True)


def test_a_visitor_is_not_asked_for_a_number() -> None:
    assert Check.NUMBER not in checks(replace(INCOMING, request=Request.VISITED))


@settings(max_examples=200)
@given(draft=drafts())
def test_nothing_is_asked_twice_and_reading_back_comes_last(draft: Draft) -> None:
    for away in (False, True):
        asked = checks(draft, away=away)
        assert len(asked) == len(set(asked))
        assert asked[-1] is Check.READ_BACK


@pytest.mark.parametrize(
    ("change", "away", "moment"),
    [
        ({"caller": Caller()}, False, Moment.OPENING),
        ({"addressee": ""}, False, Moment.ASKING),
        ({"subject": ""}, True, Moment.ABSENCE),
        ({"subject": "", "substitute": "佐藤"}, True, Moment.ASKING),
        ({}, False, Moment.READ_BACK),
        ({"read_back": True}, False, Moment.CLOSING),
        ({"target": Target.THEIR_MOBILE}, False, Moment.OFFERING_MOBILE),
    ],
)
def test_the_next_moment_follows_from_what_was_asked(
    change: dict[str, Any], away: bool, moment: Moment
) -> None:
    draft = replace(INCOMING, **change)
    assert next_moment(draft, check_list(draft, away=away), away=away) is moment
