"""What is asked for, and where to call back: the part of the form that changes with the call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import time

from PySide6.QtWidgets import QCheckBox

from callmemo.core.memo import Draft
from callmemo.core.vocabulary import (
    THEY_OWE,
    CallbackReason,
    Direction,
    Request,
    Target,
    requests_of,
    targets_of,
)
from callmemo.desktop.form_fields import LineField, PersonField
from callmemo.desktop.form_row import FieldRow, plain
from callmemo.desktop.form_section import FormSection, StillBox
from callmemo.desktop.parts import ChipRow
from callmemo.desktop.phone_field import PhoneField
from callmemo.desktop.theme import Theme
from callmemo.labels import label
from callmemo.settings import Member
from callmemo.words import say

_WITH_TARGET = frozenset({Request.PLEASE_CALL_BACK, Request.RETURNED_CALL, Request.THEY_CALL_BACK})
_WITH_NUMBER = frozenset({Target.THEIR_OTHER, Target.COMPANY_MOBILE})
_USUAL = {
    Direction.INCOMING: (Request.PLEASE_CALL_BACK, Target.THEIR_OFFICE),
    Direction.OUTGOING: (Request.THEY_CALL_BACK, Target.ME),
}
_CLOSINGS = tuple(time(half // 2, half % 2 * 30) for half in range(24, 48))


def usual(direction: Direction) -> tuple[Request, Target]:
    """Return what is asked for most in calls of this direction, and where to call back."""
    return _USUAL[direction]


class RequestSection(FormSection):
    """Request and callback target of either direction; what was chosen for one is kept."""

    def __init__(self, theme: Theme) -> None:
        """Build for incoming calls."""
        super().__init__("formRequest")
        self._direction = Direction.INCOMING
        self._loaded = Draft()
        self._request_chips = {each: ChipRow(f"request-{each}") for each in Direction}
        self._target_chips = {each: ChipRow(f"target-{each}") for each in Direction}
        self.mobile, self._number = PhoneField("mobile"), PhoneField("target_number")
        self.substitute = PersonField("substitute", theme)
        self._agreed = QCheckBox(say("Calling a mobile was agreed (&4)"))
        self._reasons = ChipRow("callback_reason", may_be_none=True)
        self._reachable, self._their_closing = LineField("reachable"), StillBox()
        self._fill()
        self._lay_out()

    def _fill(self) -> None:
        for direction in Direction:
            for key, request in enumerate(requests_of(direction), start=1):
                text = label(request, direction=direction)
                self._request_chips[direction].add(request, text, str(key))
            for target in targets_of(direction):
                self._target_chips[direction].add(target, label(target))
        for reason in CallbackReason:
            self._reasons.add(reason, label(reason))
        self._their_closing.setObjectName("their_closing")
        self._their_closing.addItem(say("Not asked"), "")
        for hour in _CLOSINGS:
            self._offer_closing(hour)

    def _offer_closing(self, hour: time) -> None:
        self._their_closing.addItem(f"{hour.hour}:{hour.minute:02d}", hour.isoformat())

    def _lay_out(self) -> None:
        self._request_rows: dict[Direction, FieldRow] = {}
        self._target_rows: dict[Direction, FieldRow] = {}
        for direction, chips in self._request_chips.items():
            row = self._request_rows[direction] = self.add_row(chips.objectName())
            self.add(row, chips.objectName(), say("&Request"), chips)
        for direction, chips in self._target_chips.items():
            row = self._target_rows[direction] = self.add_row(chips.objectName())
            self.add(row, chips.objectName(), say("Call back &to"), chips)
        self._mobile_row = self.add_row("mobile")
        self.add_number(self._mobile_row, "mobile", say("&Mobile"), self.mobile)
        self._number_row = self.add_row("target_number")
        self.add(self._number_row, "target_number", say("Num&ber"), self._number)
        self._number.told.connect(self._say_below_number)
        self._number_row.require(self._number)
        self._agreed.setObjectName("mobile_agreed")
        self._agreed.setAccessibleName(plain(self._agreed.text()))
        self.add(self._number_row, "mobile_agreed", "", self._agreed)
        self._substitute_row = self.add_row("substitute")
        self.add(self._substitute_row, "substitute", say("&Substitute"), self.substitute)
        self._reason_row = self.add_row("callback_reason")
        self.add(self._reason_row, "callback_reason", say("&Why later"), self._reasons)
        self._hours_row = self.add_row("their_closing")
        self.add(self._hours_row, "their_closing", say("The&y close at"), self._their_closing)
        self.add(self._hours_row, "reachable", say("Best t&ime"), self._reachable)

    # What is chosen

    @property
    def request(self) -> Request:
        """The request that is chosen for the direction in use."""
        chosen = self._request_chips[self._direction].value
        return chosen if isinstance(chosen, Request) else usual(self._direction)[0]

    @property
    def _target(self) -> Target | None:
        chosen = self._target_chips[self._direction].value
        return chosen if isinstance(chosen, Target) else None

    def choose_request(self, number: int) -> bool:
        """Choose the request with this number, 1 for the first; False if there is none."""
        chips = self._request_chips[self._direction].chips()
        if not 1 <= number <= len(chips):
            return False
        chips[number - 1].click()
        return True

    def turn(self, direction: Direction) -> None:
        """Offer what belongs to this direction."""
        self._direction = direction

    def offer(self, members: Iterable[Member]) -> None:
        """Renew who could take the call instead."""
        self.substitute.offer(members)

    # To and from the memo

    def show_draft(self, draft: Draft, *, is_new: bool) -> None:
        """Show what was written down; `is_new` chooses what is usual where nothing was."""
        # What a memo already says is shown even where its request does not ask for it.
        self._loaded = Draft() if is_new else draft
        self._direction = draft.direction
        for direction in Direction:
            request, target = usual(direction)
            self._request_chips[direction].choose(request)
            self._target_chips[direction].choose(target)
        self._request_chips[draft.direction].choose(draft.request)
        if draft.target is not None or not is_new:
            self._target_chips[draft.direction].choose(draft.target)
        self.mobile.show_text(draft.caller.mobile)
        self._number.show_text(draft.target_number)
        self._agreed.setChecked(draft.mobile_agreed)
        self.substitute.show_text(draft.substitute)
        self._reasons.choose(draft.callback_reason)
        self._reachable.show_text(draft.reachable)
        self.show_closing(draft.their_closing)

    def show_closing(self, hour: time | None) -> None:
        """Show when they close, None for not asked."""
        if hour is not None and self._closing_place(hour) < 0:
            self._offer_closing(hour)
        self._their_closing.setCurrentIndex(max(self._closing_place(hour), 0))

    def _closing_place(self, hour: time | None) -> int:
        # As text: Qt would turn a time into one of its own.
        return self._their_closing.findData("" if hour is None else hour.isoformat())

    def read(self, draft: Draft) -> Draft:
        """Return the draft with all that stands here, also where it is not shown now."""
        reason, closing = self._reasons.value, str(self._their_closing.currentData())
        return replace(
            draft,
            caller=replace(draft.caller, mobile=self.mobile.text()),
            request=self.request,
            target=self._target,
            target_number=self._number.text(),
            mobile_agreed=self._agreed.isChecked(),
            substitute=self.substitute.text(),
            callback_reason=reason if isinstance(reason, CallbackReason) else None,
            reachable=self._reachable.text(),
            their_closing=time.fromisoformat(closing) if closing else None,
        )

    def fit(self, draft: Draft) -> Draft:
        """Leave out of a draft what is not shown, because it does not go with the request."""
        if not self._target_rows[self._direction].isVisibleTo(self):
            draft = replace(draft, target=None)
        if not self._number_row.isVisibleTo(self):
            draft = replace(draft, target_number="")
        if draft.target is not Target.COMPANY_MOBILE:
            draft = replace(draft, mobile_agreed=False)
        if not self._reason_row.isVisibleTo(self):
            draft = replace(draft, callback_reason=None)
        return draft

    # What is shown

    def arrange(self, *, details: bool) -> None:
        """Show the rows that go with the request, and with `details` those that are rare."""
        loaded, request, target = self._loaded, self.request, self._target
        with_target = request in _WITH_TARGET or loaded.target is not None
        target = target if with_target else None
        for direction in Direction:
            here = direction is self._direction
            self._request_rows[direction].setVisible(here)
            self._target_rows[direction].setVisible(here and with_target)
        self._mobile_row.setVisible(
            target is Target.THEIR_MOBILE or details or bool(self.mobile.text())
        )
        self._number_row.setVisible(target in _WITH_NUMBER)
        self._substitute_row.setVisible(
            target is Target.COLLEAGUE or details or bool(self.substitute.text())
        )
        self._reason_row.setVisible(
            request is Request.THEY_CALL_BACK or loaded.callback_reason is not None
        )
        said = self._their_closing.currentIndex() > 0 or bool(self._reachable.text())
        self._hours_row.setVisible(request in THEY_OWE or details or said)
        self._explain(target)

    def _explain(self, target: Target | None) -> None:
        is_ours = target is Target.COMPANY_MOBILE
        text = say("Our mo&bile") if is_ours else say("Num&ber")
        self._number_row.rename(self._number, text)
        self._agreed.setVisible(is_ours)
        self._say_below_number()
        self._substitute_row.require(self.substitute, required=target is Target.COLLEAGUE)
        self.fields["request"] = self.fields[f"request-{self._direction}"]
        self.fields["target"] = self.fields[f"target-{self._direction}"]

    def _say_below_number(self) -> None:
        if self._target is Target.COMPANY_MOBILE and not self._agreed.isChecked():
            self._number_row.say_hint(say("Please ask whether calling a mobile is all right."))
        else:
            self._number.tell_below(self._number_row)
