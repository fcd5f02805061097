"""One window for each data folder: a second start shows the first one's and ends."""

from __future__ import annotations

import hashlib
import logging
import os
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from callmemo.errors import FolderUnusable

_log = logging.getLogger(__name__)
_SHOW: Final = b"show\n"
_DONE: Final = b"done\n"
_LONGEST: Final = 64
_ANSWER_MS: Final = 3000
_STALL_MS: Final = 2000
_ATTEMPT_MS: Final = 100
_ATTEMPTS: Final = 30
_LOCK: Final = "window.lock"


class OneInstance(QObject):
    """`asked` is emitted when somebody has started the program a second time.

    A lock file says who was first, even if both start in the same instant; it is stale as soon
    as its process is gone. A local socket carries the one word that is understood.
    """

    asked = Signal()

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

    def show_other(self) -> bool:
        """Return whether another program has answered that it shows its window.

        If not, this one is the first, or the one before holds the lock but does not answer:
        then a second window is better than none, and the memos can be written by both.
        """
        for _ in range(_ATTEMPTS):
            if self._lock.tryLock(_ATTEMPT_MS):
                self._listen()
                return False
            answer = self._ask_the_first()
            if answer is not None:
                return answer
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

    def _ask_the_first(self) -> bool | None:
        """Return whether it answered; None if it does not listen: it just begins, or just ends."""
        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if not socket.waitForConnected(_ANSWER_MS):
            return None
        _allow_to_come_forward()
        socket.write(_SHOW)
        socket.flush()
        answered = socket.waitForReadyRead(_ANSWER_MS)
        return answered and bytes(socket.read(_LONGEST).data()) == _DONE

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
        word = bytes(caller.readLine(_LONGEST).data())
        if word == _SHOW:
            caller.write(_DONE)
            caller.flush()
            self.asked.emit()
        caller.disconnectFromServer()


def socket_name(home: Path) -> str:
    """Return the socket's name: short enough for every system, and telling nothing of the path."""
    path = os.path.normcase(home.resolve())
    return f"callmemo-{hashlib.sha256(path.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"


def _allow_to_come_forward() -> None:
    """Let the first window come to the front: Windows grants that to nobody but the last start."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows only

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
