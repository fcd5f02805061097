"""The ladder and the quiet hours as they are set."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

import pytest

from callmemo import errors
from callmemo.core.rungs import Ladder
from callmemo.settings import BY_NAME
from tests.office_day import at, settings


def test_on_a_fresh_desktop_the_ladder_is_the_usual_one() -> None:
    assert settings().ladder == Ladder()


@pytest.mark.parametrize(
    ("name", "typed", "field", "value"),
    [
        ("nudge_urgent", "10、20", "urgent", (10, 20)),
        ("nudge_urgent", "", "urgent", ()),
        ("nudge_untouched", "４５", "untouched", 45),
        ("nudge_untouched", 0, "untouched", 0),
        ("nudge_afternoon", "14:30", "afternoon", time(14, 30)),
        ("nudge_afternoon", "", "afternoon", None),
        ("nudge_before_closing", "90, 60", "before_closing", (60, 90)),
        ("nudge_substitute", "20", "substitute", 20),
        ("nudge_left", "10", "left", 10),
        ("nudge_late_complaint", "5", "late_complaint", (5,)),
        ("nudge_tried", "5", "tried", 5),
        ("manager", "田中", "manager", "田中"),
    ],
)
def test_each_rung_is_set_as_it_is_typed(name: str, typed: Any, field: str, value: Any) -> None:
    changed = settings().with_value(name, typed)
    assert getattr(changed.ladder, field) == value
    entry = BY_NAME[name]
    assert entry.read(entry.write(changed.values[name])) == value, "and kept in the file"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("nudge_urgent", "soon"),
        ("nudge_untouched", "-5"),
        ("nudge_untouched", "5000"),
        ("nudge_untouched", ""),
        ("nudge_afternoon", "25:00"),
        ("nudge_tried", "100"),
        ("nudge_tried", "x"),
    ],
)
def test_what_is_no_rung_is_refused(name: str, typed: str) -> None:
    with pytest.raises(errors.SettingRefused):
        settings().with_value(name, typed)


@pytest.mark.parametrize(
    ("begins", "ends", "now", "until"),
    [
        ("12:00", "13:00", at("12:30"), at("13:00")),
        ("12:00", "13:00", at("12:00"), at("13:00")),
        ("12:00", "13:00", at("13:00"), None),
        ("12:00", "13:00", at("11:59"), None),
        ("12:00", "12:00", at("12:00"), None),
        ("20:00", "8:00", at("21:00"), at("08:00", days=1)),
        ("20:00", "8:00", at("07:00"), at("08:00")),
        ("20:00", "8:00", at("12:00"), None),
    ],
)
def test_in_the_quiet_hours_reminders_wait_until_they_end(
    begins: str, ends: str, now: datetime, until: datetime | None
) -> None:
    hours = settings().with_value("quiet_from", begins).with_value("quiet_until", ends)
    assert hours.quiet_until(now) == until
