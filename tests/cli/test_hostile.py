import contextlib
import io
import sqlite3
import sys
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from callmemo import cli
from callmemo.cli import commands
from callmemo.cli.commands import COMMANDS
from callmemo.cli.parser import CHOICES, FLAGS, TEXTS
from callmemo.core.vocabulary import Outcome, Request, View
from callmemo.settings import BY_NAME
from tests.cli.terminal import AT, Terminal

ANY = st.text(max_size=20) | st.text(st.characters(codec=None), max_size=6)
# Words that fit somewhere, and text that nobody expected there.
WORDS = ANY | st.sampled_from(
    [
        *("1120-001", "1120-002", "all", "16:00", "11-24 10:00", "2026-11-24T10:00Z", "-5", "0"),
        *("9" * 30, "鈴木", "none", "ja", "[]", '[{"name": 1}]', "on", "-", "--", "today"),
        *(outcome.value for outcome in Outcome),
        *(request.value for request in Request),
        *BY_NAME,
    ]
)
OPTIONS = [option for options, _ in TEXTS for option in options]
OPTIONS += [option for option, *_ in CHOICES] + [option for option, _ in FLAGS]
OPTIONS += ["--due", "--their-closing", "--past-due-ok", "--urgent", "--json", "--lang", "--at"]
OPTIONS += ["--view", "--search", "--limit", "--note", "--retry-at", "--done", "--until"]
OPTIONS += ["--minutes", "--reason", "--day", "--format"]
ARGUMENTS = (
    WORDS
    | st.sampled_from(OPTIONS)
    | st.builds("{}={}".format, st.sampled_from(OPTIONS), WORDS)
    | st.builds("--{}={}".format, st.sampled_from(["name", "body", "search", "note"]), ANY)
)
LINES = st.tuples(
    st.sampled_from([*COMMANDS, "settings", "doctor"]),
    st.sampled_from(["", "1120-001", "1120-002"]),
    st.lists(ARGUMENTS, max_size=5),
).map(lambda parts: [word for word in (parts[0], parts[1]) if word] + parts[2])
MEMO = st.sampled_from(["1120-001", "1120-002", "1120-003"])
SAID = st.builds("--{}={}".format, st.sampled_from([name for _, name in TEXTS]), ANY).map(
    lambda option: option.replace("_", "-", 2).replace("addressee", "to")
)
# Lines with which nothing is wrong but what is said in them.
FITTING = st.one_of(
    st.lists(SAID, max_size=6).map(lambda said: ["take", "--name=山", *said]),
    st.tuples(MEMO, st.lists(SAID, min_size=1)).map(lambda line: ["amend", line[0], *line[1]]),
    st.tuples(st.sampled_from(list(View)), ANY).map(
        lambda line: ["list", "--view", line[0].value, f"--search={line[1]}"]
    ),
    st.tuples(st.just("note"), MEMO, st.just("--"), ANY).map(list),
    st.tuples(MEMO, st.sampled_from(list(Outcome)), ANY).map(
        lambda line: ["attempt", line[0], line[1].value, f"--note={line[2]}"]
    ),
    st.tuples(st.sampled_from(["hold", "not-needed", "cancel", "reopen"]), MEMO, ANY).map(
        lambda line: [line[0], line[1], f"--reason={line[2]}"]
    ),
    st.tuples(MEMO, ANY).map(lambda line: ["hand", line[0], f"--to={line[1]}"]),
    st.tuples(MEMO, st.integers(1, 600_000)).map(
        lambda line: ["snooze", line[0], f"--minutes={line[1]}"]
    ),
    st.tuples(st.sampled_from(["show", "confirm", "done"]), MEMO).map(list),
    st.sampled_from([["undo"], ["due"], ["export"], ["rebuild"], ["doctor"], ["--json", "due"]]),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all the nonsense: what it leaves behind makes the next harder."""
    home = tmp_path_factory.mktemp("hostile")
    for name in ("山田", "田中", "髙橋"):
        assert typed(home, ["take", "--name", name, "--phone", "03-0000-0142"])[0] == 0
    return home


def typed(home: Path, line: list[str]) -> tuple[int, str]:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = cli.run(["--home", str(home), "--at", AT, *line])
    err.seek(0)
    return status, err.read()


@settings(max_examples=500)
@given(line=LINES | FITTING)
def test_no_command_line_ends_in_a_traceback(home: Path, line: list[str]) -> None:
    status, err = typed(home, line)
    event(f"status {status}")
    assert status in {0, 1, 2}
    assert "Traceback" not in err
    # Every refusal has a sentence of its own: none is left to the last resort.
    assert not (home / "callmemo.log").exists()
    assert bool(err) or status == 0


def test_an_unexpected_error_is_one_sentence_and_its_place_stands_in_the_log(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: object) -> None:
        raise LookupError("山田 03-0000-0142")

    monkeypatch.setattr(commands, "COMMANDS", {"list": fails})
    answer = terminal("list")
    assert (answer.status, answer.out) == (1, "")
    assert len(answer.err.splitlines()) == 1
    assert str(terminal.home / "callmemo.log") in answer.err
    log = (terminal.home / "callmemo.log").read_text(encoding="utf-8")
    assert "LookupError" in log
    assert "test_hostile.py" in log
    assert "山田" not in log + answer.err


@pytest.mark.parametrize("content", [b"", b"garbage" * 200, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_left_as_it_is(terminal: Terminal, content: bytes) -> None:
    terminal.home.mkdir()
    file = terminal.home / "callmemo.db"
    file.write_bytes(content)
    answer = terminal("take", "--name", "山田")
    if not content:
        # Nothing was in it, so nothing can be lost.
        assert answer.status == 0
        return
    assert (answer.status, answer.out) == (1, "")
    assert len(answer.err.splitlines()) == 1
    assert str(file) in answer.err
    assert file.read_bytes() == content


def test_another_programs_database_is_left_as_it_is(terminal: Terminal) -> None:
    terminal.home.mkdir()
    file = terminal.home / "callmemo.db"
    with contextlib.closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE bookmarks (url TEXT)")
        db.commit()
    before = file.read_bytes()
    answer = terminal("list")
    assert (answer.status, len(answer.err.splitlines())) == (1, 1)
    assert "another program" in answer.err
    assert file.read_bytes() == before


@pytest.mark.parametrize("home", ["file/below", "file"])
def test_a_folder_that_cannot_be_is_named(terminal: Terminal, home: str) -> None:
    terminal.home.mkdir()
    (terminal.home / "file").write_text("", encoding="utf-8")
    answer = terminal.type("--lang", "en", "--home", str(terminal.home / home), "list")
    assert (answer.status, len(answer.err.splitlines())) == (1, 1)
    assert home.split("/", maxsplit=1)[0] in answer.err


@pytest.mark.skipif(sys.platform == "win32", reason="no such names of home folders there")
def test_an_unknown_users_home_is_refused(terminal: Terminal) -> None:
    answer = terminal.type("--lang", "en", "--home", "~no-such-user-here/x", "list")
    assert (answer.status, len(answer.err.splitlines())) == (1, 1)


def test_an_empty_name_is_no_folder(terminal: Terminal, own_data_folder: Path) -> None:
    answer = terminal.type("--lang", "en", "--home", "", "take", "--name", "山田")
    assert (answer.status, len(answer.err.splitlines())) == (1, 1)
    assert not own_data_folder.exists()


def test_a_folder_with_a_null_character_is_refused(terminal: Terminal) -> None:
    answer = terminal.type("--lang", "en", "--home", "a\0b", "list")
    assert (answer.status, len(answer.err.splitlines())) == (1, 1)
