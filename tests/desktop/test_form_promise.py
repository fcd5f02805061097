"""A promise is typed as it was spoken, and its time is seen before it is saved."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from callmemo.core.memo import Caller, Draft, Memo
from callmemo.core.vocabulary import Request
from callmemo.desktop.facts import facts
from tests.desktop.form_world import (
    ALT,
    CTRL,
    JST,
    MORNING,
    FormWorld,
    focus_name,
    press,
    type_japanese,
    type_keys,
)

Key = Qt.Key


def at(hour: int, minute: int = 0, days: int = 0) -> datetime:
    return MORNING.replace(hour=hour, minute=minute) + timedelta(days=days)


def correct(world: FormWorld, memo: Memo, qtbot: QtBot) -> None:
    """Open the form to correct a memo."""
    world.form.open_for(memo)
    qtbot.waitUntil(lambda: focus_name() == "phone")


def say_promise(world: FormWorld, text: str) -> None:
    """Type a promise over what stands in its field, and leave the field."""
    press(Key.Key_3, ALT)
    assert focus_name() == "promise"
    press(Key.Key_A, CTRL)
    press(Key.Key_Delete)
    type_japanese(text)
    press(Key.Key_Tab)
    assert focus_name().startswith("dueChips")


@pytest.mark.parametrize(
    ("text", "shown", "due"),
    [
        ("15時まで", "今日 15:00 まで", at(15)),
        ("本日中", "今日 17:30 まで", at(17, 30)),
        ("30分以内", "今日 10:45 まで", at(10, 45)),
        ("明日の朝", "明日 9:00 まで", at(9, days=1)),
        ("明日の20時", "明日 20:00（営業時間外です）", at(20, days=1)),
        ("戻り次第", "指定がなければ 今日 17:30 まで", at(17, 30)),
    ],
)
def test_the_time_is_said_before_it_is_saved(
    new: FormWorld, text: str, shown: str, due: datetime
) -> None:
    new.fill("name", "山田")
    say_promise(new, text)
    assert shown in new.says()
    new.form.save_and_tell()
    memo = new.memos()[0]
    assert (memo.draft.promise, memo.due_at) == (text, due)


def test_the_time_is_said_while_it_is_typed(new: FormWorld) -> None:
    press(Key.Key_3, ALT)
    type_keys("15:30")
    assert "今日 15:30 まで" in new.says()
    assert not new.find(QWidget, "duePast").isVisible()


def test_a_time_chosen_by_hand_stays_whatever_is_promised(new: FormWorld) -> None:
    new.fill("name", "山田")
    new.click("dueChips-hour")
    say_promise(new, "16時まで")
    assert "今日 11:15 まで" in new.says()
    new.form.save_and_tell()
    assert new.memos()[0].due_at == at(11, 15)


def test_a_choice_taken_back_leaves_the_word_to_the_promise(new: FormWorld) -> None:
    say_promise(new, "16時まで")
    new.click("dueChips-hour")
    assert "今日 11:15 まで" in new.says()
    new.click("dueChips-hour")
    assert "今日 16:00 まで" in new.says()


def test_a_promise_counts_from_when_it_was_made(new: FormWorld) -> None:
    new.fill("name", "山田")
    say_promise(new, "30分以内")
    new.now += timedelta(minutes=20)
    new.form._renew()
    new.form.save_and_tell()
    assert new.memos()[0].due_at == at(10, 45)


def test_within_today_ends_when_they_close(new: FormWorld) -> None:
    new.fill("name", "山田")
    new.click("direction-outgoing")
    say_promise(new, "本日中")
    closing = new.form._page.request._their_closing
    closing.setCurrentIndex(closing.findText("16:00"))
    new.form.save_and_tell()
    assert new.memos()[0].due_at == at(16)


# Questions


def test_an_hour_that_has_passed_is_asked_about_beside_the_field(new: FormWorld) -> None:
    new.fill("name", "山田")
    say_promise(new, "9時半まで")
    assert "今日 9:30は過ぎています。いつにしますか。" in new.says()
    new.click("duePastLater")
    assert new.memos() == []
    assert not new.find(QWidget, "duePast").isVisible()
    new.form.save_and_tell()
    memo = new.memos()[0]
    assert (memo.draft.promise, memo.due_at) == ("9時半まで", at(9, 30, days=1))


def test_an_hour_that_has_passed_can_be_meant(new: FormWorld) -> None:
    new.fill("name", "山田")
    say_promise(new, "9時半まで")
    new.click("duePastKeep")
    assert new.memos() == []
    assert new.form.isVisible()
    new.form.save_and_tell()
    assert new.memos()[0].due_at == at(9, 30)


def test_which_of_two_times_is_meant_is_asked(new: FormWorld) -> None:
    new.fill("name", "山田")
    say_promise(new, "16時か17時")
    assert "今日 16:00ですか、今日 17:00ですか。" in new.says()
    buttons = [new.find(QPushButton, name) for name in ("dueMeant", "duePastLater")]
    assert [button.accessibleName() for button in buttons] == [
        "今日 16:00 にする",
        "今日 17:00 にする",
    ]
    new.click("duePastLater")
    new.form.save_and_tell()
    assert new.memos()[0].due_at == at(17)


@pytest.mark.parametrize("text", ["近日中", "16時か17時", "田中様へ16時", "9時半まで"])
def test_nothing_is_saved_unasked_while_a_promise_is_in_doubt(new: FormWorld, text: str) -> None:
    new.fill("name", "山田")
    press(Key.Key_3, ALT)
    type_japanese(text)
    press(Key.Key_Return, CTRL)
    assert new.memos() == []
    assert focus_name() == "duePastKeep"
    press(Key.Key_Return)
    memo = new.memos()[0]
    due = at(9, 30) if text == "9時半まで" else at(17, 30)
    assert (memo.draft.promise, memo.due_at) == (text, due)


def test_another_promise_asks_anew(new: FormWorld) -> None:
    say_promise(new, "近日中")
    new.click("duePastKeep")
    assert not new.find(QWidget, "duePast").isVisible()
    say_promise(new, "いつか")
    assert new.find(QWidget, "duePast").isVisible()
    say_promise(new, "16時")
    assert not new.find(QWidget, "duePast").isVisible()
    assert "今日 16:00 まで" in new.says()


# Corrections and drafts


def test_a_corrected_promise_moves_its_time(world: FormWorld, qtbot: QtBot) -> None:
    memo = world.take(Draft(caller=Caller(name="山田"), promise="15時まで", due_at=at(15)))
    correct(world, memo, qtbot)
    say_promise(world, "16時まで")
    world.form.save_and_tell()
    corrected = world.memos()[0]
    assert (corrected.draft.promise, corrected.due_at) == ("16時まで", at(16))


@pytest.mark.parametrize("text", ["近日中", ""])
def test_a_correction_without_a_time_leaves_the_time_there_was(
    world: FormWorld, qtbot: QtBot, text: str
) -> None:
    memo = world.take(Draft(caller=Caller(name="山田"), promise="15時まで", due_at=at(15)))
    correct(world, memo, qtbot)
    say_promise(world, text)
    if text:
        world.click("duePastKeep")
    world.form.save_and_tell()
    corrected = world.memos()[0]
    assert (corrected.draft.promise, corrected.due_at) == (text, at(15))


def test_other_corrections_leave_promise_and_time_alone(world: FormWorld) -> None:
    memo = world.take(Draft(caller=Caller(name="山田"), promise="30分以内", due_at=at(10, 45)))
    world.now += timedelta(hours=1)
    world.form.open_for(memo)
    world.fill("name", "山本")
    world.form._saving.save(past_due_ok=True)
    corrected = world.memos()[0]
    assert (corrected.draft.promise, corrected.due_at) == ("30分以内", at(10, 45))


def test_a_draft_comes_back_with_its_promise_and_the_time_of_it(new: FormWorld) -> None:
    new.fill("name", "山田")
    say_promise(new, "30分以内")
    new.form.close()
    new.now += timedelta(minutes=10)
    new.another_form().open_new()
    assert new.find(QWidget, "promise").property("text") == "30分以内"
    new.form.save_and_tell()
    memo = new.memos()[0]
    assert (memo.draft.promise, memo.due_at) == ("30分以内", at(10, 45))


def test_a_draft_in_doubt_is_asked_about_again(new: FormWorld) -> None:
    new.fill("name", "山田")
    say_promise(new, "16時か17時")
    new.form.close()
    new.another_form().open_new()
    new.form.save_and_tell()
    assert new.memos() == []
    assert "今日 16:00ですか、今日 17:00ですか。" in new.says()


def test_a_request_that_owes_no_call_has_no_promise(new: FormWorld) -> None:
    new.fill("name", "山田")
    say_promise(new, "16時まで")
    new.form._page.request.choose_request(4)
    assert not new.find(QWidget, "promise").isVisible()
    new.form.save_and_tell()
    memo = new.memos()[0]
    assert (memo.draft.request, memo.draft.promise, memo.due_at) == (Request.CALLED, "", None)


# Waiting for them


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        ("person_away", "今日 17:00"),
        ("needs_checking", "今日 13:15"),
        ("needs_authority", "明日 10:00"),
    ],
)
def test_why_they_call_back_changes_how_long_one_waits(
    new: FormWorld, reason: str, shown: str
) -> None:
    new.click("direction-outgoing")
    new.click(f"callback_reason-{reason}")
    assert f"指定がなければ {shown} まで" in new.says()


def test_whether_calling_our_mobile_was_agreed_is_kept(new: FormWorld, qtbot: QtBot) -> None:
    agreed = new.find(QCheckBox, "mobile_agreed")
    assert not agreed.isVisible()
    new.fill("name", "山田")
    new.click("direction-outgoing")
    new.click("target-outgoing-company_mobile")
    new.fill("target_number", "090-0000-0188")
    assert "先方に確認してください" in new.says()
    press(Key.Key_4, ALT)
    qtbot.waitUntil(agreed.isChecked)
    assert "先方に確認してください" not in new.says()
    new.form.save_and_tell()
    memo = new.memos()[0]
    assert memo.draft.mobile_agreed
    said = [fact.text for fact in facts(memo, new.session.settings, new.now)]
    assert "社用携帯 090-0000-0188（了承済み）" in said
    new.form.open_for(new.memos()[0])
    assert agreed.isChecked()
    new.click("target-outgoing-me")
    new.form.save_and_tell()
    assert not new.memos()[0].draft.mobile_agreed


def test_what_we_promised_comes_up_at_its_time(new: FormWorld) -> None:
    new.fill("name", "山田")
    new.click("direction-outgoing")
    new.form._page.request.choose_request(2)
    say_promise(new, "16時")
    new.form.save_and_tell()
    memo = new.memos()[0]
    assert memo.draft.request is Request.WE_CALL_AGAIN
    assert memo.due_at == datetime(2026, 11, 24, 16, tzinfo=JST)
