"""A process that ends as soon as something is seen: the program's list, or an empty window.

`python -m benchmarks.first_paint ours HOME`, `... whole HOME`, `... plain HOME` or `... theirs`;
prints the time of the first paint by the clock that all processes share. `whole` waits for what
follows the list as well: the memo in sight, the tray, what is to be reminded of. `plain` is a bare
list of what is open, a line of text each, as a beginner's program would show it.
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


def ours(home: str, *, whole: bool = False) -> None:
    """Start as the command `callmemo` does, until today's list has been drawn, or all of it."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - what is imported when is measured
    from PySide6.QtGui import QPaintEvent  # noqa: PLC0415

    from callmemo.cli import run  # noqa: PLC0415
    from callmemo.desktop.memo_view import MemoView  # noqa: PLC0415

    paint = MemoView.paintEvent

    def painted(self: MemoView, event: QPaintEvent) -> None:
        paint(self, event)
        if self.model().rowCount() and not whole:
            # After the drawing has been handed to the screen.
            QTimer.singleShot(0, seen)

    MemoView.paintEvent = painted  # type: ignore[method-assign, assignment] # to be told of it
    if whole:
        tell_of_the_rest()
    sys.exit(run(["--home", home, "--at", AT]))


def tell_of_the_rest() -> None:
    """See when what follows the list has been built, begun and drawn."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - what is imported when is measured

    from callmemo.desktop.program import Program  # noqa: PLC0415
    from callmemo.desktop.standby import Standby  # noqa: PLC0415

    connect = Program._connect_standby

    def connected(self: Program, standby: Standby) -> None:
        connect(self, standby)
        QTimer.singleShot(0, lambda: QTimer.singleShot(0, seen))

    Program._connect_standby = connected  # type: ignore[method-assign] # to be told of it


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


def plain(home: str) -> None:
    """Start the least that shows what is open: one question, and a list of texts."""
    import sqlite3  # noqa: PLC0415 - what is imported when is measured

    from PySide6.QtCore import QStringListModel, QTimer  # noqa: PLC0415
    from PySide6.QtGui import QPaintEvent  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication, QListView  # noqa: PLC0415

    class Plain(QListView):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            super().paintEvent(event)
            QTimer.singleShot(0, seen)

    app = QApplication([])
    conn = sqlite3.connect(os.path.join(home, "callmemo.db"))  # noqa: PTH118 - no more is loaded
    rows = conn.execute(
        "SELECT due_at, name, company, subject FROM memo WHERE needs_someone ORDER BY due_at"
    )
    view = Plain()
    view.setModel(QStringListModel(["  ".join(filter(None, row)) for row in rows]))
    view.resize(1280, 800)
    view.show()
    sys.exit(app.exec())


if __name__ == "__main__":
    if sys.argv[1] == "plain":
        plain(sys.argv[2])
    elif sys.argv[1] in {"ours", "whole"}:
        ours(sys.argv[2], whole=sys.argv[1] == "whole")
    else:
        theirs()
