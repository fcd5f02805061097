"""Who is where (在席), below the views: a dot, a name and the state; a click changes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from callmemo import presence_words
from callmemo.core.presence import STREAM, Present
from callmemo.core.vocabulary import Kind, View
from callmemo.desktop.later import Later
from callmemo.desktop.navigation import Navigation
from callmemo.desktop.parts import set_tip, text_label
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme, font
from callmemo.store.journal import Changes
from callmemo.store.register import Count
from callmemo.wording import Tone
from callmemo.words import say

if TYPE_CHECKING:
    # Loaded when it is wanted: see callmemo.desktop.later.
    from callmemo.desktop.presence_menu import Choice, PresenceMenu

_ROW: Final = 32
_DOT: Final = 8
_SPACE: Final = 8
_SMALL_PX: Final = 11
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def put_up(session: DeskSession, person: str, choice: Choice) -> str:
    """Say at the desk where somebody is; return it in a sentence, empty if it was refused."""
    changes = session.perform(
        lambda desk, now: desk.set_presence(
            person, choice.state, now, since=choice.since, until=choice.until
        )
    )
    if changes is None:
        return ""
    now, office = session.now(), session.settings.office
    board = session.ask(lambda desk: desk.presences(now), None)
    if board is None:
        return ""
    plan = next((plan for plan in board.plans(person, now) if plan.since == choice.since), None)
    if plan is None:
        return presence_words.whole(board.of(person, now), now, office)
    return say("{name}: {state}", name=person, state=presence_words.planned(plan, now, office))


class PersonRow(QPushButton):
    """Somebody of the office. `moved(step)` when an arrow leads to the next or the one before.

    Draws its dot and texts itself: an office has dozens of these rows, and a label for each part
    would be four times as many widgets to build, dress and hold.
    """

    moved = Signal(int)

    def __init__(self, person: str, theme: Theme) -> None:
        """Build for somebody; `show_present` says where they are."""
        super().__init__()
        self.person = person
        self.state = ""
        self.tone = Tone.QUIET
        self._theme = theme
        self._small = font(_SMALL_PX)
        self._state_wide = 0
        self.setObjectName(f"person-{person}")
        self.setProperty("role", "nav")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_present(self, present: Present, short: str, whole: str) -> None:
        """Show where somebody is; `whole` is what is read out and what the tool tip says."""
        tone = presence_words.tone(present)
        if (tone, short) != (self.tone, self.state):
            self.tone, self.state = tone, short
            # Layouts ask for it a dozen times before the window is seen.
            self._state_wide = QFontMetrics(self._small).horizontalAdvance(short)
            self.updateGeometry()
            self.update()
        self.setAccessibleName(whole)
        set_tip(self, whole)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dot, the name as far as there is room for it, and the state."""
        super().paintEvent(event)
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.tone(self.tone)))
        painter.drawEllipse(_SPACE, (self.height() - _DOT) // 2, _DOT, _DOT)
        room = self.rect().adjusted(2 * _SPACE + _DOT, 0, -_SPACE, 0)
        named = room.adjusted(0, 0, -(self._state_wide + _SPACE), 0)
        name = self.fontMetrics().elidedText(
            _in_one_line(self.person), Qt.TextElideMode.ElideRight, named.width()
        )
        painter.setPen(QColor(tokens.text))
        painter.drawText(named, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(self._small)
        painter.setPen(QColor(tokens.muted))
        room.setLeft(room.right() + 1 - self._state_wide)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.state)

    def _width(self, name: int) -> int:
        # An advance is rounded down.
        return 4 * _SPACE + _DOT + name + 1 + self._state_wide

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the menu too, arrows go on to others."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif step := _STEPS.get(Qt.Key(event.key()), 0):
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As wide as its parts together."""
        name = self.fontMetrics().horizontalAdvance(_in_one_line(self.person))
        return QSize(self._width(name), _ROW)

    def minimumSizeHint(self) -> QSize:
        """The name may be shortened to three letters, the state not."""
        few = self.fontMetrics().horizontalAdvance("あああ…")
        return QSize(min(self._width(few), self.sizeHint().width()), _ROW)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


class PeopleBoard(QWidget):
    """`said(text)` when somebody's presence was changed here, `taken_back(text)` when undone."""

    said = Signal(str)
    taken_back = Signal(str)

    def __init__(self, session: DeskSession, theme: Theme) -> None:
        """Build for a desk; `refresh` looks at it."""
        super().__init__()
        self.setObjectName("people")
        self._session = session
        self._theme = theme
        self._rows: dict[str, PersonRow] = {}
        self._told: object = None
        self._person = ""
        self._heading = text_label(say("Presence"), "small", "peopleHeading")
        self._heading.setContentsMargins(8, 12, 8, 4)
        self._menu = Later(self._build_menu)
        self._sheet = QWidget()
        self._list = QVBoxLayout(self._sheet)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(2)
        self._list.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setObjectName("peopleScroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setMinimumHeight(0)
        self._scroll.setWidget(self._sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self._scroll, 1)
        session.changed.connect(self._on_changed)
        session.settings_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Look at who is where now."""
        self._told = self._depends_on()
        now, office = self._session.now(), self._session.settings.office
        nobody: dict[str, Present] = {}
        people = self._session.ask(lambda desk: desk.presence(now), nobody)
        if list(people) != list(self._rows):
            self._build(list(people))
        for person, present in people.items():
            short = presence_words.short(present, now, office)
            self._rows[person].show_present(
                present, short, presence_words.whole(present, now, office)
            )
        self._heading.setVisible(bool(people))

    def keep_up(self) -> None:
        """Look again where time, settings or people can have made another thing of it."""
        if self._told != self._depends_on():
            self.refresh()

    def _depends_on(self) -> object:
        session = self._session
        minute = session.now().replace(second=0, microsecond=0)
        return minute, session.settings, session.last_change(STREAM)

    def _build(self, people: list[str]) -> None:
        """Make the rows anew: somebody has come or gone."""
        focus = next((name for name, row in self._rows.items() if row.hasFocus()), None)
        for row in self._rows.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {person: PersonRow(person, self._theme) for person in people}
        for place, (person, row) in enumerate(self._rows.items()):
            self._list.insertWidget(place, row)
            row.setFocusPolicy(Qt.FocusPolicy.NoFocus if place else Qt.FocusPolicy.TabFocus)
            row.clicked.connect(lambda _=False, person=person: self._open(person))
            row.moved.connect(lambda step, person=person: self._go(person, step))
        if focus in self._rows:
            self._stop_at(self._rows[focus])

    def _go(self, person: str, step: int) -> None:
        rows = list(self._rows)
        place = rows.index(person) + step
        if 0 <= place < len(rows):
            self._stop_at(self._rows[rows[place]])

    def _stop_at(self, row: PersonRow) -> None:
        """Make this row the one stop of the Tab key, and go there."""
        for each in self._rows.values():
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus if each is row else Qt.FocusPolicy.NoFocus)
        row.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(row)

    def _open(self, person: str) -> None:
        now, office = self._session.now(), self._session.settings.office
        present = self._session.ask(lambda desk: desk.presences(now).of(person, now), None)
        if present is None:
            return
        self._person = person
        menu = self._menu.get()
        menu.offer(present, now, office)
        menu.setAccessibleName(say("Where is {name}?", name=person))
        row = self._rows[person]
        menu.popup(row.mapToGlobal(QPoint(24, row.height())))

    def _build_menu(self) -> PresenceMenu:
        from callmemo.desktop.presence_menu import PresenceMenu  # noqa: PLC0415 - see Later

        menu = PresenceMenu("presenceMenu", self)
        menu.chosen.connect(self._say)
        return menu

    def _say(self, choice: Choice) -> None:
        """Say it at the desk, for all to see; what stands against it the window tells."""
        text = put_up(self._session, self._person, choice)
        if text:
            self.said.emit(text)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        touched = [event for event in changes.events if event.memo_id == STREAM]
        if not touched:
            return
        self.refresh()
        if initiator is not None and any(event.kind == Kind.UNDONE for event in touched):
            self.taken_back.emit(say("Taken back — {who}", who=say("Presence")))


class SidePane(Navigation):
    """The views, and below them who is where."""

    def __init__(self, session: DeskSession, theme: Theme) -> None:
        """Build for a desk."""
        self.people = PeopleBoard(session, theme)
        super().__init__(self.people)

    def show_counts(self, counts: Mapping[View, Count]) -> None:
        """Show the numbers of all views that have one, and who is where by now."""
        super().show_counts(counts)
        self.people.keep_up()
