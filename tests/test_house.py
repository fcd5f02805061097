"""The house rules: who may import whom, where SQL and clocks may stand, lint, types, Windows."""

import ast
import functools
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "callmemo"

# Amend these tables together with the architecture, never to let one import slip by.
# Modules that any room may use: words for people, and where the program's own files are.
COMMON = {"words", "labels", "wording"}
ALL = {"*"}
ROOMS: dict[str, set[str]] = {
    "core": {"core"},
    "store": {"core", "store", "errors"},
    "team": {"core", "store", "team", "errors"},
    "exchange": {"core", "exchange", "errors", "whole_file", *COMMON},
    # The address book is a part of the desk that would make its file too long.
    "address_book": {"callers", "core", "errors", "store"},
    "bell": {"core", "store"},
    "caller_words": {"core", "labels", "wording", "words"},
    "callers": {"core", "enquiries", "errors", "settings", "store"},
    "desk": {"address_book", "bell", "core", "errors", "settings", "store", "whereabouts"},
    "enquiries": {"core", "store", "errors", "settings", "whereabouts"},
    "desktop": ALL - {"cli"},
    # The one command that opens the window imports the desktop inside a function.
    "cli": ALL,
    "__main__": {"cli"},
    "day_words": {"core", "wording", "words"},
    "drafts": {"core", "errors", "settings_file"},
    "errors": {"core", "faults", "words"},
    "faults": {"core", "words"},
    "labels": {"core", "words"},
    "link_scheme": {"core", "errors", "whole_file"},
    "logs": set(),
    "number_words": {"core", "labels", "words"},
    "paths": set(),
    "phrase_file": {"core", "errors", "resources", "settings_file", "words"},
    "phrase_words": {"core", "labels", "words"},
    "presence_words": {"core", "labels", "wording", "words"},
    "promise_wording": {"core", "wording", "words"},
    "prompter": {"core", "desk", "phrase_file", "whereabouts", "words"},
    "resources": set(),
    "sample_day": {"core", "desk", "resources", "settings", *COMMON},
    # Filters as people type them: words for what core can be asked.
    "search_words": {"core", "day_words", "labels", "words"},
    "setting_values": {"core", "words"},
    "settings": {"core", "errors", "setting_values", "words"},
    "settings_file": {"core", "errors", "settings", "store", "whole_file", "words"},
    "waiting_calls": {"core", "settings_file"},
    "whereabouts": {"core", "errors", "settings", "store"},
    "whole_file": set(),
    "wording": {"core", "labels", "words"},
    "words": {"resources"},
}
# Third parties and guarded parts of the standard library, by the room that may use them.
LIBRARIES: dict[str, set[str]] = {
    "core": {"holidays", "jaconv", "jpholiday", "phonenumbers"},
    "store": {"sqlite3", "sqlite_utils"},
    "team": {"psycopg"},
    "exchange": {"openpyxl", "xlsxwriter"},
    "desktop": {"PySide6", "jeepney", "plyer", "shiboken6"},
    "paths": {"platformdirs"},
}
# Each of these stands in one file only, so that it can be replaced there.
ONE_FILE_ONLY = {"jeepney", "platformdirs", "plyer", "psycopg"}
NOT_FOR_ALL = {"sqlite3"}
# The core knows no files, no network and no clock.
NOT_IN_CORE = {"io", "os", "pathlib", "shutil", "socket", "subprocess", "tempfile", "time"}

# Only the edges ask what time it is; everyone else is told.
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("QDateTime", "currentDateTime"),
    ("QDateTime", "currentDateTimeUtc"),
    ("QDate", "currentDate"),
    ("QTime", "currentTime"),
}
MAY_ASK_THE_TIME = ("callmemo/cli/", "callmemo/desktop/session.py", "callmemo/desktop/clock.py")

SQL = re.compile(
    r"\bSELECT\s.*\sFROM\b|\bINSERT\s+(OR\s+\w+\s+)?INTO\b|\bUPDATE\s+\w+\s+SET\b"
    r"|\bDELETE\s+FROM\b|\b(CREATE|DROP|ALTER)\s+(VIRTUAL\s+)?(TABLE|INDEX|TRIGGER|VIEW)\b"
    r"|\bPRAGMA\s+\w+",
    re.DOTALL,
)
LINES = 400
LINES_OF_THE_MAIN_WINDOW = 250
EMPTY_NAMES = re.compile(r"(Manager|Helper|Utils?|Base)$")


@functools.cache
def parsed(source: str) -> ast.Module:
    """Read a file once for all rules."""
    return ast.parse(source)


def room_of(path: str) -> str:
    """`callmemo/desktop/tray.py` stands in `desktop`, `callmemo/desk.py` in `desk`."""
    return path.split("/")[1].removesuffix(".py")


def imported(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    """Dotted names that a module imports, and whether only when a function runs."""
    for node, lazy in _with_laziness(tree, lazy=False):
        if isinstance(node, ast.Import):
            yield from ((alias.name, lazy) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "callmemo":
            yield from ((f"callmemo.{alias.name}", lazy) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ".", lazy


def _with_laziness(node: ast.AST, *, lazy: bool) -> Iterator[tuple[ast.AST, bool]]:
    for child in ast.iter_child_nodes(node):
        yield child, lazy
        inside = lazy or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
        yield from _with_laziness(child, lazy=inside)


def import_breaches(path: str, source: str) -> list[str]:
    """What a file imports against the tables, as sentences."""
    room = room_of(path)
    if room not in ROOMS and room != "__init__":
        return [f"{path}: the room '{room}' is not in the table of who may import whom"]
    breaches = []
    for name, lazy in imported(parsed(source)):
        top, _, rest = name.partition(".")
        if top != "callmemo":
            if not _library_allowed(room, top):
                breaches.append(f"{path}: '{room}' may not use {name}")
            continue
        other = rest.split(".")[0]
        if other in ("", "__version__", room):
            continue
        may = ROOMS.get(room, set())
        if other == "cli" and room != "__main__":
            breaches.append(f"{path}: nobody imports the command line")
        elif other == "desktop" and not (room == "cli" and lazy):
            breaches.append(f"{path}: only the command line may open the desktop, and lazily")
        elif may != ALL and other not in may:
            breaches.append(f"{path}: '{room}' may not import callmemo.{other}")
    return breaches


def _library_allowed(room: str, top: str) -> bool:
    if room == "core" and top in NOT_IN_CORE:
        return False
    if top in sys.stdlib_module_names and top not in NOT_FOR_ALL:
        return True
    return top in LIBRARIES.get(room, set())


def sql_breaches(path: str, source: str) -> list[str]:
    """SQL that stands in a text outside the store."""
    if room_of(path) == "store":
        return []
    return [
        f"{path}:{node.lineno}: SQL belongs in the store"
        for node in ast.walk(parsed(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value)
    ]


def clock_breaches(path: str, source: str) -> list[str]:
    """Places that ask for the time without being an edge."""
    if path.startswith(MAY_ASK_THE_TIME):
        return []
    return [
        f"{path}:{node.lineno}: the time is an argument; only the edges ask for it"
        for node in ast.walk(parsed(source))
        if isinstance(node, ast.Attribute) and (_last_name(node.value), node.attr) in CLOCKS
    ]


def _last_name(node: ast.expr) -> str:
    """`datetime` for both `datetime` and `datetime.datetime`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def name_breaches(path: str, source: str) -> list[str]:
    """Classes whose names say nothing about an office."""
    return [
        f"{path}:{node.lineno}: {node.name} is not a noun of the office"
        for node in ast.walk(parsed(source))
        if isinstance(node, ast.ClassDef) and EMPTY_NAMES.search(node.name)
    ]


def length_breaches(path: str, source: str) -> list[str]:
    """Files that are two files which have not met."""
    lines = len(source.splitlines())
    main_window = path == "callmemo/desktop/main_window.py"
    most = LINES_OF_THE_MAIN_WINDOW - 1 if main_window else LINES
    return [f"{path}: {lines} lines, at most {most}"] if lines > most else []


RULES = [import_breaches, sql_breaches, clock_breaches, name_breaches, length_breaches]
Rule = Callable[[str, str], list[str]]


@functools.cache
def sources() -> dict[str, str]:
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(PACKAGE.rglob("*.py"))
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_whole_house_keeps_the_rule(rule: Rule) -> None:
    found = [rule(path, source) for path, source in sources().items()]
    assert not list(chain.from_iterable(found))


def test_each_third_party_that_may_change_stands_in_one_file() -> None:
    users: dict[str, list[str]] = {}
    for path, source in sources().items():
        for top in {name.split(".")[0] for name, _ in imported(parsed(source))}:
            users.setdefault(top, []).append(path)
    assert not {name: users[name] for name in ONE_FILE_ONLY if len(users.get(name, [])) > 1}


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [
        (import_breaches, "core/rules.py", "import sqlite3"),
        (import_breaches, "core/rules.py", "from pathlib import Path"),
        (import_breaches, "core/rules.py", "from callmemo.store.journal import Journal"),
        (import_breaches, "core/rules.py", "from callmemo import errors"),
        (import_breaches, "core/rules.py", "import callmemo.desk"),
        (import_breaches, "store/journal.py", "from callmemo.desk import Desk"),
        (import_breaches, "store/journal.py", "from PySide6.QtCore import QObject"),
        (import_breaches, "desk.py", "from callmemo.words import say"),
        (import_breaches, "desk.py", "from callmemo.desktop.session import Session"),
        (import_breaches, "desk.py", "def f():\n    import callmemo.desktop"),
        (import_breaches, "desktop/memo_list.py", "from sqlite_utils import Database"),
        (import_breaches, "desktop/memo_list.py", "import sqlite3"),
        (import_breaches, "desktop/memo_list.py", "import psycopg.rows"),
        (import_breaches, "desktop/memo_list.py", "from callmemo.cli import run"),
        (import_breaches, "cli/verbs.py", "from callmemo.desktop.session import Session"),
        (import_breaches, "cli/verbs.py", "if True:\n    import callmemo.desktop"),
        (import_breaches, "cli/verbs.py", "import requests"),
        (import_breaches, "exchange/day_csv.py", "from callmemo.store import journal"),
        (import_breaches, "attic.py", ""),
        (sql_breaches, "desk.py", "rows = db.execute('SELECT id\\n FROM memo')"),
        (sql_breaches, "cli/verbs.py", "f'DELETE FROM memo WHERE id = {memo}'"),
        (sql_breaches, "desktop/tray.py", "'PRAGMA integrity_check'"),
        (clock_breaches, "core/rules.py", "now = datetime.now(UTC)"),
        (clock_breaches, "desk.py", "stamp = time.time()"),
        (clock_breaches, "store/journal.py", "field(default_factory=datetime.datetime.now)"),
        (clock_breaches, "desktop/tray.py", "QDateTime.currentDateTime()"),
        (name_breaches, "desk.py", "class MemoManager: ..."),
        (length_breaches, "desk.py", "\n" * 401),
        (length_breaches, "desktop/main_window.py", "\n" * 250),
    ],
)
def test_a_breach_is_found(rule: Rule, path: str, source: str) -> None:
    assert len(rule(f"callmemo/{path}", source)) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("core/rules.py", "from callmemo.core.memo import Memo\nfrom datetime import datetime"),
        ("store/journal.py", "import sqlite3, os\nfrom callmemo import errors, __version__"),
        ("cli/verbs.py", "def gui():\n    from callmemo.desktop.program import open_window"),
        ("cli/verbs.py", "now = datetime.now(UTC)"),
        ("desktop/memo_list.py", "from callmemo.desk import Desk\nfrom PySide6 import QtCore"),
        ("desktop/session.py", "now = datetime.now(UTC)"),
        ("desk.py", "today = office.today(now)\nnote = 'Please select one from the list'"),
    ],
)
def test_what_the_tables_allow_is_no_breach(path: str, source: str) -> None:
    assert [rule(f"callmemo/{path}", source) for rule in RULES] == [[]] * len(RULES)


def tool(*command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        pytest.fail(f"{' '.join(command)}\n{done.stdout}\n{done.stderr}", pytrace=False)


def test_ruff_finds_nothing() -> None:
    tool("ruff", "check", "--output-format", "concise", ".")


def test_every_file_is_formatted() -> None:
    tool("ruff", "format", "--check", ".")


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_types_hold_on(platform: str) -> None:
    # A cache for each: the platforms would throw each other's out.
    tool("mypy", "--strict", "--platform", platform, "--cache-dir", f".mypy_cache/{platform}")


@pytest.mark.parametrize("name", ["run", "test"])
def test_all_that_is_locked_exists_for_windows(name: str) -> None:
    windows = ["--python-platform", "x86_64-pc-windows-msvc", "--only-binary", ":all:"]
    lock = f"requirements/{name}.txt"
    tool("uv", "pip", "compile", "--quiet", "--python-version", "3.11", *windows, lock)


@pytest.mark.parametrize("name", ["run", "test"])
def test_the_lock_pins_with_hashes_what_the_project_asks_for_and_names_no_host(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "//" not in text
    pinned: dict[str, str] = {}
    for entry in re.split(r"\n(?=\S)", text):
        if entry.startswith("#"):
            continue
        assert "--hash=sha256:" in entry
        requirement = Requirement(entry.split(" \\\n")[0])
        pinned[canonicalize_name(requirement.name)] = str(requirement.specifier)[2:]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = project["project"]["dependencies"]
    if name == "test":
        asked = asked + project["dependency-groups"]["test"]
    for requirement in map(Requirement, asked):
        assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)])
