"""By what people are found: kanji, kana of any width, Latin letters, company, part of a number."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from callmemo.core.contact import Contact
from callmemo.core.phone import number_key
from callmemo.core.reading import kana_of, loose, romaji, surname_readings
from callmemo.core.text import index_normalised, match_query, normalise

_FEWEST_DIGITS = 3


def people_text(contact: Contact) -> str:
    """Return what the search index keeps of a contact."""
    return index_normalised(dict.fromkeys(_texts(contact)))


def _texts(contact: Contact) -> Iterator[str]:
    yield from map(_normalised, (contact.name, contact.company, contact.department))
    readings = (contact.kana,) if contact.kana else surname_readings(contact.name)
    for reading in (*readings, contact.company_kana):
        if reading:
            yield from _as_sought(reading)
    for number in contact.numbers:
        yield from map(normalise, (number.key, number.number, number.extension))


_normalised = lru_cache(maxsize=2048)(normalise)
"""Companies and departments come again and again, and so do names."""


@lru_cache(maxsize=2048)
def _as_sought(reading: str) -> tuple[str, ...]:
    """Return all the ways in which a reading may be looked for."""
    ways = (reading, loose(reading), romaji(reading), romaji(loose(reading)))
    return tuple(map(normalise, ways))


def alternatives(query: str) -> str | None:
    """Turn what was typed into a query of the index; None where nothing is left to look for.

    Every word must be found, in one of the ways in which it may be meant.
    """
    key = number_key(query)
    if len(key) >= _FEWEST_DIGITS and normalise(query).isdecimal():
        # +81 3 0000 0142 is one number, not four words.
        return match_query(key)
    words = [_ways(word) for word in query.split()]
    return " AND ".join(f"({' OR '.join(ways)})" for ways in words if ways) or None


def _ways(word: str) -> list[str]:
    texts = dict.fromkeys((word, kana_of(word), loose(word)))
    return [way for way in dict.fromkeys(map(match_query, texts)) if way]
