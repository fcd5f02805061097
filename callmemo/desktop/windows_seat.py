"""What Windows says of who sits at the computer: the last input, and the lock screen."""

from __future__ import annotations

import ctypes
import sys
from datetime import timedelta

_DESKTOP_SWITCHDESKTOP = 0x0100
_WRAP = 2**32
"""GetTickCount counts milliseconds and begins anew after 49 days."""


class _LastInput(ctypes.Structure):
    _fields_ = (("cbSize", ctypes.c_uint32), ("dwTime", ctypes.c_uint32))


if sys.platform == "win32":

    def idle() -> timedelta | None:
        """For how long nobody has touched keyboard or mouse in this session."""
        asked = _LastInput(ctypes.sizeof(_LastInput), 0)
        if not ctypes.windll.user32.GetLastInputInfo(ctypes.byref(asked)):
            return None
        now = ctypes.windll.kernel32.GetTickCount() % _WRAP
        return timedelta(milliseconds=(now - asked.dwTime) % _WRAP)

    def is_locked() -> bool:
        """Whether the lock screen (or another secure desktop) has the input."""
        open_desktop = ctypes.windll.user32.OpenInputDesktop
        # Handles are pointers: without this they would be cut to 32 bits.
        open_desktop.restype = ctypes.c_void_p
        handle = open_desktop(0, False, _DESKTOP_SWITCHDESKTOP)
        if not handle:
            return True
        ctypes.windll.user32.CloseDesktop(ctypes.c_void_p(handle))
        return False
