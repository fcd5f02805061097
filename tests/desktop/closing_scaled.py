"""Opens the closing screen as a program of its own and prints as JSON which texts are cut.

`python closing_scaled.py FOLDER LANGUAGE DRESS`, with the scale in QT_SCALE_FACTOR; with a
fourth word pictures are saved in that folder.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QScrollArea

from callmemo import words
from callmemo.core.memo import Caller
from callmemo.core.vocabulary import Outcome, Urgency
from callmemo.desktop.closing_screen import ClosingScreen
from callmemo.desktop.theme import Theme
from tests.desktop.closing_world import EVENING
from tests.desktop.moved_time import HandClock, open_session
from tests.desktop.seeing import cut_texts, picture
from tests.desktop.window_world import LONG, LONG_WORD, MEMBERS, write_afternoon
from tests.office_day import at, call

SIZES = ((960, 640), (1280, 800), (760, 500), (600, 360))


def look(
    screen: ClosingScreen, what: str, found: dict[str, list[str]], folder: Path | None
) -> None:
    """Look for cut texts at each size."""
    for width, height in SIZES:
        screen.resize(width, height)
        QApplication.processEvents()
        cut = cut_texts(screen)
        area = screen.findChild(QScrollArea, "closingScroll")
        assert isinstance(area, QScrollArea)
        if area.horizontalScrollBar().maximum():
            cut.append("the cards are wider than the screen")
        found[f"{what} {width}x{height}"] = cut
        if folder is not None:
            picture(screen, folder / f"closing-{what}-{width}.png")


def main(home: Path, language: str, dress: str, folder: Path | None) -> None:
    app = QApplication([])
    words.use(language)
    theme = Theme(app, dress)
    clock = HandClock(EVENING)
    found: dict[str, list[str]] = {}
    with open_session(home, clock, members=MEMBERS, manager="佐藤") as session:
        session.desk._journal.db.conn.execute("PRAGMA synchronous = OFF")
        ids = write_afternoon(session.desk)
        for minutes in (30, 40):
            session.desk.attempt(ids["山田"], Outcome.ABSENT, at(f"16:{minutes}"))
        screen = ClosingScreen(session, theme)
        screen.open()
        found["ratio"] = [f"{screen.devicePixelRatio():g}"]
        look(screen, "day", found, folder)
        for name in ("carry", "call", "hand_over"):
            screen._decide(name)
            look(screen, name, found, folder)
        screen._decide("call")
        screen.actions_._ask_again(ids["山田"], Outcome.ABSENT)
        look(screen, "retry", found, folder)
        screen._ask_for_all()
        look(screen, "all", found, folder)
        screen._leave()
        draft = call(
            caller=Caller(LONG, LONG_WORD, LONG[:200], phone="0" * 90),
            addressee=LONG[:60],
            subject=LONG_WORD,
            urgency=Urgency.URGENT,
            urgent_reason=LONG_WORD,
            due_at=at("14:00"),
        )
        session.perform(lambda desk, now: desk.take(draft, now, past_due_ok=True))
        session.change_setting("manager", LONG[:60])
        look(screen, "long", found, folder)
        left = [memo.id for memo in screen._left]
        session.perform(lambda desk, now: desk.carry_all(left, at("9:00", 1), now, reason="x"))
        look(screen, "done", found, folder)
    print(json.dumps(found))


if __name__ == "__main__":
    pictures = Path(sys.argv[4]) if sys.argv[4:] else None
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], pictures)
