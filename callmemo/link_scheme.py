"""Tells the system that `callmemo:` links belong to this program: for this user, when asked."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from callmemo.core.links import SCHEME
from callmemo.errors import LinksNotSet
from callmemo.whole_file import write_whole

_MIME: Final = f"x-scheme-handler/{SCHEME}"
_DESKTOP_FILE: Final = "callmemo-links.desktop"
_KEY: Final = rf"Software\Classes\{SCHEME}"
_SECONDS: Final = 20.0


def command(home: Path | None = None) -> list[str]:
    """Return what the system shall run, without the link; `home` names another data folder."""
    python = Path(sys.executable)
    script = python.with_name("callmemow.exe" if sys.platform == "win32" else "callmemow")
    clone = Path(__file__).resolve().parents[1] / "dev.py"
    if script.exists():
        begin = [str(script)]
    elif clone.exists():
        begin = [str(_without_console(python)), str(clone), "run"]
    else:
        begin = [str(_without_console(python)), "-m", "callmemo"]
    return [*begin, *(["--home", str(home)] if home else []), "link"]


def register(words: Sequence[str]) -> None:
    """Have links of this user opened by these words and the link; raises LinksNotSet."""
    if sys.platform == "win32":
        _write_registry(f'{subprocess.list2cmdline(words)} "%1"')
    else:
        DesktopFile(os.environ).register(words)


def unregister() -> None:
    """Take back what `register` did; nothing happens where nothing was; raises LinksNotSet."""
    if sys.platform == "win32":
        _clear_registry()
    else:
        DesktopFile(os.environ).unregister()


def registered() -> str:
    """Return the command line that opens links, empty where links are not registered."""
    if sys.platform == "win32":
        return _read_registry()
    return DesktopFile(os.environ).command_line()


class DesktopFile:
    """How desktops of freedesktop.org know: a file that names the program, and who is usual."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Look at the folders of this user; nothing is read or written yet."""
        home = Path(environment.get("HOME") or Path.home())
        data = environment.get("XDG_DATA_HOME") or home / ".local" / "share"
        config = environment.get("XDG_CONFIG_HOME") or home / ".config"
        self.path = Path(data) / "applications" / _DESKTOP_FILE
        self._usual = Path(config) / "mimeapps.list"
        self._environment = dict(environment)

    def register(self, words: Sequence[str]) -> None:
        """Write the file and make it the usual program for these links."""
        if sys.platform == "darwin" or shutil.which("xdg-mime") is None:
            raise LinksNotSet("xdg-mime")
        lines = (
            "[Desktop Entry]",
            "Type=Application",
            "Name=callmemo",
            "NoDisplay=true",
            "Terminal=false",
            f"Exec={' '.join(map(_quoted, words))} %u",
            f"MimeType={_MIME};",
        )
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.path, ("\n".join(lines) + "\n").encode("utf-8"))
        except OSError as error:
            raise LinksNotSet(error.strerror or str(error)) from error
        self._run("xdg-mime", "default", _DESKTOP_FILE, _MIME)
        self._renew_index()

    def unregister(self) -> None:
        """Remove the file, and the line that makes it the usual program."""
        try:
            self.path.unlink(missing_ok=True)
            self._forget_usual()
        except OSError as error:
            raise LinksNotSet(error.strerror or str(error)) from error
        self._renew_index()

    def command_line(self) -> str:
        """Return what the file says."""
        try:
            text = self.path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return ""
        found = re.search(r"^Exec=(.*)$", text, re.MULTILINE)
        return found[1] if found else ""

    def _forget_usual(self) -> None:
        try:
            lines = self._usual.read_text(encoding="utf-8").splitlines(keepends=True)
        except FileNotFoundError:
            return
        except UnicodeDecodeError as error:
            raise LinksNotSet(str(self._usual)) from error
        kept = [line for line in lines if not re.match(rf"{_MIME}=.*{_DESKTOP_FILE}", line)]
        if kept != lines:
            write_whole(self._usual, "".join(kept).encode("utf-8"))

    def _renew_index(self) -> None:
        # Desktops read the folder themselves; the index only makes it quicker.
        with contextlib.suppress(LinksNotSet):
            self._run("update-desktop-database", str(self.path.parent))

    def _run(self, *words: str) -> None:
        try:
            subprocess.run(  # noqa: S603 - fixed programs, no shell
                words, env=self._environment, check=True, capture_output=True, timeout=_SECONDS
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise LinksNotSet(words[0]) from error


def _quoted(word: str) -> str:
    """Quote a word as desktop files want it: in quotes, once for the file and once for Exec."""
    escaped = re.sub(r'(["`$\\])', r"\\\1", word).replace("\\", "\\\\").replace("%", "%%")
    return f'"{escaped}"'


def _without_console(python: Path) -> Path:
    quiet = python.with_name("pythonw.exe")
    return quiet if sys.platform == "win32" and quiet.exists() else python


if sys.platform == "win32":
    import winreg

    _PARTS = (rf"{_KEY}\shell\open\command", rf"{_KEY}\shell\open", rf"{_KEY}\shell", _KEY)

    def _write_registry(command_line: str) -> None:
        """Write below the user's own classes, which needs no rights of an administrator."""
        try:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _KEY) as key:
                winreg.SetValueEx(key, None, 0, winreg.REG_SZ, "URL:callmemo")
                winreg.SetValueEx(key, "URL Protocol", 0, winreg.REG_SZ, "")
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _PARTS[0]) as key:
                winreg.SetValueEx(key, None, 0, winreg.REG_SZ, command_line)
        except OSError as error:
            raise LinksNotSet(error.strerror or str(error)) from error

    def _clear_registry() -> None:
        for part in _PARTS:
            try:
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, part)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise LinksNotSet(error.strerror or str(error)) from error

    def _read_registry() -> str:
        try:
            return winreg.QueryValue(winreg.HKEY_CURRENT_USER, _PARTS[0])
        except OSError:
            return ""
