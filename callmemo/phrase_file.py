"""The book of words to say: the one that comes with the program, and the office's own over it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from callmemo import errors, resources
from callmemo.core.events import Json
from callmemo.core.phrases import (
    Flaw,
    Moment,
    Phrase,
    PhraseBook,
    PhraseUnfit,
    check_text,
    read_phrase,
)
from callmemo.settings_file import write_text
from callmemo.words import LANGUAGES, say

FILE: Final = "phrases.json"
LARGEST: Final = 1_000_000
"""Bytes; a book in which every phrase was written anew has some sixty thousand."""
_VERSION: Final = 1
_OWN: Final = "own-"
_NAMED: Final = 60
"""Characters of an unfit entry that are shown."""


@cache
def shipped(language: str) -> PhraseBook:
    """Return the book that comes with the program."""
    content = json.loads(resources.read_text(f"phrases/{language}.json"))
    return PhraseBook(language, tuple(read_phrase(entry) for entry in content["phrases"]))


@dataclass(frozen=True, slots=True)
class Entry:
    """One phrase as the office sees it: where it comes from, and whether it is said."""

    phrase: Phrase
    original: str | None
    """The text that came with the program; None for a phrase of the office's own."""
    off: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether the office says it in other words."""
        return self.original is not None and self.original != self.phrase.text


@dataclass(frozen=True, slots=True)
class _Read:
    """What stands in the file: its entries by language, and the sentences about unfit ones."""

    raw: Mapping[str, Any]
    faults: tuple[str, ...] = ()


class PhraseFile:
    """The office's own words in a data folder, over the book that comes with the program.

    The file is read again when it has changed. An entry that does not fit is told and passed
    over, and stays in the file; a file that cannot be read at all is set aside.
    """

    def __init__(self, home: Path) -> None:
        """Look at the folder; nothing is read or written yet."""
        self.path = home / FILE
        self.notices: list[str] = []
        self._stamp: tuple[int, int] | None = None
        self._raw: Mapping[str, Any] = {}
        self._books: dict[str, PhraseBook] = {}

    def book(self, language: str, now: datetime) -> PhraseBook:
        """Return the book in force; `notices` then holds what the user should hear."""
        self._look(now)
        if language not in self._books:
            phrases = [entry.phrase for entry in self._entries(language) if not entry.off]
            self._books[language] = PhraseBook(language, tuple(phrases))
        return self._books[language]

    def entries(self, language: str, now: datetime) -> tuple[Entry, ...]:
        """Return every phrase, also what is switched off, in the order of the book."""
        self._look(now)
        return tuple(self._entries(language))

    def faults(self, now: datetime) -> list[str]:
        """Read the file anew and return what is wrong with it, a sentence each."""
        self._stamp = None
        self._look(now)
        return list(self.notices)

    # Changes

    def change(self, language: str, phrase_id: str, text: str, now: datetime) -> None:
        """Say a phrase in other words; raises PhraseRefused if they cannot be said."""
        text = " ".join(text.split())
        _check(text)
        ours = shipped(language).phrase(phrase_id)
        if ours is not None and ours.text == text:
            self._put(language, phrase_id, now, {"text": None})
        else:
            self._put(language, phrase_id, now, {"text": text})

    def restore(self, language: str, phrase_id: str, now: datetime) -> None:
        """Go back to the words that came with the program; a phrase of one's own is removed."""
        self._put(language, phrase_id, now, {}, remove=True)

    def switch(self, language: str, phrase_id: str, now: datetime, *, off: bool) -> None:
        """Leave a phrase unsaid, or say it again."""
        self._put(language, phrase_id, now, {"off": True if off else None})

    def add(
        self,
        language: str,
        moment: Moment,
        text: str,
        now: datetime,
        *,
        when: Mapping[str, Any] | None = None,
    ) -> str:
        """Add a phrase of one's own beside the others of its moment; return its id."""
        text = " ".join(text.split())
        _check(text)
        taken = {entry.phrase.id for entry in self.entries(language, now)}
        taken |= {str(entry.get("id")) for entry in _entries_of(self._raw, language)}
        number = 1
        while f"{_OWN}{number}" in taken:
            number += 1
        phrase_id = f"{_OWN}{number}"
        values: dict[str, Any] = {"moment": moment.value, "topic": phrase_id, "text": text}
        if when:
            values["when"] = dict(when)
        try:
            read_phrase({"id": phrase_id, **values})
        except PhraseUnfit as unfit:
            raise errors.PhraseRefused(unfit.flaw, unfit.what) from None
        self._put(language, phrase_id, now, values)
        return phrase_id

    # Inside

    def _put(
        self,
        language: str,
        phrase_id: str,
        now: datetime,
        values: Mapping[str, Json],
        *,
        remove: bool = False,
    ) -> None:
        """Write one entry as it shall be; what is None falls away."""
        self._look(now)
        content = {key: value for key, value in self._raw.items() if key != "version"}
        if language in content and not _is_list(content, language):
            # What nobody can read is still not thrown away.
            content[f"{language}-unread"] = content.pop(language)
        entries = list(content.get(language, ()))
        at = next((n for n, e in enumerate(entries) if _id_of(e) == phrase_id), None)
        old = {"id": phrase_id} if at is None else entries[at]
        new = {key: value for key, value in {**old, **values}.items() if value is not None}
        if at is None:
            entries.append(new)
        else:
            entries[at] = new
        if remove or new.keys() <= {"id"}:
            entries = [entry for entry in entries if _id_of(entry) != phrase_id]
        written = {"version": _VERSION, **content, language: entries}
        write_text(self.path, json.dumps(written, ensure_ascii=False, indent=2) + "\n")
        self._stamp = None
        self._look(now)

    def _look(self, now: datetime) -> None:
        """Read the file again if it is another than the last time."""
        stamp = self._stamp_now()
        if stamp == self._stamp and stamp is not None:
            return
        self._books.clear()
        read = self._read(now)
        self._raw = read.raw
        self._stamp = self._stamp_now()
        self.notices = list(read.faults)

    def _stamp_now(self) -> tuple[int, int]:
        try:
            state = self.path.stat()
        except OSError:
            return (0, 0)
        return (state.st_mtime_ns, state.st_size)

    def _read(self, now: datetime) -> _Read:
        try:
            with self.path.open("rb") as file:
                written = file.read(LARGEST + 1)
        except FileNotFoundError:
            return _Read({})
        except OSError:
            return _Read({}, (say("The file of words to say could not be opened."),))
        try:
            content = json.loads(written.decode("utf-8-sig")) if len(written) <= LARGEST else None
        except (ValueError, RecursionError):
            content = None
        if not isinstance(content, dict):
            return self._set_aside(now)
        faults = [fault for language in LANGUAGES for fault in _faults(content, language)]
        return _Read(MappingProxyType(content), tuple(faults))

    def _set_aside(self, now: datetime) -> _Read:
        name = f"phrases.broken-{now:%Y%m%d-%H%M%S}"
        copy = self.path.with_name(f"{name}.json")
        again = 1
        while copy.exists():
            again += 1
            copy = self.path.with_name(f"{name}-{again}.json")
        try:
            self.path.replace(copy)
        except OSError:
            return _Read({}, (say("The file of words to say could not be read."),))
        sentence = say(
            "The file of words to say could not be read. It is kept as {file};"
            " the words that came with the program are shown.",
            file=copy.name,
        )
        return _Read({}, (sentence,))

    def _entries(self, language: str) -> list[Entry]:
        entries = {p.id: Entry(p, p.text) for p in shipped(language).phrases}
        for raw in _entries_of(self._raw, language):
            try:
                entry = _over(raw, entries)
            except PhraseUnfit:
                continue
            entries[entry.phrase.id] = entry
        return list(entries.values())


def _over(raw: object, entries: Mapping[str, Entry]) -> Entry:
    """Put one entry of the file over the book; raises PhraseUnfit."""
    if not isinstance(raw, dict):
        raise PhraseUnfit(Flaw.SHAPE, str(raw)[:_NAMED])
    off = raw.get("off") is True
    ours = entries.get(str(raw.get("id")))
    if ours is None or ours.original is None:
        return Entry(read_phrase(raw), None, off)
    whole = _as_written(ours.phrase) | {k: v for k, v in raw.items() if k != "off"}
    return Entry(read_phrase(whole), ours.original, off)


def _as_written(phrase: Phrase) -> dict[str, Any]:
    """Return a phrase as it would stand in a file."""
    when: dict[str, Any] = {name: sorted(values) for name, values in phrase.when.items()}
    when |= {"has": sorted(phrase.has), "lacks": sorted(phrase.lacks)}
    return {
        "id": phrase.id,
        "moment": phrase.moment.value,
        "topic": phrase.topic,
        "when": when,
        "weight": phrase.weight,
        "clause": phrase.clause,
        "text": phrase.text,
        "rows": list(phrase.rows),
    }


def _entries_of(content: Mapping[str, Any], language: str) -> list[dict[str, Any]]:
    if not _is_list(content, language):
        return []
    return [entry for entry in content[language] if isinstance(entry, dict)]


def _is_list(content: Mapping[str, Any], language: str) -> bool:
    return isinstance(content.get(language), list)


def _id_of(entry: object) -> object:
    return entry.get("id") if isinstance(entry, dict) else None


def _faults(content: Mapping[str, Any], language: str) -> list[str]:
    """Say what does not fit in the entries of one language."""
    if language in content and not _is_list(content, language):
        return [errors.PhraseRefused(Flaw.SHAPE, language).about(language)]
    book = {phrase.id: Entry(phrase, phrase.text) for phrase in shipped(language).phrases}
    found = []
    for number, entry in enumerate(content.get(language, ()), start=1):
        try:
            _over(entry, book)
        except PhraseUnfit as unfit:
            name = str(_id_of(entry) or number)[:_NAMED]
            found.append(errors.PhraseRefused(unfit.flaw, unfit.what).about(name))
    return found


def _check(text: str) -> None:
    try:
        check_text(text)
    except PhraseUnfit as unfit:
        raise errors.PhraseRefused(unfit.flaw, unfit.what) from None
