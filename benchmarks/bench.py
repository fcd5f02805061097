"""Measures everything, prints the table, and keeps it with its picture under docs/.

`python3 dev.py bench [--full] [--only NAME ...] [--sizes 1000,10000] [--keep]`: without `--full`
up to 100,000 memos. `--keep` writes docs/performance.json, the table in docs/performance.md and
the picture. Each measurement runs in a process of its own, beside its comparison, in turns.
"""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Final, cast

from benchmarks.measuring import Measurement, Place, Row, on_screen_or_off
from benchmarks.picture import draw
from benchmarks.shelf import KEPT, ROOT, office, tidy, workshop
from benchmarks.telling import machine, summary, table, write_page

NAMES: Final = (
    "start",
    "save",
    "scrolling",
    "keystroke",
    "change",
    "reminders",
    "memory",
    "filling",
    "address_file",
    "idle",
    "spreadsheet",
)
SIZES: Final = (1_000, 10_000, 100_000, 1_000_000)
_LONGEST: Final = 3600.0
JSON_FILE: Final = ROOT / "docs" / "performance.json"
PICTURE: Final = ROOT / "docs" / "pictures" / "performance.png"


def measurement(name: str) -> Measurement:
    """One measurement by its name."""
    found = importlib.import_module(f"benchmarks.{name}").MEASUREMENT
    return cast("Measurement", found)


def measure_here(name: str, size: int, rounds: int, kept: Path = KEPT) -> list[Row]:
    """Run one measurement in this process."""
    on_screen_or_off()
    one = measurement(name)
    with workshop(kept) as folder:
        place = Place(size, rounds, folder, kept)
        return [_judged(replace(row, size=size, measurement=name)) for row in one.measure(place)]


def _judged(row: Row) -> Row:
    """Being so many times as fast is a goal for a million memos; with few all ways are fast."""
    if row.goal.endswith("faster") and row.size < _judged_at(row):
        return replace(row, goal="", met=None)
    return row


def _judged_at(row: Row) -> int:
    """At how many memos a goal is judged: the largest number that the measurement knows."""
    return measurement(row.measurement).most


def measure(name: str, size: int, rounds: int, kept: Path = KEPT) -> list[Row]:
    """Run one measurement in a process of its own; none where it fails, which is said."""
    command = [sys.executable, "-m", "benchmarks.bench", "--one", name, "--sizes", str(size)]
    done = subprocess.run(
        [*command, "--rounds", str(rounds), "--kept", str(kept)],
        cwd=ROOT,
        check=False,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        timeout=_LONGEST,
    )
    if done.returncode != 0:
        print(f"{name} at {size:,} failed", file=sys.stderr)
        return []
    return [Row.of(row) for row in json.loads(done.stdout.splitlines()[-1])]


def run(names: list[str], sizes: list[int], rounds: int) -> list[Row]:
    """Run measurements at all sizes at which they say something."""
    rows: list[Row] = []
    for size in sizes:
        start = time.perf_counter()
        office(size)
        print(f"office of {size:,}: {time.perf_counter() - start:.1f} s", file=sys.stderr)
        for name in names:
            one = measurement(name)
            if one.least <= size <= one.most:
                start = time.perf_counter()
                found = measure(name, size, rounds)
                took = time.perf_counter() - start
                print(f"{name} at {size:,}: {took:.1f} s", file=sys.stderr)
                rows += found
    return rows


def main() -> int:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="up to 1,000,000 memos")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=list(NAMES), metavar="NAME")
    parser.add_argument("--sizes", help="comma between them")
    parser.add_argument("--rounds", type=int, default=100, help="per cent of the usual rounds")
    parser.add_argument("--keep", action="store_true", help="write docs/performance.*")
    parser.add_argument("--one", choices=NAMES, help=argparse.SUPPRESS)
    parser.add_argument("--kept", type=Path, default=KEPT, help=argparse.SUPPRESS)
    args = parser.parse_args()
    sizes = [int(size) for size in args.sizes.split(",")] if args.sizes else list(SIZES)
    if not args.sizes and not args.full:
        sizes.remove(max(sizes))
    if args.one:
        rows = measure_here(args.one, sizes[0], args.rounds, args.kept)
        print(json.dumps([row.as_json() for row in rows]))
        return 0
    on_screen_or_off()
    for folder in tidy():
        print(f"{folder.name}: removed, of no use any more", file=sys.stderr)
    with workshop():
        rows = run(args.only, sizes, args.rounds)
    print(f"{machine()}\n")
    print(table(rows))
    print(f"\n{summary(rows)}")
    if args.keep:
        keep(rows)
    return 0


def keep(rows: list[Row]) -> None:
    """Put these rows in the place of their like, and tell of all anew."""
    kept = json.loads(JSON_FILE.read_text(encoding="utf-8")) if JSON_FILE.exists() else {}
    new = {_name(row) for row in rows}
    old = [row for row in map(Row.of, kept.get("rows", [])) if _name(row) not in new]
    rows = sorted([*old, *rows], key=lambda row: (NAMES.index(row.measurement), row.size))
    where = machine()
    told = {"machine": where, "rows": [row.as_json() for row in rows]}
    text = json.dumps(told, ensure_ascii=False, indent=1)
    JSON_FILE.write_text(text + "\n", encoding="utf-8")
    write_page(rows, where)
    draw(rows, PICTURE)


def _name(row: Row) -> tuple[str, int]:
    return row.measurement, row.size


if __name__ == "__main__":
    sys.exit(main())
