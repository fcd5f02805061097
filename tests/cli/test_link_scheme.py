"""Links open this program after somebody asked for it, and no longer when they take it back."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from callmemo import link_scheme
from callmemo.errors import LinksNotSet
from callmemo.link_scheme import DesktopFile
from tests.cli.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="desktops of freedesktop.org")
needs_xdg = pytest.mark.skipif(shutil.which("xdg-mime") is None, reason="xdg-utils are not here")
MIME = "x-scheme-handler/callmemo"


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home folder of a user without any settings."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name in ("XDG_CURRENT_DESKTOP", "KDE_SESSION_VERSION", "DESKTOP_SESSION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def usual_program() -> str:
    """What the system opens such links with."""
    asked = subprocess.run(
        ["xdg-mime", "query", "default", MIME], capture_output=True, encoding="utf-8", check=False
    )
    return asked.stdout.strip()


@needs_xdg
def test_links_are_registered_and_taken_back_by_command(user: Path, terminal: Terminal) -> None:
    assert "not set up" in terminal.type("--lang", "en", "links").out
    assert usual_program() == ""
    said = terminal.type("--lang", "en", "links", "register").out
    assert "are opened by" in said
    assert usual_program() == "callmemo-links.desktop"
    assert terminal.type("--json", "links").json["registered"] is True
    others = (user / ".config" / "mimeapps.list").read_text(encoding="utf-8") + "text/x=y.desktop\n"
    (user / ".config" / "mimeapps.list").write_text(others, encoding="utf-8")
    terminal.type("links", "unregister")
    assert usual_program() == ""
    assert "text/x=y.desktop" in (user / ".config" / "mimeapps.list").read_text(encoding="utf-8")
    assert terminal.type("--json", "links").json == {"registered": False, "command": ""}


@needs_xdg
def test_the_registered_command_opens_the_form_of_the_folder_that_was_named(
    user: Path, terminal: Terminal
) -> None:
    home = user / '会社 "A" 50%'
    terminal.type("--home", str(home), "links", "register")
    # The file doubles backslashes and percent signs once more than the command line does.
    written = terminal.type("--json", "links").json["command"]
    words = shlex.split(written.replace("\\\\", "\\").replace("%%", "%"))
    assert words[-2:] == ["link", "%u"]
    assert words[words.index("--home") + 1] == str(home)
    checker = shutil.which("desktop-file-validate")
    if checker is not None:
        file = user / ".local" / "share" / "applications" / "callmemo-links.desktop"
        checked = subprocess.run([checker, file], capture_output=True, check=False)
        assert (checked.returncode, checked.stdout) == (0, b"")


def test_the_command_names_a_program_that_is_there() -> None:
    words = link_scheme.command()
    assert Path(words[0]).exists()
    assert words[-1] == "link"


def test_taking_back_what_was_never_registered_does_nothing(user: Path) -> None:
    file = DesktopFile({"HOME": str(user)})
    file.unregister()
    assert file.command_line() == ""
    assert not (user / ".config").exists()


def test_without_the_systems_tool_a_sentence_says_so(
    user: Path, monkeypatch: pytest.MonkeyPatch, terminal: Terminal
) -> None:
    monkeypatch.setenv("PATH", str(user))
    with pytest.raises(LinksNotSet):
        DesktopFile({"HOME": str(user)}).register(["callmemow"])
    answer = terminal.type("--lang", "en", "links", "register")
    assert (answer.status, answer.out) == (1, "")
    assert "xdg-mime" in answer.err
    assert not (user / ".local").exists()
