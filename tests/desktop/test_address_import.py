"""Reading a file in: the preview, rows left out, done beside the window, taken back whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from callmemo.desktop.address_import import ImportPreview
from callmemo.exchange.people_files import Format, read_people
from tests.desktop.book_world import PEOPLE, BookWorld, open_book
from tests.desktop.seeing import cut_texts, picture
from tests.exchange.people import SAMPLES

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def book(qapp: QApplication, tmp_path: Path, form_language: str) -> Iterator[BookWorld]:
    """The window with three entries."""
    with open_book(tmp_path / "home", qapp, *PEOPLE) as world:
        yield world


def preview_of(book: BookWorld, qtbot: QtBot, name: str) -> ImportPreview:
    """Read a sample, up to its preview."""
    book.window.files.read_file(SAMPLES / name)
    qtbot.waitUntil(lambda: book.window.files.preview is not None, timeout=10_000)
    preview = book.window.files.preview
    assert preview is not None
    QApplication.processEvents()
    return preview


def cells(preview: ImportPreview, row: int) -> list[str]:
    """What a row of the table says."""
    model = preview.table.model()
    return [str(model.index(row, column).data() or "") for column in range(1, 5)]


def test_each_row_says_what_happens_and_nothing_is_done_yet(book: BookWorld, qtbot: QtBot) -> None:
    before = book.session.desk.contacts()
    preview = preview_of(book, qtbot, "google_2023.csv")
    QAbstractItemModelTester(
        preview.table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    assert [cells(preview, row)[1] for row in range(3)] == ["追記", "新規", "変更なし"]
    assert "03-0000-0144" in cells(preview, 0)[3]
    preview.reject()
    assert book.session.desk.contacts() == before


def test_reading_in_is_one_action_that_is_taken_back_whole(book: BookWorld, qtbot: QtBot) -> None:
    before = book.session.desk.contacts()
    preview = preview_of(book, qtbot, "google_2023.csv")
    preview.go.click()
    qtbot.waitUntil(lambda: "Mary Sample" in book.names, timeout=10_000)
    assert "03-0000-0144" in str(book.kept("山田 太郎").numbers)
    # What the office had stays as it was.
    assert book.kept("山田 太郎").rules == before[0].rules or before[1].rules
    book.window.undo()
    assert book.session.desk.contacts() == before


def test_a_row_is_left_out_with_the_space_bar(book: BookWorld, qtbot: QtBot) -> None:
    preview = preview_of(book, qtbot, "google_2023.csv")
    preview.table.selectRow(1)
    preview.table.setFocus()
    qtbot.waitUntil(preview.table.hasFocus)
    book.press(Qt.Key.Key_Space)
    assert preview.left_out == {3}
    assert cells(preview, 1)[1] == "除外"
    preview.go.click()
    qtbot.waitUntil(lambda: "03-0000-0144" in str(book.kept("山田 太郎").numbers), timeout=10_000)
    assert "Mary Sample" not in book.book


def test_the_file_wins_only_where_that_is_wished(book: BookWorld, qtbot: QtBot) -> None:
    preview = preview_of(book, qtbot, "cybozu_office.csv")
    assert "購買部 課長" in cells(preview, 0)[3]
    tick = preview.findChild(QCheckBox, "prefersFile")
    assert isinstance(tick, QCheckBox)
    tick.click()
    preview.go.click()
    qtbot.waitUntil(lambda: book.kept("山田 太郎").department == "購買部 部長", timeout=10_000)


def test_a_file_of_something_else_says_why_nothing_can_be_read(
    book: BookWorld, qtbot: QtBot
) -> None:
    preview = preview_of(book, qtbot, "unknown_headings.csv")
    assert cells(preview, 0)[1] == "読込不可"
    assert not preview.go.isEnabled()


def test_a_file_that_is_not_there_is_said(book: BookWorld, qtbot: QtBot, tmp_path: Path) -> None:
    book.window.files.read_file(tmp_path / "none.csv")
    qtbot.waitUntil(lambda: "none.csv" in book.window.banner.text, timeout=10_000)


@pytest.mark.parametrize("form", [Format.CSV, Format.VCARD, Format.VCARD3])
def test_what_is_written_out_changes_nothing_when_read_in(
    book: BookWorld, qtbot: QtBot, tmp_path: Path, form: Format
) -> None:
    path = tmp_path / "out"
    book.window.files.write_file(path, form)
    qtbot.waitUntil(lambda: str(path) in book.window.banner.text, timeout=10_000)
    assert len(read_people(path).records) == 3
    preview = preview_of_path(book, qtbot, path)
    assert {cells(preview, row)[1] for row in range(3)} == {"変更なし"}


def preview_of_path(book: BookWorld, qtbot: QtBot, path: Path) -> ImportPreview:
    """Read any file, up to its preview."""
    book.window.files.preview = None
    return preview_of(book, qtbot, str(path))


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("form_language", ["ja", "en"], indirect=True)
def test_nothing_of_the_preview_is_cut(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, form_language: str, look: str
) -> None:
    with open_book(tmp_path / "home", qapp, *PEOPLE, look=look) as world:
        preview = preview_of(world, qtbot, "outlook_ja.csv")
        for size in ((780, 560), (560, 400)):
            preview.resize(*size)
            assert cut_texts(preview) == []
        picture(preview, tmp_path / "preview.png")
        preview.reject()
