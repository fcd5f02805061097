"""The cards beside the form: there where they fit, a key away where they do not."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QScrollArea

from callmemo.core.memo import Caller, Draft, Memo
from callmemo.desktop.form_side import SIDE_WIDTH
from callmemo.desktop.side_card import SideCard
from tests.desktop.form_world import FormWorld, press, type_keys


def shown(new: FormWorld) -> tuple[bool, bool]:
    """Whether the fields and the cards can be seen."""
    QApplication.processEvents()
    page = new.find(QScrollArea, "formScroll")
    return page.isVisible(), new.form.side.isVisible()


@pytest.mark.parametrize(
    ("width", "folded", "asked_for"),
    [
        (1024, (True, True), (True, False)),
        (960, (True, True), (True, False)),
        (752, (True, False), (True, True)),
        (600, (True, False), (False, True)),
    ],
)
def test_cards_stand_aside_where_there_is_no_room_and_come_at_a_key(
    new: FormWorld, width: int, folded: tuple[bool, bool], asked_for: tuple[bool, bool]
) -> None:
    new.form.resize(width, 660)
    assert shown(new) == folded
    press(Qt.Key.Key_F6)
    assert shown(new) == asked_for
    press(Qt.Key.Key_F6)
    assert shown(new) == folded


def test_the_key_is_offered_where_the_cards_are_folded_away(new: FormWorld) -> None:
    key = new.find(QPushButton, "formSideKey")
    new.form.resize(1024, 660)
    assert not key.isVisible()
    new.form.resize(752, 660)
    assert key.isVisible()
    key.click()
    assert shown(new) == (True, True)


def test_a_new_call_begins_with_the_cards_as_they_fit(new: FormWorld) -> None:
    new.form.resize(1024, 660)
    press(Qt.Key.Key_F6)
    new.form.close()
    new.form.open_new()
    # Opening fits the form into the screen, which may be small.
    new.form.resize(1024, 660)
    assert shown(new) == (True, True)


def test_a_card_has_the_width_of_the_column(new: FormWorld) -> None:
    card = SideCard("復唱", "readBackCard")
    label = QLabel("とても長い文章" * 30)
    label.setWordWrap(True)
    card.add(label)
    new.form.side.add_card(card)
    new.form.resize(1024, 660)
    QApplication.processEvents()
    assert SIDE_WIDTH - 50 < card.width() < SIDE_WIDTH
    assert label.heightForWidth(label.width()) <= label.height()


def test_the_clock_shows_how_long_the_call_has_lasted(new: FormWorld) -> None:
    clock = new.find(QLabel, "callClock")
    assert clock.text() == "通話 00:00"
    new.now += timedelta(minutes=1, seconds=24)
    new.session.heartbeat.beat.emit()
    assert clock.text() == "通話 01:24"
    new.now -= timedelta(hours=1)
    new.session.heartbeat.beat.emit()
    assert clock.text() == "通話 00:00"


def test_nobody_is_on_the_phone_while_a_memo_is_corrected(world: FormWorld) -> None:
    memo = world.take(Draft(caller=Caller(name="山田", phone="03-0000-0142"), addressee="鈴木"))
    world.form.open_for(memo)
    assert not world.find(QLabel, "callClock").isVisible()


class Listener:
    """Keeps what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Memo | None]] = []

    def follow(self, draft: Draft, memo: Memo | None, _now: datetime) -> None:
        self.told.append((draft.caller.name, memo))


def test_who_follows_hears_of_every_key_and_of_the_memo_that_is_corrected(
    new: FormWorld,
) -> None:
    listener = Listener()
    new.form.add_follower(listener)
    new.find(QLineEdit, "name").setFocus()
    type_keys("Yam")
    assert [name for name, _ in listener.told[-3:]] == ["Y", "Ya", "Yam"]
    memo = new.take(Draft(caller=Caller(name="山田", phone="03-0000-0142"), addressee="鈴木"))
    new.form.open_for(memo)
    assert listener.told[-1] == ("山田", memo)
