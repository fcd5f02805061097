"""What every test shares: an unseen screen for Qt, a data folder of its own, steady hypothesis."""

import os

# Before Qt is imported: widgets are drawn in memory unless someone asks for a real screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pathlib import Path

import hypothesis
import pytest

# No deadline: on a busy machine the slowest of thousands of runs says nothing about the code.
hypothesis.settings.register_profile("callmemo", deadline=None, print_blob=True)
hypothesis.settings.load_profile("callmemo")


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let no test come near the memos of the person who runs it."""
    home = tmp_path / "callmemo-home"
    monkeypatch.setenv("CALLMEMO_HOME", str(home))
    return home
