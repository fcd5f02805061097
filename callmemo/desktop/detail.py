"""The memo in sight: what do I say, what do I press, and what has happened so far."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from callmemo import wording
from callmemo.core.events import Event
from callmemo.core.memo import Memo
from callmemo.core.presence import STREAM
from callmemo.core.rules import MAX_LINE
from callmemo.core.rungs import Rung
from callmemo.core.vocabulary import Kind, Mover, Status
from callmemo.desktop.action_strips import Strip
from callmemo.desktop.actions import ACTIONS, CONFIRM, MemoActions
from callmemo.desktop.facts import NOBODY_KNOWN, facts
from callmemo.desktop.filled_grid import fill
from callmemo.desktop.guide_detail import DetailWords
from callmemo.desktop.parts import KeyButton, line, set_look, set_tip, set_tone, text_label
from callmemo.desktop.plain_text import Prose, shortened
from callmemo.desktop.proofs import ProofSteps, proofs
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import font
from callmemo.labels import label
from callmemo.wording import Tone
from callmemo.words import say

_PAD = 16
_FACT_HEADING = 84
_TIME = 42


class Detail(QFrame):
    """Shows one memo.

    `copied(text)` when the number was put on the clipboard; `left` when the keyboard has
    nothing more to do here.
    """

    copied = Signal(str)
    left = Signal()

    def __init__(self, session: DeskSession, parent: QWidget | None = None) -> None:
        """Build empty."""
        super().__init__(parent)
        self.setObjectName("detail")
        self._session = session
        self._memo: Memo | None = None
        self._strip: Strip | None = None
        self._came_from: QWidget | None = None
        self._unsaid: dict[str, str] = {}
        self._markup: Callable[[str], str] = lambda _text: ""
        self._sought: Callable[[], object] = lambda: ()
        self._told: tuple[object, ...] = ()
        self._shown: list[KeyButton] = []
        self.actions_ = MemoActions(session, self)
        self._build()
        self._lay_out()
        self._connect()
        self.show_memo(None)

    def _build(self) -> None:
        self._tag = text_label(role="tag", name="detailTag")
        self._number = text_label(role="muted", name="detailNumber")
        self._name = Prose("name", "detailName")
        self._organisation = Prose("muted", "detailOrganisation")
        self._complaint = text_label(say("Complaint"), "tag", "detailComplaint")
        self._phone = QPushButton()
        self._phone.setObjectName("phone")
        self._phone.setCursor(Qt.CursorShape.PointingHandCursor)
        self._buttons = {
            action.name: KeyButton(say(action.text), name=f"action-{action.name}")
            for action in (CONFIRM, *ACTIONS)
            if not action.in_menu
        }
        for action in (CONFIRM, *ACTIONS):
            if action.name in self._buttons:
                tip = say("Key: {key}", key=say(action.key))
                self._buttons[action.name].setToolTip(tip)
        self._more = KeyButton(say("More"), name="action-more")
        self._menu = QMenu(self)
        self._menu.setObjectName("moreMenu")
        self._menu.setAccessibleName(say("More"))
        self._entries: dict[str, QAction] = {}
        for action in ACTIONS:
            if action.in_menu:
                # What stands after a tab is shown as a key; the key itself is bound elsewhere.
                entry = self._menu.addAction(f"{say(action.text)}\t{action.key}")
                entry.setObjectName(f"menu-{action.name}")
                self._entries[action.name] = entry
        self._proofs = ProofSteps()
        self._facts = QGridLayout()
        self._history = QGridLayout()
        self._words = DetailWords(self._session)
        self._edge = line()
        self._note = QLineEdit()
        self._note.setObjectName("note")
        self._note.setMaxLength(MAX_LINE)
        self._note.setPlaceholderText(say("Add a note (Enter)"))
        self._note.setAccessibleName(say("Add a note (Enter)"))

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._strip_place = QVBoxLayout()
        self._strip_place.setContentsMargins(0, 8, 0, 0)
        for grid, width in ((self._facts, _FACT_HEADING), (self._history, _TIME)):
            grid.setHorizontalSpacing(12)
            grid.setVerticalSpacing(4 if grid is self._facts else 8)
            grid.setColumnMinimumWidth(0, width)
            grid.setColumnStretch(1, 1)
        whole = QVBoxLayout()
        whole.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        whole.setSpacing(4)
        self._lay_out_head(whole)
        whole.addSpacing(8)
        whole.addLayout(self._grid)
        whole.addLayout(self._strip_place)
        whole.addSpacing(10)
        whole.addWidget(self._proofs)
        whole.addLayout(self._facts)
        whole.addSpacing(14)
        whole.addWidget(self._words)
        whole.addSpacing(6)
        whole.addWidget(text_label(say("History"), "heading"))
        whole.addSpacing(2)
        whole.addLayout(self._history)
        whole.addStretch()
        page = QWidget()
        page.setLayout(whole)
        for button in (*self._buttons.values(), self._more):
            # Shown before it has its place it would open as a window.
            button.setParent(page)
        self._scroll = QScrollArea()
        self._scroll.setWidget(page)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        pane = QVBoxLayout(self)
        pane.setContentsMargins(0, 0, 0, 0)
        pane.setSpacing(0)
        pane.addWidget(self._scroll, 1)
        pane.addWidget(self._edge)
        below = QHBoxLayout()
        below.setContentsMargins(_PAD, 12, _PAD, 12)
        below.addWidget(self._note)
        pane.addLayout(below)

    def _lay_out_head(self, whole: QVBoxLayout) -> None:
        top = QHBoxLayout()
        top.addWidget(self._tag)
        top.addStretch()
        top.addWidget(self._number)
        organisation = QHBoxLayout()
        organisation.setSpacing(8)
        organisation.addWidget(self._organisation, 1)
        organisation.addWidget(self._complaint, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(top)
        whole.addSpacing(4)
        whole.addWidget(self._name)
        whole.addLayout(organisation)
        whole.addSpacing(4)
        whole.addWidget(self._phone)

    def _connect(self) -> None:
        self._phone.clicked.connect(self._copy)
        for name, button in self._buttons.items():
            button.clicked.connect(lambda _=False, name=name: self.actions_.do(name))
        for name, entry in self._entries.items():
            entry.triggered.connect(lambda _=False, name=name: self.actions_.do(name))
        self._more.clicked.connect(self._open_menu)
        self._note.returnPressed.connect(self._add_note)
        self._note.textEdited.connect(self._keep_note)
        self.actions_.strip_wanted.connect(self._show_strip)
        self._words.turned.connect(lambda: self._scroll.ensureWidgetVisible(self._words, 0, 12))

    @property
    def memo(self) -> Memo | None:
        """The memo in sight."""
        return self._memo

    def show_memo(self, memo: Memo | None) -> None:
        """Show this memo as it is now; None shows nothing."""
        told = self._all_told(memo)
        if memo is not None and told == self._told:
            return
        self._told = told
        other = memo is None or self._memo is None or memo.id != self._memo.id
        if other:
            self._show_strip(None)
            self._note.setText(self._unsaid.get(memo.id, "") if memo is not None else "")
            self._scroll.verticalScrollBar().setValue(0)
        self._memo = self.actions_.memo = memo
        for part in (self._scroll, self._edge, self._note):
            part.setVisible(memo is not None)
        if memo is not None:
            self._show_head(memo)
            self._show_actions(memo)
            self.retell()

    def _all_told(self, memo: Memo | None) -> tuple[object, ...]:
        """All that what is said of a memo depends on."""
        session = self._session
        return (
            memo,
            session.now().replace(second=0, microsecond=0),
            session.settings,
            session.last_change(memo.id if memo else "", STREAM),
            self._sought(),
        )

    def retell(self) -> None:
        """Say anew what depends on the time, and the history."""
        memo = self._memo
        if memo is None:
            return
        now, settings = self._session.now(), self._session.settings
        due = wording.due(memo, now, settings.office)
        urgent = label(memo.draft.urgency) if memo.draft.is_urgent and memo.is_open else ""
        self._tag.setText("・".join(text for text in (urgent, due.head) if text))
        set_tone(self._tag, Tone.LATE if urgent else due.tone)
        people = self._session.ask(lambda desk: desk.presence(now), NOBODY_KNOWN)
        told = facts(memo, settings, now, people)
        told_so = [(fact.heading, fact.text, fact.tone) for fact in told]
        fill(self._facts, told_so, self._markup)
        self._words.tell(memo)
        self._show_history(memo)

    def mark_with(self, markup: Callable[[str], str], sought: Callable[[], object]) -> None:
        """Mark parts of texts: `markup` writes a text as markup, or nothing to leave it.

        `sought` says what it marks: only where that is another thing, it is asked again.
        """
        self._markup, self._sought = markup, sought

    def focus_actions(self) -> None:
        """Give the keyboard to what most likely comes next."""
        if self._shown:
            self._shown[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def has_keyboard(self) -> bool:
        """Whether something in here has the focus."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def leave(self) -> None:
        """Close the open question, or give the keyboard back."""
        if self._strip is not None:
            self._show_strip(None)
        else:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less room takes smaller digits and fewer buttons side by side."""
        super().resizeEvent(event)
        self._fit_phone()
        self._place_buttons()

    def _show_head(self, memo: Memo) -> None:
        self._number.setText(say("No. {number}", number=memo.number))
        for part, text in (
            (self._name, wording.caller(memo)),
            (self._organisation, wording.organisation(memo)),
        ):
            part.say(text, self._markup(text))
        self._complaint.setVisible(memo.draft.complaint)
        number = memo.draft.dial_number
        self._phone.setVisible(bool(number))
        self._phone.setAccessibleName(say("Copy the number {number}", number=number))
        set_tip(self._phone, say("Copy the number {number}", number=number))
        self._fit_phone()

    def _fit_phone(self) -> None:
        if self._memo is None:
            return
        number = self._memo.draft.dial_number
        room = self.width() - 2 * _PAD
        fits = QFontMetrics(font(22, QFont.Weight.DemiBold)).horizontalAdvance(number) <= room
        set_look(self._phone, "size", "" if fits else "small")
        shown = self._phone.fontMetrics().elidedText(number, Qt.TextElideMode.ElideMiddle, room)
        # An ampersand would be taken for the sign of a key.
        self._phone.setText(shown.replace("&", "&&"))

    def _show_actions(self, memo: Memo) -> None:
        """Show what makes sense now, the likeliest first and marked."""
        unread = memo.status is Status.NEW and memo.next_mover is Mover.NOBODY
        shown = [a for a in ACTIONS if a.name in self._buttons and self.actions_.can(a)]
        if self.actions_.can(CONFIRM):
            shown.insert(0 if unread else len(shown), CONFIRM)
        buttons = [self._buttons[action.name] for action in shown]
        for button in self._buttons.values():
            button.setVisible(button in buttons)
            first = memo.is_open and bool(buttons) and button is buttons[0]
            set_look(button, "role", "primary" if first else "")
        for action in ACTIONS:
            if action.in_menu:
                self._entries[action.name].setVisible(self.actions_.can(action))
        self._shown = [*buttons, self._more]
        self._place_buttons()

    def _place_buttons(self) -> None:
        """Put three buttons into a row, or two where the words of three have no room."""
        widest = max((button.sizeHint().width() for button in self._shown), default=0)
        three = 3 * widest + 2 * self._grid.spacing() <= self.width() - 2 * _PAD
        across = 3 if three else 2
        for index in reversed(range(self._grid.count())):
            self._grid.takeAt(index)
        for place, button in enumerate(self._shown):
            self._grid.addWidget(button, place // across, place % across)
        for column in range(3):
            self._grid.setColumnStretch(column, int(column < across))

    def _show_history(self, memo: Memo) -> None:
        now, office = self._session.now(), self._session.settings.office
        lines: list[tuple[str, str, Tone | None]] = []
        nothing: tuple[tuple[Event, bool], ...] = ()
        history = self._session.ask(lambda desk: desk.history(memo.id), nothing)
        self._proofs.show_steps(proofs(memo, now, office, history))
        for event, undone in history:
            text = wording.happened(event, now, office)
            if undone:
                text = say("{line} (taken back)", line=text)
            came_due = event.kind == Kind.NUDGED and event.body.get("rung") == Rung.DUE
            tone = Tone.LATE if came_due else None
            lines.append((wording.moment(event.at, now, office), text, tone))
        fill(self._history, lines, self._markup)

    def _show_strip(self, strip: Strip | None) -> None:
        focus = QApplication.focusWidget()
        old, self._strip = self._strip, strip
        if old is None:
            self._came_from = focus
        else:
            had_focus = focus is not None and (focus is old or old.isAncestorOf(focus))
            old.hide()
            self._strip_place.removeWidget(old)
            old.deleteLater()
            if strip is None and had_focus:
                self._go_back()
        if strip is not None:
            self._strip_place.addWidget(strip)
            strip.show()
            # With its room given to it, and not before, it can be scrolled into sight.
            QTimer.singleShot(0, strip, lambda: self._scroll.ensureWidgetVisible(strip, 0, 12))

    def _go_back(self) -> None:
        """Give the keyboard back to where it was before a question was asked."""
        place = self._came_from
        if place is not None and isValid(place) and place.isVisible() and place.isEnabled():
            place.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    def _copy(self) -> None:
        number = self._memo.draft.dial_number if self._memo is not None else ""
        QGuiApplication.clipboard().setText(number)
        self.copied.emit(say("Copied: {number}", number=shortened(number)))

    def _open_menu(self) -> None:
        self._menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _keep_note(self, text: str) -> None:
        """Remember what was typed: a look at another memo must not lose it."""
        if self._memo is not None:
            self._unsaid[self._memo.id] = text

    def _add_note(self) -> None:
        memo = self._memo
        if memo is not None and self.actions_.note(self._note.text()):
            self._unsaid.pop(memo.id, None)
            self._note.clear()
