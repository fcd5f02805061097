from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callmemo import sample_day
from callmemo.core.events import write_draft
from callmemo.core.memo import Draft, Memo
from callmemo.core.office import Office
from callmemo.core.rules import problems
from callmemo.core.vocabulary import (
    CallbackReason,
    Channel,
    Kind,
    Mover,
    Presence,
    Request,
    Status,
    Target,
    View,
)
from callmemo.desk import Desk
from callmemo.sample_day import rows_shown, sample_settings, steps, write_sample_day
from callmemo.settings_file import SettingsFile

TOKYO = ZoneInfo("Asia/Tokyo")
OFFICE = Office(TOKYO)
NOW = datetime(2026, 11, 20, 15, 20, tzinfo=TOKYO)


def open_desk(home: Path, now: datetime = NOW) -> Desk:
    return Desk(home, sample_settings(SettingsFile(home).load(now)))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with closing(open_desk(tmp_path)) as desk:
        write_sample_day(desk, NOW)
        yield desk


def everything(desk: Desk, now: datetime = NOW) -> list[Memo]:
    return desk.memos(View.ALL, now)


def test_every_kind_of_call_of_the_trade_is_there(desk: Desk) -> None:
    memos = everything(desk)
    assert {f"A{row}" for row in range(1, 8)} | {"B1", "C1", "D1"} <= rows_shown()
    drafts = [memo.draft for memo in memos]
    assert {draft.callback_reason for draft in drafts} == {None, *CallbackReason}
    assert {draft.channel for draft in drafts} == set(Channel)
    assert {Target.COLLEAGUE, Target.COMPANY_MOBILE, Target.THEIR_MOBILE} <= {
        draft.target for draft in drafts
    }
    assert {draft.request for draft in drafts} >= set(Request) - {Request.CALLED}
    assert any(draft.complaint and "今すぐ来い" in draft.subject for draft in drafts)
    assert all(draft.urgent_reason for draft in drafts if draft.is_urgent)
    assert 16 <= len(memos) <= 20


def test_the_company_mobile_is_ours_and_their_number_stays_theirs(desk: Desk) -> None:
    (draft,) = [m.draft for m in everything(desk) if m.draft.target is Target.COMPANY_MOBILE]
    assert draft.company_mobile == draft.target_number
    assert draft.dial_number == draft.caller.phone
    assert draft.read_back


def test_the_day_is_in_full_swing(desk: Desk) -> None:
    memos = everything(desk)
    late = [memo for memo in memos if memo.is_late(NOW)]
    hour = timedelta(hours=1)
    assert {memo.next_mover for memo in late} == {Mover.US, Mover.THEM}
    assert 2 <= len(late) <= 4
    assert any(m.is_open and m.due_at and NOW < m.due_at <= NOW + hour for m in memos)
    assert len(desk.places(View.WAITING, NOW)) >= 4
    assert len(desk.places(View.LATER, NOW)) >= 2
    assert len(desk.places(View.MINE, NOW)) >= 3
    assert len(desk.places(View.COMPLAINTS, NOW)) == 2
    done = [memo for memo in memos if memo.status is Status.DONE]
    assert 4 <= len(done) <= 5
    assert sum(memo.attempts for memo in done) >= 4


def test_each_step_was_done_by_the_person_it_belongs_to(desk: Desk) -> None:
    (memo,) = [m for m in everything(desk) if m.draft.caller.name == "清水"]
    history = [(event.kind, event.actor) for event, _ in desk.history(memo.id)]
    assert history == [
        (Kind.TAKEN, "鈴木"),
        (Kind.HANDED_OVER, "鈴木"),
        (Kind.CONFIRMED, "佐藤"),
    ]
    assert desk.me == "鈴木"


def test_the_names_are_those_of_the_settings(desk: Desk) -> None:
    known = {member.name for member in desk.settings.members}
    drafts = [memo.draft for memo in everything(desk)]
    assert {draft.addressee for draft in drafts} <= known
    assert {draft.substitute for draft in drafts} <= known | {""}
    assert desk.settings.office_name == "株式会社ハル"


def test_every_call_of_the_file_can_be_taken_as_it_stands() -> None:
    content = sample_day._content()
    taken = [step for step in steps(OFFICE, NOW) if step.draft is not None]
    assert len(taken) == len(content["memos"])
    for step, memo in zip(taken, content["memos"], strict=True):
        assert step.draft is not None
        assert memo["draft"].keys() <= {field.name for field in fields(Draft)}
        # What could not be read would have been left out in silence.
        written = write_draft(step.draft)
        for name, value in memo["draft"].items():
            if name == "caller":
                assert {part: written[name][part] for part in value} == value
            elif "{due}" not in str(value):
                assert written[name] == value
        assert "{due}" not in str(written)
        assert problems(step.draft, step.at) == ()


def test_where_there_are_memos_already_nothing_is_written(tmp_path: Path) -> None:
    with closing(open_desk(tmp_path)) as desk:
        assert write_sample_day(desk, NOW) == len(everything(desk)) > 0
        before = everything(desk)
        assert write_sample_day(desk, NOW + timedelta(hours=1)) == 0
        assert everything(desk) == before


def test_the_promise_in_words_is_the_due_time(desk: Desk) -> None:
    (memo,) = [m for m in everything(desk) if m.draft.caller.name == "山田"]
    assert memo.due_at == NOW - timedelta(minutes=35)
    assert "14時45分までに" in memo.draft.promise


@settings(max_examples=300)
@given(st.datetimes(NOW.replace(tzinfo=None), NOW.replace(tzinfo=None) + timedelta(days=9)))
def test_at_any_hour_the_day_lies_in_the_past_and_is_today(moment: datetime) -> None:
    now = moment.replace(tzinfo=TOKYO)
    midnight, _ = OFFICE.day_bounds(OFFICE.today(now))
    day = steps(OFFICE, now)
    assert all(midnight <= step.at <= now for step in day)
    assert [step.at for step in day] == sorted(step.at for step in day)
    for step in day:
        if step.draft is not None and step.draft.due_at is not None:
            assert step.draft.due_at >= step.at
    taken: set[int] = set()
    for step in day:
        assert (step.draft is not None) is (step.place not in taken)
        taken.add(step.place)


@pytest.mark.parametrize("hour", [10, 11, 13, 17, 18, 20, 23])
def test_calls_come_within_office_hours_where_that_is_possible(hour: int) -> None:
    now = NOW.replace(hour=hour, minute=0)
    for step in steps(OFFICE, now):
        assert OFFICE.opens <= OFFICE.local(step.at).time() <= max(OFFICE.closes, now.time())


@pytest.mark.parametrize(
    "moment",
    [
        *("2026-11-20T00:00:00", "2026-11-20T00:00:01", "2026-11-20T00:05:00"),
        *("2026-11-20T08:59:00", "2026-11-22T12:00:00", "2026-11-21T23:59:59"),
        *("2026-12-31T23:59:00", "2027-01-01T00:05:00", "2028-02-29T12:00:00"),
    ],
)
def test_the_day_can_be_written_at_any_hour(tmp_path: Path, moment: str) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=TOKYO)
    with closing(open_desk(tmp_path, now)) as desk:
        count = write_sample_day(desk, now)
        memos = everything(desk, now)
        assert len(memos) == count
        assert all(memo.taken_at <= now for memo in memos)
        assert desk.faults() == []
        # Nothing is said outside hours, but the next working day begins with what is owed.
        assert desk.outlook(desk.office.next_morning(now) + timedelta(hours=3)).nudges


def test_another_offices_hours_and_zone_are_kept(tmp_path: Path) -> None:
    now = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
    zone = ZoneInfo("America/New_York")
    office = Office(zone, opens=datetime(2026, 1, 1, 10, tzinfo=zone).time())
    assert all(step.at >= office.at(office.today(now), office.opens) for step in steps(office, now))


@pytest.mark.parametrize("hour", [0, 6, 9, 13, 15, 17, 19, 23])
@pytest.mark.parametrize("day", [20, 21])
def test_some_people_are_away_at_any_hour(tmp_path: Path, day: int, hour: int) -> None:
    now = NOW.replace(day=day, hour=hour)
    with closing(open_desk(tmp_path, now)) as desk:
        write_sample_day(desk, now)
        away = {name: p.state for name, p in desk.presence(now).items() if not p.is_here}
        assert away == {"佐藤": Presence.MEETING, "田中": Presence.GONE_HOME}


def test_a_meeting_of_the_sample_day_ends_at_an_even_time_today(desk: Desk) -> None:
    assert desk.presence(NOW)["佐藤"].until == NOW.replace(hour=15, minute=55)
