"""What an empty list says: that all is done, or what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from callmemo.core.vocabulary import View
from callmemo.desktop.memo_list import Section
from callmemo.desktop.parts import text_label
from callmemo.store.register import Count
from callmemo.words import mark, say

_NOTHING = {
    View.MINE: mark("Nothing is waiting for you"),
    View.WAITING: mark("Nobody has promised to call"),
    View.LATER: mark("Nothing is planned for later"),
    View.COMPLAINTS: mark("There are no complaints"),
    View.DONE: mark("Nothing has been closed yet"),
    View.ALL: mark("There are no memos yet"),
}


class Emptiness(QFrame):
    """Shown in place of the list, or above what was closed today."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build hidden."""
        super().__init__(parent)
        self.setObjectName("emptiness")
        self._mark = text_label("✓", "mark")
        self._title = text_label(role="name", name="emptyTitle")
        self._hint = text_label(role="muted", name="emptyHint")
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 40, 28, 40)
        column.setSpacing(4)
        column.addStretch()
        for part in (self._mark, self._title, self._hint):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            part.setWordWrap(part is not self._mark)
            column.addWidget(part)
        column.addStretch()
        self.hide()

    def tell(
        self,
        view: View,
        counts: Mapping[View, Count],
        shown: Sequence[Section],
        *,
        searching: bool,
        named: bool,
    ) -> None:
        """Say why there is nothing, or hide; `named` is whether the settings say who sits here."""
        rows = sum(len(section.places) for section in shown)
        all_done = not searching and view is View.TODAY and not counts[View.TODAY].open
        self.setVisible(all_done or not rows)
        # With memos closed today below it, the good news takes no more room than it needs.
        high = QSizePolicy.Policy.Maximum if rows else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Preferred, high)
        self._mark.setVisible(all_done)
        if all_done:
            self._title.setText(say("No callback is left for today"))
            self._hint.setText(say("Ctrl+N takes the next call"))
        elif searching:
            self._title.setText(say("Nothing was found"))
            hint = say("Try fewer words or filters, or a part of the name. Esc ends the search")
            self._hint.setText(hint)
        else:
            self._title.setText(say(_NOTHING.get(view, "")))
            no_name = view is View.MINE and not named
            hint = say("Set your name in the settings to see memos for you here")
            self._hint.setText(hint if no_name else say("Ctrl+N takes the next call"))
