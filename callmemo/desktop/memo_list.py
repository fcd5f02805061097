"""The list's model: places of memos under headings; memos themselves a page at a time."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from callmemo.core.memo import Memo
from callmemo.desktop.row_layout import RowLayout
from callmemo.desktop.row_words import RowWords
from callmemo.wording import Tone

PAGE = 16
"""About as many as are in sight: the first page is waited for at every key of a search."""
PAGES_KEPT = 16
"""Many times what is in sight; more would be memory that hardly anybody scrolls back to."""
_NEAR = 16
"""By how many rows the ones that stay are moved where a few come or go."""
Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What the delegate and the window ask of a row."""

    MEMO = Qt.ItemDataRole.UserRole + 1
    WORDS = Qt.ItemDataRole.UserRole + 2
    HEADING = Qt.ItemDataRole.UserRole + 3


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the places below it; without a title only the places."""

    title: str
    places: array[int]
    note: str = ""
    tone: Tone | None = None

    @property
    def words(self) -> tuple[str, str, Tone | None]:
        """All of it that is drawn."""
        return self.title, self.note, self.tone


@dataclass(slots=True)
class _Pages:
    """The memos last looked at; a million memos are never all in memory."""

    fetch: Callable[[Sequence[int]], list[Memo]]
    known: Mapping[int, Memo] = field(default_factory=dict)
    """By place what was looked at before and has not changed since."""
    kept: OrderedDict[tuple[int, int], dict[int, Memo]] = field(default_factory=OrderedDict)

    def memo(self, section: int, places: array[int], position: int) -> Memo | None:
        key = (section, position // PAGE)
        page = self.kept.get(key)
        if page is None:
            start = key[1] * PAGE
            page = self._read(places[start : start + PAGE], start)
            self.kept[key] = page
            if len(self.kept) > PAGES_KEPT:
                self.kept.popitem(last=False)
        else:
            self.kept.move_to_end(key)
        return page.get(position)

    def _read(self, wanted: array[int], start: int) -> dict[int, Memo]:
        missing = array("q", (place for place in wanted if place not in self.known))
        memos = self.fetch(missing) if missing else []
        if len(memos) != len(missing):
            # A memo can vanish only if the file was made anew meanwhile; its row stays empty.
            return {}
        found = dict(zip(missing, memos, strict=True))
        return {
            at: found[place] if place in found else self.known[place]
            for at, place in enumerate(wanted, start)
        }


class MemoList(QAbstractListModel):
    """Rows of headings and memos. `fetch` turns places into memos, `say` a memo into words."""

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], list[Memo]],
        say: Callable[[Memo], RowWords],
        parent: QObject | None = None,
    ) -> None:
        """Start empty."""
        super().__init__(parent)
        self._fetch = fetch
        self._say = say
        self._sections: list[Section] = []
        self._starts: list[int] = []
        self._rows = 0
        self._pages = _Pages(fetch)
        self._said: dict[str, RowWords] = {}

    def show(self, sections: Sequence[Section], changed: Collection[str] | None = None) -> None:
        """Show these sections instead; empty ones are left out.

        `changed` are the ids of the memos that may be others than before; None means all.
        """
        known = {} if changed is None else self._unchanged(changed)
        self.beginResetModel()
        self._sections = [section for section in sections if section.places]
        self._starts = []
        self._rows = 0
        for section in self._sections:
            self._starts.append(self._rows)
            self._rows += len(section.places) + bool(section.title)
        self._pages = _Pages(self._fetch, known)
        self._said = {}
        self.endResetModel()

    def forget(self) -> None:
        """Read anew whatever is looked at from now on: nobody knows what has changed."""
        self._pages = _Pages(self._fetch)

    def _unchanged(self, changed: Collection[str]) -> dict[int, Memo]:
        """By place the memos in memory that are still as they are there."""
        return {
            self._sections[section].places[position]: memo
            for (section, _), page in self._pages.kept.items()
            for position, memo in page.items()
            if memo.id not in changed
        }

    @property
    def layout_of_rows(self) -> RowLayout:
        """Where the rows stand."""
        titled = zip(self._starts, self._sections, strict=True)
        return RowLayout(self._rows, [start for start, section in titled if section.title])

    @property
    def is_empty(self) -> bool:
        """Whether there is no memo at all."""
        return not self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many rows, headings included."""
        return 0 if parent.isValid() else self._rows

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the memo, its words, or the heading of a row."""
        if not index.isValid() or not 0 <= index.row() < self._rows:
            return None
        section, position = self._find(index.row())
        if position is None:
            return self._heading(self._sections[section], role)
        if role not in {
            Role.MEMO,
            Role.WORDS,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        }:
            return None
        memo = self.memo_at(index.row())
        if memo is None or role == Role.MEMO:
            return memo
        words = self._words(memo)
        return words if role == Role.WORDS else words.spoken

    def shown(self, row: int) -> Section | RowWords | None:
        """What is drawn in a row: a heading, or the words of a memo that can be read."""
        section, position = self._find(row)
        if position is None:
            return self._sections[section]
        memo = self._pages.memo(section, self._sections[section].places, position)
        return None if memo is None else self._words(memo)

    def memo_at(self, row: int) -> Memo | None:
        """Return the memo in this row, None for a heading or no row."""
        if not 0 <= row < self._rows:
            return None
        section, position = self._find(row)
        if position is None:
            return None
        return self._pages.memo(section, self._sections[section].places, position)

    def _words(self, memo: Memo) -> RowWords:
        """Say a memo in one row: once, until the list is shown anew."""
        words = self._said.get(memo.id)
        if words is None:
            if len(self._said) >= PAGE * PAGES_KEPT:
                self._said.clear()
            words = self._said[memo.id] = self._say(memo)
        return words

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Memos can be chosen, headings not."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._find(index.row())[1] is None:
            return Qt.ItemFlag.ItemNeverHasChildren
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def row_of(self, place: int, near: int = 0) -> int | None:
        """Return a row that shows the memo at this place: one near this row, else the first.

        A change moves a row a little: to look there first spares going through a million.
        """
        for row in range(max(near - _NEAR, 0), min(near + _NEAR + 1, self._rows)):
            if self.place_at(row) == place:
                return row
        for start, section in zip(self._starts, self._sections, strict=True):
            try:
                return start + bool(section.title) + section.places.index(place)
            except ValueError:
                continue
        return None

    def place_at(self, row: int) -> int | None:
        """Return the place of the memo in this row, None for a heading or no row."""
        if not 0 <= row < self._rows:
            return None
        section, position = self._find(row)
        return None if position is None else self._sections[section].places[position]

    def next_memo_row(self, row: int, step: int = 1) -> int | None:
        """Return the nearest row from here on that is a memo, going by `step`."""
        while 0 <= row < self._rows:
            if self._find(row)[1] is not None:
                return row
            row += step
        return None

    def _find(self, row: int) -> tuple[int, int | None]:
        """Section of a row and position in it, None for the heading."""
        section = bisect_right(self._starts, row) - 1
        position = row - self._starts[section] - bool(self._sections[section].title)
        return section, position if position >= 0 else None

    @staticmethod
    def _heading(section: Section, role: int) -> object:
        if role == Role.HEADING:
            return section
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{section.title} {section.note}".strip()
        return None
