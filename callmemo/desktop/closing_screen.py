"""The closing screen (終業チェック): everything still open today, each decided with one key."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDateTimeEdit,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from callmemo import wording
from callmemo.core.closing import check_again
from callmemo.core.memo import Memo
from callmemo.core.presence import Present
from callmemo.desktop.action_strips import Strip
from callmemo.desktop.actions import ACTIONS, MemoActions
from callmemo.desktop.banner import Banner
from callmemo.desktop.carry_strip import CarryStrip
from callmemo.desktop.closing_card import DECISIONS, ClosingCard
from callmemo.desktop.closing_parts import AllDone, Head, figures, in_words, left_today
from callmemo.desktop.parts import KeyButton
from callmemo.desktop.plain_text import OneLine, Prose, shortened
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme
from callmemo.desktop.window_keys import bind
from callmemo.errors import CallmemoError
from callmemo.wording import Tone
from callmemo.words import say, say_count

MOST_CARDS = 50
"""More are only counted: what is decided makes room for the next."""
_SIZE = (960, 640)
_SMALLEST = (600, 360)
_MARGIN = 24


class ClosingScreen(QWidget):
    """Opens with `open`; `later(moment)` when it shall come again, `export_wanted` for the list."""

    later = Signal(object)
    export_wanted = Signal()

    def __init__(self, session: DeskSession, theme: Theme) -> None:
        """Build; it asks the desk when it is opened."""
        super().__init__()
        self.setObjectName("closingScreen")
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(say("Closing check"))
        self._session = session
        self._cards: list[ClosingCard] = []
        self._left: list[Memo] = []
        self._current = 0
        self._strip: Strip | None = None
        self._again: datetime | None = None
        self.actions_ = MemoActions(session, self)
        self._build(theme)
        self._lay_out()
        self._connect()

    def _build(self, theme: Theme) -> None:
        self.head = Head(theme)
        self.banner = Banner()
        self._done = AllDone()
        self._figures = Prose("", "closingFigures")
        self._figures.setProperty("tone", Tone.DONE.value)
        self._more = OneLine("muted", "closingMore")
        self._hint = OneLine("muted", "closingHint")
        self._hint.say(say("↑↓ move, one key decides. Ctrl+Z takes back"))
        self._later = KeyButton("", name="closingLater")
        self._all = KeyButton("", name="closingCarryAll")
        self._close = KeyButton(say("Close"), "Escape", name="closingClose")

    def _lay_out(self) -> None:
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(_MARGIN, 16, _MARGIN, 16)
        column.setSpacing(10)
        self._place_all = QVBoxLayout()
        column.addLayout(self._place_all)
        column.addLayout(self._list)
        column.addWidget(self._more)
        column.addWidget(self._done, 1)
        column.addWidget(self._figures)
        column.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setObjectName("closingScroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(page)
        foot = QFrame()
        foot.setObjectName("closingFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        row.setSpacing(12)
        row.addWidget(self._hint)
        row.addStretch(1)
        for button in (self._later, self._all, self._close):
            row.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self.banner)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(foot)
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_SIZE)

    def _connect(self) -> None:
        self.head.export_wanted.connect(self.export_wanted)
        self._later.clicked.connect(self._put_off)
        self._all.clicked.connect(self._ask_for_all)
        self._close.clicked.connect(self.close)
        self.actions_.strip_wanted.connect(self._show_strip)
        self.actions_.acted.connect(self._on_acted)
        self._session.changed.connect(self._on_changed)
        self._session.refused.connect(self._on_refused)
        self._session.settings_changed.connect(self._on_changed)
        self._session.heartbeat.minute.connect(self._on_changed)
        for name, _text, key in DECISIONS:
            bind(self, key, partial(self._decide, name))
        for keys, do in (
            ("Up", partial(self._step, -1)),
            ("Down", partial(self._step, 1)),
            ("K", partial(self._step, -1)),
            ("J", partial(self._step, 1)),
            ("Shift+L", self._ask_for_all),
            ("Ctrl+Z", self.undo),
            ("Escape", self._leave),
        ):
            bind(self, keys, do)

    # Outside

    def open(self) -> None:
        """Show the day as it is now, in front of the other windows: somebody asked for it."""
        if not self.isVisible():
            self._current = 0
        self.refresh()
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self._focus()

    def refresh(self) -> None:
        """Ask the desk again, and show what is still open."""
        now = self._session.now()
        try:
            left = left_today(self._session.desk, now)
            counted = figures(self._session.desk, left, now)
        except CallmemoError as error:
            self.banner.show_message(error.sentence, tone="late", seconds=0)
            return
        self._left = left
        office = self._session.settings.office
        self.head.tell(counted, now, office)
        came_to = in_words(counted)
        self._figures.say(came_to and f"✓ {came_to}")
        self._figures.setVisible(bool(came_to))
        self._done.setVisible(counted.is_done)
        self._again = check_again(now, office.closing(office.today(now)))
        again = wording.clock(self._again, office)
        self._later.say(say("Later (again at {time})", time=again))
        self._all.say(
            say_count(
                "Carry the remaining {count} over… (with a reason)",
                "Carry the remaining {count} over… (with a reason)",
                len(left),
            )
        )
        for button, shown in (
            (self._later, bool(left)),
            (self._all, bool(left)),
            (self._close, not left),
            (self._hint, bool(left)),
        ):
            button.setVisible(shown)
        self._show_cards(left[:MOST_CARDS], now)
        rest = len(left) - len(self._cards)
        self._more.say(say_count("and {count} more", "and {count} more", max(rest, 0)))
        self._more.setVisible(rest > 0)
        if not left and self.isVisible():
            self._focus()

    @property
    def memo(self) -> Memo | None:
        """The memo on which the keys act."""
        return self._cards[self._current].memo if self._cards else None

    def undo(self) -> None:
        """Take back the last action, and go to its memo."""
        memo = self._session.undo(self)
        if memo is None:
            return
        self._close_strip()
        self.refresh()
        places = [place for place, card in enumerate(self._cards) if card.memo.id == memo.id]
        if places:
            self._go(places[0])
        who = shortened(wording.caller(memo))
        self.banner.show_message(say("Taken back — {who}", who=who))
        self._focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards have as much room as the screen: inside a scroll area they would keep theirs."""
        super().resizeEvent(event)
        for card in self._cards:
            card.lay(event.size().width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """A question that is open is not answered."""
        self._close_strip()
        super().closeEvent(event)

    # Cards

    def _show_cards(self, memos: list[Memo], now: datetime) -> None:
        """Keep the cards that stay, so that the keyboard and an open question stay too."""
        holder = self._cards[self._current].memo.id if self._cards and self._strip else ""
        if holder and holder not in {memo.id for memo in memos}:
            self._close_strip()
        had = self._cards[self._current].memo.id if self._cards else ""
        old = {card.memo.id: card for card in self._cards}
        settings = self._session.settings
        unknown: dict[str, Present] = {}
        people = self._session.ask(lambda desk: desk.presence(now), unknown)
        self._cards = []
        for place, memo in enumerate(memos):
            card = old.pop(memo.id, None) or self._new_card(memo)
            card.tell(memo, now, settings.office, settings.manager, people)
            self._list.insertWidget(place, card)
            self._cards.append(card)
        for card in old.values():
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        places = {card.memo.id: place for place, card in enumerate(self._cards)}
        self._current = places.get(had, min(self._current, max(len(self._cards) - 1, 0)))
        self._mark()

    def _new_card(self, memo: Memo) -> ClosingCard:
        card = ClosingCard(memo)
        card.picked.connect(lambda: self._pick(card))
        card.decided.connect(self._decide)
        card.lay(self.width())
        return card

    def _pick(self, card: ClosingCard) -> None:
        if card in self._cards and self._cards.index(card) != self._current:
            self._go(self._cards.index(card))

    def _go(self, place: int) -> None:
        if place != self._current:
            self._close_strip()
        self._current = place
        self._mark()

    def _mark(self) -> None:
        self.actions_.memo = self.memo
        possible = [action for action in ACTIONS if action.name in {n for n, _t, _k in DECISIONS}]
        for place, card in enumerate(self._cards):
            card.mark_current(current=place == self._current)
            self.actions_.memo = card.memo
            card.allow(frozenset(a.name for a in possible if self.actions_.can(a)))
        self.actions_.memo = self.memo

    def _step(self, by: int) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QDateTimeEdit):
            focus.stepBy(-by)
        elif isinstance(self._strip, CarryStrip) and self._strip.isAncestorOf(focus or self):
            self._strip.step(by)
        elif self._cards:
            self._go(max(0, min(self._current + by, len(self._cards) - 1)))
            self._focus()

    def _focus(self) -> None:
        """Give the keyboard to the card on which the keys act, or to the button that closes."""
        part: QWidget = self._cards[self._current] if self._cards else self._close
        part.setFocus(Qt.FocusReason.ShortcutFocusReason)
        QTimer.singleShot(0, part, lambda: self._scroll.ensureWidgetVisible(part, 0, 12))

    # Decisions

    def _decide(self, name: str) -> None:
        self.actions_.do(name)

    def _show_strip(self, strip: Strip | None) -> None:
        self._close_strip()
        if strip is None or not self._cards:
            self._focus()
            return
        self._strip = strip
        card = self._cards[self._current]
        card.hold(strip)
        QTimer.singleShot(0, strip, lambda: self._scroll.ensureWidgetVisible(strip, 0, 12))

    def _close_strip(self) -> None:
        strip, self._strip = self._strip, None
        if strip is None:
            return
        for card in self._cards:
            if card.isAncestorOf(strip):
                card.release(strip)
                return
        strip.hide()
        self._place_all.removeWidget(strip)
        strip.deleteLater()

    def _ask_for_all(self) -> None:
        if not self._left:
            return
        self._close_strip()
        office, now = self._session.settings.office, self._session.now()
        title = say_count(
            "Carry the remaining {count} over: until when, and why?",
            "Carry the remaining {count} over: until when, and why?",
            len(self._left),
        )
        strip = CarryStrip(title, now, office)
        ids = [memo.id for memo in self._left]

        def answer(until: datetime, reason: str) -> None:
            done = self._session.perform(
                lambda desk, at: desk.carry_all(ids, until, at, reason=reason), self
            )
            if done is not None:
                self._close_strip()
                self._on_changed()
                when = wording.moment(until, self._session.now(), office)
                self._on_acted(say("Carried over to {time}", time=when))
                self._focus()

        strip.answered.connect(answer)
        strip.closed.connect(self._leave)
        self._strip = strip
        self._place_all.addWidget(strip)
        QTimer.singleShot(0, strip, lambda: self._scroll.ensureWidgetVisible(strip, 0, 12))

    def _leave(self) -> None:
        """Close the question that is open, or the screen."""
        if self._strip is not None:
            self._close_strip()
            self._focus()
        else:
            self.close()

    def _put_off(self) -> None:
        if self._again is not None:
            self.later.emit(self._again)
        self.close()

    def _on_acted(self, text: str) -> None:
        self.banner.show_message(text, action_text=say("Undo"), action=self.undo)

    def _on_changed(self, *_what: object) -> None:
        if self.isVisible():
            self.refresh()

    def _on_refused(self, error: CallmemoError, initiator: object) -> None:
        if initiator in {self, self.actions_}:
            self.banner.show_message(error.sentence, tone="late", seconds=0)
