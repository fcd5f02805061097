"""Who is away is said beside the names of a memo, and where it is handed over."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from callmemo.core.memo import Memo
from callmemo.core.presence import Present
from callmemo.core.vocabulary import Presence, Status, Target
from callmemo.desktop.facts import facts, person_and_state
from callmemo.settings import Member
from tests.desktop.seeing import cut_texts, settle
from tests.desktop.window_world import AFTERNOON, WindowWorld
from tests.office_day import at, call, settings

JAPANESE = pytest.mark.parametrize("language", ["ja"], indirect=True)


def all_texts(office: WindowWorld) -> str:
    office.window.refresh()
    settle()
    return "\n".join(office.texts())


@JAPANESE
def test_the_detail_says_that_the_addressee_is_away(office: WindowWorld) -> None:
    office.choose("小林")
    assert "佐藤(営業二課)" in office.texts()
    office.session.perform(
        lambda desk, now: desk.set_presence("佐藤", Presence.MEETING, now, until=at("16:00"))
    )
    settle()
    assert "佐藤(営業二課) — 会議中 16:00 まで" in office.texts()
    office.clock.now = at("16:00")
    assert "佐藤(営業二課) — " not in all_texts(office)


@JAPANESE
def test_the_detail_says_it_of_the_substitute_too(office: WindowWorld) -> None:
    office.desk.set_presence("佐藤", Presence.GONE_HOME, AFTERNOON)
    office.choose("中村")
    assert "佐藤(営業二課) — 直帰" in all_texts(office)


def test_a_closed_memo_says_nothing_of_it() -> None:
    away = {"鈴木": Present("鈴木", Presence.OUT)}
    for status, said in ((Status.DONE, "鈴木"), (Status.NEW, "鈴木 — out")):
        memo = Memo("1", "1124-001", AFTERNOON, call(), status)
        assert facts(memo, settings(), AFTERNOON, away)[0].text == said


def test_a_colleague_who_calls_instead_is_told_of_as_well() -> None:
    away = {"佐藤": Present("佐藤", Presence.OUT)}
    draft = call(target=Target.COLLEAGUE, substitute="佐藤")
    memo = Memo("1", "1124-001", AFTERNOON, draft, Status.NEW)
    texts = [fact.text for fact in facts(memo, settings(), AFTERNOON, away)]
    assert "Colleague instead 佐藤 — out" in texts


@JAPANESE
def test_handing_over_shows_who_is_away(office: WindowWorld) -> None:
    office.desk.set_presence("佐藤", Presence.MEETING, AFTERNOON, until=at("16:00"))
    office.choose("山田")
    office.press("H")
    chips = office.part("handOverStrip").findChildren(QPushButton)
    names = [chip.accessibleName() for chip in chips if chip.isVisible()]
    assert names == ["佐藤(営業二課) 会議 〜16:00 (1)", "田中(総務課) (2)"]
    assert not cut_texts(office.window)
    office.press("1")
    assert office.memo("山田").draft.addressee == "佐藤"


def test_where_there_is_no_room_the_state_is_kept() -> None:
    members = (Member("とても長いお名前の人", "とても長い名前の部署"),)
    away = {members[0].name: Present(members[0].name, Presence.GONE_HOME)}
    text = person_and_state(members[0].name, away, settings(members=members), AFTERNOON)
    assert text == "とても長いお名前の人 Gone home"
    long = Member("とてもとてもとても長いお名前の人" * 2)
    away = {long.name: Present(long.name, Presence.GONE_HOME)}
    text = person_and_state(long.name, away, settings(members=(long,)), AFTERNOON)
    assert text.endswith("… Gone home")
    assert len(text) == 20
