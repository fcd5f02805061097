"""Words to say on the settings page: put into one's own, heard at once, taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from callmemo import phrase_words, words
from callmemo.core.phrases import Moment
from callmemo.core.situation import BLANKS
from callmemo.desktop.plain_text import Prose
from callmemo.desktop.settings_controls import Switch
from callmemo.desktop.theme import Theme
from callmemo.phrase_file import PhraseFile, shipped
from tests.desktop.settings_world import World


@pytest.fixture
def world(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    """The settings page on the page of words, in Japanese."""
    words.use("ja")
    theme = Theme(qapp, "light")
    made = World(tmp_path / "home", theme)
    made.page.show_page("words")
    yield made
    made.close()
    theme.deleteLater()
    words.use("en")


def choose(world: World, moment: Moment, row: int = 0) -> None:
    box: QComboBox = world.part("wordsMoment", QComboBox)
    index = box.findData(moment)
    box.setCurrentIndex(index)
    box.activated.emit(index)
    world.part("wordsList", QListWidget).setCurrentRow(row)


def text(world: World) -> QPlainTextEdit:
    found: QPlainTextEdit = world.part("wordsText", QPlainTextEdit)
    return found


def write(world: World, words_to_say: str) -> None:
    """Type other words, and go elsewhere."""
    text(world).setFocus()
    text(world).setPlainText(words_to_say)
    world.part("wordsList").setFocus()
    QApplication.processEvents()


def said(world: World, phrase_id: str) -> str | None:
    phrase = PhraseFile(world.home).book("ja", world.now).phrase(phrase_id)
    return None if phrase is None else phrase.text


def preview(world: World) -> str:
    return str(world.part("wordsPreview", Prose).accessibleName())


def problem(world: World) -> str:
    label: QLabel = world.part("wordsProblem", QLabel)
    return label.text() if label.isVisible() else ""


def listed(world: World) -> list[str]:
    found: QListWidget = world.part("wordsList", QListWidget)
    return [found.item(row).text() for row in range(found.count())]


def test_every_phrase_is_listed_under_its_moment(world: World) -> None:
    for moment in Moment:
        choose(world, moment)
        count = sum(phrase.moment is moment for phrase in shipped("ja").phrases)
        assert len(listed(world)) == count
        assert not any("{" in line for line in listed(world))


def test_changed_words_are_kept_and_said(world: World) -> None:
    choose(world, Moment.CLOSING)
    write(world, "失礼いたします。")
    assert said(world, "close") == "失礼いたします。"
    assert listed(world)[0].endswith("失礼いたします。")
    assert listed(world)[0] != "失礼いたします。"


def test_words_are_kept_a_moment_after_the_last_key(world: World, qtbot: QtBot) -> None:
    choose(world, Moment.CLOSING)
    text(world).setPlainText("では。")
    qtbot.waitUntil(lambda: said(world, "close") == "では。", timeout=3000)


def test_the_preview_speaks_of_an_invented_call(world: World) -> None:
    choose(world, Moment.MESSAGE)
    text(world).setPlainText("{addressee}より{caller}へ{number}")
    assert preview(world) == "鈴木より山田様へ03-0000-0142"


def test_an_unknown_blank_is_said_at_once_and_not_kept(world: World) -> None:
    choose(world, Moment.CLOSING)
    text(world).setPlainText("{nobody}様")
    assert "nobody" in problem(world)
    write(world, "{nobody}様")
    assert not (world.home / "phrases.json").exists()
    assert not world.page._pages[5].settle()


def test_what_cannot_be_said_yet_is_there_again_when_one_comes_back(world: World) -> None:
    choose(world, Moment.CLOSING)
    write(world, "{nobody}様")
    world.part("wordsList", QListWidget).setCurrentRow(1)
    assert problem(world) == ""
    world.part("wordsList", QListWidget).setCurrentRow(0)
    assert text(world).toPlainText() == "{nobody}様"
    assert "nobody" in problem(world)


def test_the_page_does_not_close_over_words_that_cannot_be_said(world: World) -> None:
    choose(world, Moment.CLOSING)
    write(world, "{nobody}様")
    world.page.show_page("look")
    world.page.reject()
    assert world.page.isVisible()
    write(world, "では。")
    world.page.reject()
    assert not world.page.isVisible()


def test_going_back_brings_the_original(world: World) -> None:
    choose(world, Moment.CLOSING)
    original = text(world).toPlainText()
    restore: QPushButton = world.part("wordsRestore", QPushButton)
    assert not restore.isEnabled()
    write(world, "では。")
    assert restore.isEnabled()
    restore.click()
    assert text(world).toPlainText() == original
    assert said(world, "close") == original


def test_a_phrase_can_be_left_unsaid(world: World) -> None:
    choose(world, Moment.CLOSING)
    used: Switch = world.part("wordsUsed", Switch)
    assert used.isChecked()
    used.click()
    assert said(world, "close") is None
    assert not used.isChecked()
    used.click()
    assert said(world, "close") is not None


def test_own_words_are_added_and_removed(world: World) -> None:
    choose(world, Moment.CLOSING)
    before = len(listed(world))
    world.part("wordsAdd", QPushButton).click()
    write(world, "またのお電話をお待ちしております。")
    assert len(listed(world)) == before + 1
    assert said(world, "own-1") == "またのお電話をお待ちしております。"
    world.part("wordsRestore", QPushButton).click()
    assert said(world, "own-1") is None
    assert len(listed(world)) == before


def test_a_blank_is_put_in_where_the_cursor_stands(world: World) -> None:
    choose(world, Moment.CLOSING)
    text(world).setPlainText("、")
    box: QComboBox = world.part("wordsBlanks", QComboBox)
    assert box.count() == len(BLANKS) + 1
    index = box.findText(phrase_words.blank("addressee"))
    box.activated.emit(index)
    assert text(world).toPlainText() == "{addressee}、"


def test_a_phrase_says_for_which_calls_it_is_meant(world: World) -> None:
    choose(world, Moment.ABSENCE, 2)
    told = str(world.part("wordsConditions", Prose).accessibleName())
    assert "受けた電話" in told
    assert "会議" in told


def test_a_broken_file_is_told(world: World) -> None:
    (world.home / "phrases.json").write_text("{", encoding="utf-8")
    world.page.refresh()
    assert "phrases.broken-" in str(world.part("wordsFileNotice", Prose).accessibleName())


def test_what_another_program_wrote_is_shown(world: World) -> None:
    choose(world, Moment.CLOSING)
    content = {"ja": [{"id": "close", "text": "では。"}]}
    (world.home / "phrases.json").write_text(json.dumps(content), encoding="utf-8")
    world.page.refresh()
    assert text(world).toPlainText() == "では。"
