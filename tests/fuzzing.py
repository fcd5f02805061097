"""How many examples a fuzz test draws: few each day, 100,000 when CALLMEMO_FUZZ asks for them."""

import os


def examples(few: int) -> int:
    """Return `few`, or what CALLMEMO_FUZZ says."""
    return int(os.environ.get("CALLMEMO_FUZZ") or few)
