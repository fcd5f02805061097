"""Headings: each memo under one, late first, and only headings that have something below."""

from __future__ import annotations

import pytest

from callmemo.core.vocabulary import Outcome, View
from callmemo.desktop.sections import sections
from callmemo.wording import Tone
from tests.desktop.window_world import AFTERNOON, WindowWorld, from_caller
from tests.office_day import at, call


def headed(office: WindowWorld, view: View, search: str = "") -> dict[str, int]:
    if search.strip():
        office.window.show_view(view)
        office.window.searching.look_for(search)
        found = office.window.searching.sections(office.clock())
    else:
        found = sections(office.desk, view, office.clock())
    return {section.title: len(section.places) for section in found if section.places}


def test_every_view_has_its_headings(office: WindowWorld) -> None:
    assert {view: headed(office, view) for view in View} == {
        View.TODAY: {
            "Past the promised time": 2,
            "Today": 3,
            "Messages not read yet": 1,
            "Closed today": 1,
        },
        View.MINE: {"Messages not read yet": 1},
        View.WAITING: {"Today": 1},
        View.LATER: {"Tomorrow and later": 1},
        View.COMPLAINTS: {"Past the promised time": 1},
        View.DONE: {"": 1},
        View.ALL: {"": 8},
    }


def test_only_what_is_late_is_red(office: WindowWorld) -> None:
    found = sections(office.desk, View.TODAY, office.clock())
    assert {section.title for section in found if section.tone is Tone.LATE} == {
        "Past the promised time"
    }


def test_a_memo_stands_under_one_heading_only(office: WindowWorld) -> None:
    for view in View:
        places = [p for s in sections(office.desk, view, office.clock()) for p in s.places]
        assert len(places) == len(set(places))


def test_the_day_s_callbacks_are_summed_up(office: WindowWorld) -> None:
    for name, minutes in (("一", 10), ("二", 40)):
        memo = office.desk.take(from_caller(name), at("15:00")).memo_id
        office.desk.attempt(memo, Outcome.TALKED, at("15:00").replace(minute=minutes), finish=True)
    found = sections(office.desk, View.TODAY, at("16:00"))
    note = next(section.note for section in found if section.title == "Closed today")
    assert note == "3 memos · median to callback 18 min"


def test_closed_without_a_callback_there_is_only_a_count(office: WindowWorld) -> None:
    office.desk.reopen(office.ids["加藤"], AFTERNOON)
    office.desk.not_needed(office.ids["森"], AFTERNOON)
    found = sections(office.desk, View.TODAY, office.clock())
    assert next(s.note for s in found if s.title == "Closed today") == "1 memo"


class TestSearch:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("山", ["山田"]),
            ("山田", ["山田"]),
            ("0142", ["山田"]),
            ("03-0000-0142", ["山田"]),
            ("０３００００", ["渡辺", "山田"]),
            ("あおば", ["山田"]),
            ("納品 数量", ["山田"]),
            ("加藤", ["加藤"]),
            ("zz", []),
            ("---", []),
        ],
    )
    def test_it_looks_through_all_memos(
        self, office: WindowWorld, text: str, found: list[str]
    ) -> None:
        office.window.searching.look_for(text)
        assert office.names == found

    def test_blanks_are_no_search(self, office: WindowWorld) -> None:
        assert headed(office, View.LATER, "   ") == {"Tomorrow and later": 1}

    def test_the_heading_repeats_what_was_looked_for(self, office: WindowWorld) -> None:
        assert headed(office, View.LATER, " 山田 ") == {"Search: “山田”": 1}


def test_tomorrow_s_memos_move_up_when_the_day_begins(office: WindowWorld) -> None:
    office.desk.take(call("明朝", due_at=at("10:00", days=1)), office.clock())
    assert "明朝" not in office.names
    office.clock.now = at("9:00", days=1)
    office.window.refresh()
    assert "明朝" in office.names
