"""One window for each data folder: a second start hands its words to the first and ends.

It stands on Qt's core and network alone, because what a phone system starts has to be quick.
What is said, and how: docs/decisions/045-ringing.md.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QCryptographicHash, QLockFile, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from callmemo.core.links import MAX_LINK, LinkFault, Ring, read_link, write_link
from callmemo.errors import FolderUnusable, LinkRefused, OtherVersion

_log = logging.getLogger(__name__)
_SHOW: Final = b"show\n"
_RING: Final = b"ring "
_RING_NOW: Final = b"ring 1 "
"""Version 1 of the words: one link, as `write_link` makes it."""
_DONE: Final = b"done\n"
_OTHER: Final = b"other version\n"
_LONGEST: Final = MAX_LINK + len(_RING_NOW) + 1
_LONGEST_ANSWER: Final = 64
_ANSWER_MS: Final = 3000
_CONNECT_MS: Final = 1000
_STALL_MS: Final = 2000
_ATTEMPT_MS: Final = 100
_ATTEMPTS: Final = 30
_LOCK: Final = "window.lock"


class OneInstance(QObject):
    """`asked` when somebody has started the program again, `rung(ring)` when a phone system has.

    A lock file says who was first, even if both start in the same instant; it is stale as soon
    as its process is gone. A local socket, open to the same user only, carries the one line that
    is understood.
    """

    asked = Signal()
    rung = Signal(object)

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        """Name lock and socket after the folder; raises FolderUnusable."""
        super().__init__(parent)
        self.name = socket_name(home)
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FolderUnusable(home, error.strerror or str(error)) from error
        self._lock = QLockFile(str(home / _LOCK))
        # Only the end of its process makes a lock stale, never its age.
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)

    def show_other(self, ring: Ring | None = None) -> bool:
        """Return whether another program has answered that it shows its window, or this call.

        If not, this one is the first, or the one before holds the lock but does not answer:
        then a second window is better than none, and the memos can be written by both.
        """
        for _ in range(_ATTEMPTS):
            if self._lock.tryLock(_ATTEMPT_MS):
                self._listen()
                return False
            answer = _ask(self.name, ring, _ANSWER_MS)
            if answer is not None:
                return answer == _DONE
            if self._lock.error() is not QLockFile.LockError.LockFailedError:
                break  # a folder that cannot be written: who opens the memos will say so
        _log.warning("another window may hold this folder; it does not answer")
        return False

    def close(self) -> None:
        """Make room for the next start."""
        self._server.close()
        self._lock.unlock()

    def _listen(self) -> None:
        # Whoever had this socket also had the lock, and is gone.
        QLocalServer.removeServer(self.name)
        if not self._server.listen(self.name):
            _log.warning("no socket for a second start: %s", self._server.serverError().name)

    def _welcome(self) -> None:
        while True:
            caller = self._server.nextPendingConnection()
            if caller is None:
                return
            caller.readyRead.connect(lambda each=caller: self._hear(each))
            caller.disconnected.connect(caller.deleteLater)
            # Who says nothing is sent away.
            QTimer.singleShot(_STALL_MS, caller, caller.abort)
            self._hear(caller)

    def _hear(self, caller: QLocalSocket) -> None:
        if caller.bytesAvailable() > _LONGEST:
            caller.abort()
            return
        if not caller.canReadLine():
            return
        line = bytes(caller.readLine(_LONGEST + 1).data())
        if line == _SHOW:
            self._answer(caller, _DONE)
            self.asked.emit()
        elif line.startswith(_RING_NOW):
            self._hear_ring(caller, line.removeprefix(_RING_NOW))
        elif line.startswith(_RING):
            self._answer(caller, _OTHER)
        caller.disconnectFromServer()

    def _hear_ring(self, caller: QLocalSocket, written: bytes) -> None:
        try:
            ring = read_link(written.decode("ascii"))
        except UnicodeDecodeError:
            return
        if isinstance(ring, LinkFault):
            # Whoever started it has said so already; this was written by somebody else.
            return
        self._answer(caller, _DONE)
        self.rung.emit(ring)

    def _answer(self, caller: QLocalSocket, answer: bytes) -> None:
        caller.write(answer)
        caller.flush()


def hand_over(home: Path, ring: Ring) -> bool:
    """Give a call to the program that runs on this folder; False if none does.

    Raises OtherVersion where it does not understand, LinkRefused for what cannot be handed over.
    """
    # Windows waits for a pipe only where there is an application.
    app = QCoreApplication.instance() or QCoreApplication([])
    try:
        answer = _ask(socket_name(home), ring, _CONNECT_MS)
    finally:
        if type(app) is QCoreApplication:
            # A window may have to be opened after all, by an application that can.
            app.shutdown()
    if answer == _OTHER:
        raise OtherVersion
    # No answer at all: a window of one's own is better than none.
    return answer == _DONE


def _ask(name: str, ring: Ring | None, connect_ms: int) -> bytes | None:
    """Return what the first one answers; None if nobody listens: it just begins, or just ends."""
    words = _SHOW if ring is None else _ring_words(ring)
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(connect_ms):
        return None
    if ring is None or ring.by_hand:
        _allow_to_come_forward()
    socket.write(words)
    socket.flush()
    socket.waitForReadyRead(_ANSWER_MS)
    return bytes(socket.read(_LONGEST_ANSWER).data())


def _ring_words(ring: Ring) -> bytes:
    written = write_link(ring)
    checked = read_link(written)
    if isinstance(checked, LinkFault):
        raise LinkRefused(checked)
    return _RING_NOW + written.encode("ascii") + b"\n"


def socket_name(home: Path) -> str:
    """Return the socket's name: short enough for every system, and telling nothing of the path."""
    path = os.path.normcase(home.resolve()).encode("utf-8", "surrogatepass")
    digest = (
        QCryptographicHash.hash(path, QCryptographicHash.Algorithm.Sha256).toHex().toStdString()
    )
    return f"callmemo-{digest[:24]}"


def _allow_to_come_forward() -> None:
    """Let the first window come to the front: Windows grants that to nobody but the last start."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows only

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
