"""Window, form, tray, reminders and settings of one desk work together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from callmemo import words
from callmemo.core.memo import Caller, Draft
from callmemo.desktop import app as app_module
from callmemo.desktop.app import Running
from callmemo.desktop.program import Program
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme
from callmemo.errors import DatabaseBroken
from tests.desktop.moved_time import HandClock, open_session, take

CALL = Draft(addressee="鈴木", caller=Caller(name="山田", phone="03-0000-0142"), subject="納品")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def at_home(home: Path, qapp: QApplication) -> Iterator[DeskSession]:
    # Reminders are proven elsewhere; here they would only ring.
    with open_session(home, HandClock(), nudges=False) as made:
        yield made


@pytest.fixture
def program(
    at_home: DeskSession, home: Path, theme: Theme, qapp: QApplication, qtbot: QtBot
) -> Iterator[Program]:
    made = Program(qapp, at_home, theme, home)
    made.show()
    qtbot.waitActive(made.window)
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def save_under(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    """Answer the question for a file name, since nobody sits before Qt's dialog."""
    answer = ("" if path is None else str(path), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)


def phone_of(program: Program) -> QLineEdit:
    """The form's field for the number."""
    field = program.form.findChild(QLineEdit, "phone")
    assert isinstance(field, QLineEdit)
    return field


def test_the_day_is_written_where_the_user_says(
    program: Program, at_home: DeskSession, tmp_path: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    take(at_home, CALL)
    target = tmp_path / "日報.csv"
    save_under(monkeypatch, target)
    program.window.export_wanted.emit()
    qtbot.waitUntil(lambda: str(target) in program.window.banner.text)
    assert "03-0000-0142" in target.read_text(encoding="utf-8-sig")


def test_no_file_name_means_no_export(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_under(monkeypatch, None)
    program.window.export_wanted.emit()
    assert not program.window.banner.isVisible()


def test_an_export_that_fails_is_told_and_the_window_goes_on(
    program: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "no such folder" / "day.csv"
    save_under(monkeypatch, target)
    program.window.export_wanted.emit()
    qtbot.waitUntil(lambda: str(target) in program.window.banner.text)
    assert not target.exists()
    assert program.window.isEnabled()


def test_a_saved_memo_is_shown_and_can_be_taken_back(
    program: Program, at_home: DeskSession
) -> None:
    memo = take(at_home, CALL)
    program.form.saved.emit(memo.id)
    assert program.window.detail.memo == memo
    assert memo.number in program.window.banner.text
    program.window.undo()
    assert not at_home.desk.memo(memo.id).is_open


def test_the_form_opens_over_the_window_and_inside_the_screen(
    program: Program, qtbot: QtBot
) -> None:
    program.window.new_wanted.emit()
    qtbot.waitUntil(program.form.isVisible)
    frame, room = program.form.frameGeometry(), program.window.screen().availableGeometry()
    assert room.contains(frame.topLeft())
    wanted = program.window.frameGeometry().center().x() - frame.width() // 2
    assert frame.left() == pytest.approx(
        max(room.left(), min(wanted, room.right() - frame.width())), abs=8
    )


def test_the_address_book_opens_by_its_key_and_keeps_what_was_typed_at_the_end(
    program: Program, at_home: DeskSession, qtbot: QtBot
) -> None:
    QTest.keyClick(program.window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    book = program._book.get()
    qtbot.waitUntil(book.isVisible)
    book.bar.new.click()
    field = book.findChild(QLineEdit, "contact-name")
    assert isinstance(field, QLineEdit)
    field.setText("高橋 花子")
    program.quit()
    assert "高橋 花子" in [each.name for each in at_home.desk.contacts()]


def test_a_click_on_a_notice_brings_its_memo_into_sight(
    program: Program, at_home: DeskSession
) -> None:
    take(at_home, CALL)
    wanted = take(at_home, CALL)
    program.window.hide()
    program.standby.notifier.memo_wanted.emit(wanted.id)
    assert program.window.isVisible()
    assert program.window.detail.memo == wanted


def test_with_a_tray_closing_the_window_only_hides_it(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    quits: list[bool] = []
    monkeypatch.setattr(program, "quit", lambda: quits.append(True))
    monkeypatch.setattr(type(program.standby.tray), "is_available", property(lambda _: True))
    program.window.close()
    assert not program.window.isVisible()
    assert not quits


def test_without_a_tray_closing_the_window_ends_the_program(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    quits: list[bool] = []
    monkeypatch.setattr(program, "quit", lambda: quits.append(True))
    monkeypatch.setattr(type(program.standby.tray), "is_available", property(lambda _: False))
    program.window.close()
    assert quits == [True]


def test_without_a_tray_a_half_written_memo_keeps_the_window_open(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(program.standby.tray), "is_available", property(lambda _: False))
    program.window.new_wanted.emit()
    qtbot.waitUntil(program.form.isVisible)
    event = QCloseEvent()
    program.window.closing.emit(event)
    assert not event.isAccepted()


def test_another_language_builds_the_windows_anew_and_keeps_what_was_typed(
    at_home: DeskSession, home: Path, theme: Theme, qapp: QApplication
) -> None:
    words.use("en")
    running = Running(qapp, at_home, theme, home)
    running.show()
    first = running.program
    first.form.open_new()
    phone_of(first).setText("03-0000-0199")
    assert first.window.windowTitle() == "Phone memos"
    first.language_chosen.emit("ja")
    assert running.program is not first
    assert running.program.window.windowTitle() == "伝言メモ"
    assert running.program.window.isVisible()
    running.program.form.open_new()
    assert phone_of(running.program).text() == "03-0000-0199"
    running.program.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_what_should_be_heard_at_the_start_stays_until_it_is_closed(program: Program) -> None:
    program.tell(["設定ファイルを読めませんでした。"])
    assert "設定ファイル" in program.window.banner.text


def test_a_database_that_cannot_be_opened_is_told_in_a_box_and_ends_with_one(
    tmp_path: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    shown: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: shown.append(box.text()))
    error = DatabaseBroken(tmp_path / "callmemo.db")
    app_module._show_error(error)
    assert shown == [error.sentence]
    assert error.sentence in capsys.readouterr().err
