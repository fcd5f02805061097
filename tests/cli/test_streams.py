"""The command line as another process sees it: bytes, status, pipes, other users."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
POSIX = sys.platform != "win32"


def callmemo(
    home: Path, *command: str | bytes, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    given = {**os.environ, "PYTHONPATH": str(ROOT)} | (environment or {})
    line = [sys.executable, "-m", "callmemo", "--home", str(home), *command]
    return subprocess.run(line, capture_output=True, check=False, timeout=60, env=given)


@pytest.mark.parametrize("encoding", ["ascii", "cp932", "latin-1"])
def test_output_is_utf8_whatever_the_console_says(tmp_path: Path, encoding: str) -> None:
    environment = {"PYTHONIOENCODING": encoding, "LC_ALL": "C", "PYTHONUTF8": "0"}
    name = "髙橋 ①②③ 🍙"
    taken = callmemo(
        tmp_path, "--json", "take", "--name", name, environment=environment | {"PYTHONUTF8": "1"}
    )
    assert taken.returncode == 0
    assert json.loads(taken.stdout.decode("utf-8"))["caller"]["name"] == name
    listed = callmemo(tmp_path, "--lang", "ja", "list", environment=environment)
    assert name in listed.stdout.decode("utf-8")
    unknown = callmemo(tmp_path, "--lang", "ja", "show", "9", environment=environment)
    assert unknown.returncode == 1
    assert "見つかりません" in unknown.stderr.decode("utf-8")


@pytest.mark.skipif(not POSIX, reason="arguments are text there")
def test_bytes_that_are_no_text_are_refused_in_a_sentence(tmp_path: Path) -> None:
    done = callmemo(tmp_path, "--lang", "en", "take", "--name", b"\x8e\x52\x93\x63")
    assert (done.returncode, done.stdout) == (1, b"")
    assert len(done.stderr.splitlines()) == 1
    assert b"cannot be shown" in done.stderr


@pytest.mark.skipif(not POSIX, reason="pipes are another thing there")
def test_a_reader_that_leaves_is_no_trouble(tmp_path: Path) -> None:
    for _ in range(3):
        callmemo(tmp_path, "take", "--name", "山田", "--body", "話" * 9000)
    line = [sys.executable, "-m", "callmemo", "--home", str(tmp_path), "--json", "list"]
    line += ["--view", "all"]
    with subprocess.Popen(
        line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(1) == b"["
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    callmemo(tmp_path, "take", "--name", "山田")
    line = [sys.executable, "-m", "callmemo", "--home", str(tmp_path), "--lang", "en", "list"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            line, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60, cwd=ROOT
        )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert b"Traceback" not in done.stderr


def test_commands_need_no_qt(tmp_path: Path) -> None:
    program = (
        "import sys; from callmemo.cli import run; status = run(sys.argv[1:]);"
        "sys.exit(status or any(name.startswith(('PySide6', 'callmemo.desktop'))"
        " for name in sys.modules))"
    )
    for command in (["take", "--name", "山田"], ["list"], ["doctor"], ["demo"]):
        line = [sys.executable, "-c", program, "--home", str(tmp_path), *command]
        done = subprocess.run(line, capture_output=True, check=False, timeout=60, cwd=ROOT)
        assert done.returncode == 0, done.stderr.decode("utf-8")


def test_the_list_of_the_day_goes_to_standard_output_as_bytes(tmp_path: Path) -> None:
    callmemo(tmp_path, "take", "--name", "山田", "--mobile", "09000000188")
    done = callmemo(tmp_path, "--lang", "ja", "export", "--day", "today", "--format", "csv")
    assert done.returncode == 0
    assert done.stdout.startswith(b"\xef\xbb\xbf")
    lines = done.stdout.decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith("受付番号,")
    assert ",090-0000-0188," in lines[1]
    assert "\n" not in "".join(lines)


@pytest.mark.skipif(
    getattr(os, "geteuid", int)() != 0 or not shutil.which("setpriv"),
    reason="only root can act as somebody else",
)
def test_a_folder_that_may_not_be_written_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    home = tmp_path / "home"
    callmemo(home, "take", "--name", "山田")
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == 0 and str(folder).startswith("/tmp/"):
            folder.chmod(0o755)
    before = (home / "callmemo.db").read_bytes()
    nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    line = [*nobody, sys.executable, "-m", "callmemo", "--lang", "en", "--home", str(home)]
    for command in (["take", "--name", "田中"], ["settings", "closes", "18:00"], ["doctor"]):
        done = subprocess.run(
            [*line, *command], capture_output=True, check=False, timeout=60, cwd=ROOT
        )
        assert done.returncode == 1
        assert len(done.stderr.decode("utf-8").splitlines()) == 1
        assert b"cannot be" in done.stderr
    assert (home / "callmemo.db").read_bytes() == before
