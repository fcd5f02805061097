"""From a reminder to the words that people see in a notification."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from callmemo import wording
from callmemo.core.memo import Memo
from callmemo.core.office import Office
from callmemo.core.rungs import TOGETHER, Audience, Nudge, Rung
from callmemo.core.vocabulary import Mover, Request
from callmemo.desktop.notifying.notice import Notice, cut
from callmemo.words import say, say_count

NAMES: Final = 5
"""How many callers are named before the rest is only counted."""
_TITLE: Final = 120
_LINE: Final = 100
_HALF_A_MINUTE: Final = timedelta(seconds=30)
_MINUTE: Final = timedelta(minutes=1)


def notice_of(nudge: Nudge, now: datetime, office: Office, me: str = "") -> Notice:
    """Put one reminder into words; `me` is who sits here."""
    if nudge.rung in TOGETHER:
        return _still_open(nudge, now, office)
    (memo,) = nudge.memos
    return Notice(
        title=cut(_title_of(nudge, now, office), _TITLE),
        text="\n".join(
            cut(line, _LINE) for line in (*_lines(memo), _for_whom(nudge, memo, me)) if line
        ),
        memo_ids=(memo.id,),
        urgent=memo.draft.is_urgent or nudge.is_loud,
    )


def summary_of(nudges: Sequence[Nudge], now: datetime, office: Office) -> Notice:
    """Put many reminders into one notice, so that none hides the others."""
    memos = [memo for nudge in nudges for memo in nudge.memos]
    lines = [cut(_title_of(nudge, now, office), _LINE) for nudge in nudges[:NAMES]]
    if len(memos) > NAMES:
        rest = len(memos) - NAMES
        lines.append(say_count("and {count} more", "and {count} more", rest))
    return Notice(
        title=say_count("{count} callback is due", "{count} callbacks are due", len(memos)),
        text="\n".join(lines),
        memo_ids=tuple(memo.id for memo in memos),
        urgent=any(memo.draft.is_urgent for memo in memos),
    )


def unseen_notice(memos: Sequence[Memo], now: datetime, office: Office) -> Notice:
    """Say what nobody has seen, to somebody who comes back to the desk."""
    lines = [cut(_title(memo, now, office), _LINE) for memo in memos[:NAMES]]
    if len(memos) > NAMES:
        rest = len(memos) - NAMES
        lines.append(say_count("and {count} more", "and {count} more", rest))
    return Notice(
        title=say_count("{count} unseen reminder", "{count} unseen reminders", len(memos)),
        text="\n".join(lines),
        memo_ids=tuple(memo.id for memo in memos),
        urgent=any(memo.draft.is_urgent or memo.draft.complaint for memo in memos),
    )


def line_of(memo: Memo, now: datetime, office: Office) -> str:
    """Say in one line when a memo is due, who waits, and whose it is."""
    line = _title(memo, now, office)
    if memo.draft.addressee:
        line += f"\u3000{say('For {name}', name=memo.draft.addressee)}"
    return cut(line, _LINE)


def closed_to_tray() -> Notice:
    """Say once where the program has gone when its window was closed."""
    return Notice(
        title=say("Phone memos keeps running in the tray"),
        text=say("Reminders still come. To end the program, choose “Quit” in the icon's menu."),
    )


def _still_open(nudge: Nudge, now: datetime, office: Office) -> Notice:
    title = say_count("{count} still open", "{count} still open", len(nudge.memos))
    if nudge.rung is not Rung.AFTERNOON:
        left = office.closing(office.today(now)) - now
        minutes = (left + _HALF_A_MINUTE) // _MINUTE
        title = say("{minutes} min until closing. {still}", minutes=minutes, still=title)
    lines = [names(nudge.memos)]
    if nudge.audience is not Audience.ADDRESSEE and nudge.to:
        lines.append(say("For {name}", name=say(", ").join(nudge.to)))
    return Notice(
        title=title,
        text="\n".join(lines),
        memo_ids=tuple(memo.id for memo in nudge.memos),
        urgent=any(memo.is_late(now) for memo in nudge.memos),
        closing=nudge.rung is not Rung.AFTERNOON,
    )


def names(memos: Sequence[Memo]) -> str:
    """Name the callers, the first few of them, each once."""
    everyone = list(dict.fromkeys(cut(wording.caller(memo), _LINE // 2) for memo in memos))
    text = say(", ").join(everyone[:NAMES])
    rest = len(everyone) - NAMES
    if rest > 0:
        text += " " + say_count("and {count} more", "and {count} more", rest)
    return text


def _title_of(nudge: Nudge, now: datetime, office: Office) -> str:
    """Say why there is a reminder, where that is not the due time itself."""
    (memo,) = nudge.memos
    who = wording.caller(memo)
    match nudge.rung:
        case Rung.UNTOUCHED:
            return say("Nobody has taken this up yet — {who}", who=who)
        case Rung.URGENT:
            waited = wording.length(now - memo.taken_at)
            return say("Urgent, waiting for {length} — {who}", length=waited, who=who)
        case Rung.COMPLAINT:
            return say("Complaint — {who}", who=who)
        case Rung.LATE_COMPLAINT if memo.due_at is not None:
            late = wording.length(now - memo.due_at)
            return say("Complaint: {length} late — {who}", length=late, who=who)
        case Rung.TRIED:
            tried = say_count("Called {count} time", "Called {count} times", memo.attempts)
            return say("{tried}, reached nobody — {who}", tried=tried, who=who)
        case _:
            return _title(memo, now, office)


def _title(memo: Memo, now: datetime, office: Office) -> str:
    who = wording.caller(memo)
    due = memo.due_at
    if due is None:
        return say("Please call back — {who}", who=who)
    time = wording.moment(due, now, office)
    if memo.next_mover is Mover.THEM:
        return say("{time} Status check — {who}", time=time, who=who)
    if memo.draft.request is Request.WE_CALL_AGAIN:
        return say("Call again at {time} — {who}", time=time, who=who)
    return say("Call back by {time} — {who}", time=time, who=who)


def _lines(memo: Memo) -> list[str]:
    """Who it is and what about; why it is urgent; the number."""
    draft = memo.draft
    lines = [say(" · ").join(p for p in (wording.organisation(memo), wording.topic(memo)) if p)]
    if draft.is_urgent and draft.urgent_reason:
        lines.append(say("Urgent: {reason}", reason=draft.urgent_reason))
    if draft.dial_number:
        lines.append(draft.dial_number)
    return lines


def _for_whom(nudge: Nudge, memo: Memo, me: str) -> str:
    """Whose reminder it is and whose call, if not mine."""
    owner = memo.draft.addressee
    name = say(", ").join(nudge.to) or owner
    if name == me and owner in {"", me}:
        return ""
    if owner and owner != name:
        return say("For {name} (addressed to {owner})", name=name, owner=owner)
    return say("For {name}", name=name) if name else ""
