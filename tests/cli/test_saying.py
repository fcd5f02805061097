"""Words to say on the command line: for a memo, for a call, and the check of the office's own."""

from __future__ import annotations

import json

import pytest

from callmemo import words
from tests.cli.terminal import Terminal

CALL = ("--to", "鈴木", "--name", "山田", "--company", "アオバ商事", "--phone", "0300000147")


def test_a_call_given_by_options_gets_its_words(terminal: Terminal) -> None:
    answer = terminal("words", *CALL, "--subject", "納品", lang="ja")
    assert answer.status == 0
    lines = answer.out.splitlines()
    assert lines[0] == "話し始め"
    assert any(
        line.strip().startswith("アオバ商事の山田様、お電話番号は 03-0000-0147、") for line in lines
    )
    assert "  ゼロサン の ゼロゼロゼロゼロ の ゼロイチヨンナナ" in lines
    assert "{" not in answer.out


def test_without_any_option_there_are_words_too(terminal: Terminal) -> None:
    for lang in words.LANGUAGES:
        answer = terminal("words", lang=lang)
        assert (answer.status, answer.err) == (0, "")
        assert len(answer.out.splitlines()) > 6


def test_a_memo_gets_the_words_for_the_call_it_asks_for(terminal: Terminal) -> None:
    taken = terminal.json("take", *CALL, "--request", "please_call_back")
    found = terminal.json("words", taken["number"])
    assert found["stage"] == "calling_back"
    assert found["checks"] == []
    assert {"opening", "asking", "closing"} <= {line["moment"] for line in found["lines"]}
    asked = terminal.json("words", *CALL, "--direction", "outgoing")
    assert asked["stage"] == "calling"
    assert [item["check"] for item in asked["checks"]][-1] == "read_back"
    assert terminal("words", "9999-999").status == 1


def test_check_says_that_all_is_well_or_what_is_not(terminal: Terminal) -> None:
    terminal("list")
    assert terminal("words", "check", lang="ja").out.strip() == "電話での言い方に問題はありません。"
    file = terminal.home / "phrases.json"
    file.write_text(json.dumps({"ja": [{"id": "close", "text": "{nobody}"}]}), encoding="utf-8")
    answer = terminal("words", "check", lang="ja")
    assert (answer.status, answer.out) == (1, "")
    assert "nobody" in answer.err
    assert len(answer.err.splitlines()) == 1
    assert len(terminal.json("words", "check")["faults"]) == 1


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_a_broken_file_is_told_and_the_words_are_there_all_the_same(
    terminal: Terminal, lang: str
) -> None:
    terminal("list")
    (terminal.home / "phrases.json").write_text("{", encoding="utf-8")
    answer = terminal("words", lang=lang)
    assert answer.status == 0
    assert "phrases.broken-" in answer.out.splitlines()[-1]
