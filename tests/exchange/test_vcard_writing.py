"""Cards as they are written: read back here and by another reader."""

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from callmemo.core.contact import Contact, ContactNumber
from callmemo.exchange.vcard import read_vcards
from callmemo.exchange.vcard_writing import write_vcards
from tests.exchange.people import CONTACTS

YAMADA = Contact(
    id="contact-1",
    company="アオバ商事; 東京, 本社",
    department="購買部 課長",
    name="山田 太郎",
    kana="ヤマダ タロウ",
    numbers=(ContactNumber("office", "03-0000-0142", "102"), ContactNumber("倉庫", "03-0000-0144")),
    notes="一行目\n二行目 " + "長い文 " * 30,
)


@pytest.mark.parametrize("version", ["4.0", "3.0"])
@settings(max_examples=150)
@given(people=st.lists(CONTACTS, max_size=3))
def test_what_is_written_is_read_back(version: str, people: list) -> None:  # type: ignore[type-arg] # drawn
    named = [each for each in people if each.name or each.kana or each.company or each.numbers]
    reading = read_vcards(write_vcards(named, version))
    assert [each.contact for each in reading.records] == named
    assert not reading.losses


@pytest.mark.parametrize("version", ["4.0", "3.0"])
def test_another_reader_understands_it(version: str) -> None:
    card = vobject.readOne(write_vcards([YAMADA], version).decode())
    assert card.fn.value == "山田 太郎"
    assert card.org.value[0] == "アオバ商事; 東京, 本社"
    assert [each.value for each in card.tel_list] == ["03-0000-0142", "03-0000-0144"]
    assert card.note.value == YAMADA.notes


def test_no_line_is_longer_than_the_format_allows_and_none_cuts_a_character() -> None:
    lines = write_vcards([YAMADA]).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()


def test_who_took_over_is_named() -> None:
    left = Contact(name="佐藤", left=True, successor="contact-1")
    (record,) = read_vcards(write_vcards([left], successors={"contact-1": "山田 太郎"})).records
    assert record.contact.left
    assert record.successor == "山田 太郎"
