"""A notice says for whom it is, since several people may sit at one desktop."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from callmemo import words
from callmemo.core.memo import Memo
from callmemo.core.rungs import Audience, Nudge, Rung
from callmemo.core.vocabulary import Status
from callmemo.desktop.notifying.texts import notice_of
from tests.office_day import OFFICE, TEN, at, call


@pytest.fixture(autouse=True)
def _japanese() -> Iterator[None]:
    words.use("ja")
    yield
    words.use("en")


def last_line(me: str, audience: Audience, *to: str) -> str:
    memo = Memo("m", "1124-001", TEN, call(due_at=at("15:00"), substitute="佐藤"), Status.NEW)
    nudge = Nudge(Rung.DUE, "due@1", at("15:00"), (memo,), audience, to)
    return notice_of(nudge, at("15:00"), OFFICE, me).text.splitlines()[-1]


@pytest.mark.parametrize(
    ("me", "audience", "to", "said"),
    [
        ("木村", Audience.ADDRESSEE, "鈴木", "鈴木 宛て"),
        ("鈴木", Audience.ADDRESSEE, "鈴木", "03-0000-0142"),
        ("佐藤", Audience.SUBSTITUTE, "佐藤", "佐藤 宛て（鈴木 宛てのメモ）"),
        ("木村", Audience.MANAGER, "田中", "田中 宛て（鈴木 宛てのメモ）"),
        ("木村", Audience.MANAGER, "", "鈴木 宛て"),
    ],
)
def test_each_notice_says_whose_it_is_unless_it_is_mine(
    me: str, audience: Audience, to: str, said: str
) -> None:
    assert last_line(me, audience, *([to] if to else [])) == said
