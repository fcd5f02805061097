"""Notices through the notification service of Linux desktops, where each can be clicked.

Source: Desktop Notifications Specification 1.2 (org.freedesktop.Notifications).
"""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from callmemo import resources
from callmemo.desktop.notifying.bus import TROUBLE, Bus, Service
from callmemo.desktop.notifying.notice import Notice, Told
from callmemo.words import say

_NAME: Final = "org.freedesktop.Notifications"
_SERVICE: Final = Service(_NAME, "/org/freedesktop/Notifications", _NAME)
_OPEN: Final = "default"
_LATER: Final = "later"
_NORMAL: Final = 1
_CRITICAL: Final = 2
_REMEMBERED: Final = 200


class ServiceWay(QObject):
    """Remembers which notification spoke of what: some services keep old ones to be clicked."""

    clicked = Signal(object)
    put_off = Signal(object)

    def __init__(self, open_bus: Callable[[], Bus] = Bus, parent: QObject | None = None) -> None:
        """Nothing is opened yet."""
        super().__init__(parent)
        self._open_bus = open_bus
        self._bus: Bus | None = None
        self._abilities: frozenset[str] | None = None
        self._shown: dict[int, Notice] = {}

    def is_available(self) -> bool:
        """Whether there is a session bus; the service itself may start when it is called."""
        return self._connected() is not None

    def show(self, notice: Notice, told: Told) -> None:
        """Show it; whether it is shown the service answers a moment later."""
        bus = self._connected()
        if bus is None:
            told(False)
        elif self._abilities is None:
            bus.call(
                _SERVICE, "GetCapabilities", "", (), lambda body: self._learn(body, notice, told)
            )
        else:
            self._notify(bus, notice, told)

    def withdraw(self, memo_id: str) -> None:
        """Close what is still open about this memo."""
        for number in [n for n, notice in self._shown.items() if notice.memo_id == memo_id]:
            del self._shown[number]
            if self._bus is not None and self._bus.is_open:
                self._bus.call(_SERVICE, "CloseNotification", "u", (number,), lambda _body: None)

    def _connected(self) -> Bus | None:
        if self._bus is None or not self._bus.is_open:
            self._abilities = None
            try:
                self._bus = self._open_bus()
            except TROUBLE:
                self._bus = None
                return None
            self._bus.setParent(self)
            self._bus.signal.connect(self._heard)
            self._bus.watch(_SERVICE)
        return self._bus

    def _learn(self, body: tuple[Any, ...] | None, notice: Notice, told: Told) -> None:
        if body is None or self._bus is None:
            told(False)
            return
        self._abilities = frozenset(body[0])
        self._notify(self._bus, notice, told)

    def _notify(self, bus: Bus, notice: Notice, told: Told) -> None:
        abilities = self._abilities or frozenset()
        # Where markup is understood, a caller's name must not be taken for it.
        marked = "body-markup" in abilities
        text = html.escape(notice.text, quote=False) if marked else notice.text
        actions = [_OPEN, say("Open")]
        if notice.memo_id is not None:
            actions += [_LATER, say("In 15 minutes")]
        hints = {
            "urgency": ("y", _CRITICAL if notice.urgent else _NORMAL),
            "desktop-entry": ("s", "callmemo"),
        }
        icon = (resources.folder() / "icons" / "app-64.png").as_uri()
        body = (
            say("Phone memos"), 0, icon, notice.title, text,
            actions if "actions" in abilities else [], hints, -1,
        )  # fmt: skip
        bus.call(
            _SERVICE, "Notify", "susssasa{sv}i", body,
            lambda answer: self._accepted(answer, notice, told),
        )  # fmt: skip

    def _accepted(self, answer: tuple[Any, ...] | None, notice: Notice, told: Told) -> None:
        if answer is None:
            # Another service may be there next time, with other abilities.
            self._abilities = None
            told(False)
            return
        self._shown[int(answer[0])] = notice
        while len(self._shown) > _REMEMBERED:
            del self._shown[next(iter(self._shown))]
        told(True)

    def _heard(self, member: str, body: tuple[Any, ...]) -> None:
        if member != "ActionInvoked":
            return
        number, key = body
        notice = self._shown.get(number)
        if notice is None:
            return  # somebody else's
        if key == _OPEN:
            self.clicked.emit(notice)
        elif key == _LATER:
            self.put_off.emit(notice)
