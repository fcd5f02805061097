"""Words to say on the phone: a book of phrases, of which those that fit a situation are chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from callmemo.core.situation import BLANKS, FACTS, Situation, blanks, facts

LONGEST: Final = 300
"""Characters of a phrase; what is longer cannot be read while speaking."""
_LONGEST_ID: Final = 60
_ID: Final = re.compile(r"[a-z0-9][a-z0-9_.-]*")
_PIECE: Final = re.compile(r"\{([^{}]*)\}")
_HAS, _LACKS = "has", "lacks"


class Moment(StrEnum):
    """When in a call something is said, in the order of a call."""

    OPENING = "opening"
    ABSENCE = "absence"
    OFFERING_SUBSTITUTE = "offering_substitute"
    STATUS_CHECK = "status_check"
    ASKING = "asking"
    OFFERING_MOBILE = "offering_mobile"
    MESSAGE = "message"
    READ_BACK = "read_back"
    REFUSING = "refusing"
    THANKS = "thanks"
    CLOSING = "closing"


class Flaw(StrEnum):
    """What can be wrong with a phrase."""

    ID = "id"
    MOMENT = "moment"
    CONDITION = "condition"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    BLANK = "blank"
    BRACES = "braces"
    SHAPE = "shape"


class PhraseUnfit(ValueError):
    """A phrase that cannot be used: `flaw` says why, `what` names the part."""

    def __init__(self, flaw: Flaw, what: str = "") -> None:
        """Keep what is wrong."""
        super().__init__(flaw, what)
        self.flaw = flaw
        self.what = what


@dataclass(frozen=True)
class Phrase:
    """One entry of the book.

    `when` maps facts to the values for which the phrase is meant; `has` and `lacks` name blanks
    that must be known or unknown. Of the phrases with one moment and `topic` one is said. A
    `clause` is a part of the read-back sentence. `rows` are the rows of the trade it serves.
    """

    id: str
    moment: Moment
    text: str
    topic: str = ""
    when: Mapping[str, frozenset[str]] = field(default_factory=dict)
    has: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()
    weight: int = 0
    clause: bool = False
    rows: tuple[str, ...] = ()

    # Asked for with every key that is typed, so worked out once.
    @cached_property
    def blanks(self) -> frozenset[str]:
        """The blanks in its text."""
        return frozenset(_PIECE.findall(self.text))

    @cached_property
    def specificity(self) -> int:
        """How narrowly it is meant: one value of a fact counts for more than several."""
        narrow = sum(2 if len(values) == 1 else 1 for values in self.when.values())
        return narrow + len(self.has) + len(self.lacks) + len(self.blanks) + self.weight

    def fits(self, case: Mapping[str, str], known: Mapping[str, str]) -> bool:
        """Whether it can be said in this case with what is known."""
        return (
            all(case[name] in values for name, values in self.when.items())
            and all(name in known for name in self.has)
            and not any(name in known for name in self.lacks)
            and all(name in known for name in self.blanks)
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say now."""

    moment: Moment
    text: str
    id: str
    topic: str = ""


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """All phrases of one language, in their order."""

    language: str
    phrases: tuple[Phrase, ...]

    def phrase(self, phrase_id: str) -> Phrase | None:
        """Find a phrase by its id."""
        return next((phrase for phrase in self.phrases if phrase.id == phrase_id), None)

    def without(self, ids: Iterable[str]) -> PhraseBook:
        """Return the book without these phrases."""
        gone = frozenset(ids)
        return replace(self, phrases=tuple(p for p in self.phrases if p.id not in gone))

    def with_phrase(self, phrase: Phrase) -> PhraseBook:
        """Return the book with this phrase, in the place of the one with the same id."""
        if self.phrase(phrase.id) is None:
            return replace(self, phrases=(*self.phrases, phrase))
        put = tuple(phrase if old.id == phrase.id else old for old in self.phrases)
        return replace(self, phrases=put)


READ_BACK: Final = "read_back"
"""The id of the line that is the read-back sentence itself."""


def choose(book: PhraseBook, at: Situation) -> tuple[Line, ...]:
    """Return what to say in this situation, in the order of the call.

    Of the phrases with one moment and topic the most specific that fits is taken, of equals
    the first in the book; none is taken of which a blank is unknown.
    """
    known = blanks(at, book.language)
    fitting = best(book, facts(at), known)
    lines = []
    for moment in Moment:
        chosen = [phrase for phrase in fitting if phrase.moment is moment]
        lines += [
            Line(moment, _fill(phrase.text, known), phrase.id, phrase.topic)
            for phrase in chosen
            if not phrase.clause
        ]
        if clauses := [_fill(phrase.text, known) for phrase in chosen if phrase.clause]:
            lines.append(Line(moment, _join(clauses, book.language), READ_BACK, READ_BACK))
    return tuple(lines)


def best(book: PhraseBook, case: Mapping[str, str], known: Mapping[str, str]) -> tuple[Phrase, ...]:
    """Return the phrases to be said in a case, with the blanks that are known then.

    Topics stand in the order in which the book first speaks of them.
    """
    found: dict[tuple[Moment, str, bool], Phrase | None] = {}
    for phrase in book.phrases:
        key = (phrase.moment, phrase.topic, phrase.clause)
        other = found.setdefault(key, None)
        wins = other is None or phrase.specificity > other.specificity
        if wins and phrase.fits(case, known):
            found[key] = phrase
    return tuple(phrase for phrase in found.values() if phrase is not None)


def fill(text: str, at: Situation, language: str) -> str | None:
    """Return a text with its blanks filled, None where one of them is not known now."""
    known = blanks(at, language)
    if any(name not in known for name in _PIECE.findall(text)):
        return None
    return _fill(text, known)


def fill_with(text: str, known: Mapping[str, str]) -> str:
    """Return a text with those of its blanks filled that are known; the others stay as they are."""
    return _PIECE.sub(lambda found: known.get(found[1], found[0]), text)


def _fill(text: str, known: Mapping[str, str]) -> str:
    return _PIECE.sub(lambda found: known[found[1]], text)


def _join(clauses: list[str], language: str) -> str:
    if language == "ja":
        return "".join(clauses)
    # The last part alone joins on to nothing.
    sentence = " ".join(clauses).removeprefix("and ")
    return sentence[:1].upper() + sentence[1:]


def check_text(text: str) -> None:
    """Raise PhraseUnfit if a text cannot be said or has blanks that do not exist."""
    if not text.strip():
        raise PhraseUnfit(Flaw.EMPTY)
    if len(text) > LONGEST:
        raise PhraseUnfit(Flaw.TOO_LONG)
    for name in _PIECE.findall(text):
        if name not in BLANKS:
            raise PhraseUnfit(Flaw.BLANK, name[:_LONGEST_ID])
    if set("{}") & set(_PIECE.sub("", text)):
        raise PhraseUnfit(Flaw.BRACES)


def read_phrase(entry: object) -> Phrase:
    """Read an entry of a book from its JSON; raises PhraseUnfit where it does not fit."""
    if not isinstance(entry, dict):
        raise PhraseUnfit(Flaw.SHAPE)
    phrase_id, text, topic = (_text(entry, name) for name in ("id", "text", "topic"))
    if not _ID.fullmatch(phrase_id) or len(phrase_id) > _LONGEST_ID:
        raise PhraseUnfit(Flaw.ID, phrase_id[:_LONGEST_ID])
    moment = _text(entry, "moment")
    if moment not in set(Moment):
        raise PhraseUnfit(Flaw.MOMENT, moment[:_LONGEST_ID])
    text = " ".join(text.split())
    check_text(text)
    when = dict(_mapping(entry.get("when", {})))
    has, lacks = (_names(when.pop(name, [])) for name in (_HAS, _LACKS))
    for name in (*has, *lacks):
        if name not in BLANKS:
            raise PhraseUnfit(Flaw.CONDITION, name[:_LONGEST_ID])
    weight = entry.get("weight", 0)
    if not isinstance(weight, int) or abs(weight) > LONGEST:
        raise PhraseUnfit(Flaw.SHAPE, "weight")
    return Phrase(
        id=phrase_id,
        moment=Moment(moment),
        text=text,
        topic=topic,
        when={name: _values(name, value) for name, value in when.items()},
        has=has,
        lacks=lacks,
        weight=weight,
        clause=entry.get("clause") is True,
        rows=tuple(sorted(_names(entry.get("rows", [])))),
    )


def _text(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name, "")
    if not isinstance(value, str):
        raise PhraseUnfit(Flaw.SHAPE, name)
    return value


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise PhraseUnfit(Flaw.SHAPE, "when")
    return value


def _names(value: object) -> frozenset[str]:
    """Read one name or a list of them."""
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise PhraseUnfit(Flaw.SHAPE, str(value)[:_LONGEST_ID])
    return frozenset(names)


def _values(name: str, value: object) -> frozenset[str]:
    """Read the values of one condition."""
    values = _names(value)
    if name not in FACTS or not values or not values <= FACTS[name]:
        raise PhraseUnfit(Flaw.CONDITION, name[:_LONGEST_ID])
    return values
