"""Copy the names of areas and countries out of the phone number library into core.

`python scripts/area_names.py` writes callmemo/core/area_names.py and country_names.py. The
library's own lookup loads the towns of the whole world: 100 MB and 0.4 seconds for the name of
one town. A test compares the copy with the library, so that an update is not missed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from phonenumbers import geocoder
from phonenumbers.geodata import GEOCODE_DATA
from phonenumbers.phonenumberutil import COUNTRY_CODE_TO_REGION_CODE

CORE = Path(__file__).resolve().parent.parent / "callmemo" / "core"
LANGUAGES = ("ja", "en")
WIDTH = 96
NOTICE = """\
Copied by `scripts/area_names.py` from the `phonenumbers` library (Copyright The Libphonenumber
Authors, Apache License 2.0), whose own lookup needs 100 MB of memory. Not edited by hand.\
"""


def areas(language: str) -> dict[str, list[str]]:
    """Return the name of each area with the first digits, without zero, of its numbers."""
    found: dict[str, list[str]] = {}
    for prefix in sorted(key for key in GEOCODE_DATA if key.startswith("81")):
        name = GEOCODE_DATA[prefix].get(language)
        if name:
            found.setdefault(name, []).append(prefix.removeprefix("81"))
    return found


def countries(language: str) -> dict[str, list[str]]:
    """Return the name of each country with its two letters."""
    regions = {each for many in COUNTRY_CODE_TO_REGION_CODE.values() for each in many} - {"001"}
    found: dict[str, list[str]] = {}
    for region in sorted(regions):
        name = geocoder._region_display_name(region, language)  # noqa: SLF001 - names of all
        if name:
            found.setdefault(name, []).append(region)
    return found


def table(name: str, rows: Mapping[str, Iterable[str]]) -> str:
    """Return a text constant, wrapped as wide as the house allows."""
    text = "".join(f"{each}:{' '.join(keys)};" for each, keys in rows.items())
    lines, line = [""], ""
    for ch in text:
        if sum(map(_width, line + ch)) > WIDTH - 6:
            lines.append(line)
            line = ""
        line += ch
    lines.append(line)
    quoted = "\n".join(f'    "{each}"' for each in lines if each)
    return f"{name} = (\n{quoted}\n)\n"


def _width(ch: str) -> int:
    return 2 if unicodedata.east_asian_width(ch) in "WF" else 1


def write(module: str, purpose: str, tables: Iterable[str]) -> None:
    """Write a module of tables."""
    text = f'"""{purpose}\n\n{NOTICE}\n"""\n\n' + "\n".join(tables)
    (CORE / module).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(
        "area_names.py",
        "Names of the areas of Japanese phone numbers, with the first digits of each, no zero.",
        (table(language.upper(), areas(language)) for language in LANGUAGES),
    )
    write(
        "country_names.py",
        "Names of the countries with phone numbers of their own, with their two letters.",
        (table(language.upper(), countries(language)) for language in LANGUAGES),
    )
