"""Keep the gettext catalogues: extract messages, take in translations, compile.

`python scripts/catalogues.py` renews everything from the source;
`python scripts/catalogues.py add < translations.json` takes in `{"English": "日本語"}`, a list
`["一", "多"]` standing for a plural.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
KEYWORDS = {"say": None, "mark": None, "say_count": (1, 2)}


def extract() -> Catalog:
    """All messages of the source, without line numbers: those would change with every edit."""
    catalog = Catalog(project="callmemo", charset="utf-8", fuzzy=False)
    found = extract_from_dir(ROOT / "callmemo", [("**.py", "python")], keywords=KEYWORDS)
    for _file, _line, message, _comments, _context in sorted(found, key=lambda item: str(item[2])):
        catalog.add(message)
    return catalog


def catalogue(language: str) -> Path:
    """Where a language's catalogue is."""
    return LOCALE / language / "LC_MESSAGES" / "callmemo.po"


def load(language: str) -> Catalog:
    """Return a language's catalogue, empty if there is none yet."""
    path = catalogue(language)
    if not path.exists():
        return Catalog(locale=language, project="callmemo", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def renew(additions: dict[str, str | list[str]]) -> list[str]:
    """Bring both catalogues up to date; return the messages that lack Japanese."""
    messages = extract()
    japanese, english = load("ja"), load("en")
    known = {m.id if isinstance(m.id, str) else m.id[0]: m.string for m in japanese if m.id}
    known |= {
        key: tuple(value) if isinstance(value, list) else value for key, value in additions.items()
    }
    missing = []
    for target, language in ((japanese, "ja"), (english, "en")):
        fresh = Catalog(locale=language, project="callmemo", charset="utf-8", fuzzy=False)
        fresh.creation_date = fresh.revision_date = target.creation_date
        for message in messages:
            if not message.id:
                continue
            key = message.id if isinstance(message.id, str) else message.id[0]
            if language == "en":
                string = message.id
            else:
                string = known.get(key, "")
                if isinstance(message.id, tuple):
                    string = string[:1] if isinstance(string, tuple) else (string,)
                if not string or not string[0]:
                    missing.append(key)
            fresh.add(message.id, string)
        path = catalogue(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, fresh, sort_output=True, width=100, omit_header=False)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, fresh)
    return missing


@contextmanager
def alone() -> Iterator[None]:
    """Keep two runs from mixing their work."""
    lock = LOCALE / ".lock"
    LOCALE.mkdir(parents=True, exist_ok=True)
    while True:
        try:
            lock.mkdir()
            break
        except FileExistsError:
            time.sleep(0.1)
    try:
        yield
    finally:
        lock.rmdir()


def main() -> int:
    """Renew the catalogues; status 1 while something lacks Japanese."""
    sys.stdout.reconfigure(encoding="utf-8")
    additions = json.loads(sys.stdin.buffer.read().decode("utf-8")) if "add" in sys.argv[1:] else {}
    with alone():
        missing = renew(additions)
    for key in missing:
        print(f"no Japanese for: {key!r}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
