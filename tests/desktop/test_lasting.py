"""What stays until the end is not looked through again and again; what was put away is."""

from __future__ import annotations

import gc
import weakref

import pytest

from callmemo.desktop import lasting


class Ring:
    """Something that only Python's search finds when nobody needs it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _let_go() -> None:
    lasting.let_go()


def test_what_nobody_needs_is_gone_before_the_rest_is_kept() -> None:
    gone = weakref.ref(Ring())
    lasting.keep()
    assert gone() is None
    assert gc.get_freeze_count() > 1000
    lasting.let_go()


def test_what_was_put_away_is_found_again() -> None:
    ring = Ring()
    gone = weakref.ref(ring)
    lasting.keep()
    del ring
    gc.collect()
    assert gone() is not None
    lasting.let_go()
    gc.collect()
    assert gone() is None
    assert gc.get_freeze_count() == 0
