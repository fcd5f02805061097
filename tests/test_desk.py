"""Each verb does one thing, writes it durably, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from callmemo import errors
from callmemo.core.memo import Caller, Memo
from callmemo.core.rules import Rule
from callmemo.core.vocabulary import Kind, Outcome, Request, Status, Urgency, View
from callmemo.desk import Desk
from tests.office_day import DAY, HOUR, MINUTE, OFFICE, TEN, at, call, desk, settings

NOW = TEN + HOUR
Act = Callable[[Desk, str], object]


@pytest.fixture
def office_desk(tmp_path: Path) -> Iterator[Desk]:
    made = desk(tmp_path)
    yield made
    made.close()


def taken(office_desk: Desk, **fields: Any) -> str:
    return office_desk.take(call(**fields), TEN).memo_id


def kinds(office_desk: Desk, memo_id: str) -> list[str]:
    return [event.kind for event, undone in office_desk.history(memo_id) if not undone]


def refused(office_desk: Desk, act: Callable[[], object]) -> list[Rule]:
    """The rules by which something was refused; nothing was written."""
    before = len(office_desk._journal.arrivals().events) or _events(office_desk)
    with pytest.raises(errors.MemoRefused) as info:
        act()
    assert _events(office_desk) == before
    return [problem.rule for problem in info.value.problems]


def _events(office_desk: Desk) -> int:
    count = office_desk._journal.db.conn.execute("SELECT count(*) FROM event").fetchone()[0]
    return int(count)


VERBS: dict[str, Act] = {
    "amend": lambda d, m: d.amend(m, replace(d.memo(m).draft, subject="訂正"), NOW),
    "confirm": lambda d, m: d.confirm(m, NOW),
    "attempt": lambda d, m: d.attempt(m, Outcome.ABSENT, NOW, note="不在", retry_at=NOW + HOUR),
    "settle": lambda d, m: d.attempt(m, Outcome.TALKED, NOW, finish=True),
    "note": lambda d, m: d.note(m, "一言", NOW),
    "snooze": lambda d, m: d.snooze(m, NOW + HOUR, NOW, reason="会議"),
    "hand_over": lambda d, m: d.hand_over(m, "佐藤", NOW),
    "hold": lambda d, m: d.hold(m, NOW, reason="確認待ち", until=NOW + HOUR),
    "finish": lambda d, m: d.finish(m, NOW),
    "not_needed": lambda d, m: d.not_needed(m, NOW),
    "cancel": lambda d, m: d.cancel(m, NOW),
}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_on_disk_when_it_returns_and_is_taken_back_whole(
    tmp_path: Path, verb: str
) -> None:
    office_desk = desk(tmp_path)
    memo_id = taken(office_desk)
    before = office_desk.memo(memo_id)
    VERBS[verb](office_desk, memo_id)
    after = office_desk.memo(memo_id)
    assert after != before or verb == "note"
    office_desk.close()

    again = desk(tmp_path)
    assert again.memo(memo_id) == after
    again.undo(NOW + MINUTE)
    assert again.memo(memo_id) == before
    assert again.faults() == []
    assert len(again.history(memo_id)) > 2, "what was taken back stays in the history"
    again.close()


def test_undoing_goes_back_one_action_after_the_other(office_desk: Desk) -> None:
    memo_id = taken(office_desk)
    for verb in ("confirm", "attempt", "settle"):
        VERBS[verb](office_desk, memo_id)
    for expected in (
        ["taken", "confirmed", "attempt"],
        ["taken", "confirmed"],
        ["taken"],
        [],
    ):
        office_desk.undo(NOW)
        left = [kind for kind in kinds(office_desk, memo_id) if kind != Kind.UNDONE]
        assert left == expected
    assert office_desk.memo(memo_id).status is Status.CANCELLED
    assert refused(office_desk, lambda: office_desk.undo(NOW)) == [Rule.NOTHING_TO_UNDO]


def test_only_what_this_desktop_did_today_is_undone(tmp_path: Path) -> None:
    other = desk(tmp_path, device="desktop-2")
    memo_id = taken(other)
    mine = desk(tmp_path, device="desktop-1")
    with pytest.raises(errors.MemoRefused):
        mine.undo(NOW)
    mine.confirm(memo_id, NOW)
    with pytest.raises(errors.MemoRefused):
        mine.undo(NOW + DAY)
    mine.undo(NOW)
    assert kinds(mine, memo_id) == ["taken", "undone"]
    mine.close()
    other.close()


def test_a_given_action_is_undone_and_not_the_last(office_desk: Desk) -> None:
    memo_id = taken(office_desk)
    confirmed = office_desk.confirm(memo_id, NOW)
    office_desk.note(memo_id, "一言", NOW)
    office_desk.undo(NOW, confirmed)
    assert kinds(office_desk, memo_id) == ["taken", "note", "undone"]
    assert refused(office_desk, lambda: office_desk.undo(NOW, confirmed)) == [Rule.NOTHING_TO_UNDO]


def test_a_reminder_is_not_an_action_to_take_back(office_desk: Desk) -> None:
    memo_id = taken(office_desk, due_at=TEN + MINUTE)
    office_desk.record_nudges(office_desk.outlook(NOW).nudges, NOW)
    office_desk.undo(NOW)
    assert office_desk.memo(memo_id).status is Status.CANCELLED


# Taking


def test_a_memo_gets_the_next_number_of_the_day_and_the_usual_due_time(office_desk: Desk) -> None:
    for expected in ("1124-001", "1124-002"):
        memo = office_desk.memo(taken(office_desk))
        assert (memo.number, memo.due_at, memo.draft.taken_by) == (expected, at("17:30"), "木村")
    tomorrow = office_desk.take(call(), TEN + DAY)
    assert office_desk.memo(tomorrow.memo_id).number == "1125-001"
    back = office_desk.take(call(), TEN)
    assert office_desk.memo(back.memo_id).number == "1124-003"


def test_the_number_follows_the_day_of_the_office_and_not_of_greenwich(tmp_path: Path) -> None:
    office_desk = desk(tmp_path)
    early = office_desk.take(call(), at("8:30"))
    assert office_desk.memo(early.memo_id).number == "1124-001"
    midnight = office_desk.take(call(), at("0:00", 1))
    assert office_desk.memo(midnight.memo_id).number == "1125-001"
    office_desk.close()


def test_no_number_is_given_twice_when_the_time_zone_is_set_anew(tmp_path: Path) -> None:
    here = desk(tmp_path)
    here.take(call(), at("23:00"))
    here.close()
    there = desk(tmp_path, time_zone="America/New_York")
    again = there.take(call(), at("13:00", 1))
    assert there.memo(again.memo_id).number == "1124-002"
    there.close()


def test_numbers_come_again_only_a_year_later(office_desk: Desk) -> None:
    taken(office_desk)
    later = office_desk.take(call(), TEN.replace(year=2027))
    assert office_desk.memo(later.memo_id).number == "1124-001"


def test_more_than_999_memos_a_day_go_on_counting(office_desk: Desk) -> None:
    office_desk._journal.db.conn.execute("PRAGMA synchronous = OFF")
    number = ""
    for _ in range(1002):
        number = str(office_desk.take(call(), TEN).events[0].body["number"])
    assert number == "1124-1002"


def test_numbers_of_one_letter_do_not_disturb_those_of_two(tmp_path: Path) -> None:
    for sign, expected in (("A", "A001"), ("AB", "AB001"), ("", "001"), ("A", "A002")):
        office_desk = desk(tmp_path, desk_sign=sign)
        event = office_desk.take(call(), TEN).events[0]
        assert event.body["number"] == f"1124-{expected}"
        office_desk.close()


def test_a_memo_that_breaks_rules_is_not_written(office_desk: Desk) -> None:
    bad = call(urgency=Urgency.URGENT, due_at=TEN - HOUR)
    rules = refused(office_desk, lambda: office_desk.take(bad, TEN))
    assert rules == [Rule.DUE_IN_PAST, Rule.URGENT_NEEDS_REASON]


def test_a_time_that_has_passed_is_asked_about_and_then_allowed(office_desk: Desk) -> None:
    late = call(due_at=TEN - HOUR)
    with pytest.raises(errors.MemoRefused) as info:
        office_desk.take(late, TEN)
    assert info.value.is_question
    memo_id = office_desk.take(late, TEN, past_due_ok=True).memo_id
    assert office_desk.memo(memo_id).is_late(TEN)
    # A correction of something else asks no more.
    office_desk.amend(memo_id, replace(office_desk.memo(memo_id).draft, subject="x"), NOW)


# Correcting


def test_a_correction_without_a_difference_is_no_event(office_desk: Desk) -> None:
    memo_id = taken(office_desk)
    assert office_desk.amend(memo_id, office_desk.memo(memo_id).draft, NOW).events == ()


def test_a_correction_leaves_alone_what_others_corrected_in_the_meantime(tmp_path: Path) -> None:
    mine, theirs = desk(tmp_path), desk(tmp_path)
    memo_id = taken(mine, subject="請求書")
    seen = mine.memo(memo_id).draft
    theirs.amend(memo_id, replace(seen, caller=replace(seen.caller, phone="03-0000-0199")), NOW)
    mine.amend(
        memo_id,
        replace(seen, subject="見積書", caller=replace(seen.caller, name="高橋")),
        NOW,
        before=seen,
    )
    draft = mine.memo(memo_id).draft
    assert (draft.subject, draft.caller.name) == ("見積書", "高橋")
    assert draft.caller.phone == "03-0000-0199"
    mine.close()
    theirs.close()


# Refusals


REFUSED: list[tuple[str, Act, Rule]] = [
    ("empty note", lambda d, m: d.note(m, " 　", NOW), Rule.TEXT_MISSING),
    ("long note", lambda d, m: d.note(m, "x" * 10_001, NOW), Rule.TOO_LONG),
    ("strange note", lambda d, m: d.note(m, "\x00", NOW), Rule.UNPRINTABLE),
    ("half a character", lambda d, m: d.finish(m, NOW, note="\ud800"), Rule.UNPRINTABLE),
    ("nobody", lambda d, m: d.hand_over(m, " ", NOW), Rule.NAME_MISSING),
    ("long name", lambda d, m: d.hand_over(m, "x" * 201, NOW), Rule.TOO_LONG),
    ("past snooze", lambda d, m: d.snooze(m, NOW - HOUR, NOW), Rule.TIME_IN_PAST),
    ("far snooze", lambda d, m: d.snooze(m, NOW + 4000 * DAY, NOW), Rule.TIME_TOO_FAR),
    ("past hold", lambda d, m: d.hold(m, NOW, until=TEN), Rule.TIME_IN_PAST),
    (
        "past retry",
        lambda d, m: d.attempt(m, Outcome.BUSY, NOW, retry_at=TEN),
        Rule.TIME_IN_PAST,
    ),
    ("open", lambda d, m: d.reopen(m, NOW), Rule.NOT_CLOSED),
]


@pytest.mark.parametrize(("name", "act", "rule"), REFUSED, ids=[name for name, *_ in REFUSED])
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    office_desk: Desk, name: str, act: Act, rule: Rule
) -> None:
    memo_id = taken(office_desk)
    assert refused(office_desk, lambda: act(office_desk, memo_id)) == [rule]


@pytest.mark.parametrize("verb", ["snooze", "hand_over", "hold", "finish", "not_needed", "cancel"])
def test_a_closed_memo_is_left_alone(office_desk: Desk, verb: str) -> None:
    memo_id = taken(office_desk)
    office_desk.finish(memo_id, TEN)
    assert refused(office_desk, lambda: VERBS[verb](office_desk, memo_id)) == [Rule.ALREADY_CLOSED]


@pytest.mark.parametrize("name", ["", "1124-999", "x" * 10_000, "\ud800", "\x00", "'; DROP TABLE"])
def test_a_memo_that_is_not_there_is_said_plainly(office_desk: Desk, name: str) -> None:
    with pytest.raises(errors.MemoNotFound) as info:
        office_desk.memo(name)
    assert len(info.value.sentence) < 200
    assert info.value.sentence.encode()


# Times


def test_the_history_keeps_the_order_of_doing_however_the_clock_goes(tmp_path: Path) -> None:
    office_desk = desk(tmp_path)
    memo_id = taken(office_desk)
    clocks: list[datetime] = [TEN + DAY, TEN - DAY, TEN, TEN - 30 * DAY, TEN + MINUTE, TEN]
    for n, now in enumerate(clocks):
        office_desk.note(memo_id, f"{n}", now)
        office_desk.close()
        office_desk = desk(tmp_path)
    events = [event for event, _ in office_desk.history(memo_id)][1:]
    assert [event.body["text"] for event in events] == [str(n) for n in range(len(clocks))]
    assert [event.at for event in events] == clocks, "each says the time that its clock showed"
    rows = office_desk._journal.db.conn.execute("SELECT hlc FROM event ORDER BY rowid")
    stamps = [row[0] for row in rows]
    assert stamps == sorted(set(stamps))
    assert office_desk.faults() == []
    office_desk.close()


def test_a_reopened_memo_whose_time_has_passed_gets_a_new_one(office_desk: Desk) -> None:
    memo_id = taken(office_desk, due_at=TEN + MINUTE)
    office_desk.finish(memo_id, TEN + MINUTE)
    office_desk.reopen(memo_id, NOW)
    memo = office_desk.memo(memo_id)
    assert (memo.status, memo.due_at) == (Status.IN_PROGRESS, at("17:30"))


def test_what_was_reopened_is_in_sight_again(office_desk: Desk) -> None:
    memo_id = taken(office_desk, request=Request.MESSAGE, target=None)
    office_desk.confirm(memo_id, TEN)
    assert office_desk.memos(View.TODAY, NOW) == []
    office_desk.finish(memo_id, NOW)
    office_desk.reopen(memo_id, NOW)
    assert [memo.id for memo in office_desk.memos(View.TODAY, NOW)] == [memo_id]


# The list of a day


def test_the_list_of_a_day_holds_what_was_that_days_work(office_desk: Desk) -> None:
    def one(name: str, now: datetime, due: datetime) -> str:
        draft = call(caller=Caller(name=name), due_at=due)
        return office_desk.take(draft, now, past_due_ok=True).memo_id

    one("昨日から", TEN - DAY, at("15:00"))
    one("今日", TEN, at("15:00"))
    one("明日", TEN + DAY, at("15:00", 1))
    one("先の約束", TEN - DAY, at("15:00", 1))
    closed = one("今日済んだ", TEN - DAY, at("12:00", -1))
    office_desk.finish(closed, TEN)
    long_done = one("昨日済んだ", TEN - DAY, at("12:00", -1))
    office_desk.finish(long_done, TEN - DAY + MINUTE)
    listed: list[Memo] = office_desk.list_of_day(OFFICE.today(TEN))
    assert {memo.draft.caller.name for memo in listed} == {"昨日から", "今日", "今日済んだ"}
    assert [memo.taken_at for memo in listed] == sorted(memo.taken_at for memo in listed)


def test_who_sits_here_signs_what_is_done(tmp_path: Path) -> None:
    nameless = desk(tmp_path, my_name="")
    memo_id = nameless.take(call(taken_by="佐藤"), TEN).memo_id
    nameless.settings = settings(my_name="鈴木")
    nameless.confirm(memo_id, NOW)
    actors = [event.actor for event, _ in nameless.history(memo_id)]
    assert actors == ["佐藤", "鈴木"]
    nameless.close()


def test_a_message_that_becomes_a_callback_is_due_as_the_norm_says(office_desk: Desk) -> None:
    memo_id = taken(office_desk, request=Request.MESSAGE)
    assert office_desk.memo(memo_id).due_at is None
    draft = replace(office_desk.memo(memo_id).draft, request=Request.PLEASE_CALL_BACK)
    office_desk.amend(memo_id, draft, NOW)
    assert office_desk.memo(memo_id).due_at == OFFICE.default_due(draft, NOW)


def test_a_correction_that_takes_the_time_away_falls_back_to_the_norm(office_desk: Desk) -> None:
    memo_id = taken(office_desk, due_at=TEN + 3 * HOUR)
    draft = replace(office_desk.memo(memo_id).draft, due_at=None)
    office_desk.amend(memo_id, draft, NOW)
    assert office_desk.memo(memo_id).due_at == OFFICE.default_due(draft, NOW)
