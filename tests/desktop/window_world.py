"""A main window over a real desk on a sample afternoon, and hands and eyes for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any, TypeVar, overload

from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from callmemo.core.memo import Caller, Draft, Memo
from callmemo.core.vocabulary import Direction, Outcome, Request, Target, Urgency, View
from callmemo.desk import Desk
from callmemo.desktop.main_window import MainWindow
from callmemo.desktop.memo_list import Role
from callmemo.desktop.row_words import RowWords
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme
from callmemo.settings import Member
from tests.desktop.hands import Hands
from tests.desktop.moved_time import HandClock
from tests.office_day import at, call, settings

W = TypeVar("W", bound=QWidget)

AFTERNOON = at("15:20")
MEMBERS = (Member("鈴木", "営業一課"), Member("佐藤", "営業二課"), Member("田中", "総務課"))
MARKUP = "<b>x</b><img src=a.png>"
LONG = "株式会社とてもとても長い名前の会社ホールディングス東日本支社第二営業部" * 3
LONG_WORD = "averylongaddresswithoutanyplacetobreak" * 5


def from_caller(name: str, company: str = "", phone: str = "", **fields: Any) -> Draft:
    """A call by somebody."""
    return call(caller=Caller(name=name, company=company, phone=phone), **fields)


def write_afternoon(desk: Desk) -> dict[str, str]:
    """Write the day so far; return the ids of its memos by the caller's name."""

    def take(moment: datetime, draft: Draft) -> str:
        memo_id = desk.take(draft, moment, past_due_ok=True).memo_id
        ids[draft.caller.name] = memo_id
        return memo_id

    ids: dict[str, str] = {}
    kato = take(at("13:34"), from_caller("加藤", "東都電設", "048-000-0101", subject="入館手続き"))
    desk.attempt(kato, Outcome.TALKED, at("13:52"), finish=True)
    yamada = take(
        at("14:15"),
        call(
            caller=Caller("アオバ商事", "購買部", "山田", phone="03-0000-0142"),
            urgency=Urgency.URGENT,
            urgent_reason="店頭にお客様がお待ちのため",
            subject="納品数量の食い違い",
            body="納品数量が注文と 20 箱違う。",
            due_at=at("14:45"),
        ),
    )
    desk.confirm(yamada, at("14:16"))
    desk.attempt(yamada, Outcome.BUSY, at("14:32"))
    take(
        at("14:20"),
        from_caller(
            "小林", "個人のお客様", "090-0000-0188", complaint=True, due_at=at("15:15"),
            addressee="佐藤", subject="製品不具合のお申し出",
        ),
    )  # fmt: skip
    take(at("14:40"), from_caller("高橋", "みなと会計", "045-000-0117", due_at=at("16:00")))
    take(
        at("14:50"),
        from_caller(
            "伊藤", "北星物流", "011-000-0163", direction=Direction.OUTGOING,
            request=Request.THEY_CALL_BACK, target=Target.COMPANY_MOBILE,
            target_number="080-0000-0101", addressee="田中", due_at=at("17:00"),
        ),
    )  # fmt: skip
    take(at("14:55"), from_caller("中村", "ミドリ印刷", "06-0000-0129", substitute="佐藤"))
    take(
        at("15:05"),
        from_caller("森", "大空商会", "050-0000-0199", request=Request.MESSAGE, addressee="木村"),
    )
    take(
        at("15:06"),
        from_caller("渡辺", "さくら税理士", "03-0000-0175", due_at=at("10:00", days=2),
                    their_closing=time(18)),
    )  # fmt: skip
    return ids


@dataclass
class WindowWorld(Hands):
    """The window, what stands behind it, and the clock that moves only by hand."""

    home: Path
    clock: HandClock
    session: DeskSession
    theme: Theme
    window: MainWindow
    ids: dict[str, str]

    @property
    def desk(self) -> Desk:
        return self.session.desk

    def other_desk(self) -> Desk:
        """Another program's desk over the same file; to be closed."""
        return Desk(self.home, settings(my_name="佐藤", device="desktop-2"))

    def memo(self, name: str) -> Memo:
        """The memo about this caller, as it is on disk."""
        return self.desk.memo(self.ids[name])

    def kinds(self, name: str) -> list[str]:
        """What happened to the memo about this caller, in order."""
        return [event.kind for event, _undone in self.desk.history(self.ids[name])]

    def last(self, name: str) -> dict[str, Any]:
        """What the last event of this memo says."""
        return dict(self.desk.history(self.ids[name])[-1][0].body)

    def choose(self, name: str) -> None:
        """Put the list on this memo."""
        place = self.desk.place_of(self.ids[name])
        assert place is not None
        assert self.window.list.choose(place)

    @property
    def chosen(self) -> str:
        """The caller's name of the memo that list and detail show; they never differ."""
        memo = self.window.list.memo
        shown = self.window.detail.memo
        assert (memo and memo.id) == (shown and shown.id)
        return memo.draft.caller.name if memo else ""

    @property
    def rows(self) -> list[str]:
        """The list from above to below: callers' names, headings in brackets."""
        model = self.window.list.model()
        found = []
        for row in range(model.rowCount()):
            memo = model.index(row, 0).data(Role.MEMO)
            heading = model.index(row, 0).data()
            found.append(memo.draft.caller.name if isinstance(memo, Memo) else f"[{heading}]")
        return found

    @property
    def names(self) -> list[str]:
        """The callers in the list, without headings."""
        return [row for row in self.rows if not row.startswith("[")]

    def words(self, name: str) -> RowWords:
        """What the row about this caller says."""
        model = self.window.list.model()
        rows = (model.index(row, 0) for row in range(model.rowCount()))
        index = next(i for i in rows if (m := i.data(Role.MEMO)) and m.draft.caller.name == name)
        words = index.data(Role.WORDS)
        assert isinstance(words, RowWords)
        return words

    def badges(self) -> dict[View, str]:
        """The numbers beside the views, as they are read out."""
        found = {}
        for view in View:
            badge: QLabel = self.part(f"view-{view.value}").findChildren(QLabel)[-1]
            found[view] = badge.text() if badge.isVisible() else ""
        return found

    @overload
    def part(self, name: str) -> QWidget: ...
    @overload
    def part(self, name: str, kind: type[W]) -> W: ...
    def part(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        """The part of the window with this object name."""
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def says(self, name: str) -> str:
        """What a label says."""
        return self.part(name, QLabel).text()

    def click(self, name: str) -> None:
        """Click on a part."""
        part = self.part(name)
        assert part.isVisible(), name
        QTest.mouseClick(part, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def focus(self) -> str:
        """Where the keyboard is."""
        widget = QApplication.focusWidget()
        return widget.objectName() if widget is not None else ""

    def strip(self) -> str:
        """The name of the question that is open."""
        open_ones = [
            part.objectName()
            for part in self.window.detail.findChildren(QWidget)
            if part.property("role") == "strip" and part.isVisible()
        ]
        assert len(open_ones) <= 1
        return open_ones[0] if open_ones else ""

    def texts(self) -> list[str]:
        """All labels in sight."""
        labels: list[QLabel] = self.window.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible()]


class _Watch(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.opened.append(f"{type(watched).__name__}#{watched.objectName()}")
        return False


@contextmanager
def opened_windows(app: QApplication) -> Iterator[list[str]]:
    """The windows that open meanwhile, by class and name."""
    watch = _Watch()
    app.installEventFilter(watch)
    try:
        yield watch.opened
    finally:
        app.removeEventFilter(watch)


def build_window(home: Path, session: DeskSession, theme: Theme) -> MainWindow:
    """A main window that remembers its place beside the memos."""
    geometry = QSettings(str(home / "windows.ini"), QSettings.Format.IniFormat)
    return MainWindow(session, theme, geometry)
