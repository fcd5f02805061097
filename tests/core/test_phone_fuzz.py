"""Phone numbers out of anything: no exception, nothing lost, one notation."""

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from callmemo.core.phone import (
    _AS_KEPT,
    NumberKind,
    _read,
    _read_words,
    format_while_typing,
    number_key,
    read_extension,
    read_number,
    region_of,
    spoken_groups,
)

# A hundred thousand texts in seconds: a hundred are cut out of each row of bytes.
ROWS, TEXTS = 900, 100
PIECES = [
    *"0123456789000011223378１２ー－−-- ()（）+＋.#x,/",
    "内線",
    "内",
    "ext.",
    "TEL:",
    "山田",
    "様",
]
PIECES += [
    "03",
    "0000",
    "0142",
    "090",
    "0120",
    "0800",
    "+81",
    "0081",
    "010",
    "+1",
    "202",
    "00",
    "☎",
]
rows = st.binary(min_size=TEXTS * 4, max_size=TEXTS * 24)
any_texts = st.lists(st.text(max_size=20), min_size=TEXTS // 5, max_size=TEXTS // 5)


def cut(row: bytes) -> list[str]:
    """A hundred texts of the same length in pieces, out of random bytes."""
    length = len(row) // TEXTS
    pieces = [PIECES[each % len(PIECES)] for each in row]
    return ["".join(pieces[n * length : (n + 1) * length]) for n in range(TEXTS)]


def digits_of(text: str) -> str:
    return "".join(
        unicodedata.normalize("NFKC", ch) if not ch.isdecimal() else str(unicodedata.decimal(ch))
        for ch in text
        if ch.isdecimal() or unicodedata.normalize("NFKC", ch).isdecimal()
    )


def check(text: str) -> None:
    number = read_number(text)
    again = read_number(number.shown)
    assert again.shown == number.shown
    assert (again.key, again.kind, again.extension) == (
        number.key,
        number.kind,
        number.extension,
    )
    assert not number.key or re.fullmatch(r"\+?[0-9]+", number.key)
    assert number.number in number.shown or number.problem or number.kind is NumberKind.INTERNAL
    spoken_groups(text)
    read_extension(text)
    region_of(number)
    kept, typed = digits_of(number.shown), digits_of(text)
    if number.problem is not None or number.kind is NumberKind.WITHHELD:
        assert kept == typed
        assert number.shown == " ".join(text.split())
    elif number.kind is NumberKind.INTERNAL or not number.key:
        assert kept == typed
    else:
        assert differ_by_the_way_out(typed, kept, number.key)


WAYS_OUT = re.compile(r"(?:|0|(?:0|00|(?:00[0-9]{1,2})?010)?(?:810?)?)")


def differ_by_the_way_out(typed: str, kept: str, key: str) -> bool:
    """Whether nothing changed but what dials out of the country, its code and its zero."""
    core = key.removeprefix("+").removeprefix("0")
    # +44 (0)20 ...: the zero is dialled inside the country only.
    spellings = [core, *(f"{core[:n]}0{core[n:]}" for n in (1, 2, 3) if key.startswith("+"))]
    for spelled in spellings:
        for place in re.finditer(f"(?={spelled})", typed):
            before, after = typed[: place.start()], typed[place.start() + len(spelled) :]
            if not kept.endswith(core + after):
                continue
            stays = kept[: len(kept) - len(core + after)]
            for zero in ("", "0"):
                same = stays.removesuffix(zero)
                changed = before.removeprefix(same)
                if stays.endswith(zero) and before.startswith(same) and WAYS_OUT.fullmatch(changed):
                    return True
    return False


@settings(max_examples=ROWS, deadline=None)
@given(rows)
def test_whatever_looks_like_a_number_is_read_kept_and_read_again(row: bytes) -> None:
    for text in cut(row):
        check(text)


@settings(max_examples=500, deadline=None)
@given(any_texts)
def test_any_text_is_read_kept_and_read_again(many: list[str]) -> None:
    for text in many:
        check(text)


@settings(max_examples=300, deadline=None)
@given(rows, st.integers(0, 40))
def test_formatting_loses_no_digit_and_keeps_the_cursor_in_the_text(row: bytes, at: int) -> None:
    for text in cut(row):
        cursor = min(at, len(text))
        shown, place = format_while_typing(text, cursor)
        assert 0 <= place <= len(shown)
        assert number_key(shown) == number_key(text)
        if cursor < len(text):
            assert digits_of(shown) == digits_of(text)
            assert digits_of(shown[:place]) == digits_of(text[:cursor])
        again = format_while_typing(shown, len(shown))
        assert again == format_while_typing(*again)


@given(st.from_regex(r"0[1-9][0-9]{8,9}", fullmatch=True))
def test_digits_typed_one_by_one_end_as_the_number_is_kept(digits: str) -> None:
    text = ""
    for digit in digits:
        text, cursor = format_while_typing(text + digit, len(text) + 1)
        assert cursor == len(text)
    number = read_number(digits)
    assert digits_of(text) == digits
    assert text == number.shown or number.problem is not None


@given(st.from_regex(r"0[1-9][0-9]{8}", fullmatch=True), st.integers(0, 3))
def test_a_number_has_one_key_in_all_notations(digits: str, notation: int) -> None:
    key, shown = number_key(digits), read_number(digits).shown
    wide = digits.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    area, *rest = shown.split("-")
    others = [wide, shown.replace("-", "ー"), f"({area}) {' '.join(rest)}", f"+81{digits[1:]}"]
    if not digits.startswith("010"):
        assert number_key(others[notation]) == key


@settings(max_examples=1000)
@given(st.from_regex(r"0(-?[0-9]){5,22}", fullmatch=True) | st.from_regex(_AS_KEPT, fullmatch=True))
def test_digits_alone_are_read_as_among_words(typed: str) -> None:
    assert _read(typed) == _read_words(typed)
    assert number_key(typed) == _read_words(typed).key


@given(st.from_regex(r"01?-?0?-?[0-9-]{6,14}", fullmatch=True))
def test_a_number_that_leads_abroad_has_the_key_that_is_read(typed: str) -> None:
    assert number_key(typed) == _read_words(typed).key
