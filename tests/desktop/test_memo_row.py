"""A row as it is drawn: nothing overlaps, times are whole, what matters most stays longest."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from callmemo import words
from callmemo.core.memo import Memo
from callmemo.core.vocabulary import OUTGOING_REQUESTS, THEY_OWE, WE_OWE, Direction, Request, Status
from callmemo.desktop import memo_row
from callmemo.desktop.memo_list import MemoList, Section
from callmemo.desktop.memo_row import MemoRow
from callmemo.desktop.row_layout import HEADING, ROW
from callmemo.desktop.row_words import RowWords, row_words
from callmemo.desktop.theme import LIGHT, Theme, font
from callmemo.wording import DueWords, Tone
from tests.desktop.window_world import LONG, LONG_WORD
from tests.office_day import OFFICE, TEN, call

WIDTHS = (180, 240, 300, 360, 420, 480, 540, 672, 900)
PLAIN = RowWords(
    due=DueWords("35 min late", "by 14:45", Tone.LATE),
    who="山田",
    organisation="アオバ商事 購買部",
    topic="納品数量の食い違い",
    tag="Urgent",
    tag_tone=Tone.LATE,
    number="03-0000-0142",
    addressee="鈴木",
)
TEXTS = {
    "plain": PLAIN,
    "long": replace(PLAIN, who=LONG, organisation=LONG, topic=LONG, number="0" * 60),
    "one long word": replace(PLAIN, who=LONG_WORD, topic=LONG_WORD, addressee=LONG_WORD),
    "bare": replace(PLAIN, organisation="", number="", addressee=""),
    "long tag": replace(PLAIN, tag="called back in 23 h 59 min"),
    "long time": replace(
        PLAIN, due=DueWords("To be called again", "check at Wed 2027/12/29 15:20", Tone.QUIET)
    ),
}


@dataclass
class Drawn:
    """Where a row has put its texts."""

    texts: dict[str, QRect] = field(default_factory=dict)
    image: QImage = field(default_factory=QImage)


@pytest.fixture
def drawn(theme: Theme, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Drawn:
    """Draws with `draw` and remembers where each text was put."""
    record = Drawn()
    fit, squeeze = memo_row._fit, memo_row._squeeze

    def fitting(painter: QPainter, made: QFont, area: QRect, text: str) -> None:
        record.texts[text] = QRect(area)
        fit(painter, made, area, text)

    def squeezing(painter: QPainter, made: QFont, area: QRect, text: str) -> None:
        squeeze(painter, made, area, text)
        record.texts[text] = QRect(area)

    monkeypatch.setattr(memo_row, "_fit", fitting)
    monkeypatch.setattr(memo_row, "_squeeze", squeezing)
    return record


def draw(theme: Theme, texts: RowWords | Section, width: int, *, state: int = 0) -> QImage:
    model = MemoList(lambda places: [], lambda memo: PLAIN)
    delegate = MemoRow(theme, model)
    high = HEADING if isinstance(texts, Section) else ROW
    image = QImage(width, high, QImage.Format.Format_RGB32)
    image.fill(QColor("magenta"))
    painter = QPainter(image)
    rect = QRect(0, 0, width, high)
    if isinstance(texts, Section):
        delegate._draw_heading(painter, rect, texts)
    else:
        delegate._draw_ground(painter, rect, texts, QStyle.StateFlag(state))
        delegate._draw_words(painter, rect, texts)
    painter.end()
    return image


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", TEXTS)
def test_no_text_lies_over_another(theme: Theme, drawn: Drawn, name: str, width: int) -> None:
    texts = TEXTS[name]
    delegate = MemoRow(theme, theme)
    draw(theme, texts, width)
    due = drawn.texts.pop(texts.due.head)
    drawn.texts.pop(texts.due.below)
    number = drawn.texts.pop(texts.number, None) if texts.number else None
    who = [rect for text, rect in drawn.texts.items() if text]
    assert who
    for rect in who:
        assert rect.left() > due.right()
        assert rect.right() < width
        if number is not None:
            assert rect.right() + delegate._tag_width(texts) < number.left()
    if number is not None:
        assert number.right() < width - 16 - 26


@pytest.mark.parametrize("width", [w for w in WIDTHS if w >= 280])
@pytest.mark.parametrize("name", TEXTS)
def test_the_name_keeps_its_room(theme: Theme, drawn: Drawn, name: str, width: int) -> None:
    texts = TEXTS[name]
    draw(theme, texts, width)
    assert drawn.texts[texts.who].width() >= 120


def test_the_number_is_there_in_a_window_of_full_size(theme: Theme, drawn: Drawn) -> None:
    draw(theme, PLAIN, 672)
    wide = QFontMetrics(font(13)).horizontalAdvance(PLAIN.number)
    assert drawn.texts[PLAIN.number].width() > wide


def test_the_number_goes_first_then_the_tag_then_the_addressee(theme: Theme) -> None:
    delegate = MemoRow(theme, theme)
    seen = [delegate._room(PLAIN, width) for width in range(600, 100, -1)]
    steps = list(dict.fromkeys(seen))
    assert steps == [
        (True, True, True),
        (True, True, False),
        (True, False, False),
        (False, False, False),
    ]


def memos() -> Iterator[Memo]:
    """Memos in every state and at every distance in time that an office sees."""
    spans = (-60 * 24 * 12, -60 * 24 - 5, -60 * 23 - 59, -130, -35, -5, 10, 59, 100, 60 * 20,
             60 * 40, 60 * 24 * 9)  # fmt: skip
    for status in Status:
        for request in Request:
            out = request in OUTGOING_REQUESTS[:2]
            direction = Direction.OUTGOING if out else Direction.INCOMING
            # What somebody owes always has its time.
            never = () if request in WE_OWE | THEY_OWE else (None,)
            for due in (*never, *(TEN + timedelta(minutes=span) for span in spans)):
                draft = call(request=request, due_at=due, direction=direction, target=None)
                closed = TEN - timedelta(days=3) if status.is_final else None
                yield Memo("1", "1", TEN - timedelta(days=9), draft, status, closed_at=closed)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_times_are_written_out_in_both_languages(qapp: QApplication, language: str) -> None:
    """Half a time misleads: '15:2…' could be anything."""
    words.use(language)
    head, small = (QFontMetrics(font(px, w)) for px, w in (
        (13, QFont.Weight.DemiBold), (11, QFont.Weight.Normal)))  # fmt: skip
    narrowest = memo_row._DUE / memo_row._NARROWEST
    for memo in memos():
        due = row_words(memo, TEN, OFFICE).due
        assert head.horizontalAdvance(due.head) + 1 <= narrowest, due.head
        assert small.horizontalAdvance(due.below) + 1 <= narrowest, due.below
        if memo.due_at is not None and abs(memo.due_at - TEN) < timedelta(hours=2):
            assert head.horizontalAdvance(due.head) <= memo_row._DUE_NARROW + 4, due.head
    words.use("en")


class TestGround:
    def test_the_chosen_row_is_marked_and_the_keyboard_frames_it(self, theme: Theme) -> None:
        selected = QStyle.StateFlag.State_Selected.value
        focus = QStyle.StateFlag.State_HasFocus.value
        spot = (300, 3)
        plain = draw(theme, PLAIN, 600)
        chosen = draw(theme, PLAIN, 600, state=selected)
        framed = draw(theme, PLAIN, 600, state=selected | focus)
        assert plain.pixelColor(*spot).name() == LIGHT.surface
        assert chosen.pixelColor(*spot).name() == LIGHT.accent_soft
        assert framed.pixelColor(300, 0).name() == LIGHT.accent
        assert chosen.pixelColor(300, 0).name() == LIGHT.accent_soft

    def test_the_bar_has_the_colour_of_time(self, theme: Theme) -> None:
        for tone in Tone:
            image = draw(theme, replace(PLAIN, due=DueWords("a", "b", tone)), 600)
            bar = LIGHT.line if tone is Tone.QUIET else LIGHT.tone(tone)
            assert image.pixelColor(1, 30).name() == bar

    def test_every_pixel_is_painted(self, theme: Theme) -> None:
        for texts in (PLAIN, Section("T", array("q", [1]))):
            image = draw(theme, texts, 400)
            colours = {
                image.pixelColor(x, y).name()
                for x in range(0, 400, 7)
                for y in range(image.height())
            }
            assert "#ff00ff" not in colours


def test_a_long_heading_leaves_room_for_its_count(theme: Theme, drawn: Drawn) -> None:
    draw(theme, Section(f"Search: “{LONG}”", array("q", [1]), "1 memo"), 400)
    title, note = drawn.texts[f"Search: “{LONG}”"], drawn.texts["1 memo"]
    assert title.right() < note.left()
    assert note.width() >= QFontMetrics(font(11)).horizontalAdvance("1 memo")


def test_rows_are_of_one_height_and_headings_lower(theme: Theme, qtbot: QtBot) -> None:
    model = MemoList(
        lambda places: [Memo("1", "1", TEN, call(), Status.NEW) for _ in places],
        lambda memo: row_words(memo, TEN, OFFICE),
    )
    model.show([Section("T", array("q", [1, 2]))])
    delegate = MemoRow(theme, model)
    heights = [
        delegate.sizeHint(QStyleOptionViewItem(), model.index(row)).height() for row in range(3)
    ]
    assert heights == [HEADING, ROW, ROW]
