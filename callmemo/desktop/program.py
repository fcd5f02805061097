"""Puts the windows, the tray and the reminders of one desk together."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget

from callmemo.core.memo import Memo
from callmemo.core.vocabulary import View
from callmemo.desktop import lasting, later
from callmemo.desktop.later import Later
from callmemo.desktop.main_window import MainWindow
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme
from callmemo.desktop.window_keys import bind
from callmemo.words import say

if TYPE_CHECKING:
    # Loaded when they are wanted: see callmemo.desktop.later.
    from callmemo.desktop.memo_form import MemoForm
    from callmemo.desktop.settings_page import SettingsPage
    from callmemo.desktop.standby import Standby
    from callmemo.waiting_calls import WaitingCall

_GEOMETRY = "windows.ini"
_LAST_JOBS_SECONDS = 3.0
_LAST_WORD_MS = 4000
_FORM_READY_MS = 150
"""How soon after the list was shown the form is built, so that it is there when the phone rings."""


class Program(QObject):
    """One running program: opens what is wanted, and ends when it is told to.

    Emits `language_chosen(language)`: all words are said at building, so whoever built the
    program then ends it with `close` and builds another.
    """

    language_chosen = Signal(str)

    def __init__(self, app: QApplication, session: DeskSession, theme: Theme, home: Path) -> None:
        """Build everything; `show` brings the main window up."""
        super().__init__(app)
        self._app = app
        self._session = session
        self._theme = theme
        self._home = home
        geometry = QSettings(str(home / _GEOMETRY), QSettings.Format.IniFormat)
        self.window = MainWindow(session, theme, geometry)
        self._form = Later(self._build_form)
        self._settings = Later(self._build_settings)
        self._book = Later(lambda: later.address_book(session, theme, home))
        self._standby = Later(
            lambda: later.standby(app, session, theme, self.window, self._placed_form, self)
        )
        self._export = Later(lambda: later.day_export(session, home, self.window.banner, self))
        self._said_waiting = ""
        self._end = QTimer(self, singleShot=True, interval=_LAST_WORD_MS)
        self._end.timeout.connect(self.end)
        self._ready = QTimer(self, singleShot=True, interval=_FORM_READY_MS)
        self._ready.timeout.connect(self._get_ready)
        self._attend = QTimer(self, singleShot=True, interval=0)
        self._attend.timeout.connect(lambda: self.standby)
        self._connect()

    def _connect(self) -> None:
        window = self.window
        window.new_wanted.connect(self._take)
        window.edit_wanted.connect(self._correct)
        window.export_wanted.connect(lambda: self._export.get().ask(window))
        window.top.closing_wanted.connect(self._check_closing)
        bind(window, "Ctrl+E", self._check_closing, Qt.ShortcutContext.WindowShortcut)
        window.top.people_wanted.connect(self.open_address_book)
        bind(window, "Ctrl+B", self.open_address_book, Qt.ShortcutContext.WindowShortcut)
        window.settings_wanted.connect(self.open_settings)
        window.keys_wanted.connect(lambda: later.keys_help(window).open())
        window.closing.connect(self._on_closing)
        window.navigation.people.said.connect(self._tell_with_undo)
        window.navigation.people.taken_back.connect(window.banner.show_message)
        window.unseen.opened.connect(self.open_reminded)
        window.first_sight.seen.connect(self._attend.start)
        window.first_sight.seen.connect(self._ready.start)

    @property
    def standby(self) -> Standby:
        """What goes on while the window is closed, built and begun now if it was not yet."""
        is_new = self._standby.built is None
        standby = self._standby.get()
        if is_new:
            self._connect_standby(standby)
            standby.begin()
        return standby

    def _connect_standby(self, standby: Standby) -> None:
        tray, notifier = standby.tray, standby.notifier
        tray.window_wanted.connect(self.show)
        tray.new_memo_wanted.connect(self._take)
        tray.today_wanted.connect(self._show_today)
        tray.closing_wanted.connect(self._check_closing)
        tray.settings_wanted.connect(self.open_settings)
        tray.quit_wanted.connect(self.quit)
        notifier.memo_wanted.connect(self.open_reminded)
        notifier.today_wanted.connect(self._show_today)
        standby.closing_time.export_wanted.connect(lambda over: self._export.get().ask(over))
        self.window.unseen.all_seen.connect(standby.unseen.see_all)
        self.window.list.looked_at.connect(standby.unseen.look_at)
        standby.unseen.changed.connect(self._show_unseen)
        standby.doorway.came_back.connect(self._welcome)
        standby.ringing.changed.connect(self._show_waiting)

    @property
    def form(self) -> MemoForm:
        """The form for memos."""
        return self._form.get()

    @property
    def _settings_page(self) -> SettingsPage:
        return self._settings.get()

    def _get_ready(self) -> None:
        """Build the form; what is there now stays as long as the program."""
        self._form.get()
        lasting.keep()

    def _build_form(self) -> MemoForm:
        form = later.memo_form(self._session, self._theme)
        form.saved.connect(self._on_saved)
        form.recall.memo_wanted.connect(self.show_memo)
        self.standby.ringing.attach(form)
        return form

    def _placed_form(self) -> MemoForm:
        """The form for a call, over the window it belongs to."""
        form = self.form
        self._place_form()
        return form

    def _show_waiting(self, calls: list[WaitingCall]) -> None:
        """Keep the calls in sight that nobody writes down now."""
        banner = self.window.banner
        banner.take_back(self._said_waiting)
        from callmemo.desktop.form_calls import words_of  # noqa: PLC0415 - see above

        self._said_waiting = words_of(calls, self._session.desk.office) if calls else ""
        if calls:
            act, turn = say("Write it down"), self.standby.ringing.turn_to_next
            banner.show_message(
                self._said_waiting, tone="soon", action_text=act, action=turn, seconds=0
            )

    def _build_settings(self) -> SettingsPage:
        page = later.settings_page(self._session, self._theme, self.window)
        page.language_chosen.connect(self.language_chosen)
        return page

    def _close_windows(self) -> None:
        """Close what is open beside the main window; a form keeps its draft."""
        self._ready.stop()
        self._attend.stop()
        if self._standby.built is not None:
            self._standby.built.ringing.rest()
            self._standby.built.closing_time.put_away()
        for part in (self._settings.built, self._book.built, self._form.built):
            if part is not None:
                part.close()

    def show(self) -> None:
        """Bring the main window to the front."""
        # Whoever starts the program while it says its last word wants it to stay.
        self._end.stop()
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        if self._standby.built is not None:
            self._standby.built.watch()

    def show_memo(self, memo_id: str) -> None:
        """Bring a memo into sight."""
        self.show()
        self.window.show_memo(memo_id)

    def open_reminded(self, memo_id: str) -> None:
        """Bring a memo into sight of which somebody was reminded: now they have seen that."""
        self.show_memo(memo_id)
        self.standby.unseen.see(memo_id)

    def open_settings(self) -> None:
        """Open the settings over the main window."""
        self.show()
        self._settings_page.show()
        self._settings_page.raise_()

    def open_address_book(self) -> None:
        """Open the address book over the main window."""
        self._place_over(self._book.get())
        self._book.get().open()

    def tell(self, notices: list[str]) -> None:
        """Show what the user should hear at the start; each stays until it is closed."""
        for notice in notices:
            self.window.banner.show_message(notice, tone="soon", seconds=0)

    def close(self) -> None:
        """Put everything away: forms keep their drafts, jobs under way come to their end."""
        self._close_windows()
        lasting.let_go()
        if self._standby.built is not None:
            self._standby.built.closing_time.close()
            self._standby.built.tray.hide()
        self.window.place.remember()
        self.window.hide()
        if self._export.built is not None:
            self._export.built.wait(_LAST_JOBS_SECONDS)
        for part in (self._settings.built, self._book.built, self._form.built, self.window, self):
            if part is not None:
                part.deleteLater()

    def quit(self) -> None:
        """End the program, and say what stays open; a second time it ends at once.

        A balloon is gone with the tray's icon, which therefore stays a moment longer.
        """
        text = "" if self._end.isActive() else self.standby.closing_time.say_last_word()
        if text and sys.stderr is not None:
            print(text, file=sys.stderr)  # noqa: T201 - for whoever started it in a terminal
        tray = self.standby.tray
        if not text or not (tray.is_available and tray.shows_balloons):
            self.end()
            return
        self._close_windows()
        self.window.place.remember()
        self.window.hide()
        self._end.start()

    def end(self) -> None:
        """End the program at once."""
        self._end.stop()
        self.close()
        self._app.quit()

    def _show_unseen(self, memos: list[Memo]) -> None:
        session = self._session
        self.window.unseen.show_memos(memos, session.now(), session.settings.office)
        self.standby.tray.show_unseen(len(memos))

    def _welcome(self) -> None:
        """Somebody is back: what is due now, then in one notice what nobody has seen."""
        self.standby.reminder.look()
        if not self.window.isActiveWindow():
            # With the window in front the list of them is before their eyes already.
            self.standby.reminder.welcome()

    def _take(self) -> None:
        self._place_form()
        self.form.open_new()

    def _correct(self, memo: Memo) -> None:
        self._place_form()
        self.form.open_for(memo)

    def _place_form(self) -> None:
        """Put the form over the window it belongs to, where the eye is."""
        self._place_over(self.form)

    def _place_over(self, other: QWidget) -> None:
        """Put a window that is not open yet over the main window, and inside the screen."""
        if other.isVisible() or not self.window.isVisible():
            return
        frame = other.frameGeometry()
        frame.moveCenter(self.window.frameGeometry().center())
        room = self.window.screen().availableGeometry()
        left = max(room.left(), min(frame.left(), room.right() - frame.width()))
        top = max(room.top(), min(frame.top(), room.bottom() - frame.height()))
        other.move(left, top)

    def _check_closing(self) -> None:
        self.standby.closing_time.open(self.window)

    def _show_today(self) -> None:
        self.show()
        self.window.show_view(View.TODAY)

    def _on_saved(self, memo_id: str) -> None:
        self.window.show_memo(memo_id)
        number = self._session.desk.memo(memo_id).number
        self._tell_with_undo(say("Saved as No. {number}", number=number))

    def _tell_with_undo(self, text: str) -> None:
        """Say what was done, with a button that takes it back."""
        self.window.banner.show_message(text, action_text=say("Undo"), action=self.window.undo)

    def _on_closing(self, event: QCloseEvent) -> None:
        """Stay in the tray where there is one; else closing the window ends the program."""
        standby = self.standby
        if standby.tray.is_available:
            standby.tray.say_closed_to_tray(standby.notifier)
            if self.standby.closing_time.is_near:
                self.standby.closing_time.say_last_word()
        elif self._form.built is not None and self.form.isVisible():
            # Somebody is taking a call: the form must not vanish with the list behind it.
            event.ignore()
            self.form.raise_()
        else:
            self.quit()
