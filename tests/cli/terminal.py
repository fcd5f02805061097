"""A terminal for tests: types commands into the real entry and reads what it answers."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from callmemo import cli

AT = "2026-11-20T15:20:00+09:00"
"""A Friday afternoon."""


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Terminal:
    """One data folder, one hour, English unless a test says otherwise."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._capsys = capsys

    def __call__(self, *command: str, at: str = AT, lang: str | None = "en") -> Answer:
        """Type a command; `lang` None leaves the language to the settings."""
        language = ["--lang", lang] if lang else []
        return self.type("--home", str(self.home), "--at", at, *language, *command)

    def type(self, *argv: str) -> Answer:
        """Type exactly these words."""
        self._capsys.readouterr()
        status = cli.run(argv)
        out, err = self._capsys.readouterr()
        return Answer(status, out, err)

    def json(self, *command: str, at: str = AT) -> Any:
        """Type a command that must work, and read its answer as JSON."""
        answer = self("--json", *command, at=at)
        assert (answer.status, answer.err) == (0, "")
        return answer.json

    def take(self, *options: str, at: str = AT) -> str:
        """Take a memo down; return its number."""
        given = options or ("--name", "山田", "--phone", "03-0000-0142")
        return str(self.json("take", *given, at=at)["number"])
