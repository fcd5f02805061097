"""A private desktop with a Japanese input method, for somebody who is not root."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from subprocess import CompletedProcess, Popen

from tests.desktop_session.session import DesktopSession
from tests.other_user import NOBODY

INPUT_TOOLS = ("ibus-daemon", "ibus", "/usr/lib/ibus-mozc/ibus-engine-mozc", "setpriv")
# As if the Japanese key had been pressed already: mozc begins with Latin letters otherwise.
ENGINE = """\
engines {
  name : "mozc-jp"
  longname : "Mozc"
  layout : "default"
}
active_on_launch: True
"""


def missing_input_tools() -> list[str]:
    """Name what this machine lacks for Japanese input."""
    return [tool for tool in INPUT_TOOLS if shutil.which(tool) is None]


class JapaneseDesktop(DesktopSession):
    """A private desktop on which what is typed goes through ibus and mozc first.

    mozc serves no root: there all of the session belongs to a user without rights, who may only
    read what is root's, because Python may be installed in root's own folder.
    """

    def start(self) -> None:
        """Bring the desktop up, and the input method in it."""
        super().start()
        try:
            self._start_input()
        except BaseException:
            self.stop()
            raise

    def type_text(self, text: str) -> None:
        """Type as fast as a hand does: what an input method answers comes a moment later."""
        self.xdotool("type", "--delay", "40", "--", text)

    def key(self, *keys: str) -> None:
        """Press keys one after the other as a hand does."""
        for key in keys:
            self.xdotool("key", key, "sleep", "0.2")

    def give_away(self) -> None:
        """Let everything in the folder belong to the user of this session."""
        if sys.platform == "win32" or os.geteuid() != 0:
            return
        for path in (self.folder, *self.folder.rglob("*")):
            with contextlib.suppress(FileNotFoundError):  # gone since it was listed
                os.chown(path, NOBODY, NOBODY, follow_symlinks=False)

    def _start_input(self) -> None:
        config = self.folder / "home" / ".config" / "mozc"
        config.mkdir(parents=True, exist_ok=True)
        (config / "ibus_config.textproto").write_text(ENGINE, encoding="utf-8")
        self.env |= {"QT_IM_MODULE": "ibus", "PYTHONDONTWRITEBYTECODE": "1"}
        self.launch(["ibus-daemon", "--panel=disable", "--config=disable"])
        self.wait_until(self._is_on, 20, "the input method")

    def _is_on(self) -> bool:
        self._tool("ibus", "engine", "mozc-jp")
        return self._tool("ibus", "engine").stdout.strip() == "mozc-jp"

    def _tool(self, *command: str) -> CompletedProcess[str]:
        return super()._tool(*_somebody(), *command)

    def _launch(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        *,
        pass_fds: tuple[int, ...] = (),
        cwd: Path | None = None,
    ) -> Popen[bytes]:
        self.give_away()
        return super()._launch([*_somebody(), *command], env, pass_fds=pass_fds, cwd=cwd)


def _somebody() -> list[str]:
    """Act as a user without rights where the test runs as root."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return []
    reads = "+dac_read_search"
    user = [f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    return ["setpriv", *user, f"--inh-caps={reads}", f"--ambient-caps={reads}"]
