"""vCards of other programs, broken ones, and anything at all."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callmemo.core.rules import MAX_LINE, MAX_TEXT
from callmemo.exchange import vcard
from callmemo.exchange.vcard import read_vcards
from callmemo.exchange.vcard_lines import cards
from tests.exchange.people import numbers, person, sample
from tests.fuzzing import examples

YAMADA = "山田 太郎"


def card(*lines: str, version: str = "3.0") -> bytes:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


@pytest.mark.parametrize(
    "name",
    [
        *("iphone_30.vcf", "google_30.vcf", "outlook_21.vcf", "keitai_21.vcf"),
        *("android_21.vcf", "nextcloud_40.vcf", "broken.vcf"),
    ],
)
def test_each_program_tells_the_same_person(name: str) -> None:
    contact = person(sample(name), YAMADA).contact
    assert contact.name == YAMADA
    assert contact.kana in {"ヤマダ タロウ", "" if name == "broken.vcf" else "ヤマダ タロウ"}
    assert "090-0000-0142" in [each.number for each in contact.numbers]


def test_company_department_position_and_kana_come_from_an_iphone() -> None:
    reading = sample("iphone_30.vcf")
    contact = person(reading, YAMADA).contact
    assert (contact.company, contact.company_kana) == ("株式会社アオバ商事", "アオバショウジ")
    assert contact.department == "購買部 課長"
    assert contact.notes == "午前中は会議, 午後に\n折り返し"
    assert numbers(contact) == [
        ("mobile", "090-0000-0142", ""),
        ("office", "03-0000-0142", ""),
        ("fax", "03-0000-0199", ""),
        ("倉庫", "03-0000-0144", ""),
        ("other", "03-0000-0145", ""),
    ]
    company = reading.records[1].contact
    assert (company.name, company.company) == ("", "みどり運輸")
    assert set(reading.left_out) >= {"EMAIL", "PHOTO"}


def test_the_old_encoding_of_windows_and_phones_is_read() -> None:
    contact = person(sample("outlook_21.vcf"), YAMADA).contact
    assert contact.notes == "午前中は会議\n表のお客様"
    # The second byte of ソ and 能 is a backslash in that encoding, or looks like one.
    assert [each.contact.name for each in sample("keitai_21.vcf").records][1] == "ソ能表示"


def test_numbers_as_links_with_extensions_are_read() -> None:
    reading = sample("nextcloud_40.vcf")
    assert numbers(person(reading, YAMADA).contact)[:2] == [
        ("office", "03-0000-0142", "142"),
        ("mobile", "090-0000-0142", ""),
    ]
    assert [loss.place for loss in reading.losses] == [16]


def test_names_in_latin_letters_keep_their_order() -> None:
    contact = sample("thunderbird_40.vcf").records[0].contact
    assert contact.name == "Mary Sample"
    assert contact.notes.endswith("just like this, and goes on.")


def test_one_bad_card_does_not_cost_the_others() -> None:
    reading = sample("broken.vcf")
    names = [each.contact.name for each in reading.records]
    assert names == [YAMADA, "高橋 花子", "Mary Sample", "佐藤 市郎"]
    assert [loss.place for loss in reading.losses] == [1, 13]
    unended = person(reading, YAMADA)
    assert len(unended.remarks) == 3
    assert "6" in unended.remarks[0]
    assert numbers(person(reading, "Mary Sample").contact) == [("office", "03-0000-0160", "")]


def test_a_fold_inside_a_character_is_undone() -> None:
    line = "FN:山田".encode()
    content = card("X").replace(b"X", line[:5] + b"\r\n " + line[5:])
    assert read_vcards(content).records[0].contact.name == "山田"


def test_files_in_utf16_are_read() -> None:
    content = card("FN:山田 太郎").decode().encode("utf-16")
    assert read_vcards(content).records[0].contact.name == YAMADA


@pytest.mark.parametrize(
    "line",
    [
        "TEL;TYPE=" + ",a" * 200,
        "TEL;A=b" + "," * 5000 + '"',
        "TEL" + ";a=" * 5000 + '"',
        'TEL;TYPE="' + "a" * 100_000,
        "N:" + "\\" * 100_000,
        "NOTE;ENCODING=QUOTED-PRINTABLE:" + "=\r\n" * 20_000,
        "NOTE:x\r\n" + " y\r\n" * 20_000,
    ],
)
def test_no_line_takes_long_however_it_is_written(line: str) -> None:
    start = time.perf_counter()
    reading = read_vcards(card("FN:山田", line))
    assert time.perf_counter() - start < 2
    assert reading.records[0].contact.name == "山田"


def test_what_is_too_long_is_cut_and_said() -> None:
    (record,) = read_vcards(card("FN:" + "あ" * 300, "NOTE:" + "い" * 20_000)).records
    assert len(record.contact.name) == MAX_LINE
    assert len(record.contact.notes) == MAX_TEXT
    assert len(record.remarks) == 2


def test_more_people_than_an_office_knows_are_left_out_with_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(vcard, "MAX_PEOPLE", 2)
    reading = read_vcards(card("FN:山田") * 4)
    assert len(reading.records) == 2
    assert len(reading.losses) == 1


_LINES = st.sampled_from(
    [
        *("BEGIN:VCARD", "END:VCARD", "VERSION:2.1", "VERSION:4.0", "N:山田;太郎;;;", "FN:山田"),
        *("TEL;CELL:9000000142", "item1.TEL:03-0000-0142", "item1.X-ABLabel:倉庫", "AGENT:"),
        *("NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=x:=E5=B1", "=B1=", " 続き", "\t", "", "="),
        *(
            "SOUND;X-IRMC-N:ﾔﾏﾀﾞ",
            "ORG:a;b;c",
            'N;SORT-AS="ヤマダ,タロウ":山田;太郎',
            "PHOTO;BASE64:",
        ),
        *("TEL;VALUE=uri:tel:+81-3-0000-0142;ext=1", "NOTE:\\", "X-CALLMEMO-CLOSING:25:99"),
    ]
)
_PIECES = st.one_of(
    _LINES.map(str.encode),
    _LINES.map(lambda line: line.encode("cp932", errors="replace")),
    st.text(max_size=30).map(lambda text: text.encode("utf-8", errors="replace")),
    st.binary(max_size=20),
)
CONTENTS = st.one_of(
    st.binary(max_size=200),
    st.lists(_PIECES, max_size=14).map(b"\r\n".join),
    st.lists(_PIECES, max_size=14).map(lambda p: b"BEGIN:VCARD\n" + b"\n".join(p)),
)


@settings(max_examples=examples(400))
@given(CONTENTS)
def test_anything_is_read_or_named_as_lost(content: bytes) -> None:
    reading = read_vcards(content)
    begun = sum(not isinstance(each, int) for each in cards(content))
    stray = any(isinstance(each, int) for each in cards(content))
    lost = [loss for loss in reading.losses if loss.reason]
    strayed = sum(1 for loss in lost if "no card" in loss.reason)
    # Each card that was begun is a person, or is named; so is what stands outside.
    assert len(reading.records) + len(lost) - strayed == begun
    assert (strayed > 0) == stray
    for record in reading.records:
        assert not record.is_empty
        assert len(record.contact.name) <= MAX_LINE
