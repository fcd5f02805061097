"""Two proofs, two steps: who has read it, and who has called with which outcome."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from callmemo.core.memo import Caller
from callmemo.core.vocabulary import Outcome, Request
from callmemo.desk import Desk
from callmemo.desktop.proofs import Proof, proofs
from callmemo.desktop.row_words import row_words
from tests.desktop.window_world import AFTERNOON, WindowWorld
from tests.office_day import at, call


def steps(desk: Desk, memo_id: str) -> list[tuple[bool, str]]:
    memo = desk.memo(memo_id)
    found = proofs(memo, AFTERNOON, desk.office, desk.history(memo_id))
    return [(step.done, f"{step.name}: {step.text}") for step in found]


def test_reading_is_not_calling(desk: Desk) -> None:
    memo_id = desk.take(call(), at("14:00")).memo_id
    assert steps(desk, memo_id) == [
        (False, "Read by the addressee: not yet"),
        (False, "Called back: not yet"),
    ]
    desk.confirm(memo_id, at("14:16"))
    assert steps(desk, memo_id) == [
        (True, "Read by the addressee: 木村 14:16"),
        (False, "Called back: not yet"),
    ]
    desk.attempt(memo_id, Outcome.BUSY, at("14:20"))
    assert steps(desk, memo_id)[1] == (False, "Called back: 1 call, nobody reached (Busy)")
    desk.attempt(memo_id, Outcome.TALKED, at("14:40"))
    assert steps(desk, memo_id)[1] == (True, "Called back: 木村 14:40 Talked")


def test_a_call_taken_back_proves_nothing(desk: Desk) -> None:
    memo_id = desk.take(call(), at("14:00")).memo_id
    desk.attempt(memo_id, Outcome.TALKED, at("14:40"))
    desk.undo(at("14:41"))
    assert steps(desk, memo_id)[1] == (False, "Called back: not yet")


def test_where_nobody_has_to_call_reading_is_the_only_step(desk: Desk) -> None:
    memo_id = desk.take(call(request=Request.MESSAGE), at("14:00")).memo_id
    assert len(steps(desk, memo_id)) == 1


def test_where_they_call_it_is_their_call(desk: Desk) -> None:
    memo_id = desk.take(call(request=Request.WILL_CALL_AGAIN), at("14:00")).memo_id
    assert steps(desk, memo_id)[1] == (False, "Their call came: not yet")


def test_every_step_has_a_sign_and_a_word() -> None:
    assert (Proof("x", done=True, text="").mark, Proof("x", done=False, text="").mark) == ("✓", "○")


def test_who_took_the_memo_sees_both_in_the_list(desk: Desk) -> None:
    memo_id = desk.take(call(), at("14:00")).memo_id
    desk.confirm(memo_id, at("14:16"))
    memo = desk.memo(memo_id)

    def seen(me: str) -> tuple[tuple[str, bool], ...]:
        return row_words(memo, AFTERNOON, desk.office, me).proofs

    both = (("✓ Read by the addressee 14:16", True), ("○ Called back", False))
    assert seen("木村") == both
    assert seen("鈴木") == seen("") == ()
    assert all(text in row_words(memo, AFTERNOON, desk.office, "木村").spoken for text, _ in both)


def test_a_memo_for_oneself_has_none_in_the_list(desk: Desk) -> None:
    memo_id = desk.take(call(caller=Caller(name="森"), addressee="木村"), at("14:00")).memo_id
    assert row_words(desk.memo(memo_id), AFTERNOON, desk.office, "木村").proofs == ()


def test_the_memo_in_sight_shows_both(office: WindowWorld) -> None:
    office.choose("山田")
    assert office.part("proofRead", QLabel).accessibleName() == "木村 14:16"
    assert office.part("proofCalled", QLabel).accessibleName() == "1 call, nobody reached (Busy)"
    assert office.says("proofReadMark") == "✓"
    assert office.says("proofCalledMark") == "○"
    office.choose("森")
    assert not office.part("proofCalled").isVisible()
