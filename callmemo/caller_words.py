"""Who is calling and what is open with them, in the words of the office: form, card and CLI."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from callmemo import wording
from callmemo.core.contact import Contact
from callmemo.core.memo import Memo
from callmemo.core.office import Office
from callmemo.core.recall import CallerCard, Proposal, Why
from callmemo.core.vocabulary import Mover
from callmemo.labels import label
from callmemo.words import language, mark, say

_URGENT_SINCE: Final[Mapping[Why, str]] = MappingProxyType(
    {
        Why.CALLED_AGAIN_TODAY: mark("call no. {count} today"),
        Why.UNANSWERED: mark("call no. {count} without an answer"),
    }
)


def name(contact: Contact) -> str:
    """Name a contact: the person with the honorific, else the company, else a number."""
    if contact.name or contact.kana:
        return wording.person(contact.name or contact.kana)
    if contact.company:
        return wording.person(contact.company)
    return next((number.number for number in contact.numbers), say("Unknown caller"))


def place(contact: Contact) -> str:
    """Company and department, as far as `name` has not said them."""
    company = contact.company if contact.name or contact.kana else ""
    return " ".join(part for part in (company, contact.department) if part)


def whole(contact: Contact) -> str:
    """Name a contact with company and department, so that namesakes are told apart."""
    where = place(contact)
    return say("{name} ({place})", name=name(contact), place=where) if where else name(contact)


def details(contact: Contact) -> str:
    """Company, department, kana and first number on one line."""
    kana = contact.kana if contact.name else ""
    number = contact.phone or contact.mobile
    return "・".join(part for part in (place(contact), kana, number) if part)


def count_today(card: CallerCard) -> str:
    """Say which call of today this is, from the second on."""
    return say("Call no. {count} today", count=card.count_today) if card.calls_today else ""


def again(card: CallerCard, now: datetime, office: Office) -> str:
    """Say on one line that they have called before: how often today, when last, about what."""
    if card.previous is None:
        return ""
    topic, when = wording.topic(card.previous.memo), wording.moment(card.previous.at, now, office)
    if card.calls_today:
        return say(
            "Call no. {count} today. Before: {time} {topic}",
            count=card.count_today,
            time=when,
            topic=topic,
        )
    return say("Called before: {time} {topic}", time=when, topic=topic)


def heat(card: CallerCard) -> str:
    """Say how often they have called within a week, where that is more than today's calls."""
    if card.calls_this_week < max(2, card.calls_today + 1):
        return ""
    return say("{count} calls in the last 7 days", count=card.calls_this_week)


def still_open(memo: Memo, now: datetime, office: Office) -> str:
    """Say what is open, and what was promised by whom."""
    head = say("The memo of {time} is still open.", time=wording.moment(memo.taken_at, now, office))
    # Sentences stand apart in English only.
    return ("" if language() == "ja" else " ").join(
        filter(None, (head, promised(memo, now, office)))
    )


def promised(memo: Memo, now: datetime, office: Office) -> str:
    """Say who has to call whom, by when, in the words of the promise if there were any."""
    draft, due = memo.draft, memo.due_at
    by = draft.promise
    if not by and due is not None:
        by = wording.moment(due, now, office)
    if memo.next_mover is Mover.THEM:
        return say("They wanted to call back themselves.")
    if memo.next_mover is not Mover.US:
        return ""
    whose = draft.addressee or say("Somebody")
    if not by:
        return say("{who} was to call back.", who=whose)
    return say("{who} was to call back: {by}.", who=whose, by=by)


def state(memo: Memo) -> str:
    """Say in a word what became of a memo: who has it, or how it was settled."""
    if memo.is_open:
        return memo.draft.addressee or label(memo.status)
    return label(memo.status)


def because(proposal: Proposal) -> str:
    """Say why something is proposed, as the reason of an urgent memo would say it."""
    return say(_URGENT_SINCE[proposal.why], count=proposal.count)


def suggests_urgent(proposal: Proposal | None) -> str:
    """Suggest that this memo is urgent, or nothing."""
    return "" if proposal is None else say("Suggested: urgent, {why}", why=because(proposal))


def hints_complaint(proposal: Proposal | None) -> str:
    """Hint that this may be a complaint, or nothing."""
    return "" if proposal is None else say("Perhaps a complaint: {why}", why=because(proposal))


def short_moment(when: datetime, now: datetime, office: Office) -> str:
    """Say the hour of something today, else the date only."""
    local = office.local(when)
    if local.date() == office.today(now):
        return wording.clock(when, office)
    short = f"{local.month}/{local.day:02d}"
    return short if local.year == office.today(now).year else f"{local.year}/{short}"


def has_left(contact: Contact, successor: Contact | None) -> str:
    """Say that somebody has left, and who took over."""
    if not contact.left:
        return ""
    if successor is None:
        return say("{name} has left.", name=name(contact))
    return say("{name} has left. Now: {successor}.", name=name(contact), successor=whole(successor))


def namesakes(card: CallerCard) -> str:
    """Name others of the same surname in that company, with their departments."""
    if not card.namesakes:
        return ""
    others = say(", ").join(
        say("{name} ({place})", name=name(each), place=each.department)
        if each.department
        else name(each)
        for each in card.namesakes
    )
    return say("Same surname there: {others}", others=others)


def house_rules(contact: Contact) -> str:
    """Say the house rules for a caller."""
    return say("House rules: {text}", text=contact.rules) if contact.rules else ""


def closing(contact: Contact) -> str:
    """Say when they close and when they can be reached."""
    parts = []
    if contact.their_closing is not None:
        hour = f"{contact.their_closing.hour}:{contact.their_closing.minute:02d}"
        parts.append(say("They close at {time}", time=hour))
    if contact.reachable:
        parts.append(say("Reachable: {text}", text=contact.reachable))
    return say(", ").join(parts)


def learned(contact: Contact) -> str:
    """Say that nobody has typed this: it comes from memos."""
    return say("Learned from memos") if contact.learned else ""


def card_lines(card: CallerCard, now: datetime, office: Office) -> list[str]:
    """The whole card in words, line by line."""
    contact, lines = card.contact, []
    if contact is not None:
        lines = [name(contact), details(contact), has_left(contact, card.successor)]
    elif card.candidates:
        lines = [say("Could be: {name}", name=whole(each)) for each in card.candidates[:9]]
    lines += [again(card, now, office), heat(card), namesakes(card)]
    lines += [still_open(memo, now, office) for memo in card.open]
    if contact is not None:
        lines += [house_rules(contact), closing(contact), contact.notes, learned(contact)]
    lines += [suggests_urgent(card.urgency_proposed), hints_complaint(card.complaint_hinted)]
    lines += [
        f"{wording.moment(memo.taken_at, now, office)}  {wording.topic(memo)}  {state(memo)}"
        for memo in card.recent
    ]
    return [line for line in lines if line]
