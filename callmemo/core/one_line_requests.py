"""What is asked for in one line: 折り返し, またかけます, 伝言, and why they call back."""

from __future__ import annotations

import re
from typing import Final

from callmemo.core.one_line_sheet import ENDS, TAKEN, Sheet
from callmemo.core.vocabulary import CallbackReason, Request, Target

_THAT: Final = "(?:との(?:こと|事)|って|そう)?(?:です|でした)?"
_WISH: Final = (
    "[をがは]?(?:希望|お?願い(?:(?:いた|致)?します|したい)?|願います|依頼|(?:くだ|下)さい(?:ませ)?"
    "|ほしい|欲しい|(?:いただ|頂)き(?:たい|ます)|求む|必要|要|約束)(?:です)?"
)
_CALL: Final = "(?:お?電話|お?TEL|ご?連絡|入電|お?でんわ)"
_BACK: Final = "(?:折り?返し?|おりかえし)"
_ANEW: Final = "(?:[か掛架]け直|電話し直)"
_CAME: Final = "[がはを]?(?:ありました|あった|あり|入りました|かかってきました"
_GOT: Final = "|(?:いただ|頂)きました|いただいた|頂いた|もらった|もらいました)(?!ま?せん|予定|たく)"

_PATTERNS: Final[tuple[tuple[Request | None, str], ...]] = (
    (
        None,
        (
            rf"{_BACK}(?:の?{_CALL})?[はが]?(?:不要|いりません|いらない|要りません|要らない"
            rf"|必要(?:なし|ない)|なし|無し|無用|結構){_THAT}"
        ),
    ),
    (
        Request.THEY_CALL_BACK,
        (
            rf"(?:先方|向こう|相手)(?:から|より)?の?(?:{_BACK}(?:の?{_CALL})?|{_ANEW}[しす])"
            rf"(?:待ち|予定|ます)?{_THAT}|(?:{_BACK}(?:の?{_CALL})?|{_ANEW}し|連絡)待ち"
        ),
    ),
    (
        Request.WE_CALL_AGAIN,
        (
            r"(?:こちら|当方|当社|弊社)(?:から|より)(?:また|再度|改めて)?(?:お?電話)?"
            rf"(?:{_ANEW}(?:します|し|す)|再架電){_THAT}"
        ),
    ),
    (Request.RETURNED_CALL, rf"{_BACK}(?:の?{_CALL})?{_CAME}{_GOT}{_THAT}"),
    (Request.RETURNED_CALL, r"\breturned (?:your|our|the|his|her) call\b"),
    (
        Request.WILL_CALL_AGAIN,
        (
            rf"(?:先方(?:から|より))?(?:また|再度|再び|改めて|後日)(?:{_CALL}|[か掛]け(?:直し?)?|架電)を?"
            r"(?:あり予定|(?:いた)?します|する|させて(?:いただ|頂)きます|ます|る)?"
            rf"{_THAT}(?!くだ|下さ|ほし|欲し)"
        ),
    ),
    (Request.WILL_CALL_AGAIN, rf"{_ANEW}(?:します|し|す|る){_THAT}(?!て|ほし)"),
    (Request.WILL_CALL_AGAIN, r"\b(?:he |she |they )?(?:will|'ll) call (?:you )?again\b"),
    (
        Request.VISITED,
        (
            r"が?(?:ご?(?:来訪|来社|来店|来所)(?:され(?:ました|た)|が?ありました|あり)?|お見えに?なり(?:ました)?"
            r"|お見え|お越し(?:になりました|です)?)(?!希望|予定|し?たい|する|時|日|の|について|に関|後|前)"
        ),
    ),
    (Request.CALLED, rf"{_CALL}{_CAME})(?!ま?せん|予定|たく){_THAT}|{_CALL}のみ|\bcalled\b"),
    (
        Request.PLEASE_CALL_BACK,
        (
            rf"要?(?:{_BACK}(?:す(?=約束))?(?:て(?=ほし|欲し|くだ|下さ))?(?:の?{_CALL})?"
            rf"|折(?:TEL|電)|コール?バック)(?:{_WISH})?{_THAT}"
        ),
    ),
    (Request.PLEASE_CALL_BACK, rf"{_CALL}(?:して)?{_WISH}{_THAT}"),
    (Request.PLEASE_CALL_BACK, r"(?:\bplease )?\bcall[ -]?(?:me |him |her |us )?back\b"),
    (
        Request.MESSAGE,
        (
            r"(?<!の)(?:ご?伝言|メッセージ)(?!板|ダイヤル|の)"
            rf"(?:が?あり(?:ます|ました)?|{_WISH}|のみ|です)?{_THAT}:?"
        ),
    ),
    (Request.MESSAGE, rf"と?お?伝え(?:て)?(?:くだ|下)さい{_THAT}|お?伝えて(?:ほ|欲)しい{_THAT}"),
    (Request.MESSAGE, r"\bmessage(?=:| from\b|$)"),
)
_REQUESTS: Final = tuple((each, re.compile(words, re.IGNORECASE)) for each, words in _PATTERNS)
"""Requests in words, in the order in which they are looked for; None wants no callback."""
_FIRST: Final = (
    Request.THEY_CALL_BACK,
    Request.WE_CALL_AGAIN,
    Request.PLEASE_CALL_BACK,
    Request.WILL_CALL_AGAIN,
    Request.RETURNED_CALL,
    Request.VISITED,
    Request.MESSAGE,
    Request.CALLED,
)
"""Which request holds where several were named."""
_IMPLIED: Final = frozenset({Request.CALLED, Request.MESSAGE})
"""What every other request says as well; others that do not hold stay in the message."""
_CALLED_THEM: Final = re.compile(
    rf"(?:こちら|当方)(?:から|より)(?:架電|電話)(?:した|しました)?"
    rf"|に(?:お?電話|架電)(?:した|しました)?{ENDS}"
)
_TARGETS: Final = re.compile(
    rf"(?:(?<=は)|(?<![一-龥々ァ-ヶー]))(?:(?P<mobile>携帯(?:電話)?)|会社|オフィス)(?:へ|に|まで){ENDS}"
)
_OUT: Final = (
    "(?:ご?不在|外出中?|席を?外し(?:て(?:いる|おり(?:ます)?))?中?|離席中?|お?休み|出張中|会議中)"
)
_SO: Final = "(?:の?ため(?:に)?|なので|ので|で)?"
_HAVING: Final = "(?:して(?:から)?|した(?:うえ|上)で?|後に?|の(?:うえ|上)で?)"
_REASONS: Final = (
    (
        CallbackReason.NEEDS_AUTHORITY,
        re.compile(
            "(?:上司|上長|責任者|決裁者|上の者|社長|部長|課長|店長)[にとへ]"
            f"(?:確認|相談){_HAVING}|決裁[がを]?(?:必要|要|取って|もらって){_SO}"
        ),
    ),
    (
        CallbackReason.PERSON_AWAY,
        re.compile(f"(?:先方)?ご?担当(?:者|の方)?[がは]?{_OUT}{_SO}|先方{_OUT}{_SO}"),
    ),
    (
        CallbackReason.NEEDS_CHECKING,
        re.compile(
            rf"(?:(?:確認|調査|検討){_HAVING}|調べて(?:から)?)"
            rf"(?:ご?連絡|お?電話)?(?:する|します)?(?:とのこと)?{ENDS}"
        ),
    ),
)


def find_request(sheet: Sheet) -> None:
    """Find what was asked for; of several the one that asks most of us holds."""
    named = _named(sheet.free)
    holds = next((request for request in _FIRST if request in named), None)
    for request, places in named.items():
        for place in places:
            if request is None:
                sheet.take("no_callback", *place, "True")
            elif request is holds:
                sheet.take("request", *place, request.value)
            elif request in _IMPLIED:
                sheet.skip(*place)
    if holds is Request.CALLED and None in named:
        del sheet.values["request"]
    if found := _CALLED_THEM.search(sheet.free):
        sheet.take("outgoing", *found.span(), "True")


def _named(free: str) -> dict[Request | None, list[tuple[int, int]]]:
    """Return where each request is named; no word names two."""
    named: dict[Request | None, list[tuple[int, int]]] = {}
    for request, pattern in _REQUESTS:
        for found in pattern.finditer(free):
            named.setdefault(request, []).append(found.span())
        free = pattern.sub(lambda found: TAKEN * len(found.group()), free)
    return named


def find_target(sheet: Sheet) -> None:
    """Find where the callback goes: 携帯へ, 会社に."""
    if found := _TARGETS.search(sheet.free):
        target = Target.THEIR_MOBILE if found["mobile"] else Target.THEIR_OFFICE
        sheet.take("target", *found.span(), target.value)


def find_callback_reason(sheet: Sheet) -> None:
    """Find why they call back; that they check something counts only where they call again."""
    request = sheet.values.get("request")
    again = request in {Request.THEY_CALL_BACK, Request.WILL_CALL_AGAIN}
    for reason, pattern in _REASONS:
        found = pattern.search(sheet.free)
        if found and (again or reason is not CallbackReason.NEEDS_CHECKING):
            sheet.take("callback_reason", *found.span(), reason.value)
            return
    name = sheet.place("name")
    if name and request == Request.THEY_CALL_BACK:
        away = re.compile(rf"{TAKEN}*(?P<away>不在)").match(sheet.free, name[1])
        if away:
            sheet.take("callback_reason", *away.span("away"), CallbackReason.PERSON_AWAY.value)
