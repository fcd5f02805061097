"""The one door to threads: long work goes out here, and its result comes back here."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from callmemo.errors import CallmemoError

_log = logging.getLogger(__name__)


class Background(QObject):
    """Runs work beside the windows.

    A job uses nothing of Qt's and nothing of another thread's: what it needs of the desk it
    opens itself. Its result arrives on the thread of this object.
    """

    _finished = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Build with a pool of its own, so that nobody else's work is waited for."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._finished.connect(self._answer)

    def run(
        self,
        job: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[CallmemoError], None],
    ) -> None:
        """Do `job` elsewhere, then call `done(result)` or `failed(error)` here."""
        self._pool.start(_Job(job, done, failed, self._finished.emit))

    def wait(self, seconds: float) -> bool:
        """Give what is under way this long to end; whether it did."""
        return self._pool.waitForDone(int(seconds * 1000))

    @staticmethod
    def _answer(answer: Callable[[Any], None], value: object) -> None:
        answer(value)


class _Job(QRunnable):
    def __init__(
        self,
        job: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[CallmemoError], None],
        finish: Callable[[Any, object], None],
    ) -> None:
        super().__init__()
        self._job, self._done, self._failed, self._finish = job, done, failed, finish

    def run(self) -> None:
        """Work; whatever goes wrong is told where it was asked for."""
        try:
            value = self._job()
        except CallmemoError as error:
            self._finish(self._failed, error)
        except Exception as error:  # noqa: BLE001 - the door: nothing may be lost in a thread
            _log.warning("background work failed: %s", type(error).__name__)
            self._finish(self._failed, CallmemoError())
        else:
            self._finish(self._done, value)
