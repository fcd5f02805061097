"""What is wrong is said beside its field, and nothing typed is lost by it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLabel,
    QPlainTextEdit,
    QWidget,
)

from callmemo.errors import DiskFull, MemoNotFound
from tests.desktop.form_world import (
    ALT,
    FormWorld,
    focus_name,
    press,
    type_japanese,
    type_keys,
)

Key = Qt.Key


def problem(new: FormWorld, row: str) -> str:
    label = new.find(QLabel, f"{row}Problem")
    return label.text() if label.isVisible() else ""


def test_an_empty_memo_is_refused_beside_the_name(new: FormWorld) -> None:
    new.form.save_and_tell()
    assert problem(new, "name")
    assert focus_name() == "name"
    assert new.find(QWidget, "name").property("wrong") == "true"
    type_keys("a")
    assert not problem(new, "name")
    assert new.find(QWidget, "name").property("wrong") == "false"


def test_urgent_asks_for_its_reason_and_nothing_is_lost(new: FormWorld) -> None:
    new.fill("body", "内容")
    press(Key.Key_U, ALT)
    assert focus_name() == "urgent_reason"
    new.form.save_and_tell()
    assert problem(new, "urgent_reason")
    assert focus_name() == "urgent_reason"
    assert new.find(QPlainTextEdit, "body").toPlainText() == "内容"
    type_japanese("店頭にお客様")
    new.form.save_and_tell()
    assert new.memos()[0].draft.urgent_reason == "店頭にお客様"


def test_a_colleague_and_a_company_mobile_must_be_named(new: FormWorld) -> None:
    new.fill("name", "山田")
    new.click("direction-outgoing")
    new.click("target-outgoing-colleague")
    new.form.save_and_tell()
    assert problem(new, "substitute")
    assert focus_name() == "substitute"
    new.click("target-outgoing-company_mobile")
    new.form.save_and_tell()
    assert problem(new, "target_number")
    assert focus_name() == "target_number"
    type_keys("090-0000-0001")
    assert "携帯電話へ" in new.says()
    new.form.save_and_tell()
    assert new.memos()[0].draft.company_mobile == "090-0000-0001"


def test_a_problem_in_a_folded_field_unfolds_it(new: FormWorld) -> None:
    new.fill("name", "山田")
    new.fill("answered_here", "あ" * 10_001)
    new.form.save_and_tell()
    assert problem(new, "answered_here")
    assert focus_name() == "answered_here"


def test_a_due_time_that_has_passed_is_asked_about_in_the_form(new: FormWorld) -> None:
    new.fill("name", "山田")
    new.click("dueChips-hour")
    new.now += timedelta(hours=3)
    new.form.save_and_tell()
    assert new.memos() == []
    assert "期限 11:15 は過ぎています" in new.says()
    assert focus_name() == "duePastKeep"
    press(Key.Key_Space)
    assert new.memos()[0].due_at == new.now.replace(hour=11, minute=15)


def test_a_passed_due_time_moves_to_the_next_working_day(new: FormWorld) -> None:
    new.fill("name", "山田")
    new.click("dueChips-hour")
    new.now += timedelta(hours=3)
    new.form.save_and_tell()
    assert "明日 11:15 にする" in new.says()
    new.click("duePastLater")
    assert "過ぎています" not in new.says()
    assert focus_name() == "saveTell"
    press(Key.Key_Return)
    assert new.memos()[0].due_at == (new.now + timedelta(days=1)).replace(hour=11, minute=15)


def test_other_faults_stand_above_the_buttons_and_the_form_stays(
    new: FormWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    new.fill("name", "山田")

    def full(*_: object, **__: object) -> None:
        raise DiskFull(new.home / "callmemo.db")

    with monkeypatch.context() as patch:
        patch.setattr(new.desk, "take", full)
        new.form.save_and_tell()
    assert new.find(QWidget, "formFault").isVisible()
    assert DiskFull(new.home / "callmemo.db").sentence in new.says()
    assert new.form.isVisible()
    assert new.drafts == ["new.json"]
    new.form.save_and_tell()
    assert len(new.memos()) == 1


def test_what_was_refused_to_others_is_not_shown_here(new: FormWorld) -> None:
    before = new.says()
    new.session.refused.emit(MemoNotFound("1124-009"), None)
    new.session.refused.emit(MemoNotFound("1124-009"), new.session)
    assert new.says() == before
