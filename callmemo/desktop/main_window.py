"""The main window: views on the left, the list, and the memo in sight on the right."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from callmemo import wording
from callmemo.core.vocabulary import Kind, View
from callmemo.desktop import later
from callmemo.desktop.banner import Banner
from callmemo.desktop.bars import FootBar, TopBar
from callmemo.desktop.columns import Columns
from callmemo.desktop.emptiness import Emptiness
from callmemo.desktop.first_sight import FirstSight
from callmemo.desktop.following import Following
from callmemo.desktop.keys_help import keys_of
from callmemo.desktop.memo_list import MemoList
from callmemo.desktop.memo_side import MemoSide
from callmemo.desktop.memo_view import MemoView
from callmemo.desktop.people import SidePane
from callmemo.desktop.plain_text import shortened
from callmemo.desktop.searching import Searching
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme
from callmemo.desktop.unseen_panel import UnseenPanel
from callmemo.desktop.window_keys import bind, bind_actions, bind_window
from callmemo.desktop.window_place import WindowPlace
from callmemo.errors import CallmemoError, MemoRefused
from callmemo.store.journal import Changes
from callmemo.words import say

if TYPE_CHECKING:
    # Loaded when it is wanted: see callmemo.desktop.later.
    from callmemo.desktop.detail import Detail

_Ids = Collection[str] | None
_CLOSED = frozenset({Kind.FINISHED, Kind.NOT_NEEDED, Kind.CANCELLED})


class MainWindow(QMainWindow):
    """Shows what is to be done. Says what people want done elsewhere by its signals."""

    new_wanted = Signal()
    edit_wanted = Signal(object)
    export_wanted = Signal()
    settings_wanted = Signal()
    keys_wanted = Signal()
    closing = Signal(object)

    def __init__(self, session: DeskSession, theme: Theme, geometry: QSettings) -> None:
        """Build for a desk, as large and where `geometry` remembers it."""
        super().__init__()
        self.setObjectName("mainWindow")
        self._session = session
        self._view = View.TODAY
        self._is_behind = False
        self._build(theme)
        self._lay_out()
        self._connect()
        self.place = WindowPlace(self, geometry)
        self._tell_time()
        self.refresh()

    def _build(self, theme: Theme) -> None:
        session = self._session
        self.top = TopBar()
        self.navigation = SidePane(session, theme)
        self._model = MemoList(
            lambda places: session.ask(lambda desk: desk.memos_at(places), []),
            lambda memo: self.searching.words(memo),  # noqa: PLW0108 - made after the list
            self,
        )
        self.list = MemoView(self._model, theme)
        self.searching = Searching(session, theme, self.top.search, self.list)
        self._emptiness = Emptiness()
        self.foot = FootBar()
        self._side = MemoSide(partial(later.detail, session), self._connect_detail, self.foot.keys)
        self._following = Following(self, self.top.search, self._side)
        self.banner = Banner()
        self.unseen = UnseenPanel()
        self.first_sight = FirstSight(self)

    def _lay_out(self) -> None:
        above: list[QWidget] = [self.searching.strip, self.banner, self.unseen]
        middle = [*above, self.searching.people, self._emptiness, self.list]
        self._columns = Columns(self.navigation, middle, self._side)
        page = QWidget()
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top)
        whole.addWidget(self._columns, 1)
        whole.addWidget(self.foot)
        self.setCentralWidget(page)
        self.searching.order_tabs()
        self._columns.focus_list()

    def _connect(self) -> None:
        session = self._session
        session.changed.connect(self._on_changed)
        session.refused.connect(self._on_refused)
        session.settings_changed.connect(self._on_minute)
        self._columns.narrowed.connect(self.top.show_views)
        for views in (self.navigation.chosen, self.top.view_chosen):
            views.connect(self.show_view)
        self.top.entered.connect(self._columns.focus_list)
        self.top.searched.connect(self.searching.look_for)
        self.searching.asked.connect(partial(self.refresh, typed=True))
        self.searching.more_wanted.connect(self.refresh)
        for part in (self.banner, self.unseen):
            self.searching.turned.connect(part.stand_aside)
        self.searching.left.connect(self._columns.focus_list)
        for wanted in ("new_wanted", "export_wanted", "settings_wanted"):
            getattr(self.top, wanted).connect(getattr(self, wanted))
        self.foot.keys_wanted.connect(self.keys_wanted)
        self.list.chosen.connect(self._following.follow)
        self.list.opened.connect(lambda _memo: self.detail.focus_actions())
        session.heartbeat.minute.connect(self._on_minute)
        self.first_sight.seen.connect(self._side.get)
        self._bind_keys()

    @property
    def detail(self) -> Detail:
        """What shows the memo in sight."""
        return self._side.get()

    def _connect_detail(self, detail: Detail) -> None:
        detail.mark_with(self.searching.markup, lambda: self.searching.marking)
        detail.left.connect(self._columns.focus_list)
        detail.copied.connect(self.banner.show_message)
        detail.actions_.acted.connect(self._on_acted)
        detail.actions_.edit_wanted.connect(self.edit_wanted)
        bind_actions(self.list, self._columns.work, detail.actions_)

    def _bind_keys(self) -> None:
        bind_window(
            self,
            ("Ctrl+N", self.new_wanted.emit),
            ("Ctrl+K", self.searching.take_keyboard),
            ("Ctrl+Z", self.undo),
            ("Ctrl+S", self.export_wanted.emit),
            ("Ctrl+,", self.settings_wanted.emit),
            ("F1", self.keys_wanted.emit),
        )
        bind(self._columns.work, "Escape", self._step_back)
        bind(self._columns.work, keys_of("seen")[0], self.unseen.see_all)

    def show_view(self, view: View) -> None:
        """Show another list; a search ends."""
        self._view = view
        self.searching.show_view(view)
        for views in (self.navigation, self.top):
            views.show_view(view)
        self.refresh()
        self._columns.focus_list()

    def show_memo(self, memo_id: str) -> None:
        """Bring this memo into sight, in the list that holds it."""
        place = self._session.ask(lambda desk: desk.place_of(memo_id), None)
        if place is None:
            return
        if not self.list.choose(place):
            for view in (View.TODAY, View.LATER, View.ALL):
                self.show_view(view)
                if self.list.choose(place):
                    break
        self._columns.focus_list()

    def refresh(self, *, changed: _Ids = None, move_on: bool = False, typed: bool = False) -> None:
        """Look at the desk again: list, counters, the memo in sight (or the next one).

        Only `changed` memos are read again, None means all. `typed`: other hits, from the top.
        """
        desk, now = self._session.desk, self._session.now()
        is_on = self.searching.is_on
        try:
            shown = self.searching.sections(now)
            counts = {} if typed and is_on else desk.counts(now)
        except CallmemoError as error:
            self._model.forget()
            self._on_refused(error, None)
            return
        self.list.show_sections(shown, changed, move_on=move_on, from_top=typed and is_on)
        for views in (self.navigation, self.top) if counts else ():
            views.show_counts(counts)
        self._emptiness.tell(self._view, counts, shown, searching=is_on, named=bool(desk.me))
        self._columns.show_list(shown=not self._model.is_empty)

    def undo(self) -> None:
        """Take back the last action, and show the memo it was about."""
        memo = self._session.undo(self)
        if memo is not None:
            self.refresh()
            self.show_memo(memo.id)
            self.banner.show_message(say("Taken back — {who}", who=shortened(wording.caller(memo))))

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        self.foot.tell_saved(saved=True)
        if initiator is not self:
            # What somebody closes here is done with; what others close stays in sight.
            here = initiator is self.detail.actions_
            closed = here and any(event.kind in _CLOSED for event in changes.events)
            self.refresh(changed=changes.memo_ids, move_on=closed)

    def _on_refused(self, error: CallmemoError, initiator: object) -> None:
        if initiator is not None and not isinstance(error, MemoRefused):
            self.foot.tell_saved(saved=False)
        # A form shows its own problems beside its fields.
        if initiator is None or initiator in {self, self.detail.actions_}:
            self.banner.show_message(error.sentence, tone="late", seconds=0)

    def _on_acted(self, text: str) -> None:
        self.banner.show_message(text, action_text=say("Undo"), action=self.undo)

    def _step_back(self) -> None:
        """Esc leaves the memo for the list, then the search."""
        if self.detail.has_keyboard:
            self.detail.leave()
        elif self.searching.is_on or self.searching.has_keyboard:
            self.searching.leave()

    def _tell_time(self) -> None:
        """Say what the time is for all that depends on it."""
        settings, now = self._session.settings, self._session.now()
        self.top.tell_time(settings, now)
        self.foot.tell(settings)

    def _on_minute(self) -> None:
        self._tell_time()
        self._is_behind = not self.isVisible()
        if not self._is_behind:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the time that has passed while it was hidden."""
        super().showEvent(event)
        if self._is_behind:
            self._on_minute()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place; whether the program ends is decided elsewhere."""
        self.place.remember()
        self.closing.emit(event)
