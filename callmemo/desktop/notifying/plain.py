"""Notices through the platform's own service (plyer), where there is no tray to click on."""

from __future__ import annotations

import html
import importlib.util
import logging
import sys
import threading
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from callmemo import resources
from callmemo.desktop.notifying.balloon import TEXT_UNITS, TITLE_UNITS
from callmemo.desktop.notifying.notice import Notice, Told, cut, defused
from callmemo.words import say

_log = logging.getLogger(__name__)
_SECONDS_SHOWN: Final = 10
_PATIENCE_MS: Final = 5000


def notify_by_plyer(title: str, text: str) -> None:
    """Hand a notice to plyer; raises whatever the platform raises."""
    from plyer import notification  # noqa: PLC0415 - it looks the platform over when imported

    notification.notify(
        title=title,
        message=text,
        app_name=say("Phone memos"),
        # Windows takes nothing but .ico here, and plyer uses no icon elsewhere.
        app_icon=str(resources.folder() / "icons" / "app.ico") if sys.platform == "win32" else "",
        timeout=_SECONDS_SHOWN,
    )


class PlainWay(QObject):
    """Shows notices that cannot be clicked. Works in a thread, since plyer may wait or sleep.

    The thread is a daemon, and so is what plyer starts from it: none holds the program back
    when it ends.
    """

    clicked = Signal(object)
    put_off = Signal(object)
    _ended = Signal(int, bool)

    def __init__(
        self,
        notify: Callable[[str, str], None] = notify_by_plyer,
        parent: QObject | None = None,
    ) -> None:
        """Show notices with `notify(title, text)`, which raises if it cannot."""
        super().__init__(parent)
        self._notify = notify
        self._told: dict[int, Told] = {}
        self._count = 0
        self._ended.connect(self._tell)

    def is_available(self) -> bool:
        """Whether plyer can be believed here.

        On Linux it falls back to a command whose failure it does not notice: a reminder would
        count as given that nobody has seen.
        """
        return not sys.platform.startswith("linux") or importlib.util.find_spec("dbus") is not None

    def show(self, notice: Notice, told: Told) -> None:
        """Show it; a service that does not answer in time counts as one that failed."""
        title = cut(defused(notice.title), TITLE_UNITS)
        text = cut(defused(notice.text), TEXT_UNITS)
        if sys.platform.startswith("linux"):
            text = html.escape(text, quote=False)
        self._count += 1
        number = self._count
        self._told[number] = told
        threading.Thread(
            target=self._work,
            args=(number, title, text),
            name=f"notice-{number}",
            daemon=True,
        ).start()
        QTimer.singleShot(_PATIENCE_MS, self, lambda: self._tell(number, shown=False))

    def withdraw(self, memo_id: str) -> None:
        """Nothing: what has been handed over cannot be taken back."""

    def _work(self, number: int, title: str, text: str) -> None:
        shown = True
        try:
            self._notify(title, text)
        except Exception as error:  # noqa: BLE001 - each platform fails in its own way; the next way is tried
            # Only its kind: the sentence might quote the notice.
            _log.warning("no notification by plyer: %s", type(error).__name__)
            shown = False
        try:
            self._ended.emit(number, shown)
        except RuntimeError:
            return  # the program has ended meanwhile

    def _tell(self, number: int, shown: bool) -> None:
        told = self._told.pop(number, None)
        if told is not None:
            told(shown)
