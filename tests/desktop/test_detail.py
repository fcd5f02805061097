"""The memo in sight: all that was written down, nothing lost that is being typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QScrollArea

from callmemo.core.memo import Caller
from callmemo.core.vocabulary import Kind, Urgency
from callmemo.desktop.detail import Detail
from callmemo.desktop.plain_text import Prose
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme
from callmemo.labels import label
from tests.desktop.moved_time import HandClock, take
from tests.desktop.window_world import LONG, LONG_WORD, MARKUP, WindowWorld
from tests.office_day import at, call

K = Qt.Key


def add(office: WindowWorld, name: str, **fields: object) -> None:
    memo = take(office.session, call(name, due_at=at("15:25"), **fields))
    office.ids[name] = memo.id
    office.choose(name)


class TestHead:
    def test_it_says_who_and_how_late(self, office: WindowWorld) -> None:
        assert office.says("detailName") == "山田"
        assert office.says("detailOrganisation") == "アオバ商事 購買部"
        assert office.says("detailTag") == "Urgent・35 min late"
        assert office.part("phone", QPushButton).text() == "03-0000-0142"
        assert office.says("detailNumber") == f"No. {office.memo('山田').number}"

    def test_lateness_grows_with_the_clock(self, office: WindowWorld) -> None:
        office.clock.move(minutes=5)
        office.session.heartbeat.minute.emit()
        assert office.says("detailTag") == "Urgent・40 min late"

    def test_a_complaint_is_named(self, office: WindowWorld) -> None:
        assert not office.part("detailComplaint").isVisible()
        office.choose("小林")
        assert office.part("detailComplaint").isVisible()

    def test_a_click_copies_the_number(self, office: WindowWorld) -> None:
        office.click("phone")
        assert QGuiApplication.clipboard().text() == "03-0000-0142"
        assert office.says("bannerText") == "Copied: 03-0000-0142"

    @pytest.mark.parametrize("number", ["03&04", "0" * 60, "<b>090</b>", "０３（００００）"])
    def test_any_number_is_copied_as_written(self, office: WindowWorld, number: str) -> None:
        add(office, "変", caller=Caller(name="変", phone=number))
        office.click("phone")
        assert QGuiApplication.clipboard().text() == number
        assert office.part("phone").accessibleName() == f"Copy the number {number}"
        assert "<b>" not in office.part("phone").toolTip()


class TestFacts:
    def test_the_window_s_title_names_the_memo(self, office: WindowWorld) -> None:
        number = office.memo("山田").number
        assert office.window.windowTitle() == f"{number} 山田 — Phone memos"

    def test_what_was_said_is_shown(self, office: WindowWorld) -> None:
        texts = office.texts()
        for text in (
            "店頭にお客様がお待ちのため",
            "納品数量が注文と 20 箱違う。",
            "鈴木(営業一課)",
        ):
            assert text in texts

    def test_fewer_facts_leave_no_old_ones_behind(self, office: WindowWorld) -> None:
        office.choose("森")
        texts = office.texts()
        assert "店頭にお客様がお待ちのため" not in texts
        assert "Reason for urgency" not in texts
        assert "鈴木 called: Busy" not in texts
        assert not any("called" in text for text in texts)

    def test_the_history_tells_everything_in_order(self, office: WindowWorld) -> None:
        office.press("a")
        office.press(K.Key_Z, hold=Qt.KeyboardModifier.ControlModifier)
        lines = [line for line in office.window.findChildren(Prose) if line.isVisible()]
        lines.sort(key=lambda line: line.mapTo(office.window, QPoint()).y())
        assert [line.text() for line in lines][-5:] == [
            "木村 took it down for 鈴木",
            "木村 has read it",
            "木村 called: Busy",
            "木村 called: Absent (taken back)",
            f"木村 took back: {label(Kind.ATTEMPT)}",
        ]

    def test_an_attempt_is_counted_in_proper_english(self, office: WindowWorld) -> None:
        assert any(text.endswith("· 1 call") for text in office.texts())
        office.press("a")
        assert any(text.endswith("· 2 calls") for text in office.texts())


class TestNote:
    def test_it_goes_into_the_history(self, office: WindowWorld) -> None:
        note = office.part("note", QLineEdit)
        note.setFocus()
        office.write("17時に外出先へ")
        office.press(K.Key_Return)
        assert office.last("山田")["text"] == "17時に外出先へ"
        assert "木村: 17時に外出先へ" in office.texts()
        assert note.text() == ""
        assert office.focus() == "note"

    def test_an_empty_one_writes_nothing(self, office: WindowWorld) -> None:
        before = office.kinds("山田")
        office.part("note", QLineEdit).setFocus()
        office.write("  ")
        office.press(K.Key_Return)
        assert office.kinds("山田") == before

    def test_it_waits_while_another_memo_is_looked_at(self, office: WindowWorld) -> None:
        note = office.part("note", QLineEdit)
        note.setFocus()
        office.write("half a")
        office.press(K.Key_Escape)
        assert office.focus() == "memoList"
        office.press("j")
        assert note.text() == ""
        office.press("k")
        assert note.text() == "half a"

    def test_it_stays_when_the_desk_refuses_it(self, office: WindowWorld) -> None:
        connection = office.desk._journal.db.conn
        connection.execute("PRAGMA query_only = ON")
        note = office.part("note", QLineEdit)
        note.setFocus()
        office.write("important")
        office.press(K.Key_Return)
        assert note.text() == "important"
        assert office.says("saved") == "Last change not saved"
        assert office.part("banner").isVisible()
        connection.execute("PRAGMA query_only = OFF")
        office.press(K.Key_Return)
        assert office.last("山田")["text"] == "important"
        assert office.says("saved") == "All saved"

    def test_it_stays_while_the_day_goes_on(self, office: WindowWorld) -> None:
        note = office.part("note", QLineEdit)
        note.setFocus()
        office.write("half a")
        office.session.perform(lambda desk, now: desk.finish(office.ids["小林"], now))
        office.clock.move(minutes=1)
        office.session.heartbeat.minute.emit()
        assert (note.text(), office.focus()) == ("half a", "note")


class TestFromOutside:
    """What comes from outside is never markup."""

    @pytest.fixture
    def hostile(self, office: WindowWorld) -> WindowWorld:
        office.session.change_setting("members", [{"name": MARKUP, "department": MARKUP}])
        add(
            office,
            MARKUP,
            caller=Caller(MARKUP, MARKUP, MARKUP, phone=MARKUP, mobile=MARKUP),
            subject=MARKUP,
            body=MARKUP,
            addressee=MARKUP,
            urgency=Urgency.URGENT,
            urgent_reason=MARKUP,
        )
        return office

    def test_it_is_shown_letter_by_letter(self, hostile: WindowWorld) -> None:
        hostile.press("c")
        labels: list[QLabel] = hostile.window.findChildren(QLabel)
        shown = [each for each in labels if MARKUP[:6] in each.text()]
        assert len(shown) >= 8
        for each in labels:
            assert each.textFormat() is Qt.TextFormat.PlainText, each.objectName()
        assert hostile.part("detailName", Prose).accessibleName() == MARKUP

    def test_no_tip_is_read_as_markup(self, hostile: WindowWorld) -> None:
        hostile.press("h")
        for part in hostile.window.findChildren(QPushButton):
            assert "<b>" not in part.toolTip()
            assert "<img" not in part.toolTip()

    def test_names_read_out_are_literal(self, hostile: WindowWorld) -> None:
        assert hostile.words(MARKUP).spoken.count(MARKUP) >= 3
        assert hostile.part("phone").accessibleName().endswith(MARKUP)


class TestRoom:
    @pytest.mark.parametrize("width", [280, 326, 408])
    @pytest.mark.parametrize("language", ["ja", "en"], indirect=True)
    def test_nothing_stands_out_of_it(self, office: WindowWorld, width: int, language: str) -> None:
        add(
            office, "長",
            caller=Caller(LONG, LONG_WORD, LONG_WORD, phone="0" * 90, mobile=LONG_WORD),
            subject=LONG_WORD, body=f"{LONG}\n{LONG_WORD}", addressee=LONG[:60],
        )  # fmt: skip
        for question in ("", "call", "snooze", "hand_over", "hold"):
            if question:
                office.window.detail.actions_.do(question)
            office.window.detail.setFixedWidth(width)
            QApplication.processEvents()
            area: QScrollArea = office.window.detail.findChildren(QScrollArea)[0]
            page = area.widget()
            assert page.width() <= area.viewport().width(), question
            assert page.minimumSizeHint().width() <= area.viewport().width(), question

    def test_a_question_is_scrolled_into_sight(self, office: WindowWorld) -> None:
        office.window.resize(680, 400)
        QApplication.processEvents()
        office.press("s")
        QTest.qWait(1)
        area: QScrollArea = office.window.detail.findChildren(QScrollArea)[0]
        strip = office.part("snoozeStrip")
        top = strip.mapTo(area.viewport(), strip.rect().topLeft()).y()
        assert 0 <= top < area.viewport().height() // 2

    def test_another_memo_begins_at_its_head(self, office: WindowWorld) -> None:
        office.window.resize(680, 400)
        QApplication.processEvents()
        area: QScrollArea = office.window.detail.findChildren(QScrollArea)[0]
        area.verticalScrollBar().setValue(100)
        office.choose("小林")
        assert area.verticalScrollBar().value() == 0


class TestTrouble:
    def test_a_history_that_cannot_be_read_is_said(self, office: WindowWorld) -> None:
        office.desk._journal.db.conn.execute("ALTER TABLE event RENAME TO elsewhere")
        office.choose("小林")
        QApplication.processEvents()
        assert "damaged" in office.says("bannerText")
        assert office.chosen == "小林"

    def test_memos_that_cannot_be_read_are_said(self, office: WindowWorld) -> None:
        office.desk._journal.db.conn.execute("ALTER TABLE memo RENAME TO elsewhere")
        office.window.refresh()
        office.window.show_memo(office.ids["小林"])
        office.window.grab()
        QApplication.processEvents()
        assert "damaged" in office.says("bannerText")
        office.press("d")
        assert office.says("saved") == "Last change not saved"


class TestEmpty:
    def test_nothing_is_shown_of_no_memo(
        self, session: DeskSession, theme: Theme, clock: HandClock, qapp: QApplication
    ) -> None:
        detail = Detail(session)
        detail.show()
        left = QSignalSpy(detail.left)
        assert not any(part.isVisible() for part in detail.findChildren(QPushButton))
        assert not any(part.isVisible() for part in detail.findChildren(QLineEdit))
        detail.retell()
        detail.focus_actions()
        detail.leave()
        assert left.count() == 1
        detail.deleteLater()

    def test_nothing_opens_as_a_window_of_its_own(
        self, session: DeskSession, theme: Theme, qapp: QApplication
    ) -> None:
        memo = take(session, call())
        detail = Detail(session)
        before = {id(window) for window in qapp.topLevelWidgets() if window.isVisible()}
        detail.show_memo(memo)
        opened = [
            window
            for window in qapp.topLevelWidgets()
            if window.isVisible() and id(window) not in before
        ]
        assert opened == []
        detail.deleteLater()
