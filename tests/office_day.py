"""What tests of the office share: a fixed day, settings, desks in folders of their own."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from callmemo.core.memo import Caller, Draft
from callmemo.core.office import Office
from callmemo.core.vocabulary import Target
from callmemo.desk import Desk
from callmemo.settings import DEFAULTS, Settings

TOKYO = ZoneInfo("Asia/Tokyo")
OFFICE = Office(TOKYO)
TEN = datetime(2026, 11, 24, 10, 0, tzinfo=TOKYO)
"""Ten in the morning of a Tuesday on which the office is open."""
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def at(clock: str, days: int = 0) -> datetime:
    """Return the moment at which the office's clock shows this, some days after the Tuesday."""
    hour, minute = clock.split(":")
    return TEN.replace(hour=int(hour), minute=int(minute)) + days * DAY


def settings(**values: Any) -> Settings:
    """Return settings as they are on a fresh desktop, but for those named."""
    set_up = {"my_name": "木村", "device": "desktop-1", **values}
    return Settings(MappingProxyType({**DEFAULTS, **set_up}))


def desk(home: Path, **values: Any) -> Desk:
    """Return a desk over a real file in this folder."""
    return Desk(home, settings(**values))


def call(name: str = "山田", **fields: Any) -> Draft:
    """Return a call that somebody has to return."""
    caller = fields.pop("caller", Caller(company="アオバ商事", name=name, phone="03-0000-0142"))
    fields.setdefault("addressee", "鈴木")
    fields.setdefault("target", Target.THEIR_OFFICE)
    return Draft(caller=caller, **fields)
