"""The closing screen by keyboard: one key decides, and nothing is left open in the end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QDateTimeEdit, QPushButton
from pytestqt.qtbot import QtBot

from callmemo.core.memo import Caller
from callmemo.core.vocabulary import Outcome, Presence, Request, Status
from callmemo.desktop.closing_screen import MOST_CARDS, ClosingScreen
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme
from tests.desktop.closing_world import EVENING, ClosingWorld
from tests.desktop.moved_time import HandClock
from tests.desktop.window_world import write_afternoon
from tests.office_day import at, call

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALL = ["山田", "小林", "高橋", "伊藤", "中村", "森"]


@pytest.fixture
def closing(
    clock: HandClock, session: DeskSession, theme: Theme, language: str, qtbot: QtBot
) -> Iterator[ClosingWorld]:
    ids = write_afternoon(session.desk)
    clock.now = EVENING
    screen = ClosingScreen(session, theme)
    screen.open()
    qtbot.waitActive(screen)
    yield ClosingWorld(clock, session, theme, screen, ids)
    screen.close()
    screen.deleteLater()


def test_everything_still_open_today_stands_there(closing: ClosingWorld) -> None:
    assert closing.names == ALL
    assert closing.current == "山田"
    assert closing.screen.head.ring.text == "1/7"
    assert closing.says("closingTitle") == "Closing check 17:05"
    assert closing.says("closingLeft").startswith("Decide on 6 more")
    assert closing.says("closingFigures") == (
        "✓ 1 callback was made today. Median to callback 18 min, 1 as promised."
    )


def test_arrows_and_letters_move(closing: ClosingWorld) -> None:
    closing.press(K.Key_Down, K.Key_Down, "j")
    assert closing.current == "伊藤"
    closing.press("k", K.Key_Up)
    assert closing.current == "小林"
    closing.press(*[K.Key_Down] * 20)
    assert closing.current == "森"


def test_done_with_one_key_and_on_to_the_next(closing: ClosingWorld) -> None:
    closing.press("d")
    assert closing.memo("山田").status is Status.DONE
    assert (closing.current, closing.names) == ("小林", ALL[1:])
    assert closing.screen.head.ring.text == "2/7"
    assert closing.says("bannerText") == "Marked as done — 山田"


def test_undo_brings_it_back(closing: ClosingWorld) -> None:
    closing.press("d")
    closing.press("z", hold=CTRL)
    assert closing.memo("山田").is_open
    assert (closing.current, closing.names) == ("山田", ALL)


def test_carried_with_the_reason_alone(closing: ClosingWorld) -> None:
    closing.press("l")
    assert closing.question() == "carryStrip"
    closing.write("先方が外出、明日の朝に在席とのこと")
    closing.press(K.Key_Return)
    memo = closing.memo("山田")
    assert memo.due_at == at("9:00", 1)
    assert memo.is_carried
    assert closing.question() == ""
    assert closing.current == "小林"


def test_letters_typed_into_the_reason_decide_nothing(closing: ClosingWorld) -> None:
    closing.press("l")
    closing.write("cdlh jk")
    assert closing.question() == "carryStrip"
    closing.press(K.Key_Return)
    assert closing.kinds("山田")[-1] == "carried"
    assert closing.session.desk.history(closing.ids["山田"])[-1][0].body["text"] == "cdlh jk"


def test_arrows_in_the_reason_choose_the_time(closing: ClosingWorld) -> None:
    closing.press("l", K.Key_Down)
    closing.write("x")
    closing.press(K.Key_Return)
    assert closing.memo("山田").due_at == at("13:00", 1)
    assert closing.current == "小林"


def test_an_own_time_is_chosen(closing: ClosingWorld) -> None:
    closing.press("l", K.Key_Up)
    own = closing.screen.findChild(QDateTimeEdit, "carryStripOwn")
    assert isinstance(own, QDateTimeEdit)
    assert own.isVisible()
    own.setDateTime(own.dateTime().addDays(1))
    closing.write("x")
    closing.press(K.Key_Return)
    assert closing.memo("山田").due_at == at("9:00", 2)


def test_without_a_reason_nothing_is_carried(closing: ClosingWorld) -> None:
    closing.press("l", K.Key_Return)
    assert closing.kinds("山田")[-1] != "carried"
    assert closing.question() == "carryStrip"
    assert closing.says("bannerText") == "Please say why it is carried over."


def test_escape_closes_the_question_first_and_then_the_screen(closing: ClosingWorld) -> None:
    closing.press("l", K.Key_Escape)
    assert closing.question() == ""
    assert closing.screen.isVisible()
    closing.press(K.Key_Escape)
    assert not closing.screen.isVisible()


def test_moving_on_closes_the_question(closing: ClosingWorld) -> None:
    closing.press("h")
    assert closing.question() == "handOverStrip"
    QTest.mouseClick(closing.card("小林"), Qt.MouseButton.LeftButton)
    assert (closing.question(), closing.current) == ("", "小林")


def test_handed_over_with_two_keys(closing: ClosingWorld) -> None:
    closing.press("h", "1")
    assert closing.memo("山田").draft.addressee == "佐藤"
    assert closing.current == "山田"


def test_a_call_that_settles_it(closing: ClosingWorld) -> None:
    closing.press("c", "1")
    assert closing.kinds("山田")[-2:] == ["attempt", "finished"]
    assert closing.current == "小林"


def test_a_call_in_vain_asks_for_the_next_morning_and_carries_it_there(
    closing: ClosingWorld,
) -> None:
    closing.press("c", "3")
    assert closing.kinds("山田")[-1] == "attempt"
    assert closing.question() == "retryStrip"
    closing.press("1")
    assert closing.memo("山田").due_at == at("9:00", 1)
    assert closing.kinds("山田")[-1] == "carried"
    assert closing.names == ALL[1:]


def test_a_call_in_vain_can_be_left_without_a_time(closing: ClosingWorld) -> None:
    closing.press("c", "3", K.Key_Escape)
    assert closing.memo("山田").status is Status.RETRY
    assert (closing.question(), closing.current) == ("", "山田")


def test_the_rest_is_carried_at_once_and_the_day_is_done(closing: ClosingWorld) -> None:
    closing.press("d")
    closing.press("l", hold=SHIFT)
    assert closing.question() == "carryStrip"
    closing.write("x")
    closing.press(K.Key_Return)
    assert closing.names == []
    assert closing.says("closingDoneTitle") == "Callbacks left open today: 0"
    assert closing.screen.head.ring.text == "7/7"
    assert closing.says("closingLeft").startswith("Nothing is left open today.")
    assert "5 were carried over." in closing.says("closingFigures")
    # Enter closes it: the button has the keyboard.
    closing.press(K.Key_Return)
    assert not closing.screen.isVisible()


def test_carrying_all_is_undone_at_once(closing: ClosingWorld) -> None:
    closing.press("l", hold=SHIFT)
    closing.write("x")
    closing.press(K.Key_Return)
    closing.press("z", hold=CTRL)
    assert closing.names == ALL
    assert closing.says("closingDoneTitle") == ""


def test_every_memo_can_be_decided_by_keyboard_alone(closing: ClosingWorld) -> None:
    closing.press(*"dddddd")
    assert closing.names == []
    assert closing.says("closingDoneTitle") == "Callbacks left open today: 0"


def test_after_three_calls_in_vain_the_managers_name_is_shown(closing: ClosingWorld) -> None:
    closing.session.change_setting("manager", "佐藤")
    for _ in range(3):
        closing.session.desk.attempt(closing.ids["高橋"], Outcome.ABSENT, EVENING)
    closing.screen.refresh()
    assert closing.says("cardMark", closing.card("高橋")) == "3 calls in vain: 佐藤"
    assert closing.says("cardMark", closing.card("中村")) == ""


def test_whoever_is_away_has_the_substitute_beside_the_name(closing: ClosingWorld) -> None:
    closing.session.perform(
        lambda desk, now: desk.set_presence("鈴木", Presence.MEETING, now, until=at("18:00"))
    )
    assert "鈴木(Meeting –18:00) → 佐藤 can call" in closing.card("中村").accessibleName()
    assert closing.card("高橋").accessibleName().endswith("鈴木(Meeting –18:00)")


def test_what_others_close_leaves_and_an_open_question_stays(closing: ClosingWorld) -> None:
    closing.press("l")
    closing.write("half")
    closing.session.perform(lambda desk, now: desk.finish(closing.ids["小林"], now))
    assert closing.question() == "carryStrip"
    assert "小林" not in closing.names
    closing.session.perform(lambda desk, now: desk.finish(closing.ids["山田"], now))
    assert (closing.question(), closing.current) == ("", "高橋")


def test_only_what_makes_sense_can_be_pressed(closing: ClosingWorld) -> None:
    draft = call(caller=Caller(name="岡"), request=Request.MESSAGE, target=None)
    closing.session.perform(lambda desk, now: desk.take(draft, now))
    can = {
        button.objectName(): button.isEnabled()
        for button in closing.card("岡").findChildren(QPushButton)
    }
    assert can == {
        "card-call": False,
        "card-finish": True,
        "card-carry": True,
        "card-hand_over": True,
    }


def test_a_button_decides_about_its_own_card(closing: ClosingWorld) -> None:
    button = closing.card("中村").findChild(QPushButton, "card-finish")
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert closing.memo("中村").status is Status.DONE
    assert closing.memo("山田").is_open


def test_put_off_names_the_time_and_closes(closing: ClosingWorld) -> None:
    spy = QSignalSpy(closing.screen.later)
    later = closing.screen.findChild(QPushButton, "closingLater")
    assert isinstance(later, QPushButton)
    assert later.accessibleName() == "Later (again at 17:20)"
    later.click()
    assert [spy.at(i)[0] for i in range(spy.count())] == [at("17:20")]
    assert not closing.screen.isVisible()


def test_many_are_shown_in_part_and_the_rest_counted(closing: ClosingWorld) -> None:
    for number in range(MOST_CARDS):
        closing.session.desk.take(call(f"客{number}"), EVENING)
    closing.screen.refresh()
    assert len(closing.names) == MOST_CARDS
    assert closing.says("closingMore") == "and 6 more"


def test_the_evenings_list_is_wanted(closing: ClosingWorld) -> None:
    spy = QSignalSpy(closing.screen.export_wanted)
    export = closing.screen.findChild(QPushButton, "closingExport")
    assert isinstance(export, QPushButton)
    export.click()
    assert spy.count() == 1


def test_a_screen_reader_hears_each_card(closing: ClosingWorld) -> None:
    spoken = closing.card("伊藤").accessibleName()
    for part in ("伊藤", "北星物流", "011-000-0163", "田中"):
        assert part in spoken
    assert closing.screen.head.ring.accessibleName() == "1 of 7 settled"
