"""The short way to the window reads the command line as the full parser does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmemo.cli.parser import build
from callmemo.cli.window_line import window_line

WORDS = st.sampled_from(
    (
        "--home",
        "--at",
        "--lang",
        "ja",
        "en",
        "x",
        "-",
        "-1",
        "--",
        "--home=x",
        "--at=",
        "--json",
        "--lang=ja",
        "--lang=xx",
        "--help",
        "list",
        "--home=a=b",
        "15:30",
        "callmemo:take",
        "-h",
    )
)


@given(st.lists(WORDS, max_size=5))
def test_what_it_reads_the_full_parser_reads_alike(argv: list[str]) -> None:
    found = window_line(argv)
    if found is not None:
        assert vars(found) == vars(build().parse_args(argv))


@pytest.mark.parametrize(
    "argv", [[], ["--home", "x"], ["--home=x", "--at", "15:30"], ["--lang", "ja"]]
)
def test_a_plain_start_needs_no_commands(argv: list[str]) -> None:
    assert window_line(argv) is not None


@pytest.mark.parametrize("argv", [["list"], ["--help"], ["--lang", "xx"], ["--home"], ["tel:119"]])
def test_all_else_is_left_to_the_full_parser(argv: list[str]) -> None:
    assert window_line(argv) is None
