"""Who is where stands below the views, and is changed there by mouse or keyboard."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from callmemo.core.presence import Present
from callmemo.core.vocabulary import Presence
from callmemo.desktop.people import PersonRow
from callmemo.desktop.presence_menu import Choice, PresenceMenu, choices, ends
from callmemo.desktop.program import Program
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme
from callmemo.settings import Member
from tests.desktop.seeing import cut_texts, settle
from tests.desktop.window_world import AFTERNOON, LONG, MARKUP, WindowWorld
from tests.office_day import DAY, HOUR, MINUTE, OFFICE, at

JAPANESE = pytest.mark.parametrize("language", ["ja"], indirect=True)


def rows(office: WindowWorld) -> dict[str, list[str]]:
    """Name and state of everybody in sight, with the colour of the dot."""
    office.window.refresh()
    settle()
    found = {}
    for row in office.window.navigation.findChildren(PersonRow):
        if row.isVisible():
            found[row.person] = [row.state, row.tone.value]
    return found


def say_of(office: WindowWorld, person: str, state: Presence, **more: Any) -> None:
    office.session.perform(lambda desk, now: desk.set_presence(person, state, now, **more))


def menu(office: WindowWorld, person: str) -> PresenceMenu:
    """Open the menu of somebody by mouse."""
    office.click(f"person-{person}")
    found = office.part("presenceMenu", PresenceMenu)
    assert found.isVisible()
    return found


def entry(found: QMenu, text: str) -> QAction:
    """The entry of a menu that says this."""
    return next(action for action in found.actions() if action.text().endswith(text))


@JAPANESE
def test_everybody_is_shown_with_dot_state_and_end(office: WindowWorld) -> None:
    say_of(office, "佐藤", Presence.MEETING, until=at("16:00"))
    say_of(office, "田中", Presence.GONE_HOME)
    assert rows(office) == {
        "鈴木": ["在席", "done"],
        "佐藤": ["会議 〜16:00", "soon"],
        "田中": ["直帰", "quiet"],
        "木村": ["在席", "done"],
    }


@JAPANESE
def test_dot_name_and_state_are_drawn_in_the_colours_of_the_dress(
    office: WindowWorld, theme: Theme
) -> None:
    say_of(office, "佐藤", Presence.MEETING, until=at("16:00"))
    rows(office)
    row = office.part("person-佐藤", PersonRow)
    for dress in ("light", "dark"):
        theme.choose(dress)
        settle()
        seen = row.grab().toImage()
        drawn = {seen.pixelColor(x, y).name() for x in range(row.width()) for y in range(32)}
        assert {theme.tokens.soon, theme.tokens.text, theme.tokens.muted} <= drawn


@JAPANESE
def test_the_whole_of_it_is_read_out_and_in_the_tool_tip(office: WindowWorld) -> None:
    say_of(office, "田中", Presence.GONE_HOME, note="横浜から")
    rows(office)
    row = office.part("person-田中", PersonRow)
    assert row.accessibleName() == "田中：直帰、戻りは 明日 9:00 — 横浜から"
    assert row.toolTip() == row.accessibleName()


def test_an_end_that_comes_is_shown_at_the_next_minute(office: WindowWorld) -> None:
    say_of(office, "佐藤", Presence.MEETING, until=at("16:00"))
    assert rows(office)["佐藤"][0] == "Meeting –16:00"
    office.clock.now = at("16:00")
    assert rows(office)["佐藤"][0] == "Here"


@JAPANESE
def test_a_click_and_a_choice_say_where_somebody_is(office: WindowWorld) -> None:
    spy = QSignalSpy(office.window.navigation.people.said)
    meeting = entry(menu(office, "佐藤"), "会議").menu()
    assert isinstance(meeting, QMenu)
    entry(meeting, "16:00 まで").trigger()
    assert office.desk.presence(AFTERNOON)["佐藤"].returns_at == at("16:00")
    assert spy.at(0) == ["佐藤：会議中 16:00 まで"]
    assert rows(office)["佐藤"] == ["会議 〜16:00", "soon"]


def test_keys_alone_do_it(office: WindowWorld, qtbot: QtBot) -> None:
    office.part("person-鈴木").setFocus(Qt.FocusReason.TabFocusReason)
    office.press(Qt.Key.Key_Down)
    assert office.focus() == "person-佐藤"
    office.press(Qt.Key.Key_Return)
    opened = office.part("presenceMenu", PresenceMenu)
    qtbot.waitUntil(opened.isVisible)
    QTest.keyClick(opened, Qt.Key.Key_4)
    assert office.desk.presence(AFTERNOON)["佐藤"].state is Presence.GONE_HOME
    assert office.focus() == "person-佐藤"


def test_people_are_one_stop_of_the_tab_key(office: WindowWorld) -> None:
    found = office.window.navigation.findChildren(PersonRow)

    def stops() -> list[str]:
        return [row.person for row in found if row.focusPolicy() & Qt.FocusPolicy.TabFocus]

    assert stops() == ["鈴木"]
    office.part("person-鈴木").setFocus()
    office.press(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert (office.focus(), stops()) == ("person-田中", ["田中"])


def test_tomorrow_off_is_a_plan_and_today_stays(office: WindowWorld) -> None:
    spy = QSignalSpy(office.window.navigation.people.said)
    off = entry(menu(office, "佐藤"), "Off").menu()
    assert isinstance(off, QMenu)
    entry(off, "tomorrow").trigger()
    assert office.desk.presence(AFTERNOON)["佐藤"].is_here
    assert office.desk.presence(AFTERNOON + DAY)["佐藤"].state is Presence.OFF
    assert spy.at(0) == ["佐藤: tomorrow Off"]


def test_undo_takes_it_back_and_says_so(office: WindowWorld) -> None:
    entry(menu(office, "佐藤"), "Gone home").trigger()
    spy = QSignalSpy(office.window.navigation.people.taken_back)
    office.window.undo()
    assert rows(office)["佐藤"][0] == "Here"
    assert spy.count() == 1
    assert office.chosen == "山田"


def test_what_another_program_says_is_shown(office: WindowWorld) -> None:
    spy = QSignalSpy(office.window.navigation.people.said)
    other = office.other_desk()
    other.set_presence("佐藤", Presence.OUT, AFTERNOON)
    other.close()
    office.session.look_for_arrivals()
    row = office.part("person-佐藤", PersonRow)
    assert row.state == "Out"
    assert spy.count() == 0


def test_new_members_are_shown_and_those_gone_are_not(office: WindowWorld) -> None:
    members = [{"name": "鈴木"}, {"name": "高橋"}]
    assert office.session.change_setting("members", members)
    assert list(rows(office)) == ["鈴木", "高橋", "木村"]


def test_without_anybody_there_is_no_heading(office: WindowWorld) -> None:
    assert office.session.change_setting("members", [])
    assert office.session.change_setting("my_name", "")
    assert not rows(office)
    assert not office.part("peopleHeading").isVisible()


@pytest.mark.parametrize("language", ["ja", "en"], indirect=True)
def test_nothing_is_cut_with_long_names_and_many_people(office: WindowWorld) -> None:
    names = [MARKUP, LONG, *(f"メンバー{number}" for number in range(30))]
    members = [Member(name[:60]) for name in names]
    assert office.session.change_setting("members", [{"name": each.name} for each in members])
    for member in members:
        office.desk.set_presence(member.name, Presence.MEETING, AFTERNOON, until=at("16:00"))
    assert len(rows(office)) == len(names) + 1
    for size in ((1280, 800), (1024, 700), (820, 500)):
        office.window.resize(*size)
        assert not cut_texts(office.window)
        for row in office.window.navigation.findChildren(PersonRow):
            # They draw their texts themselves; only the name may be shortened.
            assert row.width() >= row.minimumSizeHint().width()


def test_the_half_hours_end_at_closing(office: WindowWorld) -> None:
    assert [f"{end:%H:%M}" for end in ends(at("15:20"), OFFICE)] == [
        "15:30", "16:00", "16:30", "17:00", "17:30",
    ]  # fmt: skip
    assert ends(at("15:26"), OFFICE)[0] == at("16:00")
    assert ends(at("15:20").replace(second=30, microsecond=5), OFFICE)[0] == at("15:30")
    assert len(ends(at("9:00"), OFFICE)) == 8
    assert len(ends(at("20:00"), OFFICE)) == 4


@pytest.mark.parametrize("now", [at("0:00") + n * 7 * MINUTE for n in range(0, 24 * 60 // 7, 5)])
def test_every_choice_offered_at_any_hour_is_accepted(session: DeskSession, now: datetime) -> None:
    for ways in choices(now, OFFICE).values():
        for choice in ways:
            session.desk.set_presence(
                "佐藤", choice.state, now, since=choice.since, until=choice.until
            )


def test_a_menu_that_offers_it_already_is_left_as_it_is(qapp: QApplication) -> None:
    found = PresenceMenu("presenceMenu")
    found.offer(Present("佐藤"), AFTERNOON, OFFICE)
    before = found.actions()
    found.offer(Present("佐藤"), AFTERNOON + MINUTE, OFFICE)
    assert found.actions() == before
    found.offer(Present("佐藤", Presence.OUT), AFTERNOON + HOUR, OFFICE)
    assert [action.isChecked() for action in found.actions()] == [
        False, False, True, False, False,
    ]  # fmt: skip


def test_a_choice_made_says_what_it_is(qapp: QApplication) -> None:
    found = PresenceMenu("presenceMenu")
    found.offer(Present("佐藤"), AFTERNOON, OFFICE)
    spy = QSignalSpy(found.chosen)
    found.actions()[0].trigger()
    assert spy.at(0) == [Choice(Presence.HERE, "Here")]


def test_the_program_says_what_was_changed_and_a_button_takes_it_back(
    session: DeskSession, tmp_path: Path, theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    program = Program(qapp, session, theme, tmp_path / "home")
    program.show()
    qtbot.waitActive(program.window)
    board, banner = program.window.navigation.people, program.window.banner
    row = board.findChild(PersonRow, "person-佐藤")
    assert isinstance(row, PersonRow)
    row.click()
    opened = board.findChild(PresenceMenu, "presenceMenu")
    assert isinstance(opened, PresenceMenu)
    entry(opened, "Gone home").trigger()
    assert banner.text.startswith("佐藤: gone home, back tomorrow 9:00")
    undo = banner.findChild(QPushButton, "bannerAction")
    assert isinstance(undo, QPushButton)
    assert undo.text() == "Undo"
    undo.click()
    assert session.desk.presence(AFTERNOON)["佐藤"].is_here
    assert "Taken back" in banner.text
    program.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
