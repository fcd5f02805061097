"""The unexpected: written to the log and told once in a window, without anybody's data."""

from __future__ import annotations

import atexit
import logging
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path, PurePath
from types import TracebackType
from typing import Final

import PySide6
from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QPoint,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

import callmemo
from callmemo import logs
from callmemo.desktop.parts import KeyButton, text_label
from callmemo.errors import CallmemoError
from callmemo.words import say

LOG: Final = logging.getLogger("callmemo.crash")
_QT_LOG: Final = logging.getLogger("callmemo.qt")
_LEVELS: Final = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_KEPT_PARTS: Final = 3
"""How much of a file's path is told: the rest may hold the name of a person."""
_MOST_FRAMES: Final = 30
_MOST_CAUSES: Final = 5
_MOST_WINDOWS: Final = 5
"""After so many different faults one more window helps nobody."""
_MOST_QT_MESSAGES: Final = 200
_LONGEST_QT_MESSAGE: Final = 300
_WIDTH: Final = 520
_REPORT_HEIGHT: Final = 104
_EDGE: Final = 20


def details(error: BaseException) -> str:
    """Describe an error by type and places only: what values say may be somebody's data.

    An error's causes follow it, the latest first.
    """
    lines: list[str] = []
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen and len(seen) < _MOST_CAUSES:
        seen.add(id(each))
        lines.append(_kind(each))
        frames = traceback.extract_tb(each.__traceback__)
        lines += [
            f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in frames[-_MOST_FRAMES:]
        ]
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    return "\n".join(lines)


def about_program() -> str:
    """Say which program this is and on what it runs."""
    import platform  # noqa: PLC0415 - long to load, and with luck never needed

    return (
        f"callmemo {callmemo.__version__}, Python {platform.python_version()},"
        f" PySide {PySide6.__version__}, {platform.system()} {platform.release()}"
    )


def _kind(error: BaseException) -> str:
    """Name an error's type, and the code by which systems tell such errors apart."""
    kind = type(error)
    name = (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )
    code = getattr(error, "sqlite_errorname", None) or getattr(error, "errno", None)
    return f"{name} ({code})" if isinstance(code, (int, str)) else name


def _place(filename: str) -> str:
    return "/".join(PurePath(filename).parts[-_KEPT_PARTS:])


def _fault_key(error: BaseException) -> tuple[str, str, int]:
    """What makes two errors the same kind: their type and where they came up."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    return _kind(error), last.filename if last else "", (last.lineno or 0) if last else 0


class CrashDialog(QDialog):
    """Says what happened and what is safe; the details can be copied.

    It neither blocks the program nor takes the keyboard from whoever is typing.
    """

    quit_wished = Signal()

    def __init__(self, sentence: str, report: str, parent: QWidget | None = None) -> None:
        """Build from the sentence for the user and the details for whoever mends it."""
        super().__init__(parent)
        self.setObjectName("crashDialog")
        self.setWindowTitle(say("Callmemo"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._report = QPlainTextEdit(report)
        self._copy = QPushButton(say("Copy the details"))
        self._quit = QPushButton(say("Quit the program"))
        self._go_on = KeyButton(say("Go on"), "Escape", role="primary", name="crashGoOn")
        self._lay_out(sentence)
        self._copy.clicked.connect(self._copy_report)
        self._quit.clicked.connect(self.quit_wished)
        self._go_on.clicked.connect(self.reject)

    def _lay_out(self, sentence: str) -> None:
        self._report.setObjectName("crashDetails")
        self._report.setAccessibleName(say("Details"))
        self._report.setReadOnly(True)
        self._report.setTabChangesFocus(True)
        self._report.setMinimumHeight(_REPORT_HEIGHT)
        self._copy.setObjectName("crashCopy")
        self._quit.setObjectName("crashQuit")
        self._go_on.setDefault(True)
        title = text_label(say("Something unexpected happened"), "name", "crashTitle")
        told = text_label(sentence, name="crashSentence")
        hint = text_label(
            say(
                "If it comes again, please pass on the details. They hold no names, numbers or"
                " memo texts."
            ),
            "hint",
        )
        for words in (title, told, hint):
            words.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._copy)
        buttons.addStretch()
        buttons.addWidget(self._quit)
        buttons.addWidget(self._go_on)
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 24, 24, 16)
        down.setSpacing(8)
        down.addWidget(title)
        down.addWidget(told)
        down.addSpacing(4)
        down.addWidget(self._report, 1)
        down.addWidget(hint)
        down.addSpacing(8)
        down.addLayout(buttons)
        room = self.screen().availableGeometry()
        width = min(_WIDTH, room.width() - 2 * _EDGE)
        spare = self._report.sizeHint().height() - _REPORT_HEIGHT
        self.resize(width, down.totalHeightForWidth(width) - spare)
        # In the corner, where it covers nothing that somebody is writing.
        corner = QPoint(self.width() + _EDGE, self.height() + 2 * _EDGE)
        self.move(room.bottomRight() - corner)
        self._go_on.setFocus()

    def _copy_report(self) -> None:
        QApplication.clipboard().setText(self._report.toPlainText())
        self._copy.setText(say("Copied"))


class CrashWatch(QObject):
    """Hears of every error nobody caught, from any thread. Lives on the UI thread."""

    _happened = Signal(str, str)

    def __init__(self, quit_program: Callable[[], None]) -> None:
        """Take over Python's hooks and Qt's messages until `remove`."""
        super().__init__()
        self._quit = quit_program
        self._counts: Counter[tuple[str, str, int]] = Counter()
        self._qt_messages: Counter[str] = Counter()
        self._windows = 0
        self._dialog: CrashDialog | None = None
        self._inside = threading.local()
        # Queued also from the UI thread: an error can come up in the middle of painting.
        self._happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._hear
        threading.excepthook = self._hear_thread
        sys.unraisablehook = self._hear_unraisable
        self._qt_before = qInstallMessageHandler(self._hear_qt)
        self._installed = True
        atexit.register(self.remove)

    def remove(self) -> None:
        """Give the hooks back."""
        if self._installed:
            self._installed = False
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
            qInstallMessageHandler(self._qt_before)
            atexit.unregister(self.remove)

    # Hooks: they never raise, and an error inside them ends there

    def _hear(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
        *,
        in_sight: bool = True,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._quit()
            return
        if getattr(self._inside, "busy", False):
            return
        self._inside.busy = True
        try:
            told = error if error.__traceback__ else error.with_traceback(trace)
            self._note(told, in_sight=in_sight)
        except Exception:  # noqa: BLE001 - the last line of defence must hold
            _print("an error could not be reported")
        finally:
            self._inside.busy = False

    def _hear_thread(self, heard: threading.ExceptHookArgs) -> None:
        if heard.exc_value is not None and heard.exc_type is not SystemExit:
            self._hear(heard.exc_type, heard.exc_value, heard.exc_traceback)

    def _hear_unraisable(self, heard: sys.UnraisableHookArgs) -> None:
        # While something is being cleared away: nobody waits for it, so it goes to the log only.
        if heard.exc_value is not None:
            self._hear(heard.exc_type, heard.exc_value, heard.exc_traceback, in_sight=False)

    def _hear_qt(self, kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        level = _LEVELS.get(kind)
        if level is None:
            return
        _print(message)
        text = " ".join(message.split())[:_LONGEST_QT_MESSAGE]
        text = text.replace(str(Path.home()), "~")
        if len(self._qt_messages) < _MOST_QT_MESSAGES or text in self._qt_messages:
            self._qt_messages[text] += 1
            if _worth_a_line(self._qt_messages[text]):
                _QT_LOG.log(level, "%s", text)

    # Inside

    def _note(self, error: BaseException, *, in_sight: bool) -> None:
        key = _fault_key(error)
        self._counts[key] += 1
        count = self._counts[key]
        if not _worth_a_line(count):
            return
        report = details(error)
        again = f" (time {count})" if count > 1 else ""
        LOG.error("unexpected error%s: %s", again, report)
        _print(report)
        if count == 1 and in_sight:
            known = error.sentence if isinstance(error, CallmemoError) else ""
            self._happened.emit(known, f"{about_program()}\n{report}")

    def _tell(self, sentence: str, report: str) -> None:
        """Show the window; while one is open, what else happens is in the log only."""
        if self._dialog is not None or self._windows >= _MOST_WINDOWS:
            return
        self._windows += 1
        sentence = sentence or say(
            "The program came upon a fault of its own. All memos saved so far are safe; if"
            " something you just did had no effect, please do it again."
        )
        self._dialog = CrashDialog(sentence, report)
        self._dialog.quit_wished.connect(self._quit)
        self._dialog.finished.connect(self._closed)
        self._dialog.show()
        self._dialog.raise_()

    def _closed(self) -> None:
        self._dialog = None


def _worth_a_line(count: int) -> bool:
    """Whether to log the time it happened: the first, tenth, hundredth ... fills no disk."""
    return str(count).strip("0") == "1"


def _print(text: str) -> None:
    """Tell whoever started the program in a terminal; a window program may have none."""
    if sys.stderr is not None:
        print(f"callmemo: {text}", file=sys.stderr)  # noqa: T201 - the terminal is meant


def install(home: Path, quit_program: Callable[[], None]) -> CrashWatch:
    """Watch over the window program whose data are in `home`; keep what is returned.

    `quit_program` ends the program in good order. Call it on the UI thread, after the
    application was made.
    """
    if not logging.getLogger("callmemo").handlers:
        logs.start(home)
    return CrashWatch(quit_program)
