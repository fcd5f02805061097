"""While something is looked for the hits have the room; what can wait comes back afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from callmemo.desktop.notifying.notice import Notice
from callmemo.desktop.notifying.strip import StripWay
from tests.desktop.window_world import WindowWorld

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def reminded(office: WindowWorld) -> WindowWorld:
    """A window with a reminder in its strip and two that nobody has seen."""
    memos = [office.memo(name) for name in list(office.ids)[:2]]
    office.window.unseen.show_memos(memos, office.clock.now, office.desk.office)
    way = StripWay(office.window.banner, office.window)
    way.show(Notice("山田", "late", memo_ids=(memos[0].id,), urgent=True), lambda shown: None)
    QApplication.processEvents()
    assert office.window.banner.isVisible()
    assert office.window.unseen.isVisible()
    return office


def look_for(office: WindowWorld, text: str) -> None:
    office.press(K.Key_K, hold=CTRL)
    office.part("search", QLineEdit).setText(text)
    QApplication.processEvents()


def test_reminders_stand_aside_and_come_back(reminded: WindowWorld) -> None:
    window = reminded.window
    said, texts = window.banner.text, window.unseen.texts
    look_for(reminded, "山")
    assert not window.banner.isVisible()
    assert not window.unseen.isVisible()
    look_for(reminded, "山田")
    assert not window.banner.isVisible()
    reminded.press(K.Key_Escape)
    assert window.banner.isVisible()
    assert window.unseen.isVisible()
    assert (window.banner.text, window.unseen.texts) == (said, texts)


def test_another_list_brings_them_back_too(reminded: WindowWorld) -> None:
    look_for(reminded, "山")
    reminded.click("view-later")
    assert reminded.window.banner.isVisible()
    assert reminded.window.unseen.isVisible()


def test_what_comes_meanwhile_waits_as_well(reminded: WindowWorld) -> None:
    window = reminded.window
    look_for(reminded, "山")
    way = StripWay(window.banner, window)
    way.show(Notice("木村", "late", memo_ids=("2",), urgent=True), lambda shown: None)
    window.unseen.show_memos(
        [reminded.memo(name) for name in list(reminded.ids)[:3]],
        reminded.clock.now,
        reminded.desk.office,
    )
    assert not window.banner.isVisible()
    assert not window.unseen.isVisible()
    reminded.press(K.Key_Escape)
    assert "木村" in window.banner.text
    assert len(window.unseen.texts) == 3
    window.banner.dismiss()
    window.banner.dismiss()
    assert "山田" in window.banner.text


def test_answers_to_what_one_does_are_said_at_once(reminded: WindowWorld) -> None:
    banner = reminded.window.banner
    look_for(reminded, "山")
    banner.show_message("done", action_text="Undo", action=lambda: None)
    assert (banner.isVisible(), banner.text) == (True, "done")
    banner.show_message("not possible", tone="late")
    assert banner.text == "not possible"
    banner.dismiss()
    assert not banner.isVisible()
    reminded.press(K.Key_Escape)
    assert "山田" in banner.text


def test_what_was_withdrawn_meanwhile_does_not_come_back(office: WindowWorld) -> None:
    banner = office.window.banner
    look_for(office, "山")
    banner.show_message("reminder", seconds=0, can_wait=True)
    banner.take_back("reminder")
    office.press(K.Key_Escape)
    assert not banner.isVisible()


def test_nothing_out_of_sight_is_marked_as_seen(reminded: WindowWorld) -> None:
    window = reminded.window
    seen: list[bool] = []
    window.unseen.all_seen.connect(lambda: seen.append(True))
    look_for(reminded, "山")
    window.unseen.see_all()
    assert seen == []
    reminded.press(K.Key_Escape)
    window.unseen.see_all()
    assert seen == [True]
