"""Writing programs as a test starts, kills and hears them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(__file__).with_name("writing_program.py")


class Writer:
    """One writing program: ready when made, since its start is not what is tested."""

    def __init__(self, folder: Path, sign: str = "", most: int = 0) -> None:
        self._process = subprocess.Popen(
            [sys.executable, PROGRAM, folder, sign, str(most)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        )

    def wait_until_ready(self) -> None:
        assert self._process.stdout is not None
        said = self._process.stdout.readline()
        assert said.strip() == b"ready", self.complaints()

    def go(self) -> None:
        """Let it begin to write."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"\n")
        self._process.stdin.flush()

    def kill(self) -> list[str]:
        """Kill it at once (SIGKILL, on Windows TerminateProcess); return what it had answered."""
        assert self._process.poll() is None, self.complaints()
        self._process.kill()
        said, _ = self._process.communicate(timeout=30)
        # A line cut off by the end was not answered.
        return [line.strip() for line in said.decode("ascii").splitlines(True) if "\n" in line]

    def finish(self) -> tuple[list[str], str]:
        """Let it come to its end; return what it answered and what it complained of."""
        said, complaints = self._process.communicate(timeout=120)
        return said.decode("ascii").split(), complaints.decode("utf-8", "replace")

    def complaints(self) -> str:
        """What it wrote to its error stream before it ended."""
        _, complaints = self._process.communicate(timeout=30)
        return complaints.decode("utf-8", "replace")
