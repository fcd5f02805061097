"""A process that ends as soon as something is seen: the program's list, or an empty window.

`python -m benchmarks.first_paint ours HOME` or `... theirs`; prints the time of the first paint by
the clock that all processes share.
"""

from __future__ import annotations

import os
import sys
import time

from benchmarks.office_clock import AT


def seen() -> None:
    """Say when it was drawn, and end without tidying up."""
    print(time.monotonic(), flush=True)
    os._exit(0)


def ours(home: str) -> None:
    """Start as the command `callmemo` does, until today's list has been drawn."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - what is imported when is measured
    from PySide6.QtGui import QPaintEvent  # noqa: PLC0415

    from callmemo.cli import run  # noqa: PLC0415
    from callmemo.desktop.memo_view import MemoView  # noqa: PLC0415

    paint = MemoView.paintEvent

    def painted(self: MemoView, event: QPaintEvent) -> None:
        paint(self, event)
        if self.model().rowCount():
            # After the drawing has been handed to the screen.
            QTimer.singleShot(0, seen)

    MemoView.paintEvent = painted  # type: ignore[method-assign, assignment] # to be told of it
    sys.exit(run(["--home", home, "--at", AT]))


def theirs() -> None:
    """Start the least that Qt can show: one empty window."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - what is imported when is measured
    from PySide6.QtGui import QPaintEvent  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415

    class Empty(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            super().paintEvent(event)
            QTimer.singleShot(0, seen)

    app = QApplication([])
    window = Empty()
    window.resize(1280, 800)
    window.show()
    sys.exit(app.exec())


if __name__ == "__main__":
    if sys.argv[1] == "ours":
        ours(sys.argv[2])
    else:
        theirs()
