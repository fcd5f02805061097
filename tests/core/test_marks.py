"""What is marked in a text is what was looked for, in whatever notation it stands there."""

from __future__ import annotations

import doctest
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmemo.core import marks
from callmemo.core.marks import spans
from callmemo.core.text import normalise

ODD = "㈱㍿ﾀﾞｶﾞがー゙ー-ｰ 　０1ⅣΣßİéñ가각ｱ゛髙﨑齋ヽゟ㌔"
texts = st.text(
    alphabet=st.one_of(st.sampled_from(ODD + "山田アaA0142"), st.characters(codec="utf-8"))
)


def test_the_examples_in_the_module_are_true() -> None:
    assert doctest.testmod(marks) == doctest.TestResults(failed=0, attempted=2)


@pytest.mark.parametrize(
    ("text", "word", "marked"),
    [
        ("03-0000-0142 内線 3", "0142", ["0142"]),
        ("03-0000-0142", "00000142", ["0000-0142"]),
        ("０３ー００００", "0300", ["０３ー００"]),
        ("山田 太郎", "山田太郎", ["山田 太郎"]),
        ("㍿アオバ", "会社アオ", ["㍿アオ"]),
        ("田田田", "田田", ["田田"]),
        ("やまだとヤマダとﾔﾏﾀﾞ", "ヤマダ", ["やまだ", "ヤマダ", "ﾔﾏﾀﾞ"]),
        ("が", "ガ", ["が"]),
        ("何もない", "田中", []),
        ("", "田", []),
    ],
)
def test_a_hit_is_marked_as_it_stands(text: str, word: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, [word])] == marked


@given(texts, st.data())
def test_every_piece_of_a_text_is_marked_where_it_stands(text: str, data: st.DataObject) -> None:
    plain = normalise(text)
    if not plain:
        assert spans(text, ["a"]) == ()
        return
    start = data.draw(st.integers(0, len(plain) - 1))
    word = plain[start : data.draw(st.integers(start + 1, len(plain)))]
    found = spans(text, [word])
    assert found
    assert any(word in normalise(text[begin:end]) for begin, end in found)


@given(texts, st.lists(texts.map(normalise), max_size=4))
def test_marks_stand_in_order_and_never_over_each_other(text: str, words: list[str]) -> None:
    found = spans(text, words)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    plain = normalise(text)
    assert bool(found) == any(word and word in plain for word in words)
