"""What is looked for in the made office: of each kind something frequent, and something rare.

Rare is what is found a few dozen times in a million memos; in fewer memos it is what comes nearest
to that. It is chosen by counting, so that it is there at every size, and the same each time.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from benchmarks import office_people as people
from callmemo.core.naming import bare_company

_A_FEW_DOZEN: Final = 30


@dataclass(frozen=True, slots=True)
class Word:
    """What is typed, and of which kind it is."""

    case: str
    text: str


def words(conn: sqlite3.Connection) -> list[Word]:
    """Choose what is looked for in these memos."""
    names: Counter[str] = Counter()
    companies: Counter[str] = Counter()
    subjects: Counter[str] = Counter()
    phones: Counter[str] = Counter()
    who_about: dict[str, str] = {}
    for name, company, subject, phone in conn.execute(
        "SELECT name, company, subject, phone FROM memo ORDER BY seq"
    ):
        surname, thing = name.partition(" ")[0], subject.removesuffix("の件")
        names[surname] += 1
        companies[bare_company(company)] += 1
        subjects[thing] += 1
        phones[phone] += 1
        who_about[thing] = surname
    surname = _rare({name: names[name] for name in people.RARE_SURNAMES if len(name) == 2}, names)
    thing = _rare({thing: subjects[thing] for thing in people.RARE_THINGS}, subjects)
    company, phone = _rare(companies, companies), _rare(phones, phones)
    return [
        Word("1 character, frequent", "髙"),
        Word("1 character, rare", surname[0]),
        Word("2 characters, frequent", "田中"),
        Word("2 characters, rare surname", surname),
        Word("3 characters, frequent", "見積り"),
        Word("3 characters or more, rare matter", thing),
        Word("company, frequent", _most(companies)),
        Word("company, rare", company),
        Word("part of a number, frequent", _most(phones)[3:]),
        Word("part of a number, rare", phone[3:]),
        Word("two words, frequent", "田中 納期"),
        Word("two words, rare", f"{who_about[thing]} {thing}"),
        Word("no hit", "鰻重特上"),
    ]


def _rare(counts: Mapping[str, int], otherwise: Mapping[str, int]) -> str:
    """Return what is there nearest to a few dozen times; what sorts first of several."""
    there = {text: count for text, count in counts.items() if text and count}
    there = there or {text: count for text, count in otherwise.items() if text}
    return min(sorted(there), key=lambda text: abs(there[text] - _A_FEW_DOZEN))


def _most(counts: Mapping[str, int]) -> str:
    return max(sorted(_texts(counts)), key=lambda text: counts[text])


def _texts(counts: Iterable[str]) -> Iterable[str]:
    return filter(None, counts)
