from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from callmemo import words
from callmemo.desktop.first_start import FirstStart
from callmemo.desktop.theme import Theme
from tests.desktop.seeing import cut_texts
from tests.desktop.settings_world import focus, type_text


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    words.use("ja")
    theme = Theme(qapp, "light")
    yield theme
    theme.deleteLater()
    words.use("ja")


@pytest.fixture
def first(theme: Theme) -> Iterator[FirstStart]:
    dialog = FirstStart(theme)
    dialog.show()
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    yield dialog
    dialog.deleteLater()


def name_field(dialog: FirstStart) -> QLineEdit:
    found = dialog.findChild(QLineEdit, "firstStartName")
    assert isinstance(found, QLineEdit)
    return found


def test_the_name_can_be_typed_at_once_and_enter_starts_empty(first: FirstStart) -> None:
    field = focus()
    assert field is name_field(first)
    type_text(name_field(first), " 木村 ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (first.choice, first.name) == ("empty", "木村")
    assert not first.isVisible()


def test_the_sample_day_is_one_tab_further(first: FirstStart) -> None:
    type_text(name_field(first), "木村")
    for _ in range(2):
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
    assert focus().objectName() == "firstStartSample"
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert (first.choice, first.name) == ("sample", "木村")


def test_closing_chooses_nothing(first: FirstStart) -> None:
    type_text(name_field(first), "木村")
    QTest.keyClick(first, Qt.Key.Key_Escape)
    assert (first.choice, first.name) == (None, "")


def test_a_name_may_be_left_for_later(first: FirstStart) -> None:
    QTest.keyClick(name_field(first), Qt.Key.Key_Return)
    assert (first.choice, first.name) == ("empty", "")


def test_a_name_that_no_setting_takes_is_explained_and_the_dialog_stays(first: FirstStart) -> None:
    name_field(first).setText("木村\x07")
    QTest.keyClick(name_field(first), Qt.Key.Key_Return)
    problem = first.findChild(QLabel, "firstStartProblem")
    assert isinstance(problem, QLabel)
    assert first.isVisible()
    assert "60" in problem.text()
    assert first.choice is None
    assert cut_texts(first) == []


def test_it_says_where_the_sample_lives(first: FirstStart) -> None:
    said = " ".join(label.text() for label in first.findChildren(QLabel))
    assert "専用のフォルダー" in said


@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_is_cut_and_everything_has_a_name(theme: Theme, language: str) -> None:
    words.use(language)
    dialog = FirstStart(theme)
    dialog.show()
    assert cut_texts(dialog) == []
    assert name_field(dialog).accessibleName()
    for button in dialog.findChildren(QPushButton):
        assert button.objectName()
        assert button.text()
    dialog.deleteLater()
