"""Looks for memos from the command line: the same words and filters as in the window."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from datetime import datetime
from typing import Final

from callmemo import wording
from callmemo.cli import render
from callmemo.cli.times import read_day
from callmemo.cli.usage import Parser
from callmemo.core.contact import Contact
from callmemo.core.search import Search
from callmemo.core.vocabulary import Status, View
from callmemo.desk import Desk
from callmemo.labels import field_label, label
from callmemo.search_words import OPEN, read_search, said_filters
from callmemo.words import say

PEOPLE: Final = 5
_OPEN: Final = "open"


def add_options(parser: Parser) -> None:
    """Options that pick out memos."""
    statuses = ", ".join(f"{status}={label(status)}" for status in Status)
    add = parser.add_argument
    add("--search", default="", metavar="TEXT", help=say("Only memos with these words."))
    add("--for", dest="addressee", default="", metavar="NAME", help=field_label("addressee"))
    add(
        "--status",
        action="append",
        default=[],
        choices=[*(status.value for status in Status), _OPEN],
        metavar="WORD",
        help=f"{statuses}, {_OPEN}={say('Not finished')}",
    )
    add("--from", dest="since", metavar="DAY", help=say("Taken on this day or later."))
    add("--to", dest="until", metavar="DAY", help=say("Taken on this day or earlier."))
    add("--urgent", action="store_true", help=say("Only urgent ones."))
    add("--complaint", action="store_true", help=say("Only complaints."))


def asked(args: Namespace, desk: Desk, now: datetime) -> Search:
    """Read what is looked for; filters typed among the words count, options come before them."""
    office = desk.office
    typed = read_search(args.search, office.today(now)).search
    statuses = {Status(word) for word in args.status if word != _OPEN}
    first = None if args.since is None else read_day(args.since, now, office)
    last = None if args.until is None else read_day(args.until, now, office)
    return replace(
        typed,
        addressee=args.addressee.strip() or typed.addressee,
        statuses=frozenset(statuses | (OPEN if _OPEN in args.status else set())) or typed.statuses,
        first_day=first or typed.first_day,
        last_day=last or typed.last_day,
        urgent=args.urgent,
        complaint=args.complaint,
    )


def view_of(args: Namespace, search: Search) -> View:
    """The list that was named; without a name a search looks through all memos."""
    if args.view is not None:
        return View(args.view)
    return View.TODAY if search.is_empty else View.ALL


def nothing_found(search: Search, desk: Desk, now: datetime) -> str:
    """Say what was looked for in vain."""
    words, filters = search.text.strip(), said_filters(search, desk.office.today(now))
    if words and filters:
        said = f"{words} · {filters}"
        return say("No memo was found with “{words}”.", words=render.clean(said))
    return say("No memo was found with “{words}”.", words=render.clean(words or filters))


def people_lines(desk: Desk, search: Search) -> list[str]:
    """Say who in the address book it can be, in a short block; nothing where it is nobody."""
    people = desk.people(search.text, PEOPLE) if search.words and not search.has_filters else []
    rows = render.table(_person(each) for each in people)
    return [say("In the address book"), *(f"  {row}" for row in rows), ""] if rows else []


def _person(contact: Contact) -> tuple[str, ...]:
    number = contact.phone or contact.mobile
    who = wording.person(contact.name or contact.company)
    company = contact.company if contact.name else ""
    return (who, company, contact.department, number)
