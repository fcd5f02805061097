"""A search finds just what going through all memos finds, whatever is asked and however typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from benchmarks.office_data import make_office
from benchmarks.office_story import NOW
from callmemo.core.memo import Caller, Memo
from callmemo.core.query import holds
from callmemo.core.reading import romaji
from callmemo.core.search import Search
from callmemo.core.text import normalise
from callmemo.core.vocabulary import Status, View
from callmemo.desk import Desk
from callmemo.settings_file import SettingsFile
from callmemo.store.rows import memo_row
from callmemo.store.search_index import texts
from tests.office_day import TEN, call, desk
from tests.store.test_register import belongs, walks

MEMOS = 1_500
QUERIES = 2_400
TYPED_OTHERWISE: tuple[Callable[[str], str], ...] = (
    str,
    lambda text: unicodedata.normalize("NFKD", text),
    lambda text: text.replace("-", ""),
    lambda text: text.replace("-", "ー"),
    lambda text: text.replace("-", " "),
    lambda text: text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)}),
    lambda text: text.translate({code: code - 0x60 for code in range(0x30A1, 0x30F7)}),
    lambda text: romaji(text) if text.isalpha() and "ァ" <= text[0] <= "ヶ" else text,
    lambda text: text + "様",
    lambda text: "+81 " + text[1:] if text.startswith("0") else text,
    str.lower,
)


class Office:
    """A made office, and its memos as somebody who reads them all knows them."""

    def __init__(self, made: Desk) -> None:
        self.desk = made
        self.memos = {memo.id: memo for memo in made.memos(View.ALL, NOW)}
        self.said = {
            memo_id: [normalise(text) for text in texts(memo_row(memo))]
            for memo_id, memo in self.memos.items()
        }
        self.days = {
            memo_id: made.office.today(memo.taken_at) for memo_id, memo in self.memos.items()
        }

    def by_reading_all(self, search: Search, view: View) -> set[str]:
        """Ids of what is asked for, found without any index."""
        if search.asks_for_nothing:
            return set()
        groups = search.words
        return {
            memo_id
            for memo_id, memo in self.memos.items()
            if (not groups or holds(groups, self.said[memo_id]))
            and search.lets_through(memo, self.days[memo_id])
            and belongs(view, memo, NOW, self.desk.me)
        }

    def found(self, search: Search, view: View) -> list[str]:
        hits = self.desk.find(search, NOW, view=view, limit=10_000)
        assert not hits.more
        assert list(hits.places) == sorted(hits.places, reverse=True)
        return [memo.id for memo in self.desk.memos_at(hits.places)]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    home = tmp_path_factory.mktemp("office")
    make_office(home, MEMOS, seed=7)
    made = Desk(home, SettingsFile(home).load(NOW))
    yield Office(made)
    made.close()


def words(dice: Random, memo: Memo) -> str:
    """One to three pieces of what a memo says, typed in one way or another."""
    said = [text for text in texts(memo_row(memo)) if text.strip()]
    pieces = []
    for _ in range(dice.choice((1, 1, 1, 2, 2, 3))):
        text = dice.choice(said)
        length = dice.choice((1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8, 12, 40))
        start = dice.randrange(max(len(text) - length, 0) + 1)
        pieces.append(dice.choice(TYPED_OTHERWISE)(text[start : start + length]))
    return dice.choice((" ", "　", "  ")).join(pieces)


def spoilt(dice: Random, text: str) -> str:
    """Nearly what a memo says: mostly nothing holds it."""
    place = dice.randrange(len(text) + 1)
    return text[:place] + dice.choice("鼈Q7ヴー。") + text[place:]


def any_search(dice: Random, office: Office) -> Search:
    memos = list(office.memos.values())
    memo, other = dice.choice(memos), dice.choice(memos)
    text = words(dice, memo) if dice.random() < 0.85 else ""
    if dice.random() < 0.1:
        text = spoilt(dice, text)
    asked: dict[str, Any] = {"text": text}
    if dice.random() < 0.2:
        name = memo.draft.addressee
        asked["addressee"] = name[: dice.randrange(1, len(name) + 1)]
    if dice.random() < 0.2:
        asked["statuses"] = frozenset(dice.sample(list(Status), dice.choice((1, 1, 2, 6))))
    if dice.random() < 0.2:
        asked["first_day"] = office.days[other.id] - timedelta(days=dice.randrange(3))
    if dice.random() < 0.2:
        asked["last_day"] = office.days[memo.id] + timedelta(days=dice.randrange(3))
    asked["urgent"] = dice.random() < 0.05
    asked["complaint"] = dice.random() < 0.05
    return Search(**asked)


def test_thousands_of_searches_find_what_reading_all_memos_finds(office: Office) -> None:
    dice = Random(20261124)
    found, hits = 0, 0
    for _ in range(QUERIES):
        search = any_search(dice, office)
        view = dice.choice((*[View.ALL] * 8, *View))
        expected = office.by_reading_all(search, view)
        got = office.found(search, view)
        assert len(got) == len(set(got))
        assert set(got) == expected, (search, view)
        found += bool(expected)
        hits += len(expected)
    assert found > QUERIES / 2, "queries that find nothing prove little"
    assert hits > QUERIES * 10


@pytest.mark.parametrize(
    "day", [date.min, date(1, 1, 2), date(2026, 11, 24), date.max - timedelta(days=1), date.max]
)
def test_any_day_of_the_calendar_can_be_asked_for(office: Office, day: date) -> None:
    for search in (Search(first_day=day), Search(last_day=day), Search("の", last_day=day)):
        assert set(office.found(search, View.ALL)) == office.by_reading_all(search, View.ALL)


def test_a_page_holds_the_latest_hits_and_says_that_there_are_more(office: Office) -> None:
    for search in (Search("株式会社"), Search("の"), Search(statuses=frozenset({Status.DONE}))):
        everything = list(office.desk.find(search, NOW, limit=10_000).places)
        assert len(everything) > 200
        page = office.desk.find(search, NOW, limit=200)
        assert (list(page.places), page.more) == (everything[:200], True)
        whole = office.desk.find(search, NOW, limit=len(everything))
        assert (list(whole.places), whole.more) == (everything, False)


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize(
    "search",
    [
        Search("田"),
        Search("株式会社 山田 0142"),
        Search("03-0000-0142", addressee="鈴木"),
        Search(addressee="鈴木", urgent=True),
        Search(statuses=frozenset({Status.ON_HOLD})),
        Search(statuses=frozenset({Status.DONE, Status.CANCELLED})),
        Search(first_day=date(2026, 11, 20), last_day=date(2026, 11, 24)),
        Search("の", statuses=frozenset({Status.DONE}), last_day=date(2026, 11, 24)),
        Search("の", complaint=True, first_day=date(2026, 11, 20)),
    ],
    # By number: sets are written in another order by each worker of a parallel run.
    ids=map(str, range(1, 10)),
)
def test_no_search_walks_over_all_memos(office: Office, search: Search, view: View) -> None:
    assert walks(office.desk, lambda: office.desk.find(search, NOW, view=view)) == []


def test_remarks_are_found_as_long_as_they_stand(tmp_path: Any) -> None:
    made = desk(tmp_path)
    memo_id = made.take(call(), TEN).memo_id
    made.note(memo_id, "見積番号 QX-77 を確認", TEN)
    made.hold(memo_id, TEN, reason="先方は棚卸し中")
    for typed in ("qx-77", "棚卸", "棚卸し QX"):
        assert [memo.id for memo in made.memos(View.ALL, TEN, search=typed)] == [memo_id], typed
    made.undo(TEN)
    assert made.memos(View.ALL, TEN, search="棚卸") == []
    assert made.faults() == []
    made.close()


@pytest.mark.parametrize(
    ("name", "kana", "typed", "is_found"),
    [
        ("山田 太郎", "", "やまだ", True),
        ("山田 太郎", "", "yamada", True),
        ("山田 太郎", "", "yamad", True),
        ("山田 太郎", "", "ﾔﾏﾀﾞ", True),
        ("髙橋", "", "takahashi", True),
        ("東海林", "ショウジ", "shoji", False),
        ("東海林", "ショウジ", "shouji", True),
        ("山田", "サンダ", "やまだ", False),
        ("山田", "サンダ", "さんだ", True),
        ("山田", "", "山田様", True),
        ("山田", "", "Yamada Tarou", False),
    ],
)
def test_names_are_found_by_their_sound(
    tmp_path: Any, name: str, kana: str, typed: str, is_found: bool
) -> None:
    made = desk(tmp_path)
    made.take(call(caller=Caller(name=name, kana=kana)), TEN)
    assert bool(made.memos(View.ALL, TEN, search=typed)) is is_found
    made.close()


@pytest.mark.parametrize(
    "typed",
    [
        *("03-0000-0142", "0300000142", "+81 3-0000-0142", "+81(0)3 0000 0142"),
        *("０３（００００）０１４２", "03 0000 0142", "0142", "0000-01", "142", "+813"),
        "0081 3 0000 0142",
    ],
)
@pytest.mark.parametrize("written", ["03-0000-0142", "+81-3-0000-0142", "０３－００００－０１４２"])
def test_a_number_is_found_in_any_notation(tmp_path: Any, written: str, typed: str) -> None:
    made = desk(tmp_path)
    made.take(call(target_number=written, caller=Caller(name="森")), TEN)
    made.take(call(caller=Caller(name="別", phone="06-9999-8888")), TEN)
    assert [m.draft.caller.name for m in made.memos(View.ALL, TEN, search=typed)] == ["森"]
    made.close()
