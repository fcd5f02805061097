"""Times, people and history in the words of the office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmemo import wording, words
from callmemo.core.events import Event
from callmemo.core.memo import Caller, Memo
from callmemo.core.times import to_utc_text
from callmemo.core.vocabulary import Kind, Outcome, Request, Status
from callmemo.wording import Tone
from tests.office_day import DAY, HOUR, MINUTE, OFFICE, TEN, at, call
from tests.store.histories import NONSENSE


@pytest.fixture(autouse=True)
def japanese() -> Iterator[None]:
    words.use("ja")
    yield
    words.use("en")


def memo(due: datetime | None = None, **more: Any) -> Memo:
    taken = Memo("m", "1124-001", TEN - HOUR, call(due_at=due), Status.NEW)
    return replace(taken, **more)


WAITING = call(request=Request.WILL_CALL_AGAIN, due_at=at("17:00"))


@pytest.mark.parametrize(
    ("due", "now", "head", "below", "tone"),
    [
        (at("14:45"), at("15:20"), "35分超過", "14:45まで", Tone.LATE),
        (at("14:45"), at("15:50"), "1時間5分超過", "14:45まで", Tone.LATE),
        (at("14:45"), at("14:45") + timedelta(seconds=5), "1分超過", "14:45まで", Tone.LATE),
        (at("14:45", -2), at("14:45"), "2日超過", "11/22(日) 14:45まで", Tone.LATE),
        (at("14:45", -1), at("9:00"), "18時間15分超過", "昨日 14:45まで", Tone.LATE),
        (at("16:00"), at("15:20"), "40分後", "16:00まで", Tone.SOON),
        (at("16:00"), at("15:00"), "1時間後", "16:00まで", Tone.SOON),
        (at("16:00"), at("15:59") + timedelta(seconds=50), "1分後", "16:00まで", Tone.SOON),
        (at("17:30"), at("10:00"), "17:30まで", "本日中", Tone.TODAY),
        (at("10:00", 1), at("10:00"), "明日", "10:00まで", Tone.QUIET),
        (at("9:05", 6), at("10:00"), "11/30(月)", "9:05まで", Tone.QUIET),
        (at("9:05", 40), at("10:00"), "2027/1/3(日)", "9:05まで", Tone.QUIET),
    ],
)
def test_when_somebody_has_to_act(
    due: datetime, now: datetime, head: str, below: str, tone: Tone
) -> None:
    said = wording.due(memo(due), now, OFFICE)
    assert (said.head, said.below, said.tone) == (head, below, tone)


def test_a_call_that_is_awaited_says_when_to_check() -> None:
    waiting = memo(draft=WAITING, status=Status.WAITING)
    said = wording.due(waiting, at("15:20"), OFFICE)
    assert (said.head, said.below, said.tone) == ("返事待ち", "17:00に確認", Tone.WAITING)


def test_what_is_closed_says_how_and_when() -> None:
    done = memo(at("12:00"), status=Status.DONE, closed_at=at("13:52"))
    said = wording.due(done, at("15:20"), OFFICE)
    assert (said.head, said.below, said.tone) == ("対応済", "13:52", Tone.DONE)


def test_where_no_call_is_owed_the_request_is_said() -> None:
    said = wording.due(memo(draft=call(request=Request.MESSAGE)), TEN, OFFICE)
    assert (said.head, said.below, said.tone) == ("未確認", "伝言があります", Tone.QUIET)


@given(st.integers(-(10**7), 10**7), st.sampled_from(Status), st.sampled_from(Request))
def test_every_memo_can_be_told_at_any_time(seconds: int, status: Status, request: Request) -> None:
    draft = call(request=request, due_at=TEN + timedelta(seconds=seconds))
    told = memo(draft=draft, status=status, closed_at=TEN if status.is_final else None)
    said = wording.due(told, TEN, OFFICE)
    assert said.head
    assert said.below
    assert not said.head.startswith("0")


@pytest.mark.parametrize(
    ("caller", "who", "from_where"),
    [
        (
            Caller(company="アオバ商事", department="購買部", name="山田"),
            "山田 様",
            "アオバ商事 購買部",
        ),
        (Caller(company="アオバ商事", department="購買部"), "アオバ商事 様", "購買部"),
        (Caller(kana="ヤマダ"), "ヤマダ 様", ""),
        (Caller(phone="03-0000-0142"), "03-0000-0142", ""),
        (Caller(mobile="090-0000-0188"), "090-0000-0188", ""),
        (Caller(extension="12"), "12", ""),
        (Caller(), "お名前不明", ""),
    ],
)
def test_who_it_is_about(caller: Caller, who: str, from_where: str) -> None:
    told = memo(draft=call(caller=caller))
    assert wording.caller(told) == who
    assert wording.organisation(told) == from_where


def test_a_withheld_number_is_said_to_be_so() -> None:
    assert wording.caller(memo(draft=call(caller=Caller(), withheld=True))) == "非通知"


def test_what_it_is_about_is_one_line() -> None:
    assert wording.topic(memo(draft=call(subject="件名", body="本文"))) == "件名"
    assert wording.topic(memo(draft=call(body="一行目\n二行目"))) == "一行目 二行目"
    assert wording.topic(memo(draft=call())) == "折り返しお電話ください"


def event(kind: str, /, **body: Any) -> Event:
    at_ten = {"at": to_utc_text(TEN)}
    return Event("e", "m", "木村", "d", 0, kind, {**at_ten, **body})


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (event(Kind.TAKEN, taken_by="木村", addressee="鈴木"), "木村が受け付け、鈴木へ伝言"),
        (event(Kind.TAKEN), "木村が受け付け"),
        (event(Kind.AMENDED, subject="x"), "木村が訂正"),
        (event(Kind.CONFIRMED), "木村が確認"),
        (event(Kind.ATTEMPT, outcome="busy"), "木村が架電 — 話し中"),
        (event(Kind.ATTEMPT, outcome="they_called"), "先方から入電、木村が対応"),
        (
            event(Kind.ATTEMPT, outcome="absent", retry_at=to_utc_text(at("16:00")), text="外出中"),
            "木村が架電 — 不在（16:00に再架電） — 外出中",
        ),
        (event(Kind.NOTE, text="17時に確認"), "木村：17時に確認"),
        (event(Kind.SNOOZED, until=to_utc_text(at("9:00", 1))), "木村が明日 9:00に通知を設定"),
        (event(Kind.HANDED_OVER, addressee="佐藤", text="会議中"), "木村が佐藤へ引き継ぎ — 会議中"),
        (event(Kind.ON_HOLD, text="確認待ち"), "木村が保留に — 確認待ち"),
        (event(Kind.FINISHED), "木村が対応済みに"),
        (event(Kind.NOT_NEEDED), "木村が対応不要に"),
        (event(Kind.CANCELLED), "木村が取消"),
        (event(Kind.REOPENED), "木村が再開"),
        (event(Kind.UNDONE, kind="finished"), "木村が取り消し：対応済み"),
        (event(Kind.NUDGED, key="due@1"), "通知しました"),
        (event("merged"), "merged"),
        (event(Kind.UNDONE, kind="merged"), "木村が取り消し：merged"),
        (event(Kind.UNDONE), "取り消し"),
        (event(Kind.ATTEMPT), "架電"),
        (event(Kind.SNOOZED, until="soon"), "あとで通知"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_line_of_the_history(told: Event, line: str) -> None:
    assert wording.happened(told, TEN, OFFICE) == line


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("outcome", Outcome)
def test_every_kind_of_event_can_be_told(kind: Kind, outcome: Outcome) -> None:
    body = {
        "outcome": outcome.value,
        "until": to_utc_text(TEN),
        "addressee": "佐藤",
        "text": "一言",
    }
    assert wording.happened(event(kind, kind="taken", **body), TEN, OFFICE)


@given(
    st.sampled_from(Kind),
    st.dictionaries(
        st.sampled_from(("outcome", "until", "retry_at", "addressee", "text", "kind", "taken_by")),
        st.sampled_from(NONSENSE),
    ),
)
def test_no_event_from_outside_breaks_the_history(kind: Kind, body: dict[str, Any]) -> None:
    told = Event("e", "m", "", "d", 0, kind, {"at": to_utc_text(TEN), **body})
    assert wording.happened(told, TEN + DAY + MINUTE, OFFICE)
