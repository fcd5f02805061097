"""Tells what was measured: tables for the terminal and for the docs, and the machine it ran on."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path
from typing import Final

from PySide6 import __version__ as qt

from benchmarks.measuring import Row

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
_BEGIN, _END = "<!-- measured: begin -->", "<!-- measured: end -->"
_HEADS = ("what", "memos", "ours", "p99", "theirs", "against", "ratio", "goal", "")
_VERDICTS: Final = {None: "", True: "met", False: "**missed**"}
_STEADY: Final = {
    "start": "process start to first paint of today",
    "change": "change of one memo seen in list, counts, tray",
    "reminders": "ladder with 10,000 open, as time passes",
}
"""What has the goal to cost the same with many memos as with few."""
_MOST_GROWTH: Final = 1.2
"""What differs by less than this is the same: medians come out so from run to run."""


def machine() -> str:
    """Say on what machine this runs."""
    system = platform.system()
    if system == "Linux":
        system = platform.freedesktop_os_release().get("PRETTY_NAME", system)
    return (
        f"{system}, {_processor()}, {os.cpu_count()} cores, {_memory()}Python"
        f" {platform.python_version()}, Qt {qt}, SQLite {sqlite3.sqlite_version}"
    )


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _memory() -> str:
    told = Path("/proc/meminfo")
    if not told.exists():
        return ""
    kilobytes = int(told.read_text(encoding="utf-8").split()[1])
    return f"{kilobytes / 2**20:.0f} GB, "


def table(rows: Iterable[Row]) -> str:
    """Write every row as a line of a Markdown table, each measurement's sizes below each other."""
    rows = list(rows)
    order = list(dict.fromkeys(map(_place, rows)))
    shown = sorted(rows, key=lambda row: (order.index(_place(row)), row.size))
    return _lines(_HEADS, map(_cells, shown))


def summary(rows: Iterable[Row]) -> str:
    """Write a line for each goal: how it stands where there are most memos, at its worst."""
    rows = list(rows)
    lines = []
    order = list(dict.fromkeys(map(_aim, rows)))
    aimed = sorted((row for row in rows if row.goal), key=lambda row: order.index(_aim(row)))
    for found in _grouped(aimed, lambda row: (_aim(row), row.goal)):
        most = max(row.size for row in found)
        judged = [row for row in found if row.size == most]
        worst = max(judged, key=_distance)
        what = worst.topic or worst.case
        which = worst.case.removeprefix(what).strip(": ")
        lines.append(
            (
                what,
                worst.against,
                f"{most:,}",
                worst.goal,
                f"{_ours(worst)}{f' ({which})' if which else ''}",
                _number(worst.theirs.median, worst.unit) if worst.theirs else "",
                "" if worst.ratio is None else _ratio(worst.ratio),
                _verdict(judged),
            )
        )
    heads = ("what", "against", "memos", "goal", "ours, at the worst", "theirs", "ratio", "")
    return _lines(heads, [*lines, *_steadiness(rows)])


def growth(rows: Iterable[Row]) -> str:
    """Write a table for each measurement: ours by the number of memos, and what stands beside."""
    told = []
    rows = list(rows)
    sizes = sorted({row.size for row in rows})
    heads = ("what", *(f"{size:,}" for size in sizes), "beside it, with the most memos")
    for found in _grouped(rows, lambda row: row.measurement):
        lines = [_grown(of_case, sizes) for of_case in _grouped(found, lambda row: row.case)]
        told.append(_lines(heads, lines))
    return "\n\n".join(told)


def write_page(rows: Iterable[Row], where: str) -> None:
    """Put the tables into the page, between its two marks; what people wrote around it stays."""
    rows = list(rows)
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    told = (
        f"Measured on {where}.\n\n### The goals\n\n{summary(rows)}\n\n"
        "### How it grows\n\nMedians of ours by the number of memos; of frames the 99th percentile."
        f"\n\n{growth(rows)}"
    )
    PAGE.write_text(f"{before}{_BEGIN}\n{told}\n{_END}{after}", encoding="utf-8")


def _steadiness(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Say of what is to cost the same at every size how far apart the medians are."""
    lines: list[tuple[str, ...]] = []
    for measurement, case in _STEADY.items():
        found = [row for row in rows if (row.measurement, row.case) == (measurement, case)]
        sizes = sorted({row.size for row in found})
        if len(sizes) < 2:
            continue
        ends = sizes[0], sizes[-1]
        first, last = (next(row for row in found if row.size == at) for at in ends)
        grown = last.ours.median / (first.ours.median or 1)
        lines.append(
            (
                case,
                f"itself with {sizes[0]:,}",
                f"{sizes[-1]:,}",
                "the same",
                _ours(last),
                _ours(first),
                _ratio(grown),
                _VERDICTS[grown <= _MOST_GROWTH],
            )
        )
    return lines


def _grown(rows: Sequence[Row], sizes: Sequence[int]) -> tuple[str, ...]:
    """One case at all sizes; of what it was held against, how that was with the most memos."""
    by_size = {row.size: row for row in reversed(rows)}
    most = max(by_size)
    beside = [
        f"{row.against} {_number(row.theirs.median, row.unit)} ({_ratio(row.ratio)})"
        for row in rows
        if row.size == most and row.theirs is not None and row.ratio is not None
    ]
    note = by_size[most].note
    cells = [_ours(by_size[size]) if size in by_size else "" for size in sizes]
    return rows[0].case, *cells, "; ".join(([note] if note else []) + beside)


def _grouped(rows: Iterable[Row], key: Callable[[Row], Hashable]) -> list[list[Row]]:
    """Rows that have something in common, in the order in which each first comes."""
    found: dict[Hashable, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return list(found.values())


def _verdict(rows: Sequence[Row]) -> str:
    """Whether a goal is met, and by how many of several cases it is not."""
    missed = sum(not row.met for row in rows)
    if len(rows) == 1 or not missed:
        return _VERDICTS[not missed]
    return f"{_VERDICTS[False]} by {missed} of {len(rows)}"


def _aim(row: Row) -> tuple[str, str, str]:
    return row.measurement, row.topic or row.case, row.against


def _distance(row: Row) -> float:
    """How far from its goal a row is, among rows of one goal."""
    return row.ours.p99 if row.ratio is None else row.ratio


def _ours(row: Row) -> str:
    told = row.ours.p99 if row.goal.startswith("p99") else row.ours.median
    return _number(told, row.unit)


def _place(row: Row) -> tuple[str, str, str]:
    return row.measurement, row.case, row.against


def _lines(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    told = [" | ".join(heads), " | ".join("---" for _ in heads), *map(" | ".join, lines)]
    return "\n".join(f"| {line} |" for line in told)


def _cells(row: Row) -> tuple[str, ...]:
    ratio = row.ratio
    return (
        row.case,
        f"{row.size:,}",
        _number(row.ours.median, row.unit),
        _number(row.ours.p99, row.unit),
        _number(row.theirs.median, row.unit) if row.theirs else "",
        row.against,
        "" if ratio is None else _ratio(ratio),
        row.goal,
        _VERDICTS[row.met],
    )


def _number(value: float, unit: str) -> str:
    return f"{value:,.{0 if value >= 100 else 1 if value >= 10 else 2}f} {unit}"


def _ratio(ratio: float) -> str:
    return f"{ratio:.2f}x" if ratio > 0.1 else f"1/{1 / ratio:.0f}" if ratio else "0"
