"""A window that looks only at what has changed shows the same as one that looks at everything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex
from PySide6.QtWidgets import QLabel, QPushButton

from callmemo.core.presence import STREAM
from callmemo.core.vocabulary import Outcome, Presence, View
from callmemo.desk import Desk
from callmemo.desktop.guide_moments import MomentList
from callmemo.desktop.main_window import MainWindow
from callmemo.desktop.memo_list import Role
from callmemo.desktop.people import PersonRow
from callmemo.desktop.session import Verb
from tests.desktop.seeing import settle
from tests.desktop.window_world import WindowWorld, build_window
from tests.office_day import MINUTE, call

ROUNDS = 60
Said = dict[str, object]


def verbs(office: WindowWorld, dice: Random) -> Verb:
    """Something that somebody does at the desk; the rules may refuse it."""
    memo_id = dice.choice(sorted(office.ids.values()))
    later = office.clock.now + dice.choice((5, 50, 500, 3000)) * MINUTE
    person = dice.choice(("鈴木", "佐藤", "田中", "木村"))
    state = dice.choice((Presence.HERE, Presence.MEETING, Presence.GONE_HOME))
    acts: tuple[Verb, ...] = (
        lambda desk, now: desk.plan_retry(memo_id, later, now),
        lambda desk, now: desk.snooze(memo_id, later, now),
        lambda desk, now: desk.attempt(memo_id, dice.choice(list(Outcome)), now),
        lambda desk, now: desk.note(memo_id, f"{dice.random()}", now),
        lambda desk, now: desk.confirm(memo_id, now),
        lambda desk, now: desk.hand_over(memo_id, person, now),
        lambda desk, now: desk.finish(memo_id, now),
        lambda desk, now: desk.reopen(memo_id, now),
        lambda desk, now: desk.take(call(f"N{dice.randrange(99)}", addressee=person), now),
        lambda desk, now: desk.set_presence(person, state, now),
        lambda desk, now: desk.undo(now),
    )
    return dice.choice(acts)


def said(window: MainWindow) -> Said:
    """All that a window says."""
    model = window.list.model()
    rows = [model.index(row, 0, QModelIndex()) for row in range(model.rowCount())]
    # To which words for the call somebody has turned, a new window cannot know.
    turned = window.detail.findChildren(MomentList)
    labels: list[QLabel] = [
        label
        for label in window.detail.findChildren(QLabel)
        if window.list.memo
        and label.isVisibleTo(window.detail)
        and not any(m.isAncestorOf(label) for m in turned)
    ]
    buttons: list[QPushButton] = window.findChildren(QPushButton)
    people: list[PersonRow] = window.navigation.findChildren(PersonRow)
    return {
        "rows": [row.data(Role.WORDS) or row.data() for row in rows],
        "memos": [row.data(Role.MEMO) for row in rows],
        "chosen": window.list.memo,
        # By their names: what has no room is said whole.
        "detail": sorted(
            (label.accessibleName() or label.text(), str(label.property("tone") or ""))
            for label in labels
        ),
        "actions": sorted(
            b.accessibleName()
            for b in buttons
            if window.list.memo and b.objectName().startswith("action-") and not b.isHidden()
        ),
        "views": [b.toolTip() for b in buttons if b.objectName().startswith("view-")],
        "people": [row.toolTip() for row in people],
    }


def looks_anew(office: WindowWorld, view: View) -> Said:
    """What a window says that is opened now."""
    fresh = build_window(office.home, office.session, office.theme)
    fresh.resize(office.window.size())
    fresh.show()
    fresh.show_view(view)
    memo = office.window.list.memo
    if memo is not None:
        assert fresh.list.choose(office.desk.place_of(memo.id) or 0)
    settle()
    found = said(fresh)
    fresh.close()
    fresh.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return found


@pytest.mark.parametrize("seed", range(4))
def test_after_whatever_happens_it_says_what_a_new_window_says(
    office: WindowWorld, seed: int
) -> None:
    dice = Random(seed)
    view = View.TODAY
    office.window.resize(1280, 800)
    for number in range(ROUNDS):
        if dice.random() < 0.2:
            view = dice.choice(list(View))
            office.window.show_view(view)
        if dice.random() < 0.2:
            office.window.list.step(dice.choice((-1, 1)))
        if dice.random() < 0.3:
            office.clock.now += dice.choice((timedelta(seconds=20), MINUTE, 45 * MINUTE))
            office.window._on_minute()
        office.session.perform(verbs(office, dice))
        if number % 6 == 0:
            settle()
            kept, fresh = said(office.window), looks_anew(office, view)
            for part in kept:
                assert kept[part] == fresh[part], f"{part} in round {number}"


def questions_of(desk: Desk) -> list[str]:
    asked: list[str] = []
    desk._journal.db.conn.set_trace_callback(asked.append)
    return asked


def test_a_change_of_one_memo_asks_little(office: WindowWorld) -> None:
    """How many questions are asked must not grow unseen: each change pays for all of them."""
    asked = questions_of(office.desk)
    office.session.perform(lambda desk, now: desk.note(office.ids["山田"], "x", now))
    reads = [sql for sql in asked if "SELECT" in sql and "WHERE" in sql]
    assert sum("FROM presence" in sql for sql in reads) <= 1
    assert sum("total(" in sql for sql in reads) == 1
    assert len(reads) <= 12


class TestDetail:
    def retold(self, office: WindowWorld, act: Callable[[], object]) -> int:
        told = 0
        detail = office.window.detail
        retell = detail.retell

        def counting() -> None:
            nonlocal told
            told += 1
            retell()

        detail.retell = counting  # type: ignore[method-assign] # it counts and does the same
        act()
        return told

    def test_another_memos_change_leaves_it_as_it_is(self, office: WindowWorld) -> None:
        office.choose("山田")
        other = next(one for name, one in office.ids.items() if name != "山田")
        verb: Verb = lambda desk, now: desk.note(other, "x", now)  # noqa: E731 - one of two
        assert self.retold(office, lambda: office.session.perform(verb)) == 0

    def test_what_happens_to_its_own_memo_is_told(self, office: WindowWorld) -> None:
        office.choose("山田")
        verb: Verb = lambda desk, now: desk.note(office.ids["山田"], "x", now)  # noqa: E731 - as above
        assert self.retold(office, lambda: office.session.perform(verb)) == 1
        assert any("x" in text for text in office.texts())

    def test_time_and_people_are_told(self, office: WindowWorld) -> None:
        def minute() -> None:
            office.clock.now += MINUTE
            office.window._on_minute()

        def presence() -> None:
            office.session.perform(
                lambda desk, now: desk.set_presence("鈴木", Presence.MEETING, now)
            )

        office.choose("山田")
        assert self.retold(office, minute) == 1
        assert self.retold(office, presence) >= 1


def test_a_list_that_could_not_look_reads_everything_the_next_time(office: WindowWorld) -> None:
    conn = office.desk._journal.db.conn
    yamada = office.ids["山田"]
    office.window.list.model().index(1, 0).data(Role.MEMO)
    changes = office.desk.note(yamada, "behind the window's back", office.clock.now)
    conn.execute("ALTER TABLE memo RENAME TO elsewhere")
    office.session.changed.emit(changes, None)
    conn.execute("ALTER TABLE elsewhere RENAME TO memo")
    office.clock.now += timedelta(seconds=1)
    office.session.perform(lambda desk, now: desk.set_presence("鈴木", Presence.MEETING, now))
    assert said(office.window)["rows"] == looks_anew(office, View.TODAY)["rows"]
    assert said(office.window)["memos"] == looks_anew(office, View.TODAY)["memos"]


class TestLastChange:
    def test_it_is_another_number_after_a_change_of_just_these(self, office: WindowWorld) -> None:
        session = office.session
        one, other = list(office.ids.values())[:2]
        before = session.last_change(one), session.last_change(other), session.last_change(STREAM)
        session.perform(lambda desk, now: desk.note(one, "x", now))
        assert session.last_change(one) != before[0]
        assert (session.last_change(other), session.last_change(STREAM)) == before[1:]
        assert session.last_change(other, one) == session.last_change(one)

    def test_very_many_at_once_count_as_all(self, office: WindowWorld) -> None:
        session = office.session
        one, other = list(office.ids.values())[:2]
        before = session.last_change(other)
        for number in range(1100):
            session._last_changes[str(number)] = 0
        session.perform(lambda desk, now: desk.note(one, "x", now))
        assert session.last_change(other) > before
        assert session._last_changes == {}
