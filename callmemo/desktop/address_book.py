"""The window of the address book: everybody on the left, one of them on the right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from callmemo.core.contact import Contact, tidy_contact
from callmemo.desktop.address_files import AddressFiles
from callmemo.desktop.address_page import ContactPage
from callmemo.desktop.address_parts import BookBar, Message, PeopleView, counted
from callmemo.desktop.address_rows import Index, PeopleList, who
from callmemo.desktop.banner import Banner
from callmemo.desktop.plain_text import OneLine, shortened
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme
from callmemo.desktop.window_keys import bind_window
from callmemo.errors import CallmemoError, ContactNotFound
from callmemo.store.journal import Changes
from callmemo.words import say

_SIZE = (1000, 680)
_SMALLEST = (600, 360)
_LIST_LEAST = 220
_LIST = 340
_SHARE = 0.36
_PAUSE_MS = 120
_FOUND = 200
"""So many hits are shown; who looks for one person types a letter more."""
_SHOWN = 1000
"""So many are shown without a search; reading ten thousand at each change would be felt."""
_PICKED = 30
_NEW = Contact()


class AddressBookWindow(QWidget):
    """Opens with `open`. Everything typed is kept when it is left, and can be taken back."""

    closing = Signal()

    def __init__(self, session: DeskSession, theme: Theme, home: Path) -> None:
        """Build; it asks the desk when it is opened."""
        super().__init__()
        self.setObjectName("addressBook")
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(say("Address book"))
        self._session = session
        self._moving = False
        self.files = AddressFiles(session, theme, home, self)
        self._build(theme)
        self._lay_out()
        self._connect()
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_SIZE)

    # Outside

    def open(self) -> None:
        """Show the book as it is now, in front of the other windows."""
        self.refresh()
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        (self.list if self._model.rowCount() else self.bar.new).setFocus()

    def show_contact(self, contact_id: str) -> None:
        """Bring somebody into sight."""
        if self.settle():
            self.search.clear()
            self._pause.stop()
            self.refresh(contact_id)

    def settle(self) -> bool:
        """Keep what was typed; False where it does not fit, which is then shown."""
        page = self.page
        if self._right.currentWidget() is not page or not page.is_changed:
            return True
        if not page.contact.id and page.typed == tidy_contact(_NEW):
            return True
        return self._save() is not None

    def refresh(self, contact_id: str = "") -> None:
        """Ask the desk again; who is in sight, or `contact_id`, stays so."""
        wanted = contact_id or self.page.contact.id
        typed = self.search.text().strip()
        nobody: list[Contact] = []
        people = self._session.ask(
            lambda desk: desk.people(typed, _FOUND) if typed else desk.contacts(_SHOWN), nobody
        )
        if contact_id and all(each.id != contact_id for each in people):
            # Further down than the list goes: whoever was kept just now is in sight all the same.
            people = [*self._session.ask(lambda desk: [desk.contact(contact_id)], nobody), *people]
        row_before = self.list.currentIndex().row()
        self._moving = True
        self._model.show(people)
        row = self._model.row_of(wanted) if wanted else None
        if row is None and people:
            row = max(0, min(row_before, len(people) - 1))
        if row is not None:
            self.list.setCurrentIndex(self._model.index(row))
        self._moving = False
        self._count.say(counted(len(people), _FOUND if typed else _SHOWN))
        self._left.setCurrentWidget(self.list if people else self._not_found)
        # An empty book has nothing to choose from: it says what to do instead.
        self._side.setVisible(bool(people or typed))
        if not self._is_typing():
            self._show(self._model.at(row) if row is not None else None)

    def undo(self) -> None:
        """Take back the last thing done."""
        if not self.settle():
            return
        self._session.undo(self)
        shown = self.page.contact.id
        self.page.show_contact(_NEW)
        self._right.setCurrentWidget(self._choose)
        self.refresh(shown)

    # Inside

    def _build(self, theme: Theme) -> None:
        self.bar = BookBar()
        self.search = self.bar.search
        self.banner = Banner()
        self._model = PeopleList(self)
        self.list = PeopleView(self._model, theme)
        self._empty = Message(
            "bookEmpty",
            say("Nobody is in the address book yet"),
            say(
                "It grows by itself from your memos. You can also read in a file of Outlook,"
                " Google Contacts or your groupware (Ctrl+I)."
            ),
        )
        self._not_found = Message(
            "nobodyFound",
            say("Nothing was found"),
            say("Try a part of the name, its reading, or of the number."),
        )
        self.page = ContactPage(
            lambda text: self._session.ask(lambda desk: desk.people(text, _PICKED), [])
        )
        self._choose = Message("nobodyChosen", "", say("Choose somebody on the left."))
        self._count = OneLine("small", "peopleCount")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)

    def _lay_out(self) -> None:
        self._left = QStackedWidget()
        self._left.addWidget(self.list)
        self._left.addWidget(self._not_found)
        self._side = side = QFrame()
        side.setObjectName("peopleSide")
        side.setMinimumWidth(_LIST_LEAST)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._left, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 6, 16, 6)
        foot.addWidget(self._count)
        foot.addStretch()
        column.addLayout(foot)
        self._right = QStackedWidget()
        for each in (self._choose, self._empty, self.page):
            self._right.addWidget(each)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._columns.setChildrenCollapsible(False)
        self._columns.setHandleWidth(1)
        self._columns.addWidget(side)
        self._columns.addWidget(self._right)
        self._columns.setStretchFactor(1, 1)
        self._columns.setSizes([_LIST, _SIZE[0] - _LIST])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(self.banner)
        whole.addWidget(self._columns, 1)

    def _connect(self) -> None:
        self.bar.new.clicked.connect(self._start_new)
        self.bar.read_in.clicked.connect(self._read_in)
        self.bar.write_out.clicked.connect(self._write_out)
        self._pause.timeout.connect(self._search)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self._go_to_hits)
        self.search.installEventFilter(self)
        self.list.entered.connect(self._enter)
        self.list.removal_wished.connect(self._drop)
        self.list.selectionModel().currentChanged.connect(self._on_chosen)
        self.page.save_wanted.connect(self._save)
        self.page.drop_wanted.connect(self._drop)
        self.page.merge_wanted.connect(self._merge)
        self.files.told.connect(lambda text, tone: self.banner.show_message(text, tone=tone))
        self.files.done.connect(self._tell_done)
        self._session.changed.connect(self._on_changed)
        self._session.refused.connect(self._on_refused)
        bind_window(
            self,
            ("Ctrl+N", self._start_new),
            ("Ctrl+K", self._focus_search),
            ("Ctrl+I", self._read_in),
            ("Ctrl+S", self._write_out),
            ("Ctrl+Return", self._save),
            ("Ctrl+Enter", self._save),
            ("Ctrl+M", self._ask_merge),
            ("Ctrl+D", self._drop),
            ("Ctrl+Z", self.undo),
            ("Escape", self._step_back),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the search to the hits."""
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self._go_to_hits()
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a small window the list gives way to the page."""
        super().resizeEvent(event)
        wide = event.size().width()
        if min(self._columns.sizes()) and self._columns.sizes()[0] > wide * _SHARE:
            list_ = max(_LIST_LEAST, round(wide * _SHARE))
            self._columns.setSizes([list_, wide - list_])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed; where it does not fit, stay and show why."""
        if not self.settle():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    def _show(self, contact: Contact | None) -> None:
        if contact is None:
            self.page.show_contact(_NEW)
            self._right.setCurrentWidget(
                self._choose if self._side.isVisibleTo(self) else self._empty
            )
            return
        self.page.show_contact(contact, self._successor(contact))
        self._right.setCurrentWidget(self.page)

    def _successor(self, contact: Contact) -> Contact | None:
        if not contact.successor:
            return None
        try:
            return self._session.desk.contact(contact.successor)
        except ContactNotFound:
            return None
        except CallmemoError as error:
            self._on_refused(error, None)
            return None

    def _enter(self) -> None:
        if self._right.currentWidget() is self.page:
            self.page.start()

    def _is_typing(self) -> bool:
        """Whether something on the page would be lost if another was shown."""
        is_page = self._right.currentWidget() is self.page
        return is_page and (self.page.is_changed or not self.page.contact.id)

    def _on_chosen(self, current: Index, _before: Index) -> None:
        if self._moving:
            return
        contact = self._model.at(current.row())
        before = self.page.contact.id
        if not self.settle():
            self._mark(before)
        elif contact is not None:
            # Keeping may have moved the rows: the person counts, not the row.
            self._mark(contact.id)
            self._show(contact)

    def _mark(self, contact_id: str) -> None:
        row = self._model.row_of(contact_id)
        self._moving = True
        if row is not None:
            self.list.setCurrentIndex(self._model.index(row))
        else:
            self.list.clearSelection()
        self._moving = False

    def _start_new(self) -> None:
        if not self.settle():
            return
        self.page.show_contact(replace(_NEW))
        self._right.setCurrentWidget(self.page)
        self.page.start()

    def _save(self) -> Changes | None:
        """Keep what is on the page; None where it was refused."""
        page = self.page
        if self._right.currentWidget() is not page:
            return None
        typed, before = page.typed, page.contact
        seen = before if before.id else None
        changes = self._session.perform(
            lambda desk, at: desk.keep_contact(typed, at, before=seen), self
        )
        if changes is None:
            return None
        kept = changes.contact_id if changes.events else before.id
        page.show_contact(replace(typed, id=kept), self._successor(typed))
        self.refresh(kept)
        if changes.events:
            self._tell_done(say("Saved — {name}", name=shortened(who(typed))))
        return changes

    def _drop(self) -> None:
        contact = self.page.contact
        if not contact.id or self._right.currentWidget() is not self.page:
            return
        done = self._session.perform(lambda desk, at: desk.drop_contact(contact.id, at), self)
        if done is not None:
            self.page.show_contact(_NEW)
            self._right.setCurrentWidget(self._choose)
            self.refresh()
            self._tell_done(say("Deleted — {name}", name=shortened(who(contact))))
            self.list.setFocus()

    def _ask_merge(self) -> None:
        if self.page.contact.id and self._right.currentWidget() is self.page and self.settle():
            self.page.ask_merge()

    def _merge(self, other: Contact) -> None:
        into = self.page.contact
        done = self._session.perform(
            lambda desk, at: desk.merge_contacts(into.id, [other.id], at), self
        )
        if done is not None:
            stays = self._session.ask(lambda desk: desk.contact(into.id), into)
            self.page.show_contact(stays)
            self.refresh(stays.id)
            names = shortened(who(into)), shortened(who(other))
            self._tell_done(say("{one} and {other} are one now", one=names[0], other=names[1]))

    def _read_in(self) -> None:
        if self.settle():
            self.files.read_in()

    def _write_out(self) -> None:
        if self.settle():
            self.files.write_out()

    def _search(self) -> None:
        if self.settle():
            self.refresh()

    def _go_to_hits(self) -> None:
        self._pause.stop()
        self._search()
        self.list.setFocus()

    def _focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _step_back(self) -> None:
        """Esc leaves the question, then the search, then a new page, then the window."""
        if self.page.leave_question():
            return
        if self.search.text():
            self.search.clear()
            self._go_to_hits()
        else:
            self.close()

    def _tell_done(self, text: str) -> None:
        self.banner.show_message(text, action_text=say("Undo"), action=self.undo)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if initiator is not self and changes.contact_ids and self.isVisible():
            self.refresh()

    def _on_refused(self, error: CallmemoError, initiator: object) -> None:
        if initiator in {self, self.files} or (initiator is None and self.isActiveWindow()):
            self.page.tell_problem(error.sentence)
            self.banner.show_message(error.sentence, tone="late", seconds=0)
