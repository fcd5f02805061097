"""Calls that were announced and have no memo yet, kept on disk so that none is lost."""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from callmemo.core.events import Json
from callmemo.core.links import LinkFault, Ring, read_link, write_link
from callmemo.core.memo import Caller, Draft
from callmemo.core.phone import number_key
from callmemo.settings_file import write_text

FILE: Final = "waiting-calls.json"
MOST: Final = 100
"""Calls; a phone system that has gone mad must not fill the disk."""
LARGEST: Final = 2_000_000
"""Bytes; a file larger than this was not written by this program."""
SAME_NUMBER: Final = timedelta(minutes=30)
"""Ringing, answered, put through: so long one number is one call, while it has no memo."""
SAME_NOBODY: Final = timedelta(minutes=2)
"""The same for calls that show no number."""
_VERSION = 1
_ID = re.compile(r"call-[0-9]{1,20}-[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class WaitingCall:
    """One call that was announced; `id` also names the draft of its memo."""

    id: str
    ring: Ring
    called_at: datetime

    @property
    def draft(self) -> Draft:
        """The memo as the phone system begins it."""
        ring = self.ring
        caller = Caller(
            phone=ring.phone, name=ring.name, company=ring.company, extension=ring.extension
        )
        return Draft(direction=ring.direction, caller=caller, withheld=ring.withheld)

    def is_same(self, ring: Ring, at: datetime) -> bool:
        """Whether this is the same call, announced once more."""
        passed = abs(at - self.called_at)
        mine, theirs = number_key(self.ring.phone), number_key(ring.phone)
        if mine or theirs:
            return mine == theirs and passed <= SAME_NUMBER
        return (
            self.ring.withheld == ring.withheld
            and (self.ring.name, self.ring.company) == (ring.name, ring.company)
            and passed <= SAME_NOBODY
        )

    def told_more(self, ring: Ring) -> WaitingCall:
        """Add what was announced later and not known before."""
        mine = self.ring
        return replace(
            self,
            ring=replace(
                mine,
                name=mine.name or ring.name,
                company=mine.company or ring.company,
                extension=mine.extension or ring.extension,
            ),
        )


class WaitingCalls:
    """The file of waiting calls, oldest first."""

    def __init__(self, home: Path) -> None:
        """Look at the data folder; nothing is read or written yet."""
        self.path = home / FILE

    def load(self, now: datetime) -> list[WaitingCall]:
        """Return what waits; a file that cannot be understood is renamed, never overwritten."""
        try:
            size = self.path.stat().st_size
            text = self.path.read_text(encoding="utf-8") if size <= LARGEST else ""
        except UnicodeDecodeError:
            text = ""
        except OSError:
            return []
        try:
            return _understand(json.loads(text))
        except (ValueError, TypeError, KeyError, RecursionError):
            copy = self.path.with_name(f"waiting-calls.broken-{now:%Y%m%d-%H%M%S}.json")
            with contextlib.suppress(OSError):
                self.path.replace(copy)
            return []

    def save(self, calls: list[WaitingCall]) -> None:
        """Write them; raises FolderUnusable if that is not possible."""
        if not calls and not self.path.exists():
            return
        written = [{"id": call.id, "link": write_link(_dated(call))} for call in calls]
        write_text(self.path, json.dumps({"version": _VERSION, "calls": written}, indent=1) + "\n")


def new_call(ring: Ring, now: datetime, others: list[WaitingCall]) -> WaitingCall:
    """Give an announced call its place; a time that it names itself may not lie ahead."""
    called_at = ring.called_at or now
    if not now - timedelta(days=1) <= called_at <= now:
        called_at = now
    stamp = f"call-{called_at.astimezone(UTC):%Y%m%d%H%M%S}"
    taken = {call.id for call in others}
    number = next(n for n in range(len(others) + 1) if f"{stamp}-{n}" not in taken)
    return WaitingCall(f"{stamp}-{number}", ring, called_at)


def _dated(call: WaitingCall) -> Ring:
    return replace(call.ring, called_at=call.called_at)


def _understand(content: Json) -> list[WaitingCall]:
    if content["version"] != _VERSION:
        raise ValueError(content["version"])
    calls = []
    for each in content["calls"][:MOST]:
        ring = read_link(each["link"])
        if isinstance(ring, LinkFault) or ring.called_at is None or not _ID.fullmatch(each["id"]):
            raise ValueError(each)
        calls.append(WaitingCall(each["id"], ring, ring.called_at))
    return calls
