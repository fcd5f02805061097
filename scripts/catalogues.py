"""Keep the gettext catalogues: extract messages, take in translations, compile.

`python scripts/catalogues.py` renews everything from the source;
`python scripts/catalogues.py add < translations.json` takes in `{"English": "日本語"}`;
`python scripts/catalogues.py tidy` drops translations of messages that are gone.
"""

from __future__ import annotations

import io
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
KEYWORDS = {"say": None, "mark": None, "say_count": (1, 2)}
LOCK_SECONDS = 30.0
BEGUN = datetime(2026, 11, 22, tzinfo=UTC)


def extract() -> list[Message]:
    """All messages of the source, without line numbers: those would change with every edit."""
    catalog = Catalog()
    found = extract_from_dir(ROOT / "callmemo", [("**.py", "python")], keywords=KEYWORDS)
    for _file, _line, message, _comments, _context in found:
        catalog.add(message)
    return [message for message in catalog if message.id]


def key(message: Message) -> str:
    """The English by which a message is looked up; of a plural its singular."""
    return message.id if isinstance(message.id, str) else str(message.id[0])


def catalogue(language: str) -> Path:
    """Where a language's catalogue is."""
    return LOCALE / language / "LC_MESSAGES" / "callmemo.po"


def load(language: str) -> Catalog:
    """Return a language's catalogue, empty if there is none yet."""
    path = catalogue(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def translations(catalog: Catalog) -> dict[str, str]:
    """What a catalogue says for each key, also for messages that are gone for the moment."""
    said: dict[str, str] = {}
    for message in (*catalog.obsolete.values(), *catalog):
        string = message.string if isinstance(message.string, str) else message.string[0]
        if message.id and string:
            said[key(message)] = string
    return said


def fresh(language: str) -> Catalog:
    """Return an empty catalogue with the header that it keeps."""
    return Catalog(
        locale=language,
        header_comment="# What callmemo says. Kept by scripts/catalogues.py.",
        project="callmemo",
        version="1",
        msgid_bugs_address="none",
        last_translator="callmemo",
        language_team=language,
        # A date that moved with every run would make every change of words a conflict.
        creation_date=BEGUN,
        revision_date=BEGUN,
        fuzzy=False,
    )


def renew(additions: Mapping[str, str], *, tidy: bool = False) -> list[str]:
    """Bring both catalogues up to date; return the messages that lack Japanese."""
    messages = extract()
    known = translations(load("ja")) | dict(additions)
    english, japanese = fresh("en"), fresh("ja")
    missing = []
    for message in messages:
        english.add(message.id, message.id)
        string = known.pop(key(message), "")
        # Japanese has one form for every count.
        japanese.add(message.id, string if isinstance(message.id, str) else (string,))
        if not string:
            missing.append(key(message))
    if not tidy:
        japanese.obsolete.update((gone, Message(gone, text)) for gone, text in known.items())
    for catalog, language in ((japanese, "ja"), (english, "en")):
        po, mo = io.BytesIO(), io.BytesIO()
        write_po(po, catalog, sort_output=True, width=100)
        write_mo(mo, catalog)
        path = catalogue(language)
        write_whole(path, po.getvalue())
        write_whole(path.with_suffix(".mo"), mo.getvalue())
    return missing


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file at once: a program that is just starting reads the old or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.read_bytes() == content:
        return
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(path)


@contextmanager
def alone() -> Iterator[None]:
    """Keep two runs from mixing their work."""
    lock = LOCALE / ".lock"
    LOCALE.mkdir(parents=True, exist_ok=True)
    give_up = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            lock.mkdir()
            break
        except FileExistsError:
            if time.monotonic() > give_up:
                raise SystemExit(
                    f"another run is not finishing; if there is none: {lock}"
                ) from None
            time.sleep(0.1)
    try:
        yield
    finally:
        lock.rmdir()


def additions_from(content: bytes) -> dict[str, str]:
    """Read `{"English": "日本語"}`; of a list, given for a plural, the first form."""
    read = json.loads(content.decode("utf-8"))
    return {
        str(name): str(value[0] if isinstance(value, list) else value)
        for name, value in read.items()
    }


def main() -> int:
    """Renew the catalogues; status 1 while something lacks Japanese."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    words = sys.argv[1:]
    additions = additions_from(sys.stdin.buffer.read()) if "add" in words else {}
    with alone():
        missing = renew(additions, tidy="tidy" in words)
        known = {key(message) for message in extract()}
    for name in additions:
        if name not in known:
            print(f"not in the source (kept): {name!r}")
    for name in missing:
        print(f"no Japanese for: {name!r}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
