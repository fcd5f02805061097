"""The command line finds what the window finds, by the same words and filters."""

from __future__ import annotations

import pytest

from tests.cli.terminal import Terminal


@pytest.fixture
def filled(terminal: Terminal) -> Terminal:
    terminal("take", "--name", "山田", "--company", "アオバ商事", "--phone", "03-0000-0142",
             "--to", "鈴木", "--subject", "納品数量")  # fmt: skip
    terminal("take", "--name", "髙橋", "--phone", "06-0000-0129", "--to", "佐藤", "--complaint",
             "--subject", "見積")  # fmt: skip
    terminal("take", "--name", "渡辺", "--to", "鈴木", "--subject", "見積", "--urgent",
             "--urgent-reason", "来客中")  # fmt: skip
    return terminal


def names(terminal: Terminal, *options: str) -> list[str]:
    found = terminal.json("list", *options)
    return [memo["caller"]["name"] for memo in found]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--search", "yamada"], ["山田"]),
        (["--search", "+81 3-0000-0142"], ["山田"]),
        (["--search", "見積"], ["渡辺", "髙橋"]),
        (["--search", "見積", "--for", "鈴木"], ["渡辺"]),
        (["--search", "見積 宛:佐藤"], ["髙橋"]),
        (["--for", "鈴木"], ["渡辺", "山田"]),
        (["--complaint"], ["髙橋"]),
        (["--urgent"], ["渡辺"]),
        (["--status", "open"], ["渡辺", "髙橋", "山田"]),
        (["--status", "done"], []),
        (["--status", "done", "--status", "new"], ["渡辺", "髙橋", "山田"]),
        (["--from", "today"], ["渡辺", "髙橋", "山田"]),
        (["--to", "yesterday"], []),
        (["--from", "today", "--to", "tomorrow", "--limit", "1"], ["渡辺"]),
        (["--search", "。"], []),
    ],
    ids=str,
)
def test_words_and_filters_pick_out_memos(
    filled: Terminal, options: list[str], found: list[str]
) -> None:
    assert names(filled, *options) == found


def test_a_search_looks_through_all_memos_unless_a_list_is_named(filled: Terminal) -> None:
    number = filled.json("list", "--search", "山田")[0]["number"]
    filled("done", number)
    assert names(filled, "--search", "山田") == ["山田"]
    assert names(filled, "--view", "today", "--search", "山田") == []
    assert "山田" not in names(filled)


def test_a_filter_in_vain_is_said_in_words(filled: Terminal) -> None:
    said = filled("list", "--search", "どこ", "--for", "鈴木").out
    assert "“どこ · for 鈴木”" in said


def test_who_is_in_the_address_book_stands_above(filled: Terminal) -> None:
    said = filled("list", "--search", "yamada").out.splitlines()
    assert said[0] == "In the address book"
    assert "山田" in said[1]
    assert "アオバ商事" in said[1]
    assert "納品数量" in said[-1]


def test_a_day_that_is_none_is_refused(filled: Terminal) -> None:
    assert filled("list", "--from", "2/30").status != 0
