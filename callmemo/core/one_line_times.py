"""Until when and when: promises, reachable times and closing hours in one line."""

from __future__ import annotations

import re
from typing import Final

from callmemo.core.one_line_sheet import BEGINS, ENDS, STOPS, TAKEN, Sheet
from callmemo.core.promise_words import DAYS, TIMES, Sign, Within, plain, read

_LONGEST: Final = 40
_WORD: Final = rf"[^{STOPS}/]"
_LABEL: Final = re.compile(
    r"(?:期限|締め?切り?|〆切|つながる時間帯?|都合の?(?:良い|いい|よい)時間帯?)(?:は|:|が)? ?$"
)
_DEADLINE: Final = re.compile(r"(?:までには?|迄に?|以内に?|中に(?!い)|次第に?)")
_CLOCK: Final = r"(?P<clock>[0-9]{1,2}(?:時半?|:[0-9]{2}))"
_CLOSING: Final = re.compile(
    rf"{BEGINS}(?:先方は?)?{_CLOCK}(?:に|で|まで)?(?:の?終業|閉店|閉院|閉館|営業|受付終了|で?終わり)(?:です)?{ENDS}"
)
_CAN: Final = (
    r"(?:(?:なら|であれば|は|が|に|で)?(?:電話に)?(?:つながる|つながります|可能?|OK|大丈夫|出られる|出られます|ご?対応可能?)(?:です)?"
    r"|なら(?:ば)?|であれば)"
)
_HERE: Final = "(?:(?:なら|は|に)?(?:在席|在社|在宅|社内)(?:です|中)?)"
_TIME: Final = rf"[^{STOPS}/在可出つ折連電]{{1,20}}?"
_REACHABLE: Final = re.compile(
    rf"{BEGINS}(?P<label>は(?=[0-9今明本午朝夕])|(?:つながる時間帯?|都合の良い時間)(?:は|:)? ?)?"
    rf"(?P<when>(?P<time>{_TIME}(?:(?:以降|以後|過ぎ|すぎ)(?:ならば?)?|(?:から|~|-){_TIME}(?:まで)?(?:の?間)?(?:なら)?|なら|の間))"
    rf"(?P<here>{_HERE})?)(?P<can>{_CAN})?(?P<end>[にで](?={ENDS})|です)?{ENDS}",
    re.IGNORECASE,
)
_NOT_WHEN: Final = frozenset({Sign.AT_ONCE, Sign.WHENEVER})


def find_closing(sheet: Sheet) -> None:
    """Find when they close: 先方17時終業, 18時閉店."""
    if found := _CLOSING.search(sheet.free):
        clock = found["clock"].replace("時半", ":30").replace("時", ":00")
        hour, _, minute = clock.partition(":")
        if int(hour) <= 23 and int(minute) <= 59:  # noqa: PLR2004 - hours and minutes of a day
            sheet.take("their_closing", *found.span(), f"{int(hour):02}:{minute}")


def find_reachable(sheet: Sheet) -> None:
    """Find when they can be reached: 14時以降なら, 15時から17時まで在席."""
    for found in _REACHABLE.finditer(sheet.free):
        said = found["time"]
        times = re.sub(r"(?:ならば?|の?間|過ぎ|すぎ)+$", "", said)
        tokens, rest = read(plain(times))
        if rest or not any(isinstance(token, (*TIMES, *DAYS)) for token in tokens):
            continue
        start, end = found.span("when")
        if found["here"] is None:
            end -= len(said) - len(re.sub(r"ならば?$", "", said))
        sheet.take("reachable", start, end)
        sheet.skip(found.start(), start)
        sheet.skip(end, found.end())
        return


def find_promise(sheet: Sheet) -> None:
    """Find by when something was promised: 15時まで, 30分以内, 戻り次第."""
    places = [place for each in sheet.chunks() if (place := _promise(sheet, *each))]
    if not places:
        return
    start, end = places[0]
    for first, last in places[1:]:
        if sheet.free[end:first].strip(" "):
            break
        end = last
    sheet.take("promise", start, end, re.sub("には?$", "", sheet.words(start, end)))
    if label := _LABEL.search(sheet.free[:start]):
        sheet.skip(*label.span())


def _promise(sheet: Sheet, start: int, end: int) -> tuple[int, int] | None:
    """Return the place of the promise with which a word begins, if all of it is understood."""
    said = sheet.free[start:end]
    label = re.match("(?:(?:期限|締め?切り?|〆切)[はが]?|は)(?=.)", said)
    first = label.end() if label else 0
    stops = [len(said), *(each.end() for each in reversed(list(_DEADLINE.finditer(said))))]
    for stop in stops:
        if is_time(said[first:stop]):
            return start + first, start + stop
    return None


def is_time(said: str) -> bool:
    """Whether all of a word says when."""
    said = re.sub(r"(?:に|(?<!ま)で)$", "", said)
    if not said or len(said) > _LONGEST or TAKEN in said:
        return False
    stripped = re.sub(
        r"^.{1,6}?(?:が|の)?(?=終わり次第|終了次第|戻り次第|でき次第|空き次第)", "", said
    )
    tokens, rest = read(plain(stripped))
    if rest:
        return False
    if any(isinstance(token, (*TIMES, *DAYS, Within)) for token in tokens):
        return not any(token in {Sign.FROM, Sign.NOT_BEFORE} for token in tokens)
    return Sign.WHENEVER in tokens and re.search("次第$|(?:際|時|とき|たら)$", said) is not None
