import argparse
from dataclasses import fields, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmemo import words
from callmemo.cli.drafts import new_draft, options
from callmemo.cli.parser import build
from callmemo.core.events import write_draft
from callmemo.core.memo import Caller, Draft
from callmemo.core.office import Office
from callmemo.core.vocabulary import (
    CallbackReason,
    Channel,
    Direction,
    Request,
    Target,
    Urgency,
)
from tests.cli.terminal import Terminal

OFFICE = Office(ZoneInfo("Asia/Tokyo"))
NOW = datetime(2026, 11, 20, 6, 20, tzinfo=UTC)

FULL = Draft(
    direction=Direction.OUTGOING,
    channel=Channel.PHONE,
    addressee="鈴木",
    substitute="佐藤",
    caller=Caller(
        "アオバ商事", "購買部", "山田", "ヤマダ", "03-0000-0142", "090-0000-0188", "0214"
    ),
    withheld=True,
    request=Request.WE_CALL_AGAIN,
    target=Target.COMPANY_MOBILE,
    target_number="070-0000-0119",
    urgency=Urgency.URGENT,
    urgent_reason="店頭にお客様がお待ちのため",
    complaint=True,
    promise="16時までに",
    due_at=datetime(2026, 11, 20, 7, 0, tzinfo=UTC),
    reachable="夕方まで",
    their_closing=time(18, 0),
    callback_reason=CallbackReason.NEEDS_CHECKING,
    subject="納品数量",
    body="一行目\n二行目",
    answered_here="お詫びした",
    mobile_agreed=True,
    read_back=True,
    taken_by="木村",
)


def read(command: list[str]) -> argparse.Namespace:
    words.use("en")
    return build().parse_args(["take", *command])


def test_the_full_draft_leaves_no_field_at_its_default() -> None:
    channel_is_usual = {"channel"}
    plain = {f.name for f in fields(Draft) if getattr(FULL, f.name) == getattr(Draft(), f.name)}
    assert plain == channel_is_usual
    assert all(getattr(FULL.caller, f.name) for f in fields(Caller))


@pytest.mark.parametrize("channel", list(Channel))
def test_every_field_has_an_option_and_stands_in_the_json(
    terminal: Terminal, channel: Channel
) -> None:
    draft = replace(FULL, channel=channel)
    memo = terminal.json("take", *options(draft, NOW, OFFICE))
    written = write_draft(draft) | {"due_at": "2026-11-20T16:00:00+09:00"}
    assert {name: memo[name] for name in written} == written


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8).filter(
    lambda text: not text.startswith("-")
)
drafts = st.builds(
    Draft,
    **{
        f.name: {
            "str": texts,
            "bool": st.booleans(),
            "Caller": st.builds(Caller, *[texts] * len(fields(Caller))),
            "datetime | None": st.none()
            | st.integers(-50_000, 50_000).map(lambda m: NOW + timedelta(minutes=m)),
            "time | None": st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0)),
            "Direction": st.sampled_from(Direction),
            "Channel": st.sampled_from(Channel),
            "Request": st.sampled_from(Request),
            "Target | None": st.none() | st.sampled_from(Target),
            "Urgency": st.sampled_from(Urgency),
            "CallbackReason | None": st.none() | st.sampled_from(CallbackReason),
        }[str(f.type)]
        for f in fields(Draft)
    },
)


@given(drafts)
def test_what_a_draft_says_can_be_typed(draft: Draft) -> None:
    typed = new_draft(read(options(draft, NOW, OFFICE)), NOW, OFFICE)
    expected = draft
    if draft.urgent_reason.strip():
        # A reason alone is enough on the command line.
        expected = replace(expected, urgency=Urgency.URGENT)
    if draft.request in {Request.THEY_CALL_BACK, Request.WE_CALL_AGAIN}:
        expected = replace(expected, direction=Direction.OUTGOING)
    assert typed == expected
