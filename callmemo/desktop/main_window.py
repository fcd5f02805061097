"""The main window: views on the left, the list, and the memo in sight on the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from callmemo import wording
from callmemo.core.memo import Memo
from callmemo.core.vocabulary import View
from callmemo.desktop.actions import ACTIONS, CONFIRM, bind
from callmemo.desktop.banner import Banner
from callmemo.desktop.bars import FootBar, TopBar
from callmemo.desktop.detail import Detail
from callmemo.desktop.emptiness import Emptiness
from callmemo.desktop.memo_list import MemoList
from callmemo.desktop.memo_view import MemoView
from callmemo.desktop.navigation import Navigation
from callmemo.desktop.row_words import row_words
from callmemo.desktop.sections import sections
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme
from callmemo.errors import CallmemoError
from callmemo.store.journal import Changes
from callmemo.words import say

_SIZE = (1280, 800)
_SMALLEST = (860, 520)
_DETAIL_WIDTH = 408
_MINUTE_MS = 60_000


class MainWindow(QMainWindow):
    """Shows what is to be done. Says what people want done elsewhere by its signals."""

    new_wanted = Signal()
    edit_wanted = Signal(object)
    export_wanted = Signal()
    settings_wanted = Signal()
    keys_wanted = Signal()
    closing = Signal(object)

    def __init__(self, session: DeskSession, theme: Theme, geometry: QSettings) -> None:
        """Build for a desk; `geometry` remembers size and place, and nothing else."""
        super().__init__()
        self.setObjectName("mainWindow")
        self._session = session
        self._geometry = geometry
        self._view = View.TODAY
        self._search = ""
        self._build(theme)
        self._lay_out()
        self._connect()
        self._place_window()
        self._tell_time()
        self.refresh()

    def _build(self, theme: Theme) -> None:
        session = self._session
        self.top = TopBar()
        self.navigation = Navigation()
        self._model = MemoList(
            session.desk.memos_at,
            lambda memo: row_words(memo, session.now(), session.settings.office),
            self,
        )
        self.list = MemoView(self._model, theme)
        self._emptiness = Emptiness()
        self.detail = Detail(session)
        self.detail.setFixedWidth(_DETAIL_WIDTH)
        self.banner = Banner()
        self.foot = FootBar()
        self._minute = QTimer(self, singleShot=True)

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.banner)
        middle.addWidget(self._emptiness)
        middle.addWidget(self.list, 1)
        self._work = QWidget()
        work = QHBoxLayout(self._work)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(0)
        work.addLayout(middle, 1)
        work.addWidget(self.detail)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.navigation)
        body.addWidget(self._work, 1)
        page = QWidget()
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top)
        whole.addLayout(body, 1)
        whole.addWidget(self.foot)
        self.setCentralWidget(page)
        self.list.setFocus()

    def _connect(self) -> None:
        session, actions = self._session, self.detail.actions_
        session.changed.connect(self._on_changed)
        session.refused.connect(self._on_refused)
        session.settings_changed.connect(self._tell_time)
        self.navigation.chosen.connect(self.show_view)
        self.top.searched.connect(self._on_searched)
        self.top.new_wanted.connect(self.new_wanted)
        self.top.export_wanted.connect(self.export_wanted)
        self.top.settings_wanted.connect(self.settings_wanted)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda _memo: self.detail.focus_actions())
        self.detail.copied.connect(self.banner.show_message)
        actions.acted.connect(self._on_acted)
        actions.edit_wanted.connect(self.edit_wanted)
        self._minute.timeout.connect(self._on_minute)
        self._bind_keys()

    def _bind_keys(self) -> None:
        actions = self.detail.actions_
        for keys, do in (
            ("Ctrl+N", self.new_wanted.emit),
            ("Ctrl+K", self._focus_search),
            ("Ctrl+Z", self.undo),
            ("Ctrl+,", self.settings_wanted.emit),
            ("F1", self.keys_wanted.emit),
        ):
            bind(self, keys, do, Qt.ShortcutContext.WindowShortcut)
        bind(self.top.search, "Escape", self._leave_search)
        bind(self.detail, "Escape", self.list.setFocus)
        # Letters act where the list or the memo has the keyboard, never while text is typed;
        # the space bar only in the list, since elsewhere it presses what has the focus.
        for action in (CONFIRM, *ACTIONS):
            if action.key:
                owner = self.list if action is CONFIRM else self._work
                bind(owner, action.key, partial(actions.do, action.name))

    def show_view(self, view: View) -> None:
        """Show another list; a search ends."""
        self._view = view
        self._search = ""
        self.top.search.clear()
        self.navigation.show_view(view)
        self.refresh()
        self.list.setFocus()

    def show_memo(self, memo_id: str) -> None:
        """Bring this memo into sight, in the list that holds it."""
        place = self._session.desk.place_of(memo_id)
        if place is None:
            return
        if not self.list.choose(place):
            for view in (View.TODAY, View.LATER, View.ALL):
                self.show_view(view)
                if self.list.choose(place):
                    break
        self.list.setFocus()

    def refresh(self) -> None:
        """Look at the desk again: list, counters, the memo in sight."""
        desk, now = self._session.desk, self._session.now()
        try:
            shown = sections(desk, self._view, now, self._search)
            counts = desk.counts(now)
        except CallmemoError as error:
            self._on_refused(error, None)
            return
        self.list.show_sections(shown)
        self.navigation.show_counts(counts)
        self._emptiness.tell(self._view, counts, shown, searching=bool(self._search))
        self.list.setVisible(not self._model.is_empty)
        self._on_chosen(self.list.memo)

    def undo(self) -> None:
        """Take back the last action, and show the memo it was about."""
        memo = self._session.undo(self)
        if memo is not None:
            self.refresh()
            self.show_memo(memo.id)
            self.banner.show_message(say("Taken back — {who}", who=wording.caller(memo)))

    def _on_changed(self, _changes: Changes, initiator: object) -> None:
        if initiator is not self:
            self.refresh()

    def _on_refused(self, error: CallmemoError, initiator: object) -> None:
        # A form shows its own problems beside its fields.
        if initiator is None or initiator in {self, self.detail.actions_}:
            self.banner.show_message(error.sentence, tone="late", seconds=0)

    def _on_acted(self, text: str) -> None:
        self.banner.show_message(text, action_text=say("Undo"), action=self.undo)

    def _on_chosen(self, memo: Memo | None) -> None:
        self.detail.show_memo(memo)
        name = say("Phone memos")
        self.setWindowTitle(
            f"{memo.number} {wording.caller(memo)} — {name}" if memo is not None else name
        )

    def _on_searched(self, text: str) -> None:
        if text.strip() != self._search:
            self._search = text.strip()
            self.refresh()

    def _focus_search(self) -> None:
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    def _leave_search(self) -> None:
        self.top.search.clear()
        self._on_searched("")
        self.list.setFocus()

    def _tell_time(self) -> None:
        """Say what the time is for all that depends on it, and again at the next minute."""
        settings, now = self._session.settings, self._session.now()
        self.top.tell_time(settings, now)
        self.foot.tell(settings)
        self._minute.start(_MINUTE_MS - (now.second * 1000 + now.microsecond // 1000))

    def _on_minute(self) -> None:
        self._tell_time()
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Time has passed while it was hidden."""
        super().showEvent(event)
        self._on_minute()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place; whether the program ends is decided elsewhere."""
        self._geometry.setValue("main", self.saveGeometry())
        self.closing.emit(event)

    def _place_window(self) -> None:
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_SIZE)
        kept = self._geometry.value("main")
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)
