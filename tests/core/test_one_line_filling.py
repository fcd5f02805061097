from __future__ import annotations

import random
from dataclasses import replace

import pytest

from callmemo.core.memo import Caller, Draft
from callmemo.core.one_line_filling import Filling
from callmemo.core.vocabulary import Request, Target, Urgency
from tests.core.one_line_corpus import corpus
from tests.core.one_line_measure import said
from tests.core.test_one_line import letters, read


class Form:
    """A form that shows what it is told, and leaves out what does not go with the request."""

    def __init__(self, before: Draft | None = None) -> None:
        self.draft = before or Draft()
        self._filling = Filling(self.draft)

    def type(self, line: str) -> Draft:
        reading = read(line)
        self.draft = self._filling.fill(line, reading, self.draft)
        self.draft = self._filling.settle(line, reading, self.draft, self.fitting())
        return self.draft

    def fitting(self) -> Draft:
        draft = self.draft
        if draft.request is not Request.PLEASE_CALL_BACK:
            draft = replace(draft, target=None, reachable="", callback_reason=None)
        if draft.request is Request.MESSAGE:
            draft = replace(draft, promise="")
        return draft if draft.is_urgent else replace(draft, urgent_reason="")

    def correct(self, **parts: str) -> None:
        self.draft = replace(self.draft, caller=replace(self.draft.caller, **parts))


@pytest.fixture
def form() -> Form:
    return Form()


def test_fields_follow_the_line_as_it_is_typed(form: Form) -> None:
    line = "アオバ商事 山田様 0300000142 至急 鈴木さんへ お客様がお待ち"
    for end in range(1, len(line) + 1):
        form.type(line[:end])
    draft = form.draft
    assert (draft.caller.company, draft.caller.name) == ("アオバ商事", "山田")
    assert (draft.addressee, draft.urgency) == ("鈴木", Urgency.URGENT)
    assert (draft.urgent_reason, draft.body) == ("お客様がお待ち", "")


def test_what_vanishes_from_the_line_vanishes_from_its_field(form: Form) -> None:
    form.type("アオバ商事 山田様 0300000142 至急 納品は明日")
    draft = form.type("山田様")
    assert draft == replace(Draft(), caller=Caller(name="山田"), request=Request.MESSAGE)
    assert form.type("") == Draft()


def test_corrected_field_stays_corrected(form: Form) -> None:
    form.type("山田様 0300000142")
    form.correct(name="山口")
    draft = form.type("山田様 0300000142 折り返し 納期の件")
    assert (draft.caller.name, draft.subject, draft.body) == ("山口", "納期の件", "")
    assert form.type("").caller.name == "山口"


def test_emptied_field_stays_empty(form: Form) -> None:
    form.type("アオバ商事 山田様")
    form.correct(company="")
    assert form.type("アオバ商事 山田様 至急").caller.company == ""


def test_choice_of_the_user_holds(form: Form) -> None:
    form.type("山田様 折り返し")
    form.draft = replace(form.draft, request=Request.WILL_CALL_AGAIN)
    assert form.type("山田様 折り返し 鈴木さんへ").request is Request.WILL_CALL_AGAIN


def test_words_for_a_field_that_is_taken_go_into_the_message() -> None:
    form = Form(Draft(caller=Caller(phone="03-0000-0199", name="渡辺")))
    draft = form.type("山田様 0300000142")
    assert (draft.caller.phone, draft.caller.name) == ("03-0000-0199", "渡辺")
    assert draft.body == "山田 0300000142"
    assert form.type("山田様").body == "山田"


def test_same_number_as_announced_is_not_said_twice() -> None:
    form = Form(Draft(caller=Caller(phone="03-0000-0142")))
    assert form.type("山田様 0300000142").body == ""


def test_other_words_for_a_corrected_field_are_not_lost(form: Form) -> None:
    form.type("山田様")
    form.correct(name="山口")
    assert form.type("渡辺様").body == "渡辺"


def test_what_is_left_over_keeps_its_place_in_the_message(form: Form) -> None:
    form.type("山田様 納品は明日")
    form.draft = replace(form.draft, body=f"{form.draft.body}\n電話が遠い")
    assert form.type("山田様 納品は明後日").body == "納品は明後日\n電話が遠い"
    assert form.type("山田様").body == "電話が遠い"


def test_rewritten_message_is_not_written_over(form: Form) -> None:
    form.type("山田様 納品は明日")
    form.draft = replace(form.draft, body="納品は明日の午後")
    form.draft = replace(form.draft, body="明日の午後に納品")
    assert form.type("山田様 納品は明日 数量は20箱").body == "明日の午後に納品\n数量は20箱"


def test_words_that_would_not_be_saved_go_into_the_message(form: Form) -> None:
    draft = form.type("山田様 携帯へ またお電話します")
    assert (draft.target, draft.body) == (Target.THEIR_MOBILE, "携帯へ")
    assert form.type("山田様 携帯へ 折り返し").body == ""


def test_number_on_the_form_asks_for_a_callback() -> None:
    form = Form(Draft(caller=Caller(phone="03-0000-0142")))
    assert form.type("山田様").request is Request.PLEASE_CALL_BACK
    assert Form().type("山田様").request is Request.MESSAGE


def test_nothing_typed_is_lost_whatever_stands_on_the_form() -> None:
    chance = random.Random(4)
    lines = corpus()
    for line in lines:
        other = read(chance.choice(lines).text).draft
        form = Form(chance.choice((Draft(), other)))
        reading = read(line.text)
        for end in sorted(chance.sample(range(len(line.text) + 1), 2)):
            form.type(line.text[:end])
        form.type(line.text)
        there = letters("|".join(value for _, value in said(form.fitting())))
        for each in reading.found:
            if each.field in {"name", "company", "subject", "department", "urgent_reason"}:
                assert letters(each.value) in there, (line.text, form.draft)
        for word in reading.rest.split():
            assert letters(word) in there, (line.text, form.draft)
