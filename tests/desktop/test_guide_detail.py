"""Words below the facts of a memo: for the call it asks for, folded away when not wanted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from callmemo import words
from callmemo.core.phrases import Moment
from callmemo.desktop.guide_detail import DetailWords
from callmemo.desktop.plain_text import Prose
from tests.desktop.window_world import WindowWorld

K = Qt.Key
JAPANESE = pytest.mark.parametrize("language", ["ja"], indirect=True)


def box(office: WindowWorld) -> DetailWords:
    found: DetailWords = office.part("detailWords", DetailWords)
    return found


def said(office: WindowWorld) -> str:
    row = box(office).moments.row_now()
    return row.text if row is not None and row.isVisible() else ""


@JAPANESE
def test_a_late_urgent_call_begins_with_an_apology(office: WindowWorld) -> None:
    assert said(office).startswith("お待たせして申し訳ございません。")
    assert "お急ぎと伺い、ご連絡いたしました。" in said(office)
    assert "山田様はいらっしゃいますでしょうか。" in said(office)


@JAPANESE
def test_a_promised_call_that_did_not_come_has_the_words_for_asking(office: WindowWorld) -> None:
    office.choose("伊藤")
    rows = box(office).moments.rows
    assert "その後" in rows[Moment.STATUS_CHECK].text


def test_a_closed_memo_has_no_words(office: WindowWorld) -> None:
    office.choose("加藤")
    assert not box(office).isVisible()
    office.choose("山田")
    assert box(office).isVisible()


def test_f5_turns_to_the_next_moment_and_another_memo_begins_anew(office: WindowWorld) -> None:
    first = said(office)
    QTest.keyClick(office.window, K.Key_F5)
    assert said(office) not in {"", first}
    office.choose("高橋")
    row = box(office).moments.row_now()
    assert row is not None
    assert row.moment is Moment.OPENING


def test_what_is_shown_is_the_moment_for_now_and_the_next(office: WindowWorld) -> None:
    shown = [row for row in box(office).moments.rows.values() if row.isVisible()]
    assert len(shown) == 2
    assert [row.is_open for row in shown] == [True, False]


def test_folded_away_the_words_stay_so_until_they_are_wanted(office: WindowWorld) -> None:
    office.part("wordsFold", QPushButton).click()
    assert said(office) == ""
    office.choose("高橋")
    assert said(office) == ""
    QTest.keyClick(office.window, K.Key_F5)
    assert said(office) != ""


def test_f4_writes_down_that_it_was_read_back(office: WindowWorld) -> None:
    assert not office.memo("山田").draft.read_back
    QTest.keyClick(office.window, K.Key_F4)
    assert office.memo("山田").draft.read_back
    assert not office.part("detailReadBack").isVisible()
    count = len(office.session.desk.history(office.memo("山田").id))
    QTest.keyClick(office.window, K.Key_F4)
    assert len(office.session.desk.history(office.memo("山田").id)) == count


def test_the_words_can_be_marked_and_copied(office: WindowWorld) -> None:
    for row in box(office).moments.rows.values():
        label = row.findChild(Prose)
        assert label is not None
        flags = label.textInteractionFlags()
        assert flags & Qt.TextInteractionFlag.TextSelectableByMouse


@pytest.mark.parametrize("language", words.LANGUAGES, indirect=True)
def test_no_memo_of_the_day_shows_a_blank(office: WindowWorld) -> None:
    for name in ("山田", "小林", "高橋", "伊藤", "中村", "森", "加藤"):
        office.choose(name)
        texts = [row.text for row in box(office).moments.rows.values()]
        assert not any("{" in text for text in texts)
