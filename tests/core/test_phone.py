"""Phone numbers in every notation that people type, paste and import."""

import subprocess
import sys

import pytest

from callmemo.core import phone
from callmemo.core.phone import (
    NumberKind,
    NumberProblem,
    is_withheld,
    number_key,
    read_extension,
    read_number,
    shown_number,
    spoken_groups,
)

SAME = {
    "0300000142": (
        "03-0000-0142",
        "0300000142",
        "０３ー００００ー０１４２",
        "０３‐００００−０１４２",
        "03–0000—0142",
        "03 0000 0142",
        "03.0000.0142",
        "03・0000・0142",
        "(03)0000-0142",
        "（０３）００００―０１４２",
        "03(0000)0142",
        "０３〜００００〜０１４２",
        "TEL:03-0000-0142",
        "Tel. 03-0000-0142",
        "ＴＥＬ：０３－００００－０１４２",
        "℡03-0000-0142",
        "☎ 03-0000-0142",
        "電話 03-0000-0142",
        "電話番号：03-0000-0142",
        "tel:+81300000142",
        "+81300000142",
        "+81 3-0000-0142",
        "＋８１ ３ ００００ ０１４２",
        "+81(0)3-0000-0142",
        "+81-(0)3-0000-0142",
        "(+81)3-0000-0142",
        "+81 03-0000-0142",
        "0081-3-0000-0142",
        "010-81-3-0000-0142",
        "0033-010-81-3-0000-0142",
        "٠٣٠٠٠٠٠١٤٢",
        "300000142",
        " 03-0000-0142 ",
        "03\t0000\t0142",
    ),
    "09000000142": ("090-0000-0142", "9000000142", "+81 90 0000 0142", "090 0000 0142"),
    "0120000142": ("0120-000-142", "0120-00-0142", "120000142", "(0120)000142"),
    "+12025550100": ("+1 202-555-0100", "+12025550100", "010-1-202-555-0100", "001 202 555 0100"),
    "+442079460000": ("+44 20 7946 0000", "+44 (0)20 7946 0000", "+44-20-7946-0000"),
}


@pytest.mark.parametrize(
    ("key", "typed"), [(key, each) for key, many in SAME.items() for each in many]
)
def test_every_notation_of_a_number_is_the_same_number(key: str, typed: str) -> None:
    number = read_number(typed)
    assert (number.key, number.problem) == (key, None)
    assert number.shown == number.number == SAME[key][0]
    assert number.typed == typed


@pytest.mark.parametrize(
    ("typed", "shown", "kind"),
    [
        ("0300000142", "03-0000-0142", NumberKind.FIXED),
        ("0600000142", "06-0000-0142", NumberKind.FIXED),
        ("0450000142", "045-000-0142", NumberKind.FIXED),
        ("0422220142", "0422-22-0142", NumberKind.FIXED),
        ("0499220142", "04992-2-0142", NumberKind.FIXED),
        ("09000000142", "090-0000-0142", NumberKind.MOBILE),
        ("08010000142", "080-1000-0142", NumberKind.MOBILE),
        ("07000000142", "070-0000-0142", NumberKind.MOBILE),
        ("06000000142", "060-0000-0142", NumberKind.MOBILE),
        ("05000000142", "050-0000-0142", NumberKind.IP),
        ("0120000142", "0120-000-142", NumberKind.TOLL_FREE),
        ("08000000142", "0800-000-0142", NumberKind.TOLL_FREE),
        ("0800-000-0142", "0800-000-0142", NumberKind.TOLL_FREE),
        ("080-0000-0142", "080-0000-0142", NumberKind.MOBILE),
        ("０８０（００００）０１４２", "080-0000-0142", NumberKind.MOBILE),
        ("0570000142", "0570-000-142", NumberKind.NAVI_DIAL),
        ("0990000142", "0990-000-142", NumberKind.PREMIUM),
        ("02000000142", "020-0000-0142", NumberKind.UNKNOWN),
        ("00777123", "0077-7123", NumberKind.TOLL_FREE),
        ("+12025550100", "+1 202-555-0100", NumberKind.FOREIGN),
        ("+390236618300", "+39 02 3661 8300", NumberKind.FOREIGN),
        ("142", "142", NumberKind.INTERNAL),
        ("１４２", "142", NumberKind.INTERNAL),
        ("内線142", "内線142", NumberKind.INTERNAL),
        ("内線：１４２", "内線142", NumberKind.INTERNAL),
        ("（内）142", "内線142", NumberKind.INTERNAL),
        ("(内線 142)", "内線142", NumberKind.INTERNAL),
        ("内142", "内線142", NumberKind.INTERNAL),
        ("ext. 142", "内線142", NumberKind.INTERNAL),
        ("Extension 142", "内線142", NumberKind.INTERNAL),
        ("＃142", "内線142", NumberKind.INTERNAL),
        ("営業部 内線142", "営業部 内線142", NumberKind.INTERNAL),
    ],
)
def test_numbers_are_written_the_japanese_way_and_their_kind_is_known(
    typed: str, shown: str, kind: NumberKind
) -> None:
    number = read_number(typed)
    assert (number.shown, number.kind, number.problem) == (shown, kind, None)
    assert read_number(shown).key == number.key


@pytest.mark.parametrize(
    "behind",
    [
        "内線12",
        "（内線12）",
        "(内)12",
        "内12",
        "ext.12",
        "ext 12",
        "x12",
        "#12",
        ",#12",
        " 内線:１２",
    ],
)
def test_an_extension_is_kept_behind_the_number(behind: str) -> None:
    number = read_number(f"03-0000-0142{behind}")
    assert (number.shown, number.extension) == ("03-0000-0142 内線12", "12")
    assert (number.key, number.number) == ("0300000142", "03-0000-0142")


@pytest.mark.parametrize(
    ("typed", "shown", "key"),
    [
        ("山田様 0300000142", "山田様 03-0000-0142", "0300000142"),
        ("0300000142（代表）", "03-0000-0142（代表）", "0300000142"),
        ("携帯09000000142 直通", "携帯090-0000-0142 直通", "09000000142"),
        ("山田(0300000142)", "山田(03-0000-0142)", "0300000142"),
        ("(0300000142 内線１２)", "(03-0000-0142 内線12)", "0300000142"),
        ("0300000142 / 09000000143", "03-0000-0142 / 09000000143", "0300000142"),
        ("0300000142 0300000143", "03-0000-0142 0300000143", "0300000142"),
        ("17時以降 0300000142", "17時以降 03-0000-0142", "0300000142"),
        ("0300000142 内線12 山田様", "03-0000-0142 内線12 山田様", "0300000142"),
        ("ｺｰﾙｾﾝﾀｰ 0120000142", "ｺｰﾙｾﾝﾀｰ 0120-000-142", "0120000142"),
    ],
)
def test_words_around_a_number_stay_untouched(typed: str, shown: str, key: str) -> None:
    assert (shown_number(typed), number_key(typed)) == (shown, key)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("03", NumberProblem.TOO_SHORT),
        ("03-0000-014", NumberProblem.TOO_SHORT),
        ("090-0000-014", NumberProblem.TOO_SHORT),
        ("0000-0142", NumberProblem.TOO_SHORT),
        ("12-34", NumberProblem.TOO_SHORT),
        ("1", NumberProblem.TOO_SHORT),
        ("+", NumberProblem.NOT_A_NUMBER),
        ("+81 3", NumberProblem.TOO_SHORT),
        ("+1 202", NumberProblem.TOO_SHORT),
        ("010", NumberProblem.TOO_SHORT),
        ("010-1-202", NumberProblem.TOO_SHORT),
        ("0081", NumberProblem.TOO_SHORT),
        ("03-0000-01422", NumberProblem.TOO_LONG),
        ("0120-000-1422", NumberProblem.TOO_LONG),
        ("090-0000-01422", NumberProblem.TOO_LONG),
        ("+1 202-555-01000", NumberProblem.TOO_LONG),
        ("1" * 300, NumberProblem.TOO_LONG),
        ("+999 0000 0142", NumberProblem.UNKNOWN_COUNTRY),
        ("0000000000142", NumberProblem.UNKNOWN_COUNTRY),
        ("山田", NumberProblem.NOT_A_NUMBER),
        ("2階の受付", NumberProblem.NOT_A_NUMBER),
        ("12時30分", NumberProblem.NOT_A_NUMBER),
        ("----", NumberProblem.NOT_A_NUMBER),
    ],
)
def test_what_cannot_be_dialled_says_why_and_stays_as_typed(
    typed: str, problem: NumberProblem
) -> None:
    number = read_number(f"  {typed} ")
    assert (number.problem, number.shown) == (problem, typed)


def test_half_a_number_has_a_key_to_be_found_by_and_words_have_none() -> None:
    assert number_key("03-0000") == "030000"
    assert number_key("2階") == number_key("") == number_key("非通知") == ""


def test_nothing_is_no_problem() -> None:
    number = read_number("　")
    assert (number.shown, number.problem, number.kind) == ("", None, NumberKind.UNKNOWN)


@pytest.mark.parametrize(
    "said",
    [
        *(
            "非通知",
            "ひつうち",
            "ヒツウチ",
            " 非通知 ",
            "番号非通知",
            "公衆電話",
            "表示圏外",
            "通知不可",
        ),
        *(
            "Anonymous",
            "ANONYMOUS",
            "withheld",
            "Private number",
            "unavailable",
            "ａｎｏｎｙｍｏｕｓ",
        ),
    ],
)
def test_a_withheld_number_is_understood_and_kept_as_said(said: str) -> None:
    number = read_number(said)
    assert is_withheld(said)
    assert (number.kind, number.key, number.problem) == (NumberKind.WITHHELD, "", None)
    assert number.shown == said.strip()


@pytest.mark.parametrize("said", ["", "通知", "非通知でしたが03-0000-0142", "山田", "private" * 20])
def test_other_words_withhold_nothing(said: str) -> None:
    assert not is_withheld(said)


@pytest.mark.parametrize(
    ("typed", "groups"),
    [
        ("0300000142", ("03", "0000", "0142")),
        ("0120000142", ("0120", "000", "142")),
        ("03-0000-0142 内線12", ("03", "0000", "0142")),
        ("+12025550100", ("+1", "202", "555", "0100")),
        ("山田 0300000142 / 0300000143", ("03", "0000", "0142")),
        ("内線142", ("142",)),
        ("03-0000", ("03", "0000")),
        ("0000-0142", ("0000", "0142")),
        ("非通知", ()),
        ("山田", ()),
        ("", ()),
    ],
)
def test_digits_are_spoken_in_groups(typed: str, groups: tuple[str, ...]) -> None:
    assert spoken_groups(typed) == groups


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("内線１２", "12"),
        ("#12", "12"),
        ("１２", "12"),
        ("0", "0"),
        ("8-123", "8-123"),
        ("＊１２", "*12"),
        ("営業部 12", "営業部 12"),
        ("山田", "山田"),
        ("", ""),
    ],
)
def test_an_extension_alone_is_kept_as_its_digits(typed: str, kept: str) -> None:
    assert read_extension(typed) == read_extension(kept) == kept


def test_a_megabyte_of_digits_is_read_in_no_time() -> None:
    assert read_number("1-" * 500_000).problem is NumberProblem.TOO_LONG
    assert read_number("内(" * 500_000).problem is NumberProblem.NOT_A_NUMBER
    assert read_number(", ;" * 300_000).problem is NumberProblem.NOT_A_NUMBER


def test_the_library_is_not_imported_before_a_number_is_read() -> None:
    code = f"import sys, {phone.__name__}; sys.exit('phonenumbers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_reading_numbers_never_loads_the_towns_of_the_world() -> None:
    code = (
        f"import sys; from {phone.__name__} import read_number, region_of\n"
        "assert region_of(read_number('0300000142')) == '東京'\n"
        "assert region_of(read_number('+12025550100')) == 'アメリカ合衆国'\n"
        "sys.exit(any(name.startswith('phonenumbers.geo') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
