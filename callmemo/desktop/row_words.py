"""What one row of the list says: by when, who, what about, where to call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from callmemo import wording
from callmemo.core.marks import Span
from callmemo.core.memo import Memo
from callmemo.core.office import Office
from callmemo.core.vocabulary import Mover, Request, Status, Target
from callmemo.desktop.proofs import in_short
from callmemo.labels import label
from callmemo.wording import DueWords, Tone
from callmemo.words import mark, say

_SHORT = {
    Request.PLEASE_CALL_BACK: mark("Callback"),
    Request.WILL_CALL_AGAIN: mark("Their call"),
    Request.CALLED: mark("Called"),
    Request.MESSAGE: mark("Word left"),
    Request.RETURNED_CALL: mark("Returned the call"),
    Request.VISITED: mark("Visited"),
    Request.THEY_CALL_BACK: mark("Their call"),
    Request.WE_CALL_AGAIN: mark("We call again"),
}


@dataclass(frozen=True, slots=True)
class RowWords:
    """The texts of one row, ready to be drawn or read aloud."""

    due: DueWords
    who: str
    organisation: str
    topic: str
    tag: str
    tag_tone: Tone
    number: str
    addressee: str
    proofs: tuple[tuple[str, bool], ...] = ()
    """Both proofs and whether they are given, for the one who took the memo."""
    marks: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    """Of the other parts by name, what a search has found in them."""

    @property
    def spoken(self) -> str:
        """All of it in one sentence, for a screen reader."""
        parts = (self.due.head, self.due.below, self.who, self.organisation, self.topic, self.tag)
        proofs = (text for text, _done in self.proofs)
        return ", ".join(part for part in (*parts, self.number, self.addressee, *proofs) if part)


def row_words(memo: Memo, now: datetime, office: Office, me: str = "") -> RowWords:
    """Say a memo in one row, as `me` should see it."""
    passed_on = bool(me) and memo.draft.taken_by == me and memo.draft.addressee not in {"", me}
    due = wording.due(memo, now, office)
    tag, tone = _tag(memo, due)
    return RowWords(
        due=due,
        who=wording.caller(memo),
        organisation=wording.organisation(memo),
        topic=wording.topic(memo),
        tag=tag,
        tag_tone=tone,
        number=memo.draft.dial_number,
        addressee=memo.draft.addressee,
        proofs=in_short(memo, now, office) if passed_on and memo.is_open else (),
    )


def _tag(memo: Memo, due: DueWords) -> tuple[str, Tone]:
    """The one word that matters most, in the tone of time and no other."""
    draft = memo.draft
    tone: Tone = due.tone if due.tone in {Tone.LATE, Tone.WAITING} else Tone.QUIET
    if not memo.is_open:
        text, tone = _closed(memo), Tone.DONE
    elif memo.is_out_of_reach:
        text, tone = wording.in_vain(memo), Tone.LATE
    elif draft.complaint:
        text = say("Complaint")
    elif memo.is_carried and not draft.is_urgent:
        text = wording.carried()
    elif draft.is_urgent:
        text, tone = label(draft.urgency), Tone.LATE if tone is Tone.QUIET else tone
    elif memo.status in {Status.RETRY, Status.ON_HOLD, Status.IN_PROGRESS}:
        text = label(memo.status)
    elif memo.next_mover is Mover.THEM:
        text = label(Mover.THEM)
    elif draft.substitute and draft.target is not Target.COLLEAGUE:
        text = say("Substitute OK")
    else:
        text = say(_SHORT[draft.request])
    return _with_its_story(memo, text), tone


def _with_its_story(memo: Memo, text: str) -> str:
    """Say before the tag how often they have called about it, and that it was carried over."""
    if memo.is_carried and text != wording.carried():
        text = f"{wording.carried()}・{text}"
    if memo.is_open and memo.called_again:
        text = f"{wording.called_again(memo)}・{text}"
    return text


def _closed(memo: Memo) -> str:
    """Say how long a callback took, where one was made; else how it was closed."""
    if memo.status is Status.DONE and memo.called_back_at is not None:
        took = wording.length(memo.called_back_at - memo.taken_at)
        return say("called back in {length}", length=took)
    return label(memo.status)
