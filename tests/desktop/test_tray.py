"""The tray icon says what is open and asks for what people want."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSize, SignalInstance
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from callmemo import words
from callmemo.desktop.icons import TRAY_SIZES, app_icon, badge_text, tray_icon
from callmemo.desktop.notifying.notifier import Notifier
from callmemo.desktop.quiet import Quiet
from callmemo.desktop.reminding import Reminder
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import LIGHT
from callmemo.desktop.tray import Tray
from callmemo.store.register import Count
from tests.desktop.moved_time import HandClock, WrittenWay, open_session, take
from tests.office_day import at, call

Reason = QSystemTrayIcon.ActivationReason


@pytest.fixture(autouse=True)
def _japanese() -> Iterator[None]:
    words.use("ja")
    yield
    words.use("en")


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path, clock: HandClock) -> Iterator[DeskSession]:
    with open_session(tmp_path, clock) as session:
        yield session


@pytest.fixture
def tray(session: DeskSession) -> Iterator[Tray]:
    tray = Tray(session, Quiet())
    yield tray
    tray.hide()


def test_the_tooltip_counts_what_is_open_and_what_is_late(
    session: DeskSession, tray: Tray, clock: HandClock
) -> None:
    assert tray.tooltip == "伝言メモ — 未折り返し 0 件"
    for n, due in enumerate(("11:00", "15:00", "16:00")):
        take(session, call(name=f"客{n}", due_at=at(due)))
    assert tray.tooltip == "伝言メモ — 未折り返し 3 件"
    clock.now = at("11:01")
    tray.refresh()
    assert tray.tooltip == "伝言メモ — 未折り返し 3 件（1 件超過）"


def test_the_menu_has_what_it_can_do_and_nothing_else(tray: Tray) -> None:
    shown = [action.text() for action in tray.menu.actions() if not action.isSeparator()]
    assert shown == [
        "新しいメモ",
        "今日の折り返し（0）",
        "終業チェック",
        "在席：在席",
        "通知を1時間止める",
        "設定…",
        "終了",
    ]


def test_the_menu_counts_as_memos_come_and_go(session: DeskSession, tray: Tray) -> None:
    memo = take(session, call())
    assert tray.today.text() == "今日の折り返し（1）"
    session.perform(lambda desk, now: desk.finish(memo.id, now))
    assert tray.today.text() == "今日の折り返し（0）"


@pytest.mark.parametrize(
    ("action", "wanted"),
    [
        ("new_memo", "new_memo_wanted"),
        ("today", "today_wanted"),
        ("settings", "settings_wanted"),
        ("leave", "quit_wanted"),
    ],
)
def test_each_line_of_the_menu_says_what_is_wanted(
    tray: Tray, qtbot: QtBot, action: str, wanted: str
) -> None:
    with qtbot.waitSignal(getattr(tray, wanted), timeout=1000):
        getattr(tray, action).trigger()


def test_an_hour_of_quiet_says_until_when_and_ends_on_a_second_choice(
    session: DeskSession, clock: HandClock
) -> None:
    quiet = Quiet()
    tray = Tray(session, quiet)
    clock.now = at("14:42")
    tray.hush.trigger()
    assert quiet.until == at("15:42")
    assert tray.hush.text() == "通知を再開（15:42 まで停止中）"
    tray.hush.trigger()
    assert not quiet.is_on(clock.now)
    assert tray.hush.text() == "通知を1時間止める"


def test_quiet_ends_by_itself(session: DeskSession, clock: HandClock) -> None:
    quiet = Quiet()
    tray = Tray(session, quiet)
    tray.hush.trigger()
    clock.move(hours=1)
    tray.refresh()
    assert tray.hush.text() == "通知を1時間止める"
    tray.hush.trigger()
    assert quiet.until == clock.now + timedelta(hours=1), "a new hour, not an end"


def test_with_reminders_off_there_is_nothing_to_hush(session: DeskSession, tray: Tray) -> None:
    session.change_setting("nudges", value=False)
    assert not tray.hush.isEnabled()


@pytest.mark.parametrize(
    "reasons", [[Reason.Trigger], [Reason.DoubleClick], [Reason.Trigger, Reason.DoubleClick]]
)
def test_a_click_or_a_double_click_on_the_icon_asks_for_the_window_once(
    tray: Tray, qtbot: QtBot, reasons: list[Reason]
) -> None:
    asked: list[bool] = []
    tray.window_wanted.connect(lambda: asked.append(True))
    with qtbot.waitSignal(tray.window_wanted, timeout=2000):
        for reason in reasons:
            tray._icon.activated.emit(reason)
    with qtbot.assertNotEmitted(tray.window_wanted, wait=400):
        pass
    assert asked == [True]


@pytest.mark.parametrize("balloon_first", [True, False])
def test_of_a_click_that_arrives_twice_only_the_balloon_acts(
    tray: Tray, qtbot: QtBot, *, balloon_first: bool
) -> None:
    clicked: list[str] = []
    tray.show_balloon("15:00", "", clicked=lambda: clicked.append("memo"))
    arrivals: list[tuple[SignalInstance, tuple[object, ...]]] = [
        (tray._icon.messageClicked, ()),
        (tray._icon.activated, (Reason.Trigger,)),
    ]
    with qtbot.assertNotEmitted(tray.window_wanted, wait=400):
        for signal, values in arrivals if balloon_first else reversed(arrivals):
            signal.emit(*values)
    assert clicked == ["memo"]


def test_a_balloon_is_clicked_once(tray: Tray) -> None:
    clicked: list[str] = []
    tray.show_balloon("15:00", "", clicked=lambda: clicked.append("memo"))
    tray._icon.messageClicked.emit()
    tray._icon.messageClicked.emit()
    assert clicked == ["memo"]


def test_where_it_has_gone_is_said_once_ever(session: DeskSession, tray: Tray) -> None:
    way = WrittenWay()
    notifier = Notifier([way])
    tray.say_closed_to_tray(notifier)
    assert way.titles == ["伝言メモは通知領域で動いています"]
    assert session.settings_file.load(session.now()).tray_explained
    tray.say_closed_to_tray(notifier)
    assert len(way.shown) == 1


def test_what_nobody_saw_is_said_the_next_time(session: DeskSession, tray: Tray) -> None:
    tray.say_closed_to_tray(Notifier([WrittenWay(accepts=False)]))
    assert not session.settings.tray_explained


def test_a_tray_that_appears_or_vanishes_is_noticed(
    session: DeskSession, tray: Tray, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tray.is_available
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: not before))
    with qtbot.waitSignal(tray.availability_changed, timeout=1000) as changed:
        for _ in range(5):
            session.heartbeat.look()
    assert changed.args == [not before]
    with qtbot.assertNotEmitted(tray.availability_changed):
        for _ in range(5):
            session.heartbeat.look()


# The icon


def test_a_number_has_at_most_three_signs() -> None:
    assert [badge_text(n) for n in (0, 1, 99, 100, 5000)] == ["", "1", "99", "99+", "99+"]


def test_the_program_has_its_icon_in_every_size_of_its_own(qtbot: QtBot) -> None:
    sizes = {(size.width(), size.height()) for size in app_icon().availableSizes()}
    assert {(16, 16), (32, 32), (256, 256)} <= sizes


def _share(picture: QImage, colour: str) -> float:
    wanted = QColor(colour).rgb()
    dots = [picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())]
    return dots.count(wanted) / len(dots)


@pytest.mark.parametrize("size", TRAY_SIZES)
def test_red_is_seen_when_something_is_late_and_only_then(qtbot: QtBot, size: int) -> None:
    late = tray_icon(Count(5, 1)).pixmap(size, size).toImage()
    in_time = tray_icon(Count(5, 0)).pixmap(size, size).toImage()
    assert _share(late, LIGHT.late) > 0.05
    assert _share(in_time, LIGHT.late) == 0
    assert _share(in_time, LIGHT.accent) > 0.25


@pytest.mark.parametrize("size", TRAY_SIZES)
@pytest.mark.parametrize("number", [7, 42, 500])
def test_the_number_is_drawn_in_every_size_without_being_scaled(
    qtbot: QtBot, size: int, number: int
) -> None:
    drawn = tray_icon(Count(number, 0)).pixmap(size, size)
    assert drawn.width() == size
    other = tray_icon(Count(number + 1 if number < 99 else 1, 0)).pixmap(size, size)
    assert drawn.toImage() != other.toImage()


def test_on_a_fine_screen_more_pixels_are_drawn_not_larger_ones(qtbot: QtBot) -> None:
    fine = tray_icon(Count(5, 0)).pixmap(tray_icon(Count(5, 0)).actualSize(_square(24)), 2.0)
    assert fine.width() == 48
    assert fine.devicePixelRatio() == 2.0


def _square(side: int) -> QSize:
    return QSize(side, side)


def test_a_tray_that_was_put_away_hears_nothing_more(session: DeskSession, qtbot: QtBot) -> None:
    # The program is built anew when the language changes, on the same desk.
    program = QObject()
    quiet = Quiet(program)
    tray = Tray(session, quiet, program)
    way = WrittenWay()
    Reminder(session, Notifier([way], program), quiet, program).look()
    tray.hide()
    program.deleteLater()
    with qtbot.waitSignal(program.destroyed, timeout=2000):
        pass
    take(session, call(due_at=session.now()))
    session.change_setting("nudges", value=False)
    assert way.shown == []
