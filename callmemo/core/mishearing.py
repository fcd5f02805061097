"""What is easily misheard on the phone (1 and 7, 佐藤 and 加藤, B and D), and what to say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import Final

from callmemo.core.memo import Draft
from callmemo.core.phone import number_key
from callmemo.core.reading import kana_of, known_surname, surname_readings
from callmemo.core.spoken import bare


class Confusable(StrEnum):
    """Why something is misheard."""

    DIGITS = "digits"
    TIME = "time"
    LETTER = "letter"
    NEAR_NAME = "near_name"
    READINGS = "readings"
    SAME_NAME = "same_name"


@dataclass(frozen=True, slots=True)
class Hint:
    """What was heard, and how it is said so that it cannot be mistaken (or for what it can be)."""

    kind: Confusable
    heard: str
    said: str


_MOST: Final = 6
"""More hints than these are not read while somebody is on the phone."""
_MOST_READ: Final = 400
_SHORTEST: Final = 3
"""Kana: shorter names differ from too many others."""
_MOST_NEAR: Final = 3
_ONES: Final = ("", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう")
_LARGEST: Final = 99
_DAYS: Final[Mapping[int, str]] = {
    1: "ついたち",
    2: "ふつか",
    3: "みっか",
    4: "よっか",
    7: "なのか",
    8: "ようか",
    14: "じゅうよっか",
    17: "じゅうななにち",
    20: "はつか",
    24: "にじゅうよっか",
    27: "にじゅうななにち",
}
_HOURS: Final[Mapping[int, str]] = {
    1: "いちじ",
    4: "よじ",
    7: "ななじ",
    11: "じゅういちじ",
    14: "じゅうよじ",
    17: "じゅうななじ",
}
_MONTHS: Final[Mapping[int, str]] = {1: "いちがつ", 4: "よんがつ", 7: "なながつ"}
_DIGIT_NAMES: Final[Mapping[str, str]] = {"1": "イチ", "4": "ヨン", "7": "ナナ"}
_LETTERS: Final[Mapping[str, str]] = {
    "B": "ブラジルのB",
    "C": "カナダのC",
    "D": "デンマークのD",
    "E": "エジプトのE",
    "F": "フランスのF",
    "G": "ゴルフのG",
    "M": "メキシコのM",
    "N": "ニッポンのN",
    "P": "パリのP",
    "S": "スペインのS",
    "T": "東京のT",
    "V": "ビクトリーのV",
    "Z": "ゼブラのZ",
}
_TIMES: Final = re.compile(r"(?<!\d)(\d{1,2})(?:(月)|(日)(?!間)|(時)(?!間))")
_COUNTED: Final = re.compile(
    r"(?<!\d)(\d{0,1}[17])(個|箱|本|枚|名|台|件|冊|回|人|番|階|号|丁目|部|セット)"
)
_CODE: Final = re.compile(r"(?<![A-Za-z])([A-Z]{1,3})(?![A-Za-z])")
_FREQUENT: Final[Mapping[str, str]] = {
    "サトウ": "佐藤",
    "カトウ": "加藤",
    "イトウ": "伊藤",
    "サイトウ": "斎藤",
    "ゴトウ": "後藤",
    "エンドウ": "遠藤",
    "アンドウ": "安藤",
    "コンドウ": "近藤",
    "ムトウ": "武藤",
    "クドウ": "工藤",
    "ナイトウ": "内藤",
    "ヤマダ": "山田",
    "ハマダ": "浜田",
    "ヤマモト": "山本",
    "ヤマグチ": "山口",
    "ハマグチ": "浜口",
    "ナカムラ": "中村",
    "ナカヤマ": "中山",
    "ナカジマ": "中島",
    "タカハシ": "高橋",
    "タカヤマ": "高山",
    "コバヤシ": "小林",
    "オオバヤシ": "大林",
    "イノウエ": "井上",
    "ワタナベ": "渡辺",
    "ワタベ": "渡部",
    "マツモト": "松本",
    "マスモト": "桝本",
    "ハヤシ": "林",
    "タバタ": "田端",
    "カワダ": "川田",
    "サワダ": "沢田",
    "ヨシダ": "吉田",
    "イシダ": "石田",
    "ニシダ": "西田",
    "キシダ": "岸田",
    "オカダ": "岡田",
    "オガタ": "緒方",
    "ホンダ": "本田",
    "ホリタ": "堀田",
}


def hints(
    draft: Draft,
    *,
    members: Mapping[str, str] | None = None,
    people: Iterable[tuple[str, str]] = (),
) -> tuple[Hint, ...]:
    """Return what to take care of when this call is read back, most important first.

    `members` are those of the office with their departments, `people` callers known here with
    their companies, with whom this one could be mixed up.
    """
    people = tuple(people)
    found = [
        *_same_name(draft, members or {}),
        *_same_caller(draft, people),
        *_near_names(draft, members or {}, [name for name, _ in people]),
        *_readings(draft),
        *_times(draft),
        *_digits(draft),
        *_letters(draft),
    ]
    return tuple(dict.fromkeys(found))[:_MOST]


def _words(draft: Draft) -> str:
    texts = (draft.subject, draft.promise, draft.reachable, draft.urgent_reason, draft.body)
    return unicodedata.normalize("NFKC", " ".join(text[:_MOST_READ] for text in texts))


def _digits(draft: Draft) -> Iterator[Hint]:
    number = number_key(draft.dial_number)
    if "7" in number and ("1" in number or "4" in number):
        heard = [digit for digit in _DIGIT_NAMES if digit in number]
        said = [_DIGIT_NAMES[digit] for digit in heard]
        yield Hint(Confusable.DIGITS, "・".join(heard), "・".join(said))


def _times(draft: Draft) -> Iterator[Hint]:
    words = _words(draft)
    for found in _TIMES.finditer(words):
        table = _MONTHS if found[2] else _DAYS if found[3] else _HOURS
        said = table.get(int(found[1]))
        if said is not None:
            yield Hint(Confusable.TIME, found[0], said)
    for found in _COUNTED.finditer(words):
        count = int(found[1])
        if 0 < count <= _LARGEST:
            yield Hint(Confusable.TIME, found[0], f"{_below_hundred(count)}{found[2]}")


def _below_hundred(count: int) -> str:
    tens, ones = divmod(count, 10)
    ten = f"{_ONES[tens] if tens > 1 else ''}じゅう" if tens else ""
    return f"{ten}{_ONES[ones]}"


def _letters(draft: Draft) -> Iterator[Hint]:
    texts = (draft.caller.company, draft.subject, draft.body[:_MOST_READ])
    for found in _CODE.finditer(unicodedata.normalize("NFKC", " ".join(texts))):
        said = [_LETTERS[letter] for letter in found[1] if letter in _LETTERS]
        if said:
            yield Hint(Confusable.LETTER, found[1], "、".join(said))


def _readings(draft: Draft) -> Iterator[Hint]:
    """A caller's name that can be read in several ways, as long as its kana was not asked."""
    caller = draft.caller
    readings = surname_readings(bare(caller.name)) if caller.name and not caller.kana else ()
    if len(readings) > 1:
        yield Hint(Confusable.READINGS, known_surname(bare(caller.name)), "・".join(readings))


def _same_name(draft: Draft, members: Mapping[str, str]) -> Iterator[Hint]:
    """Several in the office with the surname of the addressee."""
    name = bare(draft.addressee)
    surname = known_surname(name) or name
    same = [member for member in members if surname and member.startswith(surname)]
    if len(same) > 1:
        said = [f"{member}({members[member]})" if members[member] else member for member in same]
        yield Hint(Confusable.SAME_NAME, surname, "・".join(said[:_MOST_NEAR]))


def _same_caller(draft: Draft, people: Iterable[tuple[str, str]]) -> Iterator[Hint]:
    """Several callers with this surname, as long as nobody has asked for the company."""
    name = bare(draft.caller.name)
    surname = known_surname(name) or name
    if not surname or draft.caller.company:
        return
    places = dict.fromkeys(place for other, place in people if other.startswith(surname) and place)
    if len(places) > 1:
        yield Hint(Confusable.SAME_NAME, surname, "・".join(list(places)[:_MOST_NEAR]))


def _near_names(draft: Draft, members: Mapping[str, str], people: Iterable[str]) -> Iterator[Hint]:
    addressee, caller = bare(draft.addressee), draft.caller
    yield from _near(addressee, surname_readings(addressee), members, {})
    kana = kana_of(caller.kana).split()
    sounds = tuple(kana[:1]) or surname_readings(bare(caller.name))
    yield from _near(bare(caller.name) or caller.kana, sounds, people, _FREQUENT)


def _near(
    name: str, sounds: tuple[str, ...], others: Iterable[str], frequent: Mapping[str, str]
) -> Iterator[Hint]:
    """Names that sound nearly the same as this one."""
    own = known_surname(name) or name
    near = [
        known_surname(other) or other
        for other in others
        if any(_sounds_near(a, b) for a, b in product(sounds, surname_readings(other)))
    ]
    near += [
        other
        for sound, other in frequent.items()
        if any(_sounds_near(each, sound) for each in sounds)
    ]
    near = [other for other in dict.fromkeys(near) if other != own]
    if near:
        yield Hint(Confusable.NEAR_NAME, own, "・".join(near[:_MOST_NEAR]))


def _sounds_near(one: str, other: str) -> bool:
    """Whether two readings differ in one sound: サトウ and カトウ, イトウ and サイトウ."""
    if one == other or min(len(one), len(other)) < _SHORTEST or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((i for i, sign in enumerate(short) if sign != long[i]), len(short))
    return short[at:] == long[at + 1 :] or short[at + 1 :] == long[at + 1 :]
