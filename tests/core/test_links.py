"""What phone systems and web pages say of a call is text, and never more than that."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callmemo.core.links import (
    MAX_LINK,
    LinkFault,
    LinkProblem,
    Ring,
    read_link,
    ring_from,
    write_link,
)
from callmemo.core.rules import MAX_LINE
from callmemo.core.vocabulary import Direction
from callmemo.errors import LinkRefused
from callmemo.faults import LINKS
from tests.fuzzing import examples


@pytest.mark.parametrize(
    ("told", "ring"),
    [
        ("0300000142", Ring(phone="03-0000-0142")),
        ("+81300000142", Ring(phone="03-0000-0142")),
        ("0312345", Ring(phone="0312345")),
        ("201", Ring(phone="201")),
        ("+12025550100", Ring(phone="+1 202-555-0100")),
        ('"アオバ商事" <sip:0300000142@198.51.100.7>', Ring("03-0000-0142", "アオバ商事")),
        ('"03-0000-0142" <sip:0300000142@pbx>', Ring(phone="03-0000-0142")),
        ('"Ueda \\"Ue\\"" <sip:0300000142@pbx>', Ring("03-0000-0142", 'Ueda "Ue"')),
        ("山田 <sip:0300000142@pbx>;tag=9f", Ring("03-0000-0142", "山田")),
        ("<sip:0300000142@pbx;user=phone>", Ring(phone="03-0000-0142")),
        ("sip:0300000142@198.51.100.7:5060;transport=udp", Ring(phone="03-0000-0142")),
        ("sip:%2B81300000142@pbx", Ring(phone="03-0000-0142")),
        ("sips:0300000142:secret@pbx?Subject=x", Ring(phone="03-0000-0142")),
        ("sip:0300000142", Ring(phone="03-0000-0142")),
        ("0300000142@198.51.100.7", Ring(phone="03-0000-0142")),
        ("tel:+81-3-0000-0142;ext=12", Ring(phone="03-0000-0142", extension="12")),
        ("tel:03-0000-0142;phone-context=example.com", Ring(phone="03-0000-0142")),
        ("callto:0300000142", Ring(phone="03-0000-0142")),
        ("anonymous", Ring(withheld=True)),
        ("非通知", Ring(withheld=True)),
        ("Unavailable", Ring(withheld=True)),
        ("sip:anonymous@anonymous.invalid", Ring(withheld=True)),
        ('"Anonymous" <sip:anonymous@anonymous.invalid>', Ring(withheld=True)),
        ('"Unknown" <sip:0300000142@pbx>', Ring(phone="03-0000-0142")),
        ("sip:reception@pbx", Ring(name="reception")),
        ("sip:198.51.100.7", Ring()),
        ("", Ring()),
    ],
)
def test_a_caller_is_understood_as_softphones_name_them(told: str, ring: Ring) -> None:
    assert ring_from(told) == ring


def test_a_name_given_beside_the_caller_id_counts_more_than_the_one_in_it() -> None:
    assert ring_from('"0142" <sip:0300000142@pbx>', "山田") == Ring("03-0000-0142", "山田")
    assert ring_from("", "Anonymous") == Ring(withheld=True)
    assert ring_from("0300000142", "anonymous") == Ring(phone="03-0000-0142")


@pytest.mark.parametrize(
    ("link", "ring"),
    [
        ("callmemo:take?phone=03-0000-0142", Ring(phone="03-0000-0142")),
        ("callmemo://pop/?phone=+81300000142&name=Ueda+Ken", Ring("03-0000-0142", "Ueda Ken")),
        ("CallMemo:POP?phone=0300000142&", Ring(phone="03-0000-0142")),
        ("callmemo:pop?company=%E3%82%A2%E3%82%AA%E3%83%90", Ring(company="アオバ")),
        ("callmemo:pop?company=アオバ商事", Ring(company="アオバ商事")),
        ("callmemo:pop?phone=sip%3A0300000142%40pbx", Ring(phone="03-0000-0142")),
        ("callmemo:take?direction=outgoing", Ring(direction=Direction.OUTGOING)),
        ("callmemo:pop?phone=anonymous", Ring(withheld=True)),
        ("callmemo:03-0000-0142", Ring(phone="03-0000-0142")),
        ("callmemo:tel:0300000142", Ring(phone="03-0000-0142")),
        ("callmemo://take", Ring()),
        ("callmemo:", Ring()),
        ("tel:03-0000-0142", Ring(phone="03-0000-0142")),
        ("sip:0300000142@pbx", Ring(phone="03-0000-0142")),
        (
            "callmemo:pop?at=2026-11-24T10:00:00+09:00",
            Ring(called_at=datetime(2026, 11, 24, 1, tzinfo=UTC)),
        ),
    ],
)
def test_a_link_fills_a_form(link: str, ring: Ring) -> None:
    assert read_link(link) == ring


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("", LinkFault(LinkProblem.NOT_OURS)),
        ("03-0000-0142", LinkFault(LinkProblem.NOT_OURS)),
        ("https://example.com/", LinkFault(LinkProblem.NOT_OURS)),
        ("callmemo:delete", LinkFault(LinkProblem.NOT_OURS)),
        ("callmemo:export?out=x", LinkFault(LinkProblem.NOT_OURS)),
        ("callmemo:../../x", LinkFault(LinkProblem.NOT_OURS)),
        ("callmemo:pop?exec=calc", LinkFault(LinkProblem.UNKNOWN_PART, "exec")),
        ("callmemo:pop?phone", Ring()),
        ("callmemo:pop?phone=1&phone=2", LinkFault(LinkProblem.TWICE, "phone")),
        ("callmemo:pop?name=%FF", LinkFault(LinkProblem.ENCODING, "name")),
        ("callmemo:pop?name=%8ER%93c", LinkFault(LinkProblem.ENCODING, "name")),
        ("callmemo:pop?name=%4", LinkFault(LinkProblem.ENCODING, "name")),
        ("callmemo:pop?name=%zz", LinkFault(LinkProblem.ENCODING, "name")),
        ("callmemo:pop?name=a%0Ab", LinkFault(LinkProblem.UNPRINTABLE, "name")),
        ("callmemo:pop?name=%00", LinkFault(LinkProblem.UNPRINTABLE, "name")),
        ("callmemo:pop?name=%E2%80%AEcod.exe", LinkFault(LinkProblem.UNPRINTABLE, "name")),
        ("callmemo:pop?name=\u2066x", LinkFault(LinkProblem.UNPRINTABLE)),
        ("callmemo:pop?name=%E2%80%8B", LinkFault(LinkProblem.UNPRINTABLE, "name")),
        ("callmemo:pop?name=" + "x" * 201, LinkFault(LinkProblem.TOO_LONG, "name")),
        ("callmemo:pop?name=" + "x" * MAX_LINK, LinkFault(LinkProblem.TOO_LONG)),
        ("callmemo:pop?direction=sideways", LinkFault(LinkProblem.UNKNOWN_VALUE, "direction")),
        ("callmemo:pop?at=tomorrow", LinkFault(LinkProblem.UNKNOWN_VALUE, "at")),
        ("callmemo:pop?at=2026-11-24T10:00", LinkFault(LinkProblem.UNKNOWN_VALUE, "at")),
        ("callmemo:pop?at=0001-01-01T00:00%2B14:00", LinkFault(LinkProblem.UNKNOWN_VALUE, "at")),
        ("tel:", LinkFault(LinkProblem.NO_NUMBER)),
        ("callmemo:tel:%0d1", LinkFault(LinkProblem.UNPRINTABLE, "phone")),
    ],
)
def test_whatever_else_a_link_says_is_refused(link: str, fault: LinkFault | Ring) -> None:
    assert read_link(link) == fault


def test_only_a_link_that_asks_for_a_memo_was_clicked() -> None:
    clicked = [read_link(link) for link in ("callmemo:take", "tel:0300000142", "callmemo:0142")]
    assert [isinstance(ring, Ring) and ring.by_hand for ring in clicked] == [True] * 3
    rung = read_link("callmemo:pop?phone=0300000142")
    assert isinstance(rung, Ring)
    assert not rung.by_hand


def test_each_fault_is_said_in_a_sentence_that_shows_no_more_than_a_little_of_the_link() -> None:
    for problem in LinkProblem:
        said = LinkRefused(LinkFault(problem, "x" * 500)).sentence
        assert said.endswith("No form was opened.")
        assert len(said) < 160
    assert set(LINKS) == set(LinkProblem)


# Each byte stands for a piece: one draw for a whole text keeps so many runs quick.
_WORDS = """
callmemo: CALLMEMO:// take pop ? & = % %2 %E3%82%A2 %00 %FF %40 + phone= name= company= at=
direction= extension= exec= sip: tel: sips: // @ <sip: > " \\ ; :5060 0300000142 +81 +1
anonymous 山田 ㈱ 内線 ext= incoming # ( ) ー ０３ 2026-11-24T10:00+09:00 callmemo:pop?phone=
"""
_ODD = [" ", "\u3000", "\u202e", "\u2066", "\x00", "\n", "\x85", "\ud800", "\u200b", "\U0001f4de"]
_SIGNS = [chr(code) for code in range(0x20, 0x7F)]
_TABLE = [*_WORDS.split(), *_WORDS.split(), *_ODD, *_SIGNS]
_TABLE += [chr(0x3041 + place) for place in range(256 - len(_TABLE))]
_TEXTS = st.binary(max_size=24).map(lambda drawn: "".join(_TABLE[byte] for byte in drawn))


@settings(max_examples=examples(10_000))
@given(_TEXTS)
def test_nothing_told_does_more_than_fill_a_form_with_text_that_can_be_shown(text: str) -> None:
    for ring in (read_link(text), ring_from(text), ring_from(text[:12], text[12:])):
        if isinstance(ring, LinkFault):
            assert LinkRefused(ring).sentence
        else:
            _holds(ring)


def _holds(ring: Ring) -> None:
    """It can be shown, and comes to the running program as it is."""
    for text in (ring.phone, ring.name, ring.company, ring.extension):
        assert len(text) <= MAX_LINE
        assert not any(unicodedata.category(ch) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for ch in text)
    assert not (ring.phone and ring.withheld)
    rung = replace(ring, called_at=datetime(2026, 11, 24, 1, tzinfo=UTC))
    written = write_link(rung)
    assert written.isascii()
    again = read_link(written)
    assert again == rung
    assert isinstance(again, Ring)
    assert again.by_hand == ring.by_hand
