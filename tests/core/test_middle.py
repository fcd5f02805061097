"""The median is that of the standard library."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmemo.core.middle import median


@given(st.lists(st.integers(0, 10**6), min_size=1))
def test_it_is_the_median_of_the_standard_library(figures: list[int]) -> None:
    assert median(figures) == statistics.median(figures)


def test_nothing_has_no_middle() -> None:
    with pytest.raises(IndexError):
        median([])
