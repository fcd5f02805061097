"""What a search has found in a memo, as its row and its page show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from callmemo.core.marks import Span, spans
from callmemo.core.memo import Memo
from callmemo.core.reading import known_surname, surname_readings
from callmemo.core.text import normalise
from callmemo.desktop.row_words import RowWords
from callmemo.labels import field_label
from callmemo.words import mark, say

Words = tuple[str, ...]
Marks = Mapping[str, tuple[Span, ...]]
NOTHING: Final[Marks] = MappingProxyType({})
_SHOWN: Final = ("who", "organisation", "topic", "number")
_BEFORE: Final = 8
"""So many characters of a longer text are shown before what was found in it."""


def found_row(words: RowWords, memo: Memo, sought: Words) -> RowWords:
    """Mark in a row what was looked for; what stands in no part of it takes the topic's place."""
    if not sought:
        return words
    marks = {name: spans(getattr(words, name), sought) for name in _SHOWN}
    if not marks["who"] and _sounds_so(memo, sought):
        name = memo.draft.caller.name
        marks["who"] = ((0, len(known_surname(name)) or len(name)),)
    missing = _missing(words, memo, sought, marks)
    if missing:
        topic = next(_elsewhere(memo, missing), "")
        if topic:
            words = replace(words, topic=topic)
            marks["topic"] = spans(topic, sought)
    return replace(words, marks=MappingProxyType(marks))


def _missing(words: RowWords, memo: Memo, sought: Words, marks: Marks) -> Words:
    """Words of which the row does not show where they are."""
    if not any(marks.values()):
        return sought
    shown = [normalise(getattr(words, name)) for name in _SHOWN] + [normalise(words.addressee)]
    if marks["who"] and _sounds_so(memo, sought):
        shown.append(normalise(memo.draft.caller.kana))
        shown += surname_readings(memo.draft.caller.name)
    return tuple(word for word in sought if not any(word in text for text in shown))


def _sounds_so(memo: Memo, sought: Words) -> bool:
    caller = memo.draft.caller
    readings = (normalise(caller.kana),) if caller.kana else surname_readings(caller.name)
    return bool(caller.name) and any(word in each for word in sought for each in readings)


def _elsewhere(memo: Memo, missing: Words) -> Iterator[str]:
    """Parts of a memo that a row does not show, from where the words stand in them."""
    draft = memo.draft
    caller = draft.caller
    parts = (
        ("subject", draft.subject),
        ("body", draft.body),
        (_REMARK, memo.notes),
        ("urgent_reason", draft.urgent_reason),
        ("answered_here", draft.answered_here),
        ("promise", draft.promise),
        ("phone", caller.phone),
        ("mobile", caller.mobile),
        ("target_number", draft.target_number),
        ("extension", caller.extension),
        ("kana", caller.kana),
        ("addressee", draft.addressee),
        ("substitute", draft.substitute),
        ("number", memo.number),
    )
    for name, text in parts:
        found = spans(text, missing) if text else ()
        if found:
            heading = say(name) if name is _REMARK else field_label(name)
            yield say("{field}: {text}", field=heading, text=_from(text, found[0][0]))


_REMARK: Final = mark("Remark")


def _from(text: str, start: int) -> str:
    """A text on one line, from a little before a place in it."""
    begin = start - _BEFORE if start > 2 * _BEFORE else 0
    rest = " ".join(text[begin:].split())
    return f"…{rest}" if begin else rest
