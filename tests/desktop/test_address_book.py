"""The window of the address book: look, find, correct, add, delete, make one, take back."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from callmemo.core.contact import Contact, ContactNumber
from callmemo.desk import Desk
from tests.desktop.book_world import LONG, PEOPLE, BookWorld, open_book
from tests.desktop.seeing import cut_texts, picture

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def book(qapp: QApplication, tmp_path: Path, form_language: str) -> Iterator[BookWorld]:
    """The window with three entries."""
    with open_book(tmp_path / "home", qapp, *PEOPLE) as world:
        yield world


def test_everybody_is_listed_and_the_first_is_shown(book: BookWorld) -> None:
    assert sorted(book.names) == sorted(["田中 美咲", "山田 太郎", "みどり運輸"])
    assert book.says("contactTitle") == book.names[0]
    QAbstractItemModelTester(
        book.window.list.model(), QAbstractItemModelTester.FailureReportingMode.Fatal
    )


@pytest.mark.parametrize("typed", ["山田", "やまだ", "yamada", "0142", "ﾔﾏﾀﾞ"])
def test_somebody_is_found_however_they_are_typed(
    book: BookWorld, qtbot: QtBot, typed: str
) -> None:
    book.window.search.setText(typed)
    qtbot.waitUntil(lambda: book.names == ["山田 太郎"])
    book.press(Qt.Key.Key_K, hold=CTRL)
    book.press(Qt.Key.Key_Down)
    assert book.window.list.hasFocus()
    assert book.says("contactTitle") == "山田 太郎"


def test_escape_ends_the_search_then_closes(book: BookWorld, qtbot: QtBot) -> None:
    book.window.search.setText("zz")
    qtbot.waitUntil(lambda: book.names == [])
    assert book.says("nobodyFound-strong")
    book.press(Qt.Key.Key_Escape)
    assert len(book.names) == 3
    book.press(Qt.Key.Key_Escape)
    assert not book.window.isVisible()


def test_what_is_corrected_is_kept_and_taken_back(book: BookWorld) -> None:
    book.show("山田 太郎")
    book.text("contact-notes").setPlainText("午前は会議")
    book.press(Qt.Key.Key_Return, hold=CTRL)
    assert book.kept("山田 太郎").notes == "午前は会議"
    assert book.window.banner.text
    book.window.undo()
    assert book.kept("山田 太郎").notes == ""
    assert book.text("contact-notes").toPlainText() == ""


def test_whoever_only_looks_changes_nothing(book: BookWorld) -> None:
    before = book.session.desk.contacts()
    for name in book.names:
        book.show(name)
        assert not book.window.page.is_changed
    assert book.window.settle()
    assert book.session.desk.contacts() == before


def test_leaving_for_another_keeps_what_was_typed(book: BookWorld) -> None:
    book.show("山田 太郎")
    book.field("contact-reachable").setText("午後")
    book.show("みどり運輸")
    assert book.kept("山田 太郎").reachable == "午後"
    assert book.says("contactTitle") == "みどり運輸"


def test_closing_keeps_what_was_typed(book: BookWorld) -> None:
    book.show("山田 太郎")
    book.field("contact-reachable").setText("午後")
    book.window.close()
    assert book.kept("山田 太郎").reachable == "午後"


def test_what_does_not_fit_stays_in_sight_with_the_reason(book: BookWorld) -> None:
    book.press(Qt.Key.Key_N, hold=CTRL)
    book.text("contact-notes").setPlainText("名前が分からない")
    book.show("みどり運輸")
    assert book.says("contactProblem")
    assert book.text("contact-notes").toPlainText() == "名前が分からない"
    book.window.close()
    assert book.window.isVisible()


def test_somebody_new_is_added_by_keyboard_alone(book: BookWorld) -> None:
    book.press(Qt.Key.Key_N, hold=CTRL)
    book.write("高橋 花子")
    book.press(Qt.Key.Key_Tab)
    book.write("タカハシ ハナコ")
    for _ in range(5):
        book.press(Qt.Key.Key_Tab)
    book.write("0600000150")
    book.press(Qt.Key.Key_Return, hold=CTRL)
    kept = book.kept("高橋 花子")
    assert kept.kana == "タカハシ ハナコ"
    assert kept.numbers == (ContactNumber("office", "06-0000-0150"),)
    assert "高橋 花子" in book.names


def test_numbers_are_added_and_taken_away(book: BookWorld) -> None:
    book.show("山田 太郎")
    rows = book.window.page.numbers
    rows.add.click()
    book.write("03-0000-0144")
    rows._rows[0].remove.click()
    book.press(Qt.Key.Key_Return, hold=CTRL)
    assert {each.number for each in book.kept("山田 太郎").numbers} == {
        "090-0000-0142",
        "03-0000-0144",
    }


def test_delete_needs_no_question_for_it_is_taken_back(book: BookWorld) -> None:
    book.show("山田 太郎")
    book.window.list.setFocus()
    book.press(Qt.Key.Key_Delete)
    assert "山田 太郎" not in book.names
    assert "山田 太郎" not in book.book
    book.press(Qt.Key.Key_Z, hold=CTRL)
    assert "山田 太郎" in book.names


def test_two_entries_are_made_one_by_keyboard(book: BookWorld) -> None:
    book.show("山田 太郎")
    book.press(Qt.Key.Key_M, hold=CTRL)
    book.write("みどり")
    book.press(Qt.Key.Key_Return)
    assert len(book.book) == 2
    assert "0120-000-150" in str(book.session.desk.contacts())
    book.window.undo()
    assert len(book.book) == 3


def test_someone_who_left_points_to_who_took_over(book: BookWorld) -> None:
    book.show("山田 太郎")
    book.window.page._left.click()
    book.window.page._choose.click()
    book.write("たなか")
    book.press(Qt.Key.Key_Return)
    book.press(Qt.Key.Key_Return, hold=CTRL)
    kept = book.kept("山田 太郎")
    assert kept.left
    assert book.session.desk.contact(kept.successor).name == "田中 美咲"
    assert "田中 美咲" in book.window.page._choose.text()


def test_what_another_program_adds_appears(book: BookWorld) -> None:
    folder = book.session.settings_file.path.parent
    with closing(Desk(folder, book.session.settings)) as other:
        other.keep_contact(Contact(name="鈴木"), book.session.now())
    book.session.look_for_arrivals()
    assert "鈴木" in book.names


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("form_language", ["ja", "en"], indirect=True)
@pytest.mark.parametrize("size", [(1000, 680), (620, 420)])
def test_nothing_is_cut_also_with_long_names(
    qapp: QApplication, tmp_path: Path, form_language: str, look: str, size: tuple[int, int]
) -> None:
    with open_book(tmp_path / "home", qapp, *PEOPLE, LONG, look=look) as world:
        world.window.resize(*size)
        for name in world.names:
            world.show(name)
            assert cut_texts(world.window) == []
        picture(world.window, tmp_path / "book.png")


@pytest.mark.parametrize("form_language", ["ja", "en"], indirect=True)
def test_an_empty_book_says_what_to_do(
    qapp: QApplication, tmp_path: Path, form_language: str
) -> None:
    with open_book(tmp_path / "home", qapp) as world:
        assert world.says("bookEmpty-strong")
        assert world.says("bookEmpty-muted")
        assert cut_texts(world.window) == []


def test_every_control_has_a_name_for_whoever_listens(book: BookWorld) -> None:
    unnamed = [
        each.objectName()
        for each in book.window.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isVisible()
        and not (each.accessibleName() or getattr(each, "text", str)())
    ]
    assert unnamed == []
