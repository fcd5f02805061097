"""One window for each data folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from callmemo.core.links import Ring, write_link
from callmemo.desktop.one_instance import OneInstance, hand_over, socket_name
from callmemo.errors import FolderUnusable, LinkRefused
from tests.other_user import NOBODY, somebody_else

FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from callmemo.desktop.one_instance import OneInstance
app = QCoreApplication([])
one = OneInstance(Path(sys.argv[1]))
one.asked.connect(lambda: print("asked", flush=True))
print("other" if one.show_other() else "first", flush=True)
sys.exit(app.exec() if "stay" in sys.argv else 0)
"""

HAND_OVER = """
import sys
from pathlib import Path
from callmemo.core.links import read_link
from callmemo.desktop.one_instance import hand_over
print(hand_over(Path(sys.argv[1]), read_link(sys.argv[2])))
"""


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path) -> Iterator[OneInstance]:
    one = OneInstance(tmp_path)
    assert not one.show_other()
    yield one
    one.close()


def start(home: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", FIRST, str(home), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def start_second(first: OneInstance, home: Path, qtbot: QtBot) -> tuple[str, int]:
    """Start the program again; return what it said and how it ended, once the first was asked."""
    program = start(home)
    with qtbot.waitSignal(first.asked, timeout=20_000):
        pass
    qtbot.waitUntil(lambda: program.poll() is not None, timeout=20_000)
    said, _trouble = program.communicate()
    return said, program.returncode


def test_a_second_start_asks_the_first_to_show_itself_and_ends(
    first: OneInstance, tmp_path: Path, qtbot: QtBot
) -> None:
    assert start_second(first, tmp_path, qtbot) == ("other\n", 0)


def test_another_folder_has_a_window_of_its_own(
    first: OneInstance, tmp_path: Path, qtbot: QtBot
) -> None:
    other = OneInstance(tmp_path / "sample")
    with qtbot.assertNotEmitted(first.asked):
        assert not other.show_other()
    other.close()


def test_what_a_killed_program_leaves_behind_is_cleaned_away(tmp_path: Path, qtbot: QtBot) -> None:
    with start(tmp_path, "stay") as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "first\n"
        program.kill()
        program.wait()
        program.communicate()
    one = OneInstance(tmp_path)
    assert not one.show_other()
    assert start_second(one, tmp_path, qtbot) == ("other\n", 0)
    one.close()


def test_of_several_programs_started_at_once_exactly_one_is_first(tmp_path: Path) -> None:
    programs = [start(tmp_path, "stay") for _ in range(4)]
    try:
        said = []
        for program in programs:
            assert program.stdout is not None
            said.append(program.stdout.readline().strip())
        # The first one answers the others; its own line is followed by "asked".
        assert sorted(said) == ["first", "other", "other", "other"]
    finally:
        for program in programs:
            program.kill()
            program.communicate()


@pytest.mark.parametrize(
    "message",
    [
        b"open /etc/passwd\n",
        b"show me\n",
        b"\n",
        b"show",
        b"x" * 100_000,
        b"\xff\xfe\0\n",
        b"ring 1 callmemo:pop?exec=calc\n",
        b"ring 1 https://example.com\n",
        b"ring 1 \xe3\x82\xa2\n",
        b"ring 1 callmemo:pop?name=" + b"x" * 20_000 + b"\n",
    ],
    ids=[
        "other word",
        "more words",
        "empty",
        "no end of line",
        "endless",
        "no text",
        "unknown part",
        "another link",
        "not plain",
        "too long",
    ],
)
def test_no_other_word_does_anything(first: OneInstance, qtbot: QtBot, message: bytes) -> None:
    with qtbot.assertNotEmitted(first.asked), qtbot.assertNotEmitted(first.rung):
        socket = QLocalSocket()
        socket.connectToServer(first.name)
        assert socket.waitForConnected(5000)
        socket.write(message)
        socket.flush()
        qtbot.waitUntil(
            lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState, timeout=5000
        )


def test_it_still_answers_after_somebody_talked_nonsense(
    first: OneInstance, tmp_path: Path, qtbot: QtBot
) -> None:
    socket = QLocalSocket()
    socket.connectToServer(first.name)
    assert socket.waitForConnected(5000)
    socket.write(b"x" * 10_000)
    socket.flush()
    assert start_second(first, tmp_path, qtbot) == ("other\n", 0)


def hand_to(first: OneInstance, home: Path, ring: Ring, qtbot: QtBot) -> tuple[list[Ring], str]:
    """Announce a call as another program does; return what the first one heard of it."""
    heard: list[Ring] = []
    first.rung.connect(heard.append)
    program = subprocess.Popen(
        [sys.executable, "-c", HAND_OVER, str(home), write_link(ring)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    qtbot.waitUntil(lambda: program.poll() is not None, timeout=20_000)
    said, trouble = program.communicate()
    assert trouble == ""
    return heard, said.strip()


def test_a_call_is_handed_to_the_first_program_as_it_was_announced(
    first: OneInstance, tmp_path: Path, qtbot: QtBot
) -> None:
    ring = Ring("03-0000-0142", "山田 太郎", "アオバ商事" * 30, called_at=datetime.now(UTC))
    assert hand_to(first, tmp_path, ring, qtbot) == ([ring], "True")


def test_without_a_running_program_nothing_is_handed_over(tmp_path: Path, qtbot: QtBot) -> None:
    assert not hand_over(tmp_path, Ring(phone="03-0000-0142"))


def test_a_call_is_not_handed_over_where_it_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(LinkRefused):
        hand_over(tmp_path, Ring(name="x" * 300))


def test_words_of_a_later_version_are_answered_and_not_followed(
    first: OneInstance, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(first.rung):
        socket = QLocalSocket()
        socket.connectToServer(first.name)
        assert socket.waitForConnected(5000)
        socket.write(b"ring 2 something\n")
        socket.flush()
        qtbot.waitUntil(lambda: socket.bytesAvailable() > 0, timeout=5000)
        assert bytes(socket.readAll().data()) == b"other version\n"


def test_nobody_else_can_announce_a_call(first: OneInstance) -> None:
    with somebody_else():
        if sys.platform == "win32" or os.geteuid() != NOBODY:
            pytest.skip("only root can become somebody else")
        socket = QLocalSocket()
        socket.connectToServer(first.name)
        assert not socket.waitForConnected(500)


def test_handing_over_needs_no_window_toolkit() -> None:
    code = (
        "import sys, callmemo.desktop.one_instance as o; print('PySide6.QtWidgets' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"False"


def test_after_the_end_the_next_start_is_the_first(
    first: OneInstance, tmp_path: Path, qtbot: QtBot
) -> None:
    first.close()
    again = OneInstance(tmp_path)
    assert not again.show_other()
    again.close()


def test_the_name_tells_nothing_of_the_path_and_is_short(tmp_path: Path) -> None:
    name = socket_name(tmp_path / "山田商事")
    assert name.isascii()
    assert len(name) < 40
    assert tmp_path.name not in name
    assert name == socket_name(tmp_path / "x" / ".." / "山田商事")


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FolderUnusable):
        OneInstance(tmp_path / "file" / "home")
