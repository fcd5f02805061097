from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from callmemo import words
from callmemo.desktop.settings_page import PAGES
from callmemo.desktop.theme import Theme
from tests.desktop.seeing import cut_texts
from tests.desktop.settings_world import World, focus, type_text

MANY = [
    {
        "name": f"勅使河原 麻里子アレクサンドラ {number}",
        "department": "第二営業本部 首都圏法人営業推進部 販売促進課",
    }
    for number in range(60)
]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    words.use("ja")
    theme = Theme(qapp, "light")
    yield theme
    theme.choose("light")
    theme.deleteLater()
    words.use("ja")


@pytest.fixture
def world(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[World]:
    made = World(tmp_path / "home", theme)
    yield made
    made.close()


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_a_name_is_saved_as_soon_as_it_is_entered(world: World) -> None:
    world.enter("setting-my_name", "木村")
    assert world.stored["my_name"] == "木村"
    assert world.session.settings.my_name == "木村"


def test_a_name_is_offered_from_the_members_and_may_be_another(world: World) -> None:
    box: QComboBox = world.part("setting-my_name")
    assert [box.itemText(at) for at in range(box.count())] == ["鈴木", "佐藤", "田中"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert world.stored["my_name"] == "佐藤"


def test_the_start_of_a_member_is_not_completed_to_the_member(world: World) -> None:
    world.session.change_setting("members", [{"name": "Tanaka Taro"}])
    world.enter("setting-my_name", "Tanaka")
    assert world.stored["my_name"] == "Tanaka"


def test_what_is_being_typed_is_saved_when_the_page_closes(world: World) -> None:
    edit = world.line("setting-office_name")
    edit.setFocus()
    type_text(edit, "Haru")
    QTest.keyClick(world.page, Qt.Key.Key_Escape)
    assert not world.page.isVisible()
    assert world.stored["office_name"] == "Haru"


def test_closing_stops_once_at_something_that_does_not_fit(world: World) -> None:
    world.page.show_page("hours")
    edit = world.line("setting-opens")
    edit.setFocus()
    edit.setText("noon")
    world.page.show_page("me")
    world.page.close()
    assert world.page.isVisible()
    assert "17:30" in world.problem("opens")
    world.page.close()
    assert not world.page.isVisible()
    assert world.stored["opens"] == "09:00"


def test_days_are_switched_one_by_one_and_the_last_one_stays(world: World) -> None:
    world.page.show_page("hours")
    click(world.part("setting-workdays-6"))
    click(world.part("setting-workdays-1"))
    assert world.stored["workdays"] == [2, 3, 4, 5, 6]
    for number in (2, 3, 4, 5, 6):
        click(world.part(f"setting-workdays-{number}"))
    assert world.stored["workdays"] == [6]
    assert world.problem("workdays")
    click(world.part("setting-workdays-3"))
    assert world.stored["workdays"] == [3]
    assert not world.problem("workdays")


def test_a_time_is_read_as_people_type_it(world: World) -> None:
    world.page.show_page("hours")
    world.line("setting-opens").setText("８：３０")
    world.line("setting-opens").editingFinished.emit()
    assert world.stored["opens"] == "08:30"
    assert world.line("setting-opens").text() == "8:30"


def test_a_time_that_does_not_fit_is_explained_and_the_old_one_stays(world: World) -> None:
    world.page.show_page("hours")
    world.enter("setting-closes", "8:00")
    assert "始業は終業より前" in world.problem("opens")
    assert world.part("setting-closes").property("wrong") is True
    assert world.stored["closes"] == "17:30"
    assert world.session.settings.office.closes.hour == 17
    world.enter("setting-closes", "18:00")
    assert world.problem("opens") == ""
    assert world.part("setting-closes").property("wrong") is False
    assert world.stored["closes"] == "18:00"


def test_a_refused_time_is_saved_once_its_partner_makes_it_fit(world: World) -> None:
    world.page.show_page("hours")
    world.enter("setting-opens", "18:00")
    assert world.stored["opens"] == "09:00"
    world.enter("setting-closes", "22:00")
    assert (world.stored["opens"], world.stored["closes"]) == ("18:00", "22:00")
    assert world.problem("opens") == ""


def test_lunch_cannot_end_before_it_begins_but_may_be_left_out(world: World) -> None:
    world.page.show_page("hours")
    world.enter("setting-lunch_until", "11:00")
    assert "昼休み" in world.problem("lunch_from")
    assert world.stored["lunch_until"] == "13:00"
    world.enter("setting-lunch_until", "12:00")
    assert world.stored["lunch_until"] == "12:00"


def test_reminders_are_switched_by_mouse_and_by_space(world: World) -> None:
    world.page.show_page("reminders")
    switch: QCheckBox = world.part("setting-nudges")
    assert switch.isChecked()
    click(switch)
    assert world.stored["nudges"] is False
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert world.stored["nudges"] is True


def test_the_switch_looks_different_when_off_and_when_it_has_the_focus(world: World) -> None:
    world.page.show_page("reminders")
    switch: QCheckBox = world.part("setting-nudges")
    switch.clearFocus()
    on = switch.grab().toImage()
    switch.setChecked(False)
    off = switch.grab().toImage()
    assert on != off


def test_a_theme_takes_effect_at_once(world: World) -> None:
    world.page.show_page("look")
    click(world.part("setting-theme-dark"))
    assert world.theme.is_dark
    assert world.stored["theme"] == "dark"


def test_a_language_is_announced_and_the_page_speaks_it(world: World, qtbot: QtBot) -> None:
    world.page.language_chosen.connect(words.use)
    world.page.show_page("look")
    with qtbot.waitSignal(world.page.language_chosen) as told:
        click(world.part("setting-language-en"))
    assert told.args == ["en"]
    assert world.stored["language"] == "en"
    qtbot.waitUntil(lambda: world.part("settingsNav", QListWidget).item(0).text() == "About me")
    assert world.part("settingsNav", QListWidget).currentRow() == PAGES.index("look")
    world.enter("setting-office_name", "Haru")
    assert world.stored["office_name"] == "Haru"


def test_a_sign_becomes_a_capital_letter_and_nothing_else(world: World) -> None:
    world.page.show_page("data")
    world.enter("setting-desk_sign", "ｂ")
    assert world.stored["desk_sign"] == "B"
    world.enter("setting-desk_sign", "7")
    assert world.problem("desk_sign")
    assert world.stored["desk_sign"] == "B"


def test_a_time_zone_must_exist(world: World) -> None:
    world.page.show_page("data")
    world.enter("setting-time_zone", "Asia/Edo")
    assert world.problem("time_zone")
    world.enter("setting-time_zone", "Asia/Seoul")
    assert world.problem("time_zone") == ""
    assert world.stored["time_zone"] == "Asia/Seoul"


def test_the_data_folder_can_be_read_copied_and_opened(world: World) -> None:
    class Desktop(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.opened: list[QUrl] = []

        @Slot(QUrl)
        def take(self, url: QUrl) -> None:
            self.opened.append(url)

    world.page.show_page("data")
    place: QPlainTextEdit = world.part("dataFolder")
    assert place.toPlainText() == str(world.home)
    place.selectAll()
    place.copy()
    assert QApplication.clipboard().text() == str(world.home)
    desktop = Desktop()
    QDesktopServices.setUrlHandler("file", desktop, "take")  # type: ignore[arg-type] # the stub is wrong
    try:
        click(world.part("openDataFolder"))
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [Path(url.toLocalFile()) for url in desktop.opened] == [world.home]
    assert world.problem("dataFolder") == ""


def test_a_folder_that_cannot_be_opened_is_said(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.page.show_page("data")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    click(world.part("openDataFolder"))
    assert world.problem("dataFolder")


def test_what_another_program_wrote_is_kept_and_shown(world: World) -> None:
    world.written_by_another(office_name="株式会社ハル", later_setting=7)
    world.enter("setting-my_name", "木村")
    assert world.stored["office_name"] == "株式会社ハル"
    assert world.stored["later_setting"] == 7
    assert world.stored["my_name"] == "木村"
    assert world.line("setting-office_name").text() == "株式会社ハル"


def test_opening_the_page_again_shows_what_another_program_wrote(world: World) -> None:
    world.page.hide()
    world.written_by_another(office_name="株式会社ナツ", nudges=False)
    world.page.show()
    assert world.line("setting-office_name").text() == "株式会社ナツ"
    assert world.session.settings.nudges is False


def test_a_change_from_elsewhere_does_not_touch_what_is_being_typed(world: World) -> None:
    edit = world.line("setting-office_name")
    edit.setFocus()
    type_text(edit, "Har")
    world.session.change_setting("office_name", "Natsu")
    assert edit.text() == "Har"


def test_a_file_broken_meanwhile_is_set_aside_said_and_loses_nothing(world: World) -> None:
    world.enter("setting-office_name", "Haru")
    world.file.path.write_text("{", encoding="utf-8")
    world.enter("setting-my_name", "木村")
    assert world.stored["office_name"] == "Haru"
    assert world.stored["my_name"] == "木村"
    assert world.member_names == ["鈴木", "佐藤", "田中"]
    assert list(world.home.glob("settings.broken-*.json"))
    assert "settings.broken" in world.part("settingsFoot").text()


def test_a_folder_that_cannot_be_written_is_said_at_the_field(world: World) -> None:
    # Where the new file would be written stands something that is no file.
    world.file.path.with_name(f"settings.json.{os.getpid()}.part").mkdir()
    world.enter("setting-my_name", "木村")
    assert str(world.home) in world.problem("my_name")
    assert world.session.settings.my_name == ""
    assert world.member_names == ["鈴木", "佐藤", "田中"]


def test_markup_in_a_name_is_shown_as_it_is(world: World) -> None:
    world.page.show_page("members")
    world.enter("member-new-name", "<b>鈴木</b>")
    assert "<b>鈴木</b>" in world.member_names
    click(world.part("member-4-remove"))
    assert world.part("memberRemoved").textFormat() is Qt.TextFormat.PlainText


# Members


def test_a_member_is_added_by_enter_and_the_next_can_be_typed(world: World) -> None:
    world.page.show_page("members")
    world.enter("member-new-name", "木村")
    world.enter("member-new-name", "高橋")
    assert world.member_names == ["鈴木", "佐藤", "田中", "木村", "高橋"]
    assert world.line("member-new-name").text() == ""
    assert world.line("member-5-name").text() == "高橋"
    assert "高橋" in [
        world.part("setting-my_name").itemText(at)
        for at in range(world.part("setting-my_name").count())
    ]


def test_a_member_is_added_with_department_by_the_button(world: World) -> None:
    world.page.show_page("members")
    world.line("member-new-name").setText("木村")
    world.line("member-new-department").setText("総務部")
    click(world.part("memberAdd"))
    assert world.stored["members"][-1] == {"name": "木村", "department": "総務部"}


def test_nobody_is_added_twice_or_without_a_name(world: World) -> None:
    world.page.show_page("members")
    world.enter("member-new-name", "田中")
    assert "田中" in world.part("member-new-problem").text()
    world.enter("member-new-name", "")
    assert world.part("member-new-problem").text()
    assert world.member_names == ["鈴木", "佐藤", "田中"]


def test_a_typed_member_is_not_lost_when_the_page_closes(world: World) -> None:
    world.page.show_page("members")
    world.line("member-new-name").setText("木村")
    world.page.close()
    assert world.member_names[-1] == "木村"


def test_a_member_is_corrected_in_place(world: World) -> None:
    world.page.show_page("members")
    world.enter("member-2-name", "佐藤 花子")
    world.enter("member-3-department", "総務部")
    assert world.stored["members"][1] == {"name": "佐藤 花子", "department": "営業二課"}
    assert world.stored["members"][2] == {"name": "田中", "department": "総務部"}


def test_a_member_cannot_lose_the_name(world: World) -> None:
    world.page.show_page("members")
    world.enter("member-2-name", "")
    assert world.part("member-2-problem").text()
    assert world.part("member-2-name").property("wrong") is True
    assert world.member_names == ["鈴木", "佐藤", "田中"]
    world.enter("member-2-name", "佐藤")
    assert not world.part("member-2-problem").isVisible()


def test_members_removed_come_back_to_their_places(world: World) -> None:
    world.page.show_page("members")
    click(world.part("member-2-remove"))
    click(world.part("member-1-remove"))
    assert world.member_names == ["田中"]
    assert world.line("member-1-name").text() == "田中"
    assert "鈴木" in world.part("memberRemoved").text()
    click(world.part("memberUndo"))
    assert "佐藤" in world.part("memberRemoved").text()
    QTest.keyClick(world.part("member-1-remove"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert world.member_names == ["鈴木", "佐藤", "田中"]
    assert not world.part("memberBar").isVisible()


def test_a_member_added_by_another_program_survives_a_removal_here(world: World) -> None:
    world.page.show_page("members")
    members = [*world.stored["members"], {"name": "高橋", "department": ""}]
    world.written_by_another(members=members)
    click(world.part("member-1-remove"))
    assert world.member_names == ["佐藤", "田中", "高橋"]
    assert world.line("member-3-name").text() == "高橋"


def test_up_and_down_go_from_row_to_row(world: World) -> None:
    world.page.show_page("members")
    first = world.line("member-new-name")
    first.setFocus()
    for name in ("member-1-name", "member-2-name"):
        QTest.keyClick(focus(), Qt.Key.Key_Down)
        assert focus().objectName() == name
    QTest.keyClick(focus(), Qt.Key.Key_Up)
    assert focus().objectName() == "member-1-name"


# Keyboard, names, room


def test_every_control_has_a_name_for_tests_and_one_for_the_ear(world: World) -> None:
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QListWidget)
    for kind in kinds:
        for control in world.page.findChildren(kind):
            inner = control.parent()
            if isinstance(inner, (QComboBox, QWidget)) and control.objectName().startswith("qt_"):
                continue
            if isinstance(inner, QComboBox):
                assert control.accessibleName(), inner.objectName()
                continue
            assert control.objectName(), control
            assert control.accessibleName() or (
                isinstance(control, QAbstractButton) and control.text()
            ), control.objectName()


def test_tab_goes_through_a_page_in_the_order_of_the_eye(world: World) -> None:
    expected = {
        "me": ["setting-my_name", "setting-office_name", "settingsClose"],
        "hours": [
            *(f"setting-workdays-{number}" for number in range(1, 8)),
            "setting-opens",
            "setting-closes",
            "setting-lunch_from",
            "setting-lunch_until",
            "weekday_hours-add",
            *(f"setting-service_days-{number}" for number in range(1, 8)),
            "setting-service_opens",
            "setting-service_closes",
            "settingsClose",
        ],
        "closures": [
            "setting-closed_on_holidays",
            "closures-add",
            "special_days-add",
            "settingsClose",
        ],
        "members": [
            "member-new-name",
            "member-new-department",
            "memberAdd",
            "member-1-name",
            "member-1-department",
            "member-1-remove",
            "member-2-name",
            "member-2-department",
            "member-2-remove",
            "settingsClose",
        ],
        "reminders": [
            "setting-nudges",
            "setting-nudge_urgent",
            "setting-nudge_untouched",
            "setting-nudge_afternoon",
            "setting-nudge_before_closing",
            "setting-nudge_substitute",
            "setting-nudge_left",
            "setting-nudge_late_complaint",
            "setting-nudge_tried",
            "setting-manager",
            "setting-quiet_from",
            "setting-quiet_until",
            "settingsClose",
        ],
        "data": [
            "dataFolder",
            "openDataFolder",
            "setting-desk_sign",
            "setting-time_zone",
            "settingsClose",
        ],
    }
    world.page.show_page("members")
    click(world.part("member-1-remove"))
    click(world.part("memberUndo"))
    click(world.part("member-3-remove"))
    for page, names in expected.items():
        world.page.show_page(page)
        world.part("settingsNav").setFocus()
        went = []
        for _ in range(len(names) + 1):
            QTest.keyClick(focus(), Qt.Key.Key_Tab)
            went.append(focus().objectName())
        assert [name for name in went if name != "memberUndo"][: len(names)] == names


def test_pages_are_turned_by_arrow_keys(world: World) -> None:
    nav: QListWidget = world.part("settingsNav")
    assert nav.hasFocus()
    stack = world.part("settingsStack")
    for number in range(1, len(PAGES)):
        QTest.keyClick(nav, Qt.Key.Key_Down)
        assert stack.currentIndex() == number


def test_enter_never_presses_a_button_elsewhere(world: World) -> None:
    assert not [
        button.objectName()
        for button in world.page.findChildren(QPushButton)
        if button.isDefault() or (button.autoDefault() and button.objectName() != "settingsClose")
    ]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("size", [(660, 440), (512, 350), (460, 280)])
def test_nothing_is_cut_with_long_names_many_members_and_problems(
    theme: Theme, tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    words.use(language)
    world = World(tmp_path / ("とても長い名前のフォルダー" * 6) / "home", theme)
    try:
        assert world.session.change_setting("members", MANY)
        assert world.session.change_setting("my_name", MANY[0]["name"])
        world.page.resize(*size)
        for name in ("opens", "closes", "lunch_from", "time_zone"):
            world.line(f"setting-{name}").setText("noon")
            world.line(f"setting-{name}").editingFinished.emit()
        world.page.show_page("members")
        world.enter("member-new-name", "")
        click(world.part("member-3-remove"))
        for page in PAGES:
            world.page.show_page(page)
            QApplication.processEvents()
            assert cut_texts(world.page) == [], page
            for area in world.page.findChildren(QScrollArea):
                if area.isVisible():
                    assert area.horizontalScrollBar().maximum() == 0, page
    finally:
        world.close()
