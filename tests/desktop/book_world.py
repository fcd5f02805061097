"""The address book over a real desk with a few people in it, and hands for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit

from callmemo.core.contact import Contact, ContactNumber
from callmemo.desktop.address_book import AddressBookWindow
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme
from tests.desktop.hands import Hands
from tests.desktop.moved_time import HandClock, open_session
from tests.office_day import TEN

TANAKA = Contact(
    name="田中 美咲",
    kana="タナカ ミサキ",
    company="アオバ商事株式会社",
    department="購買部",
    numbers=(ContactNumber("office", "03-0000-0143"),),
)
YAMADA = Contact(
    name="山田 太郎",
    kana="ヤマダ タロウ",
    company="アオバ商事株式会社",
    company_kana="アオバショウジ",
    department="購買部 課長",
    numbers=(
        ContactNumber("office", "03-0000-0142", "102"),
        ContactNumber("mobile", "090-0000-0142"),
    ),
    rules="購買部は 17:00 終業。急ぎは携帯へ。",
    their_closing=time(17, 0),
)
MIDORI = Contact(company="みどり運輸", numbers=(ContactNumber("office", "0120-000-150"),))
PEOPLE = (TANAKA, YAMADA, MIDORI)
LONG = Contact(
    name="ドナウダンプシファールツエレクトリツィテーテンハウプトベトリープス 太郎左衛門尉",
    kana="ア" * 60,
    company="株式会社" + "とても長い名前の" * 10,
    department="Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    numbers=(ContactNumber("とても長い種類の名前", "03-0000-0142 呼出", "123456789012"),),
    left=True,
)


class BookWorld(Hands):
    """The window, what stands behind it, and the clock that moves only by hand."""

    def __init__(self, session: DeskSession, theme: Theme, home: Path) -> None:
        """Open on whoever is in the book."""
        self.session = session
        self.theme = theme
        self.window = AddressBookWindow(session, theme, home)

    @property
    def names(self) -> list[str]:
        """Who is listed, from above to below."""
        model = self.window.list.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    @property
    def book(self) -> list[str]:
        """Who is in the book, as it is on disk."""
        return [each.name or each.company for each in self.session.desk.contacts()]

    def show(self, name: str) -> None:
        """Go to somebody in the list."""
        row = self.names.index(name)
        self.window.list.setCurrentIndex(self.window.list.model().index(row, 0))
        QApplication.processEvents()

    def field(self, name: str) -> QLineEdit:
        """A field of one line on the page."""
        found = self.window.findChild(QLineEdit, name)
        assert isinstance(found, QLineEdit), name
        return found

    def text(self, name: str) -> QPlainTextEdit:
        """A field of some lines on the page."""
        found = self.window.findChild(QPlainTextEdit, name)
        assert isinstance(found, QPlainTextEdit), name
        return found

    def says(self, name: str) -> str:
        """What a label says."""
        found = self.window.findChild(QLabel, name)
        assert isinstance(found, QLabel), name
        return found.text() if found.isVisible() else ""

    def kept(self, name: str) -> Contact:
        """Somebody as they are on disk."""
        (found,) = [each for each in self.session.desk.contacts() if each.name == name]
        return found


@contextmanager
def open_book(
    home: Path, app: QApplication, *people: Contact, look: str = "light"
) -> Iterator[BookWorld]:
    """An open window over these people."""
    clock = HandClock(TEN)
    with open_session(home, clock) as session:
        session.desk.keep_contacts(people, clock())
        world = BookWorld(session, Theme(app, look), home)
        world.window.open()
        QApplication.processEvents()
        try:
            yield world
        finally:
            world.window.files.wait(10)
            world.window.hide()
            world.window.deleteLater()
            QApplication.processEvents()
