"""The facts of a memo, as pairs of what and how much: only what was written down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from callmemo import presence_words, wording
from callmemo.core.memo import Memo
from callmemo.core.office import Office
from callmemo.core.presence import Present
from callmemo.core.vocabulary import Channel, Mover, Target
from callmemo.desktop.plain_text import shortened
from callmemo.labels import field_label, label
from callmemo.settings import Settings
from callmemo.wording import Tone
from callmemo.words import say, say_count

People = Mapping[str, Present]
_LONGEST: Final = 20
"""Letters of an answer that a strip shows whole."""
NOBODY_KNOWN: Final[People] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the detail: its heading, what it says, and its tone if time gives it one."""

    heading: str
    text: str
    tone: Tone | None = None


def facts(
    memo: Memo, settings: Settings, now: datetime, people: People = NOBODY_KNOWN
) -> list[Fact]:
    """All that is worth saying about a memo, in the order in which it is asked.

    `people` says who is where: it is shown beside the names while the memo is open.
    """
    return [fact for fact in _all(memo, settings, now, people) if fact.text]


def addressee(name: str, settings: Settings) -> str:
    """A member's name with the department."""
    member = settings.member(name)
    return f"{name}({member.department})" if member and member.department else name


def person_and_state(name: str, people: People, settings: Settings, now: datetime) -> str:
    """A name to choose, with where they are if not here; the department where there is room."""
    present = people.get(name)
    if present is None or present.is_here:
        return addressee(name, settings)
    state = presence_words.short(present, now, settings.office)
    text = f"{addressee(name, settings)} {state}"
    if len(text) <= _LONGEST:
        return text
    return f"{shortened(name, _LONGEST - len(state) - 1)} {state}"


def _who(name: str, memo: Memo, settings: Settings, now: datetime, people: People) -> str:
    present = people.get(name)
    if not memo.is_open or present is None or present.is_here:
        return addressee(name, settings)
    state = presence_words.being(present, now, settings.office)
    return f"{addressee(name, settings)} — {state}"


def _all(memo: Memo, settings: Settings, now: datetime, people: People) -> Iterator[Fact]:
    draft, office = memo.draft, settings.office
    yield Fact(field_label("addressee"), _who(draft.addressee, memo, settings, now, people))
    if draft.target is not Target.COLLEAGUE:
        yield Fact(field_label("substitute"), _who(draft.substitute, memo, settings, now, people))
    yield Fact(field_label("request"), label(draft.request, direction=draft.direction))
    late = Tone.LATE if draft.is_urgent else None
    yield Fact(field_label("urgent_reason"), draft.urgent_reason, late)
    yield Fact(field_label("target"), _target(memo, settings, now, people))
    yield Fact(field_label("due_at"), _due(memo, now, office))
    yield Fact(field_label("promise"), draft.promise)
    yield Fact(field_label("reachable"), draft.reachable)
    if draft.their_closing:
        yield Fact(field_label("their_closing"), f"{draft.their_closing:%H:%M}")
    if draft.callback_reason:
        yield Fact(field_label("callback_reason"), label(draft.callback_reason))
    yield Fact(field_label("subject"), draft.subject)
    yield Fact(field_label("body"), draft.body)
    yield Fact(field_label("answered_here"), draft.answered_here)
    yield Fact(field_label("status"), _status(memo, now, office))
    yield Fact(say("Reception"), _reception(memo, now, office))


def _target(memo: Memo, settings: Settings, now: datetime, people: People) -> str:
    """Where the callback goes, with its number or name."""
    draft = memo.draft
    if draft.target is None:
        mobile = draft.caller.mobile if draft.caller.phone else ""
        return say("Mobile {number}", number=mobile) if mobile else ""
    word = label(draft.target)
    match draft.target:
        case Target.COMPANY_MOBILE:
            text = f"{word} {draft.company_mobile}".strip()
            return say("{target} (agreed)", target=text) if draft.mobile_agreed else text
        case Target.COLLEAGUE:
            return f"{word} {_who(draft.substitute, memo, settings, now, people)}".strip()
        case Target.THEIR_OFFICE if draft.caller.mobile:
            return say("{target} (mobile {number})", target=word, number=draft.caller.mobile)
        case _:
            return word


def _due(memo: Memo, now: datetime, office: Office) -> str:
    if memo.due_at is None or not memo.is_open:
        return ""
    when = wording.moment(memo.due_at, now, office)
    text = say("check at {time}", time=when) if memo.next_mover is Mover.THEM else when
    if memo.snoozed_until is not None and memo.snoozed_until > now:
        later = wording.moment(memo.snoozed_until, now, office)
        text = say("{due} (reminder at {time})", due=text, time=later)
    return text


def _status(memo: Memo, now: datetime, office: Office) -> str:
    """How far it has come, with the two proofs apart: read, and called."""
    parts = [label(memo.status)]
    if memo.confirmed_at is not None:
        when = wording.moment(memo.confirmed_at, now, office)
        parts.append(say("read by {who} {time}", who=memo.confirmed_by or "—", time=when))
    if memo.attempts:
        parts.append(say_count("{count} call", "{count} calls", memo.attempts))
    return " · ".join(parts)


def _reception(memo: Memo, now: datetime, office: Office) -> str:
    draft = memo.draft
    parts = [wording.moment(memo.taken_at, now, office)]
    if draft.channel is not Channel.PHONE:
        parts.append(label(draft.channel))
    parts.append(draft.taken_by)
    if draft.read_back:
        parts.append(say("read back"))
    return " ".join(part for part in parts if part)
