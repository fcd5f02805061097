"""For whom a call is, in one line: members and groups of the office, or whoever else is named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from callmemo.core.one_line_sheet import BEGINS, ENDS, STOPS, Sheet
from callmemo.core.one_line_words import HONORIFIC, TITLE
from callmemo.core.reading import known_surname
from callmemo.core.text import normalise

_KANJI: Final = "[一-龥々〆ヶ﨑髙]"
_FOR: Final = "(?:宛て?に?|あてに?)"
_WHAT_FOR: Final = "(?:折|お?伝え|ご?伝言|ご?連絡|お?電話|代わ|かわ|取り?次|至急)"
_TO: Final = (
    rf"(?:{_FOR}|へ(?!の)|に(?:お?電話{ENDS}|(?={ENDS}|{_WHAT_FOR}))"
    rf"|まで(?={ENDS}|折|ご?連絡|お?電話))"
)
_NOT_INSIDE: Final = r"(?:(?<![一-龥々ァ-ヶー])|(?<=[様氏殿]))"
_TITLES_FOR: Final = re.compile(
    rf"{BEGINS}(?P<who>(?:ご?担当者?|{_KANJI}{{0,4}}{TITLE}))(?P<to>(?:様|さん)?(?:{_FOR}|へ(?!の)))"
)
_OTHERS_FOR: Final = re.compile(
    rf"(?P<who>[^{STOPS}:/のへ様さ氏]{{1,12}})(?:(?P<to>(?:さん|さま|殿|先生|氏|様){_FOR}|(?:さん|殿|氏)へ(?!の)))"
)
_key = lru_cache(maxsize=1000)(normalise)
"""What names are compared by; those of the members are the same with each sign that is typed."""


@dataclass(frozen=True, slots=True)
class Colleagues:
    """The office's own people and groups, as they are named in a line."""

    called: tuple[tuple[str, str, str], ...]
    """How a member can be called, the member's name and department."""
    groups: tuple[str, ...]
    to: re.Pattern[str]
    """Somebody or a group to whom something is said to go."""
    alone: re.Pattern[str]
    """A member who is only named."""

    def who(self, said: str) -> tuple[str, str]:
        """Return the name and department of whom was called so, or what was said."""
        wanted = _key(said)
        return next(
            ((name, group) for word, name, group in self.called if _key(word) == wanted),
            (said, ""),
        )


@lru_cache(maxsize=8)
def colleagues(members: tuple[tuple[str, str], ...], groups: tuple[str, ...]) -> Colleagues:
    """Find out how everybody can be called: by name, and by surname where only one has it."""
    tidied = [(" ".join(name.split()), group.strip()) for name, group in members]
    surnames = [_surname(name) for name, _ in tidied]
    called: list[tuple[str, str, str]] = []
    for (name, group), surname in zip(tidied, surnames, strict=True):
        alone = surnames.count(surname) == 1
        called += [(name, name, group), (surname, name if alone else surname, group)]
    called = [each for each in dict.fromkeys(called) if each[0]]
    own = tuple(dict.fromkeys(filter(None, (*groups, *(group for _, group in tidied)))))
    people = _any(re.escape(said).replace(r"\ ", " ?") for said, _, _ in called)
    group = _any(map(re.escape, own))
    name = rf"(?P<who>{people})"
    how = rf" ?(?:{TITLE}|さん|氏|先生|殿|くん|君)?"
    to = (
        rf"{_NOT_INSIDE}(?:(?P<of>{group})の? ?)?{name}(?P<to>{how}{_TO}|様{_FOR}|様へ(?=ご?伝言))"
        rf"|{_NOT_INSIDE}(?P<group>{group})(?P<into>(?:の(?:皆さん|皆様|方))?{_TO})"
        rf"|(?:宛先?|宛名|\bto): ?(?:{name.replace('who', 'named')}|(?P<other>[^{STOPS}:/]+?))"
        rf"(?P<honorific>(?:{HONORIFIC})?)(?={ENDS})"
        rf"|\bto {name.replace('who', 'to_whom')}(?={ENDS})"
    )
    alone_ = rf"{_NOT_INSIDE}(?:(?P<of>{group})の? ?)?{name}さん(?!から|より|の)"
    return Colleagues(
        tuple(called), own, re.compile(to, re.IGNORECASE), re.compile(alone_, re.IGNORECASE)
    )


def _surname(name: str) -> str:
    first, _, rest = name.partition(" ")
    known = known_surname(first)
    return first if rest or not known else first[: len(known)]


def _any(patterns: Iterable[str]) -> str:
    listed = sorted({each for each in patterns if each}, key=len, reverse=True)
    return "(?:" + "|".join(listed) + ")" if listed else "(?!)"


def find_addressee(sheet: Sheet, own: Colleagues) -> None:
    """Find to whom it is said to go: 鈴木さんへ, 営業一課宛, 担当者様へ."""
    if "addressee" in sheet:
        return
    for pattern in (own.to, _TITLES_FOR, _OTHERS_FOR):
        found = pattern.search(sheet.free)
        if found is not None:
            _take_addressee(sheet, own, found)
            return
    if found := own.alone.search(sheet.free):
        _take_addressee(sheet, own, found)


def find_colleague(sheet: Sheet, own: Colleagues) -> None:
    """Take a member who is only named (鈴木さん, 鈴木) for the one to whom it goes."""
    if "addressee" in sheet:
        return
    for start, end in sheet.chunks():
        title = re.search(rf"{TITLE}$", sheet.free[start:end])
        stop = start + title.start() if title else end
        said = sheet.words(start, stop)
        name, group = own.who(said)
        if any(_key(word) == _key(said) for word, _, _ in own.called):
            sheet.take("addressee", start, stop, name)
            sheet.skip(stop, end)
            _skip_group(sheet, start, group)
            return


def _skip_group(sheet: Sheet, place: int, group: str) -> None:
    """Take the department that stands before one of its own people."""
    before = sheet.free[:place].rstrip(" ")
    if group and before.endswith(group):
        sheet.skip(len(before) - len(group), len(before))


def find_group(sheet: Sheet, own: Colleagues) -> None:
    """Take a group that is only named for the one to which it goes."""
    for start, end in sheet.chunks():
        said = sheet.words(start, end)
        if "addressee" not in sheet and said in own.groups:
            sheet.take("addressee", start, end, said)


def _take_addressee(sheet: Sheet, own: Colleagues, found: re.Match[str]) -> None:
    parts = {name: place for name, place in found.groupdict().items() if place}
    who = next(name for name in ("who", "group", "named", "other", "to_whom") if name in parts)
    start, end = found.span(who)
    said = sheet.words(start, end)
    name, group = own.who(said)
    first = found.start()
    if "of" in parts and normalise(parts["of"]) != normalise(group):
        # Not the department of this member: it says something else.
        first = start
    sheet.take("addressee", start, end, name)
    sheet.skip(first, start)
    sheet.skip(end, found.end())
