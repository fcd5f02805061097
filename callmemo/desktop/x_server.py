"""Whether an X server answers: Qt aborts where none does."""

from __future__ import annotations

import re
import socket

_SECONDS = 3.0


def answers(display: str) -> bool:
    """Whether an X server answers at this display: `host:number.screen`, local without host."""
    found = re.fullmatch(r"(?:unix)?([\w.\-\[\]:]*?):(\d+)(?:\.\d+)?", display)
    if found is None:
        return False
    host, number = found[1], int(found[2])
    if host and host != "unix":
        return _reaches(host.strip("[]"), 6000 + number)
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - X11's fixed place
    family = getattr(socket, "AF_UNIX", None)
    return family is not None and any(_connects(family, name) for name in (path, f"\0{path}"))


def _reaches(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), _SECONDS):
            return True
    except (OSError, OverflowError, UnicodeError):
        # No such host, or a number or a name that can be none.
        return False


def _connects(family: int, address: str) -> bool:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.settimeout(_SECONDS)
            probe.connect(address)
    except OSError:
        return False
    return True
