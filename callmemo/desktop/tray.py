"""The icon in the tray: how many callbacks are open, and the few things one wants from it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from callmemo import presence_words, wording
from callmemo.core.presence import Present
from callmemo.core.vocabulary import View
from callmemo.desktop.icons import app_icon, tray_icon
from callmemo.desktop.notifying.notifier import Notifier
from callmemo.desktop.notifying.texts import closed_to_tray
from callmemo.desktop.people import put_up
from callmemo.desktop.presence_menu import Choice, PresenceMenu
from callmemo.desktop.quiet import Quiet
from callmemo.desktop.session import DeskSession
from callmemo.errors import CallmemoError
from callmemo.store.register import Count
from callmemo.words import language, say, say_count

_log = logging.getLogger(__name__)
QUIET_FOR: Final = timedelta(hours=1)
_LOOK_BEATS: Final = 5
_CLICKS: Final = frozenset(
    {QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick}
)
_SAME_CLICK_MS: Final = 250
_BALLOON_MS: Final = 10_000
_BALLOON_STYLE: Final = """
QWidget { color: black; background: transparent; border: none; }
QPushButton { padding: 0; min-height: 0; }
"""


class Tray(QObject):
    """Says what somebody wants; shows what is open, and copes with a tray that comes and goes."""

    window_wanted = Signal()
    new_memo_wanted = Signal()
    today_wanted = Signal()
    closing_wanted = Signal()
    settings_wanted = Signal()
    quit_wanted = Signal()
    availability_changed = Signal(bool)

    def __init__(self, session: DeskSession, quiet: Quiet, parent: QObject | None = None) -> None:
        """Build icon and menu; `show` puts the icon into the tray."""
        super().__init__(parent)
        self._session = session
        self._quiet = quiet
        self._count: Count | None = None
        self._told: tuple[object, ...] = ()
        self._balloon_clicked: Callable[[], None] | None = None
        self._menu = QMenu()
        self._menu.setObjectName("trayMenu")
        self.new_memo = self._action("trayNewMemo")
        self.today = self._action("trayToday")
        self.closing = self._action("trayClosing")
        self._menu.addSeparator()
        self.presence = PresenceMenu("trayPresence", self._menu)
        self._menu.addMenu(self.presence)
        self.hush = self._action("trayQuiet")
        self._menu.addSeparator()
        self.settings = self._action("traySettings")
        self.leave = self._action("trayQuit")
        self._icon = QSystemTrayIcon(app_icon(), self)
        self._icon.setObjectName("trayIcon")
        self._icon.setContextMenu(self._menu)
        self._was_available = self.is_available
        # A click on the icon under a balloon arrives as two: the balloon's wins.
        self._click = QTimer(self, singleShot=True, interval=_SAME_CLICK_MS)
        self._answered = QTimer(self, singleShot=True, interval=_SAME_CLICK_MS)
        self._unseen = 0
        self._beats = 0
        self._connect()
        self.refresh()

    def _action(self, name: str) -> QAction:
        action = self._menu.addAction("")
        action.setObjectName(name)
        return action

    def _connect(self) -> None:
        self.new_memo.triggered.connect(self.new_memo_wanted)
        self.today.triggered.connect(self.today_wanted)
        self.closing.triggered.connect(self.closing_wanted)
        self.presence.chosen.connect(self._say_presence)
        self.hush.triggered.connect(self._toggle_quiet)
        self.settings.triggered.connect(self.settings_wanted)
        self.leave.triggered.connect(self.quit_wanted)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(self._message_clicked)
        self._click.timeout.connect(self.window_wanted)
        # What is late changes by itself, and no signal tells of trays that come and go.
        self._session.heartbeat.beat.connect(self._beat)
        self._session.heartbeat.minute.connect(self.refresh)
        self._session.heartbeat.jumped.connect(self.refresh)
        self._session.changed.connect(self.refresh)
        self._session.settings_changed.connect(self.refresh)
        self._quiet.changed.connect(self.refresh)

    @property
    def is_available(self) -> bool:
        """Whether there is a tray that shows the icon: without one a closed window is gone."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def shows_balloons(self) -> bool:
        """Whether the icon can have balloons."""
        return QSystemTrayIcon.supportsMessages() and self._icon.isVisible()

    @property
    def menu(self) -> QMenu:
        """The menu of the icon."""
        return self._menu

    @property
    def tooltip(self) -> str:
        """What the icon says when the mouse rests on it."""
        return self._icon.toolTip()

    def show(self) -> None:
        """Put the icon into the tray, now or as soon as there is one."""
        self._icon.show()

    def hide(self) -> None:
        """Take the icon away, as the program ends."""
        self._icon.hide()

    def show_balloon(self, title: str, text: str, clicked: Callable[[], None]) -> None:
        """Show a balloon; a click carries no sign of which, so only the last can be clicked."""
        self._balloon_clicked = clicked
        self._icon.showMessage(title, text, app_icon(), _BALLOON_MS)
        _ink_balloon()

    def say_closed_to_tray(self, notifier: Notifier) -> None:
        """Say where the program has gone, the first time ever that its window was closed."""
        if not self._session.settings.tray_explained:
            notifier.show(closed_to_tray(), self._explained)

    def refresh(self) -> None:
        """Look at what is open now; nothing is painted anew without need."""
        now = self._session.now()
        try:
            count = self._session.desk.counts(now)[View.TODAY]
        except CallmemoError as error:
            # The window says so when somebody does something; an icon need not.
            _log.warning("nothing counted for the tray: %s", type(error).__name__)
            return
        if count != self._count:
            self._count = count
            self._icon.setIcon(tray_icon(count, self._unseen))
        present = self._session.ask(lambda desk: desk.presences(now).of(desk.me, now), None)
        told = self._all_told(count, present, now)
        if told != self._told:
            self._told = told
            self._word(count, present)

    def _all_told(self, count: Count, present: Present | None, now: datetime) -> tuple[object, ...]:
        """All that the words of icon and menu depend on."""
        session, until = self._session, self._quiet.until
        return (
            count,
            self._unseen,
            until if self._quiet.is_on(now) else None,
            session.settings,
            present,
            now.replace(second=0, microsecond=0),
            # While it is open it is not filled anew: it has to be as soon as it is not.
            self.presence.isVisible(),
            language(),
        )

    def show_unseen(self, unseen: int) -> None:
        """Show how many reminders nobody has seen."""
        if unseen != self._unseen:
            self._unseen = unseen
            self._count = None
            self.refresh()

    def _beat(self) -> None:
        self._beats += 1
        if self._beats % _LOOK_BEATS == 0 and self._was_available != self.is_available:
            self._was_available = not self._was_available
            self.availability_changed.emit(self._was_available)

    def _word(self, count: Count, present: Present | None) -> None:
        self.new_memo.setText(say("New memo"))
        self.today.setText(say("Callbacks today ({count})", count=count.open))
        self.closing.setText(say("Closing check"))
        self._word_presence(present)
        now, until = self._session.now(), self._quiet.until
        if until is not None and self._quiet.is_on(now):
            time = wording.clock(until, self._session.desk.office)
            self.hush.setText(say("Remind again now (quiet until {time})", time=time))
        else:
            self.hush.setText(say("No reminders for an hour"))
        self.hush.setEnabled(bool(self._session.settings.nudges))
        self.settings.setText(say("Settings…"))
        self.leave.setText(say("Quit"))
        told = [_summary(count)]
        if self._unseen:
            told.insert(
                0, say_count("{count} unseen reminder", "{count} unseen reminders", self._unseen)
            )
        self._icon.setToolTip("\n".join((f"{say('Phone memos')} — {told[0]}", *told[1:])))

    def _word_presence(self, present: Present | None) -> None:
        """Say where the person is who sits here; without a name there is nobody to say it of."""
        desk, now = self._session.desk, self._session.now()
        entry = self.presence.menuAction()
        entry.setVisible(bool(desk.me))
        if desk.me and present is not None:
            state = presence_words.short(present, now, desk.office)
            entry.setText(say("Presence: {state}", state=state))
            self.presence.offer(present, now, desk.office)

    def _say_presence(self, choice: Choice) -> None:
        put_up(self._session, self._session.desk.me, choice)

    def _toggle_quiet(self) -> None:
        now = self._session.now()
        if self._quiet.is_on(now):
            self._quiet.end()
        else:
            self._quiet.begin(now + QUIET_FOR)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        # Two single clicks in a hurry arrive as a click and a double click.
        if reason in _CLICKS and not self._answered.isActive():
            self._click.start()

    def _message_clicked(self) -> None:
        self._click.stop()
        self._answered.start()
        clicked, self._balloon_clicked = self._balloon_clicked, None
        if clicked is not None:
            clicked()

    def _explained(self, shown: bool) -> None:
        if shown:
            self._session.change_setting("tray_explained", value=True)


def _ink_balloon() -> None:
    """Write in black on the balloon that Qt paints itself in X11 trays: it is always yellow.

    Its text is dressed before it is on the balloon, so that the program's own style sheet
    cannot tell it from other labels.
    """
    for window in QApplication.topLevelWidgets():
        if window.inherits("QBalloonTip"):
            window.setStyleSheet(_BALLOON_STYLE)


def _summary(count: Count) -> str:
    text = say_count("{count} callback open", "{count} callbacks open", count.open)
    if count.late:
        text += say_count(" ({count} late)", " ({count} late)", count.late)
    return text
