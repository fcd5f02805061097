"""Turns calls that a phone system announces into forms, one after the other, without losing one.

How a form may come up: docs/decisions/045-ringing.md.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from callmemo.core.links import Ring
from callmemo.desktop.form_corner import FormCorner
from callmemo.desktop.hands import Hands
from callmemo.desktop.session import DeskSession
from callmemo.drafts import DraftFile
from callmemo.errors import FolderUnusable
from callmemo.waiting_calls import MOST, WaitingCall, WaitingCalls, new_call

if TYPE_CHECKING:
    # Loaded when a form is wanted: see callmemo.desktop.later.
    from callmemo.desktop.memo_form import MemoForm

_log = logging.getLogger(__name__)


class Ringing(QObject):
    """The calls that were announced and have no memo yet.

    The first gets the form; those that come while it is open wait, on disk too, and come up one
    after the other when it is saved or closed. A call whose form was closed half written waits
    until somebody asks for it. `changed(calls)` names those that nobody writes down now.
    """

    changed = Signal(list)

    def __init__(
        self,
        session: DeskSession,
        form: Callable[[], MemoForm],
        hands: Hands,
        parent: QObject | None = None,
    ) -> None:
        """Know the calls that waited when the program ended; `form` gives the memo form."""
        super().__init__(parent)
        self._session = session
        self._form = form
        self._hands = hands
        self._home = session.settings_file.path.parent
        self._file = WaitingCalls(self._home)
        self._calls = self._file.load(session.now())
        self._current: WaitingCall | None = None
        # Whoever put a call aside does not want it back before asking for it.
        self._aside = {call.id for call in self._calls}
        self._built: MemoForm | None = None
        self._corner: FormCorner | None = None
        self._way_back: Callable[[], None] | None = None

    def attach(self, form: MemoForm) -> None:
        """Serve this form; called once, when it is built."""
        self._built = form
        self._corner = FormCorner(form)
        form.saved.connect(self._on_saved)
        form.closed.connect(self._on_closed)
        form.left_call.connect(self._on_left)
        form.calls.next_wanted.connect(self.turn_to_next)
        self.tell()

    def rest(self) -> None:
        """Leave every call waiting, also the one on the form: the program ends."""
        self._current = None

    @property
    def waiting(self) -> list[WaitingCall]:
        """The calls that nobody writes down now: first those that came while a form was open."""
        others = [call for call in self._calls if call != self._current]
        return sorted(others, key=lambda call: call.id in self._aside)

    def ring(self, ring: Ring) -> None:
        """Take an announced call: open the form for it, or let it wait for its turn."""
        now = self._session.now()
        asked_at = ring.called_at or now
        known = next((call for call in self._calls if call.is_same(ring, asked_at)), None)
        if known is not None:
            self._hear_again(known, ring)
            return
        call = new_call(ring, now, self._calls)
        self._calls.append(call)
        self._forget_surplus()
        form = self._form()
        if not form.isVisible() or form.is_untouched:
            self._open(call, led=self._hands.may_be_led(asked=ring.by_hand))
        else:
            QApplication.alert(form)
        self._keep()

    def turn_to_next(self) -> None:
        """Open the form for the call that has waited longest; what stands on it now is kept."""
        if self.waiting:
            self._way_back = self._form().way_back or self._way_back
            self._open(self.waiting[0], led=True)
            self._keep()

    def _hear_again(self, known: WaitingCall, ring: Ring) -> None:
        more = known.told_more(ring)
        self._calls[self._calls.index(known)] = more
        form = self._form()
        if self._current == known:
            self._current = more
            form.learn(more)
        if not form.isVisible() or (ring.by_hand and self._current != more):
            self._open(more, led=self._hands.may_be_led(asked=ring.by_hand))
        self._keep()

    def _open(self, call: WaitingCall, *, led: bool) -> None:
        form = self._form()
        if not (led or form.isVisible()) and self._corner is not None:
            self._corner.tuck_away()
        # The form first: it says by `left_call` what becomes of the call that was on it.
        form.open_call(call, quietly=not led)
        self._aside.discard(call.id)
        self._current = call

    def _on_left(self) -> None:
        """The form turns to something else: its call comes up again after those that wait."""
        call, self._current = self._current, None
        if call is not None:
            self._drop(call)
            self._calls.append(call)
            self._keep()

    def _on_saved(self, _memo_id: str) -> None:
        call, self._current = self._current, None
        if call is not None:
            self._drop(call)
            self._keep()
        form = self._form()
        if form.is_untouched:
            # Saved 'and next': the next one is the call that waits.
            self._come_next()

    def _on_closed(self) -> None:
        call, self._current = self._current, None
        if call is not None:
            if self._has_draft(call):
                self._aside.add(call.id)
            else:
                self._drop(call)
            self._keep()
        QTimer.singleShot(0, self, self._come_next)

    def _come_next(self) -> None:
        form = self._form()
        fresh = [call for call in self.waiting if call.id not in self._aside]
        if fresh and (not form.isVisible() or form.is_untouched):
            self._open(fresh[0], led=True)
            self._keep()
        elif self._way_back is not None and not form.isVisible():
            back, self._way_back = self._way_back, None
            back()

    def _has_draft(self, call: WaitingCall) -> bool:
        return DraftFile(self._home, call.id).path.exists()

    def _drop(self, call: WaitingCall) -> None:
        self._calls = [other for other in self._calls if other.id != call.id]
        self._aside.discard(call.id)

    def _forget_surplus(self) -> None:
        """A phone system that has gone mad: the oldest go of which nobody has written a word."""
        for call in list(self._calls):
            if len(self._calls) <= MOST:
                return
            if call != self._current and not self._has_draft(call):
                _log.warning("more than %d calls wait; the oldest is dropped", MOST)
                self._drop(call)

    def _keep(self) -> None:
        try:
            self._file.save(self._calls)
        except FolderUnusable:
            # They still wait in the form; a full disk is told when the memo is saved.
            _log.warning("waiting calls cannot be kept on disk")
        self.tell()

    def tell(self) -> None:
        """Say in the form, and to whoever listens, which calls wait."""
        if self._built is not None:
            self._built.calls.show_calls(self.waiting, self._session.desk.office)
        self.changed.emit(self.waiting)
