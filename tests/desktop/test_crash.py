from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThread, qWarning
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from callmemo import errors, words
from callmemo.desktop import crash
from callmemo.desktop.theme import Theme
from tests.desktop.seeing import cut_texts

SECRET = "山田 太郎 090-0000-0188"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    words.use("ja")
    theme = Theme(qapp, "light")
    yield theme
    theme.deleteLater()
    words.use("ja")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Callable[[], str]]:
    """The program's log while it goes to a folder of this test."""
    logger = logging.getLogger("callmemo")
    before = list(logger.handlers)
    for handler in before:
        logger.removeHandler(handler)

    def read() -> str:
        path = tmp_path / "callmemo.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    yield read
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
    for handler in before:
        logger.addHandler(handler)


@pytest.fixture
def quits() -> list[bool]:
    return []


@pytest.fixture
def watch(
    theme: Theme, log: Callable[[], str], tmp_path: Path, quits: list[bool]
) -> Iterator[crash.CrashWatch]:
    made = crash.install(tmp_path, lambda: quits.append(True))
    yield made
    made.remove()
    for dialog in windows():
        dialog.close()
    QApplication.processEvents()


def windows() -> list[crash.CrashDialog]:
    QApplication.processEvents()
    shown = QApplication.topLevelWidgets()
    return [each for each in shown if isinstance(each, crash.CrashDialog) and each.isVisible()]


def fail(kind: type[Exception] = ValueError) -> None:
    raise kind(SECRET)


def happen(doing: Callable[[], None] = fail) -> None:
    """Let an error reach the hook as Qt and Python hand it over."""
    try:
        doing()
    except Exception as error:  # noqa: BLE001 - as the interpreter does
        sys.excepthook(type(error), error, error.__traceback__)


def details_of(dialog: crash.CrashDialog) -> str:
    found = dialog.findChild(QPlainTextEdit, "crashDetails")
    assert isinstance(found, QPlainTextEdit)
    return found.toPlainText()


def button(dialog: crash.CrashDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def test_an_error_is_told_in_a_sentence_that_says_what_is_safe(watch: crash.CrashWatch) -> None:
    happen()
    (dialog,) = windows()
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "保存済みのメモは無事" in said


def test_log_and_details_name_type_and_place_but_nobody(
    watch: crash.CrashWatch, log: Callable[[], str]
) -> None:
    happen()
    (dialog,) = windows()
    for text in (log(), details_of(dialog)):
        assert "ValueError" in text
        assert "tests/desktop/test_crash.py" in text
        assert "fail" in text
        assert "山田" not in text
        assert "090" not in text
        assert str(ROOT) not in text


def test_causes_are_told_too_without_what_they_say(
    watch: crash.CrashWatch, log: Callable[[], str]
) -> None:
    def chain() -> None:
        try:
            fail(KeyError)
        except KeyError as error:
            raise RuntimeError(SECRET) from error

    happen(chain)
    assert "RuntimeError" in log()
    assert "KeyError" in log()
    assert "山田" not in log()


def test_an_error_that_causes_itself_ends(watch: crash.CrashWatch, log: Callable[[], str]) -> None:
    def circle() -> None:
        first, second = ValueError(), KeyError()
        first.__cause__, second.__cause__ = second, first
        raise first

    happen(circle)
    assert "KeyError" in log()


def test_the_code_of_a_system_error_is_told(
    watch: crash.CrashWatch, log: Callable[[], str]
) -> None:
    def look() -> None:
        Path(SECRET).read_text(encoding="utf-8")

    happen(look)
    assert "FileNotFoundError (2)" in log()
    assert "山田" not in log()


def test_the_details_can_be_copied(watch: crash.CrashWatch) -> None:
    happen()
    (dialog,) = windows()
    QTest.mouseClick(button(dialog, "crashCopy"), Qt.MouseButton.LeftButton)
    copied = QApplication.clipboard().text()
    assert "ValueError" in copied
    assert "callmemo 0." in copied
    assert "山田" not in copied


def test_one_kind_is_told_once_however_often_it_happens(
    watch: crash.CrashWatch, log: Callable[[], str]
) -> None:
    for _ in range(1000):
        happen()
    (dialog,) = windows()
    dialog.close()
    happen()
    assert windows() == []
    # The first, the tenth, the hundredth, the thousandth.
    assert log().count("unexpected error") == 4


def test_many_kinds_open_one_window_at_a_time_and_not_many(watch: crash.CrashWatch) -> None:
    kinds = [type(f"Fault{number}", (Exception,), {}) for number in range(20)]
    for kind in kinds[:10]:
        happen(lambda kind=kind: fail(kind))  # type: ignore[misc] # bound now on purpose
    assert len(windows()) == 1
    opened = 0
    for kind in kinds[10:]:
        for dialog in windows():
            dialog.close()
            opened += 1
        happen(lambda kind=kind: fail(kind))  # type: ignore[misc] # bound now on purpose
    assert opened <= 5


def test_it_does_not_take_the_keyboard(watch: crash.CrashWatch) -> None:
    happen()
    (dialog,) = windows()
    assert dialog.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert not dialog.isModal()


def test_an_error_in_a_thread_is_told_on_the_ui_thread(
    watch: crash.CrashWatch, qtbot: QtBot, log: Callable[[], str]
) -> None:
    worker = threading.Thread(target=fail)
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: len(windows()) == 1)
    (dialog,) = windows()
    assert dialog.thread() is QThread.currentThread()
    assert "ValueError" in log()
    assert "山田" not in log()


def test_an_error_while_reporting_ends_there(
    watch: crash.CrashWatch,
    monkeypatch: pytest.MonkeyPatch,
    log: Callable[[], str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken(_error: BaseException) -> str:
        happen()
        raise ZeroDivisionError

    monkeypatch.setattr(crash, "details", broken)
    happen()
    assert windows() == []
    assert "could not be reported" in capsys.readouterr().err
    monkeypatch.undo()
    happen(lambda: fail(KeyError))
    assert len(windows()) == 1


def test_a_known_error_says_its_own_sentence(
    watch: crash.CrashWatch, log: Callable[[], str]
) -> None:
    def refuse() -> None:
        raise errors.MemoNotFound("1124-999")

    happen(refuse)
    (dialog,) = windows()
    label = dialog.findChild(QLabel, "crashSentence")
    assert isinstance(label, QLabel)
    assert "1124-999" in label.text()
    assert "1124-999" not in log()


def test_errors_while_clearing_away_go_to_the_log_only(
    watch: crash.CrashWatch, log: Callable[[], str]
) -> None:
    class Thing:
        def __del__(self) -> None:
            raise ValueError(SECRET)

    Thing()
    assert "ValueError" in log()
    assert windows() == []


def test_quitting_is_left_to_the_program(watch: crash.CrashWatch, quits: list[bool]) -> None:
    happen()
    (dialog,) = windows()
    QTest.mouseClick(button(dialog, "crashQuit"), Qt.MouseButton.LeftButton)
    assert quits == [True]


def test_ctrl_c_quits_without_a_word(
    watch: crash.CrashWatch, quits: list[bool], log: Callable[[], str]
) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert quits == [True]
    assert windows() == []
    assert log() == ""


def test_messages_of_qt_go_to_the_log_but_no_storm_of_them(
    watch: crash.CrashWatch, log: Callable[[], str]
) -> None:
    for _ in range(100):
        qWarning("a warning of the toolkit")
    assert log().count("a warning of the toolkit") == 3
    for number in range(500):
        qWarning(f"warning {number}")
    assert len(log().splitlines()) < 250


def test_messages_of_qt_do_not_tell_whose_computer_it_is(
    watch: crash.CrashWatch, log: Callable[[], str]
) -> None:
    qWarning(f"cannot read {Path.home()}/picture.png")
    assert str(Path.home()) not in log()
    assert "~/picture.png" in log()


def test_removing_it_gives_the_hooks_back(
    theme: Theme, log: Callable[[], str], tmp_path: Path
) -> None:
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    made = crash.install(tmp_path, lambda: None)
    assert sys.excepthook != before[0]
    made.remove()
    made.remove()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_is_cut_and_everything_has_a_name(theme: Theme, language: str) -> None:
    words.use(language)
    report = "\n".join(f"  {'long/' * 30}file.py:{line} function" for line in range(60))
    dialog = crash.CrashDialog("保存済みのメモは無事です。" * 8, report)
    dialog.show()
    assert cut_texts(dialog) == []
    for each in dialog.findChildren(QPushButton):
        assert each.objectName()
        assert each.text() or each.accessibleName()
    dialog.close()


PROGRAM = """
import sys, threading
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from callmemo.desktop import crash
from callmemo.desktop.theme import Theme

class Painted(QWidget):
    def paintEvent(self, event):
        raise ValueError("山田 太郎")

def in_a_slot():
    raise RuntimeError("山田 太郎")

def in_a_thread():
    raise LookupError("山田 太郎")

def look():
    shown = [w for w in app.topLevelWidgets() if isinstance(w, crash.CrashDialog) and w.isVisible()]
    texts = (Path(sys.argv[1]) / "callmemo.log").read_text(encoding="utf-8")
    if shown and all(kind in texts for kind in ("ValueError", "RuntimeError", "LookupError")):
        print("windows", len(shown))
        app.quit()

app = QApplication([])
theme = Theme(app, "light")
crash.install(Path(sys.argv[1]), app.quit)
painted = Painted()
painted.show()
QTimer.singleShot(0, in_a_slot)
threading.Thread(target=in_a_thread).start()
timer = QTimer(interval=20)
timer.timeout.connect(look)
timer.start()
QTimer.singleShot(60000, lambda: app.exit(3))
sys.exit(app.exec())
"""


def test_a_real_program_goes_on_after_errors_in_paint_slot_and_thread(tmp_path: Path) -> None:
    env = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    env["PYTHONIOENCODING"] = "utf-8"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        env=env,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "windows 1" in done.stdout
    text = (tmp_path / "callmemo.log").read_text(encoding="utf-8")
    assert "山田" not in text + done.stderr + done.stdout
