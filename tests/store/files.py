"""What tests of database files share: a folder as it stands, and a file that is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from callmemo import errors
from callmemo.store.opening import open_database


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() if path.is_file() else b"" for path in sorted(folder.iterdir())
    }


def refuse(path: Path, error: type[errors.CallmemoError]) -> None:
    """Opening is refused with this error, and nothing in the folder was touched."""
    before = contents(path.parent)
    with pytest.raises(error) as refused:
        open_database(path).close()
    assert str(path) in refused.value.sentence or str(path.parent) in refused.value.sentence
    assert contents(path.parent) == before
