"""The strip in the memo form that names the calls which wait for theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal

from callmemo import wording
from callmemo.core.links import Ring
from callmemo.core.office import Office
from callmemo.desktop.form_notice import Notice
from callmemo.desktop.parts import KeyButton
from callmemo.waiting_calls import WaitingCall
from callmemo.wording import Tone
from callmemo.words import say, say_count

NEXT_CALL_KEY: Final = "Ctrl+Shift+N"


class FormCalls(Notice):
    """`next_wanted` when the form shall turn to the call that has waited longest."""

    next_wanted = Signal()

    def __init__(self) -> None:
        """Build hidden: nobody waits."""
        super().__init__("formCalls", Tone.SOON)
        self._next = KeyButton(say("Next call"), NEXT_CALL_KEY, name="formNextCall")
        # A click leaves the keyboard where somebody is typing; the key does the same.
        self._next.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._next.clicked.connect(self.next_wanted)
        self.add(self._next)
        self.hide()

    def show_calls(self, calls: Sequence[WaitingCall], office: Office) -> None:
        """Name who waits; without anybody the strip is not there."""
        if calls:
            self.say(words_of(calls, office))
        self.setVisible(bool(calls))


def words_of(calls: Sequence[WaitingCall], office: Office) -> str:
    """Say how many calls wait, and who the first is."""
    first = calls[0]

    return say_count(
        "{count} call waiting: {time} {who}",
        "{count} calls waiting, first {time} {who}",
        len(calls),
        time=wording.clock(first.called_at, office),
        who=name_of(first.ring),
    )


def name_of(ring: Ring) -> str:
    """Say who calls, with all that is known."""
    number = say("Number withheld") if ring.withheld else ring.phone
    known = " ".join(part for part in (number, ring.company, ring.name) if part)
    return known or say("unknown number")
