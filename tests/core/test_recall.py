"""The caller card: who it can be, how often they called, and what follows from that."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from callmemo.core.contact import OFFICE as OFFICE_LABEL
from callmemo.core.contact import Contact, ContactNumber
from callmemo.core.memo import Caller, Draft, Memo
from callmemo.core.recall import CallerCard, Proposal, Who, Why, recall, who
from callmemo.core.vocabulary import Direction, Request, Status
from tests.office_day import DAY, HOUR, MINUTE, OFFICE, TEN

NUMBER = (ContactNumber(OFFICE_LABEL, "03-0000-0142"),)
YAMADA = Contact(id="contact-1", name="山田 太郎", company="アオバ商事", numbers=NUMBER)
SATO = Contact(id="contact-2", name="佐藤", kana="サトウ", company="アオバ商事", numbers=NUMBER)
AOBA = Contact(id="contact-3", company="アオバ商事", numbers=NUMBER)
MINATO = Contact(id="contact-4", name="山田", company="みなと会計事務所")


def memo(number: int, taken_at: datetime, name: str = "山田", **more: Any) -> Memo:
    draft = Draft(
        caller=Caller(company="アオバ商事", name=name, phone="03-0000-0142"),
        addressee="鈴木",
        subject="納品の件",
        due_at=taken_at + HOUR,
        **{k: more.pop(k) for k in ("request", "direction") if k in more},
    )
    return Memo(f"m{number}", f"1124-{number:03}", taken_at, draft, Status.NEW, **more)


def card(*memos: Memo, now: datetime = TEN, found: Who | None = None, **more: Any) -> CallerCard:
    ordered = sorted(memos, key=lambda each: each.last_called_at, reverse=True)
    made = recall(found or Who(YAMADA, (YAMADA,)), ordered, now, OFFICE, **more)
    assert made is not None
    return made


# Who it can be


def test_a_number_of_one_person_says_who_it_is() -> None:
    assert who([YAMADA], []) == Who(YAMADA, (YAMADA,))


def test_a_number_shared_by_many_names_nobody_until_a_name_is_said() -> None:
    assert who([YAMADA, SATO], []) == Who(None, (YAMADA, SATO))
    assert who([YAMADA, SATO], [], "佐藤様").contact == SATO
    assert who([YAMADA, SATO], [], "さとう").contact == SATO
    assert who([YAMADA, SATO], [], "山田").contact == YAMADA


def test_beside_a_companys_own_entry_the_one_person_counts() -> None:
    assert who([AOBA, YAMADA], []).contact == YAMADA
    assert who([AOBA], []).contact == AOBA


def test_a_name_that_nobody_at_the_number_has_is_somebody_new() -> None:
    found = who([YAMADA, SATO], [], "渡辺")
    assert found.contact is None
    assert found.candidates == (YAMADA, SATO)


def test_somebody_known_may_call_from_a_number_that_is_not() -> None:
    assert who([SATO], [YAMADA], "山田", "アオバ商事").contact == YAMADA
    assert who([SATO], [MINATO], "山田", "アオバ商事").contact is None


def test_a_name_alone_offers_all_of_that_name() -> None:
    found = who([], [YAMADA, MINATO], "山田")
    assert found.contact == MINATO, "the name exactly as it was said comes before a longer one"
    assert set(found.candidates) == {YAMADA, MINATO}
    assert who([], [YAMADA, MINATO], "山田", "アオバ").contact == YAMADA
    both = (replace(YAMADA, name="山田"), MINATO)
    assert who([], both, "山田").contact is None


def test_who_has_left_answers_no_more_unless_nobody_else_does() -> None:
    gone = replace(YAMADA, left=True)
    assert who([gone, SATO], []).contact == SATO
    assert who([gone], []).contact == gone


def test_a_company_alone_offers_its_people() -> None:
    assert who([], [YAMADA, SATO], "", "アオバ商事") == Who(None, (YAMADA, SATO))
    assert who([], [YAMADA, AOBA], "", "アオバ商事").contact == AOBA


def test_of_nobody_known_there_is_no_card() -> None:
    assert recall(Who(), [], TEN, OFFICE) is None


# How often they called


def test_the_second_call_of_the_day_is_counted_with_the_one_before() -> None:
    first = memo(1, TEN - HOUR)
    found = card(first, memo(2, TEN - DAY), memo(3, TEN - 8 * DAY))
    assert found.count_today == 2
    assert found.previous is not None
    assert (found.previous.at, found.previous.memo) == (TEN - HOUR, first)
    assert found.calls_this_week == 2


def test_calls_noted_on_one_memo_count_each() -> None:
    again = (TEN - 40 * MINUTE, TEN - 20 * MINUTE)
    found = card(memo(1, TEN - HOUR, called_again=again))
    assert found.count_today == 4
    assert found.previous is not None
    assert found.previous.at == again[-1]


def test_calls_of_ours_and_withdrawn_memos_are_no_calls_of_theirs() -> None:
    ours = memo(1, TEN - HOUR, direction=Direction.OUTGOING, request=Request.THEY_CALL_BACK)
    withdrawn = replace(memo(2, TEN - HOUR), status=Status.CANCELLED)
    assert card(ours, withdrawn).count_today == 1


def test_a_colleague_of_theirs_on_the_same_line_is_somebody_else() -> None:
    found = card(memo(1, TEN - HOUR, "佐藤"), memo(2, TEN - HOUR, ""))
    assert [each.id for each in found.recent] == ["m2"]
    assert found.count_today == 2


def test_only_the_last_memos_are_shown_and_all_that_is_open() -> None:
    memos = [memo(n, TEN - n * HOUR) for n in range(1, 9)]
    settled = [replace(each, status=Status.DONE) for each in memos[:4]]
    found = card(*settled, *memos[4:])
    assert [each.id for each in found.recent] == ["m1", "m2", "m3", "m4", "m5"]
    assert [each.id for each in found.open] == ["m8", "m7", "m6", "m5"]


# What follows


def test_a_second_call_while_we_owe_one_proposes_urgency_with_the_count() -> None:
    found = card(memo(1, TEN - HOUR))
    assert found.urgency_proposed == Proposal(Why.CALLED_AGAIN_TODAY, 2)
    assert found.complaint_hinted is None
    assert found.continues is not None
    assert found.continues.id == "m1"


def test_a_third_call_hints_at_a_complaint() -> None:
    found = card(memo(1, TEN - HOUR, called_again=(TEN - 9 * MINUTE,)))
    assert found.urgency_proposed == Proposal(Why.CALLED_AGAIN_TODAY, 3)
    assert found.complaint_hinted == Proposal(Why.CALLED_AGAIN_TODAY, 3)


def test_two_calls_of_other_days_without_an_answer_hint_at_a_complaint() -> None:
    found = card(memo(1, TEN - DAY), memo(2, TEN - 2 * DAY))
    assert found.urgency_proposed == Proposal(Why.UNANSWERED, 2)
    assert found.complaint_hinted == Proposal(Why.UNANSWERED, 2)
    tried = card(memo(1, TEN - DAY, attempts=2), memo(2, TEN - 2 * DAY, attempts=1))
    assert tried.complaint_hinted is None, "we have tried to reach them"


@pytest.mark.parametrize(
    "settled",
    [
        {"status": Status.DONE},
        {"called_back_at": TEN - MINUTE, "status": Status.IN_PROGRESS},
        {"status": Status.CANCELLED},
    ],
)
def test_where_nothing_is_owed_nothing_is_proposed(settled: dict[str, Any]) -> None:
    found = card(replace(memo(1, TEN - HOUR), **settled))
    assert found.urgency_proposed is None
    assert found.complaint_hinted is None


def test_a_call_that_was_announced_is_continued_but_not_urgent() -> None:
    found = card(
        replace(memo(1, TEN - HOUR, request=Request.WILL_CALL_AGAIN), status=Status.WAITING)
    )
    assert found.continues is not None
    assert found.urgency_proposed is None


def test_a_settled_or_old_memo_is_not_continued() -> None:
    assert card(replace(memo(1, TEN - HOUR), status=Status.DONE)).continues is None
    assert card(memo(1, TEN - timedelta(days=60))).continues is None


def test_while_several_can_be_meant_nothing_is_proposed() -> None:
    found = card(memo(1, TEN - HOUR), found=Who(None, (YAMADA, SATO)))
    assert found.count_today == 2
    assert (found.urgency_proposed, found.complaint_hinted, found.continues) == (None, None, None)
    assert found.name == ""


def test_of_somebody_not_in_the_book_the_last_memo_tells() -> None:
    found = card(memo(1, TEN - HOUR), found=Who())
    assert (found.name, found.company, found.learned) == ("山田", "アオバ商事", True)
