"""No announced call is lost, none is written down twice, and none comes in front of typing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from callmemo.core.links import Ring
from callmemo.desktop.hands import Hands
from callmemo.desktop.ringing import Ringing
from callmemo.waiting_calls import FILE, WaitingCall, WaitingCalls
from tests.desktop.form_world import (
    CTRL,
    MORNING,
    SHIFT,
    FormWorld,
    focus_name,
    press,
    type_japanese,
)

AOBA = Ring(phone="03-0000-0142", company="アオバ商事")
SAKURA = Ring(phone="03-0000-0199", company="サクラ商会")
KAEDE = Ring(phone="06-0000-0111")


class Led(Hands):
    """Hands of which the test says whether they rest."""

    at_rest = True

    def may_be_led(self, *, asked: bool) -> bool:
        return self.at_rest or asked


class Phone:
    """A phone system beside a desk with one form."""

    def __init__(self, world: FormWorld, app: QApplication, qtbot: QtBot) -> None:
        self.world, self.qtbot = world, qtbot
        self.hands = Led(app)
        self.told: list[list[WaitingCall]] = []
        self.ringing = self._begin()

    def _begin(self) -> Ringing:
        ringing = Ringing(self.world.session, lambda: self.world.form, self.hands)
        ringing.changed.connect(self.told.append)
        ringing.attach(self.world.form)
        return ringing

    def restart(self) -> None:
        """End the program and start it again."""
        self.ringing.rest()
        self.world.form.close()
        self.ringing.deleteLater()
        self.world.another_form()
        self.ringing = self._begin()

    def ring(self, *rings: Ring) -> None:
        for ring in rings:
            self.ringing.ring(ring)

    def write(self, field: str, text: str) -> None:
        """Type into a field of the form."""
        self.qtbot.waitActive(self.world.form)
        line = self.world.find(QLineEdit, field)
        line.setFocus()
        self.qtbot.waitUntil(line.hasFocus)
        type_japanese(text)

    @property
    def number(self) -> str:
        """What stands in the field for the number."""
        return self.world.find(QLineEdit, "phone").text()

    @property
    def waiting(self) -> list[str]:
        return [call.ring.phone for call in self.ringing.waiting]

    @property
    def on_disk(self) -> list[str]:
        calls = WaitingCalls(self.world.home).load(self.world.now)
        return [call.ring.phone for call in calls]


@pytest.fixture
def phone(world: FormWorld, qapp: QApplication, qtbot: QtBot) -> Iterator[Phone]:
    made = Phone(world, qapp, qtbot)
    yield made
    qapp.removeEventFilter(made.hands)
    made.ringing.deleteLater()


def write_something(phone: Phone) -> None:
    """Write a memo that may be saved."""
    phone.world.fill("addressee", "鈴木")
    phone.world.fill("subject", "納品")


def test_a_call_opens_the_form_with_what_the_phone_system_knows(phone: Phone) -> None:
    phone.ring(AOBA)
    assert phone.world.form.isVisible()
    assert phone.number == "03-0000-0142"
    assert phone.world.find(QLineEdit, "company").text() == "アオバ商事"
    assert phone.waiting == []
    assert phone.on_disk == ["03-0000-0142"]
    # The number is known: next they say who they are.
    phone.qtbot.waitUntil(lambda: focus_name() == "name")


def test_the_clock_of_the_call_runs_from_when_it_rang(phone: Phone) -> None:
    phone.ring(Ring(phone="03-0000-0142", called_at=MORNING - timedelta(seconds=84)))
    assert "01:24" in phone.world.says()
    phone.world.form.close()
    phone.ring(Ring(phone="03-0000-0143", called_at=MORNING + timedelta(hours=1)))
    assert "00:00" in phone.world.says()


def test_who_withholds_the_number_is_marked_so(phone: Phone) -> None:
    phone.ring(Ring(withheld=True))
    write_something(phone)
    phone.world.form.save_and_tell()
    assert [memo.draft.withheld for memo in phone.world.memos()] == [True]


def test_a_second_call_waits_in_sight_and_comes_up_when_the_first_is_saved(
    phone: Phone, qtbot: QtBot
) -> None:
    phone.ring(AOBA, SAKURA, KAEDE)
    assert phone.number == "03-0000-0142"
    assert "着信待ち 2件：10:15 03-0000-0199 サクラ商会" in phone.world.says()
    assert phone.on_disk == ["03-0000-0142", "03-0000-0199", "06-0000-0111"]
    write_something(phone)
    phone.world.form.save_and_tell()
    qtbot.waitUntil(lambda: phone.number == "03-0000-0199")
    assert phone.world.form.isVisible()
    assert "着信待ち 1件：10:15 06-0000-0111" in phone.world.says()
    assert phone.on_disk == ["03-0000-0199", "06-0000-0111"]
    phone.world.form.close()
    qtbot.waitUntil(lambda: phone.number == "06-0000-0111")
    phone.world.form.close()
    qtbot.waitUntil(lambda: phone.on_disk == [])
    assert not phone.world.form.isVisible()
    assert phone.told[-1] == []
    assert [memo.draft.caller.phone for memo in phone.world.memos()] == ["03-0000-0142"]


def test_saving_for_the_next_call_shows_the_one_that_waits(phone: Phone) -> None:
    phone.ring(AOBA, SAKURA)
    write_something(phone)
    phone.world.form.save_and_next()
    assert phone.number == "03-0000-0199"


def test_one_key_turns_to_the_next_call_and_the_first_waits_with_what_was_typed(
    phone: Phone, qtbot: QtBot
) -> None:
    phone.ring(AOBA, SAKURA)
    phone.write("subject", "見積の件")
    press(Qt.Key.Key_N, CTRL | SHIFT)
    assert phone.number == "03-0000-0199"
    assert phone.waiting == ["03-0000-0142"]
    press(Qt.Key.Key_N, CTRL | SHIFT)
    assert phone.number == "03-0000-0142"
    assert phone.world.find(QLineEdit, "subject").text() == "見積の件"
    assert phone.waiting == ["03-0000-0199"]
    write_something(phone)
    phone.world.form.save_and_tell()
    qtbot.waitUntil(lambda: phone.number == "03-0000-0199")
    phone.world.form.close()
    assert phone.on_disk == []
    assert phone.world.drafts == []


def test_ringing_and_answered_is_one_call_and_what_comes_later_is_added(phone: Phone) -> None:
    phone.ring(Ring(phone="03-0000-0142"))
    phone.ring(Ring(phone="+81300000142", name="山田"))
    assert phone.waiting == []
    assert phone.world.find(QLineEdit, "name").text() == "山田"
    phone.ring(SAKURA, SAKURA)
    assert phone.waiting == ["03-0000-0199"]


def test_what_was_typed_is_never_replaced_by_what_the_phone_system_says_later(
    phone: Phone,
) -> None:
    phone.ring(Ring(phone="03-0000-0142"))
    phone.write("name", "山下")
    phone.ring(Ring(phone="03-0000-0142", name="山田"))
    assert phone.world.find(QLineEdit, "name").text() == "山下"


def test_the_same_number_half_an_hour_later_is_another_call(phone: Phone) -> None:
    phone.ring(AOBA)
    phone.world.now += timedelta(minutes=31)
    phone.ring(AOBA)
    assert phone.waiting == ["03-0000-0142"]
    nobody = Ring(withheld=True)
    phone.ring(nobody, nobody)
    assert len(phone.waiting) == 2
    phone.world.now += timedelta(minutes=3)
    phone.ring(nobody)
    assert len(phone.waiting) == 3


def test_a_call_nobody_wrote_about_is_gone_when_its_form_is_closed(phone: Phone) -> None:
    phone.ring(AOBA)
    phone.world.form.close()
    assert phone.on_disk == []
    assert phone.world.drafts == []


def test_a_half_written_call_waits_after_its_form_was_closed_and_after_a_restart(
    phone: Phone, qtbot: QtBot
) -> None:
    phone.ring(AOBA)
    phone.write("subject", "見積の件")
    phone.world.form.close()
    qtbot.waitUntil(lambda: phone.waiting == ["03-0000-0142"])
    # It does not come back by itself: somebody has put it away.
    assert not phone.world.form.isVisible()
    phone.restart()
    assert [call.ring for call in phone.ringing.waiting] == [replace(AOBA, called_at=MORNING)]
    phone.ringing.turn_to_next()
    assert phone.number == "03-0000-0142"
    assert phone.world.find(QLineEdit, "subject").text() == "見積の件"


def test_a_half_written_memo_of_ones_own_is_kept_apart_and_comes_back(
    phone: Phone, qtbot: QtBot
) -> None:
    phone.world.form.open_new()
    phone.write("subject", "別の件")
    phone.ring(AOBA)
    assert phone.number == ""
    press(Qt.Key.Key_N, CTRL | SHIFT)
    assert phone.number == "03-0000-0142"
    assert phone.world.find(QLineEdit, "subject").text() == ""
    write_something(phone)
    phone.world.form.save_and_tell()
    qtbot.waitUntil(phone.world.form.isVisible)
    assert phone.world.find(QLineEdit, "subject").text() == "別の件"


def test_an_empty_form_is_filled_at_once(phone: Phone) -> None:
    phone.world.form.open_new()
    phone.ring(AOBA)
    assert phone.number == "03-0000-0142"
    assert phone.waiting == []


def test_after_a_power_cut_the_call_on_the_form_waits_too(phone: Phone) -> None:
    phone.ring(AOBA, SAKURA)
    phone.restart()
    assert phone.waiting == ["03-0000-0142", "03-0000-0199"]
    assert not phone.world.form.isVisible()


def test_while_somebody_types_the_form_comes_up_small_and_without_the_keyboard(
    phone: Phone, qtbot: QtBot
) -> None:
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    qtbot.waitActive(other)
    other.setFocus()
    phone.hands.at_rest = False
    usual = phone.world.form.size()
    phone.ring(AOBA)
    form = phone.world.form
    assert form.isVisible()
    assert form.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert (form.width(), form.height()) < (usual.width(), usual.height())
    form.activateWindow()
    qtbot.waitUntil(lambda: form.size() == usual)


def test_a_clicked_link_brings_the_form_to_the_front(phone: Phone, qtbot: QtBot) -> None:
    phone.hands.at_rest = False
    phone.ring(Ring(phone="03-0000-0142", by_hand=True))
    qtbot.waitActive(phone.world.form)
    assert phone.world.form.size() != QSize(520, 400)


def test_keys_and_text_fields_keep_windows_from_coming_forward(
    qapp: QApplication, qtbot: QtBot
) -> None:
    hands = Hands(qapp)
    field = QLineEdit()
    qtbot.addWidget(field)
    assert hands.may_be_led(asked=True) is True
    assert hands.may_be_led(asked=False) is False
    field.show()
    qtbot.waitActive(field)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    assert hands.may_be_led(asked=True) is False
    field.clearFocus()
    assert hands.may_be_led(asked=False) is True
    QTest.keyClick(field, Qt.Key.Key_J)
    assert hands.may_be_led(asked=True) is False
    qapp.removeEventFilter(hands)


def test_a_broken_file_of_waiting_calls_is_set_aside(phone: Phone) -> None:
    path = phone.world.home / FILE
    for text in ("{", '{"version": 1, "calls": [{"id": "../x", "link": "callmemo:pop"}]}', "[]"):
        path.write_text(text, encoding="utf-8")
        assert WaitingCalls(phone.world.home).load(MORNING) == []
        assert not path.exists()
    assert list(phone.world.home.glob("waiting-calls.broken-*.json"))


def test_a_phone_system_gone_mad_fills_neither_disk_nor_memory(phone: Phone) -> None:
    phone.ring(AOBA)
    phone.ring(*(Ring(phone=f"03-0000-{number:04}") for number in range(1000, 1120)))
    assert len(phone.on_disk) == 100
    assert phone.on_disk[0] == "03-0000-0142"
    assert phone.on_disk[-1] == "03-0000-1119"
