"""The address book and the caller card on the command line."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.terminal import Terminal

NUMBER = "03-0000-0142"


def keep(terminal: Terminal, *options: str) -> Any:
    given = options or ("--name", "山田", "--company", "アオバ商事", "--office", NUMBER)
    return terminal.json("contacts", "set", *given)


def test_what_was_set_is_shown_listed_and_corrected(terminal: Terminal) -> None:
    made = keep(terminal, "--name", "山田", "--office", NUMBER, "--their-closing", "17:00")
    assert made["numbers"] == [{"label": "office", "number": NUMBER, "extension": ""}]
    assert (made["their_closing"], made["learned"]) == ("17:00", False)
    changed = terminal.json(
        "contacts", "set", "山田", "--kana", "ヤマダ", "--mobile", "090-0000-0188",
        "--remove-number", "0300000142", "--their-closing", "none", "--rules", "急ぎは携帯へ",
    )  # fmt: skip
    assert changed["id"] == made["id"]
    assert [each["label"] for each in changed["numbers"]] == ["mobile"]
    assert (changed["kana"], changed["their_closing"]) == ("ヤマダ", None)
    assert terminal.json("contacts", "show", "09000000188") == changed
    assert terminal.json("contacts", "list", "--search", "yamada") == [changed]
    page = terminal("contacts", "show", made["id"]).out
    assert "Mobile" in page
    assert "急ぎは携帯へ" in page
    assert "山田" in terminal("contacts", "list").out


def test_an_empty_book_says_so(terminal: Terminal) -> None:
    assert terminal("contacts", "list").out == "There is nobody in the address book.\n"
    assert terminal("who", "山田").out == "Nothing is known of this caller.\n"
    assert terminal.json("who", "山田") is None


def test_whom_nobody_or_several_can_be_are_refused_in_words(terminal: Terminal) -> None:
    keep(terminal)
    keep(terminal, "--name", "山田", "--company", "みなと会計")
    answer = terminal("contacts", "drop", "山田")
    assert answer.status == 1
    assert "can mean several" in answer.err
    assert "みなと会計" in answer.err
    assert terminal("contacts", "drop", "佐藤").status == 1
    assert terminal("contacts", "drop", "contact-x").status == 1
    assert len(terminal.json("contacts", "list")) == 2


def test_nothing_is_no_entry(terminal: Terminal) -> None:
    assert terminal("contacts", "set").status == 1
    assert terminal("contacts").status == 2


def test_dropping_can_be_taken_back(terminal: Terminal) -> None:
    keep(terminal)
    assert "taken out" in terminal("contacts", "drop", "山田").out
    assert terminal.json("contacts", "list") == []
    assert terminal("undo").out == "1 entry in the address book.\n"
    assert len(terminal.json("contacts", "list")) == 1


def test_merging_makes_one_of_two(terminal: Terminal) -> None:
    keep(terminal)
    keep(terminal, "--name", "山田 太郎", "--mobile", "090-0000-0188", "--kana", "ヤマダタロウ")
    merged = terminal.json("contacts", "merge", NUMBER, "09000000188")
    assert (merged["name"], merged["kana"]) == ("山田", "ヤマダタロウ")
    assert len(terminal.json("contacts", "list")) == 1


def test_who_left_leads_to_the_successor(terminal: Terminal) -> None:
    keep(terminal)
    keep(terminal, "--name", "佐藤", "--company", "アオバ商事", "--department", "購買部")
    terminal.json("contacts", "set", "山田", "--left", "--successor", "佐藤")
    card = terminal.json("who", "山田")
    assert card["contact"]["left"]
    assert card["successor"]["name"] == "佐藤"
    assert "has left. Now: 佐藤" in terminal("who", "山田").out
    assert "has left. Now: 佐藤" in terminal("contacts", "show", "山田").out


def test_a_memo_teaches_the_book_and_undo_unteaches(terminal: Terminal) -> None:
    terminal.take("--name", "山田", "--company", "アオバ商事", "--phone", NUMBER)
    (learned,) = terminal.json("contacts", "list")
    assert learned["learned"]
    assert terminal("undo").status == 0
    assert terminal.json("contacts", "list") == []


@pytest.mark.parametrize("caller", [NUMBER, "0300000142", "＋81 3 0000 0142", "山田", "やまだ"])
def test_the_card_tells_what_is_open_and_counts_the_calls(terminal: Terminal, caller: str) -> None:
    number = terminal.take(
        "--name", "山田", "--company", "アオバ商事", "--phone", NUMBER,
        "--subject", "納品の件", "--to", "鈴木", "--promise", "17時まで",
    )  # fmt: skip
    card = terminal.json("who", *caller.split())
    assert (card["count_today"], card["continues"]) == (2, number)
    assert card["urgency_proposed"]["why"] == "called_again_today"
    out = terminal("who", caller, lang="ja").out
    assert "本日2回目。前回 15:20 納品の件" in out
    assert "15:20 のメモがまだ開いています。鈴木が折り返す約束です（17時まで）。" in out
    assert "至急のご提案：本日2回目のお電話" in out


def test_a_further_call_is_noted_on_the_memo(terminal: Terminal) -> None:
    number = terminal.take()
    memo = terminal.json("again", number, "--name", "山田", "--body", "まだでしょうか")
    assert memo["number"] == number
    assert len(memo["called_again"]) == 1
    assert memo["body"] == "まだでしょうか"
    assert "They called again" in terminal("show", number).out
    assert "再度お電話がありました" in terminal("show", number, lang="ja").out
    terminal("done", number)
    assert terminal("again", number, "--body", "x").status == 1


def test_hostile_text_is_refused_and_shown_harmless(terminal: Terminal) -> None:
    assert terminal("who", "\x1b[2J").status == 1
    assert terminal("contacts", "set", "--name", "a" * 500).status == 1
    keep(terminal, "--name", "山\u202e田", "--office", "1" * 30)
    assert "\u202e" not in terminal("contacts", "list").out
