"""The settings file: read with care, written whole or not at all, never silently replaced."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from callmemo import errors
from callmemo.core.events import Json
from callmemo.settings import DEFAULTS, ENTRIES, FILE, Settings, contradictions
from callmemo.store.identity import new_id
from callmemo.whole_file import write_whole
from callmemo.words import say

_LARGEST = 1_000_000
"""Bytes; a settings file of a large office has some ten thousand."""


class SettingsFile:
    """The file in a data folder. Settings of a newer program are kept when it is written."""

    def __init__(self, home: Path) -> None:
        """Look at the folder; nothing is read or written yet."""
        self.path = home / FILE
        self.notices: list[str] = []
        self._unknown: dict[str, Any] = {}

    @property
    def exists(self) -> bool:
        """Whether somebody has set anything up in this folder."""
        return self.path.exists()

    def load(self, now: datetime, in_force: Settings | None = None) -> Settings:
        """Read the settings; `notices` then holds what the user should hear.

        A broken file, or one with values that do not fit, is set aside under another name
        before anything else is written. What the file does not say is as `in_force`.
        """
        stored = self._stored(now)
        kept = DEFAULTS if in_force is None else in_force.values
        values: dict[str, Any] = dict(kept)
        refused = []
        for entry in ENTRIES:
            if entry.name in stored:
                try:
                    values[entry.name] = entry.read(stored[entry.name])
                except (ValueError, TypeError, AttributeError):
                    refused.append(say(entry.label))
        for names, reason in contradictions(values):
            values |= {name: kept[name] for name in names}
            refused.append(say(reason))
        self._unknown = {name: stored[name] for name in stored.keys() - DEFAULTS.keys()}
        if refused:
            copy = self._set_aside(now)
            self.notices.append(
                say(
                    "Some settings could not be read and are at their defaults: {names}."
                    " The old file is kept as {file}.",
                    names=", ".join(refused),
                    file=copy.name,
                )
            )
        settings = Settings(MappingProxyType(values))
        if not settings.device:
            settings = settings.with_value("device", new_id(now))
            self.save(settings)
        elif refused or not self.exists:
            # What was set aside must not be missing at the next start.
            self.save(settings)
        return settings

    def change(self, in_force: Settings, name: str, value: Json, now: datetime) -> Settings:
        """Change one setting in the file as it stands now: others may have changed the rest.

        Raises SettingRefused if the value does not fit, FolderUnusable if nothing can be written.
        """
        changed = self.load(now, in_force).with_value(name, value)
        self.save(changed)
        return changed

    def save(self, settings: Settings) -> None:
        """Write all settings; the file is never half written, even if the power fails.

        Where it says the same already, as at most starts, nothing waits for the disk.
        """
        content = dict(self._unknown)
        content |= {entry.name: entry.write(settings.values[entry.name]) for entry in ENTRIES}
        text = json.dumps(content, ensure_ascii=False, indent=2)
        if not _says(self.path, text + "\n"):
            write_text(self.path, text + "\n")

    def _stored(self, now: datetime) -> dict[str, Any]:
        try:
            with self.path.open("rb") as file:
                written = file.read(_LARGEST + 1)
        except FileNotFoundError:
            return {}
        except OSError as error:
            if not self.path.is_dir():
                raise errors.FolderUnusable(
                    self.path.parent, error.strerror or str(error)
                ) from error
            written = b""
        try:
            content = json.loads(written.decode("utf-8-sig")) if len(written) <= _LARGEST else None
        except (ValueError, RecursionError):
            content = None
        if isinstance(content, dict):
            return content
        copy = self._set_aside(now)
        self.notices.append(
            say(
                "The settings file could not be read. It is kept as {file};"
                " the program goes on with its defaults.",
                file=copy.name,
            )
        )
        return {}

    def _set_aside(self, now: datetime) -> Path:
        name = f"settings.broken-{now:%Y%m%d-%H%M%S}"
        copy = self.path.with_name(f"{name}.json")
        again = 1
        while copy.exists():
            again += 1
            copy = self.path.with_name(f"{name}-{again}.json")
        try:
            self.path.replace(copy)
        except OSError as error:
            raise errors.FolderUnusable(self.path.parent, error.strerror or str(error)) from error
        return copy


def write_text(path: Path, text: str) -> None:
    """Write a small text file of the data folder whole, or raise FolderUnusable."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, _bytes(text))
    except OSError as error:
        raise errors.FolderUnusable(path.parent, error.strerror or str(error)) from error


def _says(path: Path, text: str) -> bool:
    try:
        return path.is_file() and path.read_bytes() == _bytes(text)
    except OSError:
        return False


def _bytes(text: str) -> bytes:
    # Half a surrogate pair, kept for a newer program, becomes the escape that it was.
    return text.encode("utf-8", "backslashreplace")
