"""The offer to discard a half-written memo that came back, and to bring back what was discarded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from callmemo.core.memo import Draft
from callmemo.desktop.form_notice import Notice
from callmemo.desktop.parts import KeyButton
from callmemo.words import say


class DiscardOffer(QObject):
    """Discards at once and offers it back: no question stands in the way.

    `chosen(draft)` gives what is to stand on the form; None is an empty form.
    """

    chosen = Signal(object)

    def __init__(self, notice: Notice, read: Callable[[], Draft], parent: QObject) -> None:
        """Offer it in a notice; `read` tells what stands on the form."""
        super().__init__(parent)
        self._notice = notice
        self._read = read
        self._thrown_away: Draft | None = None
        self._answer = KeyButton("", name="formDiscard")
        notice.add(self._answer)
        self._answer.clicked.connect(self._choose)

    def begin(self, *, came_back: bool) -> None:
        """Say that a half-written memo is on the form, or nothing."""
        self._thrown_away = None
        if came_back:
            self._say(say("The half-written memo is back."), say("Discard it"))
        else:
            self._notice.hide()

    def forget(self) -> None:
        """Offer nothing back any more: a new memo has begun, which would be overwritten."""
        if self._thrown_away is not None:
            self.begin(came_back=False)

    def _choose(self) -> None:
        thrown = self._thrown_away
        if thrown is None:
            discarded = self._read()
            self.chosen.emit(None)
            self._thrown_away = discarded
            self._say(say("The half-written memo was discarded."), say("Bring it back"))
        else:
            self._thrown_away = None
            self.chosen.emit(thrown)
            self._say(say("The half-written memo is back."), say("Discard it"))

    def _say(self, sentence: str, answer: str) -> None:
        self._notice.say(sentence)
        self._answer.say(answer)
        self._notice.show()
