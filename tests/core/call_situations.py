"""Calls of every kind, generated: for rules that must hold whatever is known of a call."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from callmemo.core.memo import Caller, Draft, Memo
from callmemo.core.office import Office
from callmemo.core.presence import Present
from callmemo.core.situation import Situation
from callmemo.core.vocabulary import (
    CallbackReason,
    Channel,
    Direction,
    Presence,
    Status,
    Target,
    Urgency,
    requests_of,
    targets_of,
)

TOKYO = ZoneInfo("Asia/Tokyo")
OFFICE = Office(zone=TOKYO)
DAY = datetime(2026, 11, 24, tzinfo=TOKYO)
"""A Tuesday."""

NAMES = (
    "",
    "山田",
    "山田様",
    "山田さん",
    "山田 太郎 様",
    "佐藤部長",
    "林先生",
    "様",
    "Smith",
    "{who}",
)
OWN = ("", "鈴木", "鈴木さん", "佐藤部長", "Sato", "{}", "営業一課")
COMPANIES = ("", "アオバ商事", "(株)ハル", "ミドリ印刷㈱", "アオバ商事様", "Aoba Ltd", "{office}")
NUMBERS = ("", "0300000142", "090-0000-0188", "非通知", "03-00", "+1 202 555 0100", "内線142")
SUBJECTS = ("", "納品数量の件", "請求書について", "見積り", "{topic}", "delivery.")
REASONS = ("", "店頭にお客様がお待ちのため", "正午までに回答が要る", "{reason}")
PROMISES = ("", "16時まで", "本日中", "戻り次第", "週明け", "{due}")

_present = st.none() | st.builds(
    lambda state, minutes: Present(
        "鈴木", state, DAY, DAY + timedelta(minutes=minutes), DAY + timedelta(minutes=minutes)
    ),
    st.sampled_from(list(Presence)),
    st.integers(0, 4 * 24 * 60),
)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    direction = draw(st.sampled_from(list(Direction)))
    due = draw(st.none() | st.integers(-600, 3 * 24 * 60))
    return Draft(
        direction=direction,
        channel=draw(st.sampled_from(list(Channel))),
        addressee=draw(st.sampled_from(OWN)),
        substitute=draw(st.sampled_from(OWN)),
        caller=Caller(
            company=draw(st.sampled_from(COMPANIES)),
            department=draw(st.sampled_from(("", "購買部", "配車係"))),
            name=draw(st.sampled_from(NAMES)),
            kana=draw(st.sampled_from(("", "ヤマダ", "やまださん"))),
            phone=draw(st.sampled_from(NUMBERS)),
            mobile=draw(st.sampled_from(NUMBERS)),
            extension=draw(st.sampled_from(("", "142"))),
        ),
        withheld=draw(st.booleans()),
        request=draw(st.sampled_from(requests_of(direction))),
        target=draw(st.none() | st.sampled_from([t for t in targets_of(direction) if t in Target])),
        target_number=draw(st.sampled_from(NUMBERS)),
        mobile_agreed=draw(st.booleans()),
        urgency=draw(st.sampled_from(list(Urgency))),
        urgent_reason=draw(st.sampled_from(REASONS)),
        complaint=draw(st.booleans()),
        promise=draw(st.sampled_from(PROMISES)),
        due_at=None if due is None else DAY + timedelta(minutes=due),
        reachable=draw(st.sampled_from(("", "15時以降"))),
        their_closing=draw(st.none() | st.builds(time, st.integers(0, 23))),
        callback_reason=draw(st.none() | st.sampled_from(list(CallbackReason))),
        subject=draw(st.sampled_from(SUBJECTS)),
        body=draw(st.sampled_from(("", "改めてご連絡いたします", "a\nb"))),
        read_back=draw(st.booleans()),
        taken_by=draw(st.sampled_from(OWN)),
    )


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    draft = draw(drafts())
    now = DAY + timedelta(minutes=draw(st.integers(0, 24 * 60 - 1)))
    memo = None
    if draw(st.booleans()):
        taken = now - timedelta(minutes=draw(st.integers(0, 5 * 24 * 60)))
        memo = Memo("m", "1124-001", taken, draft, Status.NEW, attempts=draw(st.integers(0, 2)))
    return Situation(
        draft=draft,
        now=now,
        office=OFFICE,
        me=draw(st.sampled_from(OWN)),
        office_name=draw(st.sampled_from(COMPANIES)),
        addressee=draw(_present),
        substitute=draw(_present),
        other=draw(st.sampled_from(OWN)),
        memo=memo,
    )
