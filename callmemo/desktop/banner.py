"""A strip inside the window that says one thing at a time and never takes the focus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from callmemo.desktop.parts import set_look, text_label
from callmemo.words import say, say_count


@dataclass(frozen=True, slots=True)
class Message:
    """What the strip says; it stays until closed where `seconds` is 0."""

    text: str
    tone: str
    action_text: str
    action: Callable[[], object] | None
    seconds: float
    can_wait: bool = False

    @property
    def stays(self) -> bool:
        """Whether somebody has to close it."""
        return self.seconds <= 0


class Banner(QFrame):
    """Shows the newest message; those that stay come back when it is gone, the newest first.

    A passing message takes the place of another passing one: an 'undo' of the action before
    the last would undo something else than it says.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the strip; it is hidden while it has nothing to say."""
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("tone", "quiet")
        self.setAccessibleName(say("Message"))
        self._text = text_label(name="bannerText")
        self._text.setWordWrap(True)
        self._more = text_label(role="small", name="bannerMore")
        self._act = QPushButton()
        self._act.setObjectName("bannerAction")
        self._close = QPushButton("✕")
        self._close.setObjectName("bannerClose")
        self._close.setProperty("role", "flat")
        self._close.setToolTip(say("Close this message"))
        self._close.setAccessibleName(say("Close this message"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(self._more)
        row.addWidget(self._act)
        row.addWidget(self._close)
        for button in (self._act, self._close):
            # A click leaves the focus where somebody is typing; Tab still reaches them.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._current: Message | None = None
        self._staying: list[Message] = []
        self._is_aside = False
        self._patience = QTimer(self, singleShot=True)
        self._act.clicked.connect(self._do)
        self._close.clicked.connect(self.dismiss)
        self._patience.timeout.connect(self.dismiss)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now, empty for nothing."""
        return self._current.text if self._current else ""

    def show_message(
        self,
        text: str,
        *,
        tone: str = "quiet",
        action_text: str = "",
        action: Callable[[], object] | None = None,
        seconds: float = 8,
        can_wait: bool = False,
    ) -> None:
        """Say something for `seconds` (0: until closed); what is late stays until closed.

        `tone` is `late`, `soon`, `waiting`, `done` or `quiet`. With `action_text` a button does
        `action`. What `can_wait` comes back into sight when nothing is looked for any more.
        """
        seconds = 0 if tone == "late" else seconds
        message = Message(text, tone, action_text, action, seconds, can_wait and seconds <= 0)
        self._staying = [other for other in self._staying if other.text != text]
        if message.stays:
            self._staying.append(message)
        if self._waits(message):
            self._go_on()
        else:
            self._show(message)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def dismiss(self) -> None:
        """Take away what is shown; what still waits for an answer comes back."""
        self._patience.stop()
        if self._current in self._staying:
            self._staying.remove(self._current)
        self._current = None
        self._go_on()

    def stand_aside(self, aside: bool) -> None:
        """Leave the room to what somebody looks for, as far as it can wait, or say it again."""
        self._is_aside = aside
        self._go_on()

    def _go_on(self) -> None:
        """Show what waits for an answer, the newest first, unless something is shown already."""
        if self._current is not None and not self._waits(self._current):
            self._count_others(self._current)
            return
        self._current = None
        said = [message for message in self._staying if not self._waits(message)]
        if said:
            self._show(said[-1])
        else:
            self.hide()

    def _waits(self, message: Message) -> bool:
        return self._is_aside and message.can_wait

    def take_back(self, text: str) -> None:
        """Say this no longer: what it spoke of has been dealt with."""
        self._staying = [message for message in self._staying if message.text != text]
        if self.text == text:
            self.dismiss()
        elif self._current is not None:
            self._count_others(self._current)

    def _show(self, message: Message) -> None:
        self._current = message
        self._text.setText(message.text)
        self._act.setText(message.action_text)
        self._act.setVisible(bool(message.action_text))
        self._count_others(message)
        set_look(self, "tone", message.tone)
        self._patience.stop()
        if not message.stays:
            self._patience.start(round(message.seconds * 1000))
        self.show()

    def _count_others(self, shown: Message) -> None:
        others = sum(other is not shown for other in self._staying)
        self._more.setText(say_count("{count} more", "{count} more", others) if others else "")
        self._more.setVisible(others > 0)

    def _do(self) -> None:
        action = self._current.action if self._current else None
        self.dismiss()
        if action is not None:
            action()
