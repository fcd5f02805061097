"""What the headings of other programs' address files mean, whatever their order and spelling.

Headings are looked up in one table of whole names, then by the words they are made of: Outlook,
Google Contacts, Cybozu, Garoon, desknet's and postcard programs all say 会社電話 in another way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from callmemo.core.contact import DIRECT, FAX, HOME, MOBILE, NUMBER_LABELS, OFFICE, OTHER
from callmemo.core.text import normalise
from callmemo.labels import field_label, number_label
from callmemo.words import mark, say

PHONE: Final = "phone"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column holds: a field, or of a number its `label` and which of several it is.

    Of `phone` the parts are `value`, `label` and `extension`.
    """

    field: str
    label: str = ""
    group: str = ""
    part: str = "value"

    def __str__(self) -> str:
        """Return what people call it."""
        if self.field == PHONE:
            return number_label(self.label) if self.label else field_label("phone")
        return say(_SAID[self.field]) if self.field in _SAID else field_label(self.field)


_SAID: Final = {
    "family": mark("Family name"),
    "given": mark("Given name"),
    "middle": mark("Middle name"),
    "family_kana": mark("Kana of the family name"),
    "given_kana": mark("Kana of the given name"),
    "position": mark("Position"),
    "shown_name": mark("Name"),
}

_WHOLE: Final[dict[str, tuple[str, ...]]] = {
    "family": (
        *("last name", "family name", "surname", "姓", "名前(姓)", "個人名(姓)", "氏名(姓)"),
        *("苗字", "名字", "氏", "姓名(姓)", "漢字(姓)"),
    ),
    "given": (
        *("first name", "given name", "forename", "名", "名前(名)", "個人名(名)", "氏名(名)"),
        *("下の名前", "姓名(名)", "漢字(名)"),
    ),
    "middle": ("middle name", "additional name", "ミドルネーム"),
    "name": (
        *("name", "full name", "contact name", "氏名", "名前", "お名前", "姓名", "個人名"),
        *("宛名", "担当者", "担当者名", "ご担当者名", "顧客名", "連絡先名", "取引先担当者"),
    ),
    "shown_name": ("display name", "file as", "表示名", "標題", "formatted name"),
    "kana": ("yomi name", "phonetic name", "reading", "furigana", "kana"),
    "family_kana": (
        *("surname yomi", "family name yomi", "phonetic last name", "セイ", "last name yomi"),
        *("last name phonetic", "よみ(姓)", "姓(よみ)", "姓(フリガナ)", "フリガナ(姓)"),
    ),
    "given_kana": (
        *("given yomi", "given name yomi", "phonetic first name", "メイ", "first name yomi"),
        *("first name phonetic", "よみ(名)", "名(よみ)", "名(フリガナ)", "フリガナ(名)"),
    ),
    "company": (
        *(
            "company",
            "company name",
            "organization",
            "organization name",
            "会社名",
            "会社",
            "勤務先",
        ),
        *("勤務先名", "組織名", "法人名", "企業名", "取引先", "取引先名", "得意先名", "所属"),
        *("organization 1 - name", "事業所名", "団体名", "勤務先会社名"),
    ),
    "company_kana": (
        *("company yomi", "organization 1 - yomi name", "phonetic organization", "会社よみ"),
        "kana of the company",
    ),
    "department": (
        *("department", "organization department", "organization 1 - department", "部署"),
        *("部署・役職", "部署役職", "所属・役職"),
        *("部署名", "部課名", "所属部署", "部門", "部門名", "所属名", "勤務先部署"),
    ),
    "position": (
        *("job title", "organization title", "organization 1 - title", "役職", "役職名", "肩書"),
        *("肩書き", "職位", "position", "勤務先役職"),
    ),
    "notes": ("notes", "note", "memo", "comments", "メモ", "備考", "備考1", "コメント", "特記事項"),
    "rules": ("house rules", "社内の取り決め", "対応ルール"),
    "reachable": ("reachable", "つながる時間帯", "連絡可能時間"),
    "their_closing": ("they close at", "closing", "先方の終業", "終業", "営業時間"),
    "left": ("has left", "退職・異動", "退職"),
    "successor": ("successor", "後任", "後任者"),
}
_MEANINGS: Final = {
    normalise(heading): Meaning(field) for field, names in _WHOLE.items() for heading in names
}
_NUMBERED = re.compile(
    r"(?:phone|電話|電話番号)\s*(\d+)\s*[-－ー–—]?\s*(label|type|value|extension|種類|番号|内線)?",
    re.IGNORECASE,
)
_PARTS: Final = {
    "label": "label",
    "type": "label",
    "種類": "label",
    "extension": "extension",
    "内線": "extension",
}
# Words of headings, after folding: ふりがな and フリガナ are one.
_NOT_OURS = re.compile(
    r"メール|MAIL|アドレス|住所|番地|郵便|市区町村|都道府県|連名|配偶|家族|秘書|ASSISTANT|MANAGER"
    r"|上司|コールバック|CALLBACK|テレックス|TELEX|TTY|ポケット|PAGER|ISDN|無線|RADIO|公開|通知"
    r"|コード|URL|WEB|FORMATTED",
    re.IGNORECASE,
)
_IS_KANA = re.compile(r"フリガナ|ヨミ|読ミ|カナ|YOMI|PHONETIC|FURIGANA", re.IGNORECASE)
_IS_NUMBER = re.compile(
    r"電話|TEL|PHONE|携帯|FAX|ファックス|ファクシミリ|ファクス|MOBILE|直通|PHS", re.IGNORECASE
)
_LABEL_WORDS: Final = (
    (FAX, re.compile(r"FAX|ファックス|ファクシミリ|ファクス|FACSIMILE", re.IGNORECASE)),
    (
        MOBILE,
        re.compile(r"携帯|MOBILE|CELL|IPHONE|スマホ|スマートフォン|PHS|CAR|PCS", re.IGNORECASE),
    ),
    (DIRECT, re.compile(r"直通|DIRECT|ダイヤルイン", re.IGNORECASE)),
    (HOME, re.compile(r"自宅|HOME", re.IGNORECASE)),
    (
        OFFICE,
        re.compile(
            r"会社|勤務先|代表|事業所|法人|BUSINESS|WORK|OFFICE|COMPANY|MAIN", re.IGNORECASE
        ),
    ),
)
_PLAIN: Final = frozenset(
    map(
        normalise,
        (
            "",
            "other",
            "other number",
            "その他",
            "その他の番号",
            "voice",
            "電話",
            "電話番号",
            "phone",
            "tel",
            "*",
            "primary",
        ),
    )
)


def label_of(text: str) -> str:
    """Return the label of a number for what a file says of it; its own word if it has one.

    >>> label_of("Work Fax"), label_of("* Mobile"), label_of("倉庫")
    ('fax', 'mobile', '倉庫')
    """
    text = text.strip().lstrip("*").strip()
    folded = normalise(text)
    if folded in _PLAIN:
        return OTHER
    for name in NUMBER_LABELS:
        if folded in {name, normalise(number_label(name))}:
            return name
    return next((label for label, words in _LABEL_WORDS if words.search(folded)), text)


def meanings(headings: Sequence[str]) -> list[Meaning | None]:
    """Say of each heading what stands below it; None for what nobody here asks for."""
    found = [_meaning(heading) for heading in headings]
    if Meaning("position") not in found:
        # In Outlook this is 様 and Mr; where nothing else says it, it is what they do there.
        found = [
            Meaning("position") if each is None and normalise(heading) == "title" else each
            for each, heading in zip(found, headings, strict=True)
        ]
    return found


def _meaning(heading: str) -> Meaning | None:
    plain = normalise(heading)
    numbered = _NUMBERED.fullmatch(heading.strip())
    if plain in _MEANINGS:
        return _MEANINGS[plain]
    if numbered:
        part = _PARTS.get((numbered.group(2) or "").lower(), "value")
        return Meaning(PHONE, group=numbered.group(1), part=part)
    folded = plain.upper()
    if not folded or _NOT_OURS.search(folded):
        return None
    if _IS_KANA.search(folded):
        return _kana(folded)
    return _number(folded)


def _number(folded: str) -> Meaning | None:
    if "内線" in folded or folded == "EXTENSION":
        return Meaning(PHONE, OFFICE, part="extension")
    return Meaning(PHONE, _heading_label(folded)) if _IS_NUMBER.search(folded) else None


def _heading_label(folded: str) -> str:
    return next((label for label, words in _LABEL_WORDS if words.search(folded)), OTHER)


def _kana(folded: str) -> Meaning | None:
    """Say whose reading it is: 会社名フリガナ, 姓ヨミ, フリガナ名, 氏名カナ."""
    if re.search(r"会社|勤務先|COMPANY|ORGANIZATION|法人|企業|取引先名|事業所", folded):
        return Meaning("company_kana")
    if re.search(r"部|役職|DEPARTMENT|TITLE|ミドル|MIDDLE|ADDITIONAL", folded):
        return None
    if re.search(r"氏名|姓名|名前|個人名|担当者", folded):
        return Meaning("kana")
    if "姓" in folded or re.search(r"セイ$|LAST|FAMILY|SURNAME", folded):
        return Meaning("family_kana")
    if "名" in folded or re.search(r"メイ$|FIRST|GIVEN", folded):
        return Meaning("given_kana")
    return Meaning("kana")


_SIGNS: Final = (
    ("callmemo", ("Phone 1 - Extension",)),
    ("callmemo", ("電話1 内線",)),
    ("Google Contacts", ("Organization Name", "Phonetic Last Name", "File As")),
    ("Google Contacts", ("Given Name Yomi", "Group Membership")),
    ("Outlook", ("Business Phone", "Company Main Phone")),
    ("Outlook", ("Business Phone", "E-mail Address", "First Name")),
    ("Outlook", ("会社電話", "会社代表電話")),
    ("Outlook", ("会社電話", "携帯電話", "電子メール アドレス")),
    ("Windows", ("電子メール アドレス", "勤務先電話番号")),
    ("Garoon", ("表示名", "姓(よみ)", "部課名")),
    ("Cybozu Office", ("名前(姓)", "よみ(姓)", "会社名(よみ)")),
    ("desknet's NEO", ("名前", "ふりがな", "会社名ふりがな")),
    ("CyberMail", ("階層情報", "表示名")),
    ("Thunderbird", ("Primary Email", "Work Phone")),
)


def program_of(headings: Sequence[str]) -> str:
    """Name the program that writes such headings, or nothing."""
    there = set(map(normalise, headings))
    return next(
        (name for name, signs in _SIGNS if all(normalise(sign) in there for sign in signs)), ""
    )
