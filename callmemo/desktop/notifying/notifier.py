"""Shows notices in the first way that works, and says what people did with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Signal

from callmemo.desktop.notifying.notice import Notice, Told, Way


def _nobody(_shown: bool) -> None:
    """For notices whose fate nobody waits for."""


class Notifier(QObject):
    """Tries its ways in their order, for each notice anew: a tray may come and go.

    Emits `memo_wanted(memo_id)` when somebody opens a notice about one memo, `today_wanted`
    for one about several or none, `closing_wanted` for one about closing time, and
    `put_off(memo_id)` when somebody asks for it later.
    """

    memo_wanted = Signal(str)
    today_wanted = Signal()
    closing_wanted = Signal()
    put_off = Signal(str)

    def __init__(self, ways: Sequence[Way], parent: QObject | None = None) -> None:
        """Take over the ways, the best first."""
        super().__init__(parent)
        self._ways = tuple(ways)
        for way in self._ways:
            way.clicked.connect(self._clicked)
            way.put_off.connect(self._put_off)

    def show(self, notice: Notice, told: Told = _nobody) -> None:
        """Show a notice; `told(True)` once a way has shown it, `told(False)` if none could."""
        self._try(notice, iter(self._ways), told)

    def withdraw(self, memo_id: str) -> None:
        """Take away what is still shown about a memo that needs no reminder any more."""
        for way in self._ways:
            way.withdraw(memo_id)

    def _try(self, notice: Notice, ways: Iterator[Way], told: Told) -> None:
        way = next((way for way in ways if way.is_available()), None)
        if way is None:
            told(False)
            return

        def answered(shown: bool) -> None:
            if shown:
                told(True)
            else:
                self._try(notice, ways, told)

        way.show(notice, answered)

    def _clicked(self, notice: Notice) -> None:
        if notice.closing:
            self.closing_wanted.emit()
        elif notice.memo_id is None:
            self.today_wanted.emit()
        else:
            self.memo_wanted.emit(notice.memo_id)

    def _put_off(self, notice: Notice) -> None:
        if notice.memo_id is not None:
            self.put_off.emit(notice.memo_id)
