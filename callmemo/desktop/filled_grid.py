"""Pairs of heading and text below each other, in labels that are used again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from callmemo.desktop.parts import set_tone, text_label
from callmemo.desktop.plain_text import Prose
from callmemo.wording import Tone


def fill(
    grid: QGridLayout, lines: list[tuple[str, str, Tone | None]], markup: Callable[[str], str]
) -> None:
    """Put pairs of heading and text into a grid; labels that are there are used again."""
    for row, (heading, text, tone) in enumerate(lines):
        if grid.itemAtPosition(row, 0) is None:
            first = text_label(role="field")
            first.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(first, row, 0)
            grid.addWidget(Prose(), row, 1)
        for column, words in enumerate((heading, text)):
            item = grid.itemAtPosition(row, column)
            part = item.widget() if item is not None else None
            if isinstance(part, Prose):
                part.say(words, markup(words))
                set_tone(part, tone)
            elif isinstance(part, QLabel):
                part.setText(words)
            if part is not None:
                part.show()
    row = len(lines)
    while (item := grid.itemAtPosition(row, 0)) is not None:
        for column in range(2):
            spare = grid.itemAtPosition(row, column)
            if spare is not None and spare.widget() is not None:
                spare.widget().hide()
        row += 1
