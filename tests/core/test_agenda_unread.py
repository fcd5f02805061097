"""The agenda that reads memos as their day comes near: what a look at every memo says, too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from callmemo.core.agenda import Agenda
from callmemo.core.calendar import Hours
from callmemo.core.ladder import Rules, has_hours, is_owed, look
from callmemo.core.memo import Memo, first_status
from callmemo.core.office import Office
from callmemo.core.rungs import Ladder
from callmemo.core.vocabulary import Request, Status, Urgency
from tests.office_day import DAY, MINUTE, OFFICE, TEN, TOKYO, at, call

RULES = Rules(OFFICE)


@dataclass(frozen=True)
class Shelf:
    """Memos of which only those that are asked for are handed out; it notes which those were."""

    memos: dict[str, Memo]
    read: set[str] = field(default_factory=set)

    def due_between(self, after: datetime | None, until: datetime) -> list[Memo]:
        return self._hand_out(
            memo
            for memo in self.memos.values()
            if (memo.due_at is None and after is None)
            or (memo.due_at is not None and (after or TEN - 999 * DAY) < memo.due_at <= until)
        )

    def with_hours(self, after: datetime, ladder: Ladder) -> list[Memo]:
        return self._hand_out(m for m in self.due_after(after) if has_hours(m, ladder))

    def next_due(self, after: datetime) -> datetime | None:
        return min((m.due_at for m in self.due_after(after) if m.due_at), default=None)

    def due_after(self, after: datetime) -> list[Memo]:
        owed = filter(is_owed, self.memos.values())
        return [memo for memo in owed if memo.due_at is not None and memo.due_at > after]

    def _hand_out(self, memos: Iterable[Memo]) -> list[Memo]:
        found = [memo for memo in memos if is_owed(memo)]
        self.read.update(memo.id for memo in found)
        return found


def waiting(name: str, due: datetime | None, **more: Any) -> Memo:
    """Return a memo that was taken in the morning and read by nobody."""
    return Memo(name, name, at("9:30"), call(due_at=due, substitute="佐藤"), Status.NEW, **more)


def test_of_later_days_only_what_comes_next_is_read() -> None:
    shelf = Shelf({str(n): waiting(str(n), at("14:00", n)) for n in range(30)})
    agenda = Agenda(RULES, unread=shelf)
    assert agenda.outlook(TEN).next_at == at("10:30")
    assert shelf.read == {"0"}
    agenda.put(replace(shelf.memos["0"], status=Status.DONE))
    assert agenda.outlook(TEN).next_at == at("14:00", 1), "tomorrow it is news of an hour ago"
    assert shelf.read == {"0", "1"}


def test_a_memo_with_an_hour_of_its_own_is_read_however_late_it_is_due() -> None:
    shelf = Shelf(
        {
            "snoozed": waiting("snoozed", at("14:00", 9), snoozed_until=at("11:00")),
            "tried": waiting("tried", at("14:00", 8), attempts=3),
            "quiet": waiting("quiet", at("14:00", 7)),
        }
    )
    agenda = Agenda(RULES, unread=shelf)
    outlook = agenda.outlook(TEN)
    assert [nudge.key for nudge in outlook.nudges] == ["tried3"]
    assert outlook.next_at == at("11:00")
    assert shelf.read == {"snoozed", "tried"}


def test_an_office_that_never_opens_ends_looking_too() -> None:
    rules = Rules(Office(TOKYO, workdays=frozenset()))
    shelf = Shelf({"1": waiting("1", at("14:00", 900)), "2": waiting("2", at("3:00", 901))})
    agenda = Agenda(rules, unread=shelf)
    assert agenda.outlook(TEN) == look(shelf.memos.values(), rules, TEN)


offices = st.sampled_from(
    [
        OFFICE,
        Office(TOKYO, closes=time()),
        Office(TOKYO, opens=time(13), closes=time(14), workdays=frozenset({2, 6})),
        Office(TOKYO, weekday_hours=((3, Hours(time(6), time(7))), (4, Hours(time(20), time())))),
    ]
)
ladders = st.sampled_from(
    [
        Ladder(),
        Ladder(tried=1, untouched=600),
        Ladder(afternoon=None, before_closing=(), substitute=0, left=0, tried=0),
        Ladder(urgent=(), untouched=0, before_closing=(900,), late_complaint=()),
    ]
)
all_rules = st.builds(Rules, offices, ladders, st.sampled_from([{}, {"鈴木": None}]))
minutes = st.integers(-3 * 24 * 60, 12 * 24 * 60) | st.sampled_from(
    [day * 24 * 60 + minute for day in (0, 1, 4) for minute in (0, 449, 450, 451, 840, 841)]
)
moments = minutes.map(lambda minute: at("10:00") + minute * MINUTE)
memos = st.builds(
    lambda due, request, urgent, complaint, taken, status, attempts, snoozed: Memo(
        "",
        "",
        TEN - taken * timedelta(minutes=7),
        replace(
            call(due_at=due, request=request, complaint=complaint, substitute="佐藤"),
            urgency=Urgency.URGENT if urgent else Urgency.NORMAL,
        ),
        status or first_status(request),
        snoozed_until=snoozed,
        attempts=attempts,
    ),
    st.none() | moments,
    st.sampled_from(list(Request)),
    st.integers(0, 5).map(lambda dice: dice == 0),
    st.integers(0, 5).map(lambda dice: dice == 0),
    st.integers(0, 700),
    st.sampled_from([None, None, Status.SEEN, Status.RETRY, Status.DONE]),
    st.sampled_from([0, 0, 0, 1, 3]),
    st.none() | st.none() | moments,
)
happenings = st.lists(
    st.tuples(
        moments,
        st.sampled_from(["look", "look", "change", "record", "rules"]),
        st.integers(0, 9),
        memos,
        all_rules,
    ),
    max_size=8,
)


@settings(max_examples=200, deadline=None)
@given(all_rules, st.lists(memos, max_size=8), moments, happenings)
def test_it_says_what_it_would_say_had_it_read_every_memo(
    rules: Rules, there: list[Memo], first: datetime, happenings: list[Any]
) -> None:
    kept = {str(n): replace(memo, id=str(n), number=str(n)) for n, memo in enumerate(there)}
    agenda, whole = Agenda(rules, unread=Shelf(kept)), Agenda(rules, kept.values())
    assert agenda.outlook(first) == look(kept.values(), rules, first)
    whole.outlook(first)
    for now, what, which, memo, others in happenings:
        if what == "change":
            # As the file tells of it: first it is written, then it is put in.
            kept[str(which)] = replace(memo, id=str(which), number=str(which))
            agenda.put(kept[str(which)])
            whole.put(kept[str(which)])
        elif what == "record":
            for nudge in look(kept.values(), rules, now).nudges:
                for each in nudge.memos:
                    told = {*kept[each.id].nudged, nudge.key}
                    kept[each.id] = replace(kept[each.id], nudged=tuple(sorted(told)))
                    agenda.put(kept[each.id])
                    whole.put(kept[each.id])
        elif what == "rules":
            rules = others
            agenda.follow(rules)
            whole.follow(rules)
        # A reminder recorded by a clock that was ahead then leaves an agenda without the hour at
        # which `look` would look again, one that has read everything as well.
        assert agenda.outlook(now) in (look(kept.values(), rules, now), whole.outlook(now))
