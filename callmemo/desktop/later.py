"""What the first sight of the list does not need: loaded and built when wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme

if TYPE_CHECKING:
    # For the reader and the type checker; loading them takes longer than showing the list.
    from callmemo.desktop.address_book import AddressBookWindow
    from callmemo.desktop.banner import Banner
    from callmemo.desktop.closing_screen import ClosingScreen
    from callmemo.desktop.day_export import DayExport
    from callmemo.desktop.detail import Detail
    from callmemo.desktop.keys_help import KeysHelp
    from callmemo.desktop.main_window import MainWindow
    from callmemo.desktop.memo_form import MemoForm
    from callmemo.desktop.settings_page import SettingsPage
    from callmemo.desktop.standby import Standby

_W = TypeVar("_W")


class Later(Generic[_W]):
    """One part that is built once, when it is first wanted."""

    def __init__(self, build: Callable[[], _W]) -> None:
        """Know how to build it."""
        self._build = build
        self.built: _W | None = None

    def get(self) -> _W:
        """Return the part, built now if it was not yet."""
        if self.built is None:
            self.built = self._build()
        return self.built


def detail(session: DeskSession) -> Detail:
    """Build what shows the memo in sight."""
    from callmemo.desktop.detail import Detail  # noqa: PLC0415 - see above

    return Detail(session)


def memo_form(session: DeskSession, theme: Theme) -> MemoForm:
    """Build the form for memos."""
    from callmemo.desktop.memo_form import MemoForm  # noqa: PLC0415 - see above

    return MemoForm(session, theme)


def standby(
    app: QApplication,
    session: DeskSession,
    theme: Theme,
    window: MainWindow,
    form: Callable[[], MemoForm],
    parent: QObject,
) -> Standby:
    """Build what goes on while the window is closed."""
    from callmemo.desktop.standby import Standby  # noqa: PLC0415 - see above

    return Standby(app, session, theme, window, form, parent)


def day_export(session: DeskSession, home: Path, banner: Banner, parent: QObject) -> DayExport:
    """Build what writes the list of the day."""
    from callmemo.desktop.day_export import DayExport  # noqa: PLC0415 - see above

    return DayExport(session, home, banner, parent)


def settings_page(session: DeskSession, theme: Theme, parent: QWidget) -> SettingsPage:
    """Build the settings."""
    from callmemo.desktop.settings_page import SettingsPage  # noqa: PLC0415 - see above

    return SettingsPage(session, theme, parent)


def closing_screen(session: DeskSession, theme: Theme) -> ClosingScreen:
    """Build the screen of the closing check."""
    from callmemo.desktop.closing_screen import ClosingScreen  # noqa: PLC0415 - see above

    return ClosingScreen(session, theme)


def keys_help(parent: QWidget) -> KeysHelp:
    """Build the list of keys."""
    from callmemo.desktop.keys_help import KeysHelp  # noqa: PLC0415 - see above

    return KeysHelp(parent)


def address_book(session: DeskSession, theme: Theme, home: Path) -> AddressBookWindow:
    """Build the address book."""
    from callmemo.desktop.address_book import AddressBookWindow  # noqa: PLC0415 - see above

    return AddressBookWindow(session, theme, home)
