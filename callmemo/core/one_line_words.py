"""The words by which one line is understood: honorifics, titles, trades, urgency, complaints."""

from __future__ import annotations

import re
from typing import Final

HONORIFIC: Final = "(?:様|さま|さん|氏(?!名)|先生|殿)"
TITLE: Final = (
    "(?:代表取締役社長|代表取締役|取締役|副社長|社長|会長|専務|常務|本部長|副部長|部長|次長|課長代理|課長"
    "|係長|主任|主査|主事|店長|副店長|所長|支店長|支社長|工場長|院長|園長|校長|教頭|理事長|事務長"
    "|事務局長|局長|室長|館長|弁護士|税理士|会計士|社労士|司法書士|マネージャー|リーダー)"
)
DEPARTMENT: Final = (
    "(?:部|課|係|室|局|支店|支社|営業所|出張所|本店|本社|工場|事業部|本部"
    "|グループ|チーム|窓口|担当)"
)
_LEGAL: Final = (
    r"(?:株式会社|有限会社|合同会社|合資会社|合名会社|相互会社|(?:一般|公益)?(?:社団|財団)法人"
    r"|医療法人(?:社団|財団)?|学校法人|社会福祉法人|宗教法人|特定非営利活動法人|NPO法人|独立行政法人"
    r"|税理士法人|弁護士法人|\([株有合医財社学福名資]\)|[㈱㈲㈳㈶㈻])"
)
_TRADE: Final = (
    "(?:商事|商会|商店|商社|工業所?|重工|電機|電工|電器|電気|電子|建設|建築|工務店|組合?|製作所?|製薬"
    "|製菓|製造|製鉄|製紙|薬局|薬品|銀行|信用金庫|信金|信用組合|証券|保険|生命|不動産|住宅|物産|物流"
    "|運送|運輸|倉庫|交通|急便|観光|旅行|旅館|ホテル|病院|医院|歯科|眼科|内科|外科|皮膚科|クリニック"
    "|診療所|事務所|設計|印刷|出版|新聞社?|放送局?|通信|書店|書房|小学校|中学校|高校|高等学校|大学"
    "|学校|幼稚園|保育園|こども園|学園|学院|塾|市役所|区役所|町役場|村役場|役所|役場|県庁|都庁|府庁"
    "|道庁|税務署|警察署|消防署|消防|郵便局|法務局|保健所|図書館|農協|漁協|生協|協会|協議会|財団|連合会"
    "|センター|サービス|システムズ?|ソフト|テック|技研|技術|化学|化成|化粧品|水産|食品|フーズ|酒造"
    "|園芸|農園|牧場|美容室|美容院|理容|サロン|スーパー|ストア|マート|ショップ|工房|スタジオ|産業"
    "|興業|興産|通商|貿易|開発|工芸|金属|鉄工|鉄工所|塗装|設備|機械|精機|精工|硝子|石油|ガス|電力"
    "|レストラン|食堂|寿司|会社)"
)
_NAME_SIGN: Final = r"[^\s、。,;:/!?()\[\]「」『』【】|<>の\x1f]"
_NAME_ANY: Final = r"[^\s、。,;:/!?()\[\]「」『』【】|<>\x1f]"
_BEGINS: Final = r"(?<![^\s、。,;:/!?()\[\]「」『』【】|<>\x1f・にへ])"
_AFTER: Final = (
    rf"(?=$|[\s、。,;:/!?()\[\]「」『』【】|<>\x1f]|の(?=\x1f)|の{_NAME_ANY}{{1,9}}{DEPARTMENT}|から|より|に電話|です|{_NAME_ANY}{{1,9}}"
    rf"{DEPARTMENT}(?:$|[\s、。,;:/()の\x1f]))"
)
COMPANIES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{_LEGAL} ?{_NAME_ANY}{{1,20}}?|{_BEGINS}{_NAME_ANY}{{1,20}}? ?{_LEGAL}){_AFTER}",
        rf"{_BEGINS}{_NAME_ANY}{{1,20}}{_TRADE}{_AFTER}",
        rf"{_BEGINS}(?:ホテル|旅館|レストラン|スーパー){_NAME_SIGN}{{1,20}}{_AFTER}",
        rf"{_BEGINS}[ァ-ヶーA-Za-z]{{2,20}}社{_AFTER}",
        r"\b[A-Z][\w&'-]*(?: [A-Z&][\w&'-]*){0,4},? (?:Ltd|Inc|Corp|Co|LLC|GmbH|K\.K)\b\.?",
    )
)
"""Companies by their legal form or trade, the surest first."""
GLUED: Final = re.compile(rf"{_NAME_SIGN}{{0,20}}(?:{_LEGAL}|{_TRADE})")
"""A company at the beginning of a word, with a name or department behind it."""
GLUED_DEPARTMENT: Final = re.compile(rf"{_NAME_SIGN}{{1,10}}?{DEPARTMENT}")

NO_NAMES: Final = re.compile(
    "(?:.*(?:お客|患者|利用者|会員|業者|担当者?|お子|皆|奥|神|王|何者)|[模仕同一異多有各両左お皆]"
    "|た?く|た|お得意|取引先|屋|受付|ご?来客)$"
)
"""What stands before 様 or さん without being a name: お客様, 仕様, たくさん."""
NO_COMPANIES: Final = re.compile(
    "(?:.*不在|外出.*|会議.*|休み|離席.*|お?電話|携帯|公衆電話|先方|新規|既存|取引先|お?得意先|お?客様?|担当者?"
    "|表示圏外|圏外|伝言|件名|用件|宛先|名前|.*[一-龥々][ぁ-ん]+|.*の.+|.*件|[えあんのとまぁー~]+|[0-9:/]+|.*とのこと"
    "|.*(?:ました|ます|です|でした|ません|たい|した|ている|ない|ください|ほしい|そう)"
    "|from|to|for|at|the|please)$",
    re.IGNORECASE,
)
"""What stands before a name without being a company."""
URGENT: Final = re.compile(
    r"(?<!取り)(?:大至急|至急|緊急|お?急ぎ(?!ま|た)|\burgent(?:ly)?\b)(?:案件|の?(?:用件|電話)|扱い|対応)?"
    r"(?!では?な|では?あり|じゃ)(?:とのこと(?:です)?|です|で(?=[\s、。\x1f]|$))?",
    re.IGNORECASE,
)
REASON: Final = re.compile(
    r"ため(?:に|です)?$|ので$|なので|(?:[るいただ]|です|ます)から$|待ち|待って|待たせ|要る|要ります"
    r"|止まっ|止まる|停止|困っ|お?怒り|間に合わ|締め?切|〆切|期限が|容体|事故|火災|水漏れ|始まる"
    r"|で使う|に使う|出発する|\bbecause\b|\bwaiting\b|\bsince\b",
    re.IGNORECASE,
)
"""What makes a sentence the reason for urgency."""
COMPLAINT: Final = re.compile("クレーム|苦情|お怒り|ご立腹|お叱り")
COMPLAINT_WORDS: Final = re.compile(
    "(?:クレーム|苦情|お怒り|ご立腹|お叱り)(?:の(?:お?電話|入電))?(?:あり|です)?(?:とのこと)?"
)

WITHHELD: Final = re.compile(r"(?:番号)?非通知(?:設定)?|\banonymous\b", re.IGNORECASE)
NO_NUMBER_SHOWN: Final = re.compile("公衆電話|表示圏外|通知圏外")
"""Said as well: it stays in the message."""
LABELS: Final = tuple(
    (
        name,
        re.compile(
            rf"(?<![一-龥ァ-ヶ])(?:{words})\s*:\s*(?P<value>{_NAME_ANY}{{1,60}})(?!{_NAME_ANY})"
        ),
    )
    for name, words in (
        ("company", "会社名?|社名|御社名|貴社名"),
        ("department", "部署名?|所属|役職"),
        ("kana", "フリガナ|ふりがな|カナ|かな"),
        ("name", "お?名前|氏名|相手"),
        ("subject", "件名|用件"),
        ("urgent_reason", "急ぎの理由|急ぐ理由|理由"),
    )
)
PARTICLES: Final = re.compile(
    r"(?:[のでにはがをとへもや]|から|より|まで|または|もしくは|及び|および|です|ます|でした|とのこと|との事"
    r"|とのことです|の(?:お?電話|TEL)|からの|[-~・.:/]|from|for|and|or|その|なら|という|要)+",
    re.IGNORECASE,
)
"""Words that say nothing once what stands beside them is understood."""
