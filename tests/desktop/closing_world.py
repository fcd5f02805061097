"""The closing screen over a real desk on a sample evening, and hands for it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QLabel, QWidget

from callmemo.core.memo import Memo
from callmemo.desktop.closing_card import ClosingCard
from callmemo.desktop.closing_screen import ClosingScreen
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme
from tests.desktop.hands import Hands
from tests.desktop.moved_time import HandClock
from tests.office_day import at

EVENING = at("17:05")


@dataclass
class ClosingWorld(Hands):
    """The screen, what stands behind it, and the clock that moves only by hand."""

    clock: HandClock
    session: DeskSession
    theme: Theme
    screen: ClosingScreen
    ids: dict[str, str]

    def memo(self, name: str) -> Memo:
        """The memo about this caller, as it is on disk."""
        return self.session.desk.memo(self.ids[name])

    def kinds(self, name: str) -> list[str]:
        """What happened to the memo about this caller, in order."""
        return [event.kind for event, _undone in self.session.desk.history(self.ids[name])]

    @property
    def names(self) -> list[str]:
        """The callers on the cards, from above to below."""
        return [card.memo.draft.caller.name for card in self.screen._cards]

    @property
    def current(self) -> str:
        """The caller on whose card the keys act."""
        return self.screen.memo.draft.caller.name if self.screen.memo else ""

    def card(self, name: str) -> ClosingCard:
        """The card about this caller."""
        return self.screen._cards[self.names.index(name)]

    def says(self, name: str, within: QWidget | None = None) -> str:
        """What a label says."""
        found = (within or self.screen).findChild(QLabel, name)
        assert isinstance(found, QLabel), name
        return found.text() if found.isVisible() else ""

    def question(self) -> str:
        """The name of the question that is open."""
        found = [
            part.objectName()
            for part in self.screen.findChildren(QWidget)
            if part.property("role") == "strip" and part.isVisible()
        ]
        assert len(found) <= 1
        return found[0] if found else ""
