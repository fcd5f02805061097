from collections.abc import Iterator
from pathlib import Path

import pytest

from callmemo import words
from tests.cli.terminal import Terminal


@pytest.fixture(autouse=True)
def same_language_after() -> Iterator[None]:
    before = words.language()
    yield
    words.use(before)


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(tmp_path / "home", capsys)
