"""The memo form: a call is written down in the order in which people speak, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QMargins, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from callmemo.core.memo import Draft, Memo
from callmemo.core.presence import STREAM
from callmemo.desktop.form_absence import FormAbsence
from callmemo.desktop.form_calls import FormCalls
from callmemo.desktop.form_discard import DiscardOffer
from callmemo.desktop.form_footer import FormFooter
from callmemo.desktop.form_keeping import DraftKeeping
from callmemo.desktop.form_keys import FormKeys
from callmemo.desktop.form_line import FormLine, Sheet
from callmemo.desktop.form_page import FormPage
from callmemo.desktop.form_recall import FormRecall
from callmemo.desktop.form_saving import FormSaving
from callmemo.desktop.form_side import Follower, FormSide
from callmemo.desktop.form_top import FormTop
from callmemo.desktop.form_worth import is_saved_already, says_something
from callmemo.desktop.guide import FormGuide
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme
from callmemo.drafts import DraftFile, Kept, rebase
from callmemo.store.journal import Changes
from callmemo.waiting_calls import WaitingCall
from callmemo.words import say

_SIZE = (960, 720)
_SMALLEST = (480, 320)
_NARROW = 600
_FRAME = 40
"""Pixels that title bar and frame take, at most."""


class MemoForm(QWidget):
    """A window for a new memo or for the correction of one.

    `saved(memo_id)` and `closed()` say what happened, `left_call()` that the call on the form
    gives way to something else. Whatever stands on the form is kept on disk until it is saved or
    discarded.
    """

    saved = Signal(str)
    closed = Signal()
    left_call = Signal()

    def __init__(self, session: DeskSession, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the window; `open_new` or `open_for` show it."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("memoForm")
        self.setProperty("role", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._memo: Memo | None = None
        self._call: WaitingCall | None = None
        self._fresh = self._before = Draft()
        self._showing = self._then_next = False
        self._top = FormTop()
        self.calls = FormCalls()
        self._page = FormPage(theme, session.desk.office)
        self._scroll = QScrollArea()
        self.side = FormSide()
        self._footer = FormFooter()
        self._saving = FormSaving(session, self._page, self._footer, self._draft, self)
        self._discard = DiscardOffer(self._page.notice, self._draft, self)
        self._keeping = DraftKeeping(self._worth_keeping, self)
        self._absence = FormAbsence(session, self._page)
        self.line = FormLine(session, Sheet(self._draft, self._fill, self._page.fit, self._go_to))
        self._followers: list[Follower] = []
        self._lay_out()
        self._keys = FormKeys(self)
        self.recall = FormRecall(session, theme, self._page, self.side, self._saving, self._keys)
        self.guide = FormGuide(session, self._page, self.side)
        self._followers += [self.recall, self.guide]
        self._connect()

    def _lay_out(self) -> None:
        self._scroll.setObjectName("formScroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._top.place_line(self.line)
        column.addWidget(self._top)
        column.addWidget(self.calls)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._scroll, 1)
        middle.addWidget(self.side)
        column.addLayout(middle, 1)
        column.addWidget(self._footer)
        # Narrower than it likes to be: below that width it lays itself out anew.
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumSize(*_SMALLEST)
        self.resize(QSize(*_SIZE).boundedTo(self._room()))

    def _connect(self) -> None:
        self._top.turned.connect(self._page.turn)
        self._top.side_wanted.connect(self._toggle_side)
        self._footer.details_wanted.connect(self._page.toggle_details)
        self._page.unfolded.connect(self._footer.show_unfolded)
        self._page.edited.connect(self._edited)
        self._page.matter.due.moved.connect(self._footer.point_to_save)
        self._discard.chosen.connect(self._show_instead)
        self._saving.saved.connect(self._leave)
        self._saving.unsaved.connect(self._keeping.write)
        self._saving.asking.connect(self._show_field)
        self._footer.close_wanted.connect(self.close)
        self._footer.tell_wanted.connect(self.save_and_tell)
        self._footer.next_wanted.connect(self.save_and_next)
        self._keys.tell_pressed.connect(self.save_and_tell)
        self._keys.next_pressed.connect(self.save_and_next)
        self._keys.details_pressed.connect(self._page.toggle_details)
        self._keys.direction_pressed.connect(self._top.choose)
        self._keys.line_pressed.connect(self.line.take_up)
        self._keys.side_pressed.connect(self._toggle_side)
        self._keys.call_pressed.connect(self.calls.next_wanted)
        self._keys.read_back_pressed.connect(self.guide.toggle_read_back)
        self._keys.moment_pressed.connect(self.guide.advance)
        self._keeping.kept.connect(self._footer.say_kept)
        self._keeping.failed.connect(self._footer.say_not_kept)
        self._session.heartbeat.beat.connect(self._on_beat)
        self._session.heartbeat.minute.connect(self._on_minute)
        self._session.changed.connect(self._on_changed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.aboutToQuit.connect(self._keeping.flush)
            app.focusChanged.connect(self._show_focus)

    # Opening

    def open_new(self) -> None:
        """Open for a new memo, with what was left half written last time."""
        if not (self.isVisible() and self._memo is None):
            self._keeping.flush()
            self._begin(None)
        self._come_up()

    def open_for(self, memo: Memo) -> None:
        """Open to correct a memo, with corrections that were left half made."""
        if not (self.isVisible() and self._memo is not None and self._memo.id == memo.id):
            self._keeping.flush()
            self._begin(memo)
        self._come_up()

    def open_call(self, call: WaitingCall, *, quietly: bool) -> None:
        """Open for a call that was announced; `quietly` leaves the keyboard where it is."""
        self._keeping.flush()
        self._begin(None, call)
        self._come_up(quietly=quietly)

    def learn(self, call: WaitingCall) -> None:
        """Take in what was announced later of the call on the form, if nobody has typed yet."""
        if self._call is not None and self._worth_keeping() is None:
            self._call = None
            self._begin(None, call)

    @property
    def way_back(self) -> Callable[[], None] | None:
        """How to come back to the memo on the form, where something else takes its place."""
        if not self.isVisible() or self._call is not None or self.is_untouched:
            return None
        return partial(self.open_for, self._memo) if self._memo else self.open_new

    @property
    def is_untouched(self) -> bool:
        """Whether a new memo is open on which nothing stands."""
        return (
            self.isVisible()
            and self._memo is None
            and self._call is None
            and self._worth_keeping() is None
        )

    def _begin(self, memo: Memo | None, call: WaitingCall | None = None) -> None:
        if self._call is not None:
            self.left_call.emit()
        desk = self._session.desk
        now = self._session.now()
        home = self._session.settings_file.path.parent
        of = memo or call
        file = DraftFile(home, of.id if of else None)
        kept = file.load(now)
        self._memo, self._call = memo, call
        self._fresh = of.draft if of else Draft()
        self._page.offer(desk.settings)
        self._show(self._fresh)
        self._before = self._page.read(self._fresh)
        if kept is not None:
            self._show(rebase(kept.before, kept.draft, self._before) if kept.before else kept.draft)
        self._keeping.begin(file)
        is_new = memo is None
        if kept and is_new and is_saved_already(self._page.fit(self._draft()), self._session):
            self._keeping.forget()
            self._keeping.begin(file)
            self._show(self._fresh)
            kept = None
        self._discard.begin(came_back=kept is not None)
        self.line.begin(correcting=memo is not None)
        self._footer.correcting(correcting=memo is not None)
        self._footer.say_fault("")
        self._footer.say_state("")
        self._top.correcting(memo)
        self._top.clock.start(None if memo else call.called_at if call else now)
        self._top.clock.show_time(now)
        self._saving.begin(memo, self._before)
        self.setWindowTitle(self._top.title)

    def _show(self, draft: Draft) -> None:
        self._showing = True
        is_new = self._memo is None
        self._page.show_draft(draft, self._session.now(), self._session.desk.office, is_new=is_new)
        self._top.show_direction(draft.direction)
        self._absence.renew()
        self._showing = False
        self._lead()

    def _come_up(self, *, quietly: bool = False) -> None:
        if not self.isVisible():
            self.side.forget()
            self.resize(self.size().boundedTo(self._room()))
            self._share_width()
            self._page.who.first_to_ask.setFocus()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, quietly)
        self.show()
        if quietly:
            QApplication.alert(self)
            return
        self.raise_()
        self.activateWindow()

    def _room(self) -> QSize:
        return self.screen().availableSize().shrunkBy(QMargins(0, 0, 0, _FRAME))

    # What stands on the form

    def _draft(self) -> Draft:
        return self._page.read(self._fresh)

    def _worth_keeping(self) -> Kept | None:
        draft = self._draft()
        if self._memo is not None:
            return Kept(draft, self._before) if draft != self._before else None
        if self._call is not None and draft == self._before:
            # What the phone system says is kept with the call.
            return None
        return Kept(draft) if says_something(draft, self._session.desk.me) else None

    def _edited(self) -> None:
        if self._showing:
            return
        self._discard.forget()
        self._renew()
        self._keeping.touch()

    def _renew(self) -> None:
        self._showing = True
        self._page.renew(self._session.now(), self._session.desk.office)
        self._absence.renew()
        self._showing = False
        self._lead()

    def _fill(self, draft: Draft) -> None:
        """Show what was read from the line as if it had been typed into the fields."""
        self._show(draft)
        self._edited()

    def _go_to(self, name: str) -> None:
        """Give the keyboard to a field, without a name to the button that saves."""
        field = self._page.field(name)
        (self._footer.point_to_save if field is None else field.setFocus)()

    def _commit(self) -> None:
        """Take in what is still being composed, and what was typed a moment ago."""
        self._keys.commit()
        self.line.flush()

    def add_follower(self, follower: Follower) -> None:
        """Have somebody follow what stands on the form, from the next call on."""
        self._followers.append(follower)

    def _lead(self) -> None:
        """Tell who follows what stands on the form now."""
        draft = self._page.fit(self._draft())
        for follower in self._followers:
            follower.follow(draft, self._memo, self._session.now())

    def _on_beat(self) -> None:
        if self.isVisible():
            self._top.clock.show_time(self._session.now())

    def _on_minute(self) -> None:
        if self.isVisible():
            self._renew()

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if self.isVisible() and STREAM in changes.memo_ids:
            self._renew()

    # Saving

    def save_and_tell(self) -> None:
        """Save the memo and close."""
        self._then_next = False
        self._save()

    def save_and_next(self) -> None:
        """Save the memo and open the next; a correction is only saved."""
        self._then_next = self._memo is None
        self._save()

    def _save(self) -> None:
        self._commit()
        self._saving.save()

    def _leave(self, memo_id: str, number: str) -> None:
        self._keeping.forget()
        self._call = None
        if self._then_next:
            self._begin(None)
            self._page.who.phone.setFocus()
            self._footer.say_state(say("No. {number} is saved.", number=number))
            self.saved.emit(memo_id)
        else:
            self.saved.emit(memo_id)
            self.close()

    # The draft

    def _show_instead(self, draft: Draft | None) -> None:
        """Show an empty form, or what had been discarded."""
        self._show(draft or self._fresh)
        self.line.begin(correcting=self._memo is not None)
        self._keeping.write()
        self._page.who.phone.setFocus()

    # Windows and keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Numbers choose the request where no text has the focus; Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif not (
            self._keys.is_number(event)
            and self._page.request.choose_request(self._keys.number(event))
        ):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Whoever turns to another window may not come back soon."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._keeping.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what stands on the form."""
        super().hideEvent(event)
        self._keeping.flush()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close and lose nothing."""
        self._commit()
        self._keeping.flush()
        super().closeEvent(event)
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width there is."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        narrow = self.width() < _NARROW
        self._top.narrow(narrow=narrow)
        self._footer.share(self.width())
        left = self.side.share(self.width(), _NARROW, self._scroll)
        self._page.narrow(narrow=left < _NARROW)
        self._top.show_side(shown=not self.side.isHidden())

    def _toggle_side(self) -> None:
        self.side.toggle()
        self._share_width()

    def _show_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None:
            self._show_field(now)

    def _show_field(self, field: QWidget) -> None:
        if self._page.isAncestorOf(field):
            self._scroll.ensureWidgetVisible(field, 0, 32)
