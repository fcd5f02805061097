"""Colours and type: readable everywhere, and changed at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPalette
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from callmemo import resources
from callmemo.desktop.theme import DARK, LIGHT, Theme, Tokens, font, palette, style_sheet
from callmemo.wording import Tone
from tests.desktop.window_world import WindowWorld

BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
RULE = re.compile(r"([^{}/]+)\{([^{}]*)\}")
COLOUR = re.compile(r"(?<![-\w])(color|background):\s*\$(\w+)")

# What the list paints by itself, and what lies on grounds that a style sheet gives to a parent.
GROUNDS = ("background", "surface", "hover", "accent_soft")
INKS = ("text", "muted", "late", "soon", "waiting", "done")
PAIRS = [(ink, ground) for ground in GROUNDS for ink in INKS]
PAIRS += [("muted", "sunken"), ("text", "sunken"), ("late", "sunken"), ("accent", "sunken")]
PAIRS += [(f"{tone}", f"{tone}_soft") for tone in ("late", "soon", "waiting", "done", "accent")]
PAIRS += [("text", f"{tone}_soft") for tone in ("late", "soon", "waiting", "done")]
PAIRS += [("accent", "surface"), ("accent", "background"), ("accent", "hover")]
PAIRS += [("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_late", "late")]


def luminance(colour: str) -> float:
    def part(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else float(((value + 0.055) / 1.055) ** 2.4)

    made = QColor(colour)
    red, green, blue = (part(value) for value in (made.redF(), made.greenF(), made.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def style_pairs() -> set[tuple[str, str]]:
    """Pairs of text and ground that stand in one rule of the style sheet."""
    found = set()
    for _selector, body in RULE.findall(resources.read_text("style.qss")):
        colours = dict(COLOUR.findall(body))
        if len(colours) == 2:
            found.add((colours["color"], colours["background"]))
    return found


@BOTH
@pytest.mark.parametrize(("ink", "ground"), sorted({*PAIRS, *style_pairs()}))
def test_text_stands_out_from_its_ground(tokens: Tokens, ink: str, ground: str) -> None:
    colours = asdict(tokens)
    assert contrast(colours[ink], colours[ground]) >= 4.5


def test_the_pairs_of_the_style_sheet_are_found() -> None:
    assert {("on_accent", "accent"), ("late", "late_soft")} <= style_pairs()


@BOTH
def test_lines_of_fields_and_of_the_focus_can_be_seen(tokens: Tokens) -> None:
    assert contrast(tokens.accent, tokens.surface) >= 3
    assert contrast(tokens.accent, tokens.accent_soft) >= 3


@BOTH
def test_every_tone_has_its_colour_and_its_ground(tokens: Tokens) -> None:
    for tone in Tone:
        assert contrast(tokens.tone(tone), tokens.soft(tone)) >= 4.5


@BOTH
def test_the_style_sheet_has_no_blank_left(tokens: Tokens) -> None:
    sheet = style_sheet(tokens)
    assert "$" not in sheet
    assert ("-dark.svg" in sheet) is (tokens is DARK)
    for icon in re.findall(r"url\(([^)]+)\)", sheet):
        assert (resources.folder() / "icons" / icon.rpartition("/")[2]).exists(), icon


@BOTH
def test_qt_s_own_dialogs_wear_the_same(tokens: Tokens) -> None:
    made = palette(tokens)
    assert made.color(QPalette.ColorRole.Window).name() == tokens.background
    assert made.color(QPalette.ColorRole.Highlight).name() == tokens.accent
    grey = made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text).name()
    assert grey == tokens.muted


@pytest.fixture
def system(qapp: QApplication) -> Callable[[Qt.ColorScheme], None]:
    """The system's own setting as Qt announces it: the unseen screen has none to change."""
    return qapp.styleHints().colorSchemeChanged.emit


class TestFollowing:
    def test_auto_follows_the_system_at_once(
        self, qapp: QApplication, system: Callable[[Qt.ColorScheme], None]
    ) -> None:
        theme = Theme(qapp)
        spy = QSignalSpy(theme.changed)
        system(Qt.ColorScheme.Dark)
        assert theme.is_dark
        assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.background
        assert DARK.surface in qapp.styleSheet()
        system(Qt.ColorScheme.Light)
        assert not theme.is_dark
        assert spy.count() == 2
        theme.deleteLater()

    def test_a_choice_stays_whatever_the_system_does(
        self, qapp: QApplication, system: Callable[[Qt.ColorScheme], None]
    ) -> None:
        theme = Theme(qapp, "dark")
        system(Qt.ColorScheme.Light)
        assert theme.is_dark
        system(Qt.ColorScheme.Dark)
        theme.choose("light")
        assert not theme.is_dark
        theme.choose("auto")
        assert theme.is_dark
        theme.deleteLater()

    def test_an_open_window_changes_its_clothes(self, office: WindowWorld) -> None:
        def ground(name: str) -> str:
            QApplication.processEvents()
            part = office.part(name)
            return part.grab().toImage().pixelColor(part.width() // 2, part.height() - 3).name()

        assert (ground("topBar"), ground("detail")) == (LIGHT.surface, LIGHT.surface)
        office.theme.choose("dark")
        assert (ground("topBar"), ground("detail")) == (DARK.surface, DARK.surface)
        office.theme.choose("light")
        assert ground("topBar") == LIGHT.surface


class TestFont:
    @pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.Bold])
    def test_digits_are_of_equal_width(self, qapp: QApplication, weight: QFont.Weight) -> None:
        metrics = QFontMetrics(font(13, weight))
        assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1

    def test_japanese_can_be_written(self, qapp: QApplication) -> None:
        assert QFontMetrics(font()).inFont("髙")

    def test_sizes_are_in_pixels(self, qapp: QApplication) -> None:
        assert QFontInfo(font(22)).pixelSize() == 22
