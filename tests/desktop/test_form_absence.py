"""The form says who is away while one is chosen, and offers somebody who is here."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from callmemo.core.memo import Draft
from callmemo.core.vocabulary import Presence
from callmemo.desktop.form_fields import PersonField
from tests.desktop.form_world import ALT, MORNING, FormWorld, focus_name, press
from tests.desktop.seeing import cut_texts, settle

FOUR = MORNING.replace(hour=16, minute=0)
HOUR = timedelta(hours=1)


def notice(world: FormWorld, name: str = "addresseeAway") -> str:
    """What a notice says, empty while it is not shown."""
    found = world.find(QWidget, name)
    return world.find(QLabel, f"{name}Text").text() if found.isVisible() else ""


def away(world: FormWorld, person: str, state: Presence = Presence.MEETING) -> None:
    world.session.perform(lambda desk, now: desk.set_presence(person, state, now, until=FOUR))


def test_of_somebody_who_is_here_nothing_is_said(new: FormWorld) -> None:
    new.fill("addressee", "鈴木")
    assert notice(new) == ""


def test_of_somebody_away_it_says_until_when_and_who_is_here(new: FormWorld) -> None:
    away(new, "Suzuki")
    new.fill("addressee", "Suzuki")
    assert notice(new) == "会議中 16:00 まで — 代わりはSato(在席)"


def test_one_key_takes_the_suggestion_and_leaves_the_keyboard_where_it_is(new: FormWorld) -> None:
    away(new, "Suzuki")
    new.fill("addressee", "Suzuki")
    new.find(QWidget, "subject").setFocus()
    press(Qt.Key.Key_5, ALT)
    assert new.find(PersonField, "substitute").text() == "Sato"
    assert new.find(QWidget, "substitute").isVisible()
    assert focus_name() == "subject"
    assert not new.find(QWidget, "takeSubstitute").isVisible()
    assert notice(new) == "会議中 16:00 まで — 代わりはSato(在席)"


def test_one_click_takes_it_and_it_is_saved(new: FormWorld) -> None:
    away(new, "Suzuki")
    new.fill("addressee", "Suzuki")
    new.fill("name", "山田")
    new.find(QWidget, "takeSubstitute").setFocus()
    new.click("takeSubstitute")
    assert focus_name() == "addresseeText" or focus_name() == "addressee"
    new.form.save_and_tell()
    assert new.memos()[0].draft.substitute == "Sato"


def test_the_key_does_nothing_while_nothing_is_suggested(new: FormWorld) -> None:
    new.fill("addressee", "鈴木")
    press(Qt.Key.Key_5, ALT)
    assert new.find(PersonField, "substitute").text() == ""


def test_the_suggestion_is_the_next_stop_after_the_addressee(new: FormWorld) -> None:
    away(new, "鈴木")
    new.fill("addressee", "鈴木")
    new.find(QWidget, "addressee").setFocus()
    press(Qt.Key.Key_Tab)
    assert focus_name() == "takeSubstitute"
    press(Qt.Key.Key_Tab)
    assert focus_name() == "urgent"


def test_a_substitute_who_is_away_too_is_replaced_by_the_suggestion(new: FormWorld) -> None:
    away(new, "Suzuki")
    away(new, "佐藤")
    new.fill("addressee", "Suzuki")
    new.fill("substitute", "佐藤")
    assert notice(new).endswith("代わりはSato(在席)")
    new.click("takeSubstitute")
    assert new.find(PersonField, "substitute").text() == "Sato"


def test_where_nobody_is_here_it_says_so(new: FormWorld) -> None:
    for name in ("鈴木", "佐藤", "Suzuki", "Sato", "田中", "山田中"):
        away(new, name, Presence.OUT)
    new.fill("addressee", "鈴木")
    assert notice(new) == "外出中 16:00 まで — ほかに在席の方はいません"
    assert not new.find(QWidget, "takeSubstitute").isVisible()


def test_a_substitute_who_will_be_away_when_it_is_due_is_warned_of(new: FormWorld) -> None:
    start = MORNING.replace(hour=11, minute=0)
    new.desk.set_presence("佐藤", Presence.OUT, MORNING, since=start, until=FOUR)
    new.fill("addressee", "鈴木")
    new.fill("substitute", "佐藤")
    # Due today by closing, when 佐藤 is back.
    assert notice(new, "substituteAway") == ""
    new.click("dueChips-hour")
    assert notice(new, "substituteAway") == ("佐藤は 11:15 に席を外す予定です(外出中 16:00 まで)")
    new.click("dueChips-half_hour")
    assert notice(new, "substituteAway") == ""


def test_an_addressee_who_will_be_away_when_it_is_due_is_warned_of(new: FormWorld) -> None:
    start = MORNING.replace(hour=11, minute=0)
    new.desk.set_presence("鈴木", Presence.MEETING, MORNING, since=start, until=FOUR)
    new.fill("addressee", "鈴木")
    new.click("dueChips-hour")
    assert notice(new) == "鈴木は 11:15 に席を外す予定です(会議中 16:00 まで)"


def test_what_is_said_elsewhere_meanwhile_is_shown_at_once(new: FormWorld) -> None:
    new.fill("addressee", "鈴木")
    away(new, "鈴木")
    assert notice(new).startswith("会議中")


def test_when_they_are_back_nothing_is_said_any_more(new: FormWorld) -> None:
    away(new, "鈴木")
    new.fill("addressee", "鈴木")
    new.now = FOUR
    new.session.heartbeat.minute.emit()
    assert notice(new) == ""


def test_looking_at_who_is_where_is_no_edit(new: FormWorld) -> None:
    away(new, "鈴木")
    new.session.heartbeat.minute.emit()
    new.form.close()
    assert new.drafts == []


def test_a_memo_opened_again_says_it_too(world: FormWorld) -> None:
    memo = world.take(Draft(addressee="鈴木", subject="納品", substitute="佐藤"))
    away(world, "鈴木")
    world.form.open_for(memo)
    settle()
    assert notice(world).startswith("会議中 16:00 まで — 代わりは佐藤(在席)")
    assert not world.find(QWidget, "takeSubstitute").isVisible()


def test_who_is_away_stands_beside_the_name_to_choose(new: FormWorld) -> None:
    away(new, "佐藤")
    field = new.find(PersonField, "addressee")
    spoken = [
        field.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(field.count())
    ]
    assert "佐藤 営業二課 会議 〜16:00" in spoken
    assert "鈴木 営業一課" in spoken


@pytest.mark.parametrize("form_language", ["ja", "en"], indirect=True)
@pytest.mark.parametrize("width", [480, 752, 1000])
def test_nothing_is_cut(new: FormWorld, width: int) -> None:
    long = "とても長い名前の部署の担当者" * 4
    away(new, long)
    new.fill("addressee", long)
    away(new, "佐藤")
    new.fill("substitute", "佐藤")
    new.click("dueChips-hour")
    new.form.resize(width, 900)
    # A scroll bar that comes makes the page narrower, which makes the notice higher.
    settle()
    assert notice(new)
    assert notice(new, "substituteAway")
    assert not cut_texts(new.form)
