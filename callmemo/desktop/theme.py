"""Colours, type and spacing: one table of tokens for light and dark, followed at once."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from callmemo import resources
from callmemo.wording import Tone

FONTS: Final = (
    "Yu Gothic UI",
    "Meiryo",
    "Hiragino Sans",
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "IPAGothic",
)
BODY_PX: Final = 13


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one appearance, as `#rrggbb`."""

    background: str
    surface: str
    sunken: str
    line: str
    strong_line: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    hover: str
    mark: str
    late: str
    late_soft: str
    on_late: str
    soon: str
    soon_soft: str
    waiting: str
    waiting_soft: str
    done: str
    done_soft: str

    def tone(self, tone: Tone) -> str:
        """Return the colour that stands for this time."""
        return {
            Tone.LATE: self.late,
            Tone.SOON: self.soon,
            Tone.TODAY: self.soon,
            Tone.WAITING: self.waiting,
            Tone.DONE: self.done,
            Tone.QUIET: self.muted,
        }[tone]

    def soft(self, tone: Tone) -> str:
        """Return the soft background that goes with `tone`."""
        return {
            Tone.LATE: self.late_soft,
            Tone.SOON: self.soon_soft,
            Tone.TODAY: self.soon_soft,
            Tone.WAITING: self.waiting_soft,
            Tone.DONE: self.done_soft,
            Tone.QUIET: self.sunken,
        }[tone]


LIGHT: Final = Tokens(
    background="#f6f7f9",
    surface="#ffffff",
    sunken="#eef0f3",
    line="#e1e5ea",
    strong_line="#c3cad2",
    text="#1d2733",
    muted="#5c6979",
    accent="#0f6e6e",
    accent_hover="#0b5a5a",
    accent_soft="#e2f1f0",
    on_accent="#ffffff",
    hover="#f1f4f6",
    mark="#b5e0dc",
    late="#c4302b",
    late_soft="#fcebea",
    on_late="#ffffff",
    soon="#9a5b00",
    soon_soft="#fdf3e1",
    waiting="#2b62b8",
    waiting_soft="#e8f0fb",
    done="#2a7348",
    done_soft="#e6f4eb",
)
DARK: Final = Tokens(
    background="#14181d",
    surface="#1c2229",
    sunken="#232a33",
    line="#2f3843",
    strong_line="#4a5664",
    text="#e7ecf2",
    muted="#9aa7b6",
    accent="#4cc2bb",
    accent_hover="#6bd3cc",
    accent_soft="#173534",
    on_accent="#08201f",
    hover="#242c35",
    mark="#22605d",
    late="#ff7b74",
    late_soft="#3a2022",
    on_late="#2b0907",
    soon="#f0b453",
    soon_soft="#382c18",
    waiting="#7fb0ff",
    waiting_soft="#1c2b43",
    done="#6fcf97",
    done_soft="#1a3226",
)


class Theme(QObject):
    """Dresses the application, and anew whenever the system or the setting changes."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = "auto") -> None:
        """Dress `app`; `choice` is `auto`, `light` or `dark`."""
        super().__init__(app)
        self._app = app
        self._choice = choice
        self.tokens = LIGHT
        app.setStyle("Fusion")
        app.setFont(font())
        self._system = app.styleHints().colorScheme()
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._dress()

    def choose(self, choice: str) -> None:
        """Follow the system (`auto`), or stay `light` or `dark`."""
        if choice != self._choice:
            self._choice = choice
            self._dress()

    @property
    def is_dark(self) -> bool:
        """Whether the dark tokens are in use."""
        return self.tokens is DARK

    def _follow(self, scheme: Qt.ColorScheme) -> None:
        self._system = scheme
        self._dress()

    def _dress(self) -> None:
        if self._choice == "auto":
            dark = self._system is Qt.ColorScheme.Dark
        else:
            dark = self._choice == "dark"
        self.tokens = DARK if dark else LIGHT
        self._app.setPalette(palette(self.tokens))
        self._app.setStyleSheet(style_sheet(self.tokens))
        self.changed.emit()


def font(px: int = BODY_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the office's font, digits of equal width so that times and numbers stand in line."""
    made = QFont()
    made.setFamilies(list(FONTS))
    made.setPixelSize(px)
    made.setWeight(weight)
    made.setFeature(QFont.Tag.fromString("tnum"), 1)
    return made


def style_sheet(tokens: Tokens) -> str:
    """Return the style sheet with its colours filled in."""
    icons = (resources.folder() / "icons").as_posix()
    shade = "dark" if tokens is DARK else "light"
    return Template(resources.read_text("style.qss")).substitute(
        asdict(tokens), icons=icons, shade=shade
    )


def palette(tokens: Tokens) -> QPalette:
    """Return the palette for what no style sheet reaches: Qt's own dialogs, painted lists."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, tokens.background),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.sunken),
        (role.Text, tokens.text),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.text),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.text),
        (role.PlaceholderText, tokens.muted),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Link, tokens.accent),
        (role.Mid, tokens.line),
        (role.Dark, tokens.strong_line),
        (role.BrightText, tokens.late),
        (role.Accent, tokens.accent),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.muted))
    return made
