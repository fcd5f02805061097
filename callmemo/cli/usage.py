"""How the command line explains itself: argparse in the language in use."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, Final, NoReturn

from callmemo.words import mark, say

WRONG_USAGE: Final = 2

# What argparse says, in English only, and the sentence that says the same.
_SENTENCES: Final = (
    (r"the following arguments are required: (?P<what>.+)", mark("This is missing: {what}.")),
    (r"one of the arguments (?P<what>.+) is required", mark("One of these is needed: {what}.")),
    (r"unrecognized arguments: (?P<what>.+)", mark("This is not known here: {what}.")),
    (
        r"argument (?P<name>.+?): invalid choice: '(?P<what>.*)' \(choose from (?P<choices>.+)\)",
        mark("{name} cannot be “{what}”. Choose from: {choices}."),
    ),
    (r"argument (?P<name>.+?): expected (one|1) argument", mark("{name} needs a value.")),
    (
        r"argument (?P<name>.+?): invalid \w+ value: '(?P<what>.*)'",
        mark("{name} needs a number, and “{what}” is none that fits."),
    ),
    (
        r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)",
        mark("{name} and {other} cannot be used together."),
    ),
    (
        r"argument (?P<name>.+?): ignored explicit argument '(?P<what>.*)'",
        mark("{name} takes no value."),
    ),
)


class Explanation(argparse.HelpFormatter):
    """Help text whose usage line begins in the language in use."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Begin with the word for usage."""
        super().add_usage(usage, actions, groups, prefix or say("Usage: "))


class Parser(argparse.ArgumentParser):
    """Reads a command line, or says in one sentence why it cannot."""

    def __init__(self, *, prog: str, description: str = "", epilog: str | None = None) -> None:
        """Abbreviations would break scripts when options are added, so there are none."""
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            formatter_class=Explanation,
            add_help=False,
            allow_abbrev=False,
        )
        self._positionals.title = say("Arguments")
        self._optionals.title = say("Options")
        self.add_argument("-h", "--help", action="help", help=say("Show this help."))

    def error(self, message: str) -> NoReturn:
        """Leave with status 2: usage and one sentence, both on standard error."""
        self.print_usage(sys.stderr)
        self.exit(WRONG_USAGE, f"{self.prog}: {sentence(message)}\n")


def sentence(message: str) -> str:
    """Say in the language in use what argparse says in English."""
    for pattern, translation in _SENTENCES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            parts = found.groupdict()
            if "choices" in parts:
                parts["choices"] = parts["choices"].replace("'", "")
            return say(translation, **parts)
    return message
