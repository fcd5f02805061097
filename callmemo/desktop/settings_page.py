"""The settings: pages on the left, their rows on the right; what is changed is saved at once."""

from __future__ import annotations

import zoneinfo
from typing import Final

from PySide6.QtCore import QEvent, QSize, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from callmemo.desktop.parts import KeyButton, line, set_look, set_tone, text_label
from callmemo.desktop.session import DeskSession
from callmemo.desktop.settings_calendar import closures_page, hours_page
from callmemo.desktop.settings_controls import PlaceText
from callmemo.desktop.settings_forms import Keeper, SettingsForm
from callmemo.desktop.settings_members import MembersPage
from callmemo.desktop.settings_reminders import reminders_page
from callmemo.desktop.settings_words import WordsPage
from callmemo.desktop.theme import Theme
from callmemo.wording import Tone
from callmemo.words import language, say

PAGES: Final = ("me", "hours", "closures", "members", "reminders", "words", "look", "data")
_SIZE: Final = QSize(720, 480)
_SMALLEST: Final = QSize(460, 280)
_ROOM: Final = QSize(20, 60)
_JOINER: Final = "\u2060"
"""Keeps a line from breaking inside an option's name."""
_SAID_MS: Final = 4000


class SettingsPage(QDialog):
    """All settings. `language_chosen` tells that the program should speak another language."""

    language_chosen = Signal(str)

    def __init__(self, session: DeskSession, theme: Theme, parent: QWidget | None = None) -> None:
        """Build all pages from the settings in force."""
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._keeper = Keeper(session, self)
        self._notices = len(session.settings_file.notices)
        self._language = language()
        self.setObjectName("settingsPage")
        self.setModal(False)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._build()
        self.setMinimumSize(_SMALLEST)
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - _ROOM))
        self._keeper.kept.connect(self._was_kept)
        session.settings_changed.connect(self.refresh)

    def show_page(self, name: str) -> None:
        """Turn to a page, one of `PAGES`."""
        self._nav.setCurrentRow(PAGES.index(name))

    def refresh(self) -> None:
        """Show the settings in force; what is being typed stays."""
        self._name_box.offer(self._member_names())
        for page in self._pages:
            page.refresh()

    def reject(self) -> None:
        """Close, unless something does not fit that nobody has been told: that is shown first."""
        here = self._nav.currentRow()
        unfit = [
            at
            for at, page in enumerate(self._pages)
            if not page.settle() or (page.has_problem and at != here)
        ]
        if unfit:
            self._nav.setCurrentRow(unfit[0])
        else:
            super().reject()

    def changeEvent(self, event: QEvent) -> None:
        """Look into the file again when the window comes to the front."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self._keeper.look()

    def showEvent(self, event: QShowEvent) -> None:
        """Look into the file again, and start on the list of pages."""
        super().showEvent(event)
        self._keeper.look()
        self._nav.setFocus()

    # Inside

    def _build(self) -> None:
        self.setWindowTitle(say("Settings"))
        self._nav = QListWidget()
        self._nav.setObjectName("settingsNav")
        self._nav.setAccessibleName(say("Pages of the settings"))
        self._pages: list[SettingsForm | MembersPage | WordsPage] = [
            self._me(),
            hours_page(self._keeper),
            closures_page(self._session, self._keeper, self._theme),
            MembersPage(self._keeper),
            reminders_page(self._keeper, self._theme, self._member_names()),
            WordsPage(self._session, self._theme),
            self._look(),
            self._data(),
        ]
        self._stack = QStackedWidget()
        self._stack.setObjectName("settingsStack")
        for page in self._pages:
            self._nav.addItem(page.title)
            self._stack.addWidget(page)
        self._foot = text_label(name="settingsFoot")
        self._foot.setWordWrap(True)
        self._said = QTimer(self, singleShot=True, interval=_SAID_MS)
        close = KeyButton(say("Close"), "Escape", name="settingsClose")
        close.setAutoDefault(False)
        close.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 12, 8)
        foot.addWidget(self._foot, 1)
        foot.addWidget(close)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        right.addWidget(line())
        right.addLayout(foot)
        self._content = QWidget()
        self._content.setObjectName("settingsContent")
        across = QHBoxLayout(self._content)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._nav)
        across.addLayout(right, 1)
        self._whole.addWidget(self._content)
        self._nav.currentRowChanged.connect(self._turn)
        close.clicked.connect(self.reject)
        self._said.timeout.connect(self._rest)
        self._nav.setFixedWidth(max(132, self._nav.sizeHintForColumn(0) + 40))
        self._nav.setCurrentRow(0)
        self._rest()

    def _me(self) -> SettingsForm:
        form = SettingsForm("settingsMe", say("About me"), self._keeper)
        self._name_box = form.choice(
            "my_name",
            self._member_names(),
            hint=say("Calls for this name are listed as yours, and memos you take carry it."),
        )
        form.text("office_name", hint=say("Your own company, as you say it on the phone."))
        form.end()
        return form

    def _look(self) -> SettingsForm:
        form = SettingsForm("settingsLook", say("Appearance"), self._keeper)
        form.one_of(
            "theme",
            {"auto": say("Automatic"), "light": say("Light"), "dark": say("Dark")},
            hint=say("Automatic follows the setting of your computer."),
        )
        # Each language by its own name, so that it is found by whoever reads no other.
        form.one_of("language", {"auto": say("Automatic"), "ja": "日本語", "en": "English"})
        form.end()
        return form

    def _data(self) -> SettingsForm:
        form = SettingsForm("settingsData", say("Data"), self._keeper)
        place = PlaceText(str(self._session.settings_file.path.parent), "dataFolder")
        place.setAccessibleName(say("Data folder"))
        form.row(say("Data folder"), place)
        opener = QPushButton(say("Open the folder"))
        opener.setObjectName("openDataFolder")
        opener.setAutoDefault(False)
        opener.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._unopened = text_label("", "problem", "problem-dataFolder")
        self._unopened.setWordWrap(True)
        self._unopened.hide()
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(opener)
        column.addWidget(self._unopened)
        form.row(
            "",
            below,
            hint=say(
                "All memos and settings are in this folder. To keep them elsewhere, start the"
                " program with --home and another folder, or name it in the environment variable"
                " CALLMEMO_HOME."
            ).replace("--", f"-{_JOINER}-{_JOINER}"),
        )
        sign = form.text(
            "desk_sign",
            width=80,
            hint=say(
                "So that numbers do not collide when there are several receptions, give each its"
                " own letter, for example A: 1124-A007."
            ),
        )
        sign.setMaxLength(2)
        form.choice("time_zone", sorted(zoneinfo.available_timezones()))
        form.end()
        opener.clicked.connect(self._open_folder)
        return form

    def _member_names(self) -> list[str]:
        return list(dict.fromkeys(member.name for member in self._session.settings.members))

    def _turn(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        for index in range(self._nav.count()):
            item = self._nav.item(index)
            letters = item.font()
            letters.setBold(index == row)
            item.setFont(letters)

    def _open_folder(self) -> None:
        folder = self._session.settings_file.path.parent
        opened = QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        if not opened:
            self._unopened.setText(
                say("The folder could not be opened. Please open it yourself; its place is above.")
            )
        self._unopened.setVisible(not opened)

    def _was_kept(self, name: str) -> None:
        settings = self._session.settings
        if name == "theme":
            self._theme.choose(settings.theme)
        if name == "language":
            self.language_chosen.emit(settings.language)
            # Whoever speaks anew may have put this window away for another.
            if self.isVisible() and language() != self._language:
                self._speak_anew()
        self._tell_kept()

    def _speak_anew(self) -> None:
        """Build everything again in the language now in use."""
        self._language = language()
        page = PAGES[self._nav.currentRow()]
        old = self._content
        self._whole.removeWidget(old)
        old.hide()
        old.deleteLater()
        self._build()
        self.show_page(page)

    def _tell_kept(self) -> None:
        notices = self._session.settings_file.notices[self._notices :]
        self._notices += len(notices)
        if notices:
            self._say(" ".join(notices), Tone.LATE)
        else:
            self._say(say("Saved"), Tone.DONE)
            self._said.start()

    def _rest(self) -> None:
        self._say(say("Changes are saved at once"), None)

    def _say(self, text: str, tone: Tone | None) -> None:
        self._foot.setText(text)
        set_look(self._foot, "role", "" if tone else "muted")
        set_tone(self._foot, tone)
