"""The desk keeps phone numbers in one notation, whoever writes them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from callmemo.core.memo import Caller
from callmemo.core.vocabulary import Request
from callmemo.desk import Desk
from callmemo.store.journal import Changes
from tests.office_day import HOUR, TEN, call, desk

WIDE = Caller(
    name="山田",
    phone="０３ー００００ー０１４２",
    mobile="０９０−００００−０１４２",
    extension="内線１２",
)


@pytest.fixture
def office_desk(tmp_path: Path) -> Iterator[Desk]:
    made = desk(tmp_path)
    yield made
    made.close()


def test_a_memo_is_taken_with_its_numbers_in_one_notation(office_desk: Desk) -> None:
    memo_id = office_desk.take(call(caller=WIDE, target_number="0120000142"), TEN).memo_id
    draft = office_desk.memo(memo_id).draft
    assert draft.caller.phone == "03-0000-0142"
    assert draft.caller.mobile == "090-0000-0142"
    assert draft.caller.extension == "12"
    assert draft.target_number == "0120-000-142"


def test_a_corrected_number_gets_its_notation(office_desk: Desk) -> None:
    memo_id = office_desk.take(call(), TEN).memo_id
    draft = office_desk.memo(memo_id).draft
    office_desk.amend(memo_id, replace(draft, caller=WIDE), TEN + HOUR)
    assert office_desk.memo(memo_id).draft.caller.phone == "03-0000-0142"


def test_another_notation_of_the_same_number_is_no_correction(office_desk: Desk) -> None:
    memo_id = office_desk.take(call(caller=WIDE), TEN).memo_id
    draft = office_desk.memo(memo_id).draft
    assert office_desk.amend(memo_id, replace(draft, caller=WIDE), TEN + HOUR) == Changes()
    assert len(office_desk.history(memo_id)) == 1


def test_half_a_number_is_kept_as_it_was_heard(office_desk: Desk) -> None:
    heard = Caller(name="山田", phone="03-0000-01")
    memo_id = office_desk.take(call(caller=heard), TEN).memo_id
    assert office_desk.memo(memo_id).draft.caller.phone == "03-0000-01"


def test_a_withheld_number_is_marked(office_desk: Desk) -> None:
    heard = Caller(name="山田", phone="非通知")
    memo_id = office_desk.take(call(caller=heard, request=Request.MESSAGE), TEN).memo_id
    assert office_desk.memo(memo_id).draft.withheld
