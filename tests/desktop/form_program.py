"""A program that opens the memo form alone, for hands from outside."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from callmemo import words
from tests.desktop.form_world import FormWorld

if __name__ == "__main__":
    app = QApplication([])
    words.use("ja")
    world = FormWorld(Path(sys.argv[1]), app)
    world.form.saved.connect(lambda memo_id: print(f"saved {memo_id}", flush=True))
    world.form.closed.connect(lambda: print("closed", flush=True))
    world.form.open_new()
    app.exec()
