"""Finds memos by words and filters: the newest first, a page at a time."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from callmemo.core.office import Office
from callmemo.core.search import Search
from callmemo.core.text import match_query
from callmemo.core.times import to_utc_text
from callmemo.core.vocabulary import View
from callmemo.store.opening import plainly
from callmemo.store.register import WHERE, Sight, places_in


@dataclass(frozen=True, slots=True)
class Hits:
    """Places of memos found, those that arrived last first; `more` if there are further ones."""

    places: array[int]
    more: bool


class Finder:
    """Looks into the search index and the memo table; never writes."""

    def __init__(self, db: Database, path: Path) -> None:
        """Look into a database that the journal has opened; `path` names it in errors."""
        self._db = db
        self.path = path

    @plainly
    def find(self, search: Search, view: View, sight: Sight, office: Office, limit: int) -> Hits:
        """Find the newest memos of a view that are asked for, at most `limit`."""
        sql = [f"SELECT seq FROM memo WHERE {WHERE[view]}"]  # noqa: S608 - constants only
        values: dict[str, Any] = {**sight.values, "limit": limit + 1}
        if search.text.strip():
            query = match_query(search.text)
            if query is None:
                return Hits(array("q"), more=False)
            sql.append("AND seq IN (SELECT rowid FROM search WHERE search MATCH :query)")
            values["query"] = query
        if search.first_day is not None:
            sql.append("AND taken_at >= :since")
            values["since"] = to_utc_text(office.day_bounds(search.first_day)[0])
        if search.last_day is not None:
            sql.append("AND taken_at < :until")
            values["until"] = to_utc_text(office.day_bounds(search.last_day)[1])
        if search.addressee:
            sql.append("AND instr(addressee, :addressee)")
            values["addressee"] = search.addressee
        if search.statuses:
            names = ", ".join(f"'{status.value}'" for status in sorted(search.statuses))
            sql.append(f"AND status IN ({names})")
        sql += ["AND urgency = 'urgent'"] * search.urgent + ["AND complaint"] * search.complaint
        sql.append("ORDER BY seq DESC LIMIT :limit")
        found = places_in(self._db.conn.execute(" ".join(sql), values))
        return Hits(found[:limit], more=len(found) > limit)
