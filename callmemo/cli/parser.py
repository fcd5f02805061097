"""The commands of the command line and their options."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, Final

from callmemo import __version__
from callmemo.cli import contact_parser, ringing, searching
from callmemo.cli.usage import Parser
from callmemo.core.vocabulary import (
    CallbackReason,
    Channel,
    Direction,
    Outcome,
    Presence,
    Request,
    Target,
    View,
)
from callmemo.labels import field_label, label
from callmemo.words import LANGUAGES, say

NONE: Final = "none"
"""The word that empties a field which is not text."""
_MOST: Final = 1_000_000
_MOST_MINUTES: Final = 366 * 24 * 60

# Option, and the field of a draft or caller which it fills. The first name is the usual one.
TEXTS: Final = (
    (("--to", "--addressee"), "addressee"),
    (("--substitute",), "substitute"),
    (("--company",), "company"),
    (("--department",), "department"),
    (("--name",), "name"),
    (("--kana",), "kana"),
    (("--phone",), "phone"),
    (("--mobile",), "mobile"),
    (("--extension",), "extension"),
    (("--target-number",), "target_number"),
    (("--urgent-reason",), "urgent_reason"),
    (("--promise",), "promise"),
    (("--reachable",), "reachable"),
    (("--subject",), "subject"),
    (("--body",), "body"),
    (("--answered-here",), "answered_here"),
    (("--taken-by",), "taken_by"),
)
CHOICES: Final[tuple[tuple[str, str, type[StrEnum]], ...]] = (
    ("--direction", "direction", Direction),
    ("--channel", "channel", Channel),
    ("--request", "request", Request),
    ("--target", "target", Target),
    ("--callback-reason", "callback_reason", CallbackReason),
)
MAY_BE_NONE: Final = frozenset({"target", "callback_reason", "due_at", "their_closing"})
FLAGS: Final = (
    ("--withheld", "withheld"),
    ("--complaint", "complaint"),
    ("--read-back", "read_back"),
    ("--mobile-agreed", "mobile_agreed"),
)


_Flag = Callable[[Parser, str, str, str], None]


def build() -> Parser:
    """Return the parser, its help in the language in use.

    Placeholders stay in Latin capitals: argparse counts characters, and kanji take two columns.
    """
    parser = Parser(
        prog="callmemo",
        description=say("Phone memos and promised callbacks. Without a command: the window."),
        epilog=say(
            "A memo is named by its number, for example 1122-007. A time is 15:30, 11-24 15:30,"
            " 2026-11-24 15:30 or ISO 8601; without an offset it is the office's."
        ),
    )
    _add_global(parser)
    parser.add_argument(
        "--version",
        action="version",
        version=f"callmemo {__version__}",
        help=say("Show the version."),
    )
    commands: argparse._SubParsersAction[Parser] = parser.add_subparsers(
        dest="command", metavar="COMMAND", title=say("Commands"), prog="callmemo"
    )

    def command(name: str, help_text: str) -> Parser:
        added = commands.add_parser(name, help=help_text, description=help_text)
        _add_global(added)
        return added

    def on_memo(name: str, help_text: str) -> Parser:
        added = command(name, help_text)
        added.add_argument("memo", metavar="MEMO", help=say("Number or id of the memo."))
        return added

    _add_line(command("take", say("Take a memo down.")))
    _add_list(command("list", say("List memos.")))
    on_memo("show", say("Show one memo with its history."))
    _add_verbs(on_memo)
    _add_taking(on_memo("amend", say("Correct what was written down.")), _switch)
    _add_taking(on_memo("again", say("Note a further call on the memo it is about.")), _flag)
    _add_words(command("words", say("Show the words to say for a memo or a call.")))
    command("undo", say("Take back the last action of today."))
    command("due", say("Show the reminders due now, and when the next one comes."))
    _add_questions(command)
    _add_presence(command("presence", say("Show who is where, or say where somebody is.")))
    _add_export(command("export", say("Write the list of a day into a file.")))
    _add_settings(command("settings", say("Show the settings, or change one.")))
    command("rebuild", say("Make the lists and the search anew from the journal."))
    command("doctor", say("Check folder, settings and database."))
    ringing.add_commands(command, commands)
    contact_parser.add_commands(command)
    command("demo", say("Walk through a sample day in the terminal."))
    return parser


def _add_global(parser: Parser) -> None:
    """Options of every command; unset ones leave no trace, so that either place may set them."""
    group = parser.add_argument_group(say("For every command"))
    add = group.add_argument
    add(
        "--home",
        metavar="FOLDER",
        default=argparse.SUPPRESS,
        help=say("Folder of the data (also CALLMEMO_HOME)."),
    )
    add(
        "--at",
        metavar="TIME",
        default=argparse.SUPPRESS,
        help=say("Act as if it were then."),
    )
    add(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help=say("Answer in JSON."),
    )
    add(
        "--lang",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        help=say("Language of the answer."),
    )


def _add_taking(parser: Parser, flag: _Flag) -> None:
    """Options for every field; a field that is not named leaves no trace."""
    unset: dict[str, Any] = {"default": argparse.SUPPRESS}
    for option, name, kind in CHOICES:
        words: Iterable[StrEnum] = kind
        parser.add_argument(
            option,
            dest=name,
            choices=[*_values(words), *([NONE] if name in MAY_BE_NONE else [])],
            metavar="WORD",
            help=f"{field_label(name)}: {', '.join(f'{word}={label(word)}' for word in words)}",
            **unset,
        )
    for options, name in TEXTS:
        parser.add_argument(*options, dest=name, metavar="TEXT", help=field_label(name), **unset)
    for option, name in FLAGS:
        flag(parser, option, name, field_label(name))
    flag(parser, "--urgent", "urgent", say("Urgent; it needs its reason (--urgent-reason)."))
    parser.add_argument(
        "--due", "--due-at", dest="due_at", metavar="TIME", help=field_label("due_at"), **unset
    )
    parser.add_argument(
        "--their-closing", metavar="HH:MM", help=field_label("their_closing"), **unset
    )
    parser.add_argument(
        "--past-due-ok", action="store_true", help=say("The due time may have passed already.")
    )


def _add_line(parser: Parser) -> None:
    """All of a call in one line, and every field as an option."""
    parser.add_argument(
        "line",
        nargs="?",
        metavar="LINE",
        help=say("The whole call in one line; options hold where they say something else."),
    )
    _add_taking(parser, _flag)
    parser.add_argument(
        "--preview", action="store_true", help=say("Show what is understood, and save nothing.")
    )


def _flag(parser: Parser, option: str, name: str, help_text: str) -> None:
    parser.add_argument(
        option, dest=name, action="store_true", default=argparse.SUPPRESS, help=help_text
    )


def _switch(parser: Parser, option: str, name: str, help_text: str) -> None:
    parser.add_argument(
        option,
        dest=name,
        action=argparse.BooleanOptionalAction,
        default=argparse.SUPPRESS,
        help=help_text,
    )


def _add_list(parser: Parser) -> None:
    views = ", ".join(f"{view}={label(view)}" for view in View)
    parser.add_argument("--view", choices=_values(View), default=None, metavar="WORD", help=views)
    searching.add_options(parser)
    parser.add_argument("--limit", type=_count, metavar="N", help=say("Not more memos than this."))


def _add_verbs(on_memo: Callable[[str, str], Parser]) -> None:
    on_memo("confirm", say("Say that the memo was read."))
    attempt = on_memo("attempt", say("Write down a call that was made."))
    outcomes = ", ".join(f"{outcome}={label(outcome)}" for outcome in Outcome)
    attempt.add_argument("outcome", choices=_values(Outcome), metavar="OUTCOME", help=outcomes)
    _add_note(attempt)
    attempt.add_argument("--retry-at", metavar="TIME", help=say("When to call again."))
    attempt.add_argument("--done", action="store_true", help=say("This settled the matter."))
    note = on_memo("note", say("Add a remark to the history."))
    note.add_argument("text", metavar="TEXT", help=say("The remark."))
    snooze = on_memo("snooze", say("Be reminded later."))
    until = snooze.add_mutually_exclusive_group(required=True)
    until.add_argument("--until", metavar="TIME", help=say("Until when."))
    until.add_argument("--minutes", type=_minutes, metavar="N", help=say("For how long."))
    _add_reason(snooze)
    hand = on_memo("hand", say("Hand the memo to somebody else."))
    hand.add_argument("--to", required=True, metavar="NAME", help=say("To whom."))
    _add_note(hand)
    hold = on_memo("hold", say("Put the memo on hold."))
    hold.add_argument("--until", metavar="TIME", help=say("Until when."))
    _add_reason(hold)
    carry = on_memo("carry", say("Carry the memo over to another time."))
    carry.add_argument("--until", required=True, metavar="TIME", help=say("Until when."))
    carry.add_argument("--reason", required=True, metavar="TEXT", help=say("Why."))
    _add_note(on_memo("done", say("Close the memo: dealt with.")))
    _add_reason(on_memo("not-needed", say("Close the memo: no callback needed.")))
    _add_reason(on_memo("cancel", say("Close the memo: taken by mistake.")))
    _add_reason(on_memo("reopen", say("Open a closed memo again.")))


def _add_note(parser: Parser) -> None:
    parser.add_argument("--note", default="", metavar="TEXT", help=say("A remark."))


def _add_reason(parser: Parser) -> None:
    parser.add_argument("--reason", default="", metavar="TEXT", help=say("Why."))


def _add_presence(parser: Parser) -> None:
    states = ", ".join(f"{state}={label(state)}" for state in Presence)
    add = parser.add_argument
    add("name", nargs="?", metavar="NAME", help=say("Of whom; a state without a name is yours."))
    add("state", nargs="?", choices=_values(Presence), metavar="STATE", help=states)
    add("--until", metavar="TIME", help=say("Until when."))
    add("--from", dest="since", metavar="TIME", help=say("From when."))
    add("--day", metavar="DAY", help=say("A day to plan: 2026-11-24, 11-24 or tomorrow."))
    _add_note(parser)


def _add_words(parser: Parser) -> None:
    parser.add_argument(
        "memo",
        nargs="?",
        metavar="MEMO",
        help=say("Number or id of the memo; “check” checks the words of the office."),
    )
    _add_taking(parser, _flag)


def _add_export(parser: Parser) -> None:
    parser.add_argument(
        "--day",
        default="today",
        metavar="DAY",
        help=say("Which day: 2026-11-22, 11-22, today or yesterday."),
    )
    parser.add_argument("--format", choices=["csv"], default="csv", help=say("Kind of file."))
    parser.add_argument(
        "--out",
        default="-",
        metavar="FILE",
        help=say("File to write; “-” or none is standard output."),
    )


def _add_questions(command: Callable[[str, str], Parser]) -> None:
    calendar = command("calendar", say("Ask the office's calendar."))
    calendar.add_argument("question", choices=["check"], metavar="check", help=say("About a day."))
    calendar.add_argument(
        "day",
        metavar="DAY",
        help=say("Which day: 2026-11-22, 11-22, today or yesterday."),
    )
    promise = command("promise", say("Show the time that follows from a promise in words."))
    promise.add_argument("text", metavar="TEXT", help=field_label("promise"))
    promise.add_argument("--their-closing", metavar="HH:MM", help=field_label("their_closing"))


def _add_settings(parser: Parser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help=say("Name of the setting."))
    parser.add_argument("value", nargs="?", metavar="VALUE", help=say("Its new value."))


def _values(words: Iterable[StrEnum]) -> list[str]:
    """The words as bare text: argparse shows members of an enum as Python does."""
    return [word.value for word in words]


def _count(text: str) -> int:
    """Read how many; text that is no such number makes argparse complain."""
    number = int(text)
    if not 0 <= number <= _MOST:
        raise ValueError(text)
    return number


def _minutes(text: str) -> int:
    number = int(text)
    if not 1 <= number <= _MOST_MINUTES:
        raise ValueError(text)
    return number
