"""What stands on the form is kept on disk until it is saved or discarded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from tests.desktop.form_world import (
    FormWorld,
    press,
    type_keys,
)

Key = Qt.Key


def test_esc_closes_and_loses_nothing(new: FormWorld, qtbot: QtBot) -> None:
    type_keys("03-0000-0142")
    with qtbot.waitSignal(new.form.closed):
        press(Key.Key_Escape)
    assert not new.form.isVisible()
    new.another_form().open_new()
    assert new.find(QLineEdit, "phone").text() == "03-0000-0142"
    assert "書きかけのメモを戻しました" in new.says()


def test_the_draft_is_on_disk_a_moment_after_typing(new: FormWorld, qtbot: QtBot) -> None:
    type_keys("03")
    qtbot.waitUntil(lambda: new.drafts == ["new.json"], timeout=2000)
    assert "下書きを自動保存しました" in new.says()


def test_an_untouched_form_leaves_no_draft(new: FormWorld) -> None:
    new.click("request-incoming-called")
    new.click("direction-outgoing")
    new.form.close()
    assert new.drafts == []


def test_emptying_the_form_removes_the_draft(new: FormWorld) -> None:
    new.fill("phone", "03")
    new.form._keeping.flush()
    assert new.drafts == ["new.json"]
    new.fill("phone", "")
    new.form.close()
    assert new.drafts == []


def test_a_restored_draft_can_be_discarded_and_brought_back(new: FormWorld) -> None:
    new.fill("phone", "03-0000-0142")
    new.form.close()
    new.form.open_new()
    new.click("formDiscard")
    assert new.find(QLineEdit, "phone").text() == ""
    assert new.drafts == []
    new.click("formDiscard")
    assert new.find(QLineEdit, "phone").text() == "03-0000-0142"
    assert new.drafts == ["new.json"]


def test_a_new_memo_after_discarding_is_not_overwritten(new: FormWorld) -> None:
    new.fill("phone", "03-0000-0142")
    new.form.close()
    new.form.open_new()
    new.click("formDiscard")
    new.fill("phone", "03-0000-0175")
    assert not new.find(QPushButton, "formDiscard").isVisible()


def test_new_memo_and_correction_keep_drafts_of_their_own(taken: FormWorld) -> None:
    (memo,) = taken.memos()
    taken.form.open_new()
    taken.fill("name", "新しい人")
    taken.form.open_for(memo)
    assert taken.find(QLineEdit, "name").text() == "山田"
    taken.fill("name", "直した人")
    taken.form.open_new()
    assert taken.find(QLineEdit, "name").text() == "新しい人"
    taken.form.open_for(memo)
    assert taken.find(QLineEdit, "name").text() == "直した人"
    assert taken.drafts == sorted(["new.json", f"{memo.id}.json"])


def test_opening_again_does_not_disturb_what_is_being_typed(new: FormWorld) -> None:
    type_keys("03-00")
    new.form.open_new()
    assert new.find(QLineEdit, "phone").text() == "03-00"
    assert "書きかけ" not in new.says()


def test_a_broken_draft_is_set_aside_and_the_form_opens_empty(world: FormWorld) -> None:
    (world.home / "drafts").mkdir()
    (world.home / "drafts" / "new.json").write_text("{", encoding="utf-8")
    world.form.open_new()
    assert world.form.isVisible()
    assert [name.startswith("new.broken-") for name in world.drafts] == [True]


def test_a_draft_that_cannot_be_kept_is_said(new: FormWorld) -> None:
    (new.home / "drafts").write_text("in the way", encoding="utf-8")
    type_keys("03-0000-0142")
    new.form._keeping.flush()
    assert "下書きを保存できません" in new.says()
    assert "自動保存しました" not in new.says()
    new.form.save_and_tell()
    assert len(new.memos()) == 1


def test_members_and_hours_are_renewed_at_the_next_opening(new: FormWorld) -> None:
    new.form.close()
    assert new.session.change_setting("members", [{"name": "新人"}])
    assert new.session.change_setting("closes", "18:00")
    new.form.open_new()
    field = new.form._page.who.addressee
    assert [field.itemText(row) for row in range(field.count())] == ["新人"]
    assert "18:00" in new.says()


def test_a_draft_whose_memo_is_saved_does_not_come_back(
    new: FormWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    new.fill("name", " 山田 ")
    new.fill("body", "内容")
    new.form._keeping.flush()
    # The power fails between the answer of the database and the removal of the draft.
    with monkeypatch.context() as patch:
        patch.setattr(new.form._keeping, "forget", lambda: None)
        new.form.save_and_tell()
    assert len(new.memos()) == 1
    new.another_form().open_new()
    assert new.find(QLineEdit, "name").text() == ""
    assert "書きかけ" not in new.says()
    assert new.drafts == []


_TYPES_AND_WAITS = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from callmemo import words
from tests.desktop.form_world import FormWorld, type_japanese, type_keys
app = QApplication([])
words.use("ja")
world = FormWorld(Path(sys.argv[1]), app)
world.form.open_new()
app.processEvents()
type_keys("03-0000-0142")
world.form._page.who.addressee.setFocus()
type_japanese("鈴木")
world.find(type(world.form._page.matter._body), "body").setFocus()
type_japanese("20箱違う")
print("typed", flush=True)
app.exec()
"""


def test_what_was_typed_survives_a_kill(
    qapp: QApplication, tmp_path: Path, form_language: str, qtbot: QtBot
) -> None:
    home = tmp_path / "home"
    child = subprocess.Popen(
        [sys.executable, "-c", _TYPES_AND_WAITS, str(home)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": ".", "QT_QPA_PLATFORM": "offscreen"},
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == b"typed"
        file = home / "drafts" / "new.json"
        qtbot.waitUntil(lambda: file.exists() and "20" in file.read_text("utf-8"), timeout=10_000)
    finally:
        child.kill()
        child.communicate()
    world = FormWorld(home, qapp)
    try:
        world.form.open_new()
        assert world.find(QLineEdit, "phone").text() == "03-0000-0142"
        assert world.find(QLineEdit, "addresseeText").text() == "鈴木"
        assert world.find(QPlainTextEdit, "body").toPlainText() == "20箱違う"
    finally:
        world.close()
