"""Write a file so that it is always either the old one or the new one, never half of it."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write beside the file and put it in place once it is on disk; raises OSError.

    Through a link the file it points to is replaced, not the link.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        # A pipe or a device is written into; replacing it would take it away.
        path.write_bytes(content)
        return
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        # Where the folder is a file, or gone, there is no part to clear away.
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
