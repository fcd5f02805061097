"""The small parts: buttons with their key, chips, rows that wrap, plain texts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from callmemo.desktop.parts import (
    Chip,
    ChipRow,
    FlowLayout,
    KeyButton,
    key_text,
    set_look,
    set_tip,
    set_tone,
    text_label,
)
from callmemo.desktop.theme import DARK, LIGHT, Theme
from callmemo.wording import Tone
from tests.desktop.seeing import settle
from tests.desktop.window_world import MARKUP, opened_windows

K = Qt.Key


def colours(widget: QWidget) -> set[str]:
    """All colours in which a widget is drawn."""
    seen = widget.grab().toImage()
    at = ((x, y) for x in range(seen.width()) for y in range(seen.height()))
    return {seen.pixelColor(x, y).name() for x, y in at}


def test_building_a_button_opens_no_window(theme: Theme, qapp: QApplication) -> None:
    """A part that is shown before it has a place would flash up as a window of its own."""
    with opened_windows(qapp) as opened:
        KeyButton("Save", "Ctrl+Return")
        Chip("One", "1")
        row = ChipRow("r")
        row.add(1, "One", "1")
    assert opened == []


class TestTexts:
    def test_a_label_shows_markup_as_text(self, theme: Theme, qtbot: QtBot) -> None:
        label = text_label(MARKUP, "tag", "name", Tone.LATE)
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert (label.objectName(), label.property("role")) == ("name", "tag")
        assert label.property("tone") == "late"

    @pytest.mark.parametrize("text", ["plain", "a < b", "3 > 2 & more", "", MARKUP, "<i>x</i>"])
    def test_a_tip_says_what_was_written(self, theme: Theme, qtbot: QtBot, text: str) -> None:
        from PySide6.QtGui import QTextDocument

        label = text_label("x")
        set_tip(label, text)
        shown = QTextDocument()
        if "<p>" in label.toolTip():
            shown.setHtml(label.toolTip())
            assert shown.toPlainText().strip() == text
        else:
            assert label.toolTip() == text

    @pytest.mark.parametrize(
        ("key", "said"),
        [("Ctrl+N", "Ctrl N"), ("Ctrl+Return", "Ctrl ⏎"), ("Escape", "Esc"), ("1", "1"), ("", "")],
    )
    def test_keys_are_said_as_they_are_printed(self, key: str, said: str) -> None:
        assert key_text(key) == said

    def test_a_look_changes_at_once(self, theme: Theme, qtbot: QtBot) -> None:
        label = text_label("x", tone=Tone.LATE)
        qtbot.addWidget(label)
        label.show()
        assert label.palette().windowText().color().name() == LIGHT.late
        set_tone(label, Tone.DONE)
        assert label.palette().windowText().color().name() == LIGHT.done
        set_tone(label, None)
        set_look(label, "role", "muted")
        assert label.palette().windowText().color().name() == LIGHT.muted
        theme.choose("dark")
        assert label.palette().windowText().color().name() == DARK.muted


class TestKeyButton:
    def test_it_is_named_with_its_key(self, theme: Theme, qtbot: QtBot) -> None:
        button = KeyButton("Save", "Ctrl+Return", name="save")
        assert button.accessibleName() == "Save (Ctrl ⏎)"
        button.say("Keep")
        assert button.accessibleName() == "Keep (Ctrl ⏎)"
        assert KeyButton("Save").accessibleName() == "Save"

    @pytest.mark.parametrize("key", [K.Key_Return, K.Key_Enter, K.Key_Space])
    def test_enter_presses_it_as_the_space_bar_does(
        self, theme: Theme, qtbot: QtBot, key: Qt.Key
    ) -> None:
        button = KeyButton("Save")
        qtbot.addWidget(button)
        spy = QSignalSpy(button.clicked)
        QTest.keyClick(button, key)
        assert spy.count() == 1

    def test_it_is_never_narrower_than_text_and_key(self, theme: Theme, qtbot: QtBot) -> None:
        for text in ("OK", "とても長いボタンの文字列です"):
            button = KeyButton(text, "Ctrl+N")
            qtbot.addWidget(button)
            button.resize(button.minimumSizeHint())
            button.show()
            metrics = button.fontMetrics()
            need = metrics.horizontalAdvance(text) + metrics.horizontalAdvance("Ctrl N") * 11 / 13
            assert button.width() >= need

    def test_text_and_key_have_the_ink_of_their_ground(self, theme: Theme, qtbot: QtBot) -> None:
        button = KeyButton("Save", "Ctrl+S")
        qtbot.addWidget(button)
        button.show()
        for dress in ("light", "dark"):
            theme.choose(dress)
            tokens = theme.tokens
            for role, inks in (
                ("primary", {tokens.accent, tokens.on_accent}),
                ("", {tokens.surface, tokens.text, tokens.muted, tokens.strong_line}),
            ):
                set_look(button, "role", role)
                assert inks <= colours(button)
        theme.choose("light")

    def test_a_chosen_chip_has_the_ink_of_what_it_means(self, theme: Theme, qtbot: QtBot) -> None:
        for tone, ink in (("", LIGHT.accent), ("late", LIGHT.late)):
            chip = Chip("至急", "1", tone=tone)
            qtbot.addWidget(chip)
            chip.show()
            before = chip.sizeHint()
            assert LIGHT.muted in colours(chip)
            chip.setChecked(True)
            assert ink in colours(chip)
            assert LIGHT.muted not in colours(chip)
            assert chip.sizeHint() == before

    def test_an_ampersand_in_its_text_is_no_sign_of_a_key(self, theme: Theme, qtbot: QtBot) -> None:
        button = KeyButton("A&B", "Ctrl+S")
        qtbot.addWidget(button)
        assert button.shortcut().isEmpty()
        assert button.accessibleName() == "A&B (Ctrl S)"

    def test_the_key_can_be_left_out_for_room(self, theme: Theme, qtbot: QtBot) -> None:
        button = KeyButton("Save", "Ctrl+S")
        qtbot.addWidget(button)
        button.show()
        wide = button.sizeHint().width()
        button.show_key(shown=False)
        assert button.sizeHint().width() < wide
        button.show_key(shown=True)
        assert button.sizeHint().width() == wide


class TestChipRow:
    @pytest.fixture
    def row(self, theme: Theme, qtbot: QtBot) -> ChipRow:
        made = ChipRow("fruit")
        qtbot.addWidget(made)
        for number, name in enumerate(("apple", "pear", "plum"), 1):
            made.add(name, name.title(), str(number))
        made.show()
        qtbot.waitActive(made)
        return made

    def test_one_is_chosen_and_said(self, row: ChipRow) -> None:
        spy = QSignalSpy(row.chosen)
        for chip in row.chips():
            chip.click()
        assert [spy.at(i)[0] for i in range(spy.count())] == ["apple", "pear", "plum"]
        assert row.value == "plum"

    def test_choosing_for_the_user_says_nothing(self, row: ChipRow) -> None:
        spy = QSignalSpy(row.chosen)
        row.choose("pear")
        assert row.value == "pear"
        row.choose("nothing of the kind")
        assert row.value is None
        assert spy.count() == 0

    def test_it_is_one_stop_and_arrows_choose(self, row: ChipRow) -> None:
        stops = [chip for chip in row.chips() if chip.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert len(stops) == 1
        row.chips()[0].setFocus()
        seen = []
        for at, key in ((0, K.Key_Right), (1, K.Key_Left), (0, K.Key_Left)):
            QTest.keyClick(row.chips()[at], key)
            seen.append(row.value)
        assert seen == ["pear", "apple", "plum"]
        assert row.chips()[2].hasFocus()

    def test_a_second_click_takes_it_back_where_none_is_allowed(
        self, theme: Theme, qtbot: QtBot
    ) -> None:
        row = ChipRow("r", may_be_none=True)
        qtbot.addWidget(row)
        chip = row.add(1, "One")
        spy = QSignalSpy(row.chosen)
        chip.click()
        chip.click()
        assert [spy.at(i)[0] for i in range(spy.count())] == [1, None]

    def test_choosing_moves_no_other_chip(self, row: ChipRow) -> None:
        before = [chip.geometry() for chip in row.chips()]
        for chip in row.chips():
            chip.click()
            QApplication.processEvents()
            assert [each.geometry() for each in row.chips()] == before

    def test_it_can_be_filled_anew(self, row: ChipRow) -> None:
        row.clear()
        assert row.chips() == []
        assert row.value is None
        row.add("fig", "Fig")
        assert len(row.chips()) == 1


class TestFlowLayout:
    def boxes(self, qtbot: QtBot, *widths: int) -> tuple[QWidget, list[QWidget]]:
        parent = QWidget()
        qtbot.addWidget(parent)
        layout = FlowLayout(parent, spacing=6)
        made = []
        for width in widths:
            box = QWidget()
            box.setFixedSize(width, 20)
            layout.addWidget(box)
            made.append(box)
        return parent, made

    def test_it_goes_on_in_the_next_row(self, qtbot: QtBot) -> None:
        parent, boxes = self.boxes(qtbot, 40, 40, 40)
        parent.resize(90, 100)
        parent.show()
        assert [box.pos() for box in boxes] == [QPoint(0, 0), QPoint(46, 0), QPoint(0, 26)]
        layout = parent.layout()
        assert layout is not None
        assert [layout.heightForWidth(w) for w in (40, 90, 200)] == [72, 46, 20]

    def test_nothing_overlaps_and_nothing_is_lost(self, qtbot: QtBot) -> None:
        parent, boxes = self.boxes(qtbot, 30, 80, 10, 55, 55, 120, 5)
        for width in (120, 150, 240, 500):
            parent.resize(width, 300)
            parent.show()
            QApplication.processEvents()
            places = [QRect(box.geometry()) for box in boxes]
            assert all(parent.rect().contains(place) for place in places)
            assert not any(
                one.intersects(other) for i, one in enumerate(places) for other in places[:i]
            )

    def test_what_is_hidden_takes_no_room(self, qtbot: QtBot) -> None:
        parent, boxes = self.boxes(qtbot, 40, 40, 40)
        boxes[1].hide()
        parent.resize(90, 100)
        parent.show()
        assert boxes[2].pos() == QPoint(46, 0)

    def test_past_its_end_there_is_nothing(self, qtbot: QtBot) -> None:
        parent, _ = self.boxes(qtbot, 40)
        layout = parent.layout()
        assert layout is not None
        assert layout.itemAt(1) is None
        assert layout.takeAt(5) is None
        assert layout.count() == 1


def test_a_chip_that_says_what_it_said_lays_nothing_out_anew(theme: Theme, qtbot: QtBot) -> None:
    class Counting(FlowLayout):
        asked = 0

        def invalidate(self) -> None:
            self.asked += 1
            super().invalidate()

    page = QWidget()
    qtbot.addWidget(page)
    row, chip = Counting(page), Chip("One")
    row.addWidget(chip)
    page.show()
    # Once dressed it is another width.
    chip.say("One")
    settle()
    before = row.asked
    chip.say("One")
    settle()
    assert row.asked == before
    chip.say("Another")
    settle()
    assert row.asked > before
