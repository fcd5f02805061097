import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from callmemo.cli.render import clean, cut, table, width


def test_kanji_take_two_columns_and_marks_on_letters_none() -> None:
    assert [width(text) for text in ("abc", "山田", "ﾔﾏﾀﾞ", "か\u3099", "")] == [3, 4, 4, 2, 0]


@given(st.text(max_size=40), st.integers(1, 30))
def test_cut_text_fits(text: str, columns: int) -> None:
    short = cut(text, columns)
    assert width(short) <= columns
    assert short == text or short.endswith("…")


cells = st.text(st.characters(exclude_characters="|"), max_size=12)


@given(st.lists(st.tuples(cells, cells, cells), min_size=1))
def test_columns_stand_below_each_other(rows: list[tuple[str, str, str]]) -> None:
    lines = table([(first, f"|{second}", f"|{third}") for first, second, third in rows])
    assert len({width(line.split("|")[0]) for line in lines}) == 1
    assert len({width(line.rsplit("|", 1)[0]) for line in lines}) == 1


@given(st.text())
def test_nothing_that_moves_the_cursor_is_printed(text: str) -> None:
    shown = clean(text)
    assert not {unicodedata.category(ch) for ch in shown} & {"Cc", "Cf"}
