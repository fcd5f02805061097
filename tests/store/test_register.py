"""What lists, counters and searches ask is answered rightly, and without a walk over all memos."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from callmemo.core.memo import Caller, Memo
from callmemo.core.query import finds, read_query
from callmemo.core.vocabulary import Mover, Outcome, Request, View
from callmemo.desk import Desk
from callmemo.errors import MemoRefused
from callmemo.store.rows import memo_row
from callmemo.store.search_index import texts as searched_texts
from tests.office_day import DAY, HOUR, MINUTE, OFFICE, TEN, at, call, desk


@pytest.fixture
def office_desk(tmp_path: Path) -> Iterator[Desk]:
    made = desk(tmp_path, my_name="鈴木")
    yield made
    made.close()


@pytest.fixture
def busy(office_desk: Desk) -> Desk:
    """A desk with memos of every kind, most of them closed."""
    for n in range(60):
        draft = call(
            f"山田{n}",
            addressee=("鈴木", "佐藤")[n % 2],
            substitute=("", "鈴木")[n % 5 == 0],
            complaint=n % 7 == 0,
            request=list(Request)[n % 6],
            target=None,
            due_at=at("16:00", n % 3) if n % 7 else None,
        )
        taken = office_desk.take(draft, TEN + n * MINUTE)
        if n % 5 > 1:
            office_desk.finish(taken.memo_id, TEN + (n + 30) * MINUTE)
        elif n % 10 == 0:
            office_desk.attempt(taken.memo_id, Outcome.ABSENT, TEN + (n + 30) * MINUTE)
    return office_desk


def belongs(view: View, memo: Memo, now: datetime, me: str = "鈴木") -> bool:
    """What each view means, said once more and without SQL."""
    _, tomorrow = OFFICE.day_bounds(OFFICE.today(now))
    later = memo.due_at is not None and memo.due_at >= tomorrow
    return {
        View.TODAY: memo.needs_someone and not later,
        View.MINE: memo.needs_someone and me in {memo.draft.addressee, memo.draft.substitute},
        View.WAITING: memo.next_mover is Mover.THEM,
        View.LATER: memo.needs_someone and later,
        View.COMPLAINTS: memo.draft.complaint,
        View.DONE: not memo.is_open,
        View.ALL: True,
    }[view]


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("now", [TEN + HOUR, at("17:00"), at("9:00", 1)], ids=str)
def test_a_view_holds_what_it_means(busy: Desk, view: View, now: datetime) -> None:
    everything = busy.memos(View.ALL, now)
    assert len(everything) == 60
    expected = {memo.id for memo in everything if belongs(view, memo, now)}
    assert expected, "the rule needs a case"
    assert {memo.id for memo in busy.memos(view, now)} == expected
    assert len(busy.places(view, now)) == len(expected)
    assert list(busy.places(view, now, limit=3)) == list(busy.places(view, now))[:3]


@pytest.mark.parametrize("now", [TEN + HOUR, at("17:00"), at("9:00", 1)], ids=str)
def test_the_counters_count_what_the_views_hold(busy: Desk, now: datetime) -> None:
    for view, count in busy.counts(now).items():
        held = [memo for memo in busy.memos(view, now) if memo.needs_someone]
        assert (count.open, count.late) == (len(held), sum(memo.is_late(now) for memo in held))


def test_nothing_is_mine_while_nobody_has_said_who_sits_here(tmp_path: Path) -> None:
    nobody = desk(tmp_path, my_name="")
    nobody.take(call(addressee=""), TEN)
    assert nobody.memos(View.MINE, TEN) == []
    assert nobody.counts(TEN)[View.MINE].open == 0
    nobody.close()


def test_a_limit_beyond_all_numbers_is_no_limit(busy: Desk) -> None:
    assert len(busy.places(View.ALL, TEN, limit=10**30)) == 60
    assert len(busy.places(View.ALL, TEN, limit=-1)) == 0


def test_a_number_names_its_latest_memo(office_desk: Desk) -> None:
    first = office_desk.take(call("去年"), TEN.replace(year=2025)).memo_id
    second = office_desk.take(call("今年"), TEN).memo_id
    assert office_desk.memo("1124-001").id == second != first
    assert office_desk.memo(f" {first} ").draft.caller.name == "去年"


# How it is asked


def statements_of(office_desk: Desk, ask: Callable[[], object]) -> list[str]:
    """The statements that SQLite runs for a question, as they are run."""
    run: list[str] = []
    conn = office_desk._journal.db.conn
    conn.set_trace_callback(run.append)
    try:
        ask()
    finally:
        conn.set_trace_callback(None)
    verbs = ("SELECT", "INSERT INTO memo", "UPDATE memo")
    # What the search index reads of its own settings, once, is no question of ours.
    ours = (sql for sql in dict.fromkeys(run) if "search_config" not in sql)
    return [sql for sql in ours if sql.strip().startswith(verbs)]


BY_WORDS = re.compile(r"SCAN search VIRTUAL TABLE INDEX \d+:[=<>]*M\d+[=<>]*|SCAN \(subquery-\d+\)")
"""How SQLite says that the search index is asked for words, and not read from end to end; what a
statement inside another has found is gone through, and stands in the plan by itself."""


def walks(office_desk: Desk, ask: Callable[[], object]) -> list[str]:
    """Steps of the query plans that go over a whole table."""
    conn = office_desk._journal.db.conn
    statements = statements_of(office_desk, ask)
    assert statements
    steps = [row[3] for sql in statements for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}")]
    # The partial indexes hold what is open, what is closed and the complaints; a list of all
    # with a limit reads its index from the end.
    harmless = ("memo_needed", "memo_complaint", "memo_taken", "json_each")
    walked = [s for s in steps if s.startswith("SCAN ") and not any(h in s for h in harmless)]
    return [step for step in walked if not BY_WORDS.fullmatch(step)]


@pytest.mark.parametrize("search", ["", "田中", "田"])
@pytest.mark.parametrize("view", View)
def test_no_list_walks_over_all_memos(busy: Desk, view: View, search: str) -> None:
    assert walks(busy, lambda: busy.places(view, TEN, search=search, limit=200)) == []


def test_no_question_and_no_verb_walks_over_all_memos_or_events(busy: Desk) -> None:
    memo = busy.memos(View.TODAY, TEN)[0]
    asked: dict[str, Callable[[], object]] = {
        "counts": lambda: busy.counts(TEN),
        "closed_today": lambda: busy.closed_today(TEN),
        "outlook": lambda: busy.outlook(TEN),
        "list_of_day": lambda: busy.list_of_day(TEN.date()),
        "memo": lambda: busy.memo(memo.number),
        "history": lambda: busy.history(memo.id),
        "arrivals": busy.arrivals,
        "take": lambda: busy.take(call(), TEN),
        "amend": lambda: busy.amend(memo.id, call("別人"), TEN),
        "attempt": lambda: busy.attempt(memo.id, Outcome.TALKED, TEN, finish=True),
        "undo": lambda: busy.undo(TEN),
    }
    assert {name: found for name, ask in asked.items() if (found := walks(busy, ask))} == {}


def test_only_reading_by_number_or_by_what_is_owed_decides_the_day(busy: Desk) -> None:
    for ask in (lambda: busy.take(call(), TEN), lambda: busy.list_of_day(TEN.date())):
        for sql in statements_of(busy, ask):
            steps = busy._journal.db.conn.execute(f"EXPLAIN QUERY PLAN {sql}")
            # An open end in time would be a walk over years.
            assert not [s[3] for s in steps if "memo_taken (taken_at<?)" in s[3]], sql
            if "max(CAST" in sql:
                steps = busy._journal.db.conn.execute(f"EXPLAIN QUERY PLAN {sql}")
                assert all("memo_number" in step[3] for step in steps)


def test_counting_reads_only_what_is_open(busy: Desk) -> None:
    plan = [
        row[3]
        for sql in statements_of(busy, lambda: busy.counts(TEN))
        for row in busy._journal.db.conn.execute(f"EXPLAIN QUERY PLAN {sql}")
    ]
    assert plan == ["SCAN memo USING COVERING INDEX memo_needed"]


# Search

PARTS = (
    "田中", "田", "中", "山田", "髙橋", "高橋", "やまだ", "ヤマダ", "ﾔﾏﾀﾞ", "ルーム", "ーム", "ｰ",
    "03-0000-0142", "0300000142", "０３ー００００", "090", "0188", "090-0000-0188", "請求書",
    "Smith", "SMITH", "ｓｍｉｔｈ", "O'Brien", "straße", "１２", "㈱", "株", "a",
    '"', "*", "-", " ", "　", "😀", "é",
)  # fmt: skip
texts = st.lists(st.sampled_from(PARTS) | st.text(max_size=4), max_size=4).map("".join)
callers = st.builds(Caller, company=texts, name=texts, kana=texts, phone=texts)
fields = st.fixed_dictionaries({"subject": texts, "body": texts, "addressee": texts})


def said(memo: Memo) -> list[str]:
    return searched_texts(memo_row(memo))


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = desk(tmp_path_factory.mktemp("searched"))
    made._journal.db.conn.execute("PRAGMA synchronous = OFF")
    yield made
    made.close()


def assert_finds_what_is_there(office_desk: Desk, query: str) -> None:
    everything = office_desk.memos(View.ALL, TEN)
    if not query.strip():
        return
    expected = {memo.id for memo in everything if finds(read_query(query), said(memo))}
    assert {memo.id for memo in office_desk.memos(View.ALL, TEN, search=query)} == expected


@settings(max_examples=600, suppress_health_check=[HealthCheck.too_slow])
@given(caller=callers, more=fields, again=fields, queries=st.lists(texts, min_size=1, max_size=6))
@example(
    caller=Caller(name="田中"),
    more={"subject": "ab", "body": "cd"},
    again={"subject": "x"},
    queries=["bc", "田", "中"],
)
def test_a_search_finds_just_what_holds_every_word(
    caller: Caller,
    more: dict[str, str],
    again: dict[str, str],
    queries: list[str],
    searched: Desk,
) -> None:
    draft = call(caller=caller, **more)
    try:
        taken = searched.take(draft, TEN)
    except MemoRefused:
        # An empty memo, or a control character: another rule.
        return
    words = [*queries, *(text[:2] for text in more.values()), caller.phone]
    for query in words:
        assert_finds_what_is_there(searched, query)
    memo = searched.memo(taken.memo_id)
    with suppress(MemoRefused):
        searched.amend(memo.id, call(caller=caller, **{**more, **again}), TEN)
    for query in (*words, *again.values()):
        assert_finds_what_is_there(searched, query)
    if len(searched.history(memo.id)) > 1:
        searched.undo(TEN)
        assert searched.memo(memo.id).draft == memo.draft
    for query in (*words, *again.values()):
        assert_finds_what_is_there(searched, query)
    if len(searched.places(View.ALL, TEN)) > 15:
        # Few memos are enough for what is proven, and many make it slow.
        searched._journal.db.conn.executescript(
            "DROP TRIGGER IF EXISTS event_stays; DELETE FROM event; DELETE FROM memo;"
            " INSERT INTO search (search) VALUES ('delete-all');"
        )


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("田中一郎", "田"),
        ("田中一郎", "中"),
        ("田中一郎", "郎"),
        ("田中一郎", "田中"),
        ("田中一郎", "田中 一郎"),
        ("髙橋", "高橋"),
        ("﨑山", "崎山"),
        ("渡邉", "渡辺"),
        ("ﾔﾏﾀﾞ", "やまだ"),
        ("やまだ", "ﾔﾏﾀﾞ"),
        ("０３－００００－０１４２", "0300000142"),
        ("03-0000-0142", "０３ー００００ー０１４２"),
        ("03-0000-0142", "0142"),
        ("Smith", "ｓｍｉ"),
        ("ミーティングルーム", "ルーム"),
    ],
)
def test_people_are_found_however_they_are_typed(
    office_desk: Desk, written: str, typed: str
) -> None:
    taken = office_desk.take(call(subject=written), TEN)
    assert [memo.id for memo in office_desk.memos(View.ALL, TEN, search=typed)] == [taken.memo_id]
    assert office_desk.memos(View.ALL, TEN, search="無関係") == []


def test_signs_that_mean_something_to_the_index_are_only_text(office_desk: Desk) -> None:
    office_desk.take(call(), TEN)
    for typed in ('"', "'", "*", "a OR b", "NEAR(a b)", "^a", "-a", "grams:a", "\x00", "\ud800"):
        assert office_desk.memos(View.ALL, TEN, search=typed) == []


def test_closed_today_counts_by_the_office_day(office_desk: Desk) -> None:
    memo_id = office_desk.take(call(), TEN).memo_id
    office_desk.finish(memo_id, at("23:59"))
    assert len(office_desk.closed_today(at("23:59"))) == 1
    assert len(office_desk.closed_today(at("0:00", 1))) == 0
    assert len(office_desk.closed_today(TEN - DAY)) == 0
