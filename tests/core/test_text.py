"""Text is made comparable in one way, for the index and for the question."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmemo.core import text
from callmemo.core.text import contains, match_query, normalise, pairs


def test_the_examples_in_the_module_are_true() -> None:
    tried = doctest.testmod(text)
    assert tried.failed == 0
    assert tried.attempted == 6


@given(st.text())
def test_what_is_comparable_stays_as_it_is(written: str) -> None:
    assert normalise(normalise(written)) == normalise(written)


@given(st.text())
def test_nothing_that_the_index_would_read_as_a_command_is_left(written: str) -> None:
    assert all(ch.isalnum() or ord(ch) > 127 for ch in normalise(written))


@given(st.text(min_size=1, alphabet=st.characters(categories=["L", "N"])))
def test_pairs_hold_the_text(written: str) -> None:
    cut = pairs(written)
    assert "".join(pair[0] for pair in cut) == written
    assert cut[-1] == written[-1]


@given(st.text(), st.text())
def test_every_text_holds_itself_and_its_ends(one: str, other: str) -> None:
    if normalise(one):
        assert contains([one + " " + other], one.replace("\x00", ""))


@pytest.mark.parametrize("typed", ["", " ", "-", "　", '"', "・・・"])
def test_nothing_to_look_for_is_no_question(typed: str) -> None:
    assert match_query(typed) is None
    assert not contains(["何か"], typed)
