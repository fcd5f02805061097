"""Instructions that the processor carries out for one save, change, key or look: no noise in it.

`python -m benchmarks.instructions [--memos 10000] [--only save key]` runs each of them, and what it
is held against, under valgrind's callgrind. That counts what happens inside one function of
Python's own, that behind `dir`: it asks an object of ours, which does the work. No disk is in it.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from types import MappingProxyType

from benchmarks import rivals
from benchmarks.measuring import bare, on_screen_or_off
from benchmarks.office_story import NOW, calls
from benchmarks.rivals import COLUMNS, PAGE, PlainWindow
from benchmarks.shelf import ROOT, office, workshop
from callmemo.desk import DATABASE, Desk
from callmemo.settings_file import SettingsFile

_TIMES = 10
_WARM = 3
_WORD = "田中"
_COUNTED = "PyObject_Dir"
_COLLECTED = re.compile(rb"Collected : (\d+)")
Act = Callable[[], object]


@contextmanager
def _save(home: Path) -> Iterator[Act]:
    with closing(Desk(home, SettingsFile(home).load(NOW))) as desk:
        # What a call is about is made up before it is counted.
        drafts = iter([call.draft for call in calls(2 * _TIMES, 99, desk.office)])
        seconds = count()
        yield lambda: desk.take(
            next(drafts), NOW + timedelta(seconds=next(seconds)), past_due_ok=True
        )


@contextmanager
def _insert(home: Path) -> Iterator[Act]:
    with bare(home / DATABASE) as office_, bare(home / "bare.db") as plain:
        rows = office_.execute("SELECT * FROM memo LIMIT 1000").fetchall()
        marks = ", ".join("?" * (len(rows[0]) - 1))
        names = ", ".join(f"c{at}" for at in range(len(rows[0]) - 1))
        plain.execute(f"CREATE TABLE memo (seq INTEGER PRIMARY KEY, {names})")
        left = iter(rows)
        yield lambda: plain.execute(f"INSERT INTO memo ({names}) VALUES ({marks})", next(left)[1:])


@contextmanager
def _change(home: Path) -> Iterator[Act]:
    from benchmarks.change import changing  # noqa: PLC0415 - what needs no window builds none
    from benchmarks.world import World  # noqa: PLC0415

    with closing(World(home)) as world:
        yield changing(world)


@contextmanager
def _key(home: Path) -> Iterator[Act]:
    from benchmarks.keystroke import Field  # noqa: PLC0415 - what needs no window builds none
    from benchmarks.world import World  # noqa: PLC0415

    with closing(World(home)) as world:
        yield partial(Field(world).type_last, _WORD)


@contextmanager
def _plain_key(home: Path) -> Iterator[Act]:
    from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415

    _app = QApplication([])
    large = QWidget()
    large.resize(900, 700)
    with bare(home / DATABASE) as conn:
        rows = conn.execute(f"SELECT {', '.join(COLUMNS)} FROM memo LIMIT {PAGE}").fetchall()
        window = PlainWindow(partial(rivals.rows_by_index, conn), rows, large)
        yield partial(window.type_last, _WORD)


@contextmanager
def _look(home: Path) -> Iterator[Act]:
    with closing(Desk(home, SettingsFile(home).load(NOW))) as desk:
        seconds = count()
        yield lambda: desk.outlook(NOW + timedelta(seconds=next(seconds)))


ACTS = MappingProxyType(
    {
        "save": _save,
        "bare insert": _insert,
        "change, drawn": _change,
        "field emptied and two characters typed, drawn": _key,
        "one character typed in a plain FTS5 window, drawn": _plain_key,
        "look at reminders": _look,
    }
)


def _run(name: str, home: Path) -> None:
    """Do it some times, so that all is loaded, and then as often as it is counted."""
    on_screen_or_off()
    with ACTS[name](home) as act:
        for _ in range(_WARM):
            act()
        dir(_Counted(act))
        sys.stdout.flush()
        # What comes when a window is closed is not asked about.
        os._exit(0)


class _Counted:
    """Does something as often as it is counted, when it is asked what it has."""

    def __init__(self, act: Act) -> None:
        self._act = act

    def __dir__(self) -> list[str]:
        for _ in range(_TIMES):
            self._act()
        return []


def counted(name: str, memos: int) -> float:
    """Instructions of one of them, in a process of its own."""
    source = office(memos)
    with workshop() as folder, tempfile.TemporaryDirectory() as told:
        home = Path(shutil.copytree(source, folder / "office"))
        command = [
            "valgrind", "--tool=callgrind", "--collect-atstart=no",
            f"--toggle-collect={_COUNTED}", f"--callgrind-out-file={told}/out",
            sys.executable, "-m", "benchmarks.instructions", "--here", str(home), "--only", name,
        ]  # fmt: skip
        env = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=ROOT, env=env, check=False, stderr=subprocess.PIPE)
        found = _COLLECTED.search(done.stderr)
        if found is None or done.returncode:
            raise RuntimeError(done.stderr.decode(errors="replace")[-2000:])
        return int(found[1]) / _TIMES


def main() -> int:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--memos", type=int, default=10_000)
    parser.add_argument("--only", nargs="+", choices=ACTS, default=list(ACTS), metavar="NAME")
    parser.add_argument("--here", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.here:
        _run(args.only[0], args.here)
    if not shutil.which("valgrind"):
        print("valgrind is not there: nothing can be counted.", file=sys.stderr)
        return 1
    failed = 0
    for name in args.only:
        try:
            told = f"{counted(name, args.memos) / 1e6:10.2f} million instructions"
        except RuntimeError as error:
            told, failed = f"  failed\n{error}", 1
        print(f"{name:52}{told}", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
