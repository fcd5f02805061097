"""The whole in a spreadsheet: opened and filtered by LibreOffice Calc, beside start and search.

Needs `soffice` and the system Python's `uno` (Debian: libreoffice-calc, python3-uno); else there
is no row.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.keystroke import Field, write_lines
from benchmarks.measuring import Measurement, Place, Row, bare, faster
from benchmarks.start import first_paint
from benchmarks.world import World
from callmemo.desk import DATABASE

_SYSTEM_PYTHON = "/usr/bin/python3"
_ROUNDS = 3
_NAME_COLUMN = 1
_WORD = "田中"
_SCRIPT = """
import sys, time, uno
from com.sun.star.beans import PropertyValue
from com.sun.star.sheet import TableFilterField
def value(name, what):
    found = PropertyValue(); found.Name = name; found.Value = what
    return found
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext(
    "com.sun.star.bridge.UnoUrlResolver", local)
for _ in range(600):
    try:
        context = resolver.resolve(
            "uno:pipe,name=%s;urp;StarOffice.ComponentContext" % sys.argv[1])
        break
    except Exception:
        time.sleep(0.05)
desktop = context.ServiceManager.createInstanceWithContext(
    "com.sun.star.frame.Desktop", context)
book = desktop.loadComponentFromURL(sys.argv[2], "_blank", 0, (
    value("Hidden", True), value("FilterName", "Text - txt - csv (StarCalc)"),
    value("FilterOptions", "9,34,76,1")))
sheet = book.Sheets.getByIndex(0)
cursor = sheet.createCursor()
cursor.gotoEndOfUsedArea(False)
rows = cursor.RangeAddress.EndRow + 1
area = sheet.getCellRangeByPosition(0, 0, cursor.RangeAddress.EndColumn, rows - 1)
wanted = area.createFilterDescriptor(True)
wanted.ContainsHeader = False
one = TableFilterField()
one.Field = int(sys.argv[3])
one.Operator = uno.Enum("com.sun.star.sheet.FilterOperator", "EQUAL")
one.IsNumeric = False
one.StringValue = ".*" + sys.argv[4] + ".*"
wanted.UseRegularExpressions = True
wanted.setFilterFields((one,))
area.filter(wanted)
print(rows, time.monotonic(), flush=True)
book.close(True)
try:
    desktop.terminate()
except Exception:
    pass
"""


def _there() -> bool:
    if not shutil.which("soffice") or not Path(_SYSTEM_PYTHON).exists():
        return False
    probe = [_SYSTEM_PYTHON, "-c", "import uno"]
    return subprocess.run(probe, check=False, capture_output=True).returncode == 0


def _in_calc(text: Path, folder: Path, turn: int) -> float:
    """Milliseconds from the start of Calc until the rows are filtered."""
    name = f"callmemo-bench-{folder.name}-{turn}"
    profile = folder / "profile"
    office = [
        "soffice", "--headless", "--norestore", "--nologo", "--nodefault", "--calc",
        f"--accept=pipe,name={name};urp;", f"-env:UserInstallation={profile.as_uri()}",
    ]  # fmt: skip
    start = time.monotonic()
    with subprocess.Popen(office, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as calc:
        script = [_SYSTEM_PYTHON, "-c", _SCRIPT, name, text.as_uri(), str(_NAME_COLUMN), _WORD]
        told = subprocess.run(script, check=True, stdout=subprocess.PIPE, timeout=900).stdout
        calc.wait(60)
    return (float(told.split()[-1]) - start) * 1000


def measure(place: Place) -> Iterator[Row]:
    """Start, open, filter: ours and theirs in turns."""
    if not _there():
        return
    home = place.own_office()
    text = place.folder / "memos.csv"
    with bare(home / DATABASE) as conn:
        write_lines(conn, text)
    _in_calc(text, place.folder, 0)
    first_paint("ours", str(home))
    ours, theirs = [], []
    with closing(World(home)) as world:
        field = Field(world)
        for turn in range(1, 1 + place.times(_ROUNDS)):
            theirs.append(_in_calc(text, place.folder, turn))
            ours.append(first_paint("ours", str(home)) + field.type_last(_WORD))
    case = f"{place.size:,} rows opened and filtered, from the start of the process"
    yield faster(50, case, ours, theirs, "LibreOffice Calc")


MEASUREMENT = Measurement("spreadsheet", "Spreadsheet", measure, most=100_000)
