"""A key stroke in the search field until its results are drawn; beside LIKE, bare FTS5 and grep."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from benchmarks.measuring import Measurement, Place, Row, bare, faster, in_turns, within
from benchmarks.office_story import NOW
from benchmarks.world import World, span
from callmemo.core.search import Search
from callmemo.core.text import normalise, pairs
from callmemo.desk import DATABASE
from callmemo.store.search_index import SEARCHED

_ROUNDS = 15
_PAGE = 200
_QUERIES = (
    ("1 character", "髙"),
    ("2 characters", "田中"),
    ("3 characters", "見積り"),
    ("a whole name", "五十嵐"),
    ("part of a number", "0000-1234"),
    ("two words", "田中 納期"),
    ("no hit", "鰻重特上"),
)


def _plain_query(words: str) -> str:
    """The least that finds it in an index of pairs: a phrase for each word."""
    phrases = []
    for word in map(normalise, words.split()):
        cut = pairs(word)
        phrases.append(f'"{cut[0]}" *' if len(cut) == 1 else '"' + " ".join(cut[:-1]) + '"')
    return " ".join(phrases)


def _by_index(conn: sqlite3.Connection, words: str) -> Callable[[], object]:
    sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?"
    query = _plain_query(words)
    return lambda: conn.execute(sql, (query, _PAGE)).fetchall()


def _by_like(conn: sqlite3.Connection, words: str) -> Callable[[], object]:
    each = " OR ".join(f"{name} LIKE :w{{0}}" for name in SEARCHED)
    where = " AND ".join(f"({each.format(place)})" for place in range(len(words.split())))
    sql = f"SELECT seq FROM memo WHERE {where} ORDER BY taken_at DESC LIMIT {_PAGE}"
    values = {f"w{place}": f"%{word}%" for place, word in enumerate(words.split())}
    return lambda: conn.execute(sql, values).fetchall()


def _by_grep(text: Path, words: str) -> Callable[[], object]:
    first, *others = (["grep", "-F", "--", word] for word in words.split())

    def look() -> None:
        found = subprocess.run([*first, str(text)], check=False, stdout=subprocess.PIPE).stdout
        for other in others:
            found = subprocess.run(other, check=False, input=found, stdout=subprocess.PIPE).stdout

    return look


def write_lines(conn: sqlite3.Connection, text: Path) -> None:
    """Write the same rows as lines."""
    with text.open("w", encoding="utf-8") as file:
        for row in conn.execute(f"SELECT {', '.join(SEARCHED)} FROM memo ORDER BY seq"):
            file.write("\t".join(row).replace("\n", " ") + "\n")


class Field:
    """The search field of the running program."""

    def __init__(self, world: World) -> None:
        """Watch what the list shows; who types has the keyboard in the field."""
        self._world = world
        self._resets = 0
        world.window.list.model().modelReset.connect(self._reset)
        world.window.activateWindow()
        world.window.top.search.setFocus()
        world.until(world.window.top.search.hasFocus)

    def _reset(self) -> None:
        self._resets += 1

    def _press(self, letter: str) -> None:
        for what in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(what, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(self._world.window.top.search, event)

    def type_last(self, words: str) -> float:
        """Milliseconds from the last key of these words until its results are drawn."""
        world, field = self._world, self._world.window.top.search
        field.clear()
        world.settle()
        for letter in words[:-1]:
            self._press(letter)
        world.settle()
        resets, painted = self._resets, world.painted.count

        def drawn() -> bool:
            return self._resets > resets and (
                world.painted.count > painted or not world.window.list.isVisible()
            )

        def stroke() -> None:
            self._press(words[-1])
            world.until(drawn)

        return span(stroke)


def measure(place: Place) -> Iterator[Row]:
    """Type, and ask the others the same, in turns."""
    home = place.own_office()
    world = World(home)
    field = Field(world)
    text = place.folder / "memos.txt"
    with bare(home / DATABASE) as conn:
        write_lines(conn, text)
        for case, words in _QUERIES:
            rounds = place.times(_ROUNDS)
            title = f"key stroke to drawn results, {case}"
            like, index = _by_like(conn, words), _by_index(conn, words)
            few = max(2, rounds // 3)
            ours, theirs = in_turns(lambda w=words: field.type_last(w), lambda f=like: span(f), few)  # type: ignore[misc]
            yield faster(50, title, ours, theirs, "LIKE over the same columns")
            if shutil.which("grep"):
                look = _by_grep(text, words)
                ours, theirs = in_turns(
                    lambda w=words: field.type_last(w),  # type: ignore[misc]
                    lambda f=look: span(f),  # type: ignore[misc]
                    few,
                )
                yield faster(1, title, ours, theirs, "grep over the same rows")
            ours, theirs = in_turns(
                lambda w=words: field.type_last(w),  # type: ignore[misc]
                lambda f=index: span(f),  # type: ignore[misc]
                rounds,
            )
            yield within(1.5, title, ours, theirs, "bare FTS5 query")
            ours, theirs = in_turns(
                lambda w=words: span(lambda: world.desk.find(Search(w), NOW, limit=_PAGE)),  # type: ignore[misc]
                lambda f=index: span(f),  # type: ignore[misc]
                rounds * 5,
            )
            yield within(1.5, f"only finding, {case}", ours, theirs, "bare FTS5 query")
    world.close()


MEASUREMENT = Measurement("keystroke", "Search", measure)
