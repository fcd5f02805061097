from __future__ import annotations

import inspect
import random
import time
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from callmemo.core import (
    one_line_addressee,
    one_line_matter,
    one_line_numbers,
    one_line_people,
    one_line_requests,
    one_line_times,
    one_line_words,
)
from callmemo.core.memo import Draft
from callmemo.core.one_line import Found, Known, Reading, read_line
from callmemo.core.phone import number_key
from callmemo.core.text import normalise
from callmemo.core.vocabulary import Direction, Request, Urgency
from tests.core.one_line_corpus import MEMBERS, NOW, corpus, held_back
from tests.core.one_line_measure import KNOWN, OFFICE, measure, said

WANTED = 0.97
LINES_AT_ONCE = 20
MANY = 100_000


def read(text: str) -> Reading:
    return read_line(text, NOW, OFFICE, KNOWN)


# The corpus


def test_corpus_is_large_and_of_different_lines() -> None:
    texts = [line.text for line in (*corpus(), *held_back())]
    assert len(corpus()) >= 330
    assert len(held_back()) >= 70
    assert len(set(texts)) == len(texts)


def test_fields_of_the_corpus_are_read_right() -> None:
    accuracy = measure(corpus())
    assert accuracy.share >= WANTED, "\n".join(accuracy.wrong)


def test_measuring_notices_what_is_read_wrong() -> None:
    lines = corpus()
    shifted = [type(line)(line.text, lines[place - 1].fields) for place, line in enumerate(lines)]
    assert measure(shifted).share < 0.5


# What is read


def test_promise_becomes_the_due_time() -> None:
    draft = read("山田様 0300000142 15時までに折り返し").draft
    due = datetime(2026, 11, 24, 15, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert (draft.promise, draft.due_at) == ("15時まで", due)


@pytest.mark.parametrize("promise", ["9時まで", "戻り次第", "3時から4時"])
def test_promise_that_leaves_a_question_sets_no_time(promise: str) -> None:
    assert read(f"山田様 0300000142 {promise}").draft.due_at is None


def test_line_without_request_asks_for_a_callback_where_there_is_a_number() -> None:
    assert read("山田様 0300000142").draft.request is Request.PLEASE_CALL_BACK
    assert read("山田様 内線12").draft.request is Request.PLEASE_CALL_BACK
    assert read("山田様 よろしくとのこと").draft.request is Request.MESSAGE


def test_urgent_without_reason_leaves_the_reason_empty() -> None:
    draft = read("至急 山田様 0300000142").draft
    assert (draft.urgency, draft.urgent_reason) == (Urgency.URGENT, "")


def test_surname_means_the_only_member_who_has_it() -> None:
    one = Known((("鈴木 一郎", "営業一課"),))
    two = Known((("鈴木 一郎", "営業一課"), ("鈴木 花子", "総務部")))
    assert read_line("鈴木さんへ", NOW, OFFICE, one).draft.addressee == "鈴木 一郎"
    assert read_line("鈴木さんへ", NOW, OFFICE, two).draft.addressee == "鈴木"
    assert read_line("鈴木花子さんへ", NOW, OFFICE, two).draft.addressee == "鈴木 花子"


def test_nobody_is_known_in_a_new_office() -> None:
    draft = read_line("渡辺さんへ アオバ商事 山田様 0300000142", NOW, OFFICE, Known()).draft
    assert (draft.addressee, draft.caller.company) == ("渡辺", "アオバ商事")
    assert (draft.caller.name, draft.caller.phone) == ("山田", "03-0000-0142")


def test_address_book_decides_what_is_a_company_and_who_a_person() -> None:
    known = Known(is_company={"丸福"}.__contains__, is_person={"五百旗頭"}.__contains__)
    draft = read_line("五百旗頭 丸福", NOW, OFFICE, known).draft
    assert (draft.caller.name, draft.caller.company, draft.body) == ("五百旗頭", "丸福", "")
    unknown = read_line("五百旗頭 丸福", NOW, OFFICE, Known()).draft
    assert (unknown.caller.name, unknown.body) == ("", "五百旗頭 丸福")


def test_their_promise_to_call_is_an_outgoing_call() -> None:
    assert read("アオバ商事に電話 先方折り返し待ち").draft.direction is Direction.OUTGOING


def test_request_that_does_not_hold_stays_in_the_message() -> None:
    draft = read("山田様 来社 折り返し希望 0300000142").draft
    assert (draft.request, draft.body) == (Request.PLEASE_CALL_BACK, "来社")


def test_second_name_number_and_promise_stay_in_the_message() -> None:
    draft = read("山田様 0300000142 0300000143 渡辺様も同席 15時まで。16時まで").draft
    assert (draft.caller.name, draft.caller.phone) == ("山田", "03-0000-0142")
    assert draft.body == "0300000143 渡辺様も同席 16時まで"


def test_what_was_found_stands_where_it_was_typed() -> None:
    text = "アオバ商事 山田様 ０３ー００００ー０１４２"
    found = {each.field: text[each.start : each.end] for each in read(text).found if each.field}
    assert found == {"company": "アオバ商事", "name": "山田", "phone": "０３ー００００ー０１４２"}


# Nothing typed is lost

NOISE = st.text("鱗鷺鯱鼬蕎麦ηθξψЖЯ", min_size=2, max_size=6)
"""Signs that no word of the trade has."""
PIECES = sorted({piece for line in corpus() for piece in line.text.split()})
GLUES = ("", " ", "　", "、", "。", "の", "から", "(", ")", "/", ":", "へ", "様", "\n")
GLUE = st.sampled_from(GLUES)
WORD = st.one_of(st.sampled_from(PIECES), NOISE, st.text(max_size=8))
LINE = st.lists(st.tuples(WORD, GLUE), max_size=9).map(
    lambda parts: "".join(word + glue for word, glue in parts)
)
SOURCES = (
    one_line_addressee,
    one_line_matter,
    one_line_numbers,
    one_line_people,
    one_line_requests,
    one_line_times,
)
TRADE_SIGNS = frozenset("".join(map(inspect.getsource, (*SOURCES, one_line_words))))
"""Every sign of every word that leads to a field or stands for a choice."""
TEXTS = {"company", "department", "name", "kana", "extension", "addressee"} | {
    *("urgent_reason", "promise", "reachable", "subject")
}


def letters(text: str) -> str:
    return normalise(text).replace("ー", "")


def check_nothing_is_lost(text: str) -> None:
    """Every sign is in its field, in the message, or a part of a word of the trade."""
    reading = read(text)
    draft = dict(said(reading.draft))
    place, rest = 0, 0
    for each in (*reading.found, Found("", len(text), len(text), "")):
        assert 0 <= place <= each.start <= each.end <= len(text)
        for segment in _free(text[place : each.start]):
            rest = letters(draft["body"]).find(segment, rest)
            assert rest >= 0, (text, segment, reading)
            rest += len(segment)
        place = each.end
        typed = text[each.start : each.end]
        if each.field in TEXTS:
            assert letters(typed).removesuffix("ニ") in letters(draft[each.field]), (typed, draft)
        elif each.field in {"phone", "mobile"}:
            assert number_key(typed) == number_key(draft[each.field])
        else:
            known = "".join(name + group for name, group in MEMBERS)
            strange = {ch for ch in letters(typed) if ch not in letters(known)} - TRADE_LETTERS
            assert not strange, (typed, reading)


def _free(typed: str) -> Iterator[str]:
    """What must stand in the message of a part that was not understood."""
    words = unicodedata.normalize("NFKC", typed).strip(" 、。,;:!?()[]「」【】『』|/・<>\n\t　〜~")
    if letters(words) and not one_line_words.PARTICLES.fullmatch("".join(words.split())):
        yield letters(words)


TRADE_LETTERS = frozenset(letters("".join(TRADE_SIGNS)))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINE, min_size=LINES_AT_ONCE, max_size=LINES_AT_ONCE))
@example(["山田様" * 40, "(" * 300, "0" * 200, "の件" * 100, "株式会社" * 100, "15時" * 100])
def test_nothing_typed_is_lost(lines: list[str]) -> None:
    for line in lines:
        check_nothing_is_lost(line)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_nothing_typed_is_lost_in_many_lines(part: int) -> None:
    """As above, from a plain generator: hypothesis would take minutes to think these lines up."""
    chance = random.Random(part)
    signs = (
        "".join(PIECES)
        + "鱗鷺鯱ηθξЖЯ😀￥﨑髙ﾊﾞ々ー~〜-−‐()（）［］【】「」＠#%&*|\t\u3000\x1f\u200d\u0301"
    )
    words = [*PIECES, *"".join(PIECES), "鱗鷺", "ηθξ", "ЖЯ"]
    for _ in range(MANY // 4):
        if chance.random() < 0.3:
            check_nothing_is_lost("".join(chance.choices(signs, k=chance.randrange(24))))
        else:
            picked = chance.choices(words, k=chance.randrange(1, 8))
            check_nothing_is_lost("".join(word + chance.choice(GLUES) for word in picked))


def test_losing_a_word_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = Reading(Draft(), (Found("request", 0, 2, "鱗鷺"),))
    monkeypatch.setattr("tests.core.test_one_line.read", lambda _text: lost)
    with pytest.raises(AssertionError):
        check_nothing_is_lost("鱗鷺")


def test_long_text_is_kept_and_read_soon() -> None:
    began = time.perf_counter()
    for piece in (
        "山田様",
        "の",
        "(株)",
        "03-",
        "ア",
        "15時から",
        "至急 ",
        "鈴木",
        "A ",
        "。",
        "0",
    ):
        text = piece * (5_000 // len(piece))
        kept = letters("".join(value for _, value in said(read(text).draft)))
        assert len(kept) >= len(letters(text[2_000:]))
    assert time.perf_counter() - began < 10
