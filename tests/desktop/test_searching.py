"""Looking for memos in the window: at every key, marked, filtered, with people above."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from callmemo.core.memo import Caller
from callmemo.core.search import PAGE
from callmemo.core.vocabulary import Status, View
from callmemo.desktop.filter_strip import FilterStrip, MenuChip
from callmemo.desktop.plain_text import Prose
from tests.desktop.window_world import MARKUP, WindowWorld, from_caller
from tests.office_day import MINUTE, call

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def look_for(office: WindowWorld, text: str) -> None:
    office.press(K.Key_K, hold=CTRL)
    office.part("search", QLineEdit).clear()
    office.write(text)
    QApplication.processEvents()


def strip(office: WindowWorld) -> FilterStrip:
    return office.window.searching.strip


def choose(office: WindowWorld, chip: str, text: str) -> None:
    """Choose in a chip's menu by the keyboard."""
    made = office.part(chip, MenuChip)
    made.setFocus()
    office.press(K.Key_Down)
    menu = made.menu_
    assert menu.isVisible()
    texts = [action.text() for action in menu.actions()]
    for _ in range(texts.index(text)):
        QTest.keyClick(menu, K.Key_Down)
    QTest.keyClick(menu, K.Key_Return)
    QApplication.processEvents()


class TestKeys:
    def test_hits_come_at_every_key(self, office: WindowWorld) -> None:
        office.press(K.Key_K, hold=CTRL)
        seen = []
        for letter in "0142":
            office.write(letter)
            seen.append(len(office.names))
        assert seen[-1] == 1
        assert office.names == ["山田"]
        assert office.focus() == "search"

    def test_what_is_being_converted_is_not_looked_for(self, office: WindowWorld) -> None:
        office.press(K.Key_K, hold=CTRL)
        field = office.part("search", QLineEdit)
        before = office.names
        for preedit in ("ｙ", "や", "やｍ", "やまだ", "山田"):
            QApplication.sendEvent(field, QInputMethodEvent(preedit, []))
            QApplication.processEvents()
            assert office.names == before
            assert not office.window.searching.is_on
        office.write("山田")
        assert office.names == ["山田"]

    def test_up_and_down_choose_while_typing_goes_on(
        self, office: WindowWorld, qtbot: QtBot
    ) -> None:
        look_for(office, "03-000")
        assert office.names == ["渡辺", "山田"]
        office.press(K.Key_Down)
        assert office.focus() == "search"
        qtbot.waitUntil(lambda: office.window.detail.memo == office.window.list.memo)
        assert office.chosen == "山田"
        office.press(K.Key_Up)
        office.write("0")
        qtbot.waitUntil(lambda: office.window.detail.memo == office.window.list.memo)
        assert office.chosen == "渡辺", "other hits are looked at from the top"

    def test_enter_goes_to_the_hits_where_j_and_k_work(self, office: WindowWorld) -> None:
        look_for(office, "03-000")
        office.press(K.Key_Return)
        assert office.focus() == "memoList"
        assert office.chosen == "渡辺"
        office.press("j")
        assert office.chosen == "山田"
        office.press("k")
        assert office.chosen == "渡辺"

    def test_who_leaves_the_field_finds_the_chosen_memo_in_sight(self, office: WindowWorld) -> None:
        look_for(office, "山田")
        office.part("note").setFocus()
        assert office.chosen == "山田"

    def test_the_memo_in_sight_stays_for_who_stays_in_the_field(
        self, office: WindowWorld, qtbot: QtBot
    ) -> None:
        office.choose("小林")
        look_for(office, "小林")
        qtbot.waitUntil(lambda: office.window.detail.memo == office.window.list.memo)
        office.press(K.Key_Escape)
        assert office.chosen == "小林"


class TestFilters:
    def test_they_come_with_ctrl_k_and_go_with_escape(self, office: WindowWorld) -> None:
        assert not strip(office).isVisible()
        office.press(K.Key_K, hold=CTRL)
        assert strip(office).isVisible()
        office.press(K.Key_Tab)
        assert office.focus() == "filterWho"
        office.press(K.Key_Escape)
        QApplication.processEvents()
        assert not strip(office).isVisible()
        assert office.focus() == "memoList"

    def test_memos_of_one_addressee(self, office: WindowWorld) -> None:
        look_for(office, "")
        choose(office, "filterWho", "佐藤")
        assert office.names == ["小林"]
        choose(office, "filterWho", "Anybody")
        assert len(office.names) == 7, "with nothing looked for it is the list again"

    def test_several_filters_hold_together(self, office: WindowWorld) -> None:
        look_for(office, "0")
        choose(office, "filterStatus", "Not finished")
        choose(office, "filterDays", "Today")
        assert "加藤" not in office.names
        assert len(office.names) == 7
        office.click("filterComplaint")
        assert office.names == ["小林"]
        office.click("filterComplaint")
        office.click("filterUrgent")
        assert office.names == ["山田"]
        assert office.window.searching.search.statuses == frozenset(Status) - {
            Status.DONE,
            Status.NOT_NEEDED,
            Status.CANCELLED,
        }
        heading = office.rows[0]
        assert "Not finished · Today · Urgent" in heading

    def test_what_is_typed_shows_in_the_chips(self, office: WindowWorld) -> None:
        look_for(office, "for:佐藤 day:xx")
        assert office.names == ["小林"]
        assert "佐藤" in office.part("filterWho").accessibleName()
        assert "day:xx" in office.part("filterUnread", QLabel).accessibleName()

    def test_only_the_list_that_is_shown(self, office: WindowWorld) -> None:
        office.window.show_view(View.WAITING)
        look_for(office, "0")
        assert len(office.names) == 8
        office.click("filterHere")
        assert office.names == ["伊藤"]
        office.window.show_view(View.ALL)
        office.press(K.Key_K, hold=CTRL)
        QApplication.processEvents()
        assert not office.part("filterHere").isVisible()

    def test_days_can_be_typed(self, office: WindowWorld) -> None:
        look_for(office, "山")
        choose(office, "filterDays", "From–to: type the days")
        field = office.part("search", QLineEdit)
        assert field.text() == "山 day:"
        assert office.focus() == "search"
        office.write("11/24")
        assert office.names == ["山田"]


class TestHits:
    def test_more_hits_come_when_the_end_is_near(self, office: WindowWorld, qtbot: QtBot) -> None:
        for n in range(PAGE + 20):
            office.desk.take(call(f"客{n}", subject="棚卸"), office.clock() + n * MINUTE)
        look_for(office, "棚卸")
        model = office.window.list.model()
        assert model.rowCount() == PAGE + 1
        assert "200 memos or more" in office.rows[0]
        chosen = office.window.list.memo
        bar = office.window.list.verticalScrollBar()
        bar.setValue(bar.maximum())
        qtbot.waitUntil(lambda: model.rowCount() == PAGE + 21)
        assert "220 memos" in office.rows[0]
        assert office.window.list.memo == chosen
        assert bar.value() > 0

    def test_found_words_are_marked_in_row_and_detail(
        self, office: WindowWorld, qtbot: QtBot
    ) -> None:
        look_for(office, "のうひん 0142 納品")
        assert office.names == []
        look_for(office, "納品 0142")
        marks = office.words("山田").marks
        assert marks["topic"] == ((0, 2),)
        assert marks["number"] == ((8, 12),)
        mark = QColor(office.theme.tokens.mark)
        picture = office.window.list.grab().toImage()
        pixels = {
            picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(40, 110)
        }
        assert mark.name() in pixels
        qtbot.waitUntil(lambda: office.window.detail.memo == office.window.list.memo)
        bodies = [p for p in office.window.detail.findChildren(Prose) if "納品" in p.text()]
        assert bodies
        marked = [p.text() for p in bodies if mark.name() in p.text()]
        assert len(marked) == 2, "subject and message"
        assert all("font-weight" in text for text in marked)
        office.press(K.Key_Escape)
        assert office.words("山田").marks.get("topic", ()) == ()
        assert all(mark.name() not in p.text() for p in office.window.detail.findChildren(Prose))

    def test_a_hit_that_the_row_does_not_show_takes_the_topic_s_place(
        self, office: WindowWorld
    ) -> None:
        look_for(office, "20箱")
        words = office.words("山田")
        assert "20 箱" in words.topic
        assert words.marks["topic"]

    @pytest.mark.parametrize("typed", ["yamada", "やまだ"])
    def test_a_name_found_by_its_sound_is_marked(self, office: WindowWorld, typed: str) -> None:
        look_for(office, typed)
        assert office.words("山田").marks["who"] == ((0, 2),)

    def test_marks_make_no_markup_of_what_came_from_outside(
        self, office: WindowWorld, qtbot: QtBot
    ) -> None:
        office.desk.take(from_caller(MARKUP, MARKUP, subject=MARKUP, body=MARKUP), office.clock())
        look_for(office, "img")
        qtbot.waitUntil(lambda: office.window.detail.memo is not None)
        office.press(K.Key_Return)
        every = [p for p in office.window.detail.findChildren(Prose) if "img" in p.text()]
        shown = [p for p in every if p.textFormat() is Qt.TextFormat.RichText]
        assert len(shown) >= 4, "name, company, subject, message"
        assert all("<img" not in p.text() and "<b>" not in p.text() for p in shown)
        assert any(p.accessibleName() == MARKUP for p in shown)


class TestPeople:
    def lines(self, office: WindowWorld) -> list[QPushButton]:
        found: list[QPushButton] = office.window.searching.people.findChildren(QPushButton)
        return [line for line in found if line.isVisible()]

    def test_people_stand_above_the_memos(self, office: WindowWorld, qtbot: QtBot) -> None:
        look_for(office, "yamada")
        qtbot.waitUntil(lambda: len(self.lines(office)) == 1)
        (line,) = self.lines(office)
        assert "山田" in line.accessibleName()
        assert "アオバ商事" in line.accessibleName()
        look_for(office, "zzz")
        qtbot.waitUntil(lambda: self.lines(office) == [])

    def test_a_person_leads_to_their_memos(self, office: WindowWorld, qtbot: QtBot) -> None:
        other = Caller("別会社", "", "別人", phone="03-0000-0142")
        office.desk.take(call(caller=other), office.clock())
        look_for(office, "yamada")
        qtbot.waitUntil(lambda: len(self.lines(office)) > 0)
        line = self.lines(office)[0]
        line.setFocus()
        office.press(K.Key_Return)
        assert office.part("search", QLineEdit).text() == "03-0000-0142"
        assert set(office.names) == {"山田", "別人"}


def test_nothing_found_says_what_to_try(office: WindowWorld) -> None:
    look_for(office, "どこにもない")
    assert "Nothing was found" in office.texts()
    assert office.focus() == "search", "who typed goes on typing"


class TestSaidRows:
    def test_within_a_minute_a_memo_that_has_not_changed_is_said_as_before(
        self, office: WindowWorld
    ) -> None:
        searching, memo = office.window.searching, office.memo("高橋")
        said = searching.words(memo)
        office.clock.move(seconds=20)
        assert searching.words(memo) is said
        # Read again it may be another one.
        assert searching.words(office.memo("高橋")) is not said
        office.clock.move(minutes=1)
        assert searching.words(memo).due != said.due

    def test_another_search_or_setting_says_it_anew(self, office: WindowWorld) -> None:
        searching, memo = office.window.searching, office.memo("高橋")
        plain = searching.words(memo)
        look_for(office, "高橋")
        marked = searching.words(memo)
        assert marked.marks["who"]
        assert not plain.marks
        office.session.change_setting("my_name", "佐藤")
        assert searching.words(memo) is not marked

    def test_rows_in_memory_are_bounded(self, office: WindowWorld) -> None:
        searching, memo = office.window.searching, office.memo("高橋")
        for number in range(600):
            searching.words(replace(memo, id=str(number)))
        assert len(searching._said) <= 256
