"""What somebody looks for: words, for whom, how far it has come, which days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from callmemo.core.memo import Memo
from callmemo.core.query import Group, finds, read_query
from callmemo.core.vocabulary import Status

PAGE = 200
"""So many hits are looked up and shown at once; the next ones when somebody scrolls there."""


@dataclass(frozen=True, slots=True)
class Search:
    """A question to the memos; what is left empty is not asked for.

    `text` holds words that must all be found, in any field; `addressee` is a part of the name
    for whom the memo is. Days are those on which the memo was taken, by the office's calendar,
    both ends included. Several statuses mean any of them.
    """

    text: str = ""
    addressee: str = ""
    statuses: frozenset[Status] = frozenset()
    first_day: date | None = None
    last_day: date | None = None
    urgent: bool = False
    complaint: bool = False

    @property
    def has_filters(self) -> bool:
        """Whether anything but words is asked for."""
        days = self.first_day is not None or self.last_day is not None
        named = bool(self.addressee.strip())
        return named or bool(self.statuses) or days or self.urgent or self.complaint

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is asked for."""
        return not self.text.strip() and not self.has_filters

    @property
    def words(self) -> tuple[Group, ...]:
        """What the text may mean."""
        return read_query(self.text)

    @property
    def names(self) -> tuple[Group, ...]:
        """Whom the addressee may mean."""
        return read_query(self.addressee)

    @property
    def asks_for_nothing(self) -> bool:
        """Whether something was typed of which nothing is left to look for, such as `。`."""
        return bool(self.text.strip() and not self.words) or bool(
            self.addressee.strip() and not self.names
        )

    def lets_through(self, memo: Memo, taken: date) -> bool:
        """Whether a memo passes the filters; `taken` is the day on which it was taken."""
        return (
            (not self.addressee.strip() or finds(self.names, [memo.draft.addressee]))
            and (not self.statuses or memo.status in self.statuses)
            and (self.first_day is None or taken >= self.first_day)
            and (self.last_day is None or taken <= self.last_day)
            and (not self.urgent or memo.draft.is_urgent)
            and (not self.complaint or memo.draft.complaint)
        )
