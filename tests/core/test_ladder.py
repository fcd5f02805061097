"""The ladder: each reminder at its time, to whom it is for, once, and none after the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from callmemo.core.ladder import Rules, look
from callmemo.core.memo import Memo, first_status
from callmemo.core.office import Office
from callmemo.core.rungs import Audience, Ladder, Nudge, Rung
from callmemo.core.vocabulary import Request, Status, Urgency
from tests.office_day import DAY, OFFICE, TEN, at, call

RULES = Rules(OFFICE)
TOMORROW = at("17:30", 1)


def memo(due: datetime | None = None, name: str = "m", **more: Any) -> Memo:
    """Return a memo that somebody has read already, taken in the morning."""
    fields = {key: more.pop(key) for key in tuple(more) if key in _DRAFT}
    draft = call(name, due_at=due, **fields)
    status = first_status(draft.request)
    read = Memo(name, f"1124-{name}", at("9:30"), draft, status)
    if status is Status.NEW:
        read = replace(read, status=Status.SEEN)
    return replace(read, **more)


_DRAFT = {"urgency", "urgent_reason", "complaint", "substitute", "addressee", "request"}
URGENT: Mapping[str, Any] = {"urgency": Urgency.URGENT, "urgent_reason": "お客様がお待ち"}


def given(*memos: Memo, now: datetime, rules: Rules = RULES) -> list[str]:
    """Keys of the reminders due, without what names their day or hour."""
    return [nudge.key.split("@")[0] for nudge in look(memos, rules, now).nudges]


def remember(memo: Memo, nudges: tuple[Nudge, ...]) -> Memo:
    told = {nudge.key for nudge in nudges if memo.id in {each.id for each in nudge.memos}}
    return replace(memo, nudged=tuple(sorted({*memo.nudged, *told})))


def climb(memo: Memo, *clocks: str, rules: Rules = RULES, days: int = 0) -> list[list[str]]:
    """Look at these hours, recording what is given; return what came at each."""
    came = []
    for clock in clocks:
        nudges = look([memo], rules, at(clock, days)).nudges
        came.append([nudge.key.split("@")[0] for nudge in nudges])
        memo = remember(memo, nudges)
    return came


# The due time


def test_a_memo_is_reminded_of_at_its_due_time_and_not_before() -> None:
    owed = memo(at("14:00"))
    before = look([owed], RULES, at("13:59"))
    assert (before.nudges, before.next_at) == ((), at("14:00"))
    (nudge,) = look([owed], RULES, at("14:00")).nudges
    assert (nudge.rung, nudge.at, nudge.memos, nudge.to) == (
        Rung.DUE,
        at("14:00"),
        (owed,),
        ("鈴木",),
    )


def test_a_reminder_that_was_given_does_not_come_again_when_the_clock_is_set_back() -> None:
    assert climb(memo(at("14:00")), "14:00", "14:01", "13:00", "14:00") == [["due"], [], [], []]


def test_a_due_time_set_anew_is_reminded_of_anew() -> None:
    told = remember(memo(at("14:00")), look([memo(at("14:00"))], RULES, at("14:00")).nudges)
    retry = replace(told, draft=replace(told.draft, due_at=at("14:40")))
    assert climb(retry, "14:30", "14:40") == [[], ["due"]]


def test_a_clock_set_back_makes_no_promise_forgotten() -> None:
    """A reminder given at what the clock showed as half past four makes two o'clock no less due."""
    early = replace(memo(at("14:00")), nudged=("closing60@2026-11-24",))
    assert given(early, now=at("14:00")) == ["due"]


def test_a_chosen_hour_outside_opening_hours_is_kept() -> None:
    assert given(memo(at("19:00")), now=at("19:00")) == ["due"]
    assert given(memo(at("10:00", 4)), now=at("10:00", 4)) == ["due"], "a Saturday"
    assert given(memo(at("17:30")), now=at("17:30")) == ["due"]


def test_what_was_slept_through_within_hours_waits_for_the_morning() -> None:
    owed = memo(at("14:00"))
    night = look([owed], RULES, at("22:00"))
    assert (night.nudges, night.next_at) == ((), at("9:00", 1))
    assert given(owed, now=at("9:00", 1)) == ["due"]


@pytest.mark.parametrize("status", [Status.DONE, Status.NOT_NEEDED, Status.CANCELLED])
def test_nothing_is_said_of_a_memo_that_is_closed(status: Status) -> None:
    closed = memo(at("14:00"), status=status, complaint=True, **URGENT)
    for clock in ("14:00", "15:00", "16:30", "17:15"):
        outlook = look([closed], RULES, at(clock))
        assert (outlook.nudges, outlook.next_at) == ((), None)


def test_nothing_is_said_of_a_memo_by_which_nobody_owes_a_call() -> None:
    message = memo(at("14:00"), request=Request.MESSAGE)
    assert given(message, now=at("14:00")) == []


# After taking


def test_an_urgent_memo_is_named_after_15_30_and_60_minutes() -> None:
    urgent = memo(TOMORROW, taken_at=at("10:00"), **URGENT)
    came = climb(urgent, "10:14", "10:15", "10:29", "10:30", "10:59", "11:00", "11:30")
    assert came == [[], ["urgent15"], [], ["urgent30"], [], ["urgent60"], []]


def test_an_urgent_memo_that_came_at_night_counts_from_opening() -> None:
    urgent = memo(TOMORROW, taken_at=at("22:00", -1), **URGENT)
    assert climb(urgent, "9:00", "9:15", "9:30", "10:00") == [
        [],
        ["urgent15"],
        ["urgent30"],
        ["urgent60"],
    ]


def test_who_wakes_late_hears_one_reminder_of_a_memo() -> None:
    urgent = memo(at("10:30"), taken_at=at("10:00"), **URGENT)
    assert climb(urgent, "11:05", "11:06") == [["urgent60"], []]


def test_an_untouched_memo_is_named_after_a_working_hour() -> None:
    fresh = memo(at("17:30"), taken_at=at("11:30"), status=Status.NEW)
    assert climb(fresh, "12:30", "13:29", "13:30", "13:31") == [[], [], ["untouched60"], []]


@pytest.mark.parametrize(
    "touched",
    [{"status": Status.SEEN}, {"status": Status.IN_PROGRESS}, {"attempts": 1}],
)
def test_a_memo_that_somebody_took_up_is_not_untouched(touched: Mapping[str, Any]) -> None:
    owed = replace(memo(at("17:30"), status=Status.NEW), **touched)
    assert given(owed, now=at("10:30")) == []


def test_a_memo_for_another_day_is_not_called_untouched() -> None:
    assert given(memo(TOMORROW, status=Status.NEW), now=at("11:00")) == []


# The way to closing


def test_the_day_ends_with_afternoon_closing_substitute_and_what_is_left() -> None:
    owed = memo(at("17:30"), substitute="佐藤")
    clocks = ("14:59", "15:00", "16:30", "17:00", "17:15", "17:29", "17:30", "17:31")
    assert climb(owed, *clocks) == [
        [],
        ["afternoon"],
        ["closing60"],
        ["closing30", "substitute30"],
        ["left15"],
        [],
        ["due"],
        [],
    ]


def test_reminders_on_the_way_to_closing_name_all_memos_in_one() -> None:
    rules = Rules(OFFICE, Ladder(manager="高橋"))
    memos = [
        memo(at("17:00"), "b"),
        memo(at("17:30"), "a", addressee="佐藤"),
        memo(TOMORROW, "tomorrow"),
        memo(at("17:30"), "angry", complaint=True, nudged=("complaint",)),
    ]
    (nudge,) = look(memos, rules, at("16:30")).nudges
    assert [each.id for each in nudge.memos] == ["angry", "b", "a"]
    assert (nudge.rung, nudge.audience) == (Rung.CLOSING, Audience.ADDRESSEE)
    assert nudge.to == ("鈴木", "佐藤")
    (left,) = [n for n in look(memos, rules, at("17:15")).nudges if n.rung is Rung.LEFT]
    assert (left.audience, left.to, len(left.memos)) == (Audience.MANAGER, ("高橋",), 3)


def test_the_substitute_hears_only_where_there_is_one() -> None:
    assert climb(memo(TOMORROW), "17:00") == [[]]
    nudges = look([memo(at("17:30"), substitute="佐藤")], RULES, at("17:00")).nudges
    (substitute,) = [nudge for nudge in nudges if nudge.audience is Audience.SUBSTITUTE]
    assert substitute.to == ("佐藤",)


def test_a_call_taken_after_the_list_is_named_in_the_last_minute() -> None:
    late = memo(at("17:30"), taken_at=at("17:20"), status=Status.NEW)
    assert climb(late, "17:21", "17:28", "17:29", "17:30") == [[], [], ["left1"], ["due"]]


def test_after_closing_and_on_a_day_off_nothing_is_said() -> None:
    owed = remember(memo(at("17:00")), look([memo(at("17:00"))], RULES, at("17:00")).nudges)
    for days in (0, 4, 5):
        assert given(owed, now=at("18:00", days)) == []
    assert given(owed, now=at("16:30", 4)) == [], "a Saturday"


def test_what_is_left_is_named_again_on_the_next_working_day() -> None:
    owed = remember(memo(at("17:00")), look([memo(at("17:00"))], RULES, at("17:15")).nudges)
    assert look([owed], RULES, at("18:00")).next_at == at("15:00", 1)
    assert look([owed], RULES, at("18:00", 3)).next_at == at("15:00", 6), "Friday to Monday"
    assert climb(owed, "15:00", days=1) == [["afternoon"]]


def test_the_rungs_of_one_day_come_again_on_the_next() -> None:
    nudged = tuple(f"{key}@2026-11-24" for key in ("afternoon", "closing60", "closing30", "left15"))
    owed = memo(at("17:00"), nudged=(*nudged, f"due@{at('17:00').timestamp():.0f}"))
    assert climb(owed, "15:00", "16:30", "17:00", "17:15", days=1) == [
        ["afternoon"],
        ["closing60"],
        ["closing30"],
        ["left15"],
    ]


def test_what_a_later_rung_made_superfluous_does_not_come_the_next_morning() -> None:
    owed = memo(at("14:00"), nudged=("closing60@2026-11-24",))
    night = look([owed], RULES, at("17:40"))
    assert (night.nudges, night.next_at) == ((), at("15:00", 1))
    assert climb(owed, "9:00", "15:00", days=1) == [[], ["afternoon"]]


@pytest.mark.parametrize("key", ["closing60@", "closing60@2026-99-99", "closingx", "afternoon@9"])
def test_a_key_that_no_program_wrote_breaks_nothing(key: str) -> None:
    assert given(memo(at("14:00"), nudged=(key,)), now=at("14:00")) == ["due"]


def test_the_day_on_which_a_memo_is_due_is_foreseen() -> None:
    owed = memo(at("16:00", 8))
    assert look([owed], RULES, TEN).next_at == at("15:00", 8)


# Whose move it is


def test_a_call_that_they_owe_is_checked_at_its_time() -> None:
    waiting = memo(at("17:00"), request=Request.THEY_CALL_BACK)
    (check,) = [n for n in look([waiting], RULES, at("17:00")).nudges if n.rung is Rung.CHECK]
    assert check.at == at("17:00")


def test_a_snooze_holds_the_rungs_and_comes_itself() -> None:
    owed = memo(at("14:00"), snoozed_until=at("15:10"), substitute="佐藤")
    held = look([owed], RULES, at("15:05"))
    assert (held.nudges, held.next_at) == ((), at("15:10"))
    assert climb(owed, "14:00", "15:00", "15:10", "15:30") == [[], [], ["snoozed"], []]


def test_a_due_time_after_the_snooze_still_comes() -> None:
    owed = memo(at("15:30"), snoozed_until=at("14:20"))
    assert climb(owed, "14:20", "15:00", "15:30") == [["snoozed"], ["afternoon"], ["due"]]


def test_a_snooze_in_the_afternoon_does_not_silence_itself() -> None:
    owed = memo(at("17:30"), snoozed_until=at("16:50"), nudged=("closing60@2026-11-24",))
    assert climb(owed, "16:49", "16:50", "17:00") == [[], ["snoozed"], ["closing30"]]


def test_a_snooze_until_tomorrow_hides_nothing_from_the_manager() -> None:
    owed = memo(at("17:00"), snoozed_until=at("9:00", 1))
    assert climb(owed, "16:30", "17:00", "17:15") == [[], [], ["left15"]]


# Complaints


def test_the_manager_hears_of_a_complaint_at_once() -> None:
    angry = memo(TOMORROW, complaint=True, taken_at=at("10:00"))
    (nudge,) = look([angry], RULES, at("10:00")).nudges
    assert (nudge.rung, nudge.audience, nudge.is_loud) == (
        Rung.COMPLAINT,
        Audience.MANAGER,
        True,
    )


def test_a_complaint_at_night_waits_for_the_morning() -> None:
    angry = memo(TOMORROW, complaint=True, taken_at=at("21:00", -1))
    assert given(angry, now=at("21:00", -1)) == []
    assert given(angry, now=at("9:00")) == ["complaint"]


def test_a_complaint_whose_callback_is_late_is_loudest() -> None:
    angry = memo(at("14:00"), complaint=True, nudged=("complaint",))
    came = climb(angry, "14:00", "14:05", "14:30", "15:00")
    assert came == [["due"], ["late5"], ["late30"], ["late60", "afternoon"]]
    nudges = look([memo(at("14:00"), "a", **URGENT), angry], RULES, at("14:06")).nudges
    assert nudges[0].rung is Rung.LATE_COMPLAINT
    assert nudges[0].is_loud


def test_complaints_come_first_then_what_is_urgent() -> None:
    memos = [
        memo(at("13:00"), "plain"),
        memo(at("14:00"), "urgent", nudged=("urgent60",), **URGENT),
        memo(at("14:00"), "angry", complaint=True, nudged=("complaint",)),
    ]
    nudges = look(memos, RULES, at("14:00")).nudges
    assert [nudge.memos[0].id for nudge in nudges] == ["angry", "urgent", "plain"]


def test_the_manager_hears_after_the_third_call_in_vain() -> None:
    assert climb(memo(TOMORROW, attempts=2), "11:00") == [[]]
    assert climb(memo(TOMORROW, attempts=3), "11:00", "11:01") == [["tried3"], []]


# Who is here


def test_a_reminder_for_somebody_away_goes_to_the_substitute_and_waits_for_the_return() -> None:
    owed = memo(at("14:00"), substitute="佐藤")
    away = replace(RULES, away={"鈴木": at("14:45")})
    outlook = look([owed], away, at("14:00"))
    (nudge,) = outlook.nudges
    assert (nudge.audience, nudge.to) == (Audience.SUBSTITUTE, ("佐藤",))
    assert outlook.next_at == at("14:45")
    told = remember(owed, (nudge,))
    assert given(told, now=at("14:44"), rules=away) == []
    assert given(told, now=at("14:45"), rules=away) == ["due"]


@pytest.mark.parametrize("away", [{"鈴木": None}, {"鈴木": None, "佐藤": None}])
def test_who_is_away_without_anybody_instead_hears_on_return(away: Mapping[str, None]) -> None:
    substitute = "佐藤" if "佐藤" in away else ""
    owed = memo(at("14:00"), substitute=substitute)
    assert given(owed, now=at("14:30"), rules=replace(RULES, away=away)) == []
    assert given(owed, now=at("14:30")) == ["due"]


def test_the_manager_hears_what_is_left_whoever_is_away() -> None:
    owed = memo(at("14:00"))
    assert given(owed, now=at("17:15"), rules=replace(RULES, away={"鈴木": None})) == ["left15"]


# As set


def test_every_rung_can_be_set_and_left_out() -> None:
    none = Ladder((), 0, None, (), 0, 0, (), 0)
    owed = memo(at("17:30"), status=Status.NEW, attempts=5, complaint=True, substitute="佐藤")
    silent = replace(owed, nudged=("complaint",))
    for clock in ("11:00", "15:00", "16:30", "17:00", "17:15", "17:29"):
        assert given(silent, now=at(clock), rules=Rules(OFFICE, none)) == []
    assert given(silent, now=at("17:30"), rules=Rules(OFFICE, none)) == ["due"]
    own = Ladder(afternoon=time(14, 0), before_closing=(45,), left=20)
    rules = Rules(OFFICE, own)
    assert climb(memo(at("17:30")), "14:00", "16:45", "17:10", rules=rules) == [
        ["afternoon"],
        ["closing45"],
        ["left20"],
    ]


@pytest.mark.parametrize("minutes", [1, 5, 30])
def test_an_office_that_is_open_for_minutes_breaks_nothing(minutes: int) -> None:
    closes = (datetime(2026, 1, 1, 0, 0) + timedelta(minutes=minutes)).time()  # noqa: DTZ001
    short = Rules(Office(OFFICE.zone, opens=time(0), closes=closes))
    for minute in range(0, 48 * 60, 7):
        now = at("0:00") + timedelta(minutes=minute)
        outlook = look([memo(at("17:00", 9)), memo(None, "n")], short, now)
        assert outlook.next_at is not None
        assert outlook.next_at > now


def test_nothing_is_due_on_a_holiday() -> None:
    owed = memo(at("16:00", -4), nudged=(f"due@{at('16:00', -4).timestamp():.0f}",))
    assert given(owed, now=TEN - DAY) == []
    assert look([owed], RULES, TEN - DAY).next_at == at("15:00")
