"""Words to say: chosen for the situation, never with a hole, for every row of the trade."""

import random
import re
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callmemo.core.memo import Caller, Draft, Memo
from callmemo.core.phrases import (
    LONGEST,
    READ_BACK,
    Flaw,
    Line,
    Moment,
    Phrase,
    PhraseBook,
    PhraseUnfit,
    best,
    choose,
    fill,
    read_phrase,
)
from callmemo.core.presence import Present
from callmemo.core.situation import FACTS, Situation, Stage, blanks, facts
from callmemo.core.vocabulary import (
    CallbackReason,
    Direction,
    Presence,
    Request,
    Status,
    Target,
    Urgency,
)
from callmemo.phrase_file import shipped
from tests.core.call_situations import DAY, OFFICE, situations

LANGUAGES = ("ja", "en")
NOW = DAY.replace(hour=14, minute=15)
YAMADA = Caller(company="アオバ商事", department="購買部", name="山田", phone="0300000142")
INCOMING = Draft(addressee="鈴木", caller=YAMADA, subject="納品数量")
OUTGOING = replace(INCOMING, direction=Direction.OUTGOING, request=Request.THEY_CALL_BACK)
MEETING = Present(
    "鈴木",
    Presence.MEETING,
    NOW,
    NOW.replace(hour=16, minute=0),
    NOW.replace(hour=16, minute=0),
)
URGENT: dict[str, Any] = {"urgency": Urgency.URGENT, "urgent_reason": "店頭にお客様がお待ちのため"}
DOUBLED = re.compile(r"様様|様さん|さん様|さま様|様の様|先生様|氏様|様御中")
GAPS = re.compile(r"、、|。。|、。|  |「」|“”|^[、。\s]|\s$|,,|\( ?\)|\bby\.|about\.")


def at(draft: Draft, **known: Any) -> Situation:
    usual: dict[str, Any] = {"now": NOW, "office": OFFICE, "me": "木村", "office_name": "(株)ハル"}
    return Situation(draft=draft, **(usual | known))


def memo_of(draft: Draft, *, minutes: int = 30) -> Memo:
    return Memo("m", "1124-001", NOW - timedelta(minutes=minutes), draft, Status.WAITING)


def words(situation: Situation, moment: Moment, topic: str = "") -> str:
    lines = choose(shipped("ja"), situation)
    found = [line.text for line in lines if line.moment is moment and line.topic == topic]
    assert len(found) == 1, lines
    return found[0]


# What must hold for any call


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=150)
@given(situation=situations())
def test_every_call_has_an_opening_something_to_ask_and_an_end(
    situation: Situation, language: str
) -> None:
    said = {line.moment for line in choose(shipped(language), situation)}
    assert {Moment.OPENING, Moment.ASKING, Moment.CLOSING} <= said


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=150)
@given(situation=situations())
def test_no_line_has_a_hole_a_gap_or_courtesy_twice(situation: Situation, language: str) -> None:
    for line in choose(shipped(language), situation):
        assert not set("{}") & set(line.text), line
        assert not DOUBLED.search(line.text), line
        assert not GAPS.search(line.text), line
        assert line.text.endswith(("。", ".", "?")) or line.moment is Moment.MESSAGE, line


@settings(max_examples=150)
@given(situation=situations())
def test_own_people_are_spoken_of_without_courtesy(situation: Situation) -> None:
    for line in choose(shipped("ja"), situation):
        assert not re.search(r"(鈴木|Sato|佐藤)(さん|様)[はがに]", line.text) or (
            "佐藤" in situation.draft.caller.name
        ), line


@settings(max_examples=150)
@given(situation=situations())
def test_one_line_is_chosen_for_each_moment_and_topic_and_always_the_same(
    situation: Situation,
) -> None:
    lines = choose(shipped("ja"), situation)
    keys = [(line.moment, line.topic) for line in lines]
    assert len(keys) == len(set(keys))
    assert lines == choose(shipped("ja"), situation)
    order = list(Moment)
    assert [order.index(moment) for moment, _ in keys] == sorted(
        order.index(moment) for moment, _ in keys
    )


@settings(max_examples=150)
@given(situation=situations())
def test_every_fact_has_a_value_that_conditions_can_name(situation: Situation) -> None:
    found = facts(situation)
    assert found.keys() == FACTS.keys()
    assert all(value in FACTS[name] for name, value in found.items())


@settings(max_examples=150)
@given(
    situation=situations(),
    text=st.text(max_size=200),
    name=st.text(max_size=80),
)
def test_whatever_was_typed_no_brace_is_left_in_a_line(
    situation: Situation, text: str, name: str
) -> None:
    draft = replace(
        situation.draft,
        caller=replace(situation.draft.caller, name=name, company=text, phone=name),
        addressee=name,
        subject=text,
        urgent_reason=text,
        promise=text,
        body=text,
    )
    for language in LANGUAGES:
        for line in choose(shipped(language), replace(situation, draft=draft)):
            assert not set("{}\n\r") & set(line.text)


def test_no_phrase_is_always_beaten_by_another() -> None:
    """What is never said would be edited in vain."""
    dice = random.Random(7)
    book = shipped("ja")
    ways = {name: sorted(values) for name, values in FACTS.items()}

    def wins(phrase: Phrase) -> bool:
        known = dict.fromkeys(sorted({*phrase.blanks, *phrase.has}), "x")
        for _ in range(300):
            case = {name: dice.choice(values) for name, values in ways.items()}
            case |= {name: dice.choice(sorted(values)) for name, values in phrase.when.items()}
            if phrase in best(book, case, known):
                return True
        return False

    assert [phrase.id for phrase in book.phrases if not wins(phrase)] == []


def test_both_languages_have_the_same_phrases_for_the_same_calls() -> None:
    ours, theirs = shipped("ja").phrases, shipped("en").phrases
    assert [replace(p, text="") for p in ours] == [replace(p, text="") for p in theirs]


# Rows of the trade

ROWS = {
    "A1": (at(OUTGOING), ("お待ちしております",)),
    "A2": (
        at(replace(OUTGOING, **URGENT, due_at=NOW.replace(hour=17, minute=0))),
        ("店頭にお客様がお待ちという事情", "17時まで"),
    ),
    "A3": (
        at(replace(OUTGOING, request=Request.WE_CALL_AGAIN, due_at=NOW + timedelta(days=1))),
        ("折り返しには及びません", "明日の14時15分頃にこちらから改めて", "電話があったこと"),
    ),
    "A4": (
        at(replace(OUTGOING, target=Target.COLLEAGUE, substitute="佐藤さん")),
        ("代わりの佐藤という者",),
    ),
    "A5": (
        at(replace(OUTGOING, target=Target.COMPANY_MOBILE, target_number="09000000119")),
        ("社用携帯にお電話をいただいてもよろしいでしょうか",),
    ),
    "A6": (
        at(replace(OUTGOING, callback_reason=CallbackReason.NEEDS_AUTHORITY)),
        ("ご担当の方",),
    ),
    "A7": (
        at(replace(OUTGOING, promise="13時まで"), memo=memo_of(OUTGOING, minutes=240)),
        ("13時までにお電話をいただけると伺っておりました", "その後の状況はいかがでしょうか"),
    ),
    "A8": (at(INCOMING, addressee=MEETING, other="佐藤"), ("代わりに佐藤が承ります",)),
}


@pytest.mark.parametrize("row", ROWS)
def test_every_row_has_words_of_its_own(row: str) -> None:
    situation, expected = ROWS[row]
    for language in LANGUAGES:
        book = shipped(language)
        own = {phrase.id for phrase in book.phrases if row in phrase.rows}
        assert own & {line.id for line in choose(book, situation)}
    said = "\n".join(line.text for line in choose(shipped("ja"), situation))
    assert all(part in said for part in expected), said


def test_no_entry_serves_a_row_that_does_not_exist() -> None:
    assert {row for phrase in shipped("ja").phrases for row in phrase.rows} == set(ROWS)


@pytest.mark.parametrize("reason", CallbackReason)
def test_each_reason_for_calling_back_has_its_own_thanks(reason: CallbackReason) -> None:
    others = set(CallbackReason) - {reason}
    text = words(at(replace(OUTGOING, callback_reason=reason)), Moment.THANKS)
    for other in others:
        assert text != words(at(replace(OUTGOING, callback_reason=other)), Moment.THANKS)


# Exact words


def test_the_absent_are_spoken_of_as_own_people_with_the_hour_of_their_return() -> None:
    situation = at(replace(INCOMING, addressee="鈴木さん"), addressee=MEETING)
    assert words(situation, Moment.ABSENCE) == (
        "申し訳ございません。鈴木はただ今席を外しておりまして、16時頃に戻る予定でございます。"
    )


def test_the_read_back_says_who_number_and_promise_in_one_sentence() -> None:
    draft = replace(INCOMING, subject="", **URGENT, due_at=NOW.replace(hour=15, minute=0))
    assert words(at(draft), Moment.READ_BACK, READ_BACK) == (
        "アオバ商事 購買部の山田様、お電話番号は 03-0000-0142、"
        "至急 15時までに鈴木より折り返しでよろしいでしょうか。"
    )


def test_an_early_call_begins_with_an_excuse() -> None:
    early = at(OUTGOING, now=NOW.replace(hour=8, minute=10))
    assert words(early, Moment.OPENING).startswith("朝早くに恐れ入ります。")
    lunch = at(OUTGOING, now=NOW.replace(hour=12, minute=10))
    assert words(lunch, Moment.OPENING).startswith("お昼時に失礼いたします。")


def test_a_late_urgent_callback_begins_with_an_apology() -> None:
    draft = replace(INCOMING, **URGENT, due_at=NOW - timedelta(minutes=5))
    assert words(at(draft, memo=memo_of(draft)), Moment.OPENING) == (
        "お待たせして申し訳ございません。株式会社ハルの木村でございます。"
        "お急ぎと伺い、ご連絡いたしました。"
    )


def test_a_complaint_is_never_met_with_bare_words_of_apology() -> None:
    text = words(at(replace(INCOMING, complaint=True)), Moment.OPENING)
    assert "納品数量の件でご不便をおかけし" in text


def test_what_is_known_is_not_asked() -> None:
    topics = {line.topic for line in choose(shipped("ja"), at(INCOMING))}
    assert not topics & {"who", "number", "addressee", "topic"}
    topics = {line.topic for line in choose(shipped("ja"), at(Draft()))}
    assert topics >= {"who", "number", "addressee", "topic"}


def test_the_stage_follows_from_direction_and_memo() -> None:
    again = replace(OUTGOING, request=Request.WE_CALL_AGAIN)
    assert at(INCOMING).stage is Stage.ANSWERING
    assert at(OUTGOING).stage is Stage.CALLING
    assert at(INCOMING, memo=memo_of(INCOMING)).stage is Stage.CALLING_BACK
    assert at(OUTGOING, memo=memo_of(OUTGOING)).stage is Stage.CHECKING
    assert at(again, memo=memo_of(again)).stage is Stage.CALLING_AGAIN


def test_a_due_time_that_has_passed_is_not_promised() -> None:
    assert "due" not in blanks(at(replace(INCOMING, due_at=NOW - timedelta(minutes=1))), "ja")
    assert blanks(at(replace(INCOMING, due_at=NOW + timedelta(minutes=45))), "ja")["due"] == "15時"


def test_the_call_of_a_memo_is_named_by_how_long_ago_it_was() -> None:
    def called(minutes: int, language: str = "ja") -> str:
        return blanks(at(INCOMING, memo=memo_of(INCOMING, minutes=minutes)), language)["called_at"]

    assert called(20) == "先ほど"
    assert called(300) == "9時15分に"
    assert called(24 * 60) == "昨日"
    assert called(4 * 24 * 60) == "20日金曜日に"
    assert called(300, "en") == "at 9:15 am"


# Choosing


def entry(**values: Any) -> Phrase:
    return read_phrase({"id": "x", "moment": "opening", "text": "はい。"} | values)


def chosen(*phrases: Phrase) -> list[str]:
    return [line.id for line in choose(PhraseBook("ja", phrases), at(INCOMING))]


def test_the_most_specific_phrase_wins_and_of_equals_the_first() -> None:
    plain, narrow = entry(id="plain"), entry(id="narrow", when={"stage": "answering"})
    assert chosen(plain, narrow) == chosen(narrow, plain) == ["narrow"]
    wide = entry(id="wide", when={"stage": ["answering", "calling"]})
    assert chosen(plain, wide) == ["wide"]
    assert chosen(wide, narrow) == ["narrow"]
    assert chosen(entry(id="a"), entry(id="b")) == ["a"]
    assert chosen(entry(id="a"), entry(id="b", weight=1)) == ["b"]


def test_a_phrase_with_an_unknown_blank_gives_way_to_one_without() -> None:
    assert chosen(entry(id="plain"), entry(id="hole", text="{reason}です。")) == ["plain"]
    assert chosen(entry(id="hole", text="{reason}です。")) == []
    assert fill("{reason}です。", at(INCOMING), "ja") is None
    assert fill("{caller}です。", at(INCOMING), "ja") == "山田様です。"


def test_conditions_ask_for_what_is_known_and_what_is_not() -> None:
    assert chosen(entry(id="a", when={"has": ["caller"]})) == ["a"]
    assert chosen(entry(id="a", when={"lacks": "caller"})) == []
    assert chosen(entry(id="a", when={"urgent": "yes"})) == []


def test_parts_of_the_read_back_are_joined_into_one_line() -> None:
    parts = [
        entry(id="1", moment="read_back", topic="who", text="{who}、", clause=True),
        entry(id="2", moment="read_back", topic="end", text="でよろしいでしょうか。", clause=True),
    ]
    (line,) = choose(PhraseBook("ja", tuple(parts)), at(INCOMING))
    joined = "アオバ商事 購買部の山田様、でよろしいでしょうか。"
    assert line == Line(Moment.READ_BACK, joined, READ_BACK, READ_BACK)


# Reading entries


@pytest.mark.parametrize(
    ("values", "flaw"),
    [
        ({"id": "Ä"}, Flaw.ID),
        ({"id": "x" * 61}, Flaw.ID),
        ({"moment": "tea"}, Flaw.MOMENT),
        ({"text": "  "}, Flaw.EMPTY),
        ({"text": "あ" * (LONGEST + 1)}, Flaw.TOO_LONG),
        ({"text": "{nobody}は"}, Flaw.BLANK),
        ({"text": "{}は"}, Flaw.BLANK),
        ({"text": "caller}は"}, Flaw.BRACES),
        ({"text": "{caller"}, Flaw.BRACES),
        ({"text": 3}, Flaw.SHAPE),
        ({"when": []}, Flaw.SHAPE),
        ({"when": {"stage": "sleeping"}}, Flaw.CONDITION),
        ({"when": {"weather": "fine"}}, Flaw.CONDITION),
        ({"when": {"stage": []}}, Flaw.CONDITION),
        ({"when": {"has": ["weather"]}}, Flaw.CONDITION),
        ({"when": {"has": 3}}, Flaw.SHAPE),
        ({"weight": "much"}, Flaw.SHAPE),
    ],
)
def test_an_entry_that_does_not_fit_says_why(values: dict[str, Any], flaw: Flaw) -> None:
    with pytest.raises(PhraseUnfit) as told:
        entry(**values)
    assert told.value.flaw is flaw


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=8), inner),
        max_leaves=8,
    )
)
def test_nothing_else_than_an_unfit_phrase_is_ever_raised(value: Any) -> None:
    for values in ({"when": value}, {"text": value}, {"rows": value}, {"id": value}):
        with suppress(PhraseUnfit):
            entry(**values)
    with pytest.raises(PhraseUnfit):
        read_phrase([value])
