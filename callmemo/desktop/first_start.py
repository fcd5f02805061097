"""The first start: a name, and the choice between an empty start and the sample day."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from callmemo.desktop.parts import text_label
from callmemo.desktop.theme import Theme
from callmemo.errors import SettingRefused
from callmemo.setting_values import LONGEST_NAME
from callmemo.settings import DEFAULTS, Settings
from callmemo.words import say

EMPTY: Final = "empty"
SAMPLE: Final = "sample"
_WIDTH: Final = 480
_MARGIN: Final = 20


class FirstStart(QDialog):
    """Asks for a name, and how to begin.

    Afterwards `choice` is `empty` or `sample`, None if it was closed, and `name` is what was
    entered: trimmed, fit for the settings, perhaps empty.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the dialog; `theme` has dressed the application before it is shown."""
        super().__init__(parent)
        self.choice: str | None = None
        self.name = ""
        self.theme = theme
        self.setObjectName("firstStart")
        self.setWindowTitle(say("Callmemo"))
        self._box = QLineEdit()
        self._problem = text_label("", "problem", "firstStartProblem")
        self._empty = QPushButton(say("Start empty"))
        self._sample = QPushButton(say("Try it with a sample day"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._box.setObjectName("firstStartName")
        self._box.setAccessibleName(say("Your name"))
        self._box.setMaxLength(LONGEST_NAME)
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._empty.setObjectName("firstStartEmpty")
        self._empty.setProperty("role", "primary")
        self._empty.setDefault(True)
        self._sample.setObjectName("firstStartSample")
        welcome = text_label(say("Welcome to callmemo"), "name", "firstStartWelcome")
        asks = text_label(say("Please tell us just your name. You can change it later."), "muted")
        promise = text_label(
            say(
                "The sample day is kept in a folder of its own. You can throw it away at any time."
            ),
            "hint",
        )
        for words in (welcome, asks, promise):
            words.setWordWrap(True)
        label = text_label(say("Your name"), "field")
        label.setBuddy(self._box)
        name = QHBoxLayout()
        name.setSpacing(8)
        label.setMinimumWidth(96)
        name.addWidget(label)
        name.addWidget(self._box, 1)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        for button in (self._empty, self._sample):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            choices.addWidget(button, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(28, 28, 28, 24)
        down.setSpacing(0)
        down.addWidget(welcome)
        down.addSpacing(4)
        down.addWidget(asks)
        down.addSpacing(16)
        down.addLayout(name)
        down.addWidget(self._problem)
        down.addSpacing(12)
        down.addLayout(choices)
        down.addSpacing(12)
        down.addWidget(promise)
        self._box.setFocus()
        self._fit()

    def _connect(self) -> None:
        self._empty.clicked.connect(lambda: self._choose(EMPTY))
        self._sample.clicked.connect(lambda: self._choose(SAMPLE))
        self._box.textEdited.connect(lambda _text: self._problem.hide())

    def _fit(self) -> None:
        """Be as high as the words need at this width."""
        width = min(_WIDTH, self.screen().availableSize().width() - _MARGIN)
        layout = self.layout()
        self.resize(width, layout.totalHeightForWidth(width) if layout else 0)

    def _choose(self, choice: str) -> None:
        try:
            tried = Settings(DEFAULTS).with_value("my_name", self._box.text())
        except SettingRefused as error:
            self._problem.setText(error.sentence)
            self._problem.show()
            self._fit()
            self._box.setFocus()
            return
        self.choice, self.name = choice, str(tried.my_name)
        self.accept()
