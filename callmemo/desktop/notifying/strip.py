"""The last resort: a notice in the strip inside the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from callmemo.desktop.banner import Banner
from callmemo.desktop.notifying.notice import Notice, Told
from callmemo.words import say


class StripWay(QObject):
    """Always works, as long as somebody looks at the window; says once why it is used."""

    clicked = Signal(object)
    put_off = Signal(object)

    def __init__(self, banner: Banner, parent: QObject | None = None) -> None:
        """Use this strip."""
        super().__init__(parent)
        self._banner = banner
        self._explained = False
        self._shown: dict[str, str] = {}

    def is_available(self) -> bool:
        """Whether it is worth trying: always."""
        return True

    def show(self, notice: Notice, told: Told) -> None:
        """Show it until somebody closes it, and let the task bar flash."""
        if not self._explained:
            self._explained = True
            self._banner.show_message(
                say(
                    "Notifications cannot be shown on this computer."
                    " Reminders appear here, inside the window."
                ),
                seconds=0,
                can_wait=True,
            )
        # Two lines at most are taken from the list below.
        text = "\n".join(
            part for part in (notice.title, "\u3000".join(notice.text.split("\n"))) if part
        )
        self._banner.show_message(
            text,
            tone="late" if notice.urgent else "soon",
            action_text=say("Open"),
            action=lambda: self.clicked.emit(notice),
            seconds=0,
            can_wait=True,
        )
        if notice.memo_id is not None:
            self._shown[notice.memo_id] = text
        QApplication.alert(self._banner.window())
        told(True)

    def withdraw(self, memo_id: str) -> None:
        """Take away the notice about this memo."""
        text = self._shown.pop(memo_id, None)
        if text is not None:
            self._banner.take_back(text)
