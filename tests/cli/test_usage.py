import re

import pytest

from callmemo import __version__
from callmemo.cli.commands import COMMANDS
from tests.cli.terminal import AT, Terminal

ALL_COMMANDS = [*COMMANDS, "settings", "doctor", "demo", "pop", "link", "links"]
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")


@pytest.mark.parametrize(
    ("argv", "english", "japanese"),
    [
        (["fly"], "Choose from: take", "次から選んでください：take"),
        (["list", "--view", "nowhere"], "cannot be “nowhere”", "「nowhere」は指定できません"),
        (["show"], "This is missing: MEMO", "次の指定がありません：MEMO"),
        (["list", "--limit", "many"], "needs a number", "数を指定"),
        (["list", "--limit", "-1"], "needs a number", "数を指定"),
        (["list", "--limit=-1"], "needs a number", "数を指定"),
        (["list", "--search"], "needs a value", "値が必要です"),
        (["list", "--no-such-option"], "not known here", "使えない指定です"),
        (["snooze", "1"], "One of these is needed", "どれかを指定"),
        (["snooze", "1", "--minutes", "0"], "needs a number", "数を指定"),
        (["snooze", "1", "--minutes", "5", "--until", "16:00"], "together", "同時に"),
        (["take", "--complaint=yes"], "takes no value", "値は付けられません"),
        (["attempt", "1", "perhaps"], "Choose from: talked", "次から選んでください：talked"),
        (["export", "--format", "pdf"], "Choose from: csv", "次から選んでください：csv"),
        (["hand", "1"], "This is missing: --to", "次の指定がありません：--to"),
        (["take", "--comp", "x"], "not known here", "使えない指定です"),
    ],
)
def test_wrong_usage_is_status_2_with_a_sentence_in_the_language_in_use(
    terminal: Terminal, argv: list[str], english: str, japanese: str
) -> None:
    for language, sentence in (("en", english), ("ja", japanese)):
        answer = terminal.type("--lang", language, *argv)
        assert (answer.status, answer.out) == (2, "")
        assert sentence in answer.err.splitlines()[-1]
    assert not terminal.home.exists()


@pytest.mark.parametrize("command", ALL_COMMANDS)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_command_has_its_help_in_both_languages(
    terminal: Terminal, command: str, language: str
) -> None:
    answer = terminal.type("--lang", language, command, "--help")
    assert (answer.status, answer.err) == (0, "")
    foreign = "usage:|options:|positional" if language == "ja" else JAPANESE.pattern
    assert not re.search(foreign, answer.out)
    assert f"callmemo {command}" in answer.out


def test_the_help_names_every_command(terminal: Terminal) -> None:
    answer = terminal.type("--lang", "ja", "--help")
    assert answer.status == 0
    assert all(re.search(rf"^ +{command} ", answer.out, re.MULTILINE) for command in ALL_COMMANDS)


def test_the_version_is_told(terminal: Terminal) -> None:
    answer = terminal.type("--version")
    assert (answer.status, answer.out) == (0, f"callmemo {__version__}\n")


def test_options_of_every_command_may_stand_on_either_side(terminal: Terminal) -> None:
    home = ["--home", str(terminal.home)]
    before = terminal.type(*home, "--at", AT, "--json", "--lang", "ja", "take", "--name", "山田")
    after = terminal.type("list", "--view", "all", "--lang", "ja", "--json", "--at", AT, *home)
    both = terminal.type(*home, "show", before.json["number"], "--json", f"--at={AT}")
    assert [memo["id"] for memo in after.json] == [before.json["id"]] == [both.json["id"]]


def test_a_setting_before_the_command_is_not_undone_by_the_command(terminal: Terminal) -> None:
    assert terminal.type("--home", str(terminal.home), "--json", "list").out == "[]\n"


def test_the_environment_names_the_folder_and_the_option_is_stronger(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = terminal.home.with_name("other")
    monkeypatch.setenv("CALLMEMO_HOME", str(other))
    terminal.type("take", "--name", "山田")
    assert (other / "callmemo.db").exists()
    terminal.take()
    assert len(terminal.json("list", "--view", "all")) == 1


def test_interrupted_is_130(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("callmemo.cli.parser.build", interrupted)
    assert terminal("list").status == 130
