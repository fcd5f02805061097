"""The settings file: whatever stands in it, the program starts, says so, and keeps it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from callmemo import errors
from callmemo.settings import DEFAULTS, FILE
from callmemo.settings_file import SettingsFile
from tests.office_day import TEN
from tests.other_user import public_folder, somebody_else
from tests.test_settings import JSON


def load(home: Path) -> tuple[SettingsFile, dict[str, Any]]:
    file = SettingsFile(home)
    return file, dict(file.load(TEN).values)


def kept_aside(home: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(home.glob("settings.broken-*")) if path.is_file()]


def test_a_new_folder_gets_defaults_and_a_name_for_this_desktop(tmp_path: Path) -> None:
    home = tmp_path / "new" / "folder"
    file, values = load(home)
    assert values.pop("device")
    assert values == {name: value for name, value in DEFAULTS.items() if name != "device"}
    assert file.notices == []
    assert load(home)[1]["device"] == load(home)[1]["device"]


def test_what_was_saved_is_there_at_the_next_start(tmp_path: Path) -> None:
    file, _ = load(tmp_path)
    changed = file.load(TEN).with_value("my_name", "木村").with_value("members", "鈴木、佐藤")
    file.save(changed)
    assert SettingsFile(tmp_path).load(TEN) == changed
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


BROKEN = {
    "empty": b"",
    "binary": bytes(range(256)),
    "cut off": b'{"my_name": "\xe6\x9c',
    "a list": b"[1, 2]",
    "a number": b"7",
    "half": b'{"my_name": "x"',
    "deep": b"[" * 100_000,
    "deep objects": b'{"a":' * 100_000,
    "long number": b"9" * 10_000,
    "huge": b'{"my_name": "' + b"x" * 2_000_000 + b'"}',
    "sixteen bit": '{"my_name": "x"}'.encode("utf-16"),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_kept_told_and_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    file, values = load(tmp_path)
    assert len(file.notices) == 1
    assert kept_aside(tmp_path) == [content]
    assert values["closes"] == DEFAULTS["closes"]
    again, _ = load(tmp_path)
    assert again.notices == []


def test_a_second_broken_file_in_the_same_second_does_not_replace_the_first(
    tmp_path: Path,
) -> None:
    for content in (b"one", b"two", b"three"):
        (tmp_path / FILE).write_bytes(content)
        load(tmp_path)
    assert set(kept_aside(tmp_path)) == {b"one", b"two", b"three"}


def test_a_folder_in_its_place_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / FILE / "inside").mkdir(parents=True)
    file, _ = load(tmp_path)
    assert len(file.notices) == 1
    assert (tmp_path / FILE).is_file()
    assert list(tmp_path.glob("settings.broken-*/inside"))


def test_one_value_that_does_not_fit_costs_only_itself(tmp_path: Path) -> None:
    content = json.dumps({"my_name": "木村", "closes": "late", "workdays": [[1]], "nudges": "no"})
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    file, values = load(tmp_path)
    assert (values["my_name"], values["closes"]) == ("木村", DEFAULTS["closes"])
    assert len(file.notices) == 1
    assert kept_aside(tmp_path) == [content.encode()]
    assert load(tmp_path)[1]["my_name"] == "木村"


def test_hours_that_contradict_each_other_fall_back_together(tmp_path: Path) -> None:
    content = json.dumps({"opens": "18:00", "closes": "9:00", "my_name": "木村"})
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    file, values = load(tmp_path)
    assert (values["opens"], values["closes"]) == (DEFAULTS["opens"], DEFAULTS["closes"])
    assert (values["my_name"], len(file.notices)) == ("木村", 1)


def test_settings_of_a_newer_program_are_kept(tmp_path: Path) -> None:
    newer = {"colours": {"late": [1, 2]}, "half": "\ud83d", "my_name": "木村"}
    (tmp_path / FILE).write_text(json.dumps(newer), encoding="utf-8")
    file, _ = load(tmp_path)
    file.save(file.load(TEN).with_value("my_name", "佐藤"))
    written = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    assert (written["colours"], written["half"], written["my_name"]) == (
        newer["colours"],
        newer["half"],
        "佐藤",
    )


def test_an_editor_that_adds_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b'\xef\xbb\xbf{"my_name": "x"}')
    file, values = load(tmp_path)
    assert (values["my_name"], file.notices) == ("x", [])


@how(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.dictionaries(st.sampled_from([*DEFAULTS, "other"]), JSON))
def test_no_content_whatever_keeps_the_program_from_starting(
    content: dict[str, Any], tmp_path: Path
) -> None:
    for left in tmp_path.iterdir():
        left.unlink()
    (tmp_path / FILE).write_text(json.dumps(content), encoding="utf-8")
    file, values = load(tmp_path)
    assert values.keys() == DEFAULTS.keys()
    assert bool(kept_aside(tmp_path)) == bool(file.notices)
    again, same = load(tmp_path)
    assert (same, again.notices) == (values, [])


def test_a_place_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file", encoding="utf-8")
    file = SettingsFile(tmp_path / "home")
    with pytest.raises(errors.CallmemoError) as refused:
        file.load(TEN)
    assert str(tmp_path / "home") in refused.value.sentence


def test_a_read_only_folder_is_said_plainly_and_nothing_is_left_in_it() -> None:
    with public_folder() as home:
        file, _ = load(home)
        before = (home / FILE).read_bytes()
        (home / FILE).chmod(0o644)
        home.chmod(0o555)
        with somebody_else(), pytest.raises(errors.CallmemoError):
            file.save(file.load(TEN).with_value("my_name", "木村"))
        assert [(path.name, path.read_bytes()) for path in home.iterdir()] == [(FILE, before)]


def test_what_the_file_says_already_is_not_written_again(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path)
    settings = file.load(TEN)
    file.save(settings)
    before = file.path.stat()
    file.save(settings)
    assert (file.path.stat().st_ino, file.path.stat().st_mtime_ns) == (
        before.st_ino,
        before.st_mtime_ns,
    )
    file.save(settings.with_value("my_name", "木村"))
    assert "木村" in file.path.read_text(encoding="utf-8")
