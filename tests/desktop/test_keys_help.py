from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from callmemo import words
from callmemo.desktop.actions import ACTIONS, CONFIRM
from callmemo.desktop.form_footer import DETAILS_KEY, NEXT_KEY, TELL_KEY
from callmemo.desktop.keys_help import KEYS, KeysHelp, keys_of
from callmemo.desktop.theme import Theme
from tests.desktop.seeing import cut_texts


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, "light")
    yield theme
    theme.deleteLater()
    words.use("ja")


def test_every_key_is_one_that_qt_knows() -> None:
    for group in KEYS:
        for key in group.keys:
            for text in key.keys:
                sequence = QKeySequence(text, QKeySequence.SequenceFormat.PortableText)
                assert sequence.count() == 1, text
                assert sequence.toString(QKeySequence.SequenceFormat.PortableText) == text.replace(
                    "Escape", "Esc"
                )


def test_no_key_does_two_things_at_one_place() -> None:
    window = Counter(text for group in KEYS[:3] for key in group.keys for text in key.keys)
    form = Counter(text for group in (KEYS[0], KEYS[3]) for key in group.keys for text in key.keys)
    assert [text for text, count in (window + form).items() if count > 2] == []
    assert [text for text, count in window.items() if count > 1] == []
    assert [text for text, count in form.items() if count > 1] == []


def test_the_table_says_what_the_windows_do() -> None:
    names = {"finish": "done", "snooze": "later", "hand_over": "hand"}
    for action in (CONFIRM, *ACTIONS):
        if action.key:
            assert keys_of(names.get(action.name, action.name)) == (action.key,)
    assert keys_of("save") == (TELL_KEY,)
    assert keys_of("save_next") == (NEXT_KEY,)
    assert keys_of("more") == (DETAILS_KEY,)


def test_an_action_is_found_by_its_name() -> None:
    assert keys_of("new") == ("Ctrl+N",)
    assert keys_of("next") == ("J", "Down")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [680, 512])
def test_the_page_shows_every_key_with_its_meaning_and_cuts_none(
    theme: Theme, language: str, width: int
) -> None:
    words.use(language)
    page = KeysHelp()
    page.show()
    page.resize(width, page.height())
    assert cut_texts(page) == []
    said = [label.text() for label in page.findChildren(QLabel)]
    for group in KEYS:
        for key in group.keys:
            assert words.say(key.says) in said
    for cap in ("Ctrl N", "Ctrl ,", "J", "↓", "Ctrl Shift ⏎", "Esc", "F1"):
        assert cap in said
    scroll = page.findChild(QScrollArea)
    assert isinstance(scroll, QScrollArea)
    assert scroll.horizontalScrollBar().maximum() == 0
    page.deleteLater()


def test_in_japanese_everything_is_said_in_japanese(theme: Theme) -> None:
    words.use("ja")
    for group in KEYS:
        for text in (group.title, *(key.says for key in group.keys)):
            assert words.say(text) != text


def test_escape_closes_it(theme: Theme) -> None:
    page = KeysHelp()
    page.show()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()
    page.deleteLater()
