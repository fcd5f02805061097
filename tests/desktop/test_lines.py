"""Lines that are shaped once look like texts that Qt lays out each time."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QStyle

from callmemo import words
from callmemo.core.memo import Memo
from callmemo.core.vocabulary import Status
from callmemo.desktop import lines
from callmemo.desktop.memo_row import MemoRow
from callmemo.desktop.row_words import row_words
from callmemo.desktop.theme import DARK, Theme, font
from tests.office_day import OFFICE, TEN, call

ROUNDS = 250
FONTS = (
    font(11),
    font(12),
    font(13),
    font(13, QFont.Weight.DemiBold),
    font(14, QFont.Weight.Bold),
)
LETTERS = (
    "abcdefgh ABC.,-/()&<>0123456789",
    "山田中高橋髙﨑鈴木納期見積り五十嵐ヤマダﾔﾏﾀﾞがぎぱ・（）「」　ー〜",
    "éüßñ§±“”—…✓○￥",
    "שלוםمرحبا",
    "👍🏽🇯🇵👨‍👩‍👧𠮷𩸽",
    "fi ffi AV To\t\n\u2028",
)
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def texts(dice: Random) -> Iterator[str]:
    for _ in range(ROUNDS):
        letters = dice.choice(LETTERS) + dice.choice(LETTERS)
        yield "".join(dice.choice(letters) for _ in range(dice.randrange(24)))


def canvas(ratio: float) -> QImage:
    image = QImage(round(300 * ratio), round(60 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("white"))
    return image


@pytest.mark.parametrize("ratio", [1, 1.25, 1.5, 2])
def test_a_line_looks_like_a_text_that_qt_lays_out(qapp: QGuiApplication, ratio: float) -> None:
    dice = Random(ratio)
    for text in texts(dice):
        made, spot = dice.choice(FONTS), (dice.randrange(40), dice.randrange(12))
        # Wide enough and not: a line that has no room is cut off where Qt cuts it off.
        area = QRect(*spot, dice.choice((12, 90, 250)), dice.choice((24, 37)))
        for centred in (False, True):
            ours, theirs = canvas(ratio), canvas(ratio)
            painter = QPainter(ours)
            line = lines.line(made, text)
            (line.draw_centred if centred else line.draw)(painter, area)
            painter.end()
            painter = QPainter(theirs)
            painter.setFont(made)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter if centred else LEFT, text)
            painter.end()
            assert ours == theirs, (text, made.pixelSize(), area)


def test_a_line_is_as_wide_as_qt_says(qapp: QGuiApplication) -> None:
    dice = Random(1)
    for text in texts(dice):
        made = dice.choice(FONTS)
        metrics = QFontMetrics(made)
        assert lines.line(made, text).wide == metrics.horizontalAdvance(text) + 1, text
        room = dice.randrange(120)
        shown = lines.fitted(made, text, room).text
        fits = metrics.horizontalAdvance(text) < room
        mode = Qt.TextElideMode.ElideRight
        assert shown == (text if fits else metrics.elidedText(text, mode, room)), text


def test_lines_in_memory_are_bounded(qapp: QGuiApplication) -> None:
    for number in range(3000):
        lines.fitted(FONTS[0], f"{number} 山田 太郎", 20)
    for kept in (lines.line, lines.elided):
        assert kept.cache_info().currsize <= 256


def test_with_other_fonts_on_the_machine_lines_are_shaped_anew(theme: Theme) -> None:
    row = MemoRow(theme, theme)
    lines.line(FONTS[0], "山田")
    assert lines.line.cache_info().currsize
    qapp = QGuiApplication.instance()
    assert isinstance(qapp, QGuiApplication)
    qapp.fontDatabaseChanged.emit()
    assert not lines.line.cache_info().currsize
    row.deleteLater()


def row_drawn(row: MemoRow, ratio: float = 1) -> QImage:
    memo = Memo("1", "1", TEN, call("山田"), Status.NEW)
    image = canvas(ratio)
    painter = QPainter(image)
    rect = QRect(0, 0, 300, 60)
    row.draw(painter, rect, row_words(memo, TEN, OFFICE), QStyle.StateFlag.State_Selected)
    painter.end()
    return image


def test_another_dress_language_or_screen_is_drawn_as_by_a_program_just_started(
    theme: Theme,
) -> None:
    row = MemoRow(theme, theme)
    seen = []
    for dress in ("light", "dark", "light"):
        theme.choose(dress)
        for language in ("en", "ja"):
            words.use(language)
            for ratio in (1, 1.5, 2):
                now = row_drawn(row, ratio)
                lines.forget()
                lines.ink.cache_clear()
                assert now == row_drawn(MemoRow(theme, theme), ratio)
                seen.append(now)
    words.use("en")
    assert seen[0] != seen[3]
    assert seen[0] != seen[6]
    assert seen[:6] == seen[12:]
    theme.choose("dark")
    assert row_drawn(row).pixelColor(299, 2).name() == DARK.accent_soft
    theme.choose("light")
