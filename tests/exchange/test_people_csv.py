"""Address lists of other programs and spreadsheets, broken ones, and anything at all."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callmemo import words
from callmemo.exchange import people_csv
from callmemo.exchange.csv_rows import csv_rows
from callmemo.exchange.decoding import decode
from callmemo.exchange.people_csv import read_people_csv, write_people_csv
from tests.exchange.people import CONTACTS, numbers, person, sample
from tests.fuzzing import examples

YAMADA = "山田 太郎"


@pytest.mark.parametrize(
    ("name", "kind", "encoding"),
    [
        ("outlook_ja.csv", "Outlook", "Shift_JIS"),
        ("google_2023.csv", "Google Contacts", "UTF-8"),
        ("google_old.csv", "Google Contacts", "UTF-16"),
        ("cybozu_office.csv", "Cybozu Office", "Shift_JIS"),
        ("garoon.csv", "Garoon", "UTF-8"),
        ("desknets_neo.csv", "desknet's NEO", "Shift_JIS"),
        ("postcards.csv", "CSV", "Shift_JIS"),
    ],
)
def test_each_program_tells_the_same_person(name: str, kind: str, encoding: str) -> None:
    reading = sample(name)
    assert (reading.kind, reading.encoding) == (kind, encoding)
    contact = person(reading, YAMADA).contact
    assert contact.kana == "ヤマダ タロウ"
    assert "アオバ商事" in contact.company
    assert contact.department in {"購買部 課長", "購買部 部長"}
    assert not reading.losses


def test_numbers_come_with_their_kind() -> None:
    assert numbers(person(sample("outlook_ja.csv"), YAMADA).contact) == [
        ("fax", "03-0000-0199", ""),
        ("office", "03-0000-0142", ""),
        ("mobile", "090-0000-0142", ""),
    ]
    # Two in one cell, and a label of their own.
    assert numbers(person(sample("google_2023.csv"), YAMADA).contact) == [
        ("mobile", "090-0000-0142", ""),
        ("office", "03-0000-0142", ""),
        ("office", "03-0000-0143", ""),
        ("倉庫", "03-0000-0144", ""),
    ]
    assert numbers(person(sample("cybozu_office.csv"), YAMADA).contact)[0] == (
        "direct",
        "03-0000-0142",
        "",
    )


def test_the_secretary_is_not_called_for_them() -> None:
    everyone = [*sample("outlook_en.csv").records, *sample("outlook_ja.csv").records]
    assert not [each for each in everyone if "0999" in str(each.contact.numbers)]


def test_a_company_without_a_person_stays_a_company() -> None:
    reading = sample("outlook_ja.csv")
    assert [each.contact.company for each in reading.records if not each.contact.name] == [
        "ひかり税理士法人"
    ]
    assert sample("garoon.csv").records[1].contact.name == ""


def test_lines_inside_a_cell_stay_and_places_are_those_of_an_editor() -> None:
    reading = sample("outlook_ja.csv")
    assert person(reading, YAMADA).contact.notes == "午前中は会議が多い\n火曜は終日外出"
    assert [each.place for each in reading.records] == [2, 4, 5]


def test_a_zero_that_a_spreadsheet_has_eaten_comes_back_with_a_word() -> None:
    reading = sample("excel_zero_eaten.csv")
    first, second, third = reading.records
    assert [each.number for each in first.contact.numbers] == ["03-0000-0142", "090-0000-0142"]
    assert len(first.remarks) == 2
    # Nothing brings rounded digits back.
    assert "9.00E+09" in second.remarks[0]
    assert [each.number for each in third.contact.numbers] == ["0120-000-150"]


def test_tabs_and_several_numbers_in_a_cell_are_read() -> None:
    contact = sample("tab_separated.txt").records[0].contact
    assert [each.number for each in contact.numbers] == ["03-0000-0142", "090-0000-0142"]


def test_unknown_headings_are_said_and_shown() -> None:
    reading = sample("unknown_headings.csv")
    assert not reading.records
    assert len(reading.losses) == 1
    assert reading.left_out == ("商品", "数量", "単価")


def test_headings_are_found_below_a_title_and_in_any_order() -> None:
    content = "取引先一覧\n2026年11月\n\n電話,会社名,氏名\n03-0000-0142,アオバ商事,山田\n"
    (record,) = read_people_csv(content.encode("cp932")).records
    assert (record.place, record.contact.name, record.contact.company) == (5, "山田", "アオバ商事")


def test_excels_own_first_line_names_the_delimiter() -> None:
    content = "sep=;\n氏名;電話\n山田, 太郎;03-0000-0142\n".encode()
    assert read_people_csv(content).records[0].contact.name == "山田, 太郎"


def test_a_quote_that_never_closes_costs_one_row_at_most() -> None:
    content = '氏名,電話\n"山田,03-0000-0142\n高橋,03-0000-0143\n"佐藤",03-0000-0144\n'.encode()
    names = [each.contact.name for each in read_people_csv(content).records]
    assert names[-2:] == ["高橋", "佐藤"]
    assert len(names) == 3


def test_a_file_of_two_encodings_is_read_line_by_line() -> None:
    content = "氏名,電話\n山田,03-0000-0142\n".encode() + "高橋,03-0000-0143\n".encode("cp932")
    reading = read_people_csv(content)
    assert [each.contact.name for each in reading.records] == ["山田", "高橋"]


def test_bytes_of_no_encoding_are_named_with_their_line() -> None:
    reading = read_people_csv("氏名,電話\n山田,03-0000-0142\n".encode() + b"\xff\xfe\x80,1\n")
    assert [loss.place for loss in reading.losses] == [3]
    assert reading.records[0].contact.name == "山田"


def test_more_people_than_an_office_knows_are_left_out_with_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(people_csv, "MAX_PEOPLE", 2)
    reading = read_people_csv("氏名\n山田\n高橋\n佐藤\n".encode())
    assert (len(reading.records), len(reading.losses)) == (2, 1)


@pytest.mark.parametrize("language", ["ja", "en"])
@settings(max_examples=150)
@given(people=st.lists(CONTACTS, max_size=4))
def test_what_is_written_is_read_back(language: str, people: list) -> None:  # type: ignore[type-arg] # drawn
    words.use(language)
    named = [each for each in people if each.name or each.kana or each.company or each.numbers]
    content = write_people_csv(named)
    words.use("en" if language == "ja" else "ja")
    reading = read_people_csv(content)
    assert [each.contact for each in reading.records] == named
    assert not reading.left_out


@settings(max_examples=150)
@given(st.lists(CONTACTS, max_size=3))
def test_no_cell_is_run_by_a_spreadsheet(people: list) -> None:  # type: ignore[type-arg] # drawn
    text = write_people_csv(people).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not [cell for cell in row if cell.lstrip()[:1] in set("=+-@")]


_CELLS = st.one_of(
    st.sampled_from(
        ['"', '""', '"山田', "氏名", "電話", "Phone 1 - Value", "9000000142", "9E+09", "'=1", "\t"]
    ),
    st.text(st.characters(codec="utf-8"), max_size=8),
)
_ROWS = st.lists(st.lists(_CELLS, max_size=5), max_size=8)


def _joined(rows: list[list[str]], delimiter: str, encoding: str, head: str) -> bytes:
    text = "\n".join([head, *(delimiter.join(row) for row in rows)])
    return text.encode(encoding, errors="replace")


CONTENTS = st.one_of(
    st.binary(max_size=200),
    st.builds(
        _joined,
        _ROWS,
        st.sampled_from([",", "\t", ";"]),
        st.sampled_from(["utf-8", "cp932", "utf-16", "utf-8-sig"]),
        st.sampled_from(["氏名,電話,会社名,備考", "氏名\t電話", "Name;Phone 1 - Value", ""]),
    ),
)


@settings(max_examples=examples(400))
@given(CONTENTS)
def test_anything_is_read_or_named_as_lost(content: bytes) -> None:
    reading = read_people_csv(content)
    places = {each.place for each in reading.records} | {loss.place for loss in reading.losses}
    assert all(not each.is_empty for each in reading.records)
    assert all(loss.reason for loss in reading.losses)
    if not reading.records and not reading.losses:
        return
    text = decode(content)
    lines = text.text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= place <= lines for place in places)


@settings(max_examples=examples(400))
@given(st.text(st.sampled_from('a,"\n;'), max_size=60), st.sampled_from([",", ";"]))
def test_every_line_is_in_some_row(text: str, delimiter: str) -> None:
    rows = list(csv_rows(text, delimiter))
    starts = [row.line for row in rows]
    assert starts == sorted(set(starts))
    # Nothing typed is lost but the signs of the notation.
    kept = "".join("".join(row.cells) for row in rows)
    assert kept.count("a") == text.count("a")
