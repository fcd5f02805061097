"""What people would write instead: a query, grep, and a plain window that shows what it finds."""

from __future__ import annotations

import sqlite3
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QVBoxLayout, QWidget

from benchmarks.painted import Painted
from callmemo.core.text import normalise, pairs
from callmemo.store.search_index import SEARCHED

PAGE: Final = 200
COLUMNS: Final = (
    *("number", "taken_at", "status", "urgency", "addressee", "company", "department", "name"),
    *("phone", "request", "due_at", "subject", "body"),
)
"""What a line of our list tells."""
Rows = list[tuple[Any, ...]]
_SOME: Final = f"SELECT {', '.join(COLUMNS)} FROM memo"
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


def by_index(conn: sqlite3.Connection, words: str) -> Rows:
    """Only find, by the least that the index of pairs can be asked."""
    sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?"
    return conn.execute(sql, (_phrases(words), PAGE)).fetchall()


def by_like(conn: sqlite3.Connection, words: str) -> Rows:
    """Only find, by looking through the same columns until there is a page of hits."""
    where, values = _likes(words)
    sql = f"SELECT seq FROM memo WHERE {where} ORDER BY taken_at DESC LIMIT {PAGE}"
    return conn.execute(sql, values).fetchall()


def rows_by_index(conn: sqlite3.Connection, words: str) -> Rows:
    """Find, and read what is shown."""
    found = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?"
    sql = f"{_SOME} WHERE seq IN ({found}) ORDER BY seq DESC"
    return conn.execute(sql, (_phrases(words), PAGE)).fetchall()


def rows_by_like(conn: sqlite3.Connection, words: str) -> Rows:
    """Find, and read what is shown."""
    where, values = _likes(words)
    sql = f"{_SOME} WHERE {where} ORDER BY taken_at DESC LIMIT {PAGE}"
    return conn.execute(sql, values).fetchall()


def by_grep(text: Path, words: str) -> bytes:
    """Find in the same rows as lines of text."""
    first, *others = (["grep", "-F", "--", word] for word in words.split())
    found = subprocess.run([*first, str(text)], check=False, stdout=subprocess.PIPE).stdout
    for other in others:
        found = subprocess.run(other, check=False, input=found, stdout=subprocess.PIPE).stdout
    return found


def write_lines(conn: sqlite3.Connection, text: Path) -> None:
    """Write the rows as lines of text."""
    with text.open("w", encoding="utf-8") as file:
        for row in conn.execute(f"SELECT {', '.join(SEARCHED)} FROM memo ORDER BY seq"):
            file.write("\t".join(row).replace("\n", " ") + "\n")


def _phrases(words: str) -> str:
    """A phrase for each word: the least that finds it in an index of pairs."""
    phrases = []
    for word in map(normalise, words.split()):
        cut = pairs(word)
        phrases.append(f'"{cut[0]}" *' if len(cut) == 1 else '"' + " ".join(cut[:-1]) + '"')
    return " ".join(phrases)


def _likes(words: str) -> tuple[str, dict[str, str]]:
    each = " OR ".join(f"{name} LIKE :w{{0}}" for name in SEARCHED)
    where = " AND ".join(f"({each.format(place)})" for place in range(len(words.split())))
    return where, {f"w{place}": f"%{word}%" for place, word in enumerate(words.split())}


class PlainTable(QAbstractTableModel):
    """Rows as they came from the database."""

    def __init__(self, rows: Rows) -> None:
        """Show these at first."""
        super().__init__()
        self.rows = rows

    def show_rows(self, rows: Rows) -> None:
        """Show others."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def change(self, row: int, cells: Sequence[Any]) -> None:
        """Show a row anew."""
        self.rows[row] = tuple(cells)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(cells) - 1))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """How many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """How many columns a row has."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """What stands in a cell."""
        return self.rows[index.row()][index.column()] if role == _SHOWN else None


_SHOWN: Final = Qt.ItemDataRole.DisplayRole


class PlainWindow(QWidget):
    """A field and a table: each key asks the database and shows what was found."""

    def __init__(self, find: Callable[[str], Rows], rows: Rows, like: QWidget) -> None:
        """Show these rows until something is typed; as large as `like`."""
        super().__init__()
        self._find = find
        self._field = QLineEdit()
        self.table = PlainTable(rows)
        self.view = QTableView()
        self.view.setModel(self.table)
        layout = QVBoxLayout(self)
        layout.addWidget(self._field)
        layout.addWidget(self.view)
        self._painted = Painted(self.view.viewport())
        self._field.textEdited.connect(self._edited)
        self.resize(like.size())
        self.show()
        self.until_painted(lambda: self.view.viewport().update())

    def _edited(self, text: str) -> None:
        self.table.show_rows(self._find(text))

    def type_last(self, words: str) -> float:
        """Milliseconds from the last key of these words until what it finds is drawn."""
        self._field.setText(words[:-1])
        QApplication.processEvents()
        return self.until_painted(lambda: press(self._field, words[-1]))

    def until_painted(self, act: Callable[[], object]) -> float:
        """Milliseconds from something done until the table has been drawn."""
        before = self._painted.count
        start = time.perf_counter()
        act()
        while self._painted.count == before:
            QApplication.processEvents()
        return (time.perf_counter() - start) * 1000


def press(field: QWidget, letter: str) -> None:
    """Press a key in a field."""
    for what in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(what, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(field, event)
