"""vCard files (.vcf) of phones, Outlook, Google and Apple, read into records.

Cards of versions 2.1, 3.0 and 4.0 are understood, and one bad card never costs the others.
Writing them stands in `callmemo.exchange.vcard_writing`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import unquote

from callmemo.core.contact import (
    DIRECT,
    FAX,
    HOME,
    MOBILE,
    OFFICE,
    OTHER,
)
from callmemo.core.phone import number_key
from callmemo.exchange.records import (
    MAX_PEOPLE,
    Collected,
    Column,
    Loss,
    Reading,
    Record,
    too_many,
)
from callmemo.exchange.vcard_lines import Card, Property, cards
from callmemo.labels import field_label
from callmemo.words import say

_LABELS: Final = (
    (FAX, {"FAX", "WORKFAX", "HOMEFAX", "OTHERFAX", "FACSIMILE"}),
    (MOBILE, {"CELL", "MOBILE", "IPHONE", "携帯", "携帯電話", "X-MOBILE", "PCS"}),
    (DIRECT, {"DIRECT", "直通"}),
    (HOME, {"HOME", "自宅"}),
    (OFFICE, {"WORK", "MAIN", "COMPANY", "BUSINESS", "会社", "勤務先", "代表", "OFFICE"}),
    (OTHER, {"OTHER", "その他"}),
)
_SAY_NOTHING: Final = frozenset({"PREF", "VOICE", "TEXT", "MSG", "VIDEO", "TEXTPHONE", "INTERNET"})
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_MEANT: Final = {
    "N": "name",
    "FN": "name",
    "ORG": "company",
    "TITLE": "department",
    "ROLE": "department",
    "TEL": "phone",
    "NOTE": "notes",
    "X-PHONETIC-LAST-NAME": "kana",
    "X-PHONETIC-FIRST-NAME": "kana",
    "X-PHONETIC-ORG": "company",
    "SORT-STRING": "kana",
}
_READINGS: Final = (
    "X-PHONETIC-LAST-NAME",
    "X-PHONETIC-FIRST-NAME",
    "X-PHONETIC-ORG",
    "SOUND",
    "SORT-STRING",
)
_TEXTS: Final = {
    "TITLE": ("position", " "),
    "ROLE": ("position", " "),
    "NOTE": ("notes", "\n"),
    "X-CALLMEMO-CLOSING": ("their_closing", " "),
    "X-CALLMEMO-REACHABLE": ("reachable", " "),
    "X-CALLMEMO-RULES": ("rules", "\n"),
}
_SILENT: Final = frozenset(
    {"VERSION", "PRODID", "UID", "REV", "KIND", "SOURCE", "PROFILE", "X-ABLABEL", "X-ABSHOWAS"}
)
_GROUP: Final = frozenset({"group"})
_COMPANY: Final = frozenset({"org", "organization", "company"})


def read_vcards(content: bytes) -> Reading:
    """Read a file of cards; what cannot be read is named in `losses`, the rest is kept."""
    records: list[Record] = []
    losses: list[Loss] = []
    headings: dict[str, str] = {}
    versions: set[str] = set()
    stray = 0
    for card in cards(content):
        if isinstance(card, int):
            stray += 1
            if stray == 1:
                losses.append(Loss(card, say("This line belongs to no card.")))
            continue
        if len(records) >= MAX_PEOPLE:
            losses.append(Loss(card.line, too_many()))
            break
        for each in card.properties:
            if each.name == "VERSION":
                versions.add(each.text.strip()[:5])
            elif each.name not in _SILENT and not each.name.startswith("X-CALLMEMO"):
                headings.setdefault(each.name, _meaning(each.name))
        _take_in(card, records, losses)
    if stray > 1:
        losses.append(Loss(losses[0].place, say("{count} lines belong to no card.", count=stray)))
    kind = " ".join(["vCard", ", ".join(sorted(filter(None, versions)))]).strip()
    columns = tuple(Column(name, meaning) for name, meaning in headings.items())
    return Reading(kind, "", tuple(records), tuple(losses), columns)


def _meaning(name: str) -> str:
    meant = _MEANT.get(name, "")
    if not meant:
        return say("Readings") if name == "SOUND" else ""
    return say("Notes") if meant == "notes" else field_label(meant)


def _take_in(card: Card, records: list[Record], losses: list[Loss]) -> None:
    kinds = {each.text.strip().lower() for each in card.properties if each.name.endswith("KIND")}
    if kinds & _GROUP:
        losses.append(Loss(card.line, say("A group is no person; it was left out.")))
        return
    found = _Reader(card).read()
    if found.is_empty:
        losses.append(Loss(card.line, say("The card has no name, no company and no number.")))
    else:
        records.append(found)


class _Reader:
    """Reads one card."""

    def __init__(self, card: Card) -> None:
        self._card = card
        self._found = Collected()
        self._names: list[str] = []
        self._shown = ""
        self._kana = ["", ""]
        self._labels = {
            each.group: _bare_label(each.text)
            for each in card.properties
            if each.name == "X-ABLABEL" and each.group
        }

    def read(self) -> Record:
        """Return what the card says, with a remark for whatever could not be read."""
        for each in self._card.properties:
            self._read_one(each)
        found, card = self._found, self._card
        found.texts["name"] = self._name()
        found.add("kana", " ".join(filter(None, self._kana)))
        if self._is_company():
            found.texts.setdefault("company", found.texts["name"])
            found.texts["name"] = ""
            if self._says_company() and found.texts.get("kana"):
                found.texts.setdefault("company_kana", found.texts["kana"])
                found.texts["kana"] = ""
        for number in card.unread[:5]:
            found.remarks.append(say("Line {line} could not be read whole.", line=number))
        if not card.is_whole:
            found.remarks.append(say("The end of the card is missing."))
        return found.record(card.line)

    def _read_one(self, each: Property) -> None:
        found, text = self._found, each.text.strip()
        reader = _READERS.get(each.name)
        if reader is not None:
            reader(self, each)
        elif each.name in _TEXTS:
            name, joint = _TEXTS[each.name]
            found.add(name, text, joint)
        elif each.name == "FN":
            self._shown = self._shown or text
        elif each.name == "X-CALLMEMO-LEFT":
            found.left = text == "1"
        elif each.name == "X-CALLMEMO-SUCCESSOR":
            found.successor = text

    def take_company(self, each: Property) -> None:
        """Take in a line of this kind."""
        company, *rest = [part.strip() for part in each.parts]
        texts = self._found.texts
        if not texts.get("company"):
            texts["company"] = company
            texts["department"] = " ".join(filter(None, rest))
        sorted_as = each.param("SORT-AS")
        if _is_kana(sorted_as) and not texts.get("company_kana"):
            texts["company_kana"] = sorted_as

    def take_reading(self, each: Property) -> None:
        """Take in a line of this kind."""
        text = each.text.strip()
        if each.name == "X-PHONETIC-LAST-NAME":
            self._kana[0] = text
        elif each.name == "X-PHONETIC-FIRST-NAME":
            self._kana[1] = text
        elif each.name == "X-PHONETIC-ORG":
            self._found.texts["company_kana"] = text
        elif not any(self._kana):
            if each.name == "SOUND" and "X-IRMC-N" in each.types:
                self._kana[0] = " ".join(filter(None, map(str.strip, each.parts)))
            elif each.name == "SORT-STRING" and _is_kana(text):
                self._kana[0] = text

    def take_name(self, each: Property) -> None:
        """Take in a line of this kind."""
        parts = [part.strip().replace("\n", " ") for part in each.parts]
        if each.param("PHONETIC") or (self._names and _is_kana("".join(parts))):
            if not any(self._kana):
                self._kana[:] = [*parts, "", ""][:2]
            return
        if not self._names:
            self._names = parts
        sorted_as = each.param("SORT-AS")
        if _is_kana(sorted_as) and not any(self._kana):
            values = each.params.get("SORT-AS", [])
            self._kana[:] = [" ".join(" ".join(values).replace(",", " ").split()), ""]

    def _name(self) -> str:
        """Family name first, as in this country, unless the name is written in Latin letters."""
        family, given, middle = [*self._names, "", "", ""][:3]
        parts = [part for part in (family, middle, given) if part]
        ours = " ".join(parts)
        if not ours:
            # A card must have a name to show; where there is none it is the number.
            shown = number_key(self._shown)
            is_number = bool(shown) and shown in {each.key for each in self._found.numbers}
            is_reading = self._shown == " ".join(filter(None, self._kana))
            return "" if is_number or is_reading else self._shown
        if not is_eastern(ours):
            return self._shown or " ".join(part for part in (given, middle, family) if part)
        if "".join(self._shown.split()) == "".join(ours.split()):
            return self._shown
        return ours

    def _is_company(self) -> bool:
        company = self._found.texts.get("company", "")
        same = not any(self._names) and bool(company) and self._shown == company
        return same or self._says_company()

    def _says_company(self) -> bool:
        texts = {each.name: each.text.strip().lower() for each in self._card.properties}
        return not {texts.get("KIND", ""), texts.get("X-ABSHOWAS", "")}.isdisjoint(_COMPANY)

    def take_number(self, each: Property) -> None:
        """Take in a line of this kind."""
        number, extension = each.text.strip(), each.param("X-EXTENSION")
        if number[:4].lower() == "tel:":
            number, *params = unquote(number[4:]).split(";")
            for param in params:
                key, _, value = param.partition("=")
                if key.strip().lower() == "ext":
                    extension = value.strip()
        own = self._labels.get(each.group, "") or each.param("X-LABEL")
        self._found.add_number(number, _label(each, own), extension)


_READERS: Final = {
    "N": _Reader.take_name,
    "ORG": _Reader.take_company,
    "TEL": _Reader.take_number,
    **dict.fromkeys(_READINGS, _Reader.take_reading),
}


def _label(each: Property, own: str) -> str:
    said = [own.upper()] if own else []
    for label, words in _LABELS:
        if words & {*each.types, *said} and (label == FAX or not own or words & set(said)):
            return label
    if own:
        return own
    rest = sorted(each.types - _SAY_NOTHING)
    return next((word.removeprefix("X-").lower() for word in rest if len(word) > 1), OTHER)


def _bare_label(text: str) -> str:
    match = _APPLE_LABEL.fullmatch(text.strip())
    return match.group(1) if match else text.strip()


def _is_kana(text: str) -> bool:
    letters = [ch for ch in unicodedata.normalize("NFKC", text) if not ch.isspace() and ch != ","]
    return bool(letters) and all("ぁ" <= ch <= "ヿ" for ch in letters)


def is_eastern(text: str) -> bool:
    """Whether a name is written in kanji, kana or hangul, so that the family comes first."""
    return any(
        "\u3040" <= ch <= "\u9fff" or "\uac00" <= ch <= "\ud7a3" or ch > "\uf8ff" for ch in text
    )
