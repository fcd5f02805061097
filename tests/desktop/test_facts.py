"""The facts of a memo: all that was written down, nothing that was not."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from callmemo.core.memo import Caller, Memo
from callmemo.core.vocabulary import (
    CallbackReason,
    Channel,
    Direction,
    Request,
    Status,
    Target,
    Urgency,
)
from callmemo.desktop.facts import addressee, facts
from callmemo.settings import Member, Settings
from callmemo.wording import Tone
from tests.office_day import TEN, at, call, settings

OFFICE = settings(members=(Member("鈴木", "営業一課"), Member("佐藤", "")))


def told(memo: dict[str, Any] | None = None, own: Settings = OFFICE, **f: Any) -> dict[str, str]:
    made = Memo("1", "1124-001", at("9:30"), call(**f), **{"status": Status.NEW, **(memo or {})})
    return {fact.heading: fact.text for fact in facts(made, own, TEN)}


def test_only_what_was_written_down_is_told() -> None:
    assert told(target=None, taken_by="木村") == {
        "For": "鈴木(営業一課)",
        "Request": "Please call back",
        "Status": "Unread",
        "Reception": "9:30 木村",
    }


def test_everything_that_was_written_down_is_told() -> None:
    said = told(
        substitute="佐藤",
        urgency=Urgency.URGENT,
        urgent_reason="理由",
        due_at=at("16:00"),
        promise="4時までに",
        reachable="午後",
        their_closing=time(18),
        callback_reason=CallbackReason.PERSON_AWAY,
        subject="件名",
        body="内容",
        answered_here="受付で回答",
        channel=Channel.VISIT,
        read_back=True,
        taken_by="木村",
        target=Target.THEIR_MOBILE,
    )
    assert said == {
        "For": "鈴木(営業一課)",
        "Substitute": "佐藤",
        "Request": "Please call back",
        "Reason for urgency": "理由",
        "Call back to": "Their mobile",
        "Due": "16:00",
        "Promise": "4時までに",
        "Reachable": "午後",
        "They close at": "18:00",
        "Why they call back": "Person in charge away",
        "Subject": "件名",
        "Content": "内容",
        "Done at reception": "受付で回答",
        "Status": "Unread",
        "Reception": "9:30 Visitor 木村 read back",
    }


def test_only_urgency_is_red() -> None:
    memo = Memo("1", "1", TEN, call(urgency=Urgency.URGENT, urgent_reason="r"), Status.NEW)
    assert [f.heading for f in facts(memo, OFFICE, TEN) if f.tone is Tone.LATE] == [
        "Reason for urgency"
    ]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"target": Target.THEIR_OFFICE}, "Their office"),
        (
            {"target": Target.THEIR_OFFICE, "caller": Caller(name="x", mobile="090-0000-0001")},
            "Their office (mobile 090-0000-0001)",
        ),
        (
            {"target": Target.COMPANY_MOBILE, "target_number": "080-0000-0002"},
            "Company mobile 080-0000-0002",
        ),
        ({"target": Target.COLLEAGUE, "substitute": "鈴木"}, "Colleague instead 鈴木(営業一課)"),
        (
            {"target": None, "caller": Caller(phone="03-0000-0001", mobile="090-0000-0001")},
            "Mobile 090-0000-0001",
        ),
    ],
)
def test_where_to_call_back(fields: dict[str, Any], text: str) -> None:
    assert told(**fields)["Call back to"] == text


def test_a_colleague_is_named_once() -> None:
    assert "Substitute" not in told(target=Target.COLLEAGUE, substitute="佐藤")


def test_the_two_proofs_stand_apart() -> None:
    memo = {"confirmed_at": at("9:40"), "confirmed_by": "鈴木", "attempts": 2}
    assert told(memo)["Status"] == "Unread · read by 鈴木 9:40 · 2 calls"


def test_a_reminder_set_for_later_stands_beside_the_promise() -> None:
    memo = {"snoozed_until": at("10:15")}
    assert told(memo, due_at=at("16:00"))["Due"] == "16:00 (reminder at 10:15)"
    assert told({"snoozed_until": at("9:45")}, due_at=at("16:00"))["Due"] == "16:00"


def test_their_call_is_checked_not_made() -> None:
    said = told(
        {"status": Status.WAITING},
        request=Request.THEY_CALL_BACK,
        direction=Direction.OUTGOING,
        target=Target.ME,
        due_at=at("17:00"),
    )
    assert said["Due"] == "check at 17:00"


def test_a_closed_memo_is_due_no_more() -> None:
    assert "Due" not in told({"status": Status.DONE, "closed_at": TEN}, due_at=at("16:00"))


def test_somebody_who_is_no_member_is_named_plainly() -> None:
    assert [addressee(name, OFFICE) for name in ("佐藤", "派遣", "")] == ["佐藤", "派遣", ""]
