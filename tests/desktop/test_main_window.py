"""The main window: keys and clicks do exactly what they say, and nothing else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from callmemo.core.vocabulary import Kind, Outcome, Status, View
from callmemo.desktop.parts import KeyButton
from tests.desktop.hands import keyboard
from tests.desktop.window_world import WindowWorld, build_window, opened_windows
from tests.office_day import at, call

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


class TestList:
    def test_the_day_stands_under_its_headings_the_latest_first(self, office: WindowWorld) -> None:
        assert office.rows == [
            "[Past the promised time 2 memos]",
            "山田",
            "小林",
            "[Today until 17:30 · 3 memos]",
            "高橋",
            "伊藤",
            "中村",
            "[Messages not read yet 1 memo]",
            "森",
            "[Closed today 1 memo · median to callback 18 min]",
            "加藤",
        ]

    @pytest.mark.parametrize(("down", "up"), [("j", "k"), (K.Key_Down, K.Key_Up)])
    def test_keys_go_from_memo_to_memo_over_the_headings(
        self, office: WindowWorld, down: str | Qt.Key, up: str | Qt.Key
    ) -> None:
        seen = [office.chosen]
        for _ in range(7):
            office.press(down)
            seen.append(office.chosen)
        assert seen == ["山田", "小林", "高橋", "伊藤", "中村", "森", "加藤", "加藤"]
        office.press(up, up)
        assert office.chosen == "中村"

    def test_enter_goes_into_the_memo_and_escape_comes_back(self, office: WindowWorld) -> None:
        office.press(K.Key_Return)
        assert office.focus() == "action-call"
        office.press(K.Key_Escape)
        assert office.focus() == "memoList"

    def test_a_view_shows_its_memos_only(self, office: WindowWorld) -> None:
        found = {}
        for view in View:
            office.click(f"view-{view.value}")
            assert office.focus() in {"memoList", ""} or not office.names
            found[view] = office.names
        assert found == {
            View.TODAY: ["山田", "小林", "高橋", "伊藤", "中村", "森", "加藤"],
            View.MINE: ["森"],
            View.WAITING: ["伊藤"],
            View.LATER: ["渡辺"],
            View.COMPLAINTS: ["小林"],
            View.DONE: ["加藤"],
            View.ALL: ["渡辺", "森", "中村", "伊藤", "高橋", "小林", "山田", "加藤"],
        }

    def test_counts_live(self, office: WindowWorld) -> None:
        before = office.badges()
        assert before == {
            View.TODAY: "2",
            View.MINE: "1",
            View.WAITING: "1",
            View.LATER: "1",
            View.COMPLAINTS: "1",
            View.DONE: "",
            View.ALL: "",
        }
        office.choose("小林")
        office.press("d")
        after = office.badges()
        assert after[View.TODAY] == "1"
        assert not after[View.COMPLAINTS]
        office.choose("山田")
        office.press("d")
        assert office.badges()[View.TODAY] == "4", "without a late one it counts the open ones"


class TestChosenMemo:
    def test_it_stays_when_others_come_and_go(self, office: WindowWorld) -> None:
        office.choose("高橋")
        office.session.perform(lambda desk, now: desk.take(call("新規", due_at=at("15:40")), now))
        office.session.perform(lambda desk, now: desk.finish(office.ids["山田"], now))
        assert office.chosen == "高橋"

    def test_closing_it_here_goes_on_to_the_next(self, office: WindowWorld) -> None:
        assert office.chosen == "山田"
        office.press("d")
        assert office.memo("山田").status is Status.DONE
        assert office.chosen == "小林"
        office.press("d")
        assert office.chosen == "高橋"
        assert office.focus() == "memoList"

    def test_one_that_somebody_else_closes_stays_in_sight(self, office: WindowWorld) -> None:
        other = office.other_desk()
        other.finish(office.ids["山田"], office.clock())
        other.close()
        office.session.look_for_arrivals()
        assert office.rows[-2:] == ["山田", "加藤"]
        assert office.chosen == "山田"

    def test_the_next_is_chosen_when_it_leaves_the_list(self, office: WindowWorld) -> None:
        office.window.show_view(View.WAITING)
        assert office.chosen == "伊藤"
        office.session.perform(lambda desk, now: desk.finish(office.ids["伊藤"], now))
        assert office.chosen == ""
        office.window.show_view(View.ALL)
        assert office.chosen == "渡辺"

    def test_it_stays_when_a_minute_passes(self, office: WindowWorld) -> None:
        office.choose("中村")
        office.clock.move(minutes=45)
        office.session.heartbeat.minute.emit()
        assert office.chosen == "中村"
        assert office.rows[0] == "[Past the promised time 3 memos]"

    def test_a_memo_from_elsewhere_is_brought_into_sight(self, office: WindowWorld) -> None:
        office.window.show_memo(office.ids["渡辺"])
        assert office.chosen == "渡辺"
        assert office.part("view-later", QPushButton).isChecked()
        office.window.show_memo("gone")
        assert office.chosen == "渡辺"


class TestLetters:
    """Single letters act for list and memo only."""

    def test_they_do_nothing_while_text_is_typed(self, office: WindowWorld) -> None:
        # A search without hits leaves no memo to which a note could be added.
        for field in ("note", "search"):
            office.part(field, QLineEdit).setFocus()
            office.write("cdashere jk ")
            assert office.part(field, QLineEdit).text() == "cdashere jk "
        assert office.kinds("山田") == ["taken", "confirmed", "attempt"]
        assert office.strip() == ""
        assert office.focus() == "search"

    def test_they_do_nothing_in_the_line_of_a_question(self, office: WindowWorld) -> None:
        before = office.kinds("山田")
        office.press("h")
        office.part("handOverStripOwn", QLineEdit).setFocus()
        office.write("dacs1")
        assert office.part("handOverStripOwn", QLineEdit).text() == "dacs1"
        office.window.detail.actions_.do("hold")
        assert office.focus() == "reasonStripText"
        office.write("da 1")
        assert office.kinds("山田") == before
        assert office.strip() == "reasonStrip"

    def test_they_do_nothing_in_a_field_for_a_time(self, office: WindowWorld) -> None:
        before = office.kinds("山田")
        office.press("s")
        office.part("snoozeStripOwn").setFocus()
        office.write("dac")
        office.press(K.Key_Space, K.Key_1, K.Key_2)
        assert office.kinds("山田") == before
        assert office.strip() == "snoozeStrip"

    @pytest.mark.parametrize("field", ["search", "note"])
    def test_they_do_nothing_while_an_input_method_composes(
        self, office: WindowWorld, field: str
    ) -> None:
        before, kinds = office.rows, office.kinds("山田")
        line = office.part(field, QLineEdit)
        line.setFocus()
        for preedit in ("ｄ", "だ", "だｃ", "だｃｊ"):
            QApplication.sendEvent(line, QInputMethodEvent(preedit, []))
        commit = QInputMethodEvent()
        assert line.text() == ""
        assert office.rows == before
        commit.setCommitString("田中")
        QApplication.sendEvent(line, commit)
        assert line.text() == "田中"
        assert office.kinds("山田") == kinds

    def test_the_list_wants_no_input_method(self, office: WindowWorld) -> None:
        # With one switched on, J would begin to compose a word.
        asks = Qt.WidgetAttribute.WA_InputMethodEnabled
        assert not office.window.list.testAttribute(asks)
        office.press("j")
        office.press(K.Key_Return)
        assert not office.window.list.testAttribute(asks)
        assert not keyboard().testAttribute(asks)

    def test_they_do_nothing_among_the_views(self, office: WindowWorld) -> None:
        office.part("view-today").setFocus()
        office.press("d", "a")
        assert office.kinds("山田") == ["taken", "confirmed", "attempt"]

    def test_space_confirms_in_the_list_only(self, office: WindowWorld) -> None:
        office.choose("森")
        office.part("action-snooze", QPushButton)
        office.press(K.Key_Return)
        assert office.focus() == "action-confirm"
        office.part("action-more").setFocus()
        office.press(K.Key_Escape)
        assert office.memo("森").confirmed_at is None
        office.press(K.Key_Space)
        assert office.memo("森").confirmed_by == "木村"

    def test_space_on_a_button_presses_the_button(self, office: WindowWorld) -> None:
        office.choose("高橋")
        office.part("action-hand_over").setFocus()
        office.press(K.Key_Space)
        assert office.strip() == "handOverStrip"
        assert office.memo("高橋").confirmed_at is None

    def test_they_do_nothing_without_a_memo(self, office: WindowWorld) -> None:
        office.window.show_view(View.MINE)
        office.press("d")
        assert office.chosen == ""
        for key in ("c", "d", "a", "s", "h", "r", "e", K.Key_Space, K.Key_Return, "j"):
            office.press(key)
        assert office.strip() == ""


class TestKeysOfTheWindow:
    @pytest.mark.parametrize("place", ["memoList", "search", "note", "action-call", "view-all"])
    @pytest.mark.parametrize(
        ("key", "signal"),
        [(K.Key_N, "new_wanted"), (K.Key_Comma, "settings_wanted"), (K.Key_F1, "keys_wanted")],
    )
    def test_they_work_wherever_the_keyboard_is(
        self, office: WindowWorld, place: str, key: Qt.Key, signal: str
    ) -> None:
        office.part(place).setFocus()
        spy = QSignalSpy(getattr(office.window, signal))
        office.press(key, hold=None if key is K.Key_F1 else CTRL)
        assert spy.count() == 1

    @pytest.mark.parametrize("place", ["memoList", "note", "action-call", "view-all"])
    def test_ctrl_k_goes_to_the_search(self, office: WindowWorld, place: str) -> None:
        office.part(place).setFocus()
        office.press(K.Key_K, hold=CTRL)
        assert office.focus() == "search"

    def test_every_wish_has_a_place_to_click(self, office: WindowWorld) -> None:
        for name, signal in (
            ("newMemo", office.window.new_wanted),
            ("exportDay", office.window.export_wanted),
            ("openSettings", office.window.settings_wanted),
            ("showKeys", office.window.keys_wanted),
        ):
            spy = QSignalSpy(signal)
            office.click(name)
            assert spy.count() == 1, name


class TestUndo:
    def test_it_takes_back_the_last_action_and_shows_its_memo(self, office: WindowWorld) -> None:
        office.press("d")
        office.press("j", "j")
        office.press(K.Key_Z, hold=CTRL)
        assert office.memo("山田").status is Status.RETRY
        assert office.chosen == "山田"
        assert office.says("bannerText") == "Taken back — 山田"

    def test_it_brings_the_memo_into_sight_from_another_view(self, office: WindowWorld) -> None:
        office.press("d")
        office.window.show_view(View.LATER)
        office.press(K.Key_Z, hold=CTRL)
        assert office.chosen == "山田"

    def test_it_goes_back_step_by_step(self, office: WindowWorld) -> None:
        office.press("a")
        office.press("d")
        assert office.kinds("山田")[-2:] == ["attempt", "finished"]
        for _ in range(2):
            office.press(K.Key_Z, hold=CTRL)
        assert office.memo("山田").attempts == 1
        assert office.memo("山田").is_open

    def test_the_message_offers_it_too(self, office: WindowWorld) -> None:
        office.press("d")
        office.click("bannerAction")
        assert office.memo("山田").is_open

    def test_in_a_text_it_undoes_the_typing(self, office: WindowWorld) -> None:
        office.press("a")
        note = office.part("note", QLineEdit)
        note.setFocus()
        office.write("abc")
        office.press(K.Key_Z, hold=CTRL)
        assert note.text() != "abc"
        assert office.memo("山田").attempts == 2

    def test_with_nothing_to_undo_it_says_so(self, office: WindowWorld) -> None:
        for name in office.ids:
            for _ in office.kinds(name):
                office.press(K.Key_Z, hold=CTRL)
        office.press(K.Key_Z, hold=CTRL)
        assert office.says("bannerText") == "There is nothing to undo."
        assert office.says("saved") == "All saved"


class TestOthers:
    def test_what_another_program_takes_is_shown(self, office: WindowWorld) -> None:
        other = office.other_desk()
        other.take(call("新規", due_at=at("15:30")), office.clock())
        other.close()
        assert "新規" not in office.names
        office.session.look_for_arrivals()
        assert "新規" in office.names

    def test_the_timer_looks_every_second(self, office: WindowWorld, qtbot: QtBot) -> None:
        assert office.session.heartbeat._timer.interval() == 1000
        other = office.other_desk()
        other.take(call("新規", due_at=at("15:30")), office.clock())
        other.close()
        qtbot.waitUntil(lambda: "新規" in office.names, timeout=10_000)

    def test_settings_changed_elsewhere_count_at_once(self, office: WindowWorld) -> None:
        office.session.change_setting("my_name", "佐藤")
        assert office.badges()[View.MINE] == "2"
        assert office.says("me") == "佐藤"
        office.session.change_setting("closes", "16:30")
        assert "1 h 10 min" in office.texts()


class TestTime:
    def test_the_bar_counts_down_to_closing(self, office: WindowWorld) -> None:
        assert office.says("untilClosing") == "2 h 10 min"
        office.clock.move(hours=3)
        office.session.heartbeat.minute.emit()
        assert not office.part("untilClosing").isVisible()
        assert "The office is closed" in office.texts()

    def test_late_becomes_late_without_a_click(self, office: WindowWorld) -> None:
        assert office.words("高橋").due.head == "in 40 min"
        office.clock.move(minutes=41)
        office.session.heartbeat.minute.emit()
        assert office.words("高橋").due.head == "1 min late"
        assert office.badges()[View.TODAY] == "3"

    def test_a_hidden_window_catches_up_when_it_is_shown(self, office: WindowWorld) -> None:
        office.window.hide()
        office.clock.move(minutes=41)
        office.session.heartbeat.minute.emit()
        office.window.show()
        assert office.words("高橋").due.head == "1 min late"


class TestKeyboardAlone:
    def test_a_memo_goes_from_unread_to_done(self, office: WindowWorld) -> None:
        office.press("j", "j")
        assert office.chosen == "高橋"
        office.press(K.Key_Space)
        office.press("c", K.Key_3)
        assert office.memo("高橋").status is Status.RETRY
        office.press("s", K.Key_1)
        assert office.memo("高橋").snoozed_until == at("15:35")
        office.press("c", K.Key_Return)
        memo = office.memo("高橋")
        assert memo.status is Status.DONE
        assert memo.called_back_at == office.clock()
        assert office.kinds("高橋") == [
            *(Kind.TAKEN, Kind.CONFIRMED, Kind.ATTEMPT, Kind.SNOOZED, Kind.ATTEMPT, Kind.FINISHED)
        ]
        assert office.chosen == "伊藤"
        assert office.focus() == "memoList"
        assert "高橋" in office.names[-2:]

    def test_the_number_is_ready_to_be_pasted(self, office: WindowWorld) -> None:
        office.press("c")
        assert QGuiApplication.clipboard().text() == "03-0000-0142"

    def test_tab_reaches_every_control(self, office: WindowWorld) -> None:
        reached = []
        for _ in range(40):
            office.press(K.Key_Tab)
            reached.append(office.focus())
            if office.window.list.hasFocus():
                break
        wanted = {"newMemo", "search", "exportDay", "openSettings", "view-today", "note", "phone"}
        wanted |= {f"action-{name}" for name in ("call", "finish", "absent", "snooze", "more")}
        assert wanted <= set(reached)
        assert reached[-1] == "memoList"


class TestBuilding:
    def test_every_control_can_be_named(self, office: WindowWorld) -> None:
        for name in ("call", "snooze", "hand_over", "hold"):
            office.window.detail.actions_.do(name)
            nameless = [
                part
                for kind in (QPushButton, QLineEdit)
                for part in office.window.findChildren(kind)
                if part.isVisible()
                and not (part.objectName() and part.accessibleName())
                # The field inside a field of Qt's own speaks with the outer one's name.
                and not part.objectName().startswith("qt_")
            ]
            assert nameless == []

    def test_it_opens_as_one_window(self, office: WindowWorld, qapp: QApplication) -> None:
        with opened_windows(qapp) as opened:
            other = build_window(office.home, office.session, office.theme)
            other.show()
            for name in ("山田", "森", "加藤"):
                other.show_memo(office.ids[name])
            for name in ("snooze", "hand_over", "hold"):
                office.window.detail.actions_.do(name)
        assert opened == ["MainWindow#mainWindow"]
        other.close()
        other.deleteLater()

    def test_buttons_name_the_key_that_does_the_same(self, office: WindowWorld) -> None:
        for name, key in (("call", "C"), ("finish", "D"), ("absent", "A"), ("hand_over", "H")):
            assert office.part(f"action-{name}", KeyButton).toolTip() == f"Key: {key}"

    def test_its_place_is_remembered(self, office: WindowWorld) -> None:
        # Within the screen of the test: a window is never brought back larger than that.
        office.window.resize(777, 555)
        office.window.close()
        again = build_window(office.home, office.session, office.theme)
        assert (again.width(), again.height()) == (777, 555)
        again.deleteLater()

    def test_closing_is_told_and_can_be_refused(self, office: WindowWorld) -> None:
        office.window.closing.connect(lambda event: event.ignore())
        office.window.close()
        assert office.window.isVisible()


def test_the_outcome_of_a_call_is_asked_in_one_place(office: WindowWorld) -> None:
    office.press("c")
    assert len(office.part("outcomeStrip").findChildren(QPushButton)) == len(Outcome) + 1
