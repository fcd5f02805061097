"""Asks when to call again after a call that found nobody; one key answers, Esc leaves it open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from callmemo import wording
from callmemo.core.office import Office
from callmemo.core.retry import Suggestion, Why
from callmemo.desktop.action_strips import WhenStrip
from callmemo.words import mark, say

_SKIP = "skip"
_WORDS = {
    Why.REACHABLE: mark("{time} (their hours)"),
    Why.SOON: mark("{time} (soon)"),
    Why.LATER: mark("{time}"),
    Why.AFTER_LUNCH: mark("after lunch {time}"),
    Why.MORNING: mark("{time} (morning)"),
}


class RetryStrip(WhenStrip):
    """When shall they be called again? `answered(moment)`, aware; nothing where it is skipped."""

    def __init__(self, found: Sequence[Suggestion], now: datetime, office: Office) -> None:
        """Build with the moments that were suggested."""
        times = [(each.at, words(each, now, office)) for each in found]
        title = say("Nobody reached. When shall we try again?")
        super().__init__("retryStrip", title, now, office, times)
        self.add(_SKIP, say("Not decided yet"))

    def give(self, answer: object) -> None:
        """Say when, or leave it open."""
        if answer == _SKIP:
            self.closed.emit()
        else:
            super().give(answer)


def words(suggestion: Suggestion, now: datetime, office: Office) -> str:
    """Say a moment, and what speaks for it."""
    return say(_WORDS[suggestion.why], time=wording.moment(suggestion.at, now, office))
