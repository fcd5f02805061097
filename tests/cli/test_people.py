"""Who is where, said and asked on the command line."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.terminal import Terminal

FRIDAY = "2026-11-20T"
ZONE = ":00+09:00"


@pytest.fixture
def office(terminal: Terminal) -> Terminal:
    assert terminal("settings", "my_name", "木村").status == 0
    assert terminal("settings", "members", "鈴木,佐藤").status == 0
    return terminal


def one(terminal: Terminal, *command: str, **how: str) -> dict[str, Any]:
    (person,) = terminal.json("presence", *command, **how)
    assert isinstance(person, dict)
    return person


def test_everybody_is_listed_with_where_they_are(office: Terminal) -> None:
    assert office("presence", "佐藤", "meeting", "--until", "16:00", "--note", "A室").status == 0
    answer = office("presence", lang="ja")
    assert answer.out.splitlines() == ["鈴木  在席", "佐藤  会議中 16:00 まで  A室", "木村  在席"]
    assert [each["state"] for each in office.json("presence")] == ["here", "meeting", "here"]


def test_what_was_said_is_answered_as_an_object(office: Terminal) -> None:
    assert one(office, "佐藤", "meeting", "--until", "16:00") == {
        "person": "佐藤",
        "state": "meeting",
        "since": f"{FRIDAY}15:20{ZONE}",
        "until": f"{FRIDAY}16:00{ZONE}",
        "returns_at": f"{FRIDAY}16:00{ZONE}",
        "note": "",
        "substitute": "鈴木",
        "plans": [],
    }


def test_who_goes_home_is_back_on_the_next_working_day(office: Terminal) -> None:
    # The 23rd is a holiday.
    found = one(office, "佐藤", "gone_home")
    assert (found["until"], found["returns_at"]) == (None, f"2026-11-24T09:00{ZONE}")


def test_a_state_without_a_name_is_ones_own(office: Terminal) -> None:
    found = one(office, "out", "--until", "17:00")
    assert (found["person"], found["state"]) == ("木村", "out")
    assert one(office, "here")["state"] == "here"


def test_a_state_without_any_name_is_refused(terminal: Terminal) -> None:
    answer = terminal("presence", "out")
    assert (answer.status, answer.err) == (1, "Please enter a name.\n")


def test_a_day_is_planned(office: Terminal) -> None:
    found = one(office, "佐藤", "off", "--day", "11-24")
    assert found["state"] == "here"
    assert found["plans"] == [
        {"state": "off", "since": f"2026-11-24T00:00{ZONE}", "until": None, "note": ""}
    ]
    plans = one(office, "佐藤", "out", "--day", "tomorrow", "--from", "13:00", "--until", "15:00")
    assert plans["plans"][0]["since"] == f"2026-11-21T13:00{ZONE}"
    assert plans["plans"][0]["until"] == f"2026-11-21T15:00{ZONE}"
    answer = office("presence", "佐藤", lang="ja")
    assert answer.out.splitlines() == [
        "佐藤  在席",
        "      外出 明日 13:00〜15:00",
        "      11/24(火) 休み",
    ]
    then = one(office, "佐藤", at="2026-11-24T10:00:00+09:00")
    assert (then["state"], then["returns_at"]) == ("off", f"2026-11-25T09:00{ZONE}")


def test_the_day_of_today_begins_now(office: Terminal) -> None:
    assert one(office, "佐藤", "off", "--day", "today")["since"] == f"{FRIDAY}15:20{ZONE}"


@pytest.mark.parametrize(
    "command",
    [
        ("佐藤", "out", "--until", "15:00"),
        ("佐藤", "out", "--until", "nonsense"),
        ("佐藤", "out", "--day", "2026-02-30"),
        ("佐藤", "out", "--day", "yesterday"),
        ("佐藤", "out", "--from", "17:00", "--until", "16:00"),
        ("佐籐", "out"),
        ("佐籐",),
    ],
)
def test_what_cannot_be_so_is_one_sentence_and_changes_nothing(
    office: Terminal, command: tuple[str, ...]
) -> None:
    before = office.json("presence")
    answer = office("presence", *command)
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.count("\n") == 1
    assert office.json("presence") == before


def test_a_state_that_is_none_is_wrong_usage(office: Terminal) -> None:
    answer = office("presence", "佐藤", "asleep", lang="ja")
    assert answer.status == 2
    assert "gone_home" in answer.err


def test_without_members_any_name_will_do(terminal: Terminal) -> None:
    assert one(terminal, "佐藤", "out")["state"] == "out"
    assert one(terminal, "佐藤")["state"] == "out"


def test_without_anybody_it_says_what_to_do(terminal: Terminal) -> None:
    answer = terminal("presence")
    assert (answer.status, terminal.json("presence")) == (0, [])
    assert "settings" in answer.out


def test_undo_takes_it_back_and_shows_who_is_where(office: Terminal) -> None:
    one(office, "佐藤", "out")
    assert [each["state"] for each in office.json("undo")] == ["here", "here", "here"]
    one(office, "佐藤", "out")
    assert "佐藤  here" in office("undo").out
