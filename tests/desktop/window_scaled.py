"""Opens the main window as a program of its own and prints as JSON which texts are cut.

`python window_scaled.py FOLDER LANGUAGE`, with the scale in QT_SCALE_FACTOR.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from callmemo import words
from callmemo.desktop.theme import Theme
from tests.desktop.moved_time import HandClock, open_session
from tests.desktop.seeing import cut_texts
from tests.desktop.test_window_looks import SIZES, write_long
from tests.desktop.window_world import (
    AFTERNOON,
    MEMBERS,
    WindowWorld,
    build_window,
    write_afternoon,
)


def main(home: Path, language: str) -> None:
    app = QApplication([])
    words.use(language)
    theme = Theme(app, "light")
    clock = HandClock(AFTERNOON)
    with open_session(home, clock, members=MEMBERS) as session:
        session.desk._journal.db.conn.execute("PRAGMA synchronous = OFF")
        ids = write_afternoon(session.desk)
        window = build_window(home, session, theme)
        office = WindowWorld(home, clock, session, theme, window, ids)
        window.show()
        found = {"ratio": [f"{window.devicePixelRatio():g}"]}
        for what in ("day", "question", "long"):
            if what == "question":
                window.detail.actions_.do("call")
            if what == "long":
                write_long(office)
            for width, height in SIZES:
                window.resize(width, height)
                app.processEvents()
                found[f"{what} {width}x{height}"] = cut_texts(window)
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
