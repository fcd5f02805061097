"""Cards beside the memo form: what to read back, what to ask, what to say."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from callmemo import phrase_words
from callmemo.core.mishearing import Hint
from callmemo.core.phrases import READ_BACK, Line, Moment
from callmemo.core.read_back import Item
from callmemo.desktop.guide_moments import NEXT_KEY, MomentList
from callmemo.desktop.parts import FlowLayout, KeyButton, key_text, set_look, text_label
from callmemo.desktop.plain_text import Prose
from callmemo.desktop.side_card import SideCard
from callmemo.wording import Tone
from callmemo.words import say

READ_BACK_KEY: Final = "F4"
AWAY: Final = (Moment.ABSENCE, Moment.OFFERING_SUBSTITUTE)
"""Moments with a card of their own, as is the read-back."""
OTHERS: Final = tuple(m for m in Moment if m not in {*AWAY, Moment.READ_BACK})
_DONE, _OPEN = "☑", "☐"
_MOST_HINTS: Final = 4


class ReadBackCard(SideCard):
    """The sentence that reads the call back, how its digits are said, and what is misheard."""

    confirm_wished = Signal()

    def __init__(self) -> None:
        """Build empty."""
        super().__init__(say("Reading back"), "readBackCard")
        self._sentence = Prose("spoken", "readBackSentence")
        self._digits = Prose("hint", "readBackDigits")
        self._hints = Prose("hint", "readBackHints")
        self._done = text_label(role="tag", name="readBackDone", tone=Tone.DONE)
        self._confirm = KeyButton(say("Mark as read back"), READ_BACK_KEY, name="confirmReadBack")
        self._confirm.setAutoDefault(False)
        self._confirm.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._done.setText(say("Was read back"))
        self.add_tool(self._done)
        for part in (self._sentence, self._digits, self._hints, self._confirm):
            self.add(part)
        self._confirm.clicked.connect(self.confirm_wished)

    def tell(self, sentence: str, digits: str, hints: tuple[Hint, ...], *, done: bool) -> None:
        """Show what to read back, and whether that was done."""
        self._sentence.say(sentence)
        self._digits.say(digits)
        self._digits.setVisible(bool(digits))
        told = "\n".join(f"・{phrase_words.hint(hint)}" for hint in hints[:_MOST_HINTS])
        self._hints.say(told)
        self._hints.setVisible(bool(told))
        self._done.setVisible(done)
        self._confirm.say(say("Take it back") if done else say("Mark as read back"))
        self.setVisible(bool(sentence))


class ChecksCard(SideCard):
    """What to ask in this call, each ticked once it is known; the next one stands out."""

    def __init__(self) -> None:
        """Build empty."""
        super().__init__(say("What to ask"), "checksCard")
        self._place = QWidget()
        self._place.setObjectName("checks")
        self._flow = FlowLayout(self._place, spacing=6)
        self._labels: list[QLabel] = []
        self.add(self._place)

    def tell(self, items: tuple[Item, ...]) -> None:
        """Show these things to ask."""
        while len(self._labels) < len(items):
            made = text_label(role="check")
            made.setParent(self._place)
            self._flow.addWidget(made)
            self._labels.append(made)
        first = next((item for item in items if not item.done), None)
        for label, item in zip(self._labels, items, strict=False):
            words = phrase_words.check(item.check)
            label.setText(f"{_DONE if item.done else _OPEN} {words}")
            state = say("known") if item.done else say("still to ask")
            label.setAccessibleName(f"{words}: {state}")
            label.setObjectName(f"check-{item.check}")
            set_look(label, "state", "done" if item.done else "next" if item is first else "")
            label.show()
        for spare in self._labels[len(items) :]:
            spare.hide()
        self._flow.invalidate()
        self._place.updateGeometry()


class AbsenceCard(SideCard):
    """What to say when the addressee cannot come to the phone."""

    def __init__(self) -> None:
        """Build empty."""
        super().__init__(say("When they are away"), "absenceCard")
        self._words = Prose("spoken", "absenceWords")
        self.add(self._words)

    def tell(self, lines: tuple[Line, ...]) -> None:
        """Show the lines that belong here; without any there is no card."""
        texts = [line.text for line in lines if line.moment in AWAY]
        whole = ("" if _is_japanese(texts) else " ").join(texts)
        self._words.say(whole)
        self.setVisible(bool(texts))


class WordsCard(SideCard):
    """What else to say, moment by moment."""

    def __init__(self) -> None:
        """Build empty."""
        super().__init__(say("Words"), "wordsCard")
        key = text_label(key_text(NEXT_KEY), "key", "wordsKey")
        key.setAccessibleName(say("Next moment ({key})", key=NEXT_KEY))
        self.add_tool(key)
        self.moments = MomentList("formMoments", OTHERS)
        self.notice = Prose("problem", "wordsNotice")
        self.notice.hide()
        self.add(self.moments)
        self.add(self.notice)

    def complain(self, sentences: list[str]) -> None:
        """Say what is wrong with the office's own words."""
        told = "\n".join(sentences)
        self.notice.say(told)
        self.notice.setVisible(bool(sentences))


def read_back_sentence(lines: tuple[Line, ...]) -> str:
    """Return the sentence that reads the call back; empty if there is none."""
    return next((line.text for line in lines if line.topic == READ_BACK), "")


def _is_japanese(texts: list[str]) -> bool:
    return any(text.endswith("。") for text in texts)
