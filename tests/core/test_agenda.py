"""The agenda: the same outlook as a look at every memo, whatever happens in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from callmemo.core.agenda import Agenda
from callmemo.core.ladder import Rules, look
from callmemo.core.memo import Memo, first_status
from callmemo.core.rungs import Ladder, Outlook
from callmemo.core.vocabulary import Request, Status, Urgency
from tests.office_day import OFFICE, TEN, at, call

RULES = Rules(OFFICE)


def memo(name: str = "1", due: str = "14:00") -> Memo:
    draft = call(due_at=at(due), substitute="佐藤")
    return Memo(name, name, at("9:30"), draft, Status.SEEN)


def keys(outlook: Outlook) -> list[str]:
    return [nudge.key.split("@")[0] for nudge in outlook.nudges]


def test_what_is_due_stays_due_until_it_is_recorded() -> None:
    agenda = Agenda(RULES, [memo()])
    assert keys(agenda.outlook(at("14:00"))) == ["due"]
    again = agenda.outlook(at("14:01"))
    assert keys(again) == ["due"]
    agenda.put(replace(memo(), nudged=(again.nudges[0].key,)))
    assert keys(agenda.outlook(at("14:02"))) == []


def test_a_clock_set_back_is_followed() -> None:
    agenda = Agenda(RULES, [memo()])
    (nudge, *_) = agenda.outlook(at("16:31")).nudges
    agenda.put(replace(memo(), nudged=(nudge.key,)))
    assert agenda.outlook(at("16:32")).next_at == at("17:00")
    assert agenda.outlook(at("13:00")).next_at == at("14:00"), "what the jump had passed over"


def test_other_rules_are_followed() -> None:
    agenda = Agenda(RULES, [memo(due="17:30")])
    assert agenda.outlook(TEN).next_at == at("15:00")
    agenda.follow(Rules(OFFICE, Ladder(afternoon=None)))
    assert agenda.outlook(TEN).next_at == at("16:30")
    agenda.follow(Rules(OFFICE, Ladder(afternoon=None), {"鈴木": None}))
    assert [nudge.to for nudge in agenda.outlook(at("16:30")).nudges] == [("佐藤",)]


def test_what_is_closed_or_dropped_is_forgotten() -> None:
    agenda = Agenda(RULES, [memo("1"), memo("2")])
    assert agenda.outlook(TEN).next_at == at("14:00")
    agenda.put(replace(memo("1"), status=Status.DONE))
    agenda.drop("2")
    agenda.drop("never there")
    assert agenda.outlook(at("15:00")) == Outlook((), None)


memos = st.builds(
    lambda due, request, urgent, complaint, snoozed: (
        due and at("9:00") + timedelta(minutes=due),
        request,
        urgent,
        complaint,
        snoozed and at("9:00") + timedelta(minutes=snoozed),
    ),
    st.none() | st.integers(1, 4000),
    st.sampled_from(list(Request)),
    st.booleans(),
    st.booleans(),
    st.none() | st.integers(1, 2000),
)
steps = st.lists(
    st.tuples(
        st.integers(-30, 5000),  # the hour, in minutes after nine
        st.sampled_from(["put", "record", "finish", "look", "look"]),
        st.integers(0, 3),
        memos,
        st.sampled_from([{}, {"鈴木": None}, {"鈴木": at("15:30")}]),
    ),
    max_size=12,
)


@settings(max_examples=300)
@given(steps)
def test_it_says_what_a_look_at_every_memo_says(steps: list[Any]) -> None:
    kept: dict[str, Memo] = {}
    agenda = Agenda(RULES)
    for minutes, what, which, (due, request, urgent, complaint, snoozed), away in steps:
        now = at("9:00") + timedelta(minutes=minutes)
        rules = replace(RULES, away=away)
        name = str(which)
        if what == "put":
            draft = call(due_at=due, request=request, complaint=complaint, substitute="佐藤")
            urgency = Urgency.URGENT if urgent else Urgency.NORMAL
            draft = replace(draft, urgency=urgency)
            kept[name] = Memo(name, name, now, draft, first_status(request), snoozed_until=snoozed)
            agenda.put(kept[name])
        elif what == "finish" and name in kept:
            kept[name] = replace(kept[name], status=Status.DONE)
            agenda.put(kept[name])
        elif what == "record":
            for nudge in look(kept.values(), rules, now).nudges:
                for each in nudge.memos:
                    told = {*kept[each.id].nudged, nudge.key}
                    kept[each.id] = replace(kept[each.id], nudged=tuple(sorted(told)))
                    agenda.put(kept[each.id])
        agenda.follow(rules)
        assert agenda.outlook(now) == look(kept.values(), rules, now)
