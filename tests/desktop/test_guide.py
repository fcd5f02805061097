"""Cards beside the memo form: what to read back, to ask and to say, while it is being typed."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget

from callmemo.core.memo import Caller, Draft
from callmemo.core.phrases import Moment
from callmemo.core.vocabulary import Direction, Presence, Request, Target, Urgency
from callmemo.desktop.guide_moments import MomentRow, after
from callmemo.desktop.plain_text import Prose
from tests.desktop.form_world import FormWorld, compose, press

YAMADA = Caller(company="アオバ商事", department="購買部", name="山田", phone="0300000142")
K = Qt.Key


@pytest.fixture(autouse=True)
def _wide(world: FormWorld) -> None:
    """The form open for a new memo, with room for the cards."""
    world.form.open_new()
    world.form.resize(1000, 700)


def show(world: FormWorld, draft: Draft) -> None:
    world.form._show(draft)
    world.form._renew()


def said(world: FormWorld, name: str) -> str:
    part = world.find(Prose, name)
    return part.accessibleName() if part.isVisible() else ""


def current(world: FormWorld) -> str:
    """The one moment that stands out."""
    rows = [r for r in world.form.findChildren(MomentRow) if r.isVisible() and r.is_open]
    cards = ("readBackCard", "absenceCard")
    marked = [name for name in cards if world.find(QWidget, name).property("current")]
    found = [row.moment.value for row in rows] + marked
    assert len(found) == 1, found
    return found[0]


def test_the_read_back_grows_with_what_is_typed(world: FormWorld) -> None:
    world.fill("company", "アオバ商事")
    world.fill("name", "山田")
    world.fill("phone", "0300000142")
    world.fill("addressee", "鈴木")
    sentence = said(world, "readBackSentence")
    assert sentence.startswith("アオバ商事の山田様、お電話番号は 03-0000-0142、")
    assert "鈴木より折り返しでよろしいでしょうか。" in sentence
    assert said(world, "readBackDigits") == "ゼロサン の ゼロゼロゼロゼロ の ゼロイチヨンニ"


def test_what_is_easily_misheard_is_pointed_out(world: FormWorld) -> None:
    show(world, Draft(caller=replace(YAMADA, phone="0300000147"), subject="17日の納品"))
    hints = said(world, "readBackHints")
    assert "じゅうななにち" in hints
    assert "ナナ" in hints


def test_checks_are_ticked_as_the_fields_are_filled(world: FormWorld) -> None:
    assert world.find(QLabel, "check-who").text().startswith("☐")
    assert world.find(QLabel, "check-who").property("state") == "next"
    show(world, Draft(caller=YAMADA, addressee="鈴木"))
    assert world.find(QLabel, "check-who").text().startswith("☑")
    assert world.find(QLabel, "check-number").property("state") == "done"
    assert world.find(QLabel, "check-topic").property("state") == "next"


def test_checks_go_with_the_request(world: FormWorld) -> None:
    outgoing = Draft(
        direction=Direction.OUTGOING,
        request=Request.THEY_CALL_BACK,
        target=Target.COMPANY_MOBILE,
        caller=YAMADA,
    )
    show(world, outgoing)
    assert world.find(QLabel, "check-mobile_ok").isVisible()
    show(world, Draft(caller=YAMADA))
    shown = {
        label.objectName()
        for label in world.form.guide.checks.findChildren(QLabel)
        if label.isVisible()
    }
    assert "check-mobile_ok" not in shown


def test_the_card_for_the_absent_names_their_return_and_a_substitute(world: FormWorld) -> None:
    until = world.now.replace(hour=16, minute=0)
    world.desk.set_presence("鈴木", Presence.MEETING, world.now, until=until)
    show(world, Draft(caller=YAMADA, addressee="鈴木"))
    assert said(world, "absenceWords") == (
        "申し訳ございません。鈴木はただ今席を外しておりまして、16時頃に戻る予定でございます。"
        "よろしければ、代わりに佐藤が承りますが、いかがいたしましょうか。"
    )
    show(world, Draft(caller=YAMADA, direction=Direction.OUTGOING, request=Request.WE_CALL_AGAIN))
    assert not world.find(QWidget, "absenceCard").isVisible()


def test_f4_marks_the_call_as_read_back_and_takes_the_mark_away(world: FormWorld) -> None:
    show(world, Draft(caller=YAMADA, addressee="鈴木"))
    assert not world.find(QLabel, "readBackDone").isVisible()
    press(K.Key_F4)
    assert world.find(QCheckBox, "read_back").isChecked()
    assert world.find(QLabel, "readBackDone").isVisible()
    assert world.find(QLabel, "check-read_back").text().startswith("☑")
    world.find(QPushButton, "confirmReadBack").click()
    assert not world.find(QCheckBox, "read_back").isChecked()


def test_the_mark_is_saved_with_the_memo(world: FormWorld) -> None:
    show(world, Draft(caller=YAMADA, addressee="鈴木"))
    press(K.Key_F4)
    world.form.save_and_tell()
    (memo,) = world.memos()
    assert memo.draft.read_back


def test_the_moment_that_comes_next_stands_out(world: FormWorld) -> None:
    assert current(world) == "opening"
    show(world, Draft(caller=YAMADA))
    assert current(world) == "asking"
    asked = Draft(caller=YAMADA, addressee="鈴木", subject="納品", due_at=world.now)
    show(world, asked)
    assert current(world) == "readBackCard"
    press(K.Key_F4)
    assert current(world) == "closing"


def test_f5_goes_from_moment_to_moment_and_comes_round(world: FormWorld) -> None:
    seen = [current(world)]
    for _ in range(20):
        press(K.Key_F5)
        seen.append(current(world))
        if seen[-1] == seen[0]:
            break
    assert seen[-1] == "opening"
    assert {"asking", "readBackCard", "closing"} <= set(seen)


def test_whoever_turned_to_a_moment_stays_there_until_the_call_moves_on(world: FormWorld) -> None:
    press(K.Key_F5)
    chosen = current(world)
    world.fill("body", "a")
    assert current(world) == chosen
    show(world, Draft(caller=YAMADA))
    assert current(world) == "asking"


def test_a_click_on_a_moment_opens_its_words(world: FormWorld) -> None:
    row = world.form.guide.words.moments.rows[Moment.CLOSING]
    row.wished.emit(row.moment)
    assert current(world) == "closing"
    assert row.text


def test_keys_stay_quiet_while_japanese_is_composed(world: FormWorld) -> None:
    world.find(QWidget, "name").setFocus()
    compose("やま")
    before = current(world)
    press(K.Key_F5)
    press(K.Key_F4)
    assert current(world) == before
    assert not world.find(QCheckBox, "read_back").isChecked()


def test_words_of_the_office_are_taken_up_while_the_form_is_open(world: FormWorld) -> None:
    file = world.home / "phrases.json"
    file.write_text(
        '{"ja": [{"id": "answer-morning", "text": "はい。"},'
        ' {"id": "answer-self", "text": "はい。"},'
        ' {"id": "answer", "text": "はい。"}]}',
        encoding="utf-8",
    )
    world.fill("body", "a")
    assert said(world, "words-opening") == "はい。"


def test_a_broken_file_of_words_is_told_on_the_card(world: FormWorld) -> None:
    (world.home / "phrases.json").write_text("{", encoding="utf-8")
    world.fill("body", "a")
    assert "phrases.broken-" in said(world, "wordsNotice")
    assert said(world, "words-opening") or said(world, "readBackSentence")


def test_following_what_is_typed_takes_less_than_a_frame(world: FormWorld) -> None:
    draft = Draft(
        caller=YAMADA,
        addressee="鈴木",
        urgency=Urgency.URGENT,
        urgent_reason="店頭にお客様がお待ち",
        body="納品数量が注文と20箱違う。" * 20,
    )
    show(world, draft)
    spent = []
    for _ in range(20):
        begun = time.perf_counter()
        world.form.guide.follow(draft, None, world.now)
        spent.append(time.perf_counter() - begun)
    assert min(spent) < 0.016


@pytest.mark.parametrize("there", [(), (Moment.OPENING,), (Moment.CLOSING, Moment.OPENING)])
def test_after_the_last_moment_comes_the_first(there: tuple[Moment, ...]) -> None:
    first = Moment.OPENING if there else None
    assert after(Moment.CLOSING, there) is first
    assert after(None, there) is first
