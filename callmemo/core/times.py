"""Times as text: UTC with milliseconds inside, ISO 8601 with offset outside."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

FIRST_YEAR = 1971
LAST_YEAR = 2999
"""Years in which a time can be kept: beyond them clocks, zones and the order of events give out."""

_OFFSET = len("+00:00")


def to_utc_text(moment: datetime) -> str:
    """Write an aware time as fixed-width UTC text, so that text order is time order.

    >>> to_utc_text(datetime(2026, 11, 22, 5, 15, tzinfo=UTC))
    '2026-11-22T05:15:00.000Z'
    """
    if moment.tzinfo is None:
        msg = "a stored time needs a time zone"
        raise ValueError(msg)
    if moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC)
    return moment.isoformat(timespec="milliseconds")[:-_OFFSET] + "Z"


def from_utc_text(text: str) -> datetime:
    """Read what `to_utc_text` wrote; raises ValueError on anything without a zone."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        msg = f"time without zone: {text!r}"
        raise ValueError(msg)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        msg = f"time beyond the calendar: {text!r}"
        raise ValueError(msg)
    if moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC)
    beyond = moment.microsecond % 1000
    return moment.replace(microsecond=moment.microsecond - beyond) if beyond else moment


def to_local_text(moment: datetime, zone: tzinfo) -> str:
    """Write a time for other programs: ISO 8601 in the office's zone with its offset."""
    return moment.astimezone(zone).isoformat(timespec="seconds")
