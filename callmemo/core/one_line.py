"""One line as it is typed while somebody speaks, read into the fields of a memo.

Nothing typed is lost: what is not understood is the message.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from callmemo.core.memo import Draft
from callmemo.core.office import Office


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
class Found:
    """A part of the line that was understood: `text[start:end]` says `value` for `field`."""

    field: str
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a line: the draft, the parts it came from, and what was left over."""

    draft: Draft
    found: tuple[Found, ...] = ()
    rest: str = ""


def read_line(text: str, now: datetime, office: Office, known: Known) -> Reading:
    """Read the fields of a memo out of one line; never fails, never loses a word."""
    rest = text.strip()
    return Reading(Draft(body=rest), (), rest)
