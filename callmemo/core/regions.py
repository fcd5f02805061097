"""Where a phone number belongs: the area of a fixed line, the country of a foreign number."""

from __future__ import annotations

from functools import lru_cache

from callmemo.core import area_names, country_names

_LONGEST_PREFIX = 7


def area_name(digits: str, language: str) -> str:
    """Return the area of a Japanese number given in national digits, "" where none is known.

    >>> area_name("0300000142", "ja"), area_name("0112222222", "en"), area_name("0990", "ja")
    ('東京', 'Sapporo, Hokkaido', '')
    """
    known = _places(_texts(area_names.JA, area_names.EN, language))
    prefixes = [digits[1 : 1 + n] for n in range(1, _LONGEST_PREFIX + 1)]
    for prefix in reversed(prefixes):
        if prefix in known:
            return known[prefix]
    # A block that is not given out yet is where all others of its area code are.
    for prefix in prefixes:
        around = {name for each, name in known.items() if each.startswith(prefix)}
        if len(around) <= 1:
            return next(iter(around), "")
    return ""


def country_name(letters: str, language: str) -> str:
    """Return what a country is called, given its two letters; "" where they are unknown.

    >>> country_name("US", "ja"), country_name("GB", "en")
    ('アメリカ合衆国', 'United Kingdom')
    """
    return _places(_texts(country_names.JA, country_names.EN, language)).get(letters, "")


def _texts(ja: str, en: str, language: str) -> str:
    return ja if language == "ja" else en


@lru_cache(maxsize=4)
def _places(table: str) -> dict[str, str]:
    rows = (row.split(":") for row in table.split(";") if row)
    return {key: name for name, keys in rows for key in keys.split()}
