"""Tells what was measured: a table for the terminal and for the docs, and the machine it ran on."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from PySide6 import __version__ as qt

from benchmarks.measuring import Row

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
_BEGIN, _END = "<!-- measured: begin -->", "<!-- measured: end -->"
_HEADS = ("what", "memos", "ours", "p99", "theirs", "against", "ratio", "goal", "")


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
    """Write the rows as a Markdown table, each measurement's sizes below each other."""
    lines = [" | ".join(_HEADS), " | ".join("---" for _ in _HEADS)]
    shown = sorted(enumerate(rows), key=lambda each: _order(each[0], each[1], rows))
    lines += [" | ".join(_cells(row)) for _, row in shown]
    return "\n".join(f"| {line} |" for line in lines)


def write_page(rows: Iterable[Row], where: str) -> None:
    """Put the table into the page, between its two marks; what people wrote around it stays."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    measured = f"{_BEGIN}\nMeasured on {where}.\n\n{table(list(rows))}\n{_END}"
    PAGE.write_text(before + measured + after, encoding="utf-8")


def _order(place: int, row: Row, rows: Iterable[Row]) -> tuple[int, int]:
    first = next(
        at
        for at, each in enumerate(rows)
        if (each.measurement, each.case, each.against) == (row.measurement, row.case, row.against)
    )
    return first, place


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
        {None: "", True: "met", False: "**missed**"}[row.met],
    )


def _number(value: float, unit: str) -> str:
    return f"{value:,.{0 if value >= 100 else 1 if value >= 10 else 2}f} {unit}"


def _ratio(ratio: float) -> str:
    return f"{ratio:.2f}x" if ratio > 0.1 else f"1/{1 / ratio:.0f}" if ratio else "0"
