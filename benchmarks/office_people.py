"""Who calls whom about what: the words of which the made office's memos are put together.

All names, companies and numbers are invented; numbers are of the kinds that no subscriber has.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from types import MappingProxyType
from typing import Final

SURNAMES: Final[Mapping[str, str]] = MappingProxyType(
    dict(
        pair.split(":")
        for pair in (
            "佐藤:サトウ 鈴木:スズキ 高橋:タカハシ 田中:タナカ 伊藤:イトウ 渡辺:ワタナベ"
            " 山本:ヤマモト 中村:ナカムラ 小林:コバヤシ 加藤:カトウ 吉田:ヨシダ 山田:ヤマダ"
            " 佐々木:ササキ 山口:ヤマグチ 松本:マツモト 井上:イノウエ 木村:キムラ 林:ハヤシ"
            " 斎藤:サイトウ 清水:シミズ 山崎:ヤマザキ 森:モリ 池田:イケダ 橋本:ハシモト"
            " 阿部:アベ 石川:イシカワ 山下:ヤマシタ 中島:ナカジマ 石井:イシイ 小川:オガワ"
            " 前田:マエダ 岡田:オカダ 長谷川:ハセガワ 藤田:フジタ 後藤:ゴトウ 近藤:コンドウ"
            " 村上:ムラカミ 遠藤:エンドウ 青木:アオキ 坂本:サカモト 斉藤:サイトウ 福田:フクダ"
            " 太田:オオタ 西村:ニシムラ 藤井:フジイ 金子:カネコ 岡本:オカモト 藤原:フジワラ"
            " 中野:ナカノ 三浦:ミウラ 原田:ハラダ 中川:ナカガワ 松田:マツダ 竹内:タケウチ"
            " 小野:オノ 田村:タムラ 中山:ナカヤマ 和田:ワダ 石田:イシダ 森田:モリタ 上田:ウエダ"
            " 原:ハラ 内田:ウチダ 柴田:シバタ 酒井:サカイ 宮崎:ミヤザキ 横山:ヨコヤマ"
            " 髙木:タカギ 安藤:アンドウ 宮本:ミヤモト 大野:オオノ 小島:コジマ 谷口:タニグチ"
            " 今井:イマイ 工藤:クドウ 高田:タカダ 増田:マスダ 丸山:マルヤマ 杉山:スギヤマ"
            " 村田:ムラタ 大塚:オオツカ 新井:アライ 小山:コヤマ 平野:ヒラノ 藤本:フジモト"
            " 河野:コウノ 上野:ウエノ 野口:ノグチ 武田:タケダ 松井:マツイ 千葉:チバ"
            " 菅原:スガワラ 岩崎:イワサキ 久保:クボ 木下:キノシタ 佐野:サノ 野村:ノムラ"
            " 松尾:マツオ 市川:イチカワ 渡邊:ワタナベ 髙橋:タカハシ 山﨑:ヤマザキ"
            " 小笠原:オガサワラ 五十嵐:イガラシ"
        ).split()
    )
)
RARE_SURNAMES: Final[Mapping[str, str]] = MappingProxyType(
    dict(
        pair.split(":")
        for pair in (
            "鵜飼:ウカイ 鷲尾:ワシオ 鰐渕:ワニブチ 蛯原:エビハラ 磯貝:イソガイ 檜山:ヒヤマ"
            " 楢崎:ナラサキ 樋渡:ヒワタシ 櫛田:クシダ 鴨志田:カモシダ 鯨井:クジライ 蔦谷:ツタヤ"
            " 饗庭:アイバ 薗部:ソノベ 蓼沼:タデヌマ 毬谷:マリヤ 梶浦:カジウラ 椿本:ツバキモト"
            " 榊原:サカキバラ 芹沢:セリザワ 菱沼:ヒシヌマ 葛城:カツラギ 鍋島:ナベシマ 雁屋:カリヤ"
            " 鹿毛:カゲ 麹町:コウジマチ 纐纈:コウケツ"
        ).split()
    )
)
"""Each is the name of one caller; their first characters stand nowhere else."""
GIVEN: Final = (
    "太郎 健一 誠 浩 直樹 大輔 翔太 和也 修 隆 哲也 亮 花子 由美子 恵子 美咲 陽子 真由美 さくら 愛"
    " 早苗 智子 裕子 香織 久美子 葵 結衣"
).split()
STEMS: Final = (
    "青葉 あおば 朝日野 泉 大空 霞 風間 北斗 光洋 興和 桜木 三栄 新星 清和 大成 高砂 つばさ 東洋"
    " 常盤 中央 なごみ 成瀬 日の出 広瀬 藤見 双葉 北陽 松風 みどり 宮前 武蔵 明和 八千代 山吹 若草"
    " アクア エヌケー オリオン サンライズ セントラル トーヨー フロンティア ミライ ユニオン リンク"
).split()
STEM_PARTS: Final = (
    "青 朝 泉 霞 光 桜 常 成 藤 北 緑 若 豊 瑞".split(),
    "葉 野 風 洋 木 星 和 砂 波 原 沢 峰".split(),
)
"""The two characters of further names of companies."""
TRADES: Final = (
    "商事 産業 工業 電機 製作所 物流 運輸 建設 不動産 食品 印刷 システム ソリューションズ 化学 薬品"
    " 繊維 家具 自動車 設計事務所 会計事務所 クリニック 保険サービス 観光 紙業 農園"
).split()
DEPARTMENTS: Final = (
    "営業部 総務部 経理部 購買課 技術部 品質保証課 人事部 広報室 情報システム課 物流センター"
    " 営業一課・課長 代表取締役 店長 工場長"
).split()
STAFF: Final = tuple(f"{surname} {given}" for surname, given in zip(SURNAMES, GIVEN, strict=False))
"""Those of the office to whom memos are addressed, the receptionists among them."""
RECEPTION: Final = STAFF[3], STAFF[12], STAFF[20]
ME: Final = RECEPTION[0]
MANAGER: Final = STAFF[0]

THINGS: Final = (
    "お見積り 請求書 納品書 契約書 納期 新商品のカタログ サンプル 打ち合わせの日程 工事の日程"
    " 保守点検 在庫 発注 追加注文 不良品 返品 修理 配送 領収書 お支払い 採用面接 展示会 研修 資料"
    " 図面 仕様書 見学会 保険 リース契約 プリンター 会議室 年末のご挨拶 アンケート"
).split()
RARE_THINGS: Final = (
    "除雪作業 蜂の巣駆除 看板の移設 鍵の紛失 水漏れ調査 社史編纂 避雷針 盆踊り協賛 献血車"
    " 井戸水検査 土壌調査 錠前交換"
).split()
"""What few calls are about, of each half as many as of the one before."""
ABOUT: Final = (
    "{thing}の件",
    "{thing}について",
    "{thing}の確認",
    "{thing}の変更",
    "{thing}のご相談",
    "{thing}のお問い合わせ",
    "{thing}(No.{code})の件",
)
SAID: Final = (
    "{thing}の件でお電話をいただきました。",
    "{thing}について確認したいことがあるそうです。",
    "{day}までに{thing}の返事がほしいとのこと。",
    "{thing}({code})の数量を{count}個に変更したいそうです。",
    "前回の{thing}と内容が違うと言われました。",
    "{thing}をメールでお送りくださるそうです。",
    "{thing}の担当が{name}様に変わったとのこと。",
    "{day}の{hour}時に来社されるそうです。",
    "型番 {code} の{thing}を至急手配してほしいとのこと。",
    "社内で検討して、あらためてお電話くださるそうです。",
    "金額は{count},000円で間違いないかとのこと。",
    "折り返しは{hour}時以降が都合がよいそうです。",
)
DAYS: Final = "明日 明後日 今週中 来週月曜 月末 20日 15日 金曜".split()
REASONS: Final = (
    "店頭でお客様がお待ち",
    "正午までに返事が必要",
    "生産ラインが止まっている",
    "本日中に出荷したい",
    "会議中で回答を待っている",
)
PROMISES: Final = "15時まで 本日中 30分以内 明日の朝 戻り次第 午後3時 今週中".split()
REACHABLE: Final = "終日 午前中 13時から15時 16時以降 会議のあと".split()
REMARKS: Final = (
    "来週あらためてご連絡することになりました。",
    "先方は本日お休みとのこと。",
    "資料をメールで送りました。",
    "{name}様に伝言をお願いしました。",
    "上司に確認中です。",
    "{code} の在庫を確認しました。",
)


_SURNAMES: Final = tuple(SURNAMES)


def filled(dice: Random, pattern: str) -> str:
    """One sentence with its blanks filled."""
    return pattern.format(
        thing=dice.choice(THINGS),
        name=dice.choice(_SURNAMES),
        day=dice.choice(DAYS),
        hour=dice.randrange(9, 18),
        count=dice.randrange(1, 500),
        code=f"{dice.choice('ABCDEFGHKMNPRSTX')}{dice.choice('ABCDEFGHKMNPRSTX')}-"
        f"{dice.randrange(10_000):04d}",
    )


def subject(dice: Random) -> str:
    """What a call is about, in a few words; now and then something that hardly ever is."""
    if dice.random() < 0.006:
        rare = RARE_THINGS[min(int(dice.expovariate(0.7)), len(RARE_THINGS) - 1)]
        return f"{rare}の件"
    return filled(dice, dice.choice(ABOUT))


def message(dice: Random) -> str:
    """What was said, in up to three sentences."""
    return "".join(filled(dice, dice.choice(SAID)) for _ in range(dice.choice((0, 1, 1, 2, 2, 3))))
