"""Calls that a phone system or a link announces: a form opens in the program that runs."""

from __future__ import annotations

import json
import re
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from callmemo import errors, paths
from callmemo.cli.usage import Parser
from callmemo.core.links import LinkFault, Ring, read_link, ring_from
from callmemo.core.vocabulary import Direction
from callmemo.labels import field_label, label
from callmemo.words import say

if TYPE_CHECKING:
    from argparse import _SubParsersAction

POP: Final = "pop"
LINK: Final = "link"
LINKS: Final = "links"
COMMANDS: Final = frozenset({POP, LINK})
_VALUED: Final = frozenset({"--home", "--at", "--lang"})
"""Options before the command that are followed by a value."""
_LINK = re.compile(r"(callmemo|tel|callto|sips?):.*", re.IGNORECASE | re.DOTALL)


def add_commands(
    command: Callable[[str, str], Parser], commands: _SubParsersAction[Parser]
) -> None:
    """Add `pop` for phone systems and `link` for what a web page links to."""
    told = say("Open the form for a call, in the program that is running.")
    # No other options: what callers call themselves must not be able to smuggle one in.
    pop = commands.add_parser(POP, help=told, description=told)
    add = pop.add_argument
    add("caller", nargs="*", metavar="CALLER", help=say("Caller id, as a softphone appends it."))
    add("--phone", default="", metavar="NUMBER", help=field_label("phone"))
    for option in ("name", "company", "extension"):
        add(f"--{option}", default="", metavar="TEXT", help=field_label(option))
    add(
        "--direction",
        choices=[direction.value for direction in Direction],
        default=Direction.INCOMING.value,
        metavar="WORD",
        help=", ".join(f"{direction}={label(direction)}" for direction in Direction),
    )
    links = command(LINKS, say("Have links open the form: say whether they do, or change it."))
    links.add_argument(
        "deed",
        nargs="?",
        choices=["status", "register", "unregister"],
        default="status",
        metavar="DEED",
        help="status, register, unregister",
    )
    told = say("Open the form that a link asks for.")
    # The same for what a link says.
    link = commands.add_parser(LINK, help=told, description=told)
    link.add_argument("link", metavar="LINK", help="callmemo:take?phone=…, tel:…")


def spell_out(argv: Sequence[str]) -> list[str]:
    """Name the command where a bare link is all that was given, as URL handlers do."""
    words = iter(argv)
    for word in words:
        if word in _VALUED:
            next(words, None)
        elif not word.startswith("-"):
            is_last = word == argv[-1]
            return [*argv[:-1], LINK, word] if is_last and _LINK.fullmatch(word) else list(argv)
    return list(argv)


def announced(args: Namespace, now: datetime) -> Ring:
    """Return the call that the command line announces; raises LinkRefused."""
    if args.command == LINK:
        ring = read_link(args.link)
    else:
        ring = ring_from(
            args.phone or " ".join(args.caller),
            args.name,
            company=args.company,
            extension=args.extension,
            direction=Direction(args.direction),
            called_at=now,
        )
    if isinstance(ring, LinkFault):
        raise errors.LinkRefused(ring)
    return ring


def set_links(args: Namespace) -> None:
    """Register or unregister links of this user, and say what opens them now."""
    from callmemo import link_scheme  # noqa: PLC0415 - a phone system does not wait for it

    if args.deed == "register":
        given = getattr(args, "home", None)
        link_scheme.register(link_scheme.command(paths.home(given) if given else None))
    elif args.deed == "unregister":
        link_scheme.unregister()
    opened_by = link_scheme.registered()
    if args.json:
        print(json.dumps({"registered": bool(opened_by), "command": opened_by}, ensure_ascii=False))
    elif opened_by:
        print(say("Links that begin with callmemo: are opened by {command}", command=opened_by))
    else:
        print(say("Links that begin with callmemo: are not set up. Run: callmemo links register"))


def hand_over(home: Path, ring: Ring) -> bool:
    """Give the call to the program that runs on this folder; False if none does."""
    try:
        from callmemo.desktop import one_instance  # noqa: PLC0415 - other commands need no Qt
    except ImportError as error:
        raise errors.WindowUnavailable(str(error)) from error
    return one_instance.hand_over(home, ring)
