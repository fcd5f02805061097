"""What can be done with the memo in sight: each button, menu entry and key does its own verb."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from callmemo.core.rules import finds_nobody
from callmemo.core.vocabulary import Outcome, Status, View
from callmemo.desktop.actions import ACTIONS, CONFIRM
from callmemo.labels import label
from tests.desktop.window_world import LONG_WORD, MARKUP, WindowWorld, from_caller
from tests.office_day import at

K = Qt.Key
Way = Callable[[WindowWorld, str], None]


def by_key(office: WindowWorld, name: str) -> None:
    action = next(a for a in (CONFIRM, *ACTIONS) if a.name == name)
    office.press(K.Key_Space if action.key == "Space" else action.key)


def by_button(office: WindowWorld, name: str) -> None:
    office.click(f"action-{name}")


def by_menu(office: WindowWorld, name: str) -> None:
    entry = office.part("moreMenu", QMenu).findChild(QAction, f"menu-{name}")
    assert entry is not None
    assert entry.isVisible()
    entry.trigger()


BOTH = pytest.mark.parametrize("way", [by_key, by_button])


class TestAtOnce:
    @BOTH
    def test_done(self, office: WindowWorld, way: Way) -> None:
        before = office.kinds("山田")
        way(office, "finish")
        assert office.kinds("山田") == [*before, "finished"]
        assert office.memo("山田").status is Status.DONE
        assert office.says("bannerText") == "Marked as done — 山田"

    @BOTH
    def test_absent(self, office: WindowWorld, way: Way) -> None:
        before = office.kinds("山田")
        way(office, "absent")
        assert office.kinds("山田") == [*before, "attempt"]
        assert office.last("山田")["outcome"] == "absent"

    @BOTH
    def test_confirm(self, office: WindowWorld, way: Way) -> None:
        office.choose("高橋")
        way(office, "confirm")
        assert office.kinds("高橋") == ["taken", "confirmed"]
        assert not office.part("action-confirm").isVisible()

    @BOTH
    def test_reopen(self, office: WindowWorld, way: Way) -> None:
        office.choose("加藤")
        way(office, "reopen")
        assert office.kinds("加藤")[-1] == "reopened"
        assert office.memo("加藤").is_open
        assert office.chosen == "加藤"

    @pytest.mark.parametrize("way", [by_key, by_menu])
    def test_edit_asks_for_the_form(self, office: WindowWorld, way: Way) -> None:
        spy = QSignalSpy(office.window.edit_wanted)
        way(office, "edit")
        assert [spy.at(i)[0].id for i in range(spy.count())] == [office.ids["山田"]]


class TestCall:
    @BOTH
    def test_it_asks_how_it_ended_and_copies_the_number(
        self, office: WindowWorld, way: Way
    ) -> None:
        before = office.kinds("山田")
        way(office, "call")
        assert office.strip() == "outcomeStrip"
        assert office.focus() == "outcomeStripAnswers-settled"
        assert office.kinds("山田") == before, "asking is not calling"

    def test_one_settles_the_matter(self, office: WindowWorld) -> None:
        office.press("c", K.Key_1)
        assert office.kinds("山田")[-2:] == ["attempt", "finished"]
        assert office.memo("山田").called_back_at == office.clock()

    @pytest.mark.parametrize(
        ("key", "outcome"),
        list(
            zip(
                (K(K.Key_2 + n) for n in range(8)),
                [Outcome.TALKED, *(o for o in Outcome if o is not Outcome.TALKED)],
                strict=True,
            )
        ),
        ids=lambda value: value.value if isinstance(value, Outcome) else "",
    )
    def test_each_number_writes_its_outcome(
        self, office: WindowWorld, key: Qt.Key, outcome: Outcome
    ) -> None:
        office.press("c", key)
        assert office.last("山田")["outcome"] == outcome.value
        assert office.memo("山田").is_open
        assert office.says("bannerText") == f"{label(outcome)} — 山田"
        if finds_nobody(outcome):
            assert office.strip() == "retryStrip", "nobody was reached: when again?"
            office.press(K.Key_Escape)
        assert office.strip() == ""
        assert office.focus() == "memoList"

    def test_arrows_and_enter_answer_too(self, office: WindowWorld) -> None:
        office.press("c", K.Key_Right, K.Key_Right, K.Key_Return)
        assert office.last("山田")["outcome"] == "absent"

    def test_a_click_answers(self, office: WindowWorld) -> None:
        office.click("action-call")
        office.click("outcomeStripAnswers-wrong_number")
        assert office.last("山田")["outcome"] == "wrong_number"
        assert office.focus() == "action-call"

    def test_without_a_number_it_still_asks(self, office: WindowWorld) -> None:
        draft = from_caller("無番", due_at=at("15:25"), target=None)
        changes = office.session.perform(lambda desk, now: desk.take(draft, now))
        assert changes is not None
        office.ids["無番"] = changes.memo_id
        office.choose("無番")
        assert not office.part("phone").isVisible()
        office.press("c", K.Key_3)
        assert office.last("無番")["outcome"] == "absent"


class TestSnooze:
    @BOTH
    def test_a_number_sets_the_hour(self, office: WindowWorld, way: Way) -> None:
        way(office, "snooze")
        assert office.strip() == "snoozeStrip"
        office.press(K.Key_2)
        assert office.memo("山田").snoozed_until == at("16:20")
        assert office.memo("山田").due_at == at("14:45")
        assert office.says("bannerText") == "Reminder set for 16:20 — 山田"

    def test_the_own_hour_is_the_office_s(self, office: WindowWorld) -> None:
        office.press("s")
        own = office.part("snoozeStripOwn")
        own.setFocus()
        office.click("snoozeStripSet")
        assert office.memo("山田").snoozed_until == at("16:20")

    def test_an_hour_that_has_passed_is_refused_and_asked_again(self, office: WindowWorld) -> None:
        office.press("s")
        office.clock.move(hours=1, minutes=30)
        office.click("snoozeStripSet")
        assert office.memo("山田").snoozed_until is None
        assert office.strip() == "snoozeStrip"
        assert "already passed" in office.says("bannerText")
        assert office.says("saved") == "All saved"


class TestHandOver:
    @BOTH
    def test_a_number_gives_it_to_a_member(self, office: WindowWorld, way: Way) -> None:
        way(office, "hand_over")
        assert office.strip() == "handOverStrip"
        office.press(K.Key_2)
        assert office.memo("山田").draft.addressee == "田中"

    def test_whoever_has_it_is_not_offered(self, office: WindowWorld) -> None:
        office.press("h")
        assert "handOverStripAnswers-鈴木" not in {
            chip.objectName() for chip in office.part("handOverStrip").findChildren(QLineEdit)
        }
        office.press(K.Key_1)
        assert office.memo("山田").draft.addressee == "佐藤"

    def test_another_name_can_be_written(self, office: WindowWorld) -> None:
        office.press("h")
        office.part("handOverStripOwn", QLineEdit).setFocus()
        office.write("派遣の方")
        office.press(K.Key_Return)
        assert office.memo("山田").draft.addressee == "派遣の方"

    def test_no_name_is_refused_and_asked_again(self, office: WindowWorld) -> None:
        before = office.kinds("山田")
        office.press("h")
        office.part("handOverStripOwn", QLineEdit).setFocus()
        office.press(K.Key_Return)
        assert office.kinds("山田") == before
        assert office.strip() == "handOverStrip"

    def test_names_from_outside_are_shown_as_they_are(self, office: WindowWorld) -> None:
        members = [{"name": MARKUP, "department": LONG_WORD[:60]}]
        office.session.change_setting("members", members)
        office.press("h")
        chip = office.part(f"handOverStripAnswers-{MARKUP}")
        assert chip.accessibleName().startswith(MARKUP)
        assert "&lt;b&gt;" in chip.toolTip(), "a tip that looks like markup would be read as such"
        office.press(K.Key_1)
        assert office.memo("山田").draft.addressee == MARKUP


class TestReasons:
    @pytest.mark.parametrize(
        ("name", "kind", "status"),
        [
            ("hold", "on_hold", Status.ON_HOLD),
            ("not_needed", "not_needed", Status.NOT_NEEDED),
            ("cancel", "cancelled", Status.CANCELLED),
        ],
    )
    def test_each_asks_why_and_writes_it_down(
        self, office: WindowWorld, name: str, kind: str, status: Status
    ) -> None:
        before = office.kinds("山田")
        by_menu(office, name)
        assert office.strip() == "reasonStrip"
        assert office.kinds("山田") == before
        office.write("because")
        office.press(K.Key_Return)
        assert office.kinds("山田") == [*before, kind]
        assert office.last("山田")["text"] == "because"
        assert office.memo("山田").status is status
        assert office.focus() == "memoList"

    def test_the_reason_may_be_left_out(self, office: WindowWorld) -> None:
        by_menu(office, "hold")
        office.click("reasonStripTake")
        assert office.memo("山田").status is Status.ON_HOLD
        assert "text" not in office.last("山田")


class TestQuestions:
    @pytest.mark.parametrize("name", ["call", "snooze", "hand_over", "hold", "cancel"])
    def test_escape_answers_nothing_and_gives_the_keyboard_back(
        self, office: WindowWorld, name: str
    ) -> None:
        before = office.kinds("山田")
        office.window.detail.actions_.do(name)
        assert office.strip()
        assert office.focus() != "memoList"
        office.press(K.Key_Escape)
        assert office.strip() == ""
        assert office.focus() == "memoList"
        assert office.kinds("山田") == before

    def test_escape_works_from_every_part_of_a_question(self, office: WindowWorld) -> None:
        for part in ("snoozeStripAnswers-", "snoozeStripOwn", "snoozeStripSet"):
            office.press("s")
            names = [w.objectName() for w in office.part("snoozeStrip").findChildren(QWidget)]
            office.part(next(name for name in names if name.startswith(part))).setFocus()
            office.press(K.Key_Escape)
            assert office.strip() == ""

    def test_another_question_takes_the_place_of_the_first(self, office: WindowWorld) -> None:
        office.press("c")
        office.press("h")
        assert office.strip() == "handOverStrip"
        office.press(K.Key_Escape)
        assert (office.strip(), office.focus()) == ("", "memoList")

    def test_another_memo_closes_the_question(self, office: WindowWorld) -> None:
        office.press("c")
        office.choose("小林")
        assert office.strip() == ""

    def test_a_minute_that_passes_leaves_it_open(self, office: WindowWorld) -> None:
        office.window.detail.actions_.do("hold")
        office.write("half a rea")
        office.clock.move(minutes=1)
        office.session.heartbeat.minute.emit()
        office.session.perform(lambda desk, now: desk.finish(office.ids["小林"], now))
        assert office.strip() == "reasonStrip"
        assert office.part("reasonStripText", QLineEdit).text() == "half a rea"
        assert office.focus() == "reasonStripText"

    def test_a_refused_answer_can_be_given_again(self, office: WindowWorld) -> None:
        connection = office.desk._journal.db.conn
        connection.execute("PRAGMA query_only = ON")
        before = office.kinds("山田")
        for question, answer in (("c", K.Key_3), ("s", K.Key_1), ("h", K.Key_1)):
            office.press(question)
            for _ in range(3):
                office.press(answer)
            assert office.kinds("山田") == before
            assert office.strip()
        connection.execute("PRAGMA query_only = OFF")
        office.press(K.Key_1)
        assert office.memo("山田").draft.addressee == "佐藤"


class TestWhatIsOffered:
    def shown(self, office: WindowWorld) -> list[str]:
        return [
            action.name
            for action in (CONFIRM, *ACTIONS)
            if not action.in_menu and office.part(f"action-{action.name}").isVisible()
        ]

    def entries(self, office: WindowWorld) -> list[str]:
        menu = office.part("moreMenu", QMenu)
        return [entry.objectName() for entry in menu.actions() if entry.isVisible()]

    def test_for_an_open_callback(self, office: WindowWorld) -> None:
        assert self.shown(office) == ["call", "finish", "absent", "snooze", "hand_over"]
        assert self.entries(office) == [
            "menu-edit",
            "menu-carry",
            "menu-hold",
            "menu-not_needed",
            "menu-cancel",
        ]

    def test_for_an_unread_callback(self, office: WindowWorld) -> None:
        office.choose("高橋")
        assert self.shown(office)[0] == "confirm"

    def test_for_a_message_confirming_comes_first(self, office: WindowWorld) -> None:
        office.choose("森")
        assert self.shown(office) == ["confirm", "call", "finish", "hand_over"]
        assert office.part("action-confirm").property("role") == "primary"

    def test_for_a_closed_one_only_to_open_it_again(self, office: WindowWorld) -> None:
        office.choose("加藤")
        assert self.shown(office) == ["reopen"]
        assert self.entries(office) == ["menu-edit"]
        # Enter twice by habit must not open what was closed a moment ago.
        assert office.part("action-reopen").property("role") != "primary"

    def test_what_is_not_offered_does_nothing_by_key_either(self, office: WindowWorld) -> None:
        office.window.show_view(View.DONE)
        before = office.kinds("加藤")
        for key in ("c", "d", "a", "s", "h", K.Key_Space):
            office.press(key)
        assert office.kinds("加藤") == before
        assert office.strip() == ""

    def test_only_the_likeliest_is_marked(self, office: WindowWorld) -> None:
        for name in ("山田", "高橋", "伊藤", "森"):
            office.choose(name)
            marked = [
                n for n in self.shown(office)
                if office.part(f"action-{n}").property("role") == "primary"
            ]  # fmt: skip
            assert len(marked) == 1, name


def test_the_keys_on_the_help_page_are_the_keys_that_act() -> None:
    from callmemo.desktop.guide_cards import READ_BACK_KEY
    from callmemo.desktop.guide_moments import NEXT_KEY
    from callmemo.desktop.keys_help import MEMO

    listed = {key.keys[0] for key in MEMO.keys}
    acting = {action.key for action in (CONFIRM, *ACTIONS) if action.key}
    # Below the facts stand the words to say, with keys of their own.
    assert listed == acting | {READ_BACK_KEY, NEXT_KEY}
