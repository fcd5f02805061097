import json

import pytest

from callmemo.settings import ENTRIES
from tests.cli.terminal import Terminal


def test_all_settings_are_shown_but_the_programs_own(terminal: Terminal) -> None:
    shown = terminal.json("settings")
    assert shown.keys() == {entry.name for entry in ENTRIES} - {"device", "tray_explained"}
    lines = terminal("settings").out.splitlines()
    assert [line.split()[0] for line in lines] == list(shown)


def test_a_setting_is_changed_and_kept(terminal: Terminal) -> None:
    assert terminal("settings", "closes", "18:00").out == "18:00\n"
    assert terminal.json("settings", "closes") == {"closes": "18:00"}
    memo = terminal.json("take", "--name", "山田", "--phone", "03-0000-0142")
    assert memo["due_at"] == "2026-11-20T18:00:00+09:00"


def test_members_are_names_or_a_list_with_departments(terminal: Terminal) -> None:
    terminal("settings", "members", "鈴木、佐藤")
    assert [m["name"] for m in terminal.json("settings", "members")["members"]] == ["鈴木", "佐藤"]
    members = [{"name": "鈴木", "department": "営業一課"}]
    terminal("settings", "members", json.dumps(members))
    assert terminal.json("settings", "members") == {"members": members}
    assert terminal("settings", "members").out == "鈴木 (営業一課)\n"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("closes", "25:00"),
        ("closes", "08:00"),
        ("language", "fr"),
        ("members", "[1, 2"),
        ("members", "[1]"),
        ("workdays", ""),
        ("time_zone", "../../etc/passwd"),
        ("nudges", "perhaps"),
        ("device", "x"),
        ("no_such_setting", "x"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_changes(
    terminal: Terminal, name: str, value: str
) -> None:
    before = terminal.json("settings")
    answer = terminal("settings", name, value)
    assert (answer.status, answer.out) == (1, "")
    assert len(answer.err.splitlines()) == 1
    assert terminal.json("settings") == before


def test_the_language_set_is_spoken_unless_another_is_asked_for(terminal: Terminal) -> None:
    assert terminal("settings", "language", "ja").status == 0
    assert terminal("list", lang=None).out == "本日の未折り返しはありません。\n"
    assert terminal("list", lang="en").out == "No callback is left open for today.\n"
    assert "見つかりません" in terminal("show", "9", lang=None).err


def test_wrong_usage_is_explained_in_the_language_set(terminal: Terminal) -> None:
    terminal("settings", "language", "ja")
    answer = terminal("list", "--view", "nowhere", lang=None)
    assert answer.status == 2
    assert "次から選んでください" in answer.err


def test_a_broken_settings_file_is_told_and_the_command_still_works(terminal: Terminal) -> None:
    terminal.home.mkdir()
    (terminal.home / "settings.json").write_text("{broken", encoding="utf-8")
    answer = terminal("--json", "take", "--name", "山田")
    assert answer.status == 0
    assert answer.json["caller"]["name"] == "山田"
    assert "settings.broken-" in answer.err
    assert terminal("list").err == ""


def test_the_doctor_counts_a_broken_settings_file_as_a_fault(terminal: Terminal) -> None:
    terminal.home.mkdir()
    (terminal.home / "settings.json").write_text("[]", encoding="utf-8")
    answer = terminal("doctor")
    assert answer.status == 1
    assert answer.err.count("settings.broken-") == 1
