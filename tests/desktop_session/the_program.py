"""The whole program in a private desktop, as somebody at the office sees and handles it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage

from callmemo.core.memo import Draft, Memo
from callmemo.desk import Desk
from callmemo.settings_file import SettingsFile
from tests.desktop_session.session import DesktopSession, SessionError
from tests.office_day import HOUR, TEN, settings

ROOT = Path(__file__).parents[2]
_TRIES = 3


class TheProgram:
    """One data folder, and the window program that runs on it from ten o'clock of a Tuesday on."""

    def __init__(self, desktop: DesktopSession, **values: object) -> None:
        """Make the folder; `values` are settings. Nothing runs yet."""
        self.desktop = desktop
        self.home = desktop.folder / "memos"
        self.home.mkdir()
        self._started: list[subprocess.Popen[bytes]] = []
        self.file = SettingsFile(self.home)
        self.file.save(settings(language="ja", **values))

    def take(self, *drafts: Draft) -> list[Memo]:
        """Have memos taken at ten by another program."""
        with self._desk() as desk:
            return [desk.memo(desk.take(draft, TEN).memo_id) for draft in drafts]

    def take_known_late(self, draft: Draft) -> Memo:
        """Have a memo taken that is late, whose reminder was given: it stands first in the list."""
        late = replace(draft, due_at=TEN - HOUR)
        with self._desk() as desk:
            memo_id = desk.take(late, TEN - 2 * HOUR).memo_id
            desk.record_nudges(desk.outlook(TEN).nudges, TEN)
            return desk.memo(memo_id)

    def start(self, at: datetime = TEN, **env: str) -> subprocess.Popen[bytes]:
        """Start the window program as if it were then; return at once."""
        command = [sys.executable, "-m", "callmemo", "--home", str(self.home)]
        started = self.desktop.launch([*command, "--at", at.isoformat()], env=env, cwd=ROOT)
        self._started.append(started)
        return started

    def window(self, title: str = "伝言メモ$", timeout: float = 20.0) -> str:
        """Wait for the window whose title ends like this; return its number."""
        looked = self._unless_ended(lambda: self.desktop.windows(title))
        return self.desktop.wait_until(looked, timeout, f"a window titled {title}")[0]

    def windows(self) -> list[str]:
        """All its visible windows that have the program's title."""
        return self.desktop.windows("伝言メモ$")

    def close_window(self) -> None:
        """Close its window by the keyboard, again if a busy window manager missed the keys."""
        for tries_left in reversed(range(_TRIES)):
            self.desktop.key("alt+F4")
            try:
                self.desktop.wait_until(lambda: not self.windows(), 5, "the window to close")
            except SessionError:
                if not tries_left:
                    raise
                self.activate(self.windows()[0])
            else:
                return

    def activate(self, window: str) -> None:
        """Give a window the keyboard."""
        self.desktop.xdotool("windowactivate", "--sync", window)

    def icon(self) -> str:
        """Wait for its icon in the tray."""
        looked = self._unless_ended(self.desktop.tray_icons)
        return self.desktop.wait_until(looked, what="the tray icon")[0]

    def click_icon(self, button: int = 1) -> None:
        """Click on its icon."""
        left, top, width, height = self.desktop.place(self.icon())
        self.desktop.click(left + width // 2, top + height // 2, button)

    def ask(self, *words: str) -> Any:
        """Ask the command line, in JSON."""
        command = [sys.executable, "-m", "callmemo", "--home", str(self.home), "--json", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self.desktop.env, capture_output=True, encoding="utf-8",
            timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def nudged(self, memo: Memo) -> bool:
        """Whether it is on record that a reminder of this memo was given."""
        with self._desk() as desk:
            return bool(desk.memo(memo.id).nudged)

    def unseen(self) -> list[str]:
        """Names of the callers of whom nobody has seen the reminder."""
        with self._desk() as desk:
            return [memo.draft.caller.name for memo in desk.unseen()]

    def colours(self, place: tuple[int, int, int, int], name: str) -> dict[str, int]:
        """How many dots of each colour are seen in this part of the screen."""
        screen = QImage(str(self.desktop.screenshot(self.desktop.folder / f"{name}.png")))
        found: dict[str, int] = {}
        left, top, width, height = place
        for x in range(left, min(left + width, screen.width())):
            for y in range(top, min(top + height, screen.height())):
                colour = QColor(screen.pixel(x, y)).name()
                found[colour] = found.get(colour, 0) + 1
        return found

    def _unless_ended(self, look: Callable[[], list[str]]) -> Callable[[], list[str]]:
        """Do not wait for a program that has ended: say why it has."""

        def looked() -> list[str]:
            if self._started and self._started[0].poll() is not None:
                log = self.home / "callmemo.log"
                told = log.read_text(encoding="utf-8") if log.exists() else ""
                pytest.fail(f"the program has ended: {self.desktop.printed_by('callmemo')}{told}")
            return look()

        return looked

    @contextmanager
    def _desk(self) -> Iterator[Desk]:
        desk = Desk(self.home, self.file.load(TEN))
        try:
            yield desk
        finally:
            desk.close()
