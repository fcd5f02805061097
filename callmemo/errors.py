"""Everything that can go wrong, each with the sentence for the user.

CallmemoError
├── MemoRefused           the memo breaks a rule of the trade
├── MemoNotFound          no memo has this number or id
├── ContactNotFound       nobody in the address book has this id or name
├── NotUnderstood         a time, a day or a number could not be read
├── SettingRefused        a setting's value does not fit
├── PhraseRefused         words to say cannot be said so
├── PhrasesUnfit          the office's own words need to be mended
├── FolderUnusable        the data folder cannot be made or reached
├── FileNotWritten        an export could not be written
├── FileNotRead           a file to be read in cannot be reached, or is none that is understood
├── NoDisplay             there is no screen to open a window on
├── WindowUnavailable     a library that the window needs is missing
├── LinkRefused           a link or a caller id is not one that is understood
├── LinksNotSet           the system does not let links be registered
├── OtherVersion          the program that runs does not understand this one
└── DatabaseError
    ├── DatabaseBroken    damaged, or not a database at all
    ├── DatabaseForeign   another program's database
    ├── DatabaseNewer     written by a newer callmemo
    ├── DatabaseReadOnly  file or folder may not be written
    ├── DatabaseBusy      another program holds it too long
    └── DiskFull          no room, or the disk fails
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from callmemo.core.rules import ASKED, Problem
from callmemo.words import say

if TYPE_CHECKING:
    # What can be wrong with links and phrases is loaded when something is.
    from callmemo.core.links import LinkFault
    from callmemo.core.phrases import Flaw


class CallmemoError(Exception):
    """Something the user should know; `sentence` is what to show."""

    @property
    def sentence(self) -> str:
        """What happened, what is safe, what to do; in the language in use."""
        return say("Something went wrong. What was saved before is safe.")

    def __str__(self) -> str:
        """Return the sentence, so that nothing else is ever shown by accident."""
        return self.sentence


class MemoRefused(CallmemoError):
    """A rule of the trade stands against it; nothing was written."""

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems, first the one to be mended first."""
        super().__init__(problems)
        self.problems = problems

    @property
    def is_question(self) -> bool:
        """Whether the user may go on after saying yes."""
        return all(problem.rule in ASKED for problem in self.problems)

    @property
    def sentence(self) -> str:
        """One sentence for each problem."""
        from callmemo.faults import RULES  # noqa: PLC0415 - see above

        return "\n".join(dict.fromkeys(say(RULES[problem.rule]) for problem in self.problems))


class MemoNotFound(CallmemoError):
    """No memo has this number or id."""

    def __init__(self, name: str) -> None:
        """Keep the name by which it was asked for."""
        super().__init__(name)
        self.name = name

    @property
    def sentence(self) -> str:
        """Name what was looked for."""
        return say("There is no memo “{name}”. The list shows the numbers.", name=self.name[:60])


class ContactNotFound(CallmemoError):
    """Nobody in the address book has this id or name, or several have it."""

    def __init__(self, name: str, several: Sequence[str] = ()) -> None:
        """Keep the name by which it was asked for, and who can be meant by it."""
        super().__init__(name, several)
        self.name, self.several = name, several

    @property
    def sentence(self) -> str:
        """Name what was looked for, or those who can be meant."""
        name = self.name[:60]
        if not self.several:
            return say("“{name}” is not in the address book.", name=name)
        who = say(", ").join(each[:40] for each in self.several)
        return say("“{name}” can mean several: {who}. Please name one.", name=name, who=who)


class NotUnderstood(CallmemoError):
    """A text could not be read as what it should be."""

    def __init__(self, text: str, example: str) -> None:
        """Keep the text and an example that would be understood."""
        super().__init__(text, example)
        self.text, self.example = text, example

    @property
    def sentence(self) -> str:
        """Quote the text and show the example."""
        return say(
            "“{text}” was not understood. Write it like {example}.",
            text=self.text[:60],
            example=self.example,
        )


class SettingRefused(CallmemoError):
    """A setting's value does not fit; the old value stays."""

    def __init__(self, name: str, reason: str) -> None:
        """Keep the setting's label and the reason, both in the user's language."""
        super().__init__(name, reason)
        self.name, self.reason = name, reason

    @property
    def sentence(self) -> str:
        """Name the setting and the reason."""
        return say(
            "{name}: {reason} The setting stays as it was.", name=self.name, reason=self.reason
        )


class PhraseRefused(CallmemoError):
    """Words to say do not fit: an unknown blank, for example."""

    def __init__(self, flaw: Flaw, what: str = "") -> None:
        """Keep what is wrong, and the part that it is about."""
        super().__init__(flaw, what)
        self.flaw = flaw
        self.what = what

    @property
    def sentence(self) -> str:
        """Say what does not fit."""
        from callmemo.faults import FLAWS  # noqa: PLC0415 - see above

        return say(FLAWS[self.flaw], what=self.what)

    def about(self, name: str) -> str:
        """Say in which entry of a file it is."""
        return say("Words to say, entry “{name}”: {problem}", name=name, problem=self.sentence)


class PhrasesUnfit(CallmemoError):
    """Some of the office's own words cannot be said; the others are."""

    def __init__(self, faults: Sequence[str]) -> None:
        """Keep a sentence for each."""
        super().__init__(*faults)
        self.faults = tuple(faults)

    @property
    def sentence(self) -> str:
        """One sentence for each, and that nothing else is lost by it."""
        return "\n".join((*self.faults, say("All other words to say are in use.")))


class FolderUnusable(CallmemoError):
    """The data folder cannot be made or reached."""

    def __init__(self, folder: Path, reason: str) -> None:
        """Keep the folder and what the system says."""
        super().__init__(folder, reason)
        self.folder, self.reason = folder, reason

    @property
    def sentence(self) -> str:
        """Name the folder."""
        return say(
            "The folder {folder} cannot be used ({reason}). Choose another with --home.",
            folder=self.folder,
            reason=self.reason,
        )


class FileNotWritten(CallmemoError):
    """An export could not be written."""

    def __init__(self, path: Path, reason: str) -> None:
        """Keep the file and what the system says."""
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    @property
    def sentence(self) -> str:
        """Name the file."""
        return say(
            "{path} could not be written ({reason}). The memos are safe; choose another place,"
            " or close the file if it is open in another program.",
            path=self.path,
            reason=self.reason,
        )


class FileNotRead(CallmemoError):
    """A file to be read in cannot be reached, or is none that is understood."""

    def __init__(self, path: Path, reason: str) -> None:
        """Keep the file and why it cannot be read, in the user's language."""
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    @property
    def sentence(self) -> str:
        """Name the file."""
        return say(
            "{path} could not be read ({reason}). Nothing was changed.",
            path=self.path,
            reason=self.reason,
        )


class NoDisplay(CallmemoError):
    """There is no screen to open a window on."""

    @property
    def sentence(self) -> str:
        """Point to what works without one."""
        return say(
            "The window needs a display, and there is none here."
            " The command line works: callmemo --help"
        )


class WindowUnavailable(CallmemoError):
    """A library that the window needs is missing."""

    def __init__(self, reason: str) -> None:
        """Keep what the system says."""
        super().__init__(reason)
        self.reason = reason

    @property
    def sentence(self) -> str:
        """Name what is missing, and what works without it."""
        return say(
            "The window cannot open because something it needs is missing ({reason})."
            " The command line works: callmemo --help",
            reason=self.reason,
        )


class DatabaseError(CallmemoError):
    """Something is the matter with the database file."""

    def __init__(self, path: Path) -> None:
        """Keep the file."""
        super().__init__(path)
        self.path = path


class DatabaseBroken(DatabaseError):
    """Damaged, or not a database at all."""

    @property
    def sentence(self) -> str:
        """Say that it was left alone."""
        return say(
            "{path} is damaged or not a memo database. It was left as it is."
            " Restore a copy of it, or start with another folder (--home).",
            path=self.path,
        )


class DatabaseForeign(DatabaseError):
    """Another program's database."""

    @property
    def sentence(self) -> str:
        """Say that it was left alone."""
        return say(
            "{path} belongs to another program and was left as it is."
            " Choose another folder (--home).",
            path=self.path,
        )


class DatabaseNewer(DatabaseError):
    """Written by a newer callmemo."""

    @property
    def sentence(self) -> str:
        """Say what to do."""
        return say(
            "{path} was written by a newer version of this program. Nothing was changed."
            " Please update the program.",
            path=self.path,
        )


class DatabaseReadOnly(DatabaseError):
    """File or folder may not be written."""

    @property
    def sentence(self) -> str:
        """Say what to do."""
        return say(
            "{path} cannot be written. Nothing was changed."
            " Check the permissions of the file and its folder, or choose another folder (--home).",
            path=self.path,
        )


class DatabaseBusy(DatabaseError):
    """Another program holds it too long."""

    @property
    def sentence(self) -> str:
        """Say that nothing is lost."""
        return say(
            "Another program is using {path} for a long time. This change was not saved;"
            " please try again.",
            path=self.path,
        )


class DiskFull(DatabaseError):
    """No room, or the disk fails."""

    @property
    def sentence(self) -> str:
        """Say what is safe."""
        return say(
            "There is no room left on the disk, or it cannot be written ({path})."
            " This change was not saved; everything before it is safe."
            " Please free some space and try again.",
            path=self.path,
        )


class LinkRefused(CallmemoError):
    """A link or a caller id that is not taken; nothing was opened."""

    def __init__(self, fault: LinkFault) -> None:
        """Keep what is wrong with it."""
        super().__init__(fault)
        self.fault = fault

    @property
    def sentence(self) -> str:
        """Say what is wrong, and in which part."""
        from callmemo.faults import LINKS  # noqa: PLC0415 - see above

        told = say(LINKS[self.fault.problem], part=self.fault.part[:40])
        return say("{problem} No form was opened.", problem=told)


class LinksNotSet(CallmemoError):
    """The system does not let links be registered or taken away."""

    def __init__(self, reason: str) -> None:
        """Keep what the system says."""
        super().__init__(reason)
        self.reason = reason

    @property
    def sentence(self) -> str:
        """Name the reason."""
        return say(
            "Links could not be set up on this computer ({reason}). Everything else works.",
            reason=self.reason,
        )


class OtherVersion(CallmemoError):
    """The program that runs does not understand this one."""

    @property
    def sentence(self) -> str:
        """Say what to do."""
        return say(
            "The program that is running is of another version. Please quit it and start it again."
        )
