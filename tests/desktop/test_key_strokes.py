"""How many key strokes a memo takes, counted by writing memos of the sample day by keyboard alone.

The measure: every key pressed counts one, and so does a chord such as Ctrl+Enter. Japanese counts
the Latin letters of its reading, one key to convert it where it is not plain hiragana, and one to
take it. Digits count one each and one to take them; nobody types the hyphens of a number. The
text itself is committed here as an input method commits it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from callmemo.core.links import Ring
from callmemo.core.memo import Caller, Draft
from callmemo.core.reading import kana_of, romaji
from callmemo.core.vocabulary import Request, Urgency
from callmemo.waiting_calls import new_call
from tests.desktop.form_world import (
    ALT,
    CTRL,
    NO_MOD,
    FormWorld,
    focus_name,
    press,
    type_japanese,
    type_keys,
)

Key = Qt.Key
ROOT = Path(__file__).parents[2]


class Typist:
    """Somebody who writes a memo down, and the number of keys they have pressed."""

    def __init__(self, world: FormWorld, qtbot: QtBot) -> None:
        self.world, self.qtbot = world, qtbot
        # Ctrl+N has opened the form.
        self.count = 1

    def press(self, key: Qt.Key, mod: Qt.KeyboardModifier = NO_MOD, *, to: str = "") -> None:
        """Press a key or a chord that leads to a field."""
        press(key, mod)
        self.count += 1
        if to:
            self.qtbot.waitUntil(lambda: focus_name() == to)

    def write(self, text: str, reading: str = "") -> None:
        """Write Japanese of which this is the reading, or digits."""
        if not reading:
            type_keys(text)
            self.count += len(text) + 1
            return
        letters = romaji(kana_of(reading))
        assert letters.isascii()
        type_japanese(text)
        self.count += len(letters) + (text != reading) + 1

    def space(self) -> None:
        """Part two words of one line."""
        type_keys(" ")
        self.count += 1


@dataclass(frozen=True)
class Said:
    """What is heard on the phone: each a text and its reading; digits have none."""

    english: str
    japanese: str
    company: tuple[str, str]
    name: tuple[str, str]
    phone: str
    addressee: tuple[str, str]
    subject: tuple[str, str]
    promise: tuple[str, str] | None = None
    reason: tuple[str, str] | None = None
    calls_again: bool = False

    @property
    def draft(self) -> Draft:
        """The memo that must come of it."""
        return Draft(
            caller=Caller(company=self.company[0], name=self.name[0], phone=self.phone),
            addressee=self.addressee[0],
            request=Request.WILL_CALL_AGAIN if self.calls_again else Request.PLEASE_CALL_BACK,
            urgency=Urgency.URGENT if self.reason else Urgency.NORMAL,
            urgent_reason=self.reason[0] if self.reason else "",
            promise=self.promise[0] if self.promise else "",
            subject=self.subject[0],
        )


SUZUKI = ("鈴木", "すずき")
MEMOS = (
    Said(
        "please call back",
        "折り返しのお願い",
        ("みなと会計事務所", "みなとかいけいじむしょ"),
        ("高橋", "たかはし"),
        "045-000-0117",
        SUZUKI,
        ("請求書の宛名変更の件", "せいきゅうしょのあてなへんこうのけん"),
    ),
    Said(
        "urgent, with reason and promise",
        "至急（理由と約束あり）",
        ("アオバ商事", "あおばしょうじ"),
        ("山田", "やまだ"),
        "03-0000-0142",
        SUZUKI,
        ("納品数量の件", "のうひんすうりょうのけん"),
        ("15時まで", "15じまで"),
        ("店頭にお客様がお待ち", "てんとうにおきゃくさまがおまち"),
    ),
    Said(
        "will call again",
        "またお電話します",
        ("すみれ薬局", "すみれやっきょく"),
        ("森", "もり"),
        "03-0000-0131",
        SUZUKI,
        ("棚卸の件", "たなおろしのけん"),
        calls_again=True,
    ),
)


def by_one_line(hand: Typist, said: Said) -> None:
    """Write all of it into the line at the top."""
    hand.press(Key.Key_L, CTRL, to="formLine")
    words = [
        said.company,
        said.name,
        (said.phone.replace("-", ""), ""),
        *([("至急", "しきゅう")] if said.reason else []),
        *([said.promise] if said.promise else []),
        *([("また電話します", "またでんわします")] if said.calls_again else []),
        (f"{said.addressee[0]}さんへ", f"{said.addressee[1]}さんへ"),
        said.subject,
        *([said.reason] if said.reason else []),
    ]
    for place, (text, reading) in enumerate(words):
        if place:
            hand.space()
        hand.write(text, reading)
    hand.press(Key.Key_Return, CTRL)


def by_fields(hand: Typist, said: Said, *, number_known: bool = False) -> None:
    """Write it field by field, in the order in which people speak."""
    if not number_known:
        hand.write(said.phone.replace("-", ""))
        hand.press(Key.Key_N, ALT, to="name")
    hand.write(*said.name)
    hand.press(Key.Key_C, ALT, to="company")
    hand.write(*said.company)
    hand.press(Key.Key_F, ALT, to="addressee")
    hand.write(*said.addressee)
    if said.reason:
        hand.press(Key.Key_U, ALT, to="urgent_reason")
        hand.write(*said.reason)
    if said.calls_again:
        hand.press(Key.Key_R, ALT, to="request-incoming-please_call_back")
        hand.press(Key.Key_2)
    if said.promise:
        hand.press(Key.Key_3, ALT, to="promise")
        hand.write(*said.promise)
    hand.press(Key.Key_J, ALT, to="subject")
    hand.write(*said.subject)
    hand.press(Key.Key_Return, CTRL)


def heard(draft: Draft) -> Draft:
    """What was said of a memo, without what the office adds."""
    return replace(Draft(), **{
        name: getattr(draft, name)
        for name in ("request", "addressee", "urgency", "urgent_reason", "promise", "subject")
    }, caller=replace(draft.caller, kana="", department=""))  # fmt: skip


def with_phone_system(hand: Typist, said: Said) -> None:
    """Write what is still to be written where the phone system has opened the form."""
    world = hand.world
    world.form.close()
    world.form.open_call(new_call(Ring(phone=said.phone), world.now, []), quietly=False)
    hand.qtbot.waitUntil(lambda: focus_name() == "name")
    # Nobody had to press Ctrl+N.
    hand.count = 0
    by_fields(hand, said, number_known=True)


WAYS = {"one line": by_one_line, "fields": by_fields, "phone system": with_phone_system}


def count(world: FormWorld, qtbot: QtBot, said: Said, way: Callable[[Typist, Said], None]) -> int:
    """Write a memo down on a fresh form; return how many keys that took."""
    world.form.open_new()
    qtbot.waitUntil(lambda: focus_name() == "phone")
    hand = Typist(world, qtbot)
    way(hand, said)
    qtbot.waitUntil(lambda: not world.form.isVisible())
    (memo,) = world.memos()
    assert heard(memo.draft) == said.draft
    assert memo.draft.body == ""
    return hand.count


@pytest.mark.parametrize(("place", "way"), list(enumerate(WAYS, start=2)), ids=str)
@pytest.mark.parametrize("said", MEMOS, ids=lambda said: said.english)
def test_a_memo_is_written_by_keyboard_alone_with_the_keys_the_readme_names(
    world: FormWorld, qtbot: QtBot, said: Said, place: int, way: str
) -> None:
    keys = count(world, qtbot, said, WAYS[way])
    for name, title in (("README.md", said.english), ("README.ja.md", said.japanese)):
        rows = (ROOT / name).read_text(encoding="utf-8").splitlines()
        row = next((row for row in rows if row.startswith(f"| {title} |")), "")
        assert row, f"{name}: no row for {title}: {keys} keys"
        assert row.split("|")[place].strip() == str(keys), name
