"""Who calls, and from where: the people and companies in one line."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from callmemo.core.one_line_addressee import Colleagues
from callmemo.core.one_line_sheet import ENDS, STOPS, Sheet
from callmemo.core.one_line_words import (
    COMPANIES,
    DEPARTMENT,
    GLUED,
    GLUED_DEPARTMENT,
    HONORIFIC,
    NO_COMPANIES,
    NO_NAMES,
    TITLE,
)
from callmemo.core.reading import kana_of, known_surname
from callmemo.core.text import normalise

Known = Callable[[str], bool]

_LONGEST: Final = 20
"""Signs of a name or department; what is longer is a sentence."""
_GIVEN: Final = 3
"""Signs of a given name behind a surname that stands alone."""
_CALLED: Final = re.compile(
    rf" ?(?P<title>{TITLE}?)(?P<honorific>{HONORIFIC})(?![子式々態]|[るれ])"
    rf"|(?P<only>{TITLE})(?={ENDS}|より|から|です)|(?P<myself>と申し?ます)"
)
_KANA: Final = r"[ァ-ヶーぁ-んゝゞ゛゜・ " + "\u3099\u309a]"
_BRACKETS_BEFORE: Final = re.compile(rf" ?\((?P<kana>{_KANA}{{1,30}})\)$")
_BRACKETS_AFTER: Final = re.compile(rf" ?\((?P<kana>{_KANA}{{1,30}})\)")
_WORD_BEFORE: Final = re.compile(rf"[^{STOPS}:/]+$")
_INSIDE: Final = "(?:部|課|係|室|窓口|担当|グループ|チーム)"
"""What is a part of a company for sure; a 局 or センター can be the whole."""
_ABOUT: Final = re.compile("(?:.*の件|.*について)(?:で|に)?")
_FROM: Final = re.compile(
    r"(?:より|から)(?:の?お?(?:電話|TEL|入電)(?![がはをくほあ]|希望|願))?|です|と申し?ます"
    r"|が(?=お見え|来|ご来)"
)
_MISTER: Final = re.compile(r"\b(?:Mr|Ms|Mrs|Miss|Dr)\b\.? ?(?P<name>[A-Z][a-z'-]+)")
_KANJI: Final = "[一-龥々〆ヶ﨑髙]"
_UNKNOWN_NAME: Final = re.compile(rf"{_KANJI}{{2,6}}|[ァ-ヶー]{{2,10}}")
_NO_SURNAME: Final = re.compile(rf".*(?:{DEPARTMENT}|[県市区町村駅店社港様件号中])$")


# Who calls


def find_caller(sheet: Sheet, own: Colleagues, is_company: Known, is_person: Known) -> None:
    """Find the caller by what they are called: 山田様, 山田太郎(ヤマダ)様, 山田部長."""
    if found := _MISTER.search(sheet.free):
        start, end = found.span("name")
        sheet.take("name", start, end)
        sheet.skip(found.start(), start)
    for called in _CALLED.finditer(sheet.free):
        if "name" in sheet:
            return
        if called["only"] and _is_colleague(sheet, called, own):
            continue
        _try_name(sheet, called, is_company, is_person)


def _is_colleague(sheet: Sheet, called: re.Match[str], own: Colleagues) -> bool:
    """Whether 佐藤課長 is ours: somebody else in the line is a caller by their honorific."""
    word = _WORD_BEFORE.search(sheet.free[: called.start()])
    ours = word is not None and any(said == word.group() for said, _, _ in own.called)
    return ours and any(each["honorific"] for each in _CALLED.finditer(sheet.free))


def _try_name(sheet: Sheet, called: re.Match[str], is_company: Known, is_person: Known) -> None:
    end = called.start()
    brackets = _BRACKETS_BEFORE.search(sheet.free[:end])
    name_end = brackets.start() if brackets else end
    word = _WORD_BEFORE.search(sheet.free[:name_end])
    if word is None:
        return
    start = _name_start(sheet, word.start(), name_end, is_company)
    said = sheet.free[start:name_end]
    by_title = called["only"] is not None
    if not said or len(said) > _LONGEST or NO_NAMES.match(said):
        return
    if by_title and not (known_surname(said) or is_person(said)):
        return
    start = _with_surname(sheet, start)
    sheet.take("name", start, name_end)
    if brackets:
        _take_kana(sheet, brackets.span("kana"))
        sheet.skip(brackets.start(), brackets.start("kana"))
        sheet.skip(brackets.end("kana"), brackets.end())
    if title := called["title"] or called["only"]:
        place = called.start("title") if called["title"] else called.start("only")
        sheet.take("department", place, place + len(title))
    sheet.skip(called.end("title") if called["title"] else called.start(), called.end())
    after = called.end()
    if not by_title and (reading := _BRACKETS_AFTER.match(sheet.free, after)):
        _take_kana(sheet, reading.span("kana"))
        after = reading.end()
    if particle := _FROM.match(sheet.free, after):
        sheet.skip(*particle.span())


def _take_kana(sheet: Sheet, place: tuple[int, int]) -> None:
    sheet.take("kana", *place, kana_of(sheet.words(*place)))


def _name_start(sheet: Sheet, start: int, end: int, is_company: Known) -> int:
    """Return where the name in a word begins, behind a company and department glued to it."""
    said = sheet.free[start:end]
    if about := _ABOUT.match(said):
        return start + about.end()
    if "の" in said[1:-1]:
        return start + said.rindex("の", 1, len(said) - 1) + 1
    company = GLUED.match(said)
    if company and company.end() < len(said):
        return start + _behind_department(said, company.end())
    for length in range(len(said) - 1, 1, -1):
        if is_company(said[:length]):
            return start + _behind_department(said, length)
    place = _behind_department(said, 0)
    if place == 0 and not known_surname(said):
        # え～と山田様: kanji that are a surname, behind something else.
        places = (
            at
            for at in range(1, len(said))
            if re.match(_KANJI, said[at]) and not re.match(_KANJI, said[at - 1])
        )
        place = next((at for at in places if known_surname(said[at:])), 0)
    return start + place


def _behind_department(said: str, place: int) -> int:
    department = GLUED_DEPARTMENT.match(said, place)
    return department.end() if department and department.end() < len(said) else place


def _with_surname(sheet: Sheet, start: int) -> int:
    """Return where 山田 太郎様 begins, seen from 太郎."""
    before = (
        _WORD_BEFORE.search(sheet.free[: start - 1])
        if sheet.free[start - 1 : start] == " "
        else None
    )
    if before is None or known_surname(sheet.free[start : start + 5]):
        return start
    surname = before.group()
    return before.start() if known_surname(surname) == normalise(surname) else start


def find_name_alone(sheet: Sheet, is_person: Known) -> None:
    """Find a name without honorific: someone known, or a frequent surname."""
    for start, end in sheet.chunks():
        if "name" in sheet:
            return
        said = sheet.free[start:end]
        ending = re.search(r"(?:です|と申し?ます|より|から)$", said)
        stop = ending.start() if ending else len(said)
        behind = said.rfind("の", 0, stop) + 1
        name = said[behind:stop]
        if name and (is_person(sheet.words(start + behind, start + stop)) or _is_name(name)):
            sheet.take("name", start + behind, start + stop)
            sheet.skip(start + stop, end)
            return


def _is_name(said: str) -> bool:
    surname = known_surname(said)
    given = said[len(surname) :]
    if not surname or (_NO_SURNAME.match(said) and given):
        return False
    if len(surname) == 1 and given:
        # 森林, 原因, 関係: too many words begin so.
        return False
    return (
        len(given) <= _GIVEN and re.fullmatch(rf"(?:{_KANJI}|[ぁ-んァ-ヶー])*", given) is not None
    )


def find_name_behind_company(sheet: Sheet) -> None:
    """Take the one unknown word behind the company for the name."""
    company = sheet.place("company")
    if "name" in sheet or company is None:
        return
    after = max(company[1], (sheet.place("department") or (0, 0))[1])
    for start, end in sheet.chunks():
        said = sheet.free[start:end]
        if start >= after and sheet.is_gap(after, start):
            if (
                _UNKNOWN_NAME.fullmatch(said)
                and not _NO_SURNAME.match(said)
                and not NO_COMPANIES.match(said)
            ):
                sheet.take("name", start, end)
            return


# From where


def find_company(sheet: Sheet, is_company: Known) -> None:
    """Find the company by its legal form, its trade, or because it is known."""
    if "company" in sheet:
        return
    legal, *trades = COMPANIES
    if found := legal.search(sheet.free):
        _take_company(sheet, *found.span())
        return
    for start, end in sheet.chunks():
        said = sheet.free[start:end]
        for length in (len(said), said.find("の"), said.find("に電話"), said.find("から")):
            if length > 1 and is_company(sheet.words(start, start + length)):
                _take_company(sheet, start, start + length)
                return
    for pattern in trades:
        if found := pattern.search(sheet.free):
            _take_company(sheet, *found.span())
            return


def find_company_by_place(sheet: Sheet) -> None:
    """Take what stands just before the name for the company, if it can be one."""
    name = sheet.place("name")
    if "company" in sheet or name is None:
        return
    for start, end in reversed(list(sheet.chunks())):
        if end > name[0] or not sheet.is_gap(end, name[0]):
            continue
        said = sheet.free[start:end].removesuffix("の")
        if 1 < len(said) <= _LONGEST and not NO_COMPANIES.match(said):
            _take_company(sheet, start, start + len(said))
        return


def _take_company(sheet: Sheet, start: int, end: int) -> None:
    sheet.take("company", start, end)
    if sheet.free[end : end + 1] == "の":
        sheet.skip(end, end + 1)


def find_department(sheet: Sheet) -> None:
    """Find department and title: what stands between the company and the name."""
    company, name = sheet.place("company"), sheet.place("name")
    if name is None:
        return
    begins = company[1] if company and company[1] <= name[0] else None
    places = [
        (start, end)
        for start, end in sheet.chunks()
        if end <= name[0] and (begins is None or start >= begins)
    ]
    if begins is None:
        places = [place for place in places[-1:] if sheet.is_gap(place[1], name[0])]
    elif any(each.field and begins <= each.start < name[0] for each in sheet.found):
        return
    for start, end in places:
        said = sheet.free[start:end].removesuffix("の")
        by_place = begins is not None and len(places) <= 2 and not NO_COMPANIES.match(said)  # noqa: PLR2004 - 営業部 主任
        by_name = re.search(rf"(?:{DEPARTMENT if begins else _INSIDE}|{TITLE})$", said)
        if len(said) <= _LONGEST and (by_place or by_name):
            sheet.take("department", start, start + len(said))
            if said != sheet.text[start:end]:
                sheet.skip(start + len(said), end)
