"""A walk through the sample day in the terminal, by the same commands that everybody has."""

from __future__ import annotations

import re
import shlex
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Final

from callmemo import words
from callmemo.cli.drafts import options, typed_moment
from callmemo.cli.render import cut, width
from callmemo.core.office import Office
from callmemo.core.vocabulary import Direction, Outcome
from callmemo.sample_day import Step, sample_settings, steps
from callmemo.settings_file import SettingsFile
from callmemo.words import say

Run = Callable[[Sequence[str]], int]

_HOUR: Final = time(15, 20)
"""The hour at which the walk looks around: late enough for a day to have happened."""
_LAST_CALL: Final = time(16, 45)
_BEFORE_CLOSING: Final = time(17, 15)
_SHOWN_LINES: Final = 4
_COLUMNS: Final = 96
_PLAIN: Final = re.compile(r"[\w.:,/+@%-]+")
"""What a shell takes as one word without quotes; kanji too."""


def run_demo(run: Run, system_now: datetime) -> int:
    """Take memos, look, call back, close and export, in a folder that is thrown away after."""
    with tempfile.TemporaryDirectory(prefix="callmemo-", ignore_cleanup_errors=True) as folder:
        return _Walk(run, Path(folder), system_now).go()


class _Walk:
    """One walk; every command is shown before its answer."""

    def __init__(self, run: Run, home: Path, system_now: datetime) -> None:
        self._run = run
        self._home = home
        self._file = SettingsFile(home)
        self._settings = sample_settings(self._file.load(system_now))
        self._office: Office = self._settings.office
        self._now = self._office.at(self._office.today(system_now), _HOUR)
        self._status = 0

    def go(self) -> int:
        day = steps(self._office, self._now)
        self._title(say("The calls of the day come in and are worked on"))
        for step in day:
            self._act(step)
        self._sit_down(self._settings.my_name)
        self._look_around()
        self._call_back(day)
        self._close()
        print(
            say(
                "This was the sample day, in a folder of its own that is gone now."
                " The window needs a display: where there is one, callmemo opens it."
            )
        )
        return self._status

    def _look_around(self) -> None:
        self._title(say("What is open today"))
        self._do(self._now, "list")
        self._title(say("Whose call we wait for"))
        self._do(self._now, "list", "--view", "waiting")
        self._title(say("What is due"))
        self._do(self._now, "due")

    def _call_back(self, day: list[Step]) -> None:
        """The urgent one first, in full; then each at its time, up to an hour before closing."""
        self._title(say("Calling back"))
        settled = {step.place for step in day if step.done or step.verb == "done"}
        end = self._office.at(self._office.today(self._now), _LAST_CALL)
        owed = [
            (draft.due_at, step.place, draft)
            for step in day
            if (draft := step.draft) is not None
            and step.place not in settled
            and draft.due_at is not None
            and draft.due_at < end
        ]
        # Not urgent counts more than due later: False comes before True.
        for due, place, draft in sorted(owed, key=lambda item: (not item[2].is_urgent, item[0])):
            at, number = max(self._now, due), self._number(place)
            if draft.direction is Direction.INCOMING:
                self._do(at, "attempt", number, Outcome.TALKED, "--done")
            elif due < self._now:
                # They promised a call that did not come: ask how things stand.
                self._do(at, "attempt", number, Outcome.ABSENT_MESSAGE_LEFT, "--retry-at", "17:00")
            else:
                self._do(at, "attempt", number, Outcome.THEY_CALLED, "--done")
            if draft.is_urgent:
                self._do(at, "show", number)

    def _close(self) -> None:
        self._title(say("Before closing: what is still open"))
        closing = self._office.at(self._office.today(self._now), _BEFORE_CLOSING)
        self._do(closing, "list")
        self._title(say("The list of the day"))
        file = self._home / "day.csv"
        self._do(closing, "export", "--day", "today", "--format", "csv", "--out", str(file))
        if file.exists():
            lines = file.read_text(encoding="utf-8-sig").splitlines()
            print("\n".join(f"  {cut(line, _COLUMNS)}" for line in lines[:_SHOWN_LINES]) + "\n")

    def _act(self, step: Step) -> None:
        """Let one step of the day happen, at the desk of the person it belongs to."""
        self._sit_down(step.who)
        if step.draft is not None:
            self._do(step.at, "take", *options(step.draft, step.at, self._office))
            return
        words_of = [step.verb, self._number(step.place)]
        if step.outcome is not None:
            words_of.append(step.outcome)
        if step.to:
            words_of += ["--to", step.to]
        if step.note:
            words_of += [step.note] if step.verb == "note" else ["--note", step.note]
        if step.retry_at is not None:
            words_of += ["--retry-at", typed_moment(step.retry_at, step.at, self._office)]
        if step.done:
            words_of.append("--done")
        self._do(step.at, *words_of)

    def _sit_down(self, who: str) -> None:
        self._file.save(self._settings.with_value("my_name", who))

    def _number(self, place: int) -> str:
        return f"{self._office.today(self._now):%m%d}-{place + 1:03d}"

    def _title(self, text: str) -> None:
        print(f"\n=== {text}\n")

    def _do(self, at: datetime, *command: str) -> None:
        """Show a command as somebody would type it, and run it."""
        shown = ["callmemo", "--at", f"{self._office.local(at):%H:%M}", *map(str, command)]
        print(f"$ {_typed(shown)}", flush=True)
        where = ["--home", str(self._home), "--lang", words.language()]
        self._status = (
            self._run([*where, "--at", at.isoformat(), *map(str, command)]) or self._status
        )
        print()


def _typed(command: Sequence[str]) -> str:
    """Write a command as it would be typed, long ones on several lines."""
    lines = [""]
    for word in command:
        quoted = word if _PLAIN.fullmatch(word) else shlex.quote(word)
        if width(lines[-1]) + width(quoted) > _COLUMNS and word.startswith("--"):
            lines.append("   ")
        lines[-1] += f" {quoted}"
    return " \\\n".join(lines).strip()
