"""Tells Python which objects stay until the end: looking through them makes the window stutter.

The modules and windows are some hundred thousand objects. Python's search for rings of objects
that nobody needs goes through all of them now and then, in the middle of scrolling or typing.
"""

from __future__ import annotations

import gc


def keep() -> None:
    """Look once more for what nobody needs; all that is left then is never looked at again."""
    gc.collect()
    gc.freeze()


def let_go() -> None:
    """Let what was kept be looked through again: the windows are put away."""
    gc.unfreeze()
