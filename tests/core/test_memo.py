"""What is written down is tidied before it is kept, and numbers get one notation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmemo.core.memo import _UNSEEN, Caller, Draft, tidy, tidy_line, tidy_text


@pytest.mark.parametrize(
    "typed", ["０３ー００００ー０１４２", "0300000142", "TEL:03-0000-0142", "+81 3 0000 0142"]
)
def test_numbers_are_kept_in_one_notation(typed: str) -> None:
    draft = tidy(Draft(caller=Caller(phone=typed, mobile=typed), target_number=typed))
    assert (draft.caller.phone, draft.caller.mobile) == ("03-0000-0142", "03-0000-0142")
    assert draft.target_number == "03-0000-0142"


def test_an_extension_is_kept_as_its_digits() -> None:
    assert tidy(Draft(caller=Caller(extension="内線１２"))).caller.extension == "12"


@pytest.mark.parametrize("typed", ["03-0000", "あとで伺う", "03-0000-0142か0143", "本社 2階"])
def test_what_is_no_number_stays_as_it_was_typed(typed: str) -> None:
    draft = tidy(Draft(caller=Caller(phone=typed, extension=typed), target_number=typed))
    assert draft.caller.phone == draft.caller.extension == draft.target_number == typed


@pytest.mark.parametrize("said", ["非通知", "公衆電話", "anonymous"])
def test_a_number_that_was_not_shown_is_marked_and_is_no_number(said: str) -> None:
    draft = tidy(Draft(caller=Caller(phone=said)))
    assert draft.withheld
    assert draft.caller.phone == said
    assert not draft.caller.has_number
    assert Caller(phone=said, mobile="090-0000-0142").has_number


def test_names_and_texts_are_never_read_as_numbers() -> None:
    typed = "０３００００ー０１４２"
    draft = tidy(Draft(caller=Caller(name=typed, company=typed), subject=typed, body=typed))
    assert {draft.caller.name, draft.caller.company, draft.subject, draft.body} == {typed}


@given(st.text(max_size=30), st.text(max_size=30))
def test_what_is_tidy_stays_as_it_is(phone: str, text: str) -> None:
    once = tidy(Draft(caller=Caller(phone=phone, mobile=text, extension=phone), body=text))
    assert tidy(once) == once


@given(st.text() | st.text("山 \u3000\t\r\n\u2028\u200b\ufeff\u202a\x85\xa0aé", max_size=8))
def test_a_text_with_nothing_unseen_is_trimmed_as_any_other(text: str) -> None:
    seen = text.translate(_UNSEEN).replace("\r\n", "\n").replace("\r", "\n").strip()
    assert tidy_text(text) == seen
    assert tidy_line(text) == " ".join(seen.replace("\t", " ").splitlines())
