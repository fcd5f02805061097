"""What notices say, and in which way they reach people."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from callmemo import words
from callmemo.core.memo import Caller, Memo
from callmemo.core.rungs import Nudge, Rung
from callmemo.core.vocabulary import Request, Status, Target, Urgency
from callmemo.desktop.banner import Banner
from callmemo.desktop.notifying.balloon import BalloonWay
from callmemo.desktop.notifying.notice import Notice, cut, defused
from callmemo.desktop.notifying.notifier import Notifier
from callmemo.desktop.notifying.plain import PlainWay
from callmemo.desktop.notifying.strip import StripWay
from callmemo.desktop.notifying.texts import notice_of
from tests.desktop.moved_time import WrittenWay
from tests.office_day import OFFICE, TEN, at, call

NOTICE = Notice("15:00 までに折り返し — 山田 様", "アオバ商事", ("memo-1",))
SEVERAL = Notice("折り返しの時刻です — 4 件", "", ("memo-1", "memo-2"))


@pytest.fixture(autouse=True)
def _japanese() -> Iterator[None]:
    words.use("ja")
    yield
    words.use("en")


def due(memo_id: str = "memo-1", **fields: Any) -> Nudge:
    fields.setdefault("due_at", at("15:00"))
    draft = call(**fields)
    status = Status.WAITING if draft.request is Request.WILL_CALL_AGAIN else Status.NEW
    memo = Memo(memo_id, "1124-001", TEN, draft, status)
    return Nudge(Rung.DUE, "due", at("15:00"), (memo,))


class Told:
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.answers: list[bool] = []

    def __call__(self, shown: bool) -> None:
        self.answers.append(shown)


# What they say


def test_a_notice_says_by_when_and_whom_then_what_about_why_urgent_and_the_number() -> None:
    nudge = due(
        subject="納品数量の件", urgency=Urgency.URGENT, urgent_reason="店頭にお客様がお待ちのため"
    )
    notice = notice_of(nudge, at("15:00"), OFFICE, "鈴木")
    assert notice.title == "15:00 までに折り返し — 山田 様"
    assert notice.text.split("\n") == [
        "アオバ商事・納品数量の件",
        "至急：店頭にお客様がお待ちのため",
        "03-0000-0142",
    ]
    assert notice.urgent
    assert notice.memo_id == "memo-1"


def test_a_notice_says_whose_call_it_is_where_it_is_not_mine() -> None:
    assert notice_of(due(), at("15:00"), OFFICE, "木村").text.endswith("鈴木 宛て")
    assert "宛て" not in notice_of(due(), at("15:00"), OFFICE, "鈴木").text


def test_the_number_is_the_one_to_dial() -> None:
    caller = Caller(name="山田", phone="03-0000-0142", mobile="090-0000-0142")
    nudge = due(caller=caller, target=Target.THEIR_MOBILE)
    assert "090-0000-0142" in notice_of(nudge, at("15:00"), OFFICE).text


def test_our_own_next_call_is_called_so() -> None:
    nudge = due(request=Request.WE_CALL_AGAIN)
    assert notice_of(nudge, at("15:00"), OFFICE).title == "15:00 にかけ直し — 山田 様"


def test_a_time_of_another_day_says_the_day() -> None:
    title = notice_of(due(), at("9:00", days=1), OFFICE).title
    assert title == "昨日 15:00 までに折り返し — 山田 様"


@given(st.text(max_size=5000), st.text(max_size=5000))
def test_no_text_however_long_makes_a_notice_long(name: str, subject: str) -> None:
    notice = notice_of(due(name=name, subject=subject), at("15:00"), OFFICE)
    assert len(notice.title) <= 120
    assert all(len(line) <= 100 for line in notice.text.split("\n")[1:])
    assert len(notice.text) < 700


@given(st.text(), st.integers(min_value=1, max_value=300))
def test_a_cut_text_fits_and_is_the_beginning_of_the_whole(text: str, units: int) -> None:
    short = cut(text, units)
    assert len(short.encode("utf-16-le")) // 2 <= units
    if short != text:
        assert short.endswith("…")
        assert text.startswith(short[:-1])


def test_a_sign_of_two_units_is_never_halved() -> None:
    assert cut("𠮷𠮷𠮷", 4) == "𠮷…"


@pytest.mark.parametrize("text", ["-i /etc/passwd", "--help", "  -x", "–a"])
def test_no_title_can_be_taken_for_an_option(text: str) -> None:
    assert not defused(text).lstrip().startswith(("-", "–"))
    assert defused(text)[-1] == text[-1]


def test_other_texts_stay_as_they_are() -> None:
    assert defused("15:00 - 山田") == "15:00 - 山田"


# Which way they go


def test_the_first_way_that_can_shows_a_notice_and_no_other() -> None:
    absent, good, spare = WrittenWay(available=False), WrittenWay(), WrittenWay()
    told = Told()
    Notifier([absent, good, spare]).show(NOTICE, told)
    assert (absent.shown, good.shown, spare.shown) == ([], [NOTICE], [])
    assert told.answers == [True]


def test_a_way_that_fails_later_still_leads_to_the_next() -> None:
    slow, good = WrittenWay(accepts=None), WrittenWay()
    told = Told()
    Notifier([slow, good]).show(NOTICE, told)
    assert told.answers == []
    slow.answer(shown=False)
    assert good.shown == [NOTICE]
    assert told.answers == [True]


def test_where_no_way_works_that_is_said_and_nothing_breaks() -> None:
    told = Told()
    Notifier([WrittenWay(accepts=False), WrittenWay(available=False)]).show(NOTICE, told)
    assert told.answers == [False]


def test_a_way_that_comes_back_is_used_again() -> None:
    tray, strip = WrittenWay(available=False), WrittenWay()
    notifier = Notifier([tray, strip])
    notifier.show(NOTICE)
    tray.available = True
    notifier.show(SEVERAL)
    assert (strip.shown, tray.shown) == ([NOTICE], [SEVERAL])


def test_a_click_opens_the_memo_and_on_a_summary_the_list_of_today(qtbot: QtBot) -> None:
    way = WrittenWay()
    notifier = Notifier([way])
    with qtbot.waitSignal(notifier.memo_wanted) as wanted:
        way.clicked.emit(NOTICE)
    assert wanted.args == ["memo-1"]
    with qtbot.assertNotEmitted(notifier.memo_wanted), qtbot.waitSignal(notifier.today_wanted):
        way.clicked.emit(SEVERAL)


# By balloon


class StandInTray(QObject):
    """What a balloon needs of a tray."""

    def __init__(self) -> None:
        super().__init__()
        self.is_available = True
        self.shows_balloons = True
        self.balloons: list[tuple[str, str]] = []
        self.clicks: list[Any] = []

    def show_balloon(self, title: str, text: str, clicked: Any) -> None:
        self.balloons.append((title, text))
        self.clicks.append(clicked)


@pytest.fixture
def tray(qtbot: QtBot) -> StandInTray:
    return StandInTray()


def balloons(tray: StandInTray) -> BalloonWay:
    return BalloonWay(tray)  # type: ignore[arg-type] # a tray without an icon


def test_balloons_come_one_after_the_other(tray: StandInTray) -> None:
    way, told = balloons(tray), Told()
    way.show(NOTICE, told)
    way.show(SEVERAL, told)
    assert [title for title, _ in tray.balloons] == [NOTICE.title]
    assert told.answers == [True], "what nobody could see yet does not count as shown"
    way._pause.timeout.emit()
    assert [title for title, _ in tray.balloons] == [NOTICE.title, SEVERAL.title]
    assert told.answers == [True, True]


def test_a_click_on_a_balloon_is_for_what_was_shown_last(tray: StandInTray, qtbot: QtBot) -> None:
    way = balloons(tray)
    way.show(NOTICE, Told())
    with qtbot.waitSignal(way.clicked) as clicked:
        tray.clicks[-1]()
    assert clicked.args == [NOTICE]


def test_a_tray_that_vanishes_hands_what_waits_to_the_next_way(tray: StandInTray) -> None:
    way, told = balloons(tray), Told()
    way.show(NOTICE, Told())
    way.show(SEVERAL, told)
    tray.is_available = False
    way._pause.timeout.emit()
    assert told.answers == [False]


def test_a_balloon_that_waits_is_left_out_when_the_memo_is_done(tray: StandInTray) -> None:
    way, told = balloons(tray), Told()
    way.show(SEVERAL, Told())
    way.show(NOTICE, told)
    way.withdraw("memo-1")
    way._pause.timeout.emit()
    assert [title for title, _ in tray.balloons] == [SEVERAL.title]
    assert told.answers == [True]


def test_balloon_texts_fit_into_what_windows_takes(tray: StandInTray) -> None:
    balloons(tray).show(Notice("𠮷" * 100, "あ" * 1000), Told())
    ((title, text),) = tray.balloons
    assert len(title.encode("utf-16-le")) // 2 <= 63
    assert len(text.encode("utf-16-le")) // 2 <= 255


# By the platform's own service


def test_a_service_that_fails_is_reported_back_and_nothing_is_raised(qtbot: QtBot) -> None:
    def fail(_title: str, _text: str) -> None:
        raise NotImplementedError

    told = Told()
    way = PlainWay(fail)
    way.show(NOTICE, told)
    qtbot.waitUntil(lambda: told.answers == [False], timeout=5000)


def test_a_service_that_works_is_told_on_the_thread_of_the_windows(qtbot: QtBot) -> None:
    calls: list[tuple[str, str, bool]] = []
    threads: list[threading.Thread] = []

    def notify(title: str, text: str) -> None:
        calls.append((title, text, threading.current_thread().daemon))

    way = PlainWay(notify)
    way.show(
        Notice("-x 田中", "一 < 二" if sys.platform == "linux" else "一"),
        lambda _shown: threads.append(threading.current_thread()),
    )
    qtbot.waitUntil(lambda: len(threads) == 1, timeout=5000)
    ((title, text, daemon),) = calls
    assert title == "－x 田中"
    assert "<" not in text
    assert daemon, "a thread that sleeps must not hold the program back at its end"
    assert threads == [threading.main_thread()]


def test_a_service_that_hangs_counts_as_failed_once(qtbot: QtBot) -> None:
    release = threading.Event()

    def hang(_title: str, _text: str) -> None:
        release.wait(20)

    told = Told()
    way = PlainWay(hang)
    way.show(NOTICE, told)
    way._tell(1, shown=False)
    release.set()
    way._ended.emit(1, True)
    assert told.answers == [False]


def test_on_linux_plyer_is_believed_only_where_it_notices_failure(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert not PlainWay().is_available()
    monkeypatch.setattr(sys, "platform", "win32")
    assert PlainWay().is_available()


EXIT = """
import time
from PySide6.QtCore import QCoreApplication, QTimer
from callmemo.desktop.notifying.notice import Notice
from callmemo.desktop.notifying.plain import PlainWay
app = QCoreApplication([])
way = PlainWay(lambda title, text: time.sleep(600))
way.show(Notice("a", "b"), lambda shown: None)
QTimer.singleShot(50, app.quit)
app.exec()
"""


def test_a_thread_that_still_sleeps_does_not_hold_the_program_back() -> None:
    ended = subprocess.run([sys.executable, "-c", EXIT], timeout=30, check=False)
    assert ended.returncode == 0


# In the strip


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    QVBoxLayout(window).addWidget(Banner())
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def banner(window: QWidget) -> Banner:
    found = window.findChild(Banner)
    assert isinstance(found, Banner)
    return found


def test_in_the_last_resort_the_strip_shows_it_and_opens_the_memo(
    banner: Banner, qtbot: QtBot
) -> None:
    way, told = StripWay(banner), Told()
    way.show(NOTICE, told)
    assert told.answers == [True]
    assert banner.text == f"{NOTICE.title}\n{NOTICE.text}"
    with qtbot.waitSignal(way.clicked) as clicked:
        banner._act.click()
    assert clicked.args == [NOTICE]


def test_why_it_is_in_the_strip_is_said_once(banner: Banner) -> None:
    way = StripWay(banner)
    way.show(NOTICE, Told())
    banner.dismiss()
    assert banner.text.startswith("このパソコンでは通知を表示できない")
    banner.dismiss()
    way.show(SEVERAL, Told())
    banner.dismiss()
    assert banner.text == ""


def test_the_strip_takes_a_notice_away_when_the_memo_is_done(banner: Banner) -> None:
    way = StripWay(banner)
    way.show(NOTICE, Told())
    way.withdraw("memo-1")
    assert NOTICE.title not in banner.text


# By the notification service of Linux


class WrittenBus(QObject):
    """A bus whose answers the test gives."""

    signal = Signal(str, object)

    def __init__(self, abilities: list[str]) -> None:
        super().__init__()
        self.is_open = True
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self.abilities = abilities
        self.serves = True
        self._next = 7

    def watch(self, _service: object) -> None:
        pass

    def call(
        self, _service: object, method: str, _signature: str, body: tuple[Any, ...], answered: Any
    ) -> None:
        self.calls.append((method, body))
        if not self.serves:
            answered(None)
        elif method == "GetCapabilities":
            answered((self.abilities,))
        else:
            answered((self._next,))
            self._next += 1

    def called(self, method: str) -> list[tuple[Any, ...]]:
        return [body for name, body in self.calls if name == method]


linux_only = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the service of Linux desktops"
)


def service(bus: WrittenBus) -> Any:
    from callmemo.desktop.notifying.service import ServiceWay

    return ServiceWay(lambda: bus)  # type: ignore[arg-type, return-value] # a bus without a bus


@linux_only
def test_the_service_is_given_title_text_and_two_choices(qtbot: QtBot) -> None:
    bus, told = WrittenBus(["actions", "body"]), Told()
    service(bus).show(NOTICE, told)
    ((app, replaces, icon, title, text, actions, hints, timeout),) = bus.called("Notify")
    assert (app, replaces, title, text, timeout) == ("伝言メモ", 0, NOTICE.title, NOTICE.text, -1)
    assert actions == ["default", "開く", "later", "15分後に"]
    assert icon.startswith("file:///")
    assert hints["urgency"] == ("y", 1)
    assert told.answers == [True]


@linux_only
@pytest.mark.parametrize(
    ("abilities", "text"), [(["body-markup"], "&lt;b&gt; &amp; co"), (["body"], "<b> & co")]
)
def test_a_name_is_never_taken_for_markup(qtbot: QtBot, abilities: list[str], text: str) -> None:
    bus = WrittenBus(abilities)
    service(bus).show(Notice("t", "<b> & co"), Told())
    assert bus.called("Notify")[0][4] == text


@linux_only
def test_a_click_finds_the_notice_by_its_number_even_after_it_was_closed(qtbot: QtBot) -> None:
    bus = WrittenBus(["actions"])
    way = service(bus)
    way.show(NOTICE, Told())
    way.show(SEVERAL, Told())
    bus.signal.emit("NotificationClosed", (7, 1))
    with qtbot.waitSignal(way.clicked) as clicked:
        bus.signal.emit("ActionInvoked", (7, "default"))
    assert clicked.args == [NOTICE]
    with qtbot.waitSignal(way.put_off) as put_off:
        bus.signal.emit("ActionInvoked", (7, "later"))
    assert put_off.args == [NOTICE]


@linux_only
def test_clicks_on_other_programs_notifications_are_nothing_to_us(qtbot: QtBot) -> None:
    bus = WrittenBus(["actions"])
    way = service(bus)
    way.show(NOTICE, Told())
    with qtbot.assertNotEmitted(way.clicked):
        bus.signal.emit("ActionInvoked", (99, "default"))


@linux_only
def test_a_bus_without_a_service_is_told_so_that_the_next_way_is_tried(qtbot: QtBot) -> None:
    bus, told = WrittenBus([]), Told()
    bus.serves = False
    service(bus).show(NOTICE, told)
    assert told.answers == [False]


@linux_only
def test_without_a_bus_the_service_is_not_available(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from callmemo.desktop.notifying.service import ServiceWay

    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert not ServiceWay().is_available()
    for address in ("unix:path=/nowhere/bus", "nonsense", "tcp:host=localhost,port=1", ""):
        monkeypatch.setitem(os.environ, "DBUS_SESSION_BUS_ADDRESS", address)
        assert not ServiceWay().is_available(), address


@linux_only
def test_a_notice_of_a_memo_that_is_done_is_closed(qtbot: QtBot) -> None:
    bus = WrittenBus(["actions"])
    way = service(bus)
    way.show(NOTICE, Told())
    way.show(SEVERAL, Told())
    way.withdraw("memo-1")
    assert bus.called("CloseNotification") == [(7,)]
