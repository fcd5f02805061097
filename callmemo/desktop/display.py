"""Whether there is a screen to open a window on; asked first, because Qt aborts without one."""

from __future__ import annotations

import sys
from collections.abc import Mapping


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether Qt will find a display. Only X11 and Wayland can be missing."""
    if sys.platform in {"win32", "darwin"} or environment.get("QT_QPA_PLATFORM"):
        return True
    if environment.get("WAYLAND_DISPLAY"):
        return True
    from callmemo.desktop.x_server import answers  # noqa: PLC0415 - no other screen needs sockets

    return answers(environment.get("DISPLAY", ""))
