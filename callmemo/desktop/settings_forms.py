"""Forms of the settings page: rows whose controls are tied to settings and saved at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from callmemo.core.events import Json
from callmemo.desktop.parts import ChipRow, FlowLayout, set_look, text_label
from callmemo.desktop.session import DeskSession
from callmemo.desktop.settings_controls import ChoiceBox, DayRow, Switch
from callmemo.errors import CallmemoError
from callmemo.settings import BY_NAME, Settings
from callmemo.words import say

_LABEL_WIDTH: Final = 112
_FIELD_WIDTH: Final = 420


class Keeper(QObject):
    """Keeps one setting at a time, and says in a sentence why one could not be kept."""

    kept = Signal(str)

    def __init__(self, session: DeskSession, parent: QObject | None = None) -> None:
        """Listen for what the session refuses."""
        super().__init__(parent)
        self._session = session
        self._problem = ""
        session.refused.connect(self._refused)

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._session.settings

    def look(self) -> None:
        """Take up what another program has changed, so that nothing older is written over it."""
        self._session.look_for_settings()

    def keep(self, name: str, value: Json) -> str:
        """Save the setting; return the sentence for the user if it was refused, else nothing."""
        self._problem = ""
        if self._session.change_setting(name, value, self):
            self.kept.emit(name)
        return self._problem

    def _refused(self, error: CallmemoError, initiator: QObject | None) -> None:
        if initiator is self:
            self._problem = error.sentence


class Tie(QObject):
    """Ties one control to one setting: shows it, saves what is entered, tells what does not fit."""

    told = Signal()
    kept = Signal()

    def __init__(
        self,
        name: str,
        control: QWidget,
        read: Callable[[], Json],
        put: Callable[[Any], None],
        keeper: Keeper,
    ) -> None:
        """Tie `control` to the setting `name`; `read` and `put` are its value as JSON."""
        super().__init__(control)
        self.name = name
        self.control = control
        self.problem = ""
        self._read = read
        self._put = put
        self._keeper = keeper
        self._shown: Json = None
        self._show()

    def commit(self) -> bool:
        """Save what was entered; False if it does not fit, and then it stays on the screen."""
        if not self.is_pending:
            self._tell("")
            return True
        problem = self._keeper.keep(self.name, self._read())
        if not problem:
            self._show()
        self._tell(problem)
        if not problem:
            self.kept.emit()
        return not problem

    @property
    def is_pending(self) -> bool:
        """Whether the control holds something that is not saved."""
        return bool(self._read() != self._shown)

    def refresh(self) -> None:
        """Show the setting in force, unless somebody is writing another at this moment."""
        if not self.is_pending:
            self._show()

    def _show(self) -> None:
        value = shown(self.name, self._keeper.settings)
        if value != self._shown or self.is_pending:
            self._put(value)
        # Read back, not taken as given: a control may show a value in its own way.
        self._shown = self._read()

    def _tell(self, problem: str) -> None:
        if problem != self.problem:
            self.problem = problem
            set_look(self.control, "wrong", bool(problem))
            self.control.setAccessibleDescription(problem)
            self.told.emit()


def shown(name: str, settings: Settings) -> Json:
    """Return a setting as its control shows it: like JSON, but 9:00 as people write it."""
    value = settings.values[name]
    if isinstance(value, time):
        return str(BY_NAME[name].write(value)).removeprefix("0")
    return BY_NAME[name].write(value)


class SettingsForm(QScrollArea):
    """One page of settings: labels on the left, controls on the right, each problem below its row.

    `title` says what the page is called in the list of pages.
    """

    def __init__(self, name: str, title: str, keeper: Keeper) -> None:
        """Build an empty page."""
        super().__init__()
        self.title = title
        self.keeper = keeper
        self.ties: list[Tie] = []
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setObjectName(f"{name}Rows")
        self.rows = QGridLayout(page)
        self.rows.setContentsMargins(20, 16, 20, 16)
        self.rows.setHorizontalSpacing(12)
        self.rows.setVerticalSpacing(12)
        self.rows.setColumnMinimumWidth(0, _LABEL_WIDTH)
        self.rows.setColumnStretch(1, 1)
        self.setWidget(page)

    def settle(self) -> bool:
        """Save what is still being typed; False if something new does not fit."""
        known = [tie.problem for tie in self.ties]
        for tie in self.ties:
            tie.commit()
        return all(tie.problem in {"", old} for tie, old in zip(self.ties, known, strict=True))

    @property
    def has_problem(self) -> bool:
        """Whether something on this page was refused."""
        return any(tie.problem for tie in self.ties)

    def refresh(self) -> None:
        """Show the settings in force."""
        for tie in self.ties:
            tie.refresh()

    # Rows

    def text(self, name: str, *, hint: str = "", width: int = _FIELD_WIDTH) -> QLineEdit:
        """Add a row for one line of text."""
        box = QLineEdit()
        box.setObjectName(f"setting-{name}")
        box.setMaximumWidth(width)
        # Minutes are numbers in the file and text in the field.
        tie = self.tie(name, box, box.text, lambda value: box.setText(str(value)))
        box.editingFinished.connect(tie.commit)
        self.row(say(BY_NAME[name].label), box, tie, hint=hint)
        return box

    def choice(self, name: str, choices: list[str], *, hint: str = "") -> ChoiceBox:
        """Add a row for text with choices."""
        box = self._choice_box(name, choices)
        box.setMaximumWidth(_FIELD_WIDTH)
        self.row(say(BY_NAME[name].label), box, self.ties[-1], hint=hint)
        return box

    def span(self, title: str, names: tuple[str, str], choices: list[str], hint: str = "") -> None:
        """Add a row for two times, from and until."""
        both = QWidget()
        across = FlowLayout(both, spacing=8)
        first, last = (self._choice_box(name, choices) for name in names)
        dash = text_label("–", "muted")
        for part, width in ((first, 104), (dash, 10), (last, 104)):
            part.setFixedSize(width, 34)
            across.addWidget(part)
        self.row(title, both, *self.ties[-2:], hint=hint)

    def switch(self, name: str, switch: Switch, *, hint: str = "") -> None:
        """Add a row for on or off."""
        tie = self.tie(name, switch, switch.isChecked, switch.setChecked)
        switch.clicked.connect(tie.commit)
        self.row(say(BY_NAME[name].label), switch, tie, hint=hint)

    def one_of(self, name: str, choices: dict[str, str], *, hint: str = "") -> ChipRow:
        """Add a row for one of a few, given as value and words."""
        chips = ChipRow(f"setting-{name}")
        for value, words in choices.items():
            chips.add(value, words)
        tie = self.tie(name, chips, lambda: chips.value, chips.choose)
        chips.chosen.connect(lambda _value: tie.commit())
        self.row(say(BY_NAME[name].label), chips, tie, hint=hint)
        return chips

    def days(self, name: str) -> None:
        """Add a row for days of the week."""
        days = DayRow(f"setting-{name}")
        tie = self.tie(name, days, days.value, days.show_value)
        days.changed.connect(tie.commit)
        self.row(say(BY_NAME[name].label), days, tie)

    # Inside

    def tie(
        self, name: str, control: QWidget, read: Callable[[], Json], put: Callable[[Any], None]
    ) -> Tie:
        """Tie a control of this page to a setting."""
        control.setAccessibleName(say(BY_NAME[name].label))
        tie = Tie(name, control, read, put, self.keeper)
        tie.kept.connect(self._try_again)
        self.ties.append(tie)
        return tie

    def row(self, title: str, control: QWidget, *ties: Tie, hint: str = "") -> None:
        """Add a row: a control, below it what is wrong with it, and a hint."""
        at = self.rows.rowCount()
        label = text_label(title, "field")
        label.setWordWrap(True)
        label.setFixedWidth(_LABEL_WIDTH)
        # On one line with the text of a control that is 34 high.
        label.setContentsMargins(0, 7, 0, 0)
        label.setBuddy(control)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(control)
        if ties:
            problem = text_label("", "problem", f"problem-{ties[0].name}")
            problem.setWordWrap(True)
            problem.hide()
            column.addWidget(problem)
            for tie in ties:
                tie.told.connect(lambda: _tell(problem, ties))
        if hint:
            says = text_label(hint, "hint")
            says.setWordWrap(True)
            column.addWidget(says)
        self.rows.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
        self.rows.addLayout(column, at, 1)

    def end(self) -> None:
        """Keep the rows at the top."""
        self.rows.setRowStretch(self.rows.rowCount(), 1)

    def _try_again(self) -> None:
        """Save what was refused if it fits now: 18:00 to 22:00 is entered one by one."""
        for tie in self.ties:
            if tie.problem:
                tie.commit()

    def _choice_box(self, name: str, choices: list[str]) -> ChoiceBox:
        box = ChoiceBox(f"setting-{name}", choices)
        tie = self.tie(name, box, box.currentText, box.setEditText)
        edit = box.lineEdit()
        if edit is not None:
            edit.setAccessibleName(box.accessibleName())
            edit.editingFinished.connect(tie.commit)
        box.activated.connect(lambda _index: tie.commit())
        return box


def _tell(label: QLabel, ties: tuple[Tie, ...]) -> None:
    label.setText("\n".join(dict.fromkeys(tie.problem for tie in ties if tie.problem)))
    label.setVisible(bool(label.text()))
