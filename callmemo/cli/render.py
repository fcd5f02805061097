"""Memos as text in aligned columns, and as JSON for other programs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from enum import StrEnum
from typing import Any, Final

from callmemo import wording
from callmemo.core.events import CALLER_FIELDS, DRAFT_FIELDS, Event, write_field
from callmemo.core.memo import Draft, Memo
from callmemo.core.office import Office
from callmemo.core.rungs import Outlook, Rung
from callmemo.core.times import from_utc_text, to_local_text
from callmemo.core.vocabulary import Channel, Direction, Urgency
from callmemo.labels import field_label, label
from callmemo.words import mark, say

History = Sequence[tuple[Event, bool]]

_TIMES: Final = frozenset({"at", "due_at", "retry_at", "until"})
_WIDEST: Final = 44
_MOMENTS: Final = (
    "snoozed_until",
    "confirmed_at",
    "called_back_at",
    "closed_at",
    "carried_at",
    "carried_until",
)
# Shown in the head lines already, or said better by them.
_IN_HEAD: Final = frozenset({"caller", "urgency", "complaint", "due_at"})
RUNGS: Final = {
    Rung.DUE: mark("Due"),
    Rung.SNOOZED: mark("Reminder later"),
    Rung.CHECK: mark("Status check"),
    Rung.URGENT: mark("Urgent"),
    Rung.UNTOUCHED: mark("Not taken up"),
    Rung.AFTERNOON: mark("Still open"),
    Rung.CLOSING: mark("Before closing"),
    Rung.SUBSTITUTE: mark("For the substitute"),
    Rung.LEFT: mark("Left at closing"),
    Rung.COMPLAINT: mark("Complaint"),
    Rung.LATE_COMPLAINT: mark("Complaint is late"),
    Rung.TRIED: mark("Called in vain"),
}

# Text


def width(text: str) -> int:
    """How many columns of a terminal the text takes: two for what is as wide as a kanji."""
    return sum(
        0 if unicodedata.combining(ch) else 1 + (unicodedata.east_asian_width(ch) in "WF")
        for ch in text
    )


def cut(text: str, columns: int) -> str:
    """Shorten text to so many columns, with a sign that something is missing."""
    if width(text) <= columns:
        return text
    while text and width(text) > columns - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def clean(text: str) -> str:
    """Leave out what would move the cursor or turn the direction of writing."""
    kinds = ((ch, unicodedata.category(ch)) for ch in text)
    return "".join(" " if kind == "Cc" else ch for ch, kind in kinds if kind != "Cf")


def table(rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines in which the cells of each column stand below each other."""
    cells = [[cut(clean(cell), _WIDEST) for cell in row] for row in rows]
    if not cells:
        return []
    widths = [max(width(cell) for cell in column) for column in zip(*cells, strict=True)]
    return [
        "  ".join(
            cell + " " * (columns - width(cell)) for cell, columns in zip(row, widths, strict=True)
        ).rstrip()
        for row in cells
    ]


def memo_rows(memos: Iterable[Memo], now: datetime, office: Office) -> list[str]:
    """The list, with a heading."""
    heading = [
        field_label("number"),
        field_label("due_at"),
        field_label("name"),
        field_label("company"),
        field_label("subject"),
        field_label("phone"),
        field_label("addressee"),
        "",
    ]
    return table([heading, *(_row(memo, now, office) for memo in memos)])


def memo_line(memo: Memo, now: datetime, office: Office) -> str:
    """One memo on one line."""
    return "  ".join(clean(part) for part in _row(memo, now, office) if part)


def _row(memo: Memo, now: datetime, office: Office) -> list[str]:
    due = wording.due(memo, now, office)
    return [
        memo.number,
        f"{due.head} {due.below}",
        wording.caller(memo),
        wording.organisation(memo),
        wording.topic(memo),
        memo.draft.dial_number,
        memo.draft.addressee,
        _marks(memo),
    ]


def _marks(memo: Memo) -> str:
    marks = []
    if memo.draft.is_urgent:
        marks.append(label(memo.draft.urgency))
    if memo.draft.complaint:
        marks.append(field_label("complaint"))
    if memo.is_carried:
        marks.append(wording.carried())
    if memo.is_out_of_reach:
        marks.append(wording.in_vain(memo))
    return "・".join(marks)


def memo_page(memo: Memo, history: History, now: datetime, office: Office) -> list[str]:
    """All that is known of one memo."""
    draft = memo.draft
    due = wording.due(memo, now, office)
    # What a closed memo is called stands in the status already.
    head = dict.fromkeys((memo.number, label(memo.status), due.head, due.below, _marks(memo)))
    who = (wording.caller(memo), wording.organisation(memo), draft.dial_number)
    lines = ["  ".join(clean(part) for part in parts if part) for parts in (head, who)]
    taken = (field_label("taken_at"), wording.moment(memo.taken_at, now, office))
    said = [(field_label(name), _field_text(draft, name, now, office)) for name in _page_fields()]
    lines += ["", *_below_each_other([taken, *said])]
    lines += ["", say("What happened")]
    for event, undone in history:
        at = wording.moment(event.at, now, office)
        line = clean(wording.happened(event, now, office))
        lines.append(f"{at:>5}  {line}" + (say(" (taken back)") if undone else ""))
    return lines


def draft_lines(draft: Draft, now: datetime, office: Office) -> list[str]:
    """All that was understood of a call, before it is a memo."""
    names = [*CALLER_FIELDS, *(name for name in DRAFT_FIELDS if name != "caller")]
    choices = {"direction": Direction.INCOMING, "channel": Channel.PHONE, "urgency": Urgency.NORMAL}
    said = [name for name in names if getattr(draft, name, None) != choices.get(name, "")]
    return _below_each_other(
        (field_label(name), _field_text(draft, name, now, office)) for name in said
    )


def _below_each_other(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Put what is said beside the names of its fields."""
    said = [(name, text) for name, text in pairs if text]
    column = max((width(name) for name, _ in said), default=0)
    lines = []
    for name, text in said:
        # A message keeps its lines; those after the first stand below it.
        for number, line in enumerate(text.splitlines()):
            title = name if number == 0 else ""
            lines.append(f"{title}{' ' * (column - width(title))}  {clean(line)}")
    return lines


def _page_fields() -> list[str]:
    own = [name for name in DRAFT_FIELDS if name not in _IN_HEAD]
    return [*own, *(name for name in CALLER_FIELDS if name != "department")]


def _field_text(draft: Draft, name: str, now: datetime, office: Office) -> str:
    if name == "due_at":
        return "" if draft.due_at is None else wording.moment(draft.due_at, now, office)
    if name == "request":
        return label(draft.request, direction=draft.direction)
    value = getattr(draft.caller if name in CALLER_FIELDS else draft, name)
    if isinstance(value, bool):
        return say("Yes") if value else ""
    if isinstance(value, StrEnum):
        return label(value)
    return f"{value:%H:%M}" if isinstance(value, time) else value or ""


def outlook_lines(outlook: Outlook, now: datetime, office: Office) -> list[str]:
    """The reminders due now, and when the next one comes."""
    rows = [
        [say(RUNGS[nudge.rung]), wording.moment(nudge.at, now, office), *_row(memo, now, office)]
        for nudge in outlook.nudges
        for memo in nudge.memos
    ]
    lines = table(rows) or [say("No reminder is due.")]
    if outlook.next_at is not None:
        next_at = wording.moment(outlook.next_at, now, office)
        lines.append(say("The next reminder can come at {time}.", time=next_at))
    return lines


# JSON


def memo_object(memo: Memo, history: History, now: datetime, office: Office) -> dict[str, Any]:
    """A memo with the field names of the trade; times in the office's zone, with offset."""
    zone = office.zone
    found: dict[str, Any] = {
        "id": memo.id,
        "number": memo.number,
        "status": memo.status.value,
        "next_mover": memo.next_mover.value,
        "late": memo.is_late(now),
        "taken_at": to_local_text(memo.taken_at, zone),
    }
    found |= {name: write_field(getattr(memo.draft, name)) for name in DRAFT_FIELDS}
    found["due_at"] = _moment(memo.due_at, office)
    found |= {name: _moment(getattr(memo, name), office) for name in _MOMENTS}
    found["confirmed_by"] = memo.confirmed_by
    found["attempts"] = memo.attempts
    found["called_again"] = [to_local_text(at, zone) for at in memo.called_again]
    found["history"] = [_event_object(event, undone, office) for event, undone in history]
    return found


def _event_object(event: Event, undone: bool, office: Office) -> dict[str, Any]:
    """What the event says, its own kind apart from the kind of what an undo took back."""
    said = {
        "undone_kind" if name == "kind" else name: _local(value, office)
        if name in _TIMES
        else value
        for name, value in event.body.items()
    }
    facts = {"at": to_local_text(event.at, office.zone), "actor": event.actor}
    return {**said, **facts, "kind": event.kind, "undone": undone}


def outlook_object(
    outlook: Outlook, memos: dict[str, dict[str, Any]], office: Office
) -> dict[str, Any]:
    """The reminders due now with their memos (given by id), and when the next one comes."""
    return {
        "nudges": [
            {
                "rung": nudge.rung.value,
                "key": nudge.key,
                "at": to_local_text(nudge.at, office.zone),
                "audience": nudge.audience.value,
                "to": list(nudge.to),
                "loud": nudge.is_loud,
                "memos": [memos[memo.id] for memo in nudge.memos],
            }
            for nudge in outlook.nudges
        ],
        "next_at": _moment(outlook.next_at, office),
    }


def _moment(moment: datetime | None, office: Office) -> str | None:
    return None if moment is None else to_local_text(moment, office.zone)


def _local(value: object, office: Office) -> object:
    """Show a stored time by the office's clock; what is no time stays as it stands."""
    if not isinstance(value, str):
        return value
    try:
        return to_local_text(from_utc_text(value), office.zone)
    except (ValueError, OverflowError):
        return value
