"""Settings are typed entries: what does not fit is refused with its reason."""

from __future__ import annotations

import copy
import pickle
from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmemo.core.events import Json
from callmemo.errors import SettingRefused
from callmemo.settings import BY_NAME, DEFAULTS, ENTRIES, LONGEST_NAME, Member, Settings
from tests.office_day import settings

JSON: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_a_default_fits_and_comes_back_from_what_is_written(entry: Any) -> None:
    assert entry.read(entry.write(entry.default)) == entry.default


@given(st.sampled_from(ENTRIES), JSON)
def test_no_value_whatever_breaks_anything(entry: Any, value: Json) -> None:
    try:
        changed = settings().with_value(entry.name, value)
    except SettingRefused as refused:
        assert refused.sentence  # noqa: PT017 - most values are refused, some fit
        return
    kept = changed.values[entry.name]
    assert entry.read(entry.write(kept)) == kept


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("my_name", " 木村 ", "木村"),
        ("closes", "9:05", time(9, 5)),
        ("closes", "9:00", None),
        ("closes", "18:00", time(18, 0)),
        ("closes", "１８：００", time(18, 0)),
        ("closes", "24:00", None),
        ("closes", 18, None),
        ("opens", "17:30", None),
        ("lunch_until", "11:00", None),
        ("lunch_until", "12:00", time(12, 0)),
        ("workdays", "1,3,5", frozenset({1, 3, 5})),
        ("workdays", [6, 7], frozenset({6, 7})),
        ("workdays", [], None),
        ("workdays", [0], None),
        ("workdays", [8], None),
        ("workdays", [True], None),
        ("workdays", [1.0], None),
        ("workdays", [[1]], None),
        ("nudges", "off", False),
        ("nudges", True, True),
        ("nudges", "maybe", None),
        ("nudges", 1, None),
        ("language", "ja", "ja"),
        ("language", "fr", None),
        ("language", {}, None),
        ("theme", "dark", "dark"),
        ("desk_sign", "ab", "AB"),
        ("desk_sign", "ABC", None),
        ("desk_sign", "1", None),
        ("time_zone", "Europe/Berlin", "Europe/Berlin"),
        ("time_zone", "Asia", None),
        ("time_zone", "", None),
        ("time_zone", "../../../etc/passwd", None),
        ("my_name", "x" * (LONGEST_NAME + 1), None),
        ("my_name", "a\nb", None),
        ("my_name", "a\u2028b", None),
        ("my_name", "\x1b[31m", None),
        ("my_name", None, None),
        ("members", "鈴木、佐藤, 鈴木", (Member("鈴木"), Member("佐藤"))),
        ("members", [{"name": "鈴木", "department": "営業一課"}], (Member("鈴木", "営業一課"),)),
        ("members", [{"name": ""}], ()),
        ("members", ["鈴木"], None),
        ("members", [{"name": 1}], None),
        ("no_such", "x", None),
    ],
)
def test_what_is_typed_is_read_or_refused(name: str, typed: Json, value: Any) -> None:
    before = settings(closes=time(17, 30))
    if value is None:
        with pytest.raises(SettingRefused):
            before.with_value(name, typed)
    else:
        assert before.with_value(name, typed).values[name] == value


def test_settings_are_read_by_name_and_copied_like_any_value() -> None:
    one = settings()
    assert one.closes == time(17, 30)
    assert one.office.closes == time(17, 30)
    assert copy.copy(one) == one
    with pytest.raises(AttributeError):
        _ = one.colour
    with pytest.raises(AttributeError):
        _ = object.__new__(Settings).values
    with pytest.raises((TypeError, pickle.PicklingError)):
        pickle.dumps(one)


def test_a_member_is_found_by_name() -> None:
    office = settings(members=(Member("鈴木", "営業一課"),))
    assert office.member("鈴木") == Member("鈴木", "営業一課")
    assert office.member("佐藤") is None


def test_the_table_feeds_everything() -> None:
    assert list(BY_NAME) == list(DEFAULTS) == [entry.name for entry in ENTRIES]
