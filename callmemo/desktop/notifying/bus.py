"""A connection to the session bus of a Linux desktop, read by Qt's event loop."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import jeepney
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

_log = logging.getLogger(__name__)
_SEND_SECONDS: Final = 2.0
_ANSWER_MS: Final = 5000

Answered = Callable[[tuple[Any, ...] | None], None]
"""Is called once with the body of the answer, or with None if there was an error or no answer."""

TROUBLE: Final = (OSError, RuntimeError, ValueError, KeyError, StopIteration)
"""What an absent, strange or dying bus makes jeepney raise."""


@dataclass(frozen=True, slots=True)
class Service:
    """Where a service is found on the bus."""

    name: str
    path: str
    interface: str


class Bus(QObject):
    """Calls methods without waiting for the answer; `signal(member, body)` for what it watches.

    Raises one of TROUBLE when there is no bus. `is_open` turns False when it goes away.
    """

    signal = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Connect; this takes a millisecond, at most two seconds if the bus is stuck."""
        super().__init__(parent)
        self._connection: DBusConnection = open_dbus_connection(bus="SESSION")
        self._connection.sock.settimeout(_SEND_SECONDS)
        self._waiting: dict[int, Answered] = {}
        self.is_open = True
        self._reader = QSocketNotifier(
            self._connection.sock.fileno(), QSocketNotifier.Type.Read, self
        )
        self._reader.activated.connect(self._read)

    def watch(self, service: Service) -> None:
        """Hear the signals of this service, and of nobody who only uses its name."""
        rule = jeepney.MatchRule(
            type="signal", sender=service.name, interface=service.interface, path=service.path
        )
        self._send(jeepney.message_bus.AddMatch(rule), lambda _body: None)

    def call(
        self,
        service: Service,
        method: str,
        signature: str,
        body: tuple[Any, ...],
        answered: Answered,
    ) -> None:
        """Call a method and go on; `answered` hears of it later, or at once if the bus is gone.

        `body` is of the D-Bus types that `signature` names; a variant is (signature, value).
        """
        address = jeepney.DBusAddress(service.path, service.name, service.interface)
        self._send(jeepney.new_method_call(address, method, signature or None, body), answered)

    def close(self) -> None:
        """Let go of the bus; who still waits hears that there is no answer."""
        if not self.is_open:
            return
        self.is_open = False
        self._reader.setEnabled(False)
        self._connection.close()
        waiting, self._waiting = list(self._waiting.values()), {}
        for answered in waiting:
            answered(None)

    def _send(self, message: jeepney.Message, answered: Answered) -> None:
        serial = next(self._connection.outgoing_serial)
        self._waiting[serial] = answered
        try:
            self._connection.send(message, serial=serial)
        except TROUBLE as error:
            _log.warning("the session bus is gone: %s", type(error).__name__)
            self._waiting.pop(serial)
            self.close()
            answered(None)
            return
        QTimer.singleShot(_ANSWER_MS, self, lambda: self._answer(serial, None))

    def _read(self) -> None:
        while self.is_open:
            try:
                message = self._connection.receive(timeout=0)
            except TimeoutError:
                return
            except TROUBLE as error:
                _log.warning("the session bus is gone: %s", type(error).__name__)
                self.close()
                return
            self._take(message)

    def _take(self, message: jeepney.Message) -> None:
        fields = message.header.fields
        kind = message.header.message_type
        if kind is jeepney.MessageType.signal:
            member = fields.get(jeepney.HeaderFields.member, "")
            self.signal.emit(member, message.body)
        elif kind in {jeepney.MessageType.method_return, jeepney.MessageType.error}:
            serial = fields.get(jeepney.HeaderFields.reply_serial, -1)
            good = kind is jeepney.MessageType.method_return
            self._answer(serial, message.body if good else None)

    def _answer(self, serial: int, body: tuple[Any, ...] | None) -> None:
        answered = self._waiting.pop(serial, None)
        if answered is not None:
            answered(body)
