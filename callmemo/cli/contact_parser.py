"""The commands of the address book and their options."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, Final

from callmemo.cli.usage import Parser
from callmemo.core.contact import DIRECT, FAX, HOME, MOBILE, OFFICE, OTHER
from callmemo.labels import field_label, number_label
from callmemo.words import say

# Option, and the field of a contact which it fills.
TEXTS: Final = (
    ("--company", "company"),
    ("--company-kana", "company_kana"),
    ("--department", "department"),
    ("--name", "name"),
    ("--kana", "kana"),
    ("--reachable", "reachable"),
    ("--rules", "rules"),
    ("--notes", "notes"),
)
NUMBERS: Final = (
    ("--office", OFFICE),
    ("--mobile", MOBILE),
    ("--direct", DIRECT),
    ("--fax", FAX),
    ("--private", HOME),
    ("--other-number", OTHER),
)
"""Option, and the label of the number to add; each can be given several times."""
FORMATS: Final = ("auto", "vcard", "csv", "vcard3")
"""As `callmemo.exchange.people_files.Format` has them: no other command waits for that."""


def add_commands(command: Callable[[str, str], Parser]) -> None:
    """Add `who` and `contacts`."""
    who = command("who", say("Show what is known of a caller."))
    who.add_argument(
        "caller", nargs="+", metavar="NUMBER|NAME", help=say("A number in any notation, or a name.")
    )
    who.add_argument("--company", default="", metavar="TEXT", help=field_label("company"))
    contacts = command("contacts", say("The address book."))
    actions = contacts.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, help_text: str) -> Parser:
        added: Parser = actions.add_parser(name, help=help_text, description=help_text)
        return added

    listing = action("list", say("List people and companies."))
    listing.add_argument("--search", default="", metavar="TEXT", help=say("Only those found so."))
    _add_who(action("show", say("Show one entry.")))
    kept = action("set", say("Add an entry, or correct the one that is named."))
    kept.add_argument("who", nargs="?", metavar="WHO", help=_who())
    _add_fields(kept)
    _add_who(action("drop", say("Take an entry out of the address book.")))
    merge = action("merge", say("Make one entry of several."))
    _add_who(merge)
    merge.add_argument("others", nargs="+", metavar="OTHER", help=say("Entries to put into it."))
    _add_files(action)


def _add_files(action: Callable[[str, str], Parser]) -> None:
    file_help = say("A vCard or CSV file.")
    read = action("import", say("Read in an address file of another program."))
    read.add_argument("file", metavar="FILE", help=file_help)
    read.add_argument(
        "--preview", action="store_true", help=say("Only say what would happen to each row.")
    )
    read.add_argument(
        "--prefer-file",
        action="store_true",
        help=say("Where the file differs, take what it says"),
    )
    kind = say("Kind of file.")
    read.add_argument("--format", choices=FORMATS[:3], default=FORMATS[0], help=kind)
    write = action("export", say("Write the address book into a file."))
    write.add_argument("file", metavar="FILE", help=file_help)
    write.add_argument("--format", choices=FORMATS, default=FORMATS[0], help=kind)


def _who() -> str:
    return say("Id, number or name; it must mean one entry.")


def _add_who(parser: Parser) -> None:
    parser.add_argument("who", metavar="WHO", help=_who())


def _add_fields(parser: Parser) -> None:
    unset: dict[str, Any] = {"default": argparse.SUPPRESS}
    for option, name in TEXTS:
        parser.add_argument(option, dest=name, metavar="TEXT", help=field_label(name), **unset)
    for option, label in NUMBERS:
        parser.add_argument(
            option,
            dest=f"{label}_numbers",
            action="append",
            default=[],
            metavar="NUMBER",
            help=say("A number to add ({label}).", label=number_label(label)),
        )
    parser.add_argument(
        "--remove-number", action="append", default=[], metavar="NUMBER", help=say("One to remove.")
    )
    parser.add_argument(
        "--their-closing", metavar="HH:MM", help=field_label("their_closing"), **unset
    )
    parser.add_argument(
        "--left", action=argparse.BooleanOptionalAction, help=say("They have left."), **unset
    )
    parser.add_argument("--successor", metavar="WHO", help=say("Who took over."), **unset)
