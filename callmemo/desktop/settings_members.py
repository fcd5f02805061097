"""The members on the settings page: add, correct, remove, and bring back."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from callmemo.desktop.parts import KeyButton, set_look, set_tip, text_label
from callmemo.desktop.settings_forms import Keeper
from callmemo.settings import Member
from callmemo.words import say

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class Removed:
    """A member that was taken off the list, and where they stood."""

    member: Member
    place: int


class MemberRow(QWidget):
    """Name and department of one member, corrected where they stand."""

    entered = Signal()
    removal_wished = Signal()

    def __init__(self, member: Member) -> None:
        """Show `member`."""
        super().__init__()
        self.member = member
        self.name = QLineEdit()
        self.department = QLineEdit()
        self.remove = QPushButton("×")
        self._problem = text_label("", "problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self.name, 1)
        across.addWidget(self.department, 1)
        across.addWidget(self.remove)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(4)
        down.addLayout(across)
        down.addWidget(self._problem)
        self.remove.setProperty("role", "remove")
        self.remove.setAutoDefault(False)
        self.name.setPlaceholderText(say("Name"))
        self.department.setPlaceholderText(say("Department"))
        self.remove.clicked.connect(self.removal_wished)
        for box in (self.name, self.department):
            box.editingFinished.connect(self.entered)
        self.stand_at("new")
        self.show_member(member)

    def line_up(self, width: int) -> None:
        """Give the last column this width, so that all rows stand in line."""
        self.remove.setFixedWidth(width)

    def stand_at(self, number: str) -> None:
        """Take the names that go with the place in the list, 1 the first."""
        self.setObjectName(f"member-{number}")
        for part, name in (
            (self.name, "name"),
            (self.department, "department"),
            (self.remove, "remove"),
            (self._problem, "problem"),
        ):
            part.setObjectName(f"member-{number}-{name}")
        self.name.setAccessibleName(say("Name of member {number}", number=number))
        self.department.setAccessibleName(say("Department of member {number}", number=number))

    def show_member(self, member: Member) -> None:
        """Show this member; what was being typed is gone."""
        self.member = member
        for box, text in ((self.name, member.name), (self.department, member.department)):
            if box.text() != text:
                box.setText(text)
                box.setCursorPosition(0)
        removes = say("Take {name} off the list", name=member.name)
        set_tip(self.remove, removes)
        self.remove.setAccessibleName(removes)
        self.tell("")

    @property
    def typed(self) -> Member:
        """The member as typed."""
        return Member(self.name.text().strip(), self.department.text().strip())

    def tell(self, problem: str) -> None:
        """Say what does not fit, or nothing."""
        set_look(self.name, "wrong", bool(problem))
        self.name.setAccessibleDescription(problem)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    @property
    def problem(self) -> str:
        """What does not fit, empty if all is well."""
        return self._problem.text()


class MembersPage(QWidget):
    """The page of members: a row to add one, a row for each, and the way back after a removal."""

    def __init__(self, keeper: Keeper) -> None:
        """Build the page from the settings in force."""
        super().__init__()
        self.title = say("Members")
        self.setObjectName("settingsMembers")
        self.setAccessibleName(self.title)
        self._keeper = keeper
        self._rows: list[MemberRow] = []
        self._removed: list[Removed] = []
        self._new = MemberRow(Member(""))
        self._add = QPushButton(say("Add"))
        self._empty = text_label(
            say("Nobody is on the list yet. Add the people for whom calls come in."), "hint"
        )
        self._list = QVBoxLayout()
        self._scroll = QScrollArea()
        self._bar = QFrame()
        self._bar_text = text_label("", name="memberRemoved")
        self._undo = KeyButton(say("Undo"), "Ctrl+Z", name="memberUndo")
        self._lay_out()
        self._connect()
        self.refresh()

    def settle(self) -> bool:
        """Save what is still being typed; False if something new does not fit."""
        known = [row.problem for row in self._all_rows()]
        for row in list(self._rows):
            self._correct(row)
        if self._new.typed.name:
            self._take_in()
        return all(
            row.problem in {"", old} for row, old in zip(self._all_rows(), known, strict=False)
        )

    @property
    def has_problem(self) -> bool:
        """Whether something on this page was refused."""
        return any(row.problem for row in self._all_rows())

    def refresh(self) -> None:
        """Show the members in force."""
        members = self._keeper.settings.members
        if [row.member for row in self._rows] == list(members):
            return
        for row in [row for row in self._rows if row.member not in members]:
            self._drop(row)
        for place, member in enumerate(members):
            if place >= len(self._rows) or self._rows[place].member != member:
                self._insert(place, member)
        for row in self._rows[len(members) :]:
            self._drop(row)
        for number, row in enumerate(self._rows, start=1):
            row.stand_at(str(number))
        self._order_keys()
        self._empty.setVisible(not members)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down go to the same field of the next row; Enter adds a new member."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _STEPS and isinstance(watched, QLineEdit):
                return self._step(watched, _STEPS[key])
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and watched in {
                self._new.name,
                self._new.department,
            }:
                self._take_in()
                return True
        return super().eventFilter(watched, event)

    # Inside

    def _lay_out(self) -> None:
        self._add.setObjectName("memberAdd")
        self._add.setAutoDefault(False)
        self._empty.setWordWrap(True)
        self._new.remove.hide()
        self._new.name.setAccessibleName(say("Name of a new member"))
        self._new.department.setAccessibleName(say("Department of a new member"))
        adding = QHBoxLayout()
        adding.setSpacing(8)
        adding.addWidget(self._new, 1)
        adding.addWidget(self._add, 0, Qt.AlignmentFlag.AlignTop)
        rows = QWidget()
        rows.setObjectName("memberRows")
        column = QVBoxLayout(rows)
        column.setContentsMargins(20, 0, 20, 12)
        column.setSpacing(8)
        self._list.setSpacing(8)
        column.addWidget(self._empty)
        column.addLayout(self._list)
        column.addStretch()
        self._scroll.setObjectName("memberScroll")
        self._scroll.setAccessibleName(self.title)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(rows)
        self._bar.setObjectName("memberBar")
        self._bar.setProperty("role", "bar")
        self._bar_text.setWordWrap(True)
        self._undo.setAutoDefault(False)
        self._undo.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(12, 6, 6, 6)
        bar.addWidget(self._bar_text, 1)
        bar.addWidget(self._undo)
        self._bar.hide()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(20, 16, 20, 16)
        top.addLayout(adding)
        page.addLayout(top)
        page.addWidget(self._scroll, 1)
        below = QVBoxLayout()
        below.setContentsMargins(20, 4, 20, 8)
        below.addWidget(self._bar)
        page.addLayout(below)

    def _connect(self) -> None:
        self._add.clicked.connect(self._take_in)
        self._undo.clicked.connect(self._bring_back)
        undo = QShortcut("Ctrl+Z", self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self._bring_back)
        for box in (self._new.name, self._new.department):
            box.installEventFilter(self)
            box.textEdited.connect(lambda _text: self._new.tell(""))

    def _all_rows(self) -> list[MemberRow]:
        return [self._new, *self._rows]

    def _insert(self, place: int, member: Member) -> None:
        row = MemberRow(member)
        row.line_up(self._add.sizeHint().width())
        row.entered.connect(lambda: self._correct(row))
        row.removal_wished.connect(lambda: self._remove(row))
        for box in (row.name, row.department):
            box.installEventFilter(self)
        self._rows.insert(place, row)
        self._list.insertWidget(place, row)

    def _drop(self, row: MemberRow) -> None:
        self._rows.remove(row)
        self._list.removeWidget(row)
        # Hidden and renamed first: until it is deleted it would be in the way of the others.
        row.hide()
        row.stand_at("gone")
        row.deleteLater()

    def _order_keys(self) -> None:
        """Let Tab go through the rows as they stand, whenever they were made."""
        before: QWidget = self._add
        for row in self._rows:
            for part in (row.name, row.department, row.remove):
                self.setTabOrder(before, part)
                before = part
        self.setTabOrder(before, self._undo)

    def _keep(self, members: list[Member]) -> str:
        return self._keeper.keep("members", [asdict(member) for member in members])

    def _in_force(self) -> list[Member]:
        self._keeper.look()
        return list(self._keeper.settings.members)

    def _take_in(self) -> None:
        typed = self._new.typed
        problem = self._misfit(typed, self._in_force())
        problem = problem or self._keep([*self._in_force(), typed])
        self._new.tell(problem)
        self._new.name.setFocus()
        if not problem:
            self._new.show_member(Member(""))
            self._show_last()

    def _correct(self, row: MemberRow) -> None:
        if row not in self._rows or row.typed == row.member:
            row.tell("")
            return
        members = self._in_force()
        if row.member not in members:
            # Another program has removed them meanwhile; the list now shows what is so.
            return
        place = members.index(row.member)
        others = [member for member in members if member != row.member]
        typed = row.typed
        problem = self._misfit(typed, others)
        if not problem:
            before, row.member = row.member, typed
            members[place] = typed
            problem = self._keep(members)
            if problem:
                row.member = before
        if problem:
            row.tell(problem)
        else:
            row.show_member(typed)

    def _remove(self, row: MemberRow) -> None:
        members = self._in_force()
        if row not in self._rows or row.member not in members:
            return
        place, at = members.index(row.member), self._rows.index(row)
        gone = members.pop(place)
        problem = self._keep(members)
        if problem:
            row.tell(problem)
            return
        self._removed.append(Removed(gone, place))
        self._show_removed()
        heirs = self._rows[at : at + 1] or self._rows[-1:]
        (heirs[0].remove if heirs else self._new.name).setFocus()

    def _bring_back(self) -> None:
        if not self._removed:
            return
        back = self._removed[-1]
        members = self._in_force()
        if back.member not in members:
            members.insert(back.place, back.member)
            if problem := self._keep(members):
                self._bar_text.setText(problem)
                return
        self._removed.pop()
        self._show_removed()
        self._rows[min(back.place, len(self._rows) - 1)].name.setFocus()

    def _show_removed(self) -> None:
        self._bar.setVisible(bool(self._removed))
        if self._removed:
            name = self._removed[-1].member.name
            self._bar_text.setText(say("{name} was taken off the list.", name=name))

    def _show_last(self) -> None:
        """Scroll to the newest member once the layout knows where that is."""
        if self._rows:
            last = self._rows[-1]
            QTimer.singleShot(0, last, lambda: self._scroll.ensureWidgetVisible(last))

    def _step(self, box: QLineEdit, step: int) -> bool:
        rows = self._all_rows()
        row = next(row for row in rows if box in {row.name, row.department})
        there = rows.index(row) + step
        if not 0 <= there < len(rows):
            return True
        target = rows[there].name if box is row.name else rows[there].department
        target.setFocus()
        self._scroll.ensureWidgetVisible(target)
        return True

    @staticmethod
    def _misfit(member: Member, others: list[Member]) -> str:
        if not member.name:
            return say("Please enter a name.")
        if member in others:
            return say("{name} is on the list already.", name=member.name)
        return ""
