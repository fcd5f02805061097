from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from callmemo.core.calendar import Closure, Hours, SpecialDay
from callmemo.errors import SettingRefused
from callmemo.settings import BY_NAME, DEFAULTS, Settings
from callmemo.settings_file import SettingsFile

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


def fresh() -> Settings:
    return Settings(MappingProxyType({**DEFAULTS, "device": "desktop-1"}))


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        (
            "closures",
            "2026-08-13..2026-08-15 お盆、12/29～1/3 年末年始",
            (
                Closure(date(2026, 8, 13), date(2026, 8, 15), "お盆"),
                Closure(date(2000, 12, 29), date(2000, 1, 3), "年末年始", yearly=True),
            ),
        ),
        ("closures", "２０２６/６/１", (Closure(date(2026, 6, 1), date(2026, 6, 1)),)),
        ("closures", "02-29", (Closure(date(2000, 2, 29), date(2000, 2, 29), yearly=True),)),
        ("closures", "", ()),
        (
            "special_days",
            "2026-12-05 10:00-15:00 展示会",
            (SpecialDay(date(2026, 12, 5), Hours(time(10), time(15)), "展示会"),),
        ),
        ("special_days", [], ()),
        (
            "weekday_hours",
            "6 9:00-12:00, 3 10:00〜24:00",
            ((3, Hours(time(10), time())), (6, Hours(time(9), time(12)))),
        ),
        ("closed_on_holidays", "off", False),
        ("service_closes", "24:00", time()),
        ("service_days", "1,2,3", frozenset({1, 2, 3})),
    ],
)
def test_the_calendar_is_set_as_it_is_typed(name: str, typed: Any, value: Any) -> None:
    assert fresh().with_value(name, typed).values[name] == value


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("closures", "2026-08-15..2026-08-13"),
        ("closures", "2026-08-13..08-15"),
        ("closures", "2026-02-30"),
        ("closures", "when we like"),
        ("closures", 5),
        ("closures", [5]),
        ("closures", "2026-08-13 " + "盆" * 61),
        ("special_days", "12-05 10:00-15:00"),
        ("special_days", "2026-12-05"),
        ("special_days", "2026-12-05 15:00-10:00"),
        ("special_days", "2026-12-05 10:00-25:00"),
        ("weekday_hours", "8 9:00-12:00"),
        ("weekday_hours", "6"),
        ("service_opens", "21:30"),
        ("service_days", ""),
    ],
)
def test_what_is_no_calendar_is_refused(name: str, typed: Any) -> None:
    with pytest.raises(SettingRefused):
        fresh().with_value(name, typed)


def test_the_office_is_built_from_the_settings() -> None:
    settings = fresh()
    for name, typed in (
        ("closures", "12-29..01-03 年末年始"),
        ("special_days", "2026-12-05 10:00-15:00"),
        ("workdays", "1,2,3,4,5,6"),
        ("weekday_hours", "6 9:00-12:00"),
    ):
        settings = settings.with_value(name, typed)
    office = settings.office
    assert not office.is_workday(date(2026, 11, 23))
    assert not office.is_workday(date(2026, 12, 30))
    assert office.hours(date(2026, 11, 28)) == Hours(time(9), time(12))
    assert office.hours(date(2026, 12, 5)) == Hours(time(10), time(15))
    assert settings.with_value("closed_on_holidays", "off").office.is_workday(date(2026, 11, 23))


def test_the_answering_service_has_hours_of_its_own() -> None:
    settings = fresh()
    sunday_evening = datetime(2026, 11, 22, 11, 59, tzinfo=UTC)
    assert settings.service.is_open(sunday_evening)
    assert not settings.office.is_open(sunday_evening)
    assert not settings.with_value("service_closes", "20:00").service.is_open(sunday_evening)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path)
    settings = fresh()
    for name, typed in (
        ("closures", "2026-08-13..2026-08-15 お盆, 12-29..01-03 年末年始"),
        ("special_days", "2026-12-05 10:00-24:00 展示会"),
        ("weekday_hours", "6 9:00-12:00"),
        ("service_closes", "24:00"),
        ("closed_on_holidays", "off"),
    ):
        settings = settings.with_value(name, typed)
    file.save(settings)
    assert SettingsFile(tmp_path).load(NOW).values == settings.values
    stored = json.loads((tmp_path / "settings.json").read_text(encoding="utf-8"))
    assert stored["closures"] == ["2026-08-13..2026-08-15 お盆", "12-29..01-03 年末年始"]
    assert stored["service_closes"] == "24:00"


def test_a_settings_file_from_before_the_calendar_keeps_working(tmp_path: Path) -> None:
    old = {"device": "desktop-1", "opens": "08:30", "closes": "17:00", "workdays": [1, 2, 3]}
    (tmp_path / "settings.json").write_text(json.dumps(old), encoding="utf-8")
    file = SettingsFile(tmp_path)
    settings = file.load(NOW)
    assert file.notices == []
    assert settings.office.opens == time(8, 30)
    assert settings.office.workdays == {1, 2, 3}
    assert settings.closures == BY_NAME["closures"].default
