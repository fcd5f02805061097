"""What every test shares: an unseen screen for Qt, a data folder of its own, steady hypothesis."""

import os

# Before Qt is imported: widgets are drawn in memory unless someone asks for a real screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from callmemo import words
from tests.desktop_session.session import DesktopSession, SessionError, missing_tools

# No deadline: on a busy machine the slowest of thousands of runs says nothing about the code.
hypothesis.settings.register_profile("callmemo", deadline=None, print_blob=True)
hypothesis.settings.load_profile("callmemo")

# Files that take longest, or wait for others most: begun last, one of them alone would hold up all.
LONGEST = (
    "tests/core/test_simulated_year.py",
    "tests/desktop_session/test_program.py",
    "tests/desktop_session/",
    "tests/core/test_one_line.py",
    "tests/store/test_journal_fold.py",
    "tests/core/test_promises.py",
    "tests/test_house.py",
    "tests/core/test_phone_fuzz.py",
    "tests/store/",
    "tests/desktop/test_query_plans.py",
    "tests/desktop/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest; files stay together, and their tests in order."""

    def turn(item: pytest.Item) -> int:
        turns = (n for n, start in enumerate(LONGEST) if item.nodeid.startswith(start))
        return next(turns, len(LONGEST))

    items.sort(key=turn)


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let no test come near the memos of the person who runs it."""
    home = tmp_path / "callmemo-home"
    monkeypatch.setenv("CALLMEMO_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Leave no test in the language of the one before it."""
    yield
    words.use("en")


@pytest.fixture
def desktop_session() -> Iterator[DesktopSession]:
    """A private desktop: real screen, windows, tray and notifications, seen by nobody else."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the private desktop is made of Linux programs")
    if missing := missing_tools():
        reason = f"a private desktop needs {', '.join(missing)}"
        # Where the packages are known to be installed, a silent skip would hide a broken proof.
        if os.environ.get("CALLMEMO_TEST_SESSION") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    session = _started_desktop()
    try:
        yield session
    finally:
        session.stop()
        print(session.everything_printed())
        shutil.rmtree(session.folder, ignore_errors=True)


def _started_desktop() -> DesktopSession:
    """Start a desktop, once more if a busy machine did not bring all its programs up in time."""
    for tries_left in (1, 0):
        # Not under tmp_path: its name may hold what the daemons' configuration languages cannot.
        session = DesktopSession(Path(tempfile.mkdtemp(prefix="callmemo-session-", dir="/tmp")))
        try:
            session.start()
        except SessionError:
            print(session.everything_printed())
            shutil.rmtree(session.folder, ignore_errors=True)
            if not tries_left:
                raise
        else:
            return session
    raise AssertionError
