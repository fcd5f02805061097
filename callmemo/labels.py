"""What the identifiers of the trade are called, in one place for list, exports, tray and CLI."""

from __future__ import annotations

from enum import StrEnum

from callmemo.core.phone import NumberKind
from callmemo.core.vocabulary import (
    CallbackReason,
    Channel,
    Direction,
    Kind,
    Mover,
    Outcome,
    Presence,
    Request,
    Status,
    Target,
    Urgency,
    View,
)
from callmemo.words import mark, say

# Members of two enums can be equal as text (`absent`, `done`), so the type is part of the key.
# These messages are not used for buttons and sentences: Japanese has other words there.
_LABELS: tuple[tuple[StrEnum, str], ...] = (
    (Direction.INCOMING, mark("Incoming call")),
    (Direction.OUTGOING, mark("Outgoing call")),
    (Channel.PHONE, mark("Phone")),
    (Channel.VISIT, mark("Visitor")),
    (Channel.ANSWERING_SERVICE, mark("Answering service")),
    (Request.PLEASE_CALL_BACK, mark("Please call back")),
    (Request.WILL_CALL_AGAIN, mark("Will call again")),
    (Request.CALLED, mark("Called")),
    (Request.MESSAGE, mark("Has a message")),
    (Request.RETURNED_CALL, mark("Returned the call")),
    (Request.VISITED, mark("Visited")),
    (Request.THEY_CALL_BACK, mark("They call back")),
    (Request.WE_CALL_AGAIN, mark("We will call again")),
    (Target.THEIR_OFFICE, mark("Their office")),
    (Target.THEIR_MOBILE, mark("Their mobile")),
    (Target.THEIR_OTHER, mark("Another number")),
    (Target.ME, mark("Me")),
    (Target.COLLEAGUE, mark("Colleague instead")),
    (Target.COMPANY_MOBILE, mark("Company mobile")),
    (Urgency.NORMAL, mark("Normal")),
    (Urgency.URGENT, mark("Urgent")),
    (Status.NEW, mark("Unread")),
    (Status.SEEN, mark("Read")),
    (Status.IN_PROGRESS, mark("In progress")),
    (Status.RETRY, mark("To be called again")),
    (Status.WAITING, mark("Waiting for them")),
    (Status.ON_HOLD, mark("On hold")),
    (Status.DONE, mark("Dealt with")),
    (Status.NOT_NEEDED, mark("Not needed")),
    (Status.CANCELLED, mark("Cancelled")),
    (Mover.US, mark("Our move")),
    (Mover.THEM, mark("Their move")),
    (Mover.NOBODY, mark("Nobody's move")),
    (Outcome.TALKED, mark("Talked")),
    (Outcome.ABSENT, mark("Absent")),
    (Outcome.ABSENT_MESSAGE_LEFT, mark("Absent, message left")),
    (Outcome.BUSY, mark("Busy")),
    (Outcome.VOICEMAIL, mark("Voicemail")),
    (Outcome.WRONG_NUMBER, mark("Wrong number")),
    (Outcome.THEY_CALLED, mark("They called")),
    (Outcome.OTHER_MEANS, mark("Mail or other means")),
    (CallbackReason.PERSON_AWAY, mark("Person in charge away")),
    (CallbackReason.NEEDS_AUTHORITY, mark("Needs someone with authority")),
    (CallbackReason.NEEDS_CHECKING, mark("Needs checking")),
    (Presence.HERE, mark("Here")),
    (Presence.MEETING, mark("Meeting")),
    (Presence.OUT, mark("Out")),
    (Presence.GONE_HOME, mark("Gone home")),
    (Presence.OFF, mark("Off")),
    (View.TODAY, mark("Callbacks today")),
    (View.MINE, mark("For me")),
    (View.WAITING, mark("Waiting for their call")),
    (View.LATER, mark("Tomorrow and later")),
    (View.COMPLAINTS, mark("Complaints")),
    (View.DONE, mark("Closed")),
    (View.ALL, mark("All")),
    (Kind.TAKEN, mark("Taking down")),
    (Kind.AMENDED, mark("Correction")),
    (Kind.CONFIRMED, mark("Confirmation")),
    (Kind.ATTEMPT, mark("Call made")),
    (Kind.NOTE, mark("Remark")),
    (Kind.SNOOZED, mark("Later reminder")),
    (Kind.HANDED_OVER, mark("Hand-over")),
    (Kind.ON_HOLD, mark("Holding")),
    (Kind.FINISHED, mark("Completion")),
    (Kind.NOT_NEEDED, mark("Closing as not needed")),
    (Kind.CANCELLED, mark("Withdrawal")),
    (Kind.REOPENED, mark("Reopening")),
    (Kind.UNDONE, mark("Undoing")),
    (Kind.NUDGED, mark("Reminder")),
    (Kind.PRESENCE, mark("Presence")),
    (Kind.NUDGE_SEEN, mark("Reminder seen")),
    (Kind.CARRIED, mark("Carried over")),
    (Kind.RETRY_SET, mark("Next call planned")),
    (Kind.CALLED_AGAIN, mark("Another call")),
    (Kind.CONTACT_KEPT, mark("Entry in the address book")),
    (Kind.CONTACT_DROPPED, mark("Removal from the address book")),
    (Kind.CONTACT_MERGED, mark("Merging in the address book")),
    (NumberKind.FIXED, mark("Fixed line")),
    (NumberKind.MOBILE, mark("Mobile phone")),
    (NumberKind.IP, mark("IP phone")),
    (NumberKind.TOLL_FREE, mark("Toll-free number")),
    (NumberKind.NAVI_DIAL, mark("Navi Dial")),
    (NumberKind.PREMIUM, mark("Premium-rate number")),
    (NumberKind.INTERNAL, mark("Internal number")),
    (NumberKind.FOREIGN, mark("International call")),
    (NumberKind.WITHHELD, mark("Number withheld")),
    (NumberKind.UNKNOWN, mark("Other number")),
)
_LABEL_OF = {(type(word), word.value): message for word, message in _LABELS}
_OUTGOING_MESSAGE = mark("Left a message")

_FIELDS = {
    "number": mark("Number"),
    "taken_at": mark("Taken at"),
    "taken_by": mark("Taken by"),
    "direction": mark("Direction"),
    "channel": mark("Channel"),
    "addressee": mark("For"),
    "substitute": mark("Substitute"),
    "company": mark("Company name"),
    "department": mark("Department"),
    "name": mark("Name"),
    "kana": mark("Kana"),
    "phone": mark("Phone number"),
    "mobile": mark("Mobile"),
    "extension": mark("Extension"),
    "withheld": mark("Number withheld"),
    "request": mark("Request"),
    "target": mark("Call back to"),
    "target_number": mark("Number to call back"),
    "mobile_agreed": mark("Calling a mobile was agreed"),
    "urgency": mark("Urgency"),
    "urgent_reason": mark("Reason for urgency"),
    "complaint": mark("Complaint or claim"),
    "promise": mark("Promise"),
    "due_at": mark("Due"),
    "reachable": mark("Reachable"),
    "their_closing": mark("They close at"),
    "callback_reason": mark("Why they call back"),
    "subject": mark("Subject"),
    "body": mark("Content"),
    "answered_here": mark("Done at reception"),
    "read_back": mark("Read back"),
    "status": mark("Status"),
    "next_mover": mark("Next move"),
    "attempts": mark("Calls made"),
    "closed_at": mark("Closed at"),
    "confirmed_at": mark("Read at"),
    "confirmed_by": mark("Read by"),
    # Of people in the address book
    "company_kana": mark("Kana of the company"),
    "numbers": mark("Phone numbers"),
    "rules": mark("House rules"),
    "notes": mark("Notes"),
    "left": mark("Has left"),
    "successor": mark("Successor"),
}
_NUMBERS = {
    "office": mark("Office"),
    "mobile": mark("Mobile"),
    "direct": mark("Direct line"),
    "fax": mark("Fax"),
    "home": mark("Home"),
    "other": mark("Other number"),
}


def label(word: StrEnum, *, direction: Direction = Direction.INCOMING) -> str:
    """Return what people call this identifier; a message is had or left by direction."""
    if word is Request.MESSAGE and direction is Direction.OUTGOING:
        return say(_OUTGOING_MESSAGE)
    return say(_LABEL_OF[type(word), word.value])


def field_label(name: str) -> str:
    """Return what people call this field."""
    return say(_FIELDS[name])


def number_label(name: str) -> str:
    """Return what people call this kind of number; a label of the office's own is its word."""
    known = _NUMBERS.get(name)
    return say(known) if known else name
