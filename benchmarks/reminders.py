"""What reminders cost: one look among a million memos, and a minute of doing nothing.

`python benchmarks/reminders.py [--memos 1000000] [--open 10000] [--idle 60]` prints medians. The
file is made by the schema itself, closed memos as copies of one row: a look must not see them.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402 - after the path is set
from PySide6.QtWidgets import QApplication  # noqa: E402

from callmemo.core.memo import Caller, Draft  # noqa: E402
from callmemo.desk import Desk  # noqa: E402
from callmemo.desktop.program import Program  # noqa: E402
from callmemo.desktop.session import DeskSession  # noqa: E402
from callmemo.desktop.theme import Theme  # noqa: E402
from callmemo.settings_file import SettingsFile  # noqa: E402

NOW = datetime(2026, 11, 24, 6, 20, tzinfo=UTC)
LOOKS = 50
USUAL = 200
"""How many open memos a busy office has: with these the idle program is measured."""
SETTLING = 10.0
"""Seconds until the reminders that were due at the start have been given and recorded."""


def fill(desk: Desk, memos: int, still_open: int) -> None:
    """Put open memos, due over the next days, among closed ones."""
    conn = desk._journal.db.conn
    conn.execute("PRAGMA synchronous = OFF")
    taken = NOW - timedelta(minutes=10)
    for place in range(still_open):
        due = NOW + timedelta(minutes=5 + place)
        desk.take(Draft(caller=Caller(name=f"客{place}"), subject="件", due_at=due), taken)
    last = desk.take(Draft(caller=Caller(name="済"), subject="件"), taken)
    desk.finish(last.memo_id, NOW)
    names = [
        row[1] for row in conn.execute("PRAGMA table_info(memo)") if row[1] not in {"seq", "id"}
    ]
    columns = ", ".join(names)
    conn.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
        f" INSERT INTO memo (id, {columns})"
        f" SELECT 'copy-' || i, {columns} FROM n, memo WHERE memo.id = ?",
        (max(memos - still_open - 1, 1), last.memo_id),
    )
    conn.execute("PRAGMA synchronous = FULL")


def filled(home: Path, memos: int, still_open: int) -> Desk:
    """Open a desk on a new file with so many memos."""
    desk = Desk(home, SettingsFile(home).load(NOW))
    fill(desk, memos, still_open)
    return desk


def looks(desk: Desk) -> list[float]:
    """Seconds of one look each, a second of the office's time apart."""
    spans = []
    for place in range(LOOKS):
        start = time.perf_counter()
        desk.outlook(NOW + timedelta(seconds=place))
        spans.append(time.perf_counter() - start)
    return spans


def idle(home: Path, desk: Desk, seconds: float) -> float:
    """Processor seconds that the running program uses while nobody touches it."""
    app = QApplication([])
    file = SettingsFile(home)
    started = time.monotonic()
    session = DeskSession(desk, file, lambda: NOW + timedelta(seconds=time.monotonic() - started))
    program = Program(app, session, Theme(app, "light"), home)
    program.show()
    wait(SETTLING)
    before = time.process_time()
    wait(seconds)
    used = time.process_time() - before
    program.close()
    return used


def wait(seconds: float) -> None:
    """Let Qt do its work for so long."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--memos", type=int, default=1_000_000)
    parser.add_argument("--open", type=int, default=10_000)
    parser.add_argument("--idle", type=float, default=60.0)
    args = parser.parse_args()
    print(f"{platform.platform()}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        desk = filled(Path(folder), args.memos, args.open)
        start = time.perf_counter()
        desk.outlook(NOW)
        first = time.perf_counter() - start
        spans = looks(desk)
        desk.close()
    print(f"{args.open:,} open among {args.memos:,}")
    print(f"first look       {first * 1000:9.2f} ms")
    print(
        f"each look after  {statistics.median(spans) * 1000:9.2f} ms median,"
        f" {max(spans) * 1000:.2f} ms longest of {len(spans)}"
    )
    with tempfile.TemporaryDirectory() as folder:
        desk = filled(Path(folder), 10 * USUAL, USUAL)
        used = idle(Path(folder), desk, args.idle)
        desk.close()
    print(f"idle, {USUAL} open   {used:9.2f} s processor time in {args.idle:g} s")


if __name__ == "__main__":
    main()
