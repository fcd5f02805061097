"""The closing screen as it is seen: nothing cut in any language, dress, size or scale."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    ("scale", "dress"), [("1", "light"), ("1", "dark"), ("1.5", "light"), ("2", "light")]
)
def test_nothing_is_cut(scale: str, dress: str, language: str, tmp_path: Path) -> None:
    child = Path(__file__).with_name("closing_scaled.py")
    done = subprocess.run(
        [sys.executable, str(child), str(tmp_path / "office"), language, dress],
        env={**os.environ, "QT_SCALE_FACTOR": scale, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    found: dict[str, list[str]] = json.loads(done.stdout)
    assert found.pop("ratio") == [scale]
    assert len(found) == 32
    assert {name: cut for name, cut in found.items() if cut} == {}
