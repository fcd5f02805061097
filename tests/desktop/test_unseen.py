"""What was given and not seen stays in sight until somebody has seen it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QIcon, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from callmemo import words
from callmemo.core.memo import Memo
from callmemo.core.vocabulary import Kind, Outcome, Urgency
from callmemo.desktop.icons import TRAY_SIZES, tray_icon
from callmemo.desktop.notifying.notifier import Notifier
from callmemo.desktop.program import Program
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import LIGHT, Theme
from callmemo.desktop.unseen_panel import LINES
from callmemo.store.register import Count
from tests.desktop.moved_time import HandClock, WrittenWay, open_session, take
from tests.office_day import at, call

PLAIN = {
    "nudge_untouched": 0,
    "nudge_afternoon": None,
    "nudge_before_closing": (),
    "nudge_substitute": 0,
    "nudge_left": 0,
}


class Office:
    """A program in front of which nobody sits, and a way that writes its notices down."""

    def __init__(
        self, qapp: QApplication, session: DeskSession, clock: HandClock, theme: Theme, home: Path
    ) -> None:
        self.session = session
        self.clock = clock
        self.way = WrittenWay()
        self.program = Program(qapp, session, theme, home)
        # The ways of this platform are tried elsewhere.
        notifier: Notifier = self.program.standby.notifier
        notifier._ways = (self.way,)
        self.way.clicked.connect(notifier._clicked)

    def remind(self, *names: str, **fields: object) -> list[Memo]:
        """Take a memo for each and let its time come."""
        memos = [
            take(self.session, call(name=name, due_at=at("15:00"), **fields)) for name in names
        ]
        self.clock.now = at("15:00")
        self.program.standby.reminder.look()
        return [self.session.desk.memo(memo.id) for memo in memos]

    @property
    def unseen(self) -> list[str]:
        return [memo.draft.caller.name for memo in self.session.desk.unseen()]

    def button(self, name: str) -> QPushButton:
        found = self.program.window.findChild(QPushButton, name)
        assert isinstance(found, QPushButton)
        return found


@pytest.fixture
def office(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Office]:
    words.use("ja")
    clock = HandClock()
    theme = Theme(qapp, "light")
    with open_session(tmp_path / "home", clock, **PLAIN) as session:
        made = Office(qapp, session, clock, theme, tmp_path)
        yield made
        made.program.close()
        theme.deleteLater()
        # Windows left over would be dressed anew with each program that is built.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    words.use("en")


def in_front(office: Office, qtbot: QtBot) -> None:
    office.program.show()
    qtbot.waitActive(office.program.window)


def test_a_reminder_that_was_shown_is_unseen_until_somebody_acts_on_the_memo(
    office: Office,
) -> None:
    (memo,) = office.remind("山田")
    assert office.unseen == ["山田"]
    office.session.perform(lambda desk, now: desk.attempt(memo.id, Outcome.ABSENT, now))
    assert office.unseen == []


def test_the_list_says_when_who_and_for_whom_and_is_not_there_without_any(office: Office) -> None:
    panel = office.program.window.unseen
    assert panel.isHidden()
    office.remind("山田")
    assert not panel.isHidden()
    assert panel.texts == ["15:00 までに折り返し — 山田 様\u3000鈴木 宛て"]
    assert panel.accessibleName() == "見ていない通知 1 件"
    office.program.standby.unseen.see_all()
    assert panel.isHidden()


def test_only_a_few_are_named_and_the_rest_is_counted_the_weightiest_first(
    office: Office,
) -> None:
    take(office.session, call(name="苦情", due_at=at("15:00"), complaint=True))
    take(
        office.session,
        call(name="至急", due_at=at("15:00"), urgency=Urgency.URGENT, urgent_reason="店頭"),
    )
    office.remind(*(f"客{n}" for n in range(4)))
    texts = office.program.window.unseen.texts
    assert len(texts) == LINES
    assert "苦情" in texts[0]
    assert "至急" in texts[1]
    more = office.program.window.unseen.findChild(QLabel, "unseenMore")
    assert isinstance(more, QLabel)
    assert more.text() == f"ほか {6 - LINES} 件"


def test_a_low_window_names_one_so_that_the_memos_stay_in_sight(office: Office) -> None:
    office.program.window.resize(800, 500)
    office.remind("山田", "伊藤")
    assert len(office.program.window.unseen.texts) == 1


def test_a_line_opens_its_memo_which_is_seen_then(office: Office, qtbot: QtBot) -> None:
    in_front(office, qtbot)
    office.remind("山田", "伊藤")
    first = office.program.window.unseen.texts[0]
    office.button("unseen0").click()
    assert len(office.unseen) == 1
    assert office.unseen[0] not in first
    shown = office.program.window.list.memo
    assert shown is not None
    assert shown.draft.caller.name in first


def test_one_key_says_that_all_are_seen(office: Office, qtbot: QtBot) -> None:
    in_front(office, qtbot)
    office.remind("山田", "伊藤", "中村")
    office.program.window.list.setFocus()
    qtbot.waitUntil(office.program.window.list.hasFocus)
    QTest.keyClick(office.program.window.list, Qt.Key.Key_N)
    assert office.unseen == []


def test_that_key_is_a_letter_while_somebody_types(office: Office, qtbot: QtBot) -> None:
    in_front(office, qtbot)
    office.remind("山田")
    search = office.program.window.top.search
    search.setFocus()
    QTest.keyClick(search, Qt.Key.Key_N)
    assert search.text() == "n"
    assert office.unseen == ["山田"]


def test_a_click_on_the_notice_of_one_memo_is_seeing_it(office: Office) -> None:
    office.remind("山田")
    office.way.clicked.emit(office.way.shown[0])
    assert office.unseen == []


def test_a_click_on_a_notice_of_many_leaves_them_in_the_list(office: Office) -> None:
    office.remind(*(f"客{n}" for n in range(5)))
    (notice,) = office.way.shown
    office.way.clicked.emit(notice)
    assert len(office.unseen) == 5


def test_who_goes_to_a_memo_by_hand_and_stays_there_has_seen_it(
    office: Office, qtbot: QtBot
) -> None:
    in_front(office, qtbot)
    office.remind("山田", "伊藤")
    before = set(office.unseen)
    shown = office.program.window.list
    shown.setCurrentIndex(shown.model().index(shown._model.next_memo_row(0) or 0, 0))
    QTest.keyClick(shown, Qt.Key.Key_J)
    memo = shown.memo
    assert memo is not None
    qtbot.waitUntil(lambda: len(office.unseen) == 1, timeout=3000)
    assert before - set(office.unseen) == {memo.draft.caller.name}


def test_a_list_that_chooses_another_memo_by_itself_shows_it_to_nobody(
    office: Office, qtbot: QtBot
) -> None:
    in_front(office, qtbot)
    office.remind("山田", "伊藤")
    office.program.window.refresh()
    qtbot.wait(900)
    assert len(office.unseen) == 2


def test_the_tray_counts_the_unseen_in_words_too(office: Office) -> None:
    office.remind("山田", "伊藤")
    office.clock.move(minutes=1)
    office.program.standby.tray.refresh()
    assert office.program.standby.tray.tooltip == (
        "伝言メモ — 見ていない通知 2 件\n未折り返し 2 件（2 件超過）"
    )
    office.program.standby.unseen.see_all()
    assert office.program.standby.tray.tooltip == "伝言メモ — 未折り返し 2 件（2 件超過）"


@pytest.mark.parametrize(("late", "colour"), [(0, LIGHT.soon), (1, LIGHT.late)])
@pytest.mark.parametrize("size", TRAY_SIZES)
def test_the_icon_of_unseen_reminders_is_a_disc_of_its_own(
    qapp: QApplication, size: int, late: int, colour: str
) -> None:
    unseen = picture(tray_icon(Count(3, late), 2), size)
    assert unseen.pixelColor(0, 0).alpha() == 0, "a disc has no corners"
    assert unseen.pixelColor(size // 2, 1).name() == colour
    assert unseen != picture(tray_icon(Count(3, late)), size)


def picture(icon: QIcon, size: int) -> QImage:
    return icon.pixmap(size, size).toImage()


def test_who_comes_back_hears_in_one_notice_what_was_not_seen(office: Office) -> None:
    office.remind("山田", "伊藤")
    office.clock.now = at("15:40")
    office.program.standby.doorway.came_back.emit()
    assert office.way.titles[2:] == ["見ていない通知 2 件"]
    assert "山田" in office.way.shown[-1].text


def test_what_was_shown_a_moment_ago_is_not_said_again_on_coming_back(office: Office) -> None:
    office.remind("山田")
    office.program.standby.doorway.came_back.emit()
    assert len(office.way.shown) == 1


def test_who_comes_back_to_nothing_unseen_hears_nothing(office: Office) -> None:
    office.remind("山田")
    office.program.standby.unseen.see_all()
    office.clock.now = at("16:00")
    office.program.standby.doorway.came_back.emit()
    assert len(office.way.shown) == 1


def test_an_hour_of_quiet_holds_for_the_summary_too(office: Office) -> None:
    office.remind("山田")
    office.clock.now = at("15:30")
    office.program.standby.tray.hush.trigger()
    office.program.standby.doorway.came_back.emit()
    assert len(office.way.shown) == 1


def test_unseen_stays_unseen_after_a_restart_and_is_not_given_again(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    clock = HandClock()
    theme = Theme(qapp, "light")
    home = tmp_path / "home"
    with open_session(home, clock, **PLAIN) as session:
        first = Office(qapp, session, clock, theme, tmp_path)
        first.remind("山田")
        first.program.close()
    with open_session(home, clock, **PLAIN) as session:
        second = Office(qapp, session, clock, theme, tmp_path)
        second.program.standby.reminder.look()
        assert second.way.shown == []
        assert second.unseen == ["山田"]
        assert not second.program.window.unseen.isHidden()
        second.program.close()
    theme.deleteLater()


def test_seeing_is_no_action_that_undo_takes_back(office: Office) -> None:
    (memo,) = office.remind("山田")
    office.session.perform(lambda desk, now: desk.confirm(memo.id, now))
    office.clock.now = at("15:20")
    office.session.perform(lambda desk, now: desk.see_nudges([memo.id], now))
    office.program.window.undo()
    taken_back = [e.kind for e, undone in office.session.desk.history(memo.id) if undone]
    assert taken_back == [Kind.CONFIRMED]
