"""The prompter puts together what is known of a call: who is away, who could take it instead."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from callmemo import words
from callmemo.core.memo import Caller, Draft
from callmemo.core.mishearing import Confusable
from callmemo.core.phrases import Moment
from callmemo.core.vocabulary import Direction, Presence, Request
from callmemo.desk import Desk
from callmemo.phrase_file import PhraseFile
from callmemo.prompter import Prompter
from callmemo.settings_file import SettingsFile
from tests.core.test_phrases import INCOMING

NOW = datetime(2026, 11, 24, 5, 15, tzinfo=UTC)
MEMBERS = [{"name": "鈴木", "department": "営業"}, {"name": "佐藤", "department": "営業"}]


@pytest.fixture
def prompter(tmp_path: Path) -> Iterator[Prompter]:
    words.use("ja")
    settings = SettingsFile(tmp_path).load(NOW)
    settings = settings.with_value("members", MEMBERS).with_value("my_name", "木村")
    desk = Desk(tmp_path, settings)
    yield Prompter(desk, PhraseFile(tmp_path))
    desk.close()


def said(prompter: Prompter, moment: Moment) -> str:
    lines = prompter.lines(prompter.situation(INCOMING, NOW))
    return " ".join(line.text for line in lines if line.moment is moment)


def test_who_is_away_and_who_could_take_it_instead_are_said(prompter: Prompter) -> None:
    prompter.desk.set_presence(
        "鈴木", Presence.MEETING, NOW, until=NOW + timedelta(hours=1, minutes=45)
    )
    assert "16時頃に戻る予定" in said(prompter, Moment.ABSENCE)
    assert "代わりに佐藤が承ります" in said(prompter, Moment.OFFERING_SUBSTITUTE)


def test_nobody_offers_themselves_who_has_the_caller_on_the_line(prompter: Prompter) -> None:
    prompter.desk.settings = prompter.desk.settings.with_value("my_name", "佐藤")
    prompter.desk.set_presence("鈴木", Presence.OUT, NOW)
    assert prompter.situation(INCOMING, NOW).other == ""


def test_whoever_is_named_as_substitute_is_looked_up_and_no_other_suggested(
    prompter: Prompter,
) -> None:
    at = prompter.situation(replace(INCOMING, substitute="佐藤"), NOW)
    assert at.substitute is not None
    assert at.substitute.is_here
    assert at.other == ""


def test_without_a_name_of_ones_own_the_memos_names_stand_in(prompter: Prompter) -> None:
    prompter.desk.settings = prompter.desk.settings.with_value("my_name", "")
    taken = replace(INCOMING, taken_by="田中")
    assert prompter.situation(taken, NOW).me == "田中"
    outgoing = replace(taken, direction=Direction.OUTGOING, request=Request.THEY_CALL_BACK)
    assert prompter.situation(outgoing, NOW).me == "鈴木"


def test_callers_of_one_name_in_the_address_book_are_told_apart(prompter: Prompter) -> None:
    for company, phone in (("アオバ商事", "03-0000-0142"), ("みなと会計", "045-000-0117")):
        known = Draft(addressee="鈴木", caller=Caller(company, name="山田", phone=phone))
        prompter.desk.take(known, NOW)
    unasked = replace(INCOMING, caller=Caller(name="山田"))
    (same,) = [h for h in prompter.hints(unasked) if h.kind is Confusable.SAME_NAME]
    assert set(same.said.split("・")) == {"アオバ商事", "みなと会計"}
    assert not [h for h in prompter.hints(INCOMING) if h.kind is Confusable.SAME_NAME]


def test_members_of_the_office_are_told_apart(prompter: Prompter) -> None:
    twice = [*MEMBERS, {"name": "鈴木花子", "department": "総務"}]
    prompter.desk.settings = prompter.desk.settings.with_value("members", twice)
    assert any("総務" in hint.said for hint in prompter.hints(INCOMING))
