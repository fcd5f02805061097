"""Lines as they are typed into the top of a memo, and what is to be read out of them.

`one_line_corpus.txt` is the corpus; `one_line_held_back.txt` was written at the same time and is
only measured. Both were there before the parser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

FOLDER: Final = Path(__file__).parent
NOW: Final = datetime(2026, 11, 24, 10, 0, 20, tzinfo=ZoneInfo("Asia/Tokyo"))
"""A Tuesday morning."""

MEMBERS: Final = (
    ("鈴木", "営業一課"),
    ("佐藤", "営業一課"),
    ("高橋", "営業二課"),
    ("伊藤 美咲", "営業二課"),
    ("木村", "総務部"),
    ("加藤 健", "経理部"),
    ("中村", "サポート課"),
)
GROUPS: Final = ("営業一課", "営業二課", "総務部", "経理部", "サポート課")
COMPANIES: Final = frozenset(
    {"アオバ商事", "みどり工業", "ヒノデ電機", "ナギサ", "丸福", "NK設計", "やよいクリニック"}
)
PEOPLE: Final = frozenset({"山田 太郎", "小鳥遊", "大空"})

FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "c": "company",
        "d": "department",
        "n": "name",
        "k": "kana",
        "p": "phone",
        "m": "mobile",
        "x": "extension",
        "w": "withheld",
        "to": "addressee",
        "r": "request",
        "u": "urgency",
        "why": "urgent_reason",
        "z": "complaint",
        "pr": "promise",
        "re": "reachable",
        "cl": "their_closing",
        "cr": "callback_reason",
        "t": "target",
        "s": "subject",
        "b": "body",
    }
)
_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "back": "please_call_back",
        "again": "will_call_again",
        "msg": "message",
        "returned": "returned_call",
        "they": "they_call_back",
        "we": "we_call_again",
        "away": "person_away",
        "authority": "needs_authority",
        "checking": "needs_checking",
    }
)
_MARKS: Final[Mapping[str, str]] = MappingProxyType({"u": "urgent", "w": "True", "z": "True"})
_NUMBERS: Final = frozenset({"phone", "mobile", "extension"})


@dataclass(frozen=True)
class Line:
    """One line, and the fields that are to be read out of it; others are to be empty."""

    text: str
    fields: Mapping[str, str]


def corpus() -> list[Line]:
    return _lines("one_line_corpus.txt")


def held_back() -> list[Line]:
    return _lines("one_line_held_back.txt")


def comparable(field: str, value: object) -> str:
    """Fold what is a matter of taste: widths, spaces and stops, the に of 15時までに."""
    text = unicodedata.normalize("NFKC", str(value or ""))
    if field in _NUMBERS:
        return "".join(ch for ch in text if ch.isdecimal() or ch == "+")
    text = re.sub(r"[\s、。,.・:!?〜~]", "", text)
    return re.sub(r"(?:には|に)$", "", text) if field == "promise" else text


def _lines(file: str) -> list[Line]:
    text = (FOLDER / file).read_text(encoding="utf-8")
    return [_line(row) for row in text.splitlines() if " => " in row and not row.startswith("#")]


def _line(row: str) -> Line:
    typed, _, said = row.partition(" => ")
    fields: dict[str, str] = {}
    for part in said.split(";"):
        tag, _, value = part.strip().partition("=")
        fields[FIELDS[tag]] = _WORDS.get(value, value) if value else _MARKS.get(tag, "")
    has_number = not _NUMBERS.isdisjoint(fields)
    fields.setdefault("request", "please_call_back" if has_number else "message")
    return Line(typed, MappingProxyType({name: value for name, value in fields.items() if value}))
