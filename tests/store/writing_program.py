"""A program that writes memos as fast as it can, and says of each write that it was answered.

It is started by tests, which kill it, or run several at once on one file.
Arguments: folder, letter of the desk, and how many memos to write (0: until it is killed).
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from callmemo.core.contact import Contact
from callmemo.core.people_search import people_text
from callmemo.core.phone import shown_number
from callmemo.core.vocabulary import Outcome
from callmemo.desk import Desk
from callmemo.store.journal import Changes
from tests.office_day import call, desk


def answer(changes: Changes) -> None:
    """Say what was written; straight to the system, so that no buffer dies with the program."""
    os.write(1, "".join(f"{event.event_id}\n" for event in changes.events).encode("ascii"))


def write_one(office_desk: Desk, count: int) -> None:
    """Take one memo and do with it what people do."""
    now = datetime.now(UTC)
    taken = office_desk.take(call(f"山田{count}"), now, past_due_ok=True)
    answer(taken)
    memo_id = taken.memo_id
    answer(office_desk.confirm(memo_id, now))
    answer(office_desk.attempt(memo_id, Outcome.BUSY, now, note="話し中"))
    if count % 2:
        answer(office_desk.undo(now))
    if count % 3:
        answer(office_desk.attempt(memo_id, Outcome.TALKED, now, finish=True))


def main(folder: str, sign: str, most: int) -> None:
    """Wait until told to begin, then write."""
    # What is imported only for the first number and name: tests kill programs that write.
    shown_number("03-0000-0142")
    people_text(Contact(name="山田", kana="ヤマダ"))
    os.write(1, b"ready\n")
    sys.stdin.readline()
    office_desk = desk(Path(folder), desk_sign=sign, device=f"desktop-{sign}")
    count = 0
    while not most or count < most:
        count += 1
        write_one(office_desk, count)
    office_desk.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
