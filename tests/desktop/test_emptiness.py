"""An empty list says that all is done, or what to do."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from callmemo.core.vocabulary import View
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme
from tests.desktop.moved_time import take
from tests.desktop.window_world import WindowWorld, build_window
from tests.office_day import call


def said(office: WindowWorld) -> tuple[str, str]:
    if not office.part("emptiness").isVisible():
        return ("", "")
    return office.says("emptyTitle"), office.says("emptyHint")


def close_today(office: WindowWorld) -> None:
    for name, memo_id in office.ids.items():
        if office.memo(name).is_open:
            office.desk.finish(memo_id, office.clock())
    office.window.refresh()


def test_while_something_is_open_it_says_nothing(office: WindowWorld) -> None:
    for view in (View.TODAY, View.MINE, View.WAITING, View.LATER, View.COMPLAINTS, View.ALL):
        office.window.show_view(view)
        assert said(office) == ("", ""), view


def test_when_all_is_done_it_says_so_above_what_was_done(office: WindowWorld, qtbot: QtBot) -> None:
    close_today(office)
    assert said(office)[0] == "No callback is left for today"
    assert len(office.names) == 8
    assert office.part("memoList").isVisible()
    qtbot.waitUntil(lambda: office.part("emptiness").height() < 250)


@pytest.mark.parametrize(
    ("view", "title"),
    [
        (View.MINE, "Nothing is waiting for you"),
        (View.WAITING, "Nobody has promised to call"),
        (View.LATER, "Nothing is planned for later"),
    ],
)
def test_each_view_has_its_sentence(office: WindowWorld, view: View, title: str) -> None:
    close_today(office)
    office.window.show_view(view)
    assert said(office) == (title, "Ctrl+N takes the next call")
    assert not office.part("memoList").isVisible()
    assert office.chosen == ""


def test_without_a_name_it_says_where_to_set_one(office: WindowWorld) -> None:
    office.session.change_setting("my_name", "")
    office.window.show_view(View.MINE)
    assert said(office)[1] == "Set your name in the settings to see memos for you here"


def test_a_search_without_hits_says_how_to_go_on(office: WindowWorld) -> None:
    office.window.searching.look_for("zz")
    assert said(office)[0] == "Nothing was found"
    assert "Esc" in said(office)[1]
    office.window.searching.look_for("")
    assert said(office) == ("", "")


def test_the_first_day_begins_with_what_to_do(session: DeskSession, theme: Theme) -> None:
    window = build_window(session.settings_file.path.parent, session, theme)
    window.show()
    hint = window.findChild(QLabel, "emptyHint")
    assert isinstance(hint, QLabel)
    assert hint.text() == "Ctrl+N takes the next call"
    take(session, call())
    assert not hint.isVisible()
    assert window.list.memo is not None
    window.close()
    window.deleteLater()


def test_the_keyboard_is_not_lost_with_the_last_memo(office: WindowWorld) -> None:
    office.window.show_view(View.WAITING)
    office.press("d")
    assert office.names == []
    assert office.window._columns.work.hasFocus()
    office.session.perform(lambda desk, now: desk.reopen(office.ids["伊藤"], now))
    assert office.names == ["伊藤"]
    assert office.focus() == "memoList"
