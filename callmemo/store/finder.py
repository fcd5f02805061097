"""Finds memos by words and filters: the newest first, a page at a time."""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any, Final

from callmemo.core.office import Office
from callmemo.core.query import expression
from callmemo.core.search import Search
from callmemo.core.times import to_utc_text
from callmemo.core.vocabulary import View
from callmemo.store.opening import Database, plainly
from callmemo.store.register import WHERE, Sight, places_in
from callmemo.store.search_index import COMPLAINT, URGENT

MOST: Final = 2**62
_FEW: Final = 300
_STEPS: Final = 100
"""A few memos are looked up in the index one by one: each costs as much as so many steps in it."""
_SOME: Final = 2_000
"""So many memos are read out of the table to see how far apart they lie."""
_MANY: Final = 100_000


@dataclass(frozen=True, slots=True)
class Hits:
    """Places of memos found, those that arrived last first; `more` if there are further ones."""

    places: array[int]
    more: bool = False


@dataclass(slots=True)
class _Question:
    """What is asked of the index (`match`) and of the memo table (`where`), with its values."""

    match: str
    where: list[str]
    values: dict[str, Any]

    @property
    def conditions(self) -> str:
        return " AND ".join(self.where) or "1"


class Finder:
    """Looks into the search index and the memo table; never writes."""

    def __init__(self, db: Database, path: Path) -> None:
        """Look into a database that the journal has opened; `path` names it in errors."""
        self._db = db
        self.path = path

    @plainly
    def find(self, search: Search, view: View, sight: Sight, office: Office, limit: int) -> Hits:
        """Find the memos of a view that are asked for, at most `limit`.

        They come in the order in which they arrived in this file, latest first: that is the
        order of the index, so that a word found in every memo costs no more than a rare one.
        """
        if search.asks_for_nothing:
            return Hits(array("q"))
        limit = min(max(limit, 0), MOST)
        asked = _question(search, view, sight, office)
        asked.values["limit"] = limit + 1
        if not asked.match:
            found = self._by_table(asked, search)
        elif not asked.where:
            found = self._run(
                "SELECT rowid FROM search WHERE search MATCH :match"
                " ORDER BY rowid DESC LIMIT :limit",
                asked,
            )
        else:
            found = self._by_both(asked, search)
        return Hits(found[:limit], more=len(found) > limit)

    def _by_table(self, asked: _Question, search: Search) -> array[int]:
        """Only statuses and days: each status by its index, or the days by theirs."""
        tail = f"{asked.conditions} ORDER BY seq DESC LIMIT :limit"
        if search.statuses and search.first_day is None and search.last_day is None:
            each = " UNION ALL ".join(
                f"SELECT * FROM (SELECT seq FROM memo INDEXED BY memo_status"  # noqa: S608
                f" WHERE status = '{status.value}' AND {tail})"
                for status in sorted(search.statuses)
            )
            return self._run(f"SELECT seq FROM ({each}) ORDER BY seq DESC LIMIT :limit", asked)  # noqa: S608
        return self._run(f"SELECT seq FROM memo WHERE {tail}", asked)  # noqa: S608

    def _by_both(self, asked: _Question, search: Search) -> array[int]:
        """Words, and what only the table knows: whichever leaves less is gone through.

        The index is gone through from the newest to the oldest memo that can be meant, and each
        hit looked up in the table. A few memos that lie far apart are looked up one by one.
        """
        conditions = asked.conditions
        known = self._run(
            f"SELECT seq FROM memo WHERE {conditions} LIMIT {_SOME + 1}",  # noqa: S608
            asked,
        )
        if not known:
            return known
        if len(known) > _SOME:
            span = self._span(asked, search)
        else:
            span = (min(known), max(known))
            if len(known) <= _FEW and span[1] - span[0] > _STEPS * len(known):
                asked.values["few"] = json.dumps(sorted(known, reverse=True))
                return self._run(
                    "SELECT value FROM json_each(:few) WHERE EXISTS (SELECT 1 FROM search"
                    " WHERE search MATCH :match AND rowid = value) LIMIT :limit",
                    asked,
                )
        asked.values["oldest"], asked.values["newest"] = span
        return self._run(
            "SELECT search.rowid FROM search CROSS JOIN memo ON memo.seq = search.rowid"  # noqa: S608
            " WHERE search MATCH :match AND search.rowid BETWEEN :oldest AND :newest"
            f" AND {conditions} ORDER BY search.rowid DESC LIMIT :limit",
            asked,
        )

    def _span(self, asked: _Question, search: Search) -> tuple[int, int]:
        """Oldest and newest place that can be meant, as far as an index alone can tell."""
        values = asked.values
        days = [part for part in asked.where if "taken_at" in part]
        if days:
            # Days without an end need no beginning where they are many: hits are close together.
            most = MOST if "until" in values else _MANY
            ask = (
                "SELECT min(seq), max(seq), count(*) FROM (SELECT seq FROM memo"  # noqa: S608
                f" WHERE {' AND '.join(days)} LIMIT {most})"
            )
            oldest, newest, count = self._db.conn.execute(ask, values).fetchone()
            return (0, MOST) if count == most else (oldest or 0, newest or 0)
        ends = [
            self._db.conn.execute(
                "SELECT (SELECT min(seq) FROM memo WHERE status = :status),"
                " (SELECT max(seq) FROM memo WHERE status = :status)",
                {"status": status.value},
            ).fetchone()
            for status in search.statuses
        ]
        known = [(oldest, newest) for oldest, newest in ends if oldest is not None]
        if not known:
            return 0, MOST
        return min(oldest for oldest, _ in known), max(newest for _, newest in known)

    def _run(self, sql: str, asked: _Question) -> array[int]:
        return places_in(self._db.conn.execute(sql, asked.values))


def _question(search: Search, view: View, sight: Sight, office: Office) -> _Question:
    match = [expression(search.words)] if search.words else []
    if search.names:
        match.append(f"who : ({expression(search.names)})")
    match += [f"marks : {URGENT}"] * search.urgent + [f"marks : {COMPLAINT}"] * search.complaint
    where = [] if view is View.ALL else [f"({WHERE[view]})"]
    values: dict[str, Any] = {**sight.values, "match": " AND ".join(match)}
    if search.statuses:
        names = ", ".join(f"'{status.value}'" for status in sorted(search.statuses))
        where.append(f"status IN ({names})")
    if search.first_day is not None and (since := _edge(search.first_day, office, 0)):
        where.append("taken_at >= :since")
        values["since"] = since
    if search.last_day is not None and (until := _edge(search.last_day, office, 1)):
        where.append("taken_at < :until")
        values["until"] = until
    return _Question(values["match"], where, values)


def _edge(day: date, office: Office, end: int) -> str:
    """First moment of a day, or of the next; empty where the calendar ends."""
    try:
        return to_utc_text(office.at(day + timedelta(days=end), time()))
    except (OverflowError, ValueError):
        return ""
