"""One line as it is typed while somebody speaks, read into the fields of a memo.

Recognisers stand in a table, the surest first. Each takes from the sheet what it understands, so
that none reads across a part that is already understood. Nothing typed is lost: what is left
over is the message.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from callmemo.core import one_line_addressee as whom
from callmemo.core import one_line_people as people
from callmemo.core.memo import Caller, Draft
from callmemo.core.office import Office
from callmemo.core.one_line_matter import (
    find_complaint,
    find_labelled,
    find_reason,
    find_subject,
    find_urgency,
    left_over,
)
from callmemo.core.one_line_numbers import find_extension, find_numbers, find_withheld
from callmemo.core.one_line_requests import find_callback_reason, find_request, find_target
from callmemo.core.one_line_sheet import Found, Sheet
from callmemo.core.one_line_times import find_closing, find_promise, find_reachable
from callmemo.core.promises import understand
from callmemo.core.vocabulary import (
    CallbackReason,
    Direction,
    Request,
    Target,
    Urgency,
    requests_of,
)

LONGEST: Final = 2000
"""Signs that are read; what stands behind them is message unread."""

_REQUESTING: Final = frozenset({"request", "no_callback", "outgoing"})

__all__ = ["LONGEST", "Found", "Known", "Reading", "read_line"]


def _nobody(_name: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Known:
    """Who is known: the office's own people and groups, and who calls it.

    `members` are names with their departments; `groups` are names to which a memo can go
    beside the departments. `is_company` and `is_person` ask the address book about a name
    without honorifics.
    """

    members: tuple[tuple[str, str], ...] = ()
    groups: tuple[str, ...] = ()
    is_company: Callable[[str], bool] = _nobody
    is_person: Callable[[str], bool] = _nobody


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a line: the draft, the parts it came from, and what was left over."""

    draft: Draft
    found: tuple[Found, ...] = ()
    rest: str = ""

    @property
    def names_request(self) -> bool:
        """Whether the line says itself what was asked for."""
        return any(each.field in _REQUESTING for each in self.found)


def read_line(text: str, now: datetime, office: Office, known: Known) -> Reading:
    """Read the fields of a memo out of one line; never fails, never loses a word."""
    sheet = Sheet(text[:LONGEST])
    own = whom.colleagues(known.members, known.groups)
    for find in _recognisers(own, known):
        find(sheet)
    rest = " ".join(filter(None, (left_over(sheet), text[LONGEST:].strip())))
    found = tuple(sorted(sheet.found, key=lambda each: each.start))
    return Reading(_draft(sheet, rest, now, office), found, rest)


def _recognisers(own: whom.Colleagues, known: Known) -> tuple[Callable[[Sheet], None], ...]:
    """In this order: what is sure by its form, then what its neighbours make sure."""
    return (
        find_labelled,
        find_numbers,
        find_extension,
        find_withheld,
        lambda sheet: whom.find_addressee(sheet, own),
        lambda sheet: people.find_caller(sheet, own, known.is_company, known.is_person),
        find_subject,
        find_request,
        find_target,
        find_callback_reason,
        find_complaint,
        find_urgency,
        find_closing,
        find_reachable,
        lambda sheet: people.find_company(sheet, known.is_company),
        people.find_department,
        find_reason,
        find_promise,
        lambda sheet: whom.find_colleague(sheet, own),
        lambda sheet: people.find_name_alone(sheet, known.is_person),
        people.find_name_behind_company,
        people.find_department,
        lambda sheet: whom.find_group(sheet, own),
        people.find_company_by_place,
    )


def _draft(sheet: Sheet, rest: str, now: datetime, office: Office) -> Draft:
    said = sheet.values.get
    parts = sorted(sheet.found, key=lambda each: each.start)
    departments = [each.value for each in parts if each.field == "department"]
    caller = Caller(
        company=said("company", ""),
        department=" ".join(departments),
        name=said("name", ""),
        kana=said("kana", ""),
        phone=said("phone", ""),
        mobile=said("mobile", ""),
        extension=said("extension", ""),
    )
    request = _request(sheet, caller, rest)
    outgoing = "outgoing" in sheet or request not in requests_of(Direction.INCOMING)
    closing = time.fromisoformat(said("their_closing", "")) if "their_closing" in sheet else None
    promise = said("promise", "")
    due = understand(promise, now, office, their_closing=closing).settled if promise else None
    reason, target = said("callback_reason"), said("target")
    return Draft(
        direction=Direction.OUTGOING if outgoing else Direction.INCOMING,
        addressee=said("addressee", ""),
        caller=caller,
        withheld="withheld" in sheet,
        request=request,
        target=Target(target) if target and not outgoing else None,
        urgency=Urgency.URGENT if "urgency" in sheet else Urgency.NORMAL,
        urgent_reason=said("urgent_reason", ""),
        complaint="complaint" in sheet,
        promise=promise,
        due_at=due,
        reachable=said("reachable", ""),
        their_closing=closing,
        callback_reason=CallbackReason(reason) if reason else None,
        subject=said("subject", ""),
        body=rest,
    )


def _request(sheet: Sheet, caller: Caller, rest: str) -> Request:
    """Return what was asked for; what was not said follows from the number."""
    named = sheet.values.get("request")
    if named:
        return Request(named)
    if "no_callback" in sheet:
        return Request.MESSAGE if rest or "subject" in sheet else Request.CALLED
    if "outgoing" in sheet:
        return Request.THEY_CALL_BACK
    return Request.PLEASE_CALL_BACK if caller.has_number else Request.MESSAGE
