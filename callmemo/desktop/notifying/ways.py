"""Which ways there are on this platform, and in which order they are tried."""

from __future__ import annotations

import sys

from callmemo.desktop.banner import Banner
from callmemo.desktop.notifying.balloon import BalloonWay
from callmemo.desktop.notifying.notice import Way
from callmemo.desktop.notifying.plain import PlainWay
from callmemo.desktop.notifying.strip import StripWay
from callmemo.desktop.tray import Tray


def ways(tray: Tray, banner: Banner) -> list[Way]:
    """Return the ways, the best first; docs/decisions/020-notifications.md says why."""
    found: list[Way] = [BalloonWay(tray, tray), PlainWay(), StripWay(banner)]
    if sys.platform.startswith("linux"):
        from callmemo.desktop.notifying.service import ServiceWay  # noqa: PLC0415 - Linux only

        found.insert(0, ServiceWay())
    return found
