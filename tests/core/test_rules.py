"""What the trade does not allow is found before anything is written."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmemo.core import rules
from callmemo.core.memo import Caller, Draft, Memo, tidy
from callmemo.core.rules import MAX_LINE, MAX_TEXT, Problem, Rule, problems
from callmemo.core.vocabulary import (
    Direction,
    Kind,
    Outcome,
    Request,
    Status,
    Target,
    Urgency,
    requests_of,
    targets_of,
)
from tests.office_day import DAY, MINUTE, TEN, call


def broken(draft: Draft) -> list[tuple[Rule, str]]:
    return [(problem.rule, problem.field) for problem in problems(draft, TEN)]


def outgoing(target: Target, **more: Any) -> Draft:
    return call(
        direction=Direction.OUTGOING,
        request=Request.THEY_CALL_BACK,
        target=target,
        **more,
    )


def test_an_ordinary_call_breaks_no_rule() -> None:
    assert problems(call(), TEN) == ()


@pytest.mark.parametrize(
    ("draft", "rule", "field"),
    [
        (Draft(addressee="鈴木"), Rule.EMPTY, "name"),
        (Draft(subject="　 "), Rule.EMPTY, "name"),
        (call(urgency=Urgency.URGENT), Rule.URGENT_NEEDS_REASON, "urgent_reason"),
        (
            call(urgency=Urgency.URGENT, urgent_reason="　"),
            Rule.URGENT_NEEDS_REASON,
            "urgent_reason",
        ),
        (outgoing(Target.COMPANY_MOBILE), Rule.COMPANY_MOBILE_NEEDS_NUMBER, "target_number"),
        (
            outgoing(Target.COMPANY_MOBILE, target_number="なし"),
            Rule.COMPANY_MOBILE_NEEDS_NUMBER,
            "target_number",
        ),
        (outgoing(Target.COLLEAGUE), Rule.COLLEAGUE_NEEDS_NAME, "substitute"),
        (call(target=Target.THEIR_OTHER), Rule.OTHER_NUMBER_NEEDS_NUMBER, "target_number"),
        (call(due_at=TEN - 2 * MINUTE), Rule.DUE_IN_PAST, "due_at"),
        (call(due_at=TEN + 4000 * DAY), Rule.TIME_TOO_FAR, "due_at"),
        (call(request=Request.THEY_CALL_BACK), Rule.REQUEST_NOT_OF_DIRECTION, "request"),
        (call(target=Target.ME), Rule.TARGET_NOT_OF_DIRECTION, "target"),
        (call(subject="x" * (MAX_LINE + 1)), Rule.TOO_LONG, "subject"),
        (call(body="x" * (MAX_TEXT + 1)), Rule.TOO_LONG, "body"),
        (call(caller=Caller(kana="x" * (MAX_LINE + 1))), Rule.TOO_LONG, "kana"),
        (call(body="\x00"), Rule.UNPRINTABLE, "body"),
        (call(caller=Caller(name="\ud83d")), Rule.UNPRINTABLE, "name"),
        (call(subject="\x9b31m"), Rule.UNPRINTABLE, "subject"),
    ],
)
def test_each_rule_names_its_field(draft: Draft, rule: Rule, field: str) -> None:
    assert broken(draft) == [(rule, field)]


@pytest.mark.parametrize(
    "draft",
    [
        call(due_at=TEN),
        call(due_at=TEN - timedelta(seconds=30)),
        call(body="x" * MAX_TEXT),
        Draft(caller=Caller(phone="03-0000-0142")),
        Draft(body="伝言"),
        outgoing(Target.COMPANY_MOBILE, target_number="０８０－００００－０１１９"),
        outgoing(Target.COLLEAGUE, substitute="佐藤"),
        call(urgency=Urgency.URGENT, urgent_reason="昼までに回答"),
        call(caller=Caller(name="葛\U000e0100城", phone="0")),
    ],
)
def test_what_is_allowed_passes(draft: Draft) -> None:
    assert broken(draft) == []


def test_a_company_mobile_may_stand_in_the_field_for_mobiles() -> None:
    draft = outgoing(Target.COMPANY_MOBILE, caller=Caller(name="伊藤", mobile="080-0000-0119"))
    assert broken(draft) == []


def test_only_a_time_that_has_passed_is_a_question() -> None:
    assert frozenset({Rule.DUE_IN_PAST}) == rules.ASKED


@given(st.text())
def test_tidied_text_is_on_one_line_and_stays_tidy(written: str) -> None:
    once = tidy(Draft(subject=written, body=written, caller=Caller(name=written)))
    assert tidy(once) == once
    assert once.subject == once.caller.name
    assert len(once.subject.splitlines()) <= 1
    assert "\r" not in once.body


def test_what_cannot_be_seen_does_not_come_along_with_pasted_text() -> None:
    pasted = tidy(Draft(subject="\ufeff請求\u200b書\u202e\r\nの件\t再送 ", body="一\r\n二\r三\n"))
    assert (pasted.subject, pasted.body) == ("請求書 の件 再送", "一\n二\n三")


def test_every_text_of_a_draft_is_looked_at() -> None:
    for name in (f.name for f in fields(Draft) if f.default == ""):
        unprintable: dict[str, Any] = {name: "\x00"}
        assert Rule.UNPRINTABLE in {rule for rule, _ in broken(replace(call(), **unprintable))}
    for part in fields(Caller):
        draft = call(caller=replace(call().caller, **{part.name: "\x00"}))
        assert broken(draft) == [(Rule.UNPRINTABLE, part.name)]


@pytest.mark.parametrize("direction", Direction)
def test_each_direction_has_its_requests_and_targets(direction: Direction) -> None:
    for request in Request:
        for target in Target:
            found = {
                rule
                for rule, _ in broken(
                    call(
                        direction=direction,
                        request=request,
                        target=target,
                        target_number="090",
                        substitute="佐藤",
                    )
                )
            }
            assert (Rule.REQUEST_NOT_OF_DIRECTION in found) == (
                request not in requests_of(direction)
            )
            assert (Rule.TARGET_NOT_OF_DIRECTION in found) == (target not in targets_of(direction))


@pytest.mark.parametrize("status", Status)
def test_a_closed_memo_is_opened_again_before_anything_more_happens(status: Status) -> None:
    memo = Memo("m", "1124-001", TEN, call(), status)
    closing = (Kind.SNOOZED, Kind.ON_HOLD, Kind.FINISHED, Kind.NOT_NEEDED, Kind.CANCELLED)
    for kind in (*closing, Kind.HANDED_OVER):
        expected = Problem(Rule.ALREADY_CLOSED, "status") if status.is_final else None
        assert rules.refusal(memo, kind) == expected
    expected = None if status.is_final else Problem(Rule.NOT_CLOSED, "status")
    assert rules.refusal(memo, Kind.REOPENED) == expected
    for kind in (Kind.NOTE, Kind.ATTEMPT, Kind.CONFIRMED, Kind.AMENDED):
        assert rules.refusal(memo, kind) is None


def test_a_call_that_reached_nobody_is_made_again() -> None:
    assert {outcome for outcome in Outcome if rules.finds_nobody(outcome)} == {
        Outcome.ABSENT,
        Outcome.ABSENT_MESSAGE_LEFT,
        Outcome.BUSY,
        Outcome.VOICEMAIL,
    }
