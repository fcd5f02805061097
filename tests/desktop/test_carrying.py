"""Carrying over and calling again from the main window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from callmemo.core.vocabulary import Status
from tests.desktop.window_world import WindowWorld
from tests.office_day import at

K = Qt.Key


def test_carried_over_by_keyboard(office: WindowWorld) -> None:
    office.press("l")
    assert office.strip() == "carryStrip"
    office.write("先方が外出")
    office.press(K.Key_Return)
    assert office.memo("山田").is_carried
    assert office.memo("山田").due_at == at("9:00", 1)
    assert office.says("bannerText") == "Carried over to tomorrow 9:00 — 山田"


def test_a_click_chooses_the_time(office: WindowWorld) -> None:
    office.press("l")
    office.press(K.Key_Down)
    office.write("x")
    office.click("carryStripTake")
    assert office.memo("山田").due_at == at("13:00", 1)


def test_next_morning_it_is_on_top_with_its_mark(office: WindowWorld) -> None:
    office.desk.carry(office.ids["伊藤"], at("13:00", 1), office.clock(), reason="先方が外出")
    office.clock.now = at("9:30", 1)
    office.window.refresh()
    assert office.rows[:2] == ["[Carried over 1 memo]", "伊藤"]
    assert office.words("伊藤").tag == "Carried"


@pytest.mark.parametrize(
    ("keys", "outcome"), [("a", "absent"), ("c3", "absent"), ("c5", "busy"), ("c6", "voicemail")]
)
def test_a_call_in_vain_asks_at_once_when_to_call_again(
    office: WindowWorld, keys: str, outcome: str
) -> None:
    office.press(*keys)
    assert office.last("山田")["outcome"] == outcome
    assert office.strip() == "retryStrip"
    office.press("1")
    later = at("15:30") if outcome == "busy" else at("16:20")
    assert office.memo("山田").due_at == later
    assert (office.memo("山田").attempts, office.memo("山田").status) == (2, Status.RETRY)
    assert office.strip() == ""
    assert office.focus() == "memoList"


@pytest.mark.parametrize("skip", [K.Key_Escape, "3"])
def test_the_question_can_be_left_open(office: WindowWorld, skip: Qt.Key | str) -> None:
    due = office.memo("山田").due_at
    office.press("a", skip)
    assert office.strip() == ""
    assert office.memo("山田").due_at == due
    assert office.kinds("山田")[-1] == "attempt"


def test_one_undo_takes_back_the_time_another_the_call(office: WindowWorld) -> None:
    due = office.memo("山田").due_at
    office.press("a", "1")
    office.press(K.Key_Z, hold=Qt.KeyboardModifier.ControlModifier)
    assert (office.memo("山田").due_at, office.memo("山田").attempts) == (due, 2)
    office.press(K.Key_Z, hold=Qt.KeyboardModifier.ControlModifier)
    assert office.memo("山田").attempts == 1


def test_the_next_morning_is_carrying_over(office: WindowWorld) -> None:
    office.press("a", "2")
    assert office.memo("山田").is_carried
    assert office.last("山田")["text"] == "Absent"


@pytest.mark.parametrize("keys", ["c1", "c2", "c7"])
def test_whoever_was_reached_is_not_called_again(office: WindowWorld, keys: str) -> None:
    office.press(*keys)
    assert office.strip() == ""


def test_after_the_third_call_in_vain_the_row_says_so(office: WindowWorld) -> None:
    for _ in range(2):
        office.press("a", K.Key_Escape)
    assert office.words("山田").tag == "3 calls in vain"
