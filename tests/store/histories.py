"""Histories as hypothesis makes them up: sane, late, doubled, broken, and from the future."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from callmemo.core.events import VERSION, Event, write_draft
from callmemo.core.memo import Caller, Draft
from callmemo.core.times import to_utc_text
from callmemo.core.vocabulary import Direction, Kind, Outcome, Request, Urgency

START = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
NAMES = ("山田", "やまだ", "ﾔﾏﾀﾞ", "髙橋", "高橋", "タナカ", "Smith", "O'Brien", "")
PHONES = ("03-0000-0142", "0300000142", "090-0000-0188", "")
WORDS = ("請求書の件", "納品数量", "至急", "折り返し", "見積書", "a", "")
NONSENSE: tuple[Any, ...] = (
    None, True, 2, -(2**70), 2**70, 1.5, "", "x", "nowhere", "\ud800", "9999-12-31T23:59:59-14:00",
    "0001-01-01T00:00:00+14:00", "2026-11-24", "25:00", [], ["x"], {}, {"name": None},
    {"name": [1]}, {"name": "\udfff"}, [[[[[]]]]], "\x00",
)  # fmt: skip
_FIELDS = ("caller", "due_at", "request", "addressee", "withheld", "their_closing", "subject")
_OTHERS = ("outcome", "until", "key", "number", "event_id", "retry_at", "at", "text")
_POOL = 40
"""Bodies of each kind. They are made beforehand: hypothesis chooses and arranges, which is what
matters here, and is many times faster than to let it make up every field."""


def _moment(dice: random.Random) -> str:
    return to_utc_text(START + timedelta(minutes=dice.randrange(3 * 24 * 60)))


def _draft(dice: random.Random) -> Draft:
    due_at = START + timedelta(minutes=dice.randrange(3 * 24 * 60))
    return Draft(
        direction=dice.choice(list(Direction)),
        addressee=dice.choice(("鈴木", "佐藤", "営業一課")),
        caller=Caller(
            company=dice.choice(("アオバ商事", "みなと会計事務所", "")),
            name=dice.choice(NAMES),
            phone=dice.choice(PHONES),
            mobile=dice.choice(PHONES),
        ),
        request=dice.choice(list(Request)),
        urgency=dice.choice(list(Urgency)),
        complaint=dice.random() < 0.3,
        due_at=dice.choice((None, due_at, due_at)),
        subject=dice.choice(WORDS),
        body=dice.choice(WORDS),
    )


def _body(dice: random.Random, kind: str) -> dict[str, Any]:
    body: dict[str, Any] = {"text": dice.choice(WORDS)}
    fields = write_draft(_draft(dice))
    match kind:
        case Kind.TAKEN:
            body = {**fields, "number": f"1124-{dice.randrange(1, 999):03d}"}
        case Kind.AMENDED if dice.random() < 0.3:
            body = {"caller": {"name": dice.choice(NAMES)}}
        case Kind.AMENDED | Kind.CALLED_AGAIN:
            body = {name: fields[name] for name in dice.sample(sorted(fields), 3)}
        case Kind.ATTEMPT:
            body["outcome"] = dice.choice(list(Outcome)).value
            body["retry_at"] = dice.choice((None, _moment(dice)))
        case Kind.SNOOZED | Kind.ON_HOLD | Kind.CARRIED | Kind.RETRY_SET:
            body["until"] = _moment(dice)
        case Kind.HANDED_OVER:
            body["addressee"] = dice.choice(("鈴木", "佐藤"))
        case Kind.REOPENED:
            body["due_at"] = dice.choice((None, _moment(dice)))
        case Kind.NUDGED:
            body["key"] = dice.choice(("due@1", "due@2", "closing60@2026-11-24"))
    return {**body, "at": _moment(dice)}


def _pool() -> list[tuple[str, int, Mapping[str, Any]]]:
    """Bodies of every kind; some with nonsense in them, some of a newer program, some empty."""
    dice = random.Random(1124)
    made: list[tuple[str, int, Mapping[str, Any]]] = []
    for kind in (*(kind.value for kind in Kind), "merged", "taken "):
        for _ in range(_POOL):
            body = _body(dice, kind)
            if dice.random() < 0.15:
                body |= {name: dice.choice(NONSENSE) for name in dice.sample(_FIELDS + _OTHERS, 3)}
            made.append((kind, VERSION, body))
        made += [(kind, VERSION + 1, _body(dice, kind)), (kind, VERSION, {})]
        made.append((kind, VERSION, {k: v for k, v in _body(dice, kind).items() if k != "at"}))
    return made


POOL = _pool()
TAKEN = [entry for entry in POOL if entry[0] == Kind.TAKEN]
UNDONE = [entry for entry in POOL if entry[0] == Kind.UNDONE]


_SIGNS = 7
"""Bytes from which an event is made: one draw for all events is many times faster than one each."""


@st.composite
def histories(draw: st.DrawFn, memos: int = 3, longest: int = 14) -> list[Event]:
    """Make up the events of some memos, in the order in which they happened.

    Many have equal clocks, some are of no known kind, of a newer program, cannot be read, or
    belong to a memo whose first event is missing.
    """
    memo_ids = [f"m{n}" for n in range(draw(st.integers(1, memos)))]
    # Mostly memos start with being taken; left to chance alone, few would.
    taken = len(memo_ids) if draw(st.integers(0, 3)) else 0
    size = _SIGNS * (taken + draw(st.integers(1, longest)))
    row = draw(st.binary(min_size=size, max_size=size))
    made: list[Event] = []
    for start in range(0, size, _SIGNS):
        which, undone, hlc, *signs = row[start : start + _SIGNS]
        if len(made) < taken:
            made.append(_event(signs, memo_ids[len(made)], TAKEN, 0, made))
        else:
            pool = UNDONE if undone % 5 == 1 else POOL
            made.append(_event(signs, memo_ids[which % len(memo_ids)], pool, hlc % 13, made))
    return made


def _event(
    signs: list[int],
    memo_id: str,
    pool: list[tuple[str, int, Mapping[str, Any]]],
    hlc: int,
    before: list[Event],
) -> Event:
    high, low, first, target = signs
    # With the place in the history: hypothesis likes noughts, which would all choose the first.
    kind, v, body = pool[(high * 256 + low + len(before) * 389) % len(pool)]
    own = [event.event_id for event in before if event.memo_id == memo_id]
    if kind == Kind.UNDONE and own:
        body = {"event_id": own[target % len(own)], **body}
    # The first sign is drawn, so that among equal clocks the later event may come first.
    event_id = f"{first % 16:x}-{len(before)}"
    actor = ("木村", "佐藤", "")[len(before) % 3]
    return Event(event_id, memo_id, actor, "desktop-1", hlc, kind, body, v)
