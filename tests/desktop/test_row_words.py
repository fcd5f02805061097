"""What a row says: the one word that matters most, in the tone of time and no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from callmemo.core.memo import Caller, Memo
from callmemo.core.vocabulary import Direction, Request, Status, Target, Urgency
from callmemo.desktop.row_words import RowWords, row_words
from callmemo.wording import Tone
from tests.office_day import OFFICE, TEN, at, call


def words(status: Status = Status.NEW, *, memo: dict[str, Any] | None = None, **f: Any) -> RowWords:
    f.setdefault("due_at", at("16:00"))
    made = Memo("1", "1124-001", at("9:30"), call(**f), status)
    return row_words(replace(made, **(memo or {})), TEN, OFFICE)


def test_a_row_says_by_when_who_what_and_where() -> None:
    said = words(subject="納品の件")
    assert said.due.head == "by 16:00"
    assert (said.who, said.organisation, said.topic) == ("山田", "アオバ商事", "納品の件")
    assert (said.number, said.addressee) == ("03-0000-0142", "鈴木")


@pytest.mark.parametrize(
    ("said", "tag", "tone"),
    [
        (words(), "Callback", Tone.QUIET),
        (words(due_at=at("9:50")), "Callback", Tone.LATE),
        (words(request=Request.MESSAGE, due_at=None), "Word left", Tone.QUIET),
        (words(complaint=True), "Complaint", Tone.QUIET),
        (words(complaint=True, due_at=at("9:50")), "Complaint", Tone.LATE),
        (words(urgency=Urgency.URGENT, urgent_reason="r"), "Urgent", Tone.LATE),
        (words(complaint=True, urgency=Urgency.URGENT), "Complaint", Tone.QUIET),
        (words(Status.RETRY), "To be called again", Tone.QUIET),
        (words(Status.ON_HOLD), "On hold", Tone.QUIET),
        (words(substitute="佐藤"), "Substitute OK", Tone.QUIET),
        (words(substitute="佐藤", target=Target.COLLEAGUE), "Callback", Tone.QUIET),
        (
            words(Status.WAITING, request=Request.THEY_CALL_BACK, direction=Direction.OUTGOING),
            "Their move",
            Tone.WAITING,
        ),
        (words(Status.NOT_NEEDED, memo={"closed_at": TEN}), "Not needed", Tone.DONE),
    ],
)
def test_the_tag_says_what_matters_most(said: RowWords, tag: str, tone: Tone) -> None:
    assert (said.tag, said.tag_tone) == (tag, tone)


def test_a_callback_that_was_made_says_how_long_it_took() -> None:
    called = {"closed_at": TEN, "called_back_at": at("9:30") + timedelta(minutes=18)}
    assert words(Status.DONE, memo=called).tag == "called back in 18 min"


def test_without_a_name_the_company_stands_in_its_place() -> None:
    said = words(caller=Caller(company="アオバ商事", phone="03-0000-0142"))
    assert (said.who, said.organisation) == ("アオバ商事", "")


def test_all_of_it_is_read_out() -> None:
    said = words(subject="納品の件", complaint=True)
    for part in (said.due.head, said.due.below, said.who, said.topic, said.tag, said.number):
        assert part in said.spoken
    assert ", ," not in words(addressee="", caller=Caller(name="山田")).spoken
