"""What the command line answers about days and about promises in words."""

from __future__ import annotations

import pytest

from tests.cli.terminal import Terminal

WHO = ("--name", "山田", "--phone", "03-0000-0142", "--request", "please_call_back")


def test_a_public_holiday_is_closed_and_named(terminal: Terminal) -> None:
    day = terminal.json("calendar", "check", "2026-11-23")
    assert (day["open"], day["why"], day["name"]) == (False, "holiday", "勤労感謝の日")
    assert (day["opens"], day["closes"], day["next_open"]) == (None, None, "2026-11-24")
    assert day["service"] == {"opens": "09:00", "closes": "21:00"}
    answer = terminal("calendar", "check", "2026-11-23", lang="ja")
    assert answer.out.splitlines() == [
        "11/23(月)  休業日: 勤労感謝の日（祝日）",
        "電話代行: 9:00–21:00",
        "次の営業日: 11/24(火) 9:00–17:30",
    ]


def test_an_open_day_has_its_hours(terminal: Terminal) -> None:
    day = terminal.json("calendar", "check", "11-24")
    assert (day["open"], day["why"], day["special"]) == (True, None, False)
    assert (day["opens"], day["closes"]) == ("09:00", "17:30")
    assert (day["lunch_from"], day["lunch_until"]) == ("12:00", "13:00")
    assert "Open 9:00–17:30" in terminal("calendar", "check", "11-24").out


def test_a_weekend_is_closed_without_a_name(terminal: Terminal) -> None:
    day = terminal.json("calendar", "check", "2026-11-21")
    assert (day["open"], day["why"], day["name"]) == (False, "weekday", "")


def test_closures_and_special_days_set_on_the_command_line_count(terminal: Terminal) -> None:
    assert terminal("settings", "closures", "12-29..01-03 年末年始").status == 0
    assert terminal("settings", "special_days", "2026-12-30 10:00-24:00 棚卸し").status == 0
    closed = terminal.json("calendar", "check", "2026-12-29")
    assert (closed["open"], closed["why"], closed["name"]) == (False, "closure", "年末年始")
    special = terminal.json("calendar", "check", "2026-12-30")
    assert (special["open"], special["special"], special["name"]) == (True, True, "棚卸し")
    assert (special["opens"], special["closes"]) == ("10:00", "24:00")


def test_a_day_that_is_none_is_refused_in_a_sentence(terminal: Terminal) -> None:
    answer = terminal("calendar", "check", "2026-02-30")
    assert (answer.status, answer.out) == (1, "")
    assert "2026-02-30" in answer.err
    assert terminal("calendar").status == 2
    assert terminal("calendar", "show", "2026-11-24").status == 2


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("本日中", "2026-11-20T17:30:00+09:00"),
        ("１６時半まで", "2026-11-20T16:30:00+09:00"),
        ("三十分以内", "2026-11-20T15:50:00+09:00"),
        ("週明け", "2026-11-24T17:30:00+09:00"),
        ("戻り次第", None),
        ("近日中", None),
        ("", None),
    ],
)
def test_the_time_of_a_promise(terminal: Terminal, text: str, due: str | None) -> None:
    assert terminal.json("promise", text)["due_at"] == due


def test_a_promise_within_today_ends_when_they_close(terminal: Terminal) -> None:
    found = terminal.json("promise", "本日中", "--their-closing", "16:00")
    assert found["due_at"] == "2026-11-20T16:00:00+09:00"


def test_an_hour_that_has_passed_is_no_due_time_but_asked_about(terminal: Terminal) -> None:
    found = terminal.json("promise", "15時まで")
    assert (found["due_at"], found["question"]) == (None, "past")
    assert found["asked"] == "2026-11-20T15:00:00+09:00"
    assert found["instead"] == "2026-11-24T15:00:00+09:00"


def test_what_is_not_understood_is_named(terminal: Terminal) -> None:
    found = terminal.json("promise", "田中様へ16時")
    assert (found["due_at"], found["question"], found["rest"]) == (None, "unclear", "田中様へ")


def test_a_time_outside_opening_hours_is_set_and_marked(terminal: Terminal) -> None:
    found = terminal.json("promise", "20時")
    assert (found["due_at"], found["outside"]) == ("2026-11-20T20:00:00+09:00", True)
    assert terminal("promise", "20時", lang="ja").out == "今日 20:00（営業時間外です）\n"


def test_a_memo_is_due_when_its_promise_says(terminal: Terminal) -> None:
    memo = terminal.json("take", *WHO, "--promise", "16時まで")
    assert (memo["promise"], memo["due_at"]) == ("16時まで", "2026-11-20T16:00:00+09:00")


def test_a_time_named_beside_the_promise_stays(terminal: Terminal) -> None:
    memo = terminal.json("take", *WHO, "--promise", "16時まで", "--due", "17:00")
    assert memo["due_at"] == "2026-11-20T17:00:00+09:00"


@pytest.mark.parametrize("text", ["近日中", "戻り次第", "16時か17時", "田中様へ16時"])
def test_a_promise_that_is_not_sure_is_kept_as_words(terminal: Terminal, text: str) -> None:
    memo = terminal.json("take", *WHO, "--promise", text)
    assert (memo["promise"], memo["due_at"]) == (text, "2026-11-20T17:30:00+09:00")


def test_what_a_promise_left_open_is_said(terminal: Terminal) -> None:
    answer = terminal("take", *WHO, "--promise", "16時か17時")
    assert (answer.status, answer.out.splitlines()[-1]) == (
        0,
        "Is today 16:00 meant, or today 17:00?",
    )


def test_a_promise_that_has_passed_is_refused_until_it_is_meant(terminal: Terminal) -> None:
    refused = terminal("take", *WHO, "--promise", "15時まで")
    assert (refused.status, refused.out) == (1, "")
    assert "--past-due-ok" in refused.err
    assert terminal.json("list", "--view", "all") == []
    memo = terminal.json("take", *WHO, "--promise", "15時まで", "--past-due-ok")
    assert memo["due_at"] == "2026-11-20T15:00:00+09:00"


def test_a_corrected_promise_moves_the_due_time_and_another_correction_does_not(
    terminal: Terminal,
) -> None:
    number = terminal.take(*WHO, "--promise", "16時まで")
    moved = terminal.json("amend", number, "--promise", "17時まで")
    assert moved["due_at"] == "2026-11-20T17:00:00+09:00"
    chosen = terminal.json("amend", number, "--due", "16:30")
    assert chosen["due_at"] == "2026-11-20T16:30:00+09:00"
    renamed = terminal.json("amend", number, "--promise", "17時まで", "--name", "山本")
    assert renamed["due_at"] == "2026-11-20T16:30:00+09:00"


def test_whether_calling_our_mobile_was_agreed_is_kept(terminal: Terminal) -> None:
    theirs = ("--request", "they_call_back", "--target", "company_mobile", "--name", "山田")
    number = terminal.take(*theirs, "--target-number", "090-0000-0142", "--mobile-agreed")
    assert terminal.json("show", number)["mobile_agreed"] is True
    assert "Calling a mobile was agreed" in terminal("show", number).out
    assert terminal.json("amend", number, "--no-mobile-agreed")["mobile_agreed"] is False


def test_the_reason_of_their_callback_changes_how_long_one_waits(terminal: Terminal) -> None:
    due = {
        reason: terminal.json(
            "take", "--request", "they_call_back", "--name", "山田", "--callback-reason", reason
        )["due_at"]
        for reason in ("needs_checking", "person_away", "needs_authority")
    }
    assert due == {
        "needs_checking": "2026-11-20T17:00:00+09:00",
        "person_away": "2026-11-20T17:00:00+09:00",
        "needs_authority": "2026-11-24T10:00:00+09:00",
    }
