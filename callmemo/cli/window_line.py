"""Reads the command line that opens the window, without the commands that it does not need."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Final

from callmemo.words import LANGUAGES

_OPTIONS: Final = {"--home": "home", "--at": "at", "--lang": "lang"}


def window_line(argv: Sequence[str]) -> Namespace | None:
    """Return what the full parser would, or None for anything but plain options of the window.

    None also for what is wrong in them: how to say that only the full parser knows.
    """
    found = Namespace(command=None)
    words = iter(argv)
    for word in words:
        option, is_joined, value = word.partition("=")
        if option not in _OPTIONS:
            return None
        if not is_joined:
            value = next(words, "-")
            if value.startswith("-"):
                return None
        if option == "--lang" and value not in LANGUAGES:
            return None
        setattr(found, _OPTIONS[option], value)
    return found
