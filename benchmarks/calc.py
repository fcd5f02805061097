"""LibreOffice Calc without a window, told what to do: to open rows and to filter them.

Needs `soffice` and the system Python's `uno` (Debian: libreoffice-calc, python3-uno).
"""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self, cast

_SYSTEM_PYTHON: Final = "/usr/bin/python3"
_SCRIPT: Final = """
import sys, time, uno
from com.sun.star.beans import PropertyValue
from com.sun.star.sheet import TableFilterField
def value(name, what):
    found = PropertyValue(); found.Name = name; found.Value = what
    return found
def filtered(desktop, path, column, word):
    book = desktop.loadComponentFromURL(path, "_blank", 0, (
        value("Hidden", True), value("FilterName", "Text - txt - csv (StarCalc)"),
        value("FilterOptions", "9,34,76,1")))
    sheet = book.Sheets.getByIndex(0)
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    last = cursor.RangeAddress
    area = sheet.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow)
    wanted = area.createFilterDescriptor(True)
    wanted.ContainsHeader = False
    one = TableFilterField()
    one.Field = column
    one.Operator = uno.Enum("com.sun.star.sheet.FilterOperator", "EQUAL")
    one.IsNumeric = False
    one.StringValue = ".*" + word + ".*"
    wanted.UseRegularExpressions = True
    wanted.setFilterFields((one,))
    area.filter(wanted)
    return book
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext(
    "com.sun.star.bridge.UnoUrlResolver", local)
for _ in range(1200):
    try:
        context = resolver.resolve(
            "uno:pipe,name=%s;urp;StarOffice.ComponentContext" % sys.argv[1])
        break
    except Exception:
        time.sleep(0.05)
desktop = context.ServiceManager.createInstanceWithContext(
    "com.sun.star.frame.Desktop", context)
print("ready", flush=True)
for _ in sys.stdin:
    began = time.monotonic()
    book = filtered(desktop, sys.argv[2], int(sys.argv[3]), sys.argv[4])
    print(began, time.monotonic(), flush=True)
    book.close(True)
try:
    desktop.terminate()
except Exception:
    pass
"""


def is_there() -> bool:
    """Whether Calc can be told anything on this machine."""
    if not shutil.which("soffice") or not Path(_SYSTEM_PYTHON).exists():
        return False
    probe = [_SYSTEM_PYTHON, "-c", "import uno"]
    return subprocess.run(probe, check=False, capture_output=True).returncode == 0


class Calc:
    """One running Calc, which opens a file of rows as often as it is asked."""

    def __init__(self, folder: Path, turn: int, rows: Path, column: int, word: str) -> None:
        """Start it; it filters this column of the rows by a word that stands anywhere in it."""
        name = f"callmemo-bench-{folder.name}-{turn}"
        self.began = time.monotonic()
        self._calc = subprocess.Popen(
            [
                "soffice", "--headless", "--norestore", "--nologo", "--nodefault", "--calc",
                f"--accept=pipe,name={name};urp;",
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._script = subprocess.Popen(
            [_SYSTEM_PYTHON, "-c", _SCRIPT, name, rows.as_uri(), str(column), word],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self._told = cast("IO[str]", self._script.stdin)
        self._answers = cast("IO[str]", self._script.stdout)
        self._hear()

    def filtered(self) -> tuple[float, float]:
        """Open the rows and filter them; when that was begun and done, in monotonic seconds."""
        print(file=self._told, flush=True)
        began, done = map(float, self._hear().split())
        return began, done

    def _hear(self) -> str:
        line = self._answers.readline()
        if not line:
            raise RuntimeError("Calc has said nothing")
        return line

    def __enter__(self) -> Self:
        """Use it while it runs."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let it end."""
        self._script.communicate(timeout=120)
        self._calc.wait(60)
