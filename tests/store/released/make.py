"""Make the small database that is kept of a released schema: `python -m tests.store.released.make`.

Run once when a schema is released, never again for it: what counts is that files written then can
be read by every later program.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from callmemo.core.contact import Contact
from callmemo.core.memo import Caller
from callmemo.core.vocabulary import Direction, Outcome, Presence, Request, Target, Urgency
from callmemo.desk import DATABASE, Desk
from callmemo.store.schema import MIGRATIONS
from tests.office_day import HOUR, MINUTE, TEN, call, desk

FOLDER = Path(__file__).parent


def busy_morning(office_desk: Desk) -> None:
    """Let happen at least once whatever can happen to a memo and to a contact."""
    ids = [
        office_desk.take(draft, TEN + n * MINUTE).memo_id
        for n, draft in enumerate(
            (
                call("山田", urgency=Urgency.URGENT, urgent_reason="店頭にお客様がお待ち"),
                call("髙橋", complaint=True, subject="請求書の宛名変更"),
                call(
                    "伊藤",
                    direction=Direction.OUTGOING,
                    request=Request.THEY_CALL_BACK,
                    target=Target.COMPANY_MOBILE,
                    target_number="080-0000-0119",
                ),
                call("渡辺", request=Request.MESSAGE, target=None, body="決算書類の件"),
                call(caller=Caller(phone="090-0000-0188"), withheld=True),
            )
        )
    ]
    now = TEN + HOUR
    first, second, third, fourth, fifth = ids
    office_desk.confirm(first, now)
    office_desk.attempt(first, Outcome.BUSY, now, note="話し中", retry_at=now + HOUR)
    office_desk.attempt(first, Outcome.TALKED, now + MINUTE, finish=True)
    office_desk.amend(second, call("高橋", complaint=True, subject="宛名変更"), now)
    office_desk.undo(now)
    office_desk.hand_over(second, "佐藤", now, note="午後は佐藤さんが在席")
    office_desk.snooze(second, now + HOUR, now, reason="会議中")
    office_desk.hold(third, now, reason="先方の確認待ち", until=now + 2 * HOUR)
    office_desk.carry(third, now + 26 * HOUR, now, reason="先方が終日外出")
    office_desk.plan_retry(third, now + 27 * HOUR, now)
    office_desk.undo(now)
    office_desk.note(third, "17時に状況を確認", now)
    office_desk.not_needed(fourth, now)
    office_desk.reopen(fourth, now + MINUTE)
    office_desk.cancel(fifth, now)
    office_desk.set_presence("佐藤", Presence.MEETING, now, until=now + 2 * HOUR, note="第二会議室")
    office_desk.set_presence("田中", Presence.OFF, now, since=now + 24 * HOUR)
    office_desk.set_presence("鈴木", Presence.GONE_HOME, now)
    office_desk.undo(now)
    office_desk.continue_memo(second, call("髙橋", body="まだでしょうか"), now + MINUTE)
    gone, taker, twin = (
        office_desk.keep_contact(Contact(name=name, company="みなと会計"), now).contact_id
        for name in ("中村", "小林", "中村 一郎")
    )
    office_desk.merge_contacts(gone, [twin], now)
    office_desk.mark_left(gone, now, successor=taker)
    office_desk.drop_contact(taker, now)
    office_desk.undo(now)
    office_desk.record_nudges(office_desk.outlook(now + 3 * HOUR).nudges, now + 3 * HOUR)


def main() -> None:
    """Write the file of the newest schema, in one piece."""
    step = MIGRATIONS._migrations[-1].name
    kept = FOLDER / f"{step.split('_', maxsplit=1)[0]}.db"
    if kept.exists():
        raise SystemExit(f"{kept} is there already: a released file stays as it is")
    home = Path(tempfile.mkdtemp())
    office_desk = desk(home, desk_sign="A")
    busy_morning(office_desk)
    office_desk.close()
    with closing(sqlite3.connect(home / DATABASE)) as db:
        db.execute("VACUUM")
    shutil.copyfile(home / DATABASE, kept)
    shutil.rmtree(home)


if __name__ == "__main__":
    main()
