"""The words of the trade, as identifiers used in data, command line and JSON."""

from __future__ import annotations

from enum import StrEnum


class Direction(StrEnum):
    """Who called whom."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"


class Channel(StrEnum):
    """How the caller reached us."""

    PHONE = "phone"
    VISIT = "visit"
    ANSWERING_SERVICE = "answering_service"


class Request(StrEnum):
    """What was asked for, or agreed, on the phone (用件)."""

    PLEASE_CALL_BACK = "please_call_back"
    WILL_CALL_AGAIN = "will_call_again"
    CALLED = "called"
    MESSAGE = "message"
    RETURNED_CALL = "returned_call"
    VISITED = "visited"
    THEY_CALL_BACK = "they_call_back"
    WE_CALL_AGAIN = "we_call_again"


class Target(StrEnum):
    """Where the callback goes (折り返し先)."""

    THEIR_OFFICE = "their_office"
    THEIR_MOBILE = "their_mobile"
    THEIR_OTHER = "their_other"
    ME = "me"
    COLLEAGUE = "colleague"
    COMPANY_MOBILE = "company_mobile"


class Urgency(StrEnum):
    """How soon; urgent only with a reason in words."""

    NORMAL = "normal"
    URGENT = "urgent"


class Status(StrEnum):
    """How far a memo has come (対応状況). Lateness is derived, never a status."""

    NEW = "new"
    SEEN = "seen"
    IN_PROGRESS = "in_progress"
    RETRY = "retry"
    WAITING = "waiting"
    ON_HOLD = "on_hold"
    DONE = "done"
    NOT_NEEDED = "not_needed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """Whether nothing more is expected to happen."""
        return self in FINAL


FINAL = frozenset({Status.DONE, Status.NOT_NEEDED, Status.CANCELLED})


class Mover(StrEnum):
    """Who moves next; derived from request and status, never typed."""

    US = "us"
    THEM = "them"
    NOBODY = "nobody"


class Outcome(StrEnum):
    """How a call attempt ended (架電結果)."""

    TALKED = "talked"
    ABSENT = "absent"
    ABSENT_MESSAGE_LEFT = "absent_message_left"
    BUSY = "busy"
    VOICEMAIL = "voicemail"
    WRONG_NUMBER = "wrong_number"
    THEY_CALLED = "they_called"
    OTHER_MEANS = "other_means"


class CallbackReason(StrEnum):
    """Why the other side said they would call back (かけ直しの理由)."""

    PERSON_AWAY = "person_away"
    NEEDS_AUTHORITY = "needs_authority"
    NEEDS_CHECKING = "needs_checking"


class Presence(StrEnum):
    """Where somebody of the office is (在席)."""

    HERE = "here"
    MEETING = "meeting"
    OUT = "out"
    GONE_HOME = "gone_home"
    OFF = "off"


class View(StrEnum):
    """The lists that people look at."""

    TODAY = "today"
    MINE = "mine"
    WAITING = "waiting"
    LATER = "later"
    COMPLAINTS = "complaints"
    DONE = "done"
    ALL = "all"


class Kind(StrEnum):
    """What can happen to a memo, to people here and to contacts; one journal event each."""

    TAKEN = "taken"
    AMENDED = "amended"
    CONFIRMED = "confirmed"
    ATTEMPT = "attempt"
    NOTE = "note"
    SNOOZED = "snoozed"
    HANDED_OVER = "handed_over"
    ON_HOLD = "on_hold"
    FINISHED = "finished"
    NOT_NEEDED = "not_needed"
    CANCELLED = "cancelled"
    REOPENED = "reopened"
    UNDONE = "undone"
    NUDGED = "nudged"
    NUDGE_SEEN = "nudge_seen"
    CARRIED = "carried"
    RETRY_SET = "retry_set"
    PRESENCE = "presence"
    CALLED_AGAIN = "called_again"
    CONTACT_KEPT = "contact_kept"
    CONTACT_DROPPED = "contact_dropped"
    CONTACT_MERGED = "contact_merged"


INCOMING_REQUESTS = (
    Request.PLEASE_CALL_BACK,
    Request.WILL_CALL_AGAIN,
    Request.MESSAGE,
    Request.CALLED,
    Request.RETURNED_CALL,
    Request.VISITED,
)
OUTGOING_REQUESTS = (Request.THEY_CALL_BACK, Request.WE_CALL_AGAIN, Request.MESSAGE)
INCOMING_TARGETS = (Target.THEIR_OFFICE, Target.THEIR_MOBILE, Target.THEIR_OTHER)
OUTGOING_TARGETS = (Target.ME, Target.COLLEAGUE, Target.COMPANY_MOBILE)

WE_OWE = frozenset({Request.PLEASE_CALL_BACK, Request.RETURNED_CALL, Request.WE_CALL_AGAIN})
THEY_OWE = frozenset({Request.WILL_CALL_AGAIN, Request.THEY_CALL_BACK})


def requests_of(direction: Direction) -> tuple[Request, ...]:
    """Requests that make sense for calls in this direction, most usual first."""
    return INCOMING_REQUESTS if direction is Direction.INCOMING else OUTGOING_REQUESTS


def targets_of(direction: Direction) -> tuple[Target, ...]:
    """Callback targets that make sense for calls in this direction, most usual first."""
    return INCOMING_TARGETS if direction is Direction.INCOMING else OUTGOING_TARGETS
