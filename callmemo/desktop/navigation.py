"""The views on the left, each with the number of memos that still need someone."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from callmemo.core.vocabulary import View
from callmemo.desktop.parts import set_look, set_tone, text_label
from callmemo.labels import label
from callmemo.store.register import Count
from callmemo.wording import Tone
from callmemo.words import say


class ViewButton(QPushButton):
    """A view by name, with its number: red and counting the late ones where any are."""

    def __init__(self, view: View) -> None:
        """Build for a view."""
        super().__init__()
        self.setObjectName(f"view-{view.value}")
        self.view = view
        self.setCheckable(True)
        self.setProperty("role", "nav")
        self._badge = text_label(role="badge")
        self._badge.hide()
        self._count: Count | None = Count(0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        text = text_label(label(view))
        row.addWidget(text)
        self.toggled.connect(lambda on: set_look(text, "ink", "accent" if on else ""))
        row.addStretch()
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_count(None)

    def show_count(self, count: Count | None) -> None:
        """Show how many are open; with late ones in view, how many are late, in red."""
        if count == self._count:
            return
        self._count = count
        name = label(self.view)
        if count is None or not count.open:
            self._badge.hide()
            self.setAccessibleName(name)
            self.setToolTip("")
            return
        late = count.late if self.view is View.TODAY else 0
        self._badge.setText(str(late or count.open))
        set_tone(self._badge, Tone.LATE if late else None)
        self._badge.show()
        told = say(
            "{view}: {count} open, {late} late", view=name, count=count.open, late=count.late
        )
        self.setAccessibleName(told)
        self.setToolTip(told)

    def sizeHint(self) -> QSize:
        """As wide as its parts together."""
        row = self.layout()
        return QSize(row.sizeHint().width() if row else 0, 32)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its name."""
        return self.sizeHint()


class ViewChoice(QComboBox):
    """The views as one field, for windows that have no room for a column of them."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build with all views."""
        super().__init__(parent)
        self.setObjectName("viewChoice")
        self.setAccessibleName(say("Views"))
        for view in View:
            self.addItem(label(view), view.value)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.activated.connect(lambda _: self.chosen.emit(View(self.currentData())))

    def show_view(self, view: View) -> None:
        """Name the view that is shown."""
        self.setCurrentIndex(self.findData(view.value))

    def show_counts(self, counts: Mapping[View, Count]) -> None:
        """Show the numbers of all views that have one."""
        for index, view in enumerate(View):
            count = counts.get(view)
            number = f" ({count.open})" if count is not None and count.open else ""
            text = label(view) + number
            if text != self.itemText(index):
                self.setItemText(index, text)


class Navigation(QFrame):
    """`chosen(view)` when another view is wanted."""

    chosen = Signal(object)

    def __init__(self, below: QWidget | None = None) -> None:
        """Build with all views, and what takes the room below them."""
        super().__init__()
        self.setObjectName("navigation")
        self._buttons = {view: ViewButton(view) for view in View}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(2)
        for view, button in self._buttons.items():
            group.addButton(button)
            column.addWidget(button)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, view=view: self.chosen.emit(view))
        if below is None:
            column.addStretch()
        else:
            column.addWidget(below, 1)
        self.show_view(View.TODAY)

    def show_view(self, view: View) -> None:
        """Mark the view that is shown."""
        self._buttons[view].setChecked(True)

    def show_counts(self, counts: Mapping[View, Count]) -> None:
        """Show the numbers of all views that have one."""
        for view, button in self._buttons.items():
            button.show_count(counts.get(view))
