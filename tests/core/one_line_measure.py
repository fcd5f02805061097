"""How much of a corpus of lines is read right, per field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import time
from typing import Final
from zoneinfo import ZoneInfo

from callmemo.core.memo import Draft
from callmemo.core.office import Office
from callmemo.core.one_line import Known, read_line
from callmemo.core.text import normalise
from callmemo.core.vocabulary import Urgency
from tests.core.one_line_corpus import (
    COMPANIES,
    FIELDS,
    GROUPS,
    MEMBERS,
    NOW,
    PEOPLE,
    Line,
    comparable,
)

OFFICE: Final = Office(ZoneInfo("Asia/Tokyo"))
_PEOPLE: Final = frozenset(map(normalise, PEOPLE))
KNOWN: Final = Known(
    MEMBERS, GROUPS, lambda name: name in COMPANIES, lambda name: normalise(name) in _PEOPLE
)


@dataclass
class Score:
    """Of one field: how often it was to be filled or was filled, and how often rightly.

    Lines in which it stays empty, as it should, count for nothing.
    """

    right: int = 0
    lines: int = 0


@dataclass
class Accuracy:
    """What was read right of a corpus; `wrong` tells each mistake in words."""

    fields: dict[str, Score] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Fields read right, of all that were to be filled or were."""
        scores = self.fields.values()
        return sum(score.right for score in scores) / sum(score.lines for score in scores)


def measure(lines: Iterable[Line]) -> Accuracy:
    accuracy = Accuracy({name: Score() for name in FIELDS.values()})
    for line in lines:
        read = dict(said(read_line(line.text, NOW, OFFICE, KNOWN).draft))
        for name, score in accuracy.fields.items():
            wanted = comparable(name, line.fields.get(name, ""))
            found = comparable(name, read.get(name, ""))
            if wanted or found:
                score.lines += 1
                score.right += wanted == found
                if wanted != found:
                    accuracy.wrong.append(f"{line.text}: {name} is {found!r}, not {wanted!r}")
    return accuracy


def said(draft: Draft) -> Iterator[tuple[str, str]]:
    """Give the fields of a draft as the corpus writes them."""
    for name in FIELDS.values():
        value = getattr(draft.caller if hasattr(draft.caller, name) else draft, name)
        if isinstance(value, time):
            yield name, f"{value:%H:%M}"
        else:
            unsaid = value in {None, False, Urgency.NORMAL}
            yield name, "" if unsaid else str(value)
